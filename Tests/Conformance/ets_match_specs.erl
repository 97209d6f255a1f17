%% Match specifications: patterns, guards and bodies, each tried by ets:test_ms/2 and on tables; then random ones.
-module(ets_match_specs).
-include("conformance.hrl").

start() ->
    patterns(),
    functions(),
    bodies(),
    wrong(),
    compiled(),
    random(1200, 4711),
    ok.

%% The answer of a specification that is right; `wrong` for one that is none.
test(Term, Specification) ->
    case ets:test_ms(Term, Specification) of
        {ok, Result} -> Result;
        {error, _} -> wrong
    end.

%% The same by a table.
select(Object, Specification) ->
    T = ets:new(select, [bag]),
    ets:insert(T, Object),
    try
        ets:select(T, Specification)
    catch
        error:badarg -> wrong
    after
        ets:delete(T)
    end.

patterns() ->
    Cases = [
        {{1, 2}, {'$2', '$1'}},
        {{1, 2}, {'$0', '$10'}},
        {{1, 2}, {'$01', '$1'}},
        {{1, 1}, {'$1', '$1'}},
        {{1, 1.0}, {'$1', '$1'}},
        {{1, 2}, '_'},
        {{1, 2}, '$1'},
        {{1, 2}, '$_'},
        {{1, #{a => b}}, {1, #{a => '$1'}}},
        {{1, #{a => b, c => d}}, {1, #{a => b}}},
        {{1, #{a => b, c => d}}, {1, #{a => c}}},
        {{1, #{a => b}}, {1, #{'$1' => '$1'}}},
        {{1, #{a => b}}, {1, #{'_' => '$1'}}},
        {{1, #{a => b}}, {1, #{c => '_'}}},
        {{1, #{{'$1'} => b}}, {1, #{{'$1'} => '$1'}}},
        {{1, #{a => b}}, {1, #{}}},
        {{1, 2}, {1, #{}}},
        {{1, #{a => #{b => {c, d}}}}, {'_', #{a => #{b => {'$1', d}}}}},
        {{1, maps:from_list([{N, {N}} || N <- seq(1, 50)])}, {'_', #{7 => {'$1'}, 30 => '$2'}}},
        {{1, maps:from_list([{N, {N}} || N <- seq(1, 50)])}, {'_', maps:from_list([{N, {N}} || N <- seq(1, 40)])}},
        {{1, maps:from_list([{N, {N}} || N <- seq(1, 50)])}, {'_', maps:from_list([{N, {N}} || N <- seq(10, 55)])}},
        {{1, [a, b | c]}, {1, ['$1' | '$2']}},
        {{1, [a, b | c]}, {1, ['_', '$1' | c]}},
        {{1, "ab"}, {1, ['_', '$5']}},
        {{1, "ab"}, {1, "ab"}},
        {{1, "ab"}, {1, "abc"}},
        {{1, {a, {b, {c, [d, {e}]}}}}, {'_', {'$1', {'$2', {'$3', ['$4', {'$5'}]}}}}},
        {{1, {a, {b, {c, [d, {e}]}}}, 5}, {'_', {'_', {'$2', {'_', ['_', {'$5'}]}}}, '$3'}},
        {{1, {}, 2}, {'$1', {}, '$2'}},
        {{1, [], 2}, {'$1', [], '$2'}},
        {{1}, [1]},
        {{1}, {1, 2}},
        {{1.0}, {1}},
        {{<<"bin">>, 1 bsl 70}, {<<"bin">>, 1 bsl 70}},
        {{<<"bin">>, 2.5}, {<<"bin">>, '$1'}},
        {{list_to_binary(seq(1, 100)), x}, {list_to_binary(seq(1, 100)), '$1'}},
        {{fun lists:sort/1}, {fun lists:sort/1}},
        {{'$1'}, {'$100000'}},
        {{1, 2, 3}, {'_', '$_', '$$'}},
        {{'$_', '$$', '$'}, {'$_', '$$', '$'}},
        {5, '$1'},
        {[], []}
    ],
    foreach(
        fun({Term, Pattern}) ->
            ?show(pattern(Pattern), (test(Term, [{Pattern, [], ['$$']}]))),
            case is_tuple(Term) of
                true ->
                    ?show(select, (select(Term, [{Pattern, [], ['$$']}]))),
                    ?show(object, select(Term, [{Pattern, [], ['$_']}]) =:= [Term]);
                false ->
                    ok
            end
        end,
        Cases
    ).

%% Large maps have an order of their own.
pattern(Pattern) when map_size(element(2, Pattern)) > 9 -> large_map;
pattern(Pattern) -> Pattern.

functions() ->
    Object = {5, 6.5, [a, {b}], foo, #{a => 1}, <<"abc">>, self(), make_ref(), {r, 2}, fun lists:sort/1, -7},
    Pattern = list_to_tuple([list_to_atom("$" ++ integer_to_list(N)) || N <- seq(1, 11)]),
    Ones =
        ['not', '+', '-', 'bnot', abs, bit_size, byte_size, float, hd, tl, length, round, trunc, size, map_size, node] ++
            [is_atom, is_binary, is_float, is_function, is_integer, is_list, is_map, is_number, is_pid, is_port] ++
            [is_reference, is_tuple, 'and', 'or', 'andalso', 'orelse'],
    Twos =
        ['+', '-', '*', '/', 'div', 'rem', 'band', 'bor', 'bxor', 'bsl', 'bsr', '<', '>', '=<', '>=', '==', '/='] ++
            ['=:=', '=/=', element, map_get, is_map_key, 'xor', 'and', 'or', 'andalso', 'orelse'],
    Arguments = ['$1', '$2', '$3', '$4', '$5', '$6', '$9', '$11', true, false, 1],
    foreach(
        fun(Name) ->
            ?show(Name, [
                test(Object, [{Pattern, [], [{Name, A}]}])
             || A <- ['$10' | Arguments], Name =/= node, Name =/= 'andalso', Name =/= 'orelse'
            ]),
            ?show({guard, Name}, [select_guard(Object, Pattern, {Name, A}) || A <- ['$7', '$8', '$10' | Arguments]])
        end,
        Ones
    ),
    foreach(
        fun(Name) ->
            ?show(Name, [test(Object, [{Pattern, [], [{Name, A, B}]}]) || A <- Arguments, B <- Arguments, Name =/= 'bsl']),
            ?show({guard, Name}, [select_guard(Object, Pattern, {Name, A, B}) || A <- Arguments, B <- Arguments])
        end,
        Twos
    ),
    ?show(nullary, [select_guard(Object, Pattern, G) || G <- [{'=:=', {self}, '$7'}, {'==', {node}, {node, '$7'}}, {self}]]),
    ?show(records, [
        test(Object, [{Pattern, [], [{is_record, A, B, C}]}])
     || A <- ['$9', '$1', {const, {r, 2}}], B <- [r, q, 5, '$4'], C <- [2, 3, '$1', a]
    ]),
    ?show(parts, [test(Object, [{Pattern, [], [{binary_part, '$6', A, B}]}]) || A <- [0, 1, 4], B <- [-1, 0, 2]]),
    ?show(parts, [test(Object, [{Pattern, [], [{binary_part, '$6', {const, A}}]}]) || A <- [{0, 2}, {3, -1}, {0, 4}, x]]),
    ?show(many, [
        test(Object, [{Pattern, [], [X]}])
     || X <- [
            {'and', true, true, true},
            {'and', true, false, true},
            {'and', true, 5, false},
            {'or', false, false, true},
            {'or', true, {hd, '$1'}},
            {'andalso', true, true, {'+', 1, 2}},
            {'andalso', true, false, {hd, '$1'}},
            {'andalso', true, 5, {hd, '$1'}},
            {'orelse', false, false, {hd, '$3'}},
            {'orelse', false, true, {hd, '$1'}},
            {'orelse', false, {'andalso', true, {'==', '$1', 5.0}}, {hd, '$1'}},
            {'andalso', {'orelse', false, {'andalso', true, true}, x}, {'orelse', {'>', '$1', 7}, {'<', '$1', 7}}},
            {'not', {'andalso', {'is_integer', '$1'}, {'is_atom', '$1'}}}
        ]
    ]).

select_guard(Object, Pattern, Guard) ->
    case select(Object, [{Pattern, [Guard], [yes]}]) of
        [yes] -> true;
        [] -> false;
        wrong -> wrong
    end.

bodies() ->
    Object = {5, "ab", {c}, #{k => 1}},
    Pattern = {'$1', '$2', '$30', '$4'},
    Large = maps:from_list([{N, '$1'} || N <- seq(1, 40)]),
    foreach(
        fun(Body) ->
            ?show(Body, test(Object, [{Pattern, [], Body}])),
            ?show(select, select(Object, [{Pattern, [], Body}]))
        end,
        [
            ['$_'],
            ['$$'],
            ['$1'],
            [{{'$2', '$1', {{'$30'}}}}],
            [{{}}],
            [['$1', '$2' | '$30']],
            [[a, b, "constant", ['$1']]],
            ["constant"],
            [[a | {{}}]],
            [#{a => '$1', b => {{'$2'}}}],
            [#{'$1' => '$1', a => #{'$30' => ['$4']}}],
            [#{'$1' => a, 5 => b}],
            [#{}],
            [{const, {a, '$_', '_'}}],
            [{const, #{a => '$$'}}],
            [{{{const, {a}}, {'+', '$1', 1 bsl 80}, {'/', '$1', 2}}}],
            [{{'$1', {hd, '$1'}}}],
            [{'+', 1, {hd, '$1'}}],
            [{hd, '$1'}, '$1'],
            ['$1', {hd, '$1'}],
            [x, y, z],
            ['_'],
            [{map_get, k, '$4'}],
            [{map_get, nokey, '$4'}],
            [1.5],
            [<<"binary">>],
            [list_to_binary(seq(1, 100))],
            [fun lists:sort/1],
            [{element, 1, '$_'}],
            [{length, '$$'}],
            [{{'$$', '$$'}}]
        ]
    ),
    ?show(large, lists:sort(maps:to_list(test(Object, [{Pattern, [], [Large]}])))),
    ?show(large_keys, lists:sort(maps:to_list(test(Object, [{Pattern, [], [Large#{'$30' => {'+', '$1', 1}}]}])))),
    ?show(clauses, [
        select({N, N rem 3}, [
            {{'$1', 0}, [{'<', '$1', 5}], [{{small, '$1'}}]},
            {{'$1', 0}, [{'>', '$1', 7}, {'<', '$1', 20}], [{{large, '$1'}}]},
            {{9, '_'}, [], [nine]},
            {{'$1', '$1'}, [], [same]},
            {'_', [{'=:=', 5, {element, 1, '$_'}}], ['$_']}
        ])
     || N <- seq(0, 12)
    ]).

wrong() ->
    V = {'$1', '$2'},
    foreach(
        fun(Specification) ->
            ?show(Specification, test({1, 2}, Specification)),
            ?show(select, select({1, 2}, Specification)),
            ?show(compile, try ets:is_compiled_ms(ets:match_spec_compile(Specification)) catch error:R -> R end)
        end,
        [
            foo,
            [a],
            [{V}],
            [{V, [], []}],
            [{V, [], ['$_' | a]}],
            [{V, [a | b], ['$_']}],
            [{V, a, ['$_']}],
            [{V, [], a}],
            {V, [], ['$_']},
            [{V, [], ['$_']} | a],
            [{V, [], ['$_']}, b],
            [{V, [{foo}], ['$_']}],
            [{V, [{hd, 1, 2}], ['$_']}],
            [{V, [], ['$8']}],
            [{V, ['$8'], ['$_']}],
            [{V, [], [{}]}],
            [{V, [], [{'$1'}]}],
            [{V, [], [{{}, a}]}],
            [{V, [], [{{a}, b}]}],
            [{V, [], [{const}]}],
            [{V, [], [{const, a, b}]}],
            [{V, [], [{'andalso'}]}],
            [{V, [], [{'and'}]}],
            [{V, [], [{lists, sort}]}],
            [{V, [], [[{is_foo, 1}]]}],
            [{V, [], [#{a => {is_foo, 1}}]}],
            [{V, [], [{is_record, '$1', a}]}],
            [{V, [{message, true}], ['$_']}],
            [{V, [], [{display, a}]}],
            [{V, [], ['$_']}, {V, [], ['$3']}],
            [{V, [{{true}}], ['$_']}],
            [{V, [[true]], ['$_']}],
            [{V, [5], ['$_']}]
        ]
    ),
    T = ets:new(t, []),
    ?show(empty, {ets:select(T, []), ets:select_count(T, []), ets:select_delete(T, []), ets:select(T, [], 1)}).

compiled() ->
    Compiled = ets:match_spec_compile([{{'$1', '$2'}, [{'>', '$1', 2}], [{{'$2', '$1'}}]}, {{'$1'}, [], ['$1']}]),
    List = [{1, a}, {3, b}, {7}, x, {4, {c}}, {5, 6, 7}],
    ?show(run, ets:match_spec_run(List, Compiled)),
    ?show(run_r, ets:match_spec_run_r(List, Compiled, [before])),
    ?show(none, ets:match_spec_run([], Compiled)),
    ?show(many, length(ets:match_spec_run([{N, [N, {N}]} || N <- seq(1, 3000)], Compiled))),
    ?show(is_compiled, [ets:is_compiled_ms(X) || X <- [Compiled, [], x, 5, [{'_', [], ['$_']}], make_ref(), {a}, {[]}]]),
    ?show(wrong_list, ets:match_spec_run([{3, a} | x], Compiled)),
    ?show(no_list, ets:match_spec_run(x, Compiled)),
    ?show(not_compiled, ets:match_spec_run(List, [{'_', [], ['$_']}])).

%% Random specifications against random objects. The hash of each ten answers.
random(Count, Seed) -> random(Count, Seed, []).

random(0, _, _) ->
    ok;
random(Count, Seed, Answers) ->
    {Object, S1} = object(Seed),
    {Clauses, S2} = clauses(S1),
    Answer = {Object, Clauses, test(Object, Clauses), select(Object, Clauses)},
    case Count rem 10 of
        0 ->
            ?show(Count, erlang:phash2([Answer | Answers])),
            random(Count - 1, S2, []);
        _ ->
            random(Count - 1, S2, [Answer | Answers])
    end.

next(Seed) -> (Seed * 1103515 + 12345) rem 16777213.

%% A number below N.
pick(N, Seed) ->
    Next = next(Seed),
    {Next div 64 rem N, Next}.

object(Seed) ->
    {Size, S} = pick(3, Seed),
    {Elements, S1} = terms(Size + 1, 2, S),
    {list_to_tuple(Elements), S1}.

terms(0, _, Seed) ->
    {[], Seed};
terms(N, Depth, Seed) ->
    {Term, S1} = term(Depth, Seed),
    {Rest, S2} = terms(N - 1, Depth, S1),
    {[Term | Rest], S2}.

term(0, Seed) ->
    {N, S} = pick(8, Seed),
    {element(N + 1, {1, 2, a, b, 2.0, <<"b">>, [], true}), S};
term(Depth, Seed) ->
    {Kind, S} = pick(6, Seed),
    case Kind of
        0 ->
            {Elements, S1} = terms(2, Depth - 1, S),
            {list_to_tuple(Elements), S1};
        1 ->
            terms(2, Depth - 1, S);
        2 ->
            {[V, W], S1} = terms(2, Depth - 1, S),
            {#{a => V, 1 => W}, S1};
        _ ->
            term(0, S)
    end.

clauses(Seed) ->
    {N, S} = pick(2, Seed),
    clauses(N + 1, S).

clauses(0, Seed) ->
    {[], Seed};
clauses(N, Seed) ->
    {Size, S} = pick(3, Seed),
    {Elements, S1} = patterns(Size + 1, 2, S),
    {Guards, S2} = expressions(Size, 2, S1),
    {Body, S3} = expression(2, S2),
    {Rest, S4} = clauses(N - 1, S3),
    {[{list_to_tuple(Elements), Guards, [Body]} | Rest], S4}.

patterns(0, _, Seed) ->
    {[], Seed};
patterns(N, Depth, Seed) ->
    {Pattern, S1} = pattern(Depth, Seed),
    {Rest, S2} = patterns(N - 1, Depth, S1),
    {[Pattern | Rest], S2}.

pattern(Depth, Seed) ->
    {Kind, S} = pick(12, Seed),
    case Kind of
        0 when Depth > 0 ->
            {Elements, S1} = patterns(2, Depth - 1, S),
            {list_to_tuple(Elements), S1};
        1 when Depth > 0 ->
            patterns(2, Depth - 1, S);
        2 when Depth > 0 ->
            {V, S1} = pattern(Depth - 1, S),
            {#{a => V}, S1};
        3 ->
            term(0, S);
        4 ->
            {'_', S};
        _ ->
            variable(S)
    end.

variable(Seed) ->
    {N, S} = pick(3, Seed),
    {element(N + 1, {'$1', '$2', '$3'}), S}.

expressions(0, _, Seed) ->
    {[], Seed};
expressions(N, Depth, Seed) ->
    {Expression, S1} = expression(Depth, Seed),
    {Rest, S2} = expressions(N - 1, Depth, S1),
    {[Expression | Rest], S2}.

expression(0, Seed) ->
    {Kind, S} = pick(4, Seed),
    case Kind of
        0 -> term(0, S);
        1 -> {'$_', S};
        _ -> variable(S)
    end;
expression(Depth, Seed) ->
    {Kind, S} = pick(20, Seed),
    {[A, B], S1} = expressions(2, Depth - 1, S),
    {Name, S2} = pick(22, S1),
    Two = element(
        Name + 1,
        {'==', '=:=', '<', '>=', '/=', '+', '-', '*', 'div', element, map_get, is_map_key, 'and', 'or', 'xor', 'andalso',
            'orelse', '=/=', '=<', '>', '/', 'rem'}
    ),
    One = element(
        Name rem 16 + 1,
        {is_atom, is_integer, is_list, is_tuple, is_map, is_float, hd, tl, length, size, 'not', abs, map_size, is_number,
            is_binary, round}
    ),
    case Kind of
        0 -> {{{A, B}}, S2};
        1 -> {[A, B], S2};
        2 -> {[A | B], S2};
        3 -> {#{a => A, B => 1}, S2};
        4 -> {{const, {A, B}}, S2};
        5 -> {'$$', S2};
        6 -> {A, S2};
        K when K < 14 -> {{Two, A, B}, S2};
        _ -> {{One, A}, S2}
    end.
