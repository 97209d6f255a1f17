%% Type tests and other functions in guards: true, false, failing; and, or, not, andalso, orelse; ; and , .
-module(guards).
-include("conformance.hrl").

start() ->
    Values = [
        0, 5, -5, 1 bsl 70, a, true, false, [], [1], "abc", [1 | 2], {}, {a, b}, {point, 1, 2}, self(), make_ref(),
        fun() -> ok end, fun(_) -> ok end, fun lists:reverse/2
    ],
    foreach(
        fun(V) ->
            ?show(types, types(V)),
            ?show(bodies, bodies(V)),
            ?show(functions, functions(V)),
            ?show(combined, combined(V)),
            ?show(booleans, booleans(V)),
            ?show(alternatives, alternatives(V))
        end,
        Values
    ),
    ?show(ranges, [{is_small(N), between(N, 3, 6)} || N <- seq(0, 9)]),
    ?show(self, in_guard(self())),
    ?show(self_other, in_guard(a)),
    ?show(node, node_guard(node())),
    ok.

types(V) ->
    [
        atom || true <- [type(is_atom, V)]
    ] ++
        [T || T <- [atom, boolean, integer, float, number, list, tuple, pid, reference, function, port, binary, bitstring, map], test(T, V)].

type(is_atom, V) when is_atom(V) -> true;
type(_, _) -> false.

test(atom, V) when is_atom(V) -> true;
test(boolean, V) when is_boolean(V) -> true;
test(integer, V) when is_integer(V) -> true;
test(float, V) when is_float(V) -> true;
test(number, V) when is_number(V) -> true;
test(list, V) when is_list(V) -> true;
test(tuple, V) when is_tuple(V) -> true;
test(pid, V) when is_pid(V) -> true;
test(reference, V) when is_reference(V) -> true;
test(function, V) when is_function(V) -> true;
test(port, V) when is_port(V) -> true;
test(binary, V) when is_binary(V) -> true;
test(bitstring, V) when is_bitstring(V) -> true;
test(map, V) when is_map(V) -> true;
test(_, _) -> false.

bodies(V) ->
    {is_atom(V), is_boolean(V), is_integer(V), is_float(V), is_number(V), is_list(V), is_tuple(V), is_pid(V), is_reference(V),
        is_function(V), is_function(V, 1), is_port(V), is_binary(V), is_bitstring(V), is_map(V)}.

functions(V) when abs(V) > 1 bsl 60 -> large;
functions(V) when abs(V) =:= 5 -> five;
functions(V) when length(V) =:= 3 -> three;
functions(V) when hd(V) =:= 1 -> one;
functions(V) when element(1, V) =:= point -> point;
functions(V) when tuple_size(V) =:= 0 -> empty;
functions(V) when is_function(V, 0) -> none;
functions(V) when is_function(V, 2) -> two;
functions(V) when V =:= self() -> me;
functions(V) when V band 1 =:= 0 -> even;
functions(V) when not V -> negated;
functions(_) -> none.

combined(V) when is_list(V), length(V) > 1; is_tuple(V), tuple_size(V) > 1 -> several;
combined(V) when is_atom(V) andalso V =/= true, V =/= false -> plain_atom;
combined(V) when (is_integer(V) and (V > 0)) or (V =:= true) -> positive_or_true;
combined(V) when is_integer(V) xor (V =:= false) -> integer_or_false;
combined(V) when not (is_list(V) orelse is_tuple(V)), not is_atom(V) -> opaque;
combined(_) -> rest.

booleans(V) ->
    Safe = fun(F) ->
        try
            F()
        catch
            error:R -> R
        end
    end,
    Plain = fun
        (X) when is_pid(X); is_reference(X); is_function(X) -> opaque;
        ({badarg, X}) when is_pid(X); is_reference(X); is_function(X) -> {badarg, opaque};
        (X) -> X
    end,
    [Plain(X) || X <- [
        Safe(fun() -> V and true end),
        Safe(fun() -> true and V end),
        Safe(fun() -> V or false end),
        Safe(fun() -> V xor true end),
        Safe(fun() -> not V end),
        Safe(fun() -> V andalso next end),
        Safe(fun() -> V orelse next end),
        Safe(fun() -> id(false) andalso V end),
        Safe(fun() -> id(true) orelse V end),
        Safe(fun() -> id(true) andalso V end),
        Safe(fun() -> if V -> yes; true -> no end end)
    ]].

%% A guard that fails makes only its own alternative false.
alternatives(V) when hd(V) > 0; V > 0, is_integer(V) -> positive;
alternatives(V) when (hd(V) =:= 1) or is_atom(V); is_pid(V) -> pid;
alternatives(V) when is_atom(V) orelse hd(V) =:= 1 -> atom;
alternatives(V) when element(3, V) =:= 2 orelse is_tuple(V) -> third;
alternatives(V) when is_tuple(V) -> tuple;
alternatives(_) -> none.

is_small(N) when N >= 2, N < 8 -> small;
is_small(N) when N =:= 0; N =:= 9 -> edge;
is_small(_) -> no.

between(N, Low, High) when Low =< N, N =< High -> true;
between(_, _, _) -> false.

in_guard(Pid) when Pid == self() -> me;
in_guard(_) -> other.

node_guard(Node) when Node =:= node() -> here;
node_guard(_) -> elsewhere.
