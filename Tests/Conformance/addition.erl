%% Sums and differences of every pair of boundary integers.
-module(addition).
-include("conformance.hrl").
-include("integers.hrl").

start() ->
    foreach(
        fun(A) ->
            erlang:display(A),
            foreach(fun(B) -> ?show(B, {A + B, A - B}) end, few_integers())
        end,
        few_integers()
    ).
