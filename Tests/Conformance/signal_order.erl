%% Signals from one process to another arrive in the order in which they were sent: messages, exit signals, links, monitors and their
%% ends, whatever way they take.
-module(signal_order).
-include("conformance.hrl").

start() ->
    process_flag(trap_exit, true),
    ?show(messages_before_exit, [messages_before_exit(Reason) || Reason <- [normal, shutdown, {a, b}]]),
    ?show(messages_before_down, messages_before_down()),
    ?show(error_after_messages, error_after_messages()),
    ?show(exit_2_between, exit_2_between()),
    ?show(exit_2_normal, exit_2_normal()),
    ?show(by_name_and_pid, by_name_and_pid()),
    ?show(alias_and_pid, alias_and_pid()),
    ?show(killed_before_message, killed_before_message()),
    ?show(message_before_kill, message_before_kill()),
    ?show(kill_and_alive, kill_and_alive()),
    ?show(exit_and_alive, exit_and_alive()),
    ?show(monitor_after_kill, monitor_after_exit(kill)),
    ?show(monitor_after_exit, monitor_after_exit(stop)),
    ?show(link_after_kill, link_after_exit(kill)),
    ?show(link_after_exit, link_after_exit({stop, [1]})),
    ?show(unlink_after_kill, unlink_after_kill()),
    ?show(demonitor_after_kill, demonitor_after_kill()),
    ?show(unlink_then_exit, unlink_then_exit()),
    ?show(unlink_after_exit, unlink_after_exit()),
    ?show(link_unlink_link, link_unlink_link()),
    ?show(relinked, relinked()),
    ?show(demonitored, demonitored()),
    ?show(demonitor_flush, demonitor_flush()),
    ?show(demonitor_info, demonitor_info()),
    ?show(monitors_in_order, monitors_in_order()),
    ?show(links_and_monitors, links_and_monitors()),
    ?show(process_info_after_messages, process_info_after_messages()),
    ?show(trap_then_exit, trap_then_exit(true)),
    ?show(no_trap_then_exit, trap_then_exit(false)),
    ?show(group_leader, group_leader_then_message()),
    ?show(suspended, suspended()),
    ?show(spawn_link_order, spawn_link_order()),
    ?show(exit_self, [exit_self(Reason, Traps) || Reason <- [normal, kill, other], Traps <- [true, false]]),
    ?show(exit_to_dead, exit_to_dead()),
    ?show(exit_reasons, [exit_reason(Reason, Traps) || Reason <- [normal, kill, killed, x], Traps <- [true, false]]),
    ?show(link_exit_reasons, [link_exit_reason(Reason, Traps) || Reason <- [normal, kill, killed, x], Traps <- [true, false]]),
    ?show(second_exit, second_exit()),
    ?show(rest, flush()),
    ok.

flush() ->
    receive
        M -> [M | flush()]
    after 0 -> []
    end.

next() ->
    receive
        M -> M
    after 2000 -> none
    end.

%% What has come, with pids and references left out.
take(0) -> [];
take(N) -> [short(next()) | take(N - 1)].

short({'EXIT', P, {Reason, [_ | _]}}) when is_pid(P) -> {'EXIT', Reason};
short({'EXIT', P, Reason}) when is_pid(P) -> {'EXIT', Reason};
short({Tag, R, process, P, {Reason, [_ | _]}}) when is_reference(R), is_pid(P) -> {Tag, Reason};
short({Tag, R, process, P, Reason}) when is_reference(R), is_pid(P) -> {Tag, Reason};
short(M) -> M.

messages_before_exit(Reason) ->
    Self = self(),
    spawn_link(fun() ->
        Self ! 1,
        Self ! {2, seq(1, 100)},
        Self ! 3,
        exit(Reason)
    end),
    take(4) =:= [1, {2, seq(1, 100)}, 3, {'EXIT', Reason}].

messages_before_down() ->
    Self = self(),
    spawn_monitor(fun() ->
        foreach(fun(N) -> Self ! N end, seq(1, 20)),
        exit(done)
    end),
    take(21).

error_after_messages() ->
    Self = self(),
    spawn_link(fun() ->
        Self ! before,
        hd(id([]))
    end),
    take(2).

exit_2_between() ->
    Self = self(),
    spawn(fun() ->
        Self ! 1,
        exit(Self, between),
        Self ! 2,
        exit(Self, {again, [x]}),
        exit(Self, normal),
        Self ! 3
    end),
    take(6).

exit_2_normal() ->
    {Pid, Monitor} = spawn_monitor(fun() ->
        receive
            M -> exit({got, M})
        end
    end),
    exit(Pid, normal),
    Pid ! message,
    receive
        {'DOWN', Monitor, _, _, Reason} -> Reason
    end.

by_name_and_pid() ->
    register(me, self()),
    Self = self(),
    spawn(fun() -> foreach(fun(N) -> case N rem 3 of 0 -> me ! N; 1 -> Self ! N; 2 -> {me, node()} ! N end end, seq(1, 12)) end),
    Result = take(12),
    unregister(me),
    Result.

