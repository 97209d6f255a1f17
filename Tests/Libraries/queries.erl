%% qlc over tables of ets: ets:table/1,2 with each way to go through a table, joins, cursors, and what qlc knows of a query.
-module(queries).

-export([start/0]).

-include_lib("stdlib/include/qlc.hrl").

start() ->
    T = ets:new(t, [ordered_set]),
    B = ets:new(b, [bag]),
    true = ets:insert(T, [{N, N * N, N rem 3} || N <- lists:seq(1, 20)]),
    true = ets:insert(B, [{N rem 3, N} || N <- lists:seq(1, 12)]),
    Cursor = qlc:cursor(qlc:q([X || {X, _, _} <- ets:table(T)])),
    [
        qlc:eval(qlc:q([{X, Y} || {X, Y, 1} <- ets:table(T), Y > 20])),
        [qlc:e(qlc:q([X || {X, _, R} <- ets:table(T, Options), R =:= 2, X < 10])) || Options <- options()],
        qlc:e(qlc:q([Y || {X, Y, _} <- ets:table(T), X =:= 7])),
        qlc:e(qlc:q([X || {X, _} <- ets:table(T, [{traverse, {select, [{{'$1', '$2', 0}, [{'>', '$1', 9}], [{{'$1', '$2'}}]}]}}])])),
        lists:sort(qlc:e(qlc:q([{X, M} || {X, _, R} <- ets:table(T), {K, M} <- ets:table(B), K =:= R, M < 4]))),
        lists:sort(qlc:e(qlc:q([{X, M} || {X, _, R} <- ets:table(T), {K, M} <- ets:table(B), K =:= R, M > 10], {join, merge}))),
        lists:sort(qlc:e(qlc:q([{X, M} || {X, _, R} <- ets:table(T), {K, M} <- ets:table(B), K =:= R, M > 10], {join, lookup}))),
        qlc:fold(fun(X, Sum) -> X + Sum end, 0, qlc:q([Y || {_, Y, _} <- ets:table(T)])),
        [qlc:next_answers(Cursor, 2), qlc:next_answers(Cursor, 3), length(qlc:next_answers(Cursor, all_remaining)), qlc:next_answers(Cursor, 1), qlc:delete_cursor(Cursor)],
        qlc:e(qlc:keysort(3, qlc:q([Row || {X, _, _} = Row <- ets:table(T), X < 6]), [{order, descending}])),
        qlc:e(qlc:sort(ets:table(B), [])),
        qlc:e(qlc:append([ets:table(T, [{n_objects, 1}]), [last]])),
        qlc:info(qlc:q([X || {X, _} <- ets:table(B), X =:= 1]), [{format, abstract_code}, {flat, true}]) =/= [],
        caught(fun() -> ets:table(T, [nonsense]) end),
        caught(fun() -> qlc:e(ets:table(none)) end)
    ].

options() -> [[], [{traverse, first_next}], [{traverse, last_prev}], [{traverse, select}], [{n_objects, 1}], [{n_objects, default}], {traverse, first_next}].

caught(Fun) ->
    try
        Fun()
    catch
        Class:Reason -> {Class, shown(Reason)}
    end.

shown({Reason, _}) -> Reason;
shown(Reason) -> Reason.
