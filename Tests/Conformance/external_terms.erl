%% The external term format both ways: every type, all options, random terms, damaged bytes.
%% Atoms are written with an explicit minor version: its default changed with OTP 26. Large maps only come back.
%% boards: Host MPS2AN386
-module(external_terms).
-include("conformance.hrl").

start() ->
    foreach(fun(T) -> erlang:display({T, attempt(fun() -> both(T) end)}) end, terms()),
    ?show(random_terms, random_terms(1, 400, 0)),
    ?show(damaged, damaged(1, 1500, 0)),
    ?show(truncated, [truncated(T) || T <- [{a, [1, 2.5 | b], <<1, 2, 3, 4:3>>}, #{1 => [2], 3 => 1 bsl 100}, "text", fun lists:map/2, 1.5, make_long(70)]]),
    foreach(fun(B) -> erlang:display({B, attempt(fun() -> binary_to_term(B) end)}) end, strange()),
    foreach(fun(O) -> erlang:display({O, attempt(fun() -> term_to_binary({1, 2.5, []}, O) end), is_integer(erlang:external_size([1.5, 300]))}) end, write_options()),
    foreach(
        fun({B, O}) -> erlang:display({B, O, attempt(fun() -> binary_to_term(B, O) end)}) end,
        [
            {<<131, 97, 1, 2, 3>>, [used]}, {<<131, 97, 1>>, [safe, used, safe]}, {<<131, 97, 1>>, [foo]}, {<<131, 97, 1>>, [safe | x]},
            {<<131, 97, 1>>, x}, {<<131, 97, 1>>, []}, {<<131, 97>>, [used]}, {<<131, 119, 5, "start">>, [safe]},
            {<<131, 119, 9, "zzyyxunkn">>, [safe]}, {<<131, 108, 0, 0, 0, 1, 119, 9, "zzyyxunkn", 106>>, [safe]},
            {<<131, 119, 5, "start", 1, 2>>, [used]}, {x, [used]}, {<<131, 97, 1>>, [used, {safe}]}
        ]
    ),
    ?show(not_safe, binary_to_term(<<131, 119, 9, "zzyyxunkm">>, [])),
    ?show(known_now, binary_to_term(<<131, 119, 9, "zzyyxunkm">>, [safe])),
    ?show(safe_export, [attempt(fun() -> binary_to_term(<<131, 113, 119, 6, "erlang", 119, 3, "abs", 97, A>>, [safe]) end) || A <- [1, 77]]),
    ?show(deep, [deep(1000, Fun) || Fun <- [fun(T) -> [T] end, fun(T) -> {T} end, fun(T) -> #{1 => T} end, fun(T) -> [a, b | T] end]]),
    ?show(empty_lists, hash(binary_to_term(list_to_binary([131, copies(20000, [108, 0, 0, 0, 0]), 106])), 0)),
    ?show(maps, [map(N) || N <- [1, 2, 31, 32, 33, 100, 1000]]),
    ?show(map_of_maps, begin M = from(fun(N) -> {#{N => N}, from(fun(K) -> {K, N} end, 40)} end, 50), binary_to_term(term_to_binary(M)) =:= M end),
    ?show(deterministic, [hash(binary_to_list(term_to_binary(from(fun(N) -> {N * 7919, N} end, S), [deterministic])), 0) || S <- [5, 32, 33, 200]]),
    ?show(deterministic_mixed, term_to_binary(#{1 => a, 1.0 => b, a => c, "x" => d, {} => e, <<>> => f, [] => g}, [deterministic, {minor_version, 2}])),
    ?show(parts, [iovec(T) || T <- [{make_long(63), make_long(65)}, make_long(64), make_long(65), [make_long(100) | make_long(200)], {make_long(30), 1}]]),
    ?show(local_fun, begin X = id(5), F = fun(Y) -> {X, Y} end, G = binary_to_term(term_to_binary(F)), {G(6), F =:= G} end),
    ?show(fun_of_none, begin F = fun(Y) -> Y end, (binary_to_term(term_to_binary([F, F])) =:= [F, F]) end),
    ?show(pid, binary_to_term(term_to_binary(self())) =:= self()),
    ?show(reference, begin R = make_ref(), binary_to_term(term_to_binary({R, [R]})) =:= {R, [R]} end),
    ?show(pid_bytes, begin <<A:17/binary, _/binary>> = term_to_binary(self(), [{minor_version, 2}]), A end),
    ?show(unaligned, unaligned(term_to_binary({a, "bc", <<1, 2, 3>>, make_long(80)}))),
    ?show(long_parts, begin B = term_to_binary([make_long(N) || N <- [60, 64, 65, 66, 300]]), hash(binary_to_term(B), 0) end),
    ok.

terms() ->
    [
        abc, '', 'å', 'λ日本', 'with space', [], 0, 1, 255, 256, -1, 65535, (1 bsl 27) - 1, 1 bsl 27, -(1 bsl 27), (1 bsl 29) - 1, 1 bsl 29, -(1 bsl 29), -(1 bsl 29) - 1,
        (1 bsl 31) - 1, 1 bsl 31, -(1 bsl 31), -(1 bsl 31) - 1, (1 bsl 32) - 1, 1 bsl 32, -(1 bsl 32), 1 bsl 59, 1 bsl 60, -(1 bsl 63), (1 bsl 64) - 1, 1 bsl 64,
        (1 bsl 2040) - 1, 1 bsl 2040, -(1 bsl 2040), 0.0, 1.5, -1.5, 1.0e300, 5.0e-324, 0.1, "a", "abc", "åäö", [1], [0, 255], [256], [1, 2, 300], [-1], [a], [1 | 2], [1, 2 | 3],
        [[]], [[[]]], [1, [2, [3]]], ["a", "b"], [1.5], {}, {1}, {1, 2, 3}, {{}}, list_to_tuple(seq(1, 255)), list_to_tuple(seq(1, 256)), #{}, #{1 => 2}, #{1 => 2, 1.0 => 3, "x" => [], {} => {}},
        <<>>, <<1>>, <<1, 2, 3>>, <<5:3>>, <<1, 2, 3:4>>, <<255, 1:1>>, fun erlang:abs/1, fun m:f/200
    ].

both(T) ->
    Bytes = [term_to_binary(T, [{minor_version, V}]) || V <- [0, 1, 2]],
    [true = (binary_to_term(B) =:= T) || B <- Bytes],
    [true = (binary_to_term(B, [used]) =:= {T, byte_size(B)}) || B <- Bytes],
    true = erlang:external_size(T, [{minor_version, 1}]) =:= byte_size(hd(tl(Bytes))),
    case byte_size(hd(Bytes)) > 60 of
        true -> [{byte_size(B), hash(binary_to_list(B), 0)} || B <- Bytes];
        false -> Bytes
    end.

attempt(Fun) ->
    try Fun()
    catch error:Reason -> Reason
    end.

next(Seed) -> (Seed * 1103515245 + 12345) band 16#3FFFFFFF.
pick(Seed, N) -> (Seed bsr 8) rem N.

%% A random term and the next seed.
term(Seed, Depth) ->
    S = next(Seed),
    case pick(S, if Depth =< 0 -> 8; true -> 14 end) of
        0 -> {pick(next(S), 600) - 300, next(S)};
        1 -> {((next(S) bsl pick(S, 90)) + pick(S, 1000)) * (1 - 2 * (S band 1)), next(S)};
        2 -> {element(1 + pick(next(S), 5), {a, ok, 'Ärger', undefined, ''}), next(S)};
        3 -> {(next(S) - 16#20000000) / (1 + pick(S, 1000)), next(S)};
        4 -> {bytes(next(S), pick(next(next(S)), 40)), next(S)};
        5 -> {list_to_binary(bytes(next(S), pick(next(next(S)), 100))), next(S)};
        6 -> {[], next(S)};
        7 -> bits(next(S));
        8 -> list(next(S), pick(S bsr 3, 6), Depth - 1, []);
        9 -> {L, S1} = list(next(S), 1 + pick(S bsr 3, 4), Depth - 1, []), {T, S2} = term(S1, 0), {append(L, T), S2};
        10 -> {L, S1} = list(next(S), pick(S bsr 3, 6), Depth - 1, []), {list_to_tuple(L), S1};
        11 -> {L, S1} = list(next(S), pick(S bsr 3, 10), Depth - 2, []), {number(L, 1, #{}), S1};
        12 -> {L, S1} = list(next(S), 3, Depth - 1, []), {{tag, L}, S1};
        13 -> {L, S1} = list(next(S), pick(S bsr 3, 4), Depth - 1, []), {[L, L], S1}
    end.

bits(S) ->
    Length = pick(S, 70),
    <<B:Length/bitstring, _/bitstring>> = list_to_binary(bytes(S, 10)),
    {B, next(S)}.

list(S, 0, _, L) -> {L, S};
list(S, N, Depth, L) ->
    {T, S1} = term(S, Depth),
    list(S1, N - 1, Depth, [T | L]).

append([], T) -> T;
append([H | T], End) -> [H | append(T, End)].

number([], _, Map) -> Map;
number([V | Rest], N, Map) -> number(Rest, N + 1, Map#{N => V}).

bytes(_, 0) -> [];
bytes(S, N) -> [pick(S, 256) | bytes(next(S), N - 1)].

random_terms(_, 0, Hash) -> Hash;
random_terms(Seed, N, Hash) ->
    {T, S} = term(Seed, 5),
    B = term_to_binary(T, [{minor_version, 2}]),
    C = term_to_binary(T, [{minor_version, 1}]),
    Z = term_to_binary(T, [{minor_version, 2}, {compressed, N rem 10}]),
    true = binary_to_term(B) =:= T,
    true = binary_to_term(C) =:= T,
    true = binary_to_term(Z) =:= T,
    {T, Used} = binary_to_term(list_to_binary([Z, "rest"]), [used]),
    true = Used =:= byte_size(Z),
    true = erlang:external_size(T, [{minor_version, 1}]) =:= byte_size(C),
    random_terms(S, N - 1, hash([binary_to_list(B), binary_to_list(C), binary_to_list(Z)], Hash)).

%% Terms with some bytes changed: the same term as erl's, or badarg.
damaged(_, 0, Hash) -> Hash;
damaged(Seed, N, Hash) ->
    {T, S} = term(Seed, 4),
    L = binary_to_list(term_to_binary(T, [{minor_version, N rem 3}])),
    D = list_to_binary(damage(tl(L), S, 1 + pick(S, 3), length(L) - 1)),
    R = attempt(fun() -> {ok, binary_to_term(list_to_binary([131, D]))} end),
    damaged(next(next(S)), N - 1, hash(R, Hash)).

damage(L, _, 0, _) -> L;
damage(L, S, N, Length) -> damage(change(L, pick(S, Length), tag(pick(next(S), 256))), next(next(S)), N - 1, Length).

%% Not the tags of atoms by number, which erl accepts although they mean something inside it only.
tag(B) when B >= 73, B =< 75 -> 106;
tag(B) -> B.

change([_ | T], 0, B) -> [B | T];
change([H | T], N, B) -> [H | change(T, N - 1, B)].

truncated(T) ->
    B = term_to_binary(T, [{minor_version, 2}]),
    [attempt(fun() -> binary_to_term(part(B, N)) end) || N <- seq(0, min(40, byte_size(B) - 1))].

part(B, N) ->
    <<P:N/binary, _/binary>> = B,
    P.

%% A number for a term, the same everywhere.
hash([H | T], Hash) -> hash(T, hash(H, Hash * 31 + 1));
hash([], Hash) -> (Hash * 31 + 2) band 16#FFFFFF;
hash(T, Hash) when is_integer(T) -> (Hash * 31 + (T rem 16#FFFFF) + 3) band 16#FFFFFF;
hash(T, Hash) when is_float(T) -> hash(float_to_list(T), Hash + 4);
hash(T, Hash) when is_atom(T) -> hash(atom_to_list(T), Hash + 5);
hash(T, Hash) when is_tuple(T) -> hash(tuple_to_list(T), Hash + 6);
hash(T, Hash) when is_binary(T) -> hash(binary_to_list(T), Hash + 7);
hash(T, Hash) when is_bitstring(T) -> hash(<<T/bitstring, 0:(8 - bit_size(T) rem 8)>>, Hash + bit_size(T));
hash(T, Hash) when is_map(T) -> Hash + 9 + map_size(T);
hash(_, Hash) -> Hash + 10.

deep(N, Fun) ->
    T = deep(N, Fun, end_),
    B = term_to_binary(T, [{minor_version, 2}]),
    {byte_size(B), binary_to_term(B) =:= T, attempt(fun() -> binary_to_term(part(B, byte_size(B) - 1)) end)}.

deep(0, _, T) -> T;
deep(N, Fun, T) -> deep(N - 1, Fun, Fun(T)).

copies(0, _) -> [];
copies(N, X) -> [X | copies(N - 1, X)].

from(Fun, N) -> from(Fun, N, #{}).

from(_, 0, Map) -> Map;
from(Fun, N, Map) ->
    {K, V} = Fun(N),
    from(Fun, N - 1, Map#{K => V}).

map(N) ->
    M = from(fun(K) -> {{K, [K]}, K * K} end, N),
    B = term_to_binary(M),
    {byte_size(B), binary_to_term(B) =:= M}.

make_long(N) -> list_to_binary([I band 255 || I <- seq(1, N)]).

iovec(T) -> [binary_to_list(B) || B <- term_to_iovec(T, [{minor_version, 2}])].

unaligned(B) ->
    <<_:3, Rest/bitstring>> = <<5:3, B/binary>>,
    hash(binary_to_term(Rest), 0).

write_options() ->
    [
        [], [{minor_version, 0}], [{minor_version, 1}], [{minor_version, 2}], [{minor_version, 3}], [{minor_version, -1}], [{minor_version, a}], [foo], x, [compressed | x],
        [compressed], [{compressed, 0}], [{compressed, 9}], [{compressed, 10}], [{compressed, -1}], [{compressed, a}], [deterministic], [deterministic, compressed],
        [local, deterministic], [{foo, 1}], [{compressed, 1, 2}], [{minor_version, 1 bsl 70}]
    ].

strange() ->
    [
        <<>>, <<131>>, <<130, 97, 1>>, <<131, 97>>, <<131, 97, 1, 2, 3>>, <<131, 98, 255, 255, 255, 255>>, <<131, 110, 0, 0>>, <<131, 110, 0, 1>>, <<131, 110, 1, 2, 5>>,
        <<131, 110, 2, 0, 5, 0>>, <<131, 110, 3, 1, 5, 0, 0>>, <<131, 110, 9, 1, 5, 0, 0, 0, 0, 0, 0, 0, 0>>, <<131, 111, 0, 0, 0, 2, 0, 5, 0>>, <<131, 111, 255, 255, 255, 255, 0>>,
        <<131, 107, 0, 0>>, <<131, 107, 0, 2, 1>>, <<131, 108, 0, 0, 0, 0, 106>>, <<131, 108, 0, 0, 0, 0, 97, 5>>, <<131, 108, 0, 0, 0, 1, 97, 5, 97, 6>>,
        <<131, 108, 255, 255, 255, 255, 97, 5, 97, 6>>, <<131, 108, 127, 255, 255, 255, 97, 5, 97, 6>>, <<131, 108, 0, 0, 0, 0, 108, 0, 0, 0, 0, 108>>, <<131, 108, 0, 0, 0, 0>>,
        <<131, 70, 127, 240, 0, 0, 0, 0, 0, 0>>, <<131, 70, 255, 248, 0, 0, 0, 0, 0, 0>>, <<131, 70, 128, 0, 0, 0, 0, 0, 0, 0>>, <<131, 70, 0, 0, 0, 0, 0, 0, 0, 1>>, <<131, 70, 0, 0, 0, 0, 0, 0, 0>>,
        <<131, 77, 0, 0, 0, 1, 0, 255>>, <<131, 77, 0, 0, 0, 1, 8, 255>>, <<131, 77, 0, 0, 0, 1, 9, 255>>, <<131, 77, 0, 0, 0, 1, 3, 255>>, <<131, 77, 0, 0, 0, 0, 3>>,
        <<131, 77, 0, 0, 0, 0, 8>>, <<131, 109, 255, 255, 255, 255, 1>>, <<131, 109, 0, 0, 0, 2, 1>>,
        <<131, 116, 0, 0, 0, 2, 97, 1, 97, 2, 97, 1, 97, 3>>, <<131, 116, 0, 0, 0, 2, 97, 2, 97, 2, 97, 1, 97, 3>>, <<131, 116, 0, 0, 0, 2, 97, 1, 97, 2, 70, 63, 240, 0, 0, 0, 0, 0, 0, 97, 3>>,
        <<131, 116, 0, 0, 0, 0>>, <<131, 116, 0, 0, 0, 1, 97, 1>>, <<131, 116, 255, 255, 255, 255, 97, 1, 97, 1>>, <<131, 105, 0, 0, 0, 0>>, <<131, 104, 0>>, <<131, 104, 2, 97, 1>>,
        <<131, 105, 255, 255, 255, 255, 97>>, <<131, 105, 0, 0, 0, 1, 97, 9>>,
        <<131, 113, 100, 0, 1, $a, 100, 0, 1, $b, 97, 3>>, <<131, 113, 100, 0, 1, $a, 100, 0, 1, $b, 98, 0, 0, 0, 3>>, <<131, 113, 100, 0, 1, $a, 97, 1, 97, 3>>, <<131, 113, 119, 1, $a, 115, 1, $b, 97, 255>>,
        <<131, 119, 1, 195>>, <<131, 119, 2, 195, 165>>, <<131, 118, 0, 2, 195, 165>>, <<131, 115, 1, 229>>, <<131, 100, 0, 1, 229>>, <<131, 119, 3, 237, 160, 128>>, <<131, 119, 2, 192, 128>>,
        <<131, 119, 0>>, <<131, 100, 0, 0>>, <<131, 115, 3, $a>>,
        <<131, 99, "1.50000000000000000000e+00", 0, 0, 0, 0, 0>>, <<131, 99, "1.5", 0, "000000000000000000000000000">>, <<131, 99, "15", 0, "0000000000000000000000000000">>,
        <<131, 99, "0000000000000000000000000000001">>, <<131, 99, "1.5e400", 0, "00000000000000000000000">>, <<131, 99, "1.5">>,
        <<131, 103, 100, 0, 13, "nonode@nohost", 0, 0, 0, 5, 0, 0, 0, 0, 0>>, <<131, 88, 100, 0, 13, "nonode@nohost", 0, 0, 0, 5, 0, 0, 0, 0, 0, 0, 0, 0>>,
        <<131, 103, 97, 1, 0, 0, 0, 5, 0, 0, 0, 0, 0>>, <<131, 88, 100, 0, 13, "nonode@nohost", 0, 0, 0, 5, 0, 0, 0, 0, 0, 0, 0>>,
        <<131, 102, 100, 0, 13, "nonode@nohost", 0, 0, 0, 5, 0>>, <<131, 89, 100, 0, 13, "nonode@nohost", 0, 0, 0, 5, 0, 0, 0, 0>>,
        <<131, 101, 100, 0, 13, "nonode@nohost", 0, 0, 0, 5, 0>>, <<131, 114, 0, 3, 100, 0, 13, "nonode@nohost", 0, 0, 0, 0, 1, 0, 0, 0, 2, 0, 0, 0, 3>>,
        <<131, 90, 0, 3, 100, 0, 13, "nonode@nohost", 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 2, 0, 0, 0, 3>>, <<131, 90, 0, 0, 100, 0, 13, "nonode@nohost", 0, 0, 0, 0>>,
        <<131, 90, 0, 6, 100, 0, 13, "nonode@nohost", 0, 0, 0, 0, 0:192>>, <<131, 90, 255, 255, 100, 0, 1, $a, 0, 0, 0, 0>>,
        <<131, 80, 0, 0, 0, 2, 120, 156, 75, 100, 4, 0>>, <<131, 80, 0, 0, 0, 2>>, <<131, 80, 255, 255, 255, 255, 120, 156, 3, 0>>, <<131, 80, 0, 0, 0, 0, 120, 156, 3, 0, 0, 0, 0, 1>>,
        <<131, 131, 97, 1>>, <<131, 117, 0>>, <<131, 82, 0>>, <<131, 68, 0>>, <<131, 121, 0, 0, 0, 0, 97, 1>>, <<131, 0>>, <<131, 255>>, a, <<131:8, 1:1>>, <<0, 1:1>>,
        <<131, 112, 0, 0, 0, 30, 1, 0:128, 0:32, 0:32, 119, 1, $a, 97, 0, 97, 0>>
    ].
