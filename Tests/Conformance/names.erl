%% register, unregister, whereis, registered; sending to names; names of the dead.
-module(names).
-include("conformance.hrl").

start() ->
    ?show(register, register(me, self())),
    ?show(whereis, whereis(me) =:= self()),
    ?show(send, begin me ! {hello, 1}, receive {hello, X} -> X after 1000 -> timeout end end),
    ?show(send_node, begin {me, node()} ! two, receive two -> two after 1000 -> timeout end end),
    ?show(twice, register(me, self())),
    ?show(second_name, register(me_too, self())),
    ?show(other_taken, register(me, spawn(fun() -> receive never -> ok end end))),
    ?show(unregister, unregister(me)),
    ?show(gone, whereis(me)),
    ?show(unregister_again, unregister(me)),
    ?show(send_nobody, nobody ! message),
    ?show(send_undefined, undefined ! message),
    ?show(send_2, erlang:send(id(nobody), message)),
    ?show(send_value, begin self() ! id(value), receive V -> V end end),
    ?show(send_result, (self() ! {the, message}) =:= {the, message}),
    ?show(flush, receive {the, message} -> flushed after 0 -> empty end),
    ?show(send_wrong, id(1) ! message),
    ?show(send_list, id("me") ! message),
    ?show(send_tuple, id({me}) ! message),
    ?show(send_3, erlang:send(self(), sent, [])),
    ?show(send_3_received, receive sent -> sent after 0 -> empty end),
    ?show(send_3_options, erlang:send(self(), sent, [noconnect, nosuspend])),
    ?show(send_3_received_2, receive sent -> sent after 0 -> empty end),
    ?show(send_3_wrong, erlang:send(self(), sent, id([wrong]))),
    ?show(register_undefined, register(undefined, self())),
    ?show(register_wrong, register(id("name"), self())),
    ?show(register_wrong_pid, register(name, id(a))),
    ?show(register_dead, begin P = spawn(fun() -> ok end), wait(P), register(dead_one, P) end),
    ?show(whereis_wrong, whereis(id(1))),
    ?show(whereis_undefined, whereis(undefined)),
    ?show(died, begin P2 = spawn(fun() -> receive go -> ok end end), register(dying, P2), P2 ! go, wait(P2), {whereis(dying), dying_send()} end),
    ?show(again, begin P3 = spawn(fun() -> receive go -> ok end end), register(dying, P3), X3 = whereis(dying) =:= P3, P3 ! go, X3 end),
    ?show(registered, begin register(z_name, self()), [N || N <- registered(), N =:= z_name] end),
    ?show(many, many(60)),
    ?show(send_dead, begin P4 = spawn(fun() -> ok end), wait(P4), P4 ! lost end),
    ok.

dying_send() ->
    try
        dying ! message
    catch
        error:R -> R
    end.

wait(Pid) ->
    Ref = monitor(process, Pid),
    receive
        {'DOWN', Ref, process, Pid, _} -> ok
    end.

many(N) ->
    Names = [list_to_atom("name_" ++ integer_to_list(I)) || I <- seq(1, N)],
    Pids = [begin P = spawn(fun() -> receive stop -> ok end end), register(Name, P), P end || Name <- Names],
    Found = [whereis(Name) || Name <- Names] =:= Pids,
    foreach(fun(Name) -> Name ! stop end, Names),
    foreach(fun wait/1, Pids),
    {Found, [whereis(Name) || Name <- Names, whereis(Name) =/= undefined]}.
