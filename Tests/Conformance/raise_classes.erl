%% erlang:error, exit, throw, raise, nif_error, with arguments and options; reasons of every kind.
-module(raise_classes).
-include("conformance.hrl").

start() ->
    foreach(
        fun(Reason) ->
            ?show(error, error(Reason)),
            ?show(exit, exit(Reason)),
            ?show(throw, throw(Reason)),
            ?show(error_2, error(Reason, [a, b])),
            ?show(error_none, error(Reason, none)),
            ?show(raise_error, erlang:raise(error, Reason, [])),
            ?show(raise_exit, erlang:raise(exit, Reason, [{m, f, 1, []}])),
            ?show(raise_throw, erlang:raise(throw, Reason, [{m, f, [a], [{file, "x"}, {line, 3}]}])),
            ?show(nif_error, erlang:nif_error(Reason)),
            ?show(nif_error_2, erlang:nif_error(Reason, [a]))
        end,
        [a, 1, -1, 1 bsl 70, [], [1, 2], {}, {a, b}, {badmatch, x}, {'EXIT', y}, normal, kill, "text"]
    ),
    ?show(raise_wrong_class, erlang:raise(id(warning), reason, [])),
    ?show(raise_wrong_stack, erlang:raise(error, reason, id(a))),
    ?show(raise_wrong_entry, erlang:raise(error, reason, id([a]))),
    ?show(raise_improper, erlang:raise(error, reason, id([{m, f, 1} | x]))),
    ?show(raise_stack, try erlang:raise(error, r, [{m, f, 1, []}]) catch _:_:S -> S end),
    ?show(raise_stack_3, try erlang:raise(throw, r, [{m, f, [x], [{line, 1}]}]) catch _:_:S -> S end),
    ?show(raise_stack_args, try erlang:raise(exit, r, []) catch _:_:S -> S end),
    ?show(error_args, try error(why, [1, {2}]) catch _:_:S -> [{M, F, A, _} | _] = S, {M, F, A} end),
    ?show(error_args_none, try error(why, none) catch _:_:S -> [{M, F, A, _} | _] = S, {M, A} end),
    ?show(error_options, try erlang:error(why, [1], []) catch _:R:S -> [{M, _, A, _} | _] = S, {R, M, A} end),
    ?show(error_bad_options, try erlang:error(why, [1], id([wrong])) catch _:R -> R end),
    ok.
