%% max_heap_size and the other settings of a process's memory, as flags, as options, and as process_info tells them.
%% boards: Host MPS2AN386
-module(heap_limits).
-include("conformance.hrl").

start() ->
    ?show(default, size_of(process_flag(max_heap_size, 0))),
    ?show(number, begin process_flag(max_heap_size, 5000000), limit() end),
    ?show(map, begin process_flag(max_heap_size, #{size => 4000000, kill => false}), limit() end),
    ?show(silent, begin process_flag(max_heap_size, #{size => 4000000, error_logger => false}), limit() end),
    ?show(none, begin process_flag(max_heap_size, #{size => 0}), limit() end),
    ?show(others_ignored, size_of(process_flag(max_heap_size, #{size => 0, foo => bar}))),
    foreach(
        fun(Wrong) -> ?show({wrong, Wrong}, process_flag(max_heap_size, Wrong)) end,
        [a, -1, 1, 1.5, #{}, #{kill => true}, #{size => a}, #{size => -1}, #{size => 0, kill => 1}, #{size => 0, error_logger => x}, [], {a}]
    ),
    ?show(killed, ended([{max_heap_size, #{size => 3000, error_logger => false}}], fun() -> grow([], 100000) end)),
    ?show(trapped, ended([{max_heap_size, #{size => 3000, error_logger => false}}], fun() -> process_flag(trap_exit, true), grow([], 100000) end)),
    ?show(caught, ended([{max_heap_size, #{size => 3000, error_logger => false}}], fun() -> catch grow([], 100000) end)),
    ?show(goes_on, ended([{max_heap_size, #{size => 3000, error_logger => false, kill => false}}], fun() -> grow([], 20000), exit(done) end)),
    ?show(small_is_fine, ended([{max_heap_size, #{size => 50000, error_logger => false}}], fun() -> grow([], 1000), exit(done) end)),
    ?show(binaries_do_not_count, ended([{max_heap_size, #{size => 20000, error_logger => false}}], fun() -> exit(byte_size(binary:copy(<<1>>, 300000))) end)),
    ?show(messages_count, flooded()),
    ?show(fullsweep, [process_flag(fullsweep_after, N) || N <- [5, 0, 10]]),
    ?show(fullsweep_info, process_info(self(), fullsweep_after)),
    ?show(fullsweep_option, ended([{fullsweep_after, 3}], fun() -> exit(process_info(self(), fullsweep_after)) end)),
    ?show(messages, [process_flag(message_queue_data, Where) || Where <- [off_heap, on_heap, on_heap]]),
    ?show(messages_option, ended([{message_queue_data, off_heap}], fun() -> exit(process_info(self(), message_queue_data)) end)),
    foreach(
        fun({Flag, Wrong}) -> ?show({Flag, Wrong}, process_flag(Flag, Wrong)) end,
        [{Flag, Wrong} || Flag <- [fullsweep_after, message_queue_data, min_heap_size, priority, trap_exit, nonsense], Wrong <- [a, -1, 1.5, {}, []]]
    ),
    foreach(
        fun(Wrong) -> ?show({option, Wrong}, is_pid(spawn_opt(fun() -> ok end, [Wrong]))) end,
        [
            {max_heap_size, a}, {max_heap_size, #{kill => true}}, {fullsweep_after, -1}, {message_queue_data, a}, {min_heap_size, -1},
            {priority, a}, {nonsense, 1}, nonsense, {link, 1}, {monitor, a}, {monitor, [{tag, a}]}, {max_heap_size, 100000}
        ]
    ),
    ok.

size_of(#{size := Size}) -> Size.

limit() ->
    {max_heap_size, #{size := Size, kill := Kill, error_logger := Logger}} = process_info(self(), max_heap_size),
    {Size, Kill, Logger}.

ended(Options, Fun) ->
    {Pid, Reference} = spawn_opt(Fun, [monitor | Options]),
    receive
        {'DOWN', Reference, process, Pid, Reason} -> Reason
    after 10000 -> none
    end.

grow(List, 0) -> length(List);
grow(List, N) -> grow([{N, N} | List], N - 1).

%% A process that does not empty its mailbox.
flooded() ->
    {Pid, Reference} = spawn_opt(
        fun Loop() ->
            receive
                never -> ok
            after 1 ->
                erlang:garbage_collect(),
                Loop()
            end
        end,
        [monitor, {max_heap_size, #{size => 3000, error_logger => false}}]
    ),
    flood(Pid, Reference, 2000).

flood(Pid, Reference, 0) ->
    receive
        {'DOWN', Reference, process, Pid, Reason} -> Reason
    after 10000 -> none
    end;
flood(Pid, Reference, N) ->
    Pid ! seq(1, 10),
    flood(Pid, Reference, N - 1).
