%% Times and unique integers: units, order, positive and monotonic ones; wrong units and options.
-module(time_and_unique).
-include("conformance.hrl").

start() ->
    ?show(monotonic, begin A = erlang:monotonic_time(), B = erlang:monotonic_time(), B >= A end),
    ?show(units, [is_integer(erlang:monotonic_time(U)) || U <- [second, millisecond, microsecond, nanosecond, native, 1, 1000, 7]]),
    ?show(system_units, [is_integer(erlang:system_time(U)) || U <- [second, millisecond, microsecond, nanosecond, native, 1]]),
    ?show(system, erlang:system_time(second) >= 0),
    ?show(offset, is_integer(erlang:time_offset())),
    ?show(offset_unit, is_integer(erlang:time_offset(millisecond))),
    ?show(ratio, ratio()),
    foreach(fun(U) -> ?show({wrong, U}, erlang:monotonic_time(U)) end, [wrong, 0, -1, "s", []]),
    ?show(wrong_system, erlang:system_time(id(fortnight))),
    ?show(passes, passes()),
    ?show(unique, begin L = [erlang:unique_integer() || _ <- seq(1, 100)], length([x || X <- L, Y <- L, X =:= Y]) end),
    ?show(positive, [X || _ <- seq(1, 50), X <- [erlang:unique_integer([positive])], X =< 0]),
    ?show(rising, rising([erlang:unique_integer([monotonic]) || _ <- seq(1, 50)])),
    ?show(both, rising([erlang:unique_integer([positive, monotonic]) || _ <- seq(1, 50)])),
    ?show(unique_wrong, erlang:unique_integer(id([wrong]))),
    ?show(unique_improper, erlang:unique_integer(id([positive | x]))),
    ?show(references, begin R = [make_ref() || _ <- seq(1, 50)], length([x || X <- R, Y <- R, X =:= Y]) end),
    ?show(node, {node(), node(self()), is_alive()}),
    ?show(node_wrong, node(id(a))),
    ok.

rising([A, B | Rest]) when A < B -> rising([B | Rest]);
rising([_]) -> true;
rising(L) -> L.

ratio() ->
    Milli = erlang:monotonic_time(millisecond),
    Micro = erlang:monotonic_time(microsecond),
    Difference = Micro div 1000 - Milli,
    Difference >= -1 andalso Difference < 1000.

passes() ->
    Before = erlang:monotonic_time(microsecond),
    receive
    after 15 -> ok
    end,
    erlang:monotonic_time(microsecond) - Before >= 15000.
