%% The devices of programs that speak OTP's I/O protocol themselves: on the BEAM these are `user`, the group leader, and `standard_error`.
%% `io` writes to the console at once, and so needs no such process: only where a given module has the atom `io_request` (or captures
%% output) does the linker begin the program here.
%%
%% `io` knows by their being their own group leaders that they stand for the console, and goes on without them.
-module(beamlet_device).

-export([run/1]).

%% Runs what follows below a group leader that answers requests.
run(Start) ->
    User = spawn(fun() -> answering(standard_io) end),
    true = register(user, User),
    true = register(standard_error, spawn(fun() -> answering(standard_error) end)),
    true = group_leader(User, self()),
    Start().

answering(Device) ->
    true = group_leader(self(), self()),
    answer(Device).

answer(Device) ->
    receive
        {io_request, From, ReplyAs, Request} when is_pid(From) ->
            From ! {io_reply, ReplyAs, beamlet_console:request(Device, Request)},
            answer(Device);
        _ ->
            answer(Device)
    end.
