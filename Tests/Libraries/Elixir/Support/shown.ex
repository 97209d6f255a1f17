# What the programs have that go through functions of Elixir's modules: each fun's value is printed, or what it raises, in a form that is the
# same everywhere.
defmodule Shown do
  def show(name, funs) do
    for {fun, index} <- Enum.with_index(funs), do: :erlang.display({name, index, result(fun)})
  end

  # The list where Elixir is of that version or a later one; elsewhere none, since its functions are not there.
  defmacro since(version, do: list) do
    if Version.match?(System.version(), ">= " <> version), do: list, else: []
  end

  defp result(fun) do
    plain(fun.())
  rescue
    error -> {error.__struct__, Exception.message(error)}
  catch
    kind, value -> {kind, plain(value)}
  end

  # A regular expression is its source: what is compiled is not the same everywhere.
  defp plain(%Regex{source: source}), do: {:regex, source}
  defp plain(%MapSet{} = set), do: {:set, set |> MapSet.to_list() |> Enum.sort()}
  defp plain(%module{} = struct), do: {module, plain(Map.from_struct(struct))}
  defp plain(map) when is_map(map), do: map |> Map.to_list() |> plain() |> Enum.sort()
  defp plain([head | tail]), do: [plain(head) | plain(tail)]
  defp plain(tuple) when is_tuple(tuple), do: tuple |> Tuple.to_list() |> plain() |> List.to_tuple()
  defp plain(fun) when is_function(fun), do: :fun
  defp plain(pid) when is_pid(pid), do: :pid
  defp plain(reference) when is_reference(reference), do: :reference
  defp plain(other), do: other
end
