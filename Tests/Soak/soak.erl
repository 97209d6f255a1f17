%% Mixed load for as many seconds as the macro SECONDS says: processes that serve, call, crash, are killed and restarted, link trees,
%% binaries, timers, a process that takes more memory than it may. Afterwards as much memory is in use as before, to the byte.
-module(soak).

-export([start/0, measured/4]).

-ifndef(SECONDS).
-define(SECONDS, 60).
-endif.

%% What a worker does on average every how many milliseconds.
-ifndef(PAUSE).
-define(PAUSE, 100).
-endif.

start() ->
    %% Tables grow to what the load needs, and keep that size.
    fill_tables(),
    Counter = counters:new(1, []),
    {Restarts, Acts} = load(10000, Counter),
    measure([before_load, Counter, Restarts, Acts]).

%% Hibernates until nobody else is there, and goes on with the bytes in use. Hibernating, this process is always of the same size, and
%% so is the one that measures.
measure(State) ->
    Main = self(),
    spawn_opt(fun() -> Main ! memory() end, [{min_heap_size, 500}]),
    erlang:hibernate(?MODULE, measured, State).

measured(before_load, Counter, _, _) ->
    receive
        Before ->
            {Restarts, Acts} = load(?SECONDS * 1000, Counter),
            put(before_load, Before),
            measure([after_load, Counter, Restarts, Acts])
    end;
measured(after_load, _, Restarts, Acts) ->
    receive
        After ->
            Figures = [{restarts, Restarts}, {acts, Acts}, {memory, After}],
            case After - get(before_load) of
                0 when Restarts > ?SECONDS, Acts > 10 * ?SECONDS -> {as_it_was, Figures};
                0 -> {too_little_was_done, Figures};
                More -> {not_as_it_was, More, Figures}
            end
    end.

%% More processes, timers and names at once than the load ever has.
fill_tables() ->
    Pids = [spawn(fun wait_for_stop/0) || _ <- lists:seq(1, 70)],
    Names = [one, two, three, four, five, six, seven, eight, nine, ten],
    pair(fun(Name, Pid) -> register(Name, Pid) end, Names, Pids),
    Timers = [erlang:send_after(100000, Pid, never) || Pid <- Pids ++ Pids ++ Pids],
    lists:foreach(fun erlang:cancel_timer/1, Timers),
    lists:foreach(fun(Pid) -> Pid ! stop end, Pids).

pair(Fun, [A | As], [B | Bs]) ->
    Fun(A, B),
    pair(Fun, As, Bs);
pair(_, [], _) ->
    ok.

wait_for_stop() ->
    receive
        stop -> ok
    end.

%% Bytes in use when only this process and the one that hibernates are there, but for their heaps: a block that is found for a heap may
%% be up to 12 bytes larger than what was asked for.
memory() ->
    receive
    after 1000 ->
        case processes() of
            [_, _] -> erlang:memory(system);
            _ -> memory()
        end
    end.

%% The load, by a process of its own. Timers of those who have gone fire in the time after it, for nobody.
load(Milliseconds, Counter) ->
    counters:put(Counter, 1, 0),
    put(before_load, 0),
    {Pid, Reference} = spawn_monitor(fun() -> supervisor(Milliseconds, Counter) end),
    receive
        {'DOWN', Reference, process, Pid, {restarted, Restarts}} ->
            receive
            after 30000 -> {Restarts, counters:get(Counter, 1)}
            end
    end.

%% Starts all workers, and starts anew whoever ends.
supervisor(Milliseconds, Counter) ->
    process_flag(trap_exit, true),
    erlang:send_after(Milliseconds, self(), time_is_up),
    Kinds = [
        {server, one},
        {server, two},
        {server, three},
        {server, four},
        client,
        client,
        client,
        binaries,
        binaries,
        {keeper, keeper},
        timers,
        timers,
        tree,
        killer,
        glutton,
        terms
    ],
    {Workers, _} = lists:mapfoldl(fun(Kind, Seed) -> {start_worker(Kind, Seed, Counter), Seed + 1} end, 1, Kinds),
    supervise(Workers, Counter, 0).

