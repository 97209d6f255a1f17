%% Touches a pin of the board FaultyMPS2, which causes the fault of that number.
-module(touches).
-export([start/0]).

-ifndef(PIN).
-define(PIN, 0).
-endif.

start() ->
    register(culprit, self()),
    ok = gpio:set_pin_mode({a, ?PIN}, output),
    ok = watchdog:start(200),
    erlang:display(before),
    ok = touch(),
    {went_on, sum(100000, 0)}.

touch() ->
    gpio:digital_write({a, ?PIN}, high),
    ok.

sum(0, Sum) -> Sum;
sum(Count, Sum) -> sum(Count - 1, Sum + Count).
