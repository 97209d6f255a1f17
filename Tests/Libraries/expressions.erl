%% re: every function and option; then patterns and subjects chosen at random, always the same. Of what PCRE 8 (OTP 25 to 27) and PCRE 2
%% (OTP 28 and later) see differently `releases/0` has what is known here; the texts of errors are those of PCRE 8.
-module(expressions).

-export([start/0]).

start() ->
    erlang:display(syntax()),
    erlang:display(runs()),
    erlang:display(captures()),
    erlang:display(lines()),
    erlang:display(unicode()),
    erlang:display(replacing()),
    erlang:display(splitting()),
    erlang:display(patterns()),
    erlang:display(releases()),
    [erlang:display(wrong()) || ?OTP_RELEASE < 28],
    rand:seed(exsss, {3, 1, 4}),
    lists:foreach(fun(N) -> erlang:display([N | chosen()]) end, lists:seq(1, 1500)).

%% What the two see differently.
releases() ->
    [
        {Pattern, Options, result(fun() -> re:run(Subject, Pattern, [{capture, all, list} | Options]) end)}
     || Pattern <- [
            "\\w+", "\\W+", "\\b.", "\\B.", "[[:alpha:]]+", "[[:^alpha:]]+", "[[:lower:]]+", "[[:upper:]]+", "[[:word:]]+", "[[:punct:]]+", "[[:print:]]+",
            "[[:graph:]]+", "[[:ascii:]]+", "[\\w-]+", "\xe9", "[\xe0-\xff]+", "(.)\\1", "a{,2}", "a{ 1, 2 }", "a{ 2 }", "a{ 1 , }", "a{1 2}", "a{,}", "(?i)e(?^)E",
            "(?^i:A)", "(?n)(a)(?<x>.)", "(?n:(a))(.)", "\\8", "\\81", "[\\d-z]+", "[[:alpha:]-z]+", "[\\d-]+", "[a-\\d]"
        ],
        Options <- [[], [caseless], [ucp]],
        Subject <- ["eE \xe9\xc9aA8-z{,}1\xa0\xb5", "aa a{,2} a{1 2} 81"],
        %% There PCRE 2 means letters of either case.
        not (Options =:= [caseless] andalso ?OTP_RELEASE >= 28 andalso Pattern =:= "[[:lower:]]+")
    ].

result(Fun) ->
    try
        Fun()
    catch
        error:_ -> badarg
    end.

