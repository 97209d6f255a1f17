%% Files in the flash pages that a program may write, for `file`. Beamlet's own: OTP's files are the operating system's.
%%
%% One process has all that is in memory of the files; it is started when it is first needed, and lives from then on. What is to be done comes to
%% it as a fun, so that a program has only that linked which it does: a program that reads files has nothing that writes them. The
%% process changes flash between two of these, and so each change of names is seen, and is in flash, as a whole or not at all.
%%
%% How flash is used is written in `beamlet_store_log`, and what is in it in `beamlet_store_files`. A board without such pages has another module
%% of this name, for which there are no files.
-module(beamlet_store).

-export([info/1, names/1, open/2, close/1, size/1, read/3, contents/1]).
-export([create/2, replace/2, write/3, append/2, resize/2, change/3, rename/2, delete/2]).
-export([serve/0]).

%% ---- Reading. Names are lists of binaries.

%% `{ok, {Type, Size, Time, Mode}}`.
info(Name) -> ask(fun(Files) -> {found(Name, Files, fun(Id) -> {ok, beamlet_store_files:info(Id, Files)} end), Files} end).

%% The names in a folder.
names(Name) ->
    ask(fun(Files) ->
        Names = fun(Id) -> in_folder(Id, Files, fun() -> {ok, beamlet_store_files:names(Id, Files)} end) end,
        {found(Name, Files, Names), Files}
    end).

contents(Name) ->
    ask(fun(Files) ->
        Read = fun(Id) ->
            case beamlet_store_files:info(Id, Files) of
                {directory, _, _, _} -> {error, eisdir};
                {_, Size, _, _} -> {ok, beamlet_store_files:read(Id, 0, Size, Files)}
            end
        end,
        {found(Name, Files, Read), Files}
    end).

%% Opens what is there for a process. The file is there until it is closed, or the process ends.
open(Name, Process) ->
    ask(fun(Files) ->
        case beamlet_store_files:find(Name, Files) of
            {ok, Id} ->
                case beamlet_store_files:info(Id, Files) of
                    {directory, _, _, _} ->
                        {{error, eisdir}, Files};
                    _ ->
                        {Monitor, Opened} = beamlet_store_files:open(Id, Process, Files),
                        {{ok, Monitor}, Opened}
                end;
            Error ->
                {Error, Files}
        end
    end).

close(File) -> ask(fun(Files) -> {ok, beamlet_store_files:close(File, Files)} end).

size(File) -> ask(fun(Files) -> {size(beamlet_store_files:opened(File, Files), Files), Files} end).

size(Id, Files) -> element(2, beamlet_store_files:info(Id, Files)).

%% As many bytes as there are.
read(File, From, Count) -> ask(fun(Files) -> {beamlet_store_files:read(beamlet_store_files:opened(File, Files), From, Count, Files), Files} end).

found(Name, Files, Then) ->
    case beamlet_store_files:find(Name, Files) of
        {ok, Id} -> Then(Id);
        Error -> Error
    end.

in_folder(Id, Files, Then) ->
    case beamlet_store_files:info(Id, Files) of
        {directory, _, _, _} -> Then();
        _ -> {error, enotdir}
    end.

%% ---- Writing: `ok` or {error, Reason}

%% A new file (`regular`) or folder (`directory`).
create(Type, Name) ->
    change(fun(Files) ->
        case beamlet_store_files:find(Name, Files) of
            {ok, _} -> {{error, eexist}, Files};
            _ -> to_entry(Name, Files, fun(Parent, Last) -> beamlet_store_files:create(Type, Parent, Last, Files) end)
        end
    end).

