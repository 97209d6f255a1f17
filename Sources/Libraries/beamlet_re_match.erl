%% Runs the programs of `beamlet_re_link`, for `re`.
%%
%% A backtracking matcher without recursion. What is to be done after a match is a list of code, `Next`. What is to be tried when there
%% is none is a chain, `Else`: tuples whose last element is what is to be tried after that, told apart by their sizes:
%%
%%     {Code, At, Groups, Next, Else}              go on there
%%     {From, At, Code, Groups, Next, Else}        one character before `At`, if that is not before `From`: a greedy repetition
%%     {Item, Left, At, Code, Groups, Next, Else}  one more, if `Left` are: a lazy repetition
%%     {Verb, At, Rest, Else}                      (*COMMIT), (*PRUNE) or (*SKIP): of Else nothing is tried, and only {Rest}, if not none
%%     {mark, Name, At, Else}                      (*MARK), for (*SKIP:NAME)
%%
%% So an atomic group forgets what could be tried inside of it by going back to the chain that it began with. Both are on the heap of
%% the process, and what fails, fails within `Left` steps, the match limit.
%%
%% Groups are a tuple: where the match begins, then {Start, End} or `none` for each.
-module(beamlet_re_match).

-export([search/4]).

%% What does not change during a search.
-record(search, {subject, size, is_unicode, letters, newline, offset, not_start, not_end, not_empty, is_anchored, is_pcre2, code, calls}).

%% Searches from `Offset`, and answers {Groups, End}, `nomatch` or {error, match_limit}. The options are `anchored`, `notbol`, `noteol`,
%% `notempty`, `notempty_atstart`, and `match_limit` and `newline` with their values.
search(#{code := Code, calls := Calls, facts := Facts} = Program, Subject, Offset, Options) ->
    Newline = maps:get(newline, Options, maps:get(newline, Facts, lf)),
    S = #search{
        subject = Subject,
        size = byte_size(Subject),
        is_unicode = maps:get(unicode, Facts, false),
        letters = beamlet_re_set:letters(maps:get(unicode, Facts, false), maps:get(ucp, Facts, false), maps:get(pcre2, Facts, false)),
        newline = Newline,
        offset = Offset,
        not_start = is_map_key(notbol, Options),
        not_end = is_map_key(noteol, Options),
        not_empty =
            case Options of
                #{notempty := true} -> anywhere;
                #{notempty_atstart := true} -> at_start;
                _ -> nowhere
            end,
        is_anchored = is_map_key(anchored, Options) orelse map_get(is_anchored, Program),
        is_pcre2 = maps:get(pcre2, Facts, false),
        code = Code,
        calls = Calls
    },
    Groups = list_to_tuple([0 | lists:duplicate(maps:get(groups, Facts), none)]),
    Limit = maps:get(match_limit, Options, 10000000),
    Last =
        case Program of
            _ when S#search.is_anchored -> Offset;
            #{facts := #{firstline := true}} -> line_end(Offset, S);
            _ -> S#search.size
        end,
    from(Offset, Last, Offset - 1, Groups, Limit, Program, S).

%% Tries one start after the other. `Needed` is where the byte is that a match has to contain.
from(At, Last, _, _, _, _, _) when At > Last ->
    nomatch;
