%% A small module with its tests in itself.
-module(stack).

-include_lib("eunit/include/eunit.hrl").

-export([new/0, push/2, pop/1]).

new() -> [].

push(Value, Stack) -> [Value | Stack].

pop([Value | Stack]) -> {Value, Stack}.

order_test() ->
    {Value, Rest} = pop(push(2, push(1, new()))),
    ?assertEqual(2, Value),
    ?assertMatch([_], Rest).

empty_test_() -> ?_assertError(function_clause, pop(new())).
