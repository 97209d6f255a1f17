%% application: what .app files say, dependencies, start and stop, environments.
-module(applications).
-behaviour(application).
-behaviour(supervisor).

-export([start/0]).
-export([start/2, start_phase/3, prep_stop/1, stop/1]).
-export([init/1, start_worker/0, worker/1]).

start() ->
    ok = logger:set_primary_config(level, none),
    register(teller, self()),
    [
        {loading, loading()},
        {starting, starting()},
        {environment, environment()},
        {stopping, stopping()},
        {wrong, wrong()},
        {types, types()},
        {own, own()},
        {several, several()}
    ].

said() ->
    receive
        {said, What} -> [What | said()]
    after 0 -> []
    end.

say(What) -> teller ! {said, What}.

start(Type, Args) ->
    say({start, Type, Args, application:get_application(), application:get_env(limit), application:start_type()}),
    case application:get_env(fail) of
        {ok, Reason} ->
            Reason;
        undefined ->
            {ok, Pid} = supervisor:start_link({local, applications_sup}, ?MODULE, []),
            {ok, Pid, state}
    end.

start_phase(Phase, Type, Args) ->
    say({phase, Phase, Type, Args}),
    ok.

prep_stop(State) ->
    say({prep_stop, State}),
    prepared.

stop(State) ->
    say({stop, State, whereis(applications_sup)}),
    ok.

