%% What PCRE 8 demands of a regular expression that was read: that what is looked at backwards has always the same length, and that no group
%% calls itself before it has matched something. For `beamlet_re_link`.
-module(beamlet_re_rules).

-export([before/2, call/2, linked/1]).

wrong(Text, Rest) -> throw({wrong, Text, Rest}).

%% The sequence with its lookbehinds as assertions that go back. Throws {wrong, Text, Rest}.
before(Sequence, Facts) -> [assertions(Node, Facts) || Node <- Sequence].

assertions({behind, IsThere, Sequence, Rest}, Facts) ->
    case Sequence of
        [{alternatives, Branches}] -> {look, IsThere, [{alternatives, [behind(Branch, Rest, Facts) || Branch <- Branches]}]};
        _ -> {look, IsThere, behind(Sequence, Rest, Facts)}
    end;
assertions({alternatives, Branches}, Facts) -> {alternatives, [before(Branch, Facts) || Branch <- Branches]};
assertions({loop, Min, Max, Mode, Node}, Facts) -> {loop, Min, Max, Mode, assertions(Node, Facts)};
assertions({condition, Test, Yes, No}, Facts) -> {condition, assertions(Test, Facts), before(Yes, Facts), before(No, Facts)};
assertions({open, N, Sequence}, Facts) -> {open, N, before(Sequence, Facts)};
assertions({look, IsThere, Sequence}, Facts) -> {look, IsThere, before(Sequence, Facts)};
assertions({Kind, Sequence}, Facts) when Kind =:= group; Kind =:= atomic -> {Kind, before(Sequence, Facts)};
assertions(Node, _) -> Node.

behind(Sequence, Rest, Facts) ->
    case width(Sequence, Rest) of
        0 -> before(Sequence, Facts);
        Width -> [{back, Width} | before(Sequence, Facts)]
    end.

%% How many characters a sequence takes: always as many.
width(Sequence, Rest) -> lists:sum([node_width(Node, Rest) || Node <- Sequence]).

node_width({repeat, N, N, _, _}, _) -> N;
node_width({loop, N, N, _, Node}, Rest) -> N * node_width(Node, Rest);
node_width({Kind, Sequence}, Rest) when Kind =:= group; Kind =:= atomic -> width(Sequence, Rest);
node_width({open, _, Sequence}, Rest) -> width(Sequence, Rest);
node_width({condition, define, _, _}, _) -> 0;
node_width({condition, _, Yes, No}, Rest) -> same_width([Yes, No], Rest);
node_width({alternatives, Branches}, Rest) -> same_width(Branches, Rest);
node_width(Node, Rest) when Node =:= newline; Node =:= cluster; Node =:= accept -> unlimited(Rest);
node_width(Node, Rest) when element(1, Node) =:= repeat; element(1, Node) =:= loop; element(1, Node) =:= reference; element(1, Node) =:= call ->
    unlimited(Rest);
node_width(Node, _) when is_integer(Node); Node =:= byte; Node =:= all; Node =:= line; Node =:= before_crlf -> 1;
node_width(Node, _) when element(1, Node) =:= set; is_integer(element(1, Node)) -> 1;
node_width(_, _) -> 0.

same_width(Branches, Rest) ->
    case lists:usort([width(Branch, Rest) || Branch <- Branches]) of
        [Width] -> Width;
        _ -> unlimited(Rest)
    end.

unlimited(Rest) -> wrong(<<"lookbehind assertion is not fixed length">>, Rest).

%% The node of a call: what has matched in it is not tried otherwise.
call(N, Keep) -> {atomic, [{call, N, Keep}]}.

%% Throws {wrong, Text, Rest} where a group calls itself without an end.
linked(Code) -> no_left_recursion(Code, [0]).

%% A group must not call itself before it has matched something: `Open` are those of which nothing has.
no_left_recursion([{call, N, _} | Code], Open) ->
    not lists:member(N, Open) orelse wrong(<<"recursive call could loop indefinitely">>, []),
    no_left_recursion(Code, Open);
no_left_recursion([Node | Code], Open) ->
    case Node of
        {open, N, Body} -> no_left_recursion(Body, [N | Open]);
        {Kind, Branches} when Kind =:= alternatives; Kind =:= choice -> [no_left_recursion(Branch, Open) || Branch <- Branches];
        {atomic, Body} -> no_left_recursion(Body, Open);
        {Look, Body} when Look =:= look; Look =:= look_not -> no_left_recursion(Body, Open);
        {loop, _, _, _, Body} -> no_left_recursion(Body, Open);
        _ -> ok
    end,
    case beamlet_re_link:may_be_empty(Node) of
        true -> no_left_recursion(Code, Open);
        false -> no_left_recursion(Code, [])
    end;
no_left_recursion([], _) ->
    ok.
