# GenServer, Supervisor, Agent, Task, Registry of names, Process.
defmodule Servers do
  defmodule Counter do
    use GenServer

    def start_link(start), do: GenServer.start_link(__MODULE__, start, name: __MODULE__)
    def add(n), do: GenServer.cast(__MODULE__, {:add, n})
    def value, do: GenServer.call(__MODULE__, :value)

    @impl true
    def init(start), do: {:ok, start, {:continue, :more}}

    @impl true
    def handle_continue(:more, state), do: {:noreply, state + 1}

    @impl true
    def handle_call(:value, _from, state), do: {:reply, state, state}
    def handle_call(:crash, _from, _state), do: raise("crash")

    @impl true
    def handle_cast({:add, n}, state), do: {:noreply, state + n}
  end

  def start do
    :logger.set_primary_config(:level, :none)
    Process.flag(:trap_exit, true)
    [counter(), supervisor(), agent(), tasks(), io()]
  end

  defp counter do
    {:ok, pid} = Counter.start_link(10)
    Counter.add(5)
    value = Counter.value()

    crash =
      try do
        GenServer.call(Counter, :crash)
      catch
        :exit, {{%RuntimeError{message: message}, _}, {GenServer, :call, _}} -> message
      end

    exited =
      receive do
        {:EXIT, ^pid, {%RuntimeError{}, _}} -> :exited
      end

    {value, crash, exited, Process.whereis(Counter)}
  end

  defp supervisor do
    {:ok, pid} = Supervisor.start_link([{Counter, 100}], strategy: :one_for_one)
    before = Process.whereis(Counter)
    Process.exit(before, :kill)
    wait(before)
    value = Counter.value()
    counts = pid |> Supervisor.count_children() |> Enum.sort()
    :ok = Supervisor.stop(pid)
    {value, counts}
  end

  defp wait(old) do
    case Process.whereis(Counter) do
      pid when is_pid(pid) and pid != old ->
        :ok

      _ ->
        Process.sleep(1)
        wait(old)
    end
  end

  defp agent do
    {:ok, agent} = Agent.start_link(fn -> %{} end)
    Agent.update(agent, &Map.put(&1, :key, :value))
    value = Agent.get(agent, & &1)
    :ok = Agent.stop(agent)
    value
  end

  defp tasks do
    task = Task.async(fn -> 6 * 7 end)

    [
      Task.await(task),
      [1, 2, 3] |> Task.async_stream(&(&1 * &1)) |> Enum.to_list(),
      Task.yield(Task.async(fn -> :done end), 1000)
    ]
  end

  defp io do
    IO.puts("text from IO.puts")
    IO.inspect({:ok, [1, 2, 3], %{a: "b"}}, label: "inspected")
    IO.write(["io", ?d, "ata", "\n"])
    # On elixir what is displayed goes another way, and could be there first.
    Process.sleep(50)
    :ok
  end
end
