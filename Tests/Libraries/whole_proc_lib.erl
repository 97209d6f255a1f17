%% proc_lib and sys: every function, over processes that are no gen_server.
-module(whole_proc_lib).

-export([child/2, late/1, refusing/1, woken/1, loop/2]).
-export([system_continue/3, system_terminate/4, system_get_state/1, system_replace_state/2, system_code_change/4]).

-include("whole_processes.hrl").

cases() ->
    {ok, P} = proc_lib:start_link(?MODULE, child, [self(), []]),
    [
        {spawns, fun() -> [begin receive {spawned, From} -> From end, true = is_pid(hd(lists:flatten([Pid]))) end || Spawn <- spawns(self()), Pid <- [only_pid(Spawn())]] end},
        {start, fun() ->
            [
                element(1, Answer)
             || Answer <- [
                    proc_lib:start(?MODULE, child, [self(), []]), proc_lib:start(?MODULE, child, [self(), []], 100),
                    proc_lib:start(?MODULE, child, [self(), []], infinity, [{priority, low}]), proc_lib:start_link(?MODULE, child, [self(), []], 100),
                    proc_lib:start_link(?MODULE, child, [self(), []], 100, [{min_heap_size, 100}])
                ]
            ]
        end},
        {monitors, fun() ->
            [
                begin
                    {{ok, Pid}, Reference} = Answer,
                    exit(Pid, kill),
                    receive {'DOWN', Reference, process, Pid, Reason} -> Reason end
                end
             || Answer <- [
                    proc_lib:start_monitor(?MODULE, child, [self(), []]), proc_lib:start_monitor(?MODULE, child, [self(), []], 100),
                    proc_lib:start_monitor(?MODULE, child, [self(), []], 100, [{priority, low}])
                ]
            ]
        end},
        {too_late, fun() -> [proc_lib:start(?MODULE, late, [100], 5), proc_lib:start_link(?MODULE, late, [100], 5, []), element(1, proc_lib:start_monitor(?MODULE, late, [100], 5))] end},
        {refused, fun() -> [proc_lib:start(?MODULE, refusing, [{error, no}]), proc_lib:start_link(?MODULE, refusing, [normal]), proc_lib:start(?MODULE, nothing, [])] end},
        {init_fail, fun() -> init_fail() end},
        {hibernate, fun() ->
            Self = self(),
            Pid = proc_lib:spawn(fun() -> proc_lib:hibernate(?MODULE, woken, [Self]) end),
            Pid ! wake,
            receive {woken, Pid, Message} -> Message after 1000 -> none end
        end},
        {initial_call, fun() ->
            [proc_lib:initial_call(P), proc_lib:translate_initial_call(P), proc_lib:initial_call(self()), proc_lib:translate_initial_call(spawn(fun() -> ok end)),
                element(1, proc_lib:initial_call([{initial_call, {a, b, 2}}])), result(fun() -> proc_lib:initial_call(self) end)]
        end},
        {labels, fun() -> labels() end},
        {stops, fun() ->
            [begin {ok, Pid} = proc_lib:start(?MODULE, child, [self(), []]), Stop(Pid) end || Stop <- [fun(Pid) -> proc_lib:stop(Pid) end, fun(Pid) -> proc_lib:stop(Pid, shutdown, 1000) end, fun(Pid) -> proc_lib:stop(Pid, because, infinity) end]] ++
                [result(fun() -> proc_lib:stop(nobody) end), result(fun() -> proc_lib:stop(proc_lib:spawn(fun() -> timer:sleep(100) end), normal, 5) end)]
        end},
        {format, fun() -> [text(Format()) || Format <- formats()] end},
        {suspend, fun() -> [sys:suspend(P), ping(P), sys:suspend(P, 1000), sys:resume(P, 1000), sys:resume(P), ping(P)] end},
        {state, fun() -> [sys:get_state(P), sys:get_state(P, 1000), sys:replace_state(P, fun(State) -> [more | State] end), sys:replace_state(P, fun(_) -> [] end, 1000), sys:replace_state(P, fun(_) -> error(no) end)] end},
        {status, fun() -> [status(sys:get_status(P)), status(sys:get_status(P, 1000))] end},
        {change_code, fun() -> [sys:change_code(P, ?MODULE, old, extra), sys:suspend(P), sys:change_code(P, ?MODULE, old, extra), sys:change_code(P, ?MODULE, old, fails, 1000), sys:resume(P), sys:get_state(P)] end},
        {trace, fun() -> [sys:trace(P, true), ping(P), sys:trace(P, false, 1000), ping(P), sys:trace(P, true, 1000), sys:trace(P, false), printed()] end},
        {log, fun() ->
            [sys:log(P, true), sys:log(P, {true, 5}, 1000), ping(P), sys:log(P, get), sys:log(P, get, 1000), sys:log(P, print), printed(), sys:log(P, false), sys:log(P, get)]
        end},
        {statistics, fun() ->
            [sys:statistics(P, true, 1000), ping(P), counted(sys:statistics(P, get, 1000)), sys:statistics(P, false), sys:statistics(P, get)]
        end},
        {install, fun() ->
            Self = self(),
            Seen = fun(Count, Event, State) -> Self ! {seen, Count, Event, State}, case Count of 3 -> done; _ -> Count + 1 end end,
            Failing = fun(_, _, _) -> error(failing) end,
            [sys:install(P, {Seen, 1}, 1000), ping(P), ping(P), sys:install(P, {named, Seen, 1}), ping(P), sys:remove(P, named), sys:install(P, {Failing, 0}), ping(P), sys:remove(P, Failing, 1000), sys:remove(P, Seen), ping(P)]
        end},
        {no_debug, fun() -> [sys:trace(P, true), sys:no_debug(P), sys:no_debug(P, 1000), ping(P)] end},
        {log_to_file, fun() -> [sys:log_to_file(P, "/no/such/folder/log"), sys:log_to_file(P, "/no/such/folder/log", 1000), sys:log_to_file(P, false)] end},
        {options, fun() -> options() end},
        {terminate, fun() ->
            Started = fun() -> {ok, Pid} = proc_lib:start_link(?MODULE, child, [self(), []]), Pid end,
            [sys:terminate(Started(), normal), sys:terminate(Started(), shutdown, 1000), result(fun() -> sys:terminate(nobody, normal) end)]
        end},
        {gone, fun() -> [result(fun() -> sys:get_state(nobody, 10) end), result(fun() -> sys:suspend(spawn(fun() -> timer:sleep(100) end), 5) end)] end}
    ].

