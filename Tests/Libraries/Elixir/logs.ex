# Elixir's Logger where it is configured: levels, metadata, formats, translators, handlers, and what it makes of reports.
defmodule Logs do
  require Logger

  def start do
    {:ok, _} = Application.ensure_all_started(:logger)
    Logger.configure(level: :debug)
    Logger.configure_backend(:console, format: "$level|$message|$metadata\n", metadata: [:request, :user, :domain])
    levels()
    of_modules()
    of_processes()
    messages()
    reports()
    formats()
    translators()
    every()
    :ok
  end

  defp levels do
    show(:level, Logger.level())
    Logger.debug("debug")
    show(:configure, Logger.configure(level: :error))
    Logger.warning("not shown")
    Logger.error("shown")
    show(:level, Logger.level())
    Logger.configure(level: :debug)
    show(:compare, for(one <- [:debug, :info, :error], do: Logger.compare_levels(one, :info)))
    show(:wrong, caught(fn -> Logger.configure(level: :loud) end))
  end

  defp of_modules do
    show(:put, Logger.put_module_level(__MODULE__, :error))
    Logger.info("not shown")
    show(:get, Logger.get_module_level(__MODULE__))
    show(:delete, Logger.delete_module_level(__MODULE__))
    Logger.info("shown")
    show(:application, Logger.put_application_level(:logger, :none))
  end

  defp of_processes do
    Logger.metadata(user: 1, request: "a")
    Logger.info("with metadata")
    Logger.info("with more", user: 2, other: 3)
    show(:metadata, Enum.sort(Logger.metadata()))
    show(:reset, Logger.reset_metadata(user: 3))
    show(:metadata, Logger.metadata())
    Logger.metadata(user: nil)
    show(:put, Logger.put_process_level(self(), :error))
    Logger.info("not shown")
    show(:get, Logger.get_process_level(self()))
    show(:delete, Logger.delete_process_level(self()))
    Logger.info("shown")
  end

  defp messages do
    Logger.info(fn -> "lazy" end)
    Logger.info(fn -> {"lazy with metadata", [user: 7]} end)
    Logger.info(%{report: 1})
    Logger.info(report: 2, more: "text")
    Logger.info(["io", ?d, "ata"])
    Logger.log(:notice, "notice")
    Logger.bare_log(:critical, "bare")
    :logger.info("of erlang ~p", [{:a, 1}])
    :logger.error(%{label: {:some, :report}, report: [a: 1]})
    show(:flush, Logger.flush())
  end

  # Pids are not the same everywhere.
  defp reports do
    Logger.configure_backend(:console, format: {__MODULE__, :without_pids})
    spawn(fn -> raise "in a process" end)
    wait()
    {:ok, _} = Task.start(fn -> raise ArgumentError, "in a task" end)
    wait()
    {:ok, agent} = Agent.start(fn -> 1 end, name: :an_agent)
    monitor = Process.monitor(agent)
    catch_exit(fn -> Agent.get(agent, fn _ -> throw(:thrown) end) end)
    receive do: ({:DOWN, ^monitor, _, _, _} -> :ok)
    wait()
  end

  def without_pids(level, message, _time, _metadata) do
    text = message |> IO.chardata_to_string() |> String.split("\n") |> Enum.take(2) |> Enum.join("\n")
    "#{level}: #{Regex.replace(~r/#PID<[\d.]+>/, text, "PID")}\n"
  end

  defp formats do
    Logger.configure_backend(:console, format: "[$level] $message\n")
    Logger.warning("another format")
    Logger.configure_backend(:console, format: "$message $metadata\n", metadata: [:line, :mfa])
    Logger.notice("with its place")
    Logger.configure_backend(:console, format: "$level|$message\n", metadata: [])
  end

  defp translators do
    show(:add, Logger.add_translator({__MODULE__, :translate}))
    :logger.error(~c"to be ~p", [:translated])
    :logger.error(~c"to be ~p", [:skipped])
    :logger.error(~c"to be ~p", [:left])
    wait()
    show(:remove, Logger.remove_translator({__MODULE__, :translate}))
  end

  def translate(_, :error, :format, {~c"to be ~p", [:translated]}), do: {:ok, "translated"}
  def translate(_, :error, :format, {~c"to be ~p", [:skipped]}), do: :skip
  def translate(_, _, _, _), do: :none

  # Each function and macro with each number of arguments.
  defp every do
    Logger.configure_backend(:console, format: "$level|$message|$metadata\n", metadata: [:n])
    Logger.emergency("emergency")
    Logger.emergency("emergency", n: 1)
    Logger.alert("alert")
    Logger.alert("alert", n: 2)
    Logger.critical("critical")
    Logger.critical("critical", n: 3)
    Logger.error("error", n: 4)
    Logger.warning("warning", n: 5)
    Logger.warn("warn")
    Logger.warn("warn", n: 6)
    Logger.notice("notice", n: 7)
    Logger.debug("debug", n: 8)
    Logger.log(:info, "info", n: 9)
    Logger.bare_log(:info, "bare", n: 10)
    wait()
    show(:enabled, {Logger.enabled?(self()), Logger.disable(self()), Logger.enabled?(self())})
    Logger.error("disabled")
    show(:enable, {Logger.enable(self()), Logger.enabled?(self())})
    show(:metadata, {Logger.metadata(n: 11), Logger.reset_metadata(), Logger.metadata()})
    show(:levels, {Logger.put_module_level(__MODULE__, :error), Logger.delete_all_module_levels(), Logger.get_module_level(__MODULE__)})
    show(:application, Logger.delete_application_level(:no_such_application))
    Logger.info("as before")
    show(:newer, newer())
  end

  if Version.match?(System.version(), ">= 1.18.0") do
    defp newer, do: {Logger.levels(), elem(Logger.default_formatter(), 0), elem(Logger.default_formatter(format: "$message"), 0), Logger.add_handlers(:no_such_application)}
  else
    defp newer, do: :none
  end

  defp caught(fun) do
    fun.()
  rescue
    error -> error.__struct__
  end

  defp catch_exit(fun) do
    fun.()
  catch
    :exit, _ -> :exit
  end

  # What is logged is written by another process in elixir.
  defp wait do
    Process.sleep(30)
    Logger.flush()
  end

  defp show(name, value) do
    wait()
    :erlang.display({name, value})
  end
end
