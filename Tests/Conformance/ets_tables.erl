%% Tables as such: options, what is told of them, names, access rights, owners, heirs, tables of processes that end.
-module(ets_tables).
-beamlet_keep([{ets, delete_all_objects, 1}, {ets, select_delete, 2}, {ets, match_delete, 2}, {ets, tab2list, 1}]).
-include("conformance.hrl").

start() ->
    options(),
    information(),
    names(),
    access(),
    owners(),
    heirs(),
    fixed(),
    memory(),
    ok.

options() ->
    foreach(
        fun(Options) ->
            ?show(Options, begin
                T = ets:new(x, Options),
                [ets:info(T, Item) || Item <- items()]
            end)
        end,
        [
            [],
            [set],
            [ordered_set],
            [bag],
            [duplicate_bag],
            [set, bag],
            [public],
            [private],
            [private, protected],
            [{keypos, 2}],
            [{keypos, 1}, {keypos, 3}],
            [{keypos, 0}],
            [{keypos, -1}],
            [{keypos, a}],
            [{keypos, 1.0}],
            [keypos],
            [foo],
            [{foo, 1}],
            [{heir, none}],
            [{heir, x, y}],
            [{heir, none, x}],
            [{heir}],
            [compressed],
            [{read_concurrency, true}],
            [{read_concurrency, false}],
            [{read_concurrency, x}],
            [{write_concurrency, true}],
            [{write_concurrency, auto}],
            [{write_concurrency, auto}, {write_concurrency, false}],
            [{write_concurrency, true}, ordered_set],
            [{write_concurrency, auto}, {decentralized_counters, false}],
            [{decentralized_counters, true}],
            [{decentralized_counters, true}, {write_concurrency, true}],
            [{decentralized_counters, x}],
            [{named_table, true}],
            [set | x],
            x,
            {set},
            "x"
        ]
    ),
    ?show(no_name, [try ets:new(Name, []) catch error:R -> R end || Name <- [1, "x", {}, self()]]).

items() ->
    [type, protection, keypos, compressed, read_concurrency, write_concurrency, decentralized_counters, named_table] ++
        [size, name, heir, node, fixed, safe_fixed, safe_fixed_monotonic_time].

information() ->
    T = ets:new(information, []),
    ?show(items, [Item || {Item, _} <- ets:info(T)]),
    ?show(same, [ets:info(T, Item) =:= Value || {Item, Value} <- ets:info(T)]),
    ?show(id, {ets:info(T, id) =:= T, ets:info(T, owner) =:= self()}),
    ?show(unknown, [try ets:info(T, Item) catch error:R -> R end || Item <- [foo, 1, "size"]]),
    ets:delete(T),
    ?show(deleted, [ets:info(T), ets:info(T, size), ets:info(nobody), ets:info(nobody, size)]),
    ?show(no_table, [try ets:info(X) catch error:R -> R end || X <- [1, "x", {}, self()]]).

names() ->
    ?show(new, ets:new(first, [named_table])),
    T = ets:whereis(first),
    ?show(identifier, {is_reference(T), ets:info(T, id) =:= T, ets:info(first, id) =:= T}),
    ?show(again, ets:new(first, [named_table])),
    ?show(same_name, ets:info(ets:new(first, []), name)),
    ets:insert(first, {a, 1}),
    ?show(both, [ets:lookup(X, a) || X <- [first, T]]),
    ?show(rename, [ets:rename(first, second), ets:lookup(second, a), ets:lookup(T, a), ets:whereis(first)]),
    ?show(old_name, ets:lookup(first, a)),
    Unnamed = ets:new(unnamed, []),
    ?show(unnamed, [ets:rename(Unnamed, other) =:= other, ets:info(Unnamed, name), ets:whereis(other)]),
    ets:new(third, [named_table]),
    ?show(taken, ets:rename(second, third)),
    ?show(no_atom, ets:rename(second, "x")),
    ?show(whereis, [ets:whereis(nobody), ets:whereis(second) =:= T]),
    ?show(all, [lists:member(X, ets:all()) || X <- [second, third, Unnamed, T, first]]),
    ?show(delete, [ets:delete(second), ets:whereis(second), ets:info(second)]),
    ?show(deleted, ets:delete(second)),
    ?show(again, ets:new(second, [named_table, bag])),
    ?show(type, ets:info(second, type)).

