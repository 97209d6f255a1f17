%% OTP's `file` over the plain files of the image, which can be read and not changed. OTP's own is a client of a server with drivers of an
%% operating system.
%%
%% A file `app/priv/page.html` of a pack is found as that, and with a stroke before it; folders are what names imply. What would write
%% answers `{error, erofs}`, as on a file system that is mounted for reading. An open file is a process, raw or not, that speaks OTP's I/O
%% protocol, and ends with the process that has opened it.
-module(file).

-export([
    open/2,
    close/1,
    read/2,
    read_line/1,
    pread/2, pread/3,
    position/2,
    write/2,
    pwrite/2, pwrite/3,
    truncate/1,
    datasync/1,
    sync/1,
    read_file/1, read_file/2,
    consult/1,
    read_file_info/1, read_file_info/2,
    read_link/1,
    read_link_info/1, read_link_info/2,
    list_dir/1, list_dir_all/1,
    get_cwd/0, get_cwd/1,
    format_error/1
]).
-export([
    set_cwd/1,
    write_file/2, write_file/3,
    write_file_info/2, write_file_info/3,
    make_dir/1,
    make_link/2,
    make_symlink/2,
    del_dir/1,
    del_dir_r/1,
    delete/1, delete/2,
    rename/2,
    copy/2, copy/3
]).
-export([served/3]).

%% ---- Names

%% The parts of a name, or `badarg`.
parts(Name) when is_binary(Name) ->
    up(binary:split(Name, <<"/">>, [global]), []);
parts(Name) ->
    try
        [] = [Part || Part <- lists:flatten([Name]), not is_integer(Part), not is_atom(Part)],
        parts(unicode:characters_to_binary([text(Part) || Part <- lists:flatten([Name])]))
    catch
        error:_ -> badarg
    end.

text(Part) when is_atom(Part) -> atom_to_list(Part);
text(Part) -> Part.

up([<<>> | Rest], Before) -> up(Rest, Before);
up([<<".">> | Rest], Before) -> up(Rest, Before);
up([<<"..">> | Rest], [_ | Before]) -> up(Rest, Before);
up([<<"..">> | Rest], []) -> up(Rest, []);
up([Part | Rest], Before) -> up(Rest, [Part | Before]);
up([], Parts) -> lists:reverse(Parts).

%% `{file, Bytes}`, `{folder, Names}` or an error.
find(Name) ->
    case parts(Name) of
        badarg -> {error, badarg};
        [] when Name =:= ""; Name =:= <<>> -> {error, enoent};
        Parts -> found(Parts, [{up(binary:split(File, <<"/">>, [global]), []), Bytes} || {File, Bytes} <- beamlet_resources:all()])
    end.

found(Parts, Files) ->
    case lists:keyfind(Parts, 1, Files) of
        {_, Bytes} ->
            {file, Bytes};
        false ->
            case lists:usort([hd(Rest) || {File, _} <- Files, [_ | _] = Rest <- [below(Parts, File)]]) of
                [] when Parts =:= [] -> {folder, []};
                [] -> missing(Parts, Files);
                Names -> {folder, Names}
            end
    end.

%% What a name has behind a folder's, or `none`.
below([Part | Parts], [Part | File]) -> below(Parts, File);
below([], File) -> File;
below(_, _) -> none.

missing(Parts, Files) ->
    case [File || {File, _} <- Files, is_list(below(File, Parts))] of
        [] -> {error, enoent};
        _ -> {error, enotdir}
    end.

%% ---- Reading

read_file(Name) ->
    case find(Name) of
        {file, Bytes} -> {ok, Bytes};
        {folder, _} -> {error, eisdir};
        Error -> Error
    end.

read_file(Name, _Options) -> read_file(Name).

list_dir(Name) ->
    case find(Name) of
        {folder, Names} -> {ok, [unicode:characters_to_list(Part) || Part <- Names]};
        {file, _} -> {error, enotdir};
        Error -> Error
    end.

list_dir_all(Name) -> list_dir(Name).

read_file_info(Name) -> read_file_info(Name, []).

