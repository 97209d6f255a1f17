%% ++ and --, with improper lists and what is no list; order and multiplicity of what is subtracted.
-module(list_operators).
-include("conformance.hrl").

start() ->
    Lists = [[], [1], [1, 2], "abc", [1 | 2], a, [[1], [2]], {}],
    foreach(
        fun(A) ->
            foreach(fun(B) -> ?show({A, B}, A ++ B), ?show({A, B}, A -- B) end, Lists)
        end,
        Lists
    ),
    ?show(subtract_first, id([1, 2, 1, 3, 1, 2]) -- id([1, 1, 2])),
    ?show(subtract_all, id([1, 2, 3]) -- id([3, 2, 1])),
    ?show(subtract_none, id([1, 2, 3]) -- id([4, 5])),
    ?show(subtract_terms, id([{a, 1}, [b], "s", 1 bsl 70]) -- id([[b], 1 bsl 70, {a, 2}])),
    ?show(right_associative, id([1, 2, 3]) -- id([1, 2]) -- id([1])),
    ?show(long, length(seq(1, 2000) ++ seq(1, 2000))),
    ?show(long_subtract, seq(1, 300) -- seq(2, 299)),
    ?show(functions, {erlang:append([1], [2]), erlang:subtract([1, 2], [1])}),
    ?show(append_keeps, begin A = id([1, 2]), B = A ++ [3], {A, B} end),
    ok.
