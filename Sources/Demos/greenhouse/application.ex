# A greenhouse as an Elixir application: a supervisor, a registry, a GenServer for each bed, and a gardener that looks after them. Runs
# on a board, and unchanged under elixir:
#
#     ./flash.sh NetduinoPlus2 Sources/Demos/greenhouse/*
#
#     cd Sources/Demos/greenhouse && elixirc *.ex &&
#       elixir --no-halt -e ':application.ensure_all_started(:greenhouse, :permanent)'
#
# It logs a line for each bed in each round, and goes on for ever; {rounds, 5} in greenhouse.app ends it after so many.
defmodule Greenhouse.Application do
  use Application

  @impl true
  def start(_type, _args) do
    beds = Application.fetch_env!(:greenhouse, :beds)

    children =
      [{Registry, keys: :unique, name: Greenhouse.Beds}] ++
        Enum.map(beds, &Supervisor.child_spec({Greenhouse.Bed, &1}, id: &1)) ++
        [Greenhouse.Gardener]

    Supervisor.start_link(children, strategy: :one_for_one, name: Greenhouse.Supervisor)
  end
end
