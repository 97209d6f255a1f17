%% What the programs have that go through a behaviour's functions: `cases/0` lists names and funs. For each is printed what it answers, and
%% which messages it leaves: in an order of their own, unless the program says by the macro MESSAGES that theirs counts.

-export([start/0]).

-ifndef(MESSAGES).
-define(MESSAGES(Messages), lists:sort(Messages)).
-endif.

start() ->
    logger:set_primary_config(level, none),
    process_flag(trap_exit, true),
    lists:foreach(
        fun({Name, Fun}) ->
            erlang:display({Name, plain(result(Fun))}),
            erlang:display(?MESSAGES([plain(Message) || Message <- flushed()]))
        end,
        cases()
    ).

result(Fun) ->
    try
        Fun()
    catch
        Class:Reason -> {Class, Reason}
    end.

flushed() ->
    receive
        Message -> [Message | flushed()]
    after 30 -> []
    end.

%% What is not the same everywhere: pids, references, funs, stack traces.
plain(Pid) when is_pid(Pid) -> pid;
plain(Reference) when is_reference(Reference) -> reference;
plain(Fun) when is_function(Fun) -> 'fun';
plain([{M, F, A, Info} | _]) when is_atom(M), is_atom(F), is_list(Info), is_integer(A) orelse is_list(A) -> stacktrace;
plain([Head | Tail]) -> [plain(Head) | plain(Tail)];
plain(Tuple) when is_tuple(Tuple) -> list_to_tuple(plain(tuple_to_list(Tuple)));
plain(Map) when is_map(Map) -> lists:sort(plain(maps:to_list(Map)));
plain(Term) -> Term.
