%% A program that goes on is not reset: neither while it computes, nor while it sleeps, nor while it keeps what it has promised.
-module(watched).
-export([start/0]).

start() ->
    ok = watchdog:start(200),
    ok = compute(erlang:monotonic_time(millisecond) + 500),
    ok = sleep(500),
    ok = keep_promise(5),
    ok = watchdog:feed(infinity),
    ok = sleep(500),
    [wrong(fun() -> watchdog:start(Time) end) || Time <- [0, -1, a, 1 bsl 40]],
    [wrong(fun() -> watchdog:feed(Time) end) || Time <- [0, b, 1.5]],
    is_boolean(watchdog:caused_reset()).

compute(End) ->
    case erlang:monotonic_time(millisecond) < End of
        true -> compute(End);
        false -> ok
    end.

sleep(Time) ->
    receive
    after Time -> ok
    end.

keep_promise(0) ->
    ok;
keep_promise(Times) ->
    ok = watchdog:feed(200),
    ok = sleep(100),
    keep_promise(Times - 1).

wrong(Fun) ->
    try
        Fun()
    catch
        error:badarg -> ok
    end.
