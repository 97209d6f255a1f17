%% OTP's `application` in small: what `application_controller` and `application_master` do there, in a tenth of their 40 KB of code and
%% without their tables. They also serve distributed applications, configuration files and code upgrades, which there are none of here.
%%
%% What `.app` files say is a literal in flash: see `Sources/beamlet/Applications.swift`. An environment is read from there, by the
%% process that asks; what a program sets itself lies before it in persistent terms. One process, `application_controller`, keeps what
%% runs; it is started by the first call that needs it. Each application with a start module has a master, as in OTP: it is the
%% group leader of the application's processes, calls the start module, and stops the application in OTP's order.
-module(application).

-beamlet_callbacks([{start, 2}, {start_phase, 3}, {prep_stop, 1}, {stop, 1}]).

-export([
    start/1, start/2,
    ensure_started/1, ensure_started/2,
    ensure_all_started/1, ensure_all_started/2, ensure_all_started/3,
    stop/1,
    load/1, load/2,
    unload/1,
    loaded_applications/0,
    which_applications/0, which_applications/1,
    get_application/0, get_application/1,
    get_supervisor/1,
    start_type/0,
    permit/2
]).
-export([
    get_env/1, get_env/2, get_env/3,
    get_all_env/0, get_all_env/1,
    set_env/1, set_env/2, set_env/3, set_env/4,
    unset_env/2, unset_env/3,
    get_key/1, get_key/2,
    get_all_key/0, get_all_key/1
]).
-export([controller/1, master/4]).

-define(CONTROLLER, application_controller).
%% Persistent terms: `{loaded, Application}` has its properties, `{env, Application, Key}` what was set.
-define(LOADED(Application), {?MODULE, loaded, Application}).
-define(ENV(Application, Key), {?MODULE, env, Application, Key}).
%% Where a master's dictionary has the name of its application.
-define(OWN, '$application').

%% ---- Loading

load(Application) -> load(Application, []).

load({application, Name, Properties}, _) when is_atom(Name), is_list(Properties) ->
    remember(Name, Properties);
load(Name, _) when is_atom(Name) ->
    {_, Known} = beamlet_applications:all(),
    case lists:keyfind(Name, 2, Known) of
        {_, _, Properties} ->
            remember(Name, Properties);
        false ->
            case properties(Name) of
                undefined -> {error, {"no such file or directory", atom_to_list(Name) ++ ".app"}};
                _ -> {error, {already_loaded, Name}}
            end
    end;
load(Other, _) ->
    {error, {bad_application, Other}}.

remember(Name, Properties) ->
    case properties(Name) of
        undefined -> persistent_term:put(?LOADED(Name), Properties);
        _ -> {error, {already_loaded, Name}}
    end.

unload(Name) ->
    case is_running(Name) of
        true ->
            {error, {running, Name}};
        false ->
            case properties(Name) of
                undefined ->
                    {error, {not_loaded, Name}};
                _ ->
                    [persistent_term:erase(?ENV(Name, Key)) || {Key, _} <- changes(Name)],
                    _ = persistent_term:erase(?LOADED(Name)),
                    ok
            end
    end.

%% The properties of an application that is loaded. Those of the system always are.
properties(Name) ->
    case persistent_term:get(?LOADED(Name), undefined) of
        undefined ->
            {System, _} = beamlet_applications:all(),
            case lists:keyfind(Name, 2, System) of
                {_, _, Properties} -> Properties;
                false -> undefined
            end;
        Properties ->
            Properties
    end.

property(Key, Properties, Default) ->
    case lists:keyfind(Key, 1, Properties) of
        {_, Value} -> Value;
        false -> Default
    end.

always_running() ->
    {System, _} = beamlet_applications:all(),
    [Name || {_, Name, _} <- System].

loaded() -> [Name || {{?MODULE, loaded, Name}, _} <- persistent_term:get()] ++ always_running().

loaded_applications() -> [described(Name) || Name <- loaded()].

described(Name) ->
    Properties = properties(Name),
    {Name, property(description, Properties, ""), property(vsn, Properties, "")}.

%% ---- Starting and stopping

start(Application) -> start(Application, temporary).

start(Application, Type) ->
    Name = name(Application),
    case lists:member(Type, [temporary, transient, permanent]) of
        true when is_atom(Name) ->
            case load(Application) of
                {error, {already_loaded, _}} -> ask({start, Name, Type});
                ok -> ask({start, Name, Type});
                Error -> Error
            end;
        _ ->
            {error, {invalid_restart_type, Type}}
    end.

name({application, Name, _}) -> Name;
name(Name) -> Name.

ensure_started(Application) -> ensure_started(Application, temporary).

