%% put, get, erase, get_keys: old values, keys of every kind, many keys, each process its own.
-module(process_dictionary).
-include("conformance.hrl").

start() ->
    erase(),
    ?show(put, {put(a, 1), put(a, 2), get(a)}),
    ?show(get_unknown, get(unknown)),
    ?show(erase, {erase(a), erase(a), get(a)}),
    foreach(fun(K) -> ?show(K, {put(K, {value, K}), get(K), put(K, again), erase(K)}) end, [
        a, 1, -1, 1 bsl 70, [], [1], "text", {}, {a, {b}}, self()
    ] -- [self()]),
    ?show(keys_exact, begin put({a, 1}, x), put({a, 2}, y), {get({a, 1}), get({a, 2}), get({a, 3})} end),
    ?show(all, sort(get())),
    ?show(keys, sort(get_keys())),
    ?show(keys_of, begin put(z, x), sort(get_keys(x)) end),
    ?show(keys_of_none, get_keys(none)),
    ?show(erase_all, sort(erase())),
    ?show(empty, {get(), get_keys(), erase()}),
    ?show(many, many(300)),
    ?show(rewritten, rewritten(500)),
    ?show(own, own()),
    ?show(survives_collection, begin put(big, seq(1, 500)), erlang:garbage_collect(), length(get(big)) end),
    ?show(undefined_value, begin put(u, undefined), {get(u), get_keys(undefined)} end),
    ok.

many(N) ->
    foreach(fun(I) -> put({key, I}, I * I) end, seq(1, N)),
    Found = [I || I <- seq(1, N), get({key, I}) =:= I * I],
    foreach(fun(I) -> erase({key, I}) end, seq(1, N - 3)),
    Left = length([K || {key, _} = K <- get_keys()]),
    foreach(fun(I) -> erase({key, I}) end, seq(N - 2, N)),
    {length(Found), Left}.

rewritten(0) -> erase(counter);
rewritten(N) ->
    put(counter, [N, {N, "text"}]),
    rewritten(N - 1).

own() ->
    put(shared, parent),
    Self = self(),
    spawn(fun() -> put(shared, child), Self ! {child, get(shared)} end),
    receive
        {child, V} -> {V, get(shared)}
    end.

sort([]) -> [];
sort([P | T]) -> sort([X || X <- T, X < P]) ++ [P] ++ sort([X || X <- T, X >= P]).