%% What another process may do.
access() ->
    Me = self(),
    Owner = spawn(fun() ->
        foreach(
            fun(Access) ->
                ets:new(Access, [Access, named_table]),
                ets:insert(Access, {a, 1})
            end,
            [private, protected, public]
        ),
        Me ! ready,
        receive
            stop -> Me ! stopped
        end
    end),
    receive
        ready -> ok
    end,
    foreach(
        fun(Access) ->
            ?show(Access, [
                try
                    apply(ets, Function, [Access | Arguments])
                catch
                    error:Reason -> Reason
                end
             || {Function, Arguments} <- [
                    {lookup, [a]},
                    {member, [a]},
                    {insert, [{b, 2}]},
                    {insert_new, [{b, 2}]},
                    {first, []},
                    {next, [a]},
                    {match_object, [{a, '_'}]},
                    {select_count, [[{'_', [], [true]}]]},
                    {select_delete, [[{'_', [], [true]}]]},
                    {select_replace, [[{'_', [], ['$_']}]]},
                    {update_counter, [b, 1]},
                    {update_element, [b, {2, x}]},
                    {take, [b]},
                    {delete, [b]},
                    {delete_object, [{b, 2}]},
                    {delete_all_objects, []},
                    {safe_fixtable, [true]},
                    {safe_fixtable, [false]},
                    {setopts, [{heir, none}]},
                    {give_away, [Me, x]},
                    {rename, [renamed]},
                    {slot, [0]}
                ]
            ])
        end,
        [private, protected, public]
    ),
    ?show(renamed, ets:info(renamed, name)),
    ?show(delete, [try ets:delete(X) catch error:R -> R end || X <- [private, protected, renamed]]),
    Owner ! stop,
    receive
        stopped -> ok
    end,
    wait_for_end(Owner),
    ?show(gone, [ets:whereis(X) || X <- [private, protected, public]]).

wait_for_end(Pid) ->
    Reference = monitor(process, Pid),
    receive
        {'DOWN', Reference, process, Pid, _} -> ok
    end.

owners() ->
    Me = self(),
    Child = spawn(fun() ->
        T = ets:new(given, [named_table]),
        ets:insert(T, {made_by, child}),
        Me ! ready,
        receive
            give -> ?show(given, ets:give_away(given, Me, {some, "data"}))
        end,
        ?show(not_mine, ets:insert(given, {a, 1})),
        Me ! done,
        receive
            stop -> ok
        end
    end),
    receive
        ready -> ok
    end,
    Child ! give,
    receive
        {'ETS-TRANSFER', given, Child, Data} -> ?show(transfer, Data)
    end,
    receive
        done -> ok
    end,
    ?show(owner, ets:info(given, owner) =:= Me),
    Child ! stop,
    wait_for_end(Child),
    ?show(kept, ets:lookup(given, made_by)),
    ?show(wrong, [
        try
            ets:give_away(X, Y, data)
        catch
            error:R -> R
        end
     || {X, Y} <- [{given, Me}, {given, Child}, {given, x}, {nobody, Me}, {given, nobody}]
    ]),
    Unnamed = ets:new(unnamed, []),
    Other = spawn(fun() ->
        receive
            {'ETS-TRANSFER', T, From, nothing} -> ?show(unnamed, {T =:= Unnamed, From =:= Me, ets:info(T, owner) =:= self()})
        end
    end),
    ets:give_away(Unnamed, Other, nothing),
    wait_for_end(Other),
    ?show(ended, ets:info(Unnamed)).

