%% What no clause matches: function_clause, case_clause, if_clause, try_clause, badmatch, with their values.
-module(clause_errors).
-export([two/2]).
-include("conformance.hrl").

start() ->
    foreach(
        fun(V) ->
            ?show(function, function(V)),
            ?show(arguments, arguments(fun() -> two(V, [V]) end)),
            ?show(guarded, guarded(V, 1)),
            ?show('case', choose(V)),
            ?show('if', condition(V)),
            ?show('try', attempt(V)),
            ?show(match, begin {just, _} = V end),
            ?show('fun', arguments(fun() -> (fun(yes) -> 1 end)(V) end)),
            ?show(nested, nested(V))
        end,
        [a, 1, [], "text", {a, {b}}, 1 bsl 70, -5, {just, 1}, yes]
    ),
    ok.

function(yes) -> ok.

two(yes, _) -> ok.

guarded(X, Y) when X > Y, is_integer(X) -> greater;
guarded(X, _) when is_atom(X) -> atom.

choose(V) ->
    case V of
        yes -> ok;
        N when is_integer(N), N > 100 -> large
    end.

condition(V) ->
    if
        V =:= yes -> ok;
        is_integer(V), V > 100 -> large
    end.

attempt(V) ->
    try V of
        yes -> ok
    catch
        _:_ -> no
    end.

nested(V) ->
    case {V, V} of
        {yes, _} ->
            ok;
        {_, {just, X}} ->
            case X of
                2 -> two
            end
    end.

%% The module, and the arguments as the trace has them.
arguments(Fun) ->
    try
        Fun()
    catch
        Class:Reason:Stack ->
            [{Module, _, Arguments, _} | _] = Stack,
            {Class, Reason, Module, Arguments}
    end.
