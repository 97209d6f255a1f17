%% `erlang:match_spec_test/3`, and so `ets:test_ms/2`, with what is wrong in a specification: the linker puts it in the place of the native
%% function, which says only that something is. It is in an image where one of them is called, and in no firmware.
%%
%% What is looked for, in which order, and the texts are those of the BEAM: of a clause all errors in its guard and body are told, later
%% clauses are not looked at.
-module(beamlet_match_specs).

-export([match_spec_test/3]).

%% The BEAM cuts texts off behind so many characters.
-define(LONGEST, 99).

match_spec_test(Term, Specification, table) ->
    case erlang:match_spec_test(Term, Specification, table) of
        {error, []} -> {error, [{error, lists:sublist(lists:flatten(Text), ?LONGEST)} || Text <- errors(Specification)]};
        Answer -> Answer
    end;
match_spec_test(Term, Specification, Type) ->
    erlang:match_spec_test(Term, Specification, Type).

errors([_ | _] = Clauses) ->
    case is_proper(Clauses) andalso [Clause || Clause <- Clauses, not is_clause(Clause)] of
        false -> ["Match programs are not in a proper list."];
        [] -> first(Clauses);
        _ -> ["Match program part is not a tuple of arity 3."]
    end;
errors(_) ->
    ["Match programs are not in a list."].

is_proper([_ | Tail]) -> is_proper(Tail);
is_proper(Tail) -> Tail =:= [].

is_clause({_, _, _}) -> true;
is_clause(_) -> false.

first([{Pattern, Guard, Body} | Clauses]) ->
    case clause(Pattern, Guard, Body) of
        [] -> first(Clauses);
        Errors -> Errors
    end;
first([]) ->
    [].

clause(Pattern, Guard, Body) ->
    case has_key_variable(Pattern) of
        true -> ["Variable found in map key."];
        false -> expressions(Guard, variables(Pattern, [])) ++ body(Body, variables(Pattern, []))
    end.

body([_ | _] = Body, Bound) -> expressions(Body, Bound);
body(_, _) -> ["Body clause does not return anything."].

%% The expressions of a guard or a body, to its end.
expressions([], _) -> [];
expressions([Expression | Rest], Bound) -> expression(Expression, Bound) ++ tail(Rest, Bound);
expressions(_, _) -> ["Match expression is not a list."].

tail([_ | _] = Rest, Bound) -> expressions(Rest, Bound);
tail([], _) -> [];
tail(_, _) -> ["Match expression is not a proper list."].

%% What a pattern has at every depth.
variables([Head | Tail], Bound) -> variables(Tail, variables(Head, Bound));
variables(Tuple, Bound) when is_tuple(Tuple) -> variables(tuple_to_list(Tuple), Bound);
variables(Map, Bound) when is_map(Map) -> variables(maps:values(Map), Bound);
variables(Term, Bound) ->
    case variable(Term) of
        none -> Bound;
        _ -> [Term | Bound]
    end.

has_key_variable([Head | Tail]) -> has_key_variable(Head) orelse has_key_variable(Tail);
has_key_variable(Tuple) when is_tuple(Tuple) -> has_key_variable(tuple_to_list(Tuple));
has_key_variable(Map) when is_map(Map) -> lists:any(fun(Key) -> variables(Key, []) =/= [] end, maps:keys(Map)) orelse has_key_variable(maps:values(Map));
has_key_variable(_) -> false.

%% The number of a variable such as '$12', as text.
variable(Atom) when is_atom(Atom) ->
    case atom_to_list(Atom) of
        "$0" -> "0";
        [$$, First | Rest] when First >= $1, First =< $9 ->
            case lists:all(fun(C) -> C >= $0 andalso C =< $9 end, Rest) of
                true -> [First | Rest];
                false -> none
            end;
        _ -> none
    end;
variable(_) ->
    none.

%% The parts of lists are compiled from the first to the last, those of tuples, maps and calls from the last to the first.
expression([Head | Tail], Bound) ->
    expression(Head, Bound) ++ expression(Tail, Bound);
