%% What erlang:display prints of every term that can be compared: atoms that need quotes, texts, integers, nesting.
-module(printing).
-include("conformance.hrl").

start() ->
    foreach(fun(T) -> erlang:display(T) end, [
        a, 'A', '', 'a b', 'a\'b', 'a\\b', 'a"b', 'a\nb', 'a\tb', 'a\0b', 'a\x7fb', 'é', 'ÿ', 'Ω', '日本', a1, a_b, a@b, '1a', '_a', 'aB', 'end', 'fun', 'case', 'true', nil,
        'a.b', 'a-b', '*', '[]', '{}', '=:=', 'andalso', 'maybe', 'when', '\e', '\d', '\r',
        0, 1, -1, 536870911, 536870912, -536870912, -536870913, 2147483648, 1 bsl 63, 1 bsl 64, -(1 bsl 64), 1 bsl 300,
        [], [1], [1, 2, 3], [1 | 2], [1, 2 | 3], [[]], [[], []], [[1], [2, [3]]], [a | b], [[a | b] | c],
        "", "text", "with \"quotes\"", "back\\slash", "new\nline", "tab\t", [0], [31], [32], [126], [127], [128], [255], [256], "é", "Ω",
        "text" ++ [1], [$a, $b, c], [$a | $b], [97, 98 | "cd"], [$\n], [$\r, $\n], [$\e], [8, 9, 10, 11, 12, 13], [$\\, $"], "it's",
        {}, {a}, {a, b}, {{}}, {[], {}}, {a, [b, {c, "d"}], 1}, {"text", [$x]}, {1, {2, {3, {4}}}},
        [{key, "value"}, {other, [1, 2]}], {'EXIT', {badarith, []}}, [a, 'B', "c"], [[["deep"]]]
    ]),
    erlang:display(seq(1, 100)),
    erlang:display(seq($a, $z) ++ seq($a, $z) ++ seq($A, $Z)),
    erlang:display(nested(50)),
    erlang:display(nested_list(50)),
    erlang:display(list_to_tuple(seq(1, 60))),
    ?show(result, erlang:display(id(x))),
    ?show(fun_external, fun lists:reverse/2),
    ?show(exported, fun ?MODULE:id/1),
    ok.

nested(0) -> {};
nested(N) -> {N, nested(N - 1)}.

nested_list(0) -> [];
nested_list(N) -> [nested_list(N - 1), N].
