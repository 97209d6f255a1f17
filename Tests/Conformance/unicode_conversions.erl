%% Chardata to binaries and lists: characters of every length, binaries that end within a character, errors at every place and
%% what is left then, in lists that are nested in many ways.
%% boards: Host MPS2AN386
-module(unicode_conversions).
-include("conformance.hrl").

start() ->
    foreach(fun convert/1, cases()),
    random(400, 7),
    ?show(seven_bit, [unicode:bin_is_7bit(Value) || Value <- [<<>>, <<"abc">>, <<127>>, <<128>>, <<1:3>>, a, "a", [<<1>>]]]),
    ?show(encodings, [
        try unicode:Function("a", Encoding) catch Class:Reason -> {Class, Reason} end
     || Function <- [characters_to_binary, characters_to_list], Encoding <- [latin1, utf8, unicode, 1, other, {utf16, up}]
    ]),
    Long = seq(1, 1000) ++ [16#10FFFF],
    Binary = unicode:characters_to_binary(Long, utf8),
    ?show(long, {erlang:crc32(Binary), unicode:characters_to_list(Binary, utf8) =:= Long}),
    ?show(latin1, erlang:crc32(unicode:characters_to_binary(seq(0, 255), latin1))),
    ?show(latin1_binary, length(unicode:characters_to_list(list_to_binary(seq(0, 255)), latin1))),
    ?show(unaligned, [
        {unicode:characters_to_list(Part, utf8), unicode:characters_to_binary([Part], latin1)}
     || Part <- [unaligned(Bits, <<"a", 195, 165, 226, 130, 172>>) || Bits <- seq(1, 7)]
    ]),
    ?show(deep, unicode:characters_to_list(nest(20000, [$a]), utf8)),
    {error, <<>>, Rest} = unicode:characters_to_binary(nest(20000, [<<255>>]), utf8),
    ?show(deep_error, depth(Rest, 0)),
    ok.

unaligned(Bits, Binary) ->
    <<_:Bits, Part/binary>> = list_to_bitstring([<<0:Bits>>, Binary]),
    Part.

nest(0, Term) -> Term;
nest(N, Term) -> nest(N - 1, [Term]).

depth([Inner], Depth) -> depth(Inner, Depth + 1);
depth(Inner, Depth) -> {Inner, Depth}.

convert(Data) ->
    erlang:display(
        {Data,
            [
                try unicode:Function(Data, Encoding) catch Class:Reason -> {Class, Reason} end
             || Function <- [characters_to_binary, characters_to_list], Encoding <- [utf8, latin1]
            ]}
    ).

cases() ->
    [
        [], <<>>, "abc", [<<>>, []], [0, 127, 128, 255, 256, 16#7FF, 16#800, 16#D7FF, 16#E000, 16#FFFF, 16#10000, 16#10FFFF],
        [16#D800], [16#DFFF], [16#110000], [-1], [1 bsl 29], [1 bsl 70], [a], [1.0], a, {}, [$a | b], [[$a | $b]], [$a, {}],
        <<1:1>>, [<<"a">>, <<1:1>>], [<<255>>, a], [<<255>>, <<1:1>>], [<<"abc">>], [<<255>>], [[<<255>>]], <<255>>,
        <<195>>, [<<195>>], [<<195>>, $a], [<<195>>, <<165>>], [<<195>> | <<165>>], [[[<<195>>], []], <<165>>],
        [<<226>>, <<130>>, <<172>>], [<<226>>, [[<<130>>]], <<172, $a, 226>>, <<130>>], [<<226, 130>>, <<>>, <<172>>],
        [<<226>>, <<130, $a, $b>>, $c], [<<226>>, <<$a>>, $c], [<<226>>, <<$a>>], <<226, $a>>, [<<240, 159>>, <<152, 128, 255>>],
        [<<"ab", 226>>, [[], $c]], [<<195>>, 300], [<<195>>, 16#D800], [<<195>>, 1 bsl 70], <<192, 128>>, <<193, 191>>, <<194, 128>>,
        <<224, 159, 191>>, <<224, 160, 128>>, <<237, 159, 191>>, <<237, 160, 128>>, <<238, 128, 128>>, <<240, 143, 191, 191>>,
        <<240, 144, 128, 128>>, <<244, 143, 191, 191>>, <<244, 144, 128, 128>>, <<245, 128, 128, 128>>, <<248, 136, 128, 128, 128>>,
        <<128>>, [<<"a", 128>>, <<"b">> | <<"c">>], [[[[$a] | <<255>>], $b] | <<"c">>], [$a, [$b, [$c, 16#110000], $d], $e],
        [$a, [[[]]], [<<"x", 255, "y">>], "z"], list_to_binary([seq(1, 100), 255, seq(1, 100)])
    ].

%% Terms made by a generator of numbers that is the same everywhere.
random(0, _) -> ok;
random(N, Seed) ->
    {Data, Next} = data(4, Seed),
    convert(Data),
    random(N - 1, Next).

next(Seed, Limit) ->
    Next = (Seed * 1103515245 + 12345) band 16#7FFFFFFF,
    {(Next bsr 12) rem Limit, Next}.

data(0, Seed) -> {[], Seed};
data(Depth, Seed) ->
    case next(Seed, 8) of
        {Kind, Next} when Kind < 3 ->
            {Head, S1} = item(Depth, Next),
            {Tail, S2} = data(Depth, S1),
            {[Head | Tail], S2};
        {Kind, Next} when Kind < 5 -> item(Depth, Next);
        {_, Next} -> {[], Next}
    end.

item(Depth, Seed) ->
    case next(Seed, 10) of
        {0, Next} -> data(Depth - 1, Next);
        {1, Next} -> data(Depth - 1, Next);
        {2, Next} -> pick([$a, 200, 300, 70000, 16#D900, a], Next);
        {3, Next} -> pick([$b, 231, 8364, 16#1F600, 16#110001, <<1:1>>], Next);
        {_, Next} -> pick([<<>>, <<"xy">>, <<195>>, <<165>>, <<226>>, <<130>>, <<172, 226, 130>>, <<130, 172>>, <<240, 159>>,
            <<152, 128>>, <<255>>, <<"a", 195>>, <<226, 130, 172>>, <<240>>], Next)
    end.

pick(List, Seed) ->
    {Index, Next} = next(Seed, length(List)),
    {nth(Index, List), Next}.

nth(0, [Value | _]) -> Value;
nth(N, [_ | Rest]) -> nth(N - 1, Rest).
