%% The group leader of programs that speak OTP's I/O protocol themselves: on the BEAM that is `user`. `io` writes to the console at once,
%% and so needs no such process: only where a given module has the atom `io_request` does the linker begin the program here.
%%
%% `io` knows by its being its own group leader that it stands for the console, and goes on without it.
-module(beamlet_device).

-export([run/1]).

%% Runs the program of a module below a group leader that answers requests.
run(Module) ->
    Device = spawn(fun answering/0),
    true = register(user, Device),
    true = group_leader(Device, self()),
    Module:start().

answering() ->
    true = group_leader(self(), self()),
    answer().

answer() ->
    receive
        {io_request, From, ReplyAs, Request} when is_pid(From) ->
            From ! {io_reply, ReplyAs, beamlet_console:request(Request)},
            answer();
        _ ->
            answer()
    end.
