%% Matching of bitstrings: integers of every size, order of bytes and alignment, floats, characters, parts, tails, literals; what does
%% not match; contexts that go through calls, several clauses and collections.
%% boards: Host MPS2AN386
-module(bit_matching).
-include("conformance.hrl").

start() ->
    foreach(fun integers/1, data()),
    foreach(fun fixed/1, data()),
    large(),
    floats(),
    characters(),
    parts(),
    literals(),
    tails(),
    sizes(),
    contexts(),
    collected(),
    comprehensions(),
    compared(),
    ok.

data() ->
    Sub = id(<<16#ABCDEF0123456789ABCDEF0123456789:128, 0:600>>),
    <<_:5, Odd:600/bits, _/bits>> = Sub,
    [<<>>, <<1:1>>, <<255>>, <<128, 0:3>>, <<1, 2>>, <<255, 254, 253>>, <<16#89ABCDEF:32>>, <<16#FEDCBA9876543210:64>>, <<-1:70>>, Sub, Odd].

integers(B) ->
    foreach(fun(N) -> ?show({B, N}, integer(B, N)) end, [0, 1, 3, 7, 8, 9, 15, 16, 17, 24, 29, 30, 31, 32, 33, 40, 63, 64, 65, 100]).

integer(B, N) ->
    case B of
        <<U:N, _/bits>> ->
            <<S:N/signed, _/bits>> = B,
            <<L:N/little, _/bits>> = B,
            <<M:N/little-signed, _/bits>> = B,
            O = case B of <<_:3, V:N, _/bits>> -> V; _ -> none end,
            P = case B of <<_:3, W:N/little-signed, _/bits>> -> W; _ -> none end,
            {U, S, L, M, O, P};
        _ -> no
    end.

fixed(B) ->
    ?show({fixed, B},
        [F(B) || F <- [
            fun(<<X:8, R/bits>>) -> {X, bit_size(R)}; (_) -> no end,
            fun(<<X:16, _/bits>>) -> X; (_) -> no end,
            fun(<<X:16/little, _/bits>>) -> X; (_) -> no end,
            fun(<<X:8/signed, Y:8/little, _/bits>>) -> {X, Y}; (_) -> no end,
            fun(<<X:32, _/bits>>) -> X; (_) -> no end,
            fun(<<X:32/little-signed, _/bits>>) -> X; (_) -> no end,
            fun(<<_:1, X:32, Y:16, Z:8, _/bits>>) -> {X, Y, Z}; (_) -> no end,
            fun(<<X:29, Y:28, _/bits>>) -> {X, Y}; (_) -> no end,
            fun(<<X:30, Y:31, _/bits>>) -> {X, Y}; (_) -> no end,
            fun(<<X:64, _/bits>>) -> X; (_) -> no end,
            fun(<<X:64/little, _/bits>>) -> X; (_) -> no end,
            fun(<<X:63/signed, _/bits>>) -> X; (_) -> no end,
            fun(<<X, Y, Z>>) -> {X, Y, Z}; (_) -> no end,
            fun(<<X:4, Y:4, R/binary>>) -> {X, Y, R}; (_) -> no end,
            fun(<<X:3/unit:8, _/bits>>) -> X; (_) -> no end,
            fun(<<_:8, X:1/binary, Y:1/bits, _/bits>>) -> {X, Y}; (_) -> no end,
            fun(<<X/binary>>) -> byte_size(X); (<<X/bits>>) -> {bits, bit_size(X)} end,
            fun(<<_:2, X/binary-unit:3>>) -> bit_size(X); (_) -> no end
        ]]).

large() ->
    V = (1 bsl 4000) + (1 bsl 2001) + 77,
    W = id(-V),
    <<A:4002/signed, R/bits>> = <<W:4002, 5:3>>,
    <<B:4008/little-signed>> = <<W:4008/little>>,
    <<_:3, C:4001, _:2>> = <<1:3, (id(V)):4001, 2:2>>,
    ?show(large, {A =:= W, R, B =:= W, C =:= V}),
    <<D:3000>> = id(<<0:3000>>),
    <<E:3000/signed>> = id(<<-1:3000>>),
    <<F:96/signed>> = id(<<(-(1 bsl 95)):96>>),
    ?show(extremes, {D, E, F}).

floats() ->
    foreach(
        fun(B) ->
            ?show({floats, B}, {
                case B of <<F:64/float, _/bits>> -> F; _ -> no end,
                case B of <<F:64/float-little, _/bits>> -> F; _ -> no end,
                case B of <<F:32/float, _/bits>> -> F; _ -> no end,
                case B of <<F:32/float-little, _/bits>> -> F; _ -> no end,
                case B of <<F:16/float, _/bits>> -> F; _ -> no end,
                case B of <<_:3, F:16/float-little, _/bits>> -> F; _ -> no end
            })
        end,
        [<<1.5/float>>, <<0.1:32/float>>, <<-2.0:16/float>>, <<0:64>>, <<-1:64>>, <<16#7FF0000000000000:64>>, <<16#7F800000:32, 0:32>>,
            <<16#8000:16>>, <<16#7C00:16>>, <<1:16>>, <<16#83FF:16>>, <<16#3C00:16>>, <<16#7BFF:16>>, <<1:64>>, <<1:32>>, <<1:3, 1.5:16/float-little, 0:80>>]
    ),
    foreach(
        fun(N) -> ?show({float_size, N}, case id(<<1.0/float, 2.0/float>>) of <<F:N/float, _/bits>> -> F; _ -> no end) end,
        [0, 8, 16, 32, 48, 64, 128, -1, a]
    ).

characters() ->
    foreach(
        fun(B) ->
            ?show({characters, B}, {
                case B of <<C/utf8, R/bits>> -> {C, R}; _ -> no end,
                case B of <<C/utf16, R/bits>> -> {C, R}; _ -> no end,
                case B of <<C/utf16-little, R/bits>> -> {C, R}; _ -> no end,
                case B of <<C/utf32, R/bits>> -> {C, R}; _ -> no end,
                case B of <<C/utf32-little, R/bits>> -> {C, R}; _ -> no end,
                case <<1:3, B/bits>> of <<_:3, C/utf8, _/utf8, R/bits>> -> {C, R}; _ -> no end,
                case <<1:1, B/bits>> of <<_:1, _/utf16, R/bits>> -> R; _ -> no end,
                case <<1:1, B/bits>> of <<_:1, _/utf32, R/bits>> -> R; _ -> no end
            })
        end,
        [<<>>, <<0>>, <<"abcdefgh">>, <<"ÅÄÖ→😀"/utf8>>, <<"→😀"/utf8>>, <<"😀x"/utf8>>, <<"→😀"/utf16>>, <<"😀→"/utf16>>, <<"😀"/utf16-little>>, <<"😀"/utf32>>, <<"😀"/utf32-little>>,
            <<192, 128>>, <<193, 191>>, <<194, 128>>, <<194>>, <<194, 192>>, <<224, 159, 191>>, <<224, 160, 128>>, <<237, 159, 191>>, <<237, 160, 128>>, <<238, 128, 128>>,
            <<239, 191, 191>>, <<240, 143, 191, 191>>, <<240, 144, 128, 128>>, <<244, 143, 191, 191>>, <<244, 144, 128, 128>>, <<245, 128, 128, 128>>, <<255, 255, 255, 255>>, <<128>>,
            <<16#D800:16>>, <<16#D800:16, 16#DC00:16>>, <<16#DBFF:16, 16#DFFF:16>>, <<16#DC00:16, 16#DC00:16>>, <<16#D800:16, 16#E000:16>>, <<16#D7FF:16>>, <<16#FFFF:16>>,
            <<16#D800:32>>, <<16#10FFFF:32>>, <<16#110000:32>>, <<226, 134>>, <<240, 159, 152>>]
    ).

parts() ->
    Small = id(<<1, 2, 3, 4, 5, 6, 7, 8, 9>>),
    Large = id(map_bytes(300)),
    foreach(
        fun({B, N}) ->
            ?show({part, N}, case B of <<_:3, X:N/bits, R/bits>> -> {X, bit_size(R)}; _ -> no end),
            ?show({part_bytes, N}, case B of <<_, X:N/binary, R/binary>> -> {X, byte_size(R)}; _ -> no end)
        end,
        [{B, N} || B <- [Small, Large], N <- [0, 1, 7, 8, 9, 33, 69, 70, 100, 298, 299, 300, 600]]
    ),
    <<_:1, Odd:2000/bits, _/bits>> = Large,
    <<_:3, Odd2:1500/bits, R2/bits>> = Odd,
    <<A:700/bits, B2:700/bits, C2/bits>> = Odd2,
    ?show(nested, {A, B2, C2, R2, <<A/bits, B2/bits, C2/bits>> =:= Odd2, Odd2 =:= Odd, <<1:1, Odd/bits>> < Large}).

map_bytes(N) -> list_to_binary_(seq(1, N), <<>>).
list_to_binary_([], B) -> B;
list_to_binary_([H | T], B) -> list_to_binary_(T, <<B/binary, H>>).

literals() ->
    ?show(literals, [literal(B) || B <- [<<>>, <<1>>, <<1, 2>>, <<"GET / HTTP">>, <<"POST /x">>, <<"GE">>, <<5:3>>, <<5:3, 1>>, <<255>>, <<254>>, <<-5:32, 1>>,
        <<70000000000:64>>, <<70000000001:64>>, <<16#ABCD:16, 7>>, <<1:1, "hello world, this is long">>, <<0:1, "hello world, this is long">>, <<0:1, "hello world, this is lonG">>, <<9, 0:70>>, <<9, 1:70>>]]).

literal(<<"GET ", R/binary>>) -> {get, R};
literal(<<"POST ", R/binary>>) -> {post, R};
literal(<<-5:32/signed, R/binary>>) -> {minus_five, R};
literal(<<70000000000:64>>) -> seventy;
literal(<<16#ABCD:16, X>>) -> {abcd, X};
literal(<<9, 0:70>>) -> nine;
literal(<<0:1, "hello world, this is long">>) -> hello;
literal(<<-1:8>>) -> minus_one;
literal(<<5:3>>) -> five;
literal(<<5:3, X>>) -> {five, X};
literal(<<X, 2>>) -> {two, X};
literal(<<X>>) -> {one, X};
literal(<<>>) -> empty;
literal(B) -> {other, B}.

tails() ->
    ?show(tails, [{tail(B), tail3(B), tail12(B)} || B <- [<<>>, <<1:1>>, <<1>>, <<1, 2:7>>, <<1, 2>>, <<1, 2, 3:4>>, <<0:24>>, <<0:36>>, <<0:256>>, <<0:264>>]]).

tail(<<_, R/binary>>) -> {bytes, R};
tail(<<_, R/bits>>) -> {bits, R};
tail(_) -> none.

tail3(<<_/binary-unit:3>>) -> yes;
tail3(<<_:1, _/binary-unit:3>>) -> one_more;
tail3(_) -> no.

tail12(<<X/binary-unit:12>>) -> X;
tail12(<<X/binary-unit:256>>) -> {X, 256};
tail12(<<_:8, X/binary-unit:256>>) -> {8, X, 256};
tail12(_) -> no.

sizes() ->
    B = id(<<3, 1, 2, 3, 4, 5, 6, 7, 8>>),
    ?show(counted, case B of <<N, X:N/binary, R/binary>> -> {N, X, R} end),
    foreach(
        fun(N) ->
            ?show({size, N}, {
                case B of <<X:N, _/bits>> -> X; _ -> no end,
                case B of <<X:N/binary, _/bits>> -> X; _ -> no end,
                case B of <<_:N, X:3, _/bits>> -> X; _ -> no end,
                case B of <<_:N/unit:9, X:3, _/bits>> -> X; _ -> no end,
                case B of <<X:(N * 2), _/bits>> -> X; _ -> no end
            })
        end,
        [0, 1, 5, 8, 9, 36, 72, 73, -1, a, 1.0, 1 bsl 29, 1 bsl 40, 1 bsl 70, -(1 bsl 70), []]
    ),
    ?show(unit256, case id(<<7:256, 8:256>>) of <<X:1/unit:256, Y:1/binary-unit:256>> -> {X, Y} end),
    ?show(no_bitstring, [tail(X) || X <- [a, 1, [], [1], {}, 1.0, fun id/1]]).

contexts() ->
    ?show(sum, {sum(id(<<1, 2, 3, 4, 5>>), 0), sum(id(<<1:4, 2:4, 3:4>>), 0)}),
    ?show(records, decode(id(<<1, 5:16, "hello", 2, 3:16, 1, 2, 3, 9, 0:16, 1, 200:16, 1>>), [])),
    ?show(words, words(id(<<"the quick  brown fox ">>), <<>>, [])),
    ?show(both, both(id(<<1, 2, 3>>), id(<<4, 5, 6>>))),
    ?show(again, again(id(<<1, 2, 3, 4>>))).

sum(<<X, R/binary>>, S) -> sum(R, S + X);
sum(<<>>, S) -> S;
sum(R, S) -> {R, S}.

decode(<<1, N:16, X:N/binary, R/binary>>, A) -> decode(R, [{text, X} | A]);
decode(<<2, N:16, X:N/binary, R/binary>>, A) -> decode(R, [{bytes, sum(X, 0), R} | A]);
decode(<<T, 0:16, R/binary>>, A) -> decode(R, [T | A]);
decode(R, A) -> {R, A}.

words(<<" ", R/binary>>, <<>>, A) -> words(R, <<>>, A);
words(<<" ", R/binary>>, W, A) -> words(R, <<>>, [W | A]);
words(<<C/utf8, R/binary>>, W, A) -> words(R, <<W/binary, C/utf8>>, A);
words(<<>>, <<>>, A) -> A;
words(<<>>, W, A) -> [W | A].

both(<<X, A/binary>>, <<Y, B/binary>>) -> [{X, Y} | both(A, B)];
both(<<>>, <<>>) -> [];
both(A, B) -> {A, B}.

again(B) ->
    <<X:8, R/bits>> = B,
    <<Y:16, _/bits>> = B,
    case R of
        <<2, S/bits>> -> {X, Y, S, R, B};
        _ -> no
    end.

%% Contexts, parts and large integers live through collections.
collected() ->
    B = id(map_bytes(200)),
    ?show(collected, hd(walk(B, 0, []))),
    ?show(collected_more, walk_bits(<<1:1, B/binary>>, [])).

walk(<<X:24, P:3/binary, R/binary>>, N, A) ->
    _ = seq(1, 30),
    walk(R, N + X, [{X, P, R, byte_size(R), <<P/binary, X:40>>} | A]);
walk(R, N, A) ->
    [{R, N, A}].

walk_bits(<<X:67, R/bits>>, A) when bit_size(R) > 64 ->
    _ = seq(1, 10),
    walk_bits(R, [X | A]);
walk_bits(R, A) ->
    {R, A}.

comprehensions() ->
    B = id(<<1, 2, 3, 4:5>>),
    ?show(list, {[X || <<X>> <= B], [X || <<X:3>> <= B], [{X, Y} || <<X:7, Y:3/bits>> <= B], [X || <<X:2, 1:1>> <= B]}),
    ?show(binary, {<< <<X:4>> || <<X:3>> <= B >>, << <<X:3>> || X <- seq(1, 40) >>, << <<X/bits>> || <<X:5/bits>> <= B >>}),
    ?show(binary_of_lists, << <<X:16, Y>> || X <- seq(1, 20), Y <- [1, 2], X rem 2 =:= 0 >>),
    ?show(long, << <<(X * X):20>> || X <- seq(1, 200) >>),
    ?show(text, << <<C/utf8>> || C <- [16#1F600, $a, 16#E5] >>),
    ?show(characters, [C || <<C/utf8>> <= <<"aåä→😀"/utf8>>]),
    ?show(strings, << <<"ab", X>> || X <- [1, 2, 3] >>),
    ?show(empty, {<< <<X>> || X <- [] >>, [X || <<X>> <= <<>>], << <<X:1>> || X <- [1] >>}),
    ?show(wrong_source, [X || <<X>> <= id(a)]),
    ?show(wrong_value, << <<X>> || X <- [1, a] >>),
    ?show(bitstrings, << <<(id(X))/bits>> || X <- [<<1>>, <<2:3>>] >>).

compared() ->
    Large = id(map_bytes(100)),
    <<_:3, Part:790/bits, _/bits>> = <<0:3, Large/binary>>,
    <<Same:790/bits, _/bits>> = Large,
    All = [<<>>, <<0:1>>, <<1:1>>, <<0>>, <<1>>, <<0:9>>, <<1:9>>, <<255, 1:1>>, <<255>>, <<1, 2, 3>>, <<1, 2, 4>>, <<1, 2>>, Large, Part, Same, <<Part/bits, 1:1>>],
    ?show(order, [{A < B, A =:= B, A == B, A =< B} || A <- All, B <- All]),
    ?show(kinds, {[{is_binary(X), is_bitstring(X)} || X <- [Part | All]], is_binary(a), is_bitstring([])}).
