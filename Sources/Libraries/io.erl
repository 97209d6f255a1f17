%% OTP's `io` for a console without an I/O server. In OTP each call is a message to the group leader, a process that edits lines and
%% knows terminals and files; here what is written to the standard device goes to the console at once, without a process: see
%% `beamlet_console`.
%%
%% A device that a program has made itself, a process that speaks OTP's I/O protocol, is asked as in OTP: also as a process's group
%% leader. `get_password` is not there: a serial line has no echo to turn off.
-module(io).

-export([
    put_chars/1, put_chars/2,
    nl/0, nl/1,
    format/1, format/2, format/3,
    fwrite/1, fwrite/2, fwrite/3,
    write/1, write/2,
    get_line/1, get_line/2,
    get_chars/2, get_chars/3,
    read/1, read/2, read/3, read/4,
    fread/2, fread/3,
    scan_erl_exprs/1, scan_erl_exprs/2, scan_erl_exprs/3, scan_erl_exprs/4,
    scan_erl_form/1, scan_erl_form/2, scan_erl_form/3, scan_erl_form/4,
    parse_erl_exprs/1, parse_erl_exprs/2, parse_erl_exprs/3, parse_erl_exprs/4,
    parse_erl_form/1, parse_erl_form/2, parse_erl_form/3, parse_erl_form/4,
    request/1, request/2,
    requests/1, requests/2,
    getopts/0, getopts/1,
    setopts/1, setopts/2,
    columns/0, columns/1,
    rows/0, rows/1
]).

put_chars(Chars) -> put_chars(standard_io, Chars).
put_chars(Device, Chars) -> answer(send(Device, {put_chars, unicode, Chars}), [Device, Chars]).

nl() -> nl(standard_io).
nl(Device) -> put_chars(Device, "\n").

format(Format) -> format(Format, []).
format(Format, Args) -> format(standard_io, Format, Args).
format(Device, Format, Args) -> answer(send(Device, made(fun io_lib:format/2, [Format, Args])), [Device, Format, Args]).

fwrite(Format) -> format(Format).
fwrite(Format, Args) -> format(Format, Args).
fwrite(Device, Format, Args) -> format(Device, Format, Args).

write(Term) -> write(standard_io, Term).
write(Device, Term) -> format(Device, "~tw", [Term]).

get_line(Prompt) -> get_line(standard_io, Prompt).
get_line(Device, Prompt) -> send(Device, {get_line, unicode, Prompt}).

get_chars(Prompt, Count) -> get_chars(standard_io, Prompt, Count).
get_chars(Device, Prompt, Count) when is_integer(Count), Count >= 0 ->
    send(Device, {get_chars, unicode, Prompt, Count}).

fread(Prompt, Format) -> fread(standard_io, Prompt, Format).
fread(Device, Prompt, Format) -> send(Device, until(Prompt, fun io_lib:fread/3, [Format])).

read(Prompt) -> read(standard_io, Prompt).
read(Device, Prompt) -> parsed(tokens(Device, Prompt, 1, []), fun erl_parse:parse_term/1).
read(Device, Prompt, Start) -> read(Device, Prompt, Start, []).
read(Device, Prompt, Start, Options) ->
    parsed_until(tokens(Device, Prompt, Start, Options), fun erl_parse:parse_term/1).

scan_erl_exprs(Prompt) -> scan_erl_exprs(standard_io, Prompt).
scan_erl_exprs(Device, Prompt) -> scan_erl_exprs(Device, Prompt, 1).
scan_erl_exprs(Device, Prompt, Start) -> scan_erl_exprs(Device, Prompt, Start, []).
scan_erl_exprs(Device, Prompt, Start, Options) -> tokens(Device, Prompt, Start, Options).

scan_erl_form(Prompt) -> scan_erl_exprs(Prompt).
scan_erl_form(Device, Prompt) -> scan_erl_exprs(Device, Prompt).
scan_erl_form(Device, Prompt, Start) -> scan_erl_exprs(Device, Prompt, Start).
scan_erl_form(Device, Prompt, Start, Options) -> scan_erl_exprs(Device, Prompt, Start, Options).

parse_erl_exprs(Prompt) -> parse_erl_exprs(standard_io, Prompt).
parse_erl_exprs(Device, Prompt) -> parse_erl_exprs(Device, Prompt, 1).
parse_erl_exprs(Device, Prompt, Start) -> parse_erl_exprs(Device, Prompt, Start, []).
parse_erl_exprs(Device, Prompt, Start, Options) ->
    parsed_until(tokens(Device, Prompt, Start, Options), fun erl_parse:parse_exprs/1).

