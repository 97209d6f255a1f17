%% The demo greenhouse: see application.ex.
{application, greenhouse, [
    {description, "Waters the beds of a simulated greenhouse"},
    {vsn, "1.0.0"},
    {modules, [
        'Elixir.Greenhouse.Application',
        'Elixir.Greenhouse.Bed',
        'Elixir.Greenhouse.Gardener'
    ]},
    {registered, ['Elixir.Greenhouse.Supervisor', 'Elixir.Greenhouse.Gardener', 'Elixir.Greenhouse.Beds']},
    {applications, [kernel, stdlib, elixir, logger]},
    {env, [
        {beds, [tomatoes, cucumbers, basil]},
        %% Milliseconds.
        {period, 1000},
        %% The system stops after so many rounds; infinity: it goes on for ever.
        {rounds, infinity}
    ]},
    {mod, {'Elixir.Greenhouse.Application', []}}
]}.
