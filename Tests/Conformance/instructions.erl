%% Instructions that hardly any other module has: registers of the frame where others are usual, calls by name at the end of
%% a function with a frame, wide tuples.
%% older instructions: compiled once more by an older compiler's rules.
-module(instructions).
-export([tail/2, last/1, next/1, native/1]).
-nifs([native/1]).
-include("conformance.hrl").

start() ->
    ?show(not_equal, [A /= B || A <- [1, 1.0, a, "b"], B <- [1, a, "b"]]),
    ?show(guards, map(fun guards/1, [1, 1.5, true, false, a, [], [a], {a}, self(), make_ref(), <<1>>])),
    ?show(tails, tail([1, 2, 3], [])),
    ?show(last, last(3)),
    ?show(frames, frames([[1, 2], {3}, [], x])),
    ?show(wide, wide()),
    ?show(literal, literal(fun id/1)),
    ?show(subtract, [subtract(A, B) || A <- [1, a, 1 bsl 70], B <- [2, 1 bsl 40]]),
    ?show(native, native(1)),
    done.

guards(X) ->
    {
        if
            is_boolean(X) -> boolean;
            is_number(X) -> number;
            is_port(X) -> port;
            is_map(X) -> map;
            true -> other
        end,
        if
            X /= 1 -> different;
            true -> same
        end
    }.

%% A call by module and name at the end of a function that has a frame.
tail([], Done) ->
    Done;
tail([Head | Tail], Done) ->
    Element = id(Head),
    ?MODULE:tail(Tail, [Element | Done]).

last(N) ->
    M = id(N),
    ?MODULE:next({M, id(M)}).

next(X) -> {next, X}.

%% What lies in the frame is tested and taken apart there.
frames([]) ->
    [];
frames([Head | Rest]) ->
    Tail = id(Rest),
    foreach(fun id/1, Tail),
    First =
        case Head of
            [A | B] -> id({A, B});
            {C} -> [id(C)];
            [] -> id(nil);
            x -> id(an_x)
        end,
    Other = id(Tail),
    Count = parts(Other, Head),
    [First, Count | frames(Tail)].

parts(List, Key) ->
    First = id(List),
    Second = id(Key),
    Third = id(First),
    foreach(fun id/1, Third),
    case First of
        [Head | Tail] ->
            id(x),
            {Head, Tail, Second, hd(First), tl(First)};
        [] ->
            id(y),
            case Second of
                x -> {none, id(Second), Third};
                _ -> Second
            end
    end.

wide() ->
    Tuple = list_to_tuple(seq(1, 300)),
    {element(300, Tuple), element(256, Tuple), wide(Tuple)}.

wide(Tuple) when tuple_size(Tuple) =:= 300 -> element(299, Tuple) + element(257, Tuple).

%% A literal that goes to the frame.
literal(Fun) ->
    List = [1, 2, 3, {four}],
    case Fun(1) of
        1 -> Value = {a, literal};
        _ -> Value = [another]
    end,
    Fun(2),
    Fun(3),
    {Value, List, Fun(Value)}.

subtract(A, B) when A - B < 0 -> negative;
subtract(_, _) -> no.

native(X) -> {not_native, X}.
