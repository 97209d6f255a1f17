%% demonitor/2 with info says whether there was a monitor, with flush too.
-module(fixed_demonitor).
-export([wait/0]).
-include("conformance.hrl").

start() ->
    Pid = spawn(?MODULE, wait, []),
    Monitor = monitor(process, Pid),
    ?show(first, demonitor(Monitor, [info])),
    ?show(second, demonitor(Monitor, [info])),
    ?show(second_flush, demonitor(Monitor, [flush, info])),
    ?show(none, demonitor(make_ref(), [info, flush])),
    ?show(flush, demonitor(monitor(process, Pid), [flush, info])),
    Last = monitor(process, Pid),
    Other = monitor(process, Pid),
    exit(Pid, kill),
    receive {'DOWN', Other, process, Pid, Reason} -> erlang:display(Reason) end,
    receive after 20 -> ok end,
    ?show(down, demonitor(Last, [flush, info])),
    ?show(flushed, receive Message -> Message after 0 -> nothing end),
    ok.

wait() -> receive stop -> ok end.
