%% supervisor: strategies, intensity, kinds of children, shutdown, significant children, every function; and gen_event with all of its
%% functions.
-module(whole_supervisor).

-behaviour(supervisor).
-behaviour(gen_event).

-export([init/1, worker/2, refusing/0]).
-export([handle_event/2, handle_call/2, handle_info/2, terminate/2, code_change/3]).

-include("whole_processes.hrl").

cases() -> strategies() ++ kinds() ++ functions() ++ events().

init({gen_event, Owner, Answer}) ->
    Owner ! {handler_begins, Answer},
    {ok, {Owner, Answer}};
init({gen_event, Answer}) ->
    Answer;
init({{swapped, Owner}, Terminated}) ->
    Owner ! {swapped, Terminated},
    {ok, {Owner, swapped}};
init(Answer) ->
    Answer.

%% A worker under its own name, which tells its owner that it has started.
worker(Name, Owner) ->
    Pid = proc_lib:spawn_link(fun() ->
        process_flag(trap_exit, true),
        register(Name, self()),
        Owner ! {started, Name},
        loop(Name, Owner)
    end),
    {ok, Pid}.

loop(Name, Owner) ->
    receive
        {'EXIT', _, Reason} ->
            Owner ! {stopped, Name, Reason},
            exit(Reason);
        stubborn ->
            timer:sleep(1000);
        Reason ->
            exit(Reason)
    end.

refusing() -> {error, refused}.

