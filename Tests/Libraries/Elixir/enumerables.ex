# Every function of Enum, and of Stream what a program uses of it; over lists, ranges, maps, functions. Compared with elixir.
# options: --keep erl_erts_errors:format_error/2
defmodule Enumerables do
  import Shown

  def start do
    show("Enum", enums())
    show("more", more())
    show("Stream", streams())
    :ok
  end

  # Prints the results one by one: a map as its list in order, an exception as its text.
  defp enums do
    l = [3, 1, 4, 1, 5, 9, 2, 6]
    even = &(rem(&1, 2) == 0)

    [
      fn -> Enum.all?(l) end,
      fn -> Enum.all?(l, &(&1 > 0)) end,
      fn -> Enum.any?([nil, false]) end,
      fn -> Enum.any?(1..3, even) end,
      fn -> Enum.at(l, 2) end,
      fn -> Enum.at(1..9, -2) end,
      fn -> Enum.at(l, 20, :none) end,
      fn -> Enum.chunk_by(l, even) end,
      fn -> Enum.chunk_every(l, 3) end,
      fn -> Enum.chunk_every(l, 3, 2, [:x]) end,
      fn -> Enum.chunk_every(1..7, 3, 3, :discard) end,
      fn -> Enum.chunk_while(l, [], &{:cont, [&1 | &2], &2}, &{:cont, &1, []}) end,
      fn -> Enum.concat([[1], 2..3]) end,
      fn -> Enum.concat(1..2, [3]) end,
      fn -> Enum.count(l) end,
      fn -> Enum.count(1..10, even) end,
      fn -> Enum.count_until(l, 3) end,
      fn -> Enum.count_until(l, even, 2) end,
      fn -> Enum.dedup([1, 1, 2, 2, 1]) end,
      fn -> Enum.dedup_by(l, even) end,
      fn -> Enum.drop(l, 3) end,
      fn -> Enum.drop(1..5, -2) end,
      fn -> Enum.drop_every(l, 2) end,
      fn -> Enum.drop_while(l, &(&1 != 5)) end,
      fn -> Enum.each(l, & &1) end,
      fn -> Enum.empty?([]) end,
      fn -> Enum.empty?(%{a: 1}) end,
      fn -> Enum.fetch(l, 1) end,
      fn -> Enum.fetch(l, 100) end,
      fn -> Enum.fetch!(l, 100) end,
      fn -> Enum.filter(%{a: 1, b: 2}, fn {_, v} -> v > 1 end) end,
      fn -> Enum.find(l, &(&1 > 4)) end,
      fn -> Enum.find(l, :none, &(&1 > 40)) end,
      fn -> Enum.find_index(1..9, &(&1 > 4)) end,
      fn -> Enum.find_value(l, &(&1 > 4 && {:found, &1})) end,
      fn -> Enum.flat_map(l, &[&1, -&1]) end,
      fn -> Enum.flat_map_reduce(l, 0, fn x, a -> if a > 8, do: {:halt, a}, else: {[x, x], a + x} end) end,
      fn -> Enum.frequencies(l) end,
      fn -> Enum.frequencies_by(l, even) end,
      fn -> Enum.group_by(l, even) end,
      fn -> Enum.group_by(l, even, &{&1}) end,
      fn -> Enum.intersperse(1..3, :x) end,
      fn -> Enum.into([b: 1], %{a: 2}) end,
      fn -> Enum.into(1..3, [], &(&1 * 2)) end,
      fn -> Enum.into(["a", "b"], "") end,
      fn -> Enum.join(l) end,
      fn -> Enum.join([1, :b, "c", 2.5], ", ") end,
      fn -> Enum.map(%{a: 1}, fn {k, v} -> {v, k} end) end,
      fn -> Enum.map_every(l, 3, &(&1 * 100)) end,
      fn -> Enum.map_intersperse(l, :x, &(&1 + 1)) end,
      fn -> Enum.map_join(l, "-", &"<#{&1}>") end,
      fn -> Enum.map_reduce(l, 0, &{&1 + &2, &1}) end,
      fn -> Enum.max(l) end,
      fn -> Enum.max([]) end,
      fn -> Enum.max([], fn -> 0 end) end,
      fn -> Enum.max(["b", "a"], &>=/2) end,
      fn -> Enum.max_by(l, &rem(&1, 5)) end,
      fn -> Enum.member?(1..10//3, 4) end,
      fn -> Enum.member?(%{a: 1}, {:a, 1}) end,
      fn -> Enum.min(l) end,
      fn -> Enum.min([~D[2020-01-02], ~D[2019-12-31]], Date) end,
      fn -> Enum.min_by(l, &rem(&1, 5)) end,
      fn -> Enum.min_max(l) end,
      fn -> Enum.min_max_by(l, &rem(&1, 5)) end,
      fn -> Enum.product(l) end,
      fn -> Enum.reduce(l, &-/2) end,
      fn -> Enum.reduce([], &+/2) end,
      fn -> Enum.reduce(1..4, 1, &*/2) end,
      fn -> Enum.reduce_while(l, 0, &if(&2 > 8, do: {:halt, &2}, else: {:cont, &1 + &2})) end,
      fn -> Enum.reject(l, even) end,
      fn -> Enum.reverse(1..4) end,
      fn -> Enum.reverse(l, [:end]) end,
      fn -> Enum.reverse_slice(l, 2, 3) end,
      fn -> Enum.scan(l, &+/2) end,
      fn -> Enum.scan(l, 10, &+/2) end
    ]
  end

  defp more do
    l = [3, 1, 4, 1, 5, 9, 2, 6]
    even = &(rem(&1, 2) == 0)

    [
      fn -> Enum.slice(l, 2..4) end,
      fn -> Enum.slice(l, -3..-1//1) end,
      fn -> Enum.slice(1..20//3, 2, 3) end,
      fn -> Enum.slide(l, 0..1, 4) end,
      fn -> Enum.sort(l) end,
      fn -> Enum.sort(l, :desc) end,
      fn -> Enum.sort(l, &(rem(&1, 3) <= rem(&2, 3))) end,
      fn -> Enum.sort([~D[2020-01-02], ~D[2019-12-31]], {:desc, Date}) end,
      fn -> Enum.sort_by(["ccc", "a", "bb"], &byte_size/1) end,
      fn -> Enum.sort_by(l, &rem(&1, 3), :desc) end,
      fn -> Enum.split(l, 3) end,
      fn -> Enum.split(l, -2) end,
      fn -> Enum.split_while(l, &(&1 != 5)) end,
      fn -> Enum.split_with(l, even) end,
      fn -> Enum.sum(1..100) end,
      fn -> Enum.sum([1, 2.5]) end,
      fn -> Enum.take(l, 2) end,
      fn -> Enum.take(1..9, -2) end,
      fn -> Enum.take_every(l, 3) end,
      fn -> Enum.take_while(l, &(&1 != 5)) end,
      fn -> Enum.to_list(%{a: 1}) end,
      fn -> Enum.uniq(l) end,
      fn -> Enum.uniq_by(l, even) end,
      fn -> Enum.unzip([{1, :a}, {2, :b}]) end,
      fn -> Enum.with_index(l) end,
      fn -> Enum.with_index(l, 5) end,
      fn -> Enum.with_index(l, &{&2, &1}) end,
      fn -> Enum.zip(l, 1..3) end,
      fn -> Enum.zip([l, 1..3, [:a, :b, :c]]) end,
      fn -> Enum.zip_with(l, 1..3, &+/2) end,
      fn -> Enum.zip_with([l, 1..3], &Enum.sum/1) end,
      fn -> Enum.zip_reduce(l, 1..3, 0, &(&1 * &2 + &3)) end,
      fn -> Enum.zip_reduce([l, 1..3], [], &[&1 | &2]) end,
      fn -> Enum.map(:not_enumerable, & &1) end,
      fn -> Enum.map(nil, & &1) end,
      fn -> Enum.count({1, 2}) end,
      fn -> Enum.into([1], :x) end,
      fn -> for x <- l, even.(x), into: MapSet.new(), do: x end,
      fn -> for <<c <- "abc">>, do: c + 1 end,
      fn -> for x <- 1..3, y <- x..3, x != y, reduce: 0, do: (a -> a + x * y) end,
      fn -> for x <- [1, 1, 2], uniq: true, do: x end,
      fn -> :rand.seed(:exsss, {1, 2, 3}) && Enum.shuffle(1..10) end,
      fn -> :rand.seed(:exsss, {1, 2, 3}) && Enum.random([1, 2, 3, 4]) end,
      fn -> :rand.seed(:exsss, {1, 2, 3}) && Enum.take_random(1..100, 3) end
    ]
  end

  defp streams do
    l = [3, 1, 4, 1, 5, 9, 2, 6]
    even = &(rem(&1, 2) == 0)
    all = &Enum.to_list/1

    [
      fn -> l |> Stream.chunk_by(even) |> all.() end,
      fn -> l |> Stream.chunk_every(3, 2, []) |> all.() end,
      fn -> l |> Stream.chunk_while(0, &{:cont, &1 + &2, &1}, &{:cont, &1, 0}) |> all.() end,
      fn -> Stream.concat([1..2, [3]]) |> all.() end,
      fn -> Stream.concat(1..2, [3]) |> all.() end,
      fn -> Stream.cycle([1, 2, 3]) |> Enum.take(5) end,
      fn -> l |> Stream.dedup() |> all.() end,
      fn -> l |> Stream.dedup_by(even) |> all.() end,
      fn -> l |> Stream.drop(3) |> all.() end,
      fn -> l |> Stream.drop(-3) |> all.() end,
      fn -> l |> Stream.drop_every(2) |> all.() end,
      fn -> l |> Stream.drop_while(&(&1 != 5)) |> all.() end,
      fn -> l |> Stream.each(& &1) |> Stream.run() end,
      fn -> l |> Stream.filter(even) |> Stream.map(&(&1 * 2)) |> all.() end,
      fn -> l |> Stream.flat_map(&[&1, &1]) |> all.() end,
      fn -> 1..3 |> Stream.intersperse(0) |> all.() end,
      fn -> Stream.interval(1) |> Enum.take(3) end,
      fn -> 1..3 |> Stream.into([]) |> all.() end,
      fn -> Stream.iterate(1, &(&1 * 3)) |> Enum.take(4) end,
      fn -> l |> Stream.map_every(2, &(-&1)) |> all.() end,
      fn -> l |> Stream.reject(even) |> all.() end,
      fn -> Stream.repeatedly(fn -> :x end) |> Enum.take(2) end,
      fn -> Stream.resource(fn -> 3 end, fn 0 -> {:halt, 0}; n -> {[n], n - 1} end, fn _ -> :ok end) |> all.() end,
      fn -> l |> Stream.scan(&+/2) |> all.() end,
      fn -> l |> Stream.scan(5, &+/2) |> all.() end,
      fn -> l |> Stream.take(2) |> all.() end,
      fn -> l |> Stream.take(-2) |> all.() end,
      fn -> l |> Stream.take_every(3) |> all.() end,
      fn -> l |> Stream.take_while(&(&1 != 5)) |> all.() end,
      fn -> Stream.timer(1) |> all.() end,
      fn -> l |> Stream.transform(0, fn x, a -> if a > 3, do: {:halt, a}, else: {[x, a], a + 1} end) |> all.() end,
      fn -> Stream.unfold(5, fn 0 -> nil; n -> {n, n - 1} end) |> all.() end,
      fn -> l |> Stream.uniq() |> all.() end,
      fn -> l |> Stream.uniq_by(even) |> all.() end,
      fn -> l |> Stream.with_index(1) |> all.() end,
      fn -> Stream.zip(l, Stream.cycle([:a, :b])) |> all.() end,
      fn -> Stream.zip([l, 1..3]) |> all.() end,
      fn -> Stream.zip_with(l, 1..3, &+/2) |> all.() end,
      fn -> 1..1_000_000_000 |> Stream.map(&(&1 * 3)) |> Stream.filter(even) |> Stream.take(3) |> Enum.sum() end,
      fn -> l |> Stream.map(&raise("at #{&1}")) |> Enum.take(1) end
    ]
  end
end
