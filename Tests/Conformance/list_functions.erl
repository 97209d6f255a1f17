%% The list functions that are native: hd, tl, length, reverse, member, keyfind and its kin, with every wrong argument.
-module(list_functions).
-include("conformance.hrl").

start() ->
    Values = [[], [1], [a, b, c], [1 | 2], [1, 2 | c], a, {}, "text", 1 bsl 70, [[]]],
    foreach(
        fun(V) ->
            erlang:display(V),
            ?show(hd, hd(V)),
            ?show(tl, tl(V)),
            ?show(length, length(V)),
            ?show(reverse, lists:reverse(V, [z])),
            ?show(reverse_improper, lists:reverse(V, z)),
            ?show(member, lists:member(a, V)),
            ?show(member_c, lists:member(c, V)),
            ?show(keyfind, lists:keyfind(a, 1, V))
        end,
        Values
    ),
    ?show(member_exact, {lists:member(1, id([2, 1])), lists:member([1], [[2], [1]]), lists:member({a}, [{a, b}])}),
    ?show(member_big, lists:member(1 bsl 70, id([a, 1 bsl 70]))),
    ?show(member_found_first, lists:member(1, id([1 | 2]))),
    Pairs = id([{a, 1}, b, {c}, {b, 2}, {1, x, y}, {a, 3}, [], {}]),
    foreach(
        fun({Key, Index}) ->
            ?show({Key, Index}, {
                lists:keyfind(Key, Index, Pairs),
                lists:keymember(Key, Index, Pairs),
                lists:keysearch(Key, Index, Pairs)
            })
        end,
        [{a, 1}, {b, 1}, {c, 1}, {1, 1}, {1, 2}, {2, 2}, {3, 2}, {y, 3}, {z, 1}, {x, 2}, {z, 9}]
    ),
    foreach(fun(I) -> ?show({wrong_index, I}, lists:keyfind(a, I, Pairs)) end, [0, -1, a, 1 bsl 70, []]),
    ?show(keymember_wrong, lists:keymember(a, 0, Pairs)),
    ?show(keysearch_wrong, lists:keysearch(a, 0, [])),
    ?show(keyfind_improper, lists:keyfind(z, 1, id([{a, 1} | {z, 2}]))),
    ?show(keyfind_found_first, lists:keyfind(a, 1, id([{a, 1} | rest]))),
    ?show(keyfind_equal, lists:keyfind(id([1]), 2, id([{a, [1]}]))),
    ?show(long_reverse, hd(lists:reverse(seq(1, 3000), []))),
    ?show(long_length, length(seq(1, 3000))),
    ?show(guard, [guarded(V) || V <- Values]),
    ok.

guarded(L) when length(L) > 2 -> long;
guarded(L) when hd(L) =:= 1 -> one;
guarded(L) when tl(L) =:= [] -> single;
guarded(_) -> no.
