%% The small parts of a regular expression's text, as PCRE 2 has them: numbers, names, quantifiers, verbs. For `beamlet_re_parse`.
-module(beamlet_re_text).

-export([counted/1, callout/1, close/1, name/4, is_word/2, number/1, prefix/1, verb/1, word/1, blanks/1, wrong/2]).

%% Ends the compilation. `Rest` is what follows the place of the error, or `past` for one behind the end.
-spec wrong(binary(), string() | past) -> no_return().
wrong(Text, Rest) -> throw({wrong, Text, Rest}).

%% A quantifier without what tells its mode: {Min, Max, Rest}, or `none`. Blanks may stand in braces, and the first number be left out.
counted([$* | Rest]) -> {0, infinity, Rest};
counted([$+ | Rest]) -> {1, infinity, Rest};
counted([$? | Rest]) -> {0, 1, Rest};
counted([${ | Chars]) ->
    {Min, End} = number(blanks(Chars)),
    case {Min, blanks(End)} of
        {none, [$, | More]} -> bounded(0, [], number(blanks(More)), false);
        {none, _} -> none;
        {_, [$, | More]} -> bounded(Min, End, number(blanks(More)), true);
        {_, [$} | Rest]} -> bounds(Min, End, Min, End, Rest);
        _ -> none
    end;
counted(_) -> none.

%% The numbers of a quantifier: behind each stands what is wrong with it.
bounded(Min, MinEnd, {Max, MaxEnd}, HasMin) ->
    case blanks(MaxEnd) of
        [$} | Rest] when is_integer(Max) -> bounds(Min, MinEnd, Max, MaxEnd, Rest);
        [$} | Rest] when HasMin -> bounds(Min, MinEnd, infinity, MaxEnd, Rest);
        _ -> none
    end.

bounds(Min, MinEnd, _, _, _) when Min > 65535 -> wrong(<<"number too big in {} quantifier">>, MinEnd);
bounds(_, _, Max, MaxEnd, _) when is_integer(Max), Max > 65535 -> wrong(<<"number too big in {} quantifier">>, MaxEnd);
bounds(Min, _, Max, MaxEnd, _) when Max < Min -> wrong(<<"numbers out of order in {} quantifier">>, MaxEnd);
bounds(Min, _, Max, _, Rest) -> {Min, Max, Rest}.

blanks([C | Rest]) when C =:= $\s; C =:= $\t -> blanks(Rest);
blanks(Chars) -> Chars.

%% A name up to its closing character, and what follows that; with `none` instead of such a character, what follows the name. Blanks may
%% stand around a name in braces.
name(Chars, ${, IsUnicode, Wrong) ->
    {Name, Rest} = name(blanks(Chars), none, IsUnicode, Wrong),
    closed(Name, blanks(Rest), $});
name([C | Rest], _, _, _) when C >= $0, C =< $9 -> wrong(<<"subpattern name must start with a non-digit">>, Rest);
name(Chars, Close, IsUnicode, Expected) ->
    case lists:splitwith(fun(C) -> is_word(C, IsUnicode) end, Chars) of
        {[], Rest} ->
            wrong(Expected, Rest);
        {Name, Rest} ->
            byte_size(unicode:characters_to_binary(Name)) =< 128 orelse wrong(<<"subpattern name is too long (maximum 128 code units)">>, Rest),
            closed(Name, Rest, Close)
    end.

