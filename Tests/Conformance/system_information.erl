%% statistics, system_info, memory and system_flag: the kinds of what they answer, what grows, and what is refused.
%% boards: Host MPS2AN386
-module(system_information).
-include("conformance.hrl").

start() ->
    foreach(fun(Item) -> ?show({statistics, Item}, kind(erlang:statistics(Item))) end, statistics()),
    foreach(fun(Wrong) -> ?show({statistics, Wrong}, erlang:statistics(Wrong)) end, [foo, 1, "runtime", [], {run_queue}]),
    ?show(reductions_grow, grows(reductions)),
    ?show(exact_reductions_grow, grows(exact_reductions)),
    ?show(wall_clock_grows, grows(wall_clock)),
    ?show(garbage_collections_grow, collections()),
    ?show(context_switches_grow, switches()),
    ?show(run_queue, run_queue()),
    foreach(fun(Item) -> ?show({system_info, Item}, kind(erlang:system_info(Item))) end, items()),
    foreach(fun(Wrong) -> ?show({system_info, Wrong}, erlang:system_info(Wrong)) end, [foo, 1, "version", [], {wordsize}, {wordsize, foo}, {cpu_topology, foo}]),
    ?show(garbage_collection, [{Item, kind(Value)} || {Item, Value} <- erlang:system_info(garbage_collection)]),
    ?show(settings_agree, settings_agree()),
    ?show(counts, counts()),
    ?show(memory, [is_integer(Bytes) andalso Bytes >= 0 || {_, Bytes} <- erlang:memory()]),
    ?show(memory_kinds, [Kind || {Kind, _} <- erlang:memory()]),
    ?show(memory_list, [Kind || {Kind, _} <- erlang:memory([binary, total, code])]),
    ?show(memory_none, erlang:memory([])),
    foreach(fun(Wrong) -> ?show({memory, Wrong}, erlang:memory(Wrong)) end, [foo, 1, "total", [total, foo], {total}]),
    ?show(memory_adds_up, adds_up()),
    ?show(memory_of_processes, of_processes()),
    foreach(
        fun({Flag, Values}) ->
            ?show({system_flag, Flag}, [
                try
                    erlang:system_flag(Flag, Value)
                catch
                    error:Reason -> Reason
                end
             || Value <- Values
            ])
        end,
        [
            {backtrace_depth, [10, 8, 8, -1, a]},
            {fullsweep_after, [7, 65535, 65535, -1, a]},
            {foo, [1]},
            {"fullsweep_after", [1]}
        ]
    ),
    ok.

statistics() ->
    [
        reductions, exact_reductions, runtime, wall_clock, context_switches, garbage_collection, io, run_queue, run_queue_lengths_all,
        total_run_queue_lengths, total_run_queue_lengths_all, total_active_tasks, total_active_tasks_all, scheduler_wall_time,
        scheduler_wall_time_all
    ].

items() ->
    [
        process_count, process_limit, atom_count, atom_limit, port_count, port_limit, ets_count, ets_limit, version, otp_release, wordsize,
        {wordsize, internal}, {wordsize, external}, machine, system_version, system_architecture, fullsweep_after,
        min_heap_size, min_bin_vheap_size, max_heap_size, heap_type, message_queue_data, schedulers_online, scheduler_id, smp_support, threads,
        logical_processors, kernel_poll, creation, end_time, time_correction, os_monotonic_time_source, os_system_time_source,
        build_type, c_compiler_used, driver_version, nif_version, info, procs, dist_ctrl, dynamic_trace, tolerant_timeofday,
        check_io, compat_rel, debug_compiled, dist_buf_busy_limit, modified_timing_level, multi_scheduling,
        thread_pool_size, trace_control_word, scheduler_bind_type, port_parallelism
    ].