from(At, Last, Needed, Groups, Limit, #{needed := C} = Program, S) when is_integer(C), Needed < At ->
    case binary:match(S#search.subject, <<C>>, [{scope, {At, S#search.size - At}}]) of
        nomatch -> nomatch;
        {Found, 1} -> begin_at(At, Last, Found, Groups, Limit, Program, S)
    end;
from(At, Last, Needed, Groups, Limit, Program, S) ->
    begin_at(At, Last, Needed, Groups, Limit, Program, S).

begin_at(At, Last, Needed, Groups, Limit, #{first := First} = Program, S) ->
    case candidate(First, At, Last, S) of
        none ->
            nomatch;
        Start ->
            case run(S#search.code, Start, setelement(1, Groups, Start), [], none, Limit, S) of
                nomatch -> from(following(Start, Program, S), Last, Needed, Groups, Limit, Program, S);
                {prune, _} -> from(following(Start, Program, S), Last, Needed, Groups, Limit, Program, S);
                {skip, Later} when Later > Start -> from(Later, Last, Needed, Groups, Limit, Program, S);
                {skip, _} -> from(following(Start, Program, S), Last, Needed, Groups, Limit, Program, S);
                {commit, _} -> nomatch;
                Answer -> Answer
            end
    end.

%% The next place with a byte that a match can begin with.
candidate(any, At, _, _) -> At;
candidate(_, At, _, S) when At >= S#search.size -> none;
candidate(C, At, Last, S) when is_integer(C) ->
    case binary:match(S#search.subject, <<C>>, [{scope, {At, S#search.size - At}}]) of
        {Found, 1} when Found =< Last -> Found;
        _ -> none
    end;
candidate(Bits, At, Last, S) ->
    case has(Bits, binary:at(S#search.subject, At)) of
        true -> At;
        false when At < Last -> candidate(Bits, At + 1, Last, S);
        false -> none
    end.

%% The next start. A CR LF that ends a line is one, unless the pattern has a CR or an LF itself.
following(At, _, #search{size = Size}) when At >= Size -> At + 1;
following(At, #{facts := #{crlf := false}}, #search{newline = Newline, subject = Subject} = S) when Newline =/= lf, Newline =/= cr ->
    case Subject of
        <<_:At/binary, "\r\n", _/binary>> -> At + 2;
        _ -> At + width(binary:at(Subject, At), S)
    end;
following(At, _, S) ->
    At + width(binary:at(S#search.subject, At), S).

line_end(At, S) when At >= S#search.size -> S#search.size;
line_end(At, S) ->
    case newline_at(At, S) of
        0 -> line_end(At + 1, S);
        _ -> At
    end.

%% The machine.
run(_, _, _, _, _, 0, _) ->
    {error, match_limit};
run([C | Code], At, Groups, Next, Else, Left, S) when is_integer(C) ->
    case At < S#search.size andalso binary:at(S#search.subject, At) of
        C -> run(Code, At + 1, Groups, Next, Else, Left, S);
        _ -> other(Else, Left, S)
    end;
run([Node | Code], At, Groups, Next, Else, Left, S) when is_tuple(Node) ->
    node(Node, Code, At, Groups, Next, Else, Left, S);
run([Node | Code], At, Groups, Next, Else, Left, S) ->
    simple(Node, Code, At, Groups, Next, Else, Left, S);
run([], At, Groups, [Code | Next], Else, Left, S) ->
    run(Code, At, Groups, Next, Else, Left, S);
run([], At, Groups, [], Else, Left, #search{not_empty = NotEmpty} = S) ->
    case NotEmpty =/= nowhere andalso element(1, Groups) =:= At andalso (NotEmpty =:= anywhere orelse At =:= S#search.offset) of
        true -> other(Else, Left, S);
        false -> {Groups, At}
    end.

%% What else can be tried.
other(none, _, _) -> nomatch;
other({Code, At, Groups, Next, Else}, Left, S) -> run(Code, At, Groups, Next, Else, Left - 1, S);
other({From, At, Code, Groups, Next, Else}, Left, S) ->
    case before(At, S) of
        From -> run(Code, From, Groups, Next, Else, Left - 1, S);
        Before -> run(Code, Before, Groups, Next, {From, Before, Code, Groups, Next, Else}, Left - 1, S)
    end;
other({Item, Count, At, Code, Groups, Next, Else}, Left, S) ->
    case step(Item, At, S) of
        none -> other(Else, Left, S);
        After when Count =:= 1 -> run(Code, After, Groups, Next, Else, Left - 1, S);
        After -> run(Code, After, Groups, Next, {Item, less(Count), After, Code, Groups, Next, Else}, Left - 1, S)
    end;
other({mark, _, _, Else}, Left, S) -> other(Else, Left, S);
other({{skip, Name}, At, Rest, Else}, Left, S) ->
    case marked(Name, Else) of
        %% Without such a mark it does nothing, but an anchored match has no other try.
        none when S#search.is_anchored, Rest =:= none -> {commit, At};
        none -> other(Else, Left, S);
        Mark -> stopped(skip, Mark, Rest, Left, S)
    end;
other({Verb, At, Rest, _}, Left, S) -> stopped(Verb, At, Rest, Left, S).

stopped(Verb, At, none, _, _) -> {Verb, At};
stopped(_, _, {Rest}, Left, S) -> other(Rest, Left, S).

%% Where the last mark of that name was passed, or `none`.
marked(Name, {mark, Name, At, _}) -> At;
marked(_, none) -> none;
marked(Name, Else) -> marked(Name, element(tuple_size(Else), Else)).

node({repeat, Min, Max, Mode, Item}, Code, At, Groups, Next, Else, Left, S) ->
    case steps(Item, Min, At, S) of
        none -> other(Else, Left, S);
        From -> repeat(Mode, Item, less(Max, Min), From, Code, Groups, Next, Else, Left, S)
    end;
node({open, N, Body}, Code, At, Groups, Next, Else, Left, S) ->
    run(Body, At, Groups, [[{close, N, At} | Code] | Next], Else, Left, S);
node({close, N, From}, Code, At, Groups, Next, Else, Left, S) ->
    run(Code, At, setelement(N + 1, Groups, {From, At}), Next, Else, Left, S);
node({alternatives, [Last]}, Code, At, Groups, Next, Else, Left, S) ->
    run(Last, At, Groups, [Code | Next], Else, Left, S);
node({alternatives, [[C | _] = First | Others]}, Code, At, Groups, Next, Else, Left, S) when is_integer(C) ->
    case At < S#search.size andalso binary:at(S#search.subject, At) of
        C -> run(First, At, Groups, [Code | Next], {[{alternatives, Others} | Code], At, Groups, Next, Else}, Left - 1, S);
        _ -> node({alternatives, Others}, Code, At, Groups, Next, Else, Left, S)
    end;
node({alternatives, [First | Others]}, Code, At, Groups, Next, Else, Left, S) ->
    run(First, At, Groups, [Code | Next], {[{alternatives, Others} | Code], At, Groups, Next, Else}, Left - 1, S);
node({choice, [Last]}, Code, At, Groups, Next, Else, Left, S) ->
    run(Last, At, Groups, [[{leave, Else} | Code] | Next], Else, Left, S);
node({choice, [First | Others]}, Code, At, Groups, Next, Else, Left, S) ->
    Other = {[{choice, Others} | Code], At, Groups, Next, Else},
    run(First, At, Groups, [[{leave, Other} | Code] | Next], Other, Left - 1, S);
node({Mark, _}, Code, At, Groups, Next, Else, Left, S) when Mark =:= leave; Mark =:= looked ->
    run(Code, At, Groups, Next, Else, Left, S);
node({loop, _, _, _, _} = Loop, Code, At, Groups, Next, Else, Left, S) ->
    loop(0, Loop, Code, At, Groups, Next, Else, Left, S);
node({again, _, At, {loop, _, infinity, _, _}}, Code, At, Groups, Next, Else, Left, S) ->
    %% Nothing matched this time: it would match for ever.
    run(Code, At, Groups, Next, Else, Left, S);
node({again, Count, _, Loop}, Code, At, Groups, Next, Else, Left, S) ->
    loop(Count, Loop, Code, At, Groups, Next, Else, Left, S);
node({atomic, Body}, Code, At, Groups, Next, Else, Left, S) ->
    run(Body, At, Groups, [[{forget, Else} | Code] | Next], Else, Left - 1, S);
node({forget, Else}, Code, At, Groups, Next, _, Left, S) ->
    run(Code, At, Groups, Next, Else, Left, S);
node({forget, Else, _, _}, Code, At, Groups, Next, _, Left, S) ->
    run(Code, At, Groups, Next, Else, Left, S);
node({look, Body}, Code, At, Groups, Next, Else, Left, S) ->
    run(Body, At, Groups, [[{forget, Else, Else, false}, {return, At} | Code] | Next], Else, Left - 1, S);
node({look_open, Body}, Code, At, Groups, Next, Else, Left, S) ->
    run(Body, At, Groups, [[{looked, Else}, {return, At} | Code] | Next], Else, Left - 1, S);
node({return, At}, Code, _, Groups, Next, Else, Left, S) ->
    run(Code, At, Groups, Next, Else, Left, S);
node({look_not, Body}, Code, At, Groups, Next, Else, Left, S) ->
    Absent = {Code, At, Groups, Next, Else},
    run(Body, At, Groups, [[{forget, Else, Absent, true}, fail] | Next], Absent, Left - 1, S);
node({back, Count}, Code, At, Groups, Next, Else, Left, S) ->
    case back(Count, At, S) of
        none -> other(Else, Left, S);
        Before -> run(Code, Before, Groups, Next, Else, Left, S)
    end;
node({back, Min, Max}, Code, At, Groups, Next, Else, Left, S) ->
    %% The farthest first.
    Ends = [[{ends, At}] | Next],
    Tries = [Before || Count <- lists:seq(Min, Max), Before <- [back(Count, At, S)], is_integer(Before)],
    other(lists:foldl(fun(Before, Others) -> {Code, Before, Groups, Ends, Others} end, Else, Tries), Left, S);
node({ends, At}, Code, At, Groups, Next, Else, Left, S) ->
    run(Code, At, Groups, Next, Else, Left, S);
node({ends, _}, _, _, _, _, Else, Left, S) ->
    other(Else, Left, S);
node({mark, Name}, Code, At, Groups, Next, Else, Left, S) ->
    run(Code, At, Groups, Next, {mark, Name, At, Else}, Left, S);
node({skip, _} = Verb, Code, At, Groups, Next, Else, Left, S) ->
    %% Assertions do not confine it, but calls do.
    Calls = [Node || [Node | _] <- Next, is_tuple(Node), element(1, Node) =:= called],
    run(Code, At, Groups, Next, {Verb, At, rest([Calls]), Else}, Left, S);
node({reference, Numbers, IsCaseless}, Code, At, Groups, Next, Else, Left, S) ->
    case [Group || N <- Numbers, {_, _} = Group <- [element(N + 1, Groups)]] of
        [{From, To} | _] -> checked(same(From, To, At, IsCaseless, S), Code, Groups, Next, Else, Left, S);
        [] -> other(Else, Left, S)
    end;
node({boundary, IsThere, Word}, Code, At, Groups, Next, Else, Left, S) ->
    Before = At > 0 andalso step(Word, before(At, S), S) =/= none,
    case (Before =/= (step(Word, At, S) =/= none)) =:= IsThere of
        true -> run(Code, At, Groups, Next, Else, Left, S);
        false -> other(Else, Left, S)
    end;
node({call, N, Keep}, Code, At, Groups, Next, Else, Left, S) ->
    case is_endless(N, At, Next) of
        %% PCRE 2 ends the search and says nothing.
        true when S#search.is_pcre2 -> {commit, At};
        true -> {error, match_limit_recursion};
        false -> run(called(N, S), At, Groups, [[{called, N, At, Groups, Else, Keep} | Code] | Next], Else, Left - 1, S)
    end;
node({called, _, _, Groups, _, Keep}, Code, At, Inner, Next, Else, Left, S) ->
    Kept = lists:foldl(fun(N, Tuple) -> setelement(N, Tuple, element(N, Inner)) end, Groups, [1 | [N + 1 || N <- Keep]]),
    run(Code, At, Kept, Next, Else, Left, S);
node({condition, Test, Yes, No}, Code, At, Groups, Next, Else, Left, S) ->
    condition(Test, Yes, No, Code, At, Groups, Next, Else, Left, S);
node(Item, Code, At, Groups, Next, Else, Left, S) ->
    checked(step(Item, At, S), Code, Groups, Next, Else, Left, S).

%% Goes on behind what has matched, if it has.
checked(none, _, _, _, Else, Left, S) -> other(Else, Left, S);
checked(At, Code, Groups, Next, Else, Left, S) -> run(Code, At, Groups, Next, Else, Left, S).

simple(start, Code, At, Groups, Next, Else, Left, S) -> asserted(At =:= 0 andalso not S#search.not_start, Code, At, Groups, Next, Else, Left, S);
simple(dollar, Code, At, Groups, Next, Else, Left, S) -> asserted(is_dollar(At, S), Code, At, Groups, Next, Else, Left, S);
simple(line_start, Code, At, Groups, Next, Else, Left, S) -> asserted(is_line_start(At, S), Code, At, Groups, Next, Else, Left, S);
simple(line_end, Code, At, Groups, Next, Else, Left, S) -> asserted(is_line_end(At, S), Code, At, Groups, Next, Else, Left, S);
simple(start_of_text, Code, At, Groups, Next, Else, Left, S) -> asserted(At =:= 0, Code, At, Groups, Next, Else, Left, S);
simple(end_of_text, Code, At, Groups, Next, Else, Left, S) -> asserted(At =:= S#search.size, Code, At, Groups, Next, Else, Left, S);
simple(dollar_end, Code, At, Groups, Next, Else, Left, S) -> asserted(At =:= S#search.size andalso not S#search.not_end, Code, At, Groups, Next, Else, Left, S);
simple(last_line, Code, At, Groups, Next, Else, Left, S) -> asserted(is_last_line(At, S), Code, At, Groups, Next, Else, Left, S);
simple(offset, Code, At, Groups, Next, Else, Left, S) -> asserted(At =:= S#search.offset, Code, At, Groups, Next, Else, Left, S);
simple(keep, Code, At, Groups, Next, Else, Left, S) -> run(Code, At, setelement(1, Groups, At), Next, Else, Left, S);
simple(fail, _, _, _, _, Else, Left, S) -> other(Else, Left, S);
simple(accept, _, At, Groups, Next, Else, Left, S) -> accept(At, Groups, Next, Else, Left, S);
simple(Verb, Code, At, Groups, Next, Else, Left, S) when Verb =:= commit; Verb =:= prune; Verb =:= skip ->
    run(Code, At, Groups, Next, {Verb, At, rest(Next), Else}, Left, S);
simple(then, Code, At, Groups, Next, Else, Left, S) ->
    case others(Next) of
        none -> run(Code, At, Groups, Next, {prune, At, none, Else}, Left, S);
        {Others} -> run(Code, At, Groups, Next, Others, Left, S)
    end;
simple(Item, Code, At, Groups, Next, Else, Left, S) -> checked(step(Item, At, S), Code, Groups, Next, Else, Left, S).

%% What else can be tried in the place of the alternative that this is in, or the assertion, or the call: {Else}, or `none`.
others([[{Mark, Others} | _] | _]) when Mark =:= leave; Mark =:= looked -> {Others};
others([[{forget, _, Others, _} | _] | _]) -> {Others};
others([[{called, _, _, _, Others, _} | _] | _]) -> {Others};
others([_ | Next]) -> others(Next);
others([]) -> none.

%% What verbs leave to be tried, {Else}: what else there is in the place of the call that this is in, or of the assertion, if that is a negative
%% one or a condition. `none` outside of these.
rest([[{forget, _, Others, true} | _] | _]) -> {Others};
rest([[{called, _, _, _, Others, _} | _] | _]) -> {Others};
rest([_ | Next]) -> rest(Next);
rest([]) -> none.

asserted(true, Code, At, Groups, Next, Else, Left, S) -> run(Code, At, Groups, Next, Else, Left, S);
asserted(false, _, _, _, _, Else, Left, S) -> other(Else, Left, S).

%% Repetitions of one character.
repeat(lazy, _, 0, At, Code, Groups, Next, Else, Left, S) ->
    run(Code, At, Groups, Next, Else, Left, S);
repeat(lazy, Item, Count, At, Code, Groups, Next, Else, Left, S) ->
    run(Code, At, Groups, Next, {Item, Count, At, Code, Groups, Next, Else}, Left - 1, S);
repeat(Mode, Item, Count, From, Code, Groups, Next, Else, Left, S) ->
    case span(Item, Count, From, S) of
        To when To =:= From; Mode =:= possessive -> run(Code, To, Groups, Next, Else, Left, S);
        To -> run(Code, To, Groups, Next, {From, To, Code, Groups, Next, Else}, Left - 1, S)
    end.

steps(_, 0, At, _) -> At;
steps(Item, Count, At, S) ->
    case step(Item, At, S) of
        none -> none;
        After -> steps(Item, Count - 1, After, S)
    end.

span(_, 0, At, _) -> At;
span(all, infinity, _, S) -> S#search.size;
span(Item, Count, At, S) ->
    case step(Item, At, S) of
        none -> At;
        After -> span(Item, less(Count), After, S)
    end.

less(infinity) -> infinity;
less(Count) -> Count - 1.

less(infinity, _) -> infinity;
less(Max, Min) -> Max - Min.

%% Repetitions of anything: `Count` are done.
loop(Count, {loop, Min, _, _, Body} = Loop, Code, At, Groups, Next, Else, Left, S) when Count < Min ->
    %% Only the last of those that have to be there may be the first of endless ones.
    Mark =
        case Count + 1 < Min of
            true -> none;
            false -> At
        end,
    run(Body, At, Groups, [[{again, Count + 1, Mark, Loop} | Code] | Next], Else, Left - 1, S);
loop(Count, {loop, _, Max, _, _}, Code, At, Groups, Next, Else, Left, S) when Count >= Max ->
    run(Code, At, Groups, Next, Else, Left, S);
loop(Count, {loop, _, _, greedy, Body} = Loop, Code, At, Groups, Next, Else, Left, S) ->
    run(Body, At, Groups, [[{again, Count + 1, At, Loop} | Code] | Next], {Code, At, Groups, Next, Else}, Left - 1, S);
loop(Count, {loop, _, _, lazy, Body} = Loop, Code, At, Groups, Next, Else, Left, S) ->
    Again = {Body, At, Groups, [[{again, Count + 1, At, Loop} | Code] | Next], Else},
    run(Code, At, Groups, Next, Again, Left - 1, S).

%% Calls of groups.
called(0, S) -> S#search.code;
called(N, S) -> [lists:keyfind(N, 2, S#search.calls)].

is_endless(N, At, Next) ->
    lists:any(
        fun
            ([{called, Same, There, _, _, _} | _]) -> Same =:= N andalso There =:= At;
            (_) -> false
        end,
        Next
    ).

%% The end of the group that was called last, or of all.
accept(At, Groups, Next, Else, Left, S) ->
    case lists:dropwhile(fun([{called, _, _, _, _, _} | _]) -> false; ([{forget, _, _, _} | _]) -> false; ([{looked, _} | _]) -> false; (_) -> true end, Next) of
        [] -> run([], At, closed(Next, At, Groups), [], Else, Left, S);
        Outer -> run([], At, closed(lists:sublist(Next, length(Next) - length(Outer)), At, Groups), Outer, Else, Left, S)
    end.

closed(Next, At, Groups) ->
    lists:foldl(
        fun
            ([{close, N, From} | _], Tuple) -> setelement(N + 1, Tuple, {From, At});
            (_, Tuple) -> Tuple
        end,
        Groups,
        Next
    ).

condition(define, _, _, Code, At, Groups, Next, Else, Left, S) ->
    run(Code, At, Groups, Next, Else, Left, S);
condition({constant, Is}, Yes, No, Code, At, Groups, Next, Else, Left, S) ->
    branch(Is, Yes, No, Code, At, Groups, Next, Else, Left, S);
condition({group, Numbers}, Yes, No, Code, At, Groups, Next, Else, Left, S) ->
    Is = lists:any(fun(N) -> element(N + 1, Groups) =/= none end, Numbers),
    branch(Is, Yes, No, Code, At, Groups, Next, Else, Left, S);
condition({inside, Numbers}, Yes, No, Code, At, Groups, Next, Else, Left, S) ->
    Is =
        case [N || [{called, N, _, _, _, _} | _] <- Next] of
            [N | _] -> Numbers =:= any orelse lists:member(N, Numbers);
            [] -> false
        end,
    branch(Is, Yes, No, Code, At, Groups, Next, Else, Left, S);
condition({look, Body}, Yes, No, Code, At, Groups, Next, Else, Left, S) ->
    decided(Body, Yes, {No, At, Groups, [Code | Next], Else}, Left, S);
condition({look_not, Body}, Yes, No, Code, At, Groups, Next, Else, Left, S) ->
    decided(Body, No, {Yes, At, Groups, [Code | Next], Else}, Left, S).

%% An assertion that is a condition: what is done where it matches, and otherwise.
decided(Body, Then, {_, At, Groups, Next, Else} = Otherwise, Left, S) ->
    %% Verbs in it end the search with PCRE 8.
    Marks = [{forget, Else, Otherwise, S#search.is_pcre2}, {return, At} | Then],
    run(Body, At, Groups, [Marks | Next], Otherwise, Left - 1, S).

branch(true, Yes, _, Code, At, Groups, Next, Else, Left, S) -> run(Yes, At, Groups, [Code | Next], Else, Left, S);
branch(false, _, No, Code, At, Groups, Next, Else, Left, S) -> run(No, At, Groups, [Code | Next], Else, Left, S).

%% One character at a place: the place behind it, or `none`.
step(_, At, #search{size = Size}) when At >= Size -> none;
step(all, At, S) -> At + width(binary:at(S#search.subject, At), S);
step(line, At, S) ->
    case binary:at(S#search.subject, At) of
        $\n -> none;
        C -> At + width(C, S)
    end;
step(byte, At, _) -> At + 1;
step(before_crlf, At, #search{subject = Subject} = S) ->
    case Subject of
        <<_:At/binary, "\r\n", _/binary>> -> none;
        _ -> At + width(binary:at(Subject, At), S)
    end;
step(newline, At, #search{subject = Subject} = S) ->
    case Subject of
        <<_:At/binary, "\r\n", _/binary>> -> At + 2;
        _ -> ends_line(At, S)
    end;
step(cluster, At, #search{subject = Subject, size = Size} = S) ->
    case S#search.is_unicode of
        false ->
            case Subject of
                <<_:At/binary, "\r\n", _/binary>> -> At + 2;
                _ -> At + 1
            end;
        true ->
            [_ | Rest] = unicode_util:gc(binary_part(Subject, At, Size - At)),
            Size - iolist_size(unicode:characters_to_binary([Rest]))
    end;
step(Item, At, S) ->
    case binary:at(S#search.subject, At) of
        C when C < 128; not S#search.is_unicode -> is_in(Item, C, At + 1);
        C -> is_in(Item, decoded(At, S), At + width(C, S))
    end.

is_in({set, Bits, _}, C, After) when C < 256 ->
    case has(Bits, C) of
        true -> After;
        false -> none
    end;
is_in({set, _, Ranges}, C, After) -> is_in_ranges(Ranges, C, After);
is_in({A, B}, C, After) when C =:= A; C =:= B -> After;
is_in(C, C, After) -> After;
is_in(_, _, _) -> none.

is_in_ranges([{A, B} | _], C, After) when C >= A, C =< B -> After;
is_in_ranges([_ | Ranges], C, After) -> is_in_ranges(Ranges, C, After);
is_in_ranges([], _, _) -> none.

has(Bits, C) -> binary:at(Bits, C bsr 3) band (1 bsl (C band 7)) =/= 0.

%% How many bytes the character has that begins with a byte.
width(C, _) when C < 16#C0 -> 1;
width(_, #search{is_unicode = false}) -> 1;
width(C, _) when C < 16#E0 -> 2;
width(C, _) when C < 16#F0 -> 3;
width(_, _) -> 4.

decoded(At, S) ->
    <<_:At/binary, C/utf8, _/binary>> = S#search.subject,
    C.

%% The place of the character that ends at a place.
before(At, #search{is_unicode = false}) -> At - 1;
before(At, S) ->
    case binary:at(S#search.subject, At - 1) of
        C when C band 16#C0 =:= 16#80 -> before(At - 1, S);
        _ -> At - 1
    end.

back(0, At, _) -> At;
back(_, 0, _) -> none;
back(Count, At, S) -> back(Count - 1, before(At, S), S).

%% Whether the text of a group is there again, and where it ends.
same(From, To, At, _, #search{size = Size}) when From < To, At >= Size -> none;
same(From, To, At, false, #search{subject = Subject, size = Size}) ->
    Length = To - From,
    case At + Length =< Size andalso binary:part(Subject, At, Length) =:= binary:part(Subject, From, Length) of
        true -> At + Length;
        false -> none
    end;
same(From, From, At, true, _) -> At;
same(From, To, At, true, S) ->
    {A, B} =
        case S#search.is_unicode of
            true -> {decoded(From, S), decoded(At, S)};
            false -> {binary:at(S#search.subject, From), binary:at(S#search.subject, At)}
        end,
    case A =:= B orelse lists:member(B, beamlet_re_set:cases(A, S#search.letters)) of
        true -> same(step(all, From, S), To, step(all, At, S), true, S);
        false -> none
    end.

%% Lines. How long the end of a line is that begins at a place, or 0.
newline_at(At, #search{size = Size}) when At >= Size -> 0;
newline_at(At, #search{newline = Newline, subject = Subject} = S) ->
    case {binary:at(Subject, At), Newline} of
        {$\n, lf} -> 1;
        {$\r, cr} -> 1;
        {_, lf} -> 0;
        {_, cr} -> 0;
        {$\r, _} ->
            case Subject of
                <<_:At/binary, "\r\n", _/binary>> -> 2;
                _ when Newline =:= crlf -> 0;
                _ -> 1
            end;
        {_, crlf} -> 0;
        {$\n, _} -> 1;
        {_, anycrlf} -> 0;
        {_, any} ->
            case ends_line(At, S) of
                none -> 0;
                After -> After - At
            end
    end.

%% One of Unicode's ends of lines that are one character.
ends_line(At, #search{is_unicode = IsUnicode, subject = Subject}) ->
    case Subject of
        <<_:At/binary, C, _/binary>> when C >= 10, C =< 13 -> At + 1;
        <<_:At/binary, 133, _/binary>> when not IsUnicode -> At + 1;
        <<_:At/binary, 133/utf8, _/binary>> when IsUnicode -> At + 2;
        <<_:At/binary, C/utf8, _/binary>> when IsUnicode, C >= 16#2028, C =< 16#2029 -> At + 3;
        _ -> none
    end.

%% Whether a line ends before a place.
is_after_line(At, #search{newline = crlf, subject = Subject}) ->
    At >= 2 andalso binary:part(Subject, At - 2, 2) =:= <<"\r\n">>;
is_after_line(At, S) -> newline_at(before(At, S), S) > 0.

is_line_start(0, S) -> not S#search.not_start;
is_line_start(At, S) -> At < S#search.size andalso is_after_line(At, S).

is_line_end(At, S) when At < S#search.size -> newline_at(At, S) > 0;
is_line_end(_, S) -> not S#search.not_end.

is_last_line(At, #search{size = Size} = S) ->
    At =:= Size orelse
        case newline_at(At, S) of
            0 -> false;
            Length -> At + Length =:= Size
        end.

is_dollar(At, S) -> not S#search.not_end andalso is_last_line(At, S).
