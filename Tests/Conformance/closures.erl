%% Funs: what they capture, recursion by name, funs of funs, many free variables, equality, order of evaluation.
-module(closures).
-export([adder/1]).
-include("conformance.hrl").

start() ->
    Add = adder(id(5)),
    ?show(add, {Add(1), Add(-5), Add(1 bsl 70)}),
    ?show(no_free, (fun() -> constant end)()),
    ?show(free_many, free_many(1, 2, 3, 4, 5, 6, 7, 8, 9, 10)),
    ?show(named, (fun Factorial(0) -> 1; Factorial(N) -> N * Factorial(N - 1) end)(25)),
    ?show(clauses, [clauses(X) || X <- [1, a, [], {1}, -1]]),
    ?show(compose, compose([fun(X) -> X + 1 end, fun(X) -> X * 2 end, adder(10)], 5)),
    ?show(curry, (((curry())(1))(2))(3)),
    ?show(map, map(fun(X) -> {X, Add(X)} end, [1, 2, 3])),
    ?show(local, map(fun id/1, [1, 2])),
    ?show(local_equal, fun id/1 =:= fun id/1),
    ?show(equal, begin F = adder(1), F =:= F end),
    ?show(equal_same, adder(1) == adder(1)),
    ?show(equal_other, adder(1) =:= adder(2)),
    ?show(in_tuple, (element(2, {a, Add}))(2)),
    ?show(in_list, [F(3) || F <- [Add, fun(X) -> -X end, fun id/1]]),
    ?show(shadow, begin X = id(1), G = fun(X) -> X end, {G(2), X} end),
    ?show(case_in_fun, (fun(X) -> case X of 1 -> one; Y when Y > 1 -> {many, Y}; _ -> none end end)(id(4))),
    ?show(nested_capture, begin A = id(1), H = fun() -> B = A + 1, fun() -> C = B + 1, fun() -> {A, B, C} end end end, ((H())())() end),
    ?show(church, church(10)),
    ?show(accumulate, accumulate(500)),
    ?show(sixteen, (fun(A1, A2, A3, A4, A5, A6, A7, A8, A9, A10, A11, A12, A13, A14, A15, A16) ->
        [A16, A15, A14, A13, A12, A11, A10, A9, A8, A7, A6, A5, A4, A3, A2, A1] end)(
        1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16)),
    ?show(is_function, {is_function(Add), is_function(Add, 1), is_function(Add, 0), is_function(id(a)), is_function(id(a), 1)}),
    ?show(is_function_negative, is_function(Add, id(-1))),
    ?show(is_function_wrong, is_function(Add, id(a))),
    ?show(info, {erlang:fun_info(Add, arity), erlang:fun_info(Add, module), erlang:fun_info(Add, type), erlang:fun_info(Add, env)}),
    ok.

adder(N) -> fun(X) -> X + N end.

free_many(A, B, C, D, E, F, G, H, I, J) ->
    Fun = fun(X) -> {X, A, B, C, D, E, F, G, H, I, J} end,
    Fun(id(0)).

clauses(X) ->
    Fun = fun
        (1) -> one;
        (A) when is_atom(A) -> {atom, A};
        ([]) -> nil;
        ({Y}) -> Y;
        (_) -> other
    end,
    Fun(X).

compose([], X) -> X;
compose([F | Fs], X) -> compose(Fs, F(X)).

curry() -> fun(A) -> fun(B) -> fun(C) -> {A, B, C} end end end.

church(N) -> (numeral(N))(fun(X) -> X + 1 end, 0).

numeral(0) -> fun(_, X) -> X end;
numeral(N) ->
    Less = numeral(N - 1),
    fun(F, X) -> F(Less(F, X)) end.

accumulate(N) -> (chain(N, fun(X) -> X end))(0).

chain(0, F) -> F;
chain(N, F) -> chain(N - 1, fun(X) -> F(X + 1) end).
