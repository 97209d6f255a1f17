%% gen_server: calls, casts, timeouts, continuations, names, errors; what callers see.
-module(servers).
-behaviour(gen_server).

-export([start/0]).
-export([init/1, handle_call/3, handle_cast/2, handle_info/2, handle_continue/2, terminate/2]).

start() ->
    ok = logger:set_primary_config(level, none),
    process_flag(trap_exit, true),
    {ok, Pid} = gen_server:start_link({local, counter}, ?MODULE, 10, []),
    ok = gen_server:cast(counter, {add, 5}),
    Value = gen_server:call(Pid, get),
    Later = gen_server:call(counter, later),
    Timeout = gen_server:call(counter, idle),
    receive
        {idle, Pid} -> ok
    end,
    Caught = caught(fun() -> gen_server:call(counter, nothing, 20) end),
    {error, {already_started, Pid}} = gen_server:start_link({local, counter}, ?MODULE, 1, []),
    Sent = gen_server:send_request(counter, get),
    {reply, Answer} = gen_server:wait_response(Sent, 1000),
    Crash = caught(fun() -> gen_server:call(counter, crash) end),
    Exit = receive {'EXIT', Pid, Reason} -> shape(Reason) end,
    Noproc = caught(fun() -> gen_server:call(counter, get) end),
    {ok, Other} = gen_server:start_link({global, {counter, 2}}, ?MODULE, 1, []),
    Global = gen_server:call({global, {counter, 2}}, get),
    ok = gen_server:stop({global, {counter, 2}}),
    Stopped = receive {'EXIT', Other, Why} -> Why end,
    Ignored = gen_server:start_link(?MODULE, ignore, []),
    Refused = gen_server:start_link(?MODULE, {stop, because}, []),
    % From OTP 26 on nobody hears of a process that never was a server.
    receive {'EXIT', _, because} -> ok after 50 -> ok end,
    Multi = [gen_server:reply({self(), make_ref()}, x)],
    receive {R, x} when is_reference(R) -> ok end,
    {Value, Later, Timeout, Caught, Answer, Crash, Exit, Noproc, Global, Stopped, Ignored, Refused, Multi}.

shape({{Reason, Trace}, _}) when is_list(Trace) -> {Reason, [{M, F} || {M, F, _, _} <- Trace, M =:= ?MODULE]};
shape({Reason, Trace}) when is_list(Trace) -> {Reason, [{M, F} || {M, F, _, _} <- Trace, M =:= ?MODULE]};
shape(Reason) -> Reason.

caught(Fun) ->
    try
        Fun()
    catch
        exit:{Reason, {gen_server, call, _}} -> {exit, shape(Reason)};
        exit:Reason -> {exit, shape(Reason)}
    end.

init(ignore) -> ignore;
init({stop, Reason}) -> {stop, Reason};
init(State) -> {ok, State, {continue, 0}}.

handle_continue(Add, State) -> {noreply, State + Add}.

handle_call(get, _From, State) ->
    {reply, State, State};
handle_call(later, From, State) ->
    self() ! {answer, From},
    {noreply, State};
handle_call(idle, {Pid, _}, State) ->
    put(who, Pid),
    {reply, ok, State, 10};
handle_call(nothing, _From, State) ->
    {noreply, State};
handle_call(crash, _From, _State) ->
    error(deliberate).

handle_cast({add, N}, State) -> {noreply, State + N}.

handle_info({answer, From}, State) ->
    gen_server:reply(From, {later, State}),
    {noreply, State};
handle_info(timeout, State) ->
    get(who) ! {idle, self()},
    {noreply, State}.

terminate(_Reason, _State) -> ok.
