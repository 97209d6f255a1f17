%% OTP's `file` over the board's storage (`beamlet_store`) and the plain files of the image, which can be read and not changed. OTP's own is a
%% client of a server with drivers of an operating system.
%%
%% How names are found is written in `beamlet_volume`, what an open file is in `beamlet_open_file`. Where the board has no storage, what would
%% write answers `{error, erofs}`, as on a file system that is mounted for reading. `write_file/2` puts the new contents in the place of the old
%% at once: whoever reads, and power that fails, finds the one or the other. There are no links and devices, one folder is the current one
%% (`/`), and of a file's information mode and time of change are kept.
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
    advise/4,
    allocate/3,
    ipread_s32bu_p32bu/3,
    pid2name/1
]).
-export([
    read_file/1, read_file/2,
    consult/1,
    path_consult/2,
    eval/1, eval/2,
    path_eval/2, path_eval/3,
    script/1, script/2,
    path_script/2, path_script/3,
    path_open/3,
    read_file_info/1, read_file_info/2,
    read_link/1,
    read_link_all/1,
    read_link_info/1, read_link_info/2,
    list_dir/1, list_dir_all/1,
    altname/1,
    get_cwd/0, get_cwd/1,
    set_cwd/1,
    format_error/1
]).
-export([
    write_file/2, write_file/3,
    write_file_info/2, write_file_info/3,
    change_mode/2,
    change_owner/2, change_owner/3,
    change_group/2,
    change_time/2, change_time/3,
    make_dir/1,
    make_link/2,
    make_symlink/2,
    del_dir/1,
    del_dir_r/1,
    delete/1, delete/2,
    rename/2,
    copy/2, copy/3
]).

%% The record of `file.hrl`.
-record(file_info, {size, type, access, atime, mtime, ctime, mode, links, major_device, minor_device, inode, uid, gid}).

%% ---- What is there

read_file(Name) ->
    case beamlet_volume:find(Name) of
        {stored, Parts, _} -> beamlet_store:contents(Parts);
        {file, Bytes} -> {ok, Bytes};
        {folder, _} -> {error, eisdir};
        Error -> Error
    end.

read_file(Name, _Options) -> read_file(Name).

list_dir(Name) ->
    case beamlet_volume:find(Name) of
        {stored, Parts, {directory, _, _, _}} -> {ok, texts(stored_names(Parts, beamlet_volume:resource(Parts)))};
        {folder, Names} -> {ok, texts(Names)};
        {error, _} = Error -> Error;
        _ -> {error, enotdir}
    end.

stored_names(Parts, Resource) ->
    {ok, Stored} = beamlet_store:names(Parts),
    case Resource of
        {folder, Names} -> lists:usort(Stored ++ Names);
        _ -> Stored
    end.

texts(Names) -> [unicode:characters_to_list(Name) || Name <- Names].

list_dir_all(Name) -> list_dir(Name).

read_file_info(Name) -> read_file_info(Name, []).

read_file_info(Name, Options) ->
    case time_format(Options) of
        badarg -> {error, badarg};
        Format -> information(beamlet_volume:find(Name), Format)
    end.

time_format(Options) ->
    case [Type || {time, Type} <- Options] of
        [] -> local;
        [Type | _] when Type =:= local; Type =:= universal; Type =:= posix -> Type;
        _ -> badarg
    end.

information({stored, _, {Type, Size, Seconds, Mode}}, Format) ->
    Bits =
        case Type of
            regular -> 8#100000;
            directory -> 8#40000
        end,
    {ok, information(Type, Size, read_write, time(Seconds, Format), Bits bor Mode)};
