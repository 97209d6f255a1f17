%% OTP's `dets` where no file can be written: opening a table answers {error, {file_error, File, erofs}}, and so none is ever open. What a
%% function does with a table that is not open is what OTP's does.
-module(dets).

-export([open_file/1, open_file/2, close/1, all/0, info/1, info/2, is_dets_file/1]).
-export([
    bchunk/2,
    delete/2,
    delete_all_objects/1,
    delete_object/2,
    first/1,
    foldl/3,
    foldr/3,
    from_ets/2,
    init_table/2, init_table/3,
    insert/2,
    insert_new/2,
    lookup/2,
    match/1, match/2, match/3,
    match_delete/2,
    match_object/1, match_object/2, match_object/3,
    member/2,
    next/2,
    pid2name/1,
    safe_fixtable/2,
    select/1, select/2, select/3,
    select_delete/2,
    slot/2,
    sync/1,
    table/1, table/2,
    to_ets/2,
    traverse/2,
    update_counter/3
]).

open_file(File) ->
    case file:read_file_info(File) of
        {ok, _} -> {error, {file_error, File, erofs}};
        {error, Reason} -> {error, {file_error, File, Reason}}
    end.

open_file(Name, Options) -> {error, {file_error, proplists:get_value(file, Options, Name), erofs}}.

close(_) -> {error, not_owner}.

all() -> [].

info(_) -> undefined.
info(_, _) -> undefined.

is_dets_file(File) ->
    case file:read_file(File) of
        {ok, <<_:20/binary, "dets", _/binary>>} -> true;
        {ok, _} -> false;
        {error, Reason} -> {error, {file_error, File, Reason}}
    end.

pid2name(_) -> undefined.

bchunk(Name, Continuation) -> erlang:error(badarg, [Name, Continuation]).
delete(Name, Key) -> erlang:error(badarg, [Name, Key]).
delete_all_objects(Name) -> erlang:error(badarg, [Name]).
delete_object(Name, Object) -> erlang:error(badarg, [Name, Object]).
first(Name) -> erlang:error(badarg, [Name]).
foldl(Fun, Acc, Name) -> erlang:error(badarg, [Fun, Acc, Name]).
foldr(Fun, Acc, Name) -> erlang:error(badarg, [Fun, Acc, Name]).
from_ets(Name, Table) -> erlang:error(badarg, [Name, Table]).
init_table(Name, Fun) -> erlang:error(badarg, [Name, Fun]).
init_table(Name, Fun, Options) -> erlang:error(badarg, [Name, Fun, Options]).
insert(Name, Objects) -> erlang:error(badarg, [Name, Objects]).
insert_new(Name, Objects) -> erlang:error(badarg, [Name, Objects]).
lookup(Name, Key) -> erlang:error(badarg, [Name, Key]).
match(Continuation) -> erlang:error(badarg, [Continuation]).
match(Name, Pattern) -> erlang:error(badarg, [Name, Pattern]).
match(Name, Pattern, Count) -> erlang:error(badarg, [Name, Pattern, Count]).
match_delete(Name, Pattern) -> erlang:error(badarg, [Name, Pattern]).
match_object(Continuation) -> erlang:error(badarg, [Continuation]).
match_object(Name, Pattern) -> erlang:error(badarg, [Name, Pattern]).
match_object(Name, Pattern, Count) -> erlang:error(badarg, [Name, Pattern, Count]).
member(Name, Key) -> erlang:error(badarg, [Name, Key]).
next(Name, Key) -> erlang:error(badarg, [Name, Key]).
safe_fixtable(Name, Fix) -> erlang:error(badarg, [Name, Fix]).
select(Continuation) -> erlang:error(badarg, [Continuation]).
select(Name, Specification) -> erlang:error(badarg, [Name, Specification]).
select(Name, Specification, Count) -> erlang:error(badarg, [Name, Specification, Count]).
select_delete(Name, Specification) -> erlang:error(badarg, [Name, Specification]).
slot(Name, Slot) -> erlang:error(badarg, [Name, Slot]).
sync(Name) -> erlang:error(badarg, [Name]).
table(Name) -> erlang:error(badarg, [Name]).
table(Name, Options) -> erlang:error(badarg, [Name, Options]).
to_ets(Name, Table) -> erlang:error(badarg, [Name, Table]).
traverse(Name, Fun) -> erlang:error(badarg, [Name, Fun]).
update_counter(Name, Key, Increment) -> erlang:error(badarg, [Name, Key, Increment]).
