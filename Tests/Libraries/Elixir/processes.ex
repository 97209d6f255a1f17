# What other programs leave of the functions of Process, Task, Task.Supervisor, Agent, GenServer, Supervisor, DynamicSupervisor,
# PartitionSupervisor and Registry, with each number of arguments. Compared with elixir.
defmodule Processes do
  import Shown

  defmodule Boss do
    use DynamicSupervisor
    def init(options), do: DynamicSupervisor.init([strategy: :one_for_one] ++ options)
  end

  defmodule Chief do
    use Supervisor
    def init(children), do: Supervisor.init(children, strategy: :one_for_one)
  end

  defmodule Server do
    use GenServer
    def init(:stop), do: {:stop, :refused}
    def init(state), do: {:ok, state}
    def handle_call({:add, n}, _, state), do: {:reply, state, state + n}
    def handle_call(:slow, _, state), do: {Process.sleep(50), :done} && {:reply, :late, state}
    def handle_cast({:tell, pid}, state), do: {send(pid, {:told, state}), state} && {:noreply, state}
    def add(a, b), do: a + b
    def twice(state), do: {state, state * 2}
    def plus(state, n), do: state + n
    def told(state, pid), do: send(pid, {:told, state})
    def say(pid, what), do: send(pid, what)
  end

  def start do
    :logger.set_primary_config(:level, :none)
    Process.flag(:trap_exit, true)
    show(:processes, processes())
    show(:tasks, tasks())
    show(:task_supervisors, task_supervisors())
    show(:agents, agents())
    show(:servers, servers())
    show(:supervisors, supervisors())
    show(:registries, registries())
  end

  # The messages that have come, without those of ends.
  defp flushed do
    receive do
      {:EXIT, _, _} -> flushed()
      message -> [message | flushed()]
    after
      20 -> []
    end
  end

  defp processes do
    [
      fn -> {Process.put(:key, 1), Process.get_keys() |> Enum.member?(:key), Process.get_keys(1), Keyword.get(Process.get(), :key), Process.delete(:key)} end,
      fn -> {Process.group_leader(self(), Process.group_leader()), is_list(Process.info(self())), Process.info(spawn(fn -> :ok end)) == nil or true} end,
      fn ->
        pid = spawn(fn -> Process.sleep(:infinity) end)
        reference = Process.monitor(pid)
        {Process.link(pid), Process.unlink(pid), Process.exit(pid, :kill), Process.demonitor(reference), Process.demonitor(make_ref(), [:flush])}
      end,
      fn ->
        timer = Process.send_after(self(), :timed, 60_000)
        {is_integer(Process.read_timer(timer)), is_integer(Process.cancel_timer(timer)), Process.read_timer(timer), Process.cancel_timer(make_ref(), async: true, info: false)}
      end,
      fn -> {is_reference(Process.send_after(self(), :at, System.monotonic_time(:millisecond) + 2, abs: true)), flushed()} end,
      fn -> {Process.send(self(), :sent, []), flushed()} end,
      fn ->
        pid = Process.spawn(fn -> receive do: (x -> x) end, [])
        {Process.flag(pid, :save_calls, 0), Process.alive?(pid), Process.exit(pid, :kill)}
      end,
      fn -> {is_pid(Process.spawn(Server, :say, [self(), :spawned], [:link])), flushed()} end,
      fn -> {Process.register(self(), :me), :me in Process.registered(), Process.whereis(:me) == self(), Process.unregister(:me), self() in Process.list()} end,
      fn ->
        me = self()
        pid = spawn(fn -> Process.hibernate(Server, :say, [me, :woken]) end)
        {send(pid, :wake), flushed()}
      end,
      fn -> Process.demonitor(Process.monitor(spawn(fn -> :ok end)), [:flush, :info]) in [true, false] end
    ] ++
      since "1.18.0" do
        [
          fn ->
            {own, once} = {Process.alias(), Process.alias([:reply])}
            {is_reference(own), send(own, :by_alias) && send(once, :one), flushed(), send(once, :two) && flushed(), Process.unalias(own), Process.unalias(own)}
          end,
          fn ->
            reference = Process.monitor(spawn(fn -> :ok end), tag: :TAGGED)
            receive(do: ({tag, ^reference, _, _, reason} -> {tag, reason}))
          end,
          fn -> Process.set_label({:label, 1}) end
        ]
      end ++
      since "1.20.0" do
        [fn -> {Process.set_label("l"), Process.get_label(), Process.get_label(self()), Process.get_label(spawn(fn -> :ok end))} end]
      end
  end

  defp tasks do
    [
      fn -> Task.await(Task.async(Server, :add, [1, 2])) end,
      fn -> [1, 2] |> Task.async_stream(Server, :add, [10]) |> Enum.to_list() end,
      fn -> [1, 2] |> Task.async_stream(Server, :add, [10], ordered: false, max_concurrency: 1) |> Enum.to_list() end,
      fn -> Task.await_many([Task.async(fn -> 1 end), Task.async(fn -> 2 end)], 1000) end,
      fn -> Task.child_spec(fn -> :ok end).restart end,
      fn -> {Task.shutdown(Task.async(fn -> Process.sleep(:infinity) end)), flushed()} end,
      fn -> {elem(Task.start(Server, :say, [self(), :started]), 0), flushed()} end,
      fn -> {elem(Task.start_link(Server, :say, [self(), :linked]), 0), flushed()} end,
      fn ->
        me = self()
        {elem(Task.start_link(fn -> send(me, :fun) end), 0), flushed()}
      end,
      fn -> Task.yield(Task.async(fn -> 3 end)) end,
      fn -> Enum.map(Task.yield_many([Task.async(fn -> 1 end), Task.async(fn -> 2 end)]), &elem(&1, 1)) end,
      fn -> Enum.map(Task.yield_many([Task.async(fn -> 1 end)], 1000), &elem(&1, 1)) end,
      fn -> %Task{owner: self(), pid: nil, ref: nil, mfa: nil}.pid end
    ]
  end

  defp task_supervisors do
    {:ok, s} = Task.Supervisor.start_link(name: :task_supervisor)
    me = self()

    [
      fn -> Task.await(Task.Supervisor.async(s, fn -> 1 end)) end,
      fn -> Task.await(Task.Supervisor.async(s, fn -> 1 end, shutdown: 100)) end,
      fn -> Task.await(Task.Supervisor.async(s, Server, :add, [1, 2])) end,
      fn -> Task.await(Task.Supervisor.async(s, Server, :add, [1, 2], shutdown: :brutal_kill)) end,
      fn -> Task.await(Task.Supervisor.async_nolink(s, fn -> 2 end, timeout: 100)) end,
      fn -> Task.await(Task.Supervisor.async_nolink(s, Server, :add, [3, 4])) end,
      fn -> Task.await(Task.Supervisor.async_nolink(s, Server, :add, [3, 4], shutdown: 100)) end,
      fn -> s |> Task.Supervisor.async_stream([1, 2], &(&1 + 1), timeout: 1000) |> Enum.to_list() end,
      fn -> s |> Task.Supervisor.async_stream([1, 2], Server, :add, [5]) |> Enum.to_list() end,
      fn -> s |> Task.Supervisor.async_stream([1, 2], Server, :add, [5], max_concurrency: 1) |> Enum.to_list() end,
      fn -> s |> Task.Supervisor.async_stream_nolink([1, 2], &(&1 + 1)) |> Enum.to_list() end,
      fn -> s |> Task.Supervisor.async_stream_nolink([1, 2, 3], &if(&1 == 2, do: exit(:two), else: &1), ordered: true) |> Enum.to_list() end,
      fn -> s |> Task.Supervisor.async_stream_nolink([1, 2], Server, :add, [5]) |> Enum.to_list() end,
      fn -> s |> Task.Supervisor.async_stream_nolink([1, 2], Server, :add, [5], timeout: 1000) |> Enum.to_list() end,
      fn -> {elem(Task.Supervisor.start_child(s, fn -> send(me, :a) end), 0), flushed()} end,
      fn -> {elem(Task.Supervisor.start_child(s, fn -> send(me, :b) end, restart: :temporary), 0), flushed()} end,
      fn -> {elem(Task.Supervisor.start_child(s, Server, :say, [me, :c]), 0), flushed()} end,
      fn -> {elem(Task.Supervisor.start_child(s, Server, :say, [me, :d], shutdown: 100), 0), flushed()} end,
      fn ->
        {:ok, pid} = Task.Supervisor.start_child(s, fn -> Process.sleep(:infinity) end)
        {Task.Supervisor.terminate_child(s, pid), Task.Supervisor.children(s), Task.Supervisor.terminate_child(s, pid)}
      end
    ]
  end

  defp agents do
    me = self()
    {:ok, a} = Agent.start(fn -> 1 end)

    [
      fn -> {Agent.get(a, & &1, 1000), Agent.get(a, Server, :plus, [2]), Agent.get(a, Server, :plus, [2], 1000)} end,
      fn -> {Agent.get_and_update(a, &{&1, &1 + 1}, 1000), Agent.get_and_update(a, Server, :twice, []), Agent.get_and_update(a, Server, :twice, [], 1000), Agent.get(a, & &1)} end,
      fn -> {Agent.update(a, &(&1 + 1), 1000), Agent.update(a, Server, :plus, [10]), Agent.update(a, Server, :plus, [10], 1000), Agent.get(a, & &1)} end,
      fn -> {Agent.cast(a, Server, :plus, [5]), Agent.cast(a, &(&1 + 1)), Agent.get(a, & &1)} end,
      fn -> Agent.child_spec(fn -> 0 end).id end,
      fn -> {Agent.stop(a, :normal), Process.alive?(a)} end,
      fn ->
        for start <- [
              fn -> Agent.start(fn -> 2 end, name: :agent) end,
              fn -> Agent.start(Server, :add, [1, 1]) end,
              fn -> Agent.start(Server, :add, [1, 1], name: :agent) end,
              fn -> Agent.start_link(fn -> 2 end, name: :agent) end,
              fn -> Agent.start_link(Server, :add, [1, 1]) end,
              fn -> Agent.start_link(Server, :add, [1, 1], timeout: 1000) end
            ] do
          {:ok, pid} = start.()
          {Agent.get(pid, & &1), Agent.stop(pid, :normal, 1000)}
        end
      end,
      fn -> {send(me, :x), flushed()} end
    ]
  end

  defp servers do
    {:ok, s} = GenServer.start_link(Server, 5)
    Process.register(s, :served)

    [
      fn -> {GenServer.abcast(:served, {:tell, self()}), flushed()} end,
      fn -> {GenServer.abcast([node()], :served, {:tell, self()}), flushed()} end,
      fn -> GenServer.multi_call(:served, {:add, 1}) == {[{node(), 5}], []} end,
      fn -> GenServer.multi_call([node()], :served, {:add, 1}) == {[{node(), 6}], []} end,
      fn -> GenServer.multi_call([node()], :served, {:add, 1}, 1000) == {[{node(), 7}], []} end,
      fn -> {GenServer.start(Server, :stop), GenServer.start(Server, 1, name: :served) |> elem(0)} end,
      fn -> GenServer.call(s, :slow, 5) end,
      fn -> {GenServer.whereis(:served) == s, GenServer.stop(s, :normal, 1000), GenServer.whereis(:served)} end,
      fn -> GenServer.call(:served, :x) end
    ]
  end

  defp supervisors do
    spec = %{id: :s, start: {GenServer, :start_link, [Server, 1]}}

    [
      fn ->
        {:ok, s} = Supervisor.start_link([spec], strategy: :one_for_one)
        {Supervisor.count_children(s), Supervisor.stop(s, :normal)}
      end,
      fn ->
        {:ok, s} = Supervisor.start_link([spec], strategy: :one_for_all, name: :boss)
        {Supervisor.which_children(:boss) |> length(), Supervisor.stop(s, :shutdown, 1000)}
      end,
      fn ->
        {:ok, s} = DynamicSupervisor.start_link(strategy: :one_for_one, name: :dynamic)
        {elem(DynamicSupervisor.start_child(:dynamic, spec), 0), DynamicSupervisor.count_children(s), DynamicSupervisor.stop(s, :normal)}
      end,
      fn ->
        {:ok, one} = DynamicSupervisor.start_link(Boss, max_children: 1)
        {:ok, other} = DynamicSupervisor.start_link(Boss, [], name: :of_module)
        for boss <- [one, other, :of_module], do: {elem(DynamicSupervisor.start_child(boss, spec), 0), DynamicSupervisor.count_children(boss)}
      end,
      fn ->
        {:ok, chief} = Supervisor.start_link(Chief, [spec], name: :chief)
        {Supervisor.which_children(:chief) |> length(), Supervisor.stop(chief)}
      end,
      fn -> {DynamicSupervisor.child_spec(strategy: :one_for_one).type, DynamicSupervisor.init(strategy: :one_for_one, max_children: 3)} end,
      fn ->
        {:ok, s} = DynamicSupervisor.start_link(max_children: 1, strategy: :one_for_one)
        {elem(DynamicSupervisor.start_child(s, spec), 0), DynamicSupervisor.start_child(s, spec), DynamicSupervisor.stop(s, :shutdown, 1000)}
      end,
      fn ->
        {:ok, p} = PartitionSupervisor.start_link(child_spec: spec, name: :parts, partitions: 2)
        via = {:via, PartitionSupervisor, {:parts, 0}}

        {PartitionSupervisor.partitions(:parts), PartitionSupervisor.count_children(:parts), is_pid(p), length(PartitionSupervisor.which_children(:parts)), GenServer.call(via, {:add, 2}), GenServer.call(via, {:add, 2}),
         PartitionSupervisor.stop(:parts)}
      end,
      fn ->
        {:ok, _} = PartitionSupervisor.start_link(child_spec: spec, name: :parts1, partitions: 1)
        {PartitionSupervisor.stop(:parts1, :normal), Process.whereis(:parts1)}
      end,
      fn ->
        {:ok, _} = PartitionSupervisor.start_link(child_spec: spec, name: :parts2, partitions: 1)
        {PartitionSupervisor.stop(:parts2, :shutdown, 1000), Process.whereis(:parts2)}
      end
    ]
  end

  defp registries do
    {:ok, _} = Registry.start_link(keys: :duplicate, name: :many, partitions: 2)
    {:ok, _} = Registry.start_link(keys: :unique, name: :one)
    me = self()

    [
      fn -> {Registry.child_spec(keys: :unique, name: :x).id, Registry.child_spec(keys: :unique, name: :x).type} end,
      fn -> for(v <- 1..3, do: Registry.register(:many, :k, v)) |> length() end,
      fn -> {Registry.count_match(:many, :k, :_), Registry.count_match(:many, :k, :"$1", [{:>, :"$1", 1}])} end,
      fn -> Registry.count_select(:many, [{{:_, :_, :"$1"}, [{:<, :"$1", 3}], [true]}]) end,
      fn -> Registry.match(:many, :k, :"$1", [{:>, :"$1", 2}]) == [{me, 3}] end,
      fn -> {Registry.dispatch(:many, :k, fn entries -> send(me, {:entries, length(entries)}) end, parallel: true), flushed()} end,
      fn -> {Registry.unregister_match(:many, :k, :"$1", [{:>, :"$1", 2}]), Registry.count(:many)} end,
      fn -> {Registry.put_meta(:one, :m, 1), Registry.meta(:one, :m), Registry.delete_meta(:one, :m), Registry.meta(:one, :m)} end
    ] ++
      since "1.18.0" do
        [fn -> Registry.lock(:one, :k, fn -> Registry.register(:one, :k, 1) |> elem(0) end) end]
      end
  end
end
