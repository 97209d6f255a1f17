%% Sets of characters in regular expressions: escapes that stand for one, and classes in brackets. For `beamlet_re_parse`.
-module(beamlet_re_class).

-export([set/2, class/5]).

%% `How` is what holds for the pattern: whether it is of Unicode, and of its properties.

wrong(Text, Rest) -> throw({wrong, Text, Rest}).

%% A set that has an escape: {Ranges, Rest} or `none`.
set([C | Rest], How) when C =:= $d; C =:= $s; C =:= $w; C =:= $h; C =:= $v -> {named(C, How), Rest};
set([C | Rest], How) when C =:= $D; C =:= $S; C =:= $W; C =:= $H; C =:= $V -> {beamlet_re_set:complement(named(C + 32, How)), Rest};
set([C | Rest] = All, _) when C =:= $p; C =:= $P -> property(Rest, C =:= $P, All);
set(_, _) -> none.

named($d, {_, true}) -> beamlet_re_set:property("Nd");
named($s, {_, true}) -> beamlet_re_set:property("Xsp");
named($w, {_, true}) -> beamlet_re_set:property("Xwd");
named(C, _) -> beamlet_re_set:named(C).

property("{^" ++ Chars, IsNot, _) -> property_name(Chars, not IsNot);
property("{" ++ Chars, IsNot, _) -> property_name(Chars, IsNot);
property([C | Rest] = All, IsNot, _) -> property_set([C], IsNot, Rest, All);
property([], _, _) -> wrong(<<"malformed \\P or \\p sequence">>, []).

property_name(Chars, IsNot) ->
    case lists:splitwith(fun(C) -> C =/= $} end, Chars) of
        {Name, [$} | Rest] = End} when length(Name) =< 30 -> property_set(Name, IsNot, Rest, End);
        {Name, _} when length(Name) > 30 -> wrong(<<"malformed \\P or \\p sequence">>, lists:nthtail(30, Chars));
        _ -> wrong(<<"malformed \\P or \\p sequence">>, [])
    end.

property_set(Name, IsNot, Rest, End) ->
    case beamlet_re_set:property(Name) of
        error -> wrong(<<"unknown property name after \\P or \\p">>, End);
        Ranges when IsNot -> {beamlet_re_set:complement(Ranges), Rest};
        Ranges -> {Ranges, Rest}
    end.

%% A class, behind its opening bracket: the set, what follows, and whether it has a CR or an LF of its own. `All` begins with the bracket.
class(Chars, All, IsCaseless, Cases, {IsUnicode, _} = How) ->
    case beamlet_re_escape:posix_syntax(All) of
        {$:, _} -> wrong(<<"POSIX named classes are supported only within a class">>, All);
        {_, _} -> wrong(<<"POSIX collating elements are not supported">>, All);
        none -> ok
    end,
    {IsNot, Start} =
        case start(Chars) of
            [$^ | More] -> {true, start(More)};
            More -> {false, More}
        end,
    Escapes = fun(Escape) -> set(Escape, How) end,
    {Cased, Plain, Rest} = beamlet_re_escape:class(Start, Escapes, posix(IsCaseless, How), IsUnicode),
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

%% Without what is not there.
start("\\E" ++ Chars) -> start(Chars);
start("\\Q\\E" ++ Chars) -> start(Chars);
start(Chars) -> Chars.

has_crlf(Ranges) -> lists:any(fun({A, B}) -> A =< $\r andalso B >= $\n end, Ranges).

%% How POSIX's classes are found under the flags that hold.
posix(IsCaseless, How) ->
    fun
        (Name) when IsCaseless, Name =:= "lower" orelse Name =:= "upper" -> posix_set("alpha", How);
        (Name) -> posix_set(Name, How)
    end.

posix_set("alpha", {_, true}) -> beamlet_re_set:property("L");
posix_set("lower", {_, true}) -> beamlet_re_set:property("Ll");
posix_set("upper", {_, true}) -> beamlet_re_set:property("Lu");
posix_set("alnum", {_, true}) -> beamlet_re_set:property("Xan");
posix_set("digit", {_, true}) -> beamlet_re_set:property("Nd");
posix_set("space", {_, true}) -> beamlet_re_set:property("Xsp");
posix_set("word", {_, true}) -> beamlet_re_set:property("Xwd");
posix_set("blank", {_, true}) -> beamlet_re_set:named($h);
posix_set("punct", {_, true}) -> beamlet_re_set:ascii(beamlet_re_set:posix("punct")) ++ beamlet_re_set:property("P");
posix_set(Name, _) -> beamlet_re_set:posix(Name).
