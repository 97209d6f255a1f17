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