%% Each construct of the syntax once.
syntax() ->
    [
        {Pattern, Subject, result(fun() -> re:run(Subject, Pattern, [{capture, all, list}]) end)}
     || {Pattern, Subjects} <- [
            {"abc", ["xabcx", "ab"]}, {"a.c", ["abc", "a\nc"]}, {"a|bc|", ["bc", "x"]}, {"(a+)(a*)", ["aaa"]}, {"(a+?)(a*)", ["aaa"]}, {"(a++)a", ["aaa"]},
            {"a{2}", ["aaa"]}, {"a{2,}", ["aaaa"]}, {"a{1,2}?b", ["aaab"]}, {"[abc]+", ["xcab"]}, {"[^abc]+", ["axyz"]},
            {"[a-c\\d-]+", ["--b2"]}, {"[]a]+", ["]a"]}, {"[^]a]", ["]ab"]}, {"[[:alpha:][:digit:]]+", ["-a1"]}, {"[[:^space:]]+", [" ab "]}, {"[\\w.]+", ["a.b c"]},
            {"\\d\\D\\s\\S\\w\\W", ["1a b_-"]}, {"\\h+\\v", [" \t\n"]}, {"a\\Rb", ["a\r\nb", "a\nb"]}, {"\\bfoo\\b", ["a foo b", "food"]}, {"\\Boo", ["foo", "oo"]},
            {"\\Aa", ["ab", "ba"]}, {"a\\z", ["ba", "a\n"]}, {"a\\Z", ["a\n", "a\nb"]}, {"foo\\Kbar", ["foobar"]}, {"(a)(?:b)(c)", ["abc"]}, {"(?<x>a)(?P<y>b)(?'z'c)", ["abc"]},
            {"(?>a+)b", ["aab"]}, {"(?>a+)ab", ["aab"]}, {"(?|(a)|(b))(c)", ["bc"]}, {"(a)\\1", ["aa", "ab"]}, {"(a)\\g1\\g{1}\\g{-1}", ["aaaa"]},
            {"(?<n>a|b)\\k<n>\\k{n}\\k'n'(?P=n)\\g{n}", ["bbbbbb"]}, {"(?i)(a)\\1", ["aA"]}, {"a(?=b)", ["ac ab"]}, {"a(?!b)", ["ab ac"]}, {"(?<=a)b", ["bab"]},
            {"(?<!a)b", ["abb"]}, {"(?<=ab|c)d", ["abd", "cd"]}, {"(a)?(?(1)b|c)", ["ab", "c"]}, {"(?<q>\")?a(?(q)\")", ["\"a\"", "a"]}, {"(?(?=a)ab|cd)", ["ab", "cd"]},
            {"(?(DEFINE)(?<d>\\d+))(?&d)-(?&d)", ["12-34"]}, {"\\((?:[^()]|(?R))*\\)", ["x(a(b)c)"]}, {"^(.|(.)(?1)\\2)$", ["aba"]}, {"(?i:a)b", ["Ab", "AB"]},
            {"(?s:a.)b.", ["a\nbc"]}, {"(?m)^b$", ["a\nb\nc"]}, {"(?x) a b # comment\n c", ["abc"]}, {"a(?#comment)b", ["ab"]}, {"(?U)a+", ["aaa"]}, {"\\Qa.b\\E.", ["a.bc"]},
            {"\\x41\\x{42}\\103\\t\\n\\e\\a\\f\\r", ["ABC\t\n\e\x{7}\f\r"]}, {"\\cA", [[1]]}, {"a(*FAIL)|b", ["ab"]}, {"a(*ACCEPT)b", ["ac"]}, {"a+(*COMMIT)b", ["aac aab"]},
            {"a+(*PRUNE)b|.", ["aac"]}, {"aa(*SKIP)b|a", ["aaac"]}, {"(*CRLF)a.b", ["a\nb"]}, {"(a*)*", ["aab"]}, {"(a|b)*?c", ["abac"]}, {"((a)|(b))+", ["ab"]}, {"(?:a?){3}b", ["aab"]},
            {"x*", ["aaa"]}, {"", ["abc"]}, {"\\.\\*\\[\\\\", [".*[\\"]}, {"(?<=^|,)x", ["a,x"]}, {"(?:(?=(a+))\\1)b", ["aab"]}
        ],
        Subject <- Subjects
    ].

runs() ->
    Text = "The quick brown fox\njumps over",
    {ok, Compiled} = re:compile("[a-z]+(o)?", [caseless]),
    [
        {Options, result(fun() -> re:run(Text, "(?<first>[a-z])[a-z]+", Options) end)}
     || Options <- [
            [], [global], [caseless], [caseless, anchored], [{offset, 5}], [{capture, none}], [global, {capture, first, binary}], [{capture, all_names, list}],
            [firstline, {offset, 10}], [report_errors], [notempty], [nonsense], [{capture, nonsense}], [{offset, -1}], global, [{newline, x}]
        ]
    ] ++
        [re:run(Text, Compiled), re:run(Text, Compiled, [global, {capture, all, binary}]), result(fun() -> re:run(Text, Compiled, [caseless]) end), result(fun() -> re:run(a, "a") end)] ++
        [result(fun() -> re:run("a", "(") end), re:run("a", "(", [report_errors]) =/= nomatch, re:run([<<"a">>, [$b]], <<"ab">>), re:run(<<>>, "^$")] ++
        [re:run(lists:duplicate(25, $a) ++ "b", "(a+)+$", [{match_limit, 1000} | Options]) || Options <- [[], [report_errors]]] ++
        [element(1, Compiled), element(2, Compiled), element(3, Compiled), element(4, Compiled), is_binary(re:version())].

captures() ->
    [
        {What, Type, result(fun() -> re:run("xabcy", "(?<b>a)(?<a>b)(z)?(?<c>c)?(w)?", [{capture, What, Type}]) end)}
     || What <- [all, all_but_first, first, none, all_names, [], [0], [2, 1], [5, 3, 9], [b, "a", <<"c">>, none], [c, 4]],
        Type <- [index, list, binary]
    ] ++ [re:run("ab", "(?<n>a)|(?<n>b)", [dupnames, global, {capture, all_names, binary}])].

