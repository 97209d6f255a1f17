%% Sets of characters, for `re`: named ones, POSIX's, Unicode's properties, and what the matcher tests of them.
%%
%% While a pattern is compiled, a set is a list of ranges, `[{First, Last}]`. For the matcher it becomes the smallest of
%%
%%     C                      one character
%%     {A, B}                 one of two, A < B: a letter whatever its case
%%     {set, Bits, Ranges}    256 bits for the characters below 256, ranges for the others
%%
%% Without tables of Unicode, what a character is beyond Latin, Greek, Cyrillic and Armenian is known by blocks of scripts only.
-module(beamlet_re_set).

-export([named/1, posix/1, property/1, complement/1, union/1, with_cases/2, cases/2, item/1, word/1, dot/1]).

-define(LAST, 16#10FFFF).

%% The escapes \d, \s, \w, \h and \v, as PCRE has them for Latin-1.
named($d) -> [{$0, $9}];
named($s) -> [{9, 13}, {32, 32}];
named($w) -> [{$_, $_} | posix("alnum")];
named($h) -> [{9, 9}, {32, 32}, {160, 160}, {16#1680, 16#1680}, {16#180E, 16#180E}, {16#2000, 16#200A}, {16#202F, 16#202F}, {16#205F, 16#205F}, {16#3000, 16#3000}];
named($v) -> [{10, 13}, {133, 133}, {16#2028, 16#2029}].

%% POSIX's classes for Latin-1, or `error`.
posix("alpha") -> union([posix("upper"), posix("lower")]);
posix("lower") -> [{$a, $z}, {170, 170}, {181, 181}, {186, 186}, {223, 246}, {248, 255}];
posix("upper") -> [{$A, $Z}, {192, 214}, {216, 222}];
posix("alnum") -> [{$0, $9} | posix("alpha")];
posix("ascii") -> [{0, 127}];
posix("blank") -> [{9, 9}, {32, 32}];
posix("cntrl") -> [{0, 31}, {127, 159}];
posix("digit") -> named($d);
posix("graph") -> [{33, 126}, {160, 255}];
posix("print") -> [{32, 126}, {160, 255}];
posix("punct") -> [{33, 47}, {58, 64}, {91, 96}, {123, 126}, {160, 169}, {171, 180}, {182, 185}, {187, 191}, {215, 215}, {247, 247}];
posix("space") -> named($s);
posix("word") -> named($w);
posix("xdigit") -> [{$0, $9}, {$A, $F}, {$a, $f}];
posix(_) -> error.

%% A property of Unicode by its name, or `error`.
property("Any") -> [{0, ?LAST}];
property("L") -> union([letters(), scripts(), [{170, 170}, {186, 186}]]);
property("L&") -> union([property("Lu"), property("Ll")]);
property("Lu") -> having(fun unicode_util:lowercase/1);
property("Ll") -> [{223, 223}, {312, 312}, {329, 329} | having(fun unicode_util:uppercase/1)];
property("Lo") -> union([scripts(), [{170, 170}, {186, 186}]]);
property("N") -> union([property("Nd"), [{178, 179}, {185, 185}, {188, 190}, {16#2070, 16#2070}, {16#2074, 16#2079}, {16#2080, 16#2089}, {16#2150, 16#2189}, {16#2460, 16#249B}]]);
property("Nd") -> [{$0, $9}, {16#660, 16#669}, {16#6F0, 16#6F9}, {16#7C0, 16#7C9}, {16#966, 16#96F}, {16#9E6, 16#9EF}, {16#E50, 16#E59}, {16#FF10, 16#FF19}];
property("M") -> property("Mn");
property("Mn") -> [{16#300, 16#36F}, {16#483, 16#487}, {16#591, 16#5BD}, {16#64B, 16#65F}, {16#93C, 16#93C}, {16#1AB0, 16#1ABD}, {16#1DC0, 16#1DF5}, {16#20D0, 16#20DC}, {16#FE00, 16#FE0F}, {16#FE20, 16#FE2F}];
property("P") ->
    [{33, 35}, {37, 42}, {44, 47}, {58, 59}, {63, 64}, {91, 93}, {95, 95}, {123, 123}, {125, 125}, {161, 161}, {167, 167}, {171, 171}, {182, 183},
     {187, 187}, {191, 191}, {16#37E, 16#37E}, {16#387, 16#387}, {16#2010, 16#2027}, {16#2030, 16#2043}, {16#2045, 16#2051}, {16#2053, 16#205E}, {16#3001, 16#3003}, {16#3008, 16#3011}];
property("S") ->
    [{36, 36}, {43, 43}, {60, 62}, {94, 94}, {96, 96}, {124, 124}, {126, 126}, {162, 166}, {168, 169}, {172, 172}, {174, 177}, {180, 180}, {184, 184},
     {215, 215}, {247, 247}, {16#2C2, 16#2C5}, {16#20A0, 16#20BF}, {16#2190, 16#2307}, {16#2500, 16#2767}, {16#1F300, 16#1F64F}];
property("Z") -> union([property("Zs"), [{16#2028, 16#2029}]]);
property("Zs") -> [{32, 32}, {160, 160}, {16#1680, 16#1680}, {16#2000, 16#200A}, {16#202F, 16#202F}, {16#205F, 16#205F}, {16#3000, 16#3000}];
property("Zl") -> [{16#2028, 16#2028}];
property("Zp") -> [{16#2029, 16#2029}];
property("Cc") -> [{0, 31}, {127, 159}];
property("Cs") -> [{16#D800, 16#DFFF}];
property("Co") -> [{16#E000, 16#F8FF}, {16#F0000, 16#FFFFD}, {16#100000, 16#10FFFD}];
property("Xan") -> union([property("L"), property("N")]);
property("Xwd") -> [{$_, $_} | property("Xan")];
property(Space) when Space =:= "Xsp"; Space =:= "Xps" -> union([named($s), named($h), named($v)]);
property("Latin") ->
    [{$A, $Z}, {$a, $z}, {170, 170}, {186, 186}, {192, 214}, {216, 246}, {248, 16#2B8}, {16#2E0, 16#2E4}, {16#1D00, 16#1D25}, {16#1E00, 16#1EFF}, {16#2C60, 16#2C7F}, {16#A722, 16#A787}, {16#FB00, 16#FB06}, {16#FF21, 16#FF3A}, {16#FF41, 16#FF5A}];
property("Greek") -> [{16#370, 16#373}, {16#375, 16#377}, {16#37A, 16#37D}, {16#37F, 16#37F}, {16#384, 16#384}, {16#386, 16#386}, {16#388, 16#3E1}, {16#3F0, 16#3FF}, {16#1F00, 16#1FFE}];
property("Cyrillic") -> [{16#400, 16#484}, {16#487, 16#52F}, {16#1C80, 16#1C88}, {16#1D2B, 16#1D2B}, {16#2DE0, 16#2DFF}, {16#A640, 16#A69F}];
property("Armenian") -> [{16#531, 16#556}, {16#559, 16#588}, {16#58A, 16#58A}, {16#58D, 16#58F}, {16#FB13, 16#FB17}];
property("Hebrew") -> [{16#591, 16#5C7}, {16#5D0, 16#5EA}, {16#5EF, 16#5F4}, {16#FB1D, 16#FB4F}];
property("Arabic") -> [{16#600, 16#604}, {16#606, 16#60B}, {16#60D, 16#61A}, {16#61E, 16#61E}, {16#620, 16#63F}, {16#641, 16#64A}, {16#656, 16#66F}, {16#671, 16#6DC}, {16#6DE, 16#6FF}, {16#750, 16#77F}];
property("Hiragana") -> [{16#3041, 16#3096}, {16#309D, 16#309F}];
property("Katakana") -> [{16#30A1, 16#30FA}, {16#30FD, 16#30FF}, {16#31F0, 16#31FF}, {16#FF66, 16#FF6F}, {16#FF71, 16#FF9D}];
property("Hangul") -> [{16#1100, 16#11FF}, {16#3131, 16#318E}, {16#AC00, 16#D7A3}];
property("Han") -> [{16#2E80, 16#2E99}, {16#2E9B, 16#2EF3}, {16#3005, 16#3005}, {16#3007, 16#3007}, {16#3021, 16#3029}, {16#3400, 16#4DBF}, {16#4E00, 16#9FFF}, {16#F900, 16#FA6D}, {16#20000, 16#2FA1D}];
property("Thai") -> [{16#E01, 16#E3A}, {16#E40, 16#E5B}];
property("Devanagari") -> [{16#900, 16#950}, {16#953, 16#963}, {16#966, 16#97F}];
property(_) -> error.

%% Letters of scripts that have cases.
letters() ->
    [{$A, $Z}, {$a, $z}, {181, 181}, {192, 214}, {216, 246}, {248, 16#2C1}, {16#370, 16#374}, {16#376, 16#377}, {16#37B, 16#37D}, {16#37F, 16#37F}, {16#386, 16#386},
     {16#388, 16#3F5}, {16#3F7, 16#481}, {16#48A, 16#52F}, {16#531, 16#556}, {16#560, 16#588}, {16#10A0, 16#10C5}, {16#10D0, 16#10FA}, {16#1E00, 16#1FBC}, {16#FF21, 16#FF3A}, {16#FF41, 16#FF5A}].

%% Letters of others.
scripts() ->
    [{16#5D0, 16#5EA}, {16#620, 16#64A}, {16#671, 16#6D3}, {16#904, 16#939}, {16#985, 16#9B9}, {16#E01, 16#E30}, {16#1100, 16#11FF}, {16#3005, 16#3006}, {16#3041, 16#3096},
     {16#30A1, 16#30FA}, {16#3131, 16#318E}, {16#3400, 16#4DBF}, {16#4E00, 16#9FFF}, {16#AC00, 16#D7A3}, {16#F900, 16#FA6D}, {16#20000, 16#2A6DF}].

%% The characters that have another case of that kind.
having(Change) -> union([[{C, C}] || {A, B} <- [{$A, 16#587}, {16#1E00, 16#1FFC}], C <- lists:seq(A, B), Change([C]) =/= [C]]).

complement(Ranges) -> complement(union([Ranges]), 0).

complement([{A, B} | Ranges], From) when A > From -> [{From, A - 1} | complement(Ranges, B + 1)];
complement([{_, B} | Ranges], _) -> complement(Ranges, B + 1);
complement([], From) when From =< ?LAST -> [{From, ?LAST}];
complement([], _) -> [].

%% All of several sets, in order, without overlaps.
union(Sets) -> merge(lists:sort(lists:append(Sets))).

merge([{A, B}, {C, D} | Ranges]) when C =< B + 1 -> merge([{A, max(B, D)} | Ranges]);
merge([Range | Ranges]) -> [Range | merge(Ranges)];
merge([]) -> [].

%% The set and the other cases of its letters. Beyond 16#2000 few letters have any, and those are left out where a range is wide.
with_cases(Ranges, IsUnicode) ->
    union([Ranges, [{D, D} || {A, B} <- Ranges, C <- lists:seq(A, min(B, max(A + 64, 16#2000))), D <- cases(C, IsUnicode)]]).

%% The other cases of a character.
cases(C, _) when C >= $a, C =< $z, C =/= $k, C =/= $s -> [C - 32];
cases(C, _) when C >= $A, C =< $Z, C =/= $K, C =/= $S -> [C + 32];
cases(C, false) ->
    case lists:member(C, [170, 181, 186, 215, 223, 247, 255]) of
        true -> [];
        false when C >= $a, C =< $z; C >= 224, C =< 255 -> [C - 32];
        false when C >= $A, C =< $Z; C >= 192, C < 224 -> [C + 32];
        false -> []
    end;
cases(C, true) ->
    case [Same || Same <- same(), lists:member(C, Same)] of
        [Same] ->
            lists:delete(C, Same);
        [] when C < 128 ->
            [];
        [] ->
            lists:usort([D || [D] <- [unicode_util:lowercase([C]), unicode_util:uppercase([C])], is_integer(D), D =/= C])
    end.

%% Letters that have more than two forms.
same() ->
    ["Kk" ++ [16#212A], "Ss" ++ [16#17F], [16#C5, 16#E5, 16#212B], [16#B5, 16#39C, 16#3BC], [16#3A3, 16#3C2, 16#3C3], [16#392, 16#3B2, 16#3D0], [16#395, 16#3B5, 16#3F5],
     [16#398, 16#3B8, 16#3D1, 16#3F4], [16#399, 16#3B9, 16#345, 16#1FBE], [16#39A, 16#3BA, 16#3F0], [16#3A0, 16#3C0, 16#3D6], [16#3A1, 16#3C1, 16#3F1], [16#3A6, 16#3C6, 16#3D5],
     [16#3A9, 16#3C9, 16#2126], [16#1C4, 16#1C5, 16#1C6], [16#1C7, 16#1C8, 16#1C9], [16#1CA, 16#1CB, 16#1CC], [16#1F1, 16#1F2, 16#1F3], [16#1E60, 16#1E61, 16#1E9B]].

%% What the matcher tests.
item([{C, C}]) -> C;
item([{A, A}, {B, B}]) -> {A, B};
item([{A, B}]) when B =:= A + 1 -> {A, B};
item(Ranges) -> {set, <<(bits(Ranges, 0)):256/little>>, [Range || {_, B} = Range <- Ranges, B > 255]}.

bits([{A, B} | Ranges], Bits) when A < 256 -> bits(Ranges, Bits bor (((1 bsl (min(B, 255) - A + 1)) - 1) bsl A));
bits(_, Bits) -> Bits.

%% Characters of words, for \b: with Unicode's properties, or Latin-1's.
word(true) -> item(property("Xwd"));
word(false) -> item(named($w)).

%% A character that does not end a line. CR LF is no character.
dot(cr) -> item(complement([{$\r, $\r}]));
dot(anycrlf) -> item(complement([{$\n, $\n}, {$\r, $\r}]));
dot(any) -> item(complement(named($v)));
dot(lf) -> line;
dot(crlf) -> before_crlf.
