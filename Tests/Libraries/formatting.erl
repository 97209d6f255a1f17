%% io and io_lib: what io:format writes, on the console and through a device of the program's own.
-module(formatting).

-export([start/0]).

start() ->
    io:format("hello~n"),
    io:format("~p ~w ~s ~ts~n", [{a, "b", <<"c">>}, [1, 2, 3], "text", <<"more">>]),
    io:format("~10s|~-10s|~5.2f|~.3e|~g~n", ["right", "left", 3.14159, 2.5, 1.0e10]),
    io:format("~b ~.16b ~.2b ~.16B ~.16# ~c ~3c~~~n", [255, 255, 5, 171, 10, $c, $d]),
    io:format("~p~n", [#{key => [value, "with a long text that has to be broken", {and_more, "of it", [1, 2, 3, 4, 5]}]}]),
    io:format("~p~n", [lists:seq(1, 60)]),
    io:format("~P~n", [lists:seq(1, 60), 8]),
    io:format("~0p|~tp|~*p|~i~w~n", [{x, [y]}, 'atom with blank', 12, abc, ignored, 'Quoted']),
    io:put_chars(["io", <<"data">>, $\n]),
    io:write({term, "text", 1.5}),
    io:nl(),
    io:format(standard_io, "to ~w~n", [standard_io]),
    io:fwrite("~s", [<<"binary\n">>]),
    {
        captured(),
        try
            io:format("~p", [])
        catch
            error:Reason -> Reason
        end,
        lists:flatten(io_lib:format("~p ~s", [{1, 2}, "x"])),
        io_lib:fread("~d ~a", "12 word"),
        io_lib:printable_list("abc"),
        lists:flatten(io_lib:print({nested, [1, {2, 3}]})),
        texts(),
        newer()
    }.

%% What is left of io_lib.
texts() ->
    [
        lists:flatten(io_lib:fwrite("~p", [a])), lists:flatten(io_lib:fwrite("~w ~s", [{a}, "b"], [{chars_limit, 4}])), lists:flatten(io_lib:format("~w", [lists:seq(1, 100)], [{chars_limit, 20}])),
        io_lib:fread([], "12", "~d ~s"), element(1, io_lib:fread([], "12 ", "~d ~s")), fread(["1", "2 a", "b c", eof], "~d ~s", []), fread(["12", eof], "~d ~s", []), fread(["x ", eof], "~d", []),
        io_lib:deep_latin1_char_list(["a", [16#e9], "b"]), io_lib:deep_latin1_char_list([300]), io_lib:latin1_char_list("a\x{e9}"), io_lib:latin1_char_list([300]), io_lib:latin1_char_list(["a"]),
        [lists:flatten(io_lib:write_atom_as_latin1(Atom)) || Atom <- [a, 'A b', '\x{e9}', '\x{400}']], lists:flatten(io_lib:write_char_as_latin1($a)), lists:flatten(io_lib:write_char_as_latin1(16#e9)),
        lists:flatten(io_lib:write_char_as_latin1(300)), lists:flatten(io_lib:write_latin1_char(16#e9)), lists:flatten(io_lib:write_latin1_string("a\"\n\x{e9}")), lists:flatten(io_lib:write_string_as_latin1([$a, 300])),
        lists:flatten(io_lib:write_string_as_latin1("\x{e9}\t"))
    ].

fread([Text | Texts], Format, Continuation) ->
    case io_lib:fread(Continuation, Text, Format) of
        {more, More} -> fread(Texts, Format, More);
        Done -> Done
    end.

-if(?OTP_RELEASE >= 29).
newer() ->
    [
        io_lib:bformat("~p ~ts~n", [{a, "\x{400}"}, [16#20ac]]), io_lib:bformat("~w ~p", [lists:seq(1, 50), x], [{chars_limit, 20}]), io_lib:bfwrite("~w|~10s|~.2f|~c|~b", [<<"x">>, "right", 2.5, $x, 10]),
        io_lib:bfwrite("~s", [lists:duplicate(30, $a)], [{chars_limit, 10}]), io_lib:bwrite({a, [1, 2.5, "x"], #{k => <<1, 2>>}}, []), io_lib:bwrite(lists:seq(1, 50), [{depth, 5}]),
        io_lib:bwrite_string("a\"b\x{400}", $", unicode), io_lib:bwrite_string("a'", $', unicode)
    ].
-else.
newer() -> none.
-endif.

%% The group leader of a process may be another one, which then gets what it writes.
captured() ->
    Self = self(),
    Leader = spawn(fun() -> leader(Self) end),
    spawn(fun() ->
        group_leader(Leader, self()),
        io:format("captured ~p~n", [this])
    end),
    receive
        {captured, Text} -> Text
    after 1000 -> nothing
    end.

leader(Owner) ->
    receive
        {io_request, From, Reference, {put_chars, unicode, Module, Function, Args}} ->
            Owner ! {captured, lists:flatten(apply(Module, Function, Args))},
            From ! {io_reply, Reference, ok};
        {io_request, From, Reference, {put_chars, unicode, Text}} ->
            Owner ! {captured, unicode:characters_to_list(Text)},
            From ! {io_reply, Reference, ok}
    end.
