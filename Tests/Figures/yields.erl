%% COUNT times two processes each give away their turn: half of it is what one turn takes, with the loop around it.
-module(yields).
-export([start/0, other/0]).

start() ->
    spawn(?MODULE, other, []),
    loop(?COUNT).

loop(0) ->
    ok;
loop(N) ->
    erlang:yield(),
    loop(N - 1).

other() ->
    erlang:yield(),
    other().
