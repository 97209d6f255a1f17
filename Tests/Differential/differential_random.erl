%% Random choices and random terms. All randomness comes from here: a seed gives the same choices on every OTP release.
-module(differential_random).
-export([seed/1, below/1, between/2, chance/1, pick/1, weighted/1, times/2, shuffle/1]).
-export([term/1, type/1, integer/0, float/0, atom/0, bytes/1]).
-export_type([type/0]).

%% What a value may be. Types bound what is generated; nothing holds a generated program to them when it runs.
-type type() ::
    int
    | nat
    | char
    | float
    | number
    | atom
    | bool
    | bin
    | bits
    | iodata
    | any
    | {list, type()}
    | {tuple, [type()]}
    | {map, type(), type()}
    | {record, atom()}
    | {func, [type()], type()}.

-spec seed(integer()) -> ok.
seed(Seed) ->
    _ = rand:seed(exsss, Seed),
    ok.

%% 0 to N - 1.
below(N) -> rand:uniform(N) - 1.

between(Low, High) -> Low + below(High - Low + 1).

%% True in so many of a hundred cases.
chance(Percent) -> below(1000) < Percent * 10.

pick(List) -> lists:nth(rand:uniform(length(List)), List).

weighted(Choices) ->
    weighted(below(lists:sum([Weight || {Weight, _} <- Choices])), Choices).

weighted(At, [{Weight, Choice} | _]) when At < Weight -> Choice;
weighted(At, [{Weight, _} | Rest]) -> weighted(At - Weight, Rest).

times(N, Make) -> [Make() || _ <- lists:seq(1, N)].

shuffle(List) -> [Item || {_, Item} <- lists:sort([{below(1 bsl 40), Item} || Item <- List])].

%% A type, no deeper than Depth.
type(0) ->
    pick(differential_features:only([{always, int}, {always, int}, {always, atom}, {always, bool},
        {floats, float}, {bits, bin}, {bits, bits}]));
type(Depth) ->
    Make = weighted(differential_features:only([
        {always, {6, fun() -> int end}},
        {always, {2, fun() -> atom end}},
        {always, {2, fun() -> bool end}},
        {always, {2, fun() -> any end}},
        {floats, {3, fun() -> float end}},
        {floats, {1, fun() -> number end}},
        {bits, {4, fun() -> bin end}},
        {bits, {3, fun() -> bits end}},
        {always, {4, fun() -> {list, type(Depth - 1)} end}},
        {always, {1, fun() -> {list, char} end}},
        {always, {3, fun() -> {tuple, times(between(1, 3), fun() -> type(Depth - 1) end)} end}},
        {maps, {4, fun() -> {map, key_type(), type(Depth - 1)} end}}
    ])),
    Make().

key_type() -> pick([int, atom, any, {tuple, [int, atom]}]).

%% A term of a type, as a value. Functions have none.
term(int) -> integer();
term(nat) -> below(11);
term(char) -> weighted([{8, between($a, $z)}, {2, between($0, $9)}, {1, below(256)}]);
term(float) -> float();
term(number) -> case differential_features:has(floats) andalso chance(40) of true -> float(); false -> integer() end;
term(atom) -> atom();
term(bool) -> pick([true, false]);
term(bin) -> bytes(size_of_binary());
term(bits) -> bits();
term(iodata) -> pick([[], bytes(below(4)), [bytes(below(4)), below(256) | bytes(below(3))]]);
term({list, Type}) -> times(size_of_list(), fun() -> term(Type) end);
term({tuple, Types}) -> list_to_tuple([term(Type) || Type <- Types]);
term({map, Key, Value}) -> maps:from_list(times(size_of_list(), fun() -> {term(Key), term(Value)} end));
term(any) -> term(any_type()).

any_type() -> case chance(60) of true -> type(0); false -> type(2) end.

size_of_list() -> weighted([{2, 0}, {3, 1}, {3, 2}, {3, 3}, {1, 4}, {1, 5}]).

size_of_binary() -> weighted([{2, 0}, {3, 1}, {3, 2}, {4, between(3, 9)}, {1, between(10, 80)}]).

%% Small ones, and those around the widths at which machines change their representation.
integer() ->
    Make = weighted([
        {10, fun() -> between(0, 9) end},
        {4, fun() -> between(-10, 10) end},
        {4, fun() -> between(-300, 300) end},
        {3, fun() -> sign(power(pick([7, 8, 15, 16, 23, 24, 27, 28, 29, 30, 31, 32])) + between(-2, 2)) end},
        {3, fun() -> sign(power(pick([33, 48, 53, 58, 59, 60, 61, 62, 63, 64, 65])) + between(-2, 2)) end},
        {1, fun() -> sign(power(between(64, 300)) + between(-2, 2)) end},
        {1, fun() -> sign(below(power(between(8, 260)))) end}
    ]),
    Make().

power(N) -> 1 bsl N.

sign(N) -> pick([N, -N]).

float() ->
    Make = weighted([
        {6, fun() -> float(between(-10, 10)) end},
        {6, fun() -> between(-1000, 1000) / 8 end},
        {3, fun() -> pick([0.0, 1.0, 0.1, 0.5, 1.0e10, 1.0e15, 1.0e22, 1.0e23, 3.14, 1.0e300, 1.0e-300, 5.0e-324]) end},
        {3, fun() -> float(integer()) end},
        {2, fun() -> float_of_bits(below(1 bsl 64)) end}
    ]),
    positive_zero(Make()).

%% Negative zero is another value than zero from OTP 27 on only: it is made by arithmetic, not by literals.
positive_zero(Float) when Float == 0 -> 0.0;
positive_zero(Float) -> Float.

float_of_bits(Bits) ->
    case <<Bits:64>> of
        <<Float/float>> -> Float;
        _ -> 1.5
    end.

atom() -> pick([a, b, c, ok, error, undefined, true, '', 'hello world', 'Upper', latin(), unicode(), normal, x1]).

latin() -> list_to_atom([16#E9, $t, 16#E9]).

unicode() -> list_to_atom([16#65E5, 16#672C, 16#1F600]).

bytes(Size) -> << <<(below(256))>> || _ <- lists:seq(1, Size)>>.

bits() ->
    Size = weighted([{1, 0}, {4, between(1, 17)}, {2, 8 * between(1, 4)}, {1, between(18, 200)}]),
    <<(below(1 bsl Size)):Size>>.
