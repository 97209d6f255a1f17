%% An open file, for `file`: a process that speaks OTP's I/O protocol and ends with the one that has opened it. Beamlet's own: OTP's, for what
%% is not raw, works on descriptors of the operating system.
%%
%% Raw files are such processes too, and differ as OTP's do: a `pread` or `pwrite` leaves the position, and what fails does not end them.
%% Everything is in flash once a write has been answered, but for `delayed_write`: then what is written one behind the other is kept
%% until there is as much as was asked for (4 KB), time has passed (2 s), or anything else is done with the file.
-module(beamlet_open_file).

-export([start/3, request/2, serve/4]).

-record(open, {
    %% {stored, File}; {bytes, Bytes} of the image; {ram, Bytes}, which are nowhere else.
    source,
    at = 0,
    raw = false,
    type = list,
    encoding = latin1,
    reads = true,
    %% false, true or append.
    writes = false,
    %% How many bytes may wait, and how long.
    delay = {0, infinity},
    %% The newest first.
    waiting = []
}).

%% {ok, Process}. The source is {stored, Parts, whether it is emptied}, {bytes, Bytes} or {ram, Bytes}.
start(Source, Writes, Modes) ->
    case options(Modes, #open{writes = Writes, reads = Writes =:= false orelse lists:member(read, Modes)}) of
        #open{} = Open ->
            {File, Monitor} = spawn_monitor(?MODULE, serve, [self(), self(), Source, Open]),
            receive
                {File, opened} ->
                    true = erlang:demonitor(Monitor, [flush]),
                    {ok, File};
                {'DOWN', Monitor, _, _, Error} ->
                    Error
            end;
        Error ->
            Error
    end.

options([binary | Modes], Open) -> options(Modes, Open#open{type = binary});
options([list | Modes], Open) -> options(Modes, Open#open{type = list});
options([raw | Modes], Open) -> options(Modes, Open#open{raw = true});
options([delayed_write | Modes], Open) -> options(Modes, Open#open{delay = {4096, 2000}});
options([{delayed_write, Size, Delay} | Modes], Open) -> options(Modes, Open#open{delay = {Size, Delay}});
options([{encoding, Encoding} | Modes], Open) -> encoding(Encoding, Modes, Open);
options([Encoding | Modes], Open) when Encoding =:= latin1; Encoding =:= unicode -> encoding(Encoding, Modes, Open);
options([_ | Modes], Open) -> options(Modes, Open);
options([], Open) -> Open.

encoding(latin1, Modes, Open) -> options(Modes, Open#open{encoding = latin1});
encoding(Encoding, Modes, Open) when Encoding =:= utf8; Encoding =:= unicode -> options(Modes, Open#open{encoding = unicode});
encoding(Wide, Modes, Open) when Wide =:= utf16; Wide =:= utf32 -> encoding({Wide, big}, Modes, Open);
encoding({Wide, Order} = Encoding, Modes, Open) when Wide =:= utf16 orelse Wide =:= utf32, Order =:= big orelse Order =:= little ->
    options(Modes, Open#open{encoding = Encoding});
encoding(_, _, _) -> {error, badarg}.

%% The answer of a file, which is a process or raw.
request({file_descriptor, ?MODULE, File}, Request) -> request(File, Request, einval);
request(File, Request) when is_pid(File) -> request(File, Request, terminated);
request(_, _) -> {error, badarg}.

request(File, Request, Ended) ->
    Monitor = erlang:monitor(process, File),
    File ! {file_request, self(), Monitor, Request},
    receive
        {file_reply, Monitor, Reply} ->
            true = erlang:demonitor(Monitor, [flush]),
            Reply;
        {'DOWN', Monitor, _, _, _} ->
            {error, Ended}
    end.

%% ---- The process

serve(Owner, Asker, Source, Open) ->
    Monitor = erlang:monitor(process, Owner),
    case opened(Source) of
        {ok, Opened} ->
            Asker ! {self(), opened},
            serve(Monitor, Open#open{source = Opened});
        Error ->
            exit(Error)
    end.

opened({stored, Parts, IsEmptied}) ->
    case beamlet_store:open(Parts, self()) of
        {ok, File} when IsEmptied ->
            case beamlet_store:resize(File, 0) of
                ok -> {ok, {stored, File}};
                Error -> Error
            end;
        {ok, File} ->
            {ok, {stored, File}};
        Error ->
            Error
    end;
opened(Bytes) ->
    {ok, Bytes}.

serve(Owner, #open{waiting = Waiting, delay = {_, Delay}} = Open) ->
    receive
        {file_request, From, As, Request} when is_pid(From) ->
            next(Owner, From, file_reply, As, file_request(Request, Open));
        {io_request, From, As, Request} when is_pid(From) ->
            next(Owner, From, io_reply, As, io_request(Request, Open));
        {'DOWN', Owner, _, _, _} ->
            {_, Written} = written(Open),
            ended(Written);
        _ ->
            serve(Owner, Open)
    after
        if
            Waiting =:= [] -> infinity;
            true -> Delay
        end ->
            {_, Written} = written(Open),
            serve(Owner, Written)
    end.

%% `stop`: the file is closed, unless it is raw.
next(Owner, From, Tag, As, {stop, Reply, #open{raw = true} = Open}) when Reply =/= ok ->
    next(Owner, From, Tag, As, {Reply, Open});
next(_, From, Tag, As, {stop, Reply, Open}) ->
    ended(Open),
    From ! {Tag, As, Reply};
next(Owner, From, Tag, As, {Reply, Open}) ->
    From ! {Tag, As, Reply},
    serve(Owner, Open).

ended(#open{source = {stored, File}}) -> beamlet_store:close(File);
ended(_) -> ok.

%% ---- Requests of `file`

file_request({write, Bytes}, Open) -> write(Bytes, Open);
file_request({Request, Place, _}, #open{raw = true} = Open) when not is_integer(Place), Request =/= advise ->
    {{error, badarg}, Open};
file_request({pwrite, Place, Bytes}, #open{raw = true, at = At} = Open) ->
    case at(Place, Open, fun(There) -> write(Bytes, There) end) of
        {stop, Reply, Next} -> {stop, Reply, Next#open{at = At}};
        {Reply, Next} -> {Reply, Next#open{at = At}}
    end;
file_request({pwrite, Place, Bytes}, Open) ->
    at(Place, Open, fun(There) -> put_chars(Bytes, latin1, There) end);
file_request(Request, Open) ->
    case written(Open) of
        {ok, Written} -> file_read(Request, Written);
        {Error, Written} -> {stop, Error, Written}
    end.

%% Nothing is waiting to be written.
file_read({read, Count}, Open) -> data(get_chars(Count, latin1, Open));
file_read(read_line, Open) -> data(get_line(latin1, Open));
file_read({pread, Place, Count}, #open{raw = true, at = At} = Open) ->
    Result = at(Place, Open, fun(There) -> data(get_chars(Count, latin1, There)) end),
    setelement(tuple_size(Result), Result, Open#open{at = At});
file_read({pread, Place, Count}, Open) ->
    at(Place, Open, fun(There) -> data(get_chars(Count, latin1, There)) end);
file_read({position, Place}, Open) ->
    at(Place, Open, fun(#open{at = At} = There) -> {{ok, At}, There} end);
file_read(truncate, #open{source = {stored, File}, at = At, writes = Writes} = Open) when Writes =/= false ->
    or_stop(beamlet_store:resize(File, At), Open);
file_read(truncate, #open{source = {ram, Bytes}, at = At, writes = true} = Open) ->
    {ok, Open#open{source = {ram, head(Bytes, At)}}};
file_read(truncate, #open{source = {ram, _}} = Open) ->
    {{error, eacces}, Open};
file_read(truncate, Open) ->
    {stop, {error, einval}, Open};
file_read({allocate, _, Count}, Open) when not is_integer(Count); Count =< 0 ->
    {{error, einval}, Open};
file_read({allocate, From, Count}, #open{source = {stored, File}, writes = Writes} = Open) when Writes =/= false ->
    case beamlet_store:size(File) of
        Size when Size < From + Count -> {beamlet_store:resize(File, From + Count), Open};
        _ -> {ok, Open}
    end;
file_read({allocate, _, _}, #open{writes = true} = Open) ->
    {ok, Open};
file_read({allocate, _, _}, Open) ->
    {{error, ebadf}, Open};
file_read({advise, From, Count, _}, Open) when not is_integer(From); not is_integer(Count) ->
    {stop, {error, badarg}, Open};
file_read({advise, _, _, Advice}, Open) ->
    case lists:member(Advice, [normal, sequential, random, no_reuse, will_need, dont_need]) of
        true -> {ok, Open};
        false -> {stop, {error, einval}, Open}
    end;
file_read(sync, Open) ->
    {ok, Open};
file_read(close, Open) ->
    {stop, ok, Open};
file_read(Request, Open) ->
    {{error, {request, Request}}, Open}.

data({Data, Open}) when is_list(Data); is_binary(Data) -> {{ok, Data}, Open};
data(Other) -> Other.

or_stop(ok, Open) -> {ok, Open};
or_stop(Error, Open) -> {stop, Error, Open}.

%% The same at another place.
at(Place, Open, Do) ->
    try place(Place, Open) of
        At when At >= 0 -> Do(Open#open{at = At});
        _ -> {{error, einval}, Open}
    catch
        error:_ -> {{error, badarg}, Open}
    end.

place(bof, _) -> 0;
place(cur, #open{at = At}) -> At;
place(eof, Open) -> length_of(Open);
place({bof, Offset}, _) -> 0 + Offset;
place({cur, Offset}, #open{at = At}) -> At + Offset;
place({eof, Offset}, Open) -> length_of(Open) + Offset;
place(Offset, _) -> 0 + Offset.

length_of(#open{source = {stored, File}}) -> beamlet_store:size(File);
length_of(#open{source = {_, Bytes}}) -> byte_size(Bytes).

%% ---- Requests of the I/O protocol

io_request({put_chars, Encoding, Chars}, Open) ->
    put_chars(Chars, Encoding, Open);
io_request({put_chars, Encoding, Module, Function, Args}, Open) ->
    try apply(Module, Function, Args) of
        Chars -> put_chars(Chars, Encoding, Open)
    catch
        _:_ -> {{error, Function}, Open}
    end;
io_request({put_chars, Chars}, Open) ->
    put_chars(Chars, latin1, Open);
io_request({put_chars, Module, Function, Args}, Open) ->
    io_request({put_chars, latin1, Module, Function, Args}, Open);
io_request({requests, Requests}, Open) ->
    io_requests(Requests, {ok, Open});
io_request({setopts, Options}, Open) ->
    case options([type(Option) || Option <- Options], Open) of
        #open{} = Next -> {ok, Next};
        Error -> {Error, Open}
    end;
io_request(Request, Open) ->
    case written(Open) of
        {ok, Written} -> io_read(Request, Written);
        {Error, Written} -> {stop, Error, Written}
    end.

type({binary, true}) -> binary;
type({binary, false}) -> list;
type(Option) -> Option.

io_read({get_line, Encoding, _}, Open) -> get_line(Encoding, Open);
io_read({get_chars, Encoding, _, Count}, Open) -> get_chars(Count, Encoding, Open);
io_read({get_until, Encoding, _, Module, Function, Args}, Open) -> get_until([], Module, Function, Args, Encoding, Open);
io_read({get_line, Prompt}, Open) -> io_read({get_line, latin1, Prompt}, Open);
io_read({get_chars, Prompt, Count}, Open) -> io_read({get_chars, latin1, Prompt, Count}, Open);
io_read({get_until, Prompt, Module, Function, Args}, Open) -> io_read({get_until, latin1, Prompt, Module, Function, Args}, Open);
io_read(getopts, #open{type = Type, encoding = Encoding} = Open) -> {[{binary, Type =:= binary}, {encoding, Encoding}], Open};
io_read(Request, Open) -> {{error, {request, Request}}, Open}.

io_requests([Request | Rest], {Reply, Open}) when Reply =:= ok; is_list(Reply); is_binary(Reply) ->
    io_requests(Rest, io_request(Request, Open));
io_requests(_, Result) ->
    Result.

%% ---- Reading

get_chars(_, _, #open{reads = false} = Open) ->
    {stop, {error, ebadf}, Open};
get_chars(0, Encoding, Open) ->
    cast(<<>>, 0, Encoding, Open);
get_chars(Count, Encoding, #open{encoding = latin1} = Open) when is_integer(Count), Count > 0 ->
    taken(bytes(Count, Open), Encoding, Open);
get_chars(Count, Encoding, Open) when is_integer(Count), Count > 0 ->
    Bytes = bytes(4 * Count, Open),
    taken(binary:part(Bytes, 0, characters(Count, Open#open.encoding, Bytes, 0)), Encoding, Open);
get_chars(_, _, Open) ->
    {{error, badarg}, Open}.

%% How many bytes so many characters take; a byte that begins none counts as one, and fails later.
characters(Count, Encoding, <<First, _/binary>> = Bytes, Size) when Count > 0 ->
    Length =
        case {Encoding, Bytes} of
            {unicode, <<_/utf8, Rest/binary>>} -> byte_size(Bytes) - byte_size(Rest);
            {{utf16, big}, <<_/utf16, Rest/binary>>} -> byte_size(Bytes) - byte_size(Rest);
            {{utf16, little}, <<_/utf16-little, Rest/binary>>} -> byte_size(Bytes) - byte_size(Rest);
            {{utf32, _}, <<_:32, _/binary>>} -> 4;
            _ -> byte_size(<<First>>)
        end,
    characters(Count - 1, Encoding, binary:part(Bytes, Length, byte_size(Bytes) - Length), Size + Length);
characters(_, _, _, Size) ->
    Size.

taken(<<>>, _, Open) -> {eof, Open};
taken(Bytes, Encoding, Open) -> cast(Bytes, byte_size(Bytes), Encoding, Open).

get_line(_, #open{reads = false} = Open) ->
    {stop, {error, ebadf}, Open};
get_line(Encoding, Open) ->
    case line(Open) of
        <<>> -> {eof, Open};
        Line -> cast(with_newline(Line, Open#open.encoding), byte_size(Line), Encoding, Open)
    end.

line(#open{at = At} = Open) ->
    Bytes = bytes(256, Open),
    Newline = encoded("\n", Open#open.encoding),
    Unit = byte_size(Newline),
    case [Place || {Place, _} <- binary:matches(Bytes, Newline), Place rem Unit =:= 0] of
        [Place | _] -> binary:part(Bytes, 0, Place + Unit);
        [] when byte_size(Bytes) < 256 -> Bytes;
        [] -> <<Bytes/binary, (line(Open#open{at = At + 256}))/binary>>
    end.

encoded(Chars, Encoding) -> unicode:characters_to_binary(Chars, unicode, Encoding).

with_newline(Line, Encoding) ->
    Ending = encoded("\r\n", Encoding),
    Size = byte_size(Line) - byte_size(Ending),
    case Line of
        <<Text:Size/binary, Ending/binary>> -> <<Text/binary, (encoded("\n", Encoding))/binary>>;
        _ -> Line
    end.

get_until(_, _, _, _, _, #open{reads = false} = Open) ->
    {stop, {error, ebadf}, Open};
get_until(Continuation, Module, Function, Args, Encoding, Open) ->
    case get_line(unicode, Open#open{type = list}) of
        {Line, #open{at = At} = Next} when is_list(Line); Line =:= eof ->
            case apply(Module, Function, [Continuation, Line | Args]) of
                {done, Result, Rest} -> {Result, Open#open{at = At - size_of(Rest, Open)}};
                {more, More} -> get_until(More, Module, Function, Args, Encoding, Open#open{at = Next#open.at})
            end;
        {stop, Error, _} ->
            {stop, Error, Open}
    end.

%% The bytes of what was not used.
size_of(Rest, #open{encoding = Encoding}) when is_list(Rest) -> byte_size(unicode:characters_to_binary(chars(Rest), unicode, Encoding));
size_of(_, _) -> 0.

%% What the scanner leaves may end with `eof`.
chars([C | Rest]) -> [C | chars(Rest)];
chars(_) -> [].

bytes(Count, #open{source = {stored, File}, at = At}) ->
    case beamlet_store:read(File, At, Count) of
        Bytes when is_binary(Bytes) -> Bytes;
        _ -> <<>>
    end;
bytes(Count, #open{source = {_, Bytes}, at = At}) ->
    Start = min(At, byte_size(Bytes)),
    binary:part(Bytes, Start, min(Count, byte_size(Bytes) - Start)).

%% Text as it is asked for, of which the file has Size bytes.
cast(Text, Size, Wanted, #open{at = At, type = Type, encoding = Encoding} = Open) ->
    case converted(Text, Encoding, Wanted, Type) of
        {error, _, _} -> untranslated(Encoding, Wanted, Open);
        {incomplete, _, _} -> untranslated(Encoding, Wanted, Open);
        Result -> {Result, Open#open{at = At + Size}}
    end.

untranslated(From, To, Open) -> {stop, {error, {no_translation, From, To}}, Open}.

converted(Text, latin1, _, list) -> binary_to_list(Text);
converted(Text, Encoding, Encoding, binary) -> Text;
converted(Text, From, To, binary) -> unicode:characters_to_binary(Text, From, To);
converted(Text, unicode, unicode, list) -> unicode:characters_to_list(Text);
converted(Text, From, unicode, list) ->
    case unicode:characters_to_binary(Text, From, unicode) of
        Bytes when is_binary(Bytes) -> unicode:characters_to_list(Bytes);
        Error -> Error
    end;
converted(Text, From, latin1, list) ->
    case unicode:characters_to_binary(Text, From, latin1) of
        Bytes when is_binary(Bytes) -> binary_to_list(Bytes);
        Error -> Error
    end.

%% ---- Writing

put_chars(Chars, latin1, #open{encoding = latin1} = Open) ->
    write(Chars, Open);
put_chars(Chars, From, #open{encoding = To} = Open) ->
    case unicode:characters_to_binary(Chars, From, To) of
        Bytes when is_binary(Bytes) -> write(Bytes, Open);
        _ -> untranslated(From, To, Open)
    end.

write(Chars, #open{writes = Writes, delay = {Most, _}} = Open) when Writes =/= false ->
    try iolist_to_binary(Chars) of
        Bytes when Most > 0 -> wait(Bytes, Open);
        Bytes -> put_bytes(Bytes, Open)
    catch
        error:badarg -> {{error, badarg}, Open}
    end;
write(_, Open) ->
    {stop, {error, ebadf}, Open}.

put_bytes(Bytes, #open{source = {stored, File}, writes = append} = Open) ->
    case beamlet_store:append(File, Bytes) of
        ok -> {ok, Open#open{at = beamlet_store:size(File)}};
        Error -> {stop, Error, Open}
    end;
put_bytes(Bytes, #open{source = {ram, Old}, at = At} = Open) ->
    End = At + byte_size(Bytes),
    Rest = binary:part(Old, min(End, byte_size(Old)), max(0, byte_size(Old) - End)),
    {ok, Open#open{source = {ram, <<(head(Old, At))/binary, Bytes/binary, Rest/binary>>}, at = End}};
put_bytes(Bytes, #open{source = {stored, File}, at = At} = Open) ->
    case beamlet_store:write(File, At, Bytes) of
        ok -> {ok, Open#open{at = At + byte_size(Bytes)}};
        Error -> {stop, Error, Open}
    end.

%% So many bytes, zeros behind what there is.
head(Bytes, Size) when Size =< byte_size(Bytes) -> binary:part(Bytes, 0, Size);
head(Bytes, Size) -> <<Bytes/binary, 0:(Size - byte_size(Bytes))/unit:8>>.

%% What waits is {Place, Bytes}, each behind the other.
wait(Bytes, #open{at = At, waiting = Waiting, delay = {Most, _}} = Open) ->
    Next = Open#open{at = At + byte_size(Bytes)},
    case Waiting of
        [{Place, Last} | _] when Place + byte_size(Last) =/= At ->
            case written(Open) of
                {ok, Written} -> wait(Bytes, Written#open{at = At});
                {Error, Written} -> {stop, Error, Written}
            end;
        _ ->
            All = [{At, Bytes} | Waiting],
            case lists:sum([byte_size(Part) || {_, Part} <- All]) of
                Sum when Sum < Most -> {ok, Next#open{waiting = All}};
                _ -> or_stopped(written(Next#open{waiting = All}))
            end
    end.

or_stopped({ok, Open}) -> {ok, Open};
or_stopped({Error, Open}) -> {stop, Error, Open}.

%% Writes what waits.
written(#open{waiting = []} = Open) ->
    {ok, Open};
written(#open{waiting = Waiting, at = At} = Open) ->
    [{Place, _} | _] = All = lists:reverse(Waiting),
    case put_bytes(iolist_to_binary([Bytes || {_, Bytes} <- All]), Open#open{waiting = [], at = Place}) of
        {ok, #open{writes = append} = Next} -> {ok, Next};
        {ok, Next} -> {ok, Next#open{at = At}};
        {stop, Error, Next} -> {Error, Next#open{at = At}}
    end.
