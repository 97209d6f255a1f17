%% lists, maps, queue, sets, ordsets, orddict, dict, gb_trees, gb_sets, array, proplists, string: OTP's own code.
-module(collections).

-export([start/0]).

start() ->
    [
        {lists, lists()},
        {maps, maps()},
        {queue, queues()},
        {sets, sets()},
        {trees, trees()},
        {arrays, arrays()},
        {proplists, proplists()},
        {strings, strings()}
    ].

lists() ->
    L = [5, 3, 8, 1, 9, 2, 8],
    [
        lists:sort(L),
        lists:usort(L),
        lists:sort(fun(A, B) -> A >= B end, L),
        lists:keysort(2, [{a, 3}, {b, 1}, {c, 2}]),
        lists:foldl(fun(X, Sum) -> X + Sum end, 0, L),
        lists:mapfoldl(fun(X, Sum) -> {X * 2, X + Sum} end, 0, L),
        lists:partition(fun(X) -> X > 4 end, L),
        lists:zip([1, 2], [a, b]),
        lists:zipwith3(fun(A, B, C) -> A + B + C end, [1], [2], [3]),
        lists:seq(1, 10, 3),
        lists:flatten([1, [2, [3, []]], 4]),
        lists:sublist(L, 2, 3),
        lists:nthtail(3, L),
        lists:split(2, L),
        lists:takewhile(fun(X) -> X > 2 end, L),
        lists:max(L),
        lists:sum(L),
        lists:last(L),
        lists:merge([1, 3], [2, 4]),
        lists:umerge([1, 3], [1, 4]),
        lists:join(x, [1, 2, 3]),
        lists:foldr(fun(X, A) -> [X | A] end, [], L),
        lists:prefix([1], [1, 2]),
        lists:suffix([2], [1, 2]),
        lists:enumerate([a, b]),
        lists:uniq(L),
        lists:search(fun(X) -> X > 5 end, L),
        reason(fun() -> lists:nth(5, [1]) end)
    ].

maps() ->
    M = #{a => 1, b => 2, c => 3},
    Results = [
        maps:map(fun(_, V) -> V * 2 end, M),
        maps:filter(fun(_, V) -> V > 1 end, M),
        maps:fold(fun(_, V, Sum) -> V + Sum end, 0, M),
        lists:sort(maps:to_list(M)),
        maps:with([a, c, d], M),
        maps:without([a], M),
        maps:update_with(a, fun(V) -> V + 1 end, M),
        maps:update_with(z, fun(V) -> V + 1 end, 0, M),
        maps:merge_with(fun(_, X, Y) -> X + Y end, M, #{a => 10}),
        maps:groups_from_list(fun(X) -> X rem 2 end, [1, 2, 3]),
        maps:intersect(M, #{b => 7}),
        maps:size(M),
        lists:sort(maps:keys(M)),
        maps:next(maps:iterator(#{k => v})),
        reason(fun() -> maps:get(nothing, M) end)
    ],
    [sorted(Result) || Result <- Results].

%% The order of a map's keys is not the same everywhere.
sorted(Map) when is_map(Map) -> {map, lists:sort(maps:to_list(Map))};
sorted(Term) -> Term.

queues() ->
    Q = queue:from_list([1, 2, 3]),
    {{value, First}, Rest} = queue:out(Q),
    {First, queue:to_list(queue:in(4, Rest)), queue:len(Q), queue:peek_r(Q), queue:is_empty(queue:new()),
        queue:to_list(queue:reverse(Q)), queue:member(2, Q), queue:to_list(queue:filter(fun(X) -> X > 1 end, Q))}.

sets() ->
    A = sets:from_list([1, 2, 3, 2]),
    B = sets:from_list([3, 4], [{version, 2}]),
    {
        lists:sort(sets:to_list(sets:union(A, B))),
        sets:to_list(sets:intersection(A, B)),
        lists:sort(sets:to_list(sets:subtract(A, B))),
        sets:is_element(2, A),
        sets:size(A),
        ordsets:union([1, 3], [2]),
        orddict:to_list(orddict:store(b, 2, orddict:from_list([{c, 3}, {a, 1}]))),
        lists:sort(dict:to_list(dict:update_counter(x, 5, dict:from_list([{x, 1}, {y, 2}]))))
    }.

trees() ->
    Tree = lists:foldl(fun(K, T) -> gb_trees:insert(K, K * K, T) end, gb_trees:empty(), lists:seq(1, 20)),
    Set = gb_sets:from_list([c, a, b, a]),
    {gb_trees:size(Tree), gb_trees:lookup(7, Tree), gb_trees:keys(gb_trees:delete(3, Tree)), gb_trees:smallest(Tree),
        gb_sets:to_list(gb_sets:add(d, Set)), gb_sets:is_member(z, Set)}.

arrays() ->
    Array = array:set(3, x, array:from_list([a, b])),
    {array:to_list(Array), array:size(Array), array:get(0, Array), array:foldl(fun(I, _, N) -> I + N end, 0, Array)}.

proplists() ->
    List = [a, {b, 1}, {c, 2}, {b, 3}],
    {proplists:get_value(a, List), proplists:get_value(b, List), proplists:get_all_values(b, List), proplists:delete(b, List),
        proplists:get_bool(a, List), proplists:get_value(z, List, none)}.

strings() ->
    [
        string:length("hello"),
        string:uppercase("hello"),
        string:lowercase(<<"HELLO">>),
        string:titlecase("hello"),
        string:split("a,b,c", ","),
        string:split("a,b,c", ",", all),
        string:trim("  x  "),
        string:trim("xxyxx", both, "x"),
        string:pad("x", 3),
        string:pad("x", 3, leading, $*),
        string:find("hello", "l"),
        string:replace("aaa", "a", "b", all),
        string:slice("hello", 1, 3),
        string:reverse("hello"),
        string:to_integer("42rest"),
        string:to_float("1.5x"),
        string:lexemes("a b  c", " "),
        string:tokens("a b  c", " "),
        string:join(["a", "b"], "-"),
        string:equal("a", <<"a">>),
        string:is_empty(""),
        string:prefix("hello", "he"),
        string:chomp("line\n"),
        string:str("hello", "l"),
        string:casefold("HeLLo"),
        string:next_grapheme("ab"),
        string:to_graphemes("abc")
    ].

%% Where an exception comes from differs between releases.
reason(Fun) ->
    try
        Fun()
    catch
        Class:Reason -> {Class, Reason}
    end.
