%% A module for each seed: functions that call those made before them, and t1/0, t2/0, ... that are run.
-module(differential_generator).
-export([name/1, module/1, tests/1, options/1]).
-import(differential_random, [below/1, between/2, chance/1, pick/1, weighted/1, times/2]).
-import(differential_forms, [var/1, int/1, op/3, call/2, library/2, clause/3, fresh/0, line/0]).

name(Seed) -> list_to_atom("m" ++ integer_to_list(Seed)).

%% The abstract forms.
-spec module(integer()) -> [erl_parse:abstract_form()].
module(Seed) ->
    case differential_terms:is_terms(Seed) of
        true -> differential_terms:module(Seed);
        false -> program(Seed)
    end.

program(Seed) ->
    differential_random:seed(Seed),
    differential_forms:start(),
    Name = name(Seed),
    put(module, Name),
    put(exported, []),
    put(functions, []),
    differential_records:define(),
    Attributes = differential_records:attributes(),
    Functions = [function(list_to_atom("f" ++ integer_to_list(N))) || N <- lists:seq(1, between(2, 6))],
    Tests = [test(list_to_atom("t" ++ integer_to_list(N))) || N <- lists:seq(1, between(3, 6))],
    Exports = lists:usort(get(exported) ++ [{Test, 0} || {function, _, Test, 0, _} <- Tests]),
    [
        {attribute, 1, file, {atom_to_list(Name) ++ ".erl", 1}},
        {attribute, 1, module, Name},
        {attribute, 1, export, Exports}
    ] ++ Attributes ++ Functions ++ Tests.

%% The functions that are run.
tests(Forms) ->
    Names = [Name || {function, _, Name, 0, _} <- Forms],
    [Exported] = [Exports || {attribute, _, export, Exports} <- Forms],
    [Name || Name <- Names, hd(atom_to_list(Name)) =:= $t, lists:member({Name, 0}, Exported)].

%% Options of the compiler that change what it emits, for some of the modules.
options(Seed) ->
    Old = [[Option] || Option <- [r22, r23, r24], differential_features:release() < 26],
    All = [[inline], [no_copt], [no_ssa_opt], [no_type_opt], [no_bsm_opt], [no_share_opt], [no_postopt]] ++ Old ++ Old,
    case Seed rem 3 of
        0 -> lists:nth(1 + (Seed div 3) rem length(All), All);
        _ -> []
    end.

%% Some count down and call themselves.
function(Name) ->
    Types = times(weighted([{1, 0}, {4, 1}, {5, 2}, {2, 3}]), fun() -> argument_type() end),
    Result = weighted([{9, differential_random:type(2)}, {1, differential_records:type()}]),
    Kind = weighted([{6, plain}, {4, countdown}]),
    put(weight, 1),
    put(cost, 1),
    erase(recursion),
    Clauses = clauses(Kind, Name, Types, Result),
    erase(recursion),
    Cost = get(cost) * case Kind of countdown -> 6; plain -> 1 end,
    put(functions, [{Name, Types, Result, Cost, Kind} | get(functions)]),
    {function, line(), Name, length(Types) + length([count || Kind =:= countdown]), Clauses}.

argument_type() ->
    case weighted([{10, plain}, {2, record}, {2, func}]) of
        plain -> differential_random:type(2);
        record -> differential_records:type();
        func -> {func, times(between(1, 2), fun() -> differential_random:type(1) end), differential_random:type(1)}
    end.

clauses(plain, _, Types, Result) ->
    Refutable = times(weighted([{3, 0}, {3, 1}, {2, 2}]), fun() -> clause_of(Types, Result, true) end),
    Refutable ++ [clause_of(Types, Result, Refutable =/= [] andalso chance(10))];
clauses(countdown, Name, Types, Result) ->
    Count = fresh(),
    {Patterns, Env} = differential_patterns:patterns(Types, [], false),
    Base = clause([var(Count) | Patterns], [[op('=<', var(Count), int(0))]], differential_expressions:body(Result, Env, 2)),
    Again = fresh(),
    {OtherPatterns, Inner} = differential_patterns:patterns(Types, [], false),
    put(recursion, {Name, Again, Types, Result}),
    Body =
        case chance(35) of
            true ->
                {Statements, Known} = differential_control:statement(Inner, 3),
                Arguments = [bounded(Type, Known) || Type <- Types],
                erase(recursion),
                [Statements, call(Name, [op('-', var(Again), int(1)) | Arguments])];
            false ->
                differential_expressions:body(Result, Inner, 5)
        end,
    [Base, clause([var(Again) | OtherPatterns], [], Body)].

bounded(int, Env) -> library(limit, [differential_expressions:expression(int, Env, 2)]);
bounded({list, _} = Type, Env) -> library(limit, [differential_expressions:expression(Type, Env, 2)]);
bounded(any, Env) -> differential_expressions:expression(differential_random:type(0), Env, 0);
bounded(Type, Env) -> differential_expressions:expression(Type, Env, 2).

clause_of(Types, Result, Refutable) ->
    {Patterns, Env} = differential_patterns:patterns(Types, [], Refutable),
    Guards = case Refutable andalso chance(40) of true -> differential_guards:guards(Env); false -> [] end,
    clause(Patterns, Guards, differential_expressions:body(Result, Env, 5)).

%% Calls a function with constants, which the compiler knows or does not; or computes without arguments.
test(Name) ->
    put(weight, 1),
    put(cost, 1),
    Body =
        case chance(70) of
            true ->
                {Function, Types, _, _, Kind} = pick(get(functions)),
                Count = [int(below(6)) || Kind =:= countdown],
                [call(Function, Count ++ [constant(Type) || Type <- Types])];
            false ->
                differential_expressions:body(differential_random:type(2), [], 5)
        end,
    {function, line(), Name, 0, [clause([], [], Body)]}.

constant(Type) ->
    Value = differential_expressions:expression(Type, [], 1),
    case chance(50) of
        true -> library(id, [Value]);
        false -> Value
    end.
