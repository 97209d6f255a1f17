%% COUNT processes one after another that end at once. Two counts of machine instructions with different COUNTs tell what one takes:
%% spawn, a switch to the child, its only instruction, its exit, and the switch back to the parent, which has yielded.
-module(spawns).
-export([start/0, child/0]).

start() -> loop(?COUNT).

loop(0) ->
    ok;
loop(N) ->
    spawn(?MODULE, child, []),
    erlang:yield(),
    loop(N - 1).

child() -> ok.
