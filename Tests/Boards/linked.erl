%% The process of start/0 dies with one that it is linked to: status 1.
-module(linked).
-export([start/0]).

start() ->
    erlang:display(before),
    spawn_link(fun() -> exit(taken_along) end),
    receive
        never -> ok
    end.