%% What is set for new processes is where it is asked for, and what is old keeps what it had.
settings_agree() ->
    Before = process_info(self(), garbage_collection),
    After = erlang:system_flag(fullsweep_after, 17),
    Least = erlang:system_flag(min_heap_size, 987),
    Settings = erlang:system_info(garbage_collection),
    {Pid, Reference} = spawn_monitor(fun() -> exit(process_info(self(), garbage_collection)) end),
    Of = fun(Item, List) -> element(2, lists:keyfind(Item, 1, List)) end,
    New =
        receive
            {'DOWN', Reference, process, Pid, {garbage_collection, List}} -> [Of(Item, List) || Item <- [fullsweep_after, min_heap_size]]
        end,
    {garbage_collection, Old} = process_info(self(), garbage_collection),
    erlang:system_flag(fullsweep_after, After),
    erlang:system_flag(min_heap_size, Least),
    {
        [Of(Item, Settings) || Item <- [fullsweep_after, min_heap_size]],
        New,
        [Of(Item, Old) =:= Of(Item, element(2, Before)) || Item <- [fullsweep_after, min_heap_size]],
        erlang:system_info(fullsweep_after) =:= {fullsweep_after, After},
        erlang:system_info(min_heap_size) =:= {min_heap_size, Least}
    }.

kind(Value) when is_boolean(Value) -> boolean;
kind(Value) when is_integer(Value), Value >= 0 -> integer;
kind(Value) when is_integer(Value) -> negative_integer;
kind(Value) when is_atom(Value) -> atom;
kind(Value) when is_binary(Value) -> binary;
kind(Value) when is_map(Value) -> map;
kind({Value, Since}) when is_integer(Value), is_integer(Since) -> {integer, integer};
kind({Value, B, C}) when is_integer(Value), is_integer(B), is_integer(C) -> {integer, integer, integer};
kind(Value) when is_tuple(Value) -> tuple;
kind(Value) when is_list(Value) -> list.

grows(Item) ->
    {Before, _} = erlang:statistics(Item),
    spin(20000),
    receive after 5 -> ok end,
    {After, Since} = erlang:statistics(Item),
    {After > Before, Since > 0, After - Before >= Since}.

spin(0) -> ok;
spin(N) -> spin(N - 1).

collections() ->
    {Before, _, _} = erlang:statistics(garbage_collection),
    foreach(fun(_) -> erlang:garbage_collect() end, seq(1, 10)),
    {After, _, _} = erlang:statistics(garbage_collection),
    After - Before >= 10.

switches() ->
    {Before, 0} = erlang:statistics(context_switches),
    Self = self(),
    foreach(fun(N) -> spawn(fun() -> spin(20000), Self ! N end) end, seq(1, 4)),
    foreach(fun(N) -> receive N -> ok end end, seq(1, 4)),
    {After, 0} = erlang:statistics(context_switches),
    After > Before.

run_queue() -> erlang:statistics(run_queue) >= 0.

counts() ->
    Before = erlang:system_info(process_count),
    Pids = [spawn(fun() -> receive stop -> ok end end) || _ <- seq(1, 10)],
    During = erlang:system_info(process_count),
    Atoms = erlang:system_info(atom_count),
    list_to_atom("a fresh atom " ++ integer_to_list(id(1))),
    foreach(fun(Pid) -> exit(Pid, kill) end, Pids),
    {During - Before, erlang:system_info(atom_count) - Atoms, During =< erlang:system_info(process_limit)}.

adds_up() ->
    [Total, Processes, System] = [erlang:memory(Kind) || Kind <- [total, processes, system]],
    abs(Total - Processes - System) < Total div 4.

of_processes() ->
    Before = erlang:memory(processes),
    Self = self(),
    Pid = spawn(fun() ->
        List = seq(1, 10000),
        Self ! ready,
        receive
            stop -> Self ! length(List)
        end
    end),
    receive ready -> ok end,
    During = erlang:memory(processes),
    {memory, Own} = process_info(Pid, memory),
    Pid ! stop,
    Length = receive N -> N end,
    {During - Before > 70000, Own > 70000, Length}.
