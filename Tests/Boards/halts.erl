%% Ends by halt/0 before start/0 returns: status 0, no value.
-module(halts).
-export([start/0]).

start() ->
    erlang:display(before),
    halt(),
    erlang:display('not reached').
