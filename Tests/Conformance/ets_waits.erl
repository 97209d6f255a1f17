%% boards: Host MPS2AN386
%% Functions of ets that go through a table let others run, who change the table, end its use, or end the process in the middle.
-module(ets_waits).
-include("conformance.hrl").
-include("others.hrl").

-define(COUNT, 1500).

start() ->
    ?show(alone, [{Type, [{Name, alone(Type, Fun)} || {Name, Fun} <- walks()]} || Type <- types()]),
    ?show(others_run, [others_run(Type, Fun) || Type <- types(), {_, Fun} <- walks() ++ changes()]),
    ?show(together, [together(Type) || Type <- types()]),
    ?show(changed, [{Name, [changed(Type, Fun) || Type <- types()]} || {Name, Fun} <- readers()]),
    ?show(shrunk, [shrunk(Type) || Type <- types()]),
    ?show(counted, [counted(Type) || Type <- types()]),
    ?show(deleted, [deleted(Type, Fun) || Type <- types(), {_, Fun} <- walks()]),
    ?show(forbidden, [forbidden(Type, Fun) || Type <- types(), {_, Fun} <- walks()]),
    ?show(killed, [killed(Type, Fun) || Type <- types(), {_, Fun} <- walks() ++ changes()]),
    ?show(whole, [whole(Type) || Type <- types()]),
    ?show(new, [new(Type) || Type <- types()]),
    ?show(emptied, [emptied(Type) || Type <- types()]),
    ?show(gone, [gone(Type) || Type <- types()]),
    ?show(in_a_guard, [in_a_guard(Type) || Type <- types()]),
    ?show(lists, lists()),
    ok.

types() -> [set, ordered_set, bag, duplicate_bag].

objects(Count) -> [{N, -N, {N, [N]}} || N <- lists:seq(1, Count)].

filled(Type) ->
    T = ets:new(t, [Type, public]),
    true = ets:insert(T, objects(?COUNT)),
    T.

alone(Type, Fun) ->
    T = filled(Type),
    Result = Fun(T),
    true = ets:delete(T),
    Result.

%% What goes through a table and comes to the same each time, also where the table is changed by it.
walks() ->
    All = [{'_', [], [true]}],
    [
        {select, fun(T) -> lists:sum(ets:select(T, [{{'$1', '_', '_'}, [{'>', {'rem', '$1', 5}, 0}], ['$1']}])) end},
        {select_reverse, fun(T) -> lists:sum(ets:select_reverse(T, [{{'$1', '_', '_'}, [], ['$1']}])) end},
        {chunks, fun(T) -> chunks(ets:select(T, [{{'$1', '_', '_'}, [], ['$1']}], 700), 0) end},
        {match, fun(T) -> length(ets:match(T, {'$1', '$2', {'$1', '_'}})) end},
        {match_object, fun(T) -> length(ets:match_object(T, {'_', '_', {'$1', ['$1']}})) end},
        {tab2list, fun(T) -> erlang:phash2(lists:sort(ets:tab2list(T))) end},
        {select_count, fun(T) -> ets:select_count(T, All) end},
        {keys, fun(T) -> ets:select_count(T, [{{K, '_', '_'}, [], [true]} || K <- lists:seq(1, 90)]) end},
        {none, fun(T) -> ets:select_delete(T, [{{'$1', '_', '_'}, [{'<', '$1', 0}], [true]}]) end},
        {select_replace, fun(T) ->
            try
                ets:select_replace(T, [{{'$1', '$2', '$3'}, [], [{{'$1', '$2', '$3'}}]}])
            catch
                % It is none for bags.
                error:badarg -> length(ets:match(T, '$1'))
            end
        end}
    ].

chunks('$end_of_table', Sum) -> Sum;
chunks({Keys, More}, Sum) -> chunks(ets:select(More), Sum + lists:sum(Keys)).

%% What leaves the table as it was, but not in between.
changes() ->
    [
        {insert, fun(T) -> ets:insert(T, objects(?COUNT)) end},
        {insert_new, fun(T) -> ets:insert_new(T, objects(?COUNT)) end}
    ].

%% Those of what they answer with the keys that they have seen.
readers() ->
    [
        {select, fun(T) -> ets:select(T, [{{'$1', '_', '_'}, [], ['$1']}]) end},
        {select_reverse, fun(T) -> ets:select_reverse(T, [{{'$1', '_', '_'}, [], ['$1']}]) end},
        {match, fun(T) -> [K || [K] <- ets:match(T, {'$1', '_', '_'})] end},
        {tab2list, fun(T) -> [element(1, O) || O <- ets:tab2list(T)] end}
    ].

%% Others get turns while the function goes through a table.
others_run(Type, Fun) ->
    T = filled(Type),
    Result = others_run(fun() -> Fun(T) end),
    ets:delete(T),
    Result.

together(Type) ->
    T = filled(Type),
    Alone = [Fun(T) || {_, Fun} <- walks()],
    Runs = [spawn_monitor(fun() -> exit({Fun(T), Fun(T)}) end) || {_, Fun} <- walks()],
    Results = [receive {'DOWN', R, process, P, Result} -> Result end || {P, R} <- Runs],
    Fixed = ets:info(T, fixed),
    ets:delete(T),
    {Results =:= [{R, R} || R <- Alone], Fixed}.

