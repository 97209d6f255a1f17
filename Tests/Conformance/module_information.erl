%% module_info/0 and /1, module_loaded, function_exported; attributes.
-module(module_information).
-custom([attribute, 1]).
-export([other/3]).
-include("conformance.hrl").

start() ->
    ?show(exports, sort(?MODULE:module_info(exports))),
    ?show(module, ?MODULE:module_info(module)),
    ?show(keys, sort([K || {K, _} <- ?MODULE:module_info(), K =/= native])),
    ?show(md5, ?MODULE:module_info(md5)),
    ?show(new_uniq, erlang:fun_info(fun(X) -> {X} end, new_uniq)),
    ?show(fun_bytes, binary:part(term_to_binary(fun(X) -> {X} end), 6, 25)),
    ?show(functions, [F || {F, _} <- ?MODULE:module_info(functions), F =:= hidden]),
    ?show(wrong, ?MODULE:module_info(id(nothing_known))),
    ?show(loaded, {erlang:module_loaded(?MODULE), erlang:module_loaded(id(surely_not_there))}),
    ?show(loaded_wrong, erlang:module_loaded(id(1))),
    ?show(dynamic, (id(?MODULE)):module_info(module)),
    ?show(hidden, hidden(1)),
    foreach(
        fun(Which) -> ?show({status, Which}, code:module_status(Which)) end,
        [nowhere, [], [module_information, nowhere], [nowhere | x], [1], 1, <<>>, {nowhere}]
    ),
    ok.

other(_, _, _) -> ok.

hidden(X) -> {hidden, id(X)}.

sort([]) -> [];
sort([P | T]) -> sort([X || X <- T, X < P]) ++ [P] ++ sort([X || X <- T, X >= P]).
