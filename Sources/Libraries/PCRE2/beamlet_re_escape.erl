%% Characters that a regular expression names with a backslash, as PCRE 2 has them.
-module(beamlet_re_escape).

-export([character/2]).
-import(beamlet_re_text, [blanks/1, wrong/2]).

-define(TOO_LARGE, <<"character code point value in \\x{} or \\o{} is too large">>).
-define(NO_DIGITS, <<"digits missing after \\x or in \\x{} or \\o{} or \\N{U+}">>).
-define(NO_NAMES, <<"PCRE2 does not support \\F, \\L, \\l, \\N{name}, \\U, or \\u">>).

%% The character that stands behind a backslash, and what follows it.
character([$a | Rest], _) -> {7, Rest};
character([$e | Rest], _) -> {27, Rest};
character([$f | Rest], _) -> {12, Rest};
character([$n | Rest], _) -> {10, Rest};
character([$r | Rest], _) -> {13, Rest};
character([$t | Rest], _) -> {9, Rest};
character([$c | Chars], _) -> control(Chars);
character([$x, ${ | Chars], IsUnicode) -> braced(Chars, 16, IsUnicode);
character([$x | Chars], _) ->
    case digits(Chars, 16, 2, 0) of
        {_, Chars} -> wrong(?NO_DIGITS, Chars);
        Hexadecimal -> Hexadecimal
    end;
character([$o, ${ | Chars], IsUnicode) -> braced(Chars, 8, IsUnicode);
character([$o | Chars], _) -> wrong(<<"missing opening brace after \\o">>, Chars);
character([$N, ${ | Chars], IsUnicode) ->
    case blanks(Chars) of
        "U+" ++ Digits when IsUnicode -> number(Digits, 16, true);
        "U+" ++ Digits -> wrong(<<"\\N{U+dddd} is supported only in Unicode (UTF) mode">>, after_brace(Digits));
        _ -> wrong(?NO_NAMES, Chars)
    end;
character([C | _] = All, IsUnicode) when C >= $0, C =< $7 ->
    case digits(All, 8, 3, 0) of
        {N, Rest} when N > 255, not IsUnicode -> wrong(<<"octal value is greater than \\377 in 8-bit non-UTF-8 mode">>, Rest);
        Octal -> Octal
    end;
character([C | Rest], _) when C =:= $F; C =:= $l; C =:= $L; C =:= $u; C =:= $U -> wrong(?NO_NAMES, Rest);
character([C | Rest], _) when C >= $a, C =< $z; C >= $A, C =< $Z -> wrong(<<"unrecognized character follows \\">>, Rest);
character([C | Rest], _) -> {C, Rest};
character([], _) -> wrong(<<"\\ at end of pattern">>, []).

control([]) -> wrong(<<"\\c at end of pattern">>, []);
control([C | Rest]) when C < 32; C > 126 -> wrong(<<"\\c must be followed by a printable ASCII character">>, Rest);
control([C | Rest]) when C >= $a, C =< $z -> {(C - 32) bxor 64, Rest};
control([C | Rest]) -> {C bxor 64, Rest}.

digits([C | Chars] = All, Base, Left, N) when Left > 0 ->
    case digit(C, Base) of
        none -> {N, All};
        Digit -> digits(Chars, Base, Left - 1, N * Base + Digit)
    end;
digits(Chars, _, _, N) ->
    {N, Chars}.

digit(C, Base) when C >= $0, C =< $9, C - $0 < Base -> C - $0;
digit(C, 16) when C >= $a, C =< $f -> C - $a + 10;
digit(C, 16) when C >= $A, C =< $F -> C - $A + 10;
digit(_, _) -> none.

%% A number in braces, around which blanks may stand.
braced(Chars, Base, IsUnicode) ->
    case blanks(Chars) of
        [] -> wrong(?NO_DIGITS, []);
        Digits -> number(Digits, Base, IsUnicode)
    end.

number([$} | _] = All, _, _) -> wrong(?NO_DIGITS, All);
number(Chars, Base, IsUnicode) ->
    {N, Rest} = digits(Chars, Base, length(Chars), 0),
    if
        N > 16#10FFFF; not IsUnicode, N > 255 -> wrong(?TOO_LARGE, Rest);
        IsUnicode, N >= 16#D800, N =< 16#DFFF -> wrong(<<"disallowed Unicode code point (>= 0xd800 && <= 0xdfff)">>, Rest);
        true ->
            case blanks(Rest) of
                [$} | End] -> {N, End};
                Other -> no_digit(Other, Base)
            end
    end.

no_digit([], Base) -> wrong(no_digit(Base), past);
no_digit([_ | Rest], Base) -> wrong(no_digit(Base), Rest).

no_digit(8) -> <<"non-octal character in \\o{} (closing brace missing?)">>;
no_digit(16) -> <<"non-hex character in \\x{} (closing brace missing?)">>.

after_brace([$} | Rest]) -> Rest;
after_brace([_ | Rest]) -> after_brace(Rest);
after_brace([]) -> [].