start_worker(Kind, Seed, Counter) ->
    {spawn_link(fun() -> begin_work(Kind, random(random(Seed)), Counter) end), Kind}.

supervise(Workers, Counter, Restarts) ->
    receive
        {'EXIT', Pid, _Reason} ->
            {value, {Pid, Kind}, Others} = lists:keytake(Pid, 1, Workers),
            supervise([start_worker(Kind, Restarts rem 65536, Counter) | Others], Counter, Restarts + 1);
        time_is_up ->
            lists:foreach(fun stop/1, Workers),
            exit({restarted, Restarts})
    end.

stop({Pid, _}) ->
    unlink(Pid),
    Reference = monitor(process, Pid),
    exit(Pid, kill),
    receive
        {'DOWN', Reference, process, Pid, _} -> ok
    end.

%% The next number of a small generator with a period of 65,536.
random(Seed) -> (Seed * 75 + 74) rem 65537.

begin_work({server, Name}, Seed, Counter) ->
    register(Name, self()),
    serve([], Seed, Counter);
begin_work({keeper, Name}, Seed, Counter) ->
    register(Name, self()),
    keep([], Seed, Counter);
begin_work(Kind, Seed, Counter) ->
    work(Kind, Seed, Counter).

%% One act after the other, with pauses. One in 64 is the worker's last.
work(Kind, Seed, Counter) ->
    receive
        _ -> work(Kind, Seed, Counter)
    after Seed rem (2 * ?PAUSE) ->
        counters:add(Counter, 1, 1),
        act(Kind, Seed),
        crash(Seed bsr 5),
        work(Kind, random(Seed), Counter)
    end.

crash(Seed) when Seed band 63 =/= 0 -> ok;
crash(Seed) ->
    case (Seed bsr 6) rem 20 of
        0 -> error({crashed, lists:seq(1, 20)});
        1 -> throw({thrown, <<0:2000>>});
        N when N < 12 -> exit({shutdown, N});
        N when N < 16 -> exit(normal);
        N -> exit({reason, lists:duplicate(N, N)})
    end.

act(client, Seed) ->
    Server = element(1 + Seed rem 4, {one, two, three, four}),
    Request =
        case Seed rem 3 of
            0 -> lists:seq(1, Seed rem 50);
            1 -> binary:copy(<<"request">>, Seed rem 40);
            2 -> #{seed => Seed, what => {Seed, make_ref()}}
        end,
    _ = call(Server, Request),
    ok;
act(binaries, Seed) ->
    Whole = append(<<>>, Seed, Seed rem 40),
    Half = byte_size(Whole) div 2,
    <<Part:Half/binary, Rest/binary>> = Whole,
    send(keeper, {keep, Part}),
    send(keeper, {keep, binary:copy(Rest)}),
    _ = [binary:split(Whole, <<Seed:8>>, [global]), binary_to_list(Rest)],
    ok;
act(timers, Seed) ->
    Started = [start_timer(N, Seed) || N <- lists:seq(1, 1 + Seed rem 12)],
    {Cancelled, Awaited} = lists:split(length(Started) div 2, Started),
    _ = [{erlang:read_timer(Timer), erlang:cancel_timer(Timer)} || Timer <- Cancelled],
    receive
        {timeout, Timer, _} when Timer =:= hd(Awaited) -> ok
    after 50 -> ok
    end;
act(tree, Seed) ->
    {Pid, Reference} = spawn_monitor(fun() -> tree(3, Seed) end),
    receive
        {'DOWN', Reference, process, Pid, _} -> ok
    after 200 ->
        exit(Pid, too_late),
        demonitor(Reference, [flush])
    end;
