%% Asks the sensor once in each period, switches the heater, and keeps the readings. A sensor that crashes costs a reading, no more.
-module(thermostat_control).
-behaviour(gen_server).

-export([start_link/0]).
-export([init/1, handle_call/3, handle_cast/2, handle_info/2]).

start_link() ->
    gen_server:start_link({local, ?MODULE}, ?MODULE, [], []).

init([]) ->
    {ok, Target} = application:get_env(thermostat, target),
    {ok, Period} = application:get_env(thermostat, period),
    {ok, Readings} = application:get_env(thermostat, readings),
    {ok, _} = timer:send_interval(Period, look),
    {ok, #{target => Target, readings => Readings, count => 0}}.

handle_call(count, _From, #{count := Count} = State) ->
    {reply, Count, State}.

handle_cast(_Request, State) ->
    {noreply, State}.

handle_info(look, #{readings := Count, count := Count} = State) ->
    say(["done: ", integer_to_list(ets:info(thermostat_readings, size) - 1), " readings, heater switched on ",
        integer_to_list(thermostat_heater:starts()), " times\n"]),
    ok = init:stop(),
    {noreply, State#{count := Count + 1}};
handle_info(look, #{target := Target, count := Count} = State) ->
    try thermostat_sensor:read() of
        Temperature -> control(Temperature, Target, Count)
    catch
        exit:_ -> say("no reading: the sensor has failed\n")
    end,
    {noreply, State#{count := Count + 1}}.

control(Temperature, Target, Count) ->
    true = ets:insert(thermostat_readings, {Count, Temperature}),
    Switch = decide(Temperature, Target),
    thermostat_heater:switch(Switch),
    say([degrees(Temperature), " degrees, heater ", atom_to_list(Switch), $\n]).

%% On below the target, off above.
decide(Temperature, Target) when Temperature < Target -> on;
decide(_, _) -> off.

degrees(Tenths) ->
    [integer_to_list(Tenths div 10), $., integer_to_list(Tenths rem 10)].

%% Text as it is: io:format would bring its formatter along.
say(Text) ->
    io:put_chars(Text).
