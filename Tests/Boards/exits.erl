%% start/0 exits: status 1.
-module(exits).
-export([start/0]).

start() ->
    erlang:display(before),
    exit({shutdown, "reason"}).
