# A bed whose soil dries, each at its own pace. Other processes find it by what grows there.
defmodule Greenhouse.Bed do
  use GenServer

  defstruct [:plant, moisture: 60, watered: 0]

  def start_link(plant), do: GenServer.start_link(__MODULE__, plant, name: name(plant))

  @doc "Lets the soil dry a little, and answers how moist it is, in percent."
  def look(plant), do: GenServer.call(name(plant), :look)

  def water(plant), do: GenServer.cast(name(plant), :water)

  defp name(plant), do: {:via, Registry, {Greenhouse.Beds, plant}}

  @impl true
  def init(plant), do: {:ok, %__MODULE__{plant: plant}}

  @impl true
  def handle_call(:look, _from, bed) do
    bed = %{bed | moisture: max(bed.moisture - thirst(bed.plant), 0)}
    {:reply, {bed.moisture, bed.watered}, bed}
  end

  @impl true
  def handle_cast(:water, bed) do
    {:noreply, %{bed | moisture: min(bed.moisture + 30, 100), watered: bed.watered + 1}}
  end

  defp thirst(:tomatoes), do: 9
  defp thirst(:cucumbers), do: 12
  defp thirst(_plant), do: 5
end
