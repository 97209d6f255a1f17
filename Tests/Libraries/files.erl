%% file over plain files that can only be read: those in Tests/Libraries/files. filelib over file. What would write is not asked: where erl
%% runs, it could.
-module(files).

-export([start/0]).

-define(PRIV, "files/priv/").

start() ->
    [{whole, whole()}, {folders, folders()}, {terms, terms()}, {open, open()}, {errors, errors()}, {ram, ram()}].

sorted({ok, List}) -> {ok, lists:sort(List)};
sorted(Other) -> Other.

whole() ->
    [
        file:read_file(?PRIV "lines.txt"),
        file:read_file(<<?PRIV "lines.txt">>),
        file:read_file([?PRIV, $., "/lines.", <<"txt">>]),
        file:read_file(?PRIV "../priv/lines.txt"),
        file:read_file(?PRIV "nothing"),
        file:read_file(?PRIV),
        file:read_file(?PRIV "lines.txt/x"),
        file:read_file({no, name}),
        file:read_file("")
    ].

folders() ->
    {ok, Info} = file:read_file_info(?PRIV "lines.txt"),
    {ok, Folder} = file:read_file_info("files/priv"),
    [
        sorted(file:list_dir("files")),
        sorted(file:list_dir(?PRIV)),
        file:list_dir("files/nothing"),
        file:list_dir(?PRIV "lines.txt"),
        {element(2, Info), element(3, Info), element(3, Folder)},
        file:read_file_info(?PRIV "nothing"),
        filelib:is_regular(?PRIV "lines.txt"),
        filelib:is_regular(?PRIV "more"),
        filelib:is_dir(?PRIV "more"),
        filelib:is_file(?PRIV "nothing"),
        filelib:file_size(?PRIV "lines.txt"),
        filelib:wildcard(?PRIV "*.cfg")
    ].

terms() ->
    [
        file:consult(?PRIV "terms.cfg"),
        file:consult(?PRIV "wrong.cfg"),
        file:consult(?PRIV "lines.txt"),
        file:consult(?PRIV "nothing")
    ].

open() ->
    {ok, File} = file:open(?PRIV "lines.txt", [read]),
    Read = [
        file:read(File, 3),
        file:read_line(File),
        io:get_line(File, ""),
        file:position(File, bof),
        file:read(File, 100),
        file:read(File, 1),
        file:pread(File, 2, 3),
        file:pread(File, [{0, 2}, {5, 1}]),
        file:position(File, {eof, -2}),
        file:read(File, 9),
        file:position(File, {bof, 5}),
        file:position(File, {cur, 1}),
        file:position(File, 1),
        io:get_chars(File, "", 4),
        file:position(File, {cur, -100}),
        file:close(File),
        file:read(File, 1)
    ],
    {ok, Binary} = file:open(?PRIV "terms.cfg", [read, binary, raw]),
    More = [file:read(Binary, 2), file:read_line(Binary), file:close(Binary)],
    {ok, Terms} = file:open(?PRIV "terms.cfg", [read]),
    All = [io:read(Terms, ""), io:read(Terms, ""), io:read(Terms, ""), io:read(Terms, ""), file:close(Terms)],
    [Read, More, All, file:open(?PRIV "nothing", [read]), file:open(?PRIV, [read])].

errors() ->
    {error, Wrong} = file:consult(?PRIV "wrong.cfg"),
    [
        [file:format_error(Reason) || Reason <- [enoent, enotdir, eisdir, erofs, badarg, eexist, ebadf, einval]],
        lists:flatten(file:format_error(Wrong)),
        file:delete(?PRIV "nothing"),
        file:rename(?PRIV "nothing", ?PRIV "else"),
        file:make_dir(?PRIV "more"),
        file:copy(?PRIV "nothing", ?PRIV "else")
    ].

%% Files in RAM. OTP's have no read_line/1.
ram() ->
    {ok, Read} = file:open(<<"hello\nworld\n">>, [ram, read, binary]),
    {ok, Write} = file:open("hello", [ram, write]),
    {ok, Both} = file:open(["hel", <<"lo">>], [ram, read, write, binary]),
    {ok, From} = file:open("abc", [ram]),
    {ok, To} = file:open("", [ram, read, write]),
    [
        [
            file:read(Read, 3), file:position(Read, bof), file:read(Read, 100), file:read(Read, 1), file:pread(Read, 2, 3),
            file:pread(Read, [{0, 2}, {20, 3}]), file:position(Read, cur), file:write(Read, "x"), file:truncate(Read), file:close(Read)
        ],
        [
            file:write(Write, "HE"), file:position(Write, bof), file:read(Write, 10), file:position(Write, eof), file:write(Write, " more"),
            file:close(Write)
        ],
        [
            file:write(Both, "HE"), file:position(Both, bof), file:read(Both, 10), file:position(Both, 10), file:write(Both, "more"),
            file:pread(Both, 0, 30), file:pwrite(Both, 1, <<"x">>), file:pwrite(Both, [{2, "y"}, {3, "z"}]), file:position(Both, 4),
            file:truncate(Both), file:pread(Both, 0, 30), file:position(Both, {eof, -1}), file:position(Both, {cur, -100}),
            file:position(Both, {bof, -1}), file:position(Both, foo), file:sync(Both), file:datasync(Both), file:advise(Both, 0, 1, normal),
            file:allocate(Both, 0, 20), file:pread(Both, 0, 30), file:read(Both, -1), file:read(Both, a), file:write(Both, [300]),
            file:write(Both, a), file:close(Both)
        ],
        [file:copy(From, To), file:position(To, 0), file:read(To, 9), file:write(From, "x"), file:close(From), file:close(To)],
        [
            file:open(Data, Modes)
         || {Data, Modes} <- [
                {abc, [ram]}, {[300], [ram, read]}, {"a", [ram, append]}, {"a", [ram, foo]}, {"a", [ram, compressed]},
                {"a", [ram, {encoding, utf8}]}, {"a", [ram, exclusive]}, {"a", [ram, {read_ahead, 10}]}
            ]
        ]
    ].
