%% Tests of `beamlet_store_files` and its log on a desktop, over a model of flash: `storing:main()`.
%%
%% What files there are is compared with a map. Random changes, on pages of several sizes, go round the log many times; power fails in each
%% change of flash of a workload in turn, and in random ones; writes fail by themselves.
-module(storing).

-export([main/0]).

main() ->
    Tests = [
        {"random changes", fun() -> [random(Sizes, Seed, 3000) || Sizes <- storages(), Seed <- [1, 2, 3]] end},
        {"power fails in each change", fun() -> [cut(Sizes) || Sizes <- storages()] end},
        {"power fails again and again", fun() -> [cut_often(Sizes, Seed) || Sizes <- storages(), Seed <- lists:seq(1, 8)] end},
        {"writes fail", fun() -> [failing(Sizes, Seed) || Sizes <- storages(), Seed <- [1, 2, 3]] end},
        {"full", fun() -> [full(Sizes) || Sizes <- storages()] end},
        {"wear", fun() -> [wear(Sizes) || Sizes <- storages()] end},
        {"open files", fun() -> [opened(Sizes) || Sizes <- storages()] end}
    ],
    lists:foreach(
        fun({Name, Test}) ->
            {Time, _} = timer:tc(Test),
            io:format("~s: passed in ~p ms~n", [Name, Time div 1000])
        end,
        Tests
    ).

%% Pages as boards have them: equal, two large ones, small ones, unequal ones.
storages() ->
    [
        lists:duplicate(8, 4096),
        [16384, 16384],
        lists:duplicate(12, 1024),
        [16384, 4096, 4096, 2048, 16384, 8192]
    ].

%% ---- The model: a map of Name => {regular, Contents} | directory. A name is a list of binaries.

start(Sizes, Seed) ->
    _ = rand:seed(exsss, Seed),
    restart(),
    beamlet_flash:new(Sizes, Seed).

%% As after a reset: what was in memory is gone.
restart() ->
    case whereis(beamlet_store) of
        undefined ->
            ok;
        Store ->
            Monitor = erlang:monitor(process, Store),
            exit(Store, kill),
            receive
                {'DOWN', Monitor, _, _, _} -> ok
            end
    end.

%% What is stored, as the model has it.
stored() -> maps:from_list(stored([])).

stored(Folder) ->
    {ok, Names} = beamlet_store:names(Folder),
    lists:append([entry(Folder ++ [Name]) || Name <- Names]).

entry(Path) ->
    case beamlet_store:info(Path) of
        {ok, {directory, _, _, _}} ->
            [{Path, directory} | stored(Path)];
        {ok, {regular, Size, _, _}} ->
            {ok, Bytes} = beamlet_store:contents(Path),
            Size = byte_size(Bytes),
            [{Path, {regular, Bytes}}]
    end.

same(Model, What) ->
    case stored() of
        Model -> ok;
        Other -> error({differs, What, diff(Model, Other)})
    end.

diff(A, B) ->
    [
        {Name, brief(maps:get(Name, A, none)), brief(maps:get(Name, B, none))}
     || Name <- lists:usort(maps:keys(A) ++ maps:keys(B)), maps:get(Name, A, none) =/= maps:get(Name, B, none)
    ].

brief({regular, Bytes}) -> {byte_size(Bytes), erlang:crc32(Bytes)};
brief(Other) -> Other.

%% ---- Changes

%% A random change, as {what to do, parameters}.
change(Model) ->
    Files = [Name || {Name, {regular, _}} <- maps:to_list(Model)],
    Folders = [[] | [Name || {Name, directory} <- maps:to_list(Model), length(Name) < 3]],
    case rand:uniform(20) of
        1 -> {create, directory, any(Folders) ++ [word()]};
        N when N < 4 -> {create, regular, any(Folders) ++ [word()]};
        N when N < 7 -> {replace, any(Folders) ++ [word()], bytes(3000)};
        N when N < 10, Files =/= [] -> {append, any(Files), bytes(300)};
        N when N < 13, Files =/= [] -> {write, any(Files), rand:uniform(4000) - 1, bytes(600)};
        N when N < 15, Files =/= [] -> {resize, any(Files), rand:uniform(4000) - 1};
        N when N < 17, Files =/= [] -> {rename, any(Files), any(Folders) ++ [word()]};
        17 when length(Folders) > 1 -> {rename, any(tl(Folders)), any(Folders) ++ [word()]};
        18 when length(Folders) > 1 -> {delete, any(tl(Folders))};
        N when N > 18, Files =/= [] -> {delete, any(Files)};
        _ -> change(Model)
    end.

any(List) -> lists:nth(rand:uniform(length(List)), List).
word() -> any([<<"a">>, <<"bb">>, <<"name">>, <<"longer-name.txt">>, <<"x">>, <<"y">>, binary:copy(<<"long">>, 50)]).
bytes(Most) -> rand:bytes(rand:uniform(Most) - 1).

