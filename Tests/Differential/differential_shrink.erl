%% Makes a module that differs smaller, as long as it differs.
-module(differential_shrink).
-export([shrink/2]).

%% How many smaller modules are tried at a time, and how many in all.
-define(AT_ONCE, 40).
-define(TRIES, 3000).
%% Seconds for one module.
-define(TIME, 40).

%% {Forms, Answers, Got} of the smallest found.
shrink({Name, _, Answers, Forms, Seed}, Got) ->
    [{First, _} | _] = Got,
    put(tries, ?TRIES),
    put(kind, kind(Got)),
    put(until, erlang:monotonic_time(second) + ?TIME),
    Options = differential_generator:options(Seed),
    Start = {Forms, Answers, Got},
    Fewer = steps([with_tests(Forms, [Test]) || Test <- [First || First =/= '-'] ++ [T || {T, _} <- Answers]], Name, Options, Start),
    rounds(Name, Options, Fewer).

%% A module that differs in another way is not what was sought: a function that there is not is none that was made up.
kind([{'-', "status " ++ [Digit | _]} | _]) -> {status, Digit};
kind(_) -> answer.

%% All ways to make it smaller in one place, those first that take away most.
rounds(Name, Options, {Forms, _, _} = Current) ->
    Size = weight(Forms),
    Smaller = [Variant || {Weight, Variant} <- lists:keysort(1, [{weight(Variant), Variant} || Variant <- variants(Forms)]), Weight < Size],
    case steps(Smaller, Name, Options, none) of
        none -> Current;
        Found -> rounds(Name, Options, Found)
    end.

steps([], _, _, Otherwise) -> Otherwise;
steps(Variants, Name, Options, Otherwise) ->
    {Now, Later} = split(Variants),
    case get(tries) > 0 andalso erlang:monotonic_time(second) < get(until) andalso first(Now, Name, Options) of
        false -> Otherwise;
        none -> steps(Later, Name, Options, Otherwise);
        Found -> Found
    end.

split(Variants) when length(Variants) > ?AT_ONCE -> lists:split(?AT_ONCE, Variants);
split(Variants) -> {Variants, []}.

%% The first of some that differs still.
first(Variants, Name, Options) ->
    put(tries, get(tries) - length(Variants)),
    Tests = [
        {Other, Code, Answers, Forms, N}
     || {N, Forms} <- lists:zip(lists:seq(1, length(Variants)), Variants),
        Other <- [list_to_atom("s" ++ integer_to_list(N))],
        {ok, _, Code, Answers} <- [differential:compile(renamed(Forms, Name, Other), Options, Other)],
        Answers =/= []
    ],
    case lists:sort([{N, Forms, Answers, Got} || {{_, _, Answers, Forms, N}, Got} <- differential:compare(Tests, "shrink"), kind(Got) =:= get(kind)]) of
        [{_, Forms, Answers, Got} | _] -> {Forms, Answers, Got};
        [] -> none
    end.

renamed(Name, Name, Other) -> Other;
renamed(Tuple, Name, Other) when is_tuple(Tuple) -> list_to_tuple(renamed(tuple_to_list(Tuple), Name, Other));
renamed([Head | Tail], Name, Other) -> [renamed(Head, Name, Other) | renamed(Tail, Name, Other)];
renamed(Term, _, _) -> Term.

with_tests(Forms, Tests) ->
    [
        case Form of
            {attribute, Line, export, Exports} -> {attribute, Line, export, [E || {Name, _} = E <- Exports, lists:member(Name, Tests) orelse not is_test(Name)]};
            _ -> Form
        end
     || Form <- Forms,
        case Form of {function, _, Name, 0, _} -> lists:member(Name, Tests) orelse not is_test(Name); _ -> true end
    ].

is_test(Name) -> hd(atom_to_list(Name)) =:= $t.

%% How much there is: numbers count by their size.
weight(Tuple) when is_tuple(Tuple) -> weight(tl(tuple_to_list(Tuple))) + 2;
weight([Head | Tail]) -> weight(Head) + weight(Tail);
weight(Integer) when is_integer(Integer), abs(Integer) > 9 -> 2;
weight(Term) when Term =:= []; Term =:= default -> 0;
weight(_) -> 1.

%% The module with something less in one place.
variants(Forms) ->
    Functions = [{Name, Arity} || {function, _, Name, Arity, _} <- Forms],
    lists:append([
        case Form of
            {function, Line, Name, Arity, Clauses} ->
                [without(Forms, Form, {Name, Arity}) || length(Functions) > 1] ++
                    [replaced(Forms, Form, {function, Line, Name, Arity, Fewer}) || Fewer <- list(Clauses), Fewer =/= []];
            {attribute, _, record, _} -> [lists:delete(Form, Forms)];
            {attribute, Line, export, Exports} -> [replaced(Forms, Form, {attribute, Line, export, Fewer}) || Fewer <- [lists:delete(E, Exports) || E <- Exports], Fewer =/= []];
            _ -> []
        end
     || Form <- Forms
    ]).

replaced(Forms, Old, New) -> [case Form of Old -> New; _ -> Form end || Form <- Forms].

without(Forms, Function, NameArity) ->
    [
        case Form of
            {attribute, Line, export, Exports} -> {attribute, Line, export, lists:delete(NameArity, Exports)};
            _ -> Form
        end
     || Form <- Forms, Form =/= Function
    ].

