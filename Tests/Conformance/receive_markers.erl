%% A receive that waits for a fresh reference: what was there before is not looked at, and must not be lost or taken out of its order.
-module(receive_markers).
-include("conformance.hrl").

start() ->
    Server = spawn(fun server/0),
    ?show(empty, [call(Server, I) || I <- seq(1, 5)]),
    foreach(fun(I) -> self() ! {early, I} end, seq(1, 500)),
    ?show(full, [call(Server, I) || I <- seq(1, 20)]),
    ?show(fresh, [fresh(Server, I) || I <- seq(1, 20)]),
    ?show(in_order, [receive {early, I} -> I end || _ <- seq(1, 10)]),
    ?show(nested, nested(Server, 5)),
    ?show(two, two(Server)),
    ?show(early_reference, early_reference()),
    ?show(removed_before_use, removed_before_use()),
    ?show(removed_by_flush, removed_by_flush()),
    ?show(collected, collected(Server, 30)),
    ?show(given_up, [given_up(Server, Level) || Level <- seq(3, 12)]),
    ?show(taken_behind, taken_behind(8)),
    ?show(timeout, [timeout(I) || I <- seq(1, 10)]),
    ?show(dead, dead()),
    ?show(aliases, [with_alias(Server, I) || I <- seq(1, 5)]),
    ?show(rest, rest(0, 0)),
    ok.

server() ->
    receive
        {From, Reference, Value} ->
            From ! {Reference, Value * Value},
            server()
    end.

call(Server, Value) ->
    Reference = monitor(process, Server),
    Server ! {self(), Reference, Value},
    receive
        {Reference, Answer} ->
            demonitor(Reference, [flush]),
            Answer;
        {'DOWN', Reference, _, _, Reason} ->
            {down, Reason}
    end.

fresh(Server, Value) ->
    Reference = make_ref(),
    Server ! {self(), Reference, Value},
    receive
        {Reference, Answer} -> Answer
    end.

with_alias(Server, Value) ->
    Reference = alias([reply]),
    Server ! {Reference, Reference, Value},
    receive
        {Reference, Answer} -> Answer
    end.

nested(_, 0) ->
    [];
nested(Server, N) ->
    Reference = make_ref(),
    Server ! {self(), Reference, N},
    Inner = nested(Server, N - 1),
    receive
        {Reference, Answer} -> [Answer | Inner]
    end.

two(Server) ->
    First = make_ref(),
    Second = make_ref(),
    Server ! {self(), First, 10},
    Server ! {self(), Second, 11},
    receive
        {Second, B} ->
            receive
                {First, A} -> {A, B}
            end
    end.

%% A reference that was in the mailbox all the time.
early_reference() ->
    Reference = make_ref(),
    self() ! {Reference, here},
    foreach(fun(I) -> self() ! {late, I} end, seq(1, 20)),
    receive
        {Reference, Where} -> Where
    after 0 -> lost
    end.

%% The last message at the time the reference is made goes away before it is used.
removed_before_use() ->
    self() ! last,
    Reference = make_ref(),
    receive
        last -> ok
    end,
    self() ! {Reference, 1},
    receive
        {Reference, Value} -> Value
    after 0 -> lost
    end.

removed_by_flush() ->
    {Pid, Monitor} = spawn_monitor(fun() -> ok end),
    receive after 30 -> ok end,
    Reference = make_ref(),
    demonitor(Monitor, [flush]),
    self() ! {Reference, is_pid(Pid)},
    receive
        {Reference, Value} -> Value
    after 0 -> lost
    end.

collected(_, 0) ->
    [];
collected(Server, N) ->
    Reference = make_ref(),
    Garbage = seq(1, 300),
    erlang:garbage_collect(),
    Server ! {self(), Reference, length(Garbage)},
    More = seq(1, 200),
    receive
        {Reference, Answer} -> [Answer + length(More) | collected(Server, N - 1)]
    end.

%% More references at once than positions are kept for, in a process with much that has lived long: while there are references
%% and messages that are younger, garbage is collected.
given_up(Server, Level) ->
    Parent = self(),
    {Pid, Monitor} = spawn_monitor(
        fun() ->
            Kept = seq(1, 2000),
            [self() ! {early, [I]} || I <- seq(1, 30)],
            Answers = levels(Server, Level, Kept),
            Parent ! {self(), Answers, flush_early(), length(Kept)}
        end),
    receive
        {Pid, Answers, Early, Length} -> demonitor(Monitor, [flush]), {lists:sum(Answers), Early, Length};
        {'DOWN', Monitor, _, _, Reason} -> Reason
    end.

levels(_, 0, _) ->
    [];
levels(Server, Level, Kept) ->
    garbage(40),
    Reference = make_ref(),
    self() ! {early, [Level]},
    Server ! {self(), Reference, Level + length(Kept)},
    garbage(40),
    %% The last of the messages so far may be the one that goes.
    receive {early, _} -> ok end,
    Inner = levels(Server, Level - 1, Kept),
    garbage(40),
    receive
        {Reference, Answer} ->
            garbage(100),
            [Answer | Inner]
    end.

garbage(0) -> ok;
garbage(N) -> _ = seq(1, N), garbage(N - 1).

flush_early() ->
    receive
        {early, [I]} -> I + flush_early()
    after 0 -> 0
    end.

%% The message at a position that is kept no more goes while the one behind it is young.
taken_behind(Level) ->
    Parent = self(),
    Sink = spawn(fun() -> sink([]) end),
    {Pid, Monitor} = spawn_monitor(
        fun() ->
            Kept = seq(1, 2000),
            [self() ! {early, [I]} || I <- seq(1, 10)],
            Waits = waits(Level, [], Sink),
            Parent ! {self(), Waits, flush_early(), length(Kept)}
        end),
    receive
        {Pid, Waits, Early, Length} -> demonitor(Monitor, [flush]), {Waits, Early, Length};
        {'DOWN', Monitor, _, _, Reason} -> Reason
    end.

waits(0, _, Sink) ->
    self() ! {early, [11]},
    receive {early, [10]} -> ok end,
    garbage(200),
    erlang:garbage_collect(),
    Sink ! release,
    [];
waits(Level, Message, Sink) ->
    Reference = make_ref(),
    Sink ! {self(), Reference, Message},
    garbage(100),
    Inner = waits(Level - 1, [Level], Sink),
    garbage(100),
    receive
        {Reference, Answer} -> [Answer | Inner]
    end.

sink(Kept) ->
    receive
        {From, Reference, Message} -> sink([{From, Reference, Message} | Kept]);
        release -> [From ! {Reference, Message} || {From, Reference, Message} <- Kept]
    end.

timeout(N) ->
    Reference = make_ref(),
    receive
        {Reference, _} -> wrong
    after N rem 2 -> N
    end.

dead() ->
    Pid = spawn(fun() -> ok end),
    receive after 20 -> ok end,
    call(Pid, 1).

rest(Count, Last) ->
    receive
        {early, N} when N > Last -> rest(Count + 1, N);
        {late, N} -> rest(Count + 1, max(Last, N));
        Other -> {wrong, Other}
    after 0 -> {Count, Last}
    end.
