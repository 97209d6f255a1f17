%% Comprehensions: of lists, binaries and maps, over all three.
-module(differential_comprehensions).
-export([list/3, bits/2, map/4, counter/1]).
-import(differential_random, [chance/1, pick/1, weighted/1]).
-import(differential_forms, [var/1, tuple/1, remote/3, library/2, fresh/0, literal/1, line/0]).
-import(differential_expressions, [expression/3, weighing/2]).

list(Type, Env, Depth) ->
    {Qualifiers, Inner, Times} = qualifiers(Env, Depth),
    library(limit, [{lc, line(), weighing(Times, fun() -> expression(Type, Inner, Depth - 2) end), Qualifiers}]).

%% A bitstring of segments that differential_bits makes.
bits(Env, Depth) ->
    {Qualifiers, Inner, Times} = qualifiers(Env, Depth),
    {bc, line(), weighing(Times, fun() -> differential_bits:construction(Inner, Depth - 2) end), Qualifiers}.

map(Key, Value, Env, Depth) ->
    {Qualifiers, Inner, Times} = qualifiers(Env, Depth),
    [K, V] = weighing(Times, fun() -> differential_expressions:arguments([Key, Value], Inner, Depth - 2) end),
    case differential_features:has({otp, 26}) andalso chance(70) of
        true -> {mc, line(), {map_field_assoc, line(), K, V}, Qualifiers};
        false -> remote(maps, from_list, [{lc, line(), tuple([K, V]), Qualifiers}])
    end.

qualifiers(Env, Depth) ->
    {First, Inner} = generator(Env, Depth),
    case weighted([{6, one}, {3, filter}, {1, two}]) of
        one -> {[First], Inner, 5};
        filter -> {[First, filter(Inner, Depth)], Inner, 5};
        two ->
            {Second, Innermost} = generator(Inner, Depth - 1),
            {[First, Second], Innermost, 20}
    end.

filter(Env, Depth) ->
    case chance(50) of
        true -> differential_guards:test(Env, 1);
        false -> weighing(5, fun() -> expression(bool, Env, Depth - 2) end)
    end.

generator(Env, Depth) ->
    Make = weighted(differential_features:only([
        {always, {6, fun() -> list_generator(Env, Depth) end}},
        {bits, {3, fun() -> bits_generator(Env, Depth) end}},
        {[maps, {otp, 26}], {2, fun() -> map_generator(Env, Depth) end}}
    ])),
    Make().

list_generator(Env, Depth) ->
    Type = differential_random:type(1),
    List = expression({list, Type}, Env, Depth - 2),
    {Pattern, Inner} = differential_patterns:pattern(Type, Env, chance(30)),
    {{generate, line(), Pattern, library(limit, [List])}, Inner}.

bits_generator(Env, Depth) ->
    Bits = expression(pick([bin, bits]), Env, Depth - 2),
    {Pattern, Inner} = differential_bits:generator_pattern(Env),
    {{b_generate, line(), Pattern, Bits}, Inner}.

map_generator(Env, Depth) ->
    Types = [int, differential_random:type(1)],
    Map = expression({map, int, lists:last(Types)}, Env, Depth - 2),
    {[Key, Value], Inner} = differential_patterns:patterns(Types, Env, chance(20)),
    {{m_generate, line(), {map_field_exact, line(), Key, Value}, Map}, Inner}.

%% Some numbers in their order.
counter(Env) ->
    Name = fresh(),
    {{generate, line(), var(Name), literal(lists:seq(1, pick([20, 32, 33, 40, 70])))}, [{Name, int} | Env]}.
