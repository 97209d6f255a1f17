%% crypto: digests, HMAC, PBKDF2 and what goes with them. In this Debian's OTP 25 there is no such module: with OTP 27 and 29.
-module(digests).

-export([start/0]).

-if(?OTP_RELEASE >= 27).

start() ->
    [of_all_lengths(Type) || Type <- types()],
    [in_pieces(Type) || Type <- types()],
    [codes(Type) || Type <- types()],
    [derived(Type) || Type <- types() -- [md5]],
    known(),
    numbers(),
    information(),
    wrong(),
    ok.

types() -> [md5, sha, sha224, sha256, sha384, sha512].

show(Name, Value) -> io:format("~0p ~0p~n", [Name, Value]).

hex(Bytes) -> binary:encode_hex(Bytes).

bytes(N) -> << <<(X * X + X bsr 3)>> || X <- lists:seq(1, N) >>.

%% Around each border between blocks.
of_all_lengths(Type) ->
    [show({Type, N}, hex(crypto:hash(Type, bytes(N)))) || N <- lists:seq(0, 20) ++ lists:seq(50, 70) ++ lists:seq(105, 132) ++ [239, 240, 255, 256, 257, 1000]],
    show({Type, lists}, hex(crypto:hash(Type, [1, "ab", <<"cd">>, [[<<"e">>] | <<"f">>]]))).

in_pieces(Type) ->
    Data = bytes(700),
    Whole = crypto:hash(Type, Data),
    [
        show({Type, pieces, Size}, crypto:hash_final(pieces(crypto:hash_init(Type), Data, Size)) =:= Whole)
     || Size <- [1, 3, 55, 63, 64, 65, 127, 128, 129, 500]
    ],
    %% A state is a value: it can be gone on with twice.
    State = crypto:hash_update(crypto:hash_init(Type), "ab"),
    One = crypto:hash_final(crypto:hash_update(State, "c")),
    Other = crypto:hash_final(crypto:hash_update(State, "d")),
    show({Type, twice}, {One =:= crypto:hash(Type, "abc"), Other =:= crypto:hash(Type, "abd"), crypto:hash_final(State) =:= crypto:hash(Type, "ab")}).

pieces(State, Data, Size) when byte_size(Data) =< Size -> crypto:hash_update(State, Data);
pieces(State, Data, Size) ->
    <<Piece:Size/binary, Rest/binary>> = Data,
    pieces(crypto:hash_update(State, Piece), Rest, Size).

codes(Type) ->
    [
        show({hmac, Type, K, N}, hex(crypto:mac(hmac, Type, bytes(K), bytes(N))))
     || K <- [0, 1, 20, 63, 64, 65, 127, 128, 129, 200], N <- [0, 1, 100]
    ],
    show({macN, Type}, [hex(crypto:macN(hmac, Type, "key", ["data", $s], N)) || N <- [0, 1, 10, 16]]),
    State = crypto:mac_init(hmac, Type, ["k", <<"ey">>]),
    State1 = crypto:mac_update(State, "dat"),
    State2 = crypto:mac_update(State1, [<<"a">>, $s]),
    show({mac, Type}, crypto:mac_final(State2) =:= crypto:mac(hmac, Type, "key", "datas")),
    Short = crypto:mac_update(crypto:mac_init(hmac, Type, "key"), "datas"),
    show({mac_finalN, Type}, hex(crypto:mac_finalN(Short, 5))).

derived(Type) ->
    [
        show({pbkdf2, Type, Iterations, Length}, hex(crypto:pbkdf2_hmac(Type, <<"password">>, <<"salt">>, Iterations, Length)))
     || {Iterations, Length} <- [{1, 1}, {2, 20}, {3, 64}, {5, 130}]
    ].

%% The standards' own examples.
known() ->
    show(abc, hex(crypto:hash(sha256, "abc"))),
    show(two_blocks, hex(crypto:hash(sha256, "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"))),
    show(rfc4231, hex(crypto:mac(hmac, sha256, "Jefe", "what do ya want for nothing?"))),
    show(rfc6070, hex(crypto:pbkdf2_hmac(sha, <<"passwordPASSWORDpassword">>, <<"saltSALTsaltSALTsaltSALTsaltSALTsalt">>, 64, 25))).

