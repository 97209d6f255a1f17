%% Records: defaults, access, updates of one and several fields, nested ones, tests, wrong records.
-module(records).
-include("conformance.hrl").

-record(empty, {}).
-record(point, {x = 0, y = 0}).
-record(line, {from = #point{}, to, name = "line" ++ [$!]}).
-record(wide, {a, b, c = 3, d, e, f, g, h, i = 9, j}).

start() ->
    P = id(#point{}),
    ?show(default, P),
    ?show(empty, #empty{}),
    ?show(made, #point{y = id(5)}),
    ?show(update, P#point{x = id(1)}),
    ?show(update_both, P#point{x = id(1), y = id(2)}),
    ?show(update_chain, (P#point{x = 7})#point{y = 8}),
    ?show(old, P),
    L = id(#line{to = #point{x = 3, y = 4}}),
    ?show(line, L),
    ?show(nested, L#line.to#point.y),
    ?show(nested_update, L#line{to = (L#line.to)#point{x = id(9)}}),
    ?show(wide, (id(#wide{}))#wide{a = 1, e = 2, j = 3}),
    ?show(wide_all, (id(#wide{}))#wide{a = 1, b = 2, c = 3, d = 4, e = 5, f = 6, g = 7, h = 8, i = 9, j = 10}),
    ?show(default_for_all, #wide{_ = id(z)}),
    ?show(index, {#wide.a, #wide.j, element(#wide.i, #wide{})}),
    ?show(matched, matched(L)),
    ?show(matched_not, matched(id({line, 1}))),
    ?show(fields, {(id(#wide{c = x}))#wide.c, P#point.x}),
    foreach(
        fun(X) -> ?show({kind, X}, {kind(X), is_record(X, point), is_record(X, point, 3), is_record(X, point, 2)}) end,
        [P, L, {point}, {point, 1}, {point, 1, 2}, {point, 1, 2, 3}, point, [], {empty}, {}]
    ),
    foreach(
        fun(X) ->
            ?show({get, X}, X#point.x),
            ?show({set, X}, X#point{x = 1})
        end,
        [{point, 1}, {other, 1, 2}, point, {}, {point, 1, 2}]
    ),
    ?show(is_record_tag, is_record(P, id(point))),
    ?show(is_record_wrong_tag, is_record(P, id(1))),
    ?show(is_record_wrong_size, is_record(P, id(point), id(a))),
    ?show(is_record_negative, is_record(P, id(point), id(-1))),
    ok.

matched(#line{from = #point{x = X}, to = #point{y = Y} = To}) -> {X, Y, To};
matched(_) -> no.

kind(#point{}) -> point;
kind(#line{}) -> line;
kind(R) when is_record(R, empty) -> empty;
kind(_) -> none.
