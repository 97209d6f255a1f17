# Process, Task, Agent, GenServer, Supervisor, DynamicSupervisor, Registry, Task.Supervisor: compared with elixir. Processes are named by
# what they do: their identifiers are not the same everywhere.
# options: --keep erl_erts_errors:format_error/2
defmodule Tasks do
  defmodule Counter do
    use GenServer

    def start_link(options), do: GenServer.start_link(__MODULE__, options[:start] || 0, Keyword.take(options, [:name]))

    @impl true
    def init(:refuse), do: {:stop, :refused}
    def init(:ignore), do: :ignore
    def init(n), do: {:ok, n, {:continue, :begin}}

    @impl true
    def handle_continue(:begin, n), do: {:noreply, n + 1}

    @impl true
    def handle_call(:get, _from, n), do: {:reply, n, n}
    def handle_call({:add, m}, _from, n), do: {:reply, :ok, n + m}

    def handle_call(:later, from, n) do
      GenServer.reply(from, {:later, n})
      {:noreply, n}
    end

    def handle_call(:stop, _from, n), do: {:stop, :normal, :stopping, n}
    def handle_call(:crash, _from, _n), do: raise("crashed")

    @impl true
    def handle_cast({:put, m}, _), do: {:noreply, m}
    def handle_cast(:idle, n), do: {:noreply, n, 5}

    @impl true
    def handle_info(:timeout, _), do: {:noreply, :timed_out}
    def handle_info({:set, m}, _), do: {:noreply, m}

    @impl true
    def terminate(_reason, _), do: :ok

    @impl true
    def format_status(_reason, [_, n]), do: [data: [{~c"State", n}]]
  end

  def start do
    :logger.set_primary_config(:level, :none)
    show("Process", processes())
    show("Task", tasks())
    show("Agent", agents())
    show("GenServer", servers())
    show("Supervisor", supervisors())
    show("Registry", registries())
    :ok
  end

  defp show(name, funs) do
    Shown.show(name, for(fun <- funs, do: fn -> alone(fun) end))
  end

  # Exits of others are messages, and those of one fun are not the next one's.
  defp alone(fun) do
    flush()
    Process.flag(:trap_exit, true)
    fun.()
  end

  defp flush do
    receive do
      _ -> flush()
    after
      0 -> :ok
    end
  end

  defp next do
    receive do
      message -> message
    after
      1000 -> :nothing
    end
  end

  defp processes do
    me = self()

    [
      fn -> Process.alive?(me) end,
      fn -> spawn(fn -> send(me, :hello) end) && next() end,
      fn -> spawn_link(fn -> exit(:bye) end) && next() end,
      fn -> spawn_monitor(fn -> exit(:bye) end) && next() end,
      fn -> Process.monitor(spawn(fn -> :ok end)) && next() end,
      fn -> Process.send_after(me, :after, 2) && next() end,
      fn -> Process.cancel_timer(Process.send_after(me, :after, 10_000)) > 9000 end,
      fn -> {Process.put(:k, 1), Process.get(:k), Process.delete(:k), Process.get(:k, :default)} end,
      fn -> {Process.register(me, :me), Process.whereis(:me) == me, Process.unregister(:me), Process.whereis(:me)} end,
      fn -> Process.flag(:trap_exit, false) end,
      fn -> Process.exit(spawn_link(fn -> Process.sleep(:infinity) end), :kill) && next() end,
      fn -> Process.info(me, :trap_exit) end,
      fn -> Process.list() |> Enum.member?(me) end,
      fn -> Process.demonitor(Process.monitor(me), [:flush]) end,
      fn -> Process.group_leader() |> is_pid() end,
      fn -> Process.send(me, :x, []) && next() end,
      fn -> Process.hibernate(Tasks, :nothing, 1) end,
      fn -> send(:not_registered, :x) end,
      fn -> make_ref() end,
      fn -> node() end
    ]
  end

  defp tasks do
    [
      fn -> Task.async(fn -> 1 + 1 end) |> Task.await() end,
      fn -> Task.await_many([Task.async(fn -> 1 end), Task.async(fn -> 2 end)]) end,
      fn -> 1..5 |> Task.async_stream(&(&1 * 2)) |> Enum.to_list() end,
      fn -> 1..3 |> Task.async_stream(&(&1 * 2), max_concurrency: 1, ordered: false) |> Enum.sort() end,
      fn -> Task.yield(Task.async(fn -> Process.sleep(1000) end), 5) end,
      fn -> Task.shutdown(Task.async(fn -> Process.sleep(1000) end), :brutal_kill) end,
      fn -> Task.await(Task.async(fn -> Process.sleep(1000) end), 5) |> elem(0) end,
      fn -> Task.async(fn -> exit(:oops) end) |> Task.await() |> elem(0) end,
      fn -> Task.start(fn -> :ok end) end,
      fn -> Task.completed(5) |> Task.await() end,
      fn -> Task.ignore(Task.async(fn -> 1 end)) end,
      fn ->
        {:ok, supervisor} = Task.Supervisor.start_link()
        {Task.Supervisor.async_nolink(supervisor, fn -> 7 end) |> Task.await(), Task.Supervisor.children(supervisor) |> length()}
      end,
      fn ->
        {:ok, supervisor} = Task.Supervisor.start_link()
        Task.Supervisor.async_stream(supervisor, [1, 2], &(&1 + 1)) |> Enum.to_list()
      end
    ]
  end

  defp agents do
    {:ok, agent} = Agent.start_link(fn -> %{n: 1} end)

    [
      fn -> Agent.get(agent, & &1) end,
      fn -> Agent.update(agent, &Map.put(&1, :n, 5)) end,
      fn -> Agent.get_and_update(agent, &{&1.n, Map.put(&1, :n, 6)}) end,
      fn -> Agent.cast(agent, &Map.put(&1, :n, 7)) end,
      fn -> Agent.get(agent, Map, :get, [:n]) end,
      fn -> Agent.stop(agent) end,
      fn -> Agent.start(fn -> 0 end, name: :named) && Agent.get(:named, & &1) end,
      fn -> Agent.stop(:named) && Agent.get(:named, & &1) end
    ]
  end

  defp servers do
    {:ok, server} = Counter.start_link(start: 5)

    [
      fn -> GenServer.call(server, :get) end,
      fn -> GenServer.call(server, {:add, 3}) && GenServer.call(server, :get) end,
      fn -> GenServer.cast(server, {:put, 1}) && GenServer.call(server, :get) end,
      fn -> GenServer.call(server, :later) end,
      fn -> send(server, {:set, 9}) && GenServer.call(server, :get) end,
      fn -> GenServer.cast(server, :idle) && Process.sleep(20) && GenServer.call(server, :get) end,
      fn -> :sys.get_state(server) end,
      fn -> :sys.replace_state(server, fn _ -> 3 end) end,
      fn -> :sys.suspend(server) && GenServer.call(server, :get, 5) |> elem(0) end,
      fn -> :sys.resume(server) end,
      fn -> GenServer.whereis(server) == server end,
      fn -> GenServer.call(server, :stop) end,
      fn -> GenServer.call(server, :get) |> elem(0) end,
      fn -> Counter.start_link(start: :refuse) end,
      fn -> Counter.start_link(start: :ignore) end,
      fn -> Counter.start_link(name: :counter) && Counter.start_link(name: :counter) end,
      fn -> GenServer.call(:counter, :get) end,
      fn -> GenServer.stop(:counter, :shutdown) end,
      fn -> GenServer.call(:nobody, :get) end,
      fn -> Counter.child_spec(start: 1) |> Map.take([:id, :start]) end,
      fn ->
        {:ok, pid} = GenServer.start(Counter, 1)
        try do: GenServer.call(pid, :crash), catch: (:exit, {{%RuntimeError{message: m}, _}, _} -> {:crashed, m})
      end
    ]
  end

  defp supervisors do
    {:ok, supervisor} =
      Supervisor.start_link(
        [{Counter, start: 1, name: :first}, Supervisor.child_spec({Counter, start: 10, name: :second}, id: :second), {Agent, fn -> :state end}],
        strategy: :one_for_one
      )

    {:ok, dynamic} = DynamicSupervisor.start_link(strategy: :one_for_one, max_children: 2)

    [
      fn -> Supervisor.count_children(supervisor) end,
      fn -> Supervisor.which_children(supervisor) |> Enum.map(&{elem(&1, 0), elem(&1, 2)}) end,
      fn -> {GenServer.call(:first, :get), GenServer.call(:second, :get)} end,
      fn ->
        old = Process.whereis(:first)
        Process.exit(old, :kill)
        Process.sleep(20)
        {Process.whereis(:first) != old, GenServer.call(:first, :get)}
      end,
      fn -> Supervisor.terminate_child(supervisor, :second) end,
      fn -> Supervisor.restart_child(supervisor, :second) end,
      fn -> Supervisor.delete_child(supervisor, :second) end,
      fn -> Supervisor.terminate_child(supervisor, :second) && Supervisor.delete_child(supervisor, :second) end,
      fn -> Supervisor.start_child(supervisor, Supervisor.child_spec({Counter, start: 3}, id: :third)) end,
      fn -> Supervisor.start_child(supervisor, {Counter, start: :refuse}) end,
      fn -> Supervisor.stop(supervisor) end,
      fn -> DynamicSupervisor.start_child(dynamic, {Counter, start: 1}) end,
      fn -> DynamicSupervisor.start_child(dynamic, {Counter, start: :refuse}) end,
      fn -> DynamicSupervisor.start_child(dynamic, {Counter, start: 2}) && DynamicSupervisor.start_child(dynamic, {Counter, start: 3}) end,
      fn -> DynamicSupervisor.count_children(dynamic) end,
      fn -> DynamicSupervisor.which_children(dynamic) |> Enum.map(&elem(&1, 2)) end,
      fn -> for {_, pid, _, _} <- DynamicSupervisor.which_children(dynamic), do: DynamicSupervisor.terminate_child(dynamic, pid) end,
      fn -> DynamicSupervisor.stop(dynamic) end,
      fn -> Supervisor.init([Counter], strategy: :one_for_all) end
    ]
  end

  defp registries do
    {:ok, _} = Registry.start_link(keys: :unique, name: Unique)
    {:ok, _} = Registry.start_link(keys: :duplicate, name: Duplicate)

    [
      fn -> Registry.register(Unique, :key, :value) end,
      fn -> Registry.register(Unique, :key, :again) end,
      fn -> Registry.lookup(Unique, :key) end,
      fn -> Registry.keys(Unique, self()) end,
      fn -> Registry.update_value(Unique, :key, &{&1, :new}) end,
      fn -> Registry.values(Unique, :key, self()) end,
      fn -> Registry.count(Unique) end,
      fn -> Registry.match(Unique, :key, {:value, :_}) end,
      fn -> Registry.unregister(Unique, :key) end,
      fn -> Registry.lookup(Unique, :key) end,
      fn -> for(v <- [1, 2], do: Registry.register(Duplicate, :k, v)) |> Enum.map(&elem(&1, 0)) end,
      fn -> Registry.dispatch(Duplicate, :k, &for({_, v} <- &1, do: send(self(), v))) && [next(), next()] |> Enum.sort() end,
      fn -> Registry.unregister_match(Duplicate, :k, 1) && Registry.count(Duplicate) end,
      fn -> Registry.put_meta(Unique, :m, 1) && Registry.meta(Unique, :m) end,
      fn -> Counter.start_link(start: 4, name: {:via, Registry, {Unique, "via"}}) end,
      fn -> GenServer.call({:via, Registry, {Unique, "via"}}, :get) end,
      fn -> GenServer.stop({:via, Registry, {Unique, "via"}}) && Process.sleep(5) && Registry.lookup(Unique, "via") end,
      fn -> Registry.select(Duplicate, [{{:"$1", :_, :"$2"}, [], [{{:"$1", :"$2"}}]}]) end
    ]
  end
end
