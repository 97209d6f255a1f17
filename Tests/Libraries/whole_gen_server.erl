%% gen_server, every function and every answer of a callback; proc_lib; sys: state, debugging, suspension, code change.
-module(whole_gen_server).

-behaviour(gen_server).

-export([init/1, handle_call/3, handle_cast/2, handle_info/2, handle_continue/2, terminate/2, code_change/3, format_status/2]).
-export([child/1, acknowledging/1, failing/1]).

-include("whole_processes.hrl").

cases() ->
    {ok, S} = gen_server:start_link(?MODULE, {ok, 1}, []),
    [
        {call, fun() -> gen_server:call(S, get) end},
        {add, fun() -> [gen_server:call(S, {add, 2}), gen_server:call(S, get, 1000)] end},
        {cast, fun() -> [gen_server:cast(S, {set, 9}), gen_server:call(S, get)] end},
        {info, fun() -> S ! {set, 4}, gen_server:call(S, get) end},
        {unknown, fun() -> S ! unexpected, gen_server:call(S, get) end},
        {reply, fun() -> gen_server:call(S, later) end},
        {continue, fun() -> gen_server:call(S, continue), gen_server:call(S, get) end},
        {timeout, fun() -> gen_server:call(S, {timeout, 5}), timer:sleep(30), gen_server:call(S, get) end},
        {hibernate, fun() -> gen_server:call(S, hibernate), gen_server:call(S, get) end},
        {slow, fun() -> gen_server:call(S, {sleep, 100}, 5) end},
        {send_request, fun() -> gen_server:wait_response(gen_server:send_request(S, get), 1000) end},
        {receive_response, fun() -> gen_server:receive_response(gen_server:send_request(S, get), 1000) end},
        {check_response, fun() ->
            Id = gen_server:send_request(S, get),
            receive
                Message -> [gen_server:check_response(Message, Id), gen_server:check_response(other, Id)]
            end
        end},
        {collection, fun() ->
            Ids = gen_server:send_request(S, get, b, gen_server:send_request(S, get, a, gen_server:reqids_new())),
            {Answer, _, Rest} = gen_server:receive_response(Ids, 1000, true),
            {Answer, gen_server:reqids_size(Rest), [Label || {_, Label} <- gen_server:reqids_to_list(Rest)]}
        end},
        {reqids, fun() ->
            New = gen_server:reqids_new(),
            Ids = gen_server:reqids_add(gen_server:send_request(S, get), a, gen_server:reqids_add(gen_server:send_request(nobody, get), b, New)),
            {First, Label, Rest} = gen_server:wait_response(Ids, 1000, true),
            receive
                Message -> {First, Label, gen_server:check_response(Message, Rest, true), gen_server:check_response(other, Rest, false)}
            after 1000 -> none
            end
        end},
        {reqids_wrong, fun() -> [result(fun() -> gen_server:reqids_add(a, b, c) end), gen_server:wait_response(gen_server:reqids_new(), 1, false), gen_server:check_response(x, gen_server:reqids_new(), true)] end},
        {no_response, fun() -> gen_server:wait_response(gen_server:send_request(S, {sleep, 50}), 5) end},
        {multi_call_all, fun() -> register(of_all, S), [gen_server:multi_call(of_all, get), gen_server:multi_call([node(), elsewhere@nowhere], of_all, get, 1000), gen_server:multi_call([node()], nobody, get, 1000), gen_server:abcast(of_all, {set, 3}), unregister(of_all)] end},
        {multi_call, fun() -> register(server, S), gen_server:multi_call([node()], server, get) end},
        {abcast, fun() -> [gen_server:abcast([node()], server, {set, 7}), gen_server:call(server, get)] end},
        {named, fun() -> gen_server:start({local, server}, ?MODULE, {ok, 1}, []) end},
        {get_state, fun() -> sys:get_state(S) end},
        {replace_state, fun() -> [sys:replace_state(S, fun(N) -> N * 2 end), gen_server:call(S, get)] end},
        {get_status, fun() -> element(1, sys:get_status(S)) end},
        {suspend, fun() -> [sys:suspend(S), result(fun() -> gen_server:call(S, get, 5) end), sys:change_code(S, ?MODULE, old, extra), sys:resume(S), gen_server:call(S, get)] end},
        {statistics, fun() ->
            sys:statistics(S, true),
            gen_server:call(S, get),
            {ok, List} = sys:statistics(S, get),
            [sys:statistics(S, false), proplists:get_value(messages_in, List), proplists:get_value(messages_out, List), sys:statistics(S, get)]
        end},
        {log, fun() ->
            sys:log(S, {true, 4}),
            gen_server:call(S, get),
            {ok, Events} = sys:log(S, get),
            [length(Events), sys:log(S, false)]
        end},
        {install, fun() ->
            Self = self(),
            Seen = fun(State, Event, _) ->
                case Event of
                    {in, _} -> Self ! seen;
                    _ -> ok
                end,
                State
            end,
            [sys:install(S, {Seen, 0}), gen_server:call(S, get), sys:remove(S, Seen), gen_server:call(S, get)]
        end},
        {no_debug, fun() -> sys:no_debug(S) end},
        {stop, fun() -> gen_server:call(S, stop) end},
        {gone, fun() -> gen_server:call(S, get) end},
        {noproc, fun() -> gen_server:call(nobody, get) end},
        {cast_to_nobody, fun() -> gen_server:cast(nobody, x) end},
        {bad_name, fun() -> gen_server:call({a, b, c}, x) end},
        {init_stop, fun() -> gen_server:start_link(?MODULE, {stop, refused}, []) end},
        {init_ignore, fun() -> gen_server:start(?MODULE, ignore, []) end},
        {init_crash, fun() -> gen_server:start_link(?MODULE, crash, []) end},
        {init_throw, fun() -> gen_server:start(?MODULE, {throw, {ok, 5}}, []) end},
        {init_bad, fun() -> gen_server:start_link(?MODULE, nonsense, []) end},
        {init_timeout, fun() -> gen_server:start_link(?MODULE, {sleep, 200}, [{timeout, 10}]) end},
        {init_continue, fun() ->
            {ok, P} = gen_server:start(?MODULE, {ok, 1, {continue, more}}, [{spawn_opt, [{priority, low}]}]),
            [gen_server:call(P, get), gen_server:stop(P)]
        end},
        {start_monitor, fun() ->
            {ok, {P, M}} = gen_server:start_monitor(?MODULE, {ok, 1}, []),
            gen_server:stop(P, shutdown, 1000),
            receive
                {'DOWN', M, process, P, Reason} -> Reason
            end
        end},
        {start_monitor_name, fun() ->
            {ok, {P, M}} = gen_server:start_monitor({local, monitored}, ?MODULE, {ok, 1}, []),
            Again = gen_server:start_monitor({local, monitored}, ?MODULE, {ok, 1}, []),
            gen_server:stop(monitored),
            receive
                {'DOWN', M, process, P, Reason} -> {Again, Reason}
            end
        end},
        {crash, fun() -> {ok, P} = gen_server:start_link(?MODULE, {ok, 1}, []), gen_server:call(P, crash) end},
        {bad_return, fun() -> {ok, P} = gen_server:start_link(?MODULE, {ok, 1}, []), gen_server:call(P, bad) end},
        {thrown, fun() -> {ok, P} = gen_server:start_link(?MODULE, {ok, 1}, []), gen_server:call(P, throw) end},
        {stop_unknown, fun() -> gen_server:stop(nobody) end},
        {stop_reason, fun() -> {ok, P} = gen_server:start_link(?MODULE, {ok, 1}, []), gen_server:stop(P, {why, not_x}, infinity) end},
        {parent_dies, fun() ->
            Self = self(),
            Parent = spawn(fun() -> {ok, P} = gen_server:start_link(?MODULE, {trap, Self}, []), Self ! {started, P}, exit(parent_gone) end),
            receive
                {started, P} -> {is_pid(Parent), is_pid(P)}
            end
        end},
        {enter_loop, fun() ->
            P = proc_lib:spawn_link(fun() -> gen_server:enter_loop(?MODULE, [], 11) end),
            [gen_server:call(P, get), gen_server:stop(P)]
        end},
        {enter_loop_timeout, fun() ->
            Loop = fun(Arguments) -> proc_lib:spawn_link(fun() -> register(looping, self()), apply(gen_server, enter_loop, [?MODULE, [] | Arguments]) end) end,
            Of = fun(P) -> timer:sleep(10), Value = gen_server:call(P, get), gen_server:stop(P), Value end,
            [Of(Loop([11, 2])), Of(Loop([11, hibernate])), Of(Loop([11, {local, looping}])), Of(Loop([11, {continue, more}])), Of(Loop([11, {local, looping}, 2]))]
        end},
        {enter_loop_name, fun() -> P = proc_lib:spawn_link(fun() -> gen_server:enter_loop(?MODULE, [], 1, {local, not_mine}, infinity) end), receive {'EXIT', P, Reason} -> Reason end end},
        {enter_loop_wrong, fun() -> result(fun() -> gen_server:enter_loop(?MODULE, [], 1, {local, not_mine}) end) end},
        {proc_lib, fun() ->
            [
                proc_lib:start_link(?MODULE, child, [self()]),
                proc_lib:start(?MODULE, child, [self()], 1000),
                proc_lib:start_link(?MODULE, failing, [{error, no}], 1000),
                proc_lib:start(?MODULE, failing, [exit]),
                element(1, proc_lib:start_monitor(?MODULE, child, [self()])),
                proc_lib:stop(element(2, proc_lib:start(?MODULE, acknowledging, [self()])), normal, 1000),
                is_pid(proc_lib:spawn(fun() -> ok end)),
                proc_lib:translate_initial_call(element(2, proc_lib:start_link(?MODULE, acknowledging, [self()]))),
                proc_lib:initial_call(proc_lib:spawn(fun() -> timer:sleep(50) end)) =/= false
            ]
        end},
        {spawn_crash, fun() ->
            P = proc_lib:spawn_link(fun() -> error(oops) end),
            receive
                {'EXIT', P, {oops, _}} -> oops
            end
        end}
    ].