information({file, Bytes}, Format) ->
    {ok, information(regular, byte_size(Bytes), read, time(0, Format), 8#100444)};
information({folder, _}, Format) ->
    {ok, information(directory, 0, read, time(0, Format), 8#40555)};
information(Error, _) ->
    Error.

information(Type, Size, Access, Time, Mode) ->
    #file_info{
        size = Size,
        type = Type,
        access = Access,
        atime = Time,
        mtime = Time,
        ctime = Time,
        mode = Mode,
        links = 1,
        major_device = 0,
        minor_device = 0,
        inode = 0,
        uid = 0,
        gid = 0
    }.

time(Seconds, posix) -> Seconds;
time(Seconds, universal) -> erlang:posixtime_to_universaltime(Seconds);
time(Seconds, local) -> erlang:universaltime_to_localtime(erlang:posixtime_to_universaltime(Seconds)).

read_link_info(Name) -> read_file_info(Name).
read_link_info(Name, Options) -> read_file_info(Name, Options).

%% What is there is no link.
read_link(Name) -> existing(Name, einval).
read_link_all(Name) -> read_link(Name).

altname(_Name) -> {error, enotsup}.

existing(Name, Reason) ->
    case beamlet_volume:find(Name) of
        {error, _} = Error -> Error;
        _ -> {error, Reason}
    end.

get_cwd() -> {ok, "/"}.
get_cwd(_Drive) -> {error, enotsup}.

%% The one current folder there can be.
set_cwd(Name) ->
    case beamlet_volume:find(Name) of
        {error, _} = Error -> Error;
        {stored, [], _} -> ok;
        _ -> {error, enotsup}
    end.

%% ---- Terms and expressions

consult(Name) -> with_text(Name, fun beamlet_scripts:terms/1).

%% A file of text is in UTF-8.
with_text(Name, Do) ->
    case read_file(Name) of
        {ok, Bytes} ->
            case unicode:characters_to_list(Bytes) of
                Text when is_list(Text) -> Do(Text);
                _ -> {error, {1, ?MODULE, invalid_unicode}}
            end;
        Error ->
            Error
    end.

eval(Name) -> eval(Name, erl_eval:new_bindings()).
eval(Name, Bindings) -> with_text(Name, fun(Text) -> beamlet_scripts:eval(Text, Bindings) end).
script(Name) -> script(Name, erl_eval:new_bindings()).
script(Name, Bindings) -> with_text(Name, fun(Text) -> beamlet_scripts:value(Text, Bindings) end).

path_consult(Path, Name) ->
    on_path(Path, Name, fun(Full) ->
        case consult(Full) of
            {ok, Terms} -> {ok, Terms, Full};
            Error -> Error
        end
    end).

path_eval(Path, Name) -> path_eval(Path, Name, erl_eval:new_bindings()).

path_eval(Path, Name, Bindings) ->
    on_path(Path, Name, fun(Full) ->
        case eval(Full, Bindings) of
            ok -> {ok, Full};
            Error -> Error
        end
    end).

path_script(Path, Name) -> path_script(Path, Name, erl_eval:new_bindings()).

path_script(Path, Name, Bindings) ->
    on_path(Path, Name, fun(Full) ->
        case script(Full, Bindings) of
            {ok, Value} -> {ok, Value, Full};
            Error -> Error
        end
    end).

path_open(Path, Name, Modes) ->
    on_path(Path, Name, fun(Full) ->
        case open(Full, Modes) of
            {ok, File} -> {ok, File, Full};
            Error -> Error
        end
    end).

%% Do(Name) in the first folder in which it finds something.
on_path(Path, Name, Do) ->
    case filename:pathtype(Name) of
        relative -> in_first(Path, Name, Do);
        _ -> Do(Name)
    end.

in_first([Folder | Path], Name, Do) ->
    case Do(join(Folder, Name)) of
        {error, Reason} when Reason =:= enoent; Reason =:= enotdir -> in_first(Path, Name, Do);
        Other -> Other
    end;
in_first([], _, _) ->
    {error, enoent}.

join(".", Name) -> Name;
join(Folder, Name) -> filename:join(Folder, Name).

%% ---- Open files

open(Name, Modes) when is_list(Modes) ->
    case lists:member(ram, Modes) of
        true -> ram(Name, Modes);
        false -> as_asked(opened(Name, Modes, lists:any(fun is_writing/1, Modes)), lists:member(raw, Modes))
    end;
open(Name, Mode) ->
    case mode_list(Mode) of
        badarg -> {error, badarg};
        Modes -> open(Name, Modes)
    end.

mode_list(read) -> [read];
mode_list(write) -> [write];
mode_list(read_write) -> [read, write];
mode_list({binary, Mode}) when is_atom(Mode) -> binary_modes(mode_list(Mode));
mode_list({character, Mode}) when is_atom(Mode) -> mode_list(Mode);
mode_list(_) -> badarg.

binary_modes(badarg) -> badarg;
binary_modes(Modes) -> [binary | Modes].

is_writing(Mode) -> lists:member(Mode, [write, append, exclusive]).

%% Bytes as a file that is nowhere else.
ram(Data, Modes) ->
    case Modes -- [ram, read, write, binary, list] of
        [] ->
            try iolist_to_binary(Data) of
                Bytes -> as_asked(beamlet_open_file:start({ram, Bytes}, lists:member(write, Modes), [raw | Modes]), true)
            catch
                error:badarg -> {error, badarg}
            end;
        _ ->
            {error, badarg}
    end.

as_asked({ok, File}, true) -> {ok, {file_descriptor, beamlet_open_file, File}};
as_asked(Other, _) -> Other.

opened(Name, Modes, false) ->
    case beamlet_volume:find(Name) of
        {stored, _, {directory, _, _, _}} -> {error, eisdir};
        {stored, Parts, _} -> beamlet_open_file:start({stored, Parts, false}, false, Modes);
        {file, Bytes} -> beamlet_open_file:start({bytes, Bytes}, false, Modes);
        {folder, _} -> {error, eisdir};
        Error -> Error
    end;
opened(Name, Modes, true) ->
    Writes =
        case lists:member(append, Modes) of
            true -> append;
            false -> true
        end,
    IsEmptied = Writes =:= true andalso not lists:member(read, Modes),
    beamlet_volume:to_change(Name, eisdir, fun(Parts) ->
        case to_write(Parts, lists:member(exclusive, Modes)) of
            ok -> beamlet_open_file:start({stored, Parts, IsEmptied}, Writes, Modes);
            Error -> Error
        end
    end).

%% Makes the file, where it is not there.
to_write(Parts, IsExclusive) ->
    case beamlet_store:create(regular, Parts) of
        {error, eexist} when not IsExclusive ->
            case beamlet_store:info(Parts) of
                {ok, {directory, _, _, _}} -> {error, eisdir};
                _ -> ok
            end;
        Result ->
            Result
    end.

close(File) ->
    case beamlet_open_file:request(File, close) of
        {error, terminated} -> ok;
        Other -> Other
    end.

%% A process is asked as any device of the I/O protocol.
read(File, Count) when is_pid(File) orelse is_atom(File), is_integer(Count), Count >= 0 ->
    data(io:request(File, {get_chars, latin1, '', Count}));
read({file_descriptor, _, _} = File, Count) when is_integer(Count), Count >= 0 ->
    beamlet_open_file:request(File, {read, Count});
read(_, _) ->
    {error, badarg}.

read_line(File) when is_pid(File); is_atom(File) -> data(io:request(File, {get_line, latin1, ''}));
read_line(File) -> beamlet_open_file:request(File, read_line).

data(Data) when is_list(Data); is_binary(Data) -> {ok, Data};
data(Other) -> Other.

write(File, Bytes) when is_pid(File); is_atom(File) ->
    case to_binary(Bytes) of
        Binary when is_binary(Binary) -> io:request(File, {put_chars, latin1, Binary});
        Error -> Error
    end;
write(File, Bytes) ->
    beamlet_open_file:request(File, {write, Bytes}).

to_binary(Bytes) ->
    try
        iolist_to_binary(Bytes)
    catch
        error:Reason -> {error, Reason}
    end.

pread(File, Place, Count) when is_integer(Count), Count >= 0 -> beamlet_open_file:request(File, {pread, Place, Count});
pread(_, _, _) -> {error, badarg}.

pread(File, Places) when is_list(Places) -> pread_each(File, Places, []);
pread(_, _) -> {error, badarg}.

pread_each(File, [{Place, Count} | Places], Read) ->
    case pread(File, Place, Count) of
        {ok, Data} -> pread_each(File, Places, [Data | Read]);
        eof -> pread_each(File, Places, [eof | Read]);
        Error -> Error
    end;
pread_each(_, [], Read) ->
    {ok, lists:reverse(Read)};
pread_each(_, _, _) ->
    {error, badarg}.

pwrite(File, Place, Bytes) -> beamlet_open_file:request(File, {pwrite, Place, Bytes}).

pwrite(File, Places) when is_list(Places) ->
    %% A raw file looks at all of it first.
    case is_pid(File) orelse lists:all(fun({_, Bytes}) -> is_binary(to_binary(Bytes)) end, Places) of
        true -> pwrite_each(File, Places, 0);
        false -> {error, badarg}
    end;
pwrite(_, _) ->
    {error, badarg}.

pwrite_each(File, [{Place, Bytes} | Places], Count) ->
    case pwrite(File, Place, Bytes) of
        ok -> pwrite_each(File, Places, Count + 1);
        {error, Reason} -> {error, {Count, Reason}}
    end;
pwrite_each(_, [], _) ->
    ok;
pwrite_each(_, _, _) ->
    {error, badarg}.

position(File, Place) -> beamlet_open_file:request(File, {position, Place}).
truncate(File) -> beamlet_open_file:request(File, truncate).
datasync(File) -> beamlet_open_file:request(File, sync).
sync(File) -> beamlet_open_file:request(File, sync).
advise(File, From, Count, Advice) -> beamlet_open_file:request(File, {advise, From, Count, Advice}).
allocate(File, From, Count) -> beamlet_open_file:request(File, {allocate, From, Count}).
pid2name(_) -> undefined.

%% A place and a size in a file say where something else is, and how much of it.
ipread_s32bu_p32bu(File, Place, Most) when is_atom(Most) -> ipread_s32bu_p32bu(File, Place, 1 bsl 31 - 1);
ipread_s32bu_p32bu(File, Place, Most) when is_integer(Most), Most >= 0, Most < 1 bsl 31 ->
    case pread(File, Place, 8) of
        {ok, Head} -> pointed(File, iolist_to_binary(Head), Most);
        Other -> Other
    end;
ipread_s32bu_p32bu(_, _, Most) when is_integer(Most), Most >= 0 -> {error, einval};
ipread_s32bu_p32bu(_, _, _) -> {error, badarg}.

pointed(_, <<0:32, Place:32>>, _) ->
    {ok, {0, Place, eof}};
pointed(File, <<Size:32, Place:32>>, Most) when Size =< Most ->
    case pread(File, Place, Size) of
        {ok, Data} -> {ok, {Size, Place, Data}};
        eof -> {ok, {Size, Place, eof}};
        Error -> Error
    end;
pointed(_, _, _) ->
    eof.

%% ---- Changes

write_file(Name, Bytes) ->
    case to_binary(Bytes) of
        Binary when is_binary(Binary) ->
            beamlet_volume:to_change(Name, eisdir, fun(Parts) -> beamlet_store:replace(Parts, Binary) end);
        Error ->
            Error
    end.

write_file(Name, Bytes, Modes) when is_list(Modes) ->
    case lists:member(append, Modes) orelse lists:member(exclusive, Modes) orelse lists:member(read, Modes) of
        false ->
            write_file(Name, Bytes);
        true ->
            case to_binary(Bytes) of
                Binary when is_binary(Binary) -> written(open(Name, [write | Modes]), Binary);
                Error -> Error
            end
    end.

written({ok, File}, Bytes) ->
    Result = write(File, Bytes),
    ok = close(File),
    Result;
written(Error, _) ->
    Error.

write_file_info(Name, Info) -> write_file_info(Name, Info, []).

write_file_info(Name, #file_info{mode = Mode, mtime = Time}, Options) ->
    case time_format(Options) of
        badarg ->
            {error, badarg};
        Format ->
            Seconds = seconds(Time, Format),
            beamlet_volume:to_change(Name, erofs, fun(Parts) -> beamlet_store:change(Parts, bits(Mode), Seconds) end)
    end.

bits(undefined) -> keep;
bits(Mode) -> Mode band 8#7777.

seconds(undefined, _) -> keep;
seconds(Seconds, posix) -> Seconds;
seconds(Time, universal) -> erlang:universaltime_to_posixtime(Time);
seconds(Time, local) -> erlang:universaltime_to_posixtime(erlang:localtime_to_universaltime(Time)).

change_mode(Name, Mode) when is_integer(Mode) -> write_file_info(Name, #file_info{mode = Mode}).
change_owner(Name, Owner) when is_integer(Owner) -> write_file_info(Name, #file_info{}).
change_owner(Name, Owner, Group) when is_integer(Owner), is_integer(Group) -> write_file_info(Name, #file_info{}).
change_group(Name, Group) when is_integer(Group) -> write_file_info(Name, #file_info{}).
change_time(Name, {{_, _, _}, {_, _, _}} = Time) -> write_file_info(Name, #file_info{mtime = Time}).
change_time(Name, {{_, _, _}, {_, _, _}}, {{_, _, _}, {_, _, _}} = Time) -> change_time(Name, Time).

make_dir(Name) ->
    beamlet_volume:to_change(Name, eexist, fun(Parts) -> beamlet_store:create(directory, Parts) end).

make_link(Existing, New) ->
    case beamlet_volume:find(Existing) of
        {error, _} = Error -> Error;
        _ -> make_symlink(Existing, New)
    end.

make_symlink(_, New) ->
    case beamlet_volume:find(New) of
        {error, enoent} -> {error, enotsup};
        {error, _} = Error -> Error;
        _ -> {error, eexist}
    end.

del_dir(Name) ->
    beamlet_volume:to_change(Name, erofs, fun
        ([]) -> {error, ebusy};
        (Parts) -> beamlet_store:delete(directory, Parts)
    end).

del_dir_r(Name) ->
    case read_file_info(Name) of
        {ok, #file_info{type = directory}} ->
            case list_dir(Name) of
                {ok, Names} ->
                    _ = [del_dir_r(filename:join(Name, Entry)) || Entry <- Names],
                    del_dir(Name);
                Error ->
                    Error
            end;
        {ok, _} ->
            delete(Name);
        Error ->
            Error
    end.

delete(Name) ->
    beamlet_volume:to_change(Name, eperm, fun(Parts) -> beamlet_store:delete(regular, Parts) end).

delete(Name, _Options) -> delete(Name).

rename(Old, New) ->
    beamlet_volume:to_change(Old, erofs, fun(From) ->
        case beamlet_store:info(From) of
            {ok, _} -> beamlet_volume:to_change(New, eexist, fun(To) -> beamlet_store:rename(From, To) end);
            Error -> Error
        end
    end).

%% ---- Copies

copy(Source, Destination) -> copy(Source, Destination, infinity).

copy(Source, Destination, Count) when is_integer(Count), Count >= 0; is_atom(Count) ->
    with_open(Source, read, fun(From) -> with_open(Destination, write, fun(To) -> copied(From, To, Count, 0) end) end);
copy(_, _, _) ->
    {error, badarg}.

with_open(File, _, Do) when is_pid(File); element(1, File) =:= file_descriptor -> Do(File);
with_open({Name, Modes}, Mode, Do) when is_list(Modes) ->
    case open(Name, [Mode, binary | Modes]) of
        {ok, File} ->
            Result = Do(File),
            ok = close(File),
            Result;
        Error ->
            Error
    end;
with_open(Name, Mode, Do) ->
    with_open({Name, []}, Mode, Do).

copied(_, _, 0, Copied) ->
    {ok, Copied};
copied(From, To, Count, Copied) ->
    case read(From, min(Count, 2048)) of
        {ok, Data} ->
            Size = iolist_size(Data),
            case write(To, Data) of
                ok when is_integer(Count) -> copied(From, To, Count - Size, Copied + Size);
                ok -> copied(From, To, Count, Copied + Size);
                Error -> Error
            end;
        eof ->
            {ok, Copied};
        Error ->
            Error
    end.

%% ---- Errors

format_error({_Line, ?MODULE, undefined_script}) -> "no value returned from script";
format_error({Line, ?MODULE, {Class, Reason, Stack}}) ->
    io_lib:format("~w: evaluation failed with reason ~w:~w and stacktrace ~w", [Line, Class, Reason, Stack]);
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
format_error(enospc) -> "no space left on device";
format_error(eio) -> "I/O error";
format_error(eperm) -> "not owner";
format_error(ebusy) -> "file busy";
format_error(efbig) -> "file too large";
format_error(enametoolong) -> "file name too long";
format_error(enotsup) -> "operation not supported";
format_error(_) -> "unknown POSIX error".
