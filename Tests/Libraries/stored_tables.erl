%% dets, disk_log and tables of ets in files, where these can be written: OTP's own modules over storage of the board, and over a folder of the
%% desktop.
-module(stored_tables).

-export([start/0]).

start() -> [{dets, tables()}, {bags, bags()}, {broken, broken()}, {ets, ets_files()}, {logs, logs()}, {wrapped, wrapped()}].

tables() ->
    {ok, table} = dets:open_file(table, [{file, "table.dets"}, {type, set}]),
    ok = dets:insert(table, [{N, N * N} || N <- lists:seq(1, 500)]),
    Changes = [
        dets:lookup(table, 17),
        dets:info(table, size),
        dets:delete(table, 17),
        dets:lookup(table, 17),
        dets:update_counter(table, 18, 5),
        dets:insert_new(table, {18, x}),
        dets:match(table, {20, '$1'}),
        dets:member(table, 21),
        dets:foldl(fun({_, V}, Sum) -> V + Sum end, 0, table),
        dets:close(table)
    ],
    {ok, Again} = dets:open_file("table.dets"),
    [
        Changes,
        dets:is_dets_file("table.dets"),
        length(dets:select(Again, [{{'$1', '_'}, [{'<', '$1', 100}], ['$1']}])),
        dets:match_delete(Again, {'_', '_'}),
        dets:info(Again, size),
        dets:close(Again),
        dets:open_file(none, [{file, "none/table"}]),
        dets:open_file("none")
    ].

bags() ->
    {ok, bag} = dets:open_file(bag, [{file, "bag.dets"}, {type, bag}]),
    ok = dets:insert(bag, [{a, 1}, {a, 2}, {b, 1}]),
    Table = ets:new(from, [bag]),
    Result = [
        lists:sort(dets:lookup(bag, a)),
        dets:delete_object(bag, {a, 1}),
        dets:sync(bag),
        dets:lookup(bag, a),
        dets:to_ets(bag, Table) =:= Table,
        lists:sort(ets:tab2list(Table)),
        dets:all(),
        dets:close(bag),
        dets:all()
    ],
    true = ets:delete(Table),
    Result.

%% A table that was not closed is repaired when it is opened again.
broken() ->
    Process = spawn(fun() ->
        {ok, broken} = dets:open_file(broken, [{file, "broken.dets"}, {auto_save, infinity}]),
        ok = dets:insert(broken, [{N, "value"} || N <- lists:seq(1, 50)]),
        ok = dets:sync(broken),
        {ok, _} = file:copy("broken.dets", "copy.dets")
    end),
    Monitor = erlang:monitor(process, Process),
    receive
        {'DOWN', Monitor, _, _, _} -> ok
    end,
    {ok, copy} = dets:open_file(copy, [{file, "copy.dets"}, {repair, true}]),
    Result = [dets:info(copy, size), dets:lookup(copy, 30), dets:close(copy)],
    Result.

ets_files() ->
    Table = ets:new(table, [ordered_set]),
    true = ets:insert(Table, [{N, lists:duplicate(N, a)} || N <- lists:seq(1, 50)]),
    ok = ets:tab2file(Table, "set.tab"),
    ok = ets:tab2file(Table, "checked.tab", [{extended_info, [md5sum, object_count]}, {sync, true}]),
    {ok, Read} = ets:file2tab("set.tab"),
    {ok, Checked} = ets:file2tab("checked.tab", [{verify, true}]),
    {ok, Info} = ets:tabfile_info("checked.tab"),
    [
        ets:tab2list(Read) =:= ets:tab2list(Table),
        ets:tab2list(Checked) =:= ets:tab2list(Table),
        [lists:keyfind(Key, 1, Info) || Key <- [name, type, size, extended_info, version]],
        ets:tab2file(Table, "none/set.tab"),
        ets:file2tab("none.tab")
    ].

logs() ->
    {ok, log} = disk_log:open([{name, log}, {file, "log"}]),
    ok = disk_log:log(log, hello),
    ok = disk_log:log_terms(log, [1, 2, {x, "y"}]),
    Written = [disk_log:sync(log), terms(disk_log:chunk(log, start)), disk_log:close(log)],
    {ok, log} = disk_log:open([{name, log}, {file, "log"}, {mode, read_only}]),
    Read = [terms(disk_log:chunk(log, start, 2)), disk_log:log(log, more), disk_log:close(log)],
    {ok, text} = disk_log:open([{name, text}, {file, "text"}, {format, external}]),
    Text = [disk_log:blog(text, "one\n"), disk_log:blog(text, <<"two\n">>), disk_log:close(text), file:read_file("text")],
    [Written, Read, Text, disk_log:log(none, x)].

terms({_, Terms}) -> Terms;
terms(Other) -> Other.

wrapped() ->
    {ok, wrapped} = disk_log:open([{name, wrapped}, {file, "wrapped"}, {type, wrap}, {size, {1000, 3}}]),
    _ = [ok = disk_log:log(wrapped, {N, lists:seq(1, 20)}) || N <- lists:seq(1, 100)],
    Info = disk_log:info(wrapped),
    Last = last(wrapped, start, none),
    [lists:keyfind(Key, 1, Info) || Key <- [type, size, current_file]] ++ [Last, disk_log:close(wrapped)].

last(Log, Continuation, Last) ->
    case disk_log:chunk(Log, Continuation) of
        eof -> Last;
        {Next, Terms} -> last(Log, Next, lists:last(Terms))
    end.