%% What is printed comes before what `erlang:display/1` prints: erl has two ways to the console.
printed() -> timer:sleep(30).

only_pid({Pid, _}) -> Pid;
only_pid(Pid) -> Pid.

spawns(Self) ->
    Tell = fun(What) -> fun() -> Self ! {spawned, What} end end,
    [
        fun() -> proc_lib:spawn(Tell(1)) end, fun() -> proc_lib:spawn(node(), Tell(2)) end, fun() -> proc_lib:spawn(erlang, send, [Self, {spawned, 3}]) end,
        fun() -> proc_lib:spawn(node(), erlang, send, [Self, {spawned, 4}]) end, fun() -> proc_lib:spawn_link(Tell(5)) end, fun() -> proc_lib:spawn_link(node(), Tell(6)) end,
        fun() -> proc_lib:spawn_link(erlang, send, [Self, {spawned, 7}]) end, fun() -> proc_lib:spawn_link(node(), erlang, send, [Self, {spawned, 8}]) end,
        fun() -> proc_lib:spawn_opt(Tell(9), [link]) end, fun() -> proc_lib:spawn_opt(node(), Tell(10), [{priority, high}]) end,
        fun() -> proc_lib:spawn_opt(erlang, send, [Self, {spawned, 11}], [monitor]) end, fun() -> proc_lib:spawn_opt(node(), erlang, send, [Self, {spawned, 12}], [link]) end
    ].

