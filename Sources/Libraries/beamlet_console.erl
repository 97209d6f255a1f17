%% The console as a device of OTP's I/O protocol, which on the BEAM is a process (`user`, a `group`) over a driver that knows terminals. Here
%% whoever writes does it at once, without a process between: `io` where no process of the program's is the group leader, and masters of
%% applications for requests that come as messages. There is no line editing: what arrives on the console is what is read.
%% A byte 4, Ctrl-D, is the end of the input, as on a terminal.
-module(beamlet_console).

-export([request/1, request/2, write/2]).

-define(END, 4).
%% How long to wait before the console is asked again, in milliseconds.
-define(PATIENCE, 10).
%% What has arrived and was not asked for yet is kept where all processes find it, and so are the options.
-define(WAITING, '$console_waiting').
-define(OPTIONS, '$console_options').

%% Writes text to a standard device.
write(Device, Chars) ->
    case unicode:characters_to_binary(Chars, unicode) of
        Text when is_binary(Text) -> put_text(Device, Text);
        _ -> {error, badarg}
    end.

put_text(standard_error, Text) ->
    true = erlang:display_string(stderr, unicode:characters_to_list(Text)),
    ok;
put_text(_, Text) ->
    console:puts(Text).

%% The answer to a request of the I/O protocol to a device.
request(standard_error, {put_chars, unicode, Chars}) ->
    write(standard_error, Chars);
request(standard_error, {put_chars, unicode, Module, Function, Args}) ->
    try apply(Module, Function, Args) of
        Chars -> write(standard_error, Chars)
    catch
        _:_ -> {error, Function}
    end;
request(_, Request) ->
    request(Request).

%% The same to the standard device.
request({put_chars, unicode, Chars}) ->
    write(standard_io, Chars);
request({put_chars, latin1, Chars}) ->
    try
        write(standard_io, binary_to_list(iolist_to_binary(Chars)))
    catch
        error:_ -> {error, {put_chars, latin1, Chars}}
    end;
request({put_chars, Chars}) ->
    request({put_chars, latin1, Chars});
request({put_chars, Encoding, Module, Function, Args}) ->
    try apply(Module, Function, Args) of
        Chars -> request({put_chars, Encoding, Chars})
    catch
        _:_ -> {error, Function}
    end;
request({put_chars, Module, Function, Args}) ->
    request({put_chars, latin1, Module, Function, Args});
request({get_line, _Encoding, Prompt}) ->
    prompt(Prompt),
    text(line(waiting(), []));
request({get_line, Prompt}) ->
    request({get_line, latin1, Prompt});
request({get_chars, _Encoding, Prompt, Count}) when is_integer(Count), Count >= 0 ->
    prompt(Prompt),
    text(chars(waiting(), Count, []));
request({get_chars, Prompt, Count}) ->
    request({get_chars, latin1, Prompt, Count});
request({get_until, _Encoding, Prompt, Module, Function, Args}) ->
    prompt(Prompt),
    until([], Prompt, Module, Function, Args);
request({get_until, Prompt, Module, Function, Args}) ->
    request({get_until, latin1, Prompt, Module, Function, Args});
request({requests, Requests}) ->
    requests(Requests, ok);
request(getopts) ->
    [{binary, is_binary_mode()}, {encoding, unicode}];
request({setopts, Options}) when is_list(Options) ->
    setopts(Options);
request({get_geometry, _}) ->
    {error, enotsup};
request(_) ->
    {error, request}.

requests([Request | Rest], ok) -> requests(Rest, request(Request));
requests([_ | _], {error, _} = Error) -> Error;
requests([Request | Rest], _) -> requests(Rest, request(Request));
requests([], Answer) -> Answer.

is_binary_mode() -> persistent_term:get(?OPTIONS, false).

setopts([binary | Rest]) -> setopts([{binary, true} | Rest]);
setopts([list | Rest]) -> setopts([{binary, false} | Rest]);
setopts([{binary, Value} | Rest]) when is_boolean(Value) ->
    persistent_term:put(?OPTIONS, Value),
    setopts(Rest);
setopts([{encoding, Encoding} | Rest]) when Encoding =:= unicode; Encoding =:= utf8; Encoding =:= latin1 -> setopts(Rest);
setopts([_ | _]) -> {error, enotsup};
setopts([]) -> ok.

prompt(Prompt) when is_atom(Prompt), Prompt =/= '' -> write(standard_io, atom_to_list(Prompt));
prompt('') -> ok;
prompt({format, Format, Args}) -> request({put_chars, unicode, io_lib, format, [Format, Args]});
prompt(Prompt) -> write(standard_io, Prompt).

text(eof) ->
    eof;
text(Characters) ->
    case is_binary_mode() of
        true -> unicode:characters_to_binary(Characters);
        false -> Characters
    end.

%% ---- What arrives: characters of UTF-8; what is no UTF-8 is taken as it is.

line([$\n | Rest], Line) ->
    keep(Rest),
    lists:reverse(Line, "\n");
line([?END | Rest], Line) ->
    %% The end of a line that has begun, or of the input.
    keep([?END || Line =/= []] ++ Rest),
    ended(Line);
line([Character | Rest], Line) ->
    line(Rest, [Character | Line]);
line([], Line) ->
    case arrived() of
        eof -> ended(Line);
        More -> line(More, Line)
    end.

ended([]) -> eof;
ended(Characters) -> lists:reverse(Characters).

chars(Waiting, 0, Characters) ->
    keep(Waiting),
    lists:reverse(Characters);
chars([?END | Rest], _, Characters) ->
    keep([?END || Characters =/= []] ++ Rest),
    ended(Characters);
chars([Character | Rest], Count, Characters) ->
    chars(Rest, Count - 1, [Character | Characters]);
chars([], Count, Characters) ->
    case arrived() of
        eof -> ended(Characters);
        More -> chars(More, Count, Characters)
    end.

until(Continuation, Prompt, Module, Function, Args) ->
    Line = line(waiting(), []),
    case apply(Module, Function, [Continuation, Line | Args]) of
        {done, Result, Rest} ->
            _ = [keep(Rest ++ waiting()) || is_list(Rest), Rest =/= []],
            Result;
        {more, More} ->
            until(More, Prompt, Module, Function, Args);
        _ ->
            {error, Function}
    end.

keep([]) ->
    _ = persistent_term:erase(?WAITING),
    ok;
keep(Characters) ->
    persistent_term:put(?WAITING, Characters).

waiting() -> persistent_term:get(?WAITING, []).

%% Waits for at least one character.
arrived() ->
    _ = persistent_term:erase(?WAITING),
    arrived([]).

arrived(Bytes) ->
    case console:read() of
        [] ->
            receive
            after ?PATIENCE -> arrived(Bytes)
            end;
        [?END | Rest] when Bytes =:= [] ->
            keep(Rest),
            eof;
        More ->
            {Before, After} = lists:splitwith(fun(Byte) -> Byte =/= ?END end, More),
            All = Bytes ++ Before,
            case unicode:characters_to_list(list_to_binary(All)) of
                Characters when is_list(Characters) -> Characters ++ After;
                {incomplete, [], _} -> arrived(All);
                {incomplete, Characters, Rest} -> Characters ++ arrived(binary_to_list(Rest));
                {error, Characters, Rest} -> Characters ++ binary_to_list(Rest) ++ After
            end
    end.
