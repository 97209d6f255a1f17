%% Reads regular expressions, for `re`: Perl's syntax as PCRE 8 has it, with PCRE's texts for what is wrong.
%%
%% The answer is a sequence, a list of nodes. A character is itself, a set is one of `beamlet_re_set`'s; what the other nodes are is told
%% by `beamlet_re_link`, which makes of them what the matcher runs.
-module(beamlet_re_parse).

-export([parse/2]).
-import(beamlet_re_text, [counted/1, name/2, number/1, word/1]).

%% What (?imsxUJ) changes.
-record(flags, {caseless, multiline, dotall, extended, ungreedy, dupnames}).
%% What was met so far, and what holds for the whole pattern. `crlf`: the pattern has a CR or an LF of its own; `open`: the groups that this is
%% in and in which nothing has to have matched so far; `tested`: whether this is in a condition, whose own groups are not among these;
%% `inside`: all groups that this is in; `stuck`: whether what follows in the sequence makes no difference to `open`; `behind`: whether
%% there are lookbehinds.
-record(state, {groups = 0, names = [], crlf = false, open = [0], inside = [0], tested = false, stuck = false, behind = false, unicode, ucp, newline, escape_r, captures, dollar}).

-define(MALFORMED, <<"malformed number or name after (?(">>).
-define(NO_GROUP, <<"reference to non-existent subpattern">>).
-define(NO_ASSERTION, <<"assertion expected after (?( or (?(?C)">>).
-define(NOT_BY_G, <<"\\g is not followed by a braced, angle-bracketed, or quoted name/number or by a plain number">>).

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
        dollar =
            case Has(dollar_endonly) of
                true -> dollar_end;
                false -> dollar
            end
    },
    try branches(Pattern, Flags, State, false) of
        {Sequence, Rest, End} ->
            Facts = All#{groups => End#state.groups, names => End#state.names, crlf => End#state.crlf, behind => End#state.behind},
            case Rest of
                [] -> {ok, Sequence, Facts};
                %% This is found after all else, but for what is behind it.
                _ -> {ok, Sequence, Facts#{unmatched => Rest}}
            end
    catch
        throw:{wrong, Text, Unread} -> {error, Text, Unread}
    end.

wrong(Text, Rest) -> throw({wrong, Text, Rest}).

%% (*UTF8) and its like before everything else.
prefixes("(*" ++ Chars = All, Options) ->
    {Word, Rest} = word(Chars),
    case {beamlet_re_text:prefix(Word), Rest} of
        {{Key, Value}, [$) | Pattern]} -> prefixes(Pattern, Options#{Key => Value});
        {ignored, [$) | Pattern]} -> prefixes(Pattern, Options);
        {limit, [$= | Number]} -> limit(number([$0 | Number]), All, Options);
        _ -> {All, Options}
    end;
prefixes(Chars, Options) ->
    {Chars, Options}.

%% A limit in the pattern counts for nothing: the caller's does.
limit({N, [$) | Rest]}, _, Options) when N < 1 bsl 32 -> prefixes(Rest, Options);
limit(_, All, Options) -> {All, Options}.

