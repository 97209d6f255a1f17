%% Breaks its promise, though the machine goes on: the watchdog acts.
-module(unkept).
-export([start/0]).

start() ->
    ok = watchdog:start(200),
    ok = watchdog:feed(100),
    erlang:display(promised),
    forget().

forget() ->
    receive
    after 10 -> forget()
    end.
