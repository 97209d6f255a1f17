%% The I/O protocol: devices and group leaders that a program makes itself, which get OTP's requests; what io reads through them.
-module(devices).

-export([start/0]).

start() ->
    [
        {writing, through([], fun writing/0)},
        {reading, through("first line\nzw\x{20ac}lf\n12 abc 7.5\n{term, [1,\n 2]}. rest\nxyz", fun reading/0)},
        {expressions, through("f(X) -> X. 1 + a, b. g() ->\n 1. {t, 1}. [2].\na. b c.\nd. 12 x", fun expressions/0)},
        {scanned, through("a + 1. f() -> x. 'q. b. c. d. e. ' . f. g() -> a. h() -> b. rest", fun scanned/0)},
        {broken, through("a b.\n'x\n.{a b}.\n1 +\n", fun broken/0)},
        {nested, nested()},
        {raw, raw()},
        {gone, gone()},
        {unknown, unknown()}
    ].

writing() ->
    io:put_chars("text\n"),
    io:put_chars(<<"binary\n"/utf8>>),
    io:format("~p ~ts~n", [{a, "b"}, [16#20ac]]),
    io:fwrite("~w", [1]),
    io:write({some, term}),
    io:nl(),
    io:format(group_leader(), "to the leader~n", []),
    [
        io:requests([{put_chars, unicode, "one "}, {format, "~w ", [two]}, nl]),
        io:request({write, three}),
        io:columns(),
        io:rows(),
        io:setopts([binary]),
        lists:member({encoding, unicode}, io:getopts()),
        caught(fun() -> io:format("~d", [1]) end),
        caught(fun() -> io:put_chars(<<255>>) end)
    ].

reading() ->
    [
        io:get_line("prompt> "),
        io:get_line(''),
        io:fread("", "~d ~a ~f"),
        io:read("term> "),
        io:get_line(""),
        io:get_chars("c> ", 2),
        io:get_chars("", 10),
        io:get_chars("", 1),
        io:get_line(""),
        io:read(""),
        io:fread("", "~d")
    ].

%% Each function that reads Erlang's terms, forms and expressions, with each of its arities.
expressions() ->
    Device = group_leader(),
    [
        io:parse_erl_form("> "), io:parse_erl_exprs(Device, "> "), io:parse_erl_form(Device, "", 4), io:read(Device, "", 7), io:read(Device, "", {1, 2}, [text]),
        io:parse_erl_exprs(Device, "", 5), io:parse_erl_exprs(Device, "", {5, 1}, []), io:parse_erl_form(Device, "", {5, 1}, [text]), io:fread(Device, "", "~d"), io:parse_erl_form(Device, ""),
        io:nl(Device), io:write(Device, {a}), io:fwrite("written~n"), io:columns(Device), io:rows(Device), io:parse_erl_exprs(""), io:read(Device, "", 1), io:read(Device, "", {3, 1}, [])
    ].

scanned() ->
    Device = group_leader(),
    [
        io:scan_erl_exprs(""), io:scan_erl_form(""), io:scan_erl_exprs(Device, ""), io:scan_erl_exprs(Device, "", 2), io:scan_erl_form(Device, ""), io:scan_erl_form(Device, "", {2, 2}),
        io:scan_erl_form(Device, "", 1, [text]), io:scan_erl_exprs(Device, "", 3, []), io:scan_erl_exprs("")
    ].

broken() ->
    [io:read(group_leader(), "", 8, []), io:read(group_leader(), "", 8), io:read(""), io:fread("", "~d"), io:fread("", "~s"), io:fread("", "~d")].

caught(Fun) ->
    try
        Fun()
    catch
        Class:Reason -> {Class, Reason}
    end.

%% Runs a function in a process with a device as its group leader: what it answers, and what was written.
through(Input, Fun) ->
    Self = self(),
    Device = spawn_link(fun() -> device(Input, []) end),
    {Pid, Monitor} = spawn_monitor(fun() ->
        true = group_leader(Device, self()),
        Self ! {self(), Fun()}
    end),
    receive
        {Pid, Answer} ->
            receive
                {'DOWN', Monitor, _, _, _} -> ok
            end,
            Device ! {written, self()},
            receive
                {Device, Text} -> {Answer, Text}
            end;
        {'DOWN', Monitor, _, _, Reason} ->
            {died, Reason}
    end.

device(Input, Output) ->
    receive
        {written, From} ->
            From ! {self(), lists:flatten(lists:reverse(Output))};
        {io_request, From, As, Request} ->
            {Reply, Left, Text} = answer(Request, Input),
            From ! {io_reply, As, Reply},
            device(Left, [Text | Output])
    end.

answer({put_chars, unicode, Text}, Input) ->
    case unicode:characters_to_list(Text) of
        Chars when is_list(Chars) -> {ok, Input, Chars};
        _ -> {{error, badarg}, Input, ""}
    end;
answer({put_chars, unicode, Module, Function, Args}, Input) ->
    case catch apply(Module, Function, Args) of
        {'EXIT', _} -> {{error, Function}, Input, ""};
        Text -> answer({put_chars, unicode, Text}, Input)
    end;
answer({get_line, unicode, Prompt}, Input) ->
    {Line, Rest} = line(Input),
    {Line, Rest, prompt(Prompt)};
answer({get_chars, unicode, Prompt, _}, []) ->
    {eof, [], prompt(Prompt)};
answer({get_chars, unicode, Prompt, Count}, Input) ->
    Taken = lists:sublist(Input, Count),
    {Taken, lists:nthtail(length(Taken), Input), prompt(Prompt)};
answer({get_until, unicode, Prompt, Module, Function, Args}, Input) ->
    {Result, Rest} = until([], Module, Function, Args, Input),
    {Result, Rest, prompt(Prompt)};
answer({requests, Requests}, Input) ->
    lists:foldl(
        fun(Request, {_, Left, Text}) ->
            {Reply, Rest, More} = answer(Request, Left),
            {Reply, Rest, Text ++ More}
        end,
        {ok, Input, ""},
        Requests
    );
answer(getopts, Input) ->
    {[{binary, false}, {encoding, unicode}], Input, ""};
answer({setopts, Options}, Input) ->
    {{error, {no, Options}}, Input, ""};
answer({get_geometry, columns}, Input) ->
    {77, Input, ""};
answer({get_geometry, _}, Input) ->
    {{error, enotsup}, Input, ""}.

prompt(Prompt) -> lists:flatten(io_lib:format("<~ts>", [Prompt])).

line([]) -> {eof, []};
line(Input) ->
    case lists:splitwith(fun(C) -> C =/= $\n end, Input) of
        {Line, [$\n | Rest]} -> {Line ++ "\n", Rest};
        {Line, []} -> {Line, []}
    end.

until(Continuation, Module, Function, Args, Input) ->
    {Line, Rest} = line(Input),
    case apply(Module, Function, [Continuation, Line | Args]) of
        {done, Result, eof} -> {Result, Rest};
        {done, Result, Left} -> {Result, Left ++ Rest};
        {more, More} -> until(More, Module, Function, Args, Rest)
    end.

%% A leader that hands requests on to another, with something before them.
nested() ->
    through([], fun() ->
        Outer = group_leader(),
        Inner = spawn(fun Loop() ->
            receive
                {io_request, From, As, {put_chars, unicode, Module, Function, Args}} ->
                    Text = ["inner: " | apply(Module, Function, Args)],
                    Outer ! {io_request, From, As, {put_chars, unicode, Text}},
                    Loop();
                {io_request, _, _, _} = Request ->
                    Outer ! Request,
                    Loop()
            end
        end),
        true = group_leader(Inner, self()),
        io:format("~p~n", [hello]),
        io:put_chars("as it is\n"),
        {Pid, Monitor} = spawn_monitor(fun() -> io:format("of a child~n") end),
        receive
            {'DOWN', Monitor, process, Pid, Reason} -> Reason
        end
    end).

%% The protocol without io.
raw() ->
    through("abc\n", fun() ->
        [
            begin
                group_leader() ! {io_request, self(), make_ref(), Request},
                receive
                    {io_reply, Reference, Reply} -> {is_reference(Reference), Reply}
                end
            end
         || Request <- [{put_chars, unicode, "raw\n"}, {get_line, unicode, ""}, {get_line, unicode, ""}, getopts]
        ]
    end).

%% A device that has ended, or ends while it is asked.
gone() ->
    Dead = spawn(fun() -> ok end),
    Monitor = monitor(process, Dead),
    receive
        {'DOWN', Monitor, _, _, _} -> ok
    end,
    Dying = spawn(fun() ->
        receive
            {io_request, _, _, _} -> exit(enough)
        end
    end),
    [io:get_line(Dead, ""), caught(fun() -> io:put_chars(Dead, "x") end), io:get_line(Dying, ""), io:read(Dead, "")].

unknown() ->
    [caught(fun() -> io:put_chars(no_such_device, "x") end), caught(fun() -> io:format(no_such_device, "x", []) end)].