late(Time) -> timer:sleep(Time).

refusing(Answer) -> proc_lib:init_ack(Answer).

woken(Pid) ->
    receive
        Message -> Pid ! {woken, self(), Message}
    end.

-if(?OTP_RELEASE >= 26).
init_fail() ->
    Self = self(),
    [proc_lib:start_link(proc_lib, init_fail, [Self, {error, first}, {exit, normal}]), proc_lib:start(proc_lib, init_fail, [Self, {error, third}, {throw, third}]),
        proc_lib:start(erlang, apply, [fun() -> proc_lib:init_fail({error, second}, {exit, shutdown}) end, []])].
-else.
init_fail() -> none.
-endif.

-if(?OTP_RELEASE >= 27).
labels() ->
    Before = proc_lib:get_label(self()),
    proc_lib:set_label({a, "label"}),
    [Before, proc_lib:get_label(self()), proc_lib:get_label(spawn(fun() -> ok end))].
-else.
labels() -> none.
-endif.

formats() ->
    Report = [[{initial_call, {a, b, ['Argument__1']}}, {pid, nopid}, {registered_name, []}, {error_info, {error, reason, []}}, {ancestors, []}, {messages, []}], []],
    [fun() -> proc_lib:format(Report) end, fun() -> proc_lib:format(Report, utf8) end, fun() -> proc_lib:format(Report, latin1, 5) end].

text(Chars) -> unicode:characters_to_list(Chars).

status({status, Pid, {module, Module}, [Dictionary, Running, Parent, Debug, State]}) ->
    [is_pid(Pid), Module, is_list(Dictionary), Running, Parent, Debug, State].

counted({ok, Statistics}) -> [proplists:get_value(Key, Statistics) || Key <- [messages_in, messages_out]].

ping(P) ->
    P ! {ping, self()},
    receive
        {pong, Answer} -> Answer
    after 20 -> none
    end.

%% The functions for whoever writes a process of its own.
options() ->
    Write = fun(Device, Event, Extra) -> io:format(Device, "~p ~p~n", [Event, Extra]) end,
    Options = sys:debug_options([log, statistics, {install, {fun(State, _, _) -> State end, state}}]),
    Handled = sys:handle_debug(sys:handle_debug(Options, Write, extra, {in, first}), Write, extra, {out, second, nobody}),
    [
        [element(1, Option) || Option <- Options, is_tuple(Option), is_atom(element(1, Option))], length(sys:debug_options([nonsense])), sys:get_log(Handled), sys:print_log(Handled), printed(), sys:get_log([]),
        sys:get_debug(log, Handled, none), sys:get_debug(other, Handled, none), length(sys:debug_options([{log, 3}, trace]))
    ].

%% A process as OTP's special processes are.
child(Parent, Options) ->
    proc_lib:init_ack(Parent, {ok, self()}),
    loop({Parent, sys:debug_options(Options)}, []).

loop({Parent, Debug}, State) ->
    receive
        {system, From, Request} -> sys:handle_system_msg(Request, From, Parent, ?MODULE, Debug, State);
        {ping, From} ->
            Seen = sys:handle_debug(Debug, fun write/3, name, {in, ping}),
            From ! {pong, length(State)},
            loop({Parent, sys:handle_debug(Seen, fun write/3, name, {out, pong})}, State)
    end.

write(Device, Event, Name) -> io:format(Device, "~p: ~p~n", [Name, Event]).

system_continue(Parent, Debug, State) -> loop({Parent, Debug}, State).

system_terminate(Reason, _, _, _) -> exit(Reason).

system_get_state(State) -> {ok, State}.

system_replace_state(Fun, State) ->
    New = Fun(State),
    {ok, New, New}.

system_code_change(_, _, _, fails) -> {error, failed};
system_code_change(State, Module, Old, Extra) -> {ok, [{Module, Old, Extra} | State]}.