numbers() ->
    show(exor, [crypto:exor(A, B) || {A, B} <- [{"", ""}, {"ab", ["c", <<"d">>]}, {<<1>>, <<255>>}, {bytes(100), lists:reverse(binary_to_list(bytes(100)))}]]),
    show(mod_pow, [crypto:mod_pow(B, E, M) || {B, E, M} <- [{3, 5, 7}, {7, 1, 7}, {2, 0, 1}, {2, 0, 5}, {<<2>>, <<1, 0>>, <<1, 0, 1>>}, {1 bsl 200, 65537, 1 bsl 256 - 189}]]),
    show(bytes_to_integer, [crypto:bytes_to_integer(B) || B <- [<<>>, <<0>>, <<1, 2>>, bytes(20)]]),
    show(hash_equals, [crypto:hash_equals(A, B) || {A, B} <- [{<<>>, <<>>}, {<<1>>, <<1>>}, {<<1, 2>>, <<1, 3>>}, {<<1, 2>>, <<3, 2>>}]]).

information() ->
    [show({hash_info, Type}, lists:sort(maps:to_list(crypto:hash_info(Type)))) || Type <- types()],
    show(application, [
        element(1, application:ensure_all_started(crypto)), application:start(crypto), application:ensure_started(crypto),
        lists:keymember(crypto, 1, application:which_applications())
    ]),
    show(hashs, types() -- crypto:supports(hashs)),
    show(macs, lists:member(hmac, crypto:supports(macs))),
    show(kinds, [Kind || {Kind, _} <- crypto:supports(), Kind =/= kems]),
    show(lists, [is_list(crypto:supports(Kind)) || Kind <- [ciphers, public_keys, curves, rsa_opts]]),
    show(version, is_list(crypto:version())),
    show(info_lib, [{is_binary(Name), is_integer(Number), is_binary(Text)} || {Name, Number, Text} <- crypto:info_lib()]).

wrong() ->
    Hash = crypto:hash_init(sha256),
    Mac = crypto:mac_init(hmac, sha256, "key"),
    [
        show({wrong, N}, outcome(F))
     || {N, F} <- lists:zip(lists:seq(1, 37), [
            fun() -> crypto:hash(foo, "abc") end,
            fun() -> crypto:hash("sha256", "abc") end,
            fun() -> crypto:hash(sha256, [a]) end,
            fun() -> crypto:hash(foo, [a]) end,
            fun() -> crypto:hash_init(foo) end,
            fun() -> crypto:hash_update(foo, "a") end,
            fun() -> crypto:hash_update(Hash, a) end,
            fun() -> crypto:hash_final(foo) end,
            fun() -> crypto:hash_info(foo) end,
            fun() -> crypto:hash_info("x") end,
            fun() -> crypto:mac(hmac, foo, "k", "abc") end,
            fun() -> crypto:mac(hmac, sha256, k, "abc") end,
            fun() -> crypto:mac(hmac, sha256, "k", abc) end,
            fun() -> crypto:mac(hmac, foo, "k", abc) end,
            fun() -> crypto:mac(foo, sha256, "k", "abc") end,
            fun() -> crypto:mac(foo, "k", "abc") end,
            fun() -> crypto:mac_init(hmac, foo, "k") end,
            fun() -> crypto:mac_init(foo, sha256, "k") end,
            fun() -> crypto:mac_init(hmac, "k") end,
            fun() -> crypto:mac_init(hmac, sha256, k) end,
            fun() -> crypto:mac_update(foo, "a") end,
            fun() -> crypto:mac_update(Mac, a) end,
            fun() -> crypto:mac_final(foo) end,
            fun() -> crypto:mac_finalN(Mac, 400) end,
            fun() -> crypto:macN(hmac, sha256, "k", "abc", -1) end,
            fun() -> crypto:pbkdf2_hmac(foo, <<"p">>, <<"s">>, 1, 1) end,
            fun() -> crypto:pbkdf2_hmac(md5, <<"p">>, <<"s">>, 1, 1) end,
            fun() -> crypto:pbkdf2_hmac(sha256, "p", <<"s">>, 1, 1) end,
            fun() -> crypto:pbkdf2_hmac(sha256, <<"p">>, [1], 1, 1) end,
            fun() -> crypto:pbkdf2_hmac(sha256, <<"p">>, <<"s">>, 0, 1) end,
            fun() -> crypto:pbkdf2_hmac(sha256, <<"p">>, <<"s">>, 1, 0) end,
            fun() -> crypto:pbkdf2_hmac(sha256, <<"p">>, <<"s">>, a, 1) end,
            fun() -> crypto:hash_equals(<<1>>, <<1, 2>>) end,
            fun() -> crypto:exor("ab", "c") end,
            fun() -> crypto:mod_pow(2, 3, 0) end,
            fun() -> crypto:bytes_to_integer("ab") end,
            fun() -> crypto:strong_rand_bytes(-1) end
        ])
    ].

%% The line in OpenSSL's glue is not Beamlet's.
outcome(Fun) ->
    try
        Fun()
    catch
        error:{Tag, {File, _}, Text} -> {Tag, File, Text};
        Class:Reason -> {Class, Reason}
    end.

-else.

start() -> ok.

-endif.
