%% Bit syntax: construction and matching, every type of segment.
-module(differential_bits).
-export([expression/3, construction/2, pattern/2, generator_pattern/1]).
-import(differential_random, [below/1, between/2, chance/1, pick/1, weighted/1, times/2]).
-import(differential_forms, [var/1, int/1, op/3, fresh/0, literal/1, line/0]).

expression(Type, Env, Depth) ->
    case weighted([{8, segments}, {2, comprehension}, {1, literal}]) of
        segments -> whole(Type, construction(Env, Depth), Env, Depth);
        comprehension -> whole(Type, differential_comprehensions:bits(Env, Depth), Env, Depth);
        literal -> literal(differential_random:term(Type))
    end.

%% A binary is what has been filled up to a byte.
whole(bits, Expression, _, _) -> Expression;
whole(bin, {bin, Line, Segments} = Bin, _, _) ->
    case lists:all(fun bytes/1, Segments) of
        true -> Bin;
        false -> filled(Line, Bin)
    end;
whole(bin, Expression, _, _) -> filled(line(), Expression).

bytes({bin_element, _, _, _, Kinds}) when is_list(Kinds) ->
    lists:any(fun(Kind) -> lists:member(Kind, [binary, utf8, utf16, utf32]) end, Kinds);
bytes({bin_element, _, {integer, _, _}, default, default}) -> true;
bytes({bin_element, _, {string, _, _}, _, _}) -> true;
bytes(_) -> false.

filled(Line, Expression) ->
    Name = fresh(),
    Missing = op('rem', op('-', int(8), op('rem', differential_forms:call(bit_size, [var(Name)]), int(8))), int(8)),
    {block, Line, [
        differential_forms:match(var(Name), Expression),
        {bin, Line, [{bin_element, Line, var(Name), default, [bitstring]}, {bin_element, Line, int(below(256)), Missing, default}]}
    ]}.

construction(Env, Depth) -> {bin, line(), times(weighted([{1, 0}, {5, 1}, {5, 2}, {3, 3}, {1, 4}]), fun() -> segment(Env, Depth) end)}.

segment(Env, Depth) ->
    Make = weighted(differential_features:only([
        {always, {9, fun() -> integer_segment(Env, Depth) end}},
        {always, {4, fun() -> part(bin, binary, Env, Depth) end}},
        {always, {3, fun() -> part(bits, bitstring, Env, Depth) end}},
        {floats, {2, fun() -> element(differential_expressions:expression(number, Env, Depth - 1), pick([default, int(64), int(32), int(16)]), [float | endian()]) end}},
        {always, {1, fun() -> element(literal_string(), default, default) end}},
        {always, {2, fun() -> element(differential_expressions:expression(char, Env, Depth - 1), default, [utf()]) end}}
    ])),
    Make().

literal_string() -> {string, line(), pick(["", "a", "abc", "0123456789"])}.

utf() -> pick([utf8, utf8, utf16, utf32, {utf16, little}, {utf32, little}]).

element(Value, Size, Kinds) -> {bin_element, line(), Value, Size, flatten(Kinds)}.

flatten(default) -> default;
flatten([]) -> default;
flatten(Kinds) -> lists:flatmap(fun(Kind) when is_tuple(Kind), element(1, Kind) =/= unit -> tuple_to_list(Kind); (Kind) -> [Kind] end, Kinds).

endian() -> pick([[], [], [little], [big], [native]]).

integer_segment(Env, Depth) ->
    Value = differential_expressions:expression(int, Env, Depth - 1),
    case weighted([{4, byte}, {6, fixed}, {4, computed}]) of
        byte -> element(Value, default, default);
        fixed -> element(Value, int(width()), pick([[], [unit_of(1)], [signed]]) ++ endian());
        computed -> element(Value, size(Env, Depth), endian() ++ pick([[], [], [unit_of(pick([1, 2, 3, 8]))]]))
    end.

unit_of(N) -> {unit, N}.

width() -> weighted([{3, 8}, {2, 16}, {2, 32}, {1, 64}, {1, 128}, {6, between(1, 40)}, {1, between(41, 130)}, {1, 0}]).

%% Seldom negative.
size(Env, Depth) ->
    case chance(85) of
        true -> differential_forms:call(abs, [op('rem', differential_expressions:expression(int, Env, Depth - 2), int(between(2, 70)))]);
        false -> op('rem', differential_expressions:expression(int, Env, Depth - 2), int(between(2, 70)))
    end.

