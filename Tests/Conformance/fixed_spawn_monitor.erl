%% The arguments of spawn_monitor and spawn_opt live through a collection that makes room for their result.
-module(fixed_spawn_monitor).
-export([child/2]).
-include("conformance.hrl").

start() ->
    foreach(fun(Kind) -> ?show(Kind, loop(Kind, 300, term(id(7)))) end, [named, closure, option, option_closure]),
    ?show(module_info, [Key || {Key, _} <- ?MODULE:module_info(), Key =/= md5]),
    ok.

term(N) -> {N, [N, N + 1, {N}], [N | {N, N}]}.

%% Little else is allocated, so that many of the collections are those of the spawn.
loop(_, 0, _) ->
    ok;
loop(Kind, Count, Term) ->
    {Pid, Reference} = begin_child(Kind, Term),
    receive
        {'DOWN', Reference, process, Pid, fine} -> loop(Kind, Count - 1, Term);
        {'DOWN', Reference, process, Pid, _} -> {wrong, Count}
    end.

begin_child(named, Term) -> spawn_monitor(?MODULE, child, [Term, 7]);
begin_child(closure, Term) -> spawn_monitor(fun() -> child(Term, 7) end);
begin_child(option, Term) -> spawn_opt(?MODULE, child, [Term, 7], [monitor]);
begin_child(option_closure, Term) -> spawn_opt(fun() -> child(Term, 7) end, [monitor]).

child(Term, N) ->
    case term(N) of
        Term -> exit(fine);
        _ -> exit(wrong)
    end.
