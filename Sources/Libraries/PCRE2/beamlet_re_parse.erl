%% Reads regular expressions, for `re`: Perl's syntax as PCRE 2 has it, with its texts for what is wrong, and its places. Images for OTP 28
%% and later have the modules of this folder, others those beside it, for PCRE 8.
%%
%% PCRE 2 looks at a pattern three times, and so does this: what is wrong in the syntax is found here; then, in `beamlet_re_rules`, what
%% cannot be looked at backwards; then, in `beamlet_re_link`, what refers to no group.
%%
%% The answer is a sequence, a list of nodes. A character is itself, a set is one of `beamlet_re_set`'s; what the other nodes are is told
%% by `beamlet_re_link`, which makes of them what the matcher runs.
-module(beamlet_re_parse).

-export([parse/2]).
-import(beamlet_re_number, [closed/1, group_number/3, kept/3]).
-import(beamlet_re_text, [blanks/1, close/1, counted/1, name/4, number/1, word/1, wrong/2]).

%% What (?imsxnaUJ) changes. `more`: blanks count for nothing in classes either; `ascii`: see `beamlet_re_class`.
-record(flags, {caseless, multiline, dotall, extended, more = false, ungreedy, dupnames, no_capture, ascii = []}).
%% What was met so far, and what holds for the whole pattern. `crlf`: the pattern has a CR or an LF of its own; `looks`: whether this is
%% inside of an assertion; `resets`: whether groups of the same number were met.
-record(state, {groups = 0, names = [], crlf = false, looks = false, resets = false, unicode, ucp, newline, escape_r, dollar}).

-define(UNCLOSED, <<"missing closing parenthesis">>).
-define(NO_NAME, <<"subpattern name expected">>).
-define(NO_GROUP, <<"reference to non-existent subpattern">>).
-define(TOO_BIG, <<"subpattern number is too big">>).
-define(NO_ASSERTION, <<"atomic assertion expected after (?( or (?(?C)">>).

%% The pattern, a list of characters, with a map of options: {ok, Sequence, Facts} or {error, Text, Rest}, where `Rest` is what was
%% not yet read, or `past`.
parse(Chars, Options) ->
    try
        {Pattern, All} = prefixes(Chars, Options),
        Has = fun(Name) -> maps:get(Name, All, false) end,
        Flags = #flags{
            caseless = Has(caseless),
            multiline = Has(multiline),
            dotall = Has(dotall),
            extended = Has(extended),
            ungreedy = Has(ungreedy),
            dupnames = Has(dupnames),
            no_capture = Has(no_auto_capture)
        },
        State = #state{
            unicode = Has(unicode),
            ucp = Has(ucp),
            newline = maps:get(newline, All, lf),
            escape_r = maps:get(escape_r, All, unicode),
            dollar =
                case Has(dollar_endonly) of
                    true -> dollar_end;
                    false -> dollar
                end
        },
        case branches(Pattern, Flags, State, false) of
            {Sequence, [], End} ->
                Facts = #{groups => End#state.groups, names => End#state.names, crlf => End#state.crlf, resets => End#state.resets, pcre2 => true},
                {ok, Sequence, maps:merge(All, Facts)};
            {_, [_ | Unread], _} ->
                {error, <<"unmatched closing parenthesis">>, Unread}
        end
    catch
        throw:{wrong, Text, Rest} -> {error, Text, Rest}
    end.

%% (*UTF) and its like before everything else.
prefixes("(*" ++ Chars = All, Options) ->
    {Word, Rest} = word(Chars),
    case {beamlet_re_text:prefix(Word), Rest} of
        {{Key, Value}, [$) | Pattern]} -> prefixes(Pattern, Options#{Key => Value});
        {ignored, [$) | Pattern]} -> prefixes(Pattern, Options);
        {limit, [$= | Number]} -> prefixes(limit(Number), Options);
        _ -> {All, Options}
    end;
prefixes(Chars, Options) ->
    {Chars, Options}.

