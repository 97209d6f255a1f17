%% The functions of erlang and binary that take or make binaries: each with bitstrings of every form and alignment, with what are
%% no binaries, and with wrong positions, lengths, bases and encodings.
%% boards: Host MPS2AN386
-module(binary_functions).
-include("conformance.hrl").

start() ->
    sizes(),
    parts(),
    lists(),
    atoms(),
    integers(),
    checksums(),
    digests(),
    numbers(),
    ends(),
    long(),
    ok.

values() ->
    <<_:3, Unaligned/binary>> = id(<<5:3, "unaligned">>),
    <<_:3, Odd/bitstring>> = id(<<5:3, "odd", 2:2>>),
    <<_:100/binary, Part/binary>> = id(long_binary()),
    [
        <<>>, <<0>>, <<"abc">>, <<5:3>>, <<"abc", 5:3>>, Unaligned, Odd, Part, binary_part(Part, 3, 9), "abc", [],
        [<<"a">>, $b | <<"c">>], [[[]], <<1:1>>, [<<7:7>>, 255]], [$a, 256], [-1], [a], [1 | 2], [<<1:1>> | <<0:7>>], a, 1, -1,
        1 bsl 70, {a}, fun erlang:abs/1
    ].

long_binary() -> list_to_binary(seq(1, 200)).

%% Applies a function to each of the values, with further arguments.
each(Module, Function, More) ->
    erlang:display({Module, Function, More, [result(Module, Function, [Value | More]) || Value <- values()]}).

each(Module, Function) -> each(Module, Function, []).

%% Applies a function to all combinations of the values in each of the lists.
all(Module, Function, Lists) ->
    erlang:display({Module, Function, [result(Module, Function, Arguments) || Arguments <- combinations(Lists)]}).

combinations([]) -> [[]];
combinations([List | Lists]) -> [[Value | Rest] || Value <- List, Rest <- combinations(Lists)].

result(Module, Function, Arguments) ->
    try apply(Module, Function, Arguments) of
        Result when is_binary(Result), byte_size(Result) > 100 -> {erlang:crc32(Result), byte_size(Result)};
        Result -> Result
    catch
        Class:Reason -> {Class, Reason}
    end.

sizes() ->
    each(erlang, byte_size),
    each(erlang, bit_size),
    each(erlang, size),
    each(erlang, iolist_size),
    ?show(guards, [guarded(Value) || Value <- values()]).

guarded(Value) when byte_size(Value) =:= 4, bit_size(Value) =:= 27 -> odd;
guarded(Value) when bit_size(Value) rem 8 =:= 3 -> three;
guarded(Value) when size(Value) =:= 1 -> one;
guarded(Value) when binary_part(Value, 1, 2) =:= <<"bc">> -> abc;
guarded(Value) when binary_part(Value, {byte_size(Value), -2}) =:= <<"ed">> -> unaligned;
guarded(Value) when is_binary(Value) -> binary;
guarded(Value) when is_bitstring(Value) -> bitstring;
guarded(_) -> other.

parts() ->
    Binaries = [Value || Value <- values(), is_binary(Value) orelse Value =:= a],
    Positions = [0, 1, 3, 4, 9, -1, a, 1 bsl 70],
    Lengths = [0, 1, 2, -2, -4, a, 1 bsl 70, -1 bsl 70],
    all(erlang, binary_part, [Binaries, Positions, Lengths]),
    all(binary, part, [Binaries, Positions, Lengths]),
    all(erlang, binary_to_list, [Binaries, Positions, Positions]),
    all(binary, part, [Binaries, [{0, 0}, {1, 2}, {3, -3}, {4, 1}, {0, 1, 2}, a]]),
    all(erlang, binary_part, [Binaries, [{0, 0}, {1, 2}, {3, -3}, {4, 1}, {0, 1, 2}, a]]),
    all(erlang, split_binary, [values(), Positions]),
    all(binary, at, [values(), Positions]),
    all(binary, copy, [Binaries, [0, 1, 2, 5, -1, a, -1 bsl 70]]),
    each(binary, first),
    each(binary, last),
    each(binary, copy),
    ?show(referenced, [
        binary:referenced_byte_size(binary_part(long_binary(), 100, 80)) >= 200,
        binary:referenced_byte_size(binary:copy(binary_part(long_binary(), 100, 80))) < 200
    ]).

