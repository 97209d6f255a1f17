%% OTP's `disk_log` for reading a log that is a plain file of the image, as `ets:file2tab/1` and `ets:tabfile_info/1` do. OTP's own has servers,
%% caches and repair; here there is nothing to write to: what would open a log to write it answers {error, {file_error, File, erofs}}.
%%
%% A log has eight bytes of header, then items: the size of a term in four bytes, four that say where an item begins, and the term in
%% external format, a large one behind the MD5 of its size.
-module(disk_log).

-export([open/1, close/1, chunk/2, chunk/3, bchunk/2, bchunk/3]).
-export([log/2, log_terms/2, blog/2, blog_terms/2, sync/1, format_error/1]).

-define(KEY(Name), {?MODULE, Name}).
%% The least size of an item that has an MD5, OTP's MIN_MD5_TERM.
-define(LARGE, 65528).

open(Options) ->
    Name = proplists:get_value(name, Options),
    File = proplists:get_value(file, Options),
    case proplists:get_value(mode, Options, read_write) of
        read_only -> opened(Name, File, file:read_file(File));
        _ -> {error, {file_error, File, erofs}}
    end.

opened(Name, _, {ok, <<1, 2, 3, 4, Closed:4/binary, Items/binary>>}) ->
    _ = put(?KEY(Name), Items),
    case Closed of
        <<99, 88, 77, 11>> -> {ok, Name};
        %% The log was not closed when it was copied.
        _ -> {repaired, Name, {recovered, 0}, {badbytes, 0}}
    end;
opened(_, File, {ok, _}) -> {error, {not_a_log_file, File}};
opened(_, File, {error, Reason}) -> {error, {file_error, File, Reason}}.

close(Name) ->
    case erase(?KEY(Name)) of
        undefined -> {error, no_such_log};
        _ -> ok
    end.

chunk(Name, Continuation) -> chunk(Name, Continuation, infinity).

chunk(Name, Continuation, Count) ->
    case bchunk(Name, Continuation, Count) of
        {error, _} = Error -> Error;
        {More, Items} -> {More, [binary_to_term(Item) || Item <- Items]};
        eof -> eof
    end.

bchunk(Name, Continuation) -> bchunk(Name, Continuation, infinity).

%% A continuation is what was not read yet.
bchunk(Name, start, Count) ->
    case get(?KEY(Name)) of
        undefined -> {error, no_such_log};
        Items -> bchunk(Name, Items, Count)
    end;
bchunk(_, <<>>, _) ->
    eof;
bchunk(Name, Items, Count) when is_binary(Items) ->
    case items(Items, Count, []) of
        {[], _} -> {error, {corrupt_log_file, Name}};
        {Read, Rest} -> {Rest, Read}
    end.

items(Items, 0, Read) ->
    {lists:reverse(Read), Items};
items(<<Size:32, 98, 87, 76, 65, MD5:16/binary, Item:Size/binary, Rest/binary>>, Count, Read) when Size >= ?LARGE ->
    case erlang:md5(<<Size:32>>) of
        MD5 -> items(Rest, fewer(Count), [Item | Read]);
        _ -> {lists:reverse(Read), <<>>}
    end;
items(<<Size:32, 98, 87, 76, 65, Item:Size/binary, Rest/binary>>, Count, Read) when Size < ?LARGE ->
    items(Rest, fewer(Count), [Item | Read]);
items(Items, _, Read) ->
    {lists:reverse(Read), Items}.

fewer(infinity) -> infinity;
fewer(Count) -> Count - 1.

log(Name, _) -> read_only(Name).
log_terms(Name, _) -> read_only(Name).
blog(Name, _) -> read_only(Name).
blog_terms(Name, _) -> read_only(Name).

read_only(Name) ->
    case get(?KEY(Name)) of
        undefined -> {error, no_such_log};
        _ -> {error, {read_only_mode, Name}}
    end.

sync(Name) -> read_only(Name).

format_error({error, Reason}) -> format_error(Reason);
format_error({file_error, File, Reason}) -> [File, ": ", file:format_error(Reason)];
format_error(Reason) -> io_lib:format("~tp", [Reason]).
