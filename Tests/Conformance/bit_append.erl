%% Appending: in loops, to what others hold, at odd bits, in several processes, with parts that are kept; what is shared stays as it was.
%% boards: Host MPS2AN386
%% older instructions: compiled once more by an older compiler's rules.
-module(bit_append).
-include("conformance.hrl").

start() ->
    ?show(loop, sum(append(id(1000), <<>>), 0)),
    ?show(bits, bit_size(odd(id(1500), <<>>))),
    ?show(bits_sum, bits(odd(id(1500), <<>>), 0)),
    forks(),
    kept(),
    messages(),
    large(),
    prepend(),
    doubled(),
    failed(),
    garbage(),
    ok.

append(0, B) -> B;
append(N, B) -> append(N - 1, <<B/binary, N:16>>).

odd(0, B) -> B;
odd(N, B) -> odd(N - 1, <<B/bits, N:3>>).

sum(<<X:16, R/binary>>, S) -> sum(R, S + X);
sum(<<>>, S) -> S.

bits(<<X:3, R/bits>>, S) -> bits(R, S * 3 rem 1000003 + X);
bits(<<>>, S) -> S.

%% Two continuations of one bitstring.
forks() ->
    foreach(
        fun(N) ->
            B = append(N, <<>>),
            A1 = <<B/binary, "left">>,
            A2 = <<B/binary, "right">>,
            A3 = <<A1/binary, "more">>,
            A4 = <<A2/binary, "other">>,
            A5 = <<B/binary, 1:3>>,
            A6 = <<A5/bits, 0:5>>,
            A7 = <<A5/bits, 31:5>>,
            ?show({forks, N}, {byte_size(B), A1, A2, A3, A4, A5, A6, A7, B})
        end,
        [10, 31, 32, 33, 60]
    ),
    B = append(40, <<>>),
    <<P:70/binary, _/binary>> = <<B/binary, 1, 2, 3>>,
    ?show(of_part, {<<P/binary, 9>>, B}),
    <<_:9, Q/bits>> = <<B/binary, 7, 7, 7>>,
    ?show(of_tail, {<<Q/bits, 1:2>>, <<Q/bits, 2:2>>, Q}),
    <<R:600/bits, _/bits>> = Q,
    ?show(of_middle, <<R/bits, 5:4>>).

%% All stages are kept.
kept() ->
    L = stages(40, <<0:480>>, []),
    ?show(stages, [{byte_size(B), sum(B, 0)} || B <- L]).

stages(0, _, L) -> L;
stages(N, B, L) -> stages(N - 1, <<B/binary, N:16>>, [B | L]).

messages() ->
    Self = self(),
    B = append(50, <<>>),
    Pid = spawn(fun() ->
        receive
            {From, X} ->
                Y = <<X/binary, "child">>,
                From ! {Y, X}
        end
    end),
    Pid ! {Self, B},
    Mine = <<B/binary, "parent">>,
    receive
        {Y, X} -> ?show(messages, {Mine, Y, X =:= B})
    end,
    <<_:3, Odd:600/bits, _/bits>> = B,
    Self ! {Odd, <<Odd/bits, 1:1>>},
    receive
        {P, Q} -> ?show(parts, {P, Q, <<P/bits, 3:2>>, <<Q/bits, 3:2>>})
    end.

large() ->
    B = grow(<<1, 2, 3>>, 20000),
    ?show(large, {byte_size(B), check(B, 0)}).

grow(B, N) when byte_size(B) >= N -> B;
grow(B, N) -> grow(<<B/binary, (byte_size(B)):24, (byte_size(B) band 255)>>, N).

check(<<X:24, Y, R/binary>>, S) -> check(R, (S * 31 + X + Y) rem 1000003);
check(R, S) -> {R, S}.

prepend() -> ?show(prepend, front(id(100), <<>>)).

front(0, B) -> B;
front(N, B) -> front(N - 1, <<N:12, B/bits>>).

doubled() -> ?show(doubled, [begin B = double(id(<<1, 2:3>>), N), {bit_size(B), bits_sum(B, 0)} end || N <- [1, 5, 6, 7, 10]]).

double(B, 0) -> B;
double(B, N) -> double(<<B/bits, B/bits>>, N - 1).

bits_sum(<<X:7, R/bits>>, S) -> bits_sum(R, (S * 5 + X) rem 1000003);
bits_sum(R, S) -> {R, S}.

%% An append that fails leaves what was there.
failed() ->
    B = append(45, <<>>),
    F = catch_(fun() -> <<B/binary, 77, (id(a)):8>> end),
    ?show(failed, {F, <<B/binary, 1>>, <<B/binary, 2>>}).

catch_(F) ->
    try F() catch C:R -> {C, R} end.

%% Much more garbage than there is memory.
garbage() ->
    ?show(garbage, garbage(id(300), <<0:8000>>, 0)).

garbage(0, _, S) -> S;
garbage(N, B, S) ->
    X = <<B/binary, N:16>>,
    Y = <<0, X/binary>>,
    garbage(N - 1, B, S + byte_size(X) + byte_size(Y)).
