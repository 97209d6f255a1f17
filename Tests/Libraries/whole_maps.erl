%% Every function of maps.
%% options: --keep maps
-module(whole_maps).

-include("whole_api.hrl").

subject() -> maps.

%% What is in an iterator is nobody's business.
shown(next, {Key, Value, _}) -> {Key, Value};
shown(iterator, _) -> iterator;
shown(_, Term) -> Term.

calls() ->
    Iterator = {made, fun(M) -> maps:iterator(M) end, map},
    [
        {filter, [test2, map]}, {filter, [test2, Iterator]}, {filtermap, [test2, map]}, {filtermap, [{is, fun(K, V) -> {true, {K, V}} end}, map]},
        {find, [key, map]}, {fold, [{is, fun(K, V, A) -> lists:sort([{K, V} | A]) end}, {is, []}, map]}, {foreach, [change2, map]}, {from_keys, [keys, any]},
        {from_list, [pairs]}, {get, [key, map]}, {get, [key, map, any]}, {groups_from_list, [change, list]},
        {groups_from_list, [{is, fun(X) -> is_atom(X) end}, change, list]}, {intersect, [map, map]},
        {intersect_with, [{is, fun(K, A, B) -> {K, A, B} end}, map, map]}, {is_key, [key, map]}, {keys, [{made, fun(K) -> #{K => 1} end, key}]},
        {keys, [any]}, {map, [change2, map]}, {merge, [map, map]}, {merge_with, [{is, fun(K, A, B) -> {K, A, B} end}, map, map]}, {new, []},
        {put, [key, any, map]}, {remove, [key, map]}, {size, [map]}, {take, [key, map]}, {to_list, [{made, fun(K) -> #{K => 1} end, key}]},
        {to_list, [any]}, {update, [key, any, map]}, {update_with, [key, change, map]}, {update_with, [key, change, any, map]}, {values, [any]},
        {with, [keys, map]}, {without, [keys, map]}
    ] ++ newer().

-if(?OTP_RELEASE >= 26).
newer() ->
    Ordered = {made, fun({M, Order}) -> maps:iterator(M, Order) end, {tuple, [map, {one, [ordered, reversed, fun(A, B) -> A >= B end]}]}},
    [{iterator, [any, any]}, {next, [Ordered]}, {to_list, [Ordered]}, {keys, [Ordered]}, {fold, [fold3, {is, []}, Ordered]}].
-else.
newer() -> [].
-endif.