init([]) ->
    {ok, {#{}, [#{id => worker, start => {?MODULE, start_worker, []}}]}}.

start_worker() -> proc_lib:start_link(?MODULE, worker, [self()]).

worker(Parent) ->
    process_flag(trap_exit, true),
    say({worker, application:get_application(), application:get_env(name)}),
    say({own, application:get_key(vsn), keys(application:get_all_key()), lists:sort(application:get_all_env()), application:start_type(), application:get_key(nothing)}),
    proc_lib:init_ack(Parent, {ok, self()}),
    receive
        {'EXIT', Parent, Reason} -> say({worker, Reason})
    end.

loading() ->
    [
        application:load(applications),
        application:load(applications),
        application:load(nobody),
        keys(application:get_all_key(applications)),
        application:get_key(applications, vsn),
        application:get_key(applications, nothing),
        application:get_key(nobody, vsn),
        [Loaded || {Name, _, _} = Loaded <- application:loaded_applications(), Name =:= applications],
        application:get_application(?MODULE),
        application:get_application(),
        application:unload(applications),
        application:unload(applications),
        application:get_env(applications, limit)
    ].

%% An environment is in any order.
keys({ok, Keys}) -> lists:keyreplace(env, 1, Keys, {env, lists:sort(proplists:get_value(env, Keys))}).

names() -> [Name || {Name, _, _} <- application:which_applications()].

starting() ->
    [
        application:start(applications),
        application:ensure_all_started(applications),
        said(),
        application:start(applications),
        application:ensure_started(applications),
        application:ensure_all_started(applications),
        application:unload(applications),
        names(),
        is_pid(whereis(applications_sup)),
        application:start(kernel),
        application:start(nobody),
        application:ensure_all_started(nobody),
        application:start(applications, always)
    ].

environment() ->
    Before = lists:sort(application:get_all_env(applications)),
    ok = application:set_env(applications, limit, 20),
    ok = application:set_env([{applications, [{more, yes}]}, {other, [{x, 1}]}]),
    ok = application:set_env(applications, name, undefined),
    Set = lists:sort(application:get_all_env(applications)),
    ok = application:unset_env(applications, limit),
    [
        Before,
        Set,
        application:get_env(applications, limit),
        application:get_env(applications, limit, default),
        application:get_env(applications, name),
        application:get_env(other, x),
        application:get_env(other, y, z),
        application:get_env(x),
        application:get_all_env(nobody),
        lists:sort(application:get_all_env(applications))
    ].

stopping() ->
    [
        application:stop(applications),
        said(),
        whereis(applications_sup),
        application:stop(applications),
        names(),
        application:unload(applications),
        application:get_env(applications, more),
        application:stop(applications_base),
        names()
    ].

%% A description as a term.
described(Name, Properties) ->
    _ = application:unload(Name),
    application:load({application, Name, [{vsn, "1"}, {applications, [kernel, stdlib]} | Properties]}).

wrong() ->
    ok = described(broken, [{mod, {no_such_module, []}}]),
    {error, {bad_return, {Call, {'EXIT', {undef, _}}}}} = application:start(broken),
    [
        Call,
        [
            begin
                ok = described(failing, [{mod, {?MODULE, []}}, {env, [{fail, Answer}]}]),
                {application:start(failing), length(said())}
            end
         || Answer <- [{error, reason}, nonsense]
        ],
        described(needy, [{applications, [kernel, nobody]}]),
        names()
    ].

%% Phases, and a temporary application that ends by itself.
types() ->
    ok = described(phased, [{mod, {?MODULE, []}}, {start_phases, [{one, [1]}, {two, []}]}]),
    Started = application:start(phased, temporary),
    Said = said(),
    Supervisor = whereis(applications_sup),
    Monitor = monitor(process, Supervisor),
    exit(Supervisor, kill),
    receive
        {'DOWN', Monitor, _, _, _} -> ok
    end,
    gone(phased, 100),
    [Started, Said, lists:last(said()), names(), application:unload(phased)].

%% What an application asks about itself, and what is asked with more arguments than needed.
own() ->
    ok = described(own, [{mod, {?MODULE, []}}, {env, [{name, mine}]}]),
    Started = application:ensure_started(own, transient),
    Said = said(),
    [
        Started, application:ensure_started(own, permanent), lists:keyfind(own, 2, Said), said(), supervisor_of(own) =:= {ok, whereis(applications_sup)}, supervisor_of(nobody),
        application:get_all_key(), application:get_all_env(), application:get_key(vsn), lists:keyfind(own, 1, application:which_applications(1000)),
        application:set_env(own, name, other, [{timeout, 100}]), application:get_env(own, name), application:set_env(own, kept, 1, [{persistent, true}]), application:unset_env(own, name, [{timeout, 100}]),
        application:get_env(own, name), application:set_env([{own, [{listed, 1}]}], [{timeout, 100}]), application:get_env(own, listed), application:permit(own, true), application:permit(nobody, true), application:permit(nobody, false),
        application:stop(own), said(), application:unload(own),
        application:load({application, own, [{vsn, "1"}, {applications, []}]}, []), application:get_key(own, vsn), supervisor_of(own), application:unload(own)
    ].

several() ->
    ok = described(first, []),
    ok = described(second, [{applications, [kernel, stdlib, first]}]),
    Started = application:ensure_all_started(second, temporary),
    [Started, [application:stop(Name) || Name <- [second, first]], newer(), [application:unload(Name) || Name <- [second, first]]].

-if(?OTP_RELEASE >= 26).
supervisor_of(Name) -> application:get_supervisor(Name).

newer() ->
    [
        application:ensure_all_started([first, second]), application:ensure_all_started([first, second], permanent), [application:stop(Name) || Name <- [second, first]],
        application:ensure_all_started(second, temporary, serial), [application:stop(Name) || Name <- [second, first]], application:ensure_all_started([second], transient, concurrent),
        [application:stop(Name) || Name <- [second, first]], application:ensure_all_started([nobody], temporary, concurrent)
    ].
-else.
supervisor_of(own) -> {ok, whereis(applications_sup)};
supervisor_of(_) -> undefined.

newer() -> none.
-endif.

gone(Name, Left) when Left > 0 ->
    case lists:member(Name, names()) of
        true ->
            timer:sleep(10),
            gone(Name, Left - 1);
        false ->
            ok
    end.
