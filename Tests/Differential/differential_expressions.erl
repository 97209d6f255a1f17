%% Expressions of a wanted type. An environment is a list of {Variable, Type}; a depth bounds what is nested.
%%
%% Every program ends, and soon: the process dictionary has the `weight` of the place that is generated, that is how often it
%% may run in one call of its function, and adds up the `cost` of that function from the costs of those it calls.
-module(differential_expressions).
-export([expression/3, body/3, arguments/3, weighing/2, fits/2]).
-import(differential_random, [below/1, between/2, chance/1, pick/1, weighted/1, times/2]).
-import(differential_forms, [
    var/1, atom/1, int/1, tuple/1, list/1, list/2, remote/3, library/2, op/2, op/3, match/2, block/1,
    clause/3, 'case'/2, fresh/0, literal/1, line/0
]).

%% Now and then of another type than was asked for: then something is raised when it runs.
expression({lit, Term}, _, _) -> literal(Term);
expression({func, _, _} = Type, Env, Depth) -> typed(Type, Env, Depth);
expression({opaque, Type}, Env, Depth) -> library(id, [expression(Type, Env, Depth)]);
expression(Type, Env, Depth) ->
    case chance(1) of
        true -> typed(differential_random:type(1), Env, Depth - 1);
        false -> typed(Type, Env, Depth)
    end.

typed(Type, Env, Depth) when Depth =< 0 -> leaf(Type, Env);
typed(any, Env, Depth) ->
    case chance(25) of
        true -> choose(any, Env, Depth);
        false -> choose(differential_random:type(2), Env, Depth)
    end;
typed(Type, Env, Depth) -> choose(Type, Env, Depth).

choose(Type, Env, Depth) ->
    case weighted([{20, leaf}, {45, own}, {8, native}, {27, control}]) of
        leaf -> leaf(Type, Env);
        own -> own(Type, Env, Depth);
        native -> native(Type, Env, Depth);
        control -> differential_control:control(Type, Env, Depth)
    end.

arguments(Types, Env, Depth) -> [expression(Type, Env, Depth) || Type <- Types].

%% Make() for a place that runs so many times as often as what is around it.
weighing(Times, Make) ->
    Weight = get(weight),
    put(weight, Weight * Times),
    Made = Make(),
    put(weight, Weight),
    Made.

leaf(Type, Env) ->
    case [Name || {Name, Have} <- Env, fits(Have, Type)] of
        [] -> constant(Type);
        Names -> case chance(80) of true -> var(pick(Names)); false -> constant(Type) end
    end.

constant({record, Name}) -> differential_records:build(Name, [], 0);
constant({func, Types, Result}) -> function(Types, Result, [], 0);
constant({list, Type}) when is_tuple(Type) -> list(times(below(3), fun() -> constant(Type) end));
constant({tuple, Types}) -> tuple([constant(Type) || Type <- Types]);
constant({map, Key, Value}) when is_tuple(Value) ->
    {map, line(), times(below(3), fun() -> {map_field_assoc, line(), constant(Key), constant(Value)} end)};
constant(Type) -> literal(differential_random:term(Type)).

%% Whether a value of the one type will do for the other.
fits(Type, Type) -> true;
fits({func, _, _}, _) -> false;
fits(_, any) -> true;
fits(int, number) -> true;
fits(float, number) -> true;
fits(nat, int) -> true;
fits(nat, number) -> true;
fits(char, int) -> true;
fits(bool, atom) -> true;
fits(bin, bits) -> true;
fits(bin, iodata) -> true;
fits({list, char}, {list, int}) -> true;
fits({list, Have}, {list, Want}) -> fits(Have, Want);
fits({tuple, Have}, {tuple, Want}) when length(Have) =:= length(Want) -> lists:all(fun({H, W}) -> fits(H, W) end, lists:zip(Have, Want));
fits({map, K, V}, {map, K2, V2}) -> fits(K, K2) andalso fits(V, V2);
fits(_, _) -> false.

%% A call of a function of OTP's.
native(Type, Env, Depth) ->
    case differential_natives:of_type(Type) of
        [] -> own(Type, Env, Depth);
        Functions ->
            {Module, Name, Types} = pick(Functions),
            Arguments = arguments(Types, Env, Depth - 1),
            bounded(Module, Name, remote(Module, Name, Arguments))
    end.

%% How the last bits of these are rounded is the C library's affair.
bounded(math, Name, Call) when Name =/= pi, Name =/= sqrt, Name =/= floor, Name =/= ceil, Name =/= fmod -> library(coarse, [Call]);
%% What may be large where it runs again and again is cut.
bounded(binary, copy, Call) -> limit_binary(Call);
bounded(lists, reverse, Call) -> library(limit, [Call]);
bounded(lists, flatten, Call) -> library(limit, [Call]);
bounded(_, _, Call) -> Call.

