%% Abstract forms, by short names; and the names and line numbers that are given out as a module grows.
-module(differential_forms).
-export([start/0, line/0, fresh/0, literal/1]).
-export([var/1, atom/1, int/1, tuple/1, list/1, list/2, call/2, remote/3, library/2, apply_fun/2, op/2, op/3]).
-export([match/2, block/1, clause/3, 'case'/2, simple_fun/2, record/2]).

start() ->
    put(line, 1),
    put(names, 0).

%% The line of what is made next: nearly each call stands on its own.
line() -> get(line).

next_line() ->
    Line = get(line) + 1,
    put(line, Line),
    Line.

%% The name of a variable that is nowhere else.
fresh() ->
    Number = get(names),
    put(names, Number + 1),
    list_to_atom("V" ++ integer_to_list(Number)).

literal(Term) -> erl_parse:abstract(Term, [{line, line()}, {encoding, utf8}]).

var(Name) -> {var, line(), Name}.
atom(Name) -> {atom, line(), Name}.
int(Value) -> literal(Value).
tuple(Elements) -> {tuple, line(), Elements}.

list(Elements) -> list(Elements, {nil, line()}).
list(Elements, Tail) -> lists:foldr(fun(Head, Rest) -> {cons, line(), Head, Rest} end, Tail, Elements).

call(Name, Arguments) -> {call, next_line(), atom(Name), Arguments}.
remote(Module, Name, Arguments) -> {call, next_line(), {remote, line(), atom(Module), atom(Name)}, Arguments}.
library(Name, Arguments) -> remote(differential_library, Name, Arguments).
apply_fun(Fun, Arguments) -> {call, next_line(), Fun, Arguments}.
op(Name, Operand) -> {op, next_line(), Name, Operand}.
op(Name, Left, Right) -> {op, next_line(), Name, Left, Right}.
match(Pattern, Value) -> {match, next_line(), Pattern, Value}.
clause(Patterns, Guards, Body) -> {clause, line(), Patterns, Guards, Body}.

block([Single]) -> Single;
block(Body) -> {block, line(), Body}.

'case'(Subject, Clauses) -> {'case', next_line(), Subject, Clauses}.
simple_fun(Parameters, Body) -> {'fun', line(), {clauses, [clause(Parameters, [], Body)]}}.
record(Name, Fields) -> {record, line(), Name, [{record_field, line(), atom(Field), Value} || {Field, Value} <- Fields]}.
