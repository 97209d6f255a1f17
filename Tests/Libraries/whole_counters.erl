%% Every function of atomics, counters and persistent_term.
-module(whole_counters).

-include("whole_processes.hrl").

cases() ->
    A = atomics:new(3, [{signed, true}]),
    U = atomics:new(2, [{signed, false}]),
    C = counters:new(2, []),
    W = counters:new(2, [write_concurrency]),
    [
        {atomics, fun() ->
            [
                atomics:put(A, 1, 5), atomics:get(A, 1), atomics:add(A, 1, -7), atomics:get(A, 1), atomics:add_get(A, 2, 3), atomics:sub(A, 2, 10), atomics:sub_get(A, 2, 1), atomics:exchange(A, 1, 9),
                atomics:compare_exchange(A, 1, 8, 1), atomics:compare_exchange(A, 1, 9, 1), [atomics:get(A, I) || I <- [1, 2, 3]], [maps:get(Key, atomics:info(A)) || Key <- [max, min, size]]
            ]
        end},
        {unsigned, fun() -> [atomics:sub_get(U, 1, 1), atomics:add_get(U, 1, 2), atomics:put(U, 2, 1 bsl 64 - 1), atomics:get(U, 2), atomics:add(U, 2, 1), atomics:get(U, 2), [maps:get(Key, atomics:info(U)) || Key <- [max, min, size]]] end},
        {overflow, fun() -> [atomics:put(A, 3, 1 bsl 63 - 1), atomics:add_get(A, 3, 1), atomics:sub_get(A, 3, 1), atomics:sub(A, 3, -1), atomics:get(A, 3)] end},
        {counters, fun() ->
            [[counters:put(R, 1, 7), counters:add(R, 1, 3), counters:sub(R, 1, 4), counters:get(R, 1), counters:get(R, 2), maps:get(size, counters:info(R)), is_integer(maps:get(memory, counters:info(R)))] || R <- [C, W]]
        end},
        {wrong, fun() ->
            [
                result(Fun)
             || Fun <- [
                    fun() -> atomics:new(0, []) end, fun() -> atomics:new(1, [x]) end, fun() -> atomics:get(A, 4) end, fun() -> atomics:get(C, 1) end, fun() -> atomics:put(A, 1, 1 bsl 63) end, fun() -> atomics:put(U, 1, -1) end,
                    fun() -> atomics:sub(A, 0, 1) end, fun() -> atomics:sub_get(A, 1, a) end, fun() -> counters:new(0, []) end, fun() -> counters:new(1, [x]) end, fun() -> counters:get(C, 3) end, fun() -> counters:sub(C, 1, a) end,
                    fun() -> counters:put(make_ref(), 1, 1) end, fun() -> atomics:info(x) end, fun() -> counters:info(A) end
                ]
            ]
        end},
        {persistent_term, fun() ->
            [
                persistent_term:put({a, 1}, [1, #{b => c}]), persistent_term:get({a, 1}), persistent_term:get({a, 1}, none), persistent_term:get({a, 2}, none), result(fun() -> persistent_term:get({a, 2}) end),
                lists:keyfind({a, 1}, 1, persistent_term:get()), lists:sort(maps:keys(persistent_term:info())), put_new(), persistent_term:erase({a, 1}), persistent_term:erase({a, 1}), persistent_term:get({a, 1}, none)
            ]
        end}
    ].

-if(?OTP_RELEASE >= 29).
put_new() -> [persistent_term:put_new({a, 1}, [1, #{b => c}]), result(fun() -> persistent_term:put_new({a, 1}, other) end), persistent_term:put_new({a, 3}, new), persistent_term:get({a, 3}), persistent_term:erase({a, 3})].
-else.
put_new() -> none.
-endif.
