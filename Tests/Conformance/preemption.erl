%% Busy processes do not keep others from running: loops, native functions, long messages; priorities all finish.
-module(preemption).
-include("conformance.hrl").

start() ->
    ?show(busy_loop, begin P = spawn(fun() -> forever(0) end), R = receive after 20 -> awake end, exit(P, kill), R end),
    ?show(busy_receive, begin P1 = spawn(fun() -> poll() end), R1 = receive after 20 -> awake end, exit(P1, kill), R1 end),
    ?show(several_busy, several_busy()),
    ?show(busy_and_answers, busy_and_answers()),
    ?show(shares, shares()),
    ?show(priorities, priorities()),
    ?show(low_alone, low_alone()),
    ?show(flag, {process_flag(priority, high), process_flag(priority, low), process_flag(priority, normal), process_flag(priority, max), process_flag(priority, normal)}),
    ?show(flag_wrong, process_flag(priority, id(urgent))),
    ?show(yield, {erlang:yield(), yields(100)}),
    ?show(self_messages, self_messages(2000)),
    ok.

forever(N) -> forever(N + 1).

poll() ->
    receive
        never -> ok
    after 0 -> poll()
    end.

several_busy() ->
    Pids = [spawn(fun() -> forever(0) end) || _ <- seq(1, 5)],
    Result = receive after 20 -> awake end,
    foreach(fun(P) -> exit(P, kill) end, Pids),
    Result.

busy_and_answers() ->
    Busy = spawn(fun() -> forever(0) end),
    Self = self(),
    Echo = spawn(fun() -> echo() end),
    Answers = [begin Echo ! {Self, I}, receive {echo, X} -> X end end || I <- seq(1, 20)],
    exit(Busy, kill),
    Echo ! stop,
    Answers.

echo() ->
    receive
        {From, X} ->
            From ! {echo, X},
            echo();
        stop ->
            ok
    end.

%% Two loops of the same length end at about the same time: neither has to wait for the other's end.
shares() ->
    Self = self(),
    Count = fun(Name) ->
        spawn(fun() -> rounds(Self, Name, 10) end)
    end,
    Count(a),
    Count(b),
    Order = [receive {round, Name} -> Name after 5000 -> timeout end || _ <- seq(1, 20)],
    {length([x || a <- Order]), length([x || b <- Order])}.

rounds(_, _, 0) -> ok;
rounds(To, Name, N) ->
    spin(20000),
    To ! {round, Name},
    rounds(To, Name, N - 1).

spin(0) -> ok;
spin(N) -> spin(N - 1).

priorities() ->
    Self = self(),
    Levels = [low, normal, high, max],
    foreach(fun(L) -> spawn_opt(fun() -> spin(20000), Self ! {done, L} end, [{priority, L}]) end, Levels),
    [receive {done, L} -> L after 5000 -> timeout end || L <- Levels].

low_alone() ->
    Self = self(),
    spawn_opt(fun() -> spin(50000), Self ! low_done end, [{priority, low}]),
    receive low_done -> low_done after 5000 -> timeout end.

yields(0) -> done;
yields(N) ->
    erlang:yield(),
    yields(N - 1).

self_messages(0) -> done;
self_messages(N) ->
    self() ! N,
    receive
        N -> self_messages(N - 1)
    end.
