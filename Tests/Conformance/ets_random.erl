%% Random operations on tables of all four types: what each answers, and what the tables hold in the end. Where the order is not
%% defined, results are sorted. A line for each twenty operations: the hash of what they answered.
-module(ets_random).
-include("conformance.hrl").

start() ->
    foreach(fun(Type) -> sequence(Type, 1500, 17) end, [set, ordered_set, bag, duplicate_bag]),
    foreach(fun(Type) -> small_keys(Type) end, [set, ordered_set, bag, duplicate_bag]),
    ok.

sequence(Type, Count, Seed) ->
    T = ets:new(random, [Type, {keypos, 1}]),
    Last = steps(Type, T, Count, Seed, []),
    ?show({Type, size}, ets:info(T, size)),
    ?show({Type, all}, erlang:phash2(sorted(Type, ets:tab2list(T)))),
    ets:safe_fixtable(T, true),
    Fixed = steps(Type, T, 200, Last, []),
    ?show({Type, fixed}, {ets:info(T, size), erlang:phash2(sorted(Type, ets:tab2list(T)))}),
    ets:safe_fixtable(T, false),
    _ = steps(Type, T, 200, Fixed, []),
    ?show({Type, released}, {ets:info(T, size), erlang:phash2(sorted(Type, ets:tab2list(T)))}),
    ets:delete_all_objects(T),
    ?show({Type, empty}, {ets:info(T, size), ets:tab2list(T), ets:first(T)}),
    ets:delete(T).

%% Many objects over few keys, inserted and deleted in turn: tables grow and shrink.
small_keys(Type) ->
    T = ets:new(growing, [Type]),
    Seed = grow(T, 2000, 5),
    ?show({Type, grown}, {ets:info(T, size), erlang:phash2(sorted(Type, ets:tab2list(T)))}),
    ?show({Type, members}, length([K || K <- seq(0, 999), ets:member(T, K)])),
    shrink(T, 1900, Seed),
    ?show({Type, shrunk}, {ets:info(T, size), sorted(Type, ets:tab2list(T))}),
    ets:delete(T).

grow(_, 0, Seed) ->
    Seed;
grow(T, N, Seed) ->
    Next = next(Seed),
    ets:insert(T, {Next rem 1000, N rem 3}),
    grow(T, N - 1, Next).

shrink(_, 0, _) ->
    ok;
shrink(T, N, Seed) ->
    Next = next(Seed),
    ets:delete(T, Next rem 1000),
    ets:delete(T, N rem 1000),
    shrink(T, N - 1, Next).

steps(_, _, 0, Seed, []) ->
    Seed;
steps(Type, T, Count, Seed, Answers) when Count rem 20 =:= 0, Answers =/= [] ->
    ?show({Type, Count}, erlang:phash2(Answers)),
    steps(Type, T, Count, Seed, []);
steps(Type, _, 0, Seed, Answers) ->
    ?show({Type, 0}, erlang:phash2(Answers)),
    Seed;
steps(Type, T, Count, Seed, Answers) ->
    A = next(Seed),
    B = next(A),
    C = next(B),
    Answer =
        try
            step(A rem 24, Type, T, key(B rem 30), value(C rem 12), C)
        catch
            Class:Reason -> {Class, Reason}
        end,
    steps(Type, T, Count - 1, C, [{A rem 24, Answer} | Answers]).

