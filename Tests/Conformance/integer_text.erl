%% integer_to_list and list_to_integer: every base, signs, large numbers, texts that are no integers.
-module(integer_text).
-include("conformance.hrl").
-include("integers.hrl").

start() ->
    foreach(fun(I) -> ?show(I, {integer_to_list(I), list_to_integer(integer_to_list(I)) =:= I}) end, integers()),
    foreach(
        fun(Base) ->
            ?show(Base, [integer_to_list(I, Base) || I <- [0, 1, -1, 35, 36, 255, -256, 16#1FFFFFFF, 1 bsl 64, -(1 bsl 100)]]),
            ?show({back, Base}, [I || I <- integers(), list_to_integer(integer_to_list(I, Base), Base) =/= I])
        end,
        seq(2, 36)
    ),
    foreach(fun(T) -> ?show(T, list_to_integer(T)) end, [
        "0", "-0", "+0", "+5", "-5", "007", "", "-", "+", "--5", "+-5", " 5", "5 ", "5a", "a", "1_000", "0x10", "1.0", "1e3",
        "16#FF", [$5 | $6], [5], ["5"], "123456789012345678901234567890", "-123456789012345678901234567890", [$1, a]
    ]),
    foreach(fun({T, B}) -> ?show({T, B}, list_to_integer(T, B)) end, [
        {"ff", 16}, {"FF", 16}, {"-fF", 16}, {"fg", 16}, {"102", 2}, {"zz", 36}, {"ZZ", 36}, {"", 10}, {"1", 1}, {"1", 37},
        {"1", 0}, {"1", -2}, {"1", a}, {"+7", 8}, {"8", 8}, {"ffffffffffffffffffffffff", 16}
    ]),
    foreach(fun(V) -> ?show({wrong, V}, integer_to_list(V)) end, [a, [], "5", {}]),
    foreach(fun(V) -> ?show({wrong, V}, list_to_integer(V)) end, [a, 5, {}]),
    foreach(fun(B) -> ?show({wrong_base, B}, integer_to_list(10, B)) end, [0, 1, 37, -1, a, 1 bsl 70]),
    ok.
