%% io_lib: every control of io:format, with widths, precisions and modifiers, of terms chosen at random, always the same; and the
%% functions behind it.
-module(formats).

-export([start/0]).

start() ->
    rand:seed(exsss, {7, 8, 9}),
    lists:foreach(fun(N) -> erlang:display({N, control()}) end, lists:seq(1, 600)),
    erlang:display(numbers()),
    erlang:display(texts()),
    erlang:display(functions()),
    erlang:display(read()),
    wrong().

%% A random control and its arguments.
control() ->
    {Control, Arguments} = one([fun term/0, fun term/0, fun limited/0, fun text/0, fun float/0, fun integer/0, fun prefixed/0, fun character/0, fun other/0]),
    Width = one(["", "", "12", "-12", "3", "40", "0"]),
    Precision = one(["", "", "", ".5", ".20", "..*"]),
    made(Width, Precision, Control, Arguments).

one(List) when is_list(List) ->
    case lists:nth(rand:uniform(length(List)), List) of
        Fun when is_function(Fun, 0) -> Fun();
        Other -> Other
    end.

made(Width, Precision, Control, Arguments) ->
    Format = lists:append(["<~", Width, Precision, Control, ">"]),
    {Format, Arguments, formatted(Format, Arguments)}.

formatted(Format, Arguments) ->
    try
        lists:flatten(io_lib:format(Format, Arguments))
    catch
        Class:Reason -> {Class, Reason}
    end.

term() -> {one(["w", "p", "tw", "tp", "kp", "lp"]), [value(3)]}.

limited() -> {one(["W", "P", "tP"]), [value(3), rand:uniform(8) - 1]}.

