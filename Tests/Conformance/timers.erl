%% send_after, start_timer, cancel_timer, read_timer: to pids and names, order, cancelled and past ones, wrong arguments.
-module(timers).
-include("conformance.hrl").

start() ->
    ?show(send_after, begin erlang:send_after(10, self(), hello), next() end),
    ?show(send_after_0, begin erlang:send_after(0, self(), now), next() end),
    ?show(start_timer, begin R = erlang:start_timer(10, self(), {a, [1]}), receive {timeout, R, M} -> M after 2000 -> none end end),
    ?show(is_reference, begin R0 = erlang:send_after(1, self(), x), X = is_reference(R0), next(), X end),
    ?show(order, begin erlang:send_after(90, self(), 3), erlang:send_after(10, self(), 1), erlang:send_after(50, self(), 2), {next(), next(), next()} end),
    ?show(cancel, begin R1 = erlang:send_after(5000, self(), never), T = erlang:cancel_timer(R1), {is_integer(T), T > 4000, T =< 5000, erlang:cancel_timer(R1)} end),
    ?show(cancelled_is_silent, begin R2 = erlang:send_after(20, self(), never), erlang:cancel_timer(R2), receive never -> came after 60 -> silent end end),
    ?show(cancel_past, begin R3 = erlang:send_after(1, self(), past), next(), erlang:cancel_timer(R3) end),
    ?show(cancel_unknown, erlang:cancel_timer(make_ref())),
    ?show(cancel_wrong, erlang:cancel_timer(id(a))),
    ?show(read, begin R4 = erlang:send_after(5000, self(), never), T4 = erlang:read_timer(R4), erlang:cancel_timer(R4), {T4 > 4000, T4 =< 5000, erlang:read_timer(R4)} end),
    ?show(read_unknown, erlang:read_timer(make_ref())),
    ?show(read_wrong, erlang:read_timer(id(1))),
    ?show(named, begin register(timed, self()), erlang:send_after(10, timed, by_name), next() end),
    ?show(no_name, begin erlang:send_after(1, nobody_here, lost), receive lost -> lost after 30 -> nothing end end),
    ?show(name_later, begin erlang:send_after(30, later, by_later_name), register(later, spawn_relay(self())), next() end),
    ?show(dead, begin P = spawn(fun() -> ok end), is_reference(erlang:send_after(5, P, lost)) end),
    ?show(negative, erlang:send_after(id(-1), self(), x)),
    ?show(atom_time, erlang:send_after(id(soon), self(), x)),
    ?show(wrong_receiver, erlang:send_after(1, id("name"), x)),
    ?show(start_negative, erlang:start_timer(id(-1), self(), x)),
    ?show(huge_time, erlang:send_after(1 bsl 70, self(), x)),
    ?show(large_time, begin R6 = erlang:send_after(4000000000, self(), x), T6 = erlang:cancel_timer(R6), T6 > 3900000000 end),
    ?show(copied, begin erlang:send_after(1, self(), {seq(1, 50), "text", 1 bsl 100}), next() end),
    ?show(many, many(150)),
    ?show(cancel_many, cancel_many(150)),
    ?show(not_early, not_early()),
    ?show(of_the_dead, of_the_dead()),
    ?show(ends_with_its_process, ends_with_its_process(1)),
    ?show(many_end_with_their_process, ends_with_its_process(40)),
    ?show(name_stays, name_stays()),
    ?show(outlives_its_maker, outlives_its_maker()),
    ?show(forged, [erlang:read_timer(list_to_ref("#Ref<0." ++ Text ++ ".0.1>")) || Text <- ["0", "1", "4", "536870912", "536875008", "4294967295"]]),
    ok.

next() -> receive M -> M after 3000 -> none end.

spawn_relay(To) -> spawn(fun() -> receive M -> To ! M end end).

many(N) ->
    foreach(fun(I) -> erlang:send_after((I * 37) rem 50, self(), {tick, I}) end, seq(1, N)),
    length([receive {tick, I} -> I after 2000 -> none end || I <- seq(1, N)]).

cancel_many(N) ->
    Refs = [erlang:send_after(10000 + (I * 37) rem 50, self(), {tick, I}) || I <- seq(1, N)],
    {length([T || R <- Refs, T <- [erlang:cancel_timer(R)], is_integer(T)]), receive {tick, _} -> tick after 0 -> none end}.

not_early() ->
    Before = erlang:monotonic_time(millisecond),
    erlang:send_after(50, self(), wake),
    receive wake -> ok end,
    erlang:monotonic_time(millisecond) - Before >= 50.

of_the_dead() ->
    {Pid, Monitor} = spawn_monitor(fun() -> ok end),
    receive {'DOWN', Monitor, _, _, _} -> ok end,
    [erlang:read_timer(erlang:send_after(1000, Pid, x)), erlang:cancel_timer(erlang:start_timer(1000, Pid, x))].

%% A timer for a pid is cancelled when its process ends; those of others are not.
ends_with_its_process(N) ->
    {Pid, Monitor} = spawn_monitor(fun() -> receive stop -> ok end end),
    Timers = [{erlang:send_after(5000 + (I * 37) rem 50, Pid, x), erlang:send_after(5000 + (I * 53) rem 50, self(), x)} || I <- seq(1, N)],
    Before = length([x || {T, _} <- Timers, is_integer(erlang:read_timer(T))]),
    Pid ! stop,
    receive {'DOWN', Monitor, _, _, _} -> ok end,
    receive after 20 -> ok end,
    {Before =:= N, [x || {T, _} <- Timers, erlang:read_timer(T) =/= false], length([x || {_, T} <- Timers, is_integer(erlang:cancel_timer(T))])}.

name_stays() ->
    {Pid, Monitor} = spawn_monitor(fun() -> receive stop -> ok end end),
    register(stays, Pid),
    Timer = erlang:send_after(5000, stays, x),
    Pid ! stop,
    receive {'DOWN', Monitor, _, _, _} -> ok end,
    receive after 20 -> ok end,
    is_integer(erlang:cancel_timer(Timer)).

outlives_its_maker() ->
    Self = self(),
    {_, Monitor} = spawn_monitor(fun() -> erlang:send_after(30, Self, later) end),
    receive {'DOWN', Monitor, _, _, _} -> ok end,
    next().
