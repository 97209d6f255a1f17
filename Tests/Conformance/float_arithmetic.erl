%% Floats as values: arithmetic with integers of any size, errors, comparison, rounding, float registers.
%% (What the sign of a zero changes differs between OTP releases and is in float_zeros.)
%% boards: Host MPS2AN386
-module(float_arithmetic).
-include("conformance.hrl").

start() ->
    Numbers = [
        0, 1, -1, 3, 536870911, 536870912, -536870912, -536870913, 1 bsl 53, (1 bsl 53) + 1, 1 bsl 70, -(1 bsl 70) - 1,
        (1 bsl 1024) - (1 bsl 970) - 1, 1 bsl 1024, 1.0, -1.5, 0.1, 1.0e-300, 1.0e300, 9007199254740992.0,
        9007199254740994.0, 1180591620717411303424.0, 1.7976931348623157e308, 5.0e-324, 2.2250738585072014e-308, a
    ],
    foreach(fun(A) -> foreach(fun(B) -> binary(A, B) end, Numbers) end, Numbers),
    foreach(fun(A) -> unary(A) end, Numbers ++ halves()),
    ?show(mandelbrot, rows(0, 0)),
    ?show(many, many([1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0, 10.0])),
    ?show(overflow, overflow(1.0e200, 1.0e200)),
    ?show(divide_by_zero, quotient(1.0, id(0.0))),
    ?show(nothing, quotient(id(0.0), id(0.0))),
    ?show(mixed, mixed(3, 4.0)),
    ?show(mixed_large, mixed(1 bsl 100, 4.0)),
    ?show(mixed_too_large, mixed(1 bsl 2000, 4.0)),
    ?show(mixed_atom, mixed(a, 4.0)),
    ?show(kept, keep(1.5, [x, y, z])),
    ?show(horner, text(horner([1.5, -2.25, 3.125, 0.1], 1.1))),
    ?show(sums, text(sums(1, 0.0))),
    ?show(guards, [guard(X) || X <- [0.5, 1, 1.0, 2.5, 1.0e308, 1 bsl 1030, a]]),
    ?show(selected, [selected(X) || X <- [1, 1.0, 2, 2.0, 3.5, -1.5, 4]]),
    ?show(in_terms, {1.5, [2.5 | 3.5], {4.5}} =:= id({1.5, [2.5 | 3.5], {4.5}})),
    ?show(not_exact, [1 =:= id(1.0), 1 == id(1.0), {1} == {id(1.0)}, {1} =:= {id(1.0)}, [1.0 | 2] == [id(1) | 2.0]]),
    ?show(sorted, sorted([3, 2.5, 2, 3.0, 1 bsl 80, 1.0e24, 1.3e24, -1, -1.5, a])),
    ok.

%% Where the rounding to whole numbers is decided.
halves() ->
    [
        0.5, -0.5, 1.5, -1.5, 2.5, 0.49999999999999994, -0.49999999999999994, 4503599627370495.5, 4503599627370496.5,
        4503599627370497.5, 9007199254740993.0, -4503599627370495.5, 1.0e15, 123456789.75, 0.9999999999999999,
        -0.9999999999999999, 1.0e22, -1.0e23
    ].

binary(A, B) ->
    erlang:display(
        {A, B,
            [
                try text(F(A, B))
                catch error:Reason -> Reason
                end
             || F <- [
                    fun(X, Y) -> X + Y end, fun(X, Y) -> X - Y end, fun(X, Y) -> X * Y end, fun(X, Y) -> X / Y end,
                    fun(X, Y) -> X == Y end, fun(X, Y) -> X =:= Y end, fun(X, Y) -> X < Y end, fun(X, Y) -> X =< Y end,
                    fun(X, Y) -> max(X, Y) end, fun(X, Y) -> min(X, Y) end, fun(X, Y) -> X div Y end,
                    fun(X, Y) -> X rem Y end, fun(X, Y) -> X band Y end, fun(X, Y) -> X bsl (Y band 3) end
                ]
            ]}
    ).

unary(A) ->
    erlang:display(
        {A,
            [
                try text(F(A))
                catch error:Reason -> Reason
                end
             || F <- [
                    fun(X) -> float(X) end, fun(X) -> trunc(X) end, fun(X) -> round(X) end, fun(X) -> ceil(X) end,
                    fun(X) -> floor(X) end, fun(X) -> abs(X) end, fun(X) -> is_float(X) end, fun(X) -> is_number(X) end,
                    fun(X) -> + X end, fun(X) -> -(-X) end, fun(X) -> bnot X end
                ]
            ]}
    ).

%% All digits of a float: printing shows seven.
text(X) when is_float(X) -> float_to_list(X, [short]);
text(X) -> X.

rows(8, Count) -> Count;
rows(Y, Count) -> rows(Y + 1, columns(0, Y, Count)).

columns(12, _, Count) -> Count;
columns(X, Y, Count) ->
    columns(X + 1, Y, Count + escape(0.0, 0.0, X / 4.0 - 2.25, Y / 4.0 - 1.0, 0)).

escape(_, _, _, _, 20) -> 1;
escape(Zr, Zi, Cr, Ci, N) ->
    Zr2 = Zr * Zr,
    Zi2 = Zi * Zi,
    if
        Zr2 + Zi2 > 4.0 -> 0;
        true -> escape(Zr2 - Zi2 + Cr, 2.0 * Zr * Zi + Ci, Cr, Ci, N + 1)
    end.

%% More float registers than a few.
many([A, B, C, D, E, F, G, H, I, J]) when is_float(A), is_float(B) ->
    (A + (B + (C + (D + (E + (F + (G + (H + (I + (J + 0.5)))))))))) *
        (J - (I - (H - (G - (F - (E - (D - (C - (B - (A - 0.25)))))))))).

overflow(A, B) when is_float(A), is_float(B) -> A * B - A.
quotient(A, B) when is_float(A), is_float(B) -> 1.0 + A / B.
mixed(A, B) -> (A * 1.5 + B) / 2 - A.

%% A float that is built while other terms live in registers.
keep(X, List) when is_float(X) ->
    Y = X * 2.0 + 1.0,
    {Y, List, X, -Y, Y / 4.0}.

horner([], _) -> 0.0;
horner([C | Rest], X) -> C + X * horner(Rest, X).

sums(1000, Sum) -> Sum;
sums(N, Sum) when is_float(Sum) -> sums(N + 1, Sum + 1.0 / (N * N)).

guard(X) when X * 2.0 > 1.0e308 -> huge;
guard(X) when X / 2 < 0.4 -> small;
guard(X) when trunc(X) == X, is_float(X) -> whole;
guard(X) when round(X) > 2; float(X) =:= 1.0 -> other;
guard(_) -> nothing.

selected(1) -> integer_one;
selected(1.0) -> float_one;
selected(2) -> integer_two;
selected(3.5) -> three_and_a_half;
selected(-1.5) -> minus_one_and_a_half;
selected(X) when is_float(X) -> float;
selected(_) -> other.

sorted([]) -> [];
sorted([Pivot | Rest]) -> sorted([X || X <- Rest, X < Pivot]) ++ [Pivot] ++ sorted([X || X <- Rest, X >= Pivot]).