%% A file with these contents: what was there is there until this is. Who has the file open sees the new contents from then on.
replace(Name, Bytes) ->
    change(fun(Files) ->
        Mode =
            case beamlet_store_files:find(Name, Files) of
                {ok, Id} -> beamlet_store_files:info(Id, Files);
                _ -> {regular, 0, 0, 8#644}
            end,
        case Mode of
            {directory, _, _, _} ->
                {{error, eisdir}, Files};
            {_, _, _, Bits} ->
                to_entry(Name, Files, fun(Parent, Last) -> beamlet_store_files:replace(Parent, Last, Bits, Bytes, Files) end)
        end
    end).

write(File, From, Bytes) -> change(fun(Files) -> beamlet_store_files:write(beamlet_store_files:opened(File, Files), From, Bytes, Files) end).

%% Writes at the end, wherever that is now.
append(File, Bytes) ->
    change(fun(Files) ->
        Id = beamlet_store_files:opened(File, Files),
        beamlet_store_files:write(Id, size(Id, Files), Bytes, Files)
    end).

resize(File, Size) -> change(fun(Files) -> beamlet_store_files:resize(beamlet_store_files:opened(File, Files), Size, Files) end).

%% Another mode and time; `keep`: as it is.
change(Name, Mode, Time) ->
    change(fun(Files) -> with(Name, Files, fun(Id) -> beamlet_store_files:change(Id, Mode, Time, Files) end) end).

%% Gives what has a name another, in the place of what has that.
rename(Old, New) ->
    change(fun(Files) ->
        with(Old, Files, fun(Id) ->
            to_entry(New, Files, fun(Parent, Last) ->
                case may_replace(Id, Old, New, Files) of
                    same -> {ok, Files};
                    ok -> beamlet_store_files:rename(Id, Parent, Last, Files);
                    Error -> {Error, Files}
                end
            end)
        end)
    end).

may_replace(Id, Old, New, Files) ->
    {Type, _, _, _} = beamlet_store_files:info(Id, Files),
    case beamlet_store_files:find(New, Files) of
        {ok, Id} ->
            same;
        {ok, Other} ->
            {OtherType, _, _, _} = beamlet_store_files:info(Other, Files),
            case {Type, OtherType} of
                {regular, regular} -> ok;
                {regular, directory} -> {error, eisdir};
                {directory, regular} -> {error, enotdir};
                {directory, directory} ->
                    case beamlet_store_files:is_empty(Other, Files) of
                        true -> outside(Old, New);
                        false -> {error, eexist}
                    end
            end;
        _ when Type =:= directory ->
            outside(Old, New);
        _ ->
            ok
    end.

%% A folder does not go into itself.
outside(Old, New) ->
    case lists:prefix(Old, New) of
        true -> {error, einval};
        false -> ok
    end.

%% Without a file, or an empty folder.
delete(Type, Name) ->
    change(fun(Files) ->
        with(Name, Files, fun(Id) ->
            case beamlet_store_files:info(Id, Files) of
                {directory, _, _, _} when Type =:= regular ->
                    {{error, eperm}, Files};
                {regular, _, _, _} when Type =:= directory ->
                    {{error, enotdir}, Files};
                _ ->
                    case beamlet_store_files:is_empty(Id, Files) of
                        true -> beamlet_store_files:delete(Id, Files);
                        false -> {{error, eexist}, Files}
                    end
            end
        end)
    end).

with([], Files, _) ->
    {{error, eperm}, Files};
with(Name, Files, Then) ->
    case beamlet_store_files:find(Name, Files) of
        {ok, Id} -> Then(Id);
        Error -> {Error, Files}
    end.

%% The folder that a name is in, which must be there, and the name in it.
to_entry([], Files, _) ->
    {{error, eisdir}, Files};
to_entry(Name, Files, Then) ->
    Last = lists:last(Name),
    case beamlet_store_files:find(lists:droplast(Name), Files) of
        {ok, _} when byte_size(Last) > 255 ->
            {{error, enametoolong}, Files};
        {ok, Parent} ->
            case beamlet_store_files:info(Parent, Files) of
                {directory, _, _, _} -> Then(Parent, Last);
                _ -> {{error, enotdir}, Files}
            end;
        Error ->
            {Error, Files}
    end.

%% Where hardware fails, what is in flash counts.
change(Change) ->
    Checked = fun(Files) ->
        try
            Change(Files)
        catch
            throw:Error -> {Error, beamlet_store_files:remount(Files)}
        end
    end,
    ask(Checked, erofs).

%% ---- The process

ask(Fun) -> ask(Fun, enoent).

%% What the fun answers for the files, which it may change; where there is no storage after all, an error.
ask(Fun, Without) ->
    Store = store(),
    Monitor = erlang:monitor(process, Store),
    Store ! {?MODULE, self(), Monitor, Fun},
    receive
        {?MODULE, Monitor, Answer} ->
            true = erlang:demonitor(Monitor, [flush]),
            Answer;
        {?MODULE, Monitor} ->
            true = erlang:demonitor(Monitor, [flush]),
            {error, Without};
        {'DOWN', Monitor, _, _, _} ->
            {error, eio}
    end.

store() ->
    case whereis(?MODULE) of
        undefined ->
            Store = spawn(?MODULE, serve, []),
            try register(?MODULE, Store) of
                true ->
                    Store ! ?MODULE,
                    Store
            catch
                %% Another process was faster.
                error:badarg ->
                    exit(Store, kill),
                    store()
            end;
        Store ->
            Store
    end.

serve() ->
    receive
        ?MODULE -> serve(beamlet_store_files:mount())
    end.

serve(Files) ->
    receive
        {?MODULE, From, Monitor, _} when Files =:= none ->
            From ! {?MODULE, Monitor},
            serve(Files);
        {?MODULE, From, Monitor, Fun} ->
            {Answer, Next} = Fun(Files),
            From ! {?MODULE, Monitor, Answer},
            serve(Next);
        {'DOWN', Monitor, process, _, _} ->
            serve(beamlet_store_files:close(Monitor, Files))
    end.
