%% supervisor: restarts of each strategy, dynamic children, what a supervisor that gives up does.
-module(supervision).
-behaviour(supervisor).

-export([start/0, init/1]).
-export([start_worker/1, worker/2]).

start() ->
    ok = logger:set_primary_config(level, none),
    process_flag(trap_exit, true),
    [
        {one_for_one, restarts(one_for_one)},
        {one_for_all, restarts(one_for_all)},
        {rest_for_one, restarts(rest_for_one)},
        {simple, simple()},
        {gives_up, gives_up()},
        {children, children()}
    ].

init({Strategy, Children}) ->
    {ok, {#{strategy => Strategy, intensity => 2, period => 5}, Children}}.

child(Name) ->
    #{id => Name, start => {?MODULE, start_worker, [Name]}, shutdown => 100}.

start_worker(Name) ->
    proc_lib:start_link(?MODULE, worker, [self(), Name]).

worker(Parent, Name) ->
    register(Name, self()),
    proc_lib:init_ack(Parent, {ok, self()}),
    receive
        {From, ping} ->
            From ! {Name, pong},
            worker_loop();
        crash ->
            exit(crashed)
    end.

worker_loop() ->
    receive
        crash -> exit(crashed)
    end.

%% Which of three workers are new after the second has crashed.
restarts(Strategy) ->
    {ok, Supervisor} = supervisor:start_link(?MODULE, {Strategy, [child(a), child(b), child(c)]}),
    Before = [whereis(Name) || Name <- [a, b, c]],
    b ! crash,
    wait_for(fun() -> is_pid(whereis(b)) andalso whereis(b) =/= lists:nth(2, Before) andalso is_pid(whereis(c)) end),
    After = [whereis(Name) || Name <- [a, b, c]],
    a ! {self(), ping},
    Pong = receive {a, pong} -> pong after 1000 -> nothing end,
    stop(Supervisor),
    {[Old =/= New || {Old, New} <- lists:zip(Before, After)], Pong, [whereis(Name) || Name <- [a, b, c]]}.

simple() ->
    Template = #{id => worker, start => {?MODULE, start_worker, []}, restart => temporary},
    {ok, Supervisor} = supervisor:start_link(?MODULE, {simple_one_for_one, [Template]}),
    {ok, One} = supervisor:start_child(Supervisor, [one]),
    {ok, _} = supervisor:start_child(Supervisor, [two]),
    Counts = supervisor:count_children(Supervisor),
    ok = supervisor:terminate_child(Supervisor, One),
    Left = [{Id, Type, Modules} || {Id, _, Type, Modules} <- supervisor:which_children(Supervisor)],
    stop(Supervisor),
    {lists:sort(Counts), Left}.

gives_up() ->
    {ok, Supervisor} = supervisor:start_link(?MODULE, {one_for_one, [child(a)]}),
    crash_often(a, 3, undefined),
    receive
        {'EXIT', Supervisor, Reason} -> Reason
    after 2000 -> still_there
    end.

crash_often(_, 0, _) ->
    ok;
crash_often(Name, Times, Last) ->
    wait_for(fun() -> is_pid(whereis(Name)) andalso whereis(Name) =/= Last end),
    Pid = whereis(Name),
    Pid ! crash,
    crash_often(Name, Times - 1, Pid).

children() ->
    {ok, Supervisor} = supervisor:start_link({local, tree}, ?MODULE, {one_for_one, []}),
    {ok, _} = supervisor:start_child(tree, child(a)),
    Again = case supervisor:start_child(tree, child(a)) of {error, {already_started, _}} -> already_started end,
    ok = supervisor:terminate_child(tree, a),
    Stopped = supervisor:which_children(tree),
    {ok, _} = supervisor:restart_child(tree, a),
    {error, Running} = supervisor:delete_child(tree, a),
    {error, Wrong} = supervisor:start_child(tree, #{id => wrong}),
    {ok, Spec} = supervisor:get_childspec(tree, a),
    stop(Supervisor),
    {Again, Stopped, Running, Wrong, lists:sort(maps:to_list(Spec))}.

stop(Supervisor) ->
    exit(Supervisor, shutdown),
    receive
        {'EXIT', Supervisor, shutdown} -> ok
    end.

wait_for(Condition) ->
    case Condition() of
        true ->
            ok;
        false ->
            receive
            after 1 -> wait_for(Condition)
            end
    end.
