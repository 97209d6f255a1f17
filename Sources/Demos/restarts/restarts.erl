%% Three processes: a parent that hands jobs to two workers, and starts one of them again each time that it crashes. One
%% worker is steady; the other is worn out after three jobs and fails with the fourth, which its successor does instead.
%% What is said of the crashes is a report; besides it prints
%%
%%     {restarted,fragile,worn_out}
%%
%% for each, and at the end
%%
%%     Return value: {done,10,{sum,2640},{restarts,3}}
-module(restarts).
-export([start/0]).

-define(JOBS, 10).
-define(JOBS_OF_A_FRAGILE_ONE, 3).

start() ->
    process_flag(trap_exit, true),
    run(1, start_worker(infinity), start_worker(?JOBS_OF_A_FRAGILE_ONE), 0, 0).

run(Job, Steady, Fragile, Sum, Restarts) when Job > ?JOBS ->
    stop(Steady),
    stop(Fragile),
    {done, ?JOBS, {sum, Sum}, {restarts, Restarts}};
run(Job, Steady, Fragile, Sum, Restarts) ->
    case ask(Fragile, Job) of
        {ok, Cube} ->
            {ok, Square} = ask(Steady, Job),
            run(Job + 1, Steady, Fragile, Sum + Cube - Square, Restarts);
        {crashed, Reason} ->
            erlang:display({restarted, fragile, Reason}),
            run(Job, Steady, start_worker(?JOBS_OF_A_FRAGILE_ONE), Sum, Restarts + 1)
    end.

ask(Worker, Job) ->
    Worker ! {job, self(), Job},
    receive
        {answer, Worker, Answer} -> {ok, Answer};
        {'EXIT', Worker, {Reason, _Stacktrace}} -> {crashed, Reason}
    end.

stop(Worker) ->
    exit(Worker, shutdown),
    receive
        {'EXIT', Worker, shutdown} -> ok
    end.

start_worker(JobsLeft) ->
    spawn_link(fun() -> work(JobsLeft) end).

work(0) ->
    receive
        {job, _, _} -> error(worn_out)
    end;
work(infinity) ->
    receive
        {job, Parent, Job} -> Parent ! {answer, self(), Job * Job}
    end,
    work(infinity);
work(JobsLeft) ->
    receive
        {job, Parent, Job} -> Parent ! {answer, self(), Job * Job * Job}
    end,
    work(JobsLeft - 1).
