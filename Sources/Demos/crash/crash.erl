%% A process dies of a badmatch, and another that monitors it reports who it was, why it died and where. The machine
%% writes its own report of the crash to standard error (on a board, to the console). Prints
%%
%%     {who,worker}
%%     {why,{badmatch,{error,empty}}}
%%     {where,crash,average,1,[{file,"crash.erl"},{line,43}]}
%%     Return value: survived
-module(crash).
-export([start/0, worker/0]).

start() ->
    {Pid, Monitor} = spawn_monitor(?MODULE, worker, []),
    register(worker, Pid),
    Pid ! {average, [1, 2, 3], self()},
    receive
        {average, 2} -> ok
    end,
    Pid ! {average, [], self()},
    receive
        {'DOWN', Monitor, process, Pid, {Why, [{Module, Function, Arity, Location} | _]}} ->
            erlang:display({who, worker}),
            erlang:display({why, Why}),
            erlang:display({where, Module, Function, Arity, file_name(Location)}),
            survived
    end.

worker() ->
    receive
        {average, Numbers, From} ->
            From ! {average, average(Numbers)},
            worker()
    end.

%% The compiler notes a file's path as it was given; only its last part is shown.
file_name([{file, Path}, Line]) ->
    [{file, last_part(Path, Path)}, Line].

last_part([], Name) -> Name;
last_part([$/ | Rest], _) -> last_part(Rest, Rest);
last_part([_ | Rest], Name) -> last_part(Rest, Name).

average(Numbers) ->
    {ok, Count} = count(Numbers),
    sum(Numbers) div Count.

count([]) -> {error, empty};
count(Numbers) -> {ok, length(Numbers)}.

sum([]) -> 0;
sum([Number | Numbers]) -> Number + sum(Numbers).
