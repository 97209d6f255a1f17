%% Reads regular expressions, for `re`: Perl's syntax as PCRE 8 has it, with PCRE's texts for what is wrong.
%%
%% The answer is a sequence, a list of nodes. A character is itself, a set is one of `beamlet_re_set`'s; what the other nodes are is told
%% by `beamlet_re_link`, which makes of them what the matcher runs.
-module(beamlet_re_parse).

-export([parse/2]).
-import(beamlet_re_text, [counted/2, name/2, number/1, word/1]).

%% What (?imsxUJ) changes.
-record(flags, {caseless, multiline, dotall, extended, ungreedy, dupnames, no_capture = false}).
%% What was met so far, and what holds for the whole pattern. `crlf`: the pattern has a CR or an LF of its own.
-record(state, {groups = 0, names = [], crlf = false, unicode, ucp, newline, escape_r, captures, dollar, pcre2}).

%% The pattern, a list of characters, with a map of options: {ok, Sequence, Facts} or {error, Text, Rest}, where `Rest` is what was
%% not yet read.
parse(Chars, Options) ->
    {Pattern, All} = prefixes(Chars, Options),
    Has = fun(Name) -> maps:get(Name, All, false) end,
    Flags = #flags{
        caseless = Has(caseless),
        multiline = Has(multiline),
        dotall = Has(dotall),
        extended = Has(extended),
        ungreedy = Has(ungreedy),
        dupnames = Has(dupnames)
    },
    State = #state{
        unicode = Has(unicode),
        ucp = Has(ucp),
        newline = maps:get(newline, All, lf),
        escape_r = maps:get(escape_r, All, unicode),
        captures = not Has(no_auto_capture),
        pcre2 = Has(pcre2),
        dollar =
            case Has(dollar_endonly) of
                true -> dollar_end;
                false -> dollar
            end
    },
    try branches(Pattern, Flags, State, false) of
        {Sequence, [], End} ->
            Facts = All#{groups => End#state.groups, names => End#state.names, crlf => End#state.crlf},
            {ok, Sequence, Facts};
        {_, Rest, _} ->
            {error, <<"unmatched parentheses">>, Rest}
    catch
        throw:{wrong, Text, Rest} -> {error, Text, Rest}
    end.

wrong(Text, Rest) -> throw({wrong, Text, Rest}).

%% (*UTF8) and its like before everything else.
prefixes("(*" ++ Chars = All, Options) ->
    {Word, Rest} = word(Chars),
    case {prefix(Word), Rest} of
        {{Key, Value}, [$) | Pattern]} -> prefixes(Pattern, Options#{Key => Value});
        {ignored, [$) | Pattern]} -> prefixes(Pattern, Options);
        {limit, [$= | Number]} -> limit(number(Number), All, Options);
        _ -> {All, Options}
    end;
prefixes(Chars, Options) ->
    {Chars, Options}.

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

%% A limit in the pattern counts for nothing: the caller's does.
limit({N, [$) | Rest]}, _, Options) when is_integer(N) -> prefixes(Rest, Options);
limit(_, All, Options) -> {All, Options}.

