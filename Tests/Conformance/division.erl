%% div and rem of every pair: signs, remainders, division by zero.
-module(division).
-include("conformance.hrl").
-include("integers.hrl").

start() ->
    foreach(
        fun(A) ->
            erlang:display(A),
            foreach(fun(B) -> ?show(B, {A div B, A rem B, (A div B) * B + A rem B =:= A}) end, few_integers())
        end,
        few_integers()
    ).
