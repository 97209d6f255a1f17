%% Exceptions through many frames: catches in each, after in each, state that is kept, throws out of comprehensions.
-module(try_in_recursion).
-include("conformance.hrl").

start() ->
    ?show(counted, counted(500)),
    ?show(afters, begin erase(count), catch afters(300), erase(count) end),
    ?show(search, [search(N, tree()) || N <- seq(0, 8)]),
    ?show(comprehension, catch [begin X > 5 andalso throw({found, X}), X end || X <- seq(1, 10)]),
    ?show(mapped, catch map(fun(3) -> throw(three); (X) -> X end, [1, 2, 3, 4])),
    ?show(reraised, reraised(100)),
    ?show(stack_y, stack_y(id(1), id([2]), id({3}))),
    ?show(alternating, [alternating(N) || N <- seq(1, 6)]),
    ?show(mixed_classes, mixed(60, [])),
    ok.

counted(0) -> throw(0);
counted(N) ->
    try
        counted(N - 1)
    catch
        throw:X when N < 500 -> throw(X + 1);
        throw:X -> X + 1
    end.

afters(0) -> error(bottom);
afters(N) ->
    try
        afters(N - 1)
    after
        put(count, case get(count) of undefined -> 1; C -> C + 1 end)
    end.

tree() -> {4, {2, {1, nil, nil}, {3, nil, nil}}, {6, {5, nil, nil}, {7, nil, nil}}}.

search(N, Tree) ->
    try
        visit(N, Tree, []),
        not_found
    catch
        throw:Path -> lists:reverse(Path, [])
    end.

visit(_, nil, _) -> ok;
visit(N, {N, _, _}, Path) -> throw([N | Path]);
visit(N, {V, L, R}, Path) ->
    visit(N, L, [V | Path]),
    visit(N, R, [V | Path]).

reraised(0) -> error(origin);
reraised(N) ->
    try
        reraised(N - 1)
    catch
        error:R:S when N < 100 -> erlang:raise(error, R, S);
        error:R:S -> {R, element(1, hd(S)), element(2, hd(S)), element(3, hd(S))}
    end.

stack_y(A, B, C) ->
    X = try {A, throw(B)} catch T -> [T | C] end,
    Y = try id(C) of {D} -> {D, X} catch _:_ -> never end,
    Z = try error(Y) catch error:E -> {E, A} after id(ignored) end,
    {A, B, C, X, Y, Z}.

alternating(N) ->
    try
        case N rem 3 of
            0 -> throw(N);
            1 -> exit(N);
            2 -> error(N)
        end
    catch
        throw:V -> {t, V};
        exit:V -> {x, V};
        error:V -> {e, V}
    end.

mixed(0, L) -> L;
mixed(N, L) when N rem 2 =:= 0 ->
    try
        throw({N})
    catch
        {M} when M > 56 -> mixed(N - 1, [M | L]);
        _ -> mixed(N - 1, L)
    end;
mixed(N, L) ->
    case catch error(N) of
        {'EXIT', {M, [_ | _]}} when M < 4 -> mixed(N - 1, [{M} | L]);
        {'EXIT', _} -> mixed(N - 1, L)
    end.