alias_and_pid() ->
    Alias = alias(),
    Self = self(),
    spawn(fun() -> foreach(fun(N) -> case N rem 2 of 0 -> Alias ! N; 1 -> Self ! N end end, seq(1, 10)) end),
    Result = take(10),
    unalias(Alias),
    Result.

echo_to(To) ->
    receive
        M ->
            To ! {echo, M},
            echo_to(To)
    end.

killed_before_message() ->
    Self = self(),
    Pid = spawn_link(fun() -> echo_to(Self) end),
    exit(Pid, kill),
    Pid ! unheard,
    [short(next()), receive {echo, _} = E -> E after 30 -> silent end].

message_before_kill() ->
    Self = self(),
    {Pid, _} = spawn_monitor(fun() -> process_flag(priority, low), echo_to(Self) end),
    Pid ! maybe_heard,
    exit(Pid, kill),
    lists_last([short(M) || M <- down_and_before()]).

down_and_before() ->
    case next() of
        {'DOWN', _, _, _, _} = Down -> [Down];
        M -> [M | down_and_before()]
    end.

lists_last([X]) -> X;
lists_last([_ | Rest]) -> lists_last(Rest).

%% A signal that was sent arrives before the question whether the process is alive.
kill_and_alive() ->
    Pid = spawn(fun() -> receive never -> ok end end),
    exit(Pid, kill),
    {is_process_alive(Pid), process_info(Pid, status)}.

exit_and_alive() ->
    Pid = spawn(fun() -> process_flag(trap_exit, false), receive never -> ok end end),
    exit(Pid, stop),
    {is_process_alive(Pid), process_info(Pid)}.

%% Who has been sent an exit signal is not there for the monitor and the link that come after it.
monitor_after_exit(Reason) ->
    Pid = spawn(fun() -> receive never -> ok end end),
    exit(Pid, Reason),
    monitor(process, Pid),
    short(next()).

link_after_exit(Reason) ->
    Pid = spawn(fun() -> receive never -> ok end end),
    exit(Pid, Reason),
    link(Pid),
    short(next()).

unlink_after_kill() ->
    Pid = spawn_link(fun() -> receive never -> ok end end),
    exit(Pid, kill),
    unlink(Pid),
    receive {'EXIT', Pid, R} -> R after 30 -> nothing end.

demonitor_after_kill() ->
    {Pid, Monitor} = spawn_monitor(fun() -> receive never -> ok end end),
    exit(Pid, kill),
    demonitor(Monitor, [flush]),
    receive {'DOWN', Monitor, _, _, R} -> R after 30 -> nothing end.

unlink_then_exit() ->
    Pid = spawn_link(fun() -> receive go -> exit(gone) end end),
    unlink(Pid),
    Pid ! go,
    Monitor = monitor(process, Pid),
    receive
        {'DOWN', Monitor, _, _, _} -> ok
    end,
    receive {'EXIT', Pid, R} -> R after 20 -> nothing end.

%% The signal has arrived before: unlink does not take it out of the mailbox.
unlink_after_exit() ->
    {Pid, Monitor} = spawn_monitor(fun() -> receive go -> exit(gone) end end),
    link(Pid),
    Pid ! go,
    receive
        {'DOWN', Monitor, _, _, _} -> ok
    end,
    unlink(Pid),
    receive {'EXIT', Pid, R} -> R after 20 -> nothing end.

link_unlink_link() ->
    Pid = spawn(fun() -> receive go -> exit(gone) end end),
    foreach(fun(_) -> link(Pid), unlink(Pid) end, seq(1, 5)),
    link(Pid),
    link(Pid),
    Pid ! go,
    [short(next()), receive {'EXIT', Pid, R} -> R after 20 -> nothing end].

%% Links are between two processes: either ends it for both.
relinked() ->
    Self = self(),
    Pid = spawn_link(fun() ->
        unlink(Self),
        Self ! unlinked,
        receive
            go -> exit(gone)
        end
    end),
    unlinked = next(),
    {links, Links} = process_info(self(), links),
    Pid ! go,
    Monitor = monitor(process, Pid),
    receive
        {'DOWN', Monitor, _, _, _} -> ok
    end,
    {[x || L <- Links, L =:= Pid], receive {'EXIT', Pid, R} -> R after 20 -> nothing end}.

demonitored() ->
    {Pid, Monitor} = spawn_monitor(fun() -> receive go -> exit(gone) end end),
    demonitor(Monitor),
    Pid ! go,
    Second = monitor(process, Pid),
    [receive {'DOWN', Second, _, _, R} -> (R =:= gone) or (R =:= noproc) after 1000 -> late end, receive {'DOWN', Monitor, _, _, _} -> came after 20 -> nothing end].

demonitor_flush() ->
    {Pid, Monitor} = spawn_monitor(fun() -> exit(gone) end),
    wait_until_dead(Pid),
    demonitor(Monitor, [flush]),
    receive {'DOWN', Monitor, _, _, _} -> came after 20 -> nothing end.

