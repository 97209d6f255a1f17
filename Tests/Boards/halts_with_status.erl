%% Ends by halt/1 with a status of its own.
-module(halts_with_status).
-export([start/0]).

start() ->
    erlang:display(before),
    halt(1).