child(Name) -> child(Name, #{}).

child(Name, More) -> maps:merge(#{id => Name, start => {?MODULE, worker, [Name, self()]}, shutdown => 100}, More).

supervised(Flags, Children) ->
    {ok, Pid} = supervisor:start_link(?MODULE, {ok, {Flags, Children}}),
    flushed(),
    Pid.

whereabouts(Names) -> [{Name, is_pid(whereis(Name))} || Name <- Names].

stop(Pid) ->
    unlink(Pid),
    Monitor = monitor(process, Pid),
    exit(Pid, shutdown),
    receive
        {'DOWN', Monitor, _, _, Reason} -> Reason
    after 2000 -> still_there
    end.

strategies() ->
    [
        {Strategy, fun() ->
            Pid = supervised(#{strategy => Strategy, intensity => 3, period => 5}, [child(a), child(b), child(c)]),
            b ! killed,
            Messages = flushed(),
            [lists:sort(Messages), whereabouts([a, b, c]), stop(Pid)]
        end}
     || Strategy <- [one_for_one, one_for_all, rest_for_one]
    ] ++
        [
            {simple_one_for_one, fun() ->
                Pid = supervised(#{strategy => simple_one_for_one}, [#{id => x, start => {?MODULE, worker, []}}]),
                Me = self(),
                {ok, A} = supervisor:start_child(Pid, [a, Me]),
                {ok, _} = supervisor:start_child(Pid, [b, Me]),
                Counts = supervisor:count_children(Pid),
                Which = [{Id, Type} || {Id, _, Type, _} <- supervisor:which_children(Pid)],
                [Counts, Which, supervisor:terminate_child(Pid, A), supervisor:terminate_child(Pid, x), supervisor:restart_child(Pid, A), supervisor:delete_child(Pid, A), stop(Pid)]
            end},
            {intensity, fun() ->
                Pid = supervised(#{intensity => 2, period => 10}, [child(a), child(b)]),
                [begin a ! N, timer:sleep(10) end || N <- [1, 2, 3], whereis(a) =/= undefined],
                receive
                    {'EXIT', Pid, Reason} -> {Reason, whereabouts([a, b])}
                after 500 -> stop(Pid)
                end
            end},
            {period, fun() ->
                Pid = supervised(#{intensity => 1, period => 1}, [child(a)]),
                a ! 1,
                timer:sleep(2100),
                a ! 2,
                timer:sleep(20),
                [whereabouts([a]), stop(Pid)]
            end}
        ].

kinds() ->
    [
        {{Restart, Reason}, fun() ->
            Pid = supervised(#{}, [child(a, #{restart => Restart})]),
            a ! Reason,
            timer:sleep(10),
            Children = [{Id, is_pid(Child)} || {Id, Child, _, _} <- supervisor:which_children(Pid)],
            [Children, whereabouts([a]), stop(Pid)]
        end}
     || Restart <- [permanent, transient, temporary], Reason <- [normal, shutdown, {shutdown, x}, crashed]
    ] ++
        [
            {{significant, Auto, Reason}, fun() ->
                Pid = supervised(#{auto_shutdown => Auto}, [child(a, #{restart => transient, significant => true}), child(b, #{restart => temporary, significant => true}), child(c)]),
                a ! normal,
                timer:sleep(10),
                First = is_process_alive(Pid),
                [Name ! Reason || Name <- [b], is_pid(whereis(Name))],
                timer:sleep(10),
                [First, is_process_alive(Pid), whereabouts([a, b, c]), stop(Pid)]
            end}
         || Auto <- [any_significant, all_significant], Reason <- [normal, crashed]
        ] ++
        [
            {{shutdown, Shutdown}, fun() ->
                Pid = supervised(#{}, [child(a, #{shutdown => Shutdown})]),
                a ! stubborn,
                timer:sleep(2),
                {Time, Answer} = timer:tc(fun() -> supervisor:terminate_child(Pid, a) end),
                [Answer, Time > 15000, whereabouts([a]), stop(Pid)]
            end}
         || Shutdown <- [brutal_kill, 20]
        ].

functions() ->
    [
        {children, fun() ->
            Pid = supervised(#{}, [child(a), child(b, #{type => supervisor, modules => dynamic})]),
            Me = self(),
            [
                supervisor:which_children(Pid), supervisor:count_children(Pid), supervisor:start_child(Pid, child(a)), supervisor:start_child(Pid, child(c)),
                supervisor:start_child(Pid, #{id => r, start => {?MODULE, refusing, []}}), supervisor:start_child(Pid, nonsense), supervisor:start_child(Pid, #{id => x}),
                supervisor:terminate_child(Pid, c), supervisor:which_children(Pid), supervisor:start_child(Pid, child(c)), supervisor:restart_child(Pid, c), supervisor:restart_child(Pid, c),
                supervisor:delete_child(Pid, c), supervisor:terminate_child(Pid, c), supervisor:delete_child(Pid, c), supervisor:terminate_child(Pid, nobody), supervisor:delete_child(Pid, nobody),
                supervisor:restart_child(Pid, nobody), maps:remove(start, element(2, supervisor:get_childspec(Pid, a))), supervisor:get_childspec(Pid, nobody),
                supervisor:start_child(Pid, {d, {?MODULE, worker, [d, Me]}, temporary, 50, worker, [?MODULE]}), stop(Pid)
            ]
        end},
        {ignored, fun() -> supervisor:start_link(?MODULE, ignore) end},
        {bad_return, fun() -> supervisor:start_link(?MODULE, nonsense) end},
        {bad_child, fun() -> supervisor:start_link(?MODULE, {ok, {#{}, [#{id => r, start => {?MODULE, refusing, []}}]}}) end},
        {bad_flags, fun() -> supervisor:start_link(?MODULE, {ok, {#{strategy => some}, []}}) end},
        {bad_spec, fun() -> supervisor:start_link(?MODULE, {ok, {#{}, [#{id => a}]}}) end},
        {twice, fun() -> supervisor:start_link(?MODULE, {ok, {#{}, [child(a), child(a)]}}) end},
        {named, fun() -> {ok, Pid} = supervisor:start_link({local, boss}, ?MODULE, {ok, {{one_for_one, 1, 5}, []}}), [supervisor:start_link({local, boss}, ?MODULE, ignore), supervisor:count_children(boss), stop(Pid)] end},
        {check, fun() -> [supervisor:check_childspecs([child(a)]), supervisor:check_childspecs([#{id => a}]), supervisor:check_childspecs([child(a), child(a)]), supervisor:check_childspecs([child(a, #{shutdown => x})])] end},
        {check_shutdown, fun() -> [supervisor:check_childspecs([child(a, Child)], How) || How <- [any_significant, never, all_significant, undefined], Child <- [#{}, #{significant => true, restart => temporary}]] end},
        {newer, fun() -> newer() end},
        {nested, fun() ->
            Inner = #{id => inner, type => supervisor, start => {supervisor, start_link, [?MODULE, {ok, {#{intensity => 0}, [child(i)]}}]}},
            Pid = supervised(#{}, [Inner, child(a)]),
            i ! crash,
            timer:sleep(20),
            [whereabouts([i, a]), stop(Pid), whereabouts([i, a])]
        end}
    ].

-if(?OTP_RELEASE >= 29).
newer() ->
    Pid = supervised(#{}, [child(a), child(b)]),
    {ok, Named} = supervisor:start_link({local, boss}, ?MODULE, {ok, {#{}, []}}),
    [supervisor:which_child(Pid, a), supervisor:which_child(Pid, none), supervisor:stop(Pid), supervisor:stop(boss, shutdown, 1000), is_process_alive(Named), result(fun() -> supervisor:stop(boss) end)].
-else.
newer() -> none.
-endif.

%% gen_event
events() ->
    Me = self(),
    {ok, E} = gen_event:start_link(),
    Add = fun(Id) -> gen_event:add_handler(E, {?MODULE, Id}, {gen_event, Me, Id}) end,
    [
        {add, fun() -> [Add(a), Add(b), Add(a), gen_event:which_handlers(E)] end},
        {notify, fun() -> [gen_event:notify(E, event), gen_event:sync_notify(E, event_too)] end},
        {call, fun() -> [gen_event:call(E, {?MODULE, a}, question), gen_event:call(E, {?MODULE, z}, question), gen_event:call(E, {?MODULE, b}, question, 1000)] end},
        {info, fun() -> E ! information end},
        {request, fun() -> gen_event:receive_response(gen_event:send_request(E, {?MODULE, a}, question), 1000) end},
        {delete, fun() -> [gen_event:delete_handler(E, {?MODULE, b}, because), gen_event:delete_handler(E, {?MODULE, b}, because)] end},
        {swap, fun() -> [gen_event:swap_handler(E, {{?MODULE, a}, swapping}, {?MODULE, {swapped, Me}}), gen_event:which_handlers(E)] end},
        {swap_from, fun() -> gen_event:swap_handler(E, {{?MODULE, {swapped, Me}}, why}, {?MODULE, {swapped, Me}}) end},
        {refused, fun() -> [gen_event:add_handler(E, {?MODULE, r}, {gen_event, {error, no}}), gen_event:add_handler(E, {?MODULE, r}, {gen_event, nonsense}), gen_event:add_handler(E, no_such_module, x)] end},
        {supervised, fun() -> [gen_event:add_sup_handler(E, {?MODULE, s}, {gen_event, Me, s}), gen_event:notify(E, remove), timer:sleep(5), gen_event:which_handlers(E)] end},
        {crash, fun() -> [gen_event:add_sup_handler(E, {?MODULE, s}, {gen_event, Me, s}), gen_event:sync_notify(E, crash), gen_event:which_handlers(E)] end},
        {owner_dies, fun() ->
            Pid = spawn(fun() -> gen_event:add_sup_handler(E, {?MODULE, o}, {gen_event, Me, o}) end),
            timer:sleep(10),
            [is_process_alive(Pid), gen_event:which_handlers(E)]
        end},
        {state, fun() -> [Add(c), [{Module, Id} || {Module, Id, _} <- sys:get_state(E)], sys:suspend(E), sys:change_code(E, ?MODULE, old, extra), sys:resume(E)] end},
        {stop, fun() -> gen_event:stop(E) end},
        {gone, fun() -> [result(fun() -> gen_event:which_handlers(E) end), gen_event:notify(E, x), gen_event:start({local, events}), gen_event:start({local, events}), gen_event:stop(events, normal, 100)] end}
    ].

handle_event(crash, _) -> error(crashed);
handle_event(remove, _) -> remove_handler;
handle_event(Event, {Owner, Id} = State) ->
    Owner ! {Id, event, Event},
    {ok, State}.

handle_call(Question, {_, Id} = State) -> {ok, {Id, answers, Question}, State}.

handle_info(Information, {Owner, Id} = State) ->
    Owner ! {Id, info, Information},
    {ok, State}.

terminate(Reason, {Owner, Id}) ->
    Owner ! {Id, terminates, plain(Reason)},
    {Id, gone}.

code_change(Old, {Owner, Id}, Extra) ->
    Owner ! {Id, Old, Extra},
    {ok, {Owner, Id}}.