%% Alternatives up to a closing parenthesis or the end. In a branch reset each starts to count its groups where the first did.
branches(Chars, Flags, State, IsReset) -> branches(Chars, Flags, State, IsReset, State#state.groups, 0, []).

branches(Chars, Flags, State, IsReset, First, Most, Done) ->
    {Sequence, Rest, NewFlags, After} = sequence(Chars, Flags, State, []),
    Highest = max(Most, After#state.groups),
    case Rest of
        [$| | More] when IsReset ->
            branches(More, NewFlags, After#state{groups = First}, IsReset, First, Highest, [Sequence | Done]);
        [$| | More] ->
            branches(More, NewFlags, After, IsReset, First, Highest, [Sequence | Done]);
        _ when Done =:= [] ->
            {Sequence, Rest, After};
        _ ->
            {[{alternatives, lists:reverse(Done, [Sequence])}], Rest, After#state{groups = Highest}}
    end.

sequence(Chars, Flags, State, Nodes) ->
    case skip(Chars, Flags, State) of
        [C | _] = Rest when C =:= $|; C =:= $) ->
            {lists:reverse(Nodes), Rest, Flags, State};
        [] ->
            {lists:reverse(Nodes), [], Flags, State};
        Next ->
            case atom(Next, Flags, State) of
                {flags, NewFlags, Rest} ->
                    sequence(Rest, NewFlags, State, Nodes);
                {literal, [], Rest} ->
                    sequence(Rest, Flags, State, Nodes);
                {literal, Literal, Rest} ->
                    [Last | Before] = lists:reverse([literal(C, Flags, State) || C <- Literal]),
                    {Node, More} = quantified(Last, Rest, Flags, State),
                    sequence(More, Flags, crlf(Literal, State), [Node | Before ++ Nodes]);
                {Node, Rest, NewState} ->
                    {Whole, More} = quantified(Node, Rest, Flags, State),
                    sequence(More, Flags, NewState, [Whole | Nodes])
            end
    end.

crlf(Literal, State) ->
    State#state{crlf = State#state.crlf orelse lists:member($\r, Literal) orelse lists:member($\n, Literal)}.

%% What is not there: comments, and blanks where the pattern is extended.
skip("(?#" ++ Chars, Flags, State) ->
    case lists:dropwhile(fun(C) -> C =/= $) end, Chars) of
        [$) | Rest] -> skip(Rest, Flags, State);
        [] -> wrong(<<"missing ) after comment">>, [])
    end;
skip("\\E" ++ Chars, Flags, State) ->
    skip(Chars, Flags, State);
skip("\\Q\\E" ++ Chars, Flags, State) ->
    skip(Chars, Flags, State);
skip([C | Chars], #flags{extended = true} = Flags, State) when C =:= $\s; C >= 9, C =< 13 ->
    skip(Chars, Flags, State);
skip([$# | Chars], #flags{extended = true} = Flags, State) ->
    skip(after_line(Chars, State#state.newline), Flags, State);
skip(Chars, _, _) ->
    Chars.

after_line([], _) -> [];
after_line([$\r, $\n | Rest], crlf) -> Rest;
after_line([$\r | Rest], Newline) when Newline =:= cr; Newline =:= anycrlf; Newline =:= any -> Rest;
after_line([$\n | Rest], Newline) when Newline =/= cr, Newline =/= crlf -> Rest;
after_line([_ | Rest], Newline) -> after_line(Rest, Newline).

literal(C, #flags{caseless = true}, State) ->
    beamlet_re_set:item(beamlet_re_set:union([[{D, D}] || D <- [C | beamlet_re_set:cases(C, cases(State))]]));
literal(C, _, _) ->
    C.

%% One atom: {Node, Rest, State}, {literal, Chars, Rest} or, for (?i), {flags, Flags, Rest}.
atom("\\Q" ++ Chars, _, _) -> quoted(Chars, []);
atom([$\\ | Chars], Flags, State) -> escape(Chars, Flags, State);
atom([$. | Rest], #flags{dotall = true}, State) -> {all, Rest, State};
atom([$. | Rest], _, State) -> {beamlet_re_set:dot(State#state.newline), Rest, State};
atom([$^ | Rest], #flags{multiline = true}, State) -> {line_start, Rest, State};
atom([$^ | Rest], _, State) -> {start, Rest, State};
atom([$$ | Rest], #flags{multiline = true}, State) -> {line_end, Rest, State};
atom([$$ | Rest], _, #state{dollar = Dollar} = State) -> {Dollar, Rest, State};
atom("[[:<:]]" ++ Rest, _, State) -> {{group, [boundary(true, State), {look, true, [word_set(State)]}]}, Rest, State};
atom("[[:>:]]" ++ Rest, _, State) -> {{group, [boundary(true, State), {behind, true, [word_set(State)], Rest}]}, Rest, State};
atom([$[ | Chars] = All, Flags, #state{crlf = Before} = State) ->
    {Item, Rest, HasCRLF} = beamlet_re_class:class(Chars, All, Flags#flags.caseless, cases(State), how(State)),
    {Item, Rest, State#state{crlf = Before orelse HasCRLF}};
atom([$( | Chars], Flags, State) -> group(Chars, Flags, State);
atom([C | _] = All, _, _) when C =:= $*; C =:= $+; C =:= $? -> wrong(<<"nothing to repeat">>, All);
atom([C | Rest] = All, _, State) ->
    case C =:= ${ andalso counted(All, State#state.pcre2) of
        {_, _, End} -> wrong(<<"nothing to repeat">>, [$} | End]);
        _ -> {literal, [C], Rest}
    end.

quoted("\\E" ++ Rest, Chars) -> {literal, lists:reverse(Chars), Rest};
quoted([C | Rest], Chars) -> quoted(Rest, [C | Chars]);
quoted([], Chars) -> {literal, lists:reverse(Chars), []}.

%% The atom with the quantifier behind it, if there is one.
quantified(Node, Chars, Flags, State) ->
    Next = skip(Chars, Flags, State),
    case counted(Next, State#state.pcre2) of
        none ->
            {alone(Node), Chars};
        {Min, Max, Rest} ->
            {Mode, More} = mode(Rest, skip(Rest, Flags, State), Flags),
            {repeated(many(Node, Mode), Min, Max, Mode, Next), More}
    end.

alone({unlike, Item, _}) -> Item;
alone(Node) -> Node.

many({unlike, _, Item}, Mode) when Mode =/= possessive -> Item;
many(Node, _) -> alone(Node).

%% How it is repeated, and what follows that.
mode(_, [$+ | Rest], _) -> {possessive, Rest};
mode(_, [$? | Rest], #flags{ungreedy = true}) -> {greedy, Rest};
mode(_, [$? | Rest], _) -> {lazy, Rest};
mode(Rest, _, #flags{ungreedy = true}) -> {lazy, Rest};
mode(Rest, _, _) -> {greedy, Rest}.

repeated(Node, Min, Max, Mode, _) when is_integer(Node); Node =:= all; Node =:= line; Node =:= before_crlf; element(1, Node) =:= set; is_integer(element(1, Node)) ->
    {repeat, Min, Max, Mode, Node};
repeated(Node, Min, Max, Mode, _) when element(1, Node) =:= look; element(1, Node) =:= behind ->
    Greedy =
        case Mode of
            possessive -> greedy;
            _ -> Mode
        end,
    {loop, min(Min, 1), min(Max, 1), Greedy, Node};
repeated({condition, define, _, _}, _, _, _, Chars) ->
    wrong(<<"repeating a DEFINE group is not allowed">>, Chars);
repeated(Node, Min, Max, possessive, _) when is_tuple(Node), element(1, Node) =/= boundary; Node =:= newline; Node =:= cluster; Node =:= byte ->
    {atomic, [{loop, Min, Max, greedy, Node}]};
repeated(Node, Min, Max, Mode, _) when is_tuple(Node), element(1, Node) =/= boundary; Node =:= newline; Node =:= cluster; Node =:= byte ->
    {loop, Min, Max, Mode, Node};
repeated(_, _, _, _, Chars) ->
    wrong(<<"nothing to repeat">>, Chars).

%% What follows a backslash outside classes.
escape([], _, _) -> wrong(<<"\\ at end of pattern">>, []);
escape([C | Rest], _, State) when C =:= $b; C =:= $B -> {boundary(C =:= $b, State), Rest, State};
escape([$A | Rest], _, State) -> {start_of_text, Rest, State};
escape([$z | Rest], _, State) -> {end_of_text, Rest, State};
escape([$Z | Rest], _, State) -> {last_line, Rest, State};
escape([$G | Rest], _, State) -> {offset, Rest, State};
escape([$K | Rest], _, State) -> {keep, Rest, State};
escape([$R | Rest], _, #state{escape_r = Kind} = State) -> {newline(Kind), Rest, State};
escape([$X | Rest], _, State) -> {cluster, Rest, State};
escape([$C | Rest], _, State) -> {byte, Rest, State};
escape([$N, ${ | Rest] = All, _, State) ->
    case counted([${ | Rest], State#state.pcre2) of
        none -> wrong(<<"PCRE does not support \\L, \\l, \\N{name}, \\U, or \\u">>, All);
        _ -> {beamlet_re_set:dot(State#state.newline), [${ | Rest], State}
    end;
escape([$N | Rest], _, State) -> {beamlet_re_set:dot(State#state.newline), Rest, State};
escape([$g, C | Rest], _, State) when C =:= $<; C =:= $' -> {call(Rest, close(C), State), after_name(Rest, close(C)), State};
escape([$g | Rest] = All, Flags, State) -> reference_by_g(Rest, All, Flags, State);
escape([$k, C | Rest], Flags, State) when C =:= $<; C =:= $'; C =:= ${ ->
    {Name, More} = name(Rest, close(C)),
    {{reference, {name, Name}, Flags#flags.caseless, [close(C) | More]}, More, State};
escape([$k | _] = All, _, _) -> wrong(<<"\\k is not followed by a braced, angle-bracketed, or quoted name">>, All);
escape([C | _] = All, Flags, #state{groups = Groups} = State) when C >= $1, C =< $9 ->
    {N, Rest} = number(All),
    if
        N > 16#7FFFFFFF -> wrong(<<"number is too big">>, last_digit(All));
        N < 8; N =< Groups; hd(All) >= $8, State#state.pcre2 -> {{reference, N, Flags#flags.caseless, []}, Rest, State};
        true -> character(All, State)
    end;
escape(All, _, State) ->
    case beamlet_re_class:set(All, how(State)) of
        none -> character(All, State);
        {Ranges, Rest} ->
            Item = beamlet_re_set:item(beamlet_re_set:union([Ranges])),
            {repeatable(All, Item, State), Rest, State}
    end.

%% PCRE has an oddity here that programs see: repeated, \w and the like know only ASCII in UTF-8, although one alone knows Latin-1.
repeatable([C | _], {set, <<Bits:16/binary, _/binary>>, Ranges} = Item, #state{unicode = true, ucp = false}) when C =:= $w; C =:= $W ->
    High =
        case C of
            $w -> 0;
            $W -> -1
        end,
    {unlike, Item, {set, <<Bits/binary, High:128>>, Ranges}};
repeatable(_, Item, _) ->
    Item.

last_digit([_, C | _] = Chars) when C >= $0, C =< $9 -> last_digit(tl(Chars));
last_digit(Chars) -> Chars.

boundary(IsThere, State) -> {boundary, IsThere, word_set(State)}.

word_set(#state{ucp = UCP, pcre2 = IsPCRE2}) -> beamlet_re_set:word(UCP, IsPCRE2).

%% What `beamlet_re_class` and `beamlet_re_set` want to know.
how(#state{unicode = IsUnicode, ucp = UCP, pcre2 = IsPCRE2}) -> {IsUnicode, UCP, IsPCRE2}.

cases(#state{unicode = IsUnicode, ucp = UCP, pcre2 = IsPCRE2}) -> beamlet_re_set:letters(IsUnicode, UCP, IsPCRE2).

newline(unicode) -> newline;
newline(anycrlf) -> {group, [{alternatives, [[$\r, $\n], [beamlet_re_set:item([{$\n, $\n}, {$\r, $\r}])]]}]}.

close($<) -> $>;
close(${) -> $};
close($') -> $'.

%% \g, \g{} with a number, a negative number or a name.
reference_by_g([${ | Chars], All, Flags, State) ->
    case lists:splitwith(fun(C) -> C =/= $} end, Chars) of
        {Text, [$} | Rest] = End} ->
            case reference_number(Text, State) of
                {0, []} -> wrong(<<"a numbered reference must not be zero">>, End);
                {N, []} when is_integer(N), N < 0 -> wrong(<<"reference to non-existent subpattern">>, End);
                {N, []} when is_integer(N) -> {{reference, N, Flags#flags.caseless, []}, Rest, State};
                _ ->
                    {Name, More} = name(Chars, $}),
                    {{reference, {name, Name}, Flags#flags.caseless, End}, More, State}
            end;
        _ ->
            wrong(<<"\\g is not followed by a braced, angle-bracketed, or quoted name/number or by a plain number">>, All)
    end;
reference_by_g(Chars, All, Flags, State) ->
    case reference_number(Chars, State) of
        {0, _} -> wrong(<<"a numbered reference must not be zero">>, Chars);
        {N, _} when is_integer(N), N < 0 -> wrong(<<"reference to non-existent subpattern">>, Chars);
        {N, Rest} when is_integer(N) -> {{reference, N, Flags#flags.caseless, []}, Rest, State};
        _ -> wrong(<<"a numbered reference must not be zero">>, All)
    end.

reference_number([$- | Chars], #state{groups = Groups}) ->
    case number(Chars) of
        {N, Rest} when is_integer(N), N > Groups; N =:= 0 -> {-1, Rest};
        {N, Rest} when is_integer(N) -> {Groups - N + 1, Rest};
        Other -> Other
    end;
reference_number(Chars, _) ->
    number(Chars).

character(Chars, State) ->
    {C, Rest} = beamlet_re_escape:character(Chars, State#state.unicode),
    {literal, [C], Rest}.

%% A group, behind its opening parenthesis.
group([$*, C | _] = [_ | Chars], _, State) when C =:= $:; C >= $A, C =< $Z ->
    case beamlet_re_text:verb(Chars) of
        {none, Rest} -> {literal, [], Rest};
        {Verb, Rest} -> {Verb, Rest, State}
    end;
group([$? | Chars], Flags, State) -> special(Chars, Flags, State);
group(Chars, #flags{no_capture = false} = Flags, #state{captures = true} = State) -> capture(Chars, Flags, State);
group(Chars, Flags, State) -> plain(Chars, Flags, State, group).

capture(Chars, Flags, #state{groups = Before} = State) ->
    {Body, Rest, After} = body(Chars, Flags, State#state{groups = Before + 1}, false),
    {{open, Before + 1, Body}, Rest, After}.

plain(Chars, Flags, State, Kind) ->
    {Body, Rest, After} = body(Chars, Flags, State, false),
    {{Kind, Body}, Rest, After}.

look(Chars, Flags, State, IsThere) ->
    {Body, Rest, After} = body(Chars, Flags, State, false),
    {{look, IsThere, Body}, Rest, After}.

behind(Chars, Flags, State, IsThere) ->
    {Body, Rest, After} = body(Chars, Flags, State, false),
    {{behind, IsThere, Body, [$) | Rest]}, Rest, After}.

%% What is inside of a group, and what follows its closing parenthesis.
body(Chars, Flags, State, IsReset) ->
    case branches(Chars, Flags, State, IsReset) of
        {Body, [$) | Rest], After} -> {Body, Rest, After};
        {_, [], _} -> wrong(<<"missing )">>, [])
    end.

special([$: | Chars], Flags, State) -> plain(Chars, Flags, State, group);
special([$> | Chars], Flags, State) -> plain(Chars, Flags, State, atomic);
special([$| | Chars], Flags, State) ->
    {Body, Rest, After} = body(Chars, Flags, State, true),
    {{group, Body}, Rest, After};
special([$= | Chars], Flags, State) -> look(Chars, Flags, State, true);
special([$! | Chars], Flags, State) -> look(Chars, Flags, State, false);
special([$<, $= | Chars], Flags, State) -> behind(Chars, Flags, State, true);
special([$<, $! | Chars], Flags, State) -> behind(Chars, Flags, State, false);
special([$<, C | _] = [_ | Chars], Flags, State) when C =/= $> -> named_group(Chars, $>, Flags, State);
special([$< | Chars], _, _) -> wrong(<<"unrecognized character after (?<">>, Chars);
special([$' | Chars], Flags, State) -> named_group(Chars, $', Flags, State);
special([$P, $< | Chars], Flags, State) -> named_group(Chars, $>, Flags, State);
special([$P, $= | Chars], Flags, State) ->
    {Name, Rest} = name(Chars, $)),
    {{reference, {name, Name}, Flags#flags.caseless, [$) | Rest]}, Rest, State};
special([$P, $> | Chars], _, State) -> {call(Chars, $), State), after_name(Chars, $)), State};
special([$P | Chars], _, _) -> wrong(<<"unrecognized character after (?P">>, Chars);
special([$& | Chars], _, State) -> {call(Chars, $), State), after_name(Chars, $)), State};
special([$R | Chars], _, State) -> numbered_call(0, Chars, State);
special([C | _] = Chars, _, State) when C >= $0, C =< $9 ->
    {N, Rest} = number(Chars),
    numbered_call(N, Rest, State);
special([$+ | Chars], _, State) -> relative_call(Chars, 1, State);
special([$-, C | _] = [_ | Chars], _, State) when C >= $0, C =< $9 -> relative_call(Chars, -1, State);
special([$( | Chars], Flags, State) -> condition(Chars, Flags, State);
special([$C | Chars], _, _) -> callout(Chars);
special(Chars, Flags, State) -> flags(Chars, true, Flags, Flags, State).

callout(Chars) ->
    case number(Chars) of
        {N, [$) | _] = End} when is_integer(N), N > 255 -> wrong(<<"number after (?C is > 255">>, End);
        {_, [$) | Rest]} -> {literal, [], Rest};
        {_, Rest} -> wrong(<<"closing ) for (?C expected">>, Rest)
    end.

flags([$) | Rest], _, New, _, _) -> {flags, New, Rest};
flags([$: | Rest], _, New, _, State) -> plain(Rest, New, State, group);
flags([$^ | Rest], true, Old, Old, #state{pcre2 = true} = State) ->
    flags(Rest, true, Old#flags{caseless = false, multiline = false, dotall = false, extended = false, no_capture = false}, Old, State);
flags([$n | Rest], Value, New, Old, #state{pcre2 = true} = State) -> flags(Rest, Value, New#flags{no_capture = Value}, Old, State);
flags([$- | Rest], true, New, Old, State) -> flags(Rest, false, New, Old, State);
flags([$i | Rest], Value, New, Old, State) -> flags(Rest, Value, New#flags{caseless = Value}, Old, State);
flags([$m | Rest], Value, New, Old, State) -> flags(Rest, Value, New#flags{multiline = Value}, Old, State);
flags([$s | Rest], Value, New, Old, State) -> flags(Rest, Value, New#flags{dotall = Value}, Old, State);
flags([$x | Rest], Value, New, Old, State) -> flags(Rest, Value, New#flags{extended = Value}, Old, State);
flags([$U | Rest], Value, New, Old, State) -> flags(Rest, Value, New#flags{ungreedy = Value}, Old, State);
flags([$J | Rest], Value, New, Old, State) -> flags(Rest, Value, New#flags{dupnames = Value}, Old, State);
flags([$X | Rest], Value, New, Old, State) -> flags(Rest, Value, New, Old, State);
flags(Rest, _, _, _, _) -> wrong(<<"unrecognized character after (? or (?-">>, Rest).

named_group(Chars, Close, Flags, #state{groups = Before, names = Names} = State) ->
    {Name, Rest} = name(Chars, Close),
    Number = Before + 1,
    case [N || {Same, N} <- Names, Same =:= Name, N =/= Number] of
        [_ | _] when not Flags#flags.dupnames -> wrong(<<"two named subpatterns have the same name">>, [Close | Rest]);
        _ -> ok
    end,
    case [Other || {Other, N} <- Names, N =:= Number, Other =/= Name] of
        [] -> capture(Rest, Flags, State#state{names = lists:usort([{Name, Number} | Names])});
        _ -> wrong(<<"different names for subpatterns of the same number are not allowed">>, [Close | Rest])
    end.

%% A call by name, or, for \g<>, by number.
call(Chars, Close, #state{groups = Groups} = State) ->
    case Chars of
        [$+ | More] ->
            {N, _} = number(More),
            {call, Groups + N, [], closing(Chars, Close)};
        [C | _] when C =:= $-; C >= $0, C =< $9 ->
            {N, _} = reference_number(Chars, State),
            {call, N, [], closing(Chars, Close)};
        _ ->
            {Name, More} = name(Chars, Close),
            {call, {name, Name}, [], [Close | More]}
    end.

closing(Chars, Close) -> lists:dropwhile(fun(C) -> C =/= Close end, Chars).

after_name(Chars, Close) ->
    case closing(Chars, Close) of
        [_ | Rest] -> Rest;
        [] -> wrong(<<"syntax error in subpattern name (missing terminator)">>, [])
    end.

numbered_call(N, [$) | Rest], State) -> {{call, N, [], [$) | Rest]}, Rest, State};
numbered_call(_, Rest, _) -> wrong(<<"(?R or (?[+-]digits must be followed by )">>, Rest).

relative_call(Chars, Sign, #state{groups = Groups} = State) ->
    case number(Chars) of
        {none, Rest} -> wrong(<<"digit expected after (?+">>, Rest);
        {0, Rest} -> wrong(<<"a numbered reference must not be zero">>, Rest);
        {N, Rest} when Sign > 0 -> numbered_call(Groups + N, Rest, State);
        {N, Rest} when N > Groups -> wrong(<<"reference to non-existent subpattern">>, Rest);
        {N, Rest} -> numbered_call(Groups - N + 1, Rest, State)
    end.

%% (?(Test)Yes|No)
condition([$? | Chars], Flags, State) ->
    case Chars of
        [C | _] when C =:= $=; C =:= $! -> ok;
        [$<, C | _] when C =:= $=; C =:= $! -> ok;
        _ -> wrong(<<"assertion expected after (?( or (?(?C)">>, [$? | Chars])
    end,
    {Test, Rest, After} = special(Chars, Flags, State),
    condition(Test, Rest, Flags, After);
condition(Chars, Flags, State) ->
    {Test, Rest} = test(Chars, State),
    condition(Test, Rest, Flags, State).

condition(Test, Chars, Flags, State) ->
    {Body, Rest, After} = body(Chars, Flags, State, false),
    Branches =
        case Body of
            [{alternatives, All}] -> All;
            _ -> [Body]
        end,
    case Branches of
        [_, _ | _] when Test =:= define -> wrong(<<"DEFINE group contains more than one branch">>, [$) | Rest]);
        [Yes] -> {{condition, Test, Yes, []}, Rest, After};
        [Yes, No] -> {{condition, Test, Yes, No}, Rest, After};
        _ -> wrong(<<"conditional group contains more than two branches">>, [$) | Rest])
    end.

test([C | Chars], _) when C =:= $<; C =:= $' ->
    {Name, Rest} = name(Chars, close(C)),
    test_end({group, {name, Name}, tail(Rest)}, Rest);
test([$+ | Chars], #state{groups = Groups}) ->
    {N, Rest} = number(Chars),
    test_end({group, Groups + N, tail(Rest)}, Rest);
test([C | _] = Chars, State) when C =:= $-; C >= $0, C =< $9 ->
    {N, Rest} = reference_number(Chars, State),
    N =/= 0 orelse wrong(<<"invalid condition (?(0)">>, tail(Rest)),
    test_end({group, N, tail(Rest)}, Rest);
test("R&" ++ Chars, _) ->
    {Name, Rest} = word(Chars),
    test_end({inside, {name, Name}, tail(Rest)}, Rest);
test(Chars, #state{names = Names}) ->
    case word(Chars) of
        {[], Rest} ->
            wrong(<<"malformed number or name after (?(">>, Rest);
        {"DEFINE", Rest} ->
            test_end(define, Rest);
        {[$R | Digits] = Name, Rest} ->
            case {lists:keymember(Name, 1, Names), number(Digits)} of
                {true, _} -> test_end({group, {name, Name}, tail(Rest)}, Rest);
                {false, {none, []}} -> test_end({inside, any, []}, Rest);
                {false, {N, []}} -> test_end({inside, N, tail(Rest)}, Rest);
                _ -> test_end({group, {name, Name}, tail(Rest)}, Rest)
            end;
        {Name, Rest} ->
            test_end({group, {name, Name}, tail(Rest)}, Rest)
    end.

tail([_ | Rest]) -> Rest;
tail([]) -> [].

test_end(Test, [$) | Rest]) -> {Test, Rest};
test_end(_, Rest) -> wrong(<<"malformed number or name after (?(">>, Rest).
