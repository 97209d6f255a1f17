%% boards: Host MPS2AN386
%% erlang:yield/0 ends a slice at once, however it is called; and natives that are called by name wait while other processes
%% call some that end elsewhere than they were called.
-module(yielding).
-export([tail/0, framed/1, woken/1, member/2]).
-include("conformance.hrl").

start() ->
    ?show(alternating, [alternating(Yield) || Yield <- yields()]),
    ?show(results, [(id(Yield))() || Yield <- yields()]),
    ?show(kept, kept(a, {b}, "c")),
    ?show(by_name, by_name()),
    ok.

yields() ->
    [
        fun() -> erlang:yield() end,
        fun erlang:yield/0,
        fun ?MODULE:tail/0,
        fun() -> framed(id(x)) end,
        fun() -> X = framed(id(x)), id(X) end,
        fun() -> apply(id(erlang), id(yield), []) end,
        fun() -> {ok, R} = {ok, apply(id(erlang), id(yield), id([]))}, R end,
        fun() -> erlang:apply(id(fun erlang:yield/0), id([])) end
    ].

tail() -> erlang:yield().

framed(X) ->
    Y = id(X),
    _ = id(Y),
    erlang:yield().

%% Two processes write in turns, with nothing but natives between the turns.
alternating(Yield) ->
    T = ets:new(t, [ordered_set, public]),
    C = counters:new(1, []),
    Write = fun(Name) ->
        fun() ->
            put(name, Name),
            Yield(),
            ets:insert(T, {next(C), Name}), ets:insert(T, {next(C), Name}), Yield(),
            ets:insert(T, {next(C), Name}), Yield(),
            ets:insert(T, {next(C), get(name)})
        end
    end,
    Pids = [spawn_monitor(Write(Name)) || Name <- [a, b]],
    [receive {'DOWN', R, process, P, Reason} -> Reason end || {P, R} <- Pids],
    Names = [Name || {_, Name} <- ets:tab2list(T)],
    ets:delete(T),
    Names.

next(C) ->
    counters:add(C, 1, 1),
    counters:get(C, 1).

%% What a function has is there after the yield.
kept(A, B, C) ->
    X = [A, B],
    true = erlang:yield(),
    Y = {X, C},
    true = apply(id(erlang), yield, []),
    {Y, X, A, B, C}.

by_name() ->
    L = lists:seq(1, 60000),
    Self = self(),
    Others = [spawn_link(fun() -> other(Self, N) end) || N <- lists:seq(1, 6)],
    Results = [
        {apply(id(lists), id(member), [x, L]), (id(fun lists:member/2))(60000, L), length(id(L) ++ [1])}
     || _ <- lists:seq(1, 5)
    ],
    [P ! stop || P <- Others],
    Turns = [receive {P, Count, Answers} -> {Count > 10, lists:usort(Answers)} end || P <- Others],
    {Results, Turns}.

other(Parent, N) -> other(Parent, N, 0, []).

other(Parent, N, Count, Answers) ->
    receive
        stop -> Parent ! {self(), Count, Answers}
    after 0 ->
        Answer = {kind(N), other_call(N)},
        other(Parent, N, Count + 1, lists:usort([Answer | Answers]))
    end.

kind(N) -> element(N, {yield, tail, apply, named, native, woken}).

other_call(1) -> erlang:yield();
other_call(2) -> tail();
other_call(3) -> erlang:yield(), apply(id(?MODULE), id(member), id([1, [2, 1]]));
other_call(4) -> erlang:yield(), apply(id(erlang), id(apply), [?MODULE, member, [3, [2, 1]]]);
other_call(5) -> erlang:yield(), erlang:apply(id(fun lists:member/2), id([5, [5]]));
other_call(6) ->
    Self = self(),
    P = spawn(fun() -> erlang:hibernate(?MODULE, woken, [Self]) end),
    erlang:yield(),
    P ! wake,
    receive {P, Text} -> Text end.

woken(Parent) ->
    receive wake -> Parent ! {self(), awake} end.

member(X, L) -> lists:member(X, L).