%% Runs a function of a table in a process of its own, over and over until it is told to stop, while another function is called with
%% the table. What it answered last, and what the other one answered.
meanwhile(T, Fun, Other) -> meanwhile(T, Fun, Other, stop).

%% The same, without an end where that is no message that stops it: until it fails.
meanwhile(T, Fun, Other, Stop) ->
    Self = self(),
    Pid = spawn_link(fun() -> over_and_over(Self, T, Fun, none) end),
    receive {Pid, runs} -> ok end,
    erlang:yield(),
    Answer = Other(T),
    Pid ! Stop,
    receive {Pid, Last} -> {Last, Answer} end.

over_and_over(Parent, T, Fun, Last) ->
    if Last =:= none -> Parent ! {self(), runs}; true -> ok end,
    try Fun(T) of
        Result ->
            receive
                stop -> Parent ! {self(), Result}
            after 0 -> over_and_over(Parent, T, Fun, Result)
            end
    catch
        error:Reason -> Parent ! {self(), Reason}
    end.

%% Even keys stay as they are: a walk sees each once. Odd ones come and go, and are seen once at most; and what is written over.
changed(Type, Fun) ->
    T = ets:new(t, [Type, public]),
    true = ets:insert(T, [{N, x, y} || N <- lists:seq(2, ?COUNT, 2)]),
    See = fun(_) ->
        Keys = Fun(T),
        Odd = [K || K <- Keys, K rem 2 =:= 1],
        {lists:sort([K || K <- Keys, K rem 2 =:= 0]) =:= lists:seq(2, ?COUNT, 2), lists:usort(Odd) =:= lists:sort(Odd)}
    end,
    Result = meanwhile(T, See, fun(_) ->
        [
            begin
                ets:insert(T, [{N, x, y} || N <- lists:seq(1 + Round, ?COUNT, 2 * (Round + 1)), N rem 2 =:= 1]),
                erlang:yield(),
                Type =:= set andalso ets:insert(T, [{N, x, Round} || N <- lists:seq(2, ?COUNT, 6)]),
                Type =:= ordered_set andalso [ets:update_element(T, N, {2, Round}) || N <- lists:seq(2, ?COUNT, 14)],
                erlang:yield(),
                ets:select_delete(T, [{{'$1', '_', '_'}, [{'=:=', {'rem', '$1', 2}, 1}], [true]}]),
                erlang:yield()
            end
         || Round <- lists:seq(1, 12)
        ],
        ets:info(T, size)
    end),
    ets:delete(T),
    Result.

%% All that are deleted while others go through the table are deleted once.
shrunk(Type) ->
    T = filled(Type),
    Delete = fun(Rest) ->
        fun() -> exit(ets:select_delete(T, [{{'$1', '_', '_'}, [{'=:=', {'rem', '$1', 3}, Rest}], [true]}])) end
    end,
    Runs = [spawn_monitor(Delete(Rest)) || Rest <- [0, 1, 2, 0, 1, 2]],
    Deleted = [receive {'DOWN', R, process, P, Count} -> Count end || {P, R} <- Runs],
    Result = {lists:sum(Deleted), ets:info(T, size), ets:tab2list(T), ets:info(T, fixed)},
    ets:delete(T),
    Result.

%% What is replaced while others count is counted once.
counted(Type) ->
    T = filled(Type),
    {Last, _} = meanwhile(T, fun(_) -> ets:select_count(T, [{{'_', '_', '_'}, [], [true]}]) end, fun(_) ->
        Type =/= bag andalso
            [ets:select_replace(T, [{{'$1', '$2', '_'}, [], [{{'$1', '$2', Round}}]}]) || Round <- lists:seq(1, 4)]
    end),
    ets:delete(T),
    Last.

deleted(Type, Fun) ->
    {Last, true} = meanwhile(filled(Type), Fun, fun ets:delete/1, go_on),
    Last.

%% Of a table that its owner makes private nobody else sees more.
forbidden(Type, Fun) ->
    T = filled(Type),
    {Last, true} = meanwhile(T, Fun, fun(_) -> ets:setopts(T, {protection, private}) end, go_on),
    Result = {Last, ets:info(T, size)},
    ets:delete(T),
    Result.

%% The table is as before, and not fixed any more.
killed(Type, Fun) ->
    T = filled(Type),
    Pids = [spawn_monitor(fun() -> forever(T, Fun) end) || _ <- [1, 2]],
    [erlang:yield() || _ <- lists:seq(1, 5)],
    [exit(Pid, because) || {Pid, _} <- Pids],
    Reasons = [receive {'DOWN', R, process, P, Reason} -> Reason end || {P, R} <- Pids],
    Sizes = [?COUNT * N || N <- lists:seq(1, 1000)],
    Result = {Reasons, lists:member(ets:info(T, size), Sizes), ets:info(T, fixed)},
    ets:delete(T),
    Result.

