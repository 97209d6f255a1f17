%% OTP's `init` for a program that boots into `start/0`: there is no command line and no boot script. Stopping the system ends the
%% program: there is nothing below it to go back to.
-module(init).

-export([
    stop/0, stop/1,
    restart/0,
    reboot/0,
    get_argument/1,
    get_arguments/0,
    get_plain_arguments/0,
    get_status/0,
    script_id/0
]).

stop() -> stop(0).

stop(Status) ->
    _ = spawn(erlang, halt, [Status]),
    ok.

restart() -> stop().

reboot() -> stop().

get_argument(_Flag) -> error.

get_arguments() -> [].

get_plain_arguments() -> [].

get_status() -> {started, started}.

script_id() -> {"Beamlet", ""}.
