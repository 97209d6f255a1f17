%% proc_lib, sys and timer.
-module(processes).
-behaviour(gen_server).

-export([start/0]).
-export([init/1, handle_call/3, handle_cast/2, system_code_change/4]).
-export([starter/2]).

start() ->
    ok = logger:set_primary_config(level, none),
    process_flag(trap_exit, true),
    [{proc_lib, proc_lib()}, {sys, sys()}, {timer, timer()}].

proc_lib() ->
    {ok, One} = proc_lib:start_link(?MODULE, starter, [self(), fine]),
    Refused = proc_lib:start_link(?MODULE, starter, [self(), refuse]),
    receive {'EXIT', _, normal} -> ok end,
    Initial = proc_lib:translate_initial_call(One),
    One ! stop,
    receive {'EXIT', One, Reason} -> ok end,
    Pid = proc_lib:spawn_link(fun() -> exit(deliberate) end),
    receive {'EXIT', Pid, Why} -> ok end,
    Timeout = proc_lib:start(?MODULE, starter, [self(), slow], 20),
    {Refused, Initial, Reason, Why, Timeout}.

starter(Parent, fine) ->
    proc_lib:init_ack(Parent, {ok, self()}),
    receive stop -> exit(stopped) end;
starter(Parent, refuse) ->
    proc_lib:init_ack(Parent, {error, refused});
starter(_Parent, slow) ->
    receive after infinity -> ok end.

init(State) -> {ok, State}.
handle_call(get, _, State) -> {reply, State, State}.
handle_cast(_, State) -> {noreply, State}.
system_code_change(State, _, _, _) -> {ok, State}.

sys() ->
    {ok, Pid} = gen_server:start_link(?MODULE, state, []),
    State = sys:get_state(Pid),
    new = sys:replace_state(Pid, fun(state) -> new end),
    ok = sys:suspend(Pid),
    Suspended = (catch gen_server:call(Pid, get, 20)),
    ok = sys:resume(Pid),
    ok = sys:statistics(Pid, true),
    new = gen_server:call(Pid, get),
    {ok, Statistics} = sys:statistics(Pid, get),
    ok = sys:log(Pid, true),
    new = gen_server:call(Pid, get),
    {ok, Log} = sys:log(Pid, get),
    {status, Pid, {module, Module}, [_, SysState | _]} = sys:get_status(Pid),
    ok = sys:terminate(Pid, enough),
    receive {'EXIT', Pid, Reason} -> ok end,
    {State, element(1, element(2, Suspended)) =:= gen_server orelse element(1, Suspended), proplists:get_value(messages_in, Statistics),
        length(Log) > 0, Module, SysState, Reason}.

timer() ->
    Self = self(),
    {ok, _} = timer:send_after(10, hello),
    A = receive hello -> hello after 1000 -> nothing end,
    {ok, Never} = timer:send_after(50, never),
    {ok, cancel} = timer:cancel(Never),
    {ok, _} = timer:apply_after(10, erlang, send, [Self, applied]),
    B = receive applied -> applied after 1000 -> nothing end,
    {ok, Interval} = timer:send_interval(5, tick),
    C = [receive tick -> tick after 1000 -> nothing end || _ <- [1, 2, 3]],
    {ok, cancel} = timer:cancel(Interval),
    {ok, Killed} = {ok, spawn(fun() -> receive after infinity -> ok end end)},
    Monitor = monitor(process, Killed),
    {ok, _} = timer:kill_after(5, Killed),
    D = receive {'DOWN', Monitor, _, _, Down} -> Down after 1000 -> nothing end,
    {Time, Value} = timer:tc(fun() -> timer:sleep(5), done end),
    E = receive never -> never after 60 -> nothing end,
    {A, B, C, D, Time >= 5000, Value, E, timer:seconds(2), timer:minutes(2), timer:hours(1), timer:hms(1, 2, 3),
        timer:now_diff({0, 1, 5}, {0, 0, 0}), timer:cancel(make_ref())}.
