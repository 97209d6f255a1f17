%% The processes that run applications, for `application`: one that keeps which run, OTP's `application_controller`, and for each
%% application with a start module a master, as in OTP. That is the group leader of the application's processes, calls the start module,
%% and stops the application in OTP's order.
-module(beamlet_controller).

-beamlet_callbacks([{start, 2}, {start_phase, 3}, {prep_stop, 1}, {stop, 1}]).

-export([run/1, master/4]).

run(Parent) ->
    true = register(application_controller, self()),
    true = group_leader(self(), self()),
    process_flag(trap_exit, true),
    {System, Others} = beamlet_applications:all(),
    elixir_logger(System, Others),
    Parent ! {self(), ready},
    controller([], []).

%% Elixir's application `logger` counts as started, unless it is one of the program's. Where no program has the atom `elixir`, the linker
%% leaves this out.
elixir_logger([{_, elixir, _} | _], Others) -> lists:keymember(logger, 2, Others) orelse logger:elixir_defaults();
elixir_logger([_ | Rest], Others) -> elixir_logger(Rest, Others);
elixir_logger([], _) -> ok.

%% `Running`: `{Name, Master, Type}`, where the master of a library is `undefined`. `Busy`: `{Name, Master, Type, Client}` of those that
%% start.
controller(Running, Busy) ->
    receive
        {Reference, From, {start, Name, Type}} ->
            case may_start(Name, Running, Busy) of
                ok ->
                    begin_start(Name, Type, {From, Reference}, Running, Busy);
                wait ->
                    %% Another process starts it: the answer is the same.
                    {_, Master, _, _} = lists:keyfind(Name, 1, Busy),
                    controller(Running, Busy ++ [{Name, Master, Type, {From, Reference}}]);
                Error ->
                    From ! {Reference, Error},
                    controller(Running, Busy)
            end;
        {Reference, From, {stop, Name}} ->
            case lists:keytake(Name, 1, Running) of
                {value, {_, Master, Type}, Rest} ->
                    stop_master(Master),
                    said(Name, stopped, Type),
                    From ! {Reference, ok},
                    controller(Rest, Busy);
                false ->
                    From ! {Reference, {error, {not_started, Name}}},
                    controller(Running, Busy)
            end;
        {Reference, From, running} ->
            From ! {Reference, Running},
            controller(Running, Busy);
        {Reference, From, stop_all} ->
            [stop_master(Master) || {_, Master, _} <- Running],
            From ! {Reference, ok},
            controller([], Busy);
        {started, Master, Answer} ->
            {Waiting, Others} = lists:partition(fun(Start) -> element(2, Start) =:= Master end, Busy),
            [Client ! {Reference, Answer} || {_, _, _, {Client, Reference}} <- Waiting],
            [{Name, _, Type, _} | _] = Waiting,
            case Answer of
                ok -> controller(now_running(Name, Master, Type, Running), Others);
                {error, Reason} ->
                    said(Name, Reason, Type),
                    controller(Running, Others)
            end;
        {'EXIT', Master, Reason} ->
            case lists:keytake(Master, 2, Running) of
                {value, {Name, _, Type}, Rest} ->
                    said(Name, Reason, Type),
                    ended(Type, Reason, Rest),
                    controller(Rest, Busy);
                false ->
                    controller(Running, Busy)
            end;
        {io_request, From, As, Request} ->
            From ! {io_reply, As, beamlet_console:request(Request)},
            controller(Running, Busy);
        _ ->
            controller(Running, Busy)
    end.

may_start(Name, Running, Busy) ->
    case lists:keymember(Name, 1, Running) orelse lists:member(Name, beamlet_properties:always_running()) of
        true ->
            {error, {already_started, Name}};
        false ->
            case lists:keymember(Name, 1, Busy) of
                true -> wait;
                false -> dependencies(Name, Running)
            end
    end.

dependencies(Name, Running) ->
    Properties = beamlet_properties:properties(Name),
    Optional = beamlet_properties:property(optional_applications, Properties, []),
    Missing = [
        Needed
     || Needed <- beamlet_properties:property(applications, Properties, []),
        not lists:keymember(Needed, 1, Running),
        not lists:member(Needed, beamlet_properties:always_running()),
        not (lists:member(Needed, Optional) andalso not is_known(Needed))
    ],
    case Missing of
        [] -> ok;
        [First | _] -> {error, {not_started, First}}
    end.

is_known(Name) ->
    {_, Known} = beamlet_applications:all(),
    beamlet_properties:properties(Name) =/= undefined orelse lists:keymember(Name, 2, Known).