%% Alternatives up to a closing parenthesis or the end. In a branch reset each starts to count its groups where the first did.
branches(Chars, Flags, State, IsReset) -> branches(Chars, Flags, State#state{stuck = false}, IsReset, State#state.groups, 0, []).

branches(Chars, Flags, State, IsReset, First, Most, Done) ->
    {Sequence, Rest, NewFlags, After} = sequence(Chars, Flags, State, []),
    Highest = max(Most, After#state.groups),
    Next = After#state{open = State#state.open, stuck = false},
    case Rest of
        [$| | More] when IsReset ->
            branches(More, NewFlags, Next#state{groups = First}, IsReset, First, Highest, [Sequence | Done]);
        [$| | More] ->
            branches(More, NewFlags, Next, IsReset, First, Highest, [Sequence | Done]);
        _ when Done =:= [] ->
            {Sequence, Rest, After};
        _ ->
            {[{alternatives, lists:reverse(Done, [Sequence])}], Rest, After#state{groups = Highest}}
    end.

sequence([$[, $[, $:, C, $:, $], $] | _] = Chars, Flags, State, Nodes) when C =:= $<; C =:= $> ->
    %% \b, and then an assertion, of which alone a quantifier holds.
    {Node, Rest, After} = atom(Chars, Flags, State),
    {Whole, More} = quantified(Node, Rest, Flags, State),
    sequence(More, Flags, After, [Whole, boundary(true, State) | Nodes]);
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
                    Whole = [Node | Before],
                    sequence(More, Flags, opened(Whole, State, crlf(Literal, State)), Whole ++ Nodes);
                {Node, Rest, NewState} ->
                    {Whole, More} = quantified(Node, Rest, Flags, State),
                    sequence(More, Flags, opened([Whole], State, NewState), [Whole | Nodes])
            end
    end.

%% The state behind nodes: `State` is that before them. Behind a call of a group that is not closed there all may be empty.
opened(_, #state{open = []}, #state{open = []} = After) ->
    After;
opened(_, #state{open = []}, After) ->
    After#state{open = []};
opened([C | _], #state{stuck = false}, After) when is_integer(C) ->
    After#state{open = []};
opened(Nodes, #state{open = Open, stuck = IsStuck}, After) ->
    Calls = lists:any(fun({call, N, _, _}) -> is_unclosed(N, After); (_) -> false end, Nodes),
    case IsStuck orelse Calls orelse lists:all(fun beamlet_re_rules:may_be_empty/1, Nodes) of
        true -> After#state{open = Open, stuck = IsStuck orelse Calls};
        false -> After#state{open = [], stuck = false}
    end.

is_unclosed({name, _}, _) -> true;
is_unclosed(N, #state{groups = Groups, inside = Inside}) -> N > Groups orelse lists:member(N, Inside).

crlf(Literal, State) ->
    State#state{crlf = State#state.crlf orelse lists:member($\r, Literal) orelse lists:member($\n, Literal)}.

%% What is not there: comments, and blanks where the pattern is extended; and quotations of nothing.
skip(Chars, Flags, State) ->
    case comments(Chars, Flags, State) of
        "\\E" ++ Rest -> skip(Rest, Flags, State);
        "\\Q\\E" ++ Rest -> skip(Rest, Flags, State);
        Rest -> Rest
    end.

comments("(?#" ++ Chars, Flags, State) ->
    case lists:dropwhile(fun(C) -> C =/= $) end, Chars) of
        [$) | Rest] -> comments(Rest, Flags, State);
        [] -> wrong(<<"missing ) after comment">>, [])
    end;
comments([C | Chars], #flags{extended = true} = Flags, State) when C =:= $\s; C >= 9, C =< 13 ->
    comments(Chars, Flags, State);
comments([$# | Chars], #flags{extended = true} = Flags, State) ->
    comments(after_line(Chars, State#state.newline), Flags, State);
comments(Chars, _, _) ->
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
atom("[[:<:]]" ++ Rest, _, State) -> {{look, true, [word_set(State)]}, Rest, State};
atom("[[:>:]]" ++ Rest, _, State) -> {{behind, true, [{[word_set(State)], Rest}]}, Rest, State};
atom([$[ | Chars] = All, Flags, #state{crlf = Before} = State) ->
    {Item, Rest, HasCRLF} = beamlet_re_class:class(Chars, All, Flags#flags.caseless, cases(State), how(State)),
    {Item, Rest, State#state{crlf = Before orelse HasCRLF}};
atom([$( | Chars], Flags, State) -> group(Chars, Flags, State);
atom([C | Rest] = All, _, _) ->
    case counted(All) of
        {_, _, End} -> wrong(<<"nothing to repeat">>, [$} | End]);
        none -> {literal, [C], Rest}
    end.

quoted("\\E" ++ Rest, Chars) -> {literal, lists:reverse(Chars), Rest};
quoted([C | Rest], Chars) -> quoted(Rest, [C | Chars]);
quoted([], Chars) -> {literal, lists:reverse(Chars), []}.

%% The atom with the quantifier behind it, if there is one.
quantified(Node, Chars, Flags, State) ->
    case counted(skip(Chars, Flags, State)) of
        none ->
            {alone(Node), Chars};
        {Min, Max, Rest} ->
            {Mode, More} = mode(Rest, comments(Rest, Flags, State), Flags),
            {repeated(many(Node, Mode), Min, Max, Mode, [$} | Rest]), More}
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
repeated({condition, define, _, _} = Node, _, _, _, _) ->
    Node;
repeated({Verb, _}, _, _, _, Chars) when Verb =:= mark; Verb =:= skip ->
    wrong(<<"nothing to repeat">>, Chars);
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
    case counted([${ | Rest]) of
        none -> wrong(<<"PCRE does not support \\L, \\l, \\N{name}, \\U, or \\u">>, All);
        _ -> {beamlet_re_set:dot(State#state.newline), [${ | Rest], State}
    end;
escape([$N | Rest], _, State) -> {beamlet_re_set:dot(State#state.newline), Rest, State};
escape([$g, C | Rest], _, State) when C =:= $<; C =:= $' -> call_by_g(Rest, close(C), [C | Rest], State);
escape([$g | Rest], Flags, State) -> reference_by_g(Rest, Flags, State);
escape([$k, C | Rest], Flags, State) when C =:= $<; C =:= $'; C =:= ${ ->
    {Name, More} = name(Rest, close(C)),
    {{reference, {name, Name}, Flags#flags.caseless, [close(C) | More]}, More, State};
escape([$k | _] = All, _, _) -> wrong(<<"\\k is not followed by a braced, angle-bracketed, or quoted name">>, All);
escape([C | _] = All, Flags, #state{groups = Groups} = State) when C >= $1, C =< $9 ->
    {N, Rest} = number(All),
    if
        N > 16#7FFFFFFF -> wrong(<<"number is too big">>, last_digit(All));
        N < 8; N =< Groups -> {{reference, N, Flags#flags.caseless, []}, Rest, State};
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

word_set(#state{ucp = UCP}) -> beamlet_re_set:word(UCP, false).

%% What `beamlet_re_class` and `beamlet_re_set` want to know.
how(#state{unicode = IsUnicode, ucp = UCP}) -> {IsUnicode, UCP}.

cases(#state{unicode = IsUnicode, ucp = UCP}) -> beamlet_re_set:letters(IsUnicode, UCP, false).

newline(unicode) -> newline;
newline(anycrlf) -> {group, [{alternatives, [[$\r, $\n], [beamlet_re_set:item([{$\n, $\n}, {$\r, $\r}])]]}]}.

close($<) -> $>;
close(${) -> $};
close($') -> $'.

%% \g, \g{} with a number, a negative number or a name.
reference_by_g([${, C | _] = [_ | Chars], Flags, State) when C =/= $-, C < $0 orelse C > $9, C =/= $} ->
    {Name, Rest} = name(Chars, $}),
    {{reference, {name, Name}, Flags#flags.caseless, [$} | Rest]}, Rest, State};
reference_by_g([${ | Chars], Flags, State) ->
    {N, Rest} = reference_number(Chars, State),
    case Rest of
        [$} | More] when N >= 1 bsl 31, is_integer(N) -> numbered_reference(N, [$0 | Rest], More, Flags, State);
        [$} | More] -> numbered_reference(N, Rest, More, Flags, State);
        [] -> wrong(?NOT_BY_G, []);
        _ -> name(Chars, $})
    end;
reference_by_g(Chars, Flags, State) ->
    {N, Rest} = reference_number(Chars, State),
    %% It is told of the last character of it.
    numbered_reference(N, [$0 | Rest], Rest, Flags, State).

numbered_reference(N, Place, _, _, _) when N >= 1 bsl 31, is_integer(N) -> wrong(<<"number is too big">>, Place);
numbered_reference(missing, Place, _, _, _) -> wrong(?NO_GROUP, Place);
numbered_reference(N, Place, _, _, _) when N =:= none; N =:= 0 -> wrong(<<"a numbered reference must not be zero">>, Place);
numbered_reference(N, _, Rest, Flags, State) -> {{reference, N, Flags#flags.caseless, []}, Rest, State}.

%% The number of a group, with a hyphen or without: `missing` where there is none so far.
reference_number([$- | Chars], #state{groups = Groups}) ->
    case number(Chars) of
        {N, Rest} when is_integer(N), N >= 1 bsl 31 -> {N, Rest};
        {N, Rest} when is_integer(N), N > Groups -> {missing, Rest};
        {N, Rest} when is_integer(N), N > 0 -> {Groups - N + 1, Rest};
        Other -> Other
    end;
reference_number(Chars, _) ->
    number(Chars).

character(Chars, State) ->
    {C, Rest} = beamlet_re_escape:character(Chars, State#state.unicode),
    {literal, [C], Rest}.

%% A group, behind its opening parenthesis.
group([$*, C | _] = [_ | Chars], _, State) when C =:= $:; C >= $A, C =< $Z; C >= $a, C =< $z ->
    {Verb, Rest} = beamlet_re_text:verb(Chars),
    {Verb, Rest, State};
group([$? | Chars], Flags, State) -> special(Chars, Flags, State);
group(Chars, Flags, #state{captures = true} = State) -> capture(Chars, Flags, State);
group(Chars, Flags, State) -> plain(Chars, Flags, State, group).

capture(Chars, Flags, #state{groups = Before, open = Open} = State) ->
    Own =
        case State of
            #state{tested = true} -> Open;
            _ -> [Before + 1 | Open]
        end,
    Inside = State#state.inside,
    {Body, Rest, After} = body(Chars, Flags, State#state{groups = Before + 1, open = Own, inside = [Before + 1 | Inside]}, false),
    {{open, Before + 1, Body}, Rest, After#state{inside = Inside}}.

plain(Chars, Flags, State, Kind) ->
    {Body, Rest, After} = body(Chars, Flags, State, false),
    {{Kind, Body}, Rest, After}.

look(Chars, Flags, State, IsThere) ->
    {Body, Rest, After} = body(Chars, Flags, State, false),
    {{look, IsThere, Body}, Rest, After}.

%% The branches of a lookbehind, each with what follows it, where it is told what is wrong with its length.
behind(Chars, Flags, State, IsThere) -> behind(Chars, Flags, State, IsThere, []).

behind(Chars, Flags, State, IsThere, Done) ->
    {Sequence, Rest, NewFlags, After} = sequence(Chars, Flags, State, []),
    Branches = [{Sequence, Rest} | Done],
    case Rest of
        [$| | More] -> behind(More, NewFlags, After#state{open = State#state.open, stuck = false}, IsThere, Branches);
        [$) | More] -> {{behind, IsThere, lists:reverse(Branches)}, More, After#state{behind = true}};
        [] -> wrong(<<"missing )">>, [])
    end.

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
special([$< | Chars], Flags, State) ->
    case word(Chars) of
        {[], _} -> wrong(<<"unrecognized character after (?<">>, Chars);
        _ -> named_group(Chars, $>, Flags, State)
    end;
special([$' | Chars], Flags, State) -> named_group(Chars, $', Flags, State);
special([$P, $< | Chars], Flags, State) -> named_group(Chars, $>, Flags, State);
special([$P, $= | Chars], Flags, State) ->
    {Name, Rest} = name(Chars, $)),
    {{reference, {name, Name}, Flags#flags.caseless, [$) | Rest]}, Rest, State};
special([$P, $> | Chars], _, State) -> named_call(Chars, $), State);
special([$P | Chars], _, _) -> wrong(<<"unrecognized character after (?P">>, Chars);
special([$& | Chars], _, State) -> named_call(Chars, $), State);
special([$R | Chars], _, State) -> numbered_call(0, Chars, State);
special([C | _] = Chars, _, State) when C >= $0, C =< $9 ->
    {N, Rest} = number(Chars),
    N < 1 bsl 31 orelse wrong(<<"number is too big">>, Rest),
    numbered_call(N, Rest, State);
special([$+ | Chars], _, State) -> relative_call(Chars, 1, State);
special([$-, C | _] = [_ | Chars], _, State) when C >= $0, C =< $9 -> relative_call(Chars, -1, State);
special([$( | Chars], Flags, State) -> condition(Chars, Flags, State);
special([$C | Chars], _, _) -> {literal, [], beamlet_re_text:callout(Chars)};
special(Chars, Flags, State) -> flags(Chars, true, Flags, State).

flags([$) | Rest], _, New, _) -> {flags, New, Rest};
flags([$: | Rest], _, New, State) -> plain(Rest, New, State, group);
flags([$- | Rest], _, New, State) -> flags(Rest, false, New, State);
flags([$i | Rest], Value, New, State) -> flags(Rest, Value, New#flags{caseless = Value}, State);
flags([$m | Rest], Value, New, State) -> flags(Rest, Value, New#flags{multiline = Value}, State);
flags([$s | Rest], Value, New, State) -> flags(Rest, Value, New#flags{dotall = Value}, State);
flags([$x | Rest], Value, New, State) -> flags(Rest, Value, New#flags{extended = Value}, State);
flags([$U | Rest], Value, New, State) -> flags(Rest, Value, New#flags{ungreedy = Value}, State);
flags([$J | Rest], Value, New, State) -> flags(Rest, Value, New#flags{dupnames = Value}, State);
flags([$X | Rest], Value, New, State) -> flags(Rest, Value, New, State);
flags(Rest, _, _, _) -> wrong(<<"unrecognized character after (? or (?-">>, Rest).

named_group(Chars, Close, Flags, #state{groups = Before, names = Names} = State) ->
    {Name, Rest} =
        case Chars of
            [Close | More] ->
                {[], More};
            _ ->
                element(1, word(Chars)) =/= [] orelse wrong(<<"syntax error in subpattern name (missing terminator)">>, Chars),
                name(Chars, Close)
        end,
    Number = Before + 1,
    case [N || {Same, N} <- Names, Same =:= Name, N =/= Number] of
        [_ | _] when not Flags#flags.dupnames -> wrong(<<"two named subpatterns have the same name">>, [Close | Rest]);
        _ -> ok
    end,
    case [Other || {Other, N} <- Names, N =:= Number, Other =/= Name] of
        [] -> capture(Rest, Flags, State#state{names = lists:usort([{Name, Number} | Names])});
        _ -> wrong(<<"different names for subpatterns of the same number are not allowed">>, [Close | Rest])
    end.

%% A call of a group that is in it and in which nothing has matched would have no end: that is found late.
numbered_call(N, [$) | Rest] = End, State) -> {call(N, End, State), Rest, State};
numbered_call(_, Rest, _) -> wrong(<<"(?R or (?[+-]digits must be followed by )">>, Rest).

call(N, End, #state{open = Open}) ->
    Call = {call, N, [], End},
    case lists:member(N, Open) of
        true -> {group, [Call, {excess, <<"recursive call could loop indefinitely">>, End}]};
        false -> Call
    end.

named_call(Chars, Close, #state{names = Names} = State) ->
    {Name, Rest} = name(Chars, Close),
    case lists:keyfind(Name, 1, Names) of
        {_, N} -> {call(N, [Close | Rest], State), Rest, State};
        false -> {{call, {name, Name}, [], [Close | Rest]}, Rest, State}
    end.

relative_call(Chars, Sign, #state{groups = Groups} = State) ->
    case number(Chars) of
        {none, Rest} -> wrong(<<"digit expected after (?+">>, Rest);
        {0, Rest} -> wrong(<<"a numbered reference must not be zero">>, Rest);
        {N, Rest} when Sign > 0 -> numbered_call(Groups + N, Rest, State);
        {N, [$) | _] = Rest} when N > Groups -> wrong(?NO_GROUP, Rest);
        {N, Rest} -> numbered_call(Groups - N + 1, Rest, State)
    end.

%% \g<> and \g'' with a number, a signed number or a name.
call_by_g([C | _] = Chars, Close, All, #state{groups = Groups} = State) when C =:= $-; C =:= $+; C >= $0, C =< $9 ->
    {Sign, Digits} =
        case C >= $0 of
            true -> {none, Chars};
            false -> {C, tl(Chars)}
        end,
    case {Sign, number(Digits)} of
        {_, {N, [Close | _] = End}} when is_integer(N), N >= 1 bsl 31 -> wrong(<<"number is too big">>, End);
        {none, {N, [Close | Rest] = End}} when is_integer(N) -> {call(N, End, State), Rest, State};
        {_, {0, [Close | _] = End}} -> wrong(<<"a numbered reference must not be zero">>, End);
        {$+, {N, [Close | Rest] = End}} when is_integer(N) -> {call(Groups + N, End, State), Rest, State};
        {$-, {N, [Close | _] = End}} when is_integer(N), N > Groups -> wrong(?NO_GROUP, End);
        {$-, {N, [Close | Rest] = End}} when is_integer(N) -> {call(Groups - N + 1, End, State), Rest, State};
        _ -> wrong(?NOT_BY_G, All)
    end;
call_by_g(Chars, Close, _, State) ->
    named_call(Chars, Close, State).

%% (?(Test)Yes|No)
condition([$?, $C, C | _] = [_, _ | Chars], Flags, State) when C =:= $); C >= $0, C =< $9 ->
    case beamlet_re_text:callout(Chars) of
        [$(, $? | Rest] -> asserted(Rest, Flags, State);
        _ -> wrong(?NO_ASSERTION, "(?C" ++ Chars)
    end;
condition([$? | Chars], Flags, State) ->
    asserted(Chars, Flags, State);
condition(Chars, Flags, State) ->
    {Test, Rest} = test(Chars, State),
    condition(Test, Rest, Flags, State).

asserted(Chars, Flags, State) ->
    case Chars of
        [C | _] when C =:= $=; C =:= $! -> ok;
        [$<, C | _] when C =:= $=; C =:= $! -> ok;
        _ -> wrong(?NO_ASSERTION, [$? | Chars])
    end,
    {Test, Rest, After} = special(Chars, Flags, State),
    condition(Test, Rest, Flags, After).

condition(Test, Chars, Flags, #state{open = Open, tested = Tested} = State) ->
    Inside =
        case Test of
            _ when element(1, Test) =:= look; element(1, Test) =:= behind -> Open;
            _ -> []
        end,
    {Body, Rest, Last} = body(Chars, Flags, State#state{open = Inside, tested = true}, false),
    After = Last#state{open = Open, tested = Tested},
    %% That there are too many branches is found late.
    Node =
        case Body of
            [{alternatives, _}] when Test =:= define -> excess(Test, Body, <<"DEFINE group contains more than one branch">>, [$) | Rest]);
            [{alternatives, [Yes, []]}] -> {condition, Test, Yes, [{group, []}]};
            [{alternatives, [Yes, No]}] -> {condition, Test, Yes, No};
            [{alternatives, _}] -> excess(Test, Body, <<"conditional group contains more than two branches">>, [$) | Rest]);
            _ -> {condition, Test, Body, []}
        end,
    {Node, Rest, After}.

excess(Test, Body, Text, Rest) -> {group, [{condition, Test, Body, []}, {excess, Text, Rest}]}.

test([C | Chars], _) when C =:= $<; C =:= $' ->
    Close = close(C),
    case tested_name(Chars) of
        {Name, [Close | Rest]} -> test_end({group, {name, Name}, tail(Rest)}, Rest);
        {_, Rest} -> wrong(?MALFORMED, Rest)
    end;
test([Sign | Chars], #state{groups = Groups}) when Sign =:= $+; Sign =:= $- ->
    case number(Chars) of
        {N, [$) | Rest]} when N =:= none; N =:= 0 -> wrong(<<"invalid condition (?(0)">>, Rest);
        {N, Rest} when Sign =:= $+, is_integer(N) -> test_end({group, Groups + N, tail(Rest)}, Rest);
        {N, Rest} when is_integer(N), N =< Groups -> test_end({group, Groups - N + 1, tail(Rest)}, Rest);
        %% There is none: that is found late.
        {N, Rest} when is_integer(N) -> test_end({group, 1 bsl 31, tail(Rest)}, Rest);
        {_, Rest} -> wrong(?MALFORMED, Rest)
    end;
test([C | _] = Chars, _) when C >= $0, C =< $9 ->
    {N, Rest} = number(Chars),
    N < 1 bsl 31 orelse wrong(<<"number is too big">>, Rest),
    N =/= 0 orelse wrong(<<"invalid condition (?(0)">>, tail(Rest)),
    test_end({group, N, tail(Rest)}, Rest);
test("R&" ++ Chars, _) ->
    {Name, Rest} = tested_name(Chars),
    test_end({inside, {name, Name}, tail(Rest)}, Rest);
test(Chars, #state{names = Names}) ->
    case tested_name(Chars) of
        {"DEFINE", Rest} ->
            test_end(define, Rest);
        {[$R | Digits] = Name, Rest} ->
            case {lists:keymember(Name, 1, Names), number(Digits)} of
                {true, _} -> test_end({group, {name, Name}, tail(Rest)}, Rest);
                {false, {none, []}} -> test_end({inside, any, []}, Rest);
                {false, {N, []}} when N >= 1 bsl 31 -> wrong(<<"number is too big">>, tail(Rest));
                {false, {N, []}} -> test_end({inside, N, tail(Rest)}, Rest);
                _ -> test_end({group, {name, Name}, tail(Rest)}, Rest)
            end;
        {Name, Rest} ->
            test_end({group, {name, Name}, tail(Rest)}, Rest)
    end.

tail([_ | Rest]) -> Rest;
tail([]) -> [].

test_end(Test, [$) | Rest]) -> {Test, Rest};
test_end(_, Rest) -> wrong(?MALFORMED, Rest).

tested_name([C | _] = Chars) when C >= $0, C =< $9 -> name(Chars, none);
tested_name(Chars) ->
    case word(Chars) of
        {[], _} -> wrong(?NO_ASSERTION, Chars);
        Name -> Name
    end.
