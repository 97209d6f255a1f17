%% gen_statem in both callback modes: every kind of event, action and transition, and every function of the module.
-module(whole_gen_statem).

-behaviour(gen_statem).

-export([init/1, callback_mode/0, handle_event/4, terminate/3, code_change/4]).

-define(MESSAGES(Messages), Messages).
-include("whole_processes.hrl").

cases() ->
    {ok, S} = gen_statem:start_link(?MODULE, {ok, idle, self()}, []),
    Call = fun(Actions) -> gen_statem:call(S, {do, Actions}) end,
    Go = fun(State, Actions) -> gen_statem:call(S, {go, State, Actions}) end,
    [
        {state, fun() -> gen_statem:call(S, state) end},
        {go, fun() -> [Go(busy, []), gen_statem:call(S, state)] end},
        {same, fun() -> Go(busy, []) end},
        {repeat, fun() -> gen_statem:call(S, repeat) end},
        {next_event, fun() -> Call([{next_event, internal, first}, {next_event, cast, second}, {next_event, info, third}]) end},
        {state_timeout, fun() -> [Call([{state_timeout, 2, soon}]), timer:sleep(10)] end},
        {state_timeout_ends, fun() -> [Call([{state_timeout, 5, never}]), Go(idle, []), timer:sleep(15)] end},
        {event_timeout, fun() -> [Call([{timeout, 2, quiet}]), timer:sleep(10)] end},
        {event_timeout_ends, fun() -> [Call([{timeout, 5, quiet}]), gen_statem:call(S, state), timer:sleep(15)] end},
        {named_timeouts, fun() -> [Call([{{timeout, a}, 2, one}, {{timeout, b}, 4, two}]), timer:sleep(20)] end},
        {cancelled, fun() -> [Call([{{timeout, a}, 5, one}]), Call([{{timeout, a}, cancel}]), timer:sleep(15)] end},
        {updated, fun() -> [Call([{{timeout, a}, 5, one}]), Call([{{timeout, a}, update, other}]), timer:sleep(15)] end},
        {zero, fun() -> Call([{timeout, 0, now}, {state_timeout, 0, now_too}]) end},
        {postpone, fun() -> [gen_statem:cast(S, postponed), gen_statem:cast(S, other), Go(busy, []), timer:sleep(5)] end},
        {hibernate, fun() -> [Call([hibernate]), gen_statem:call(S, state)] end},
        {reply, fun() -> gen_statem:call(S, reply_later) end},
        {info, fun() -> S ! message end},
        {timeout_of_call, fun() -> gen_statem:call(S, {sleep, 50}, 5) end},
        {dirty_timeout, fun() -> gen_statem:call(S, state, {dirty_timeout, 1000}) end},
        {send_request, fun() -> gen_statem:receive_response(gen_statem:send_request(S, state), 1000) end},
        {wait_response, fun() -> gen_statem:wait_response(gen_statem:send_request(S, state), 1000) end},
        {check_response, fun() ->
            Id = gen_statem:send_request(S, state),
            receive
                Message -> gen_statem:check_response(Message, Id)
            after 100 -> none
            end
        end},
        {reqids, fun() ->
            New = gen_statem:reqids_new(),
            Ids = gen_statem:reqids_add(gen_statem:send_request(S, state), a, gen_statem:send_request(nobody, state, b, New)),
            {First, Label, Rest} = gen_statem:wait_response(Ids, 1000, true),
            receive
                Message -> {First, Label, gen_statem:check_response(Message, Rest, true), [L || {_, L} <- gen_statem:reqids_to_list(Rest)], gen_statem:reqids_size(Rest)}
            after 1000 -> none
            end
        end},
        {responses, fun() ->
            Ids = gen_statem:send_request(S, state, only, gen_statem:reqids_new()),
            [gen_statem:receive_response(gen_statem:send_request(S, state)), gen_statem:wait_response(gen_statem:send_request(S, state)), gen_statem:receive_response(Ids, 1000, false),
                gen_statem:wait_response(gen_statem:reqids_new(), 1, false), gen_statem:receive_response(gen_statem:send_request(nobody, x))]
        end},
        {get_state, fun() -> element(1, sys:get_state(S)) end},
        {change_code, fun() -> [sys:suspend(S), sys:change_code(S, ?MODULE, old, extra), sys:resume(S), gen_statem:call(S, state)] end},
        {keep, fun() -> gen_statem:call(S, keep) end},
        {change_module, fun() -> gen_statem:call(S, pop) end},
        {bad_action, fun() -> {ok, P} = gen_statem:start(?MODULE, {ok, idle, self()}, []), gen_statem:call(P, {do, [nonsense]}) end},
        {stop, fun() -> gen_statem:call(S, stop) end},
        {gone, fun() -> gen_statem:call(S, state) end},
        {init_stop, fun() -> gen_statem:start_link(?MODULE, {stop, refused}, []) end},
        {init_ignore, fun() -> gen_statem:start(?MODULE, ignore, []) end},
        {init_actions, fun() -> {ok, P} = gen_statem:start(?MODULE, {ok, idle, self(), [{next_event, internal, begun}]}, []), gen_statem:stop(P) end},
        {named, fun() -> {ok, _} = gen_statem:start({local, machine}, ?MODULE, {ok, idle, self()}, []), [gen_statem:start({local, machine}, ?MODULE, {ok, idle, self()}, []), gen_statem:stop(machine, shutdown, 1000)] end},
        {monitored, fun() -> {ok, {P, M}} = gen_statem:start_monitor(?MODULE, {ok, idle, self()}, []), gen_statem:stop(P), receive {'DOWN', M, _, _, Reason} -> Reason end end},
        {start_link_name, fun() ->
            {ok, P} = gen_statem:start_link({local, linked}, ?MODULE, {ok, idle, self()}, []),
            [gen_statem:start_link({local, linked}, ?MODULE, ignore, []), gen_statem:call(linked, state), is_pid(P), gen_statem:stop(linked)]
        end},
        {monitored_name, fun() ->
            {ok, {P, M}} = gen_statem:start_monitor({local, monitored}, ?MODULE, {ok, idle, self()}, []),
            gen_statem:stop(monitored),
            receive {'DOWN', M, _, P, Reason} -> Reason end
        end},
        {enter_loops, fun() ->
            Self = self(),
            Loop = fun(Arguments) -> proc_lib:spawn_link(fun() -> register(looping, self()), apply(gen_statem, enter_loop, [?MODULE, [], idle, Self | Arguments]) end) end,
            Of = fun(P) -> timer:sleep(10), State = gen_statem:call(P, state), gen_statem:stop(P), State end,
            [Of(Loop([[{state_timeout, 2, begun}]])), Of(Loop([{local, looping}])), Of(Loop([{local, looping}, [{next_event, internal, both}]])), Of(Loop([Self]))]
        end},
        {enter_loop_wrong, fun() -> [result(fun() -> gen_statem:enter_loop(?MODULE, [], idle, 1, {local, not_mine}) end), result(fun() -> gen_statem:enter_loop(?MODULE, [], idle, 1, {local, not_mine}, []) end)] end},
        {crash, fun() -> {ok, P} = gen_statem:start_link(?MODULE, {ok, idle, self()}, []), gen_statem:call(P, crash) end},
        {enter_loop, fun() -> P = proc_lib:spawn_link(fun() -> gen_statem:enter_loop(?MODULE, [], idle, self()) end), [gen_statem:call(P, state), gen_statem:stop(P)] end}
    ].

