%% COUNT full collections of a heap with WORDS words of live data of the shape SHAPE. Where FULL is true, so little memory is free that
%% the heap has to be compacted in place.
-module(collections).
-export([start/0, fill/2]).

start() ->
    Data = data(?SHAPE, ?WORDS),
    fill(?FULL, 1 bsl 16),
    collect(?COUNT),
    is_list(Data).

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

%% Processes that take all memory but for less than a kilobyte.
fill(false, _) ->
    ok;
fill(true, Size) when Size < 100 ->
    ok;
fill(true, Size) ->
    Self = self(),
    {Pid, Reference} = spawn_opt(fun() -> hold(Self) end, [monitor, {min_heap_size, Size}]),
    receive
        {Pid, holds} ->
            demonitor(Reference, [flush]),
            fill(true, Size);
        {'DOWN', Reference, _, _, _} ->
            fill(true, Size div 2)
    end.

hold(Parent) ->
    Parent ! {self(), holds},
    receive
        never -> ok
    end.
