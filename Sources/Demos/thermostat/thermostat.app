%% The demo thermostat: see thermostat_app.erl.
{application, thermostat, [
    {description, "Keeps a simulated room at 21 degrees"},
    {vsn, "1.0.0"},
    {modules, [thermostat_app, thermostat_sup, thermostat_sensor, thermostat_control, thermostat_heater]},
    {registered, [thermostat_sup, thermostat_sensor, thermostat_control, thermostat_heater]},
    {applications, [kernel, stdlib]},
    {env, [
        %% Tenths of a degree, and milliseconds.
        {target, 210},
        {period, 1000},
        %% The sensor fails at every so many readings; 0: never.
        {sensor_fails_after, 7},
        %% The system stops after so many readings; infinity: it goes on for ever.
        {readings, infinity}
    ]},
    {mod, {thermostat_app, []}}
]}.
