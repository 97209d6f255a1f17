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
        lists:flatten(io_lib:print({nested, [1, {2, 3}]}))
    }.

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
