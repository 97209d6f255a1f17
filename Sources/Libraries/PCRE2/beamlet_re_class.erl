%% Sets of characters in regular expressions, as PCRE 2 has them: escapes that stand for one, and classes in brackets. For `beamlet_re_parse`.
%%
%% `How` is what holds where they stand, a map: `unicode`, `ucp`, `caseless`, `cases` (see `beamlet_re_set:letters/3`), `blanks`, whether
%% blanks in classes count for nothing, and `ascii`, the letters of (?a) of what is of ASCII in spite of `ucp`.
-module(beamlet_re_class).

-export([set/2, class/3]).
-import(beamlet_re_text, [wrong/2]).

%% A set that has an escape: {Ranges, Rest} or `none`.
set([C | Rest], How) when C =:= $d; C =:= $s; C =:= $w; C =:= $h; C =:= $v -> {named(C, is_ucp(C - 32, How)), Rest};
set([C | Rest], How) when C =:= $D; C =:= $S; C =:= $W; C =:= $H; C =:= $V -> {beamlet_re_set:complement(named(C + 32, is_ucp(C, How))), Rest};
set([C | Rest], How) when C =:= $p; C =:= $P -> property(Rest, C =:= $P, How);
set(_, _) -> none.

is_ucp(Letter, #{ucp := UCP, ascii := ASCII}) -> UCP andalso not lists:member(Letter, ASCII).

named($d, true) -> beamlet_re_set:property("Nd");
named($s, true) -> beamlet_re_set:property("Xsp");
named($w, true) -> beamlet_re_set:property("Xwd");
named($w, false) -> beamlet_re_set:ascii(beamlet_re_set:named($w));
named(C, _) -> beamlet_re_set:named(C).

property([${ | Chars], IsNot, How) ->
    case beamlet_re_text:blanks(Chars) of
        [$^ | More] -> property_name(More, [], not IsNot, How);
        More -> property_name(More, [], IsNot, How)
    end;
property([C | Rest], IsNot, How) when C >= $a, C =< $z; C >= $A, C =< $Z -> property_set([C], IsNot, Rest, How);
property(Chars, _, _) -> malformed(Chars).

property_name([$} | Rest], Name, IsNot, How) -> property_set(lists:reverse(Name), IsNot, Rest, How);
property_name([C | Chars] = All, Name, IsNot, How) ->
    if
        length(Name) =:= 49 -> malformed([C | All]);
        C >= $&, C =< $z; C =:= $\s; C >= 9, C =< 13 -> property_name(Chars, [C | Name], IsNot, How);
        true -> malformed(All)
    end;
property_name([], _, _, _) -> malformed([]).

-spec malformed(string()) -> no_return().
malformed([]) -> wrong(<<"malformed \\P or \\p sequence">>, []);
malformed([_ | Rest]) -> wrong(<<"malformed \\P or \\p sequence">>, Rest).

property_set(Name, IsNot, Rest, #{caseless := IsCaseless}) ->
    case beamlet_re_set:property(known(plain(Name), IsCaseless)) of
        error -> wrong(<<"unknown property after \\P or \\p">>, Rest);
        Ranges when IsNot -> {beamlet_re_set:complement(Ranges), Rest};
        Ranges -> {Ranges, Rest}
    end.

%% A name without what counts for nothing in it, and without its kind where it names a script.
plain(Name) ->
    case lists:splitwith(fun(C) -> C =/= $: andalso C =/= $= end, lower(Name)) of
        {Plain, []} -> Plain;
        {Kind, [_ | Script]} when Kind =:= "sc"; Kind =:= "scx"; Kind =:= "script"; Kind =:= "scriptextensions" -> Script;
        _ -> none
    end.

lower([C | Name]) when C >= $A, C =< $Z -> [C + 32 | lower(Name)];
lower([C | Name]) when C =< $\s; C =:= $-; C =:= $_ -> lower(Name);
lower([C | Name]) -> [C | lower(Name)];
lower([]) -> [].

%% The name by which `beamlet_re_set` knows it. Where case does not count, letters of one case are those of either.
known(Plain, IsCaseless) ->
    case [Name || Name <- beamlet_re_set:properties(), lower(Name) =:= Plain] of
        [Case] when IsCaseless, Case =:= "Lu" orelse Case =:= "Ll" -> "L&";
        [Name] -> Name;
        [] when Plain =:= "lc" -> "L&";
        [] -> none
    end.

%% A class, behind its opening bracket: the set, what follows, and whether it has a CR or an LF of its own. `All` begins with the bracket.
class(Chars, All, #{caseless := IsCaseless, cases := Cases} = How) ->
    case posix_syntax(All) of
        {$:, _, Rest} -> wrong(<<"POSIX named classes are supported only within a class">>, Rest);
        {_, _, Rest} -> wrong(<<"POSIX collating elements are not supported">>, Rest);
        none -> ok
    end,
    {IsNot, Start} =
        case skip(Chars, How) of
            [$^ | More] -> {true, skip(More, How)};
            More -> {false, More}
        end,
    {Cased, Plain, End} =
        case Start of
            [$] | Others] -> between($], Others, How, [], []);
            _ -> items(Start, How, [], [])
        end,
    Own =
        case IsCaseless of
            true -> beamlet_re_set:with_cases(Cased, Cases);
            false -> Cased
        end,
    Ranges = beamlet_re_set:union([Own, Plain]),
    Item =
        case IsNot of
            true -> beamlet_re_set:complement(Ranges);
            false -> Ranges
        end,
    {beamlet_re_set:item(Item), End, lists:any(fun({A, B}) -> A =< $\r andalso B >= $\n end, Cased)}.

%% What is not there.
skip("\\E" ++ Chars, How) -> skip(Chars, How);
skip("\\Q\\E" ++ Chars, How) -> skip(Chars, How);
skip([C | Chars], #{blanks := true} = How) when C =:= $\s; C =:= $\t -> skip(Chars, How);
skip(Chars, _) -> Chars.

items(Chars, How, Cased, Plain) -> item(skip(Chars, How), How, Cased, Plain).

item([], _, _, _) -> wrong(<<"missing terminating ] for character class">>, []);
item([$] | Rest], _, Cased, Plain) -> {Cased, Plain, Rest};
item("\\Q" ++ Chars, How, Cased, Plain) -> quoted(Chars, How, Cased, Plain);
item([$[ | Chars] = All, How, Cased, Plain) ->
    case posix_syntax(All) of
        none ->
            between($[, Chars, How, Cased, Plain);
        {$:, Name, Rest} ->
            Ranges = posix(Name, Rest, How),
            begins_no_range(Rest, How),
            items(Rest, How, Cased, Ranges ++ Plain);
        {_, _, Rest} ->
            wrong(<<"POSIX collating elements are not supported">>, Rest)
    end;
item([$\\ | Chars], How, Cased, Plain) ->
    case set(Chars, How) of
        none ->
            {C, Rest} = escaped(Chars, How),
            between(C, Rest, How, Cased, Plain);
        {Ranges, Rest} ->
            begins_no_range(Rest, How),
            items(Rest, How, Cased, Ranges ++ Plain)
    end;
item([C | Chars], How, Cased, Plain) ->
    between(C, Chars, How, Cased, Plain).

quoted("\\E" ++ Chars, How, Cased, Plain) -> items(Chars, How, Cased, Plain);
quoted([C, $\\, $E | Chars], How, Cased, Plain) -> between(C, Chars, How, Cased, Plain);
quoted([C | Chars], How, Cased, Plain) -> quoted(Chars, How, [{C, C} | Cased], Plain);
quoted([], _, _, _) -> wrong(<<"missing terminating ] for character class">>, []).

escaped([$b | Rest], _) -> {8, Rest};
escaped([$N, C | Rest], _) when C =/= ${ -> wrong(<<"\\N is not supported in a class">>, [C | Rest]);
escaped([$N], _) -> wrong(<<"\\N is not supported in a class">>, []);
escaped([C | Rest], _) when C =:= $g; C =:= $k -> {C, Rest};
escaped([C | Rest], _) when C =:= $A; C =:= $B; C =:= $C; C =:= $G; C =:= $K; C =:= $R; C =:= $X; C =:= $Z; C =:= $z ->
    wrong(<<"escape sequence is invalid in character class">>, Rest);
escaped(Chars, #{unicode := IsUnicode}) -> beamlet_re_escape:character(Chars, IsUnicode).

%% A set is no end of a range.
begins_no_range(Chars, How) ->
    case skip(Chars, How) of
        [$- | Rest] ->
            case skip(Rest, How) of
                [$] | _] ->
                    ok;
                [] ->
                    ok;
                More ->
                    %% What is wrong with the other end is found first.
                    end_of_range(More, How),
                    wrong(<<"invalid range in character class">>, Rest)
            end;
        _ -> ok
    end.

end_of_range("\\Q", _) -> wrong(<<"missing terminating ] for character class">>, []);
end_of_range("\\Q" ++ _, _) -> ok;
end_of_range([$\\ | Chars], How) -> set(Chars, How) =:= none andalso escaped(Chars, How);
end_of_range(_, _) -> ok.

%% A character, and the other end of a range if there is one.
between(C, Chars, How, Cased, Plain) ->
    case skip(Chars, How) of
        [$- | More] ->
            case skip(More, How) of
                [End | _] = Rest when End =/= $] -> range(C, Rest, How, Cased, Plain);
                Rest -> items(Rest, How, [{C, C}, {$-, $-} | Cased], Plain)
            end;
        Rest ->
            items(Rest, How, [{C, C} | Cased], Plain)
    end.

range(C, "\\Q" ++ [D | Rest], How, Cased, Plain) ->
    quoted(Rest, How, ordered(C, D, Rest, Cased), Plain);
range(C, [$\\ | Chars], How, Cased, Plain) ->
    case set(Chars, How) of
        none ->
            {D, Rest} = escaped(Chars, How),
            items(Rest, How, ordered(C, D, Rest, Cased), Plain);
        {_, Rest} ->
            wrong(<<"invalid range in character class">>, Rest)
    end;
range(C, [D | Rest] = All, How, Cased, Plain) ->
    case posix_syntax(All) of
        none -> items(Rest, How, ordered(C, D, Rest, Cased), Plain);
        {$:, Name, End} ->
            posix(Name, End, How),
            wrong(<<"invalid range in character class">>, End);
        {_, _, End} -> wrong(<<"POSIX collating elements are not supported">>, End)
    end.

ordered(C, D, Rest, _) when D < C -> wrong(<<"range out of order in character class">>, Rest);
ordered(C, D, _, Cased) -> [{C, D} | Cased].

%% Whether `[:`, `[.` or `[=` begins a name that ends as it began: which one, the name, and what follows.
posix_syntax([$[, C | Chars]) when C =:= $:; C =:= $.; C =:= $= -> posix_end(Chars, C, []);
posix_syntax(_) -> none.

posix_end([C, $] | Rest], C, Name) -> {C, lists:reverse(Name), Rest};
posix_end([$\\, C | Rest], End, Name) when C =:= $\\; C =:= $] -> posix_end(Rest, End, [C, $\\ | Name]);
posix_end([$[, C | _], C, _) -> none;
posix_end([$] | _], _, _) -> none;
posix_end([C | Rest], End, Name) -> posix_end(Rest, End, [C | Name]);
posix_end([], _, _) -> none.

posix("^" ++ Name, Rest, How) -> beamlet_re_set:complement(posix(Name, Rest, How));
posix(Name, Rest, #{caseless := IsCaseless} = How) ->
    UCP = is_ucp(posix_letter(Name), How),
    IsLetter = IsCaseless andalso not UCP andalso (Name =:= "lower" orelse Name =:= "upper"),
    case posix_set(if IsLetter -> "alpha"; true -> Name end, UCP) of
        error -> wrong(<<"unknown POSIX class name">>, Rest);
        Ranges -> Ranges
    end.

%% The letter of (?a) for a class.
posix_letter(Name) when Name =:= "digit"; Name =:= "xdigit" -> $T;
posix_letter(_) -> $P.

posix_set("alpha", true) -> beamlet_re_set:property("L");
posix_set("lower", true) -> beamlet_re_set:property("Ll");
posix_set("upper", true) -> beamlet_re_set:property("Lu");
posix_set("alnum", true) -> beamlet_re_set:property("Xan");
posix_set("digit", true) -> beamlet_re_set:property("Nd");
posix_set("space", true) -> beamlet_re_set:property("Xsp");
posix_set("word", true) -> beamlet_re_set:property("Xwd");
posix_set("blank", true) -> beamlet_re_set:named($h);
posix_set("punct", true) -> beamlet_re_set:ascii(beamlet_re_set:posix("punct")) ++ beamlet_re_set:property("P");
posix_set(Name, UCP) ->
    case beamlet_re_set:posix(Name) of
        Ranges when is_list(Ranges), not UCP orelse Name =:= "ascii" -> beamlet_re_set:ascii(Ranges);
        Ranges -> Ranges
    end.
