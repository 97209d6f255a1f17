%% What the causes of constructions that fail say: the segment, its type, what is wrong and the value.
%% older instructions: compiled once more by an older compiler's rules.
-module(bit_errors).
-include("conformance.hrl").

-define(fails(Name, Expression), fails(Name, fun() -> Expression end)).

start() ->
    A = id(a),
    B = id(<<1, 2, 3>>),
    S = id(<<1:3>>),
    N = id(-1),
    H = id(1 bsl 70),
    L = id(1 bsl 60),
    ?fails(1, <<A>>),
    ?fails(2, <<A/float>>),
    ?fails(3, <<1.0:A/float>>),
    ?fails(4, <<1.0:N/float>>),
    ?fails(5, <<A:N/float>>),
    ?fails(6, <<1.5:(id(8))/float>>),
    ?fails(7, <<(id(1 bsl 1030))/float>>),
    ?fails(8, <<1:N>>),
    ?fails(9, <<1:A>>),
    ?fails(10, <<1:H>>),
    ?fails(11, <<B:4/binary>>),
    ?fails(12, <<B:N/binary>>),
    ?fails(13, <<S/binary>>),
    ?fails(14, <<0,S/binary>>),
    ?fails(15, <<A/binary>>),
    ?fails(16, <<0,A/binary>>),
    ?fails(17, <<A:1/binary>>),
    ?fails(18, <<A/utf8>>),
    ?fails(19, <<(id(16#D800))/utf16>>),
    ?fails(20, <<N/utf32>>),
    ?fails(21, <<1:4,"abc",2:4,A>>),
    ?fails(22, <<B/binary,A:8>>),
    ?fails(23, <<B/binary,1:N>>),
    ?fails(24, <<1:(-H)>>),
    ?fails(25, <<0:N/unit:8, A>>),
    ?fails(26, <<B:H/binary>>),
    ?fails(27, <<B/binary, 1:H>>),
    ?fails(28, <<1:L/unit:64>>),
    ?fails(29, <<1:L/unit:64,1:L/unit:64>>),
    ?fails(30, <<(id(1.0)):8>>),
    ?fails(31, <<A:8,B:N/binary>>),
    ?fails(32, <<B:N/binary,A:8>>),
    ?fails(33, <<1:H/unit:8,1:N>>),
    ?fails(34, <<1.0:H/float>>),
    ?fails(35, [1 || <<_>> <= B] ++ [<<X>> || X <- [A]]),
    ?fails(37, <<(id(-5))/utf8>>),
    ?fails(38, <<S:1/binary-unit:7>>),
    ?fails(39, << <<X>> || X <- [A]>>),
    ?fails(40, << <<1,X/binary>> || X <- [S]>>),
    ?fails(41, << <<X/binary>> || X <- [S]>>),
    ?fails(42, <<(id([1,2]))/bits>>),
    ?fails(43, <<1:(id([1,2]))/integer>>),
    ?fails(44, <<A:40, 1:3>>),
    ?fails(45, <<1,2:4,(id(1.0)):12,A>>),
    ?fails(46, <<(id(1.0)),(id(b)):12,A>>),
    ok.

fails(Name, Fun) ->
    try
        erlang:display({Name, Fun()})
    catch
        Class:Reason:Trace ->
            {_, _, Arity, Place} = hd(Trace),
            erlang:display({Name, Class, Reason, Arity, [Info || {error_info, Info} <- Place]})
    end.
