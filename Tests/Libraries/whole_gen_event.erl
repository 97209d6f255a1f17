%% gen_event: every function, every answer of a handler, requests, supervised handlers.
-module(whole_gen_event).

-behaviour(gen_event).

-export([init/1, handle_event/2, handle_call/2, handle_info/2, terminate/2, code_change/3, format_status/2]).

-include("whole_processes.hrl").

cases() ->
    {ok, M} = gen_event:start_link({local, manager}),
    Call = fun(Request) -> gen_event:call(M, ?MODULE, Request) end,
    Other = {?MODULE, other},
    [
        {starts, fun() -> [stopped(Start()) || Start <- starts()] end},
        {monitors, fun() -> [monitored(Start()) || Start <- monitors()] end},
        {twice, fun() -> [gen_event:start({local, manager}), gen_event:start_link({local, manager}, []), gen_event:start_monitor({local, manager})] end},
        {wrong_name, fun() -> result(fun() -> gen_event:start(manager_of_mine) end) end},
        {add, fun() -> [gen_event:add_handler(M, ?MODULE, {ok, [self()]}), gen_event:add_handler(manager, ?MODULE, {ok, []}), gen_event:which_handlers(M)] end},
        {refused, fun() -> [gen_event:add_handler(M, Other, {stop, no}), gen_event:add_handler(M, Other, nonsense), gen_event:add_handler(M, Other, crash)] end},
        {hibernating, fun() -> [gen_event:add_handler(M, Other, {ok, [self()], hibernate}), gen_event:delete_handler(M, Other, done)] end},
        {notify, fun() -> [gen_event:notify(M, one), gen_event:sync_notify(M, two), M ! three, Call(get)] end},
        {call, fun() -> [Call(get), gen_event:call(M, ?MODULE, get, 1000), gen_event:call(M, nobody, get), Call({hibernate, x})] end},
        {slow, fun() -> result(fun() -> gen_event:call(M, ?MODULE, {sleep, 40}, 5) end) end},
        {send_request, fun() -> [gen_event:receive_response(gen_event:send_request(M, ?MODULE, get), 1000), gen_event:wait_response(gen_event:send_request(M, nobody, get), 1000)] end},
        {check_response, fun() ->
            Id = gen_event:send_request(M, ?MODULE, get),
            receive
                Message -> [gen_event:check_response(Message, Id), gen_event:check_response(other, Id)]
            after 1000 -> none
            end
        end},
        {reqids, fun() ->
            Ids = gen_event:send_request(M, ?MODULE, get, a, gen_event:reqids_add(gen_event:send_request(nobody, ?MODULE, get), b, gen_event:reqids_new())),
            {First, Label, Rest} = gen_event:receive_response(Ids, 1000, true),
            {Second, Other_label, Last} = gen_event:wait_response(Rest, 1000, true),
            lists:sort([{First, Label, [L || {_, L} <- gen_event:reqids_to_list(Rest)]}, {Second, Other_label, gen_event:reqids_size(Last)}])
        end},
        {no_reqids, fun() -> [gen_event:check_response(x, gen_event:reqids_new(), true), gen_event:receive_response(gen_event:reqids_new(), 1, false), gen_event:wait_response(gen_event:reqids_new(), 1, false)] end},
        {swap, fun() ->
            [gen_event:swap_handler(M, {?MODULE, {swapping, out}}, {Other, [self()]}), gen_event:which_handlers(M), gen_event:call(M, Other, get), gen_event:swap_handler(M, {Other, back}, {?MODULE, [self()]})]
        end},
        {swap_in_handler, fun() -> [Call({swap, Other}), gen_event:which_handlers(M), gen_event:delete_handler(M, Other, bye), gen_event:add_handler(M, ?MODULE, {ok, [self()]})] end},
        {swap_of_none, fun() -> [gen_event:swap_handler(M, {nobody, x}, {Other, [self()]}), gen_event:delete_handler(M, Other, bye), gen_event:delete_handler(M, nobody, bye)] end},
        {remove_in_call, fun() -> [Call(remove), gen_event:which_handlers(M), gen_event:add_handler(M, ?MODULE, {ok, [self()]})] end},
        {remove_in_event, fun() -> [gen_event:sync_notify(M, remove), gen_event:which_handlers(M)] end},
        {supervised, fun() -> [gen_event:add_sup_handler(M, ?MODULE, {ok, [self()]}), gen_event:delete_handler(M, ?MODULE, bye)] end},
        {supervised_crash, fun() -> [gen_event:add_sup_handler(M, ?MODULE, {ok, [self()]}), gen_event:sync_notify(M, crash), gen_event:which_handlers(M)] end},
        {supervised_swap, fun() ->
            [gen_event:add_sup_handler(M, ?MODULE, {ok, [self()]}), gen_event:swap_sup_handler(M, {?MODULE, out}, {Other, [self()]}), gen_event:which_handlers(M), gen_event:delete_handler(M, Other, bye)]
        end},
        {owner_dies, fun() ->
            Self = self(),
            spawn(fun() -> gen_event:add_sup_handler(M, ?MODULE, {ok, [Self]}), exit(owner_gone) end),
            timer:sleep(20),
            gen_event:which_handlers(M)
        end},
        {crash_in_call, fun() -> gen_event:add_handler(M, ?MODULE, {ok, [self()]}), [Call(crash), gen_event:which_handlers(M)] end},
        {bad_answer, fun() -> gen_event:add_handler(M, ?MODULE, {ok, [self()]}), [Call(bad), gen_event:which_handlers(M)] end},
        {sys, fun() ->
            gen_event:add_handler(M, ?MODULE, {ok, []}),
            [sys:get_state(M), sys:replace_state(M, fun({Module, Id, State}) -> {Module, Id, [added | State]} end), sys:suspend(M), sys:change_code(M, ?MODULE, old, extra), sys:resume(M), Call(get), element(1, sys:get_status(M))]
        end},
        {stop, fun() -> [gen_event:stop(M), result(fun() -> gen_event:call(M, ?MODULE, get) end), gen_event:notify(manager_of_none, x), result(fun() -> gen_event:stop(manager) end)] end},
        {stop_reason, fun() -> {ok, P} = gen_event:start(), gen_event:add_handler(P, ?MODULE, {ok, [self()]}), gen_event:stop(P, shutdown, 1000) end}
    ].

