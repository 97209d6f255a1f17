%% start/0 raises an error after some output: status 1, and the report is no part of the output.
-module(fails).
-export([start/0]).

start() ->
    erlang:display(before),
    {ok, _} = answer(),
    erlang:display('not reached').

answer() -> {error, reason}.
