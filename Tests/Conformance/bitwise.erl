%% band, bor, bxor of every pair, negative ones too.
-module(bitwise).
-include("conformance.hrl").
-include("integers.hrl").

start() ->
    foreach(
        fun(A) ->
            erlang:display(A),
            foreach(fun(B) -> ?show(B, {A band B, A bor B, A bxor B}) end, few_integers())
        end,
        few_integers()
    ).
