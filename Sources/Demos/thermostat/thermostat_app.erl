%% A thermostat as an OTP application: a supervisor, a sensor that crashes now and then, a control that decides, and a heater that is a
%% state machine. Runs on a board, and unchanged under erl:
%%
%%     ./flash.sh NetduinoPlus2 Sources/Demos/thermostat/*
%%
%%     cd Sources/Demos/thermostat && erlc *.erl && erl -noshell -eval 'application:start(thermostat, permanent)'
%%
%% It prints a line for each reading, and goes on for ever; {readings, 20} in thermostat.app ends it after so many.
-module(thermostat_app).
-behaviour(application).

-export([start/2, stop/1]).

start(_Type, _Args) ->
    %% What is measured outlives the process that measures.
    thermostat_readings = ets:new(thermostat_readings, [named_table, public, ordered_set]),
    thermostat_sup:start_link().

stop(_State) ->
    ok.
