%% Wrong arguments: each function of ets with a term of each type in each place: the reason and its cause.
-module(ets_errors).
-beamlet_keep([{ets, delete_all_objects, 1}, {ets, select_delete, 2}, {ets, match_delete, 2}, {ets, tab2list, 1}]).
-include("conformance.hrl").

start() ->
    Good = [{a, 1}, {b, "two"}, {c, 3.0}],
    foreach(
        fun({Function, Arguments}) -> call(Function, Arguments, 1, Good) end,
        [
            {new, [table, []]},
            {delete, [table]},
            {delete, [table, a]},
            {delete_all_objects, [table]},
            {delete_object, [table, {a, 1}]},
            {first, [table]},
            {give_away, [table, self(), x]},
            {insert, [table, {d, 4}]},
            {insert_new, [table, {d, 4}]},
            {internal_select_delete, [table, [{'_', [], [true]}]]},
            {is_compiled_ms, [x]},
            {last, [table]},
            {lookup, [table, a]},
            {lookup_element, [table, a, 2]},
            {match, [table, '$1']},
            {match, [table, '$1', 2]},
            {match, ['$end_of_table']},
            {match_delete, [table, '_']},
            {match_object, [table, '_']},
            {match_object, [table, '_', 2]},
            {match_spec_compile, [[{'_', [], [true]}]]},
            {member, [table, a]},
            {next, [table, a]},
            {prev, [table, a]},
            {rename, [table, table]},
            {safe_fixtable, [table, true]},
            {select, [table, [{'_', [], [true]}]]},
            {select, [table, [{'_', [], [true]}], 2]},
            {select, ['$end_of_table']},
            {select_count, [table, [{'_', [], [true]}]]},
            {select_delete, [table, [{'_', [], [true]}]]},
            {select_replace, [table, [{'_', [], ['$_']}]]},
            {select_reverse, [table, [{'_', [], [true]}]]},
            {setopts, [table, {heir, none}]},
            {slot, [table, 0]},
            {tab2list, [table]},
            {take, [table, a]},
            {update_counter, [table, a, 1]},
            {update_counter, [table, a, {2, 1}]},
            {update_counter, [table, a, {2, 1, 5, 0}]},
            {update_counter, [table, d, 1, {d, 1}]},
            {update_element, [table, a, {2, x}]},
            {whereis, [table]}
        ]
    ),
    positions(),
    types(),
    ok.

call(_, Arguments, N, _) when N > length(Arguments) ->
    ok;
call(Function, Arguments, N, Good) ->
    ?show({Function, length(Arguments), N}, [
        begin
            ets:new(table, [named_table, ordered_set]),
            ets:insert(table, Good),
            Answer = answer(Function, replaced(N, Wrong, Arguments)),
            catch ets:delete(table),
            Answer
        end
     || Wrong <- wrong(), not allowed(Function, N, Wrong)
    ]),
    call(Function, Arguments, N + 1, Good).

%% What is an answer in the one release and an error in the other, or more than a small integer holds.
allowed(new, 1, _) -> true;
allowed(rename, 2, _) -> true;
allowed(update_counter, 3, Wrong) -> is_integer(Wrong);
allowed(update_counter, 4, Wrong) -> is_tuple(Wrong);
allowed(update_element, 3, {N, _}) -> is_integer(N) andalso N =/= 2;
allowed(_, 1, Wrong) -> is_reference(Wrong);
allowed(_, _, _) -> false.

