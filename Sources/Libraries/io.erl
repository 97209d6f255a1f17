%% OTP's `io` for a console without an I/O server. In OTP each call is a message to the group leader, a process that edits lines and
%% knows terminals and files; here what is written to the standard device goes to the console at once, without a process.
%%
%% A device that a program has made itself, a process that speaks OTP's I/O protocol, is asked as in OTP: also as a process's group
%% leader. Reading waits for bytes of the console and asks for them from time to time; there is no line editing.
-module(io).

-export([
    put_chars/1, put_chars/2,
    nl/0, nl/1,
    format/1, format/2, format/3,
    fwrite/1, fwrite/2, fwrite/3,
    write/1, write/2,
    get_line/1, get_line/2,
    get_chars/2, get_chars/3,
    request/1, request/2,
    requests/1, requests/2,
    getopts/0, getopts/1,
    setopts/1, setopts/2,
    columns/0, columns/1,
    rows/0, rows/1
]).

%% How long to wait before the console is asked again, in milliseconds.
-define(PATIENCE, 10).

put_chars(Chars) -> put_chars(standard_io, Chars).
put_chars(Device, Chars) -> answer(request(Device, {put_chars, unicode, Chars}), [Device, Chars]).

nl() -> nl(standard_io).
nl(Device) -> put_chars(Device, "\n").

format(Format) -> format(Format, []).
format(Format, Args) -> format(standard_io, Format, Args).
format(Device, Format, Args) -> answer(request(Device, {format, Format, Args}), [Device, Format, Args]).

fwrite(Format) -> format(Format).
fwrite(Format, Args) -> format(Format, Args).
fwrite(Device, Format, Args) -> format(Device, Format, Args).

write(Term) -> write(standard_io, Term).
write(Device, Term) -> format(Device, "~tw", [Term]).

get_line(Prompt) -> get_line(standard_io, Prompt).
get_line(Device, Prompt) -> request(Device, {get_line, unicode, Prompt}).

get_chars(Prompt, Count) -> get_chars(standard_io, Prompt, Count).
get_chars(Device, Prompt, Count) -> request(Device, {get_chars, unicode, Prompt, Count}).

getopts() -> getopts(standard_io).
getopts(Device) -> request(Device, getopts).

setopts(Options) -> setopts(standard_io, Options).
setopts(Device, Options) -> request(Device, {setopts, Options}).

columns() -> columns(standard_io).
columns(_Device) -> {error, enotsup}.

rows() -> rows(standard_io).
rows(_Device) -> {error, enotsup}.

requests(Requests) -> requests(standard_io, Requests).
requests(Device, [Request | Rest]) ->
    case request(Device, Request) of
        ok -> requests(Device, Rest);
        Other -> Other
    end;
requests(_Device, []) ->
    ok.

answer(ok, _) -> ok;
answer({error, Reason}, Args) when Reason =:= badarg; Reason =:= terminated -> erlang:error(Reason, Args);
answer({error, {format, _}}, Args) -> erlang:error(badarg, Args);
answer({error, _}, Args) -> erlang:error(badarg, Args).

%% One request of the I/O protocol, answered by the console or by the device.
request(Request) -> request(standard_io, Request).

request(Device, Request) ->
    case server(Device) of
        console -> console(Request);
        undefined -> {error, terminated};
        Server -> ask(Server, plain(Request))
    end.

%% The console belongs to the names of the standard devices, and to a group leader that nobody has changed: a process is its own
%% leader only where it began the program.
server(standard_error) ->
    console;
server(user) ->
    registered(user);
server(standard_io) ->
    Leader = group_leader(),
    case Leader =:= self() orelse process_info(Leader, group_leader) of
        {group_leader, Other} when Other =/= Leader -> Leader;
        _ -> console
    end;
server(Name) when is_atom(Name) ->
    whereis(Name);
server(Device) ->
    case Device =:= group_leader() of
        true -> server(standard_io);
        false -> Device
    end.

registered(Name) ->
    case whereis(Name) of
        undefined -> console;
        Server -> Server
    end.

%% Requests as the protocol has them.
plain({format, Format, Args}) -> {put_chars, unicode, io_lib, format, [Format, Args]};
plain(Request) -> Request.

ask(Server, Request) ->
    Monitor = erlang:monitor(process, Server),
    Server ! {io_request, self(), Monitor, Request},
    receive
        {io_reply, Monitor, Reply} ->
            true = erlang:demonitor(Monitor, [flush]),
            Reply;
        {'DOWN', Monitor, _, _, _} ->
            {error, terminated}
    end.

console({put_chars, _Encoding, Chars}) ->
    write_text(Chars);
console({put_chars, Encoding, Module, Function, Args}) ->
    try apply(Module, Function, Args) of
        Chars -> console({put_chars, Encoding, Chars})
    catch
        _:_ -> {error, {put_chars, Encoding, Module, Function}}
    end;
console({format, Format, Args}) ->
    try io_lib:format(Format, Args) of
        Chars -> write_text(Chars)
    catch
        error:badarg -> {error, {format, Format}}
    end;
console({get_line, _Encoding, Prompt}) ->
    _ = write_text(prompt(Prompt)),
    read_line([]);
console({get_chars, _Encoding, Prompt, Count}) ->
    _ = write_text(prompt(Prompt)),
    read_chars(Count, []);
console(getopts) ->
    [{binary, false}, {encoding, unicode}];
console({setopts, _Options}) ->
    ok;
console({get_geometry, _}) ->
    {error, enotsup};
console({requests, Requests}) ->
    requests(standard_io, Requests);
console(_) ->
    {error, request}.

prompt(Prompt) when is_atom(Prompt) -> atom_to_list(Prompt);
prompt(Prompt) -> Prompt.

write_text(Chars) ->
    case unicode:characters_to_binary(Chars, unicode) of
        Text when is_binary(Text) -> console:puts(Text);
        _ -> {error, badarg}
    end.

%% Bytes that arrived together and were more than was asked for stay in the process dictionary.
-define(WAITING, '$io_waiting').

read_line(Line) ->
    case next() of
        $\n -> lists:reverse(Line, "\n");
        Byte -> read_line([Byte | Line])
    end.

read_chars(0, Chars) -> lists:reverse(Chars);
read_chars(Count, Chars) -> read_chars(Count - 1, [next() | Chars]).

next() ->
    case take() of
        [Byte | Rest] ->
            _ = put(?WAITING, Rest),
            Byte;
        [] ->
            receive
            after ?PATIENCE -> next()
            end
    end.

take() ->
    case get(?WAITING) of
        [_ | _] = Bytes -> Bytes;
        _ -> console:read()
    end.
