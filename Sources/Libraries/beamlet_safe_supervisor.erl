%% The supervisor of OTP's `kernel` that servers are added to when they are first needed: those of `dets` and `disk_log` ask it to start
%% them. Beamlet's own: OTP's is started with all of `kernel`. It is started before programs that name one of the two, or what needs them.
-module(beamlet_safe_supervisor).

-behaviour(supervisor).

-export([run/1, serve/1, init/1]).

%% Starts it, and goes on.
run(Next) ->
    {Server, Monitor} = spawn_monitor(?MODULE, serve, [self()]),
    receive
        {Server, started} -> true = erlang:demonitor(Monitor, [flush])
    end,
    Next().

%% It is linked to a process of its own, so that it is no matter of the program's.
serve(Starter) ->
    {ok, _} = supervisor:start_link({local, kernel_safe_sup}, ?MODULE, []),
    Starter ! {self(), started},
    receive
        never -> ok
    end.

init([]) -> {ok, {#{strategy => one_for_one, intensity => 4, period => 3600}, []}}.
