%% Arithmetic on what is no number, division by zero, and the same in guards and with unknown types on either side.
-module(arithmetic_errors).
-include("conformance.hrl").

start() ->
    foreach(
        fun(Wrong) ->
            erlang:display({operand, Wrong}),
            ?show(add_left, Wrong + id(1)),
            ?show(add_right, id(1) + Wrong),
            ?show(subtract, Wrong - 1),
            ?show(subtract_right, 1 - Wrong),
            ?show(multiply, Wrong * id(2)),
            ?show(multiply_big, id(1 bsl 70) * Wrong),
            ?show('div', Wrong div 2),
            ?show('div_right', 2 div Wrong),
            ?show('rem', Wrong rem 2),
            ?show('rem_right', 2 rem Wrong),
            ?show('band', Wrong band 1),
            ?show('bor', 1 bor Wrong),
            ?show('bxor', Wrong bxor Wrong),
            ?show(negate, -Wrong),
            ?show(plus, +Wrong),
            ?show(abs, abs(Wrong)),
            ?show(guard, guarded(Wrong))
        end,
        [a, [], [1], {}, {1}, "text", self_fun()]
    ),
    ?show(div_zero, id(1) div id(0)),
    ?show(rem_zero, id(1) rem id(0)),
    ?show(big_div_zero, id(1 bsl 80) div id(0)),
    ?show(big_rem_zero, id(1 bsl 80) rem id(0)),
    ?show(zero_div_zero, id(0) div id(0)),
    ?show(zero_div_big, id(0) div id(1 bsl 80)),
    ?show(guard_zero, guarded_division(id(0))),
    ?show(guard_two, guarded_division(id(2))),
    ok.

self_fun() -> none.

guarded(Value) when Value + 1 > 0 -> number;
guarded(Value) when Value =:= a; Value div 2 =:= 1 -> atom;
guarded(_) -> other.

guarded_division(Value) when 10 div Value =:= 5 -> five;
guarded_division(Value) when 10 rem Value =:= 0; true -> otherwise.