wrong() ->
    [0, -1, 5, 1 bsl 70, 1.5, nobody, '$1', [], [a], "text", [{a, b} | c], {}, {a}, {2, x}, {0, 1}, {3, 1}] ++
        [<<"binary">>, <<1:3>>, #{a => 1}, self(), make_ref(), fun lists:sort/1].

replaced(1, New, [_ | Rest]) -> [New | Rest];
replaced(N, New, [First | Rest]) -> [First | replaced(N - 1, New, Rest)].

answer(Function, Arguments) ->
    try apply(ets, Function, Arguments) of
        Value when is_pid(Value); is_reference(Value) -> identifier;
        Value when is_list(Value), length(Value) > 20 -> long;
        {Objects, Continuation} when is_tuple(Continuation) -> {Objects, continuation};
        Value -> shown(Value)
    catch
        error:Reason:Trace -> {Reason, cause(Trace)}
    end.

shown(Value) -> case ets:is_compiled_ms(Value) of true -> compiled; false -> Value end.

cause([{_, _, _, Information} | _]) ->
    case lists:keyfind(error_info, 1, Information) of
        {_, #{cause := Cause}} -> Cause;
        {_, _} -> none;
        false -> none
    end.

%% Positions in objects.
positions() ->
    T = ets:new(positions, [{keypos, 2}]),
    ets:insert(T, {x, key, 3}),
    ?show(short, [answer(insert, [T, Object]) || Object <- [{}, {a}, {a, b}, [{a, b}, {a}], [{a, b} | x], [x]]]),
    ?show(lookup_element, [answer(lookup_element, [T, key, N]) || N <- [0, 1, 2, 3, 4, -1, 1 bsl 70]]),
    ?show(lookup_element, answer(lookup_element, [T, nokey, 1])),
    ?show(update_element, [answer(update_element, [T, key, {N, a}]) || N <- [1, 2, 3]]),
    ?show(update_element, [answer(update_element, [T, nokey, {N, a}]) || N <- [0, 1, 2, 3, 4]]),
    ?show(update_element, [answer(update_element, [T, key, L]) || L <- [[], [{1, x}, {2, x}], [{1, x}, {3, y}], [x], [{1, x}, y]]]),
    ?show(after_updates, ets:lookup(T, key)),
    ets:insert(T, {x, key, 3}),
    ?show(update_counter, [answer(update_counter, [T, key, {N, 1}]) || N <- [0, 1, 2, 3, 4]]),
    ?show(update_counter, [answer(update_counter, [T, key, L]) || L <- [[], [{3, 1}, {2, 1}], [{3, 1}, {1, 1}], [{3, 1}, {3, 5}], [5]]]),
    ?show(update_counter, [answer(update_counter, [T, key, O]) || O <- [{3, a}, {3, 1.0}, {3, 1, 2}, {3, 1, a, 2}, {3, 1, 2, a}]]),
    ?show(no_key, answer(update_counter, [T, nokey, {3, 1}])),
    ?show(default, [answer(update_counter, [T, {new, N}, {3, 1}, D]) || {N, D} <- [{1, {a, b, 5}}, {2, {a, b, c}}, {3, x}, {4, {a, b}}]]),
    ?show(after_counters, lists:sort(ets:tab2list(T))).

%% What tables of some types cannot.
types() ->
    foreach(
        fun(Type) ->
            T = ets:new(types, [Type]),
            ets:insert(T, {a, 1}),
            ?show(Type, [
                answer(Function, [T | Arguments])
             || {Function, Arguments} <- [
                    {update_counter, [a, 1]},
                    {update_counter, [a, 1, {a, 1}]},
                    {update_element, [a, {2, x}]},
                    {lookup_element, [a, 2]},
                    {select_replace, [[{'_', [], ['$_']}]]},
                    {insert_new, [{a, 2}]},
                    {slot, [0]}
                ],
                {Type, Function} =/= {set, slot}, {Type, Function} =/= {bag, slot}, {Type, Function} =/= {duplicate_bag, slot}
            ])
        end,
        [set, ordered_set, bag, duplicate_bag]
    ),
    T = ets:new(gone, []),
    ets:delete(T),
    ?show(gone, [
        answer(Function, [T | Arguments])
     || {Function, Arguments} <- [{insert, [{a}]}, {lookup, [a]}, {delete, []}, {first, []}, {info, []}, {select, [[{'_', [], [x]}]]}]
    ]).
