%% Supervises the three processes of the thermostat. Whoever crashes is started again.
-module(thermostat_sup).
-behaviour(supervisor).

-export([start_link/0]).
-export([init/1]).

start_link() ->
    supervisor:start_link({local, ?MODULE}, ?MODULE, []).

init([]) ->
    {ok, {
        #{strategy => one_for_one, intensity => 5, period => 1},
        [child(thermostat_heater), child(thermostat_sensor), child(thermostat_control)]
    }}.

child(Module) ->
    #{id => Module, start => {Module, start_link, []}}.
