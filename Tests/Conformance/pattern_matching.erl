%% Patterns of every kind but maps, binaries and floats: nesting, repeated variables, aliases, literals, lists, strings,
%% arithmetic in patterns, and what does not match.
-module(pattern_matching).
-include("conformance.hrl").

start() ->
    foreach(fun(T) -> ?show(T, head(T)) end, terms()),
    foreach(fun(T) -> ?show(T, nested(T)) end, terms()),
    foreach(fun(T) -> ?show(T, strings(T)) end, ["", "a", "ab", "prefix", "prefix rest", "pre", [112, 114 | x], a]),
    ?show(same, {same({1, 1}), same({1, 2}), same({[a], [a]}), same({1 bsl 70, 1 bsl 70}), same({a, [a | b]})}),
    ?show(same_deep, {same_deep([1, {2, 1}]), same_deep([1, {2, 3}]), same_deep([{x}, {2, {x}}])}),
    ?show(alias, alias({a, {b, c}})),
    ?show(bound, bound(id(5), [1, 5, 6])),
    ?show(swap, begin {A, B} = id({1, 2}), {B1, A1} = {A, B}, {A1, B1} end),
    ?show(match_chain, begin X = Y = id(3), {X, Y} end),
    ?show(arithmetic, {arithmetic(7), arithmetic(-8), arithmetic($c), arithmetic(9)}),
    ?show(badmatch_atom, begin ok = id(error) end),
    ?show(badmatch_tuple, begin {ok, _} = id({error, [reason, "text", 1 bsl 65]}) end),
    ?show(badmatch_list, begin [_ | _] = id([]) end),
    ?show(badmatch_size, begin [_, _] = id([1, 2, 3]) end),
    ?show(badmatch_literal, begin {[1, 2], "x"} = id({[1, 2], "y"}) end),
    ?show(badmatch_bound, begin Z = id(1), Z = id(2) end),
    ?show(literal_match, begin {[1, 2], "x"} = id({[1, 2], "x"}) end),
    ?show(ignored, begin {_, _Unused, _} = id({1, 2, 3}), fine end),
    ok.

terms() ->
    [
        [], [1], [1, 2], [1, 2, 3], [1 | 2], [[]], [[1], [2]], {}, {a}, {a, b}, {a, {b, [c, d | e]}}, {a, {b, []}}, {[], {}},
        a, true, 1, -1, 1 bsl 70, {{}}, [{k, v}, {k2, v2}], {1, [2, {3, [4]}]}
    ].

head([]) -> empty;
head([[]]) -> nested_empty;
head([1 | 2]) -> improper;
head([X]) -> {one, X};
head([X, Y]) -> {two, X, Y};
head([X | Rest]) -> {more, X, Rest};
head({}) -> unit;
head({X}) -> {boxed, X};
head(X) -> {other, X}.

nested({a, {b, [C, D | E]}}) -> {C, D, E};
nested({a, {b, []}}) -> empty;
nested([{k, V} | Rest]) -> {V, nested(Rest)};
nested([{K, V}]) -> {K, V};
nested({1, [2, {3, [X]}]}) -> X;
nested({[], {}}) -> nothing;
nested([[A] | [[B]]]) -> A + B;
nested(_) -> no.

strings("") -> empty;
strings("prefix" ++ Rest) -> {prefix, Rest};
strings("a") -> a;
strings([$p, $r | Rest]) -> {pr, Rest};
strings([$a | Rest]) -> Rest;
strings(_) -> no.

same({X, X}) -> yes;
same({X, [X | _]}) -> first;
same(_) -> no.

same_deep([X, {_, X}]) -> X;
same_deep(_) -> no.

alias({A, B = {C, D}} = Whole) -> [A, B, C, D, Whole].

bound(X, [X | _]) -> first;
bound(X, [_, X | Rest]) -> {second, Rest};
bound(_, _) -> no.

arithmetic(3 + 4) -> seven;
arithmetic(-(2 bsl 2)) -> minus_eight;
arithmetic($a + 2) -> c;
arithmetic(_) -> no.
