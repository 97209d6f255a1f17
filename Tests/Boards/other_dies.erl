%% Another process dies of an error, which is reported; start/0 returns: status 0.
-module(other_dies).
-export([start/0]).

start() ->
    {_, Monitor} = spawn_monitor(fun() -> element(3, tuple()) end),
    receive
        {'DOWN', Monitor, process, _, {Reason, _}} -> {other, Reason}
    end.

tuple() -> {a, b}.
