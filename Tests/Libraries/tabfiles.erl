%% ETS tables in files: what a desktop has written is read, and what would write says that it cannot. The files are those of `write/0`.
-module(tabfiles).

-export([start/0, write/0]).

start() ->
    [
        {info, [info(ets:tabfile_info(File)) || File <- files()]},
        {read, [caught(fun() -> read(ets:file2tab(File, Options)) end) || File <- files(), Options <- [[], [{verify, true}], [{table, other}], [bad]]]},
        {none, ets:file2tab("tabfiles/none.tab"), ets:tabfile_info("tabfiles/none.tab")},
        {no_table, ets:file2tab("tabfiles/text"), ets:tabfile_info("tabfiles/text")},
        {taken, taken()},
        {wrong, [caught(fun() -> ets:tab2file(set, "tabfiles/new.tab", Options) end) || Options <- [[bad], bad]]},
        {written, written(fun(Table) -> ets:tab2file(Table, "no_folder/new.tab") end)},
        {dets, dets:info(none), dets:close(none), dets:all(), [caught(Fun) || Fun <- not_open()]},
        {opened, opened(dets:open_file(some, [{file, "no_folder/new.dets"}]))}
    ].

files() -> ["tabfiles/set.tab", "tabfiles/checked.tab", "tabfiles/large.tab"].

info({ok, Info}) -> {ok, lists:sort(lists:keydelete(size, 1, Info))};
info(Other) -> Other.

read({ok, Table}) ->
    Result = {ets:info(Table, type), ets:info(Table, named_table), ets:info(Table, keypos), erlang:phash2(lists:sort(ets:tab2list(Table)))},
    true = ets:delete(Table),
    Result;
read(Other) ->
    Other.

taken() ->
    _ = ets:new(set, [named_table]),
    Answer = ets:file2tab("tabfiles/set.tab"),
    true = ets:delete(set),
    Answer.

written(Write) ->
    Table = ets:new(written, []),
    case Write(Table) of
        {error, {file_error, "no_folder/new.tab", _}} -> file_error;
        Other -> Other
    end.

opened({error, {file_error, "no_folder/new.dets", _}}) -> file_error;
opened(Other) -> Other.

not_open() ->
    Table = ets:new(table, []),
    [
        fun() -> dets:lookup(none, key) end,
        fun() -> dets:insert(none, {key, 1}) end,
        fun() -> dets:first(none) end,
        fun() -> ets:to_dets(Table, none) end,
        fun() -> ets:from_dets(Table, none) end
    ].

caught(Fun) ->
    try
        Fun()
    catch
        Class:Reason -> {Class, Reason}
    end.

write() ->
    set = ets:new(set, [named_table, public]),
    ets:insert(set, [{N, integer_to_list(N), #{N => <<N>>}} || N <- lists:seq(1, 250)]),
    ok = ets:tab2file(set, "tabfiles/set.tab"),
    Ordered = ets:new(ordered, [ordered_set, {keypos, 2}]),
    ets:insert(Ordered, [{N * 1.5, N} || N <- lists:seq(1, 30)]),
    ok = ets:tab2file(Ordered, "tabfiles/checked.tab", [{extended_info, [object_count, md5sum]}]),
    Large = ets:new(large, [bag]),
    ets:insert(Large, [{large, binary:copy(<<"large">>, 14000)}]),
    ok = ets:tab2file(Large, "tabfiles/large.tab", [{extended_info, [md5sum]}]).
