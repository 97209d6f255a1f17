%% Calls: many arguments, mutual recursion, tail calls that keep no stack, results in every position, order of evaluation.
-module(calls).
-export([swap/2, many/16, ping/2, external_loop/2]).
-include("conformance.hrl").

start() ->
    ?show(many, many(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16)),
    ?show(many_external, ?MODULE:many(a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p)),
    ?show(many_kept, kept(id(1))),
    ?show(swap, swap(1, 2)),
    ?show(rotate, rotate(a, b, c, 7)),
    ?show(even, {even(1000), even(1001)}),
    ?show(even_far, even(200000)),
    ?show(loop, loop(300000, 0)),
    ?show(external, ?MODULE:external_loop(100000, 0)),
    ?show(through_fun, fun_loop(50000, fun fun_loop/2)),
    ?show(apply_loop, apply_loop(50000)),
    ?show(order, order()),
    ?show(nested, f(f(f(id(1)) + f(id(2))) + f(id(3)))),
    ?show(ackermann, ackermann(2, 30)),
    ?show(hanoi, hanoi(12, a, b, c)),
    ?show(collatz, collatz(27, 0)),
    ?show(mutual_data, ping(20, [])),
    ?show(primes, primes(seq(2, 100))),
    ok.

many(A, B, C, D, E, F, G, H, I, J, K, L, M, N, O, P) ->
    {P, O, N, M, L, K, J, I, H, G, F, E, D, C, B, A}.

kept(X) ->
    A = f(X),
    B = f(A),
    C = f(B),
    D = f(C),
    E = f(D),
    F = f(E),
    G = f(F),
    H = f(G),
    I = f(H),
    J = many(A, B, C, D, E, F, G, H, I, A, B, C, D, E, F, G),
    {A, B, C, D, E, F, G, H, I, J, X}.

f(X) -> X + 1.

swap(A, B) when A < B -> swap(B, A);
swap(A, B) -> {A, B}.

rotate(A, B, C, 0) -> {A, B, C};
rotate(A, B, C, N) -> rotate(B, C, A, N - 1).

even(0) -> true;
even(N) -> odd(N - 1).

odd(0) -> false;
odd(N) -> even(N - 1).

loop(0, Sum) -> Sum;
loop(N, Sum) -> loop(N - 1, Sum + (N band 7)).

external_loop(0, Sum) -> Sum;
external_loop(N, Sum) -> ?MODULE:external_loop(N - 1, Sum + 1).

fun_loop(0, _) -> done;
fun_loop(N, Fun) -> Fun(N - 1, Fun).

apply_loop(0) -> done;
apply_loop(N) -> apply(?MODULE, external_loop, [0, apply_loop_next(N)]), apply_loop(N - 1).

apply_loop_next(N) -> N.

order() ->
    erase(order),
    _ = {note(1), [note(2) | note(3)], note(4) + note(5), many(note(6), note(7), 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, note(8))},
    erase(order).

note(N) ->
    put(order, [N | case get(order) of undefined -> []; L -> L end]),
    N.

ackermann(0, N) -> N + 1;
ackermann(M, 0) -> ackermann(M - 1, 1);
ackermann(M, N) -> ackermann(M - 1, ackermann(M, N - 1)).

hanoi(0, _, _, _) -> 0;
hanoi(N, A, B, C) -> hanoi(N - 1, A, C, B) + 1 + hanoi(N - 1, C, B, A).

collatz(1, Steps) -> Steps;
collatz(N, Steps) when N rem 2 =:= 0 -> collatz(N div 2, Steps + 1);
collatz(N, Steps) -> collatz(3 * N + 1, Steps + 1).

ping(0, L) -> L;
ping(N, L) -> pong(N - 1, [{ping, N} | L]).

pong(0, L) -> L;
pong(N, L) -> ping(N - 1, [{pong, N} | L]).

primes([]) -> [];
primes([P | Rest]) -> [P | primes([X || X <- Rest, X rem P =/= 0])].
