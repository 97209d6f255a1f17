%% Construction of bitstrings: integers of every size, order of bytes and alignment, floats, characters, parts, strings; what raises.
%% boards: Host MPS2AN386
%% older instructions: compiled once more by an older compiler's rules.
-module(bit_construction).
-include("conformance.hrl").

start() ->
    foreach(fun integers/1, values()),
    foreach(fun(V) -> foreach(fun(N) -> unaligned(V, N) end, [0, 1, 3, 7, 8, 9, 15, 16, 17]) end, [16#5A, -2, 1 bsl 40 + 5]),
    large(),
    floats(),
    characters(),
    parts(),
    strings(),
    wrong(),
    guards(),
    units(),
    many(),
    ok.

values() ->
    [0, 1, -1, 127, 128, 255, 256, -128, -129, 16#1234, 16#12345678, -16#12345678, (1 bsl 29) - 1, 1 bsl 29, -(1 bsl 29), -(1 bsl 29) - 1,
        16#FFFFFFFF, 16#100000000, -16#100000000, 16#123456789ABCDEF0, -16#123456789ABCDEF0, 1 bsl 64, -(1 bsl 64), (1 bsl 96) - 1, -(1 bsl 95)].

integers(V) ->
    foreach(
        fun(N) -> ?show({V, N}, {<<V:N>>, <<V:N/little>>, <<V:N/native-signed>>, <<V:N/big-signed>>}) end,
        [0, 1, 2, 7, 8, 9, 12, 15, 16, 24, 29, 30, 31, 32, 33, 40, 47, 63, 64, 65, 100, 128]
    ),
    ?show(V, <<V, V:16, V:24/little, V:32, V:64/little>>).

unaligned(V, N) ->
    ?show({V, N}, {<<0:3, V:N, 1:1>>, <<0:3, V:N/little, 1:1>>, <<1:7, V:N, V:N/little, 0:2>>, <<V:N/unit:3>>, <<V:N/little-unit:5>>}).

large() ->
    V = id(16#123456789ABCDEF0123456789ABCDEF0FEDCBA9876543210),
    foreach(
        fun(N) ->
            ?show({large, N}, {<<V:N>>, <<V:N/little>>, <<(-V):N>>, <<(-V):N/little>>, <<5:3, V:N, 2:3>>, <<5:5, (-V):N/little>>})
        end,
        [150, 191, 192, 193, 255, 256, 257, 300]
    ),
    Big = id((1 bsl 4000) + (1 bsl 2001) + 77),
    ?show(big, {<<Big:4001>>, <<Big:4008/little>>, <<(-Big):4003>>}),
    ?show(zero, <<(id(0)):3000>> =:= <<0:3000>>).

floats() ->
    foreach(
        fun(F) ->
            ?show({float, F, 64}, {<<F/float>>, <<F:64/float-little>>, <<1:3, F/float-native>>}),
            ?show({float, F, 32}, {<<F:32/float>>, <<F:32/float-little>>, <<1:5, F:32/float>>}),
            ?show({float, F, 16}, {<<F:16/float>>, <<F:16/float-little>>, <<1:5, F:16/float>>})
        end,
        [id(0.0), 0, 1, -1, 1.0, -1.5, 3.14159, 0.1, 65504, 65519.9, 65520, 65536.0, 1.0e-5, 6.0e-8, 2.9e-8, 3.0e-8, 1.0e-40, 3.4e38, 3.5e38, 1.0e300,
            1 bsl 100, -(1 bsl 1000), 1 bsl 1030, 2049, 2051, 4098.0, 16#FFFFFFFFFFFFFFFF, 5.960464477539063e-8, 2.98023223876953125e-8, 1.401298464324817e-45, 5.0e-324]
    ),
    N = id(2),
    ?show(unit, <<1.5:N/float-unit:32>>),
    ?show(size_8, <<(id(1.5)):(id(8))/float>>),
    ?show(size_0, <<(id(1.5)):(id(0))/float>>),
    ?show(size_65, <<(id(1.5)):(id(65))/float>>).

characters() ->
    foreach(
        fun(C) ->
            ?show(
                {character, C},
                {<<C/utf8>>, <<C/utf16>>, <<C/utf16-little>>, <<C/utf32>>, <<C/utf32-little>>, <<0:3, C/utf8>>, <<1:1, C/utf16>>, <<1:6, C/utf32-native>>}
            )
        end,
        [0, 1, 127, 128, 255, 2047, 2048, 16#D7FF, 16#D800, 16#DFFF, 16#E000, 16#FFFE, 16#FFFF, 16#10000, 16#10FFFF, 16#110000, -1, 1 bsl 40, a, 1.0]
    ),
    ?show(utf_text, <<"ÅÄÖ→😀"/utf8, "ÅÄÖ→😀"/utf16, "ÅÄÖ→😀"/utf32-little>>).

parts() ->
    B = id(<<1, 2, 3, 4, 5, 6, 7, 8, 9>>),
    S = id(<<16#FEDCBA98765:43>>),
    foreach(
        fun(N) ->
            ?show({part, N}, {<<B:N/binary>>, <<1:1, B:N/binary>>, <<B:N/binary-unit:1>>, <<1:3, B:N/bits, 0:1>>, <<S:N/bits>>, <<1:7, S:N/bits>>})
        end,
        [0, 1, 2, 7, 8, 9, 10, 40, 43, 44, 72, 73]
    ),
    ?show(all, {<<B/binary>>, <<S/bits>>, <<1:5, S/bits, B/bits>>, <<B/binary, S/bits>>, <<S/bits, B/binary, S/bits>>}),
    ?show(all_units, {<<(id(<<1:24>>))/binary-unit:12>>, <<0, (id(<<1:24>>))/binary-unit:3>>}),
    ?show(bad_unit, <<S/binary>>),
    ?show(bad_unit_later, <<0, S/binary>>),
    ?show(bad_unit_12, <<0, B/binary-unit:16>>).

strings() ->
    X = id(5),
    ?show(strings, {<<"abc", X>>, <<X, "abcdefghijklmnopqrstuvwxyz">>, <<X:3, "abcdefgh", X:5>>, <<X:1, 1, 2, 3, X>>, <<X:1, "z">>, <<"">>, <<"ab", X:4, "cd":12>>}),
    ?show(long_string,
        <<"0123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789", X,
            "0123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789">>).

wrong() ->
    A = id(a),
    N = id(-1),
    B = id(<<1, 2, 3>>),
    Huge = id(1 bsl 70),
    ?show(atom, <<A>>),
    ?show(atom_12, <<A:12>>),
    ?show(float_as_integer, <<(id(1.0)):8>>),
    ?show(list, <<(id([1])):16>>),
    ?show(negative_size, <<1:N>>),
    ?show(negative_size_unit, <<1:N/unit:8>>),
    ?show(atom_size, <<1:A>>),
    ?show(float_size, <<1:(id(2.0))>>),
    ?show(huge_size, <<1:Huge>>),
    ?show(huge_size_binary, <<B:Huge/binary>>),
    ?show(negative_huge_size, <<1:(-Huge)>>),
    ?show(large_size_of_all, <<0, 1:(id(1 bsl 60))>>),
    ?show(atom_as_float, <<A/float>>),
    ?show(float_size_atom, <<1.0:A/float>>),
    ?show(float_negative, <<1.0:N/float>>),
    ?show(short, <<B:4/binary>>),
    ?show(short_bits, <<B:25/bits>>),
    ?show(binary_atom, <<A/binary>>),
    ?show(binary_integer, <<0, (id(1))/binary>>),
    ?show(binary_size_atom, <<B:A/binary>>),
    ?show(binary_size_negative, <<B:N/binary>>),
    ?show(list_as_binary, <<(id([1, 2])):1/binary>>),
    ?show(two_wrong, <<A:8, B:N/binary>>),
    ?show(two_wrong_2, <<A/utf8, 1:N>>),
    ?show(two_wrong_3, <<1:N, A/binary>>),
    ?show(append_atom, <<A/binary, 1>>),
    ?show(append_bits, <<(id(<<1:3>>))/binary, 1>>),
    ?show(append_wrong_value, <<B/binary, A>>),
    ?show(append_wrong_size, <<B/binary, 1:N>>),
    ?show(still, B).

guards() ->
    ?show(guard, [guarded(X, N) || X <- [1, a, 300, <<1>>], N <- [0, 1, 8, 9, -1, a, 1 bsl 80]]).

guarded(X, N) when <<X:N>> =:= <<1:1>> -> one_bit;
guarded(X, N) when <<X:N, 1:1>> =:= <<1, 1:1>> -> byte;
guarded(X, N) when byte_size(<<X/binary, N:16>>) =:= 3 -> three;
guarded(X, N) when bit_size(<<X:N>>) > 8 -> more;
guarded(_, _) -> no.

units() ->
    N = id(3),
    ?show(units, [
        <<1:N/unit:1>>, <<1:N/unit:7>>, <<1:N/unit:255>>, <<1:N/unit:256>>, <<(id(<<1:768>>)):N/binary-unit:256>>,
        <<(id(<<5:512>>))/binary-unit:256>>, <<1:2/unit:256>>
    ]).

%% More segments than a byte can count.
many() ->
    X = id(7),
    Y = id(1000),
    B = <<X:3,Y:5,X:7,Y:9,X:11,Y:13,X:15,Y:17,X:19,Y:21,X:23,Y:25,X:27,Y:29,X:31,Y:33,X:3,Y:5,X:7,Y:9,X:11,Y:13,X:15,Y:17,X:19,Y:21,X:23,Y:25,X:27,Y:29,X:31,Y:33,
          X:3,Y:5,X:7,Y:9,X:11,Y:13,X:15,Y:17,X:19,Y:21,X:23,Y:25,X:27,Y:29,X:31,Y:33,X:3,Y:5,X:7,Y:9,X:11,Y:13,X:15,Y:17,X:19,Y:21,X:23,Y:25,X:27,Y:29,X:31,Y:33,
          X:3,Y:5,X:7,Y:9,X:11,Y:13,X:15,Y:17,X:19,Y:21,X:23,Y:25,X:27,Y:29,X:31,Y:33,X:3,Y:5,X:7,Y:9,X:11,Y:13,X:15,Y:17,X:19,Y:21,X:23,Y:25,X:27,Y:29,X:31,Y:33>>,
    ?show(many, B).
