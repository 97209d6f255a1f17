%% atomics, counters and persistent_term: natives with right and wrong arguments, values at their limits, terms that processes share.
%% boards: Host MPS2AN386
-module(shared_values).
-include("conformance.hrl").

start() ->
    atomics(true),
    atomics(false),
    foreach(fun many/1, [1, 2]),
    counters(),
    wrong(),
    terms(),
    ok.

new(Size, Signed) -> erts_internal:atomics_new(Size, case Signed of true -> 1; false -> 0 end).

atomics(Signed) ->
    A = new(3, Signed),
    ?show(is_reference, is_reference(A)),
    ?show(zero, [atomics:get(A, I) || I <- [1, 2, 3]]),
    ?show(put, [show_put(A, V) || V <- [0, 1, -1, 1 bsl 62, (1 bsl 63) - 1, 1 bsl 63, -(1 bsl 63), (1 bsl 64) - 1, 1 bsl 64, -(1 bsl 64)]]),
    ?show(add, [show_add(A, V) || V <- [5, -7, (1 bsl 63) - 1, 1 bsl 63, (1 bsl 64) - 1, -(1 bsl 63), -(1 bsl 63) - 1, 1 bsl 64]]),
    ?show(exchange, [atomics:put(A, 3, 8), atomics:exchange(A, 3, 9), atomics:get(A, 3)]),
    ?show(compare, [atomics:compare_exchange(A, 3, 9, 10), atomics:compare_exchange(A, 3, 9, 11), atomics:get(A, 3)]),
    ?show(info, maps:remove(memory, atomics:info(A))),
    ?show(neighbours, atomics:get(A, 1)),
    Self = self(),
    spawn(fun() -> atomics:add(A, 1, 77), Self ! done end),
    receive done -> ?show(shared, atomics:get(A, 1)) end.

show_put(A, V) ->
    catch_it(fun() -> {atomics:put(A, 2, V), atomics:get(A, 2)} end).

show_add(A, V) ->
    atomics:put(A, 2, 3),
    catch_it(fun() -> {atomics:add_get(A, 2, V), atomics:add(A, 2, V), atomics:get(A, 2)} end).

catch_it(Fun) ->
    try Fun() catch Class:Reason -> {Class, Reason} end.

%% More arrays than there would be room for if none went away; some are kept.
many(N) ->
    Kept = [{I, new(20, true)} || I <- seq(1, 20)],
    foreach(fun({I, A}) -> atomics:put(A, 20, I * N) end, Kept),
    foreach(fun(_) -> atomics:put(new(100, true), 1, 5) end, seq(1, 300)),
    ?show(many, [atomics:get(A, 20) || {_, A} <- Kept]).

counters() ->
    C = erts_internal:counters_new(2),
    ?show(counters, [
        erts_internal:counters_get(C, 1), erts_internal:counters_add(C, 1, 5), erts_internal:counters_add(C, 1, -9),
        erts_internal:counters_get(C, 1), erts_internal:counters_put(C, 2, 8), erts_internal:counters_get(C, 2)
    ]),
    ?show(counters_info, maps:remove(memory, erts_internal:counters_info(C))).

wrong() ->
    A = new(2, true),
    foreach(
        fun(X) ->
            ?show({get, X}, atomics:get(X, 1)),
            ?show({get_index, X}, atomics:get(A, X)),
            ?show({put, X}, atomics:put(A, 1, X)),
            ?show({add, X}, atomics:add(A, 1, X)),
            ?show({info, X}, atomics:info(X)),
            ?show({counter, X}, erts_internal:counters_get(X, 1)),
            ?show({flags, X}, is_reference(erts_internal:atomics_new(1, X)))
        end,
        [0, 3, -1, a, [], {}, 1 bsl 70, <<"a">>]
    ),
    ?show(no_array, atomics:get(make_ref(), 1)),
    ?show(length, [catch_it(fun() -> new(N, true) end) || N <- [0, -1, a]]).

terms() ->
    Big = maps:from_list([{I, {I, [I]}} || I <- seq(1, 60)]),
    ?show(none, persistent_term:get({?MODULE, a})),
    ?show(default, persistent_term:get({?MODULE, a}, default)),
    ?show(put, persistent_term:put({?MODULE, a}, Big)),
    ?show(get, persistent_term:get({?MODULE, a}) =:= Big),
    ?show(same, persistent_term:put({?MODULE, a}, Big)),
    Old = persistent_term:get({?MODULE, a}),
    ?show(replace, persistent_term:put({?MODULE, a}, [new])),
    ?show(old, {Old =:= Big, persistent_term:get({?MODULE, a})}),
    ?show(keys, [persistent_term:put({?MODULE, K}, K) || K <- [1, 1.0, "x", #{}, [1 | 2]]]),
    ?show(values, [persistent_term:get({?MODULE, K}) || K <- [1, 1.0, "x", #{}, [1 | 2]]]),
    ?show(all, length([ok || {{?MODULE, _}, _} <- persistent_term:get()])),
    ?show(info, [is_integer(V) || V <- maps:values(persistent_term:info())]),
    Self = self(),
    spawn(fun() -> Self ! {persistent_term:get({?MODULE, "x"}), persistent_term:erase({?MODULE, "x"})} end),
    receive Message -> ?show(other, Message) end,
    ?show(erased, [persistent_term:get({?MODULE, "x"}, gone), persistent_term:erase({?MODULE, "x"})]),
    ?show(erase, [persistent_term:erase({?MODULE, K}) || K <- [a, 1, 1.0, #{}, [1 | 2], q]]),
    ?show(left, length([ok || {{?MODULE, _}, _} <- persistent_term:get()])).
