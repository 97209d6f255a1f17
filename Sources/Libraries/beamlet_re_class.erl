%% Sets of characters in regular expressions: escapes that stand for one, and classes in brackets. For `beamlet_re_parse`.
-module(beamlet_re_class).

-export([set/2, class/5]).

%% `How` is what holds for the pattern: whether it is of Unicode, and of its properties, and whether it is for PCRE 2.

wrong(Text, Rest) -> throw({wrong, Text, Rest}).

%% A set that has an escape: {Ranges, Rest} or `none`.
set([C | Rest], How) when C =:= $d; C =:= $s; C =:= $w; C =:= $h; C =:= $v -> {named(C, How), Rest};
set([C | Rest], How) when C =:= $D; C =:= $S; C =:= $W; C =:= $H; C =:= $V -> {beamlet_re_set:complement(named(C + 32, How)), Rest};
set([C | Rest] = All, _) when C =:= $p; C =:= $P -> property(Rest, C =:= $P, All);
set(_, _) -> none.

named($d, {_, true, _}) -> beamlet_re_set:property("Nd");
named($s, {_, true, _}) -> beamlet_re_set:property("Xsp");
named($w, {_, true, _}) -> beamlet_re_set:property("Xwd");
named($w, {_, _, true}) -> beamlet_re_set:ascii(beamlet_re_set:named($w));
named(C, _) -> beamlet_re_set:named(C).

property("{^" ++ Chars, IsNot, _) -> property_name(Chars, not IsNot);
property("{" ++ Chars, IsNot, _) -> property_name(Chars, IsNot);
property([C | Rest], IsNot, _) -> property_set([C], IsNot, Rest, Rest);
property([], _, _) -> wrong(<<"malformed \\P or \\p sequence">>, []).

property_name(Chars, IsNot) ->
    case lists:splitwith(fun(C) -> C =/= $} end, Chars) of
        {Name, [$} | Rest] = End} -> property_set(Name, IsNot, Rest, End);
        _ -> wrong(<<"malformed \\P or \\p sequence">>, [])
    end.

property_set(Name, IsNot, Rest, End) ->
    case beamlet_re_set:property(Name) of
        error -> wrong(<<"unknown property name after \\P or \\p">>, End);
        Ranges when IsNot -> {beamlet_re_set:complement(Ranges), Rest};
        Ranges -> {Ranges, Rest}
    end.

%% A class, behind its opening bracket: the set, what follows, and whether it has a CR or an LF of its own. `All` begins with the bracket.
class(Chars, All, IsCaseless, Cases, {IsUnicode, _, IsPCRE2} = How) ->
    case beamlet_re_escape:posix_syntax(All) of
        {$:, _} -> wrong(<<"POSIX named classes are supported only within a class">>, All);
        {_, _} -> wrong(<<"POSIX collating elements are not supported">>, All);
        none -> ok
    end,
    {IsNot, Start} =
        case Chars of
            [$^ | More] -> {true, More};
            _ -> {false, Chars}
        end,
    Escapes = fun(Escape) -> set(Escape, How) end,
    {Cased, Plain, Rest} = beamlet_re_escape:class(Start, Escapes, posix(IsCaseless, How), IsUnicode, IsPCRE2),
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
    {beamlet_re_set:item(Item), Rest, has_crlf(Cased)}.

has_crlf(Ranges) -> lists:any(fun({A, B}) -> A =< $\r andalso B >= $\n end, Ranges).

%% How POSIX's classes are found under the flags that hold.
posix(IsCaseless, How) ->
    fun
        (Name) when IsCaseless, Name =:= "lower" orelse Name =:= "upper" -> posix_set("alpha", How);
        (Name) -> posix_set(Name, How)
    end.

posix_set("alpha", {_, true, _}) -> beamlet_re_set:property("L");
posix_set("lower", {_, true, _}) -> beamlet_re_set:property("Ll");
posix_set("upper", {_, true, _}) -> beamlet_re_set:property("Lu");
posix_set("alnum", {_, true, _}) -> beamlet_re_set:property("Xan");
posix_set("digit", {_, true, _}) -> beamlet_re_set:property("Nd");
posix_set("space", {_, true, _}) -> beamlet_re_set:property("Xsp");
posix_set("word", {_, true, _}) -> beamlet_re_set:property("Xwd");
posix_set("blank", {_, true, _}) -> beamlet_re_set:named($h);
posix_set(Name, {_, UCP, IsPCRE2}) ->
    case beamlet_re_set:posix(Name) of
        Ranges when is_list(Ranges), IsPCRE2, not UCP orelse Name =:= "ascii" -> beamlet_re_set:ascii(Ranges);
        Ranges -> Ranges
    end.
