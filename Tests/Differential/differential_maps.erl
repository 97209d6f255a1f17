%% Maps: building, updating, matching.
-module(differential_maps).
-export([expression/4, pattern/3]).
-import(differential_random, [below/1, between/2, chance/1, pick/1, weighted/1, times/2]).
-import(differential_forms, [var/1, op/3, remote/3, tuple/1, literal/1, line/0]).

expression(Key, Value, Env, Depth) ->
    Map = fun() -> differential_expressions:expression({map, Key, Value}, Env, Depth - 1) end,
    Make = weighted([
        {6, fun() -> {map, line(), times(below(5), fun() -> association(Key, Value, map_field_assoc, Env, Depth) end)} end},
        {5, fun() ->
            {map, line(), Map(), updates(Key, Value, Env, Depth)}
        end},
        {2, fun() -> large(Key, Value, Env, Depth) end},
        {3, fun() -> differential_comprehensions:map(Key, Value, Env, Depth) end}
    ]),
    Make().

%% One key that has to be there at most: which of several is missed first is nobody's promise.
updates(Key, Value, Env, Depth) ->
    case chance(25) of
        true -> [association(Key, Value, map_field_exact, Env, Depth)];
        false -> times(between(1, 3), fun() -> association(Key, Value, map_field_assoc, Env, Depth) end)
    end.

association(Key, Value, Kind, Env, Depth) ->
    [K, V] = differential_expressions:arguments([Key, Value], Env, Depth - 1),
    {Kind, line(), K, V}.

%% Beyond the size at which they become tries.
large(Key, Value, Env, Depth) ->
    {Generator, [{Counter, int} | _] = Inner} = differential_comprehensions:counter(Env),
    Pair = differential_expressions:weighing(40, fun() ->
        [K, V] = differential_expressions:arguments([Key, Value], Inner, min(Depth - 2, 1)),
        tuple([large_key(Key, K, var(Counter)), V])
    end),
    remote(maps, from_list, [{lc, line(), Pair, [Generator]}]).

large_key(int, _, Counter) -> op('*', Counter, literal(differential_random:integer()));
large_key(any, Key, Counter) -> tuple([Key, Counter]);
large_key({tuple, [int, atom]}, Key, Counter) -> remote(erlang, setelement, [literal(1), Key, Counter]);
large_key(_, Key, _) -> Key.

%% Keys are values that are known before, or guard expressions.
pattern(Key, Value, Env) ->
    Keys = times(weighted([{1, 0}, {5, 1}, {2, 2}]), fun() ->
        case [Name || {Name, Have} <- Env, differential_expressions:fits(Have, Key), lists:member(Name, differential_patterns:bound_before())] of
            [_ | _] = Names -> case chance(50) of true -> var(pick(Names)); false -> literal(differential_random:term(Key)) end;
            [] -> literal(differential_random:term(Key))
        end
    end),
    {Patterns, Inner} = differential_patterns:inner([Value || _ <- Keys], Env, chance(30)),
    {{map, line(), [{map_field_exact, line(), K, P} || {K, P} <- lists:zip(Keys, Patterns)]}, Inner}.
