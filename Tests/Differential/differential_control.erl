%% Expressions of any type: calls, choices, exceptions, messages, the process dictionary; and statements.
-module(differential_control).
-export([control/3, statement/2, affordable/1]).
-import(differential_random, [below/1, between/2, chance/1, pick/1, weighted/1, times/2]).
-import(differential_expressions, [expression/3, body/3, weighing/2]).
-import(differential_forms, [
    var/1, atom/1, int/1, tuple/1, list/1, list/2, call/2, remote/3, library/2, apply_fun/2, op/3, match/2, block/1, clause/3,
    'case'/2, fresh/0, literal/1, line/0, simple_fun/2
]).

-define(LIMIT, 2000).

control(Type, Env, Depth) ->
    Make = weighted([
        {12, fun() -> call_function(Type, Env, Depth) end},
        {9, fun() -> choice(Type, Env, Depth) end},
        {3, fun() -> alternatives(Type, Env, Depth) end},
        {3, fun() -> block(body(Type, Env, Depth - 1)) end},
        {5, fun() -> protected(Type, Env, Depth) end},
        {1, fun() -> caught(Type, Env, Depth) end},
        {3, fun() -> part(Type, Env, Depth) end},
        {4, fun() -> applied(Type, Env, Depth) end},
        {1, fun() -> remembered(Type, Env, Depth) end},
        {2, fun() -> received(Type, Env, Depth) end},
        {1, fun() -> library(id, [expression(Type, Env, Depth - 1)]) end},
        {1, fun() -> raising(Env, Depth) end},
        {1, fun() -> other_process(Type, Env, Depth) end},
        {1, fun() -> matched(Type, Env, Depth) end}
    ]),
    Make().

%% Whether something of that cost may be done here; if so it is counted.
affordable(Cost) ->
    New = get(cost) + get(weight) * Cost,
    case New =< ?LIMIT of
        true ->
            put(cost, New),
            true;
        false ->
            false
    end.

%% A call of a function that was generated before, or of this one by its next count.
call_function(Type, Env, Depth) ->
    Fitting = [Function || {_, _, Result, _, _} = Function <- get(functions), differential_expressions:fits(Result, Type)],
    case get(recursion) of
        {Name, Count, Types, Type} when Depth > 0 ->
            case get(weight) =:= 1 andalso chance(60) of
                true ->
                    erase(recursion),
                    call(Name, [op('-', var(Count), int(1)) | bounded_arguments(Types, Env, Depth)]);
                false ->
                    call_one(Fitting, Type, Env, Depth)
            end;
        _ ->
            call_one(Fitting, Type, Env, Depth)
    end.

call_one([], Type, Env, Depth) -> choice(Type, Env, Depth);
call_one(Fitting, Type, Env, Depth) ->
    {Name, Types, _, Cost, Kind} = pick(Fitting),
    case affordable(Cost) of
        true ->
            Count = [int(below(6)) || Kind =:= countdown],
            Arguments = Count ++ bounded_arguments(Types, Env, Depth),
            case weighted([{10, local}, {1, exported}, {1, applied}]) of
                local -> call(Name, Arguments);
                exported ->
                    put(exported, [{Name, length(Arguments)} | get(exported)]),
                    remote(get(module), Name, Arguments);
                applied ->
                    put(exported, [{Name, length(Arguments)} | get(exported)]),
                    call(apply, [atom(get(module)), library(id, [atom(Name)]), list(Arguments)])
            end;
        false ->
            choice(Type, Env, Depth)
    end.

bounded_arguments(Types, Env, Depth) ->
    [
        case Type of
            int -> library(limit, [expression(int, Env, Depth - 1)]);
            {list, _} -> library(limit, [expression(Type, Env, Depth - 1)]);
            any -> expression(differential_random:type(0), Env, 0);
            _ -> expression(Type, Env, Depth - 1)
        end
     || Type <- Types
    ].

choice(Type, Env, Depth) ->
    Of = differential_random:type(1),
    Subject = expression(Of, Env, Depth - 1),
    'case'(Subject, clauses(Of, Type, Env, Depth - 1)).

%% Most have a last clause that takes all.
clauses(Of, Type, Env, Depth) ->
    Refutable = times(weighted([{1, 0}, {4, 1}, {4, 2}, {2, 3}]), fun() -> one_clause(Of, Type, Env, Depth, true) end),
    case Refutable =/= [] andalso chance(20) of
        true -> Refutable;
        false -> Refutable ++ [one_clause(Of, Type, Env, Depth, false)]
    end.