ensure_started(Application, Type) ->
    case start(Application, Type) of
        {error, {already_started, _}} -> ok;
        Other -> Other
    end.

ensure_all_started(Application) -> ensure_all_started(Application, temporary, serial).
ensure_all_started(Application, Type) -> ensure_all_started(Application, Type, serial).

%% One after the other, whatever the mode: a board has one core.
ensure_all_started(Application, Type, _Mode) when is_atom(Application) ->
    all_started([Application], Type, []);
ensure_all_started(Applications, Type, _Mode) when is_list(Applications) ->
    all_started(Applications, Type, []).

all_started([Application | Rest], Type, Started) ->
    case start(Application, Type) of
        ok ->
            all_started(Rest, Type, [Application | Started]);
        {error, {already_started, _}} ->
            all_started(Rest, Type, Started);
        {error, {not_started, Needed}} ->
            all_started([Needed, Application | Rest], Type, Started);
        {error, Reason} ->
            _ = [stop(Name) || Name <- Started],
            {error, {Application, Reason}}
    end;
all_started([], _, Started) ->
    {ok, lists:reverse(Started)}.

stop(Name) -> ask({stop, Name}).

which_applications() -> which_applications(5000).

which_applications(_Timeout) ->
    [described(Name) || {Name, _, _} <- running()] ++ [described(Name) || Name <- lists:reverse(always_running())].

%% What runs beside the system, the last to start first: `{Name, Master, Type}`.
running() ->
    case whereis(?CONTROLLER) of
        undefined -> [];
        _ -> ask(running)
    end.

is_running(Name) -> lists:keymember(Name, 1, running()).

get_application() -> get_application(self()).

get_application(Pid) when is_pid(Pid) ->
    Leader =
        case Pid =:= self() of
            true -> group_leader();
            false -> element(2, erlang:process_info(Pid, group_leader))
        end,
    {dictionary, Dictionary} = erlang:process_info(Leader, dictionary),
    case lists:keyfind(?OWN, 1, Dictionary) of
        {_, Name} -> {ok, Name};
        false -> undefined
    end;
get_application(Module) when is_atom(Module) ->
    case [Name || Name <- loaded(), lists:member(Module, property(modules, properties(Name), []))] of
        [Name | _] -> {ok, Name};
        [] -> undefined
    end.

get_supervisor(Name) ->
    case lists:keyfind(Name, 1, running()) of
        {_, Master, _} when is_pid(Master) ->
            Master ! {supervisor, self()},
            receive
                {Master, Supervisor} -> {ok, Supervisor}
            end;
        _ ->
            undefined
    end.

start_type() ->
    case get_application() of
        undefined ->
            undefined;
        {ok, Name} ->
            case is_running(Name) of
                true -> local;
                false -> normal
            end
    end.

%% There is one node, on which everything may run.
permit(Name, true) when is_atom(Name) -> ok;
permit(Name, false) when is_atom(Name) -> stop(Name).

%% ---- Environments and keys

get_env(Key) ->
    case get_application() of
        {ok, Name} -> get_env(Name, Key);
        undefined -> undefined
    end.

get_env(Name, Key) ->
    case persistent_term:get(?ENV(Name, Key), undefined) of
        undefined -> from_file(Name, Key);
        {Value} -> {ok, Value};
        unset -> undefined
    end.

get_env(Name, Key, Default) ->
    case get_env(Name, Key) of
        {ok, Value} -> Value;
        undefined -> Default
    end.

from_file(Name, Key) ->
    case properties(Name) of
        undefined ->
            undefined;
        Properties ->
            case lists:keyfind(Key, 1, property(env, Properties, [])) of
                {_, Value} -> {ok, Value};
                false -> undefined
            end
    end.

get_all_env() ->
    case get_application() of
        {ok, Name} -> get_all_env(Name);
        undefined -> []
    end.

get_all_env(Name) ->
    Changes = changes(Name),
    Properties =
        case properties(Name) of
            undefined -> [];
            Known -> property(env, Known, [])
        end,
    [{Key, Value} || {Key, {Value}} <- Changes] ++
        [Pair || {Key, _} = Pair <- Properties, not lists:keymember(Key, 1, Changes)].

%% What a program has set or unset itself.
changes(Name) -> [{Key, Value} || {{?MODULE, env, Owner, Key}, Value} <- persistent_term:get(), Owner =:= Name].

set_env(Config) -> set_env(Config, []).

set_env(Config, Options) when is_list(Options) ->
    _ = [set_env(Name, Key, Value) || {Name, Pairs} <- Config, {Key, Value} <- Pairs],
    ok.

