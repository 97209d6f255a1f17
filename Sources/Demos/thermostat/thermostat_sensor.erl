%% A simulated sensor in a simulated room, whose temperature depends on the heater. It fails at every so many readings, as sensors do; its
%% successor finds the room as it was.
-module(thermostat_sensor).
-behaviour(gen_server).

-export([start_link/0, read/0]).
-export([init/1, handle_call/3, handle_cast/2]).

start_link() ->
    gen_server:start_link({local, ?MODULE}, ?MODULE, [], []).

%% The temperature in tenths of a degree.
read() ->
    gen_server:call(?MODULE, read).

init([]) ->
    {ok, Limit} = application:get_env(thermostat, sensor_fails_after),
    {ok, #{limit => Limit, reads => 0}}.

handle_call(read, _From, #{limit := Limit, reads := Reads}) when Limit > 0, Reads + 1 =:= Limit ->
    error(sensor_failure);
handle_call(read, _From, #{reads := Reads} = State) ->
    {reply, room(thermostat_heater:state()), State#{reads := Reads + 1}}.

handle_cast(_Request, State) ->
    {noreply, State}.

%% The room warms up or cools down with each look at it.
room(Heater) ->
    Before =
        case ets:lookup(thermostat_readings, room) of
            [{room, Temperature}] -> Temperature;
            [] -> 190
        end,
    After = Before + change(Heater),
    true = ets:insert(thermostat_readings, {room, After}),
    After.

change(on) -> 7;
change(off) -> -4.