child(Parent) -> proc_lib:init_ack(Parent, {ok, self()}).

acknowledging(Parent) ->
    proc_lib:init_ack(Parent, {ok, self()}),
    receive
        {system, From, Request} -> sys:handle_system_msg(Request, From, Parent, ?MODULE, [], none)
    end.

failing(exit) -> exit(early);
failing(Answer) -> proc_lib:init_ack(Answer).

init({trap, Report}) ->
    process_flag(trap_exit, true),
    {ok, {report, Report}};
init({stop, Reason}) -> {stop, Reason};
init({throw, Term}) -> throw(Term);
init({sleep, Time}) ->
    timer:sleep(Time),
    {ok, 0};
init(crash) -> error(init_crashed);
init(Answer) -> Answer.

handle_call(get, _, N) -> {reply, N, N};
handle_call({add, M}, _, N) -> {reply, ok, N + M};
handle_call(later, From, N) ->
    gen_server:reply(From, {later, N}),
    {noreply, N};
handle_call(continue, _, N) -> {reply, ok, N, {continue, more}};
handle_call({timeout, Time}, _, N) -> {reply, ok, N, Time};
handle_call(hibernate, _, N) -> {reply, ok, N, hibernate};
handle_call({sleep, Time}, _, N) ->
    timer:sleep(Time),
    {reply, slept, N};
handle_call(stop, _, N) -> {stop, normal, stopped, N};
handle_call(crash, _, _) -> error(crashed);
handle_call(throw, _, N) -> throw({reply, thrown, N});
handle_call(bad, _, _) -> nonsense.

handle_cast({set, N}, _) -> {noreply, N}.

handle_info(timeout, _) -> {noreply, timed_out};
handle_info({set, N}, _) -> {noreply, N};
handle_info(_, N) -> {noreply, N}.

handle_continue(more, N) -> {noreply, N + 100}.

terminate(Reason, {report, Pid}) -> Pid ! {terminated, Reason};
terminate(_, _) -> ok.

code_change(Old, N, Extra) -> {ok, {changed, Old, Extra, N}}.

format_status(_, [_, N]) -> {formatted, N}.
