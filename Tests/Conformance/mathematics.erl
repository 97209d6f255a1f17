%% math: every function over its domain and beyond it. Results are shown with twelve digits: Beamlet's are rounded rightly, those of
%% a C library may be off by the last bit.
%% boards: Host MPS2AN386
-module(mathematics).
-include("conformance.hrl").

start() ->
    foreach(fun one/1, [
        sin, cos, tan, asin, acos, atan, sinh, cosh, tanh, asinh, acosh, atanh, exp, log, log2, log10, sqrt, erf, erfc,
        ceil, floor
    ]),
    foreach(fun two/1, [atan2, pow, fmod]),
    foreach(fun(Exact) -> erlang:display(Exact) end, [
        math:sqrt(id(2)), math:sqrt(id(1.0e-300)), math:log2(id(8)), math:log2(id(1.0e-3)), math:log10(id(1000)),
        math:pow(id(2), 10), math:pow(id(10), -3), math:pow(id(-2), 3), math:exp(id(0)), math:exp(id(1)), math:cos(id(0)),
        math:sin(id(-0.0)), math:atan2(id(0.0), -1), math:fmod(id(-6), 3), math:fmod(id(1.0e300), 7), math:pi()
    ]).

numbers() ->
    [
        0, 1, -1, 2, -3, 7, 10, 100, 1000, 123456789, 1 bsl 70, -(1 bsl 70), 0.0, -0.0, 0.5, -0.5, 0.25, 0.999999, 1.0e-8,
        -1.0e-8, 1.0e-5, 1.0e-300, 5.0e-324, 2.2250738585072014e-308, 0.7853981633974483, 1.5707963267948966,
        3.141592653589793, -2.5, 6.5, 22.0, -27.5, 30.25, 700.0, 709.78, 710.5, -745.2, -750, 1.0e10, 1.0e22, -1.0e100,
        1.7976931348623157e308, 1.0e308
    ].

others() -> [1 bsl 1100, -(1 bsl 1100), a, "x", <<>>, {1}, self].

one(Name) ->
    erlang:display(Name),
    foreach(fun(X) -> ?show(shown(X), shown(math:Name(id(X)))) end, numbers() ++ others()).

two(Name) ->
    erlang:display(Name),
    foreach(
        fun(X) ->
            foreach(
                fun(Y) -> ?show({shown(X), shown(Y)}, shown(math:Name(id(X), id(Y)))) end,
                [0, 1, -1, 2, 3, -3, 0.5, -0.5, 0.1, 10, 0.0, -0.0, 1.0e-10, 17.25, 1001, 1.0e300, -1.0e300, 1 bsl 1100, b]
            )
        end,
        numbers() ++ others()
    ).

shown(X) when is_float(X), X == 0 -> {zero, atan_sign(X)};
shown(X) when is_float(X) -> float_to_list(X, [{scientific, 11}]);
shown(X) -> X.

%% Which of the zeros.
atan_sign(X) ->
    case math:atan2(X, -1) > 0 of
        true -> plus;
        false -> minus
    end.
