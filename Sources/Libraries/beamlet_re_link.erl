%% Makes of a regular expression that was read what the matcher runs: names become numbers, characters bytes, what is looked at
%% backwards gets its length; and finds out what a match has to begin with and what it has to contain.
%%
%% The nodes. Code is a list of them; what follows a node is the rest of its list and then the matcher's continuation.
%%
%%     C, {A, B}, {set, Bits, Ranges}     a byte; characters: see `beamlet_re_set`
%%     all, line, before_crlf             any character; any that ends no line
%%     {repeat, Min, Max, Mode, Item}     one of these several times; Mode is greedy, lazy or possessive
%%     {loop, Min, Max, Mode, Code}       anything several times
%%     {open, N, Code}                    a group that is captured
%%     {alternatives, [Code]}
%%     {atomic, Code}, {look, Code}, {look_not, Code}, {back, Characters}
%%     {reference, [N], IsCaseless}       the text of the first of these groups that has one
%%     {call, N}, {condition, Test, Code, Code}
%%     {boundary, IsThere, Set}           \b and \B
%%     start, dollar, dollar_end, line_start, line_end, start_of_text, end_of_text, last_line, offset, keep
%%     newline, cluster, byte             \R, \X, \C
%%     accept, fail, commit, prune, skip
-module(beamlet_re_link).

-export([link/2]).

%% Facts are those of `beamlet_re_parse`. Answers a program, a map, or {error, Text, Rest}.
link(Sequence, Facts) ->
    try
        Code = code(Sequence, Facts),
        Numbers = lists:usort(calls(Code)),
        no_left_recursion(Code, [0]),
        #{
            code => Code,
            calls => [Group || {open, N, _} = Group <- groups(Code), lists:member(N, Numbers)],
            first => first(Code, maps:get(unicode, Facts, false)),
            needed => needed(Code),
            is_anchored => maps:get(anchored, Facts, false) orelse is_anchored(Code),
            facts => Facts
        }
    catch
        throw:{wrong, Text, Rest} -> {error, Text, Rest}
    end.

wrong(Text, Rest) -> throw({wrong, Text, Rest}).

no_such_group(Rest) -> wrong(<<"reference to non-existent subpattern">>, Rest).

code([{group, Sequence} | Nodes], Facts) -> code(Sequence, Facts) ++ code(Nodes, Facts);
code([{loop, 1, 1, _, Node} | Nodes], Facts) -> code([Node | Nodes], Facts);
code([{loop, Min, Max, Mode, Node} | Nodes], Facts) ->
    Loop =
        case code([Node], Facts) of
            [Item] when is_integer(Item), Item < 128; Item =:= all; Item =:= line; element(1, Item) =:= set; is_integer(element(1, Item)) ->
                {repeat, Min, Max, Mode, Item};
            Code ->
                {loop, Min, Max, Mode, Code}
        end,
    [Loop | code(Nodes, Facts)];
