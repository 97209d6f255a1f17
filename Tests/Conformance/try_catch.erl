%% try in all shapes: of, catch, after, nested, values, exceptions in each part, order of what happens.
-module(try_catch).
-include("conformance.hrl").

start() ->
    Funs = [
        {value, fun() -> id(1) end},
        {tuple, fun() -> {ok, 2} end},
        {throw, fun() -> throw(id(thrown)) end},
        {throw_tuple, fun() -> throw({value, [1]}) end},
        {error, fun() -> error(id(wrong)) end},
        {exit, fun() -> exit(id(leaving)) end},
        {badarg, fun() -> atom_to_list(id(1)) end},
        {badarith, fun() -> id(a) + 1 end},
        {badmatch, fun() -> ok = id(no) end}
    ],
    foreach(
        fun({Name, F}) ->
            erlang:display(Name),
            ?show(simple, simple(F)),
            ?show(all, all(F)),
            ?show(only_throw, only_throw(F)),
            ?show(with_of, with_of(F)),
            ?show(with_after, with_after(F)),
            ?show(nested, nested(F)),
            ?show(rethrow, rethrow(F)),
            ?show(inner_after, inner_after(F)),
            ?show(guards, guards(F)),
            ?show(in_catch, in_catch(F)),
            ?show(in_of, in_of(F)),
            ?show(in_after, in_after(F)),
            ?show(variable_class, variable_class(F, error)),
            ?show(stack_kept, stack_kept(F))
        end,
        Funs
    ),
    ?show(try_clause, try id(3) of 1 -> one; 2 -> two catch _:_ -> never end),
    ?show(deep, deep(200)),
    ?show(loop, loop(300, 0)),
    ok.

simple(F) ->
    try
        F()
    catch
        X -> {caught, X}
    end.

all(F) ->
    try F() of
        X -> {value, X}
    catch
        throw:X -> {throw, X};
        error:X -> {error, X};
        exit:X -> {exit, X}
    end.

only_throw(F) ->
    try
        F()
    catch
        throw:{value, X} -> {value, X}
    end.

with_of(F) ->
    try F() of
        1 -> one;
        {ok, X} when X > 1 -> {more, X}
    catch
        error:badarg -> badarg;
        _:X when is_atom(X) -> {atom, X}
    end.

with_after(F) ->
    try
        F()
    after
        erlang:display(after_ran)
    end.

nested(F) ->
    try
        try
            F()
        catch
            throw:X -> error({from_throw, X})
        after
            erlang:display(inner)
        end
    catch
        error:{from_throw, Y} -> {outer, Y};
        error:Y -> exit({from_error, Y})
    after
        erlang:display(outer)
    end.

rethrow(F) ->
    try
        F()
    catch
        Class:Reason:Stack -> erlang:raise(Class, {again, Reason}, Stack)
    end.

inner_after(F) ->
    try
        try F() after put(state, changed) end
    catch
        _:X -> {get(state), erase(state), X}
    end.

guards(F) ->
    try
        F()
    catch
        error:X when is_tuple(X), element(1, X) =:= badmatch -> {match, element(2, X)};
        error:X when X =:= badarg; X =:= badarith -> {bad, X};
        C:X when C =/= throw -> {C, X}
    end.

in_catch(F) ->
    try
        F()
    catch
        _:X -> throw({second, X})
    end.

in_of(F) ->
    try F() of
        X -> error({of_value, X})
    catch
        error:X -> {not_from_of, X}
    end.

in_after(F) ->
    try
        F()
    after
        throw(from_after)
    end.

variable_class(F, Class) ->
    try
        F()
    catch
        Class:X -> {bound_class, X}
    end.

stack_kept(F) ->
    try
        F()
    catch
        _:_:Stack -> {is_list(Stack), length(Stack) > 0}
    end.

deep(0) ->
    throw(bottom);
deep(N) ->
    try
        deep(N - 1)
    catch
        throw:{done, M} when M > 1000 -> never;
        error:_ -> never
    after
        put(depth, N)
    end.

loop(0, Sum) ->
    Sum;
loop(N, Sum) ->
    Value =
        try
            case N rem 3 of
                0 -> throw(N);
                1 -> N;
                2 -> error(N)
            end
        catch
            throw:X -> X * 2;
            error:X -> -X
        end,
    loop(N - 1, Sum + Value).
