%% re: every function and option, and patterns right and wrong; then patterns and subjects chosen at random, always the same. PCRE 8 (OTP 25 to
%% 27) and PCRE 2 (OTP 28 and later) see much of it differently: of each release it is compared with what that one has.
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
    lists:foreach(fun erlang:display/1, compiling()),
    lists:foreach(fun erlang:display/1, searching()),
    random(fun chosen/0, {3, 1, 4}, 1500),
    random(fun wild/0, {23, 1, 4}, 400),
    random(fun nested/0, {138, 1, 4}, 500).

random(Fun, Seed, Count) ->
    rand:seed(exsss, Seed),
    lists:foreach(fun(N) -> erlang:display([N | Fun()]) end, lists:seq(1, Count)).

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
    {ok, Plain} = re:compile("[a-z]+(o)?"),
    [re:run(Text, Plain), re:compile("(")] ++
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
    ] ++ [re:replace(<<"\x{e9}t\x{e9}"/utf8>>, [16#e9], [16#e8], [unicode, global, {return, binary}]), re:replace("abc", "b", <<"\x{e9}">>, [{return, list}]), re:replace("a.b", "\\.", "\\\\.", [{return, list}]), iolist_to_binary(re:replace("abc", "b", "x")), re:run("abc", element(2, re:compile("b")))].

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

%% Patterns, and what is wrong with them, with its text and its place.
compiling() ->
    [
        {Pattern, compiled(Pattern, Options)}
     || {Options, Patterns} <- [
            {[], constructs()},
            {[extended], ["[ a - c ]", "a+ +", "a+ ?", "a{2} +", "a+ #x", "a #"]},
            {[unicode], [
                "\\x{110000}", "\\x{ffffffff}", "\\x{d800}", "\\x{dfff}a", "\\o{4200000}", "\\o{154000}", "\\777", "\\N{U+41}", "\\N{U+}", "\\N{U+g}",
                "\\N{U+41", "\\N{U+110000}", "\\N{U+d800}", "\\N{U+ 41 }", "\\N{ U+41 }", "\\N{u+41}", "[\\N{U+41}]", "(?<=\\C)a", "\\N{U+ }"
            ]}
        ],
        Pattern <- Patterns
    ].

compiled(Pattern, Options) ->
    case re:compile(Pattern, Options) of
        {ok, {re_pattern, Groups, _, _, _}} -> {ok, Groups};
        {error, {Text, Place}} -> {lists:flatten(Text), Place}
    end.

constructs() ->
    [
        "a**", "*a", "a|*", "^*+", "^{1}?", "(?i)*", "(?i:a)*", "(?=a)*", "\\b+", "\\K+", "(*ACCEPT)?", "(*FAIL)?", "(*COMMIT)*", "(?(DEFINE)a)+",
        "(?(DEFINE)a)", "(?(DEFINE)a|b)", "(?#x)*", "a(?#x)*", "\\E*", "a\\E*", "\\Q\\E*", "a\\Q\\E*", "(*MARK:x)+", "(*:x)", "(*MARK)", "(*MARK:)",
        "(*PRUNE:x)", "(*SKIP:x)", "(*THEN:x)", "(*COMMIT:x)", "(*FAIL:x)", "(*ACCEPT:x)", "(*F:x)", "(*PRUNE:)", "(*foo)", "(*FOO)a", "(*FOO", "(*",
        "(*)", "(*:", "(*:)", "(*MARK", "(*MARK:x", "(*PRUNE", "(*pla", "(*pla:", "(*pla:a", "(*pla:a)", "(*positive_lookahead:a)", "(*nla:a)",
        "(*plb:a)", "(*nlb:a)", "(*napla:a)", "(*naplb:a)", "(*non_atomic_positive_lookahead:a)", "(*atomic:a)", "(*sr:a)", "(*script_run:a)",
        "(*asr:a)", "(*pla)", "(*pla)a", "(*foo:a)", "(*Pla:a)", "(?*a)", "(?<*a)", "(a", "a)", "a\\", "(?", "(?P", "(?<", "(?'", "(?P<", "(?P=", "(?P>",
        "(?&", "(?R", "(?1", "(?+", "(?-", "(?C", "(?C\"a", "(?C\"a\")", "(?C'a')", "(?C{a})", "(?C1", "(?C1x)", "(?C1000)", "(?<n", "(?<n>", "(?<n>a",
        "(?<1n>a)", "(?<>a)", "(?<n*>a)", "(?P<n>a)(?P<n>b)", "(?<n>a)(?<m>b)(?<n>c)", "(?|(?<n>a)|(?<m>b))", "(?z)", "(?i-z)", "(?i--s)", "(?i-", "(?i",
        "(?^i)", "(?^-i)", "(?i^)", "(?xx)", "(?x-x)", "(?aD)", "(?a)", "(?aS)", "(?aW)", "(?aP)", "(?aT)", "(?r)", "(?aX)", "(?J)", "(?U)", "(?X)",
        "(?)", "(?:", "(?#", "(?#abc", "\\Qabc", "\\8", "\\9a", "\\12", "\\1a", "(a)\\2", "\\81", "\\123", "(a)\\1", "\\10", "\\99999999999",
        "\\2147483648", "\\65536", "\\g", "\\gx", "\\g1", "\\g{", "\\g{1", "\\g{1}", "\\g{x", "\\g{x}", "\\g{}", "\\g{0}", "\\g0", "\\g{-1}", "\\g-1",
        "\\g-", "\\g+1", "\\g+", "\\g{+1}", "\\g{-0}", "\\g{+0}", "(a)\\g{-2}", "(a)\\g{-1}", "\\g{ 1 }", "\\g{ x }", "\\g{1x}", "\\g{99999999999}",
        "\\g<", "\\g<1", "\\g<1>", "\\g<x", "\\g<x>", "\\g<>", "\\g<0>", "\\g<+1>", "\\g<-1>", "\\g<-0>", "\\g<1x>", "\\g<0", "\\g'1'", "\\g'x'",
        "\\g'1>", "\\g<+x>", "\\g<99999999999>", "(a)\\g<-2>", "\\k", "\\kx", "\\k{", "\\k{}", "\\k{x}", "\\k{ x }", "\\k<x>", "\\k'x'", "\\k<x",
        "\\k{x", "\\k<1>", "\\k{1}", "(?P=x)", "(?P=x", "(?P=1)", "(?P>x)", "(?P>x", "(?P>1)", "(?&x)", "(?&x", "(?&1)", "(?&)", "(?P=)", "(?Px)",
        "(?R)", "(?Rx)", "(?0)", "(?0", "(?1)", "(?1x)", "(?2)", "(?99999999999)", "(?-1)", "(?-0)", "(?-1", "(?-1x)", "(?+1)", "(?+0)", "(?+1", "(?+)",
        "(?+x)", "(a)(?-2)", "(?(1)a)", "(?(1)a|b|c)", "(?(1", "(?(", "(?()a)", "(?(x)a)", "(?(x", "(?(<x>)a)", "(?(<x)a)", "(?(<x>a)", "(?('x')a)",
        "(?('x>)a)", "(?(<1>)a)", "(?(0)a)", "(?(-0)a)", "(?(+0)a)", "(?(-1)a)", "(?(+1)a)", "(?(+)a)", "(?(-)a)", "(?(+x)a)", "(?(-x)a)", "(?(R)a)",
        "(?(R1)a)", "(?(R0)a)", "(?(R99999999999)a)", "(?(R1x)a)", "(?(R&)a)", "(?(R&x)a)", "(?(R&x", "(?(Rx)a)", "(?<Rx>b)(?(Rx)a)", "(?<R>b)(?(R)a)",
        "(?<R1>b)(?(R1)a)", "(?(DEFINE", "(?(DEFINE)", "(?(DEFINEx)a)", "(?(VERSION>=10)a)", "(?(VERSION>=10.4)a)", "(?(VERSION=10.4)a)",
        "(?(VERSION<10)a)", "(?(VERSION>10)a)", "(?(VERSION>=)a)", "(?(VERSION>=10.444)a)", "(?(VERSION>=x)a)", "(?(VERSION>=10)a|b)",
        "(?(VERSION>=10.)a|b)", "(?(VERSION>=1000)a|b)", "(?(VERSION>=10x)a|b)", "(?(VERSION)a|b)", "(?(?=a)b)", "(?(?a)b)", "(?(?:a)b)",
        "(?(?C1)(?=a)b)", "(?(?C1)b)", "(?(?<=a)b)", "(?(?<a)b)", "(?(?<a>a)b)", "(?(?*a)b)", "(?(*pla:a)b)", "(?(*napla:a)b)", "(?(*foo:a)b)",
        "(?(*atomic:a)b)", "(?(*FAIL)b)", "(?(1x)a)", "(?(99999999999)a)", "(?(2)a)", "(?(?!a)b|c|d)", "(?(?=a)(*ACCEPT)", "(?(1)a", "(?(a)b",
        "(?( 1 )a)", "(?( x )a)", "(?(< x >)a)", "\\x", "\\xg", "\\x1", "\\x{", "\\x{}", "\\x{4", "\\x{g", "\\x{4g}", "\\x{ 41 }", "\\x{100}",
        "\\x{ffffffffff}", "\\x{10000000000", "\\o", "\\ox", "\\o{", "\\o{}", "\\o{8}", "\\o{18}", "\\o{1", "\\o{400}", "\\o{ 101 }", "\\0", "\\08",
        "\\400", "\\777", "\\377", "\\c", "\\ca", "\\c?", "\\c\\", "\\ci", "\\u", "\\U", "\\l", "\\L", "\\F", "\\N", "\\N{", "\\N{U+41}", "\\N{U+}",
        "\\N{x}", "\\N{2}", "\\N{2,3}", "\\N{,3}", "\\N*", "\\i", "\\y", "\\Y", "\\j", "\\q", "\\m", "\\M", "\\O", "\\I", "\\J", "\\T", "\\p", "\\pL",
        "\\pl", "\\pX", "\\p{", "\\p{}", "\\p{L", "\\p{L}", "\\p{^L}", "\\p{ L }", "\\p{ ^ L }", "\\p{lu}", "\\p{L u}", "\\p{L_u}", "\\p{L-u}",
        "\\p{Lu&}", "\\p{L&}", "\\p{Lc}", "\\p{LC}", "\\p{Foo}", "\\p{^Foo}", "\\p{Foo", "\\p{Greek}", "\\p{greek}", "\\p{sc:greek}", "\\p{scx=greek}",
        "\\p{script:greek}", "\\p{script_extensions=Greek}", "\\p{sc:foo}", "\\p{Any}", "\\p{any}", "\\p{Xan}", "\\p{Xps}", "\\p{Cs}", "\\p{gc:Lu}",
        "\\p{gc=L}", "\\p{LatinFooBar}", "\\p\\", "\\p{a!}", "\\p{aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa}", "\\P",
        "\\P{", "\\", "[", "[]", "[^", "[^]", "[a", "[]a", "[\\", "[a\\", "[a-", "[a-]", "[a-\\d]", "[a-\\d", "[\\d-a]", "[\\d-\\w]", "[\\d-]", "[\\d-",
        "[z-a]", "[z-a", "[\\x{7a}-a]", "[a-\\x20]", "[a-[:digit:]]", "[[:digit:]-z]", "[[:digit:]-[:alpha:]]", "[[:foo:]]", "[[:^foo:]]", "[[:foo",
        "[[:alpha:", "[:alpha:]", "[.a.]", "[=a=]", "[[.a.]]", "[[=a=]]", "[:foo:]", "[:alpha:]a]", "[[:<:]]", "[[:>:]]", "[[:<:]a]", "[a[:<:]]",
        "[^[:<:]]", "[\\b]", "[\\B]", "[\\R]", "[\\X]", "[\\N]", "[\\N{x}]", "[\\A]", "[\\z]", "[\\Z]", "[\\G]", "[\\K]", "[\\C]", "[\\Q]", "[\\Qa]\\E]",
        "[\\Qa-z\\E]", "[a-\\Qz\\E]", "[a\\E-z]", "[a-\\Ez]", "[a\\Q\\E-z]", "[\\Q\\E]", "[\\Q\\E]a]", "[\\E]", "[\\E]a]", "[\\E^a]", "[^\\E]a]",
        "[\\g]", "[\\k]", "[\\g<a>]", "[\\8]", "[\\9]", "[\\1]", "[\\18]", "[\\400]", "[\\u]", "[\\L]", "[\\N{U+41}]", "[\\p]", "[\\p{L}-z]",
        "[a-\\p{L}]", "[\\i]", "[\\y]", "[\\e]", "[\\x]", "[\\c]", "[\\o]", "[\\c", "[\\x{", "[\\x{100}]", "[a--]", "[--a]", "[a-\\-]", "[a-b-c]",
        "[a-c-e]", "[a-b-[:alpha:]]", "[\\d-[:alpha:]]", "[a&&b]", "[a--b]", "[a||b]", "[a~~b]", "[\\Z-a]", "[a-\\Z]", "[[:alpha:]", "[[:alpha",
        "(?xx)[a b]", "(?xx)[a - c]", "(?xx)[a-\\ ]", "(?xx)[ ^a]", "(?<=a*)b", "(?<=a{1,3})b", "(?<=a{,300})b", "(?<=a{1,255})b", "(?<=a{1,256})b",
        "(?<=a{300})b", "(?<=a{65535})b", "(?<=a{65535}a)b", "(?<=(a{65535}){2})b", "(?<=a+)b", "(?<=a+|b)c", "(?<=b|a+)c", "(?<!a*)b", "(?<!a|b*)c",
        "x(?<=(?<=a*)b)c", "x(?<=(?<!a+)b*)c", "x(?<=\\R)", "x(?<=\\X)", "(?<=\\C)a", "(?<=(a)\\1)b", "(a)(?<=\\1)b", "(a|bc)(?<=\\1)b", "(a*)(?<=\\1)b",
        "(?<=\\1)(a)", "(?<=\\2)(a)", "(?<=(?1))(a)", "(?<=(?1))(a*)", "(?<=(?1)x)(a|bc)", "(?<=(?R))a", "(?<=a(?R))", "(a(?<=(?1)))",
        "(?<=(?&n))(?<n>a)", "(?<=\\k<n>)(?<n>a)", "(?<=\\k<n>)(?<n>a*)", "(?J)(?<=\\k<n>)(?<n>a)(?<n>b)", "(?<=(?(1)a|bc))", "()(?<=(?(1)a|bc))",
        "()(?<=(?(1)a|b*))", "()(?<=(?(1)a))", "(?<=(?=a*)b)", "(?<=(?!a*)b)", "(?<=(*ACCEPT)a)", "(?<=a(*ACCEPT)b)", "(?<=a(*FAIL)b)",
        "(?<=(*MARK:x)b)", "(?<=(?>a|bc))d", "(?<=(?:a|bc)?)d", "(?<=(?:a|bc)*)d", "(?<=(?:a|bc){2,3})d", "(?<=(?:a|bc){1,200})d", "(?<=[ab]*)",
        "(?<=[ab]?)", "(?<=.*)", "(?<=.?)", "(?<=\\d*)", "(?<=\\p{L}*)", "(?<=\\x{41}*)", "(?<=a*?)", "(?<=a*+)", "(?<=(a){0})", "(?<=(a*){0})",
        "(?<=a*|\\9)", "(?<=\\9|a*)", "\\9(?<=a*)", "(?<=a*)\\9", "(?<=a*)(", "(?<=a*)[z-a]", "(*plb:a*)", "(*naplb:a*)", "(?<*a*)", "(?<=\\Ka)",
        "(?=\\Ka)", "(?!\\K)", "(?<!\\K)", "(?=(\\K))", "(\\K)(?=(?1))", "(?=(?1))(\\K)", "a\\K", "(?=a)\\K", "(?(?=\\K)a)", "(?(?=a)\\Ka)", "(?>\\K)",
        "(*napla:\\K)", "(?=(?=a)\\K)", "(?=[\\K])", "(?1)(?1)", "(a(?1))", "(a|(?1))", "((?1)|a)", "((?1))", "(?R)?", "(?:(?R))*", "(?<n>(?&n))",
        "(?(DEFINE)(?<n>(?&n)))", "((?2))((?1))", "a{65535}", "a{65536}", "a{1,65536}", "a{3,2}", "a{99999999999}", "a{ 3,2 }", "a{0}", "(a){0}\\1",
        "(a){0}(?1)", "(?<n>a){0}\\k<n>", "(?(DEFINE)(a))\\1", "((((((((((a))))))))))\\10", "((((((((((a))))))))))\\11", "(?|(a)|(b)(c))\\2",
        "(?|(?<n>a)|(?<n>b)(c))\\k<n>", "(?|(?<n>a)|(b))(?<n>c)", "(?'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'a)", "(?'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'a)",
        "(?'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'a)",
        "(?'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'a)",
        "(?&aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa)",
        "(?<a_1>b)", "(?< n >b)", "(?<n >b)", "(*UTF)a", "(*UTF8)a", "(*UCP)a", "(*UTF)(*FOO)a", "(*CR)a", "(*NUL)a", "(*LIMIT_MATCH=1)a",
        "(*LIMIT_DEPTH=1)a", "(*LIMIT_HEAP=1)a", "(*LIMIT_RECURSION=1)a", "(*LIMIT_MATCH=)a", "(*LIMIT_MATCH=x)a", "(*LIMIT_MATCH=1", "(*NO_JIT)a",
        "(*NO_START_OPT)a", "(*NO_AUTO_POSSESS)a", "(*NO_DOTSTAR_ANCHOR)a", "(*NOTEMPTY)a", "(*NOTEMPTY_ATSTART)a", "(*BSR_UNICODE)a", "(*utf)a",
        "a(*UTF)", "(*UTF8", "(*UTF", "(?=\\K)\\9", "(?<=a*)(?=\\K)", "(?=\\K)(?<=a*)", "(?=\\K)[z-a]", "(?=\\K)(?(?=a)a|b|c)", "()(?(1)a|b|c)",
        "(a)\\1(?(?!a)b|c|d)", "(a)(?1)(?(?!a)b|c|d)", "()(?(1)a|b)(?(?!a)b|c|d)", "(?<n>a)\\k<n>(?(?!a)b|c|d)", "(?<n>a)(?&n)(?(?!a)b|c|d)",
        "(?(DEFINE)a)(?(?!a)b|c|d)", "(?<=a)(?(?!a)b|c|d)", "(?C)(?(?!a)b|c|d)", "[a](?(?!a)b|c|d)", "(?(VERSION>=1)a|b|c)", "(?(R)a|b|c)",
        "(?(<n>)a|b|c)(?<n>a)", "(?(R&n)a|b|c)(?<n>a)", "(?(n)a|b|c)(?<n>a)", "(?(R1)a|b|c)(?<n>a)", "(?(?=a)\\9|b|c)", "(?<=a{300}|b?)",
        "(?<=a{300}|b)", "(?<=\\k<x>)", "(?<=(?&x))", "(?<=(?P>x)a*)", "(?<=a*(?P>x))", "(?<=(?3))", "(?<=(?(3)a))", "(?<=(?(x)a))", "(?<=(?(R3)a))",
        "(?<=(?(<x>)a))", "(?<=(?(1)a*))", "a{ 99999 }", "a{2 ,1 }", "a{99999 ,1 }", "a{2}{3}", "a{2}{3}{4}", "(a){2}{3}", "a+{2}", "a++{2}", "a+++",
        "a{,}", "a{ , }", "a{ ,3}", "a{}", "a{", "a{1", "{1}", "x{1}{1}?", "(?|(a)|b)(?<=\\1)", "(?|(a)|b)(?<=(?1))", "(?|(a)|(b))(?<=(?1))",
        "(?=a(?<=b*))", "(?<=(?=(?<=b*)))", "(?<=a*(?=(?<=b*)))", "(?<=(?<=b*)a*)", "x()(?(1)a|b|c)", "xyz()(?(1)a|b|c)", "()(?(+1)a|b|c)()",
        "xx()(?(+1)a|b|c)()", "()()(?(-1)a|b|c)", "xx(?(12)a)", "x(?(1)a)", "x(?(+1)a)", "(?(+12)a)", "(?:(a)\\1)(?(?!a)b|c|d)",
        "(a)(?:\\1(?(?!a)b|c|d))", "(a)(\\1)(?(?!a)b|c|d)", "\\x{ }", "(*sr:\\K)", "(*sr", "(*sr:", "\\p{a!b}", "\\p{a\"b}", "\\p{a#b}", "\\p{a$b}",
        "\\p{a%b}", "\\p{a&b}", "\\p{a'b}", "\\p{a(b}", "\\p{a)b}", "\\p{a*b}", "\\p{a+b}", "\\p{a,b}", "\\p{a-b}", "\\p{a.b}", "\\p{a/b}", "\\p{a0b}",
        "\\p{a1b}", "\\p{a2b}", "\\p{a3b}", "\\p{a4b}", "\\p{a5b}", "\\p{a6b}", "\\p{a7b}", "\\p{a8b}", "\\p{a9b}", "\\p{a:b}", "\\p{a;b}", "\\p{a<b}",
        "\\p{a=b}", "\\p{a>b}", "\\p{a?b}", "\\p{a@b}", "\\p{aAb}", "\\p{aBb}", "\\p{aCb}", "\\p{aDb}", "\\p{aEb}", "\\p{aFb}", "\\p{aGb}", "\\p{aHb}",
        "\\p{aIb}", "\\p{aJb}", "\\p{aKb}", "\\p{aLb}", "\\p{aMb}", "\\p{aNb}", "\\p{aOb}", "\\p{aPb}", "\\p{aQb}", "\\p{aRb}", "\\p{aSb}", "\\p{aTb}",
        "\\p{aUb}", "\\p{aVb}", "\\p{aWb}", "\\p{aXb}", "\\p{aYb}", "\\p{aZb}", "\\p{a[b}", "\\p{a\\b}", "\\p{a]b}", "\\p{a^b}", "\\p{a_b}", "\\p{a`b}",
        "\\p{aab}", "\\p{abb}", "\\p{acb}", "\\p{adb}", "\\p{aeb}", "\\p{afb}", "\\p{agb}", "\\p{ahb}", "\\p{aib}", "\\p{ajb}", "\\p{akb}", "\\p{alb}",
        "\\p{amb}", "\\p{anb}", "\\p{aob}", "\\p{apb}", "\\p{aqb}", "\\p{arb}", "\\p{asb}", "\\p{atb}", "\\p{aub}", "\\p{avb}", "\\p{awb}", "\\p{axb}",
        "\\p{ayb}", "\\p{azb}", "\\p{a{b}", "\\p{a|b}", "\\p{a~b}", "(?(DEFINE)|a)", "(?(DEFINE)(?x)|a)", "(?(DEFINE)(?xx)|\\d++)", "(?(DEFINE)a|)",
        "((?(DEFINE)a|b))", "(?(DEFINE)(?xx)|a)", "(?(DEFINE)b(?xx)|a)", "((?(DEFINE)(?xx)|a))\\k<n>", "((?(DEFINE)a|b))\\k<n>", "(?(DEFINE)a|b)\\k<n>",
        "(?1(1))(a)", "(?1(1)", "(?1()", "(?1(x))", "(?1(<x>))(?<x>a)", "(?R(1))()", "(?&n(1))(?<n>a)", "(?P>n(1))(?<n>a)", "\\g<n(1)>(?<n>a)",
        "(?1(1,2))(a)", "(?1( 1 ))(a)", "(?1(1 ))(a)", "(?1(2))(a)", "(?1(<y>))(a)", "(?1(+1))(a)", "(?1(-1))(a)", "(a)(?1(-1))", "(?1(0))(a)",
        "(?1(1)x)(a)", "(?1(1))+(a)", "(*?a)", "(*1)", "(*_)", "(*(a))", "(* a)", "(*|a)", "a(*|b)", "[[:digit:]-[:foo:]]", "[[:digit:]-\\R]",
        "[\\d-\\x]", "[\\d-[.a.]]", "[\\d-\\Q", "[\\d-\\E]", "[\\d-\\Qa\\E]", "(a)+(?#x)+", "(?x)a+ +", "(?x)a+ ?", "(?x)a{2} +", "a+(?#)?", "a+\\E+",
        "a+\\Q\\E+", "(?#)(?#)*", "(?P<>a)", "(?''a)", "(?'*'a)", "(?P<*>a)", "(?&*)", "(?P=*)", "(?P>)", "\\k<*>", "\\k{*}", "\\g{*}", "\\g{1*}",
        "\\g{ 1}", "(a)\\g{+1}(b)", "\\g<*>", "\\g<x*>", "\\g'x", "(?<=(a){0})b", "(?<=(?:a){0})b", "(?<=a{0})b", "(?<=(?:ab){2})c", "(?<=(?:a|b){2})c",
        "(?<=(?:a|bc){2})c", "(?<=(a|b))c", "(?<=(?>ab))c", "(?<=(?(1)a|b))()", "(?<=(?(1)a|))()", "(?<=(?(1)a))()", "(?<=(?=a)b)",
        "(?<=(?(DEFINE)a*)b)", "(?<=[ab]{2})", "(?<=\\d{2})c", "(?<=\\p{L}{2})c", "(?<=\\X)c", "(?<=\\R)c", "(?<=(*F)a)", "(?<=(*SKIP)a)",
        "(?<=a(*THEN)b|c)", "(?<=a(*COMMIT)b*)", "(?<=(a(*ACCEPT)b))c", "(?<=(?1))(a(?1)?)", "(?<=(?1)b)(a|b)", "(?<=(?1)b|c)(a|b)",
        "(?<=(?1)b*|c)(a|b)", "(?<=(?1)b|c*)(a|b)", "(?<=(?1))((?2))(a)", "(?<=(?R)b)", "(?1)(a(?1))", "(?<a>(?&b))(?<b>(?&a))", "(?:a?(?R))",
        "(a?(?1))", "(a?b(?1))", "(a|b(?1))", "((a?)(?1))", "((?=a)(?1))", "((?!a)(?1))", "(^(?1))", "(\\b(?1))", "(\\1(?1))", "((?:a|b?)(?1))",
        "((?:a*)(?1))", "(a{0}(?1))", "(a{0,2}(?1))", "(a{2}(?1))", "((?>a?)(?1))", "((?(1)a|b)(?1))", "((?(1)a)(?1))", "((a(*ACCEPT))(?1))",
        "((?2)(?1))(a?)", "((?2)(?1))(a)", "(\\R(?1))", "(\\X(?1))", "(.(?1))", "([a](?1))", "((*F)(?1))", "(\\g{-1}(?1))", "(?(R)a|(?R))",
        "(?(1)a|(?R))", "(?(?=a)(?R)|b)", "(?=(?R))", "(?!(?R))", "(?<=(?R))", "(?:(?R)|a)", "(?(DEFINE)(?R))", "a(?:(?R)|b)", "(?i)(?R)", "[\\z\\G\\K]",
        "[a-\\A]", "[a-\\k]", "[a-\\g]", "[a-\\C]", "[a-\\b]", "[a-\\X]", "[a-\\R]", "[a-\\N]", "[a-\\B]", "[a-\\E]", "[\\8-\\9]", "[^\\Q\\E]a]",
        "[\\Q\\E^a]", "(?<n1>a)(?(n1)b)", "(?<9>a)", "(?<n>a)(?(R&n)b)", "(?(R&x)b)", "(?(R1)b)", "(?(R9)b)", "(?(R&9)b)", "(?(9x)b)", "(?(x9)b)",
        "(?(x-)b)", "(?('x)b)", "(?('x'b)", "(?(<x>b)", "(?(1b)", "(?(-1b)", "(?(+1b)", "(?(+1)b)", "()(?(-1)b)", "(?(-2)b)", "(?(VERSION>=1)a)",
        "(?(?C)(?=a)b)", "(?(?Cx)(?=a)b)", "(?(?C256)(?=a)b)", "(?(?C1)(?<=a)b)", "(?(DEFINE)a)*", "(?(DEFINE)a|b)(?9)", "(?(DEFINE)a|b)[z-a]",
        "(?(?=a)b|c|d)[z-a]", "(?(?=a)b|c|d)(?<=a*)", "(?<=a*)(?(?=a)b|c|d)", "(?(?=a)b|c|d)\\9", "a+(?#)\\E+", "a+\\E(?#)+", "a\\E+", "a(?#)+",
        "(?x)a+ #x", "(?x)a #"
    ].

%% What matches, of verbs, calls, lookbehinds, and of classes with Unicode's properties.
searching() ->
    [
        {Pattern, Subject, Options, result(fun() -> re:run(Subject, Pattern, [report_errors, {capture, all, list} | Options]) end)}
     || {Pattern, Subject, Options} <- [
            {"(?<=(a{1,3}))b", "aaaab", []}, {"(?<=(a{1,3}?))b", "aaaab", []}, {"(?<=(a|aa|aaa))b", "aaaab", []}, {"(?<=(aa|a))b", "ab", []},
            {"(?<=^a{1,5})b", "aaab", []}, {"(?<!a{2,3})b", "aab ab", [global]}, {"(?<=\\R)b", "a\r\nb", []}, {"(?<=(\\R))b", "a\r\nb", []},
            {"(?<=a(*ACCEPT)b)c", "ac abc", [global]}, {"(?<=a?(*ACCEPT)b)c", "ac", []}, {"(a|ab)(?1)c", "abac ababc aabc", [global]},
            {"^(.|(.)(?1)\\2)$", "abcba", []}, {"^((.)(?1)\\2|.)$", "abcba", []}, {"^((.)(?1)\\2|.?)$", "abba", []}, {"(?>a(*COMMIT)b)c|abd", "abd", []},
            {"a(*THEN)b|ac", "ac", []}, {"(?:a(*THEN)b|ac)", "ac", []}, {"(?:a(*THEN)x|ab)c|abd", "abd", []}, {"(?:a(*THEN)x|(?:a|b)c)|ac", "ac", []},
            {"a(*THEN)b", "aab", []}, {"(?=a(*THEN)b)ac|ac", "ac", []}, {"(?=a(*COMMIT)b)ac|ac", "ac", []}, {"(?!a(*COMMIT)b)ac|ad", "ac", []},
            {"(?!a(*THEN)b|ac)ac", "ac", []}, {"(?(?=a(*COMMIT)b)x|ac)", "ac", []}, {"(*COMMIT)a", "xa", []}, {"(*PRUNE)a", "xa", []},
            {"(*COMMIT)(a|b)", "xa", []}, {"(*COMMIT).*a", "xa", []}, {"(*COMMIT)\\d", "x1", []}, {"(*MARK:x)a", "xa", []},
            {"a(*MARK:m)a(*SKIP:m)b|a", "aaac", [global]}, {"a(*SKIP:m)b|a", "ac", [global]}, {"(*MARK:m)a(*SKIP:m)b|.", "aac", [global]},
            {"a(*PRUNE:m)a(*SKIP:m)b|.", "aac", [global]}, {"(?1)x|(a(*COMMIT)b|ac)", "acx", []}, {"((?1)|a)", "a", []}, {"((?1))", "a", []},
            {"(?R)", "a", []}, {"(?R)?a", "a", []}, {"a(*ACCEPT)?b", "ab ac", [global]}, {"(a(*ACCEPT)??b)c", "abc a", [global]},
            {"(?>a(*ACCEPT)b)c", "axx", []}, {"(a(*ACCEPT)b)c", "axx", []}, {"((?:a(*ACCEPT)b))c", "axx", []}, {"(?:(a(*ACCEPT)b))+c", "axx", []},
            {"(?=a(*ACCEPT)b)ac", "ac", []}, {"(?!a(*ACCEPT)b)ac|a", "ac", []}, {"(a(?1)?(*ACCEPT)b)c", "aabc", []},
            {"(*napla:(a+))(*napla:\\1)a", "aab", []}, {"(?*(a+))\\1b", "aab", []}, {"(?=(a+))\\1ab", "aab", []}, {"(*naplb:(a+?))b", "aab", []},
            {"(*naplb:(a{1,3}))\\1b", "aaaab", []}, {"(?:(?<n>a)|b)(?(<n>)c|d)", "acbd", [global]}, {"(?i)\\p{Lu}+", "aAb", []},
            {"\\p{Lu}+", "aAb", [caseless]}, {"[\\p{Lu}]+", "aAb", [caseless]}, {"[^\\p{Lu}]+", "aA1b", [caseless]}, {"\\P{Lu}+", "aA1b", [caseless]},
            {"\\p{^Lu}+", "aA1b", [caseless]}, {"[[:upper:]]+", "aA1b", [caseless,ucp]}, {"[[:lower:]]+", "aA\xaa\xb5\xe9\xc9", [caseless]},
            {"[[:lower:]]+", "aA\xb5\xaa\xe9\xc9", [caseless, ucp]}, {"[[:punct:]]+", "a$+!<\xa1\xab\xb4", [ucp]},
            {"[[:graph:]]+", "a$ +!<\xa1\xab\xb4\xad", [ucp]}, {"[[:print:]]+", "\ta$ +!<\xa1\xab\xb4\xad\xa0\x85", [ucp]},
            {"[[:cntrl:]]+", "\ta$\x85", [ucp]}, {"[[:cntrl:]]+", "a\x85\t", []}, {"[[:space:]]+", "a\x85\t\xa0", [ucp]}, {"\\s+", "a\x85\t\xa0", [ucp]},
            {"[[:blank:]]+", "a\x85\t\xa0", [ucp]}, {"[[:xdigit:]]+", "aF\x85\t\xa0", [ucp]}, {"[[:ascii:]]+", "aF\x85\t\xa0", [ucp]},
            {"(?aW)\\w+", "\xe9a", [ucp]}, {"(?a)\\w+", "\xe9a", [ucp]}, {"(?aP)[[:alpha:]]+", "\xe9a", [ucp]}, {"(?aP)\\w+", "\xe9a", [ucp]},
            {"(?aD)\\w+", "\xe9a", [ucp]}, {"(?aS)\\s+", "\xa0 ", [ucp]}, {"(?a:\\w)\\w+", "\xe9a\xe9", [ucp]}, {"(?a)(?-a)\\w+", "\xe9a\xe9", [ucp]},
            {"(?r)k+", "kK", [caseless,unicode]}
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

%% What may be anything, mostly wrong.
wild() ->
    Pattern = lists:flatten([piece(2) || _ <- lists:seq(1, rand:uniform(4))]),
    Options = [one([unicode, ucp, caseless, dotall, multiline, ungreedy, extended, dupnames, no_auto_capture, firstline]) || _ <- lists:seq(2, rand:uniform(3))],
    tried(Pattern, [one("aabbcAB1 \n_-(){}\\x\xe9") || _ <- lists:seq(1, rand:uniform(12))], Options).

tried(Pattern, Subject, Options) ->
    Compile = Options -- [{match_limit, 100000}, global, notempty],
    [
        Pattern,
        Subject,
        Options,
        result(fun() -> compiled(Pattern, Compile) end),
        result(fun() -> re:run(Subject, Pattern, [{match_limit, 100000} | Options]) end)
    ].

piece(Depth) ->
    case rand:uniform(3) of
        1 -> [token(Depth), one(["*", "+", "?", "{2}", "{1,2}", "{,2}", "{0}", "*?", "++", "{2", "{a}", "{1,}+"])];
        _ -> token(Depth)
    end.

token(0) -> word();
token(Depth) ->
    case rand:uniform(10) of
        N when N =< 4 -> word();
        5 -> [one(["(", "(?:", "(?>", "(?|", "(?<n>", "(?P<m>", "(?'n'", "(?i)", "(?i:", "(?-i:", "(?x:", "(?=", "(?!"]), pieces(Depth - 1), ")"];
        6 -> [one(["(?<=", "(?<!"]), pieces(Depth - 1), ")"];
        7 -> [pieces(Depth - 1), "|", pieces(Depth - 1)];
        8 -> ["(", pieces(Depth - 1), "|", pieces(Depth - 1), ")"];
        9 ->
            Test = one([
                "(?(1)", "(?(<n>)", "(?(R)", "(?(?=a)", "(?(DEFINE)", "(?(2)", "(?(R1)", "(?(+1)", "(?(-1)", "(?(n)", "(?('n')", "(?(x", "(?(?<=b)",
                "(?(VERSION>=10)", "(?(R&n)"
            ]),
            [Test, pieces(Depth - 1), "|", pieces(Depth - 1), ")"];
        10 -> [one(["[", "[^"]), [in_class() || _ <- lists:seq(1, rand:uniform(4))], "]"]
    end.

pieces(Depth) -> [piece(Depth) || _ <- lists:seq(1, rand:uniform(3))].

in_class() ->
    one([
        "a", "b-d", "\\d", "\\w", "[:alpha:]", "[:^digit:]", "\\s", "-", "]", "^", "A-Z", "\\x41", "\\n", "\\b", "[:foo:]", "[.a.]", "\\Qa\\E", "z-a", "\\h", "\\R", "\\N",
        "\\B", "\\e", "\\p{L}", "\\P{Lu}", "\\pN", "[", "\\8", "\\08", "&&", "~~", "\\X", "\\1", "\\x{e9}", "\\o{101}"
    ]).

word() ->
    one([
        "a", "b", "c", "A", ".", "^", "$", "\\d", "\\W", "\\b", "\\B", "\\A", "\\z", "\\Z", "\\G", "\\K", "\\R", "\\X", "\\N", "\\h", "\\V", "\\1", "\\2", "\\9", "\\12", "\\g1",
        "\\g{1}", "\\g{-1}", "\\g{+1}", "\\g<1>", "\\g'n'", "\\k<n>", "\\k{n}", "\\k'n'", "(?P=n)", "(?P>n)", "(?&n)", "(?R)", "(?1)", "(?2)", "(?-1)", "(?+1)", "(?0)",
        "(*FAIL)", "(*ACCEPT)", "(*COMMIT)", "(*PRUNE)", "(*SKIP)", "(*THEN)", "(*MARK:x)", "(*F)", "(*FOO)", "(?#c)", "\\Qa.\\E", "\\x", "\\x41", "\\x{41}", "\\x{",
        "\\x{}", "\\x{zz}", "\\o{101}", "\\o", "\\101", "\\0", "\\cA", "\\e", "\\u0041", "\\L", "\\N{U+41}", "\\N{x}", "\\y", "\\i", "\\_", "#", " ", "\n", "{", "}", "]",
        "(", ")", "[", "*", "+", "?", "|", "\\p{L}", "\\pL", "\\P{Lu}", "\\p{^Lu}", "\\p{Ll}", "\\p{Foo}", "\\p", "\\p{", "(?i)", "(?x)", "(?xx)", "(?^)", "(?n)", "(?m)",
        "(?s)", "(?U)", "(?J)", "(?q)", "(?", "(?<", "(?P", "(?C)", "(?C1)", "(?C256)", "(?Cx)", "\\C", "[[:<:]]", "[[:>:]]", "\\E", "(*UTF)", "\\w", "\\s", "(?i-s)", "(?aD)",
        "(*pla:a)", "(*atomic:a)", "(?*a)", "\\Q", "\\", "(?-i)", "(?P=", "\\k", "\\g", "(?R", "(?1"
    ]).

%% Groups in groups, with calls, references, verbs and assertions, mostly right.
nested() ->
    Pattern = lists:flatten([alternatives(one([1, 1, 2])), one(["", "(?:|(q)(?<n>q)(q))"])]),
    Options = [
        one([unicode, ucp, caseless, dotall, multiline, ungreedy, extended, dupnames, no_auto_capture, firstline, anchored, {newline, anycrlf}, global, notempty])
     || _ <- lists:seq(2, rand:uniform(4))
    ],
    tried(Pattern, [one("aaabbbcAB1 \n_-") || _ <- lists:seq(1, rand:uniform(14))], Options).

alternatives(Depth) -> lists:join("|", [[item(Depth) || _ <- lists:seq(1, rand:uniform(4))] || _ <- lists:seq(1, one([1, 1, 1, 2, 3]))]).

item(Depth) ->
    case rand:uniform(15) of
        N when N =< 3 -> assertion();
        N when N =< 7 -> [unit(Depth), one(["*", "+", "?", "{2}", "{1,2}", "{0,3}", "{2,}", "*?", "+?", "??", "*+", "++", "?+"])];
        _ -> unit(Depth)
    end.

assertion() ->
    one([
        "^", "$", "\\b", "\\B", "\\A", "\\z", "\\Z", "\\G", "\\K", "(*FAIL)", "(*COMMIT)", "(*PRUNE)", "(*SKIP)", "(*THEN)", "(*MARK:m)", "(*SKIP:m)", "(?i)", "(?x)", "(?m)", "(?s)"
    ]).

unit(0) -> simple();
unit(Depth) ->
    case rand:uniform(20) of
        N when N =< 6 -> simple();
        N when N =< 10 -> ["(", alternatives(Depth - 1), ")"];
        11 -> ["(?:", alternatives(Depth - 1), ")"];
        12 -> ["(?>", alternatives(Depth - 1), ")"];
        13 -> [one(["(?=", "(?!", "(?=", "(?*"]), alternatives(Depth - 1), ")"];
        14 -> [one(["(?<=", "(?<!"]), alternatives(Depth - 1), ")"];
        15 -> [one(["(?<=", "(?<!"]), one(["a", "ab", "a|bc", "a?b", "a{1,3}", "(a|bb)", "[ab]", "\\R", "(?1)", "\\1", "^a", "\\b", "a(?=b)b"]), ")"];
        16 -> [one(["(?(1)", "(?(2)", "(?(R)", "(?(?=a)", "(?(?!b)", "(?(?<=a)", "(?(<n>)"]), simple(), simple(), "|", unit(Depth - 1), ")"];
        17 -> ["(?|", alternatives(Depth - 1), "|", alternatives(Depth - 1), ")"];
        18 -> [one(["(?i:", "(?-i:", "(?s:", "(?m:", "(?x:", "(?U:"]), alternatives(Depth - 1), ")"];
        19 -> ["(?<o>", alternatives(Depth - 1), ")"];
        20 -> ["(", simple(), one(["(?1)", "(?R)", "(?2)?", "(?1)?", "(?R)?", "(?1)*"]), simple(), ")"]
    end.

simple() ->
    one([
        "a", "b", "c", "A", "a", "b", "ab", "aa", ".", "\\d", "\\D", "\\w", "\\W", "\\s", "\\R", "\\X", "\\N", "\\h", "\\V", "\\1", "\\2", "\\g{-1}", "\\k<n>", "(?R)", "(?1)",
        "(?2)", "(?&n)", "[ab]", "[^a]", "[a-c]", "[[:alpha:]]", "[[:^digit:]]", "[^[:upper:]]", "(*ACCEPT)", "\\p{Lu}", "\\P{Ll}", "\\p{L&}", "\\Qa.\\E", "[\\w-]",
        "[\\x41-C]", "[[:lower:]]", "(a)", "(b|c)", "(a*)", "(|a)"
    ]).
