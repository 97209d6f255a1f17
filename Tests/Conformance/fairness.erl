%% Thousands of processes and four priorities: who is ready gets its turn as often as any other of its priority; of low priority one time
%% in eight; nobody while one of a higher priority is ready. erl runs on several cores, so what is expected is written down.
-module(fairness).
%% boards: Host MPS2AN386
-include("conformance.hrl").

start() ->
    process_flag(priority, max),
    ?show(normal, spread(turns([normal || _ <- seq(1, 2000)]))),
    ?show(high, spread(turns([high || _ <- seq(1, 50)]))),
    ?show(low_alone, spread(turns([low || _ <- seq(1, 50)]))),
    ?show(low_and_normal, ratio(turns(seq_of(low, 40) ++ seq_of(normal, 40)))),
    ?show(few_low_many_normal, ratio(turns(seq_of(low, 2) ++ seq_of(normal, 200)))),
    ?show(high_before_normal, starved(turns([high | seq_of(normal, 20)]))),
    ?show(high_before_low, starved(turns([high | seq_of(low, 20)]))),
    ?show(max_before_high, starved(turns([max | seq_of(high, 20)]))),
    ?show(after_all, spread(turns([normal || _ <- seq(1, 100)]))),
    ?show(busy, busy()),
    ok.

seq_of(Priority, Count) -> [Priority || _ <- seq(1, Count)].

%% Processes of these priorities that give their turn away at once, for a while: how often each had one, with its priority. This
%% process has the highest priority: it runs when its time has come.
turns(Priorities) ->
    Count = length(Priorities),
    Counters = counters:new(Count, []),
    Pids = begin_all(Priorities, 1, Counters),
    %% The highest priority would not let this process run again.
    receive
    after 100 -> ok
    end,
    Turns = [{Priority, counters:get(Counters, N)} || {N, Priority} <- numbered(1, Priorities)],
    foreach(fun(Pid) -> exit(Pid, kill) end, Pids),
    receive
    after 1 -> Turns
    end.

numbered(_, []) -> [];
numbered(N, [A | As]) -> [{N, A} | numbered(N + 1, As)].

begin_all([], _, _) ->
    [];
begin_all([Priority | Priorities], N, Counters) ->
    [spawn_opt(fun() -> turn(Counters, N) end, [{priority, Priority}]) | begin_all(Priorities, N + 1, Counters)].

turn(Counters, N) ->
    counters:add(Counters, N, 1),
    erlang:yield(),
    turn(Counters, N).

%% Nobody had more than one turn more than another.
spread(Turns) ->
    Counts = [Count || {_, Count} <- Turns],
    {most(Counts) - least(Counts) =< 1, least(Counts) > 0}.

most([X]) -> X;
most([X | Xs]) -> max(X, most(Xs)).

least([X]) -> X;
least([X | Xs]) -> min(X, least(Xs)).

%% For one turn of a process of low priority those of normal priority have eight.
ratio(Turns) ->
    Low = mean([Count || {low, Count} <- Turns]),
    Normal = mean([Count || {normal, Count} <- Turns]),
    case Normal / Low of
        Ratio when Ratio > 7.5, Ratio < 8.5 -> eight;
        Ratio -> Ratio
    end.

mean(Counts) -> sum(Counts) / length(Counts).

sum([]) -> 0;
sum([X | Xs]) -> X + sum(Xs).

starved([{_, First} | Others]) -> {First > 0, sum([Count || {_, Count} <- Others])}.

%% Processes that compute all the time have equal shares, those that yield do not lose theirs.
busy() ->
    Counters = counters:new(20, []),
    Busy = [spawn(fun() -> compute(Counters, N) end) || N <- seq(1, 10)],
    Yielding = [spawn(fun() -> turn(Counters, N) end) || N <- seq(11, 20)],
    receive
    after 300 -> ok
    end,
    Counts = [counters:get(Counters, N) || N <- seq(1, 20)],
    foreach(fun(Pid) -> exit(Pid, kill) end, Busy ++ Yielding),
    {Computed, Yielded} = split(10, Counts),
    {most(Computed) - least(Computed) =< 1, most(Yielded) - least(Yielded) =< 1, least(Yielded) > 0}.

split(0, List) -> {[], List};
split(N, [X | Xs]) ->
    {A, B} = split(N - 1, Xs),
    {[X | A], B}.

%% One count for some 4,000 reductions.
compute(Counters, N) ->
    spin(3990),
    counters:add(Counters, N, 1),
    compute(Counters, N).

spin(0) -> ok;
spin(N) -> spin(N - 1).
