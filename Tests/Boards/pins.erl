%% Every function of the module gpio, on pins that each of the boards has; levels that come from outside are left out.
-module(pins).
-export([start/0]).

-define(BANK, 0).

start() ->
    Pin = {?BANK, 3},
    show(init, fun() -> gpio:init(Pin) end),
    show(set_pin_mode, fun() -> gpio:set_pin_mode(Pin, output) end),
    show(write_high, fun() -> gpio:digital_write(Pin, high) end),
    show(write_1, fun() -> gpio:digital_write(Pin, 1) end),
    show(write_low, fun() -> gpio:digital_write(Pin, low) end),
    show(write_0, fun() -> gpio:digital_write(Pin, 0) end),
    show(write_list, fun() -> gpio:digital_write({?BANK, [1, 2]}, low) end),
    show(read, fun() -> is_level(gpio:digital_read(Pin)) end),
    show(input, fun() -> gpio:set_pin_mode(Pin, input) end),
    show(deinit, fun() -> gpio:deinit(Pin) end),
    wrong(),
    port(Pin),
    done.

%% What is no pin, no level, no mode.
wrong() ->
    show(bank, fun() -> gpio:digital_write({z, 0}, high) end),
    show(number, fun() -> gpio:digital_write({?BANK, 32}, high) end),
    show(negative, fun() -> gpio:digital_write({?BANK, -1}, high) end),
    show(no_tuple, fun() -> gpio:digital_write(5, high) end),
    show(level, fun() -> gpio:digital_write({?BANK, 3}, 2) end),
    show(mode, fun() -> gpio:set_pin_mode({?BANK, 3}, sideways) end),
    show(options, fun() -> gpio:set_pin_mode({?BANK, 3}, {input, [{pull, sideways}]}) end),
    show(pull, fun() -> gpio:set_pin_pull({?BANK, 3}, sideways) end),
    show(read_many, fun() -> gpio:digital_read({?BANK, [1, 2]}) end),
    show(no_port, fun() -> gpio:read(self(), {?BANK, 3}) end).

port(Pin) ->
    GPIO = gpio:start(),
    show(is_port, fun() -> is_port(GPIO) end),
    show(registered, fun() -> whereis(gpio) =:= GPIO end),
    show(open, fun() -> gpio:open() =:= GPIO end),
    show(set_direction, fun() -> gpio:set_direction(GPIO, Pin, output) end),
    show(set_level, fun() -> gpio:set_level(GPIO, Pin, 1) end),
    show(port_input, fun() -> gpio:set_direction(GPIO, Pin, input) end),
    show(port_read, fun() -> is_level(gpio:read(GPIO, Pin)) end),
    show(set_int, fun() -> gpio:set_int(GPIO, Pin, rising) end),
    show(set_int_again, fun() -> gpio:set_int(GPIO, Pin, falling, self()) end),
    show(set_int_wrong, fun() -> gpio:set_int(GPIO, Pin, sideways) end),
    show(set_int_nobody, fun() -> gpio:set_int(GPIO, Pin, rising, nobody) end),
    show(remove_int, fun() -> gpio:remove_int(GPIO, Pin) end),
    show(close, fun() -> gpio:close(GPIO) end),
    show(unregistered, fun() -> whereis(gpio) end),
    show(closed, fun() -> gpio:read(GPIO, Pin) end),
    show(stop, fun() -> gpio:stop() end).

is_level(high) -> level;
is_level(low) -> level;
is_level(Other) -> Other.

show(Name, Fun) ->
    Result =
        try
            Fun()
        catch
            Class:Reason -> {Class, Reason}
        end,
    erlang:display({Name, Result}).
