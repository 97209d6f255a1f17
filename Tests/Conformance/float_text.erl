%% Floats to text in every format, and back; the same for the texts that are none.
%% boards: Host MPS2AN386
-module(float_text).
-include("conformance.hrl").

start() ->
    foreach(fun(X) -> erlang:display({X, texts(X)}) end, values()),
    ?show(random, random(1, 1500, 0)),
    foreach(fun show_random/1, seq(1, 60)),
    foreach(fun(O) -> erlang:display({O, attempt(fun() -> float_to_list(1.25, O) end), attempt(fun() -> float_to_binary(-2.5e10, O) end)}) end, options()),
    foreach(fun(T) -> erlang:display({T, attempt(fun() -> text(list_to_float(T)) end), attempt(fun() -> text(binary_to_float(list_to_binary(T))) end)}) end, numerals()),
    ?show(long_tie, [text(list_to_float("1.0000000000000001110223024625156540423631668090820312" ++ End)) || End <- ["5", "49", "51", "50000000000000000000000000000000000000000001"]]),
    ?show(long_denormal, text(list_to_float("0." ++ zeros(323) ++ "2470328229206232720882843964341106861825299013071623822127928412503377536351043" ++ "0"))),
    ?show(long_whole, text(list_to_float("9007199254740993" ++ zeros(40) ++ ".0"))),
    ?show(very_long, text(list_to_float("0." ++ nines(1200)))),
    ?show(very_long_whole, attempt(fun() -> list_to_float(nines(400) ++ ".0") end)),
    ?show(limits, [limit(X, K, 230) || X <- [1.0, -1.0, 12345.0, 1.0e300, 1.0e-300], K <- [decimals, scientific]]),
    ?show(not_lists, [attempt(fun() -> list_to_float(X) end) || X <- [a, 1, 1.0, [a], [1.0], "1.0" ++ [a], [$1, $., $0 | x], [[$1], ".0"], [16#10FFFF], [-1], [1 bsl 40]]]),
    ?show(not_binaries, [attempt(fun() -> binary_to_float(X) end) || X <- [a, 1, "1.0", <<>>, <<"1.0", 1:1>>]]),
    ?show(not_floats, [attempt(fun() -> float_to_list(X) end) || X <- [1, a, "1.0", 1 bsl 80]]),
    ?show(binaries, [float_to_binary(0.1), float_to_binary(0.1, [short]), float_to_binary(0.1, []), float_to_binary(1.0e200, [{decimals, 50}])]),
    ok.

values() ->
    [
        0.0, 1.0, -1.0, 0.1, 0.2, 0.3, 0.5, 1.5, 2.5, 3.5, 100.0, 1000.0, 1.0e4, 1.0e5, 123456.0, 1.0e15, 1.0e16, 1.0e17, 1.0e21, 1.0e22, 1.0e23,
        0.01, 0.001, 1.0e-4, 1.0e-5, 1.23e-4, 1.23e-5, 0.00012345, 9007199254740991.0, 9007199254740992.0, 9007199254740994.0,
        9007199254740990.0, 12345678901234567.0, 1.7976931348623157e308, 5.0e-324, 1.0e-323, 2.2250738585072014e-308, 2.225073858507201e-308,
        4.35, 0.145, 1.005, 0.15, 0.25, 0.35, 0.45, 8.41e21, 2.0e-44, 9.5367431640625e-7, 5.684341886080802e-14, 1.1920928955078125e-7,
        4.8828125e-4, 7.0e-10, 99.95, 9.995, 0.9995, 999999.5, 1.0e100, 123.456e-78, 4503599627370497.5, 72057594037927936.0
    ].

texts(X) ->
    [
        text(X), float_to_list(X), text(list_to_float(text(X)) - X), list_to_float(float_to_list(X)) =:= X
        | [attempt(fun() -> float_to_list(X, O) end) || O <- [
            [{decimals, 0}], [{decimals, 1}], [{decimals, 2}, compact], [{decimals, 6}], [{decimals, 15}], [{decimals, 18}, compact],
            [{decimals, 19}], [{decimals, 30}, compact], [{scientific, 0}], [{scientific, 1}], [{scientific, 5}], [{scientific, 17}],
            [{scientific, 40}]
        ]]
    ].

text(X) -> float_to_list(X, [short]).

attempt(Fun) ->
    try Fun()
    catch error:Reason -> Reason
    end.

options() ->
    [
        [], [short], [compact], [short, compact], [{decimals, 3}], [{decimals, 3}, compact], [compact, {decimals, 3}], [{scientific, 3}],
        [{scientific, 3}, compact], [short, {decimals, 2}], [{decimals, 2}, short], [{decimals, 2}, {scientific, 3}],
        [{scientific, 3}, {decimals, 2}], [{scientific, -1}], [{decimals, -1}], [{scientific, 500}], [{decimals, 500}], [{decimals, 0}, compact],
        x, [x], [short | x], [{decimals, a}], [{decimals, 1.0}], [{decimals, 1, 2}], [{foo, 1}], {short}, [[short]], [{decimals, 1 bsl 80}],
        [{scientific, 1 bsl 80}], <<"short">>, [short, short, short]
    ].

numerals() ->
    [
        "1.0", "+1.0", "-1.0", "1.5e3", "1.5E3", "1.5e+3", "1.5e-3", "00001.50", "1.0e05", "1.0e-0", "1,5", "-1,5e2", "1.0e400", "-1.0e400", "1.0e-400",
        "1.0e999999999999999999999", "1.0e-99999999999999999999", "0.0e999999999999", "4.9e-324", "2.4703282292062327e-324", "2.4703282292062328e-324",
        "1.7976931348623157e308", "1.7976931348623158e308", "1.7976931348623159e308", "2.2250738585072011e-308", "2.2250738585072012e-308",
        "8.5", "123456789012345678901234567890.123456789", "0.1e1", "0.000000000000000000000000000000000000001e40", "6.02214076e23",
        "9007199254740993.0", "9007199254740993.00000000000000000001", "179769313486231580793728971405301e276",
        "", "1", "1.", ".5", "1.e5", "1e5", "1.0e", "1.0e+", "1.0e-", "1.0e5x", "1.0.0", "1_0.0", " 1.0", "1.0 ", "--1.0", "+-1.0", "1.0e5.0", "a", "nan", "inf",
        "infinity", "0x1.8p3", "1.0f", "1.0\n", "1.0\0", "1..0", "1.0ee5", "1.0e 5"
    ].

zeros(0) -> "";
zeros(N) -> [$0 | zeros(N - 1)].

nines(0) -> "";
nines(N) -> [$9 | nines(N - 1)].

%% The first number of digits from N on that is refused.
limit(X, Kind, N) ->
    case attempt(fun() -> float_to_list(X, [{Kind, N}]) end) of
        badarg -> N;
        _ when N > 260 -> none;
        _ -> limit(X, Kind, N + 1)
    end.

next(Seed) -> (Seed * 6364136223846793005 + 1442695040888963407) band 16#FFFFFFFFFFFFFFFF.

%% A float out of 64 random bits: of all sizes, some of few digits.
make(Bits) ->
    Mantissa = float((Bits bsr 11) band 16#1FFFFFFFFFFFFF),
    Exponent = (Bits bsr 20) rem 2000,
    case (Bits bsr 58) rem 6 of
        0 -> Mantissa;
        1 -> Mantissa / 1000;
        2 -> Mantissa / (1 bsl (Exponent rem 64));
        3 -> float((Bits bsr 11) band 16#FFFF) / power(Exponent rem 20);
        4 -> scale(Mantissa, Exponent - 1100);
        _ -> -scale(1.0 + Mantissa / (1 bsl 53), Exponent - 1000)
    end.

power(0) -> 1;
power(N) -> 10 * power(N - 1).

scale(X, N) when N >= 900 -> X;
scale(X, N) when N >= 0 -> X * (1 bsl N);
scale(X, N) when N < -1000 -> scale(X / (1 bsl 1000), N + 1000);
scale(X, N) -> X / (1 bsl -N).

random(_, 0, Hash) -> Hash;
random(Seed, N, Hash) ->
    X = make(Seed),
    Texts = [
        float_to_list(X), text(X), attempt(fun() -> float_to_list(X, [{decimals, Seed rem 25}]) end),
        attempt(fun() -> float_to_list(X, [{decimals, (Seed bsr 8) rem 20}, compact]) end),
        attempt(fun() -> float_to_list(X, [{scientific, (Seed bsr 16) rem 30}]) end)
    ],
    true = list_to_float(text(X)) =:= X andalso list_to_float(float_to_list(X)) =:= X,
    random(next(Seed), N - 1, hash(Texts, Hash)).

show_random(N) ->
    X = make(next(next(N * 7919))),
    erlang:display({X, text(X), float_to_list(X), round(X) rem 1000003, attempt(fun() -> float_to_list(X, [{decimals, N rem 22}]) end)}).

hash([], Hash) -> Hash;
hash([H | T], Hash) when is_list(H) -> hash(T, hash(H, Hash));
hash([H | T], Hash) when is_atom(H) -> hash(T, (Hash * 31 + 1) band 16#FFFFFF);
hash([H | T], Hash) -> hash(T, (Hash * 31 + H) band 16#FFFFFF).
