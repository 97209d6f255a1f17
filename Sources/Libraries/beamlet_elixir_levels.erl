%% Elixir's Logger for programs that only log: `logger` prints its events in Elixir's format (`beamlet_formatter`), and what is of interest is
%% what Elixir's application would have said. Programs that start applications get that from `application`.
-module(beamlet_elixir_levels).

-export([run/1]).

run(Start) ->
    ok = logger:elixir_defaults(),
    Start().
