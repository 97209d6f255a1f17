%% Reductions, which are counted for each process, and the option `min_bin_vheap_size` (its effect: binary_limits).
-module(process_counts).
-export([worker/2]).
-include("conformance.hrl").

start() ->
    reductions_of_self(),
    reductions_of_others(),
    yields(),
    all_reductions(),
    limit_flag(),
    ok.

%% ---- Reductions

count(0) -> ok;
count(N) -> count(N - 1).

reductions(Pid) ->
    {reductions, Count} = process_info(Pid, reductions),
    Count.

is_about(Count, Calls) -> Count >= Calls andalso Count =< Calls + Calls div 4 + 4000.

reductions_of_self() ->
    ?show(of_self, [
        begin
            Before = reductions(self()),
            count(Calls),
            is_about(reductions(self()) - Before, Calls)
        end
     || Calls <- [100, 3000, 5000, 50_000]
    ]).

%% A process that works in short turns, each far less than a slice, and waits between them.
worker(Parent, Calls) ->
    receive
        go ->
            count(Calls),
            Parent ! done,
            worker(Parent, Calls)
    end.

turn(Pid) ->
    Pid ! go,
    receive
        done -> ok
    end.

reductions_of_others() ->
    ?show(of_others, [
        begin
            Pid = spawn(?MODULE, worker, [self(), Calls]),
            turn(Pid),
            erlang:yield(),
            Before = reductions(Pid),
            [turn(Pid) || _ <- seq(1, Turns)],
            erlang:yield(),
            Used = reductions(Pid) - Before,
            exit(Pid, kill),
            is_about(Used, Calls * Turns)
        end
     || {Calls, Turns} <- [{1000, 20}, {300, 100}, {9000, 3}]
    ]),
    Idle = spawn(?MODULE, worker, [self(), 1]),
    erlang:yield(),
    First = reductions(Idle),
    count(20_000),
    ?show(idle, {First < 100, reductions(Idle) =:= First}),
    exit(Idle, kill).

%% Who gives up the rest of a slice has not used it.
yields() ->
    Before = reductions(self()),
    [erlang:yield() || _ <- seq(1, 200)],
    ?show(yields, reductions(self()) - Before < 20_000),
    Bumped = reductions(self()),
    erlang:bump_reductions(2500),
    ?show(bumped, reductions(self()) - Bumped >= 2500).

all_reductions() ->
    _ = statistics(exact_reductions),
    Workers = [spawn(fun() -> count(2000) end) || _ <- seq(1, 20)],
    [
        begin
            Monitor = monitor(process, Worker),
            receive
                {'DOWN', Monitor, process, _, _} -> ok
            end
        end
     || Worker <- Workers
    ],
    {_, Since} = statistics(exact_reductions),
    ?show(all_since, Since >= 40_000),
    {Total, _} = statistics(exact_reductions),
    count(20_000),
    erlang:yield(),
    {Later, SinceTotal} = statistics(exact_reductions),
    ?show(all_total, {Later > Total, Later - Total =:= SinceTotal, SinceTotal >= 20_000}).

%% ---- Shared bitstrings

limit_flag() ->
    ?show(wrong_limit, process_flag(min_bin_vheap_size, -1)),
    ?show(no_limit, process_flag(min_bin_vheap_size, many)),
    ?show(limit, is_integer(process_flag(min_bin_vheap_size, 1000))),
    {min_bin_vheap_size, Set} = process_info(self(), min_bin_vheap_size),
    ?show(limit_is, Set >= 1000),
    ?show(limit_was, process_flag(min_bin_vheap_size, 2000) =:= Set),
    ?show(wrong_option, spawn_opt(fun() -> ok end, [{min_bin_vheap_size, -1}])),
    Pid = spawn_opt(?MODULE, worker, [self(), 1], [{min_bin_vheap_size, 3000}]),
    {min_bin_vheap_size, Given} = process_info(Pid, min_bin_vheap_size),
    {garbage_collection, Settings} = process_info(Pid, garbage_collection),
    ?show(option, {Given >= 3000, proplists:get_value(min_bin_vheap_size, Settings) =:= Given}),
    exit(Pid, kill).
