%% Links and exit signals: every reason, trapped and not, both directions; unlink; links to the dead and to oneself.
-module(links).
-include("conformance.hrl").

start() ->
    process_flag(trap_exit, true),
    Reasons = [normal, shutdown, kill, killed, {shutdown, x}, "text", {a, [b]}, 1],
    foreach(fun(R) -> ?show({trapped, R}, trapped(R)) end, Reasons),
    foreach(fun(R) -> ?show({not_trapped, R}, not_trapped(R)) end, Reasons),
    foreach(fun(R) -> ?show({exit_2, R}, exit_2(R, false)) end, Reasons),
    foreach(fun(R) -> ?show({exit_2_trapping, R}, exit_2(R, true)) end, Reasons),
    ?show(error, begin P = spawn_link(fun() -> error(oops) end), receive {'EXIT', P, {oops, [_ | _]}} -> error after 2000 -> timeout end end),
    ?show(throw, begin P1 = spawn_link(fun() -> throw(up) end), receive {'EXIT', P1, {{nocatch, up}, [_ | _]}} -> nocatch after 2000 -> timeout end end),
    ?show(chain, chain()),
    ?show(unlink, unlinked()),
    ?show(link_dead, link_dead()),
    ?show(link_self, link(self())),
    ?show(unlink_self, unlink(self())),
    ?show(link_twice, link_twice()),
    ?show(link_wrong, link(id(a))),
    ?show(unlink_wrong, unlink(id(1))),
    ?show(exit_wrong, exit(id(a), reason)),
    ?show(exit_dead, begin D = spawn(fun() -> ok end), wait(D), exit(D, reason) end),
    ?show(exit_self_trapped, begin exit(self(), to_myself), receive {'EXIT', Q, R1} -> {Q =:= self(), R1} after 2000 -> timeout end end),
    ?show(exit_self_normal, begin exit(self(), normal), receive {'EXIT', _, R2} -> R2 after 100 -> nothing end end),
    ?show(flag_wrong, process_flag(trap_exit, id(maybe_so))),
    ?show(flag_unknown, process_flag(id(no_flag), true)),
    ?show(flag_old, {process_flag(trap_exit, true), process_flag(trap_exit, true)}),
    ?show(many, many(50)),
    ?show(set_after, set_after()),
    ?show(normal_not_trapped, normal_not_trapped()),
    ok.

trapped(Reason) ->
    Pid = spawn_link(fun() -> exit(Reason) end),
    receive
        {'EXIT', Pid, Got} -> Got
    after 2000 -> timeout
    end.

%% A process that does not trap, linked to one that exits: what becomes of it.
not_trapped(Reason) ->
    {Pid, Ref} = spawn_monitor(fun() ->
        spawn_link(fun() -> exit(Reason) end),
        receive
        after 60 -> survived
        end,
        exit(survived)
    end),
    receive
        {'DOWN', Ref, process, Pid, Got} -> Got
    after 2000 -> timeout
    end.

exit_2(Reason, Traps) ->
    Self = self(),
    {Pid, Ref} = spawn_monitor(fun() ->
        process_flag(trap_exit, Traps),
        Self ! ready,
        receive
            {'EXIT', From, Got} -> exit({message, From =:= Self, Got})
        after 100 -> exit(survived)
        end
    end),
    receive
        ready -> ok
    end,
    true = exit(Pid, Reason),
    receive
        {'DOWN', Ref, process, Pid, Got} -> Got
    after 2000 -> timeout
    end.

chain() ->
    {Pid, Ref} = spawn_monitor(fun() -> spawn_chain(20) end),
    receive
        {'DOWN', Ref, process, Pid, Got} -> Got
    after 2000 -> timeout
    end.

spawn_chain(0) ->
    exit(end_of_chain);
spawn_chain(N) ->
    spawn_link(fun() -> spawn_chain(N - 1) end),
    receive
        never -> ok
    end.

unlinked() ->
    Pid = spawn_link(fun() -> receive go -> exit(gone) end end),
    true = unlink(Pid),
    Pid ! go,
    receive
        {'EXIT', Pid, R} -> R
    after 60 -> nothing
    end.

link_dead() ->
    Pid = spawn(fun() -> ok end),
    wait(Pid),
    link(Pid),
    receive
        {'EXIT', Pid, R} -> R
    after 1000 -> nothing
    end.

link_twice() ->
    Pid = spawn(fun() -> receive go -> exit(once) end end),
    link(Pid),
    link(Pid),
    Pid ! go,
    First = receive {'EXIT', Pid, R} -> R after 1000 -> nothing end,
    Second = receive {'EXIT', Pid, R2} -> R2 after 60 -> nothing end,
    {First, Second}.

wait(Pid) ->
    Ref = monitor(process, Pid),
    receive
        {'DOWN', Ref, process, Pid, _} -> ok
    end.

many(N) ->
    Pids = [spawn_link(fun() -> receive stop -> exit(I) end end) || I <- seq(1, N)],
    foreach(fun(P) -> P ! stop end, Pids),
    [receive {'EXIT', P, R} -> R end || P <- Pids].

set_after() ->
    {Pid, Ref} = spawn_monitor(fun() ->
        process_flag(trap_exit, true),
        process_flag(trap_exit, false),
        spawn_link(fun() -> exit(hit) end),
        receive
        after 1000 -> ok
        end
    end),
    receive
        {'DOWN', Ref, process, Pid, Got} -> Got
    after 2000 -> timeout
    end.

normal_not_trapped() ->
    {Pid, Ref} = spawn_monitor(fun() ->
        spawn_link(fun() -> ok end),
        receive
        after 30 -> exit(still_there)
        end
    end),
    receive
        {'DOWN', Ref, process, Pid, Got} -> Got
    after 2000 -> timeout
    end.
