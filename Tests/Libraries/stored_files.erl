%% file where it can write: storage of the board, and a folder of the desktop. Each answer with the line of its call.
-module(stored_files).

-export([start/0]).

-define(SHOW(Call), {?LINE, shown(catch Call)}).

-record(file_info, {size, type, access, atime, mtime, ctime, mode, links, major_device, minor_device, inode, uid, gid}).

%% What differs between two runs is left out.
shown({'EXIT', {Reason, _}}) -> {exit, Reason};
shown({ok, File}) when is_pid(File) -> {ok, file};
shown({ok, File, Name}) when is_pid(File) -> {ok, file, Name};
shown({ok, File}) when element(1, File) =:= file_descriptor -> {ok, raw};
shown({ok, #file_info{size = Size, type = Type, access = Access, mode = Mode, links = Links}}) when Type =:= regular ->
    {ok, {Size, Type, Access, Mode, Links}};
shown({ok, #file_info{type = Type}}) -> {ok, Type};
shown(Other) -> Other.

start() ->
    [
        {whole, whole()},
        {modes, modes()},
        {raw, raw()},
        {device, device()},
        {wrong, wrong()},
        {appended, appended()},
        {folders, folders()},
        {names, names()},
        {information, information()},
        {copies, copies()},
        {text, text()},
        {wide, wide()},
        {replaced, replaced()},
        {delayed, delayed()},
        {scripts, scripts()},
        {libraries, libraries()},
        {found, found()},
        {rest, rest()},
        {large, large()}
    ].

whole() ->
    [
        ?SHOW(file:write_file("whole", "abc")),
        ?SHOW(file:read_file("whole")),
        ?SHOW(file:write_file("whole", [<<"d">>, $e, ["f"]])),
        ?SHOW(file:read_file("./whole")),
        ?SHOW(file:write_file("whole", [1, 300])),
        ?SHOW(file:write_file("whole", foo)),
        ?SHOW(file:write_file("whole", "abc", [append])),
        ?SHOW(file:write_file("whole", "abc", [append, raw])),
        ?SHOW(file:read_file("whole")),
        ?SHOW(file:write_file("whole", "x", [exclusive])),
        ?SHOW(file:write_file("whole", "x", [binary])),
        ?SHOW(file:read_file("whole")),
        ?SHOW(file:write_file("whole", "", [raw])),
        ?SHOW(file:read_file("whole")),
        ?SHOW(file:delete("whole")),
        ?SHOW(file:delete("whole")),
        ?SHOW(file:read_file("whole")),
        ?SHOW(file:write_file("none/whole", "x"))
    ].

modes() ->
    ok = file:write_file("modes", "ab\r\ncd\r\n\r\ne\rf"),
    [
        ?SHOW(file:open("none", [])),
        ?SHOW(file:open("modes", [])),
        ?SHOW(file:open("modes", [foo])),
        ?SHOW(file:open("modes", foo)),
        ?SHOW(file:open("modes", read)),
        ?SHOW(file:open("modes", read_write)),
        ?SHOW(file:open("modes", {binary, read})),
        ?SHOW(file:open("modes", [exclusive])),
        ?SHOW(file:open("modes", [read, exclusive])),
        ?SHOW(file:open("new", [exclusive])),
        ?SHOW(file:open("modes", [binary])),
        ?SHOW(file:open("modes", [raw])),
        ?SHOW(file:open("modes", [raw, read_ahead, {read_ahead, 100}])),
        ?SHOW(file:open("modes", [{encoding, foo}])),
        ?SHOW(file:open("none/x", [write])),
        ?SHOW(file:open("modes/x", [write])),
        ?SHOW(file:open("modes/", [write])),
        ?SHOW(file:read_file("modes")),
        ?SHOW(file:open("modes", [read, write])),
        ?SHOW(file:read_file("modes")),
        ?SHOW(file:open("modes", [write])),
        ?SHOW(file:read_file("modes"))
    ].

raw() ->
    ok = file:write_file("lines", "ab\r\ncd\r\n\r\ne\rf"),
    {ok, Lines} = file:open("lines", [read, raw]),
    {ok, File} = file:open("raw", [read, write, binary, raw]),
    {ok, Written} = file:open("written", [write, raw]),
    [
        [?SHOW(file:read_line(Lines)), ?SHOW(file:position(Lines, cur)), ?SHOW(file:read_line(Lines)), ?SHOW(file:read_line(Lines))],
        [?SHOW(file:read_line(Lines)), ?SHOW(file:read_line(Lines)), ?SHOW(file:write(Lines, "1")), ?SHOW(file:pwrite(Lines, 0, "1"))],
        [?SHOW(file:truncate(Lines)), ?SHOW(file:sync(Lines)), ?SHOW(file:datasync(Lines)), ?SHOW(file:close(Lines))],
        ?SHOW(file:allocate(File, 0, 100)),
        ?SHOW(file:allocate(File, 0, 0)),
        ?SHOW(file:advise(File, 0, 0, normal)),
        ?SHOW(file:advise(File, 0, 0, foo)),
        ?SHOW(file:advise(File, a, 0, normal)),
        ?SHOW(file:read(File, 3)),
        ?SHOW(file:read_file_info("raw")),
        ?SHOW(file:pwrite(File, 5, "abc")),
        ?SHOW(file:position(File, cur)),
        ?SHOW(file:pread(File, 3, 7)),
        ?SHOW(file:pread(File, 200, 3)),
        ?SHOW(file:pread(File, -1, 3)),
        ?SHOW(file:pread(File, {bof, 5}, 3)),
        ?SHOW(file:pread(File, [{5, 1}, {98, 5}])),
        ?SHOW(file:pwrite(File, [{0, "a"}, {-1, "b"}])),
        ?SHOW(file:pwrite(File, [{0, "a"}, {3, b}])),
        ?SHOW(file:pwrite(File, [{150, "end"}, {1, <<"start">>}])),
        ?SHOW(file:read_file("raw")),
        ?SHOW(file:position(File, -1)),
        ?SHOW(file:position(File, foo)),
        ?SHOW(file:position(File, {bof, -1})),
        ?SHOW(file:position(File, {eof, -4})),
        ?SHOW(file:read(File, 100)),
        ?SHOW(file:read(File, 1)),
        ?SHOW(file:write(File, foo)),
        ?SHOW(file:write(File, [300])),
        ?SHOW(file:position(File, 10)),
        ?SHOW(file:truncate(File)),
        ?SHOW(file:read_file("raw")),
        ?SHOW(file:close(File)),
        ?SHOW(file:read(File, 1)),
        ?SHOW(file:close(File)),
        [?SHOW(file:read(Written, 1)), ?SHOW(file:write(Written, "1")), ?SHOW(file:read_line(Written)), ?SHOW(file:pread(Written, 0, 1))]
    ].

device() ->
    ok = file:write_file("lines", "ab\r\ncd\r\n\r\ne\rf"),
    {ok, Lines} = file:open("lines", [read]),
    {ok, File} = file:open("device", [write, read, binary]),
    {ok, Written} = file:open("written", [write]),
    {ok, Emptied} = file:open("lines", [read]),
    [
        [?SHOW(file:read_line(Lines)), ?SHOW(io:get_line(Lines, "")), ?SHOW(file:read(Lines, 2)), ?SHOW(file:position(Lines, cur))],
        [?SHOW(file:write(Lines, "x")), ?SHOW(file:read(Lines, 1)), ?SHOW(file:close(Lines))],
        ?SHOW(file:truncate(File)),
        ?SHOW(file:pwrite(File, 5, "abc")),
        ?SHOW(file:position(File, cur)),
        ?SHOW(file:pread(File, 0, 3)),
        ?SHOW(file:position(File, cur)),
        ?SHOW(file:pread(File, 100, 3)),
        ?SHOW(file:pread(File, [{0, 1}, {200, 1}])),
        ?SHOW(file:pread(File, -1, 3)),
        ?SHOW(file:pwrite(File, -1, "a")),
        ?SHOW(file:pwrite(File, [{0, "a"}, {-1, "b"}])),
        ?SHOW(file:position(File, foo)),
        ?SHOW(file:write(File, [300])),
        ?SHOW(file:write(File, foo)),
        ?SHOW(file:position(File, 0)),
        ?SHOW(io:put_chars(File, "text")),
        ?SHOW(io:format(File, "~p.~n", [{a, "b"}])),
        ?SHOW(file:read_file("device")),
        ?SHOW(io:format(File, "~ts", [[300]])),
        ?SHOW(file:write(File, "x")),
        ?SHOW(file:close(File)),
        [?SHOW(file:read(Written, 1)), ?SHOW(file:write(Written, "1"))],
        [?SHOW(file:truncate(Emptied)), ?SHOW(file:read(Emptied, 1))]
    ].

wrong() ->
    [
        ?SHOW(file:close(foo)),
        ?SHOW(file:close(spawn(fun() -> ok end))),
        ?SHOW(file:sync(foo)),
        ?SHOW(file:pread(foo, 1, 1)),
        ?SHOW(file:ipread_s32bu_p32bu(1, 2, 3)),
        ?SHOW(file:change_mode("lines", foo)),
        ?SHOW(file:copy("lines", "copy", -1)),
        ?SHOW(file:altname("none")),
        ?SHOW(file:read_link("lines")),
        ?SHOW(file:read_link("none"))
    ].

appended() ->
    {ok, File} = file:open("appended", [append]),
    [
        ?SHOW(file:write(File, "1")),
        ?SHOW(file:position(File, 0)),
        ?SHOW(file:write(File, "2")),
        ?SHOW(file:pwrite(File, 0, "3")),
        ?SHOW(file:position(File, cur)),
        ?SHOW(file:read_file("appended")),
        ?SHOW(file:open("appended", [append, read])),
        ?SHOW(file:open("appended", [append, write])),
        ?SHOW(file:read_file("appended")),
        ?SHOW(file:close(File))
    ].

folders() ->
    ok = file:write_file("file", "x"),
    [
        ?SHOW(file:make_dir("folder")),
        ?SHOW(file:make_dir("folder")),
        ?SHOW(file:open("folder", [write])),
        ?SHOW(file:open("folder", [read])),
        ?SHOW(file:open("folder", [read, write])),
        ?SHOW(file:open("folder", [append])),
        ?SHOW(file:open("folder", [exclusive, write])),
        ?SHOW(file:write_file("folder", "x")),
        ?SHOW(file:write_file("file/x", "x")),
        ?SHOW(file:read_file("file/x")),
        ?SHOW(file:make_dir("file/x")),
        ?SHOW(file:make_dir("file")),
        ?SHOW(file:make_dir("none/x")),
        ?SHOW(file:del_dir("file")),
        ?SHOW(file:delete("folder")),
        ?SHOW(file:delete("file/x")),
        ?SHOW(file:make_dir("folder/inner")),
        ?SHOW(file:write_file("folder/inner/file", "in")),
        ?SHOW(file:del_dir("folder")),
        ?SHOW(file:rename("folder", "folder/inner/x")),
        ?SHOW(file:rename("file", "folder")),
        ?SHOW(file:rename("folder", "file")),
        ?SHOW(file:rename("file", "file")),
        ?SHOW(file:rename("file", "none/x")),
        ?SHOW(file:rename("none", "x")),
        ?SHOW(file:rename("folder", "other")),
        ?SHOW(file:read_file("other/inner/file")),
        ?SHOW(file:rename("other/inner/file", "file")),
        ?SHOW(file:read_file("file")),
        ?SHOW(file:list_dir("other")),
        ?SHOW(file:list_dir("other/inner/")),
        ?SHOW(file:list_dir("file")),
        ?SHOW(file:list_dir("folder")),
        ?SHOW(file:read_file_info("other")),
        ?SHOW(file:del_dir_r("other")),
        ?SHOW(file:del_dir_r("none")),
        ?SHOW(file:del_dir_r("file")),
        ?SHOW(file:del_dir("none"))
    ].

names() ->
    ok = file:write_file("file", "x"),
    [
        ?SHOW(file:read_file("a\0b")),
        ?SHOW(file:open("a\0b", [read])),
        ?SHOW(file:delete("a\0b")),
        ?SHOW(file:delete(123)),
        ?SHOW(file:rename(foo, "x")),
        ?SHOW(file:open(123, [read])),
        ?SHOW(file:read_file("file/")),
        ?SHOW(file:read_file_info("file/")),
        ?SHOW(file:write_file("none/", "x")),
        ?SHOW(file:make_dir("stroke/")),
        ?SHOW(file:make_dir("")),
        ?SHOW(file:make_dir(".")),
        ?SHOW(file:make_dir("/")),
        ?SHOW(file:del_dir("/")),
        ?SHOW(file:delete("")),
        ?SHOW(file:delete("/")),
        ?SHOW(file:list_dir("")),
        ?SHOW(file:rename("", "x")),
        ?SHOW(file:set_cwd("none")),
        ?SHOW(file:write_file("gr\x{fc}\x{20ac}", "x")),
        ?SHOW(file:read_file(<<"gr\x{fc}\x{20ac}"/utf8>>)),
        ?SHOW(lists:member("gr\x{fc}\x{20ac}", element(2, file:list_dir(".")))),
        ?SHOW(file:write_file(lists:duplicate(300, $a), "x"))
    ].

information() ->
    ok = file:write_file("info", "12345"),
    None = #file_info{},
    {ok, Read} = file:read_file_info("info"),
    [
        ?SHOW(file:write_file_info("info", None#file_info{mode = 8#600})),
        ?SHOW(file:read_file_info("info")),
        ?SHOW(file:change_time("info", {{2020, 1, 2}, {3, 4, 5}})),
        ?SHOW((element(2, file:read_file_info("info")))#file_info.mtime),
        ?SHOW((element(2, file:read_file_info("info", [{time, universal}])))#file_info.mtime),
        ?SHOW((element(2, file:read_file_info("info", [{time, posix}])))#file_info.mtime),
        ?SHOW(file:write_file_info("info", None#file_info{mtime = 1000000000}, [{time, posix}])),
        ?SHOW((element(2, file:read_link_info("info", [{time, universal}])))#file_info.mtime),
        ?SHOW(file:write_file_info("info", Read)),
        ?SHOW(file:read_file_info("info")),
        ?SHOW(file:change_mode("info", 8#640)),
        ?SHOW(file:read_file_info("info")),
        ?SHOW(file:change_mode("none", 1)),
        ?SHOW(file:read_file_info("info", [{time, foo}])),
        ?SHOW(file:read_file_info("none"))
    ].

copies() ->
    ok = file:write_file("from", "0123456789"),
    {ok, From} = file:open("from", [read]),
    {ok, To} = file:open("to", [write, raw]),
    [
        ?SHOW(file:copy("from", "copy")),
        ?SHOW(file:read_file("copy")),
        ?SHOW(file:copy("from", "copy", 3)),
        ?SHOW(file:read_file("copy")),
        ?SHOW(file:copy("none", "copy")),
        ?SHOW(file:copy("from", "none/copy")),
        ?SHOW(file:copy("from", {"copy", [append]})),
        ?SHOW(file:read_file("copy")),
        ?SHOW(file:copy(From, To, 4)),
        ?SHOW(file:copy(From, To)),
        ?SHOW(file:close(To)),
        ?SHOW(file:read_file("to"))
    ].

text() ->
    {ok, File} = file:open("text", [read, write, {encoding, utf8}]),
    {ok, Other} = file:open("latin1", [write]),
    ok = file:write_file("wrong", <<"ab", 255, "c\n">>),
    {ok, Wrong} = file:open("wrong", [read, {encoding, utf8}]),
    [
        ?SHOW(io:format(File, "~ts~n~w.~n", ["\x{20ac}\x{e4}b", {a, "x"}])),
        ?SHOW(file:read_file("text")),
        ?SHOW(file:position(File, bof)),
        ?SHOW(io:get_chars(File, "", 2)),
        ?SHOW(file:position(File, cur)),
        ?SHOW(io:get_line(File, "")),
        ?SHOW(io:read(File, "")),
        ?SHOW(io:read(File, "")),
        ?SHOW(file:position(File, bof)),
        ?SHOW(io:getopts(File)),
        ?SHOW(io:setopts(File, [binary])),
        ?SHOW(io:get_line(File, "")),
        ?SHOW(io:setopts(File, [list, {encoding, latin1}])),
        ?SHOW(file:position(File, bof)),
        ?SHOW(io:get_line(File, "")),
        ?SHOW(io:fwrite(Other, "\x{e4}~n", [])),
        ?SHOW(file:close(Other)),
        ?SHOW(file:read_file("latin1")),
        ?SHOW(io:get_line(Wrong, "")),
        ?SHOW(file:close(File))
    ].

%% Whoever has a file open sees what write_file/2 makes of it, but not what takes its place by another name.
replaced() ->
    ok = file:write_file("replaced", "0123456789"),
    ok = file:write_file("other", "other"),
    {ok, Raw} = file:open("replaced", [read, write, raw]),
    {ok, File} = file:open("replaced", [read, append]),
    [
        ?SHOW(file:read(Raw, 4)),
        ?SHOW(file:write_file("replaced", "abcdef")),
        ?SHOW(file:read(Raw, 4)),
        ?SHOW(file:read(File, 3)),
        ?SHOW(file:pwrite(Raw, 1, "X")),
        ?SHOW(file:read_file("replaced")),
        ?SHOW(file:write_file("replaced", "a")),
        ?SHOW(file:read(Raw, 4)),
        ?SHOW(file:write(File, "end")),
        ?SHOW(file:read_file("replaced")),
        ?SHOW(file:write_file("replaced", "")),
        ?SHOW(file:position(File, eof)),
        ?SHOW(file:rename("other", "replaced")),
        ?SHOW(file:write(File, "unseen")),
        ?SHOW(file:pread(Raw, 0, 10)),
        ?SHOW(file:read_file("replaced")),
        ?SHOW(file:delete("replaced")),
        ?SHOW(file:write_file("replaced", "new")),
        ?SHOW(file:pread(Raw, 0, 10)),
        ?SHOW(file:close(File)),
        ?SHOW(file:close(Raw)),
        ?SHOW(file:read_file("replaced")),
        ?SHOW(file:delete("replaced"))
    ].

%% Encodings of two and four bytes.
wide() -> [wide(Encoding) || Encoding <- [utf16, {utf16, big}, {utf16, little}, utf32, {utf32, little}, {utf32, big}, {utf16, middle}, utf8]].

wide(Encoding) ->
    case file:open("wide", [read, write, {encoding, Encoding}]) of
        {ok, File} -> wide(Encoding, File);
        Error -> Error
    end.

wide(Encoding, File) ->
    Text = [
        ?SHOW(io:format(File, "~ts~n~w.~n", ["\x{20ac}\x{e4}\x{1f600}b", {a, "x"}])),
        ?SHOW(io:put_chars(File, "\x{a0a}\x{a00}line\r\nnext\nrest")),
        ?SHOW(file:read_file("wide")),
        ?SHOW(io:getopts(File)),
        ?SHOW(file:position(File, bof)),
        ?SHOW(io:get_chars(File, "", 3)),
        ?SHOW(file:position(File, cur)),
        ?SHOW(io:get_line(File, "")),
        ?SHOW(io:read(File, "")),
        ?SHOW(io:get_line(File, "")),
        ?SHOW(io:get_line(File, "")),
        ?SHOW(io:setopts(File, [binary])),
        ?SHOW(io:get_line(File, "")),
        ?SHOW(io:get_chars(File, "", 2)),
        ?SHOW(io:get_line(File, "")),
        ?SHOW(io:get_line(File, "")),
        ?SHOW(file:position(File, bof)),
        ?SHOW(io:setopts(File, [list])),
        ?SHOW(io:setopts(File, [{encoding, latin1}])),
        ?SHOW(io:get_chars(File, "", 4)),
        ?SHOW(file:close(File))
    ],
    {ok, Long} = file:open("long", [read, write, {encoding, Encoding}]),
    ok = io:put_chars(Long, [lists:duplicate(300, $a), $\n, lists:duplicate(200, 16#20ac), $\n]),
    {ok, 0} = file:position(Long, bof),
    [Text, ?SHOW(length(io:get_line(Long, ""))), ?SHOW(io:get_line(Long, "")), ?SHOW(file:close(Long))].

delayed() ->
    {ok, File} = file:open("delayed", [write, read, raw, binary, delayed_write]),
    _ = [ok = file:write(File, integer_to_list(N)) || N <- lists:seq(1, 2000)],
    [
        ?SHOW(file:position(File, 100)),
        ?SHOW(file:write(File, "hundred")),
        ?SHOW(file:pread(File, 95, 20)),
        ?SHOW(file:pwrite(File, 98, "xx")),
        ?SHOW(file:write(File, "y")),
        ?SHOW(file:close(File)),
        ?SHOW(erlang:crc32(element(2, file:read_file("delayed")))),
        ?SHOW(file:read_file_info("delayed"))
    ].

scripts() ->
    ok = file:write_file("terms", "{a, 1}.\n\"x\". % c\n"),
    ok = file:write_file("script", "X = 1 + 2.\n{X, Y}.\n"),
    ok = file:write_file("wrong", "X = 1 +.\n"),
    ok = file:write_file("empty", ""),
    ok = file:make_dir("path"),
    ok = file:write_file("path/there", "here.\n"),
    Bound = erl_eval:add_binding('Y', bound, erl_eval:new_bindings()),
    [
        ?SHOW(file:consult("terms")),
        ?SHOW(file:consult("wrong")),
        ?SHOW(file:script("script", Bound)),
        ?SHOW(element(1, file:script("script"))),
        ?SHOW(file:script("wrong")),
        ?SHOW(file:script("empty")),
        ?SHOW(file:eval("script", Bound)),
        ?SHOW(file:eval("empty")),
        ?SHOW(file:eval("none")),
        ?SHOW(file:path_consult(["none", "path"], "there")),
        ?SHOW(file:path_consult(["none"], "there")),
        ?SHOW(file:path_eval([".", "path"], "there")),
        ?SHOW(file:path_script(["path"], "there")),
        ?SHOW(file:path_open(["none", "path"], "there", [read]))
    ].

libraries() ->
    [
        ?SHOW(filelib:ensure_dir("made/for/file")),
        ?SHOW(file:write_file("made/for/file", "x")),
        ?SHOW(filelib:is_dir("made/for")),
        ?SHOW(filelib:is_regular("made/for/file")),
        ?SHOW(filelib:file_size("made/for/file")),
        ?SHOW(filelib:wildcard("made/*/f*")),
        ?SHOW(filelib:fold_files("made", ".*", true, fun(Name, Names) -> [Name | Names] end, []))
    ].

%% filelib: what is found by its name, and by that of another.
found() ->
    ok = filelib:ensure_dir("look/ebin/x"),
    ok = filelib:ensure_dir("look/src/in/x"),
    ok = file:write_file("look/src/in/m.erl", "-module(m).\n"),
    ok = file:write_file("look/ebin/m.beam", "x"),
    ok = file:write_file("look/ebin/n.erl", "-module(n).\n"),
    ok = file:change_time("look/ebin/m.beam", {{2020, 1, 2}, {3, 4, 5}}),
    [
        ?SHOW(filelib:find_file("m.erl", "look/src")),
        ?SHOW(filelib:find_file("m.erl", "look/src/in")),
        ?SHOW(filelib:find_file("m.erl", "look/ebin", [{"ebin", "src/in"}])),
        ?SHOW(filelib:find_file("m.erl", "look/ebin", [{"nothing", "src"}])),
        ?SHOW(filelib:find_source("look/ebin/n.beam")),
        ?SHOW(filelib:find_source("look/ebin/m.beam")),
        ?SHOW(filelib:find_source("m.beam", "look/ebin")),
        ?SHOW(filelib:find_source("n.beam", "look/ebin")),
        ?SHOW(filelib:find_source("m.beam", "look/ebin", [{".beam", ".erl", [{"ebin", "src/*"}]}])),
        ?SHOW(filelib:find_source("m.beam", "look/ebin", [])),
        ?SHOW(filelib:last_modified("look/ebin/m.beam")),
        ?SHOW(filelib:last_modified("look/none")),
        ?SHOW(filelib:wildcard("*/*.{erl,beam}", "look")),
        ?SHOW(filelib:wildcard("**/m.*", "look")),
        ?SHOW(filelib:wildcard("ebin/?.[be]*", "look")),
        ?SHOW(filelib:wildcard("none/*", "look")),
        ?SHOW(filelib:is_file("look/ebin")),
        ?SHOW(filelib:file_size("look/none")),
        [?SHOW(filelib:ensure_path("look/a/b")), ?SHOW(filelib:is_dir("look/a/b")), ?SHOW(filelib:ensure_path("look/ebin/m.beam")), ?SHOW(filelib:ensure_dir("look/ebin/m.beam/x"))]
    ].

%% What is left of file.
rest() ->
    ok = file:write_file("rest", "X = 1, {X, Y}.\n"),
    ok = filelib:ensure_dir("of/folder/x"),
    ok = file:write_file("of/folder/x", "ab"),
    Bound = erl_eval:add_binding('Y', bound, erl_eval:new_bindings()),
    [
        ?SHOW(file:path_script(["none", "of", "."], "rest", Bound)),
        ?SHOW(file:path_script(["none"], "rest", Bound)),
        ?SHOW(file:path_eval(["."], "rest", Bound)),
        ?SHOW(file:list_dir_all("of")),
        ?SHOW(file:list_dir_all("none")),
        ?SHOW(file:read_link_all("rest")),
        ?SHOW(file:read_link_all("none")),
        ?SHOW(file:read_link_info("rest")),
        ?SHOW(file:read_link_info("none")),
        ?SHOW(file:change_time("rest", {{2020, 1, 2}, {3, 4, 5}}, {{2021, 1, 2}, {3, 4, 5}})),
        ?SHOW((element(2, file:read_file_info("rest")))#file_info.mtime),
        ?SHOW(file:change_time("none", {{2020, 1, 2}, {3, 4, 5}}, {{2021, 1, 2}, {3, 4, 5}})),
        ?SHOW(file:change_owner("none", 0)),
        ?SHOW(file:change_owner("none", 0, 0)),
        ?SHOW(file:change_group("none", 0)),
        ?SHOW(file:make_link("none", "link")),
        ?SHOW(file:make_link("rest", "of")),
        ?SHOW(file:make_symlink("rest", "of")),
        ?SHOW(element(1, file:get_cwd())),
        ?SHOW(file:get_cwd("Z:")),
        ?SHOW(file:format_error(enoent)),
        ?SHOW(lists:flatten(file:format_error({3, erl_parse, ["syntax error before: ", "x"]}))),
        ?SHOW(file:delete("none", [raw])),
        ?SHOW(file:delete("of/folder/x", [raw])),
        ?SHOW(file:read_file("of/folder/x")),
        newer()
    ].

-if(?OTP_RELEASE >= 27).
newer() -> [?SHOW(file:read_file("rest", [raw])), ?SHOW(file:read_file("rest", [])), ?SHOW(file:read_file("none", [raw])), ?SHOW(file:read_file("rest", [foo]))].
-else.
newer() -> none.
-endif.

%% More than a page, written and changed in pieces.
large() ->
    {ok, File} = file:open("large", [read, write, raw, binary]),
    _ = [ok = file:write(File, binary:copy(<<N>>, 1000)) || N <- lists:seq(1, 30)],
    _ = [ok = file:pwrite(File, N * 700, <<"here", N>>) || N <- lists:seq(1, 40)],
    {ok, All} = file:read_file("large"),
    {ok, Part} = file:pread(File, 12345, 5000),
    [byte_size(All), erlang:crc32(All), erlang:crc32(Part), ?SHOW(file:position(File, eof)), ?SHOW(file:close(File))].
