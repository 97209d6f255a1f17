%% Modules of random terms: t1/0, t2/0, ... ask differential_checks everything that can be asked of any term.
-module(differential_terms).
-export([module/1, is_terms/1]).
-import(differential_random, [below/1, between/2, chance/1, pick/1, times/2]).

%% One seed in ten makes such a module, where there are all types.
is_terms(Seed) -> Seed rem 10 =:= 0 andalso differential_features:has([floats, bits, maps, libraries]).

-define(CHECKS, [order, sorted, hashes, external, decoded, keys, messages, texts, shown, parts]).

-spec module(integer()) -> [erl_parse:abstract_form()].
module(Seed) ->
    differential_random:seed(Seed),
    differential_forms:start(),
    Name = differential_generator:name(Seed),
    Tests = lists:zip(["t" ++ integer_to_list(N) || N <- lists:seq(1, length(?CHECKS))], ?CHECKS),
    [
        {attribute, 1, file, {atom_to_list(Name) ++ ".erl", 1}},
        {attribute, 1, module, Name},
        {attribute, 1, export, [{list_to_atom(Test), 0} || {Test, _} <- Tests]},
        {function, 2, terms, 0, [{clause, 2, [], [], [differential_forms:literal(terms())]}]}
        | [
            {function, 3, list_to_atom(Test), 0, [
                {clause, 3, [], [], [differential_forms:remote(differential_checks, Check, [{call, 3, {atom, 3, terms}, []}])]}
            ]}
         || {Test, Check} <- Tests
        ]
    ].

%% Some terms, and others that are nearly the same.
terms() ->
    Terms = times(between(3, 8), fun() -> term() end),
    differential_random:shuffle(Terms ++ [relative(pick(Terms)) || _ <- lists:seq(1, between(1, 6))]).

term() ->
    case chance(50) of
        true -> differential_random:term(differential_random:type(3));
        false -> differential_random:term(pick([int, float, atom, bin, bits, {list, any}, {tuple, [any, any]}, {map, any, any}]))
    end.

%% A term that is equal, nearly equal, or a little larger.
relative(Integer) when is_integer(Integer), abs(Integer) < 1 bsl 1000 ->
    pick([Integer, Integer + 1, Integer - 1, -Integer, [Integer], float(Integer)]);
relative(Float) when is_float(Float), abs(Float) < 1.0e30 -> pick([Float, trunc(Float), Float + 1.0, Float / 2 + 1]);
relative(Atom) when is_atom(Atom) -> pick([Atom, list_to_atom(atom_to_list(Atom) ++ "a"), {Atom}]);
relative([Head | Tail]) -> pick([[relative(Head) | Tail], Tail, [Head | relative(Tail)], lists:reverse(proper([Head | Tail])), [Head | end_of_list]]);
relative(Tuple) when is_tuple(Tuple), tuple_size(Tuple) > 0 ->
    At = between(1, tuple_size(Tuple)),
    setelement(At, Tuple, relative(element(At, Tuple)));
relative(Map) when is_map(Map), map_size(Map) > 0 ->
    {Key, Value} = pick(lists:sort(maps:to_list(Map))),
    pick([Map#{Key := relative(Value)}, maps:put(relative(Key), Value, maps:remove(Key, Map)), maps:remove(Key, Map), large(Map)]);
relative(Bits) when is_bitstring(Bits) ->
    Size = below(bit_size(Bits) + 1),
    <<First:Size/bitstring, Rest/bitstring>> = Bits,
    pick([First, Rest, <<Bits/bitstring, 0:1>>, <<Bits/bitstring, Bits/bitstring>>]);
relative(Term) -> {Term}.

%% Improper ones are made proper.
proper([Head | Tail]) -> [Head | proper(Tail)];
proper(_) -> [].

%% Beyond the size of flat maps.
large(Map) -> maps:merge(Map, maps:from_list([{N * 7, N} || N <- lists:seq(1, between(28, 90))])).