heirs() ->
    Me = self(),
    Heirs = [{heir, Me, {"heir", data}}],
    Child = spawn(fun() ->
        ets:new(inherited, [named_table | Heirs]),
        ets:new(not_inherited, [named_table]),
        ets:new(late, [named_table]),
        ets:setopts(late, Heirs),
        ets:new(changed, [named_table | Heirs]),
        ets:setopts(changed, {heir, none}),
        ets:insert(inherited, [{N, list_to_binary(seq(1, 100))} || N <- seq(1, 10)]),
        ?show(heirs, [ets:info(T, heir) =:= Me || T <- [inherited, not_inherited, late, changed]]),
        ?show(options, [
            try
                ets:setopts(inherited, O)
            catch
                error:R -> R
            end
         || O <- [[], x, {heir, x, y}, [{heir, none}, {heir, none}], {keypos, 1}, [{heir, none} | x]]
        ]),
        ets:setopts(inherited, Heirs)
    end),
    Transfers = [
        receive
            {'ETS-TRANSFER', T, Child, Data} -> {T, Data}
        end
     || _ <- [1, 2]
    ],
    ?show(transfers, lists:sort(Transfers)),
    ?show(tables, [ets:info(T, size) || T <- [inherited, not_inherited, late, changed]]),
    ?show(objects, length([N || {N, B} <- ets:tab2list(inherited), size(B) =:= 100])),
    ?show(owner, ets:info(inherited, owner) =:= Me),
    Dead = spawn(fun() -> ok end),
    wait_for_end(Dead),
    Second = spawn(fun() ->
        ets:new(to_nobody, [named_table, {heir, Dead, x}]),
        ?show(dead_heir, ets:info(to_nobody, heir))
    end),
    wait_for_end(Second),
    ?show(gone, ets:whereis(to_nobody)).

fixed() ->
    T = ets:new(fixed, [public]),
    Me = self(),
    ets:insert(T, [{N, N} || N <- seq(1, 10)]),
    ets:safe_fixtable(T, true),
    ets:safe_fixtable(T, true),
    {Time, Fixes} = ets:info(T, safe_fixed_monotonic_time),
    ?show(fixes, {is_integer(Time), [{P =:= Me, N} || {P, N} <- Fixes]}),
    {{_, _, _}, Fixes} = ets:info(T, safe_fixed),
    Child = spawn(fun() ->
        ets:safe_fixtable(T, true),
        Me ! ready,
        receive
            stop -> ok
        end
    end),
    receive
        ready -> ok
    end,
    ?show(both, lists:sort([N || {_, N} <- element(2, ets:info(T, safe_fixed))])),
    ets:safe_fixtable(T, false),
    ets:safe_fixtable(T, false),
    ?show(one, [P =:= Child || {P, _} <- element(2, ets:info(T, safe_fixed))]),
    ets:delete(T, 3),
    ets:delete(T, 4),
    ?show(deleted, {ets:info(T, size), ets:member(T, 3), lists:sort(ets:tab2list(T))}),
    Child ! stop,
    wait_for_end(Child),
    ?show(free, {ets:info(T, fixed), ets:info(T, safe_fixed), ets:info(T, size)}),
    ets:safe_fixtable(T, false),
    ?show(not_fixed, ets:info(T, fixed)).

%% Memory is in proportion to what tables hold, and is given back.
memory() ->
    Before = erlang:memory(ets),
    T = ets:new(memory, []),
    Empty = ets:info(T, memory),
    ets:insert(T, [{N, seq(1, 20)} || N <- seq(1, 100)]),
    Full = ets:info(T, memory),
    ?show(full, {Full - Empty > 100 * 40, erlang:memory(ets) - Before > 100 * 40}),
    [ets:delete(T, N) || N <- seq(1, 100)],
    ?show(empty, (ets:info(T, memory) - Empty) * 10 < Full),
    ets:delete(T),
    ?show(deleted, erlang:memory(ets) - Before < 2000),
    Count = erlang:system_info(ets_count),
    Tables = [ets:new(counted, []) || _ <- seq(1, 30)],
    ?show(count, erlang:system_info(ets_count) - Count),
    foreach(fun ets:delete/1, Tables),
    ?show(limit, is_integer(erlang:system_info(ets_limit))).
