%% Patterns for values of a type, and the variables that they bind.
-module(differential_patterns).
-export([pattern/3, patterns/3, inner/3, bound_before/0, bound_before/1]).
-import(differential_random, [below/1, between/2, chance/1, pick/1, weighted/1]).
-import(differential_forms, [var/1, int/1, tuple/1, list/2, fresh/0, literal/1, line/0]).

%% Refutable: whether a value of the type may fail to match.
pattern(Type, Env, Refutable) ->
    bound_before([Name || {Name, _} <- Env]),
    one(Type, Env, Refutable).

patterns(Types, Env, Refutable) ->
    bound_before([Name || {Name, _} <- Env]),
    inner(Types, Env, Refutable).

%% The variables whose values sizes and keys in the pattern may use: those that were bound before it.
bound_before() -> get(bound).
bound_before(Names) -> put(bound, Names).

%% Patterns within another.
inner(Types, Env, Refutable) ->
    lists:mapfoldl(fun(Type, Known) -> one(Type, Known, Refutable) end, Env, Types).

one(Type, Env, false) ->
    case Type of
        {tuple, Types} when Types =/= [] ->
            case chance(40) of
                true ->
                    {Patterns, Inner} = inner(Types, Env, false),
                    {tuple(Patterns), Inner};
                false ->
                    variable(Type, Env)
            end;
        _ ->
            variable(Type, Env)
    end;
one(Type, Env, true) ->
    case weighted([{3, variable}, {1, anything}, {1, known}, {1, alias}, {8, structure}]) of
        variable -> variable(Type, Env);
        anything -> {var('_'), Env};
        known -> known(Type, Env);
        alias ->
            {Pattern, Inner} = structure(Type, Env),
            Name = fresh(),
            {{match, line(), Pattern, var(Name)}, [{Name, Type} | Inner]};
        structure -> structure(Type, Env)
    end.

variable(Type, Env) ->
    Name = fresh(),
    {var(Name), [{Name, Type} | Env]}.

%% A variable that has its value already.
known(Type, Env) ->
    case [Name || {Name, Have} <- Env, Have =:= Type, not is_tuple(Type) orelse element(1, Type) =/= func] of
        [] -> structure(Type, Env);
        Names -> {var(pick(Names)), Env}
    end.

structure(any, Env) -> structure(differential_random:type(1), Env);
structure({list, Type}, Env) -> list_pattern(Type, Env);
structure({tuple, []}, Env) -> {tuple([]), Env};
structure({tuple, Types}, Env) ->
    {Patterns, Inner} = inner(Types, Env, true),
    {tuple(Patterns), Inner};
structure({record, Name}, Env) -> differential_records:pattern(Name, Env);
structure({map, Key, Value}, Env) -> differential_maps:pattern(Key, Value, Env);
structure(bin, Env) -> differential_bits:pattern(bin, Env);
structure(bits, Env) -> differential_bits:pattern(bits, Env);
structure(iodata, Env) -> variable(iodata, Env);
structure({func, _, _} = Type, Env) -> variable(Type, Env);
structure(int, Env) -> {int(small_or_any()), Env};
structure(Type, Env) -> {literal(differential_random:term(Type)), Env}.

%% Small ones are met more often.
small_or_any() ->
    case chance(70) of
        true -> between(-1, 5);
        false -> differential_random:integer()
    end.

list_pattern(char, Env) ->
    case chance(30) of
        true ->
            {Tail, Inner} = variable({list, char}, Env),
            {{op, line(), '++', {string, line(), pick(["a", "1", "-", "ab"])}, Tail}, Inner};
        false ->
            plain_list_pattern(char, Env)
    end;
list_pattern(Type, Env) -> plain_list_pattern(Type, Env).

plain_list_pattern(Type, Env) ->
    Count = weighted([{2, 0}, {5, 1}, {3, 2}, {1, 3}]),
    {Patterns, Known} = inner(lists:duplicate(Count, Type), Env, below(3) =:= 0),
    case chance(60) andalso Count > 0 of
        true ->
            {Tail, Inner} = variable({list, Type}, Known),
            {list(Patterns, Tail), Inner};
        false ->
            {list(Patterns, {nil, line()}), Known}
    end.
