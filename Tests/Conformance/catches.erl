%% The old catch: values, throws, exits and errors as it shows them; where it may stand.
-module(catches).
-include("conformance.hrl").

start() ->
    ?show(value, catch id(1)),
    ?show(throw, catch throw(id(thrown))),
    ?show(exit, catch exit(id(leaving))),
    ?show(error, without_stack(catch error(id(wrong)))),
    ?show(badarg, without_stack(catch list_to_atom(id(1)))),
    ?show(badarith, without_stack(catch id(a) * 2)),
    ?show(undef, without_stack(catch (id(no_module)):f(1))),
    ?show(in_tuple, {catch throw(a), catch throw(b), catch id(c)}),
    ?show(in_list, [catch throw(X) || X <- [1, 2, 3]]),
    ?show(nested, catch {catch throw(inner), throw(outer)}),
    ?show(in_call, id(catch throw(argument))),
    ?show(operators, (catch throw(1)) + (catch id(2))),
    ?show(in_case, case catch throw(x) of {'EXIT', _} -> exited; Y -> {normal, Y} end),
    ?show(exit_tuple, case catch exit(why) of {'EXIT', Why} -> Why end),
    ?show(exit_looks_alike, catch {'EXIT', faked}),
    ?show(in_fun, (fun() -> catch exit(in_fun) end)()),
    ?show(bound, begin V = (catch throw(bound)), V end),
    ?show(deep, catch deep(500)),
    ?show(many, many(100, [])),
    ok.

without_stack({'EXIT', {Reason, [_ | _]}}) -> {'EXIT', Reason, with_stack};
without_stack(Other) -> Other.

deep(0) -> exit(bottom);
deep(N) -> [N | deep(N - 1)].

many(0, Results) -> length(Results);
many(N, Results) -> many(N - 1, [catch throw(N) | Results]).
