%% Map syntax, the natives of maps and their kin with right and wrong arguments, literal maps of every size, order of maps, guards.
-module(map_natives).
-include("conformance.hrl").

start() ->
    syntax(),
    natives(),
    wrong(),
    order(),
    literals(),
    copies(),
    ok.

syntax() ->
    M = id(#{a => 1, b => 2}),
    ?show(empty, id(#{})),
    ?show(more, M#{c => 3}),
    ?show(exact, M#{a := 5}),
    ?show(several, M#{a => 6, z => 7, d => [1, 2]}),
    ?show(several_exact, M#{a := 6, b := 7}),
    ?show(no_key, M#{q := 5}),
    ?show(no_keys, M#{zz := 1, c := 5}),
    ?show(no_map, (id(foo))#{a => 5}),
    ?show(no_map_exact, (id(foo))#{a := 5}),
    ?show(variables, #{id(a) => 1, id(b) => 3, {x, y} => id(4)}),
    ?show(same_variables, #{id(a) => 1, id(a) => 3}),
    ?show(kinds, #{a => id(1), 1 => id(2), "abc" => id(4), {t} => id(5), [] => id(6), aa => id(7), 1 bsl 80 => id(8)}),
    ?show(match, begin #{a := A, b := B} = M, {A, B} end),
    ?show(no_match, begin #{c := C} = M, C end),
    ?show(has, [has(K, M) || K <- [a, b, c, 1]]),
    ?show(guards, [guard(T) || T <- [M, #{a => 1}, #{}, x, #{b => 2}, #{a => 1, b => 3}]]),
    ?show(sizes, [size_guard(T) || T <- [M, #{}, x]]),
    ?show(is_map, {is_map(M), is_map(id(x)), is_map(id(big(50)))}).

has(K, M) ->
    case M of
        #{K := _} -> true;
        _ -> false
    end.

guard(M) when M#{a => 2} =:= #{a => 2, b => 2} -> update;
guard(M) when map_get(a, M) =:= 1, is_map_key(b, M) -> get;
guard(M) when is_map_key(a, M) -> key;
guard(M) when map_size(M) =:= 0 -> empty;
guard(_) -> none.

size_guard(M) when map_size(M) > 1 -> many;
size_guard(M) when map_size(M) =:= 0; M =:= x -> few.

big(0) -> #{};
big(N) -> (big(N - 1))#{N => {N}}.

natives() ->
    M = id(#{a => 1, b => 2}),
    B = id(big(60)),
    ?show(get, [maps:get(a, M), maps:get(60, B), apply(id(maps), get, [b, M])]),
    ?show(find, [maps:find(a, M), maps:find(q, M), maps:find(33, B), maps:find(61, B), maps:find({1}, B)]),
    ?show(put, [maps:put(c, 3, M), maps:put(a, 3, M), maps:put(a, 1, M), map_size(maps:put(q, 1, B))]),
    ?show(update, [maps:update(a, 9, M), maps:get(7, maps:update(7, x, B))]),
    ?show(remove, [maps:remove(a, M), maps:remove(q, M), map_size(maps:remove(5, B)), map_size(maps:remove(x, B))]),
    ?show(take, [maps:take(a, M), maps:take(q, M), element(1, maps:take(5, B)), maps:take(x, B)]),
    ?show(keys, [maps:keys(M), maps:keys(#{}), length(maps:keys(B))]),
    ?show(values, [maps:values(M), maps:values(#{}), length(maps:values(B))]),
    ?show(from_list, [maps:from_list([]), maps:from_list([{a, 1}, {b, 2}, {a, 3}])]),
    ?show(from_list_same, map_size(maps:from_list([{N rem 10, N} || N <- seq(1, 100)]))),
    ?show(from_list_many, maps:from_list([{N, {N}} || N <- seq(1, 60)]) =:= B),
    ?show(from_keys, [maps:from_keys([a, b, a], x), map_size(maps:from_keys(seq(1, 99), x)), maps:from_keys([], x)]),
    ?show(merge, [maps:merge(M, #{b => 3, c => 4}), maps:merge(#{}, M), maps:merge(M, #{}), maps:merge(M, M)]),
    ?show(merge_many, [map_size(maps:merge(M, B)), maps:get(a, maps:merge(B, M)), maps:merge(B, B) =:= B]),
    ?show(merge_wins, [maps:get(1, maps:merge(B, #{1 => x})), maps:get(1, maps:merge(#{1 => x, 0 => y}, B))]),
    ?show(merge_both, maps:get(30, maps:merge(big(40), maps:from_keys(seq(30, 90), x)))),
    ?show(shrink, lists_foldl(fun maps:remove/2, B, seq(3, 60))),
    ?show(cmp, [erts_internal:cmp_term(X, Y) || X <- [1, 2, a, {1}], Y <- [1, a, {1}, 2]]).

lists_foldl(_, Acc, []) -> Acc;
lists_foldl(Fun, Acc, [Head | Tail]) -> lists_foldl(Fun, Fun(Head, Acc), Tail).

wrong() ->
    M = id(#{a => 1}),
    foreach(
        fun(X) ->
            ?show({get, X}, maps:get(a, X)),
            ?show({map_get, X}, map_get(q, X)),
            ?show({apply_get, X}, apply(maps, id(get), [q, X])),
            ?show({find, X}, maps:find(a, X)),
            ?show({put, X}, maps:put(a, 1, X)),
            ?show({update, X}, maps:update(q, 1, X)),
            ?show({remove, X}, maps:remove(a, X)),
            ?show({take, X}, maps:take(a, X)),
            ?show({keys, X}, maps:keys(X)),
            ?show({values, X}, maps:values(X)),
            ?show({is_key, X}, maps:is_key(a, X)),
            ?show({is_map_key, X}, is_map_key(a, X)),
            ?show({size, X}, map_size(X)),
            ?show({merge_1, X}, maps:merge(X, M)),
            ?show({merge_2, X}, maps:merge(M, X)),
            ?show({next, X}, erts_internal:map_next(0, X, iterator)),
            ?show({to_tuple_keys, X}, erts_internal:map_to_tuple_keys(X))
        end,
        [1, a, [], [a], {a}, 1 bsl 70, M, fun erlang:abs/1]
    ),
    foreach(
        fun(X) ->
            ?show({from_list, X}, maps:from_list(X)),
            ?show({from_keys, X}, maps:from_keys(X, 1))
        end,
        [a, [a], [{a, 1} | b], [{a, 1, 2}], {a, 1}, #{}]
    ),
    [?show({path, P}, erts_internal:map_next(P, M, iterator)) || P <- [-1, x, 0, {}]],
    [?show({acc, P}, erts_internal:map_next(0, M, P)) || P <- [x, 0, [], [y], {}]].

order() ->
    Maps = [
        #{}, #{a => 1}, #{a => 2}, #{b => 1}, #{1 => 1}, #{{} => 1}, #{a => 1, b => 2}, #{a => 2, b => 1}, #{a => 1, c => 0},
        big(32), big(33), big(34), (big(34))#{5 => x}, (big(34))#{5 => x, 6 => y}, (maps:remove(3, big(35))),
        maps:remove(35, (big(35))#{7 => 1}), (maps:remove(3, big(34)))#{x => 1}, #{big(33) => 1}, #{big(34) => 1}
    ],
    foreach(
        fun(A) -> erlang:display([{A < B, A == B, A =:= B, A > B, A =< B} || B <- Maps]) end,
        Maps
    ).

literals() ->
    L = #{
        1 => a, 2 => b, 3 => c, 4 => d, 5 => e, 6 => f, 7 => g, 8 => h, 9 => i, 10 => j, 11 => k, 12 => l, 13 => m, 14 => n,
        15 => o, 16 => p, 17 => q, 18 => r, 19 => s, 20 => t, 21 => a, 22 => b, 23 => c, 24 => d, 25 => e, 26 => f,
        27 => g, 28 => h, 29 => i, 30 => j, 31 => k, 32 => l, 33 => m, {34} => #{x => #{y => z}}, "35" => o, [] => p
    },
    ?show(size, map_size(id(L))),
    ?show(found, [maps:get(K, L) || K <- [1, 7, 33, {34}, "35", []]]),
    ?show(same, lists_foldl(fun({K, V}, A) -> A#{K => V} end, #{}, pairs(L)) =:= L),
    ?show(nested, id([#{a => [#{b => {#{}, #{c => d}}}]}, #{#{a => b} => c}])).

pairs(Map) -> [{K, maps:get(K, Map)} || K <- maps:keys(Map)].

%% Maps go to other processes, through garbage collections, and come back.
copies() ->
    Self = self(),
    B = id(big(120)),
    Pid = spawn(fun() ->
        receive
            {M, From} ->
                Grown = lists_foldl(fun(N, A) -> A#{{k, N} => [N]} end, M, seq(1, 100)),
                From ! {Grown, lists_foldl(fun(N, A) -> maps:remove({k, N}, A) end, Grown, seq(1, 100))}
        end
    end),
    Pid ! {B, Self},
    receive
        {Grown, Back} -> ?show(copies, {map_size(Grown), Back =:= B, maps:get({k, 7}, Grown)})
    end.