parse_erl_form(Prompt) -> parse_erl_form(standard_io, Prompt).
parse_erl_form(Device, Prompt) -> parse_erl_form(Device, Prompt, 1).
parse_erl_form(Device, Prompt, Start) -> parse_erl_form(Device, Prompt, Start, []).
parse_erl_form(Device, Prompt, Start, Options) ->
    parsed_until(tokens(Device, Prompt, Start, Options), fun erl_parse:parse_form/1).

tokens(Device, Prompt, Start, Options) ->
    send(Device, until(Prompt, fun erl_scan:tokens/4, [Start, Options])).

%% Requests have names, and not funs: by the funs the functions are linked.
until(Prompt, Fun, Args) ->
    {Module, Function, _} = erlang:fun_info_mfa(Fun),
    {get_until, unicode, Prompt, Module, Function, Args}.

made(Fun, Args) ->
    {Module, Function, _} = erlang:fun_info_mfa(Fun),
    {put_chars, unicode, Module, Function, Args}.

parsed({ok, Tokens, End}, Parse) ->
    case Parse(Tokens) of
        {ok, Term} -> {ok, Term};
        {error, {_, _, _} = Info} -> {error, Info};
        {error, Info} -> {error, {End, ?MODULE, Info}}
    end;
parsed({error, {_, _, _} = Info, _}, _) ->
    {error, Info};
parsed({eof, _}, _) ->
    eof;
parsed(Other, _) ->
    Other.

parsed_until({ok, Tokens, End}, Parse) ->
    case Parse(Tokens) of
        {ok, Result} -> {ok, Result, End};
        {error, Info} -> {error, Info, End}
    end;
parsed_until(Other, _) ->
    Other.

getopts() -> getopts(standard_io).
getopts(Device) -> send(Device, getopts).

setopts(Options) -> setopts(standard_io, Options).
setopts(Device, Options) -> send(Device, {setopts, Options}).

columns() -> columns(standard_io).
columns(Device) -> geometry(send(Device, {get_geometry, columns})).

rows() -> rows(standard_io).
rows(Device) -> geometry(send(Device, {get_geometry, rows})).

geometry(Number) when is_integer(Number), Number > 0 -> {ok, Number};
geometry(_) -> {error, enotsup}.

requests(Requests) -> requests(standard_io, Requests).
requests(Device, Requests) -> send(Device, {requests, [plain(Request) || Request <- Requests]}).

answer(ok, _) -> ok;
answer({error, Reason}, Args) when Reason =:= terminated -> erlang:error(Reason, Args);
answer({error, {no_translation, _, _}}, Args) -> erlang:error(no_translation, Args);
answer({error, _}, Args) -> erlang:error(badarg, Args).

%% One request of the I/O protocol, answered by the console or by the device.
request(Request) -> request(standard_io, Request).

request(Device, Request) -> send(Device, plain(Request)).

%% The same of one that is as the protocol has it: so a program that only writes text has no formatter.
send(Device, Request) ->
    case server(Device) of
        console -> beamlet_console:request(Device, Request);
        undefined -> {error, arguments};
        Server -> ask(Server, Request)
    end.

%% The console belongs to the names of the standard devices, and to a group leader that is its own: the process that began the program,
%% the masters of applications, and the processes of `beamlet_device`.
server(Device) when Device =:= standard_error; Device =:= user ->
    case whereis(Device) of
        undefined -> console;
        Server -> server(Server)
    end;
server(standard_io) ->
    server(group_leader());
server(Name) when is_atom(Name) ->
    whereis(Name);
server(Device) when is_pid(Device) ->
    case Device =:= self() orelse erlang:process_info(Device, group_leader) of
        true -> console;
        {group_leader, Device} -> console;
        _ -> Device
    end;
server(_) ->
    undefined.

%% Requests as the protocol has them.
plain({format, Format, Args}) -> made(fun io_lib:format/2, [Format, Args]);
plain({fwrite, Format, Args}) -> plain({format, Format, Args});
plain({format, Format}) -> plain({format, Format, []});
plain({write, Term}) -> made(fun io_lib:write/1, [Term]);
plain({fread, Prompt, Format}) -> {get_until, unicode, Prompt, io_lib, fread, [Format]};
plain({put_chars, Chars}) -> {put_chars, unicode, Chars};
plain(nl) -> {put_chars, unicode, "\n"};
plain(Request) -> Request.

ask(Server, Request) ->
    Monitor = erlang:monitor(process, Server),
    Server ! {io_request, self(), Monitor, Request},
    receive
        {io_reply, Monitor, Reply} ->
            true = erlang:demonitor(Monitor, [flush]),
            Reply;
        {'DOWN', Monitor, _, _, _} ->
            receive
                {io_reply, Monitor, Reply} -> Reply
            after 0 -> {error, terminated}
            end
    end.
