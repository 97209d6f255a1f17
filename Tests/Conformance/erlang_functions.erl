%% Functions of erlang with wrong and right arguments: what they answer or raise, and how their errors are explained.
%% boards: Host MPS2AN386
-module(erlang_functions).
-include("conformance.hrl").

start() ->
    P = fun(F) ->
        erlang:display(
            try {F()} of
                {Pid} when is_pid(Pid) -> pid;
                Value -> Value
            catch
                C:R:S ->
                    {M, N, A, Place} = hd(S),
                    {C, R, M, N, A, [E || {error_info, _} = E <- Place]}
            end
        )
    end,
    P(fun() -> spawn_opt(1,2,3,4) end),
    P(fun() -> spawn_opt(1,2,3,[4]) end),
    P(fun() -> spawn_opt(a,b,[],[4]) end),
    P(fun() -> spawn_opt(a,b,3,[4]) end),
    P(fun() -> spawn_opt(a,b,3,[]) end),
    P(fun() -> spawn_opt(foo,[]) end),
    P(fun() -> spawn({a,b,c}) end),
    P(fun() -> spawn(1,2,3) end),
    P(fun() -> spawn_link(1,2,3) end),
    P(fun() -> spawn(foo,bar,baz) end),
    P(fun() -> spawn_monitor(1,2,3) end),
    P(fun() -> process_flag(foo,bar) end),
    P(fun() -> process_flag(trap_exit,bar) end),
    P(fun() -> process_flag(message_queue_data,on_heap) end),
    P(fun() -> process_flag(save_calls,0) end),
    P(fun() -> process_flag(foo,foo,0) end),
    P(fun() -> list_to_pid("<1.3.0>") end),
    P(fun() -> erlang:hibernate(a,b,c) end),
    P(fun() -> erlang:garbage_collect(foo) end),
    P(fun() -> erlang:spawn_request(foo) end),
    P(fun() -> erlang:convert_time_unit(-5,second,1) end),
    P(fun() -> erlang:convert_time_unit(-5001,millisecond,second) end),
    P(fun() -> erlang:convert_time_unit(1 bsl 70,millisecond,nanosecond) end),
    P(fun() -> erlang:convert_time_unit(5,native,a) end),
    P(fun() -> erlang:send_nosuspend(fkdjs,hej,[noconnect]) end),
    P(fun() -> erlang:is_builtin(erlang,hd,1) end),
    P(fun() -> erlang:is_builtin(erlang,foo,1) end),
    P(fun() -> erlang:is_builtin(erlang,foo,a) end),
    P(fun() -> erlang:bump_reductions(1) end),
    P(fun() -> erlang:bump_reductions(-1) end),
    P(fun() -> erlang:bump_reductions(1 bsl 60) end),
    [P(fun() -> erlang:universaltime_to_posixtime({{Y,1,1},{0,0,0}}) end) || Y <- [-1,0,1,1582,1583,1900,1969,1970,9999,100000,1000000,2147483647,2147483648,268435455]],
    [P(fun() -> erlang:universaltime_to_localtime({{Y,1,1},{0,0,0}}) end) || Y <- [-1,0,1,1582,1583,1900,1969,1970,9999,100000,1000000,2147483647,2147483648,268435455]],
    [P(fun() -> erlang:localtime_to_universaltime({{Y,1,1},{0,0,0}}) end) || Y <- [-1,0,1,1582,1583,1899,1900,1902,1901,1969,1970,9999,100000,1000000,2147483647,2147483648,268435455]],
    [P(fun() -> erlang:posixtime_to_universaltime(Y) end) || Y <- [0,-1,-2208988800,-2208988801,100000000000000,68719476735,68719476736]],
    P(fun() -> erlang:nodes(this) end),
    P(fun() -> erlang:nodes([this,foo]) end),
    P(fun() -> erlang:nodes([]) end),
    P(fun() -> erlang:monitor_node(a,true) end),
    P(fun() -> erlang:monitor_node(a,true,[b]) end),
    P(fun() -> aliases() end),
    P(fun() -> monitors() end),
    P(fun() -> requests() end),
    P(fun() -> timers() end),
    P(fun() -> hibernation() end),
    ok.

next() ->
    receive
        Message -> Message
    after 0 -> none
    end.

aliases() ->
    A = erlang:alias([reply]),
    A ! 1,
    A ! 2,
    First = {next(), next(), erlang:unalias(A)},
    B = erlang:alias(),
    B ! 1,
    B ! 2,
    Still = {next(), erlang:unalias(B), erlang:unalias(B), next()},
    B ! 3,
    {First, Still, next(), erlang:unalias(make_ref())}.

waiting() ->
    receive
        stop -> ok
    end.

monitors() ->
    P = spawn(fun waiting/0),
    A = monitor(process, P, [{alias, reply_demonitor}]),
    A ! 1,
    A ! 2,
    One = {next(), next(), demonitor(A, [info])},
    B = monitor(process, P, [{alias, demonitor}, {tag, [tag, <<"x">>]}]),
    B ! 1,
    B ! 2,
    Two = {next(), next(), demonitor(B, [info])},
    B ! 3,
    C = monitor(process, P, [{alias, explicit_unalias}, {tag, {tag, [1 bsl 70]}}]),
    P ! stop,
    Three =
        receive
            {Tag, C, process, P, Reason} -> {Tag, Reason}
        end,
    C ! still,
    Four = {next(), erlang:unalias(C)},
    {Q, D} = spawn_opt(fun waiting/0, [{monitor, [{tag, gone}]}]),
    Q ! stop,
    Five =
        receive
            {gone, D, process, Q, How} -> How
        end,
    E = monitor(process, no_such_name, [{tag, none}]),
    Six =
        receive
            {none, E, process, Object, Why} -> {Object, Why}
        end,
    {One, Two, Three, Four, Five, Six, next()}.

requests() ->
    A = erlang:spawn_request(fun waiting/0, [{reply_tag, {made, [a]}}, monitor]),
    {Tag, A, ok, P} =
        receive
            Reply -> Reply
        end,
    P ! stop,
    Down =
        receive
            {'DOWN', A, process, P, Reason} -> Reason
        end,
    B = erlang:spawn_request(fun waiting/0, [bad]),
    C = erlang:spawn_request(other@node, fun waiting/0, []),
    Bad =
        receive
            {spawn_reply, B, error, Why} -> Why
        end,
    Other =
        receive
            {spawn_reply, C, error, None} -> None
        end,
    _ = erlang:spawn_request(fun() -> ok end, [{reply, no}]),
    {Tag, Down, Bad, Other, next(), erlang:spawn_request_abandon(A)}.

timers() ->
    A = erlang:start_timer(erlang:monotonic_time(millisecond) - 1, self(), late, [{abs, true}]),
    Late =
        receive
            {timeout, A, late} -> late
        end,
    B = erlang:send_after(100000, self(), never),
    Async = erlang:cancel_timer(B, [{async, true}]),
    Told =
        receive
            {cancel_timer, B, Left} -> is_integer(Left)
        end,
    {Late, Async, Told, erlang:cancel_timer(B, [{info, false}]), erlang:read_timer(B), next()}.

hibernation() ->
    Self = self(),
    P = spawn(fun() ->
        put(key, value),
        erlang:hibernate(erlang, apply, [fun awake/2, [Self, id([1, 2, 3])]])
    end),
    P ! {say, [hello]},
    receive
        {P, Value} -> Value
    end.

awake(Self, List) ->
    receive
        {say, What} -> Self ! {self(), {What, List, get(key)}}
    end.
