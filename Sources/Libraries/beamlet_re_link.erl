%% Makes of a regular expression that was read what the matcher runs: names become numbers, characters bytes; and finds out what a match
%% has to begin with and what it has to contain.
%%
%% The nodes. Code is a list of them; what follows a node is the rest of its list and then the matcher's continuation.
%%
%%     C, {A, B}, {set, Bits, Ranges}     a byte; characters: see `beamlet_re_set`
%%     all, line, before_crlf             any character; any that ends no line
%%     {repeat, Min, Max, Mode, Item}     one of these several times; Mode is greedy, lazy or possessive
%%     {loop, Min, Max, Mode, Code}       anything several times
%%     {open, N, Code}                    a group that is captured
%%     {alternatives, [Code]}, {choice, [Code]}  the second where (*THEN) is in it
%%     {atomic, Code}, {look, Code}, {look_not, Code}, {look_open, Code}
%%     {back, Characters}, {back, Min, Max}  what follows is looked at backwards, from so many characters before
%%     {reference, [N], IsCaseless}       the text of the first of these groups that has one
%%     {call, N, [N]}                     a group by its number; what others have matched in it is kept
%%     {condition, Test, Code, Code}
%%     {boundary, IsThere, Set}           \b and \B
%%     start, dollar, dollar_end, line_start, line_end, start_of_text, end_of_text, last_line, offset, keep
%%     newline, cluster, byte             \R, \X, \C
%%     accept, fail, commit, prune, skip, {skip, Name}, {mark, Name}, then
-module(beamlet_re_link).

-export([link/2]).

%% Facts are those of `beamlet_re_parse`. Answers a program, a map, or {error, Text, Rest}.
link(Sequence, Facts) ->
    try
        Code = code(beamlet_re_rules:before(Sequence, Facts), Facts),
        Numbers = lists:usort(calls(Code)),
        beamlet_re_rules:linked(Code),
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
node({alternatives, Branches}, Facts) ->
    Codes = [code(Branch, Facts) || Branch <- Branches],
    case has(then, Codes) of
        true -> {choice, Codes};
        false -> {alternatives, Codes}
    end;
node({atomic, Sequence}, Facts) -> {atomic, code(Sequence, Facts)};
node({look, true, Sequence}, Facts) -> {look, code(Sequence, Facts)};
node({look, false, Sequence}, Facts) -> {look_not, code(Sequence, Facts)};
node({look, open, Sequence}, Facts) -> {look_open, code(Sequence, Facts)};
node({wrong, Text, Rest}, _) -> wrong(Text, Rest);
node({reference, Group, IsCaseless, Rest}, Facts) -> {reference, numbers(Group, Rest, Facts), IsCaseless};
node({call, Group, Keep, Rest}, Facts) ->
    beamlet_re_rules:call(hd(numbers(Group, Rest, Facts)), [N || {Kept, Place} <- Keep, N <- numbers(Kept, Place, Facts)]);
node({condition, Test, Yes, No}, Facts) -> {condition, test(Test, Facts), code(Yes, Facts), code(No, Facts)};
node(Node, _) -> Node.

test({group, Group, Rest}, Facts) -> {group, numbers(Group, Rest, Facts)};
test({inside, N, _}, Facts) when is_integer(N), not is_map_key(pcre2, Facts) -> {inside, [N]};
test({inside, any, _}, _) -> {inside, any};
test({inside, Group, Rest}, Facts) -> {inside, numbers(Group, Rest, Facts)};
test({constant, Is}, _) -> {constant, Is};
test({define, _}, _) -> define;
test(define, _) -> define;
test(Look, Facts) -> node(Look, Facts).

numbers({name, Name}, Rest, #{names := Names}) ->
    case [N || {Same, N} <- Names, Same =:= Name] of
        [] -> no_such_group(Rest);
        Numbers -> Numbers
    end;
numbers(N, _, #{groups := Groups}) when N >= 0, N =< Groups -> [N];
numbers(_, Rest, _) -> no_such_group(Rest).

%% The groups that are called, and the groups that there are.
calls({call, N, _}) -> [N];
calls(Term) -> lists:flatmap(fun calls/1, parts(Term)).

groups({open, _, Code} = Group) -> [Group | groups(Code)];
groups(Term) -> lists:flatmap(fun groups/1, parts(Term)).

%% What may have nodes in it.
parts(Node) when element(1, Node) =:= set; element(1, Node) =:= repeat; element(1, Node) =:= boundary -> [];
parts(Term) when is_tuple(Term) -> tuple_to_list(Term);
parts(Term) when is_list(Term) -> Term;
parts(_) -> [].

may_be_empty({repeat, Min, _, _, _}) -> Min =:= 0;
may_be_empty({loop, Min, _, _, Code}) -> Min =:= 0 orelse are_empty(Code);
may_be_empty({open, _, Code}) -> are_empty(Code);
may_be_empty({atomic, Code}) -> are_empty(Code);
may_be_empty({Kind, Branches}) when Kind =:= alternatives; Kind =:= choice -> lists:any(fun are_empty/1, Branches);
may_be_empty({condition, _, Yes, No}) -> are_empty(Yes) orelse are_empty(No);
may_be_empty({call, _, _}) -> false;
may_be_empty({set, _, _}) -> false;
may_be_empty({A, _}) when is_integer(A) -> false;
may_be_empty(Node) -> not is_integer(Node) andalso not lists:member(Node, [all, line, before_crlf, newline, cluster, byte]).

are_empty(Code) -> lists:all(fun may_be_empty/1, Code).

%% The bytes that a match can begin with: one, 256 bits, or `any`. Verbs before it are met only where the one byte is: so it is with PCRE.
first([Verb | Code], IsUnicode) when Verb =:= commit; Verb =:= prune; Verb =:= skip; Verb =:= then; element(1, Verb) =:= mark ->
    case first(Code, IsUnicode) of
        C when is_integer(C) -> C;
        _ -> any
    end;
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
first_node({Kind, Branches}, IsUnicode) when Kind =:= alternatives; Kind =:= choice -> lists:foldl(fun(Branch, Bits) -> Bits bor first_bits(Branch, IsUnicode) end, 0, Branches);
first_node(Node, _) when element(1, Node) =:= look; element(1, Node) =:= look_not; element(1, Node) =:= boundary; element(1, Node) =:= back -> 0;
first_node(Node, _) when Node =:= start; Node =:= start_of_text; Node =:= line_start; Node =:= offset; Node =:= keep -> 0;
first_node(_, _) -> -1.

%% What characters beyond ASCII begin with in UTF-8.
high_bits() -> ((1 bsl 64) - 1) bsl 192.

%% The last byte that every match has to contain, as far as it is seen easily.
needed(Code) ->
    case has(accept, Code) of
        true -> none;
        false -> needed(Code, none)
    end.

%% Whether a node that is an atom is somewhere in code.
has(Node, Node) -> true;
has(Node, Term) -> lists:any(fun(Part) -> has(Node, Part) end, parts(Term)).

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
is_anchored([{Kind, Branches} | _]) when Kind =:= alternatives; Kind =:= choice -> lists:all(fun is_anchored/1, Branches);
is_anchored(_) -> false.