step(0, _, T, K, V, _) -> ets:insert(T, {K, V});
step(1, _, T, K, V, C) -> ets:insert(T, {K, V, C rem 3});
step(2, _, T, K, V, C) -> ets:insert(T, [{K, V}, {key(C rem 30), V}, {K, C rem 5}]);
step(3, _, T, K, V, _) -> ets:insert_new(T, {K, V});
step(4, _, T, K, V, C) -> ets:insert_new(T, [{K, V}, {key(C rem 30), V}]);
step(5, Type, T, K, _, _) -> inserted(Type, ets:lookup(T, K));
step(6, _, T, K, _, _) -> ets:member(T, K);
step(7, _, T, K, _, _) -> ets:delete(T, K);
step(8, _, T, K, V, _) -> ets:delete_object(T, {K, V});
step(9, Type, T, K, _, _) -> inserted(Type, ets:take(T, K));
step(10, Type, T, K, _, _) -> element_of(Type, ets:lookup_element(T, K, 2));
step(11, _, T, K, _, C) -> ets:update_counter(T, K, {2, C rem 100 - 50});
step(12, _, T, K, _, C) -> ets:update_counter(T, K, [{2, 1}, {2, C}, {2, 3, 10, 0}, {2, -3, 5, 1 bsl 70}]);
step(13, _, T, K, V, C) -> ets:update_counter(T, K, {2, C rem 10}, {x, V});
step(14, _, T, K, V, _) -> ets:update_element(T, K, {2, V});
step(15, _, T, K, V, _) -> ets:update_element(T, K, [{2, V}, {3, K}]);
step(16, ordered_set, T, K, _, _) -> {ets:next(T, K), ets:prev(T, K), ets:first(T), ets:last(T)};
step(16, _, _, _, _, _) -> none;
step(17, Type, T, K, _, _) -> sorted(Type, ets:match(T, {K, '$1'}));
step(18, Type, T, _, V, _) -> sorted(Type, ets:match(T, {'$1', V}));
step(19, Type, T, _, V, _) -> sorted(Type, ets:select(T, [{{'$1', '$2'}, [{'<', '$2', V}], [{{'$2', '$1'}}]}]));
step(20, _, T, K, _, _) -> ets:select_delete(T, [{{K, '_', '_'}, [], [true]}]);
step(21, _, T, _, V, C) -> ets:select_count(T, [{{'_', V}, [], [true]}, {{'_', '_', '$1'}, [], [{'=:=', '$1', C rem 3}]}]);
step(22, Type, T, K, V, _) when Type =/= bag ->
    ets:select_replace(T, [{{K, '$1'}, [{is_integer, '$1'}], [{{K, {'+', '$1', 1}}}]}, {{'$1', V}, [], [{{'$1', K}}]}]);
step(22, Type, T, _, _, _) -> sorted(Type, ets:tab2list(T));
step(23, Type, T, K, _, _) -> sorted(Type, ets:match_object(T, {K, '_'})).

%% OTP 25 inserts a list into a bag from its end.
inserted(bag, Objects) -> sorted(bag, Objects);
inserted(_, Objects) -> Objects.

element_of(Type, Elements) when Type =:= bag; Type =:= duplicate_bag -> lists:sort(Elements);
element_of(_, Element) -> Element.

sorted(ordered_set, List) -> List;
%% What is equal, as 1 and 1.0, has an order too.
sorted(_, List) when is_list(List) -> [T || {T, _} <- lists:sort([{T, erlang:phash2(T)} || T <- List])];
sorted(_, Other) -> Other.

key(N) when N < 12 -> N;
key(12) -> 1.0;
key(13) -> 2.0;
key(14) -> 2.5;
key(15) -> a;
key(16) -> b;
key(17) -> {a, 1};
key(18) -> {a, 1.0};
key(19) -> "key";
key(20) -> <<"key">>;
key(21) -> 1 bsl 70;
key(22) -> -(1 bsl 70);
key(23) -> #{a => 1};
key(24) -> [];
key(25) -> {};
key(26) -> [a | b];
key(27) -> <<1:3>>;
key(28) -> list_to_binary(lists:duplicate(100, $x));
key(29) -> float(1 bsl 70).

value(N) when N < 6 -> N;
value(6) -> 2.5;
value(7) -> v;
value(8) -> {v, [1, 2]};
value(9) -> list_to_binary(lists:duplicate(80, $v));
value(10) -> "value";
value(11) -> #{v => 1, "w" => {2}}.

next(Seed) -> (Seed * 1103515 + 12345) rem 16777213.