begin_start(Name, Type, {From, Reference} = Client, Running, Busy) ->
    Properties = beamlet_properties:properties(Name),
    case beamlet_properties:property(mod, Properties, []) of
        [] ->
            From ! {Reference, ok},
            controller(now_running(Name, undefined, Type, Running), Busy);
        {Module, Args} ->
            Phases = beamlet_properties:property(start_phases, Properties, undefined),
            Master = spawn_link(?MODULE, master, [self(), Name, {Module, Args}, Phases]),
            controller(Running, [{Name, Master, Type, Client} | Busy])
    end.

now_running(Name, Master, Type, Running) ->
    logger:log(
        info,
        #{label => {application_controller, progress}, report => [{application, Name}, {started_at, node()}]},
        #{domain => [otp, sasl]}
    ),
    [{Name, Master, Type} | Running].

said(Name, Reason, Type) ->
    logger:log(
        notice,
        #{label => {application_controller, exit}, report => [{application, Name}, {exited, Reason}, {type, Type}]},
        #{domain => [otp]}
    ).

stop_master(undefined) ->
    ok;
stop_master(Master) ->
    Monitor = erlang:monitor(process, Master),
    unlink(Master),
    Master ! {stop, self()},
    receive
        {'DOWN', Monitor, _, _, _} -> ok
    end,
    receive
        {'EXIT', Master, _} -> ok
    after 0 -> ok
    end.

%% An application has ended that the system cannot be without: then the system ends.
ended(temporary, _, _) ->
    ok;
ended(transient, normal, _) ->
    ok;
ended(_, _, Rest) ->
    [stop_master(Master) || {_, Master, _} <- Rest],
    erlang:halt(1).

%% ---- A master

%% The name of the application is in the dictionary, where `application:get_application/1` finds it.
master(Controller, Name, {Module, Args}, Phases) ->
    process_flag(trap_exit, true),
    true = group_leader(self(), self()),
    _ = put('$application', Name),
    case started(Module, Args) of
        {ok, Pid, State} ->
            case phases(Module, Phases) of
                ok ->
                    Controller ! {started, self(), ok},
                    serve(Controller, Module, Pid, State);
                Error ->
                    end_top(Pid),
                    Controller ! {started, self(), Error}
            end;
        Error ->
            Controller ! {started, self(), Error}
    end.

%% While the application runs.
serve(Controller, Module, Pid, State) ->
    receive
        {stop, Controller} ->
            Left = prepared(Module, State),
            end_top(Pid),
            end_rest(),
            _ = (catch Module:stop(Left));
        {'EXIT', Pid, Reason} ->
            Left = prepared(Module, State),
            end_rest(),
            _ = (catch Module:stop(Left)),
            exit(Reason);
        {supervisor, From} ->
            From ! {self(), Pid},
            serve(Controller, Module, Pid, State);
        {io_request, From, As, Request} ->
            From ! {io_reply, As, beamlet_console:request(Request)},
            serve(Controller, Module, Pid, State);
        _ ->
            serve(Controller, Module, Pid, State)
    end.

started(Module, Args) ->
    Call = {Module, start, [normal, Args]},
    case catch Module:start(normal, Args) of
        {ok, Pid} when is_pid(Pid) -> {ok, Pid, []};
        {ok, Pid, State} when is_pid(Pid) -> {ok, Pid, State};
        {error, Reason} -> {error, {Reason, Call}};
        Other -> {error, {bad_return, {Call, Other}}}
    end.

phases(Module, [{Phase, Args} | Rest]) ->
    case catch Module:start_phase(Phase, normal, Args) of
        ok -> phases(Module, Rest);
        {error, Reason} -> {error, {Reason, {Module, start_phase, [Phase, normal, Args]}}};
        Other -> {error, {bad_return, {{Module, start_phase, [Phase, normal, Args]}, Other}}}
    end;
phases(_, _) ->
    ok.

prepared(Module, State) ->
    case catch Module:prep_stop(State) of
        {'EXIT', _} -> State;
        Left -> Left
    end.

end_top(Pid) ->
    unlink(Pid),
    end_process(Pid, shutdown),
    receive
        {'EXIT', Pid, _} -> ok
    after 0 -> ok
    end.

%% Processes of the application that its supervisor knows nothing of.
end_rest() ->
    [
        end_process(Pid, kill)
     || Pid <- processes(),
        Pid =/= self(),
        erlang:process_info(Pid, group_leader) =:= {group_leader, self()}
    ].

end_process(Pid, Reason) ->
    Monitor = erlang:monitor(process, Pid),
    exit(Pid, Reason),
    receive
        {'DOWN', Monitor, _, _, _} -> ok
    end.
