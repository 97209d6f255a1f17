%% Choosing by value: dense and sparse integers, atoms, bignums, mixed types, tuple arities, negative ranges.
-module(select_values).
-include("conformance.hrl").

start() ->
    Values = seq(-6, 25) ++ [100, 1000, 1001, -1000, 16#1FFFFFFF, 16#20000000, 1 bsl 70, -(1 bsl 70), a, [], {}],
    foreach(fun(V) -> ?show(V, {dense(V), sparse(V), negative(V), large(V), mixed(V)}) end, Values),
    foreach(fun(A) -> ?show(A, {atoms(A), many_atoms(A)}) end, [
        a, b, c, d, e, z, 'A b', true, false, undefined, ok, error, [], 1, {a}, foo, bar, baz
    ]),
    foreach(fun(T) -> ?show(T, arity(T)) end, [{}, {1}, {1, 2}, {1, 2, 3}, {1, 2, 3, 4}, {1, 2, 3, 4, 5}, a, [1, 2]]),
    foreach(fun(T) -> ?show(T, tagged(T)) end, [
        {ok, 1}, {ok, 1, 2}, {error, 1}, {error}, {ok}, {value, a, b}, {1, 2}, {other, 1}
    ]),
    ok.

dense(0) -> zero;
dense(1) -> one;
dense(2) -> two;
dense(3) -> three;
dense(4) -> four;
dense(5) -> five;
dense(6) -> six;
dense(8) -> eight;
dense(9) -> nine;
dense(_) -> other.

sparse(1) -> a;
sparse(10) -> b;
sparse(100) -> c;
sparse(1000) -> d;
sparse(-1000) -> e;
sparse(16#1FFFFFFF) -> f;
sparse(_) -> other.

negative(-5) -> a;
negative(-4) -> b;
negative(-3) -> c;
negative(-2) -> d;
negative(-1) -> e;
negative(0) -> f;
negative(V) when V > 20 -> over;
negative(_) -> other.

large(16#20000000) -> a;
large(1180591620717411303424) -> b;
large(-1180591620717411303424) -> c;
large(5) -> d;
large(_) -> other.

mixed(a) -> atom;
mixed(1) -> one;
mixed([]) -> nil;
mixed({}) -> tuple;
mixed(1000) -> thousand;
mixed(1180591620717411303424) -> large;
mixed(_) -> other.

atoms(a) -> 1;
atoms(b) -> 2;
atoms(true) -> 3;
atoms(_) -> 0.

many_atoms(Atom) ->
    case Atom of
        a -> 1;
        b -> 2;
        c -> 3;
        d -> 4;
        e -> 5;
        'A b' -> 6;
        true -> 7;
        false -> 8;
        undefined -> 9;
        ok -> 10;
        error -> 11;
        foo -> 12;
        bar -> 13;
        _ -> none
    end.

arity({}) -> 0;
arity({A}) -> {1, A};
arity({A, B}) -> {2, A, B};
arity({A, B, C}) -> {3, A, B, C};
arity({_, _, _, D}) -> {4, D};
arity(_) -> none.

tagged({ok, V}) -> {good, V};
tagged({ok, _, V}) -> {better, V};
tagged({error, V}) -> {bad, V};
tagged({value, V, _}) -> V;
tagged({1, V}) -> V;
tagged({ok}) -> bare;
tagged({error}) -> bare_error;
tagged(_) -> none.