one_clause(Of, Type, Env, Depth, Refutable) ->
    {Pattern, Inner} = differential_patterns:pattern(Of, Env, Refutable),
    Guards =
        case Refutable andalso chance(40) of
            true -> differential_guards:guards(Inner);
            false -> []
        end,
    clause([Pattern], Guards, body(Type, Inner, Depth)).

alternatives(Type, Env, Depth) ->
    Tests = times(between(1, 3), fun() -> clause([], differential_guards:guards(Env), body(Type, Env, Depth - 1)) end),
    Last = [clause([], [[atom(true)]], body(Type, Env, Depth - 1)) || chance(80)],
    {'if', line(), Tests ++ Last}.

%% try, in all its forms.
protected(Type, Env, Depth) ->
    Body =
        case chance(40) of
            true -> [statement_of(raising(Env, Depth - 1)) || chance(50)] ++ body(Type, Env, Depth - 1);
            false -> body(Type, Env, Depth - 1)
        end,
    Of =
        case chance(25) of
            true -> clauses(Type, Type, Env, Depth - 1);
            false -> []
        end,
    Handlers = [handler(Type, Env, Depth - 1) || _ <- lists:seq(1, weighted([{1, 0}, {6, 1}, {2, 2}]))],
    After =
        case Handlers =:= [] orelse chance(20) of
            true -> [side_effect(Env, Depth - 2)];
            false -> []
        end,
    {'try', line(), Body, Of, Handlers, After}.

statement_of(Raising) -> Raising.

handler(Type, Env, Depth) ->
    Class =
        case chance(50) of
            true -> var(fresh());
            false -> atom(pick([error, throw, exit]))
        end,
    {Reason, Inner} = differential_patterns:pattern(any, Env, chance(50)),
    case chance(15) of
        true ->
            Trace = var(fresh()),
            Raise = remote(erlang, raise, [Class, expression(any, Inner, Depth - 1), Trace]),
            Body = case chance(60) of true -> [Raise]; false -> body(Type, Inner, Depth) end,
            clause([tuple([Class, Reason, Trace])], [], Body);
        false ->
            clause([tuple([Class, Reason, var('_')])], [], body(Type, Inner, Depth))
    end.

raising(Env, Depth) ->
    Reason = fun() -> expression(any, Env, Depth - 1) end,
    Make = weighted([
        {4, fun() -> call(throw, [Reason()]) end},
        {4, fun() -> call(error, [Reason()]) end},
        {3, fun() -> call(exit, [Reason()]) end},
        {1, fun() -> call(error, [Reason(), list([Reason()])]) end},
        {1, fun() -> remote(erlang, raise, [atom(pick([error, exit, throw])), Reason(), list([])]) end}
    ]),
    Make().

%% The old catch; a trace has more than this module's frames.
caught(Type, Env, Depth) ->
    [Reason, Other] = [fresh(), fresh()],
    'case'({'catch', line(), expression(Type, Env, Depth - 1)}, [
        clause([tuple([atom('EXIT'), tuple([var(Reason), var('_')])])], [], [
            case chance(50) of
                true -> expression(Type, Env, Depth - 2);
                false -> tuple([atom(caught), var(Reason)])
            end
        ]),
        clause([var(Other)], [], [var(Other)])
    ]).

%% An element of something larger.
part(Type, Env, Depth) ->
    Others = times(below(3), fun() -> differential_random:type(0) end),
    Before = below(length(Others) + 1),
    Types = lists:sublist(Others, Before) ++ [Type | lists:nthtail(Before, Others)],
    case weighted([{3, element}, {2, hd}, {3, pattern}]) of
        element -> call(element, [int(Before + 1), expression({tuple, Types}, Env, Depth - 1)]);
        hd -> call(hd, [list([expression(Type, Env, Depth - 1)], expression({list, Type}, Env, Depth - 1))]);
        pattern ->
            Name = fresh(),
            Patterns = lists:duplicate(Before, var('_')) ++ [var(Name)] ++ lists:duplicate(length(Types) - Before - 1, var('_')),
            block([match(tuple(Patterns), expression({tuple, Types}, Env, Depth - 1)), var(Name)])
    end.