limit_binary(Expression) ->
    [Bin, Short, Other] = [fresh(), fresh(), fresh()],
    Segment = fun(Name, Size) -> {bin_element, line(), var(Name), Size, [binary]} end,
    'case'(Expression, [
        clause([{bin, line(), [Segment(Short, int(100)), Segment(Bin, default)]}], [], [block([match(var(fresh()), var(Bin)), var(Short)])]),
        clause([var(Other)], [], [var(Other)])
    ]).

%% What makes values of just this type.
own(int, Env, Depth) ->
    Int = fun() -> expression(int, Env, Depth - 1) end,
    Make = weighted([
        {12, fun() -> op(pick(['+', '-']), Int(), Int()) end},
        {4, fun() -> product(Int(), Int()) end},
        {4, fun() -> op(pick(['div', 'rem']), Int(), divisor(Env, Depth)) end},
        {5, fun() -> op(pick(['band', 'bor', 'bxor']), Int(), Int()) end},
        {4, fun() -> shift(Int(), Env, Depth) end},
        {2, fun() -> op(pick(['-', 'bnot', '+']), Int()) end},
        {2, fun() -> sum(Env, Depth) end}
    ]),
    Make();
own(nat, Env, Depth) ->
    case chance(60) of
        true -> int(below(9));
        false -> op('rem', expression(int, Env, Depth - 1), int(between(1, 12)))
    end;
own(char, _, _) -> int(differential_random:term(char));
own(float, Env, Depth) ->
    Number = fun() -> expression(pick([float, float, number, int]), Env, Depth - 1) end,
    Make = weighted([
        {12, fun() -> op(pick(['+', '-', '*']), expression(float, Env, Depth - 1), Number()) end},
        {4, fun() -> op(pick(['+', '-', '*']), Number(), expression(float, Env, Depth - 1)) end},
        {6, fun() -> op('/', Number(), Number()) end},
        {1, fun() -> op('-', expression(float, Env, Depth - 1)) end}
    ]),
    Make();
own(number, Env, Depth) ->
    case differential_features:has(floats) andalso chance(50) of
        true -> op(pick(['+', '-', '*']), expression(number, Env, Depth - 1), expression(float, Env, Depth - 1));
        false -> expression(int, Env, Depth)
    end;
own(bool, Env, Depth) -> truth(Env, Depth);
own(atom, Env, Depth) ->
    case chance(50) of
        true -> expression(bool, Env, Depth);
        false -> literal(differential_random:atom())
    end;
own({list, Type}, Env, Depth) -> list_expression(Type, Env, Depth);
own({tuple, Types}, Env, Depth) ->
    case Types =/= [] andalso chance(20) of
        true ->
            At = between(1, length(Types)),
            remote(erlang, setelement, [int(At), expression({tuple, Types}, Env, Depth - 1), expression(lists:nth(At, Types), Env, Depth - 1)]);
        false ->
            tuple(arguments(Types, Env, Depth - 1))
    end;
own({record, Name}, Env, Depth) -> differential_records:build(Name, Env, Depth);
own({func, Types, Result}, Env, Depth) -> function(Types, Result, Env, Depth);
own({map, Key, Value}, Env, Depth) -> differential_maps:expression(Key, Value, Env, Depth);
own(bin, Env, Depth) -> differential_bits:expression(bin, Env, Depth);
own(bits, Env, Depth) -> differential_bits:expression(bits, Env, Depth);
own(iodata, Env, Depth) ->
    case differential_features:has(bits) andalso chance(40) of
        true -> expression(bin, Env, Depth - 1);
        false -> list(times(below(4), fun() -> expression(pick([char, iodata]), Env, Depth - 2) end))
    end;
own(any, Env, Depth) -> expression(differential_random:type(1), Env, Depth - 1).

%% Integers grow by a few bits in each pass, never by their own length.
product(Left, Right) ->
    case weighted([{4, small}, {3, modulo}, {2, limited}]) of
        small -> op('*', Left, int(differential_random:integer()));
        modulo -> op('rem', op('*', Left, Right), int(1 + abs(differential_random:integer())));
        limited -> op('*', library(limit, [Left]), library(limit, [Right]))
    end.

divisor(Env, Depth) ->
    case chance(70) of
        true -> int(case differential_random:integer() of 0 -> 7; N -> N end);
        false -> expression(int, Env, Depth - 1)
    end.

%% By a few hundred bits at most, now and then the other way. What shifts left is shortened before.
shift(Value, Env, Depth) ->
    Amount =
        case chance(60) of
            true -> int(pick([0, 1, 2, 7, 8, 28, 29, 30, 31, 32, 33, 60, 64, 100]));
            false -> op('rem', expression(int, Env, Depth - 1), int(between(2, 140)))
        end,
    case chance(50) of
        true -> op('bsl', library(limit, [Value]), Amount);
        false -> op('bsr', library(limit, [Value]), Amount)
    end.

