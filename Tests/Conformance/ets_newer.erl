%% What ets has had since OTP 27: lookups on the way, update_element/4, lookup_element/4, more functions in guards, heirs that are told nothing.
%% otp: 29
-module(ets_newer).
-include("conformance.hrl").

start() ->
    foreach(fun lookups/1, [set, ordered_set, bag, duplicate_bag]),
    defaults(),
    guards(),
    heirs(),
    ok.

lookups(Type) ->
    T = ets:new(lookups, [Type]),
    ?show({Type, empty}, [ets:first_lookup(T), ets:last_lookup(T)]),
    ets:insert(T, [{N, {N}} || N <- seq(1, 20)]),
    ets:insert(T, [{N, again} || N <- seq(5, 10)]),
    All = walk(T, ets:first_lookup(T), fun ets:next_lookup/2),
    ?show({Type, all}, lists:sort(All)),
    ?show({Type, same}, [Objects =:= ets:lookup(T, Key) || {Key, Objects} <- All]),
    ?show({Type, back}, length(walk(T, ets:last_lookup(T), fun ets:prev_lookup/2))),
    case Type of
        ordered_set ->
            ?show(first, {ets:first_lookup(T), ets:last_lookup(T)}),
            ?show(between, [{ets:next_lookup(T, K), ets:prev_lookup(T, K)} || K <- [0, 5.5, 20, a]]);
        _ ->
            ?show(unknown, [try ets:next_lookup(T, K) catch error:R -> R end || K <- [0, a]])
    end.

walk(_, '$end_of_table', _) -> [];
walk(T, {Key, Objects}, Next) -> [{Key, Objects} | walk(T, Next(T, Key), Next)].

defaults() ->
    T = ets:new(defaults, []),
    ?show(lookup_element, [ets:lookup_element(T, a, 2, default), ets:insert(T, {a, 1}), ets:lookup_element(T, a, 2, default)]),
    ?show(wrong, [try ets:lookup_element(T, K, P, default) catch error:R -> R end || K <- [a, b], P <- [0, 3, x]]),
    ?show(update_element, [
        try
            ets:update_element(T, K, O, D)
        catch
            error:R -> R
        end
     || K <- [a, b], {O, D} <- [{{2, x}, {k, d}}, {[{2, y}, {3, z}], {k, d, e}}, {{1, x}, {k, d}}, {{2, x}, {}}, {{2, x}, y}, {{4, x}, {k}}]
    ]),
    ?show(all, lists:sort(ets:tab2list(T))).

guards() ->
    ?show(guards, [
        ets:test_ms({A, B}, [{{'$1', '$2'}, [], [Call]}])
     || A <- [1, 2.5, {x}, true], B <- [2, a, <<1:3>>],
        Call <- [{max, '$1', '$2'}, {min, '$1', '$2'}, {ceil, '$1'}, {floor, '$1'}, {is_boolean, '$1'}, {is_bitstring, '$2'}] ++
            [{tuple_size, '$1'}, {is_function, '$1', '$2'}, {is_integer, '$1', 0, '$2'}]
    ]).

heirs() ->
    Me = self(),
    {Child, Reference} = spawn_monitor(fun() ->
        ets:new(quiet, [named_table, {heir, Me}]),
        ets:new(loud, [named_table, {heir, Me, told}]),
        ets:insert(quiet, {a, 1})
    end),
    receive
        {'DOWN', Reference, process, Child, _} -> ok
    end,
    ?show(told, receive {'ETS-TRANSFER', loud, Child, Data} -> Data end),
    ?show(owner, [ets:info(T, owner) =:= Me || T <- [quiet, loud]]),
    ?show(quiet, receive {'ETS-TRANSFER', quiet, _, _} -> told after 0 -> nothing end),
    ?show(object, ets:lookup(quiet, a)).
