%% Messages to processes that do not read them, for a while or for ever; to those that die with a full mailbox.
-module(mailboxes).
%% boards: Host MPS2AN386
-include("conformance.hrl").

start() ->
    ?show(unread, unread(3000)),
    ?show(large_unread, large_unread(100)),
    ?show(many_receivers, many_receivers(50, 40)),
    ?show(dies_full, dies_full()),
    ?show(own_mailbox, own_mailbox(2000)),
    ?show(shared_parts, shared_parts()),
    ?show(collected_meanwhile, collected_meanwhile()),
    ?show(to_dead, to_dead(500)),
    ok.

unread(N) ->
    Self = self(),
    Pid = spawn(fun() -> receive go -> Self ! {got, drain(0)} end end),
    foreach(fun(I) -> Pid ! {message, I, [I]} end, seq(1, N)),
    Pid ! go,
    receive {got, Sum} -> Sum end.

drain(Sum) ->
    receive
        {message, I, [I]} -> drain(Sum + I)
    after 0 -> Sum
    end.

large_unread(N) ->
    Self = self(),
    Pid = spawn(fun() -> receive go -> Self ! {got, drain_lists(0)} end end),
    foreach(fun(I) -> Pid ! {list, seq(I, I + 200), "text", 1 bsl 100 + I} end, seq(1, N)),
    Pid ! go,
    receive {got, Sum} -> Sum end.

drain_lists(Sum) ->
    receive
        {list, L, "text", B} when B > 1 bsl 99 -> drain_lists(Sum + length(L) + hd(L))
    after 0 -> Sum
    end.

many_receivers(Pids, Messages) ->
    Self = self(),
    All = [spawn(fun() -> receive go -> Self ! {self(), drain(0)} end end) || _ <- seq(1, Pids)],
    foreach(fun(I) -> foreach(fun(P) -> P ! {message, I, [I]} end, All) end, seq(1, Messages)),
    foreach(fun(P) -> P ! go end, All),
    Sums = [receive {P, S} -> S end || P <- All],
    {hd(Sums), length([S || S <- Sums, S =:= hd(Sums)])}.

dies_full() ->
    {Pid, Ref} = spawn_monitor(fun() -> receive go -> exit(full) end end),
    foreach(fun(I) -> Pid ! {noise, seq(1, I rem 50)} end, seq(1, 500)),
    Pid ! go,
    receive {'DOWN', Ref, process, Pid, R} -> R end.

own_mailbox(N) ->
    foreach(fun(I) -> self() ! {message, I, [I]} end, seq(1, N)),
    erlang:garbage_collect(),
    drain(0).

shared_parts() ->
    Part = seq(1, 50),
    self() ! {Part, Part, [Part | Part]},
    receive {A, B, [C | D]} -> {A =:= B, C =:= D, length(D)} end.

collected_meanwhile() ->
    Self = self(),
    Pid = spawn(fun() -> churn(300), receive go -> Self ! {got, drain(0)} end end),
    foreach(fun(I) -> Pid ! {message, I, [I]}, I rem 10 =:= 0 andalso erlang:yield() end, seq(1, 400)),
    Pid ! go,
    receive {got, Sum} -> Sum end.

churn(0) -> ok;
churn(N) ->
    _ = seq(1, 150),
    erlang:yield(),
    churn(N - 1).

to_dead(N) ->
    Pid = spawn(fun() -> ok end),
    Ref = monitor(process, Pid),
    receive {'DOWN', Ref, _, _, _} -> ok end,
    foreach(fun(I) -> Pid ! {lost, I} end, seq(1, N)),
    sent.
