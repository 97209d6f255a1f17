%% What keeps memory and what gives it back: parts of binaries, copies, binaries that a process makes without using its heap, hibernation,
%% persistent terms.
%% boards: Host MPS2AN386
-module(memory_effects).
-export([hibernated/1]).
-include("conformance.hrl").

start() ->
    ?show(part_keeps_the_whole, part()),
    ?show(copy_does_not, copied()),
    ?show(matched_part, matched()),
    ?show(small_parts, small_parts()),
    ?show(in_a_message, in_a_message()),
    ?show(of_all_binaries, of_all_binaries()),
    ?show(garbage_of_binaries, garbage_of_binaries(5000)),
    ?show(garbage_of_another, garbage_of_another(300)),
    ?show(appended, appended(2000)),
    ?show(hibernation, hibernation()),
    ?show(hibernation_with_messages, hibernation_with_messages()),
    ?show(persistent, persistent()),
    ?show(persistent_in_use, persistent_in_use()),
    ?show(persistent_wrong, [persistent_term:get(none, default), persistent_term:erase(none)]),
    ok.

large() -> binary:copy(<<"0123456789">>, id(5000)).

part() ->
    Part = binary:part(large(), 100, 70),
    erlang:garbage_collect(),
    {byte_size(Part), binary:referenced_byte_size(Part), kept(50000)}.

%% Whether a binary of that size is among those that this process refers to.
kept(Size) ->
    {binary, List} = process_info(self(), binary),
    [x || {_, S, _} <- List, S >= Size] =/= [].

copied() ->
    Part = binary:copy(binary:part(large(), 100, 70)),
    erlang:garbage_collect(),
    {byte_size(Part), binary:referenced_byte_size(Part), kept(50000)}.

matched() ->
    <<_:100/binary, Part:20/binary, Rest/binary>> = large(),
    Sizes = {binary:referenced_byte_size(Part), binary:referenced_byte_size(Rest), byte_size(Rest)},
    erlang:garbage_collect(),
    {Sizes, Part}.

%% Of a binary of 64 bytes or less nothing is shared.
small_parts() ->
    Small = binary:copy(<<"ab">>, id(32)),
    Part = binary:part(Small, 3, 10),
    {byte_size(Small), Part, kept(64)}.

%% A part that is sent shares the whole with the sender's.
in_a_message() ->
    Self = self(),
    spawn(fun() -> Self ! binary:part(large(), 7, 100) end),
    receive
        Part -> {byte_size(Part), binary:referenced_byte_size(Part)}
    end.

of_all_binaries() ->
    erlang:garbage_collect(),
    Before = erlang:memory(binary),
    Whole = large(),
    During = erlang:memory(binary) - Before,
    Size = byte_size(Whole),
    erlang:garbage_collect(),
    After = erlang:memory(binary) - Before,
    {Size, During >= 50000, After < 50000}.

%% The heap hardly grows, but what it refers to does: collections come in time, here after 100 MB.
garbage_of_binaries(N) ->
    Before = erlang:memory(binary),
    Most = most_binaries(N, 0),
    {Most - Before < 40000000, Most - Before > 0}.

most_binaries(0, Most) -> Most;
most_binaries(N, Most) ->
    _ = binary:copy(<<N:32>>, 5000),
    most_binaries(N - 1, max(Most, erlang:memory(binary))).

%% The same for one who only gets them.
garbage_of_another(N) ->
    Self = self(),
    {Pid, Monitor} = spawn_monitor(fun() -> forget(Self, N) end),
    foreach(
        fun(I) ->
            Pid ! binary:copy(<<I:32>>, 5000),
            receive
                next -> ok
            end
        end,
        seq(1, N)
    ),
    Most = erlang:memory(binary),
    receive
        {'DOWN', Monitor, _, _, _} -> Most < 40000000
    end.

forget(_, 0) -> ok;
forget(From, N) ->
    receive
        Binary -> true = byte_size(Binary) > 0
    end,
    From ! next,
    forget(From, N - 1).

appended(N) ->
    Binary = append(<<>>, N),
    erlang:garbage_collect(),
    {byte_size(Binary), erlang:md5(Binary)}.

append(Binary, 0) -> Binary;
append(Binary, N) -> append(<<Binary/binary, N:64>>, N - 1).

%% A process that hibernates gives its memory back, and keeps what it needs.
hibernation() ->
    Self = self(),
    Pid = spawn(fun() ->
        List = seq(1, 20000),
        Self ! {length(List), heap(self())},
        erlang:hibernate(?MODULE, hibernated, [{Self, lists_sum(List)}])
    end),
    {Length, Before} = next(),
    receive after 20 -> ok end,
    After = heap(Pid),
    {current_function, Function} = process_info(Pid, current_function),
    Pid ! wake,
    {Length, Before > 20000, After < 300, Function, next()}.

lists_sum([]) -> 0;
lists_sum([X | Xs]) -> X + lists_sum(Xs).

heap(Pid) ->
    {total_heap_size, Words} = process_info(Pid, total_heap_size),
    Words.

hibernated({Parent, Sum}) ->
    receive
        wake -> Parent ! {woken, Sum}
    end.

next() ->
    receive
        M -> M
    after 2000 -> none
    end.

%% With a message there it does not sleep.
hibernation_with_messages() ->
    Self = self(),
    Pid = spawn(fun() ->
        receive
            go -> erlang:hibernate(?MODULE, hibernated, [{Self, 1}])
        end
    end),
    Pid ! wake,
    Pid ! go,
    next().

persistent() ->
    Key = {?MODULE, key},
    Value = {seq(1, 10), large(), #{a => "b"}},
    A = [persistent_term:put(Key, Value), persistent_term:get(Key) =:= Value, persistent_term:put(Key, Value)],
    B = [persistent_term:put(Key, other), persistent_term:get(Key), persistent_term:erase(Key), persistent_term:erase(Key)],
    {A, B, catch_get(Key)}.

catch_get(Key) ->
    try
        persistent_term:get(Key)
    catch
        error:Reason -> Reason
    end.

%% Who has a value keeps it when it is replaced or erased, and so does whom it was sent.
persistent_in_use() ->
    Self = self(),
    persistent_term:put(used, {seq(1, 100), large()}),
    Pid = spawn(fun() ->
        Value = persistent_term:get(used),
        Self ! ready,
        receive
            go -> Self ! {size(element(2, Value)), length(element(1, Value)), Value =:= persistent_term:get(used, none)}
        end
    end),
    ready = next(),
    Mine = persistent_term:get(used),
    persistent_term:put(used, [new]),
    persistent_term:erase(used),
    erlang:garbage_collect(),
    erlang:garbage_collect(Pid),
    receive after 50 -> ok end,
    Pid ! go,
    {next(), erlang:phash2(Mine)}.
