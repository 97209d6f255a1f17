%% The two zeros. OTP 27 and later tell them apart where terms are compared exactly.
%% boards: Host MPS2AN386
%% otp: 29
-module(float_zeros).
-include("conformance.hrl").

start() ->
    Plus = id(0.0),
    Minus = id(-0.0),
    ?show(by_value, [Plus == Minus, Plus /= Minus, Plus < Minus, Minus < Plus, Plus =< Minus, max(Plus, Minus), min(Minus, Plus)]),
    ?show(with_integer, [0 == Minus, 0 == Plus, 0 =:= Minus, 0 < Minus, Minus < 0]),
    ?show(exactly, [Plus =:= Minus, Plus =/= Minus, {Plus} =:= {Minus}, [Plus] == [Minus], Plus =:= id(0.0), Minus =:= id(-0.0)]),
    ?show(texts, [float_to_list(Minus), float_to_list(Minus, [short]), float_to_list(Minus, [{decimals, 0}]), float_to_list(Minus, [{decimals, 3}, compact]), float_to_list(Minus, [{scientific, 2}])]),
    ?show(rounded, [trunc(Minus), round(Minus), ceil(Minus), floor(Minus), round(-0.4), ceil(-0.4)]),
    ?show(abs, float_to_list(abs(Minus), [short])),
    ?show(negated, [float_to_list(X, [short]) || X <- [-Plus, -Minus, 0 - Plus, 0.0 - Plus, Plus * -1, Minus * -1, Minus + Plus, Minus + Minus, Minus - Plus]]),
    ?show(parsed, [list_to_float("-0.0") =:= Minus, list_to_float("-1.0e-400") =:= Minus, list_to_float("0.0") =:= Plus]),
    ?show(matched, [match(Plus), match(Minus)]),
    ?show(map, {map_size(#{Plus => a, Minus => b}), is_map_key(Minus, #{Plus => a}), #{Plus => 1} == #{Minus => 1}}),
    ?show(map_order, [#{Plus => 1} < #{Minus => 1}, #{Minus => 1} < #{Plus => 1}]),
    ok.

match(X) when X =:= 0.0 -> plus;
match(_) -> minus.