forever(T, Fun) ->
    Fun(T),
    forever(T, Fun).

%% A list is inserted at once: others see nothing of it or all, also when the process is killed.
whole(Type) ->
    T = ets:new(t, [Type, public]),
    Insert = fun(_) ->
        ets:insert(T, objects(?COUNT)),
        ets:delete_all_objects(T)
    end,
    {true, Sizes} = meanwhile(T, Insert, fun(_) ->
        [begin erlang:yield(), look(T) end || _ <- lists:seq(1, 60)]
    end),
    {Pid, Reference} = spawn_monitor(fun() -> forever(T, Insert) end),
    [erlang:yield() || _ <- lists:seq(1, 7)],
    exit(Pid, kill),
    receive {'DOWN', Reference, process, Pid, Reason} -> ok end,
    Last = [look(T)],
    ets:delete(T),
    {lists:usort(Sizes ++ Last) -- [whole, empty], Reason}.

%% Each way to look for a table finds all of it, or nothing.
look(T) ->
    Seen = [ets:info(T, size), length(ets:lookup(T, 1)) * ?COUNT, length(ets:lookup(T, ?COUNT)) * ?COUNT],
    case [ets:info(T, size) | Seen] of
        [0, 0, 0, 0] -> empty;
        [?COUNT, ?COUNT, ?COUNT, ?COUNT] -> whole;
        % It has changed between two of these.
        _ -> case [X || X <- Seen, X =/= 0, X =/= ?COUNT] of [] -> empty; Other -> Other end
    end.

new(Type) ->
    T = ets:new(t, [Type, public]),
    Objects = objects(?COUNT),
    Runs = [spawn_monitor(fun() -> exit(ets:insert_new(T, [{X, me} | Objects])) end) || X <- lists:seq(-5, -1)],
    Results = [receive {'DOWN', R, process, P, Result} -> Result end || {P, R} <- Runs],
    Result = {lists:sort(Results), ets:info(T, size)},
    ets:delete(T),
    Result.

emptied(Type) ->
    T = filled(Type),
    Self = self(),
    Pid = spawn_link(fun() -> Self ! {self(), runs}, Self ! {self(), ets:delete_all_objects(T)} end),
    receive {Pid, runs} -> ok end,
    Seen = [begin erlang:yield(), {ets:info(T, size), length(ets:tab2list(T))} end || _ <- lists:seq(1, 10)],
    receive {Pid, true} -> ok end,
    ets:insert(T, {a, b}),
    Result = {lists:usort(Seen) -- [{?COUNT, ?COUNT}, {?COUNT, 0}, {0, 0}], ets:tab2list(T)},
    ets:delete(T),
    Result.

%% A table that is deleted, or whose owner ends, is gone at once.
gone(Type) ->
    [
        begin
            Self = self(),
            {Pid, Reference} = spawn_monitor(fun() ->
                T = ets:new(t, [Type, named_table, public, {heir, none}]),
                ets:insert(T, objects(?COUNT)),
                Self ! {self(), made},
                Ending(T)
            end),
            receive {Pid, made} -> ok end,
            Seen = [begin erlang:yield(), is_list(catch ets:tab2list(t)) andalso length(ets:lookup(t, 1)) end || _ <- [1, 2, 3]],
            receive {'DOWN', Reference, process, Pid, normal} -> ok end,
            t = ets:new(t, [named_table]),
            ets:delete(t),
            [S || S <- Seen, S =/= false, S =/= 1]
        end
     || Ending <- [fun ets:delete/1, fun(_) -> ok end]
    ].

%% What a guard computes takes long. Meanwhile nobody frees the object.
in_a_guard(Type) ->
    T = ets:new(t, [Type, public]),
    N = (1 bsl 20000) div 7,
    Fill = fun() -> ets:insert(T, [{K, N + K} || K <- lists:seq(1, 6)]) end,
    Fill(),
    Product = {'*', '$2', '$2'},
    Walk = fun(_) -> ets:select(T, [{{'$1', '$2'}, [{'>', Product, '$2'}], [{{'$1', {'rem', Product, 1000003}}}]}]) end,
    Right = lists:sort(Walk(T)),
    {Last, _} = meanwhile(T, Walk, fun(_) ->
        [begin ets:delete(T, K), erlang:yield(), Fill(), erlang:yield() end || K <- lists:seq(1, 6)]
    end),
    ets:delete(T),
    {lists:usort(Last) -- Right, length(Last) >= 5}.

%% A specification is run with each of a list.
lists() ->
    S = ets:match_spec_compile([{{'$1', '$2', '_'}, [{'>', {'rem', '$1', 5}, 0}], [{{'$2', '$1'}}]}]),
    Objects = objects(?COUNT),
    Fun = fun() -> erlang:phash2(ets:match_spec_run(Objects, S)) end,
    Runs = [spawn_monitor(fun() -> exit(Fun()) end) || _ <- [1, 2, 3]],
    [receive {'DOWN', R, process, P, Result} -> Result =:= Fun() end || {P, R} <- Runs].
