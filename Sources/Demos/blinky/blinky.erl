%% Blinks a blue LED with AtomVM's gpio functions: PA10 on a Netduino Plus 2, PC8 on an STM32VLDiscovery. flash.sh says in the
%% macro BOARD which one it is; another board's LED is another pin in the macro LED. Six blinks and it returns; compiled with -DBLINKS=infinity it goes on for ever. Prints
%%
%%     {led,{a,10},high}
%%     {led,{a,10},low}
%%
%% once for each blink, and at the end
%%
%%     Return value: {blinked,6}
-module(blinky).
-export([start/0]).

-ifndef(BLINKS).
-define(BLINKS, 6).
-endif.

-ifndef(BOARD).
-define(BOARD, 'NetduinoPlus2').
-endif.
-if(?BOARD =:= 'STM32VLDiscovery').
-define(LED, {c, 8}).
-else.
-define(LED, {a, 10}).
-endif.
-define(HALF_PERIOD, 100).

start() ->
    ok = gpio:set_pin_mode(?LED, output),
    blink(?BLINKS).

blink(0) ->
    {blinked, ?BLINKS};
blink(infinity) ->
    blink_once(),
    blink(infinity);
blink(Times) ->
    blink_once(),
    blink(Times - 1).

blink_once() ->
    set(high),
    set(low).

set(Level) ->
    ok = gpio:digital_write(?LED, Level),
    erlang:display({led, ?LED, Level}),
    receive
    after ?HALF_PERIOD -> ok
    end.
