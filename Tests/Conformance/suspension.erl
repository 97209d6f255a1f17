%% Processes that are kept from running: once, several times, by others that end; what they receive meanwhile.
-module(suspension).
-include("conformance.hrl").

start() ->
    Self = self(),
    Echo = spawn(fun() -> echo(Self) end),
    ?show(suspend, erlang:suspend_process(Echo)),
    ?show(again, erlang:suspend_process(Echo)),
    Echo ! 1,
    ?show(silent, answer(Echo, 20)),
    ?show(status, process_info(Echo, [status, message_queue_len])),
    ?show(suspending, [{Pid =:= Echo, N, M} || {Pid, N, M} <- element(2, process_info(Self, suspending))]),
    ?show(resume, erlang:resume_process(Echo)),
    ?show(still_silent, answer(Echo, 20)),
    ?show(resume_again, erlang:resume_process(Echo)),
    ?show(answer, answer(Echo, 2000)),
    ?show(resume_once_more, erlang:resume_process(Echo)),
    ?show(nothing_suspended, process_info(Self, suspending)),
    ?show(unless_suspending, [erlang:suspend_process(Echo, [unless_suspending]) || _ <- [1, 2]]),
    ?show(resumed, erlang:resume_process(Echo)),
    ?show(not_twice, erlang:resume_process(Echo)),
    ?show(asynchronous, {erlang:suspend_process(Echo, [asynchronous]), erlang:resume_process(Echo)}),
    ?show(tagged, {erlang:suspend_process(Echo, [{asynchronous, tag}]), receive {tag, T} -> T after 2000 -> none end}),
    ?show(resumed_too, erlang:resume_process(Echo)),
    ?show(by_another, by_another(Echo)),
    ?show(exit_signals, exit_signals()),
    ?show(timers, timers()),
    ?show(busy, busy()),
    ?show(many, many()),
    ?show(self, erlang:suspend_process(Self)),
    ?show(self_asynchronous, erlang:suspend_process(Self, [asynchronous])),
    Gone = spawn(fun() -> ok end),
    wait_until_gone(Gone),
    ?show(gone, erlang:suspend_process(Gone)),
    ?show(gone_asynchronous, erlang:suspend_process(Gone, [asynchronous])),
    ?show(gone_resume, erlang:resume_process(Gone)),
    foreach(
        fun(Wrong) ->
            ?show({wrong, Wrong}, erlang:suspend_process(Wrong)),
            ?show({wrong_resume, Wrong}, erlang:resume_process(Wrong)),
            ?show({wrong_options, Wrong}, erlang:suspend_process(Echo, Wrong)),
            ?show({wrong_option, Wrong}, erlang:suspend_process(Echo, [Wrong]))
        end,
        [a, 1, 1.5, {a, b}, <<>>, [x | y], #{}]
    ),
    ok.

echo(To) ->
    receive
        Message ->
            To ! {self(), Message},
            echo(To)
    end.

answer(From, Time) ->
    receive
        {From, Message} -> Message
    after Time -> none
    end.

wait_until_gone(Pid) ->
    Reference = monitor(process, Pid),
    receive
        {'DOWN', Reference, process, Pid, _} -> ok
    end.

%% Who has suspended others and ends, resumes them.
by_another(Echo) ->
    Self = self(),
    Other = spawn(fun() ->
        erlang:suspend_process(Echo),
        erlang:suspend_process(Echo),
        Self ! suspended,
        receive
            stop -> ok
        end
    end),
    receive
        suspended -> ok
    end,
    Echo ! two,
    Before = answer(Echo, 20),
    Mine = (catch erlang:resume_process(Echo)),
    Other ! stop,
    {Before, element(1, element(2, Mine)), answer(Echo, 2000)}.

exit_signals() ->
    {Pid, Reference} = spawn_monitor(fun() -> receive never -> ok end end),
    erlang:suspend_process(Pid),
    exit(Pid, stopped),
    receive
        {'DOWN', Reference, process, Pid, Reason} -> Reason
    after 2000 -> none
    end.

%% A suspended process's timer runs, and is seen when it runs again.
timers() ->
    Self = self(),
    Pid = spawn(fun() ->
        receive
            never -> ok
        after 10 -> Self ! {self(), timeout}
        end
    end),
    erlang:yield(),
    erlang:suspend_process(Pid),
    Before = answer(Pid, 40),
    erlang:resume_process(Pid),
    {Before, answer(Pid, 2000)}.

%% One that would run forever.
busy() ->
    Pid = spawn(fun Loop() -> Loop() end),
    erlang:yield(),
    erlang:suspend_process(Pid),
    Status = process_info(Pid, status),
    erlang:resume_process(Pid),
    Later = process_info(Pid, status) =/= Status,
    exit(Pid, kill),
    {Status, Later}.

many() ->
    Self = self(),
    Pids = [spawn(fun() -> Self ! {self(), I} end) || I <- seq(1, 50)],
    Suspended = [Pid || Pid <- Pids, (catch erlang:suspend_process(Pid)) =:= true],
    foreach(fun erlang:resume_process/1, Suspended),
    length([receive {Pid, I} -> I end || Pid <- Pids]).
