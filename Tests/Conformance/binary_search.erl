%% match, matches and split of binary: patterns, lists of patterns and compiled ones, with all options; and the matches of many
%% patterns compared with what a plain search finds.
%% boards: Host MPS2AN386
-module(binary_search).
-include("conformance.hrl").
start() ->
    Subjects = [<<"a">>, <<"abcabcabc">>, <<"aaaaaaaa">>, <<"abcdabcxabab">>, <<"bcbcbab">>],
    Patterns = [
        <<"a">>, <<"abc">>, <<"ab">>, <<"aa">>, <<"x">>, [<<"a">>], [<<"ab">>, <<"abcx">>, <<"b">>], [<<"bc">>, <<"abcd">>],
        [<<"cab">>, <<"abcabd">>, <<"bcabca">>], [<<"a">>, <<"a">>], [<<"b">>, <<"bcbcba">>, <<"cb">>, <<"bab">>],
        <<>>, [], [<<>>], [<<"a">>, <<>>], a, "ab", [<<"a">> | <<"b">>], <<1:3>>, [<<1:3>>], {bm, a}, {ac, make_ref()}, [a]
    ],
    % Of no bytes OTP 25 does not look at the pattern.
    foreach(fun(Pattern) -> searches(<<>>, Pattern) end, lists_sublist(Patterns, 11)),
    foreach(fun(Subject) -> foreach(fun(Pattern) -> searches(Subject, Pattern) end, Patterns) end, Subjects),
    ?show(no_binary, [result(fun(S) -> binary:match(S, <<"a">>) end, S) || S <- [a, "a", <<1:3>>, 1, []]]),
    ?show(no_binary, [result(fun(S) -> binary:split(S, <<"a">>) end, S) || S <- [a, "a", <<1:3>>, 1, []]]),
    ?show(no_binary, [result(fun(S) -> binary:matches(S, <<"a">>) end, S) || S <- [a, "a", <<1:3>>, 1, []]]),
    ?show(compiled, [is_reference(element(2, binary:compile_pattern(<<"a">>))), element(1, binary:compile_pattern(<<"a">>)), element(1, binary:compile_pattern([<<"a">>])), element(1, binary:compile_pattern([<<"a">>, <<"b">>])), binary:compile_pattern(<<"a">>) =:= binary:compile_pattern(<<"a">>)]),
    random(2000, 1),
    ok.

lists_sublist(_, 0) -> [];
lists_sublist([Head | Tail], Count) -> [Head | lists_sublist(Tail, Count - 1)].

searches(Subject, Pattern) ->
    Compiled =
        try
            binary:compile_pattern(Pattern)
        catch
            _:_ -> error
        end,
    Both = fun(Fun) ->
        One = result(Fun, Pattern),
        case Compiled =:= error orelse One =:= result(Fun, Compiled) of
            true -> One;
            false -> {differ, One}
        end
    end,
    Options = [
        [], [global], [trim], [trim_all], [global, trim], [global, trim_all], [{scope, {2, 4}}, global], [trim, trim_all, global],
        [global | x], foo, [foo], [{scope, {0, 100}}], [{scope, 1}], [{scope, {a, 1}}], [{scope, {1, 1, 1}}], [{global, true}]
    ],
    erlang:display([
        Subject,
        case Pattern of
            {Name, _} -> Name;
            _ -> Pattern
        end,
        Both(fun(P) -> binary:match(Subject, P) end),
        Both(fun(P) -> binary:match(Subject, P, [{scope, {1, byte_size(Subject) - 1}}]) end),
        Both(fun(P) -> binary:matches(Subject, P) end),
        Both(fun(P) -> binary:matches(Subject, P, [{scope, {byte_size(Subject), -5}}]) end),
        Both(fun(P) -> binary:split(Subject, P) end)
        | [Both(fun(P) -> binary:split(Subject, P, Option) end) || Option <- Options]
    ]).

random(0, _) -> ok;
random(N, Seed) ->
    {Text, S1} = text(Seed rem 30, Seed),
    {Count, S2} = next(S1, 4),
    {Patterns, S3} = patterns(Count + 1, S2),
    Expected = naive(Text, Patterns, 0),
    case binary:matches(Text, Patterns) of
        Expected -> ok;
        Other -> erlang:display({Text, Patterns, Expected, Other})
    end,
    random(N - 1, S3).

next(Seed, Limit) ->
    Next = (Seed * 1103515245 + 12345) band 16#7FFFFFFF,
    {(Next bsr 12) rem Limit, Next}.

text(Length, Seed) -> text(Length, Seed, []).
text(0, Seed, Text) -> {list_to_binary(Text), Seed};
text(N, Seed, Text) ->
    {Letter, Next} = next(Seed, 3),
    text(N - 1, Next, [$a + Letter | Text]).

patterns(0, Seed) -> {[], Seed};
patterns(N, Seed) ->
    {Length, S1} = next(Seed, 5),
    {Pattern, S2} = text(Length + 1, S1),
    {Rest, S3} = patterns(N - 1, S2),
    {[Pattern | Rest], S3}.

naive(Text, _, From) when From >= byte_size(Text) -> [];
naive(Text, Patterns, From) ->
    case longest([byte_size(P) || P <- Patterns, byte_size(P) =< byte_size(Text) - From, binary_part(Text, From, byte_size(P)) =:= P], 0) of
        0 -> naive(Text, Patterns, From + 1);
        Length -> [{From, Length} | naive(Text, Patterns, From + Length)]
    end.

longest([], Longest) -> Longest;
longest([Length | Rest], Longest) when Length > Longest -> longest(Rest, Length);
longest([_ | Rest], Longest) -> longest(Rest, Longest).

result(Fun, Argument) ->
    try Fun(Argument) catch Class:Reason -> {Class, Reason} end.
