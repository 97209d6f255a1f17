# Prints which documented functions of Elixir's modules no test program calls, one a line, and ends with status 1 where there are such.
#
#   elixir uncalled.exs TABLE FILE.ex...
#
# TABLE is a list of {modules, functions, why}: what is left out of these modules, functions being names or {name, arity}. A module that is to
# be gone through is in the table, if only with nothing left out. What is in the table without need, since it is called, is printed too.
#
# A call is what the compiler sees of one, before it puts Erlang's function in the place of Elixir's.
defmodule Uncalled do
  def trace({kind, _, module, name, arity}, _) when kind in [:remote_function, :remote_macro, :imported_function, :imported_macro] do
    :ets.insert(__MODULE__, {{module, {name, arity}}})
    :ok
  end

  def trace(_, _), do: :ok

  def main([table | files]) do
    {entries, _} = Code.eval_file(table)
    :ets.new(__MODULE__, [:named_table, :public])
    Code.put_compiler_option(:tracers, [__MODULE__])
    Code.put_compiler_option(:ignore_module_conflict, true)
    {:ok, _, _} = Kernel.ParallelCompiler.compile(files)

    left = for {modules, functions, _} <- entries, module <- modules, do: {module, functions}
    modules = left |> Enum.map(&elem(&1, 0)) |> Enum.uniq()
    lines = Enum.flat_map(modules, fn module -> lines(module, for({^module, functions} <- left, function <- functions, do: function)) end)
    Enum.each(lines, &IO.puts/1)
    if lines != [], do: System.halt(1)
  end

  defp lines(module, left) do
    documented = documented(module)

    for(function <- documented, not called?(module, function), not in?(function, left), do: text(module, function, "is not called")) ++
      for(
        entry <- left,
        functions = Enum.filter(documented, &in?(&1, [entry])),
        functions != [] and Enum.all?(functions, &called?(module, &1)),
        do: "#{inspect(module)}: #{inspect(entry)} is left out without need"
      )
  end

  defp text(module, {name, arity}, what), do: "#{inspect(module)}.#{name}/#{arity} #{what}"

  defp called?(module, function), do: :ets.member(__MODULE__, {module, function})

  defp in?({name, _} = function, entries), do: function in entries or name in entries

  # With each number of arguments that defaults allow.
  defp documented(module) do
    {:docs_v1, _, _, _, _, _, docs} = Code.fetch_docs(module)

    for {{kind, name, arity}, _, _, doc, metadata} <- docs, kind in [:function, :macro], doc != :hidden, less <- 0..Map.get(metadata, :defaults, 0) do
      {name, arity - less}
    end
  end
end

Uncalled.main(System.argv())