act(killer, Seed) ->
    Name = element(1 + Seed rem 5, {one, two, three, four, keeper}),
    case whereis(Name) of
        Pid when is_pid(Pid), Seed rem 8 =:= 0 -> exit(Pid, element(1 + Seed rem 3, {kill, normal, {killed, by, self()}}));
        _ -> ok
    end;
act(glutton, Seed) ->
    {Pid, Reference} = spawn_opt(
        fun() -> eat([], Seed) end,
        [monitor, {max_heap_size, #{size => 1000, kill => true, error_logger => false}}]
    ),
    receive
        {'DOWN', Reference, process, Pid, _} -> ok
    end;
act(terms, Seed) ->
    Map = maps:from_list([{N, {N, Seed}} || N <- lists:seq(1, 40)]),
    put(kept, maps:remove(Seed rem 40, Map)),
    persistent_term:put({?MODULE, Seed rem 4}, {Seed, lists:seq(1, Seed rem 20)}),
    Map = binary_to_term(term_to_binary(Map)),
    _ = [persistent_term:erase({?MODULE, N}) || N <- [0, 1, 2, 3]],
    _ = integer_to_list((1 bsl (Seed rem 300)) * Seed * Seed),
    ok.

%% As gen_server:call/3 does it. Answers come from whoever has the name by then.
call(Name, Request) ->
    Reference = monitor(process, Name, [{alias, reply_demonitor}]),
    send(Name, {call, Reference, Request}),
    receive
        {Reference, Answer} ->
            Answer;
        {'DOWN', Reference, process, _, Reason} ->
            Reason
    after 40 ->
        demonitor(Reference, [flush]),
        receive
            {Reference, Answer} -> Answer
        after 0 -> timeout
        end
    end.

send(Name, Message) ->
    case whereis(Name) of
        undefined -> ok;
        Pid -> Pid ! Message
    end.

serve(State, Seed, Counter) ->
    receive
        {call, From, Request} ->
            counters:add(Counter, 1, 1),
            Answer =
                case Seed rem 16 of
                    0 ->
                        %% Too late.
                        receive
                        after 60 -> late
                        end;
                    _ ->
                        {length(State), Request}
                end,
            From ! {From, Answer},
            crash(Seed bsr 3),
            serve(lists:sublist([Request | State], 10), random(Seed), Counter);
        _ ->
            serve(State, Seed, Counter)
    after 2000 ->
        erlang:hibernate(erlang, apply, [fun(S) -> serve(S, random(Seed), Counter) end, [State]])
    end.

keep(Kept, Seed, Counter) ->
    receive
        {keep, Binary} ->
            counters:add(Counter, 1, 1),
            crash(Seed),
            keep(lists:sublist([Binary | Kept], 8), random(Seed), Counter);
        _ ->
            keep(Kept, Seed, Counter)
    end.

append(Binary, _, 0) -> Binary;
append(Binary, Seed, N) -> append(<<Binary/binary, Seed:16, N:64>>, random(Seed), N - 1).

start_timer(N, Seed) ->
    Message = {tick, lists:seq(1, N), <<0:(N * 100)>>},
    case (N + Seed) rem 4 of
        0 -> erlang:send_after(N * 10, self(), Message);
        1 -> erlang:start_timer(N * 15, self(), Message);
        2 -> erlang:send_after(N * 100, one, Message);
        3 -> erlang:start_timer(N * 5, self(), Message)
    end.

%% A tree of linked processes; one of its leaves may take all of it down.
tree(0, Seed) ->
    receive
    after Seed rem 20 -> [exit({leaf, Seed}) || Seed rem 16 =:= 0]
    end;
tree(Depth, Seed) ->
    Children = [spawn_link(fun() -> tree(Depth - 1, random(Seed + N)) end) || N <- [1, 2]],
    wait(Children).

wait([]) -> ok;
wait([Pid | Pids]) ->
    Reference = monitor(process, Pid),
    receive
        {'DOWN', Reference, process, Pid, _} -> wait(Pids)
    end.

eat(List, N) -> eat([{N, N} | List], N + 1).
