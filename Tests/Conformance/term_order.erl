%% The order of all terms but floats, maps and binaries: number < atom < reference < fun < port < pid < tuple < nil < list.
-module(term_order).
-include("conformance.hrl").

start() ->
    Terms = [
        0, 1, -1, 1 bsl 70, -(1 bsl 70), 536870911, 536870912, a, b, aa, '', 'A', true, {}, {a}, {b}, {1}, {a, a}, {0, 0, 0}, {1, 2}, {1, 3}, [], [a],
        [b], [a, a], [a | b], [1], [[]], [{}], "abc", "abd", "ab", {[]}, {{}}, [1 bsl 70], {1 bsl 70}, é, 'aé'
    ],
    foreach(
        fun(A) ->
            erlang:display(A),
            ?show(less, [B || B <- Terms, A < B]),
            ?show(equal, [B || B <- Terms, A == B]),
            ?show(exactly, [B || B <- Terms, A =:= B])
        end,
        Terms
    ),
    ?show(sorted, sort(Terms)),
    Self = self(),
    Ref = make_ref(),
    Fun = fun() -> ok end,
    Mixed = [Self, Ref, Fun, a, 1, {}, [], [a], 1 bsl 70],
    ?show(mixed, [[A < B || B <- Mixed] || A <- Mixed]),
    ?show(mixed_equal, [[A =:= B || B <- Mixed] || A <- Mixed]),
    ?show(refs, make_ref() < make_ref()),
    ?show(refs_equal, Ref == Ref),
    ?show(min_max, {min(a, 1), max(a, 1), min([], {}), max("a", "b"), min(1, 1), max({a}, {a})}),
    ?show(long_lists, {seq(1, 1000) < seq(1, 1001), seq(1, 1000) =:= seq(1, 1000), seq(1, 1000) < [0]}),
    ?show(deep, deep(2000, x) =:= deep(2000, x)),
    ?show(deep_less, deep(2000, x) < deep(2000, y)),
    ?show(deep_tuple, deep_tuple(2000, 1) < deep_tuple(2000, 2)),
    ?show(operators, [{X < Y, X =< Y, X > Y, X >= Y, X == Y, X /= Y, X =:= Y, X =/= Y} || X <- [a, [1], {1}], Y <- [a, [1], {1}]]),
    ok.

sort([]) -> [];
sort([P | T]) -> sort([X || X <- T, X < P]) ++ [P] ++ sort([X || X <- T, X >= P]).

deep(0, X) -> [X];
deep(N, X) -> [deep(N - 1, X)].

deep_tuple(0, X) -> {X};
deep_tuple(N, X) -> {deep_tuple(N - 1, X), N}.
