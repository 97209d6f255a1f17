%% The wall clock is set: whoever asks for the time gets the new one, whoever monitors the time offset hears of it, and timers go on.
-module(clock).
-export([start/0]).

start() ->
    Reference = monitor(time_offset, clock_service),
    Tagged = monitor(time_offset, clock_service, [{tag, set}]),
    Gone = monitor(time_offset, clock_service),
    true = demonitor(Gone),
    {monitors, [{time_offset, clock_service}, {time_offset, clock_service}]} = process_info(self(), monitors),
    Timer = erlang:start_timer(50, self(), ring),
    Before = erlang:monotonic_time(millisecond),
    ok = atomvm:posix_clock_settime(realtime, {4000000000, 123456789}),
    erlang:display({system, near(4000000000123, erlang:system_time(millisecond))}),
    erlang:display({os, near(4000000000123, os:system_time(millisecond))}),
    {Mega, Seconds, Micro} = erlang:timestamp(),
    {OSMega, OSSeconds, _} = os:timestamp(),
    erlang:display({timestamp, Mega, Seconds - Seconds rem 10, is_integer(Micro), {OSMega, OSSeconds - OSSeconds rem 10}}),
    erlang:display({universal, element(1, erlang:universaltime()), element(1, element(2, erlang:universaltime()))}),
    erlang:display({change, change('CHANGE', Reference)}),
    erlang:display({tagged, change(set, Tagged)}),
    erlang:display({monotonic, near(Before, erlang:monotonic_time(millisecond))}),
    receive
        {timeout, Timer, ring} -> erlang:display({timer, near(Before + 50, erlang:monotonic_time(millisecond))})
    end,
    ok = atomvm:posix_clock_settime(realtime, {0, 0}),
    erlang:display({again, change('CHANGE', Reference), near(0, erlang:system_time(millisecond))}),
    erlang:display({modes, erlang:system_info(time_warp_mode), erlang:system_info(time_offset)}),
    erlang:display([wrong(Clock, Time) || {Clock, Time} <- wrong_ones()]),
    erlang:display({rest, flush()}),
    ok.

%% The same second, or the next.
near(Expected, Time) -> Time >= Expected andalso Time < Expected + 2000.

change(Tag, Reference) ->
    receive
        {Tag, Reference, time_offset, clock_service, Offset} -> Offset =:= erlang:time_offset()
    after 0 -> none
    end.

wrong(Clock, Time) ->
    try
        atomvm:posix_clock_settime(Clock, Time)
    catch
        error:Reason -> Reason
    end.

wrong_ones() ->
    [
        {monotonic, {1, 1}},
        {realtime, 1},
        {realtime, {1}},
        {realtime, {a, 1}},
        {realtime, {1, a}},
        {realtime, {1, 1000000000}},
        {realtime, {1, -1}},
        {realtime, {-1, 0}},
        {realtime, {1 bsl 33, 0}},
        {realtime, {1 bsl 70, 0}},
        {"realtime", {1, 1}}
    ].

%% Of what was monitored to the end, one message more.
flush() ->
    receive
        {set, _, _, _, _} -> [set | flush()];
        Other -> [Other | flush()]
    after 0 -> []
    end.
