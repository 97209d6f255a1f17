%% Calls that do not return for long: ten thousand frames and more, with live data in each, through funs and try.
-module(deep_recursion).
%% boards: Host MPS2AN386
-include("conformance.hrl").

start() ->
    ?show(sum, sum(50000)),
    ?show(list, length(build(20000))),
    ?show(last, last(build(20000))),
    ?show(kept, kept(10000, a)),
    ?show(mutual, up(10001)),
    ?show(through_fun, through_fun(10000)),
    ?show(in_try, in_try(5000)),
    ?show(unwound, try unwind(20000) catch throw:X -> X end),
    ?show(unwound_error, try unwind_error(20000) catch error:R:S -> {R, length(S) > 1} end),
    ?show(append, length(append(build(10000), build(10)))),
    ?show(tree, {depth(tree(14)), leaves(tree(14))}),
    ?show(again, sum(50000)),
    ok.

sum(0) -> 0;
sum(N) -> N + sum(N - 1).

build(0) -> [];
build(N) -> [N | build(N - 1)].

last([X]) -> X;
last([_ | T]) -> last(T).

kept(0, _) -> [];
kept(N, A) ->
    T = {N, A},
    R = kept(N - 1, T),
    case T of
        {N, _} when N > 9990 -> [N | R];
        _ -> R
    end.

up(0) -> 0;
up(N) -> 1 + down(N - 1).

down(0) -> 0;
down(N) -> 2 + up(N - 1).

through_fun(0) -> 0;
through_fun(N) ->
    F = fun(X) -> 1 + through_fun(X) end,
    F(N - 1) + 0.

in_try(0) -> 0;
in_try(N) ->
    try
        1 + in_try(N - 1)
    catch
        _:_ -> never
    end.

unwind(0) -> throw(from_the_bottom);
unwind(N) -> [N | unwind(N - 1)].

unwind_error(0) -> error(from_the_bottom);
unwind_error(N) -> [N | unwind_error(N - 1)].

append([], L) -> L;
append([H | T], L) -> [H | append(T, L)].

tree(0) -> leaf;
tree(N) -> {tree(N - 1), N, tree(N - 1)}.

depth(leaf) -> 0;
depth({L, _, R}) -> 1 + max(depth(L), depth(R)).

leaves(leaf) -> 1;
leaves({L, _, R}) -> leaves(L) + leaves(R).
