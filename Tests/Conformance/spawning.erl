%% spawn in all its forms: with funs, with module and arguments, options, wrong arguments; what the new process is given.
-module(spawning).
-export([answer/2, nothing/0]).
-include("conformance.hrl").

start() ->
    Self = self(),
    ?show('fun', result(spawn(fun() -> Self ! {self(), from_fun} end))),
    ?show(mfa, result(spawn(?MODULE, answer, [Self, from_mfa]))),
    ?show(captured, begin A = id([1, {2}]), B = id(1 bsl 70), result(spawn(fun() -> Self ! {self(), {A, B}} end)) end),
    ?show(link, result(spawn_link(fun() -> Self ! {self(), linked} end))),
    ?show(link_mfa, result(spawn_link(?MODULE, answer, [Self, linked_mfa]))),
    ?show(monitor, monitored(spawn_monitor(fun() -> exit(done) end))),
    ?show(monitor_mfa, monitored(spawn_monitor(?MODULE, nothing, []))),
    ?show(opt_monitor, monitored(spawn_opt(fun() -> exit(opt) end, [monitor]))),
    ?show(opt_link_monitor, monitored(spawn_opt(fun() -> ok end, [link, monitor]))),
    ?show(opt_mfa, monitored(spawn_opt(?MODULE, nothing, [], [monitor, {priority, high}]))),
    ?show(opt_none, result(spawn_opt(fun() -> Self ! {self(), opt} end, []))),
    ?show(opt_sizes, result(spawn_opt(fun() -> Self ! {self(), sum(seq(1, 100))} end, [{min_heap_size, 500}, {fullsweep_after, 0}]))),
    ?show(opt_wrong, spawn_opt(fun() -> ok end, id([wrong]))),
    ?show(opt_improper, spawn_opt(fun() -> ok end, id([link | x]))),
    ?show(opt_wrong_priority, spawn_opt(fun() -> ok end, id([{priority, wrong}]))),
    ?show(wrong_fun, spawn(id(a))),
    ?show(wrong_arguments, spawn(?MODULE, nothing, id(a))),
    ?show(wrong_module, spawn(id(1), nothing, [])),
    ?show(wrong_improper, spawn(?MODULE, nothing, id([1 | 2]))),
    ?show(undefined, exit_reason(spawn_monitor(?MODULE, id(not_there), [1]))),
    ?show(undefined_module, exit_reason(spawn_monitor(id(no_module), f, []))),
    ?show(fun_with_arity, exit_reason_kind(spawn_monitor(id(fun(_) -> ok end)))),
    ?show(native, monitored(spawn_monitor(erlang, display, [from_native]))),
    ?show(native_exit, monitored(spawn_monitor(erlang, exit, [native]))),
    ?show(native_error, exit_reason(spawn_monitor(erlang, atom_to_list, [id(1)]))),
    ?show(dictionary, begin put(k, v), result(spawn(fun() -> Self ! {self(), get()} end)) end),
    ?show(distinct, distinct(20)),
    ?show(many, length([result(spawn(?MODULE, answer, [Self, N])) || N <- seq(1, 300)])),
    ?show(chain, chain(200, Self)),
    ?show(alive, begin P = spawn(fun() -> receive stop -> ok end end), X = is_process_alive(P), {_, R} = {P, monitor(process, P)}, P ! stop, receive {'DOWN', R, _, _, _} -> {X, is_process_alive(P)} end end),
    ?show(alive_wrong, is_process_alive(id(a))),
    ?show(self_alive, is_process_alive(self())),
    ?show(group_leader, begin GL = group_leader(), result(spawn(fun() -> Self ! {self(), group_leader() =:= GL} end)) end),
    ok.

answer(To, Value) -> To ! {self(), Value}.

nothing() -> ok.

result(Pid) ->
    receive
        {Pid, Value} -> Value
    after 5000 -> timeout
    end.

monitored({Pid, Ref}) ->
    receive
        {'DOWN', Ref, process, Pid, Reason} -> Reason
    after 5000 -> timeout
    end.

exit_reason(PidRef) ->
    case monitored(PidRef) of
        {Reason, [{M, F, A, _} | _]} -> {Reason, M, F, A};
        Other -> Other
    end.

exit_reason_kind(PidRef) ->
    case monitored(PidRef) of
        {{Kind, _}, Trace} -> {Kind, is_list(Trace)};
        Other -> Other
    end.

sum(L) -> sum(L, 0).

sum([], S) -> S;
sum([H | T], S) -> sum(T, S + H).

distinct(N) ->
    Pids = [spawn(?MODULE, nothing, []) || _ <- seq(1, N)],
    length([x || P <- Pids, Q <- Pids, P =:= Q]).

chain(0, To) ->
    To ! {self(), end_of_chain},
    receive
        {_, end_of_chain} -> ok
    after 0 -> ok
    end,
    sent;
chain(N, To) ->
    Self = self(),
    spawn(fun() -> Self ! {linked, chain_link(N - 1, To)} end),
    receive
        {linked, L} -> L
    after 5000 -> timeout
    end.

chain_link(0, _) -> bottom;
chain_link(N, To) ->
    Self = self(),
    spawn(fun() -> Self ! {linked, chain_link(N - 1, To)} end),
    receive
        {linked, L} -> L
    after 5000 -> timeout
    end.
