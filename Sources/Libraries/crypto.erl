%% OTP's `crypto` without OpenSSL, which is a library of C of several megabytes: digests, HMAC and PBKDF2, with OTP's functions, answers and
%% errors. They are written in Erlang, of which an image has only what its program uses; natives would take flash of every board for a
%% purpose that few have. `md5` is the machine's own, which `erlang:md5/1` needs.
%%
%% Ciphers, keys and curves are not there. Nor is there a source of randomness that nobody can foretell: where OTP's own finds none, it
%% raises `low_entropy`, and so do `strong_rand_bytes/1` and its kin here.
%%
%% The algorithms: RFC 2104, RFC 8018; FIPS 180-4 in `beamlet_sha`. A state of `mac_init/2,3` is a value as one of `hash_init/1` is.
-module(crypto).

-export([supports/0, supports/1, version/0, info_lib/0]).
-export([hash/2, hash_init/1, hash_update/2, hash_final/1, hash_info/1, hash_equals/2]).
-export([mac/3, mac/4, macN/4, macN/5, mac_init/2, mac_init/3, mac_update/2, mac_final/1, mac_finalN/2, pbkdf2_hmac/5]).
-export([exor/2, mod_pow/3, bytes_to_integer/1]).
-export([strong_rand_bytes/1, strong_rand_range/1, rand_uniform/2]).

%% A digest that is being computed.
-record(digest, {
    type :: atom(),
    %% What the bytes so far come to, in whole blocks; md5's own context.
    sum :: tuple() | binary(),
    %% Bytes so far, and those behind the last whole block.
    count = 0 :: non_neg_integer(),
    rest = <<>> :: binary()
}).

