# A GenServer without callbacks of its own, which is asked all the same: what it dies of has its pid or name in it.
defmodule Unanswered do
  use GenServer

  def start do
    :logger.set_primary_config(:level, :none)
    Process.flag(:trap_exit, true)

    for options <- [[], [name: :named], [name: Unanswered.Name], [name: :"odd name"]], ask <- [&GenServer.call(&1, :x), &GenServer.cast(&1, :x)] do
      {:ok, server} = GenServer.start_link(__MODULE__, 5, options)
      number = server |> :erlang.pid_to_list() |> :erlang.list_to_binary()

      try do
        ask.(server)
      catch
        :exit, _ -> :ok
      end

      receive do
        {:EXIT, ^server, {error, _}} -> :erlang.display(:binary.replace(error.message, number, "<PID>"))
      end
    end

    {:ok, server} = GenServer.start_link(__MODULE__, 5)
    send(server, :unexpected)
    :erlang.display(:sys.get_state(server))
    :ok
  end

  def init(state), do: {:ok, state}
end
