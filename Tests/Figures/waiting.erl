%% COUNT processes that wait in `receive`: bytes that each takes, all of it (control block, heap, its place in the table).
-module(waiting).
-export([start/0]).

start() ->
    Before = erlang:memory(total),
    Pids = spawned(?COUNT, []),
    %% All have begun to wait.
    receive
    after 10 -> ok
    end,
    Waiting = length([Pid || Pid <- Pids, process_info(Pid, status) =:= {status, waiting}]),
    %% The list of pids is the observer's own.
    {Waiting, (erlang:memory(total) - Before - observer()) div ?COUNT}.

observer() ->
    {memory, Bytes} = process_info(self(), memory),
    Bytes.

spawned(0, Pids) ->
    Pids;
spawned(N, Pids) ->
    Pid = spawn(fun() ->
        receive
            stop -> ok
        end
    end),
    spawned(N - 1, [Pid | Pids]).
