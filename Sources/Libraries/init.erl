%% OTP's `init` for a program that boots into `start/0`: there is no command line and no boot script. Stopping the system stops the
%% applications, the last to start first, and ends the program: there is nothing below it to go back to. What a board does at a
%% program's end is said in its Swift file.
-module(init).

-export([
    stop/0, stop/1,
    restart/0, restart/1,
    reboot/0,
    boot/1,
    get_argument/1,
    get_arguments/0,
    get_plain_arguments/0,
    get_status/0,
    script_id/0,
    notify_when_started/1,
    wait_until_started/0
]).
-export([stopping/1]).

stop() -> stop(0).

stop(Status) when is_integer(Status), Status >= 0; is_list(Status) ->
    _ = spawn(?MODULE, stopping, [Status]),
    ok;
stop(_) ->
    erlang:error(badarg).

%% In a process of its own: whoever asks may belong to an application that ends. So does this one, as long as its group leader says so.
stopping(Status) ->
    true = group_leader(self(), self()),
    case whereis(application_controller) of
        undefined ->
            ok;
        Controller ->
            Monitor = erlang:monitor(process, Controller),
            Controller ! {Monitor, self(), stop_all},
            receive
                {Monitor, ok} -> ok;
                {'DOWN', Monitor, _, _, _} -> ok
            end
    end,
    erlang:halt(Status).

restart() -> stop().
restart(_Options) -> stop().

reboot() -> stop().

boot(_Arguments) -> ok.

get_argument(_Flag) -> error.

get_arguments() -> [].

get_plain_arguments() -> [].

get_status() -> {started, started}.

script_id() -> {"Beamlet", ""}.

notify_when_started(_Pid) -> started.

wait_until_started() -> ok.