%% What a change makes of the model; `error` where it is refused.
expected({create, Type, Name}, Model) ->
    case maps:is_key(Name, Model) of
        true -> error;
        false when Type =:= directory -> Model#{Name => directory};
        false -> Model#{Name => {regular, <<>>}}
    end;
expected({replace, Name, Bytes}, Model) ->
    case Model of
        #{Name := directory} -> error;
        _ -> Model#{Name => {regular, Bytes}}
    end;
expected({append, Name, Bytes}, Model) ->
    #{Name := {regular, Old}} = Model,
    Model#{Name => {regular, <<Old/binary, Bytes/binary>>}};
expected({write, _, _, <<>>}, Model) ->
    Model;
expected({write, Name, At, Bytes}, Model) ->
    #{Name := {regular, Old}} = Model,
    Long = sized(Old, max(byte_size(Old), At + byte_size(Bytes))),
    Count = byte_size(Bytes),
    <<Before:At/binary, _:Count/binary, Behind/binary>> = Long,
    Model#{Name => {regular, <<Before/binary, Bytes/binary, Behind/binary>>}};
expected({resize, Name, Size}, Model) ->
    #{Name := {regular, Old}} = Model,
    Model#{Name => {regular, sized(Old, Size)}};
expected({rename, Name, Name}, Model) ->
    Model;
expected({rename, Old, New}, Model) ->
    case {maps:get(Old, Model), maps:get(New, Model, none)} of
        {{regular, _}, directory} -> error;
        {directory, {regular, _}} -> error;
        {directory, directory} ->
            case lists:prefix(Old, New) orelse [N || N <- maps:keys(Model), N =/= New, lists:prefix(New, N)] =/= [] of
                true -> error;
                false -> moved(Old, New, Model)
            end;
        {directory, none} ->
            case lists:prefix(Old, New) of
                true -> error;
                false -> moved(Old, New, Model)
            end;
        _ -> moved(Old, New, Model)
    end;
expected({delete, Name}, Model) ->
    case [N || N <- maps:keys(Model), N =/= Name, lists:prefix(Name, N)] of
        [] -> maps:remove(Name, Model);
        _ -> error
    end.

sized(Bytes, Size) when byte_size(Bytes) >= Size -> binary:part(Bytes, 0, Size);
sized(Bytes, Size) -> <<Bytes/binary, 0:(Size - byte_size(Bytes))/unit:8>>.

moved(Old, New, Model) ->
    maps:from_list([
        case lists:prefix(Old, Name) of
            true -> {New ++ lists:nthtail(length(Old), Name), Value};
            false -> {Name, Value}
        end
     || {Name, Value} <- maps:to_list(maps:remove(New, Model))
    ]).

%% The same in the store.
request({create, Type, Name}) -> beamlet_store:create(Type, Name);
request({replace, Name, Bytes}) -> beamlet_store:replace(Name, Bytes);
request({append, Name, Bytes}) -> with(Name, fun(File) -> beamlet_store:append(File, Bytes) end);
request({write, Name, At, Bytes}) -> with(Name, fun(File) -> beamlet_store:write(File, At, Bytes) end);
request({resize, Name, Size}) -> with(Name, fun(File) -> beamlet_store:resize(File, Size) end);
request({rename, Old, New}) -> beamlet_store:rename(Old, New);
request({delete, Name}) -> delete(Name).

with(Name, Do) ->
    {ok, File} = beamlet_store:open(Name, self()),
    Result = Do(File),
    ok = beamlet_store:close(File),
    Result.

delete(Name) ->
    {ok, {Type, _, _, _}} = beamlet_store:info(Name),
    beamlet_store:delete(Type, Name).

