%% The six comparisons and the two exact ones of every pair of integers.
-module(comparison_of_integers).
-include("conformance.hrl").
-include("integers.hrl").

start() ->
    foreach(
        fun(A) ->
            erlang:display(A),
            foreach(fun(B) -> ?show(B, {A < B, A =< B, A > B, A >= B, A == B, A /= B, A =:= B, A =/= B, min(A, B), max(A, B)}) end, few_integers())
        end,
        few_integers()
    ).
