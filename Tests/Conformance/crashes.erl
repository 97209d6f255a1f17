%% Processes that die of what nobody catches: what their monitors are told, with the first entries of the trace.
-module(crashes).
-export([clause/1]).
-include("conformance.hrl").

start() ->
    process_flag(trap_exit, true),
    foreach(
        fun({Name, F}) -> ?show(Name, {monitored(F), linked(F)}) end,
        [
            {badmatch, fun() -> ok = id(no) end},
            {badarith, fun() -> id(0) div id(0) end},
            {badarg, fun() -> hd(id([])) end},
            {function_clause, fun() -> clause(id(z)) end},
            {case_clause, fun() -> case id(z) of a -> b end end},
            {if_clause, fun() -> X = id(z), if X =:= a -> b end end},
            {undef, fun() -> X = (id(?MODULE)):missing(1), {X} end},
            {badfun, fun() -> X = (id(a))(1), {X} end},
            {error, fun() -> error({my, "reason"}) end},
            {throw, fun() -> throw(ball) end},
            {exit, fun() -> exit({shutdown, why}) end},
            {exit_normal, fun() -> exit(normal) end},
            {returns, fun() -> id(ok) end},
            {in_after, fun() -> try error(first) after error(second) end end},
            {rethrown, fun() -> try error(first) catch error:R:S -> erlang:raise(exit, R, S) end end},
            {killed_by_itself, fun() -> exit(self(), kill), receive never -> ok end end},
            {exit_itself, fun() -> exit(self(), reason), receive never -> ok end end},
            {exit_itself_normal, fun() -> exit(self(), normal), id(survived) end}
        ]
    ),
    ok.

clause(a) -> a.

monitored(F) ->
    {Pid, Ref} = spawn_monitor(F),
    receive
        {'DOWN', Ref, process, Pid, Reason} -> short(Reason)
    after 2000 -> timeout
    end.

linked(F) ->
    Pid = spawn_link(F),
    receive
        {'EXIT', Pid, Reason} -> short(Reason)
    after 2000 -> timeout
    end.

short({Reason, [{M, F, A, L} | _]}) when is_list(L) -> {Reason, M, name(M, F), A};
short(Reason) -> Reason.

name(?MODULE, clause) -> clause;
name(?MODULE, missing) -> missing;
name(?MODULE, _) -> local;
name(_, F) -> F.