%% Makes a change of both. Answers the model.
both(Change, Model) ->
    case {request(Change), expected(Change, Model)} of
        {ok, #{} = Next} -> Next;
        {{error, Reason}, _} when Reason =:= enospc; Reason =:= eio -> Model;
        {{error, _}, error} -> Model;
        {Answer, Expected} -> error({differs, Change, Answer, Expected =:= error})
    end.

%% ---- The tests

%% Half of what there is, so that nothing is ever refused for want of room.
small(Model, Sizes) ->
    lists:sum([byte_size(Bytes) + 100 || {regular, Bytes} <- maps:values(Model)]) + 60 * map_size(Model) < lists:sum(Sizes) div 4.

next(Model, Sizes) ->
    Change = change(Model),
    case expected(Change, Model) of
        error -> Change;
        Next ->
            case small(Next, Sizes) of
                true -> Change;
                false -> next(Model, Sizes)
            end
    end.

random(Sizes, Seed, Count) ->
    start(Sizes, Seed),
    lists:foldl(
        fun(Number, Model) ->
            Change = next(Model, Sizes),
            Next =
                case {request(Change), expected(Change, Model)} of
                    {ok, #{} = After} -> After;
                    {{error, Reason}, error} when Reason =/= enospc, Reason =/= eio -> Model;
                    {Answer, _} -> error({Number, Change, Answer})
                end,
            _ = [restart() || Number rem 50 =:= 0],
            _ = [same(Next, {Number, Change}) || Number rem 10 =:= 0],
            Next
        end,
        #{},
        lists:seq(1, Count)
    ).

%% A workload that goes round the log; then the same again and again, where power fails in its first change of flash, its second, ...
cut(Sizes) ->
    Seed = 7,
    start(Sizes, Seed),
    Changes = workload(#{}, Sizes, 60),
    cut(Changes, Sizes, Seed, 0).

workload(_, _, 0) ->
    [];
workload(Model, Sizes, Count) ->
    Change = next(Model, Sizes),
    case expected(Change, Model) of
        error -> workload(Model, Sizes, Count);
        Next -> [Change | workload(Next, Sizes, Count - 1)]
    end.

cut(Changes, Sizes, Seed, After) ->
    start(Sizes, Seed),
    beamlet_flash:fail_after(After),
    case until_cut(Changes, #{}) of
        done ->
            After;
        {Change, Before, Rest} ->
            restart(),
            beamlet_flash:restart(),
            Model = either(Change, Before, After),
            %% It goes on from there as ever.
            Last = lists:foldl(fun(Next, Now) -> if_possible(Next, Now) end, Model, Rest),
            restart(),
            same(Last, {after_cut, After}),
            cut(Changes, Sizes, Seed, After + 1)
    end.

%% After a cut the change that it was in may not have been made, on which others rely.
if_possible(Change, Model) ->
    {Files, Made} =
        case Change of
            {rename, Old, New} -> {[Old], [New]};
            {append, Name, _} -> {[Name], []};
            {resize, Name, _} -> {[Name], []};
            {write, Name, _, _} -> {[Name], []};
            {delete, Name} -> {[Name], []};
            {create, _, Name} -> {[], [Name]};
            {replace, Name, _} -> {[], [Name]}
        end,
    Folders = [lists:droplast(Name) || Name <- Made],
    IsPossible =
        lists:all(fun(Name) -> maps:is_key(Name, Model) end, Files) andalso
            lists:all(fun(Folder) -> Folder =:= [] orelse maps:get(Folder, Model, none) =:= directory end, Folders),
    case IsPossible of
        true -> both(Change, Model);
        false -> Model
    end.

until_cut([Change | Rest], Model) ->
    Answer = request(Change),
    case beamlet_flash:has_failed() of
        true ->
            {Change, Model, Rest};
        false ->
            ok = Answer,
            until_cut(Rest, expected(Change, Model))
    end;
until_cut([], _) ->
    done.

%% Which model it is after a cut: the one before the change or the one after; of contents the first may be there.
either(Change, Before, Where) ->
    Stored = stored(),
    case [Model || Model <- [Before, expected(Change, Before) | in_part(Change, Before)], Model =:= Stored] of
        [Model | _] -> Model;
        [] -> error({lost, Where, Change, diff(Before, Stored)})
    end.

in_part({append, Name, Bytes}, Before) -> [expected({append, Name, Part}, Before) || Part <- firsts(Bytes)];
in_part({write, Name, At, Bytes}, Before) -> [expected({write, Name, At, Part}, Before) || Part <- firsts(Bytes)];
in_part(_, _) -> [].

firsts(Bytes) -> [binary:part(Bytes, 0, Count) || Count <- lists:seq(1, byte_size(Bytes))].

%% Power fails after a random number of changes, a hundred times, on the same storage.
cut_often(Sizes, Seed) ->
    start(Sizes, Seed),
    lists:foldl(
        fun(Number, Model) ->
            beamlet_flash:fail_after(rand:uniform(12) - 1),
            Next = cut_once(Model, Sizes, Number),
            restart(),
            same(Next, Number),
            Next
        end,
        #{},
        lists:seq(1, 150)
    ).

%% The power may fail in the start too.
cut_once(Model, Sizes, Number) ->
    _ = beamlet_store:names([]),
    case beamlet_flash:has_failed() of
        true ->
            restart(),
            beamlet_flash:restart(),
            Model;
        false ->
            Change = next(Model, Sizes),
            Answer = request(Change),
            case {beamlet_flash:has_failed(), expected(Change, Model)} of
                {true, error} ->
                    restart(),
                    beamlet_flash:restart(),
                    Model;
                {true, _} ->
                    restart(),
                    beamlet_flash:restart(),
                    either(Change, Model, Number);
                {false, error} ->
                    {error, _} = Answer,
                    cut_once(Model, Sizes, Number);
                {false, Next} ->
                    ok = Answer,
                    cut_once(Next, Sizes, Number)
            end
    end.

%% Writes that fail are made again elsewhere; where that does not help, nothing is lost that was there.
failing(Sizes, Seed) ->
    start(Sizes, Seed),
    beamlet_flash:fail_writes(20),
    lists:foldl(
        fun(Number, Model) ->
            Change = next(Model, Sizes),
            Next =
                case {request(Change), expected(Change, Model)} of
                    {{error, eio}, error} -> Model;
                    {{error, eio}, _} -> either(Change, Model, Number);
                    {ok, #{} = After} -> After;
                    {{error, Reason}, error} when Reason =/= enospc -> Model
                end,
            _ = [restart() || Number rem 20 =:= 0],
            same(Next, Number),
            Next
        end,
        #{},
        lists:seq(1, 300)
    ).

%% What does not fit is refused, and nothing is lost by that; what is there can be deleted, and then there is room again.
full(Sizes) ->
    start(Sizes, 1),
    Write = fun(Number) -> beamlet_store:replace([integer_to_binary(Number)], contents(Number)) end,
    Count = fill(Write, 1),
    All = maps:from_list([{[integer_to_binary(N)], {regular, contents(N)}} || N <- lists:seq(1, Count)]),
    same(All, full),
    {error, enospc} = beamlet_store:replace([<<"more">>], binary:copy(<<"x">>, lists:sum(Sizes))),
    {error, enospc} = fill_by(fun(N) -> beamlet_store:create(directory, [<<"d", (integer_to_binary(N))/binary>>]) end, 1),
    restart(),
    true = maps:size(maps:filter(fun(_, V) -> V =/= directory end, stored())) =:= Count,
    _ = [ok = beamlet_store:delete(directory, [Name]) || {[Name], directory} <- maps:to_list(stored())],
    same(All, folders_deleted),
    _ = [ok = beamlet_store:delete(regular, [integer_to_binary(N)]) || N <- lists:seq(1, Count)],
    same(#{}, deleted),
    Count = fill(Write, 1),
    restart(),
    same(All, full_again),
    Used = lists:sum([byte_size(contents(N)) || N <- lists:seq(1, Count)]),
    io:format("  ~p bytes of contents in ~p of flash~n", [Used, lists:sum(Sizes)]).

contents(Number) -> binary:copy(<<Number>>, 500 + Number).

fill(Write, Number) ->
    case Write(Number) of
        ok -> fill(Write, Number + 1);
        {error, enospc} -> Number - 1
    end.

fill_by(Do, Number) ->
    case Do(Number) of
        ok -> fill_by(Do, Number + 1);
        Error -> Error
    end.

%% A file that changes beside files that do not: in a hundred times the storage's size, all pages are erased as often.
wear(Sizes) ->
    start(Sizes, 1),
    _ = [ok = beamlet_store:replace([<<N>>], binary:copy(<<N>>, lists:sum(Sizes) div 20)) || N <- lists:seq($a, $e)],
    Writes = 100 * lists:sum(Sizes) div 500,
    _ = [ok = beamlet_store:replace([<<"counter">>], binary:copy(<<N:32>>, 125)) || N <- lists:seq(1, Writes)],
    Counts = beamlet_flash:erasures(),
    true = lists:max(Counts) - lists:min(Counts) =< 1,
    restart(),
    {ok, <<Writes:32, _/binary>>} = beamlet_store:contents([<<"counter">>]),
    _ = [{ok, _} = beamlet_store:contents([<<N>>]) || N <- lists:seq($a, $e)],
    io:format("  ~p bytes written: each page erased ~p to ~p times~n", [Writes * 500, lists:min(Counts), lists:max(Counts)]).

%% A file that was deleted while it is open stays until it is closed, also when its pages are collected.
opened(Sizes) ->
    start(Sizes, 1),
    Bytes = rand:bytes(1500),
    ok = beamlet_store:replace([<<"open">>], Bytes),
    {ok, File} = beamlet_store:open([<<"open">>], self()),
    ok = beamlet_store:delete(regular, [<<"open">>]),
    {error, enoent} = beamlet_store:info([<<"open">>]),
    _ = [ok = beamlet_store:replace([<<"other">>], rand:bytes(500)) || _ <- lists:seq(1, lists:sum(Sizes) div 100)],
    Bytes = beamlet_store:read(File, 0, 1500),
    ok = beamlet_store:write(File, 100, <<"changed">>),
    <<_:100/binary, "changed", _/binary>> = beamlet_store:read(File, 0, 1500),
    ok = beamlet_store:close(File),
    restart(),
    {error, enoent} = beamlet_store:info([<<"open">>]),
    #{[<<"other">>] := _} = Stored = stored(),
    1 = map_size(Stored).