%% Another bitstring, or the first part of it.
part(Type, Kind, Env, Depth) ->
    Value = differential_expressions:expression(Type, Env, Depth - 1),
    case weighted([{7, all}, {2, some}, {1, unit}]) of
        all -> element(Value, default, [Kind]);
        some -> element(Value, size(Env, Depth), [Kind]);
        unit -> element(Value, int(between(0, 3)), [binary, unit_of(pick([1, 2, 8, 16]))])
    end.

%% Each size may be of a variable that was bound before, in the pattern or around it.
pattern(Type, Env) ->
    Before = differential_patterns:bound_before(),
    {Segments, Inner} = lists:mapfoldl(fun(_, Known) -> matching(Known) end, Env, lists:seq(1, weighted([{1, 0}, {4, 1}, {4, 2}, {2, 3}]))),
    {Last, Final} = last(Type, Inner),
    differential_patterns:bound_before(Before),
    {{bin, line(), Segments ++ Last}, Final}.

last(Type, Env) ->
    Kind = case Type of bin -> pick([binary, bytes, bitstring]); bits -> pick([binary, bitstring, bitstring, bits]) end,
    case weighted([{6, rest}, {1, anything}, {3, none}, {1, unit}]) of
        rest ->
            Name = fresh(),
            {[element(var(Name), default, [Kind])], [{Name, kind_type(Kind)} | Env]};
        anything -> {[element(var('_'), default, [Kind])], Env};
        unit ->
            Name = fresh(),
            {[element(var(Name), default, [binary, unit_of(pick([2, 3, 4, 16, 17]))])], [{Name, bits} | Env]};
        none -> {[], Env}
    end.

kind_type(binary) -> bin;
kind_type(bytes) -> bin;
kind_type(_) -> bits.

matching(Env) ->
    Make = weighted(differential_features:only([
        {always, {8, fun() -> bound(int, pattern_width(Env), pick([[], [], [signed], [unsigned]]) ++ endian(), Env) end}},
        {always, {3, fun() -> bound(int, default, [], Env) end}},
        {always, {2, fun() -> {element(int(pick([0, 1, 97, 255, between(0, 255)])), default, default), Env} end}},
        {always, {1, fun() -> {element(int(differential_random:integer()), int(width()), [signed]), Env} end}},
        {always, {2, fun() -> bound(bin, small_size(Env), [binary], Env) end}},
        {always, {2, fun() -> bound(bits, pattern_width(Env), [bitstring], Env) end}},
        {floats, {1, fun() -> bound(float, pick([default, int(64), int(32), int(16)]), [float | endian()], Env) end}},
        {always, {2, fun() -> bound(char, default, [utf()], Env) end}},
        {always, {1, fun() -> {element(literal_string(), default, default), Env} end}},
        {always, {1, fun() -> {element(var('_'), pattern_width(Env), pick([[], [bitstring]])), Env} end}}
    ])),
    Make().

bound(Type, Size, Kinds, Env) ->
    Name = fresh(),
    differential_patterns:bound_before([Name | differential_patterns:bound_before()]),
    {element(var(Name), Size, Kinds), [{Name, Type} | Env]}.

pattern_width(Env) ->
    case [Name || {Name, Type} <- Env, Type =:= nat orelse Type =:= int, lists:member(Name, differential_patterns:bound_before())] of
        [_ | _] = Names ->
            case chance(25) of
                true ->
                    Name = pick(Names),
                    case chance(50) of true -> var(Name); false -> op('band', var(Name), int(31)) end;
                false -> int(width())
            end;
        [] -> int(width())
    end.

small_size(Env) ->
    case chance(30) of
        true -> pattern_width(Env);
        false -> int(below(4))
    end.

%% It takes at least a bit: one that takes none would match for ever.
generator_pattern(Env) ->
    differential_patterns:bound_before([Name || {Name, _} <- Env]),
    {First, Inner} =
        case weighted([{5, byte}, {4, fixed}, {1, utf8}, {1, binary}]) of
            byte -> bound(int, default, [], Env);
            fixed -> bound(int, int(between(1, 20)), pick([[], [signed], [little]]), Env);
            utf8 -> bound(char, default, [utf8], Env);
            binary -> bound(bin, int(between(1, 3)), [binary], Env)
        end,
    {More, Final} = lists:mapfoldl(fun(_, Known) -> matching(Known) end, Inner, lists:seq(1, weighted([{3, 0}, {1, 1}]))),
    {{bin, line(), [First | More]}, Final}.
