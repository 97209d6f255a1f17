# Every function of Map, MapSet, Keyword, List, Tuple, Access, Range, and Kernel's over them; structs, protocols (consolidated or not),
# exceptions and their texts, `with`. Compared with elixir.
# options: --keep erl_erts_errors:format_error/2,erl_erts_errors:format_bs_fail/2,erl_stdlib_errors:format_error/2
defmodule Containers do
  import Shown

  defmodule Point do
    defstruct x: 0, y: 0
  end

  defmodule Required do
    @enforce_keys [:a]
    defstruct [:a, b: 1]
  end

  defmodule OwnError do
    defexception [:code, message: "own error"]
  end

  defmodule Told do
    defexception [:what]
    @impl true
    def message(error), do: "told #{inspect(error.what)}"
    @impl true
    def exception(what), do: %Told{what: what}
  end

  defprotocol Area do
    @fallback_to_any true
    def area(shape)
  end

  defprotocol Strict do
    def call(value, argument)
  end

  defimpl Area, for: Point do
    def area(%{x: x, y: y}), do: x * y
  end

  defimpl Area, for: [Integer, Float] do
    def area(n), do: n * n
  end

  defimpl Area, for: Any do
    def area(_), do: :any
  end

  defimpl Strict, for: [List, Map, BitString, Atom, Tuple, Function] do
    def call(value, argument), do: {@for, is_list(value), argument}
  end

  defimpl Enumerable, for: Point do
    def count(_), do: {:ok, 2}
    def member?(point, value), do: {:ok, value in [point.x, point.y]}
    def slice(_), do: {:error, __MODULE__}
    def reduce(point, acc, fun), do: Enumerable.List.reduce([point.x, point.y], acc, fun)
  end

  defimpl String.Chars, for: Point do
    def to_string(point), do: "(#{point.x}, #{point.y})"
  end

  defimpl Inspect, for: Point do
    def inspect(point, _), do: "#Point<#{point.x}, #{point.y}>"
  end

  defimpl Collectable, for: Point do
    def into(point), do: {point, fn p, {:cont, {k, v}} -> Map.put(p, k, v); p, :done -> p; _, :halt -> :ok end}
  end

  def start do
    show("Map", maps())
    show("Keyword", keywords())
    show("List", lists())
    show("MapSet", sets())
    show("Access", accesses())
    show("struct", structs())
    show("error", errors())
    :ok
  end

  defp maps do
    m = %{a: 1, b: 2, c: 3}
    one = %{a: 1}

    [
      fn -> Map.delete(m, :a) end,
      fn -> Map.drop(m, [:a, :z]) end,
      fn -> Map.equal?(m, %{a: 1}) end,
      fn -> Map.fetch(m, :z) end,
      fn -> Map.fetch!(%{a: 1}, :z) end,
      fn -> Map.filter(m, fn {_, v} -> v > 1 end) end,
      fn -> Map.from_keys([:x, :y], 0) end,
      fn -> Map.get(m, :a) end,
      fn -> Map.get(m, :z, :default) end,
      fn -> Map.get_and_update(m, :a, &{&1, &1 + 1}) end,
      fn -> Map.get_and_update(m, :a, fn _ -> :pop end) end,
      fn -> Map.get_and_update!(%{a: 1}, :z, &{&1, &1}) end,
      fn -> Map.get_lazy(m, :z, fn -> :lazy end) end,
      fn -> Map.has_key?(m, :a) end,
      fn -> Map.keys(m) |> Enum.sort() end,
      fn -> Map.merge(m, %{a: 9, d: 4}) end,
      fn -> Map.merge(m, %{a: 9, d: 4}, fn k, a, b -> {k, a, b} end) end,
      fn -> Map.new([{:a, 1}, {:a, 2}]) end,
      fn -> Map.new(1..3, &{&1, &1 * &1}) end,
      fn -> Map.pop(m, :a) end,
      fn -> Map.pop(m, :z, :none) end,
      fn -> Map.pop!(%{a: 1}, :z) end,
      fn -> Map.pop_lazy(m, :z, fn -> 0 end) end,
      fn -> Map.put(m, :a, 5) end,
      fn -> Map.put_new(m, :a, 5) end,
      fn -> Map.put_new_lazy(m, :d, fn -> 5 end) end,
      fn -> Map.reject(m, fn {_, v} -> v > 1 end) end,
      fn -> Map.replace(m, :z, 1) end,
      fn -> Map.replace!(%{a: 1}, :z, 1) end,
      fn -> Map.replace_lazy(m, :a, &(&1 * 10)) end,
      fn -> Map.split(m, [:a]) end,
      fn -> Map.take(m, [:a, :z]) end,
      fn -> Map.to_list(m) |> Enum.sort() end,
      fn -> Map.update(m, :a, 0, &(&1 + 1)) end,
      fn -> Map.update(m, :z, 0, &(&1 + 1)) end,
      fn -> Map.update!(%{a: 1}, :z, & &1) end,
      fn -> Map.values(m) |> Enum.sort() end,
      fn -> Map.put(:not_a_map, :a, 1) end,
      fn -> %{one | z: 1} end,
      fn -> one.z end,
      fn -> map_size(m) end,
      fn -> Map.from_struct(%Point{}) end,
      fn -> for(i <- 1..100, into: %{}, do: {i, i}) |> Map.keys() |> Enum.sum() end
    ]
  end

  defp keywords do
    k = [a: 1, b: 2, a: 3]

    [
      fn -> Keyword.delete(k, :a) end,
      fn -> Keyword.delete_first(k, :a) end,
      fn -> Keyword.drop(k, [:b]) end,
      fn -> Keyword.equal?(k, a: 3, b: 2, a: 1) end,
      fn -> Keyword.fetch(k, :b) end,
      fn -> Keyword.fetch!(k, :z) end,
      fn -> Keyword.filter(k, fn {_, v} -> v > 1 end) end,
      fn -> Keyword.get(k, :a) end,
      fn -> Keyword.get_and_update(k, :a, &{&1, :new}) end,
      fn -> Keyword.get_lazy(k, :z, fn -> 1 end) end,
      fn -> Keyword.get_values(k, :a) end,
      fn -> Keyword.has_key?(k, :a) end,
      fn -> Keyword.keys(k) end,
      fn -> Keyword.keyword?(k) end,
      fn -> Keyword.keyword?([{1, 2}]) end,
      fn -> Keyword.merge(k, b: 5, c: 6) end,
      fn -> Keyword.merge(k, [b: 5], fn _, x, y -> x + y end) end,
      fn -> Keyword.new(a: 1, a: 2) end,
      fn -> Keyword.pop(k, :a) end,
      fn -> Keyword.pop!(k, :z) end,
      fn -> Keyword.pop_first(k, :a) end,
      fn -> Keyword.pop_values(k, :a) end,
      fn -> Keyword.put(k, :a, 9) end,
      fn -> Keyword.put_new(k, :a, 9) end,
      fn -> Keyword.reject(k, fn {_, v} -> v > 1 end) end,
      fn -> Keyword.replace(k, :a, 9) end,
      fn -> Keyword.split(k, [:a]) end,
      fn -> Keyword.take(k, [:b]) end,
      fn -> Keyword.to_list(k) end,
      fn -> Keyword.update(k, :a, 0, &(&1 + 1)) end,
      fn -> Keyword.update!(k, :z, & &1) end,
      fn -> Keyword.validate(k, [:a]) end,
      fn -> Keyword.validate!([a: 1], a: 0, b: 2) |> Enum.sort() end,
      fn -> Keyword.validate!([z: 1], a: 0) end,
      fn -> Keyword.values(k) end
    ]
  end

  defp lists do
    l = [1, 2, 3]

    [
      fn -> List.delete(l, 2) end,
      fn -> List.delete_at(l, -1) end,
      fn -> List.duplicate(:a, 2) end,
      fn -> List.first([]) end,
      fn -> List.first([], :none) end,
      fn -> List.flatten([1, [2, [3]]], [4]) end,
      fn -> List.foldl(l, 0, &-/2) end,
      fn -> List.foldr(l, 0, &-/2) end,
      fn -> List.improper?([1 | 2]) end,
      fn -> List.insert_at(l, 1, :x) end,
      fn -> List.insert_at(l, -2, :x) end,
      fn -> List.keydelete([a: 1], :a, 0) end,
      fn -> List.keyfind([a: 1], :b, 0, :none) end,
      fn -> List.keyfind!([a: 1], :b, 0) end,
      fn -> List.keymember?([a: 1], 1, 1) end,
      fn -> List.keyreplace([a: 1], :a, 0, {:b, 2}) end,
      fn -> List.keysort([b: 1, a: 2], 0) end,
      fn -> List.keysort([b: 1, a: 2], 1, :desc) end,
      fn -> List.keystore([a: 1], :b, 0, {:b, 2}) end,
      fn -> List.keytake([a: 1], :a, 0) end,
      fn -> List.last(l) end,
      fn -> List.myers_difference([1, 4, 2, 3], [1, 2, 3, 4]) end,
      fn -> List.pop_at(l, 1) end,
      fn -> List.replace_at(l, 1, :x) end,
      fn -> List.starts_with?(l, [1, 2]) end,
      fn -> List.to_tuple(l) end,
      fn -> List.update_at(l, 1, &(&1 * 10)) end,
      fn -> List.wrap(nil) end,
      fn -> List.wrap(1) end,
      fn -> List.zip([[1, 2], [:a, :b]]) end,
      fn -> Tuple.append({1}, 2) end,
      fn -> Tuple.delete_at({1, 2}, 0) end,
      fn -> Tuple.duplicate(:a, 2) end,
      fn -> Tuple.insert_at({1}, 0, 0) end,
      fn -> Tuple.product({2, 3}) end,
      fn -> Tuple.sum({2, 3}) end,
      fn -> Range.disjoint?(1..3, 4..5) end,
      fn -> Range.new(1, 5, 2) |> Enum.to_list() end,
      fn -> Range.size(10..1//-3) end,
      fn -> Enum.to_list(5..1//-2) end,
      fn -> l -- [2] ++ [4] end,
      fn -> hd([]) end,
      fn -> elem({1}, 3) end
    ]
  end

  defp sets do
    s = MapSet.new([1, 2, 3])

    [
      fn -> MapSet.delete(s, 1) end,
      fn -> MapSet.difference(s, MapSet.new([1])) end,
      fn -> MapSet.disjoint?(s, MapSet.new([9])) end,
      fn -> MapSet.equal?(s, MapSet.new([3, 2, 1])) end,
      fn -> MapSet.filter(s, &(&1 > 1)) end,
      fn -> MapSet.intersection(s, MapSet.new([1, 9])) end,
      fn -> MapSet.member?(s, 1) end,
      fn -> MapSet.new([1, 2], &(&1 * 2)) end,
      fn -> MapSet.put(s, 4) end,
      fn -> MapSet.reject(s, &(&1 > 1)) end,
      fn -> MapSet.size(s) end,
      fn -> MapSet.subset?(MapSet.new([1]), s) end,
      fn -> MapSet.symmetric_difference(s, MapSet.new([1, 9])) end,
      fn -> MapSet.union(s, MapSet.new([9])) end,
      fn -> Enum.into([5], s) end,
      fn -> Enum.count(s) end,
      fn -> 2 in s end
    ]
  end

  defp accesses do
    data = %{users: [%{name: "a", age: 1}, %{name: "b", age: 2}], meta: [k: %{v: 1}]}

    [
      fn -> data[:users] end,
      fn -> data[:none][:more] end,
      fn -> get_in(data, [:meta, :k, :v]) end,
      fn -> get_in(data, [:users, Access.all(), :name]) end,
      fn -> get_in(data, [:users, Access.at(1), :age]) end,
      fn -> get_in(data, [:users, Access.filter(&(&1.age > 1)), :name]) end,
      fn -> put_in(data, [:meta, :k, :v], 5) end,
      fn -> put_in(data.meta[:k][:w], 5) end,
      fn -> update_in(data, [:users, Access.all(), :age], &(&1 + 1)) end,
      fn -> pop_in(data, [:users, Access.at(0)]) end,
      fn -> get_and_update_in(data, [:meta, :k, :v], &{&1, &1 + 1}) end,
      fn -> get_in({1, {2}}, [Access.elem(1), Access.elem(0)]) end,
      fn -> get_in(%{a: nil}, [Access.key(:b, :default)]) end,
      fn -> put_in(%{}, [Access.key(:a, %{}), :b], 1) end,
      fn -> get_in(%{a: 1}, [Access.key!(:z)]) end,
      fn -> Access.fetch(%{a: 1}, :a) end,
      fn -> Access.get([a: 1], :b, 2) end,
      fn -> Access.pop(%{a: 1}, :a) end,
      fn -> %Point{}[:x] end,
      fn -> [1][:a] end
    ]
  end

  defp structs do
    with_point = fn value ->
      with {:ok, point} <- value,
           %Point{x: x} when x > 0 <- point do
        {:positive, x}
      else
        :error -> :none
        %Point{} -> :not_positive
      end
    end

    [
      fn -> %Point{x: 1} end,
      fn -> %{%Point{} | y: 5} end,
      fn -> struct(Point, y: 2, z: 3) end,
      fn -> struct!(Point, z: 3) end,
      fn -> struct!(Required, []) end,
      fn -> is_struct(%Point{}) and is_struct(%Point{}, Point) end,
      fn -> %Point{}.__struct__ end,
      fn -> Point.__struct__(x: 4) end,
      fn -> Area.area(%Point{x: 2, y: 3}) end,
      fn -> Area.area(3) end,
      fn -> Area.area(:other) end,
      fn -> for v <- [[], %{}, "b", :a, {}, &is_list/1], do: Strict.call(v, 1) end,
      fn -> Strict.impl_for(1) end,
      fn -> Strict.impl_for([]) end,
      fn -> Area.impl_for!(%Point{}) end,
      fn -> Enum.map(%Point{x: 3, y: 4}, & &1) end,
      fn -> Enum.member?(%Point{x: 3}, 3) end,
      fn -> Enum.sort(%Point{x: 3}) end,
      fn -> "#{%Point{x: 7}}" end,
      fn -> inspect([%Point{x: 7}]) end,
      fn -> Enum.into([x: 5], %Point{}) end,
      fn -> with_point.({:ok, %Point{x: 1}}) end,
      fn -> with_point.({:ok, %Point{x: 0}}) end,
      fn -> with_point.(:error) end,
      fn -> with_point.(:unexpected) end,
      fn -> with({:ok, a} <- {:ok, 1}, b = a + 1, do: {a, b}) end,
      fn -> if(nil, do: 1) end,
      fn -> unless(nil, do: 1) end,
      fn -> cond do; false -> 1; true -> 2 end end,
      fn -> then(5, &(&1 + 1)) |> tap(& &1) end,
      fn -> (&(&1 + &2)).(1, 2) end,
      fn -> apply(Enum, :sum, [[1, 2]]) end,
      fn -> {1, 2} |> Tuple.to_list() |> Enum.map(&(&1 * 2)) end
    ]
  end

  defp errors do
    nothing = fn -> Process.get(:nothing) end

    [
      fn -> raise "text" end,
      fn -> raise OwnError end,
      fn -> raise OwnError, code: 5 end,
      fn -> raise Told, {:a, 1} end,
      fn -> raise ArgumentError end,
      fn -> throw({:thrown, 1}) end,
      fn -> exit(:reason) end,
      fn -> try(do: raise("inner"), rescue: (e in RuntimeError -> {:rescued, e.message})) end,
      fn -> try(do: throw(:x), catch: (:x -> :caught)) end,
      fn -> try(do: :erlang.error(:badarg), rescue: (e -> Exception.message(e))) end,
      fn -> try do; 1; after; 2 end end,
      fn -> try do; 1; else; x -> {:else, x} end end,
      fn -> reraise(ArgumentError, [message: "again"], []) end,
      fn -> Exception.message(%KeyError{key: :a, term: %{b: 1}}) end,
      fn -> Exception.format(:error, %RuntimeError{message: "m"}, []) end,
      fn -> Exception.format_banner(:exit, :shutdown) end,
      fn -> Exception.format_exit({:noproc, {GenServer, :call, [:x, :y, 5000]}}) end,
      fn -> Exception.format_mfa(Enum, :map, 2) end,
      fn -> Exception.normalize(:error, :badarith) end,
      fn -> Exception.normalize(:error, {:badmatch, 1}) |> Exception.message() end,
      fn -> Exception.exception?(%RuntimeError{}) end,
      fn -> {:ok, _} = nothing.() end,
      fn -> case(nothing.(), do: (1 -> 2)) end,
      fn -> cond(do: (nothing.() -> 1)) end,
      fn -> nothing.() + 1 end,
      fn -> nothing.().field end,
      fn -> nothing.().(1) end,
      fn -> not nothing.() end,
      fn -> nothing.() and true end,
      fn -> String.length(nothing.()) end,
      fn -> Enum.map([1], nothing.()) end,
      fn -> (fn 1 -> 2 end).(nothing.()) end,
      fn -> (fn _ -> 2 end) |> apply([1, 2]) end,
      fn -> :lists.nth(5, [1]) end,
      fn -> :erlang.binary_to_integer("x") end,
      fn -> Map.fetch!(%{"key" => 1}, "kex") end,
      fn -> %{} = %Point{} = nothing.() end,
      fn -> Keyword.get([1 | 2], :a) end,
      fn -> struct(NoSuchModule, []) end,
      fn -> String.to_existing_atom("no such atom anywhere") end,
      fn -> <<nothing.()::binary>> end,
      fn -> Process.get(:nothing, 1) |> Kernel.<>("x") end,
      fn -> Integer.parse(nothing.()) end,
      fn -> Date.new!(2024, 13, 1) end,
      fn -> Protocol.assert_impl!(Area, List) end
    ]
  end
end
