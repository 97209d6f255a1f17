%% Characters that a regular expression names with a backslash, and classes in brackets: the part of `beamlet_re_parse` that knows
%% nothing of groups.
-module(beamlet_re_escape).

-export([character/2, class/4, posix_syntax/1]).

-define(NO_NAMES, <<"PCRE does not support \\L, \\l, \\N{name}, \\U, or \\u">>).
-define(NO_DIGITS, <<"digits missing in \\x{} or \\o{}">>).

wrong(Text, Rest) -> throw({wrong, Text, Rest}).

%% The character that stands behind a backslash, and what follows it.
character([$a | Rest], _) -> {7, Rest};
character([$e | Rest], _) -> {27, Rest};
character([$f | Rest], _) -> {12, Rest};
character([$n | Rest], _) -> {10, Rest};
character([$r | Rest], _) -> {13, Rest};
character([$t | Rest], _) -> {9, Rest};
character([$c | Chars], _) -> control(Chars);
character([$x, ${ | Chars], IsUnicode) -> braced(Chars, 16, IsUnicode, <<"non-hex character in \\x{} (closing brace missing?)">>);
character([$x | Chars], _) -> digits(Chars, 16, 2, 0);
character("o{}" ++ _ = All, _) -> wrong(?NO_DIGITS, All);
character([$o, ${ | Chars], IsUnicode) -> braced(Chars, 8, IsUnicode, <<"non-octal character in \\o{} (closing brace missing?)">>);
character([$o | _] = All, _) -> wrong(<<"missing opening brace after \\o">>, All);
character([C | _] = All, IsUnicode) when C >= $0, C =< $7 ->
    case digits(All, 8, 3, 0) of
        {N, Rest} when N > 255, not IsUnicode ->
            [_ | Last] = lists:nthtail(length(All) - length(Rest) - 2, All),
            wrong(<<"octal value is greater than \\377 in 8-bit non-UTF-8 mode">>, Last);
        Octal ->
            Octal
    end;
character([C | _] = All, _) when C =:= $l; C =:= $L; C =:= $u; C =:= $U ->
    wrong(?NO_NAMES, All);
character([C | Rest], _) ->
    {C, Rest};
character([], _) ->
    wrong(<<"\\ at end of pattern">>, []).

control([]) -> wrong(<<"\\c at end of pattern">>, []);
control([C | _] = All) when C > 127 -> wrong(<<"\\c must be followed by an ASCII character">>, All);
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

braced([$} | _] = All, _, _, _) -> wrong(?NO_DIGITS, All);
braced(Chars, Base, IsUnicode, Wrong) -> braced(Chars, Base, IsUnicode, Wrong, 0).

braced([$} | _] = All, _, true, _, C) when C >= 16#D800, C =< 16#DFFF ->
    wrong(<<"disallowed Unicode code point (>= 0xd800 && <= 0xdfff)">>, All);
braced([$} | Rest], _, _, _, C) ->
    {C, Rest};
braced([C | Chars] = All, Base, IsUnicode, Wrong, N) ->
    case digit(C, Base) of
        none -> wrong(Wrong, All);
        Digit when N * Base + Digit > 16#10FFFF; not IsUnicode, N * Base + Digit > 255 ->
            wrong(<<"character value in \\x{} or \\o{} is too large">>, after_digits(Chars, Base));
        Digit -> braced(Chars, Base, IsUnicode, Wrong, N * Base + Digit)
    end;
braced([], _, _, Wrong, _) ->
    wrong(Wrong, []).

after_digits([C | Rest] = All, Base) ->
    case digit(C, Base) of
        none -> All;
        _ -> after_digits(Rest, Base)
    end;
after_digits([], _) ->
    [].

%% A class behind its bracket and its `^`: the ranges of characters whose case may not count, those of named sets, and what follows.
%% `Escapes` answers the sets \d and the like, `Posix` those in [: :].
class([$] | Chars], Escapes, Posix, IsUnicode) -> between([$] | Chars], $], Chars, {Escapes, Posix, IsUnicode}, [], []);
class(Chars, Escapes, Posix, IsUnicode) -> items(Chars, {Escapes, Posix, IsUnicode}, [], []).