%% Lists without one of their elements, or with a smaller one.
list([]) -> [];
list([Head | Tail]) -> [Tail] ++ [[Smaller | Tail] || Smaller <- smaller(Head)] ++ [[Head | Smaller] || Smaller <- list(Tail)].

%% Smaller ones for a clause, an expression, a pattern.
smaller({clause, Line, Patterns, Guards, Body}) ->
    [{clause, Line, Patterns, Guards, Fewer} || Fewer <- list(Body), Fewer =/= []] ++
        [{clause, Line, Patterns, Fewer, Body} || Fewer <- list_of_lists(Guards)] ++
        [{clause, Line, Fewer, Guards, Body} || Fewer <- same_length(Patterns)];
smaller({atom, _, _}) -> [];
smaller({nil, _}) -> [];
smaller({var, Line, Name}) when Name =/= '_' -> [{atom, Line, a}, {integer, Line, 0}, {var, Line, '_'}];
smaller({var, _, _}) -> [];
smaller({integer, _, 0}) -> [];
smaller({integer, Line, N}) -> [{integer, Line, 0}] ++ [{integer, Line, N div 2} || abs(N) > 9];
smaller({string, Line, [_ | _]}) -> [{nil, Line}, {string, Line, []}];
smaller({record_field, Line, Field, Value}) -> [{record_field, Line, Field, Smaller} || Smaller <- smaller(Value)];
smaller({map_field_assoc, Line, K, V}) -> [{map_field_assoc, Line, K2, V2} || [K2, V2] <- same_length([K, V])];
smaller({map_field_exact, Line, K, V}) -> [{map_field_exact, Line, K2, V2} || [K2, V2] <- same_length([K, V])];
smaller({bin_element, Line, Value, Size, Kinds}) ->
    [{bin_element, Line, Smaller, Size, Kinds} || Smaller <- smaller(Value)] ++
        [{bin_element, Line, Value, Smaller, Kinds} || is_tuple(Size), Smaller <- smaller(Size)] ++
        [{bin_element, Line, Value, Size, Smaller} || is_list(Kinds), [_ | _] = Smaller <- [lists:delete(K, Kinds) || K <- Kinds]] ++
        [{bin_element, Line, Value, default, default} || Kinds =/= default];
smaller({generate, Line, Pattern, List}) -> [{generate, Line, P, L} || [P, L] <- same_length([Pattern, List])];
smaller({b_generate, Line, Pattern, Bits}) -> [{b_generate, Line, P, B} || [P, B] <- same_length([Pattern, Bits])];
smaller({m_generate, Line, Pattern, Map}) -> [{m_generate, Line, P, M} || [P, M] <- same_length([Pattern, Map])];
smaller({remote, _, _, _}) -> [];
smaller(Node) when is_tuple(Node), is_integer(element(2, Node)) ->
    Line = element(2, Node),
    Constants = [{atom, Line, a}, {integer, Line, 0}, {nil, Line}],
    [Tag, _ | Parts] = tuple_to_list(Node),
    Inside = [Part || Part <- lists:flatten(Parts), is_expression(Part)] ++ bodies(Parts),
    Inside ++ Constants ++ [list_to_tuple([Tag, Line | Fewer]) || Fewer <- parts(Parts)];
smaller(_) -> [].

%% What stands in the clauses of a choice.
bodies(Parts) ->
    lists:append([
        case Part of
            {clause, _, _, _, [Single]} -> [Single];
            {clause, Line, _, _, Body} -> [{block, Line, Body}];
            {clauses, Clauses} -> bodies(Clauses);
            _ -> []
        end
     || Part <- lists:flatten(Parts)
    ]).

is_expression({clause, _, _, _, _}) -> false;
is_expression({Tag, _, _, _}) when Tag =:= generate; Tag =:= b_generate; Tag =:= m_generate; Tag =:= remote; Tag =:= record_field -> false;
is_expression({Tag, _, _, _}) when Tag =:= map_field_assoc; Tag =:= map_field_exact -> false;
is_expression({bin_element, _, _, _, _}) -> false;
is_expression({clauses, _}) -> false;
is_expression({function, _, _}) -> false;
is_expression({function, _, _, _}) -> false;
is_expression(Part) -> is_tuple(Part).

%% One of the parts smaller, all others as they are.
parts([]) -> [];
parts([Part | Rest]) ->
    Smaller =
        case Part of
            {clauses, Clauses} -> [{clauses, Fewer} || Fewer <- list(Clauses), Fewer =/= []];
            [_ | _] when is_tuple(hd(Part)) -> list(Part);
            _ when is_tuple(Part) -> smaller(Part);
            _ -> []
        end,
    [[Less | Rest] || Less <- Smaller] ++ [[Part | Less] || Less <- parts(Rest)].

same_length([]) -> [];
same_length([Head | Tail]) -> [[Smaller | Tail] || Smaller <- smaller(Head)] ++ [[Head | Smaller] || Smaller <- same_length(Tail)].

list_of_lists([]) -> [];
list_of_lists([Head | Tail]) ->
    [Tail] ++ [[Smaller | Tail] || Smaller <- list(Head), Smaller =/= []] ++ [[Head | Smaller] || Smaller <- list_of_lists(Tail)].