lines() ->
    Text = "one\ntwo\r\nthree\rfour\x{b}five\n",
    [
        {Newline, Pattern, re:run(Text, Pattern, [{newline, Newline}, global, {capture, first, list} | Options])}
     || Newline <- [lf, cr, crlf, anycrlf, any],
        {Pattern, Options} <- [{"^.+$", [multiline]}, {"^", [multiline]}, {"$", []}, {".+", []}, {"e$", [dollar_endonly]}, {"t.*", [firstline]}, {"\\N+\\Z", []}, {"^.", [multiline, notbol]}]
    ] ++ [re:run("a\r\nb\x{85}", "\\R", [global, Option]) || Option <- [bsr_anycrlf, bsr_unicode]] ++ [re:run("ab\n", "b$", [Option]) || Option <- [noteol, dollar_endonly, multiline]].

unicode() ->
    Text = <<"Gr\x{fc}\x{df}e \x{41f}\x{440}\x{438}\x{432}\x{435}\x{442} \x{20ac}5 \x{1f600}"/utf8>>,
    [
        {Pattern, re:run(Text, Pattern, [unicode, global, {capture, first, list} | Options])}
     || {Pattern, Options} <- [
            {[$\x{fc}], []}, {".", []}, {<<"[\x{430}-\x{44f}]+"/utf8>>, []}, {<<"[\x{410}-\x{42f}]+"/utf8>>, [caseless]}, {"\\x{20ac}\\d", []}, {"\\X", []}, {"\\p{Lu}\\p{Ll}+", []}, {"\\P{L}+", []},
            {"\\w+", [ucp]}, {"[[:alpha:]]+", [ucp]}, {"\\bgr\\S+", [caseless]}, {"[^a-z]{3}", []}, {"(?<=\x{440})..", []}, {"\\p{Cyrillic}+", []}, {"\\x{1f600}$", []}, {<<"GR\x{dc}"/utf8>>, [caseless]}
        ]
    ] ++ [result(fun() -> re:run(<<255>>, "a", [unicode]) end), result(fun() -> re:run([16#20ac], ".") end), re:run([16#20ac], ".", [unicode]), re:run("\x{e9}", "\x{e9}"), result(fun() -> re:run(<<"\x{e9}"/utf8>>, "a", [unicode, {offset, 1}]) end)].

replacing() ->
    [
        {Pattern, New, Options, result(fun() -> text(re:replace("abcabc", Pattern, New, Options)) end)}
     || {Pattern, New} <- [{"b", "X"}, {"(a)(b)", "\\2\\1"}, {"b", "[&]"}, {"b", "\\&\\\\"}, {"(b)", "\\g{1}\\g1"}, {"x*", "-"}, {"z", "y"}, {"^", ">"}, {"$", "<"}, {"(?=b)", "|"}, {"b(x)?", "<\\1>"}],
        Options <- [[], [global], [global, {return, list}], [{return, binary}], [global, {return, iodata}], [{offset, 2}, {return, list}], [{return, x}]]
    ] ++ [re:replace(<<"\x{e9}t\x{e9}"/utf8>>, [16#e9], [16#e8], [unicode, global, {return, binary}]), re:replace("abc", "b", <<"\x{e9}">>, [{return, list}]), re:replace("a.b", "\\.", "\\\\.", [{return, list}]), iolist_to_binary(re:replace("abc", "b", "x"))].

text(Text) when is_list(Text) -> {list, iolist_to_binary(Text)};
text(Text) -> Text.

splitting() ->
    [
        {Subject, Pattern, Options, result(fun() -> re:split(Subject, Pattern, Options) end)}
     || {Subject, Pattern} <- [{"a,b,,c,,", ","}, {"a1b22c", "(\\d)+"}, {"abc", ""}, {"abc", "x"}, {"aXbxc", "x"}, {" a  b ", " *"}, {"abc", "(b)|(c)"}],
        Options <- [[], [{return, list}], [trim], [group], [{parts, 2}], [{parts, 0}], [group, trim, {return, list}], [caseless, {return, binary}], [{parts, x}], [global]]
    ] ++ [re:split(<<"a\x{20ac}b"/utf8>>, [16#20ac], [unicode, {return, list}]), re:split("a,b,,c", ","), imported()].

-if(?OTP_RELEASE >= 28).
imported() ->
    {ok, Exported} = re:compile("b(.)", [export, caseless]),
    [re:run("abcabd", Pattern, [global, {capture, all, list}]) || Pattern <- [re:import(Exported)]].
-else.
imported() -> none.
-endif.

patterns() ->
    {ok, Compiled} = re:compile("(?<b>x)(?<a>y)(?<b>z)", [dupnames]),
    [re:inspect(Compiled, namelist), result(fun() -> re:inspect(Compiled, x) end), re:run("xyz", Compiled, [{capture, all_names, list}])] ++
        [result(fun() -> re:compile(Pattern, Options) end) || {Pattern, Options} <- [{a, []}, {"a", [x]}, {"a", x}, {"a", [global]}]].

%% What is wrong, with its text and its place.
wrong() ->
    [
        {Pattern, re:compile(Pattern)}
     || Pattern <- [
            "a**", "*a", "a|*", "[a-\\d]", "(a", "a)", "a\\", "[z-a]", "[a", "\\1", "(?<n>a)(?<n>b)", "\\k<x>", "(?P>x)", "(?1)", "(?<=a*)b", "(?z)", "(?<a", "(?<1a>b)", "[[:foo:]]", "[:alpha:]",
            "\\x{100}", "\\x{zz}", "a{3,2}", "a{70000}", "^*", "(?#abc", "\\c", "\\k", "(?P", "(?", "(*FOO)a", "\\u1234", "\\400", "\\o{8}", "[\\N]", "(?(DEFINE)a|b)", "(?(?a)b)", "(?(0)b)", "(?-1)",
            "(?1", "\\g{0}", "(?C256)", "[[.a.]]", "(?<>a)", "(?:a", "[]a", "a{2}{3}"
        ]
    ].

%% A pattern, a subject and options at random.
chosen() ->
    Pattern = short(),
    Subject = [one("aabbcAB1 \n_") || _ <- lists:seq(1, rand:uniform(12))],
    Options = [one([caseless, dotall, multiline, ungreedy, anchored, global, global, notbol, noteol, notempty, {capture, all, list}, no_auto_capture, firstline]) || _ <- lists:seq(2, rand:uniform(3))],
    [
        Pattern,
        Subject,
        Options,
        result(fun() -> re:run(Subject, Pattern, [{match_limit, 100000} | Options]) end),
        result(fun() -> re:split(Subject, Pattern, [{return, list}]) end),
        result(fun() -> re:replace(Subject, Pattern, "<&>", [global, {return, list}]) end)
    ].

short() ->
    case lists:flatten(pattern(2)) of
        Pattern when length(Pattern) < 40 -> Pattern;
        _ -> short()
    end.

one(List) -> lists:nth(rand:uniform(length(List)), List).

pattern(Depth) -> lists:join("|", [sequence(Depth) || _ <- lists:seq(1, one([1, 1, 1, 2, 3]))]).

sequence(Depth) -> [quantified(atom(Depth)) || _ <- lists:seq(1, rand:uniform(4))].

quantified(Atom) ->
    case rand:uniform(2) of
        1 -> Atom;
        2 -> [Atom, one(["*", "+", "?", "{2}", "{1,2}", "{0,3}", "{2,}"]), one(["", "", "", "?", "+"])]
    end.

atom(0) -> leaf();
atom(Depth) ->
    case rand:uniform(14) of
        N when N =< 5 -> leaf();
        N when N =< 9 -> ["(", pattern(Depth - 1), ")"];
        10 -> ["(?:", pattern(Depth - 1), ")"];
        11 -> ["(?>", pattern(Depth - 1), ")"];
        12 -> ["(?", one(["i", "s", "m"]), ":", pattern(Depth - 1), ")"];
        13 -> ["(?:", one(["(?=", "(?!"]), pattern(Depth - 1), ")", leaf(), ")"];
        14 -> ["(?:", one(["(?<=", "(?<!"]), one(["a", "ab", "b|c", "[ab]c"]), ")", leaf(), ")"]
    end.

leaf() -> one(["a", "b", "c", "(?:ab)", "A", ".", "[ab]", "[^a]", "[a-c]", "\\d", "\\w", "\\s", "\\W", "1", " ", "\\n", "[[:alpha:]]", "\\D", "(a)", "(b|c)"]).
