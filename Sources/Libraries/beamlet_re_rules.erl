%% What PCRE 8 demands of a regular expression that was read: that what is looked at backwards has always the same length, that conditions have
%% not too many branches, that groups are there that are called or have a name. For `beamlet_re_link`.
-module(beamlet_re_rules).

-export([before/2, call/2, linked/1, may_be_empty/1]).

%% What holds while a lookbehind is measured: the groups' sequences by their numbers, their names and how many there are, where it stands, in
%% which groups this is, and `later`, where a call stops it.
-record(behind, {groups, names, count, unicode, rest, open = [0], mode = later}).

-define(UNLIMITED, <<"lookbehind assertion is not fixed length">>).

wrong(Text, Rest) -> throw({wrong, Text, Rest}).

%% The sequence with its lookbehinds as assertions that go back, and calls by number. Throws {wrong, Text, Rest}. Lookbehinds with calls in
%% them come last, and what is wrong with them is told of the pattern's end.
before(Sequence, #{names := Names, groups := Count} = Facts) ->
    Groups = maps:from_list(lists:reverse(groups(Sequence, []))),
    How = #behind{groups = Groups, names = Names, count = Count, unicode = maps:get(unicode, Facts, false)},
    First = all(Sequence, How),
    case Facts of
        #{unmatched := Rest} -> wrong(<<"unmatched parentheses">>, Rest);
        #{behind := false} -> First;
        _ -> all(First, How#behind{mode = now})
    end.


%% The node of a call: what has matched in it is not tried otherwise.
call(N, Keep) -> {atomic, [{call, N, Keep}]}.

%% Nothing is demanded of what was linked.
linked(_) -> ok.

numbers({name, Name}, Rest, #behind{names = Names}) ->
    case [N || {Same, N} <- Names, Same =:= Name] of
        [] -> no_group(Rest);
        Numbers -> Numbers
    end;
numbers(N, _, #behind{count = Count}) when N =< Count -> [N];
numbers(_, Rest, _) -> no_group(Rest).

no_group(Rest) -> wrong(<<"reference to non-existent subpattern">>, Rest).

%% A group that is repeated without a limit has no length for those that call it.
groups({loop, Min, infinity, _, {open, N, Body}}, Found) when Min < 2 -> groups(Body, [{N, [cluster]} | Found]);
groups({open, N, Body}, Found) -> groups(Body, [{N, Body} | Found]);
groups(Node, Found) when element(1, Node) =:= set; element(1, Node) =:= repeat; element(1, Node) =:= boundary -> Found;
groups(Term, Found) when is_tuple(Term) -> groups(tuple_to_list(Term), Found);
groups([Term | Terms], Found) -> groups(Terms, groups(Term, Found));
groups(_, Found) -> Found.

all(Sequence, How) -> [assertions(Node, How) || Node <- Sequence].

assertions({behind, IsThere, Branches} = Behind, How) ->
    case [measured(Sequence, How#behind{rest = Rest}) || {Sequence, Rest} <- Branches] of
        Back when hd(Back) =:= later -> Behind;
        [Sequence] -> {look, IsThere, Sequence};
        Back ->
            case lists:member(later, Back) of
                true -> Behind;
                false -> {look, IsThere, [{alternatives, Back}]}
            end
    end;
assertions({excess, Text, Rest}, _) -> wrong(Text, Rest);
assertions({call, Group, Keep, Rest}, How) -> {call, hd(numbers(Group, Rest, How)), Keep, Rest};
assertions({reference, {name, _} = Name, _, Rest} = Node, How) ->
    numbers(Name, Rest, How),
    Node;
assertions({group, Group, Rest} = Test, How) ->
    numbers(Group, Rest, How),
    Test;
assertions({inside, {name, _} = Name, Rest} = Test, How) ->
    numbers(Name, Rest, How),
    Test;
assertions({alternatives, Branches}, How) -> {alternatives, [all(Branch, How) || Branch <- Branches]};
assertions({loop, Min, Max, Mode, Node}, How) -> {loop, Min, Max, Mode, assertions(Node, How)};
assertions({condition, Test, Yes, No}, How) ->
    First = assertions(Test, How),
    {condition, First, all(Yes, How), all(No, How)};
assertions({open, N, Sequence}, #behind{open = Open} = How) -> {open, N, all(Sequence, How#behind{open = [N | Open]})};
assertions({look, IsThere, Sequence}, How) -> {look, IsThere, all(Sequence, How)};
assertions({Kind, Sequence}, How) when Kind =:= group; Kind =:= atomic -> {Kind, all(Sequence, How)};
assertions(Node, _) -> Node.

%% A branch of a lookbehind with the way back before it, or `later`.
measured(Sequence, How) ->
    Whole = all(Sequence, How),
    try width(Sequence, How) of
        0 -> Whole;
        Width -> [{back, Width} | Whole]
    catch
        throw:later -> later
    end.

%% How many characters a sequence takes: always as many. What follows (*ACCEPT) does not count, be it another alternative.
width([accept | _], _) -> 0;
width([Node | Nodes], How) -> node_width(Node, How) + width(Nodes, How);
width([], _) -> 0.

node_width({repeat, N, N, _, _}, _) -> N;
node_width({loop, N, N, _, Node}, _) when N > 1, Node =:= newline orelse Node =:= cluster -> N;
node_width({loop, N, N, _, Node}, How) when N > 0 -> N * node_width(Node, How);
node_width({Kind, Sequence}, How) when Kind =:= group; Kind =:= atomic -> width(Sequence, How);
node_width({open, _, Sequence}, How) -> width(Sequence, How);
node_width({condition, _, Yes, []}, How) -> width(Yes, How);
node_width({condition, _, Yes, No}, How) -> same_width([Yes, No], How);
node_width({alternatives, Branches}, How) -> same_width(Branches, How);
node_width({call, _, _, _}, #behind{mode = later}) -> throw(later);
node_width({call, Group, _, Rest}, #behind{groups = Groups, open = Open} = How) ->
    N = hd(numbers(Group, Rest, How)),
    case lists:member(N, Open) of
        true -> unlimited(How);
        false -> width(maps:get(N, Groups), How#behind{open = [N | Open]})
    end;
node_width(byte, #behind{unicode = true, rest = Rest}) -> wrong(<<"\\C not allowed in lookbehind assertion">>, Rest);
node_width(Node, How) when Node =:= newline; Node =:= cluster; element(1, Node) =:= repeat; element(1, Node) =:= loop; element(1, Node) =:= reference ->
    unlimited(How);
node_width(Node, _) when is_integer(Node); Node =:= byte; Node =:= all; Node =:= line; Node =:= before_crlf -> 1;
node_width(Node, _) when element(1, Node) =:= set; is_integer(element(1, Node)) -> 1;
node_width(_, _) -> 0.

same_width(Branches, How) ->
    {Others, Accepting} = lists:splitwith(fun(Branch) -> not lists:member(accept, Branch) end, Branches),
    case lists:usort([width(Branch, How) || Branch <- Others ++ lists:sublist(Accepting, 1)]) of
        [Width] -> Width;
        _ -> unlimited(How)
    end.

unlimited(#behind{mode = later, rest = Rest}) -> wrong(?UNLIMITED, Rest);
unlimited(_) -> wrong(?UNLIMITED, []).

%% Whether a node that was read may match nothing.
may_be_empty({repeat, Min, _, _, _}) -> Min =:= 0;
may_be_empty({loop, Min, _, _, Node}) -> Min =:= 0 orelse may_be_empty(Node);
may_be_empty({open, _, Nodes}) -> are_empty(Nodes);
may_be_empty({Kind, Nodes}) when Kind =:= group; Kind =:= atomic -> are_empty(Nodes);
may_be_empty({alternatives, Branches}) -> lists:any(fun are_empty/1, Branches);
may_be_empty({condition, _, Yes, No}) -> are_empty(Yes) orelse are_empty(No);
may_be_empty({call, _, _, _}) -> false;
may_be_empty({unlike, _, _}) -> false;
may_be_empty({set, _, _}) -> false;
may_be_empty({A, _}) when is_integer(A) -> false;
may_be_empty(Node) -> not is_integer(Node) andalso not lists:member(Node, [all, line, before_crlf, newline, cluster, byte]).

are_empty(Nodes) -> lists:all(fun may_be_empty/1, Nodes).