set_env(Name, Key, Value) -> set_env(Name, Key, Value, []).

set_env(Name, Key, Value, _Options) -> persistent_term:put(?ENV(Name, Key), {Value}).

unset_env(Name, Key) -> unset_env(Name, Key, []).

unset_env(Name, Key, _Options) ->
    case from_file(Name, Key) of
        undefined ->
            _ = persistent_term:erase(?ENV(Name, Key)),
            ok;
        _ ->
            persistent_term:put(?ENV(Name, Key), unset)
    end.

get_key(Key) ->
    case get_application() of
        {ok, Name} -> get_key(Name, Key);
        undefined -> undefined
    end.

get_key(Name, Key) ->
    case properties(Name) of
        undefined ->
            undefined;
        Properties ->
            case lists:keyfind(Key, 1, keys(Name, Properties)) of
                {_, Value} -> {ok, Value};
                false -> undefined
            end
    end.

get_all_key() ->
    case get_application() of
        {ok, Name} -> get_all_key(Name);
        undefined -> []
    end.

get_all_key(Name) ->
    case properties(Name) of
        undefined -> undefined;
        Properties -> {ok, keys(Name, Properties)}
    end.

%% OTP's keys in OTP's order.
keys(Name, Properties) ->
    [
        {Key, property(Key, Properties, Default)}
     || {Key, Default} <- [
            {description, ""},
            {id, ""},
            {vsn, ""},
            {modules, []},
            {maxP, infinity},
            {maxT, infinity},
            {registered, []},
            {included_applications, []},
            {optional_applications, []},
            {applications, []}
        ]
    ] ++
        [{env, get_all_env(Name)}, {mod, property(mod, Properties, [])}, {start_phases, property(start_phases, Properties, undefined)}].

%% ---- The controller

ask(Request) ->
    Controller = controller(),
    Monitor = erlang:monitor(process, Controller),
    Controller ! {Monitor, self(), Request},
    receive
        {Monitor, Reply} ->
            true = erlang:demonitor(Monitor, [flush]),
            Reply;
        {'DOWN', Monitor, _, _, Reason} ->
            exit(Reason)
    end.

controller() ->
    case whereis(?CONTROLLER) of
        undefined ->
            {Pid, Monitor} = spawn_monitor(?MODULE, controller, [self()]),
            receive
                {Pid, ready} -> erlang:demonitor(Monitor, [flush]);
                %% Another process was first.
                {'DOWN', Monitor, _, _, _} -> ok
            end,
            controller();
        Pid ->
            Pid
    end.

controller(Parent) ->
    true = register(?CONTROLLER, self()),
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
    case lists:keymember(Name, 1, Running) orelse lists:member(Name, always_running()) of
        true ->
            {error, {already_started, Name}};
        false ->
            case lists:keymember(Name, 1, Busy) of
                true -> wait;
                false -> dependencies(Name, Running)
            end
    end.

dependencies(Name, Running) ->
    Properties = properties(Name),
    Optional = property(optional_applications, Properties, []),
    Missing = [
        Needed
     || Needed <- property(applications, Properties, []),
        not lists:keymember(Needed, 1, Running),
        not lists:member(Needed, always_running()),
        not (lists:member(Needed, Optional) andalso not is_known(Needed))
    ],
    case Missing of
        [] -> ok;
        [First | _] -> {error, {not_started, First}}
    end.

is_known(Name) ->
    {_, Known} = beamlet_applications:all(),
    properties(Name) =/= undefined orelse lists:keymember(Name, 2, Known).

begin_start(Name, Type, {From, Reference} = Client, Running, Busy) ->
    Properties = properties(Name),
    case property(mod, Properties, []) of
        [] ->
            From ! {Reference, ok},
            controller(now_running(Name, undefined, Type, Running), Busy);
        {Module, Args} ->
            Phases = property(start_phases, Properties, undefined),
            Master = spawn_link(?MODULE, master, [self(), Name, {Module, Args}, Phases]),
            controller(Running, [{Name, Master, Type, Client} | Busy])
    end.

now_running(Name, Master, Type, Running) ->
    logger:log(
        info,
        #{label => {?CONTROLLER, progress}, report => [{application, Name}, {started_at, node()}]},
        #{domain => [otp, sasl]}
    ),
    [{Name, Master, Type} | Running].

said(Name, Reason, Type) ->
    logger:log(
        notice,
        #{label => {?CONTROLLER, exit}, report => [{application, Name}, {exited, Reason}, {type, Type}]},
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

master(Controller, Name, {Module, Args}, Phases) ->
    process_flag(trap_exit, true),
    true = group_leader(self(), self()),
    _ = put(?OWN, Name),
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
