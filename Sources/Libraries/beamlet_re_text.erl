%% The small parts of a regular expression's text: numbers, names, quantifiers, verbs. For `beamlet_re_parse`.
-module(beamlet_re_text).

-export([callout/1, counted/1, name/2, number/1, prefix/1, verb/1, word/1]).

wrong(Text, Rest) -> throw({wrong, Text, Rest}).

%% A quantifier without what tells its mode: {Min, Max, Rest}, or `none`.
counted([$* | Rest]) -> {0, infinity, Rest};
counted([$+ | Rest]) -> {1, infinity, Rest};
counted([$? | Rest]) -> {0, 1, Rest};
counted([${ | Chars]) ->
    case number(Chars) of
        {Min, [$} | Rest]} when is_integer(Min) -> bounds(Min, Chars, Min, Chars, Rest);
        {Min, [$,, $} | Rest]} when is_integer(Min) -> bounds(Min, Chars, infinity, [], Rest);
        {Min, [$, | More]} when is_integer(Min) ->
            case number(More) of
                {Max, [$} | Rest]} when is_integer(Max) -> bounds(Min, Chars, Max, More, Rest);
                _ -> none
            end;
        _ -> none
    end;
counted(_) -> none.

bounds(Min, MinChars, _, _, _) when Min > 65535 -> too_big(MinChars, 0);
bounds(_, _, Max, MaxChars, _) when is_integer(Max), Max > 65535 -> too_big(MaxChars, 0);
bounds(Min, _, Max, _, Rest) when Max < Min -> wrong(<<"numbers out of order in {} quantifier">>, [$} | Rest]);
bounds(Min, _, Max, _, Rest) -> {Min, Max, Rest}.

%% It is told of the digit that makes it so.
too_big(Chars, N) when N > 65535 -> wrong(<<"number too big in {} quantifier">>, Chars);
too_big([C | Chars], N) -> too_big(Chars, N * 10 + C - $0).

%% A name up to its closing character, and what follows that.
name([C | _] = Chars, _) when C >= $0, C =< $9 -> wrong(<<"group name must start with a non-digit">>, Chars);
name(Chars, Close) ->
    case word(Chars) of
        {[], Rest} -> wrong(<<"subpattern name expected">>, Rest);
        {Name, Rest} when length(Name) > 32 -> wrong(<<"subpattern name is too long (maximum 32 characters)">>, Rest);
        {Name, [Close | Rest]} -> {Name, Rest};
        {_, Rest} -> wrong(<<"syntax error in subpattern name (missing terminator)">>, Rest)
    end.

word(Chars) ->
    lists:splitwith(
        fun(C) -> C =:= $_ orelse (C >= $0 andalso C =< $9) orelse (C >= $a andalso C =< $z) orelse (C >= $A andalso C =< $Z) end, Chars
    ).

%% What follows a callout, which does nothing. `Chars` is what stands behind (?C.
callout(Chars) ->
    case number(Chars) of
        {N, [$) | _] = End} when is_integer(N), N > 255 -> wrong(<<"number after (?C is > 255">>, End);
        {_, [$) | Rest]} -> Rest;
        {_, Rest} -> wrong(<<"closing ) for (?C expected">>, Rest)
    end.

%% What a word before everything else sets.
prefix("UTF8") -> {unicode, true};
prefix("UTF") -> {unicode, true};
prefix("UCP") -> {ucp, true};
prefix("CR") -> {newline, cr};
prefix("LF") -> {newline, lf};
prefix("CRLF") -> {newline, crlf};
prefix("ANYCRLF") -> {newline, anycrlf};
prefix("ANY") -> {newline, any};
prefix("BSR_ANYCRLF") -> {escape_r, anycrlf};
prefix("BSR_UNICODE") -> {escape_r, unicode};
prefix("NO_START_OPT") -> ignored;
prefix("NO_AUTO_POSSESS") -> ignored;
prefix("LIMIT_MATCH") -> limit;
prefix("LIMIT_RECURSION") -> limit;
prefix(_) -> none.

%% (*FAIL) and its like: {Node, Rest}.
verb(Chars) ->
    {Word, Rest} = lists:splitwith(fun(C) -> C >= $a andalso C =< $z orelse C >= $A andalso C =< $Z end, Chars),
    {Argument, End} =
        case Rest of
            [$: | More] -> lists:splitwith(fun(C) -> C =/= $) end, More);
            _ -> {none, Rest}
        end,
    case {verb_node(Word), End} of
        {Node, [$) | _]} when Argument =/= none, Node =:= accept orelse Node =:= fail orelse Node =:= commit ->
            wrong(<<"an argument is not allowed for (*ACCEPT), (*FAIL), or (*COMMIT)">>, End);
        {mark, [$) | _]} when Argument =:= none; Argument =:= [] -> wrong(<<"(*MARK) must have an argument">>, End);
        {mark, [$) | After]} -> {{mark, Argument}, After};
        {skip, [$) | After]} when is_list(Argument), Argument =/= [] -> {{skip, Argument}, After};
        {Node, [$) | After]} when Node =/= none -> {Node, After};
        _ -> wrong(<<"(*VERB) not recognized or malformed">>, End)
    end.

verb_node("ACCEPT") -> accept;
verb_node("FAIL") -> fail;
verb_node("F") -> fail;
verb_node("COMMIT") -> commit;
verb_node("PRUNE") -> prune;
verb_node("SKIP") -> skip;
verb_node("THEN") -> then;
verb_node("MARK") -> mark;
verb_node("") -> mark;
verb_node(_) -> none.

%% A decimal number, or `none`.
number([C | _] = Chars) when C >= $0, C =< $9 -> number(Chars, 0);
number(Chars) -> {none, Chars}.

number([C | Chars], N) when C >= $0, C =< $9 -> number(Chars, N * 10 + C - $0);
number(Chars, N) -> {N, Chars}.
