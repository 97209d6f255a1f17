%% What PCRE 2 demands of a regular expression that was read: that what is looked at backwards has a limit. For `beamlet_re_link`.
-module(beamlet_re_rules).

-export([before/2, call/2, linked/1]).
-import(beamlet_re_text, [wrong/2]).

-define(UNLIMITED, <<"length of lookbehind assertion is not limited">>).

%% What holds while a lookbehind is measured: what all is known of the groups, where it stands, and in which groups this is.
-record(behind, {all, groups, names, count, resets, unicode, rest, open = []}).

%% The sequence with its lookbehinds as assertions that go back. Throws {wrong, Text, Rest}.
before(Sequence, #{names := Names, groups := Count, resets := HasResets} = Facts) ->
    all(Sequence, #behind{all = Sequence, groups = groups(Sequence), names = Names, count = Count, resets = HasResets, unicode = maps:get(unicode, Facts, false)}).

%% The node of a call, into which a match goes back.
call(N, Keep) -> {call, N, Keep}.

%% Throws {wrong, Text, Rest} where a condition has too many branches, which is found last. A group may call itself without an end.
linked({excess, Text, Rest}) -> wrong(Text, Rest);
linked(Node) when element(1, Node) =:= set; element(1, Node) =:= repeat; element(1, Node) =:= boundary -> ok;
linked(Term) when is_tuple(Term) -> linked(tuple_to_list(Term));
linked([Term | Terms]) ->
    linked(Term),
    linked(Terms);
linked(_) -> ok.

%% The groups that are captured, by their numbers, the first of each.
groups(Sequence) -> maps:from_list(lists:reverse(groups(Sequence, []))).

groups({open, N, Body}, Found) -> groups(Body, [{N, Body} | Found]);
groups(Node, Found) when element(1, Node) =:= set; element(1, Node) =:= repeat; element(1, Node) =:= boundary -> Found;
groups(Term, Found) when is_tuple(Term) -> groups(tuple_to_list(Term), Found);
groups([Term | Terms], Found) -> groups(Terms, groups(Term, Found));
groups(_, Found) -> Found.

%% Where a number is referred to.
places(N, {reference, N, _, Rest}) -> [Rest];
places(N, Term) when is_tuple(Term) -> places(N, tuple_to_list(Term));
places(N, [Term | Terms]) -> places(N, Term) ++ places(N, Terms);
places(_, _) -> [].

all(Sequence, How) -> [assertions(Node, How) || Node <- Sequence].

assertions({behind, IsThere, Sequence, Rest}, How) ->
    Branches = branches(Sequence),
    Widths = widths(Branches, How#behind{rest = Rest}),
    case [back(Width) ++ all(Branch, How) || {Branch, Width} <- lists:zip(Branches, Widths)] of
        [Branch] -> {look, IsThere, Branch};
        Several -> {look, IsThere, [{alternatives, Several}]}
    end;
assertions({alternatives, Branches}, How) -> {alternatives, [all(Branch, How) || Branch <- Branches]};
assertions({loop, Min, Max, Mode, Node}, How) -> {loop, Min, Max, Mode, assertions(Node, How)};
assertions({condition, Test, Yes, No}, How) ->
    First = assertions(Test, How),
    {condition, First, all(Yes, How), all(No, How)};
assertions({open, N, Sequence}, How) -> {open, N, all(Sequence, How)};
assertions({look, IsThere, Sequence}, How) -> {look, IsThere, all(Sequence, How)};
assertions({Kind, Sequence}, How) when Kind =:= group; Kind =:= atomic -> {Kind, all(Sequence, How)};
assertions(Node, _) -> Node.

branches([{alternatives, Branches}]) -> Branches;
branches(Sequence) -> [Sequence].

back({0, 0}) -> [];
back({Width, Width}) -> [{back, Width}];
back({Min, Max}) -> [{back, Min, Max}].

%% How many characters each branch of a lookbehind takes, {Min, Max}: no more than 255 where that is not the same.
widths(Branches, How) ->
    Widths = [width(Branch, How) || Branch <- Branches],
    case lists:any(fun({Min, Max}) -> Min =/= Max end, Widths) andalso lists:any(fun({_, Max}) -> Max > 255 end, Widths) of
        true -> wrong(<<"branch too long in variable-length lookbehind assertion">>, How#behind.rest);
        false -> Widths
    end.

width([accept | _], _) -> {0, 0};
width([fail | _], _) -> {0, 0};
width([Node | Nodes], How) ->
    {A, B} = node_width(Node, How),
    {C, D} = width(Nodes, How),
    limited(A + C, B + D, How);
width([], _) -> {0, 0}.

limited(_, Max, How) when Max > 65535 -> wrong(<<"lookbehind assertion is too long">>, How#behind.rest);
limited(Min, Max, _) -> {Min, Max}.

node_width({repeat, _, infinity, _, _}, How) -> unlimited(How);
node_width({repeat, Min, Max, _, _}, How) -> limited(Min, Max, How);
node_width({loop, Min, Max, _, Node}, How) ->
    {A, B} = node_width(Node, How),
    Max =/= infinity orelse unlimited(How),
    limited(Min * A, Max * B, How);
node_width({Kind, Sequence}, How) when Kind =:= group; Kind =:= atomic -> sequence_width(Sequence, How);
node_width({open, _, Sequence}, How) -> sequence_width(Sequence, How);
node_width({alternatives, Branches}, How) -> widest(Branches, How);
node_width({condition, {define, _}, _, _}, _) -> {0, 0};
node_width({condition, Test, Yes, No}, How) ->
    node_width(Test, How),
    widest([Yes, No], How);
node_width({reference, {name, Name}, _, Rest}, #behind{resets = true, names = Names} = How) ->
    lists:keymember(Name, 1, Names) orelse no_group(Rest),
    unlimited(How);
node_width({reference, _, _, _}, #behind{resets = true} = How) -> unlimited(How);
node_width({reference, N, _, Rest}, #behind{count = Count} = How) when N > Count, is_integer(N), N < 10 ->
    %% It is told of the first of these.
    no_group(hd(places(N, How#behind.all) ++ [Rest]));
node_width({reference, Group, _, Rest}, How) -> group_width(Group, Rest, How);
node_width({call, Group, _, Rest}, How) -> group_width(Group, Rest, How);
node_width({behind, _, Sequence, Rest}, How) ->
    widths(branches(Sequence), How#behind{rest = Rest}),
    {0, 0};
node_width(cluster, How) -> unlimited(How);
node_width(newline, _) -> {1, 2};
node_width(byte, #behind{unicode = true} = How) -> wrong(<<"\\C is not allowed in a lookbehind assertion in UTF-8 mode">>, How#behind.rest);
node_width(Node, _) when is_integer(Node); Node =:= byte; Node =:= all; Node =:= line; Node =:= before_crlf -> {1, 1};
node_width(Node, _) when element(1, Node) =:= set; is_integer(element(1, Node)) -> {1, 1};
node_width(_, _) -> {0, 0}.

sequence_width(Sequence, How) -> widest(branches(Sequence), How).

widest(Branches, How) ->
    Widths = [width(Branch, How) || Branch <- Branches],
    {lists:min([Min || {Min, _} <- Widths]), lists:max([Max || {_, Max} <- Widths])}.

%% What a group takes that is called or referred to: one that this is in has no limit.
group_width({name, Name}, Rest, #behind{names = Names} = How) ->
    case [N || {Same, N} <- Names, Same =:= Name] of
        [] -> no_group(Rest);
        [N] -> group_width(N, Rest, How);
        _ -> unlimited(How)
    end;
group_width(N, Rest, #behind{count = Count}) when N > Count -> no_group(Rest);
group_width(N, _, #behind{open = Open, groups = Groups} = How) ->
    case Groups of
        #{N := Sequence} ->
            lists:member(N, Open) andalso unlimited(How),
            sequence_width(Sequence, How#behind{open = [N | Open]});
        _ -> unlimited(How)
    end.

-spec no_group(string()) -> no_return().
no_group(Rest) -> wrong(<<"reference to non-existent subpattern">>, Rest).

-spec unlimited(#behind{}) -> no_return().
unlimited(How) -> wrong(?UNLIMITED, How#behind.rest).
