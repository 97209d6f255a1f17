%% Full tables: of processes and of atoms. Whoever asks for one more gets `system_limit`, all others go on, and once there is room again a
%% supervisor starts anew what has ended. erl has other limits, so what is expected is written down.
-module(system_limits).
%% boards: Host MPS2AN386
-include("conformance.hrl").

start() ->
    process_flag(trap_exit, true),
    Echo = spawn_link(fun echo/0),
    Supervisor = spawn_link(fun supervisor/0),
    Before = erlang:system_info(process_count),
    {Pids, Why} = fill([]),
    ?show(reason, Why),
    ?show(none_is_left, erlang:system_info(process_limit) - erlang:system_info(process_count)),
    ?show(all_are_there, length(Pids) =:= erlang:system_info(process_limit) - Before),
    foreach(
        fun({Name, Fun}) -> ?show(Name, Fun()) end,
        [
            {spawn, fun() -> spawn(fun() -> ok end) end},
            {spawn_3, fun() -> spawn(?MODULE, id, [1]) end},
            {spawn_link, fun() -> spawn_link(fun() -> ok end) end},
            {spawn_monitor, fun() -> spawn_monitor(fun() -> ok end) end},
            {spawn_opt, fun() -> spawn_opt(fun() -> ok end, [link, monitor, {priority, high}]) end},
            {spawn_request, fun() -> request() end}
        ]
    ),
    ?show(links, process_info(self(), links) =:= {links, [Supervisor, Echo]} orelse process_info(self(), links) =:= {links, [Echo, Supervisor]}),
    ?show(monitors, process_info(self(), monitors)),
    ?show(others_go_on, [call(Echo, N) || N <- seq(1, 3)]),
    ?show(timers_go_on, begin erlang:send_after(5, self(), tick), receive tick -> tick after 1000 -> late end end),
    ?show(cannot_restart, crash(Supervisor)),
    ?show(ended, end_of(hd(Pids))),
    ?show(one_more, is_pid(spawn(fun() -> ok end))),
    foreach(fun(Pid) -> exit(Pid, kill) end, tl(Pids)),
    ?show(all_ended, wait_for(Before, 200)),
    ?show(restarts, crash(Supervisor)),
    ?show(restarted, crash(Supervisor)),
    atoms(Echo),
    ok.

fill(Pids) ->
    try spawn(fun wait/0) of
        Pid -> fill([Pid | Pids])
    catch
        Class:Reason -> {Pids, {Class, Reason}}
    end.

wait() ->
    receive
        never -> ok
    end.

echo() ->
    receive
        {From, What} ->
            From ! {echo, What},
            echo()
    end.

call(Echo, What) ->
    Echo ! {self(), What},
    receive
        {echo, What} -> What
    after 1000 -> late
    end.

request() ->
    Reference = spawn_request(fun() -> ok end, [monitor]),
    receive
        {spawn_reply, Reference, error, Why} -> Why;
        {spawn_reply, Reference, ok, _} -> started
    after 1000 -> late
    end.

end_of(Pid) ->
    Reference = monitor(process, Pid),
    exit(Pid, kill),
    receive
        {'DOWN', Reference, process, Pid, Why} -> Why
    end.

wait_for(Count, 0) ->
    {not_ended, erlang:system_info(process_count) - Count};
wait_for(Count, Times) ->
    case erlang:system_info(process_count) of
        Count ->
            true;
        _ ->
            receive
            after 10 -> wait_for(Count, Times - 1)
            end
    end.

%% Starts a worker when it is asked to. Where none can be started it says so, and tries again when it is asked again.
supervisor() ->
    process_flag(trap_exit, true),
    supervise().

supervise() ->
    receive
        {From, crash} ->
            Started =
                try
                    spawn_link(fun() -> exit(crashed) end)
                catch
                    error:Reason -> Reason
                end,
            From ! {supervisor, ended(Started)},
            supervise()
    end.

ended(Pid) when is_pid(Pid) ->
    receive
        {'EXIT', Pid, Why} -> Why
    end;
ended(Reason) ->
    Reason.

crash(Supervisor) ->
    Supervisor ! {self(), crash},
    receive
        {supervisor, What} -> What
    after 1000 -> late
    end.

%% Atoms stay for good: this is the end of the module.
atoms(Echo) ->
    Old = list_to_atom("old" ++ integer_to_list(id(1))),
    Full = term_to_binary({new, list_to_atom("old2")}),
    {Count, Why} = fill_atoms(0),
    ?show(atoms_reason, {Count > 60000, Why}),
    ?show(atoms_full, erlang:system_info(atom_limit) - erlang:system_info(atom_count)),
    ?show(old_ones, {list_to_atom("old1") =:= Old, list_to_existing_atom("old1"), binary_to_existing_atom(<<"old2">>), binary_to_term(Full)}),
    ?show(new_ones, [
        try
            Fun()
        catch
            error:Reason -> Reason
        end
     || Fun <- [
            fun() -> list_to_atom(id("a new one")) end,
            fun() -> binary_to_atom(id(<<"a new one">>)) end,
            fun() -> list_to_existing_atom(id("a new one")) end,
            fun() -> binary_to_term(<<131, 100, 0, 9, "a new one">>) end
        ]
    ]),
    ?show(asker_dies, crashed(fun() -> list_to_atom(id("a new one")) end)),
    ?show(others_go_on, [call(Echo, N) || N <- seq(1, 3)]).

fill_atoms(N) ->
    try list_to_atom("atom " ++ integer_to_list(N)) of
        _ -> fill_atoms(N + 1)
    catch
        Class:Reason -> {N, {Class, Reason}}
    end.

crashed(Fun) ->
    {Pid, Reference} = spawn_monitor(Fun),
    receive
        {'DOWN', Reference, process, Pid, {Reason, _}} -> Reason
    end.
