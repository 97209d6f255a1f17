%% The files of `beamlet_store`: what is in memory of them, and what each change writes to the log. Beamlet's own: OTP leaves this to the
%% operating system.
%%
%% In memory there are the names, sizes and times of all files and, for each piece of a file that one record holds, where it lies: three words
%% and a list cell for up to 2 KB. Contents stay in flash. Three kinds of records say everything:
%%
%%     contents    of a file, from some place on, which go over what was there before
%%     a file      or folder: its folder, its name, mode and size. Contents beyond the size are void, and so is whatever else has
%%                 had that name: so a file takes the place of another in one step
%%     a deletion
%%
%% A file is known by a number, which no other gets after it. Contents whose file has no name in the end belong to one that was being
%% written, or was deleted: they are void.
-module(beamlet_store_files).

-export([mount/0, find/2, info/2, names/2, is_empty/2, open/3, opened/2, close/2, read/4]).
-export([create/4, replace/5, write/4, resize/3, change/4, rename/4, delete/2, remount/1]).
-export([root/0, file/2, used/1]).

-define(CONTENTS, 1).
-define(REGULAR, 2).
-define(FOLDER, 3).
-define(DELETION, 4).

-define(ROOT, 0).
%% Bytes of contents in one record at most; and at least, where there are so many: a smaller rest of a page is left.
-define(MOST, 2048).
-define(LEAST, 64).
%% Contents that are so near to each other are written as one in a collection, and those of one record even so: both take no more than
%% they did, since the head of a record and what fills it up take 20 to 27 bytes.
-define(NEAR, 12).
-define(NEAR_IN_RECORD, 40).

%% Bytes that are left for what makes files smaller. Any record that is not contents has room in so many.
-define(LEFT, 512).

-record(file, {
    type = regular,
    %% None: it has no name, or not yet.
    parent = none,
    name = <<>>,
    mode = 8#644,
    size = 0,
    time = 0,
    %% Where its record is.
    place = none,
    %% {From, Size, Place}, the last of the file first.
    parts = []
}).

-record(files, {
    log,
    files = #{},
    %% {Number of the folder, name}: number.
    names = #{},
    next = 1,
    %% Bytes of records that can be written until it has to be counted again what is there.
    budget = 0,
    %% For each file that a process has open: a monitor of that.
    open = #{}
}).

root() -> ?ROOT.

%% ---- Reading the log