%% A limit in the pattern counts for nothing: the caller's does.
limit(Chars) ->
    case number(Chars) of
        {N, [$) | Rest]} when is_integer(N), N < 1 bsl 32 -> Rest;
        {_, Rest} -> wrong(<<"(*VERB) not recognized or malformed">>, Rest)
    end.

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

sequence([$[, $[, $:, C, $:, $], $] | _] = Chars, Flags, State, Nodes) when C =:= $<; C =:= $> ->
    %% \b, and then an assertion, of which alone a quantifier holds.
    {Node, Rest, After} = atom(Chars, Flags, State),
    {Whole, More} = quantified(Node, Rest, Flags, State),
    sequence(More, Flags, After, [Whole, boundary(true, Flags, State) | Nodes]);
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
                    HasCRLF = lists:member($\r, Literal) orelse lists:member($\n, Literal) orelse State#state.crlf,
                    sequence(More, Flags, State#state{crlf = HasCRLF}, [Node | Before ++ Nodes]);
                {Node, Rest, NewState} ->
                    {Whole, More} = quantified(placed(Node, Nodes), Rest, Flags, State),
                    sequence(More, Flags, NewState, [Whole | Nodes])
            end
    end.

%% Too many branches behind an assertion are told of the last place before them that a reference, a call or a condition has.
placed({group, [{condition, _, _, _} = Condition, {excess, Text, none}]}, Nodes) -> {group, [Condition, {excess, Text, last_place(Nodes)}]};
placed(Node, _) -> Node.

last_place([{reference, _, _, Place} | _]) -> Place;
last_place([{call, _, _, Place} | _]) -> Place;
last_place([{condition, {group, N, Place}, _, _} | _]) when is_integer(N) -> "(?" ++ Place;
last_place([{condition, {define, Place}, _, _} | _]) -> Place;
last_place([{loop, _, _, _, Node} | Nodes]) -> last_place([Node | Nodes]);
last_place([{atomic, [{loop, _, _, _, _} = Loop]} | Nodes]) -> last_place([Loop | Nodes]);
last_place([_ | Nodes]) -> last_place(Nodes);
last_place([]) -> none.

%% What is not there: comments, and blanks where the pattern is extended.
skip("(?#" ++ Chars, Flags, State) ->
    case lists:dropwhile(fun(C) -> C =/= $) end, Chars) of
        [$) | Rest] -> skip(Rest, Flags, State);
        [] -> wrong(<<"missing ) after (?# comment">>, [])
    end;
skip("\\E" ++ Chars, Flags, State) ->
    skip(Chars, Flags, State);
skip("\\Q\\E" ++ Chars, Flags, State) ->
    skip(Chars, Flags, State);
