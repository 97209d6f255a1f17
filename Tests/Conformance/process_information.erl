%% process_info of all items, of oneself and of others, of the living and of the dead; process_flag and what it answers.
-module(process_information).
-include("conformance.hrl").

%% In a process that nobody is linked to.
start() ->
    {Pid, Monitor} = spawn_monitor(fun all/0),
    receive
        {'DOWN', Monitor, process, Pid, Reason} -> Reason
    end.

all() ->
    Other = spawn(fun() -> wait([a, {b, 1}]) end),
    register(other, Other),
    receive after 10 -> ok end,
    foreach(fun(Item) -> ?show({mine, Item}, shape(Item, process_info(self(), Item))) end, items()),
    foreach(fun(Item) -> ?show({others, Item}, shape(Item, process_info(Other, Item))) end, items()),
    ?show(values, [
        process_info(Other, Item)
     || Item <- [registered_name, status, message_queue_len, links, monitors, dictionary, trap_exit, error_handler, priority, messages, suspending, current_function]
    ]),
    ?show(no_name, {process_info(self(), registered_name), process_info(self(), [registered_name])}),
    ?show(several, process_info(Other, [status, registered_name, message_queue_len, status])),
    ?show(none, process_info(Other, [])),
    ?show(all, [Item || {Item, _} <- process_info(Other)]),
    ?show(all_of_mine, [Item || {Item, _} <- process_info(self())]),
    foreach(
        fun(Wrong) -> ?show({wrong, Wrong}, process_info(Other, Wrong)) end,
        [foo, 1, "status", [foo], [status | foo], [status, 1], {status}, {dictionary}, #{}]
    ),
    foreach(fun(Wrong) -> ?show({no_process, Wrong}, process_info(Wrong, status)) end, [a, 1, "pid", other, []]),
    ?show(suspended, begin erlang:suspend_process(Other), process_info(Other, status) end),
    ?show(suspending, [{Times, Outstanding} || {_, Times, Outstanding} <- element(2, process_info(self(), suspending))]),
    ?show(resumed, begin erlang:resume_process(Other), process_info(Other, status) end),
    Other ! {a, message},
    Other ! [another],
    ?show(messages, process_info(Other, [message_queue_len, messages])),
    ?show(relations, relations(Other)),
    exit(Other, kill),
    ?show(dead, {process_info(Other), process_info(Other, status), process_info(Other, [status, links])}),
    ?show(dead_wrong, [
        try
            process_info(Other, Wrong)
        catch
            error:Reason -> Reason
        end
     || Wrong <- [foo, [foo]]
    ]),
    flags(),
    ok.

items() ->
    [
        registered_name, current_function, current_location, current_stacktrace, initial_call, status, message_queue_len, messages, links,
        monitors, monitored_by, dictionary, trap_exit, error_handler, priority, group_leader, total_heap_size, heap_size, stack_size,
        reductions, garbage_collection, garbage_collection_info, memory, binary, catchlevel, suspending, last_calls, message_queue_data,
        min_heap_size, min_bin_vheap_size, max_heap_size, fullsweep_after, sequential_trace_token, trace, backtrace
    ].

%% What differs between machines is told by its kind only.
shape(Item, {Item, Value}) -> {Item, kind(Value)};
shape(Item, Other) -> {Item, not_a_pair, Other}.

kind(Value) when is_integer(Value), Value >= 0 -> integer;
kind(Value) when is_boolean(Value) -> Value;
kind(Value) when is_pid(Value) -> pid;
kind(Value) when is_binary(Value) -> binary;
kind([]) -> nil;
kind([{Key, _} | _] = List) when is_atom(Key) -> lists_sort([K || {K, _} <- List]);
kind([_ | _]) -> list;
kind(Value) when is_map(Value) -> lists_sort([K || {K, _} <- maps:to_list(Value)]);
kind(Value) when is_tuple(Value) -> {tuple, size(Value)};
kind(Value) -> Value.

lists_sort(List) -> [X || X <- [async_dist, error_logger, fullsweep_after, kill, max_heap_size, min_bin_vheap_size, min_heap_size, minor_gcs, size, old_heap_block_size, heap_block_size, mbuf_size, recent_size, stack_size, old_heap_size, heap_size, bin_vheap_size, bin_vheap_block_size, bin_old_vheap_size, bin_old_vheap_block_size], Y <- List, X =:= Y].

wait(Value) ->
    put(key, Value),
    receive
        never -> ok
    end.

relations(Other) ->
    link(Other),
    Monitor = monitor(process, Other),
    Named = monitor(process, other),
    Clock = monitor(time_offset, clock_service),
    {links, Links} = process_info(Other, links),
    {monitored_by, By} = process_info(Other, monitored_by),
    {monitors, Monitors} = process_info(self(), monitors),
    Result = {
        Links =:= [self()],
        By =:= [self(), self()],
        length(Monitors),
        [true || M <- [{process, Other}, {process, {other, node()}}, {time_offset, clock_service}], N <- Monitors, M =:= N]
    },
    demonitor(Monitor),
    demonitor(Named),
    demonitor(Clock),
    unlink(Other),
    {Result, process_info(self(), monitors), process_info(Other, monitored_by)}.

flags() ->
    foreach(
        fun({Flag, Values}) ->
            ?show(Flag, [
                try
                    process_flag(Flag, Value)
                catch
                    error:Reason -> Reason
                end
             || Value <- Values
            ])
        end,
        [
            {trap_exit, [true, false, false, 1]},
            {priority, [high, max, low, normal, normal, urgent]},
            {message_queue_data, [off_heap, on_heap, on_heap, heap]},
            {save_calls, [0, -1, a]},
            {fullsweep_after, [10, 0, 65535, -1]},
            {none, [true]},
            {"trap_exit", [true]}
        ]
    ),
    ?show(of_others, [
        try
            process_flag(Pid, Flag, Value)
        catch
            error:Reason -> Reason
        end
     || {Pid, Flag, Value} <- [{self(), save_calls, 0}, {self(), save_calls, -1}, {self(), trap_exit, true}, {a, save_calls, 0}]
    ]).