code([C | Nodes], #{unicode := true} = Facts) when is_integer(C), C > 127 ->
    binary_to_list(<<C/utf8>>) ++ code(Nodes, Facts);
code([Node | Nodes], Facts) ->
    [node(Node, Facts) | code(Nodes, Facts)];
code([], _) ->
    [].

node({repeat, 1, 1, _, Item}, Facts) when not is_integer(Item); Item < 128; not is_map_key(unicode, Facts) -> Item;
node({open, N, Sequence}, Facts) -> {open, N, code(Sequence, Facts)};
node({alternatives, Branches}, Facts) -> {alternatives, [code(Branch, Facts) || Branch <- Branches]};
node({atomic, Sequence}, Facts) -> {atomic, code(Sequence, Facts)};
node({look, true, Sequence}, Facts) -> {look, code(Sequence, Facts)};
node({look, false, Sequence}, Facts) -> {look_not, code(Sequence, Facts)};
node({behind, IsThere, Sequence, Rest}, Facts) ->
    Code =
        case Sequence of
            [{alternatives, Branches}] -> [{alternatives, [behind(Branch, Rest, Facts) || Branch <- Branches]}];
            _ -> behind(Sequence, Rest, Facts)
        end,
    case IsThere of
        true -> {look, Code};
        false -> {look_not, Code}
    end;
node({reference, Group, IsCaseless, Rest}, Facts) -> {reference, numbers(Group, Rest, Facts), IsCaseless};
node({call, Group, Rest}, Facts) -> {call, hd(numbers(Group, Rest, Facts))};
node({condition, Test, Yes, No}, Facts) -> {condition, test(Test, Facts), code(Yes, Facts), code(No, Facts)};
node(Node, _) -> Node.

test({group, Group, Rest}, Facts) -> {group, numbers(Group, Rest, Facts)};
test({inside, N, _}, _) when is_integer(N) -> {inside, [N]};
test({inside, any, _}, _) -> {inside, any};
test({inside, Group, Rest}, Facts) -> {inside, numbers(Group, Rest, Facts)};
test(define, _) -> define;
test(Look, Facts) -> node(Look, Facts).

numbers({name, Name}, Rest, #{names := Names}) ->
    case [N || {Same, N} <- Names, Same =:= Name] of
        [] -> no_such_group(Rest);
        Numbers -> Numbers
    end;
numbers(N, _, #{groups := Groups}) when N >= 0, N =< Groups -> [N];
numbers(_, Rest, _) -> no_such_group(Rest).

behind(Sequence, Rest, Facts) ->
    case width(Sequence, Rest) of
        0 -> code(Sequence, Facts);
        Width -> [{back, Width} | code(Sequence, Facts)]
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

%% The groups that are called, and the groups that there are.
calls({call, N}) -> [N];
calls(Term) -> lists:flatmap(fun calls/1, parts(Term)).

groups({open, _, Code} = Group) -> [Group | groups(Code)];
groups(Term) -> lists:flatmap(fun groups/1, parts(Term)).

parts(Term) when is_tuple(Term) -> tuple_to_list(Term);
parts(Term) when is_list(Term) -> Term;
parts(_) -> [].

%% A group must not call itself before it has matched something: `Open` are those of which nothing has.
no_left_recursion([{call, N} | Code], Open) ->
    not lists:member(N, Open) orelse wrong(<<"recursive call could loop indefinitely">>, []),
    no_left_recursion(Code, Open);
no_left_recursion([Node | Code], Open) ->
    case Node of
        {open, N, Body} -> no_left_recursion(Body, [N | Open]);
        {alternatives, Branches} -> [no_left_recursion(Branch, Open) || Branch <- Branches];
        {atomic, Body} -> no_left_recursion(Body, Open);
        {Look, Body} when Look =:= look; Look =:= look_not -> no_left_recursion(Body, Open);
        {loop, _, _, _, Body} -> no_left_recursion(Body, Open);
        _ -> ok
    end,
    case may_be_empty(Node) of
        true -> no_left_recursion(Code, Open);
        false -> no_left_recursion(Code, [])
    end;
no_left_recursion([], _) ->
    ok.

may_be_empty({repeat, Min, _, _, _}) -> Min =:= 0;
may_be_empty({loop, Min, _, _, Code}) -> Min =:= 0 orelse are_empty(Code);
may_be_empty({open, _, Code}) -> are_empty(Code);
may_be_empty({atomic, Code}) -> are_empty(Code);
may_be_empty({alternatives, Branches}) -> lists:any(fun are_empty/1, Branches);
may_be_empty({condition, _, Yes, No}) -> are_empty(Yes) orelse are_empty(No);
may_be_empty({call, _}) -> false;
may_be_empty({set, _, _}) -> false;
may_be_empty({A, _}) when is_integer(A) -> false;
may_be_empty(Node) -> not is_integer(Node) andalso not lists:member(Node, [all, line, before_crlf, newline, cluster, byte]).

are_empty(Code) -> lists:all(fun may_be_empty/1, Code).

%% The bytes that a match can begin with: one, 256 bits, or `any`.
first(Code, IsUnicode) ->
    case are_empty(Code) orelse first_bits(Code, IsUnicode) of
        Any when Any =:= true; Any =:= -1 -> any;
        Bits -> first_of(Bits, 0)
    end.

first_of(0, _) -> any;
first_of(1, C) -> C;
first_of(Bits, C) when Bits band 1 =:= 0 -> first_of(Bits bsr 1, C + 1);
first_of(Bits, C) -> <<(Bits bsl C):256/little>>.

first_bits([Node | Code], IsUnicode) ->
    case first_node(Node, IsUnicode) of
        -1 -> -1;
        Bits ->
            case may_be_empty(Node) of
                true -> Bits bor first_bits(Code, IsUnicode);
                false -> Bits
            end
    end;
first_bits([], _) ->
    0.

first_node(C, IsUnicode) when is_integer(C), C > 127, IsUnicode -> high_bits();
first_node(C, _) when is_integer(C) -> 1 bsl C;
first_node({A, B}, false) when is_integer(A) -> (1 bsl A) bor (1 bsl B);
first_node({A, B}, true) when is_integer(A) -> first_node(A, true) bor first_node(B, true);
first_node({set, <<Bits:256/little>>, _}, false) -> Bits;
first_node({set, <<Bits:256/little>>, _}, true) -> Bits band (1 bsl 128 - 1) bor high_bits();
first_node({repeat, _, _, _, Item}, IsUnicode) -> first_node(Item, IsUnicode);
first_node({loop, _, _, _, Code}, IsUnicode) -> first_bits(Code, IsUnicode);
first_node({open, _, Code}, IsUnicode) -> first_bits(Code, IsUnicode);
first_node({atomic, Code}, IsUnicode) -> first_bits(Code, IsUnicode);
first_node({alternatives, Branches}, IsUnicode) -> lists:foldl(fun(Branch, Bits) -> Bits bor first_bits(Branch, IsUnicode) end, 0, Branches);
first_node(Node, _) when element(1, Node) =:= look; element(1, Node) =:= look_not; element(1, Node) =:= boundary; element(1, Node) =:= back -> 0;
first_node(Node, _) when Node =:= start; Node =:= start_of_text; Node =:= line_start; Node =:= offset; Node =:= keep -> 0;
first_node(_, _) -> -1.

%% What characters beyond ASCII begin with in UTF-8.
high_bits() -> ((1 bsl 64) - 1) bsl 192.

%% The last byte that every match has to contain, as far as it is seen easily.
needed(Code) ->
    case accepts(Code) of
        true -> none;
        false -> needed(Code, none)
    end.

accepts(accept) -> true;
accepts(Term) -> lists:any(fun accepts/1, parts(Term)).

needed([C | Code], _) when is_integer(C) -> needed(Code, C);
needed([{repeat, Min, _, _, C} | Code], _) when Min > 0, is_integer(C), C < 128 -> needed(Code, C);
needed([{open, _, Body} | Code], Needed) -> needed(Code, needed(Body, Needed));
needed([{loop, Min, _, _, Body} | Code], Needed) when Min > 0 -> needed(Code, needed(Body, Needed));
needed([_ | Code], Needed) -> needed(Code, Needed);
needed([], Needed) -> Needed.

%% Whether a match begins where the search does, at the start of the text.
is_anchored([Node | _]) when Node =:= start; Node =:= start_of_text -> true;
is_anchored([{Kind, Code} | _]) when Kind =:= atomic -> is_anchored(Code);
is_anchored([{open, _, Code} | _]) -> is_anchored(Code);
is_anchored([{alternatives, Branches} | _]) -> lists:all(fun is_anchored/1, Branches);
is_anchored(_) -> false.