skip([C | Chars], #flags{extended = true} = Flags, State) when C =:= $\s; C >= 9, C =< 13 ->
    skip(Chars, Flags, State);
skip([C | Chars], #flags{extended = true} = Flags, #state{unicode = true} = State) when C =:= 16#85; C =:= 16#200E; C =:= 16#200F; C =:= 16#2028; C =:= 16#2029 ->
    skip(Chars, Flags, State);
skip([$# | Chars], #flags{extended = true} = Flags, State) ->
    skip(after_line(Chars, State#state.newline), Flags, State);
skip(Chars, _, _) ->
    Chars.

after_line([], _) -> [];
after_line([$\r, $\n | Rest], crlf) -> Rest;
after_line([0 | Rest], nul) -> Rest;
after_line([$\r | Rest], Newline) when Newline =:= cr; Newline =:= anycrlf; Newline =:= any -> Rest;
after_line([$\n | Rest], Newline) when Newline =/= cr, Newline =/= crlf, Newline =/= nul -> Rest;
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
atom("[[:<:]]" ++ Rest, Flags, State) -> {{look, true, [word_set(Flags, State)]}, Rest, State};
atom("[[:>:]]" ++ Rest, Flags, State) -> {{behind, true, [word_set(Flags, State)], Rest}, Rest, State};
atom([$[ | Chars] = All, Flags, #state{crlf = Before} = State) ->
    {Item, Rest, HasCRLF} = beamlet_re_class:class(Chars, All, how(Flags, State)),
    {Item, Rest, State#state{crlf = Before orelse HasCRLF}};
atom([$( | Chars], Flags, State) -> group(Chars, Flags, State);
atom([C | Rest] = All, _, _) ->
    case counted(All) of
        {_, _, End} -> no_repeat(End);
        none -> {literal, [C], Rest}
    end.

quoted("\\E" ++ Rest, Chars) -> {literal, lists:reverse(Chars), Rest};
quoted([C | Rest], Chars) -> quoted(Rest, [C | Chars]);
quoted([], Chars) -> {literal, lists:reverse(Chars), []}.

%% The atom with the quantifier behind it, if there is one.
quantified(Node, Chars, Flags, State) ->
    case counted(skip(Chars, Flags, State)) of
        none ->
            {Node, Chars};
        {Min, Max, Rest} ->
            {Mode, More} = mode(Rest, skip(Rest, Flags, State), Flags),
            {repeated(Node, Min, Max, Mode, Rest), More}
    end.

%% How it is repeated, and what follows that.
mode(_, [$+ | Rest], _) -> {possessive, Rest};
mode(_, [$? | Rest], #flags{ungreedy = true}) -> {greedy, Rest};
mode(_, [$? | Rest], _) -> {lazy, Rest};
mode(Rest, _, #flags{ungreedy = true}) -> {lazy, Rest};
mode(Rest, _, _) -> {greedy, Rest}.

repeated(Node, Min, Max, Mode, _) when is_integer(Node); Node =:= all; Node =:= line; Node =:= before_crlf; element(1, Node) =:= set; is_integer(element(1, Node)) ->
    {repeat, Min, Max, Mode, Node};
repeated({behind, _, _, _} = Node, Min, infinity, Mode, _) ->
    %% Once is enough; but an outer lookbehind must not have this.
    {loop, min(Min, 1), infinity, greedily(Mode), Node};
repeated(Node, Min, Max, Mode, _) when element(1, Node) =:= look; element(1, Node) =:= behind ->
    {loop, min(Min, 1), min(Max, 1), greedily(Mode), Node};
repeated({condition, {define, _}, _, _} = Node, _, _, _, _) ->
    Node;
repeated(Node, _, _, _, Rest) when element(1, Node) =:= wrong; element(1, Node) =:= boundary; element(1, Node) =:= mark; element(1, Node) =:= skip ->
    no_repeat(Rest);
repeated(Node, Min, Max, possessive, _) when is_tuple(Node); Node =:= newline; Node =:= cluster; Node =:= byte; Node =:= accept ->
    {atomic, [{loop, Min, Max, greedy, Node}]};
repeated(Node, Min, Max, Mode, _) when is_tuple(Node); Node =:= newline; Node =:= cluster; Node =:= byte; Node =:= accept ->
    {loop, Min, Max, Mode, Node};
repeated(_, _, _, _, Rest) ->
    no_repeat(Rest).

greedily(possessive) -> greedy;
greedily(Mode) -> Mode.

no_repeat(Rest) -> wrong(<<"quantifier does not follow a repeatable item">>, Rest).

%% What follows a backslash outside classes.
escape([C | Rest], Flags, State) when C =:= $b; C =:= $B -> {boundary(C =:= $b, Flags, State), Rest, State};
escape([$A | Rest], _, State) -> {start_of_text, Rest, State};
escape([$z | Rest], _, State) -> {end_of_text, Rest, State};
escape([$Z | Rest], _, State) -> {last_line, Rest, State};
escape([$G | Rest], _, State) -> {offset, Rest, State};
escape([$K | Rest], _, #state{looks = true} = State) ->
    %% This is found late, and told of the pattern's end.
    {{wrong, <<"\\K is not allowed in lookarounds (but see PCRE2_EXTRA_ALLOW_LOOKAROUND_BSK)">>, []}, Rest, State};
escape([$K | Rest], _, State) -> {keep, Rest, State};
escape([$R | Rest], _, #state{escape_r = Kind} = State) -> {newline(Kind), Rest, State};
escape([$X | Rest], _, State) -> {cluster, Rest, State};
escape([$C | Rest], _, State) -> {byte, Rest, State};
escape([$N | Rest] = All, _, State) ->
    case Rest of
        [${ | _] ->
            case counted(Rest) of
                none -> character(All, State);
                _ -> {beamlet_re_set:dot(State#state.newline), Rest, State}
            end;
        _ -> {beamlet_re_set:dot(State#state.newline), Rest, State}
    end;
escape([$g, C | Rest], _, State) when C =:= $<; C =:= $' -> call_by_g(Rest, close(C), [C | Rest], State);
escape([$g | Rest], Flags, State) -> reference_by_g(Rest, Flags, State);
escape([$k, ${ | Rest], Flags, State) -> named_reference(blanks(Rest), ${, Flags, State);
escape([$k, C | Rest], Flags, State) when C =:= $<; C =:= $' -> named_reference(Rest, close(C), Flags, State);
escape([$k | Rest], _, _) -> wrong(<<"\\k is not followed by a braced, angle-bracketed, or quoted name">>, Rest);
escape([C | _] = All, Flags, #state{groups = Groups} = State) when C >= $1, C =< $9 ->
    {N, Rest} = number(All),
    if
        N > 16#7FFFFFFF, C >= $8 -> wrong(?TOO_BIG, Rest);
        N < 10; N =< Groups; C >= $8 -> {{reference, N, Flags#flags.caseless, Rest}, Rest, State};
        true -> character(All, State)
    end;
escape(All, Flags, State) ->
    case beamlet_re_class:set(All, how(Flags, State)) of
        none -> character(All, State);
        {Ranges, Rest} -> {beamlet_re_set:item(beamlet_re_set:union([Ranges])), Rest, State}
    end.

character(Chars, State) ->
    {C, Rest} = beamlet_re_escape:character(Chars, State#state.unicode),
    {literal, [C], Rest}.

boundary(IsThere, Flags, State) -> {boundary, IsThere, word_set(Flags, State)}.

word_set(#flags{ascii = ASCII}, #state{ucp = UCP}) -> beamlet_re_set:word(UCP andalso not lists:member($W, ASCII), true).

%% What `beamlet_re_class` wants to know.
how(#flags{caseless = IsCaseless, more = More, ascii = ASCII}, #state{unicode = IsUnicode, ucp = UCP} = State) ->
    #{unicode => IsUnicode, ucp => UCP, caseless => IsCaseless, cases => cases(State), blanks => More, ascii => ASCII}.

cases(#state{unicode = IsUnicode, ucp = UCP}) -> beamlet_re_set:letters(IsUnicode, UCP, true).

newline(unicode) -> newline;
newline(anycrlf) -> {group, [{alternatives, [[$\r, $\n], [beamlet_re_set:item([{$\n, $\n}, {$\r, $\r}])]]}]}.

%% \g{} and \g with a number, a signed number or a name.
reference_by_g([${ | More] = All, Flags, State) ->
    Chars = blanks(More),
    case group_number(Chars, All, State#state.groups) of
        none ->
            named_reference(Chars, ${, Flags, State);
        {N, Rest} ->
            case blanks(Rest) of
                [$} | End] -> reference(N, End, Flags, State);
                Other -> wrong(<<"syntax error in subpattern number (missing terminator?)">>, Other)
            end
    end;
reference_by_g(Chars, Flags, State) ->
    case group_number(Chars, none, State#state.groups) of
        none -> wrong(<<"\\g is not followed by a braced, angle-bracketed, or quoted name/number or by a plain number">>, Chars);
        {N, Rest} -> reference(N, Rest, Flags, State)
    end.

reference(0, Rest, _, _) -> wrong(?NO_GROUP, Rest);
reference(N, Rest, Flags, State) -> {{reference, N, Flags#flags.caseless, Rest}, Rest, State}.

named_reference(Chars, Close, Flags, State) ->
    {Name, Rest} = name(Chars, Close, State#state.unicode, ?NO_NAME),
    {{reference, {name, Name}, Flags#flags.caseless, Chars}, Rest, State}.

call_by_g(Chars, Close, All, State) ->
    case group_number(Chars, All, State#state.groups) of
        none ->
            {Name, Rest} = name(Chars, Close, State#state.unicode, ?NO_NAME),
            {{call, {name, Name}, [], Chars}, Rest, State};
        {N, [Close | Rest]} ->
            {{call, N, [], Rest}, Rest, State};
        {_, Rest} ->
            wrong(<<"syntax error in subpattern number (missing terminator?)">>, Rest)
    end.

%% A group, behind its opening parenthesis.
group([$*, C | _] = [_ | Chars], Flags, State) when C >= $a, C =< $z ->
    {Kind, Rest} = worded(Chars),
    worded(Kind, Rest, Flags, State);
group([$*, C | _] = [_ | Chars], _, State) when C =/= $) ->
    {Verb, Rest} = beamlet_re_text:verb(Chars),
    {Verb, Rest, State};
group([$? | Chars], Flags, State) -> special(Chars, Flags, State);
group(Chars, #flags{no_capture = false} = Flags, State) -> capture(Chars, Flags, State);
group(Chars, Flags, State) -> plain(Chars, Flags, State, group).

capture(Chars, Flags, #state{groups = Before} = State) ->
    {Body, Rest, After} = body(Chars, Flags, State#state{groups = Before + 1}, false),
    {{open, Before + 1, Body}, Rest, After}.

plain(Chars, Flags, State, Kind) ->
    {Body, Rest, After} = body(Chars, Flags, State, false),
    {{Kind, Body}, Rest, After}.

look(Chars, Flags, #state{looks = Before} = State, IsThere) ->
    {Body, Rest, After} = body(Chars, Flags, State#state{looks = true}, false),
    {{look, IsThere, Body}, Rest, After#state{looks = Before}}.

%% The place of what is wrong in it is that of its parenthesis, four characters before `Chars`.
behind(Chars, Flags, #state{looks = Before} = State, IsThere) ->
    {Body, Rest, After} = body(Chars, Flags, State#state{looks = true}, false),
    {{behind, IsThere, Body, "(?<=" ++ Chars}, Rest, After#state{looks = Before}}.

%% What is inside of a group, and what follows its closing parenthesis.
body(Chars, Flags, State, IsReset) ->
    case branches(Chars, Flags, State, IsReset) of
        {Body, [$) | Rest], After} -> {Body, Rest, After};
        {_, [], _} -> wrong(?UNCLOSED, [])
    end.

%% Assertions and groups that have a word: what it means, and what follows its colon.
worded(Chars) ->
    {Word, Rest} = word(Chars),
    case {Rest, kind(Word)} of
        {[], _} -> wrong(?UNCLOSED, []);
        {[$: | _], none} -> wrong(<<"(*alpha_assertion) not recognized">>, Rest);
        {[$: | More], Kind} -> {Kind, More};
        {[_ | More], _} -> wrong(<<"(*alpha_assertion) not recognized">>, More)
    end.

kind(Word) when Word =:= "pla"; Word =:= "positive_lookahead" -> ahead;
kind(Word) when Word =:= "nla"; Word =:= "negative_lookahead" -> not_ahead;
kind(Word) when Word =:= "plb"; Word =:= "positive_lookbehind" -> behind;
kind(Word) when Word =:= "nlb"; Word =:= "negative_lookbehind" -> not_behind;
kind(Word) when Word =:= "napla"; Word =:= "non_atomic_positive_lookahead" -> open_ahead;
kind(Word) when Word =:= "naplb"; Word =:= "non_atomic_positive_lookbehind" -> open_behind;
kind("atomic") -> atomic;
kind(Word) when Word =:= "sr"; Word =:= "script_run" -> run;
kind(Word) when Word =:= "asr"; Word =:= "atomic_script_run" -> atomic_run;
kind(_) -> none.

worded(ahead, Chars, Flags, State) -> look(Chars, Flags, State, true);
worded(not_ahead, Chars, Flags, State) -> look(Chars, Flags, State, false);
worded(behind, Chars, Flags, State) -> behind(Chars, Flags, State, true);
worded(not_behind, Chars, Flags, State) -> behind(Chars, Flags, State, false);
worded(open_ahead, Chars, Flags, State) -> look(Chars, Flags, State, open);
worded(open_behind, Chars, Flags, State) -> behind(Chars, Flags, State, open);
worded(atomic, Chars, Flags, State) -> plain(Chars, Flags, State, atomic);
%% Without Unicode all is of one script. With it these are refused.
worded(run, Chars, Flags, #state{unicode = false} = State) -> plain(Chars, Flags, State, group);
worded(atomic_run, Chars, Flags, #state{unicode = false} = State) -> plain(Chars, Flags, State, atomic);
worded(_, Chars, _, _) -> wrong(<<"(*alpha_assertion) not recognized">>, [$: | Chars]).

special([$: | Chars], Flags, State) -> plain(Chars, Flags, State, group);
special([$> | Chars], Flags, State) -> plain(Chars, Flags, State, atomic);
special([$| | Chars], Flags, State) ->
    {Body, Rest, After} = body(Chars, Flags, State#state{resets = true}, true),
    {{group, Body}, Rest, After};
special([$= | Chars], Flags, State) -> look(Chars, Flags, State, true);
special([$! | Chars], Flags, State) -> look(Chars, Flags, State, false);
special([$* | Chars], Flags, State) -> look(Chars, Flags, State, open);
special([$<, $= | Chars], Flags, State) -> behind(Chars, Flags, State, true);
special([$<, $! | Chars], Flags, State) -> behind(Chars, Flags, State, false);
special([$<, $* | Chars], Flags, State) -> behind(Chars, Flags, State, open);
special([$< | Chars], Flags, State) -> named_group(Chars, $>, Flags, State);
special([$' | Chars], Flags, State) -> named_group(Chars, $', Flags, State);
special([$P, $< | Chars], Flags, State) -> named_group(Chars, $>, Flags, State);
special([$P, $= | Chars], Flags, State) -> named_reference(Chars, $), Flags, State);
special([$P, $> | Chars], _, State) -> named_call(Chars, State);
special([$P, _ | Chars], _, _) -> wrong(<<"unrecognized character after (?P">>, Chars);
special([$P], _, _) -> wrong(?UNCLOSED, []);
special([$& | Chars], _, State) -> named_call(Chars, State);
special([$R | [C | _] = Rest], _, State) when C =:= $); C =:= $( ->
    {Keep, More} = kept(Rest, State#state.groups, State#state.unicode),
    {{call, 0, Keep, Rest}, More, State};
special([$R | Rest], _, _) -> wrong(<<"(?R (recursive pattern call) must be followed by a closing parenthesis">>, Rest);
special([$+], _, _) -> wrong(?UNCLOSED, []);
special([$+, C | Rest], _, _) when C < $0; C > $9 -> wrong(<<"digit expected after (?+">>, Rest);
special([$( | Chars], Flags, State) -> condition(Chars, Flags, State);
special([$C | Chars], _, _) -> {literal, [], beamlet_re_text:callout(Chars)};
special(Chars, Flags, State) ->
    case group_number(Chars, none, State#state.groups) of
        {N, Rest} ->
            {Keep, More} = kept(Rest, State#state.groups, State#state.unicode),
            {{call, N, Keep, Rest}, More, State};
        none ->
            case flags(Chars, true, Flags) of
                {New, [$) | Rest]} -> {flags, New, Rest};
                {New, [$: | Rest]} -> plain(Rest, New, State, group)
            end
    end.

named_call(Chars, State) ->
    {Name, Rest} = name(Chars, none, State#state.unicode, ?NO_NAME),
    {Keep, More} = kept(Rest, State#state.groups, State#state.unicode),
    {{call, {name, Name}, Keep, Chars}, More, State}.

%% The flags that are set between `(?` and `:` or `)`.
flags([$^ | Rest], true, Flags) ->
    new_flags(Rest, true, true, Flags#flags{caseless = false, multiline = false, dotall = false, extended = false, more = false, no_capture = false});
flags(Chars, true, Flags) ->
    new_flags(Chars, true, false, Flags).

new_flags([C | _] = Chars, _, _, Flags) when C =:= $); C =:= $: -> {Flags, Chars};
new_flags([$- | Rest], true, false, Flags) -> new_flags(Rest, false, true, Flags);
new_flags([$- | Rest], _, _, _) -> wrong(<<"invalid hyphen in option setting">>, Rest);
new_flags("aD" ++ Rest, Is, Has, Flags) -> ascii("D", Rest, Is, Has, Flags);
new_flags("aP" ++ Rest, Is, Has, Flags) -> ascii("PT", Rest, Is, Has, Flags);
new_flags("aS" ++ Rest, Is, Has, Flags) -> ascii("S", Rest, Is, Has, Flags);
new_flags("aT" ++ Rest, Is, Has, Flags) -> ascii("T", Rest, Is, Has, Flags);
new_flags("aW" ++ Rest, Is, Has, Flags) -> ascii("W", Rest, Is, Has, Flags);
new_flags("a" ++ Rest, Is, Has, Flags) -> ascii("DPSTW", Rest, Is, Has, Flags);
new_flags("i" ++ Rest, Is, Has, Flags) -> new_flags(Rest, Is, Has, Flags#flags{caseless = Is});
new_flags("m" ++ Rest, Is, Has, Flags) -> new_flags(Rest, Is, Has, Flags#flags{multiline = Is});
new_flags("n" ++ Rest, Is, Has, Flags) -> new_flags(Rest, Is, Has, Flags#flags{no_capture = Is});
new_flags("r" ++ Rest, Is, Has, Flags) -> new_flags(Rest, Is, Has, Flags);
new_flags("s" ++ Rest, Is, Has, Flags) -> new_flags(Rest, Is, Has, Flags#flags{dotall = Is});
new_flags("xx" ++ Rest, Is, Has, Flags) -> new_flags(Rest, Is, Has, Flags#flags{extended = Is, more = Is});
new_flags("x" ++ Rest, Is, Has, Flags) -> new_flags(Rest, Is, Has, Flags#flags{extended = Is, more = false});
new_flags("J" ++ Rest, Is, Has, Flags) -> new_flags(Rest, Is, Has, Flags#flags{dupnames = Is});
new_flags("U" ++ Rest, Is, Has, Flags) -> new_flags(Rest, Is, Has, Flags#flags{ungreedy = Is});
new_flags([], _, _, _) -> wrong(?UNCLOSED, []);
new_flags([_ | Rest], _, _, _) -> wrong(<<"unrecognized character after (? or (?-">>, Rest).

ascii(Letters, Rest, true, Has, #flags{ascii = Before} = Flags) -> new_flags(Rest, true, Has, Flags#flags{ascii = Letters ++ Before});
ascii(Letters, Rest, false, Has, #flags{ascii = Before} = Flags) ->
    new_flags(Rest, false, Has, Flags#flags{ascii = [Letter || Letter <- Before, not lists:member(Letter, Letters)]}).

named_group(Chars, Close, Flags, #state{groups = Before, names = Names} = State) ->
    {Name, Rest} = name(Chars, Close, State#state.unicode, ?NO_NAME),
    Number = Before + 1,
    case [N || {Same, N} <- Names, Same =:= Name, N =/= Number] of
        [_ | _] when not Flags#flags.dupnames -> wrong(<<"two named subpatterns have the same name (PCRE2_DUPNAMES not set)">>, Rest);
        _ -> ok
    end,
    case [Other || {Other, N} <- Names, N =:= Number, Other =/= Name] of
        [] -> capture(Rest, Flags, State#state{names = lists:usort([{Name, Number} | Names])});
        _ -> wrong(<<"different names for subpatterns of the same number are not allowed">>, Rest)
    end.

%% (?(Test)Yes|No)
condition([$?, $C | Chars], Flags, State) -> asserted(beamlet_re_text:callout(Chars), Flags, State);
condition([C | _] = Chars, Flags, State) when C =:= $?; C =:= $* -> asserted([$( | Chars], Flags, State);
condition([], _, _) ->
    wrong(?UNCLOSED, []);
condition(Chars, Flags, State) ->
    {Test, Place, Rest} = test(Chars, State),
    condition(Test, Place, Rest, Flags, State).

asserted([$(, $? | Chars], Flags, State) ->
    case Chars of
        [C | _] when C =:= $=; C =:= $! -> ok;
        [$<, C | _] when C =:= $=; C =:= $! -> ok;
        _ -> wrong(?NO_ASSERTION, [$? | Chars])
    end,
    {Test, Rest, After} = special(Chars, Flags, State),
    condition(Test, none, Rest, Flags, After);
asserted([$(, $*, C | _] = [_, _ | Chars], Flags, State) when C >= $a, C =< $z ->
    {Kind, Rest} = worded(Chars),
    lists:member(Kind, [ahead, not_ahead, behind, not_behind]) orelse wrong(?NO_ASSERTION, [$: | Rest]),
    {Test, More, After} = worded(Kind, Rest, Flags, State),
    condition(Test, none, More, Flags, After);
asserted([$( | Chars], _, _) ->
    wrong(?NO_ASSERTION, Chars);
asserted(Chars, _, _) ->
    wrong(?NO_ASSERTION, Chars).

%% That there are too many branches is found after what is wrong in them: `Place` is where.
condition(Test, Place, Chars, Flags, State) ->
    {Body, Rest, After} = body(Chars, Flags, State, false),
    Branches =
        case Body of
            [{alternatives, All}] -> All;
            _ -> [Body]
        end,
    Node =
        case Branches of
            [_, _ | _] when element(1, Test) =:= define -> too_many(Test, Branches, <<"DEFINE subpattern contains more than one branch">>, Place);
            [Yes] -> {condition, Test, Yes, []};
            [Yes, No] -> {condition, Test, Yes, No};
            _ -> too_many(Test, Branches, <<"conditional subpattern contains more than two branches">>, Place)
        end,
    {Node, Rest, After}.

too_many(Test, [Yes | Others], Text, Place) ->
    {group, [{condition, Test, Yes, [{alternatives, Others}]}, {excess, Text, Place}]}.

%% What is tested, where it stands, and what follows its parenthesis.
test([C | Chars], State) when C =:= $<; C =:= $' ->
    {Name, Rest} = name(Chars, close(C), State#state.unicode, ?NO_NAME),
    {{group, {name, Name}, Chars}, none, tested(Rest)};
test("R&" ++ Chars, State) ->
    {Name, Rest} = name(Chars, $), State#state.unicode, ?NO_NAME),
    {{inside, {name, Name}, Chars}, none, Rest};
test("VERSION" ++ [C | Chars], _) when C =:= $=; C =:= $>; C =:= $< ->
    {Is, Rest} = beamlet_re_number:version(C, Chars),
    {{constant, Is}, none, Rest};
test(Chars, #state{names = Names} = State) ->
    case group_number(Chars, none, State#state.groups) of
        {0, Rest} ->
            wrong(?NO_GROUP, Rest);
        {N, Rest} ->
            %% That there is none is told two characters before the number's end, and too many branches four.
            Place = "(?" ++ Rest,
            {{group, N, Place}, "(?" ++ Place, tested(Rest)};
        none ->
            {Name, Rest} = name(Chars, $), State#state.unicode, ?NO_NAME),
            Test = named_test(Name, lists:keymember(Name, 1, Names), Chars),
            {Test, define_place(Test), Rest}
    end.

define_place({define, Place}) -> Place;
define_place(_) -> none.

tested([$) | Rest]) -> Rest;
tested(Rest) -> wrong(<<"missing closing parenthesis for condition">>, Rest).

named_test("DEFINE", false, Chars) -> {define, Chars};
named_test("R", false, _) -> {inside, any, []};
named_test([$R | Digits] = Name, false, Chars) ->
    case number(Digits) of
        {N, []} when N > 65535 -> wrong(?TOO_BIG, lists:nthtail(5, Chars));
        {N, []} -> {inside, N, Chars};
        _ -> {group, {name, Name}, Chars}
    end;
named_test(Name, _, Chars) -> {group, {name, Name}, Chars}.
