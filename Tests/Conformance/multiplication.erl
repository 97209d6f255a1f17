%% Products of every pair of boundary integers, and that division takes them apart again.
-module(multiplication).
-include("conformance.hrl").
-include("integers.hrl").

start() ->
    foreach(
        fun(A) ->
            erlang:display(A),
            foreach(fun(B) -> ?show(B, {A * B, check_division(A, B)}) end, few_integers())
        end,
        few_integers()
    ).

check_division(_, 0) -> zero;
check_division(A, B) -> {A * B div B =:= A, (A * B + 1) rem B =:= 1 rem B}.
