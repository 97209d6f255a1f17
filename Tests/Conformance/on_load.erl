%% A function that runs when the module is loaded, before any other.
-module(on_load).
-export([module_is_loaded/0]).
-on_load(prepare/0).
-include("conformance.hrl").

prepare() ->
    erlang:display({preparing, length([1, 2, 3])}),
    try
        error(caught_in_on_load)
    catch
        error:Reason -> erlang:display(Reason)
    end,
    lists:member(ok, [ok]) andalso ok.

start() ->
    ?show(started, started),
    ?show(loaded, module_is_loaded()),
    done.

module_is_loaded() -> erlang:module_loaded(?MODULE).
