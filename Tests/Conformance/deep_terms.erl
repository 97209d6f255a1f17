%% Terms nested by thousands: built, compared, copied in messages and by spawn, collected, printed, matched.
-module(deep_terms).
%% boards: Host MPS2AN386
-include("conformance.hrl").

start() ->
    T = deep_tuple(5000),
    L = deep_list(5000),
    ?show(depth, {depth(T, 0), list_depth(L, 0)}),
    ?show(equal, {T =:= deep_tuple(5000), L == deep_list(5000), T =:= L}),
    ?show(order, {T < L, T < setelement(1, T, b)}),
    ?show(message, begin self() ! {T, L}, receive {T1, L1} -> {T1 =:= T, L1 =:= L} end end),
    ?show(spawned, begin S = self(), spawn(fun() -> S ! {done, depth(T, 0)} end), receive {done, D} -> D end end),
    ?show(exit_reason, begin {_, R} = spawn_monitor(fun() -> exit(deep_tuple(3000)) end), receive {'DOWN', R, _, _, X} -> depth(X, 0) end end),
    ?show(collected, begin erlang:garbage_collect(), depth(T, 0) end),
    ?show(thrown, try throw(T) catch Y -> depth(Y, 0) end),
    ?show(wide, tuple_size(list_to_tuple(seq(1, 5000)))),
    ?show(member, lists:member(deep_list(100), [deep_list(99), deep_list(100)])),
    ?show(dictionary, begin put(deep, T), churn(100), depth(erase(deep), 0) end),
    erlang:display(deep_list(300)),
    erlang:display(deep_tuple(300)),
    ok.

deep_tuple(0) -> bottom;
deep_tuple(N) -> {a, deep_tuple(N - 1)}.

deep_list(0) -> [];
deep_list(N) -> [deep_list(N - 1)].

depth({_, T}, N) -> depth(T, N + 1);
depth(_, N) -> N.

list_depth([L], N) -> list_depth(L, N + 1);
list_depth([], N) -> N.

churn(0) -> ok;
churn(N) ->
    _ = seq(1, 100),
    churn(N - 1).
