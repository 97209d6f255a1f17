%% COUNT full collections of a heap with WORDS words of live data of the shape SHAPE. Where FULL is true, so little memory is free that
%% the heap has to be compacted in place.
-module(collections).
-export([start/0]).

start() ->
    put(data, data(?SHAPE, ?WORDS)),
    fill(?FULL),
    collect(?COUNT).

collect(0) ->
    ok;
collect(N) ->
    erlang:garbage_collect(),
    collect(N - 1).

%% Lists, tuples and binaries of that many words together.
data(_, Words) when Words =< 0 -> [];
data(list, Words) -> [Words | data(list, Words - 2)];
data(pairs, Words) -> [{Words, Words} | data(pairs, Words - 5)];
data(tree, Words) -> {data(tree, (Words - 3) div 2), data(tree, (Words - 3) div 2)};
data(binaries, Words) -> [<<Words:64>> | data(binaries, Words - 6)];
data(maps, Words) -> [#{a => Words, b => 2, c => 3} | data(maps, Words - 11)];
data(big, Words) -> [Words bsl 80 | data(big, Words - 7)].

%% Processes take all memory but for about a kilobyte: larger ones until there is no room for another, then smaller ones. Another process
%% starts them: this one, with its large heap, is not to ask for memory when there is none.
fill(false) ->
    ok;
fill(true) ->
    {Pid, Reference} = spawn_monitor(fun() -> fill_from(1 bsl 15) end),
    receive
        {'DOWN', Reference, process, Pid, _} -> ok
    end.

fill_from(Size) when Size < 256 ->
    ok;
fill_from(Size) ->
    {Pid, Reference} = spawn_monitor(fun() -> spawn_all(Size) end),
    receive
        {'DOWN', Reference, process, Pid, out_of_memory} -> fill_from(Size div 2)
    end.

spawn_all(Size) ->
    spawn_opt(
        fun() ->
            receive
                never -> ok
            end
        end,
        [{min_heap_size, Size}]
    ),
    spawn_all(Size).
