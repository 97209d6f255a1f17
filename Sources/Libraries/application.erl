%% OTP's `application` in small: what `application_controller` and `application_master` do there, in a tenth of their 40 KB of code and
%% without their tables. They also serve distributed applications, configuration files and code upgrades, which there are none of here.
%%
%% What `.app` files say is a literal in flash: see `Sources/beamlet/Applications.swift`. An environment is read from there, by the
%% process that asks; what a program sets itself lies before it in persistent terms. One process keeps what runs, `beamlet_controller`; it is
%% started by the first call that needs it.
-module(application).

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
-define(CONTROLLER, application_controller).
%% Persistent terms: `{env, Application, Key}` has what was set.
-define(ENV(Application, Key), {?MODULE, env, Application, Key}).

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
            case beamlet_properties:properties(Name) of
                undefined -> {error, {"no such file or directory", atom_to_list(Name) ++ ".app"}};
                _ -> {error, {already_loaded, Name}}
            end
    end;
load(Other, _) ->
    {error, {bad_application, Other}}.

remember(Name, Properties) ->
    case beamlet_properties:properties(Name) of
        undefined -> beamlet_properties:load(Name, Properties);
        _ -> {error, {already_loaded, Name}}
    end.

unload(Name) ->
    case is_running(Name) of
        true ->
            {error, {running, Name}};
        false ->
            case beamlet_properties:properties(Name) of
                undefined ->
                    {error, {not_loaded, Name}};
                _ ->
                    [persistent_term:erase(?ENV(Name, Key)) || {Key, _} <- changes(Name)],
                    beamlet_properties:unload(Name)
            end
    end.

loaded_applications() -> [described(Name) || Name <- beamlet_properties:loaded()].

described(Name) ->
    Properties = beamlet_properties:properties(Name),
    {Name, beamlet_properties:property(description, Properties, ""), beamlet_properties:property(vsn, Properties, "")}.

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
    [described(Name) || {Name, _, _} <- running()] ++ [described(Name) || Name <- lists:reverse(beamlet_properties:always_running())].

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
    case lists:keyfind('$application', 1, Dictionary) of
        {_, Name} -> {ok, Name};
        false -> undefined
    end;
get_application(Module) when is_atom(Module) ->
    case [Name || Name <- beamlet_properties:loaded(), lists:member(Module, beamlet_properties:property(modules, beamlet_properties:properties(Name), []))] of
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
permit(Name, Permission) when is_atom(Name), is_boolean(Permission) ->
    case {beamlet_properties:properties(Name), Permission} of
        {undefined, _} -> {error, {not_loaded, Name}};
        {_, true} -> ok;
        {_, false} -> stop(Name)
    end.

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
    case beamlet_properties:properties(Name) of
        undefined ->
            undefined;
        Properties ->
            case lists:keyfind(Key, 1, beamlet_properties:property(env, Properties, [])) of
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
        case beamlet_properties:properties(Name) of
            undefined -> [];
            Known -> beamlet_properties:property(env, Known, [])
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
    case beamlet_properties:properties(Name) of
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
    case beamlet_properties:properties(Name) of
        undefined -> undefined;
        Properties -> {ok, keys(Name, Properties)}
    end.

%% OTP's keys in OTP's order.
keys(Name, Properties) ->
    [
        {Key, beamlet_properties:property(Key, Properties, Default)}
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
        [{env, get_all_env(Name)}, {mod, beamlet_properties:property(mod, Properties, [])}, {start_phases, beamlet_properties:property(start_phases, Properties, undefined)}].

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
            {Pid, Monitor} = spawn_monitor(beamlet_controller, run, [self()]),
            receive
                {Pid, ready} -> erlang:demonitor(Monitor, [flush]);
                %% Another process was first.
                {'DOWN', Monitor, _, _, _} -> ok
            end,
            controller();
        Pid ->
            Pid
    end.