lists() ->
    each(erlang, binary_to_list),
    each(erlang, bitstring_to_list),
    each(erlang, list_to_binary),
    each(erlang, list_to_bitstring),
    each(erlang, iolist_to_binary),
    each(binary, list_to_bin),
    ?show(of_bits, [
        bitstring_to_list(list_to_bitstring([<<1:1>>, <<N:N>>, [<<"ab">>, <<7:3>>, 255 | <<0:6>>]]))
     || N <- [0, 1, 5, 7, 8, 9, 17]
    ]),
    ?show(iovec, [
        try {list_to_binary(erlang:iolist_to_iovec(Value)) =:= iolist_to_binary(Value), is_list(erlang:iolist_to_iovec(Value))} catch
            error:Reason -> Reason
        end
     || Value <- values()
    ]).

lists_duplicate(0, _) -> [];
lists_duplicate(N, Value) -> [Value | lists_duplicate(N - 1, Value)].

atoms() ->
    Atoms = [a, '', 'A b', '\x{e5}', '\x{3b1}', '\x{1F600}', "a", 1],
    Encodings = [latin1, utf8, unicode, other, 1],
    all(erlang, atom_to_binary, [Atoms]),
    all(erlang, atom_to_binary, [Atoms, Encodings]),
    Texts = [
        <<>>, <<"abc">>, <<229>>, <<195, 165>>, <<195>>, <<195, 40>>, <<224, 128, 128>>, <<237, 160, 128>>, <<206, 177>>,
        <<240, 159, 152, 128>>, <<244, 144, 128, 128>>, <<1:3>>, abc, "abc"
    ],
    foreach(
        fun(Function) ->
            all(erlang, Function, [Texts]),
            all(erlang, Function, [Texts, Encodings])
        end,
        [binary_to_atom, binary_to_existing_atom]
    ),
    ?show(new, binary_to_existing_atom(<<"an atom that nobody has made">>)),
    foreach(
        fun({Count, Character}) ->
            List = lists_duplicate(Count, Character),
            Binary = list_to_binary(lists_duplicate(Count, <<Character/utf8>>)),
            ?show({Count, Character}, [
                list_result(fun() -> list_to_atom(List) end),
                list_result(fun() -> list_to_existing_atom(List) end),
                list_result(fun() -> binary_to_atom(Binary) end),
                list_result(fun() -> binary_to_existing_atom(Binary) end),
                list_result(fun() -> binary_to_atom(list_to_binary([Binary, 255])) end),
                list_result(fun() -> binary_to_atom(Binary, latin1) end)
            ])
        end,
        [{254, $a}, {255, $a}, {256, $a}, {255, 16#1F600}, {256, 16#1F600}, {128, 229}]
    ),
    ?show(list_to_atom, [
        list_result(fun() -> list_to_atom(List) end)
     || List <- ["", "\x{10FFFF}", [16#110000], [16#D800], [-1], [a], [97 | 98], [1 bsl 70], a, <<"a">>]
    ]).

list_result(Fun) ->
    try Fun() of
        Atom -> {length(atom_to_list(Atom)), byte_size(atom_to_binary(Atom))}
    catch
        Class:Reason -> {Class, Reason}
    end.

integers() ->
    Integers = [0, 1, -1, 255, -255, 1 bsl 29, -(1 bsl 29) - 1, 1 bsl 70, -(1 bsl 1000), 1.0, a, <<"1">>],
    Bases = [2, 3, 10, 16, 36, 37, 1, 0, a, 1 bsl 70],
    all(erlang, integer_to_binary, [Integers]),
    all(erlang, integer_to_binary, [Integers, Bases]),
    Texts = [
        <<"0">>, <<"12">>, <<"+12">>, <<"-12">>, <<"">>, <<"+">>, <<"-">>, <<"1 ">>, <<" 1">>, <<"1_0">>, <<"zZ">>,
        <<"123456789012345678901234567890">>, <<"--1">>, <<"1.0">>, <<1:3>>, "12", a
    ],
    all(erlang, binary_to_integer, [Texts]),
    all(erlang, binary_to_integer, [Texts, Bases]),
    <<_:5, Unaligned/binary>> = id(<<0:5, "-1234567890123">>),
    ?show(unaligned, binary_to_integer(Unaligned)),
    ?show(round_trip, [
        binary_to_integer(integer_to_binary(1 bsl Bits, Base), Base) =:= 1 bsl Bits
     || Bits <- [10, 100, 215, 1000, 5000], Base <- [2, 7, 10, 36]
    ]).

checksums() ->
    each(erlang, crc32),
    each(erlang, adler32),
    each(erlang, md5),
    Words = [0, 1, 16#7FFFFFFF, 16#FFFFFFFF, 1 bsl 32, -1, a],
    all(erlang, crc32, [Words, [<<"more">>, [], [a], a]]),
    all(erlang, adler32, [Words, [<<"more">>, [<<"more">>, $m], [a], a]]),
    all(erlang, crc32_combine, [Words, Words, Words]),
    all(erlang, adler32_combine, [Words, Words, Words]),
    Long = list_to_binary(lists_duplicate(60, long_binary())),
    ?show(long, {erlang:crc32(Long), erlang:adler32(Long), erlang:md5(Long)}),
    ?show(worst, erlang:adler32(binary:copy(<<255>>, 12000))),
    ?show(
        combined,
        erlang:crc32([<<"one">>, <<"two">>]) =:= erlang:crc32_combine(erlang:crc32(<<"one">>), erlang:crc32(<<"two">>), 3)
    ),
    ?show(
        combined,
        erlang:adler32(<<"onetwo">>) =:= erlang:adler32_combine(erlang:adler32(<<"one">>), erlang:adler32(<<"two">>), 3)
    ).

digests() ->
    ?show(lengths, [erlang:md5(binary_part(long_binary(), 0, N)) || N <- [0, 1, 54, 55, 56, 57, 63, 64, 65, 119, 120, 128]]),
    Context = erlang:md5_update(erlang:md5_init(), <<"message ">>),
    ?show(steps, erlang:md5_final(erlang:md5_update(erlang:md5_update(Context, ["dig", <<"es">>]), <<"t">>))),
    ?show(context_is_a_value, [erlang:md5_final(Context), erlang:md5_final(erlang:md5_update(Context, long_binary()))]),
    ?show(same, erlang:md5_final(Context) =:= erlang:md5(<<"message ">>)),
    ?show(no_context, erlang:md5_final(<<>>)),
    ?show(no_context, erlang:md5_update(<<"no context">>, <<>>)),
    ?show(wrong, erlang:md5_update(Context, [a])).

numbers() ->
    each(binary, decode_unsigned),
    each(binary, decode_unsigned, [little]),
    each(binary, decode_unsigned, [big]),
    each(binary, decode_unsigned, [other]),
    Numbers = [0, 1, 255, 256, 65535, 1 bsl 29, 1 bsl 32 - 1, 1 bsl 32, 1 bsl 71 + 5, 1 bsl 600, -1, -1 bsl 70, 1.0, a],
    all(binary, encode_unsigned, [Numbers]),
    all(binary, encode_unsigned, [Numbers, [little, big, other]]),
    ?show(round_trip, [
        binary:decode_unsigned(binary:encode_unsigned(N, little), little) =:= N
     || N <- [1 bsl 33 - 1, 1 bsl 64, 1 bsl 1000 + 1]
    ]).

ends() ->
    Lists = [
        [], [<<>>], [<<"abc">>], [<<"abcd">>, <<"abxd">>], [<<"abcd">>, <<"abcd">>], [<<"abc">>, <<"xbc">>, <<"c">>],
        [<<"abc">>, <<>>], [<<"abc">> | <<"abc">>], [<<"abc">>, abc], [abc], [<<1:3>>], [<<"a">>, <<"b">>, <<1:3>>], <<"abc">>, a
    ],
    all(binary, longest_common_prefix, [Lists]),
    all(binary, longest_common_suffix, [Lists]),
    <<_:1, Unaligned/binary>> = id(<<0:1, "abcd">>),
    ?show(unaligned, {binary:longest_common_prefix([Unaligned, <<"abce">>]), binary:longest_common_suffix([<<"bcd">>, Unaligned])}).

%% Lists and binaries of some length, and lists that are nested deeply on either side.
long() ->
    Long = long_binary(),
    ?show(copy, erlang:crc32(binary:copy(Long, 50))),
    ?show(copy_none, {binary:copy(Long, 0), binary:copy(<<>>, 1 bsl 40)}),
    ?show(list, length(binary_to_list(binary:copy(Long, 20)))),
    Nested = nest(20000, [], fun(Inner) -> [Inner] end),
    ?show(left, iolist_to_binary(nest(20000, Nested, fun(Inner) -> [Inner, <<>>] end))),
    ?show(right, erlang:crc32(nest(20000, [], fun(Inner) -> [$a | [Inner]] end))),
    ?show(both, iolist_size(nest(20000, <<"x">>, fun(Inner) -> [$a, Inner | <<"b">>] end))),
    ?show(wrong, iolist_size(nest(20000, a, fun(Inner) -> [$a, Inner | <<"b">>] end))).

nest(0, Term, _) -> Term;
nest(N, Term, Fun) -> nest(N - 1, Fun(Term), Fun).
