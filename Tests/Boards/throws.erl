%% start/0 throws what nobody catches: status 1.
-module(throws).
-export([start/0]).

start() ->
    erlang:display(before),
    throw(nobody_catches_it).