%% `none` where the board has no storage.
mount() ->
    case beamlet_store_log:mount(fun replay/6, #files{}) of
        {ok, Log, Files} -> nameless(Files#files{log = Log});
        none -> none
    end.

%% After hardware has failed in the middle of a change: what flash says counts.
remount(#files{open = Open}) -> (mount())#files{open = Open}.

replay(Kind, Id, Time, Payload, Place, #files{next = Next} = Files) ->
    replay(Kind, Id, Time, Payload, Place, file(Id, Files), Files#files{next = max(Next, Id + 1)}).

replay(?CONTENTS, Id, Time, <<From:32, Bytes/binary>>, Place, File, Files) ->
    keep(Id, written(From, byte_size(Bytes), Place + 4, Time, File), Files);
replay(?DELETION, Id, _, _, _, File, Files) ->
    forget(Id, File, Files);
replay(Kind, Id, Time, <<Parent:32, Size:32, Mode:16, Name/binary>>, Place, File, Files) when Kind =:= ?REGULAR; Kind =:= ?FOLDER ->
    Type =
        case Kind of
            ?REGULAR -> regular;
            ?FOLDER -> directory
        end,
    named(
        Id,
        File,
        File#file{
            type = Type,
            parent = Parent,
            name = Name,
            mode = Mode,
            size = Size,
            time = Time,
            place = Place,
            parts = cut(Size, File#file.parts)
        },
        Files
    );
replay(_, _, _, _, _, _, Files) ->
    Files.

nameless(#files{files = All} = Files) ->
    Files#files{files = maps:filter(fun(_, #file{parent = Parent}) -> Parent =/= none end, All)}.

keep(Id, File, #files{files = All} = Files) -> Files#files{files = All#{Id => File}}.

%% A file has got a name, in the place of the one that it had, and of another file.
named(Id, Before, #file{parent = Parent, name = Name} = After, Files) ->
    #files{names = Names} = Free = unnamed(Id, Before, Files),
    Others =
        case Names of
            #{{Parent, Name} := Other} -> forget(Other, file(Other, Free), Free);
            _ -> Free
        end,
    keep(Id, After, Others#files{names = (Others#files.names)#{{Parent, Name} => Id}}).

unnamed(_, #file{parent = none}, Files) -> Files;
unnamed(_, #file{parent = Parent, name = Name}, #files{names = Names} = Files) -> Files#files{names = maps:remove({Parent, Name}, Names)}.

%% A file is gone, but for those who have it open.
forget(Id, File, Files) ->
    #files{files = All, open = Open} = Left = unnamed(Id, File, Files),
    case lists:member(Id, maps:values(Open)) of
        true -> keep(Id, File#file{parent = none, place = none}, Left);
        false -> Left#files{files = maps:remove(Id, All)}
    end.

file(Id, #files{files = All}) -> maps:get(Id, All, #file{}).

%% ---- Parts

written(From, Count, Place, Time, #file{size = Size, parts = Parts} = File) ->
    File#file{size = max(Size, From + Count), time = Time, parts = over(From, Count, Place, Parts)}.

%% Parts with a new one over them.
over(From, Size, Place, [{PartFrom, _, _} = Part | Parts]) when PartFrom >= From + Size ->
    [Part | over(From, Size, Place, Parts)];
over(From, Size, Place, [{PartFrom, PartSize, PartPlace} | Parts]) when PartFrom + PartSize > From ->
    Before = [{PartFrom, From - PartFrom, PartPlace} || PartFrom < From],
    End = From + Size,
    Behind = [{End, PartFrom + PartSize - End, PartPlace + End - PartFrom} || PartFrom + PartSize > End],
    Behind ++ over(From, Size, Place, Before ++ Parts);
over(From, Size, Place, Parts) ->
    [{From, Size, Place} | Parts].

cut(Size, [{From, _, _} | Parts]) when From >= Size -> cut(Size, Parts);
cut(Size, [{From, PartSize, Place} | Parts]) when From + PartSize > Size -> [{From, Size - From, Place} | Parts];
cut(_, Parts) -> Parts.

%% The bytes from one place to another, as an iolist; zeros where nothing was written.
bytes(From, To, [{PartFrom, _, _} | Parts], Behind) when PartFrom >= To -> bytes(From, To, Parts, Behind);
bytes(From, To, [{PartFrom, Size, Place} | Parts], Behind) when PartFrom + Size > From ->
    Start = max(From, PartFrom),
    End = min(To, PartFrom + Size),
    Read = beamlet_flash:read(Place + Start - PartFrom, End - Start),
    bytes(From, Start, Parts, [Read | zeros(To - End, Behind)]);
bytes(From, To, _, Behind) ->
    zeros(To - From, Behind).

zeros(Count, Bytes) when Count > 0 -> [binary:copy(<<0>>, Count) | Bytes];
zeros(_, Bytes) -> Bytes.

%% ---- Looking

%% The number of what has that name, given as its parts; `{error, Reason}`.
find(Parts, Files) -> find(Parts, ?ROOT, Files).

find([Name | Rest], Parent, #files{names = Names} = Files) ->
    case Names of
        #{{Parent, Name} := Id} -> find(Rest, Id, Files);
        _ when Parent =:= ?ROOT -> {error, enoent};
        _ -> no_entry(file(Parent, Files))
    end;
find([], Id, _) ->
    {ok, Id}.

no_entry(#file{type = directory}) -> {error, enoent};
no_entry(_) -> {error, enotdir}.

%% {Type, Size, Time, Mode}.
info(?ROOT, _) -> {directory, 0, 0, 8#755};
info(Id, Files) ->
    #file{type = Type, size = Size, time = Time, mode = Mode} = file(Id, Files),
    {Type, Size, Time, Mode}.

%% What a folder has.
names(Id, #files{names = Names}) -> [Name || {{Parent, Name}, _} <- maps:to_list(Names), Parent =:= Id].

is_empty(Id, Files) -> names(Id, Files) =:= [].

read(Id, From, Count, Files) ->
    #file{size = Size, parts = Parts} = file(Id, Files),
    iolist_to_binary(bytes(From, min(Size, From + Count), Parts, [])).

%% Notes that a process has a file open: it stays as long, even without a name. Answers what ends that.
open(Id, Process, #files{open = Open} = Files) ->
    Monitor = erlang:monitor(process, Process),
    {Monitor, Files#files{open = Open#{Monitor => Id}}}.

%% The file that a process has open by a monitor.
opened(Monitor, #files{open = Open}) -> map_get(Monitor, Open).

close(Monitor, #files{open = Open} = Files) ->
    true = erlang:demonitor(Monitor, [flush]),
    case maps:take(Monitor, Open) of
        {Id, Others} ->
            Closed = Files#files{open = Others},
            case file(Id, Files) of
                #file{parent = none} = File -> forget(Id, File, Closed);
                _ -> Closed
            end;
        error ->
            Files
    end.

%% ---- Changes: each answers {ok, Files}, or {{error, enospc}, Files}

%% A new file or folder.
create(Type, Parent, Name, #files{next = Id} = Files) ->
    describe(Id, #file{type = Type, parent = Parent, name = Name, mode = mode(Type), time = seconds()}, Files#files{next = Id + 1}).

mode(regular) -> 8#644;
mode(directory) -> 8#755.

%% A file with these contents, at once in the place of the one that has the name, if any. It keeps its mode, and who has it open.
replace(Parent, Name, Mode, Bytes, #files{next = Id} = Files) ->
    case write(Id, 0, Bytes, keep(Id, #file{}, Files#files{next = Id + 1})) of
        {ok, #files{names = Names, open = Open} = Written} ->
            Old = maps:get({Parent, Name}, Names, none),
            Moved = maps:map(fun(_, Known) when Known =:= Old -> Id; (_, Known) -> Known end, Open),
            case describe(Id, (file(Id, Written))#file{parent = Parent, name = Name, mode = Mode, time = seconds()}, Written#files{open = Moved}) of
                {ok, _} = Done -> Done;
                {Error, Left} -> {Error, Left#files{open = Open}}
            end;
        {Error, Written} ->
            {Error, forget(Id, file(Id, Written), Written)}
    end.

%% Contents, from a place on. Where there is no room for all, the first of them may be there.
write(_, _, <<>>, Files) ->
    {ok, Files};
write(Id, From, Bytes, Files) when From + byte_size(Bytes) < 1 bsl 32 ->
    Count = byte_size(Bytes),
    case allowed(Count + (Count div ?MOST + 1) * beamlet_store_log:size(4), Files) of
        {ok, Allowed} -> write(Id, From, Bytes, seconds(), user, Allowed);
        Error -> Error
    end;
write(_, _, _, Files) ->
    {{error, efbig}, Files}.

write(_, _, <<>>, _, _, Files) ->
    {ok, Files};
write(Id, From, Bytes, Time, Who, Files) ->
    Wanted = min(byte_size(Bytes), ?MOST),
    case beamlet_store_log:room(Files#files.log) - 4 of
        Room when Room >= Wanted; Room >= ?LEAST ->
            Count = min(Wanted, Room),
            <<Part:Count/binary, Rest/binary>> = Bytes,
            {Place, Log} = beamlet_store_log:put(?CONTENTS, Id, Time, <<From:32, Part/binary>>, Files#files.log),
            Now = Files#files{log = Log},
            case Place of
                %% What hardware has not written goes to another page.
                failed -> write(Id, From, Bytes, Time, Who, Now);
                _ -> write(Id, From + Count, Rest, Time, Who, keep(Id, written(From, Count, Place + 4, Time, file(Id, Now)), Now))
            end;
        _ ->
            case make_room(Who, Files) of
                {ok, Ready} -> write(Id, From, Bytes, Time, Who, Ready);
                Error -> Error
            end
    end.

fail() -> throw({error, eio}).

%% A file with another size.
resize(Id, Size, Files) ->
    case file(Id, Files) of
        #file{size = Size} -> {ok, Files};
        File -> describe(Id, File#file{size = Size, time = seconds(), parts = cut(Size, File#file.parts)}, Files)
    end.

%% A file with another mode and time; `keep`: the one that it has.
change(Id, Mode, Time, Files) ->
    File = file(Id, Files),
    describe(Id, File#file{mode = either(Mode, File#file.mode), time = either(Time, File#file.time)}, Files).

either(keep, Value) -> Value;
either(Value, _) -> Value.

%% A file with another name, in the place of the one that has it.
rename(Id, Parent, Name, Files) -> describe(Id, (file(Id, Files))#file{parent = Parent, name = Name}, Files).

%% Without the file. There is always room for this where something is gained by it.
delete(Id, Files) ->
    case file(Id, Files) of
        #file{parent = none} = File -> {ok, forget(Id, File, Files)};
        File -> record(?DELETION, Id, seconds(), <<>>, remover, fun(_, Ready) -> forget(Id, File, Ready) end, Files)
    end.

%% Writes what is to be known of a file. One that has no name keeps that to itself.
describe(Id, #file{parent = none} = File, Files) ->
    {ok, keep(Id, File, Files)};
describe(Id, File, Files) ->
    Who =
        case file(Id, Files) of
            #file{size = Size} when File#file.size < Size -> remover;
            _ -> user
        end,
    Described = fun(Place, Ready) -> named(Id, file(Id, Ready), after_collection(File#file{place = Place}, file(Id, Ready)), Ready) end,
    case Who =:= remover orelse allowed(beamlet_store_log:size(10 + byte_size(File#file.name)), Files) of
        true -> record(kind(File), Id, File#file.time, description(File), Who, Described, Files);
        {ok, Allowed} -> record(kind(File), Id, File#file.time, description(File), Who, Described, Allowed);
        Error -> Error
    end.

%% A file whose parts a collection may have moved meanwhile.
after_collection(#file{size = Size} = File, #file{parts = Parts}) -> File#file{parts = cut(Size, Parts)}.

kind(#file{type = regular}) -> ?REGULAR;
kind(#file{type = directory}) -> ?FOLDER.

description(#file{parent = Parent, size = Size, mode = Mode, name = Name}) -> <<Parent:32, Size:32, Mode:16, Name/binary>>.

record(Kind, Id, Time, Payload, Who, Done, Files) ->
    case beamlet_store_log:fits(byte_size(Payload), Files#files.log) of
        true ->
            {Place, Log} = beamlet_store_log:put(Kind, Id, Time, Payload, Files#files.log),
            Now = Files#files{log = Log},
            case Place of
                failed -> record(Kind, Id, Time, Payload, Who, Done, Now);
                _ -> {ok, Done(Place, Now)}
            end;
        false ->
            case make_room(Who, Files) of
                {ok, Ready} -> record(Kind, Id, Time, Payload, Who, Done, Ready);
                Error -> Error
            end
    end.

seconds() -> max(0, erlang:system_time(second)) band 16#FFFFFFFF.

%% ---- Room

%% Whether so many bytes of records can be written for a user, beside what counts and what is left for changes that make files smaller.
allowed(Count, #files{budget = Budget} = Files) when Count =< Budget ->
    {ok, Files#files{budget = Budget - Count}};
allowed(Count, #files{log = Log} = Files) ->
    case beamlet_store_log:capacity(Log) - used(Files) - ?LEFT of
        Budget when Count =< Budget -> {ok, Files#files{budget = Budget - Count}};
        _ -> {{error, enospc}, Files#files{budget = 0}}
    end.

%% Begins another page, or collects until there is room. The collector takes whatever there is.
make_room({collector, Number}, #files{log = Log} = Files) -> begun(beamlet_store_log:begin_for(Number, Log), Files);
make_room(_, #files{log = Log} = Files) ->
    case beamlet_store_log:may_begin(Log) of
        true -> begun(beamlet_store_log:next_page(Log), Files);
        false -> collect(beamlet_store_log:count(Log), Files)
    end.

begun(full, _) -> fail();
begun(Log, Files) -> {ok, Files#files{log = Log}}.

%% Collects the oldest page, and others until there is room for any record, or all were.
collect(0, Files) ->
    {{error, enospc}, Files};
collect(Left, Files) ->
    #files{log = Log} = Collected = collect(Files),
    case beamlet_store_log:may_begin(Log) orelse beamlet_store_log:room(Log) >= ?LEFT of
        true -> {ok, Collected};
        false -> collect(Left - 1, Collected)
    end.

%% Writes anew what counts in the oldest page, and gives that back.
collect(#files{log = Log, files = All} = Files) ->
    {Number, Start, End} = beamlet_store_log:oldest(Log),
    Ready = Files#files{log = beamlet_store_log:leave(Number, Log)},
    Move = fun(Id, Now) -> move(Id, file(Id, Now), Start, End, {collector, Number}, Now) end,
    Moved = lists:foldl(Move, Ready, maps:keys(All)),
    case beamlet_store_log:give_back(Moved#files.log) of
        failed -> fail();
        Left -> Moved#files{log = Left}
    end.

move(Id, #file{place = Place, parts = Parts} = File, Start, End, Who, Files) ->
    {ok, Described} =
        case is_integer(Place) andalso Place >= Start andalso Place < End of
            true ->
                Done = fun(At, Ready) -> keep(Id, (file(Id, Ready))#file{place = At}, Ready) end,
                record(kind(File), Id, File#file.time, description(File), Who, Done, Files);
            false ->
                {ok, Files}
        end,
    Inside = [{From, From + Size, At} || {From, Size, At} <- lists:reverse(Parts), At >= Start, At < End],
    lists:foldl(fun(Range, Now) -> rewrite(Id, Range, Who, Now) end, Described, joined(Inside)).

rewrite(Id, {From, To, _}, Who, Files) ->
    #file{time = Time, parts = Parts} = file(Id, Files),
    {ok, Written} = write(Id, From, iolist_to_binary(bytes(From, To, Parts, [])), Time, Who, Files),
    Written.

joined([{From, To, At}, {Next, End, NextAt} | Ranges]) when
    NextAt - At =:= Next - From, Next - To =< ?NEAR_IN_RECORD; Next - To =< ?NEAR, End - From =< ?MOST
->
    joined([{From, End, NextAt - (Next - From)} | Ranges]);
joined([Range | Ranges]) ->
    [Range | joined(Ranges)];
joined([]) ->
    [].

%% Bytes of records that count.
used(#files{files = All}) ->
    maps:fold(
        fun(_, #file{name = Name, parts = Parts}, Sum) ->
            lists:foldl(fun({_, Size, _}, Bytes) -> Bytes + beamlet_store_log:size(Size + 4) end, Sum, Parts) +
                beamlet_store_log:size(10 + byte_size(Name))
        end,
        0,
        All
    ).
