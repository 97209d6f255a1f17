%% What every conformance module has: its cases print a line each, which erl's answers are compared with. A module is
%% run by erl and by Beamlet; pids, references and times stay out of the results.

-export([start/0, id/1, seq/2, map/2, foreach/2]).

%% Prints what an expression comes to, or the class and reason of its exception.
-define(show(Name, Expression),
    erlang:display(
        {Name,
            (fun() ->
                try
                    Expression
                catch
                    Class:Reason -> {Class, Reason}
                end
            end)()}
    )
).

%% A value that the compiler cannot know: what is computed from it is computed at run time.
id(Value) -> Value.

seq(From, To) when From > To -> [];
seq(From, To) -> [From | seq(From + 1, To)].

map(_, []) -> [];
map(Fun, [Head | Tail]) -> [Fun(Head) | map(Fun, Tail)].

foreach(_, []) ->
    ok;
foreach(Fun, [Head | Tail]) ->
    Fun(Head),
    foreach(Fun, Tail).
