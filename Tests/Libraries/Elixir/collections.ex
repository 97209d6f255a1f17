# Enum, Map, Keyword, String, Range, MapSet, Stream, and protocols over them. Maps are compared as sorted lists: the order of their
# keys is not the same everywhere. The texts of errors of native functions are found by a computed name.
# options: --keep erl_erts_errors:format_error/2
defmodule Collections do
  defmodule Point do
    defstruct x: 0, y: 0
  end

  defprotocol Area do
    @fallback_to_any true
    def area(shape)
  end

  defimpl Area, for: Point do
    def area(%Point{x: x, y: y}), do: x * y
  end

  defimpl Area, for: List do
    def area(list), do: length(list)
  end

  defimpl Area, for: Any do
    def area(_), do: :unknown
  end

  def start do
    [
      enums(),
      maps(),
      strings(),
      ranges(),
      streams(),
      protocols(),
      errors()
    ]
  end

  defp enums do
    [
      Enum.map(1..5, &(&1 * 2)),
      Enum.filter([1, 2, 3, 4], &(rem(&1, 2) == 0)),
      Enum.reduce(1..10, 0, &+/2),
      Enum.sort([3, 1, 2], :desc),
      Enum.group_by(["a", "bb", "cc"], &String.length/1) |> Enum.sort(),
      Enum.zip([1, 2], [:a, :b]),
      Enum.chunk_every([1, 2, 3, 4, 5], 2),
      Enum.frequencies([:a, :b, :a]) |> Enum.sort(),
      Enum.join([1, "b", :c], "-"),
      Enum.with_index([:a, :b]),
      Enum.into([a: 1], %{}),
      Enum.uniq([1, 1, 2]),
      Enum.max_by(["a", "bbb"], &String.length/1),
      Enum.split_with([1, 2, 3], &(&1 > 1)),
      Enum.sum(%{a: 1, b: 2} |> Map.values()),
      Enum.at([1, 2, 3], -1),
      Enum.slice(1..10, 2..4),
      for(x <- [1, 2], y <- [3, 4], do: x * y)
    ]
  end

  defp maps do
    map = %{a: 1, b: 2}

    [
      Map.put(map, :c, 3) |> Enum.sort(),
      Map.update(map, :a, 0, &(&1 + 1)) |> Enum.sort(),
      Map.merge(map, %{b: 5}) |> Enum.sort(),
      Map.take(map, [:a]),
      Map.fetch(map, Process.get(:nothing, :z)),
      Map.to_list(map) |> Enum.sort(),
      Map.new([1, 2], &{&1, &1 * &1}),
      Keyword.get([a: 1, b: 2], :b),
      Keyword.merge([a: 1], a: 2, c: 3),
      get_in(%{a: %{b: 1}}, [:a, :b]),
      put_in(%{a: %{b: 1}}, [:a, :b], 2),
      struct(Point, x: 5) |> Map.from_struct() |> Enum.sort(),
      %Point{x: 1} |> Map.from_struct() |> Enum.sort()
    ]
  end

  defp strings do
    [
      String.upcase("hello"),
      String.split("a b c"),
      String.split("a,b", ","),
      String.trim("  x "),
      String.replace("aXa", "X", "-"),
      String.length("hello"),
      String.reverse("abc"),
      String.starts_with?("hello", "he"),
      String.pad_leading("7", 3, "0"),
      String.to_integer("42"),
      String.at("abc", 1),
      String.slice("hello", 1, 3),
      String.capitalize("hello"),
      "#{:atom} #{1} #{1.5} #{"x"}",
      inspect(%{a: [1, 2]}),
      inspect({%Point{x: 1}.x, nil, :atom, ~c"chars", "text", 1..3}),
      Integer.to_string(255, 16),
      Integer.parse("12ab"),
      Float.round(3.14159, 2),
      to_string([104, 105]),
      Atom.to_string(:abc)
    ]
  end

  defp ranges do
    [
      Enum.to_list(1..10//3),
      5 in 1..10,
      Range.size(1..4),
      MapSet.new([1, 2, 2]) |> MapSet.put(3) |> MapSet.size(),
      MapSet.new([1, 2]) |> MapSet.union(MapSet.new([2, 3])) |> Enum.sort(),
      Tuple.to_list({1, 2}),
      List.flatten([1, [2, [3]]]),
      List.keyfind([a: 1], :a, 0)
    ]
  end

  defp streams do
    [
      1..1000 |> Stream.map(&(&1 * 2)) |> Stream.filter(&(rem(&1, 3) == 0)) |> Enum.take(3),
      Stream.iterate(1, &(&1 * 2)) |> Enum.take(5),
      Stream.cycle([1, 2]) |> Stream.zip([:a, :b, :c]) |> Enum.to_list(),
      Stream.unfold(3, fn
        0 -> nil
        n -> {n, n - 1}
      end)
      |> Enum.to_list()
    ]
  end

  defp protocols do
    [Area.area(%Point{x: 3, y: 4}), Area.area([1, 2]), Area.area(:nothing)]
  end

  defp errors do
    [
      message(fn -> raise "text" end),
      message(fn -> raise ArgumentError, "wrong" end),
      message(fn -> Map.fetch!(Process.get(:nothing, %{a: 1}), :b) end),
      message(fn -> String.to_integer(Process.get(:nothing, "x")) end),
      message(fn -> hd(Process.get(:nothing, [])) end),
      message(fn -> Enum.fetch!([1], 5) end),
      message(fn -> %Point{} = Process.get(:nothing) end)
    ]
  end

  defp message(fun) do
    fun.()
  rescue
    error -> {error.__struct__, Exception.message(error)}
  end
end
