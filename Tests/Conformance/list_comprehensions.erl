%% List comprehensions: several generators, filters, patterns that filter, nested ones, wrong generators and filters.
-module(list_comprehensions).
-include("conformance.hrl").

start() ->
    L = id([1, 2, 3, 4]),
    ?show(map, [X * X || X <- L]),
    ?show(filter, [X || X <- L, X rem 2 =:= 0]),
    ?show(two, [{X, Y} || X <- L, Y <- [a, b]]),
    ?show(dependent, [{X, Y} || X <- L, Y <- seq(X, 3)]),
    ?show(pattern, [X || {ok, X} <- id([{ok, 1}, {error, 2}, {ok, 3}, ok])]),
    ?show(same_twice, [X || {X, X} <- id([{1, 1}, {1, 2}, {a, a}])]),
    ?show(nested, [[Y || Y <- seq(1, X)] || X <- L]),
    ?show(shadow, begin X = id(10), {[X || X <- L], X} end),
    ?show(free, begin Z = id(5), [X + Z || X <- L, X < Z, is_integer(Z)] end),
    ?show(filters, [X || X <- L, X > 1, X < 4, begin Y = X * 2, Y > 4 end]),
    ?show(constant_filter, [X || X <- L, id(true)]),
    ?show(false_filter, [X || X <- L, id(false)]),
    ?show(no_generator, [x || id(true)]),
    ?show(pythagoras, [{A, B, C} || A <- seq(1, 20), B <- seq(A, 20), C <- seq(B, 20), A * A + B * B =:= C * C]),
    ?show(permutations, permutations([a, b, c])),
    ?show(quicksort, sort([3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5])),
    ?show(bad_generator, [X || X <- id(a)]),
    ?show(improper_generator, [X || X <- id([1 | b])]),
    ?show(bad_filter, [X || X <- L, id(maybe_not)]),
    ?show(failing_guard, [X || X <- id([a, 1, 2]), X + 1 > 2]),
    ?show(failing_call, [X || X <- id([1, a]), id(X + 1) > 2]),
    ?show(strings, [C - 32 || C <- id("text")]),
    ok.

permutations([]) -> [[]];
permutations(L) -> [[H | T] || H <- L, T <- permutations(L -- [H])].

sort([]) -> [];
sort([P | T]) -> sort([X || X <- T, X < P]) ++ [P] ++ sort([X || X <- T, X >= P]).
