%% Every function of dict and orddict.
%% options: --keep dict,orddict
-module(whole_dicts).

-export([apply_to/3]).

-include("whole_api.hrl").

subject() -> ?MODULE.

shown(_, Term) -> Term.

%% What a function answers; a dictionary as its list, in order.
apply_to(Module, Function, Arguments) -> listed(Module, apply(Module, Function, Arguments)).

listed(dict, Dict) when element(1, Dict) =:= dict -> {dict, lists:sort(dict:to_list(Dict))};
listed(_, List) when is_list(List) -> lists:sort(List);
listed(Module, {Value, Dict}) -> {Value, listed(Module, Dict)};
listed(_, Term) -> Term.

calls() -> functions(dict) ++ functions(orddict).

functions(Module) ->
    Dict = {made, fun(List) -> Module:from_list(List) end, pairs},
    Lists = {made, fun(List) -> Module:from_list([{K, [V]} || {K, V} <- List]) end, pairs},
    Counts = {made, fun(List) -> Module:from_list([{K, 1} || K <- List]) end, keys},
    [
        {apply_to, [{is, Module}, {is, Function}, {made, fun(Tuple) -> tuple_to_list(Tuple) end, {tuple, Kinds}}]}
     || {Function, Kinds} <- [
            {append, [key, any, Lists]}, {append, [key, any, Dict]}, {append_list, [key, list, Lists]}, {erase, [key, Dict]}, {fetch, [key, Dict]},
            {fetch_keys, [Dict]}, {filter, [test2, Dict]}, {find, [key, Dict]}, {fold, [{is, fun(K, V, A) -> [{K, V} | A] end}, {is, []}, Dict]},
            {from_list, [pairs]}, {is_empty, [Dict]}, {is_key, [key, Dict]}, {map, [change2, Dict]}, {merge, [{is, fun(K, A, B) -> {K, A, B} end}, Dict, Dict]},
            {new, []}, {size, [Dict]}, {store, [key, any, Dict]}, {take, [key, Dict]}, {to_list, [Dict]}, {update, [key, change, Dict]},
            {update, [key, change, any, Dict]}, {update_counter, [key, int, Counts]}, {update_counter, [key, int, Dict]}
        ]
    ].