wait_until_dead(Pid) ->
    case is_process_alive(Pid) of
        true ->
            erlang:yield(),
            wait_until_dead(Pid);
        false ->
            receive after 20 -> ok end
    end.

demonitor_info() ->
    {Pid, Monitor} = spawn_monitor(fun() -> exit(gone) end),
    wait_until_dead(Pid),
    A = demonitor(Monitor, [info]),
    B = receive {'DOWN', Monitor, _, _, R} -> R after 20 -> nothing end,
    Other = monitor(process, self()),
    {A, B, demonitor(Other, [info]), demonitor(make_ref(), [info, flush])}.

%% Several monitors of one process: one message each.
monitors_in_order() ->
    Pid = spawn(fun() -> receive go -> exit(gone) end end),
    Monitors = [monitor(process, Pid) || _ <- seq(1, 5)],
    Pid ! go,
    length([x || M <- Monitors, receive {'DOWN', M, process, Pid, gone} -> true after 1000 -> false end]).

links_and_monitors() ->
    {Pid, Monitor} = spawn_opt(fun() -> receive go -> exit(gone) end end, [link, monitor]),
    Pid ! go,
    {
        receive {'EXIT', Pid, R1} -> R1 after 1000 -> late end,
        receive {'DOWN', Monitor, process, Pid, R2} -> R2 after 1000 -> late end
    }.

process_info_after_messages() ->
    Pid = spawn(fun() -> receive never -> ok end end),
    foreach(fun(N) -> Pid ! N end, seq(1, 10)),
    Result = process_info(Pid, [message_queue_len, messages]),
    exit(Pid, kill),
    Result.

trap_then_exit(Traps) ->
    Self = self(),
    {Pid, Monitor} = spawn_monitor(fun() ->
        process_flag(trap_exit, Traps),
        Self ! ready,
        receive
            {'EXIT', Self, R} -> exit({trapped, R})
        end
    end),
    ready = next(),
    exit(Pid, stop),
    receive
        {'DOWN', Monitor, _, _, R} -> R
    end.

group_leader_then_message() ->
    Self = self(),
    Pid = spawn(fun() ->
        receive
            tell -> Self ! {leader, group_leader() =:= Self}
        end
    end),
    group_leader(self(), Pid),
    Pid ! tell,
    next().

%% Who is suspended gets its messages in their order when it goes on.
suspended() ->
    Self = self(),
    Pid = spawn(fun() -> echo_to(Self) end),
    erlang:suspend_process(Pid),
    Pid ! 1,
    Pid ! 2,
    Silence = receive {echo, _} -> heard after 20 -> silence end,
    Waiting = process_info(Pid, message_queue_len),
    erlang:resume_process(Pid),
    Result = {Silence, Waiting, take(2)},
    exit(Pid, kill),
    Result.

spawn_link_order() ->
    Self = self(),
    Pids = [spawn_link(fun() -> receive go -> Self ! {done, N}, exit(N) end end) || N <- seq(1, 5)],
    foreach(
        fun(Pid) ->
            Pid ! go,
            receive
                {'EXIT', Pid, _} = M -> self() ! M
            end
        end,
        Pids
    ),
    take(10).

exit_self(Reason, Traps) ->
    {_, Monitor} = spawn_monitor(fun() ->
        process_flag(trap_exit, Traps),
        exit(self(), Reason),
        receive
            {'EXIT', From, R} -> exit({message, From =:= self(), R})
        after 0 -> exit(nothing)
        end
    end),
    receive
        {'DOWN', Monitor, _, _, R} -> R
    end.

exit_to_dead() ->
    {Pid, Monitor} = spawn_monitor(fun() -> ok end),
    receive
        {'DOWN', Monitor, _, _, _} -> ok
    end,
    {exit(Pid, x), exit(Pid, kill), link_dead(Pid), unlink(Pid)}.

link_dead(Pid) ->
    link(Pid),
    short(next()).

exit_reason(Reason, Traps) ->
    Self = self(),
    {Pid, Monitor} = spawn_monitor(fun() -> wait_for_exit(Self, Traps) end),
    ready = next(),
    exit(Pid, Reason),
    receive
        {'DOWN', Monitor, _, _, R} -> R
    end.

wait_for_exit(Parent, Traps) ->
    process_flag(trap_exit, Traps),
    Parent ! ready,
    receive
        {'EXIT', _, R} -> exit({message, R})
    after 30 -> exit(survived)
    end.

link_exit_reason(Reason, Traps) ->
    Self = self(),
    {Pid, Monitor} = spawn_monitor(fun() -> wait_for_exit(Self, Traps) end),
    ready = next(),
    spawn(fun() ->
        link(Pid),
        exit(Reason)
    end),
    receive
        {'DOWN', Monitor, _, _, R} -> R
    end.

%% The first signal is the one that counts.
second_exit() ->
    {Pid, Monitor} = spawn_monitor(fun() -> receive never -> ok end end),
    exit(Pid, first),
    exit(Pid, second),
    exit(Pid, kill),
    receive
        {'DOWN', Monitor, _, _, R} -> R
    end.