text() -> {one(["s", "ts", "s"]), [one(["text", <<"binary">>, ["deep", [<<"er">>, $x]], 'atom', "\x{e9}t\x{e9}", [16#43f, 16#440], [1, 2, 3], 17])]}.

float() -> {one(["e", "f", "g", "f", "g"]), [one([0.0, 1.0, -1.5, 3.14159265358979, 1.0e10, 1.0e-10, 123456.789, 1.0e22, 6.02e23, -0.0, 2, a])]}.

integer() -> {one(["b", "B", "x", "X"]), [one([0, 1, -1, 255, 123456789, -98765432109876543210, 1.0]) | one([[], ["prefix"]])]}.

prefixed() -> {one(["+", "#"]), [one([0, 31, -31, 16#abcdef, 1 bsl 70])]}.

character() -> {one(["c", "tc"]), [one([$a, $\x{e9}, 16#20ac, 0, -1])]}.

other() -> one([{"n", []}, {"~", []}, {"i", [ignored]}, {"q", [1]}, {"s", []}]).

value(0) -> simple();
value(Depth) ->
    case rand:uniform(9) of
        N when N < 4 -> simple();
        4 -> list_to_tuple(values(Depth));
        5 -> maps:from_list([{rand:uniform(3), value(Depth - 1)} || _ <- lists:seq(1, 1)]);
        6 -> [value(Depth - 1) | simple()];
        7 -> lists:seq(1, rand:uniform(40));
        _ -> values(Depth)
    end.

values(Depth) -> [value(Depth - 1) || _ <- lists:seq(1, rand:uniform(6))].

simple() ->
    one([
        0, 17, -3, 1 bsl 70, 1.5, -2.0e30, atom, 'Quoted atom', 'it\'s', '', [], "", "a text", "a text that is long enough to be broken over lines, or is it?",
        "\x{e9}\n\t\"", [16#43f, 16#440, 16#438], <<>>, <<"binary">>, <<1, 2, 3>>, <<"\x{e9}"/utf8>>, <<5:3>>, <<"a binary that is long enough to be broken over lines">>,
        #{}, #{a => 1}, {}, {a, "b", <<"c">>}, '\x{430}\x{431}', fun lists:map/2, [a | b]
    ]).

numbers() ->
    [
        formatted(Format, [Number])
     || Number <- [0.1, 1.0e100, 1.0e-7, 5.0e-324, 1.7976931348623157e308, 123456789.0, 0.5, 99.995],
        Format <- ["~w", "~p", "~e", "~.3e", "~f", "~.1f", "~.10f", "~g", "~.4g", "~15.4f", "~-15.4e|", "~*.*f"]
    ].

texts() ->
    [
        formatted(Format, [Text])
     || Text <- ["", "abc", "abcdefghij", <<"abc">>, [16#20ac, 16#1f600]],
        Format <- ["~s", "~ts", "~5s", "~-5s|", "~5.2s", "~.2s", "~5..*s", "~-8.3.+ts|", "~10.10s", "~3.5s", "~*s"]
    ].

functions() ->
    [
        io_lib:nl(),
        io_lib:write({a, "b", [1.5]}),
        lists:flatten(io_lib:write(lists:seq(1, 20), 5)),
        lists:flatten(io_lib:print({a, "bcd", lists:seq(1, 30)}, 5, 40, 10)),
        io_lib:write_string("a\"b\n\x{e9}"),
        io_lib:write_string("abc", $'),
        io_lib:write_atom('hello there'),
        [io_lib:write_atom(Atom) || Atom <- ['div', 'A', a@b, 'a-b', '1a', '\x{e9}t\x{e9}', '\n']],
        io_lib:write_char($a),
        io_lib:write_char($\n),
        [io_lib:printable_list(List) || List <- ["abc", [1], [16#e9], [16#400], "a\n", a]],
        [io_lib:printable_unicode_list(List) || List <- ["abc", [1], [16#e9], [16#400], "a\n", [16#d800]]],
        [io_lib:printable_latin1_list(List) || List <- ["abc", [16#e9], [16#400]]],
        [io_lib:deep_char_list(List) || List <- [["a", ["b"]], ["a", b], [16#400]]],
        [io_lib:char_list(List) || List <- ["abc", [16#400], [a]]],
        io_lib:indentation("abc\nde", 3),
        io_lib:chars_length(["abc", ["d"]]),
        lists:flatten(io_lib:format("~p~n", [lists:seq(1, 100)], [{chars_limit, 60}])),
        lists:flatten(io_lib:format("~w ~s", [{a, lists:seq(1, 100)}, "text"], [{chars_limit, 30}])),
        [lists:sort(maps:to_list(maps:with([adjust, args, pad_char, precision, strings, width], Part))) || Part <- io_lib:scan_format("a~5.2sb~n", ["x"]), is_map(Part)],
        io_lib:unscan_format(io_lib:scan_format("~-10.3.*tp ~w", [$*, a, b])),
        lists:flatten(io_lib:build_text(io_lib:scan_format("~5s|~p", ["x", y])))
    ].

read() ->
    [
        io_lib:fread(Format, Text)
     || {Format, Text} <- [
            {"~d ~d", "12 -7 rest"}, {"~d", "x"}, {"~f", "1.5e3x"}, {"~s ~a", "word atom"}, {"~c~2c", "abc"}, {"~16u", "ff"}, {"~#", "16#ff"}, {"~-", "-"},
            {"~l~d", "12"}, {"a~~b", "a~b"}, {"~*d ~d", "1 2"}, {"~d", ""}, {"~3d", "12345"}, {"~ts", [16#430, 16#431, $\s]}
        ]
    ].

wrong() ->
    [
        formatted(Format, Arguments)
     || {Format, Arguments} <- [
            {"~p", []}, {"~p", [a, b]}, {"~", []}, {"~z", [1]}, {"~s", [{a}]}, {"~d", [1]}, {"~.1b", [1]}, {"~.37b", [1]}, {"~c", [a]}, {a, []}, {"~p", a},
            {["~", $p], [1]}, {<<"~w">>, [1]}, {'~w', [1]}, {"~ts", [[16#d800]]}
        ]
    ].
