%% The program of an image that was linked from `.app` files and has no `start/0` of its own. OTP's boot script and `init` do this on the
%% BEAM; here there is nothing to load, and only the applications are started.
-module(beamlet_boot).

-export([start/1]).

%% Starts these applications and those that they need, and stays as long as they run: `init:stop/0` ends the system in order, and so does
%% an application that ends by itself, with status 1, as all are permanent.
start(Applications) ->
    start_each(Applications),
    receive
        never -> ok
    end.

start_each([Application | Rest]) ->
    case application:ensure_all_started(Application, permanent) of
        {ok, _} -> start_each(Rest);
        {error, Reason} -> exit({application_start_failure, Application, Reason})
    end;
start_each([]) ->
    ok.
