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

-export([named/1, posix/1, property/1, properties/0, ascii/1, complement/1, union/1, with_cases/2, cases/2, letters/3, item/1, word/2, dot/1]).

-define(LAST, 16#10FFFF).

%% The escapes \d, \s, \w, \h and \v, as PCRE has them for Latin-1.
named($d) -> [{$0, $9}];
named($s) -> [{9, 13}, {32, 32}];
named($w) -> [{$_, $_} | posix("alnum")];
named($h) ->
    ranges(<<
        9:24, 9:24, 32:24, 32:24, 160:24, 160:24, 16#1680:24, 16#1680:24, 16#180E:24, 16#180E:24,
        16#2000:24, 16#200A:24, 16#202F:24, 16#202F:24, 16#205F:24, 16#205F:24, 16#3000:24, 16#3000:24
    >>);
named($v) -> [{10, 13}, {133, 133}, {16#2028, 16#2029}].

%% POSIX's classes for Latin-1, or `error`.
posix("alpha") -> union([posix("upper"), posix("lower")]);
posix("lower") -> ranges(<<$a:24, $z:24, 170:24, 170:24, 181:24, 181:24, 186:24, 186:24, 223:24, 246:24, 248:24, 255:24>>);
posix("upper") -> [{$A, $Z}, {192, 214}, {216, 222}];
posix("alnum") -> [{$0, $9} | posix("alpha")];
posix("ascii") -> [{0, 255}];
posix("blank") -> [{9, 9}, {32, 32}];
posix("cntrl") -> [{0, 31}, {127, 159}];
posix("digit") -> named($d);
posix("graph") -> [{33, 126}, {160, 255}];
posix("print") -> [{32, 126}, {160, 255}];
posix("punct") ->
    ranges(<<
        33:24, 47:24, 58:24, 64:24, 91:24, 96:24, 123:24, 126:24, 160:24, 169:24, 171:24, 180:24, 182:24, 185:24,
        187:24, 191:24, 215:24, 215:24, 247:24, 247:24
    >>);
posix("space") -> named($s);
posix("word") -> named($w);
posix("xdigit") -> [{$0, $9}, {$A, $F}, {$a, $f}];
posix(_) -> error.

%% What there is of a set in ASCII: all that PCRE 2 knows by its tables.
ascii(Ranges) -> [{A, min(B, 127)} || {A, B} <- Ranges, A < 128].

%% A property of Unicode by its name, or `error`.
property("Any") -> [{0, ?LAST}];
property("L") -> union([letters(), scripts(), [{170, 170}, {186, 186}]]);
property("L&") -> union([property("Lu"), property("Ll")]);
property("Lu") -> having(fun unicode_util:lowercase/1);
property("Ll") -> [{223, 223}, {312, 312}, {329, 329} | having(fun unicode_util:uppercase/1)];
property("Lo") -> union([scripts(), [{170, 170}, {186, 186}]]);
property("N") -> union([property("Nd"), ranges(<<
        178:24, 179:24, 185:24, 185:24, 188:24, 190:24, 16#2070:24, 16#2070:24, 16#2074:24, 16#2079:24,
        16#2080:24, 16#2089:24, 16#2150:24, 16#2189:24, 16#2460:24, 16#249B:24
    >>)]);
property("Nd") ->
    ranges(<<
        $0:24, $9:24, 16#660:24, 16#669:24, 16#6F0:24, 16#6F9:24, 16#7C0:24, 16#7C9:24, 16#966:24, 16#96F:24,
        16#9E6:24, 16#9EF:24, 16#E50:24, 16#E59:24, 16#FF10:24, 16#FF19:24
    >>);
property("M") -> property("Mn");
property("Mn") ->
    ranges(<<
        16#300:24, 16#36F:24, 16#483:24, 16#487:24, 16#591:24, 16#5BD:24, 16#64B:24, 16#65F:24, 16#93C:24, 16#93C:24,
        16#1AB0:24, 16#1ABD:24, 16#1DC0:24, 16#1DF5:24, 16#20D0:24, 16#20DC:24, 16#FE00:24, 16#FE0F:24,
        16#FE20:24, 16#FE2F:24
    >>);
property("P") ->
    ranges(<<
        33:24, 35:24, 37:24, 42:24, 44:24, 47:24, 58:24, 59:24, 63:24, 64:24, 91:24, 93:24, 95:24, 95:24,
        123:24, 123:24, 125:24, 125:24, 161:24, 161:24, 167:24, 167:24, 171:24, 171:24, 182:24, 183:24, 187:24, 187:24,
        191:24, 191:24, 16#37E:24, 16#37E:24, 16#387:24, 16#387:24, 16#2010:24, 16#2027:24, 16#2030:24, 16#2043:24,
        16#2045:24, 16#2051:24, 16#2053:24, 16#205E:24, 16#3001:24, 16#3003:24, 16#3008:24, 16#3011:24
    >>);
property("S") ->
    ranges(<<
        36:24, 36:24, 43:24, 43:24, 60:24, 62:24, 94:24, 94:24, 96:24, 96:24, 124:24, 124:24, 126:24, 126:24,
        162:24, 166:24, 168:24, 169:24, 172:24, 172:24, 174:24, 177:24, 180:24, 180:24, 184:24, 184:24, 215:24, 215:24,
        247:24, 247:24, 16#2C2:24, 16#2C5:24, 16#20A0:24, 16#20BF:24, 16#2190:24, 16#2307:24, 16#2500:24, 16#2767:24,
        16#1F300:24, 16#1F64F:24
    >>);
property("Z") -> union([property("Zs"), [{16#2028, 16#2029}]]);
property("Zs") ->
    ranges(<<
        32:24, 32:24, 160:24, 160:24, 16#1680:24, 16#1680:24, 16#2000:24, 16#200A:24, 16#202F:24, 16#202F:24,
        16#205F:24, 16#205F:24, 16#3000:24, 16#3000:24
    >>);
property("Zl") -> [{16#2028, 16#2028}];
property("Zp") -> [{16#2029, 16#2029}];
property("Cc") -> [{0, 31}, {127, 159}];
property("Cs") -> [{16#D800, 16#DFFF}];
property("Co") -> [{16#E000, 16#F8FF}, {16#F0000, 16#FFFFD}, {16#100000, 16#10FFFD}];
property("Xan") -> union([property("L"), property("N")]);
property("Xwd") -> [{$_, $_} | property("Xan")];
property(Space) when Space =:= "Xsp"; Space =:= "Xps" -> union([named($s), named($h), named($v)]);
property("Latin") ->
    ranges(<<
        $A:24, $Z:24, $a:24, $z:24, 170:24, 170:24, 186:24, 186:24, 192:24, 214:24, 216:24, 246:24, 248:24, 16#2B8:24,
        16#2E0:24, 16#2E4:24, 16#1D00:24, 16#1D25:24, 16#1E00:24, 16#1EFF:24, 16#2C60:24, 16#2C7F:24,
        16#A722:24, 16#A787:24, 16#FB00:24, 16#FB06:24, 16#FF21:24, 16#FF3A:24, 16#FF41:24, 16#FF5A:24
    >>);
property("Greek") ->
    ranges(<<
        16#370:24, 16#373:24, 16#375:24, 16#377:24, 16#37A:24, 16#37D:24, 16#37F:24, 16#37F:24, 16#384:24, 16#384:24,
        16#386:24, 16#386:24, 16#388:24, 16#3E1:24, 16#3F0:24, 16#3FF:24, 16#1F00:24, 16#1FFE:24
    >>);
property("Cyrillic") ->
    ranges(<<
        16#400:24, 16#484:24, 16#487:24, 16#52F:24, 16#1C80:24, 16#1C88:24, 16#1D2B:24, 16#1D2B:24,
        16#2DE0:24, 16#2DFF:24, 16#A640:24, 16#A69F:24
    >>);
property("Armenian") -> ranges(<<16#531:24, 16#556:24, 16#559:24, 16#588:24, 16#58A:24, 16#58A:24, 16#58D:24, 16#58F:24, 16#FB13:24, 16#FB17:24>>);
property("Hebrew") -> ranges(<<16#591:24, 16#5C7:24, 16#5D0:24, 16#5EA:24, 16#5EF:24, 16#5F4:24, 16#FB1D:24, 16#FB4F:24>>);
property("Arabic") ->
    ranges(<<
        16#600:24, 16#604:24, 16#606:24, 16#60B:24, 16#60D:24, 16#61A:24, 16#61E:24, 16#61E:24, 16#620:24, 16#63F:24,
        16#641:24, 16#64A:24, 16#656:24, 16#66F:24, 16#671:24, 16#6DC:24, 16#6DE:24, 16#6FF:24, 16#750:24, 16#77F:24
    >>);
property("Hiragana") -> [{16#3041, 16#3096}, {16#309D, 16#309F}];
property("Katakana") ->
    ranges(<<
        16#30A1:24, 16#30FA:24, 16#30FD:24, 16#30FF:24, 16#31F0:24, 16#31FF:24, 16#FF66:24, 16#FF6F:24,
        16#FF71:24, 16#FF9D:24
    >>);
property("Hangul") -> [{16#1100, 16#11FF}, {16#3131, 16#318E}, {16#AC00, 16#D7A3}];
property("Han") ->
    ranges(<<
        16#2E80:24, 16#2E99:24, 16#2E9B:24, 16#2EF3:24, 16#3005:24, 16#3005:24, 16#3007:24, 16#3007:24,
        16#3021:24, 16#3029:24, 16#3400:24, 16#4DBF:24, 16#4E00:24, 16#9FFF:24, 16#F900:24, 16#FA6D:24,
        16#20000:24, 16#2FA1D:24
    >>);
property("Thai") -> [{16#E01, 16#E3A}, {16#E40, 16#E5B}];
property("Devanagari") -> [{16#900, 16#950}, {16#953, 16#963}, {16#966, 16#97F}];
property(_) -> error.

%% The names of those properties.
properties() ->
    ["Any", "L", "L&", "Lu", "Ll", "Lo", "N", "Nd", "M", "Mn", "P", "S", "Z", "Zs", "Zl", "Zp", "Cc", "Cs", "Co", "Xan", "Xwd", "Xsp", "Xps", "Latin", "Greek",
     "Cyrillic", "Armenian", "Hebrew", "Arabic", "Hiragana", "Katakana", "Hangul", "Han", "Thai", "Devanagari"].

%% Letters of scripts that have cases.
letters() ->
    ranges(<<
        $A:24, $Z:24, $a:24, $z:24, 181:24, 181:24, 192:24, 214:24, 216:24, 246:24, 248:24, 16#2C1:24,
        16#370:24, 16#374:24, 16#376:24, 16#377:24, 16#37B:24, 16#37D:24, 16#37F:24, 16#37F:24, 16#386:24, 16#386:24,
        16#388:24, 16#3F5:24, 16#3F7:24, 16#481:24, 16#48A:24, 16#52F:24, 16#531:24, 16#556:24, 16#560:24, 16#588:24,
        16#10A0:24, 16#10C5:24, 16#10D0:24, 16#10FA:24, 16#1E00:24, 16#1FBC:24, 16#FF21:24, 16#FF3A:24,
        16#FF41:24, 16#FF5A:24
    >>).

%% Letters of others.
scripts() ->
    ranges(<<
        16#5D0:24, 16#5EA:24, 16#620:24, 16#64A:24, 16#671:24, 16#6D3:24, 16#904:24, 16#939:24, 16#985:24, 16#9B9:24,
        16#E01:24, 16#E30:24, 16#1100:24, 16#11FF:24, 16#3005:24, 16#3006:24, 16#3041:24, 16#3096:24,
        16#30A1:24, 16#30FA:24, 16#3131:24, 16#318E:24, 16#3400:24, 16#4DBF:24, 16#4E00:24, 16#9FFF:24,
        16#AC00:24, 16#D7A3:24, 16#F900:24, 16#FA6D:24, 16#20000:24, 16#2A6DF:24
    >>).

%% A table of ranges: a third of what it would be as a list.
ranges(<<First:24, Last:24, Ranges/binary>>) -> [{First, Last} | ranges(Ranges)];
ranges(<<>>) -> [].

%% The characters that have another case of that kind.
having(Change) -> union([[{C, C}] || {A, B} <- [{$A, 16#587}, {16#1E00, 16#1FFC}], C <- lists:seq(A, B), changed(Change, C) =/= C]).

%% A letter of a script of which the tables are missing has no other case.
changed(Change, C) ->
    try hd(Change([C]))
    catch error:{no_unicode_tables, _} -> C
    end.

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

%% The other cases of a character: in Unicode (true), Latin-1 (false) or `ascii`.
cases(C, Of) when C >= $a, C =< $z, C =/= $k andalso C =/= $s orelse Of =:= ascii -> [C - 32];
cases(C, Of) when C >= $A, C =< $Z, C =/= $K andalso C =/= $S orelse Of =:= ascii -> [C + 32];
cases(_, ascii) -> [];
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
            lists:usort([D || D <- [changed(fun unicode_util:lowercase/1, C), changed(fun unicode_util:uppercase/1, C)], is_integer(D), D =/= C])
    end.

%% Of what the cases are, by what holds for the pattern: Unicode, its properties, PCRE 2.
letters(true, _, _) -> true;
letters(false, UCP, true) when UCP -> true;
letters(false, _, true) -> ascii;
letters(false, _, false) -> false.

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

%% Characters of words, for \b: with Unicode's properties, or of Latin-1, or of ASCII alone.
word(true, _) -> item(property("Xwd"));
word(false, true) -> item(ascii(named($w)));
word(false, false) -> item(named($w)).

%% A character that does not end a line. CR LF is no character.
dot(cr) -> item(complement([{$\r, $\r}]));
dot(anycrlf) -> item(complement([{$\n, $\n}, {$\r, $\r}]));
dot(any) -> item(complement(named($v)));
dot(lf) -> line;
dot(crlf) -> before_crlf.
