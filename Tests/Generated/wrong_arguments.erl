%% Calls native functions with arguments of every type and prints what each answers or raises: a line for each call,
%% {Module, Function, {Number of each argument's value}, Result}. Run by Tests/Generated/wrong-arguments, which makes
%% wrong_arguments.hrl: functions/0, step/0 and offset/0.
%%
%% Every call has a process of its own, so that no call changes what the next one sees.
-module(wrong_arguments).
-export([start/0, one/4]).
-include("wrong_arguments.hrl").

start() ->
    Values = values(),
    show_values(Values, 1),
    all(functions(), list_to_tuple(Values), 0).

show_values([], _) ->
    ok;
show_values([Value | Rest], Number) ->
    erlang:display({value, Number, plain(Value)}),
    show_values(Rest, Number + 1).

values() ->
    {Dead, Monitor} = spawn_monitor(fun() -> ok end),
    receive
        {'DOWN', Monitor, process, Dead, normal} -> ok
    end,
    [
        0, 1, 2, 3, -1, 10, 36, 37, 255, 256, 1 bsl 27, 1 bsl 29, -(1 bsl 29) - 1, 1 bsl 32, 1 bsl 59, 1 bsl 60,
        1 bsl 64, -(1 bsl 64), 1 bsl 200,
        0.0, 1.5, -2.0e10, 1.0e300,
        a, '', true, false, undefined, infinity, latin1, utf8, second, erlang, badarg,
        [], [a], [1, 2], [a | b], "abc", "12", "-5", "1.5", [1 bsl 20], [-1], [{a, 1}], [{a, 1}, {b, 2}], [{1, a}, x],
        [<<"ab">>, $c, [100]], [<<"ab">> | <<1:3>>], [b, a | c],
        {}, {a}, {a, 1}, {1, 2, 3}, {{2020, 2, 29}, {1, 2, 3}}, {{2021, 2, 29}, {1, 2, 3}}, {a, b, c, d},
        <<>>, <<"abc">>, <<"12">>, <<1:3>>, <<255, 254>>, <<131, 97, 5>>, <<131, 108, 0, 0, 0, 9>>,
        #{}, #{a => 1}, #{a => 1, b => [2]},
        fun() -> ok end, fun(X) -> X end, fun erlang:abs/1, '$self', Dead, make_ref()
    ].

%% Those of the values that all arguments have where there are too many for all pairs.
few() -> [1, 2, 5, 17, 21, 24, 28, 35, 36, 38, 45, 53, 59, 66, 69].

all([], _, _) ->
    ok;
all([{Module, Function, Arity, Compared} | Rest], Values, Count) ->
    all(Rest, Values, function(Module, Function, Arity, Compared, Values, Count)).

function(Module, Function, 0, Compared, Values, Count) ->
    call(Module, Function, [], Compared, Values, Count);
function(Module, Function, 1, Compared, Values, Count) ->
    combine(Module, Function, [numbers(Values)], [], Compared, Values, Count);
function(Module, Function, 2, Compared, Values, Count) ->
    combine(Module, Function, [numbers(Values), numbers(Values)], [], Compared, Values, Count);
function(Module, Function, Arity, Compared, Values, Count) when Arity =< 3 ->
    combine(Module, Function, copies(few(), Arity), [], Compared, Values, Count);
function(Module, Function, Arity, Compared, Values, Count) ->
    combine(Module, Function, copies([1, 2, 24, 35, 36, 53], Arity), [], Compared, Values, Count).

numbers(Values) -> numbers(tuple_size(Values), []).
numbers(0, List) -> List;
numbers(Number, List) -> numbers(Number - 1, [Number | List]).

copies(_, 0) -> [];
copies(List, Count) -> [List | copies(List, Count - 1)].

%% All combinations of a value's number from each list.
combine(Module, Function, [], Numbers, Compared, Values, Count) ->
    call(Module, Function, reverse(Numbers, []), Compared, Values, Count);
combine(_, _, [[] | _], _, _, _, Count) ->
    Count;
combine(Module, Function, [[Number | More] | Rest], Numbers, Compared, Values, Count) ->
    Next = combine(Module, Function, Rest, [Number | Numbers], Compared, Values, Count),
    combine(Module, Function, [More | Rest], Numbers, Compared, Values, Next).

reverse([], List) -> List;
reverse([Head | Tail], List) -> reverse(Tail, [Head | List]).

call(Module, Function, Numbers, Compared, Values, Count) ->
    case Count rem step() =:= offset() andalso (Compared =/= small orelse are_small(Numbers, Values)) of
        true -> erlang:display({Module, Function, list_to_tuple(Numbers), run(Module, Function, Numbers, Compared, Values)});
        false -> ok
    end,
    Count + 1.

%% Whether none of the values is an integer that asks for more memory than there is.
are_small([], _) ->
    true;
are_small([Number | Numbers], Values) ->
    Value = element(Number, Values),
    not (is_integer(Value) andalso Value > 1 bsl 27) andalso are_small(Numbers, Values).

run(Module, Function, Numbers, Compared, Values) ->
    Arguments = [element(Number, Values) || Number <- Numbers],
    {Pid, Monitor} = spawn_monitor(?MODULE, one, [Module, Function, Arguments, Compared]),
    receive
        {'DOWN', Monitor, process, Pid, Result} -> plain(Result)
    after 3000 ->
        exit(Pid, kill),
        no_answer
    end.

%% The process of a call: ends with what the call came to.
one(Module, Function, Arguments, Compared) ->
    Own = [own(Argument) || Argument <- Arguments],
    exit(
        try apply(Module, Function, Own) of
            _ when Compared =:= errors -> ok;
            Value -> {ok, Value}
        catch
            Class:Reason:Trace -> {Class, Reason, trace(Compared, Trace)}
        end
    ).

own('$self') -> self();
own(Value) -> Value.

%% The first entry of the trace, for functions that are native in erl: with its explanation and without its place.
trace(reason, _) ->
    any;
trace(_, [{Module, Function, Arguments, Place} | _]) ->
    {Module, Function, Arguments, [Part || {error_info, _} = Part <- Place]};
trace(_, Trace) ->
    Trace.

%% Without what is another in each run.
plain(Pid) when is_pid(Pid) -> pid;
plain(Reference) when is_reference(Reference) -> reference;
plain(Port) when is_port(Port) -> port;
plain([Head | Tail]) -> [plain(Head) | plain(Tail)];
plain(Tuple) when is_tuple(Tuple) -> list_to_tuple(plain(tuple_to_list(Tuple)));
plain(Fun) when is_function(Fun) -> {'fun', erlang:fun_info(Fun, arity)};
plain(Map) when map_size(Map) > 0, map_size(Map) < 32 -> {map, plain(maps:values(Map)), plain(maps:keys(Map))};
plain(Term) -> Term.
