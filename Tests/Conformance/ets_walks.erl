%% Going through tables: first, next and their kin, slot, continuations, tables that change meanwhile, foldl and what else OTP's
%% ets builds on them.
-module(ets_walks).
-include("conformance.hrl").

start() ->
    ordered(),
    hashed(),
    changing(),
    continuations(),
    reversed(),
    slots(),
    keys(),
    deleting(),
    library(),
    ok.

filled(Type, Count) ->
    T = ets:new(walk, [Type, public]),
    foreach(fun(N) -> ets:insert(T, {N * 37 rem (Count + 1), N}) end, seq(1, Count)),
    T.

ordered() ->
    T = filled(ordered_set, 100),
    ?show(forward, walk(T, ets:first(T), fun ets:next/2)),
    ?show(backward, walk(T, ets:last(T), fun ets:prev/2)),
    ?show(between, [{ets:next(T, K), ets:prev(T, K)} || K <- [0, 0.5, 50.5, 50.0, 100, 101, a, -1 bsl 70]]),
    ?show(all, ets:tab2list(T) =:= lists:sort(ets:tab2list(T))),
    ?show(empty, begin
        E = ets:new(empty, [ordered_set]),
        [ets:first(E), ets:last(E), ets:next(E, 1), ets:prev(E, 1)]
    end),
    Mixed = [1, 1.5, 2, a, make_tuple, {}, {1}, {1, 2}, [], [1], <<>>, <<"x">>, 1 bsl 70, -1.0, #{}, #{a => 1}, "abc", fun id/1],
    M = ets:new(mixed, [ordered_set]),
    foreach(fun(K) -> ets:insert(M, {K}) end, Mixed ++ lists:reverse(Mixed)),
    ?show(mixed, [K || {K} <- ets:tab2list(M), not is_function(K)]),
    ?show(sorted, [K || {K} <- ets:tab2list(M)] =:= lists:usort(Mixed)),
    ?show(float_for_integer, begin
        ets:insert(M, {2.0, replaced}),
        [ets:lookup(M, 2), ets:lookup(M, 2.0), ets:member(M, 1.0), ets:delete_object(M, {2, replaced}), ets:lookup(M, 2)]
    end).

walk(_, '$end_of_table', _) -> [];
walk(T, Key, Next) -> [Key | walk(T, Next(T, Key), Next)].

hashed() ->
    foreach(
        fun(Type) ->
            T = filled(Type, 200),
            ets:insert(T, [{N, again} || N <- seq(1, 20)]),
            Keys = walk(T, ets:first(T), fun ets:next/2),
            ?show(Type, {length(Keys), lists:sort(Keys) =:= seq(1, 200)}),
            ?show(last, {ets:last(T) =:= ets:first(T), ets:prev(T, 7) =:= ets:next(T, 7)}),
            ?show(unknown, [try ets:next(T, K) catch error:R -> R end || K <- [0, 1.0, a, 300]]),
            ?show(empty, begin
                ets:delete_all_objects(T),
                [ets:first(T), ets:last(T), ets:tab2list(T)]
            end)
        end,
        [set, bag, duplicate_bag]
    ).

%% Walks through fixed tables that lose and get objects.
changing() ->
    foreach(
        fun(Type) ->
            T = filled(Type, 300),
            ets:safe_fixtable(T, true),
            Seen = losing(T, ets:first(T), []),
            ?show(Type, {length(Seen), lists:sort(Seen) =:= seq(1, 300), ets:info(T, size)}),
            ?show(next_of_deleted, is_integer(ets:next(T, hd(lists:reverse(Seen))))),
            ?show(not_there, [ets:lookup(T, K) || K <- [1, 2]]),
            ets:insert(T, [{N, new} || N <- seq(1, 10)]),
            ?show(again, lists:sort(ets:tab2list(T))),
            ets:safe_fixtable(T, false),
            ?show(released, {ets:info(T, size), lists:sort(ets:tab2list(T))}),
            ?show(first, lists:member(ets:first(T), seq(1, 10)))
        end,
        [set, bag, duplicate_bag]
    ),
    T = filled(ordered_set, 300),
    ?show(ordered, begin
        Seen = losing(T, ets:first(T), []),
        {lists:reverse(Seen) =:= seq(1, 300), ets:info(T, size), ets:next(T, 5)}
    end).

losing(_, '$end_of_table', Seen) ->
    Seen;
losing(T, Key, Seen) ->
    ets:delete(T, Key),
    losing(T, ets:next(T, Key), [Key | Seen]).

continuations() ->
    foreach(
        fun(Type) ->
            T = filled(Type, 50),
            ets:insert(T, [{N, more} || N <- seq(1, 50), N rem 3 =:= 0]),
            ets:safe_fixtable(T, true),
            Specification = [{{'$1', '_'}, [{'<', '$1', 40}], ['$1']}],
            Size = length(ets:select(T, Specification)),
            ?show(Type, [
                begin
                    Chunks = chunks(ets:select(T, Specification, Limit), fun ets:select/1),
                    Sizes = [length(C) || C <- Chunks],
                    [lists:sum(Sizes) =:= Size, lists:usort(lists:droplast(Sizes)), lists:sort(lists:append(Chunks))]
                end
             || Limit <- [1, 2, 7, 38, 39, 40, 1000]
            ]),
            ?show(objects, length(lists:append(chunks(ets:match_object(T, {'_', more}, 5), fun ets:match_object/1)))),
            ?show(match, lists:sort(lists:append(chunks(ets:match(T, {'$2', more}, 5), fun ets:match/1)))),
            ?show(nothing, ets:select(T, [{{nokey, '_'}, [], ['$_']}], 10)),
            ?show(one_key, chunks(ets:select(T, [{{6, '_'}, [], [x]}], 10), fun ets:select/1)),
            {_, Continuation} = ets:select(T, Specification, 3),
            ?show(other_process, begin
                Me = self(),
                spawn(fun() -> Me ! {chunk, element(1, ets:select(Continuation))} end),
                receive
                    {chunk, Chunk} -> Chunk =:= element(1, ets:select(Continuation))
                end
            end),
            ?show(repaired, ets:repair_continuation(Continuation, Specification) =:= Continuation),
            ets:delete(T),
            ?show(deleted, ets:select(Continuation))
        end,
        [set, bag, duplicate_bag, ordered_set]
    ),
    ?show(ends, [F('$end_of_table') || F <- [fun ets:select/1, fun ets:match/1, fun ets:match_object/1, fun ets:select_reverse/1]]),
    T = ets:new(wrong, []),
    ?show(wrong, [try ets:select(X) catch error:R -> R end || X <- [a, 1, {}, {T}, {T, 1, 2, 3, 4, 5}, {T, 1, [], 3, a, [], 0, 0}, "abc"]]),
    ?show(wrong_limit, [try ets:select(T, [{'_', [], [x]}], X) catch error:R -> R end || X <- [0, -1, a, 1.0, 1 bsl 70]]),
    ?show(empty, [ets:select(T, [{'_', [], [x]}], 5), ets:match(T, '_', 1)]).

chunks('$end_of_table', _) -> [];
chunks({Chunk, Continuation}, More) -> [Chunk | chunks(More(Continuation), More)].

reversed() ->
    T = filled(ordered_set, 30),
    Specification = [{{'$1', '_'}, [{'>', '$1', 10}], ['$1']}],
    ?show(forward, ets:select(T, Specification)),
    ?show(reverse, ets:select_reverse(T, Specification)),
    ?show(chunks, [chunks(ets:select(T, Specification, N), fun ets:select/1) || N <- [1, 7, 20, 21]]),
    ?show(reverse_chunks, [chunks(ets:select_reverse(T, Specification, N), fun ets:select_reverse/1) || N <- [1, 7, 20, 21]]),
    ?show(ends, element(2, ets:select(T, Specification, 21))),
    S = filled(set, 30),
    ?show(set, lists:sort(ets:select_reverse(S, Specification)) =:= seq(11, 30)),
    ?show(set_chunks, length(lists:append(chunks(ets:select_reverse(S, Specification, 4), fun ets:select_reverse/1)))).

slots() ->
    T = filled(ordered_set, 5),
    ?show(tree, [ets:slot(T, N) || N <- seq(0, 5)]),
    ?show(wrong, [try ets:slot(T, N) catch error:R -> R end || N <- [6, -1, a, 1.0, 1 bsl 70]]),
    foreach(
        fun(Type) ->
            S = filled(Type, 77),
            ?show(Type, length(slots(S, 0)))
        end,
        [set, bag, duplicate_bag]
    ).

slots(T, N) ->
    case ets:slot(T, N) of
        '$end_of_table' -> [];
        Objects -> Objects ++ slots(T, N + 1)
    end.

%% Specifications whose clauses all have a constant key.
keys() ->
    foreach(
        fun(Type) ->
            T = ets:new(keys, [Type, {keypos, 2}]),
            ets:insert(T, [{N rem 4, N div 2, x} || N <- seq(1, 40)]),
            ets:insert(T, [{5, {a, [1]}, y}, {6, "key", z}, {7, 3.0, w}]),
            ?show(Type, [
                lists:sort(ets:select(T, [{{'$1', K, '_'}, [], ['$1']} || K <- Keys]))
             || Keys <- [[3], [3, 4], [3, 3, 4], [{a, [1]}], ["key", 7, "key"], [100], [3.0], [3, 3.0]]
            ]),
            ?show(mixed, lists:sort(ets:select(T, [{{'$1', 3, '_'}, [], ['$1']}, {{5, '_', '_'}, [], [five]}]))),
            ?show(variable_in_key, lists:sort(ets:match(T, {'_', {a, '$1'}, '_'}))),
            ?show(count, ets:select_count(T, [{{'_', 3, '_'}, [], [true]}, {{'_', 4, '_'}, [{'==', 1, 1}], [true]}])),
            ?show(delete, ets:select_delete(T, [{{'_', 3, '_'}, [], [true]}, {{'_', 5, '_'}, [], [true]}])),
            ?show(match_delete, ets:match_delete(T, {'_', 6, '_'})),
            ?show(left, lists:sort([K || {_, K, _} <- ets:tab2list(T)]))
        end,
        [set, ordered_set, bag, duplicate_bag]
    ).

deleting() ->
    foreach(
        fun(Type) ->
            T = filled(Type, 500),
            ?show(Type, ets:select_delete(T, [{{'$1', '_'}, [{'=:=', {'rem', '$1', 3}, 0}], [true]}])),
            ?show(left, lists:sort([K || {K, _} <- ets:tab2list(T)]) =:= [K || K <- seq(1, 500), K rem 3 =/= 0]),
            ?show(none, ets:select_delete(T, [{{'$1', '_'}, [], [false]}])),
            ?show(not_true, ets:select_count(T, [{{'$1', '_'}, [], [{'<', '$1', 100}]}])),
            ?show(all, {ets:select_delete(T, [{'_', [], [true]}]), ets:info(T, size)})
        end,
        [set, ordered_set, bag, duplicate_bag]
    ),
    foreach(
        fun(Type) ->
            T = filled(Type, 100),
            ets:insert(T, {5, second}),
            ?show(Type, ets:select_replace(T, [{{'$1', '$2'}, [{'<', '$1', 50}], [{{'$1', {{'$2', replaced}}}}]}])),
            ?show(replaced, lists:sort(ets:tab2list(T))),
            ?show(five, ets:lookup(T, 5)),
            ?show(wrong, [
                try
                    ets:select_replace(T, S)
                catch
                    error:R -> R
                end
             || S <- [
                    [{{'$1', '_'}, [], [{{x, '$1'}}]}],
                    [{{'$1', '_'}, [], [x]}],
                    [{{'$1', '_'}, [], ['$1']}],
                    [{{'_', '_'}, [], [{{'_', x}}]}],
                    [{{5, '_'}, [], [x, '$_']}],
                    [{{'$1', '_'}, [], [{const, {'$1', x}}]}],
                    [{{5, '_'}, [], [{const, {5, constant}}]}],
                    [{{'$1', '_'}, [{'=:=', '$1', 6}], [{{{element, 1, '$_'}, by_element}}]}],
                    [{'$1', [], ['$1']}],
                    [{{#{a => 1}, '_'}, [], [{{#{a => 1}, x}}]}]
                ]
            ]),
            ?show(after_all, [ets:lookup(T, K) || K <- [5, 6]])
        end,
        [set, ordered_set, duplicate_bag]
    ).

library() ->
    foreach(
        fun(Type) ->
            T = filled(Type, 20),
            ?show(Type, ets:foldl(fun({K, _}, Sum) -> K + Sum end, 0, T)),
            ?show(foldr, ets:foldr(fun({K, _}, Sum) -> K + Sum end, 0, T)),
            ?show(init, begin
                I = ets:new(init, [Type]),
                ets:insert(I, {before, 1}),
                ets:init_table(I, fun
                    (read) -> {[{a, 1}, {b, 2}], fun(read) -> end_of_input end};
                    (close) -> ok
                end),
                lists:sort(ets:tab2list(I))
            end)
        end,
        [set, ordered_set, bag, duplicate_bag]
    ),
    T = filled(ordered_set, 5),
    ?show(foldl, ets:foldl(fun(Object, List) -> [Object | List] end, [], T)),
    ?show(foldr, ets:foldr(fun(Object, List) -> [Object | List] end, [], T)),
    ?show(delete_all, {ets:delete_all_objects(T), ets:info(T, size)}).
