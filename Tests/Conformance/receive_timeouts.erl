%% receive after: zero, short, computed, infinity, wrong values; messages that come in time, too late, or do not match.
-module(receive_timeouts).
-include("conformance.hrl").

start() ->
    ?show(zero, receive x -> x after 0 -> timeout end),
    ?show(short, elapsed(30, 30)),
    ?show(computed, elapsed(id(10) + id(20), 30)),
    ?show(in_time, begin S = self(), spawn(fun() -> wait(20), S ! early end), receive early -> early after 2000 -> timeout end end),
    ?show(late, begin S2 = self(), spawn(fun() -> wait(80), S2 ! late end), A = receive late -> late after 10 -> timeout end, B = receive late -> late after 2000 -> timeout end, {A, B} end),
    ?show(others_do_not_end_it, others()),
    ?show(infinity, begin self() ! m, receive m -> m after infinity -> never end end),
    ?show(infinity_variable, begin self() ! m, T = id(infinity), receive m -> m after T -> never end end),
    ?show(negative, receive after id(-1) -> ok end),
    ?show(atom, receive after id(soon) -> ok end),
    ?show(bignum, receive after id(1 bsl 70) -> ok end),
    ?show(too_large, receive after id(16#100000000) -> ok end),
    ?show(largest_accepted, begin self() ! m, receive m -> m after id(16#FFFFFFFF) -> never end end),
    ?show(value_after, receive after 1 -> {value, id(1)} end),
    ?show(exception_after, receive after 1 -> error(after_time) end),
    ?show(sequence, [receive after N -> N end || N <- [1, 2, 3]]),
    ?show(many_sleepers, sleepers()),
    ?show(nested_timeouts, receive after 5 -> receive after 5 -> receive after 0 -> done end end end),
    ?show(restarted, restarted(3)),
    ?show(zero_with_messages, begin self() ! one, self() ! two, R = receive three -> three after 0 -> none end, {R, flush()} end),
    ok.

wait(Time) -> receive after Time -> ok end.

elapsed(Time, AtLeast) ->
    Before = erlang:monotonic_time(millisecond),
    wait(Time),
    Passed = erlang:monotonic_time(millisecond) - Before,
    Passed >= AtLeast.

%% Messages that do not match do not start the time again.
others() ->
    Self = self(),
    Pid = spawn(fun() -> pester(Self, 1000) end),
    Before = erlang:monotonic_time(millisecond),
    receive wanted -> wanted after 60 -> ok end,
    exit(Pid, kill),
    Passed = erlang:monotonic_time(millisecond) - Before,
    flush(),
    {Passed >= 60, Passed < 1500}.

pester(_, 0) -> ok;
pester(To, N) ->
    To ! noise,
    wait(5),
    pester(To, N - 1).

flush() -> receive M -> [M | flush()] after 0 -> [] end.

%% They wake in the order of their times, however they were started.
sleepers() ->
    Self = self(),
    Times = [120, 20, 200, 60, 160],
    foreach(fun(T) -> spawn(fun() -> wait(T), Self ! {awake, T} end) end, Times),
    [receive {awake, T} -> T after 3000 -> timeout end || _ <- Times].

restarted(0) -> done;
restarted(N) ->
    receive
        never -> never
    after 5 -> restarted(N - 1)
    end.
