# Goes round all beds once in each period, and waters the dry ones.
defmodule Greenhouse.Gardener do
  use GenServer
  require Logger

  @dry 40

  def start_link(_options), do: GenServer.start_link(__MODULE__, [], name: __MODULE__)

  @doc "How many rounds have been made."
  def rounds, do: GenServer.call(__MODULE__, :rounds)

  @doc "Asks for a round now."
  def hurry, do: GenServer.cast(__MODULE__, :round)

  @impl true
  def init([]) do
    period = Application.fetch_env!(:greenhouse, :period)
    {:ok, _timer} = :timer.send_interval(period, :round)
    {:ok, %{round: 0, rounds: Application.fetch_env!(:greenhouse, :rounds)}}
  end

  @impl true
  def handle_call(:rounds, _from, state), do: {:reply, state.round, state}

  @impl true
  def handle_cast(:round, state), do: handle_info(:round, state)

  @impl true
  def handle_info(:round, %{round: rounds, rounds: rounds} = state) do
    Logger.notice("#{rounds} rounds, #{Registry.count(Greenhouse.Beds)} beds: done")
    System.stop()
    {:noreply, %{state | round: rounds + 1}}
  end

  def handle_info(:round, state) do
    for plant <- Application.fetch_env!(:greenhouse, :beds), do: look_after(plant)
    {:noreply, %{state | round: state.round + 1}}
  end

  defp look_after(plant) do
    case Greenhouse.Bed.look(plant) do
      {moisture, watered} when moisture < @dry ->
        Greenhouse.Bed.water(plant)
        Logger.warning("#{plant}: #{moisture} % moist, watered for the #{ordinal(watered + 1)} time")

      {moisture, _watered} ->
        Logger.info("#{plant}: #{moisture} % moist")
    end
  end

  defp ordinal(1), do: "1st"
  defp ordinal(2), do: "2nd"
  defp ordinal(3), do: "3rd"
  defp ordinal(number), do: "#{number}th"
end
