%% The same kinds of garbage in little memory: what is dead is found, whatever is alive stays whole.
-module(garbage_small).
%% options: --ram 16K
-include("conformance.hrl").

start() ->
    ?show(churn, churn(3000)),
    ?show(kept, begin L = seq(1, 100), churn(500), sum(L, 0) end),
    ?show(bignums, begin B = 1 bsl 500, churn_big(300, 1), B =:= 1 bsl 500 end),
    ?show(naive_reverse, reverse_loop(50, seq(1, 30))),
    ?show(processes, processes(200)),
    ?show(messages, messages(300)),
    ?show(sort, sort([(I * 7919) rem 101 || I <- seq(1, 60)])),
    ?show(strings, text(200, "")),
    ?show(tuples, tuple_loop(500, {})),
    ?show(collect, erlang:garbage_collect()),
    ?show(recursion, recursion(300)),
    ok.

churn(0) -> ok;
churn(N) ->
    _ = seq(1, 40),
    churn(N - 1).

churn_big(0, _) -> ok;
churn_big(N, B) -> churn_big(N - 1, (B * 3 + N) rem (1 bsl 200)).

sum([], S) -> S;
sum([H | T], S) -> sum(T, S + H).

reverse_loop(0, L) -> hd(L);
reverse_loop(N, L) -> reverse_loop(N - 1, naive(L)).

naive([]) -> [];
naive([H | T]) -> naive(T) ++ [H].

processes(0) -> done;
processes(N) ->
    Self = self(),
    Pid = spawn(fun() -> Self ! {self(), sum(seq(1, 20), 0)} end),
    receive {Pid, 210} -> processes(N - 1) end.

messages(0) -> done;
messages(N) ->
    self() ! {N, seq(1, 20)},
    receive {N, L} when length(L) =:= 20 -> messages(N - 1) end.

sort([]) -> [];
sort([P | T]) -> sort([X || X <- T, X < P]) ++ [P] ++ sort([X || X <- T, X >= P]).

text(0, T) -> length(T);
text(N, T) -> text(N - 1, keep(T ++ integer_to_list(N), 30)).

keep(T, N) when length(T) > N -> keep(tl(T), N);
keep(T, _) -> T.

tuple_loop(0, T) -> T;
tuple_loop(N, T) when tuple_size(T) > 10 -> tuple_loop(N, {N});
tuple_loop(N, T) -> tuple_loop(N - 1, erlang:append_element(T, N)).

recursion(0) -> 0;
recursion(N) -> 1 + recursion(N - 1).
