%% Map updates whose maps, keys and values lie on the stack, of small and of large maps, one and several at once.
-module(map_updates).
-include("conformance.hrl").

start() ->
    Small = from(1, 5, #{}),
    Large = from(1, 60, #{}),
    ?show(changed, [changed(Map, key(3), [value, N]) || Map <- [Small, Large], N <- seq(1, 3)]),
    ?show(added, [added(Map, key(N), [value, N]) || Map <- [#{}, Small, Large], N <- [2, 5, 77]]),
    ?show(both, [both(Map, key(2), key(90), {a, [b]}) || Map <- [Small, Large]]),
    ?show(exact_many, [exact_many(Map, key(1), key(4), {a, [b]}) || Map <- [Small, Large]]),
    ?show(grown, [maps:size(grown(Map, key(100), key(101), key(102), [v])) || Map <- [from(1, 29, #{}), from(1, 30, #{}), from(1, 31, #{})]]),
    ?show(missing, [catch_of(fun() -> changed(Map, key(99), v) end) || Map <- [Small, Large]]),
    ?show(no_map, [catch_of(fun() -> added(Map, key(99), v) end) || Map <- [[], {Small}, 7]]),
    ok.

from(N, Last, Map) when N > Last -> Map;
from(N, Last, Map) -> from(N + 1, Last, Map#{key(N) => {N, [N]}}).

key(N) -> {key, [N], N * 1.5}.

%% Calls keep what comes after them on the stack.
changed(Map, Key, Value) ->
    call(),
    New = Map#{Key := {changed, Value}},
    call(),
    {maps:get(Key, New), Key, Value, maps:size(New), maps:get(Key, Map), New =:= maps:put(Key, {changed, Value}, Map)}.

added(Map, Key, Value) ->
    call(),
    New = Map#{Key => Value},
    call(),
    {maps:get(Key, New), Key, Value, maps:size(New), maps:is_key(Key, Map), New =:= maps:put(Key, Value, Map)}.

both(Map, Old, Fresh, Value) ->
    call(),
    New = Map#{Old => Value, Fresh => Value, Value => Old},
    call(),
    {maps:size(New), [maps:get(Key, New) || Key <- [Old, Fresh, Value]], maps:without([Old, Fresh, Value], New) =:= maps:remove(Old, Map)}.

exact_many(Map, First, Second, Value) ->
    call(),
    New = Map#{First := Value, Second := [Value]},
    call(),
    {maps:size(New), maps:get(First, New), maps:get(Second, New), Value}.

grown(Map, First, Second, Third, Value) ->
    call(),
    New = Map#{First => Value, Second => Value, Third => Value},
    call(),
    true = [Value, Value, Value] =:= [maps:get(Key, New) || Key <- [First, Second, Third]],
    New.

catch_of(Fun) ->
    try Fun()
    catch Class:Reason -> {Class, Reason}
    end.

call() -> erlang:garbage_collect().