%% What closes a name.
close($<) -> $>;
close($') -> $'.

closed(Name, Rest, none) -> {Name, Rest};
closed(Name, [Close | Rest], Close) -> {Name, Rest};
closed(_, Rest, _) -> wrong(<<"syntax error in subpattern name (missing terminator?)">>, Rest).

word(Chars) -> lists:splitwith(fun(C) -> is_word(C, false) end, Chars).

%% Whether a character can stand in a name.
is_word(C, _) when C =:= $_; C >= $0, C =< $9; C >= $a, C =< $z; C >= $A, C =< $Z -> true;
is_word(C, true) when C > 127 -> [] =/= [A || {A, B} <- beamlet_re_set:property("Xan"), A =< C, C =< B];
is_word(_, _) -> false.

%% What a word before everything else sets.
prefix("UTF8") -> {unicode, true};
prefix("UTF") -> {unicode, true};
prefix("UCP") -> {ucp, true};
prefix("CR") -> {newline, cr};
prefix("LF") -> {newline, lf};
prefix("CRLF") -> {newline, crlf};
prefix("ANYCRLF") -> {newline, anycrlf};
prefix("ANY") -> {newline, any};
prefix("NUL") -> {newline, nul};
prefix("BSR_ANYCRLF") -> {escape_r, anycrlf};
prefix("BSR_UNICODE") -> {escape_r, unicode};
prefix("NOTEMPTY") -> {notempty, true};
prefix("NOTEMPTY_ATSTART") -> {notempty_atstart, true};
prefix("LIMIT_" ++ Limit) when Limit =:= "MATCH"; Limit =:= "DEPTH"; Limit =:= "HEAP"; Limit =:= "RECURSION" -> limit;
prefix("NO_" ++ What) when What =:= "JIT"; What =:= "START_OPT"; What =:= "AUTO_POSSESS"; What =:= "DOTSTAR_ANCHOR" -> ignored;
prefix(_) -> none.

%% (*FAIL) and its like: {Node, Rest}.
verb(Chars) ->
    {Word, Rest} = word(Chars),
    case {verb_node(Word), Rest} of
        {mark, [C | _]} when Word =:= [], C =/= $: -> wrong(<<"(*VERB) not recognized or malformed">>, Rest);
        {mark, [$) | _]} -> wrong(<<"(*MARK) must have an argument">>, Rest);
        {Node, [$) | More]} when Node =/= none -> {Node, More};
        {Node, [$: | More]} when Node =/= none ->
            case lists:splitwith(fun(C) -> C =/= $) end, More) of
                {_, []} -> wrong(<<"(*VERB) not recognized or malformed">>, []);
                {[], _} when Node =:= mark -> wrong(<<"(*MARK) must have an argument">>, More);
                {Name, [_ | End]} -> {named(Node, Name), End}
            end;
        _ ->
            wrong(<<"(*VERB) not recognized or malformed">>, Rest)
    end.

named(mark, Name) -> {mark, Name};
named(skip, [_ | _] = Name) -> {skip, Name};
named(Node, _) -> Node.

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

%% What follows a callout, which does nothing. `Chars` is what stands behind (?C.
callout([]) -> wrong(<<"missing closing parenthesis">>, []);
callout([C | Chars] = All) ->
    case lists:member(C, "`'\"^%#${") of
        true -> called_out(after_text(Chars, closing(C), All));
        false when C =:= $); C >= $0, C =< $9 ->
            {N, Rest} = number(All),
            is_integer(N) andalso N > 255 andalso wrong(<<"number after (?C is greater than 255">>, Rest),
            called_out(Rest);
        false -> wrong(<<"unrecognized string delimiter follows (?C">>, Chars)
    end.

called_out([$) | Rest]) -> Rest;
called_out(Rest) -> wrong(<<"closing parenthesis for (?C expected">>, Rest).

closing(${) -> $};
closing(C) -> C.

%% A text up to its closing character, which stands for itself where it stands twice.
after_text([C, C | Chars], C, All) -> after_text(Chars, C, All);
after_text([C | Chars], C, _) -> Chars;
after_text([_ | Chars], C, All) -> after_text(Chars, C, All);
after_text([], _, All) -> wrong(<<"missing terminating delimiter for callout with string argument">>, All).

%% A decimal number, or `none`.
number([C | _] = Chars) when C >= $0, C =< $9 -> number(Chars, 0);
number(Chars) -> {none, Chars}.

number([C | Chars], N) when C >= $0, C =< $9 -> number(Chars, N * 10 + C - $0);
number(Chars, N) -> {N, Chars}.
