%% Time passes at its speed while the processor sleeps.
-module(sleeps).
-export([start/0]).

start() ->
    Before = erlang:monotonic_time(millisecond),
    receive
    after 300 -> ok
    end,
    Passed = erlang:monotonic_time(millisecond) - Before,
    {not_early, Passed >= 300, not_late, Passed < 1000}.