expression(Map, Bound) when is_map(Map) ->
    backwards([Part || {Key, Value} <- maps:to_list(Map), Part <- [Key, Value]], Bound);
expression({Tuple}, Bound) when is_tuple(Tuple) ->
    backwards(tuple_to_list(Tuple), Bound);
expression({}, _) ->
    no_call({});
expression(Call, Bound) when is_tuple(Call) ->
    [Name | Arguments] = tuple_to_list(Call),
    case is_atom(Name) andalso variable(Name) =:= none of
        true -> call(Name, Arguments, Call, Bound);
        false -> no_call(Call)
    end;
expression(Term, Bound) ->
    case variable(Term) of
        none -> [];
        Number -> [["Variable $", Number, " is unbound."] || not lists:member(Term, Bound)]
    end.

backwards(Terms, Bound) -> lists:append([expression(Term, Bound) || Term <- lists:reverse(Terms)]).

no_call(Term) -> [[beamlet_text:term(Term), " is neither a function call, nor a tuple (tuples are written {{ ... }})."]].

call(const, [_], _, _) ->
    [];
call(const, _, Call, _) ->
    special("const", ["called with more than one argument in ", beamlet_text:term(Call)]);
call(Name, [], Call, _) when Name =:= 'and'; Name =:= 'or'; Name =:= 'andalso'; Name =:= 'orelse' ->
    special(atom_to_list(Name), ["called without arguments in ", beamlet_text:term(Call)]);
call(Name, Arguments, _, Bound) when Name =:= 'andalso'; Name =:= 'orelse' ->
    lists:append([expression(Argument, Bound) || Argument <- Arguments]);
call(Name, Arguments, _, Bound) when Name =:= 'and'; Name =:= 'or' ->
    backwards(Arguments, Bound);
call(self, [_ | _], Call, _) ->
    special("self", ["called with arguments in ", beamlet_text:term(Call)]);
call(set_seq_token, _, _, _) ->
    special("set_seq_trace", "used in wrong dialect");
call(Name, Arguments, _, Bound) ->
    Arity = length(Arguments),
    case {lists:member(Name, traced()), lists:member({Name, Arity}, [{get_tcw, 0}, {set_tcw, 1}, {set_tcw_fake, 1}]), is_function_of(Name, Arity)} of
        {true, _, _} -> special(atom_to_list(Name), "used in wrong dialect");
        {_, true, _} -> function(Name, Arity, "cannot be called in this context.");
        {_, _, true} -> backwards(Arguments, Bound);
        _ -> function(Name, Arity, "does_not_exist.")
    end.

special(Name, What) -> [["Special form '", Name, "' ", What, "."]].

function(Name, Arity, What) -> [["Function ", beamlet_text:term(Name), "/", integer_to_list(Arity), " ", What]].

%% What specifications for tracing may call.
traced() ->
    [
        message, exception_trace, return_trace, process_dump, enable_trace, disable_trace, trace, display, caller, caller_line, current_stacktrace,
        silent, is_seq_trace, get_seq_token
    ].

%% The functions of guards and bodies: those of the native function, which are OTP 29's.
is_function_of(Name, 0) ->
    lists:member(Name, [node, self]);
is_function_of(Name, 1) ->
    lists:member(Name, [
        is_atom, is_binary, is_bitstring, is_boolean, is_float, is_function, is_integer, is_list, is_map, is_number, is_pid, is_port, is_reference,
        is_tuple, hd, tl, length, size, tuple_size, map_size, byte_size, bit_size, 'not', node, '+', '-', 'bnot', abs, ceil, float, floor, round, trunc
    ]);
is_function_of(Name, 2) ->
    lists:member(Name, [
        '==', '/=', '=:=', '=/=', '<', '>', '=<', '>=', is_function, is_map_key, element, map_get, 'xor', min, max, '+', '-', '*', '/', 'div', 'rem',
        'band', 'bor', 'bxor', 'bsl', 'bsr', binary_part
    ]);
is_function_of(Name, 3) ->
    lists:member(Name, [is_record, binary_part]);
is_function_of(_, _) ->
    false.
