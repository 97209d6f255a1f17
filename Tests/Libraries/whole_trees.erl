%% Every function of gb_trees and gb_sets.
%% options: --keep gb_trees,gb_sets
-module(whole_trees).

-export([trees/2, sets/2]).

-include("whole_api.hrl").

subject() -> ?MODULE.

shown(_, Term) -> Term.

trees(Function, Arguments) -> apply(gb_trees, Function, Arguments).

sets(Function, Arguments) -> apply(gb_sets, Function, Arguments).

calls() ->
    Tree = {made, fun(List) -> lists:foldl(fun({K, V}, T) -> gb_trees:enter(K, V, T) end, gb_trees:empty(), List) end, pairs},
    Set = {made, fun(List) -> gb_sets:from_list(List) end, keys},
    Sets = {made, fun(Lists) -> [gb_sets:from_list(List) || List <- Lists] end, {list, keys}},
    Trees = [
        {balance, [Tree]}, {delete, [key, Tree]}, {delete_any, [key, Tree]}, {empty, []}, {enter, [key, any, Tree]}, {from_orddict, [usorted_pairs]},
        {get, [key, Tree]}, {insert, [key, any, Tree]}, {is_defined, [key, Tree]}, {is_empty, [Tree]}, {iterator, [Tree]},
        {iterator_from, [key, Tree]}, {keys, [Tree]}, {largest, [Tree]}, {lookup, [key, Tree]}, {map, [change2, Tree]},
        {next, [{made, fun(T) -> gb_trees:iterator(T) end, Tree}]}, {size, [Tree]}, {smallest, [Tree]}, {take, [key, Tree]}, {take_any, [key, Tree]},
        {take_largest, [Tree]}, {take_smallest, [Tree]}, {to_list, [Tree]}, {update, [key, any, Tree]}, {values, [Tree]}
    ],
    OfSets = [
        {add, [key, Set]}, {add_element, [key, Set]}, {balance, [Set]}, {del_element, [key, Set]}, {delete, [key, Set]}, {delete_any, [key, Set]},
        {difference, [Set, Set]}, {empty, []}, {filter, [test, Set]}, {fold, [fold, any, Set]}, {from_list, [keys]}, {from_ordset, [usorted]},
        {insert, [key, Set]}, {intersection, [Sets]}, {intersection, [Set, Set]}, {is_disjoint, [Set, Set]}, {is_element, [key, Set]},
        {is_empty, [Set]}, {is_member, [key, Set]}, {is_set, [any]}, {is_set, [Set]}, {is_subset, [Set, Set]}, {iterator, [Set]},
        {iterator_from, [key, Set]}, {largest, [Set]}, {new, []}, {next, [{made, fun(S) -> gb_sets:iterator(S) end, Set}]}, {singleton, [key]},
        {size, [Set]}, {smallest, [Set]}, {subtract, [Set, Set]}, {take_largest, [Set]}, {take_smallest, [Set]}, {to_list, [Set]}, {union, [Sets]},
        {union, [Set, Set]}
    ],
    {TreesToo, SetsToo} = newer(Tree, Set),
    [call(trees, Call) || Call <- Trees ++ TreesToo] ++ [call(sets, Call) || Call <- OfSets ++ SetsToo].

-if(?OTP_RELEASE >= 27).
newer(Tree, Set) ->
    Order = {one, [ordered, reversed]},
    Next = fun({Module, Collection, How}) -> Module:next(Module:iterator(Collection, How)) end,
    {
        [
            {iterator, [Tree, Order]}, {iterator_from, [key, Tree, Order]}, {larger, [key, Tree]}, {smaller, [key, Tree]},
            {keys, [{made, fun(Tuple) -> [Next(Tuple)] end, {tuple, [{is, gb_trees}, Tree, Order]}}]}
        ],
        [
            {iterator, [Set, Order]}, {iterator_from, [key, Set, Order]}, {larger, [key, Set]}, {smaller, [key, Set]}, {is_equal, [Set, Set]},
            {map, [change, Set]}, {filtermap, [{one, [fun(X) -> is_atom(X) end, fun(X) -> {true, {X}} end]}, Set]},
            {from_list, [{made, fun(Tuple) -> [Next(Tuple)] end, {tuple, [{is, gb_sets}, Set, Order]}}]}
        ]
    }.
-else.
newer(_, _) -> {[], []}.
-endif.

call(Which, {Function, Kinds}) ->
    {Which, [{is, Function}, {made, fun(Tuple) -> tuple_to_list(Tuple) end, {tuple, Kinds}}]}.