items([], _, _, _) -> wrong(<<"missing terminating ] for character class">>, []);
items([$] | Rest], _, Cased, Plain) -> {Cased, Plain, Rest};
items("\\E" ++ Chars, How, Cased, Plain) -> items(Chars, How, Cased, Plain);
items("\\Q" ++ Chars, How, Cased, Plain) -> quoted(Chars, How, Cased, Plain);
items("[:^" ++ _ = All, How, Cased, Plain) -> named(All, 3, How, Cased, Plain);
items([$[ | _] = All, How, Cased, Plain) -> named(All, 2, How, Cased, Plain);
items([$\\ | Chars], {Escapes, _, _} = How, Cased, Plain) ->
    case Escapes(Chars) of
        none ->
            {C, Rest} = escaped(Chars, How),
            between([$\\ | Chars], C, Rest, How, Cased, Plain);
        {Ranges, Rest} ->
            items(Rest, How, Cased, Ranges ++ Plain)
    end;
items([C | Chars] = All, How, Cased, Plain) ->
    between(All, C, Chars, How, Cased, Plain).

quoted("\\E" ++ Chars, How, Cased, Plain) -> items(Chars, How, Cased, Plain);
quoted([C, $\\, $E | Chars], How, Cased, Plain) -> between([], C, Chars, How, Cased, Plain);
quoted([C | Chars], How, Cased, Plain) -> quoted(Chars, How, [{C, C} | Cased], Plain);
quoted([], _, _, _) -> wrong(<<"missing terminating ] for character class">>, []).

escaped([$b | Rest], _) -> {8, Rest};
escaped([$N, ${ | Chars] = All, _) ->
    case beamlet_re_text:counted([${ | Chars]) of
        none -> wrong(?NO_NAMES, All);
        _ -> wrong(<<"\\N is not supported in a class">>, All)
    end;
escaped([$N | _] = All, _) -> wrong(<<"\\N is not supported in a class">>, All);
escaped(Chars, {_, _, IsUnicode}) -> character(Chars, IsUnicode).

%% [:name:], or a bracket that means itself.
named(All, Skip, {_, Posix, _} = How, Cased, Plain) ->
    case posix_syntax(All) of
        none ->
            between(All, $[, tl(All), How, Cased, Plain);
        {$:, Rest} ->
            Start = lists:nthtail(Skip, All),
            case Posix(lists:sublist(Start, length(Start) - length(Rest) - 2)) of
                error -> wrong(<<"unknown POSIX class name">>, Start);
                Ranges when Skip =:= 3 -> items(Rest, How, Cased, beamlet_re_set:complement(Ranges) ++ Plain);
                Ranges -> items(Rest, How, Cased, Ranges ++ Plain)
            end;
        {_, _} ->
            wrong(<<"POSIX collating elements are not supported">>, All)
    end.

%% A character, and the other end of a range if there is one.
between(_, C, [$-, $] | _] = Chars, How, Cased, Plain) ->
    items(Chars, How, [{C, C} | Cased], Plain);
between(_, C, [$- | Chars], {Escapes, _, _} = How, Cased, Plain) when Chars =/= [] ->
    case Chars of
        "\\E" ++ More ->
            between([], C, [$- | More], How, Cased, Plain);
        "\\Q" ++ [D | More] ->
            quoted(More, How, range(C, D, More, Cased), Plain);
        [$\\ | Escape] ->
            Escapes(Escape) =:= none andalso not lists:member(hd(Escape ++ "A"), "ABCGKNRXZkz") orelse wrong(<<"invalid range in character class">>, Escape),
            {D, Rest} = escaped(Escape, How),
            items(Rest, How, range(C, D, lists:nthtail(length(Escape) - length(Rest) - 1, Escape), Cased), Plain);
        [$[ | Rest] ->
            posix_syntax(Chars) =:= none orelse wrong(<<"invalid range in character class">>, Chars),
            items(Rest, How, range(C, $[, Rest, Cased), Plain);
        [D | Rest] ->
            items(Rest, How, range(C, D, [D | Rest], Cased), Plain)
    end;
between(_, C, Chars, How, Cased, Plain) ->
    items(Chars, How, [{C, C} | Cased], Plain).

range(C, D, Rest, _) when D < C -> wrong(<<"range out of order in character class">>, Rest);
range(C, D, _, Cased) -> [{C, D} | Cased].

%% Whether `[:`, `[.` or `[=` begins a name that ends as it began: which one, and what follows.
posix_syntax([$[, C | Chars]) when C =:= $:; C =:= $.; C =:= $= -> posix_end(Chars, C);
posix_syntax(_) -> none.

posix_end([C, $] | Rest], C) -> {C, Rest};
posix_end([$\\, C | Rest], End) when C =:= $\\; C =:= $] -> posix_end(Rest, End);
posix_end([$[, C | _], _) when C =:= $:; C =:= $.; C =:= $= -> none;
posix_end([$] | _], _) -> none;
posix_end([_ | Rest], C) -> posix_end(Rest, C);
posix_end([], _) -> none.