sum(Env, Depth) ->
    [Item, Sum] = [fresh(), fresh()],
    Step = weighing(5, fun() -> expression(int, [{Item, int}, {Sum, int} | Env], Depth - 2) end),
    library(foldl, [differential_forms:simple_fun([var(Item), var(Sum)], [Step]), expression(int, Env, Depth - 1), expression({list, int}, Env, Depth - 1)]).

truth(Env, Depth) ->
    Make = weighted([
        {10, fun() ->
            Type = differential_random:type(1),
            op(comparison(), expression(Type, Env, Depth - 1), expression(Type, Env, Depth - 1))
        end},
        {6, fun() -> op(comparison(), expression(number, Env, Depth - 1), expression(number, Env, Depth - 1)) end},
        {4, fun() -> op(comparison(), expression(any, Env, Depth - 1), expression(any, Env, Depth - 1)) end},
        {2, fun() -> op('not', expression(bool, Env, Depth - 1)) end},
        {4, fun() -> op(pick(['and', 'or', 'xor']), expression(bool, Env, Depth - 1), expression(bool, Env, Depth - 1)) end},
        {5, fun() -> {op, line(), pick(['andalso', 'orelse']), expression(bool, Env, Depth - 1), expression(bool, Env, Depth - 1)} end},
        {8, fun() -> native(bool, Env, Depth) end}
    ]),
    Make().

comparison() -> pick(['==', '/=', '=:=', '=/=', '<', '>', '=<', '>=']).

list_expression(Type, Env, Depth) ->
    List = fun() -> expression({list, Type}, Env, Depth - 1) end,
    Make = weighted([
        {8, fun() -> list(times(below(5), fun() -> expression(Type, Env, Depth - 1) end)) end},
        {6, fun() -> list(times(between(1, 2), fun() -> expression(Type, Env, Depth - 1) end), List()) end},
        {3, fun() -> library(limit, [op('++', List(), List())]) end},
        {1, fun() -> op('--', List(), List()) end},
        {6, fun() -> differential_comprehensions:list(Type, Env, Depth) end},
        {2, fun() -> higher_order(Type, Env, Depth) end}
    ]),
    Make().

higher_order(Type, Env, Depth) ->
    case chance(50) of
        true ->
            From = differential_random:type(1),
            Fun = weighing(5, fun() -> expression({func, [From], Type}, Env, Depth - 1) end),
            library(map, [Fun, expression({list, From}, Env, Depth - 1)]);
        false ->
            Fun = weighing(5, fun() -> expression({func, [Type], bool}, Env, Depth - 1) end),
            library(filter, [Fun, expression({list, Type}, Env, Depth - 1)])
    end.

%% Fun expressions, named ones that call themselves with what they are told how often, and names of functions.
function(Types, Result, Env, Depth) ->
    Same = [Function || {_, Of, To, _, plain} = Function <- get(functions), Of =:= Types, To =:= Result],
    case Same =/= [] andalso chance(60) of
        true ->
            {Name, _, _, Cost, _} = pick(Same),
            case differential_control:affordable(Cost * 5) of
                true -> reference(Name, length(Types));
                false -> fun_expression(Types, Result, Env, Depth)
            end;
        false ->
            fun_expression(Types, Result, Env, Depth)
    end.

reference(Name, Arity) ->
    case chance(40) of
        true ->
            put(exported, [{Name, Arity} | get(exported)]),
            {'fun', line(), {function, atom(get(module)), atom(Name), int(Arity)}};
        false -> {'fun', line(), {function, Name, Arity}}
    end.

fun_expression(Types, Result, Env, Depth) ->
    Clauses = weighing(5, fun() ->
        Refutable = times(weighted([{7, 0}, {2, 1}]), fun() -> fun_clause(Types, Result, Env, Depth, true) end),
        Refutable ++ [fun_clause(Types, Result, Env, Depth, chance(15))]
    end),
    case chance(10) of
        true -> {named_fun, line(), fresh(), Clauses};
        false -> {'fun', line(), {clauses, Clauses}}
    end.

fun_clause(Types, Result, Env, Depth, Refutable) ->
    {Patterns, Inner} = differential_patterns:patterns(Types, Env, Refutable),
    Guards = case Refutable andalso chance(40) of true -> differential_guards:guards(Inner); false -> [] end,
    clause(Patterns, Guards, body(Result, Inner, Depth - 1)).

%% Statements, and last an expression of the type.
body(Type, Env, Depth) when Depth =< 1 -> [expression(Type, Env, Depth)];
body(Type, Env, Depth) ->
    Count = weighted([{6, 0}, {3, 1}, {2, 2}]),
    {Statements, Inner} = lists:mapfoldl(fun(_, Known) -> differential_control:statement(Known, Depth - 1) end, Env, lists:seq(1, Count)),
    Statements ++ [expression(Type, Inner, Depth)].
