%% Collection with much that lives: growing lists, trees that are rebuilt, shared parts, literals, closures, bignums.
-module(garbage_live).
%% boards: Host MPS2AN386
-include("conformance.hrl").

start() ->
    ?show(list_kept, begin L = seq(1, 5000), churn(200), {length(L), sum(L, 0)} end),
    ?show(tree, begin T = build(12), T2 = replace(T, 50), {count(T), count(T2)} end),
    ?show(shared, begin S = seq(1, 100), L2 = [{S, I} || I <- seq(1, 100)], churn(100), sum([sum(A, B) || {A, B} <- L2], 0) end),
    ?show(closures, begin Fs = [fun(X) -> X + I end || I <- seq(1, 500)], churn(100), sum([F(1) || F <- Fs], 0) end),
    ?show(bignums, begin Bs = [1 bsl I || I <- seq(1, 300)], churn(100), sum(Bs, 0) =:= (1 bsl 301) - 2 end),
    ?show(mixed, begin M = [{I, [I], "text", {I, 1 bsl 80 + I}, fun() -> I end} || I <- seq(1, 300)], churn(100), check(M, 1) end),
    ?show(collect, {erlang:garbage_collect(), garbage_collect()}),
    ?show(growing, growing(3000, [])),
    ?show(literals, begin Lit = [1, 2, {3, "four"}], churn(100), Lit end),
    ?show(registers, registers(id(1), id([2]), id({3}), id("4"), id(1 bsl 70))),
    ?show(queue, queue(2000, [], [])),
    ?show(strings, length(repeat(200, "some text "))),
    ?show(exception_keeps, begin K = seq(1, 200), V = try churn(50), error({big, seq(1, 500)}) catch error:{big, B2} -> length(B2) end, {V, sum(K, 0)} end),
    ?show(dictionary, begin put(kept, seq(1, 1000)), churn(200), sum(erase(kept), 0) end),
    ok.

churn(0) -> ok;
churn(N) ->
    _ = seq(1, 200),
    _ = {N, [N | [N]], 1 bsl 90 + N},
    churn(N - 1).

sum([], S) -> S;
sum([H | T], S) -> sum(T, S + H).

build(0) -> leaf;
build(N) -> {node, build(N - 1), N, build(N - 1)}.

replace(T, 0) -> T;
replace(T, N) -> replace(walk(T), N - 1).

walk(leaf) -> leaf;
walk({node, L, N, R}) -> {node, R, N, L}.

count(leaf) -> 0;
count({node, L, _, R}) -> 1 + count(L) + count(R).

check([], N) -> N;
check([{I, [I], "text", {I, Big}, F} | Rest], I) ->
    I = F(),
    I = Big - (1 bsl 80),
    check(Rest, I + 1).

growing(0, L) -> length(L);
growing(N, L) -> growing(N - 1, [{N, [N]} | L]).

registers(A, B, C, D, E) ->
    F = [A, B, C],
    churn(50),
    G = {D, E, F},
    churn(50),
    {A, B, C, D, E, F, G}.

queue(0, Front, Back) -> length(Front) + length(Back);
queue(N, [], Back) when N rem 7 =:= 0 -> queue(N - 1, lists:reverse(Back, []), []);
queue(N, [_ | Front], Back) when N rem 3 =:= 0 -> queue(N - 1, Front, Back);
queue(N, Front, Back) -> queue(N - 1, Front, [N | Back]).

repeat(0, _) -> [];
repeat(N, Text) -> Text ++ repeat(N - 1, Text).