read_file_info(Name, Options) ->
    Time =
        case lists:keyfind(time, 1, Options) of
            {_, posix} -> 0;
            _ -> {{1970, 1, 1}, {0, 0, 0}}
        end,
    %% The record of `file.hrl`.
    case find(Name) of
        {file, Bytes} ->
            {ok, {file_info, byte_size(Bytes), regular, read, Time, Time, Time, 8#100444, 1, 0, 0, 0, 0, 0}};
        {folder, _} ->
            {ok, {file_info, 0, directory, read, Time, Time, Time, 8#40555, 1, 0, 0, 0, 0, 0}};
        Error ->
            Error
    end.

read_link_info(Name) -> read_file_info(Name).
read_link_info(Name, Options) -> read_file_info(Name, Options).

read_link(Name) -> unless_missing(Name, einval).

consult(Name) ->
    case read_file(Name) of
        {ok, Bytes} ->
            case unicode:characters_to_list(Bytes) of
                Text when is_list(Text) -> terms(Text, 1, []);
                _ -> {error, {1, ?MODULE, invalid_unicode}}
            end;
        Error ->
            Error
    end.

terms(Text, Line, Terms) ->
    case erl_scan:tokens([], Text ++ eof, Line) of
        {done, {ok, Tokens, Next}, Rest} ->
            case erl_parse:parse_term(Tokens) of
                {ok, Term} -> terms(chars(Rest), Next, [Term | Terms]);
                Error -> Error
            end;
        {done, {error, Info, _}, _} ->
            {error, Info};
        {done, {eof, _}, _} ->
            {ok, lists:reverse(Terms)}
    end.

%% What the scanner leaves ends with `eof`.
chars([C | Rest]) -> [C | chars(Rest)];
chars(_) -> [].

get_cwd() -> {ok, "/"}.
get_cwd(_Drive) -> {error, enotsup}.

%% ---- Open files

open(Name, Modes) when is_list(Modes) ->
    case lists:any(fun is_writing/1, Modes) of
        true -> unless_missing(Name, erofs);
        false -> opened(find(Name), lists:member(binary, Modes))
    end;
open(Name, Mode) ->
    open(Name, [Mode]).

is_writing(Mode) -> lists:member(Mode, [write, append, exclusive]).

opened({file, Bytes}, IsBinary) -> {ok, spawn(?MODULE, served, [self(), Bytes, IsBinary])};
opened({folder, _}, _) -> {error, eisdir};
opened(Error, _) -> Error.

served(Owner, Bytes, IsBinary) ->
    serve(erlang:monitor(process, Owner), Bytes, 0, IsBinary).

serve(Owner, Bytes, Position, IsBinary) ->
    receive
        {file_request, From, As, close} ->
            From ! {file_reply, As, ok};
        {file_request, From, As, Request} ->
            {Reply, Next} = answer(Request, Bytes, Position, IsBinary),
            From ! {file_reply, As, Reply},
            serve(Owner, Bytes, Next, IsBinary);
        {io_request, From, As, Request} ->
            {Reply, Next} = io_answer(Request, Bytes, Position, IsBinary),
            From ! {io_reply, As, Reply},
            serve(Owner, Bytes, Next, IsBinary);
        {'DOWN', Owner, _, _, _} ->
            ok
    end.

answer({read, Count}, Bytes, Position, IsBinary) when is_integer(Count), Count >= 0 ->
    taken(part(Bytes, Position, Count), Count, Position, IsBinary);
answer(read_line, Bytes, Position, IsBinary) ->
    Line = line(Bytes, Position),
    taken(Line, 1, Position, IsBinary);
answer({pread, From, Count}, Bytes, Position, IsBinary) when is_integer(From), From >= 0, is_integer(Count), Count >= 0 ->
    {Reply, _} = taken(part(Bytes, From, Count), Count, From, IsBinary),
    {Reply, Position};
answer({position, Place}, Bytes, Position, _) ->
    case placed(Place, Position, byte_size(Bytes)) of
        Next when is_integer(Next), Next >= 0 -> {{ok, Next}, Next};
        _ -> {{error, einval}, Position}
    end;
answer(sync, _, Position, _) ->
    {ok, Position};
answer({write, _}, _, Position, _) ->
    {{error, ebadf}, Position};
answer(_, _, Position, _) ->
    {{error, badarg}, Position}.

placed(bof, _, _) -> 0;
placed(cur, Position, _) -> Position;
placed(eof, _, Size) -> Size;
placed({bof, Offset}, _, _) -> Offset;
placed({cur, Offset}, Position, _) -> Position + Offset;
placed({eof, Offset}, _, Size) -> Size + Offset;
placed(Offset, _, _) -> Offset.

part(Bytes, Position, Count) ->
    Size = byte_size(Bytes),
    Start = min(Position, Size),
    binary:part(Bytes, Start, min(Count, Size - Start)).

line(Bytes, Position) ->
    Rest = part(Bytes, Position, byte_size(Bytes)),
    case binary:match(Rest, <<"\n">>) of
        {At, 1} -> binary:part(Rest, 0, At + 1);
        nomatch -> Rest
    end.

taken(<<>>, Count, Position, _) when Count > 0 -> {eof, Position};
taken(Part, _, Position, true) -> {{ok, Part}, Position + byte_size(Part)};
taken(Part, _, Position, false) -> {{ok, binary_to_list(Part)}, Position + byte_size(Part)}.

%% A file of text is in Latin-1, as OTP takes one that was opened without an encoding.
io_answer({get_line, _, _}, Bytes, Position, IsBinary) ->
    plain(taken(line(Bytes, Position), 1, Position, IsBinary));
io_answer({get_chars, _, _, Count}, Bytes, Position, IsBinary) ->
    plain(taken(part(Bytes, Position, Count), Count, Position, IsBinary));
io_answer({get_until, _, _, Module, Function, Args}, Bytes, Position, _) ->
    until([], Module, Function, Args, Bytes, Position);
io_answer(getopts, _, Position, IsBinary) ->
    {[{binary, IsBinary}, {encoding, latin1}], Position};
io_answer(_, _, Position, _) ->
    {{error, ebadf}, Position}.

plain({{ok, Text}, Position}) -> {Text, Position};
plain(Other) -> Other.

until(Continuation, Module, Function, Args, Bytes, Position) ->
    {Line, Next} = plain(taken(line(Bytes, Position), 1, Position, false)),
    case apply(Module, Function, [Continuation, Line | Args]) of
        {done, Result, Rest} when is_list(Rest) -> {Result, Next - length(chars(Rest))};
        {done, Result, _} -> {Result, Next};
        {more, More} -> until(More, Module, Function, Args, Bytes, Next)
    end.

%% The answer of an open file.
ask(File, Request) when is_pid(File) ->
    Monitor = erlang:monitor(process, File),
    File ! {file_request, self(), Monitor, Request},
    receive
        {file_reply, Monitor, Reply} ->
            true = erlang:demonitor(Monitor, [flush]),
            Reply;
        {'DOWN', Monitor, _, _, _} ->
            {error, terminated}
    end;
ask(_, _) ->
    {error, badarg}.

close(File) ->
    case ask(File, close) of
        {error, terminated} -> ok;
        Other -> Other
    end.

read(File, Count) -> ask(File, {read, Count}).
read_line(File) -> ask(File, read_line).
position(File, Location) -> ask(File, {position, Location}).
pread(File, Position, Count) -> ask(File, {pread, Position, Count}).

pread(File, Places) -> {ok, [data(pread(File, Position, Count)) || {Position, Count} <- Places]}.

data({ok, Data}) -> Data;
data(Other) -> Other.

datasync(File) -> ask(File, sync).
sync(File) -> ask(File, sync).
write(File, Bytes) -> ask(File, {write, Bytes}).
pwrite(File, _Position, Bytes) -> write(File, Bytes).
pwrite(File, _Places) -> write(File, []).
truncate(File) -> write(File, []).

%% ---- What would write

unless_missing(Name, Reason) ->
    case find(Name) of
        {error, enoent} when Reason =:= erofs -> {error, erofs};
        {error, _} = Error -> Error;
        _ -> {error, Reason}
    end.

existing(Name) ->
    case find(Name) of
        {error, _} = Error -> Error;
        _ -> {error, erofs}
    end.

new(Name) ->
    case find(Name) of
        {error, enoent} -> {error, erofs};
        {error, _} = Error -> Error;
        _ -> {error, eexist}
    end.

set_cwd(_Name) -> {error, enotsup}.
write_file(Name, _Bytes) -> unless_missing(Name, erofs).
write_file(Name, Bytes, _Modes) -> write_file(Name, Bytes).
write_file_info(Name, _Info) -> existing(Name).
write_file_info(Name, Info, _Options) -> write_file_info(Name, Info).
make_dir(Name) -> new(Name).
make_link(_Existing, New) -> new(New).
make_symlink(_Existing, New) -> new(New).
del_dir(Name) -> existing(Name).
del_dir_r(Name) -> existing(Name).
delete(Name) -> existing(Name).
delete(Name, _Options) -> delete(Name).
rename(Old, _New) -> existing(Old).
copy(Source, _Destination) -> existing(Source).
copy(Source, Destination, _Count) -> copy(Source, Destination).

%% ---- Errors

format_error({_Line, ?MODULE, invalid_unicode}) -> "no UTF-8";
format_error({Line, Module, Reason}) -> [integer_to_list(Line), ": ", Module:format_error(Reason)];
format_error(badarg) -> "bad argument";
format_error(system_limit) -> "a system limit was hit, probably not enough file descriptors";
format_error(terminated) -> "the file server process is terminated";
format_error(enoent) -> "no such file or directory";
format_error(enotdir) -> "not a directory";
format_error(eisdir) -> "illegal operation on a directory";
format_error(eexist) -> "file already exists";
format_error(einval) -> "invalid argument";
format_error(ebadf) -> "bad file number";
format_error(erofs) -> "read-only file system";
format_error(enotsup) -> "operation not supported";
format_error(_) -> "unknown POSIX error".
