%% What EUnit can: assertions, generators, fixtures, tests in other processes, timeouts, output; and tests that fail.
-module(calc_tests).

-include_lib("eunit/include/eunit.hrl").

add_test() -> ?assertEqual(3, calc:add(1, 2)).

plain_test() -> 120 = calc:factorial(5).

error_test() -> ?assertError(function_clause, calc:factorial(-1)).

several_test() ->
    ?assert(calc:add(1, 1) > 1),
    ?assertNot(calc:add(1, 1) > 2),
    ?assertMatch({ok, _}, {ok, 1}),
    ?assertNotEqual(1, 2),
    ?assertException(throw, x, throw(x)),
    ?assertExit(normal, exit(normal)).

generator_test_() -> [?_assertEqual(N * 2, calc:add(N, N)) || N <- [1, 2, 3]].

titled_test_() -> {"a title", [{"first", ?_assert(true)}, fun() -> ok end, {?LINE, ?_assert(true)}]}.

setup_test_() ->
    {setup, fun() -> spawn(fun() -> receive stop -> ok end end) end, fun(Pid) -> Pid ! stop end, fun(Pid) -> [?_assert(is_process_alive(Pid)), ?_assertNot(is_atom(Pid))] end}.

foreach_test_() -> {foreach, fun() -> put(key, 1) end, fun(_) -> erase(key) end, [fun(_) -> ?_assertEqual(1, get(key)) end, fun(_) -> ?_assert(true) end]}.

spawned_test_() -> {spawn, ?_assertNotEqual(undefined, self())}.

ordered_test_() -> {inorder, [?_assert(true), ?_assert(true)]}.

parallel_test_() -> {inparallel, 2, [?_assert(true), ?_assert(true), ?_assert(true)]}.

patient_test_() -> {timeout, 10, fun() -> timer:sleep(20) end}.

late_test_() -> {timeout, 0.05, fun() -> receive after 1000 -> ok end end}.

setup_fails_test_() -> {setup, fun() -> error(no_setup) end, fun(_) -> ?_assert(true) end}.

failing_test() -> ?assertEqual(4, calc:add(1, 2)).

crash_test() -> calc:factorial(a).

throw_test() -> throw({thrown, [1, 2, 3]}).

exit_test() -> exit(reason).

output_test() ->
    io:format("some ~p output~n", [<<"captured">>]),
    ?assert(false).

after_output_test() -> io:format("not shown~n").
