%% Reports as messages: to the process that is the system's logger, to the one registered as `logger`, and to nobody.
-module(system_logger).
-include("conformance.hrl").

start() ->
    Before = erlang:system_flag(system_logger, self()),
    ?show(is_logger, erlang:system_info(system_logger) =:= self()),
    ?show(error, reported(fun() -> error({my, "reason"}) end)),
    ?show(throw, reported(fun() -> throw(ball) end)),
    ?show(badarg, reported(fun() -> hd(id(a)) end)),
    ?show(function_clause, reported(fun() -> clause(id({z, 1 bsl 80})) end)),
    ?show(large, reported(fun() -> error({seq(1, 200), <<0:2000>>}) end)),
    ?show(exit, reported(fun() -> exit(quietly) end)),
    ?show(normal, reported(fun() -> ok end)),
    ?show(killed, reported(fun() -> exit(self(), kill), receive never -> ok end end)),
    ?show(group_leader, group_leader_of(fun() -> error(led) end)),
    ?show(many, length([x || {log, error, _, _, _} <- [report(fun() -> error(N) end) || N <- seq(1, 30)]])),
    ?show(of_the_logger, of_the_logger()),
    ?show(nobody, begin erlang:system_flag(system_logger, undefined), {erlang:system_info(system_logger), reported(fun() -> error(unheard) end)} end),
    foreach(
        fun(Wrong) -> ?show({wrong, Wrong}, erlang:system_flag(system_logger, Wrong)) end,
        [foo, 1, "logger", {logger, node()}, []]
    ),
    ?show(unchanged, erlang:system_info(system_logger)),
    ?show(by_name, begin erlang:system_flag(system_logger, logger), erlang:system_flag(system_logger, logger) end),
    erlang:system_flag(system_logger, Before),
    ok.

clause(a) -> a.

report(Fun) ->
    {Pid, Monitor} = spawn_monitor(Fun),
    receive
        {'DOWN', Monitor, process, Pid, _} -> ok
    end,
    receive
        {log, _, _, _, _} = Report -> Report
    after 60 -> none
    end.

%% The report without what differs from run to run.
reported(Fun) ->
    case report(Fun) of
        {log, Level, Format, [Pid, Reason], #{pid := Pid, time := Time} = Metadata} ->
            {is_pid(Pid), is_integer(Time), Level, Format, short(Reason), maps:get(error_logger, Metadata), map_size(Metadata)};
        Other ->
            Other
    end.

short({Reason, [{M, F, A, _} | Rest]}) -> {Reason, {M, is_atom(F), A}, length(Rest)};
short(Reason) -> Reason.

group_leader_of(Fun) ->
    {log, _, _, _, #{gl := Leader}} = report(Fun),
    Leader =:= group_leader().

%% A logger that fails itself: nobody is told, and the others go on.
of_the_logger() ->
    Self = self(),
    {Pid, Monitor} = spawn_monitor(fun() ->
        receive
            {log, _, _, [_, Reason], _} -> Self ! {heard, short(Reason)}
        end,
        exit(heard)
    end),
    erlang:system_flag(system_logger, Pid),
    spawn(fun() -> error(first) end),
    Down =
        receive
            {'DOWN', Monitor, process, Pid, Why} -> Why
        end,
    Heard =
        receive
            {heard, What} -> What
        after 0 -> nothing
        end,
    erlang:system_flag(system_logger, Self),
    {Down, Heard, reported(fun() -> error(second) end)}.