applied(Type, Env, Depth) ->
    Known = [{Name, Types} || {Name, {func, Types, Result}} <- Env, differential_expressions:fits(Result, Type)],
    case Known of
        [_ | _] ->
            {Name, Types} = pick(Known),
            apply_fun(var(Name), bounded_arguments(Types, Env, Depth));
        [] ->
            Types = times(weighted([{1, 0}, {4, 1}, {2, 2}]), fun() -> differential_random:type(1) end),
            Fun = expression({func, Types, Type}, Env, Depth - 1),
            apply_fun(Fun, bounded_arguments(Types, Env, Depth))
    end.

remembered(Type, Env, Depth) ->
    Key = literal(differential_random:atom()),
    block([call(put, [Key, expression(Type, Env, Depth - 1)]), call(pick([get, get, erase]), [Key])]).

own_pid() -> call(self, []).

send(Env, Depth, Type) -> op('!', own_pid(), tuple([atom(pick([m1, m2])), expression(Type, Env, Depth - 1)])).

%% Messages are taken from the own mailbox, in an order of the patterns' choice.
received(Type, Env, Depth) ->
    case differential_features:has(processes) of
        true ->
            Sent = differential_random:type(1),
            Sends = times(between(0, 2), fun() -> send(Env, Depth - 1, Sent) end),
            Clauses = times(between(1, 2), fun() ->
                {Pattern, Inner} = differential_patterns:pattern(Sent, Env, chance(40)),
                Guards = case chance(30) of true -> differential_guards:guards(Inner); false -> [] end,
                clause([tuple([atom(pick([m1, m2])), Pattern])], Guards, body(Type, Inner, Depth - 1))
            end),
            block(Sends ++ [{'receive', line(), Clauses, int(0), body(Type, Env, Depth - 1)}]);
        false ->
            choice(Type, Env, Depth)
    end.

%% What another process comes to: its value, or what it died of.
other_process(Type, Env, Depth) ->
    case differential_features:has(processes) andalso affordable(30) of
        true ->
            [Pid, Monitor, Value, Reason, Death] = [fresh() || _ <- lists:seq(1, 5)],
            Down = fun(What) -> tuple([atom('DOWN'), var(Monitor), atom(process), var(Pid), What]) end,
            Body = weighing(2, fun() -> body(Type, Env, Depth - 1) end),
            block([
                match(tuple([var(Pid), var(Monitor)]), call(spawn_monitor, [simple_fun([], [call(exit, [tuple([atom(value), block(Body)])])])])),
                {'receive', line(), [
                    clause([Down(tuple([atom(value), var(Value)]))], [], [var(Value)]),
                    clause([Down(tuple([var(Reason), var('_')]))], [], [tuple([atom(died), var(Reason)])]),
                    clause([Down(var(Death))], [], [expression(Type, Env, Depth - 2)])
                ]}
            ]);
        false ->
            choice(Type, Env, Depth)
    end.

matched(Type, Env, Depth) ->
    {Pattern, _} = differential_patterns:pattern(Type, Env, true),
    match(Pattern, expression(Type, Env, Depth - 1)).

%% One whose value is not wanted.
side_effect(Env, Depth) ->
    case differential_features:has(processes) andalso chance(40) of
        true -> send(Env, Depth, differential_random:type(1));
        false -> call(put, [literal(differential_random:atom()), expression(differential_random:type(1), Env, Depth - 1)])
    end.

statement(Env, Depth) ->
    Make = weighted([
        {8, fun() ->
            Type = statement_type(),
            Value = expression(Type, Env, Depth - 1),
            Name = fresh(),
            {match(var(Name), Value), [{Name, Type} | Env]}
        end},
        {2, fun() ->
            Type = differential_random:type(1),
            Value = expression(Type, Env, Depth - 1),
            {Pattern, Inner} = differential_patterns:pattern(Type, Env, chance(25)),
            {match(Pattern, Value), Inner}
        end},
        {1, fun() -> {side_effect(Env, Depth), Env} end}
    ]),
    Make().

statement_type() ->
    case weighted([{8, plain}, {1, func}, {1, record}]) of
        plain -> differential_random:type(2);
        func -> {func, times(between(0, 2), fun() -> differential_random:type(1) end), differential_random:type(1)};
        record -> differential_records:type()
    end.