%% A message authentication code that is being computed: the inner digest, and the outer one's beginning.
-record(mac, {inner :: #digest{}, outer :: #digest{}}).

version() -> "0".

info_lib() -> [{<<"Beamlet">>, 0, <<"Beamlet">>}].

supports() ->
    [{Kind, supports(Kind)} || Kind <- [hashs, ciphers, public_keys, macs, curves, rsa_opts]].

supports(hashs) -> [sha512, sha384, sha256, sha224, sha, md5];
supports(macs) -> [hmac];
supports(Kind) when Kind =:= ciphers; Kind =:= public_keys; Kind =:= curves; Kind =:= rsa_opts -> [].

%% Digests

hash(Type, Data) ->
    Bytes = iolist_to_binary(Data),
    final(update(first(Type, "hash.c", "Bad digest type"), Bytes)).

hash_init(Type) -> first(Type, "hash.c", "Bad digest type").

hash_update(State, Data) ->
    Bytes = iolist_to_binary(Data),
    case State of
        #digest{} -> update(State, Bytes);
        _ -> wrong("hash.c", "Bad state")
    end.

hash_final(#digest{} = State) -> final(State);
hash_final(_) -> wrong("hash.c", "Bad state").

%% The numbers are OpenSSL's.
hash_info(md5) -> #{block_size => 64, size => 16, type => 4};
hash_info(sha) -> #{block_size => 64, size => 20, type => 64};
hash_info(sha224) -> #{block_size => 64, size => 28, type => 675};
hash_info(sha256) -> #{block_size => 64, size => 32, type => 672};
hash_info(sha384) -> #{block_size => 128, size => 48, type => 673};
hash_info(sha512) -> #{block_size => 128, size => 64, type => 674};
hash_info(_) -> error(badarg).

%% Takes as long wherever they differ.
hash_equals(A, B) when is_binary(A), is_binary(B), byte_size(A) =:= byte_size(B) -> differences(A, B, 0) =:= 0;
hash_equals(_, _) -> error(badarg).

differences(<<A, As/binary>>, <<B, Bs/binary>>, Sum) -> differences(As, Bs, Sum bor (A bxor B));
differences(<<>>, <<>>, Sum) -> Sum.

wrong(File, Text) -> error({badarg, {File, 0}, Text}).

first(Type, File, Text) ->
    case Type of
        md5 -> #digest{type = md5, sum = erlang:md5_init()};
        _ when Type =:= sha; Type =:= sha224; Type =:= sha256; Type =:= sha384; Type =:= sha512 ->
            #digest{type = Type, sum = beamlet_sha:start(Type)};
        _ -> wrong(File, Text)
    end.

update(#digest{type = md5, sum = Sum} = State, Bytes) ->
    State#digest{sum = erlang:md5_update(Sum, Bytes)};
update(#digest{type = Type, sum = Sum, count = Count, rest = Rest} = State, Bytes) ->
    {New, Left} = beamlet_sha:blocks(Type, Sum, join(Rest, Bytes)),
    % What is left must not keep all the bytes.
    State#digest{sum = New, count = Count + byte_size(Bytes), rest = binary:copy(Left)}.

join(<<>>, Bytes) -> Bytes;
join(Rest, Bytes) -> <<Rest/binary, Bytes/binary>>.

final(#digest{type = md5, sum = Sum}) ->
    erlang:md5_final(Sum);
final(#digest{type = Type, sum = Sum, count = Count, rest = Rest}) ->
    {Block, Length} = block(Type),
    Zeros = (2 * Block - 1 - Length - byte_size(Rest)) rem Block,
    {Last, <<>>} = beamlet_sha:blocks(Type, Sum, <<Rest/binary, 16#80, 0:Zeros/unit:8, (Count * 8):Length/unit:8>>),
    result(Type, Last).

%% Bytes of a block, and of the length at the end.
block(Type) when Type =:= sha384; Type =:= sha512 -> {128, 16};
block(_) -> {64, 8}.

result(sha224, Sum) -> binary:part(bytes(Sum, 16), 0, 28);
result(sha384, Sum) -> binary:part(bytes(Sum, 64), 0, 48);
result(sha512, Sum) -> bytes(Sum, 64);
result(_, Sum) -> bytes(Sum, 16).

bytes(Sum, Bits) -> <<<<Part:Bits>> || Part <- tuple_to_list(Sum)>>.

%% Message authentication codes

mac(poly1305 = Type, Key, Data) -> mac(Type, undefined, Key, Data).

mac(Type, SubType, Key, Data) ->
    KeyBytes = iolist_to_binary(Key),
    Bytes = text(Data),
    end_mac(more_mac(begin_mac(Type, SubType, KeyBytes), Bytes)).

macN(poly1305 = Type, Key, Data, Length) -> macN(Type, undefined, Key, Data, Length).

macN(Type, SubType, Key, Data, Length) ->
    Mac = mac(Type, SubType, Key, Data),
    binary:part(Mac, 0, min(byte_size(Mac), Length)).

mac_init(poly1305 = Type, Key) -> mac_init(Type, undefined, Key).

mac_init(Type, SubType, Key) -> begin_mac(Type, SubType, iolist_to_binary(Key)).

mac_update(#mac{} = State, Data) -> more_mac(State, text(Data));
mac_update(_, _) -> wrong("mac.c", "Bad ref").

mac_final(#mac{} = State) -> end_mac(State);
mac_final(_) -> wrong("mac.c", "Bad ref").

mac_finalN(State, Length) -> binary:part(mac_final(State), 0, Length).

text(Data) ->
    try
        iolist_to_binary(Data)
    catch
        error:badarg -> wrong("mac.c", "Bad text")
    end.

begin_mac(hmac, Type, Key) ->
    Digest = first(Type, "mac.c", "Bad digest algorithm for HMAC"),
    {Block, _} = block(Type),
    Short =
        case Key of
            <<_:Block/binary, _, _/binary>> -> final(update(Digest, Key));
            _ -> Key
        end,
    Padded = <<Short/binary, 0:(Block - byte_size(Short))/unit:8>>,
    #mac{
        inner = update(Digest, exor(Padded, binary:copy(<<16#36>>, Block))),
        outer = update(Digest, exor(Padded, binary:copy(<<16#5C>>, Block)))
    };
begin_mac(Type, _, _) when Type =:= cmac; Type =:= poly1305 ->
    error({notsup, {"mac.c", 0}, "Unsupported mac algorithm"});
begin_mac(_, _, _) ->
    wrong("mac.c", "Unknown mac algorithm").

more_mac(#mac{inner = Inner} = State, Bytes) -> State#mac{inner = update(Inner, Bytes)}.

end_mac(#mac{inner = Inner, outer = Outer}) -> final(update(Outer, final(Inner))).

pbkdf2_hmac(Type, Password, Salt, Iterations, Length) ->
    _ = first(Type, "pbkdf2_hmac.c", "Bad digest type"),
    Type =/= md5 orelse wrong("pbkdf2_hmac.c", "Not eligible digest type"),
    is_binary(Password) andalso is_binary(Salt) orelse wrong("pbkdf2_hmac.c", "Not binary"),
    is_integer(Iterations) andalso is_integer(Length) orelse wrong("pbkdf2_hmac.c", "Not integer"),
    Iterations > 0 andalso Length > 0 orelse wrong("pbkdf2_hmac.c", "Must be > 0"),
    derived(begin_mac(hmac, Type, Password), Salt, Iterations, 1, Length).

derived(Mac, Salt, Iterations, Number, Length) ->
    First = end_mac(more_mac(Mac, <<Salt/binary, Number:32>>)),
    Block = iterated(Mac, Iterations - 1, First, First),
    case Length - byte_size(Block) of
        More when More > 0 -> <<Block/binary, (derived(Mac, Salt, Iterations, Number + 1, More))/binary>>;
        _ -> binary:part(Block, 0, Length)
    end.

iterated(_, 0, _, Sum) ->
    Sum;
iterated(Mac, Iterations, Last, Sum) ->
    Next = end_mac(more_mac(Mac, Last)),
    iterated(Mac, Iterations - 1, Next, exor(Sum, Next)).

%% Numbers

exor(A, B) ->
    {As, Bs} = {iolist_to_binary(A), iolist_to_binary(B)},
    byte_size(As) =:= byte_size(Bs) orelse error(badarg),
    exor(As, Bs, <<>>).

exor(<<A:256, As/binary>>, <<B:256, Bs/binary>>, Result) ->
    exor(As, Bs, <<Result/binary, (A bxor B):256>>);
exor(As, Bs, Result) ->
    Bits = bit_size(As),
    <<A:Bits>> = As,
    <<B:Bits>> = Bs,
    <<Result/binary, (A bxor B):Bits>>.

%% The bytes of a power; none where it is 0.
mod_pow(Base, Exponent, Modulus) ->
    {B, E, M} = {number(Base), number(Exponent), number(Modulus)},
    M =/= 0 orelse error(badarg),
    case power(B rem M, E, M, 1 rem M) of
        0 -> <<>>;
        Power -> binary:encode_unsigned(Power)
    end.

number(Bytes) when is_binary(Bytes) -> bytes_to_integer(Bytes);
number(Number) when is_integer(Number), Number >= 0 -> Number;
number(_) -> error(badarg).

power(_, 0, _, Result) -> Result;
power(Base, Exponent, Modulus, Result) when Exponent band 1 =:= 1 ->
    power(Base * Base rem Modulus, Exponent bsr 1, Modulus, Result * Base rem Modulus);
power(Base, Exponent, Modulus, Result) ->
    power(Base * Base rem Modulus, Exponent bsr 1, Modulus, Result).

bytes_to_integer(Bytes) when is_binary(Bytes) -> binary:decode_unsigned(Bytes).

%% Randomness

strong_rand_bytes(Count) when is_integer(Count), Count >= 0 -> error(low_entropy);
strong_rand_bytes(_) -> error(badarg).

strong_rand_range(_) -> error(low_entropy).

rand_uniform(_, _) -> error(low_entropy).
