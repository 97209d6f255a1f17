%% Keys whose hashes are equal in all bits, in a map that is large: an empty binary and zero.
-module(map_equal_hashes).
-include("conformance.hrl").

start() ->
    Filled = fill(60, #{}),
    Both = Filled#{<<>> => binary, id(0) => zero},
    Other = (Filled#{id(0) => zero})#{<<>> => binary},
    ?show(found, {maps:get(id(0), Both), maps:get(id(<<>>), Both), is_map_key(id(0), Filled), is_map_key(id(<<>>), Filled)}),
    ?show(equal, Both =:= Other),
    ?show(matched, begin #{0 := Zero, <<>> := Binary} = id(Both), {Zero, Binary} end),
    ?show(updated, begin #{0 := Zero2} = Both#{0 := new}, Zero2 end),
    ?show(removed, {maps:remove(0, Both) =:= Filled#{<<>> => binary}, maps:is_key(0, maps:remove(0, Both)), maps:is_key(0, maps:remove(<<>>, Both))}),
    ?show(size, {map_size(Both), map_size(maps:remove(0, Both))}),
    ok.

fill(0, Map) -> Map;
fill(N, Map) -> fill(N - 1, Map#{{N, key} => N}).
