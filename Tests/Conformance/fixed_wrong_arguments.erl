%% Wrong arguments that the BEAM takes for right ones, or names another function for.
-module(fixed_wrong_arguments).
-include("conformance.hrl").

start() ->
    ?show(record_of_negative_size, is_record(id({a}), id(a), id(-1))),
    ?show(record_of_huge_size, is_record(id({a}), id(a), id(1 bsl 70))),
    ?show(record_of_large_size, is_record(id({a}), id(a), id(1 bsl 30))),
    ?show(exported_with_negative_arity, erlang:function_exported(?MODULE, start, id(-1))),
    ?show(exported_with_large_arity, erlang:function_exported(?MODULE, start, id(1 bsl 30))),
    ?show(exported_with_huge_arity, erlang:function_exported(?MODULE, start, id(1 bsl 70))),
    ?show(too_large_tuple, erlang:make_tuple(id(1 bsl 24), a)),
    ?show(spawn_monitor_of_wrong_arity, spawn_monitor(id(fun ?MODULE:id/1))),
    foreach(fun(Args) -> first(Args, fun() -> error(reason, Args) end) end, arguments()),
    foreach(fun(Args) -> first(Args, fun() -> erlang:nif_error(reason, Args) end) end, arguments()),
    first(none, fun() -> erlang:nif_error(id(reason)) end),
    first(a, fun() -> id(1) ! id(a) end),
    ok.

arguments() -> [none, [], [a], [a, b], [a | b], 1, {}].

%% The first entry of the trace, where that is not the fun itself.
first(Args, Fun) ->
    try
        Fun()
    catch
        Class:Reason:Trace ->
            case hd(Trace) of
                {?MODULE, _, Entry, _} when is_integer(Entry) -> erlang:display({Args, Class, Reason, own});
                {?MODULE, _, Entry, _} -> erlang:display({Args, Class, Reason, Entry});
                {Module, Function, Entry, _} -> erlang:display({Args, Class, Reason, Module, Function, Entry})
            end
    end.
