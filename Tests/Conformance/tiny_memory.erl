%% Processes in 8 KB of RAM, VM's share and all.
-module(tiny_memory).
%% options: --ram 8K
-include("conformance.hrl").

start() ->
    ?show(sum, sum(seq(1, 60), 0)),
    ?show(spawned, spawned(100)),
    ?show(ring, ring(8, 20)),
    ?show(crash, crash()),
    ?show(loop, loop(20000, 0)),
    ?show(garbage, garbage(2000)),
    ok.

sum([], S) -> S;
sum([H | T], S) -> sum(T, S + H).

spawned(0) -> done;
spawned(N) ->
    {_, Ref} = spawn_monitor(fun() -> exit(N) end),
    receive {'DOWN', Ref, process, _, N} -> spawned(N - 1) end.

ring(Members, Rounds) ->
    First = members(Members, self()),
    Result = rounds(Rounds, First, 0),
    First ! stop,
    receive stop -> Result end.

members(0, Next) -> Next;
members(N, Next) -> members(N - 1, spawn(fun() -> member(Next) end)).

member(Next) ->
    receive
        stop -> Next ! stop;
        N -> Next ! N + 1, member(Next)
    end.

rounds(0, _, V) -> V;
rounds(N, First, V) ->
    First ! V,
    receive V2 -> rounds(N - 1, First, V2) end.

crash() ->
    {_, Ref} = spawn_monitor(fun() -> exit(hd(id([reason]))) end),
    receive {'DOWN', Ref, _, _, R} -> R end.

loop(0, S) -> S;
loop(N, S) -> loop(N - 1, S bxor N).

garbage(0) -> ok;
garbage(N) ->
    _ = {N, [N]},
    garbage(N - 1).
