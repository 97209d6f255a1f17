%% Guards: alternatives, each of one or more tests.
-module(differential_guards).
-export([guards/1, test/2]).
-import(differential_random, [below/1, between/2, chance/1, pick/1, weighted/1, times/2]).
-import(differential_forms, [var/1, atom/1, int/1, tuple/1, list/1, op/2, op/3, call/2, literal/1, line/0]).

guards(Env) -> times(weighted([{5, 1}, {1, 2}]), fun() -> times(weighted([{5, 1}, {2, 2}]), fun() -> test(Env, 2) end) end).

test(Env, Depth) when Depth =< 0 -> type_test(Env);
test(Env, Depth) ->
    Make = weighted([
        {8, fun() ->
            Type = differential_random:type(1),
            op(comparison(), value(Type, Env, Depth - 1), value(Type, Env, Depth - 1))
        end},
        {6, fun() -> op(comparison(), value(int, Env, Depth), value(int, Env, Depth - 1)) end},
        {6, fun() -> type_test(Env) end},
        {2, fun() -> op('not', test(Env, Depth - 1)) end},
        {2, fun() -> op(pick(['and', 'or', 'xor']), test(Env, Depth - 1), test(Env, Depth - 1)) end},
        {3, fun() -> {op, line(), pick(['andalso', 'orelse']), test(Env, Depth - 1), test(Env, Depth - 1)} end},
        {1, fun() -> atom(pick([true, true, false])) end},
        {1, fun() -> value(bool, Env, 0) end}
    ]),
    Make().

comparison() -> pick(['==', '/=', '=:=', '=/=', '<', '>', '=<', '>=', '<', '>=', '=:=']).

type_test(Env) ->
    Value = value(any, Env, 1),
    Make = weighted(differential_features:only([
        {always, {10, fun() ->
            Test = pick([is_atom, is_boolean, is_integer, is_list, is_number, is_tuple, is_function, is_pid, is_reference,
                is_float, is_binary, is_bitstring, is_map, is_port]),
            call(Test, [Value])
        end}},
        {always, {1, fun() -> call(is_function, [Value, int(below(3))]) end}},
        {always, {1, fun() -> call(is_record, [Value, atom(pick([r1, r2, ok])), int(between(1, 4))]) end}},
        {maps, {2, fun() -> call(is_map_key, [value(pick([int, atom]), Env, 0), value({map, any, any}, Env, 0)]) end}}
    ])),
    Make().

%% A value by what guards allow.
value(Type, Env, Depth) when Depth =< 0 -> leaf(Type, Env);
value(int, Env, Depth) ->
    Int = fun() -> value(int, Env, Depth - 1) end,
    Make = weighted(differential_features:only([
        {always, {6, fun() -> leaf(int, Env) end}},
        {always, {5, fun() -> op(pick(['+', '-', '*', 'div', 'rem', 'band', 'bor', 'bxor']), Int(), Int()) end}},
        {always, {1, fun() -> op(pick(['bsl', 'bsr']), leaf(char, Env), int(pick([0, 1, 5, 31, 60]))) end}},
        {always, {1, fun() -> op(pick(['-', 'bnot']), Int()) end}},
        {always, {1, fun() -> call(abs, [Int()]) end}},
        {always, {3, fun() -> call(length, [leaf({list, any}, Env)]) end}},
        {always, {2, fun() -> call(tuple_size, [leaf({tuple, [any, int]}, Env)]) end}},
        {always, {2, fun() -> call(element, [int(between(1, 3)), leaf({tuple, [int, int]}, Env)]) end}},
        {always, {2, fun() -> call(hd, [leaf({list, int}, Env)]) end}},
        {[bits], {3, fun() -> call(pick([byte_size, bit_size]), [leaf(bits, Env)]) end}},
        {[maps], {3, fun() -> call(map_size, [leaf({map, any, any}, Env)]) end}},
        {[maps], {1, fun() -> call(map_get, [leaf(atom, Env), leaf({map, atom, int}, Env)]) end}},
        {[floats], {2, fun() -> call(pick([trunc, round, floor, ceil]), [leaf(number, Env)]) end}},
        {[{otp, 26}], {1, fun() -> call(pick([min, max]), [Int(), Int()]) end}}
    ])),
    Make();
value(float, Env, Depth) ->
    case chance(40) of
        true -> op(pick(['+', '-', '*', '/']), value(float, Env, Depth - 1), value(number, Env, Depth - 1));
        false -> leaf(float, Env)
    end;
value({tuple, Types}, Env, Depth) -> tuple([value(Type, Env, Depth - 1) || Type <- Types]);
value({list, Type}, Env, Depth) ->
    case chance(50) of
        true -> list(times(below(3), fun() -> value(Type, Env, Depth - 1) end));
        false -> leaf({list, Type}, Env)
    end;
value(any, Env, _) when Env =/= [] ->
    {Name, _} = pick(Env),
    var(Name);
value(Type, Env, _) -> leaf(Type, Env).

leaf(Type, Env) ->
    case [Name || {Name, Have} <- Env, differential_expressions:fits(Have, Type)] of
        [] -> literal(differential_random:term(Type));
        Names -> case chance(75) of true -> var(pick(Names)); false -> literal(differential_random:term(Type)) end
    end.
