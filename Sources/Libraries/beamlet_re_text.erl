%% The small parts of a regular expression's text: numbers, names, quantifiers, verbs. For `beamlet_re_parse`.
-module(beamlet_re_text).

-export([counted/2, name/2, number/1, verb/1, word/1]).

wrong(Text, Rest) -> throw({wrong, Text, Rest}).

%% A quantifier without what tells its mode: {Min, Max, Rest}, or `none`. PCRE 2 lets blanks stand in braces, and the first number be left out.
counted([$* | Rest], _) -> {0, infinity, Rest};
counted([$+ | Rest], _) -> {1, infinity, Rest};
counted([$? | Rest], _) -> {0, 1, Rest};
counted([${ | Chars], false) ->
    braced(Chars);
counted([${ | Chars], true) ->
    case spaced(Chars) of
        {none, [$, | More]} ->
            case spaced(More) of
                {none, _} -> none;
                Max -> bounded(0, Max)
            end;
        {none, _} -> none;
        {Min, [$, | More]} -> bounded(Min, spaced(More));
        {Min, [$} | _] = End} -> bounds(Min, Min, End);
        _ -> none
    end;
counted(_, _) -> none.

%% A number with blanks before and behind it.
spaced(Chars) ->
    {N, Rest} = number(blanks(Chars)),
    {N, blanks(Rest)}.

blanks([C | Rest]) when C =:= $\s; C =:= $\t -> blanks(Rest);
blanks(Chars) -> Chars.

bounded(Min, {none, [$} | _] = End}) -> bounds(Min, infinity, End);
bounded(Min, {Max, [$} | _] = End}) -> bounds(Min, Max, End);
bounded(_, _) -> none.

%% PCRE 8's quantifiers in braces.
braced(Chars) ->
    case number(Chars) of
        {Min, [$} | _] = End} when is_integer(Min) -> bounds(Min, Min, End);
        {Min, [$,, $} | Rest]} when is_integer(Min) -> bounds(Min, infinity, [$} | Rest]);
        {Min, [$, | More]} when is_integer(Min) ->
            case number(More) of
                {Max, [$} | _] = End} when is_integer(Max) -> bounds(Min, Max, End);
                _ -> none
            end;
        _ -> none
    end.

bounds(Min, Max, End) when Min > 65535; is_integer(Max), Max > 65535 -> wrong(<<"number too big in {} quantifier">>, End);
bounds(Min, Max, End) when Max < Min -> wrong(<<"numbers out of order in {} quantifier">>, End);
bounds(Min, Max, [_ | Rest]) -> {Min, Max, Rest}.

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

%% (*FAIL) and its like.
verb(Chars) ->
    {Word, Rest} = word(Chars),
    {Argument, End} = lists:splitwith(fun(C) -> C =/= $) end, Rest),
    case {verb_node(Word), Argument, End} of
        {Node, _, [$) | More]} when Node =:= accept, Argument =:= []; Node =:= fail, Argument =:= []; Node =:= commit, Argument =:= [] ->
            {Node, More};
        {Node, [$: | _], [$) | _]} when Node =:= accept; Node =:= fail; Node =:= commit ->
            wrong(<<"an argument is not allowed for (*ACCEPT), (*FAIL), or (*COMMIT)">>, End);
        {Node, _, [$) | More]} when Node =:= prune; Node =:= skip, Argument =:= []; Node =:= skip, Argument =:= ":" ->
            {Node, More};
        {mark, [$:, _ | _], [$) | More]} ->
            {none, More};
        _ ->
            wrong(<<"(*VERB) not recognized or malformed">>, Rest)
    end.

verb_node("ACCEPT") -> accept;
verb_node("FAIL") -> fail;
verb_node("F") -> fail;
verb_node("COMMIT") -> commit;
verb_node("PRUNE") -> prune;
verb_node("SKIP") -> skip;
verb_node("MARK") -> mark;
verb_node("") -> mark;
verb_node(_) -> none.

%% A decimal number, or `none`.
number([C | _] = Chars) when C >= $0, C =< $9 -> number(Chars, 0);
number(Chars) -> {none, Chars}.

number([C | Chars], N) when C >= $0, C =< $9 -> number(Chars, N * 10 + C - $0);
number(Chars, N) -> {N, Chars}.
