%% The lines in traces of instructions that have none of their own, behind calls of other modules in tail position.
-module(line_of_tail_calls).
-export([start/0, other/1]).

start() ->
    [
        lines(fun() -> condition({false}) end),
        lines(fun() -> record(1) end),
        lines(fun() -> map(1) end),
        lines(fun() -> tail(1) end),
        lines(fun() -> segment(1, []) end),
        lines(fun() -> comprehension(1) end),
        lines(fun() -> after_two([1]) end)
    ].

lines(Fun) ->
    try
        Fun()
    catch
        _:_:Trace -> [{Function, proplists_line(Location)} || {line_of_tail_calls, Function, _, Location} <- Trace]
    end.

proplists_line([{line, Line} | _]) -> Line;
proplists_line([_ | Rest]) -> proplists_line(Rest);
proplists_line([]) -> none.

other(X) -> X.

condition(Tuple) ->
    First = element(1, Tuple),
    if
        First ->
            line_of_tail_calls:other(
                [First] ++ nothing()
            )
    end.

record(X) when X =< 0 ->
    line_of_tail_calls:other(
        line_of_tail_calls:other(X)
    );
record(_) ->
    hd(nothing()).

map(X) when X =< 0 ->
    line_of_tail_calls:other(
        line_of_tail_calls:other(X)
    );
map(_) ->
    (nothing())#{a => 1}.

tail(X) when X =< 0 ->
    line_of_tail_calls:other(
        math:cos(X)
    );
tail(_) ->
    self() ! {none, lists:reverse(tl([]))},
    [].

segment(X, _) when X =< 0 ->
    line_of_tail_calls:other(
        lists:reverse([[]], X)
    );
segment(_, _) ->
    _ =
        hd([<<<<118, 54, 69, 96>>:(abs(-38))/bitstring, <<>>/binary>>]),
    segment([], []).

nothing() -> [].

comprehension(X) when X =< 0 ->
    line_of_tail_calls:other(
        line_of_tail_calls:other(X)
    );
comprehension(X) ->
    <<<<Element:8/binary>> || Element <- [X]>>.

after_two([X | Rest]) when X =< 0 ->
    line_of_tail_calls:other(
        length(Rest)
    );
after_two(List) ->
    case List of
        [] -> line_of_tail_calls:other(List);
        [2] -> line_of_tail_calls:other(List)
    end.