starts() ->
    [
        fun() -> gen_event:start() end, fun() -> gen_event:start([{timeout, 100}]) end, fun() -> gen_event:start({local, a}, [{hibernate_after, 1}]) end,
        fun() -> gen_event:start_link() end, fun() -> gen_event:start_link([]) end, fun() -> gen_event:start_link({local, a}) end,
        fun() -> gen_event:start_link({local, a}, [{spawn_opt, [{priority, low}]}]) end, fun() -> gen_event:start({local, a}) end
    ].

monitors() -> [fun() -> gen_event:start_monitor() end, fun() -> gen_event:start_monitor([]) end, fun() -> gen_event:start_monitor({local, a}) end, fun() -> gen_event:start_monitor({local, a}, []) end].

stopped({ok, Pid}) -> {whereis(a) =:= Pid, gen_event:which_handlers(Pid), gen_event:stop(Pid)}.

monitored({ok, {Pid, Reference}}) ->
    gen_event:stop(Pid),
    receive
        {'DOWN', Reference, process, Pid, Reason} -> Reason
    after 1000 -> none
    end.

init(crash) -> error(init_crashed);
init({{swapping, Pid}, Old}) when is_pid(Pid) -> {ok, [swapped, Old]};
init({Arguments, {out, List}}) when is_list(Arguments) -> {ok, Arguments ++ [{was, length(List)}]};
init({Arguments, Term}) when is_list(Arguments) -> {ok, Arguments ++ [Term]};
init(Answer) -> Answer.

handle_event(crash, _) -> error(crashed);
handle_event(remove, _) -> remove_handler;
handle_event(Event, List) -> {ok, List ++ [Event]}.

handle_call(get, List) -> {ok, List, List};
handle_call({hibernate, Term}, List) -> {ok, Term, List, hibernate};
handle_call({sleep, Time}, List) ->
    timer:sleep(Time),
    {ok, slept, List};
handle_call({swap, Handler}, List) -> {swap_handler, swapping, out, List, Handler, List};
handle_call(remove, List) -> {remove_handler, {removed, length(List)}};
handle_call(crash, _) -> error(crashed);
handle_call(bad, _) -> nonsense.

handle_info(Message, List) -> {ok, List ++ [{info, Message}]}.

terminate(Reason, [Pid | _] = List) when is_pid(Pid) ->
    Pid ! {terminated, Reason},
    {out, List};
terminate(Reason, List) -> {Reason, List}.

code_change(Old, List, Extra) -> {ok, [{changed, Old, Extra} | List]}.

format_status(_, [_, List]) -> {formatted, List}.
