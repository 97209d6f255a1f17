%% Every function of sets, of both versions, and of ordsets.
%% options: --keep sets,ordsets
-module(whole_sets).

-export([apply_to/2]).

-include("whole_api.hrl").

subject() -> ?MODULE.

shown(_, Set) -> Set.

%% What a function of a module answers; a set as its list, in order.
apply_to({Module, Function}, Arguments) ->
    Result = apply(Module, Function, Arguments),
    case is_boolean(Result) orelse is_integer(Result) orelse is_list(Result) orelse not Module:is_set(Result) of
        true when Function =:= to_list; Function =:= fold -> lists:sort(Result);
        true -> Result;
        false -> {set, lists:sort(Module:to_list(Result))}
    end.

calls() ->
    lists:append([functions(Module, Make) || {Module, Make} <- makers()]) ++ versions().

%% Sets of both versions, in one call.
versions() ->
    [{apply_to, [{is, {sets, Function}}, {made, fun(Tuple) -> tuple_to_list(Tuple) end, {tuple, Kinds}}]} || {Function, Kinds} <- [{new, [{one, [[], [{version, 1}], [{version, 2}]]}]}, {from_list, [keys, {one, [[], [{version, 1}], [{version, 2}]]}]}]].

makers() ->
    [
        {sets, fun(List) -> sets:from_list(List) end},
        {sets, fun(List) -> sets:from_list(List, [{version, 2}]) end},
        {ordsets, fun(List) -> ordsets:from_list(List) end}
    ].

functions(Module, Make) ->
    Set = {made, Make, keys},
    Sets = {made, fun(Lists) -> [Make(List) || List <- Lists] end, {list, keys}},
    [
        {apply_to, [{is, {Module, Function}}, {made, fun(Tuple) -> tuple_to_list(Tuple) end, {tuple, Kinds}}]}
     || {Function, Kinds} <- [
            {add_element, [key, Set]}, {del_element, [key, Set]}, {filter, [test, Set]}, {fold, [{is, fun(X, A) -> [X | A] end}, {is, []}, Set]},
            {from_list, [keys]}, {intersection, [Sets]}, {intersection, [Set, Set]}, {is_disjoint, [Set, Set]}, {is_element, [key, Set]},
            {is_empty, [Set]}, {is_set, [any]}, {is_subset, [Set, Set]}, {new, []}, {size, [Set]}, {subtract, [Set, Set]}, {to_list, [Set]},
            {union, [Sets]}, {union, [Set, Set]}
        ] ++ newer(Set)
    ].

-if(?OTP_RELEASE >= 27).
newer(Set) ->
    [
        {filtermap, [{one, [fun(X) -> is_atom(X) end, fun(X) -> {true, {X}} end, fun(X) -> X end]}, Set]}, {is_equal, [Set, Set]},
        {map, [{one, [fun(X) -> {X} end, fun(X) -> is_atom(X) end]}, Set]}
    ].
-else.
newer(_) -> [].
-endif.
