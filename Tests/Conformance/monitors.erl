%% Monitors: every reason, of the dead, of names, several at once, demonitor with flush and info, wrong arguments.
-module(monitors).
-include("conformance.hrl").

start() ->
    foreach(
        fun(R) -> ?show({reason, R}, begin P = spawn(fun() -> receive go -> exit(R) end end), M = monitor(process, P), P ! go, down(M) end) end,
        [normal, shutdown, kill, {a, b}, "text", []]
    ),
    ?show(error, begin P1 = spawn(fun() -> receive go -> error(bad) end end), M1 = monitor(process, P1), P1 ! go, element(1, down(M1)) end),
    ?show(killed, begin P2 = idle(), M2 = monitor(process, P2), exit(P2, kill), down(M2) end),
    ?show(dead, begin P3 = spawn(fun() -> ok end), M3 = monitor(process, P3), down(M3), M4 = monitor(process, P3), down(M4) end),
    ?show(self, is_reference(monitor(process, self()))),
    ?show(no_name, begin M5 = monitor(process, nobody), receive {'DOWN', M5, process, Who, Why} -> {Who =:= {nobody, node()}, Why} after 1000 -> timeout end end),
    ?show(name, named()),
    ?show(name_node, begin M6 = monitor(process, {nobody, node()}), down(M6) end),
    ?show(several, several()),
    ?show(demonitor, demonitored([])),
    ?show(demonitor_flush, demonitored([flush])),
    ?show(demonitor_info, demonitored([info])),
    ?show(demonitor_both, demonitored([flush, info])),
    ?show(demonitor_late, late([])),
    ?show(demonitor_late_flush, late([flush])),
    ?show(demonitor_late_info, late([info])),
    ?show(demonitor_late_both, late([info, flush])),
    ?show(demonitor_1, begin P7 = idle(), M7 = monitor(process, P7), X7 = demonitor(M7), exit(P7, kill), {X7, quiet(M7)} end),
    ?show(demonitor_twice, begin P8 = idle(), M8 = monitor(process, P8), {demonitor(M8), demonitor(M8), demonitor(M8, [info])} end),
    ?show(demonitor_foreign, demonitor(make_ref())),
    ?show(demonitor_wrong, demonitor(id(a))),
    ?show(demonitor_wrong_option, demonitor(make_ref(), id([wrong]))),
    ?show(demonitor_improper, demonitor(make_ref(), id([flush | x]))),
    ?show(monitor_wrong_type, monitor(id(thing), self())),
    ?show(monitor_wrong, monitor(process, id("name"))),
    ?show(both_ways, both_ways()),
    ?show(many, length([down(M) || M <- [begin {_, R} = spawn_monitor(fun() -> ok end), R end || _ <- seq(1, 100)]])),
    ?show(not_link, begin {Px, Mx} = spawn_monitor(fun() -> exit(alone) end), _ = Px, down(Mx) end),
    ok.

down(Ref) ->
    receive
        {'DOWN', Ref, process, _, Reason} -> Reason
    after 2000 -> timeout
    end.

quiet(Ref) ->
    receive
        {'DOWN', Ref, process, _, Reason} -> {came, Reason}
    after 50 -> quiet
    end.

idle() -> spawn(fun() -> receive never -> ok end end).

named() ->
    Pid = idle(),
    register(monitored_one, Pid),
    Ref = monitor(process, monitored_one),
    exit(Pid, bye),
    receive
        {'DOWN', Ref, process, Who, Reason} -> {Who =:= {monitored_one, node()}, Reason, whereis(monitored_one)}
    after 2000 -> timeout
    end.

several() ->
    Pid = idle(),
    Refs = [monitor(process, Pid) || _ <- seq(1, 5)],
    true = demonitor(hd(tl(Refs))),
    exit(Pid, several),
    [quiet(R) || R <- Refs].

demonitored(Options) ->
    Pid = idle(),
    Ref = monitor(process, Pid),
    Result = demonitor(Ref, Options),
    exit(Pid, kill),
    {Result, quiet(Ref)}.

%% The message is in the mailbox when demonitor is called.
late(Options) ->
    {Pid, Ref} = spawn_monitor(fun() -> exit(early) end),
    Other = monitor(process, Pid),
    down(Other),
    Result = demonitor(Ref, Options),
    {Result, quiet(Ref)}.

both_ways() ->
    Self = self(),
    Pid = spawn(fun() ->
        Ref = monitor(process, Self),
        Self ! {ready, self()},
        receive
            {'DOWN', Ref, _, _, _} -> ok;
            stop -> exit(stopped)
        end
    end),
    receive
        {ready, Pid} -> ok
    end,
    Mine = monitor(process, Pid),
    Pid ! stop,
    down(Mine).
