%% element, setelement, tuple_size, conversions, making and editing tuples, with every wrong index.
-module(tuples).
-include("conformance.hrl").

start() ->
    T = id({a, b, c}),
    foreach(fun(I) -> ?show({element, I}, element(I, T)) end, indices()),
    foreach(fun(I) -> ?show({setelement, I}, setelement(I, T, new)) end, indices()),
    foreach(fun(I) -> ?show({insert, I}, erlang:insert_element(I, T, new)) end, indices()),
    foreach(fun(I) -> ?show({delete, I}, erlang:delete_element(I, T)) end, indices()),
    foreach(fun(N) -> ?show({make, N}, erlang:make_tuple(N, x)) end, [0, 1, 5, -1, a, 1 bsl 70]),
    ?show(make_3, erlang:make_tuple(4, none, [{2, two}, {4, four}, {2, again}])),
    ?show(make_3_outside, erlang:make_tuple(4, none, [{5, two}])),
    ?show(make_3_wrong, erlang:make_tuple(4, none, [a])),
    ?show(make_3_improper, erlang:make_tuple(4, none, [{1, a} | b])),
    ?show(append, erlang:append_element(T, [d])),
    ?show(append_empty, erlang:append_element(id({}), d)),
    ?show(append_wrong, erlang:append_element(id([]), d)),
    ?show(element_wrong, element(1, id([a]))),
    ?show(element_empty, element(1, id({}))),
    ?show(setelement_wrong, setelement(1, id(a), b)),
    ?show(set_keeps, {setelement(2, T, [x]), T}),
    ?show(sizes, [tuple_size(id(X)) || X <- [{}, {1}, {1, 2, 3}]]),
    ?show(size_wrong, tuple_size(id([]))),
    ?show(to_list, [tuple_to_list(X) || X <- [{}, {1}, T]]),
    ?show(to_list_wrong, tuple_to_list(id(a))),
    ?show(from_list, [list_to_tuple(X) || X <- [[], [1], "abc"]]),
    ?show(from_improper, list_to_tuple(id([a | b]))),
    ?show(from_wrong, list_to_tuple(id(a))),
    ?show(built, built(id(1), id(2), id([]))),
    ?show(guards, [tested(X) || X <- [{}, {a}, {a, b}, {1, 2, 3}, [], a]]),
    foreach(fun large/1, [1, 2, 3, 4, 16, 63, 64, 65, 127, 128, 255, 256, 300]),
    ok.

indices() -> [0, 1, 2, 3, 4, -1, a, 1 bsl 70, [], 5].

built(A, B, C) -> {{A, {B}}, [{C, A} | B], {A, B, C, A, B, C, A, B, C, A}}.

tested(T) when tuple_size(T) =:= 0 -> empty;
tested(T) when element(1, T) =:= a, tuple_size(T) < 2 -> a;
tested(T) when element(3, T) > 2 -> three;
tested(T) when is_tuple(T) -> tuple;
tested(_) -> no.

large(Size) ->
    List = seq(1, Size),
    T = list_to_tuple(List),
    Changed = setelement(Size, T, last),
    ?show(
        Size,
        {tuple_size(T), element(Size, T), element((Size + 1) div 2, T), tuple_to_list(T) =:= List,
            element(Size, Changed), element(1, Changed), T =:= list_to_tuple(List), T < Changed}
    ).
