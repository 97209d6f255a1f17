%% Every function of array.
%% options: --keep array
-module(whole_array).

-include("whole_api.hrl").

subject() -> array.

shown(Function, {Array, Value}) when element(1, Array) =:= array -> {shown(Function, Array), Value};
shown(_, Array) when is_tuple(Array) ->
    case array:is_array(Array) of
        true -> {array, array:size(Array), array:is_fix(Array), array:to_orddict(Array)};
        false -> Array
    end;
shown(_, Term) ->
    Term.

calls() ->
    Array = {made, fun(List) -> array:from_list(List) end, list},
    Fixed = {made, fun(List) -> array:fix(array:from_list(List, none)) end, list},
    Sparse = {made, fun(List) -> lists:foldl(fun(I, A) -> array:set(I * 7, {I}, A) end, array:new(), List) end, {list, nat}},
    Entries = {made, fun(List) -> [{I, {I}} || I <- lists:usort(List)] end, {list, nat}},
    Index = {made, fun(I) -> I * 7 end, nat},
    [
        {default, [Array]}, {default, [Fixed]}, {fix, [Array]}, {foldl, [fold3, any, Array]}, {foldr, [fold3, any, Sparse]}, {from_list, [list]},
        {from_list, [list, any]}, {from_orddict, [Entries]}, {from_orddict, [Entries, any]}, {get, [nat, Array]}, {get, [nat, Fixed]}, {get, [Index, Sparse]},
        {is_array, [any]}, {is_fix, [Array]}, {is_fix, [Fixed]}, {map, [change2, Sparse]}, {map, [change2, Array]}, {new, []}, {new, [nat]},
        {new, [{one, [fixed, {fixed, true}, {size, 5}, {default, x}, [{size, 3}, fixed], bad]}]}, {new, [nat, {one, [{fixed, false}, {default, 0}]}]},
        {relax, [Fixed]}, {reset, [nat, Array]}, {reset, [Index, Sparse]}, {resize, [Sparse]}, {resize, [nat, Array]}, {set, [nat, any, Array]},
        {set, [nat, any, Fixed]}, {set, [Index, any, Sparse]}, {size, [Sparse]}, {sparse_foldl, [fold3, any, Sparse]}, {sparse_foldr, [fold3, any, Sparse]},
        {sparse_map, [change2, Sparse]}, {sparse_size, [Sparse]}, {sparse_to_list, [Sparse]}, {sparse_to_orddict, [Sparse]}, {to_list, [Sparse]},
        {to_orddict, [Array]}, {to_list, [any]}
    ] ++ newer(Array, Fixed, Sparse).

-if(?OTP_RELEASE >= 29).
newer(Array, Fixed, Sparse) ->
    Change = {one, [fun(I, V, A) -> {{I, V}, [I | A]} end, fun(_, _, A) -> {x, A} end, fun(_, _, _) -> bad end]},
    Counted = {one, [fun(0) -> done; (N) -> {{N}, N - 1} end, fun(N) when N > 3 -> done; (N) -> {N, N + 1} end]},
    Folds = [{Name, [nat, nat, fold3, any, Sparse]} || Name <- [foldl, foldr, sparse_foldl, sparse_foldr]],
    Maps = [{Name, [Change, any, Sparse]} || Name <- [mapfoldl, mapfoldr, sparse_mapfoldl, sparse_mapfoldr]],
    Parts = [{Name, [nat, nat, Change, any, Sparse]} || Name <- [mapfoldl, mapfoldr, sparse_mapfoldl, sparse_mapfoldr]],
    [
        {append, [any, Array]}, {append, [any, Fixed]}, {concat, [{made, fun(A) -> [A, A] end, Array}]}, {concat, [{is, []}]}, {concat, [Array, Sparse]},
        {concat, [Fixed, Array]}, {from, [Counted, nat]}, {from, [Counted, nat, any]}, {prepend, [any, Array]}, {prepend, [any, Fixed]},
        {shift, [int, Array]}, {shift, [nat, Sparse]}, {slice, [nat, nat, Array]}, {slice, [nat, nat, Sparse]}
    ] ++ Folds ++ Maps ++ Parts.
-else.
newer(_, _, _) -> [].
-endif.
