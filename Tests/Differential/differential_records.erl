%% Records of a generated module: their definitions, building, updating and matching.
-module(differential_records).
-export([define/0, attributes/0, type/0, build/3, pattern/2]).
-import(differential_random, [between/2, chance/1, pick/1]).
-import(differential_forms, [atom/1, record/2, literal/1, line/0]).
-import(differential_expressions, [expression/3]).

%% Two records with a few fields, kept in the process dictionary as [{Name, [{Field, Type}]}].
define() ->
    Names = [f1, f2, f3, f4, f5],
    put(records, [{Name, [{Field, differential_random:type(1)} || Field <- lists:sublist(Names, between(1, 5))]} || Name <- [r1, r2]]).

attributes() ->
    [{attribute, line(), record, {Name, [field(Field) || Field <- Fields]}} || {Name, Fields} <- get(records)].

field({Name, Type}) ->
    Declared = {record_field, line(), atom(Name)},
    case chance(50) of
        true -> erlang:append_element(Declared, literal(differential_random:term(Type)));
        false -> Declared
    end.

type() ->
    {Name, _} = pick(get(records)),
    {record, Name}.

fields(Name) ->
    {Name, Fields} = lists:keyfind(Name, 1, get(records)),
    Fields.

build(Name, Env, Depth) ->
    Fields = fields(Name),
    case Depth > 0 andalso chance(40) of
        true ->
            Changed = lists:sublist(differential_random:shuffle(Fields), between(1, 3)),
            Values = [{record_field, line(), atom(Field), expression(Type, Env, Depth - 1)} || {Field, Type} <- Changed],
            {record, line(), expression({record, Name}, Env, Depth - 1), Name, Values};
        false ->
            Given = [Field || Field <- Fields, chance(80)],
            record(Name, [{Field, expression(Type, Env, Depth - 1)} || {Field, Type} <- Given])
    end.

pattern(Name, Env) ->
    Given = [Field || Field <- fields(Name), chance(50)],
    {Patterns, Inner} = differential_patterns:inner([Type || {_, Type} <- Given], Env, chance(40)),
    {record(Name, lists:zip([Field || {Field, _} <- Given], Patterns)), Inner}.