init(Answer) -> Answer.

callback_mode() -> [handle_event_function, state_enter].

handle_event(enter, Old, State, Owner) ->
    Owner ! {entered, Old, State},
    keep_state_and_data;
handle_event({call, From}, state, State, _) -> {keep_state_and_data, {reply, From, State}};
handle_event({call, From}, {go, State, Actions}, _, Owner) -> {next_state, State, Owner, [{reply, From, gone} | Actions]};
handle_event({call, From}, {do, Actions}, _, _) -> {keep_state_and_data, [{reply, From, done} | Actions]};
handle_event({call, From}, repeat, _, Owner) -> {repeat_state, Owner, {reply, From, repeated}};
handle_event({call, From}, keep, _, Owner) -> {keep_state, Owner, [{reply, From, kept}]};
handle_event({call, From}, reply_later, _, _) ->
    gen_statem:reply(From, replied),
    gen_statem:reply([]),
    keep_state_and_data;
handle_event({call, From}, {sleep, Time}, _, _) ->
    timer:sleep(Time),
    {keep_state_and_data, [{reply, From, slept}]};
handle_event({call, From}, pop, _, _) -> {keep_state_and_data, [{push_callback_module, ?MODULE}, pop_callback_module, {reply, From, popped}]};
handle_event({call, From}, stop, _, Owner) -> {stop_and_reply, normal, {reply, From, stopped}, Owner};
handle_event({call, _}, crash, _, _) -> error(crashed);
handle_event(cast, postponed, idle, Owner) ->
    Owner ! postponing,
    {keep_state_and_data, postpone};
handle_event(Type, Content, State, Owner) ->
    Owner ! {event, Type, Content, State},
    keep_state_and_data.

terminate(Reason, State, Owner) when is_pid(Owner) -> Owner ! {terminated, Reason, State};
terminate(_, _, _) -> ok.

code_change(Old, State, Owner, Extra) ->
    Owner ! {changed, Old, Extra},
    {ok, State, Owner}.
