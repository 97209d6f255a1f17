# What a .config file says.
defmodule Configured do
  require Logger

  def start do
    Logger.info("not of interest")
    Logger.warning("of interest", request: 7)
    # What is logged is written by another process in elixir.
    Process.sleep(50)
    :erlang.display({Logger.level(), Application.get_env(:logger, :level), Application.get_env(:logger, :truncate)})
    :erlang.display({Application.get_env(:configured, :list), Application.get_env(:configured, :map), Application.get_env(:configured, :none)})
    :erlang.display(Application.get_env(:kernel, :unknown_key))
    :ok
  end
end
