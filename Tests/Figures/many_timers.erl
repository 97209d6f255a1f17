%% COUNT timers at a time: all are started, one in two is cancelled, the others fire.
-module(many_timers).
-export([start/0]).

start() ->
    Timers = started(?COUNT, []),
    Cancelled = cancelled(Timers, 0),
    fired(?COUNT - Cancelled),
    {?COUNT, Cancelled}.

started(0, Timers) -> Timers;
started(N, Timers) -> started(N - 1, [erlang:send_after(4000 + (N * 7919) rem 1000, self(), tick) | Timers]).

cancelled([Timer, _ | Timers], N) ->
    true = erlang:cancel_timer(Timer) > 0,
    cancelled(Timers, N + 1);
cancelled([], N) ->
    N.

fired(0) ->
    ok;
fired(N) ->
    receive
        tick -> fired(N - 1)
    end.
