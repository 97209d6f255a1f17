# What other programs leave of the functions of Enum, Stream, Map, MapSet, Keyword, List, Tuple, Range, Access, String, Integer, Float,
# Regex, Base, Version, URI, IO, StringIO and Inspect.Algebra, with each number of arguments. Compared with elixir.
# options: --keep erl_erts_errors:format_error/2,erl_erts_errors:format_bs_fail/2,erl_stdlib_errors:format_error/2
defmodule Arities do
  import Shown
  require Integer

  defmodule Pair do
    defstruct a: 1, b: 2
  end

  def start do
    show(:enums, enums())
    show(:streams, streams())
    show(:maps, maps())
    show(:keywords, keywords())
    show(:lists, lists())
    show(:access, access())
    show(:strings, strings())
    show(:numbers, numbers())
    show(:patterns, patterns())
    show(:bases, bases())
    show(:versions, versions())
    show(:uris, uris())
    show(:io, io())
    show(:documents, documents())
  end

  defp enums do
    words = ["pear", "fig", "banana", "kiwi"]
    shorter = fn a, b -> String.length(a) <= String.length(b) end

    [
      fn -> Enum.chunk_every(1..7, 3, 2) end,
      fn -> Enum.find_value(words, :none, &(&1 == "x")) end,
      fn -> Enum.map_join(1..3, &(&1 * 2)) end,
      fn -> Enum.max([], fn -> :empty end) end,
      fn -> Enum.max(words, shorter, fn -> :empty end) end,
      fn -> Enum.min(words, shorter, fn -> :empty end) end,
      fn -> Enum.max_by([], &byte_size/1, fn -> :empty end) end,
      fn -> Enum.max_by(words, &byte_size/1, &<=/2) end,
      fn -> Enum.max_by(words, &byte_size/1, &<=/2, fn -> :empty end) end,
      fn -> Enum.min_by(words, &byte_size/1, &>=/2) end,
      fn -> Enum.min_by([], &byte_size/1, &>=/2, fn -> :empty end) end,
      fn -> Enum.min_max([], fn -> :empty end) end,
      fn -> Enum.min_max_by(words, &byte_size/1, &>/2) end,
      fn -> Enum.min_max_by([], &byte_size/1, &</2, fn -> :empty end) end
    ] ++
      since "1.18.0" do
        [fn -> Enum.sum_by(words, &byte_size/1) end, fn -> Enum.product_by([1.5, 2], &(&1 * 2)) end, fn -> Enum.sum_by([], & &1) end]
      end ++
      since "1.20.0" do
        [fn -> Enum.min_max([3, 1, 2], &>/2) end, fn -> Enum.min_max([3, 1, 2], &>/2, fn -> :empty end) end]
      end
  end

  defp streams do
    [
      fn -> 1..7 |> Stream.chunk_every(3) |> Enum.to_list() end,
      fn -> 1..7 |> Stream.chunk_every(3, 2) |> Enum.to_list() end,
      fn -> :a |> Stream.duplicate(3) |> Enum.to_list() end,
      fn -> 1..3 |> Stream.into([], &(&1 * 2)) |> Enum.to_list() end,
      fn -> 1..5 |> Stream.transform(fn -> 0 end, fn x, sum -> {[x + sum], sum + x} end, fn _ -> :ok end) |> Enum.to_list() end,
      fn -> 1..5 |> Stream.transform(fn -> 0 end, fn x, sum -> {[x], sum + x} end, fn sum -> {[sum], sum} end, fn _ -> :ok end) |> Enum.to_list() end,
      fn -> [:a, :b] |> Stream.with_index() |> Enum.to_list() end,
      fn -> Enum.to_list(Stream.zip_with([1..3, 4..6], &Enum.sum/1)) end
    ] ++
      since "1.18.0" do
        [fn -> Enum.take(Stream.from_index(), 3) end, fn -> Enum.take(Stream.from_index(7), 3) end, fn -> Enum.take(Stream.from_index(&(&1 * 2)), 3) end]
      end
  end

  defp maps do
    [fn -> Map.new() end, fn -> MapSet.new() end, fn -> Tuple.append({1}, 2) end, fn -> Range.shift(1..5//2, 3) end] ++
      since "1.18.0" do
        [
          fn -> Map.intersect(%{a: 1, b: 2}, %{b: 3}) end,
          fn -> Map.intersect(%{a: 1, b: 2}, %{b: 3}, fn k, x, y -> {k, x, y} end) end,
          fn -> Map.split_with(%{a: 1, b: 2}, fn {_, v} -> v > 1 end) end,
          fn -> MapSet.split_with(MapSet.new(1..4), &(&1 > 2)) end,
          fn -> Range.split(1..10, 3) end,
          fn -> Range.to_list(1..7//2) end
        ]
      end
  end

  defp keywords do
    list = [a: 1, b: 2, a: 3]

    [
      fn -> Keyword.from_keys([:a, :b], 0) end,
      fn -> Keyword.get(list, :c, :none) end,
      fn -> Keyword.get_and_update!(list, :a, &{&1, &1 * 10}) end,
      fn -> Keyword.get_and_update!(list, :c, &{&1, &1}) end,
      fn -> Keyword.new() end,
      fn -> Keyword.new([:a, :b], &{&1, 1}) end,
      fn -> Keyword.pop(list, :c, :none) end,
      fn -> Keyword.pop_first(list, :c, :none) end,
      fn -> Keyword.pop_lazy(list, :c, fn -> :made end) end,
      fn -> Keyword.put_new_lazy(list, :c, fn -> 9 end) end,
      fn -> Keyword.replace!(list, :a, 9) end,
      fn -> Keyword.replace!(list, :c, 9) end,
      fn -> Keyword.replace_lazy(list, :a, &(&1 + 1)) end
    ] ++
      since "1.18.0" do
        [
          fn -> Keyword.intersect(list, b: 5) end,
          fn -> Keyword.intersect(list, [b: 5], fn _, x, y -> x + y end) end,
          fn -> Keyword.split_with(list, fn {_, v} -> v > 1 end) end
        ]
      end
  end

  defp lists do
    [
      fn -> List.ascii_printable?([?a, 300], 1) end,
      fn -> List.last([], :none) end,
      fn -> List.myers_difference([[1, 2], [3]], [[1], [3]], fn a, b -> List.myers_difference(a, b) end) end,
      fn -> List.pop_at([1, 2, 3], 9, :none) end,
      fn -> List.to_existing_atom(~c"ok") end,
      fn -> List.to_integer(~c"ff", 16) end
    ] ++
      since "1.18.0" do
        [fn -> List.ends_with?([1, 2, 3], [2, 3]) end, fn -> List.ends_with?([1], [1, 1]) end]
      end ++
      since "1.20.0" do
        [fn -> List.first!([1, 2]) end, fn -> List.first!([]) end, fn -> List.last!([1, 2]) end, fn -> List.last!([]) end]
      end
  end

  defp access do
    data = %{list: [%{n: 1}, %{n: 2}, %{n: 3}], pair: %Pair{}}

    [
      fn -> get_in(data, [:list, Access.at!(1), :n]) end,
      fn -> get_in(data, [:list, Access.at!(7), :n]) end,
      fn -> put_in(data, [:list, Access.at!(0), :n], 9) end,
      fn -> Access.fetch!(data, :list) end,
      fn -> Access.fetch!([a: 1], :b) end,
      fn -> get_in(data, [Access.key(:none), :x]) end,
      fn -> put_in(data, [Access.key(:pair), Access.key(:a)], 5) end,
      fn -> get_in(data, [:list, Access.slice(0..1), :n]) end,
      fn -> update_in(data, [:list, Access.slice(1..2), :n], &(&1 * 10)) end
    ] ++
      since "1.18.0" do
        [fn -> get_in(data, [:list, Access.find(&(&1.n > 1)), :n]) end, fn -> update_in(data, [:list, Access.find(&(&1.n > 1)), :n], &(&1 * 10)) end]
      end ++
      since "1.20.0" do
        [fn -> Enum.sort(get_in(%{a: 1, b: 2}, [Access.values()])) end, fn -> update_in(%{a: 1, b: 2}, [Access.values()], &(&1 * 10)) end]
      end
  end

  defp strings do
    [
      fn -> String.capitalize("hELLO", :ascii) end,
      fn -> String.capitalize("ÉCOLE", :greek) end,
      fn -> String.pad_trailing("ab", 4) end,
      fn -> String.printable?("abc" <> <<0>>, 2) end,
      fn -> "a,b;c" |> String.splitter([",", ";"], trim: true) |> Enum.to_list() end,
      fn -> String.trim_leading("xxaxx", "x") end
    ] ++
      since "1.18.0" do
        [
          fn -> String.byte_slice("héllo", 1, 2) end,
          fn -> String.byte_slice("héllo", -3, 3) end,
          fn -> String.next_grapheme_size("e\u0301x") end,
          fn -> String.replace_invalid("a" <> <<255, 0xE2, 0x82>> <> "b") end,
          fn -> String.replace_invalid("a" <> <<255>> <> "b", "?") end,
          fn -> String.valid?("abc", :fast_ascii) end,
          fn -> String.valid?(<<255>>, :default) end
        ]
      end ++
      since "1.20.0" do
        [fn -> String.count("banana", "an") end, fn -> String.count("banana", ["a", "n"]) end, fn -> String.count("banana", ~r/a./) end]
      end
  end

  defp numbers do
    [
      fn -> Float.ceil(2.3) end,
      fn -> Float.floor(-2.3) end,
      fn -> Integer.undigits([1, 0, 1], 2) end,
      fn -> Integer.undigits([9], 2) end,
      fn -> Integer.to_charlist(255) end,
      fn -> Integer.to_string(-12) end,
      fn -> {Integer.is_even(4), Integer.is_odd(-3)} end
    ] ++
      since "1.20.0" do
        [fn -> Integer.ceil_div(7, 2) end, fn -> Integer.ceil_div(-7, 2) end, fn -> Integer.ceil_div(1, 0) end, fn -> Integer.popcount(255) end]
      end
  end

  defp patterns do
    [
      fn -> Regex.compile("a(b)", "i") end,
      fn -> elem(Regex.compile("a(", []), 0) end,
      fn -> Regex.named_captures(~r/(?<a>.)(?<b>.)/, "xy", return: :list) end,
      fn -> Regex.scan(~r/a(.)/, "abac", capture: :all_but_first) end,
      fn -> Regex.opts(~r/a/iu) end,
      fn -> Regex.run(Regex.recompile!(~r/b+/), "abbc") end,
      fn -> elem(Regex.recompile(~r/b+/), 0) end,
      fn -> is_tuple(Regex.re_pattern(~r/a/)) end
    ] ++
      since "1.20.0" do
        [
          fn -> Regex.to_embed(~r/a+/i) end,
          fn -> Regex.to_embed(~r/a+/, strict: false) end,
          fn -> "b(.)" |> Regex.compile!("i") |> Regex.run("aBc") end,
          fn -> ~r/b(.)/iE |> Regex.import() |> Regex.run("aBc") end
        ]
      end
  end

  defp bases do
    text = "any carnal pleas\xFF"
    both = fn encoded, decode, bang -> {encoded, decode.(encoded), bang.(encoded)} end

    [
      fn -> both.(Base.encode16(text, case: :lower), &Base.decode16(&1, case: :mixed), &Base.decode16!(&1, case: :lower)) end,
      fn -> both.(Base.encode32(text, padding: false), &Base.decode32(&1, padding: false), &Base.decode32!(&1, padding: false)) end,
      fn -> both.(Base.encode32(text), &Base.decode32(&1), &Base.decode32!(&1)) end,
      fn -> both.(Base.encode64(text, padding: false), &Base.decode64(&1, padding: false), &Base.decode64!(&1, ignore: :whitespace, padding: false)) end,
      fn -> both.(Base.encode64(text), &Base.decode64(&1), &Base.decode64!(&1)) end,
      fn -> both.(Base.hex_encode32(text, case: :lower), &Base.hex_decode32(&1, case: :mixed), &Base.hex_decode32!(&1, case: :lower)) end,
      fn -> both.(Base.hex_encode32(text), &Base.hex_decode32(&1), &Base.hex_decode32!(&1)) end,
      fn -> both.(Base.url_encode64(text, padding: false), &Base.url_decode64(&1, padding: false), &Base.url_decode64!(&1, padding: false)) end,
      fn -> both.(Base.url_encode64(text), &Base.url_decode64(&1), &Base.url_decode64!(&1)) end,
      fn -> Base.decode64!("a") end,
      fn -> Base.decode32("!") end
    ] ++
      since "1.20.0" do
        [
          fn -> {Base.valid16?("0F"), Base.valid16?("0f"), Base.valid16?("0f", case: :lower)} end,
          fn -> {Base.valid32?("ME======"), Base.valid32?("ME", padding: false), Base.hex_valid32?("C4======"), Base.hex_valid32?("c4", case: :lower, padding: false)} end,
          fn -> {Base.valid64?("YQ=="), Base.valid64?("YQ", padding: false), Base.url_valid64?("_-=="), Base.url_valid64?("_-", padding: false)} end
        ]
      end
  end

  defp versions do
    requirement = Version.parse_requirement!("~> 1.2")

    [
      fn -> Version.parse("1.2.3-rc.1+build") end,
      fn -> Version.parse!("1.2") end,
      fn -> Version.parse_requirement("nonsense") end,
      fn -> Version.match?("1.3.0-dev", requirement, allow_pre: false) end,
      fn -> Version.match?("1.3.0", Version.compile_requirement(requirement)) end,
      fn -> Version.to_string(%Version{major: 1, minor: 2, patch: 3, pre: ["a", 1]}) end
    ]
  end

  defp uris do
    uri = URI.new!("http://user@host:81/a/b?x=1#f")

    [
      fn -> URI.new("http://[::1]:80/") end,
      fn -> URI.new("a b") end,
      fn -> URI.to_string(uri) end,
      fn -> uri |> URI.append_query("y=2") |> to_string() end,
      fn -> {URI.char_reserved?(?/), URI.char_unescaped?(?/), URI.char_unreserved?(?~)} end,
      fn -> URI.decode_query("a=1&b=%20+x", %{"c" => "3"}) end,
      fn -> URI.decode_query("a=1%2B2", %{}, :rfc3986) end,
      fn -> {URI.encode_www_form("a b&ü"), URI.decode_www_form("a+b%26%C3%BC")} end,
      fn -> {URI.default_port("https"), URI.default_port("none")} end,
      fn -> {URI.default_port("mine", 7), URI.default_port("mine")} end,
      fn -> URI.encode("a b/ü", &URI.char_unreserved?/1) end,
      fn -> URI.encode_query([a: "b c", d: 1], :rfc3986) end,
      fn -> uri |> URI.merge("../c?d") |> URI.to_string() end,
      fn -> "a=1&b" |> URI.query_decoder() |> Enum.to_list() end,
      fn -> "a=1+2" |> URI.query_decoder(:rfc3986) |> Enum.to_list() end,
      fn -> %URI{host: "h", path: "/p"} |> URI.to_string() end
    ] ++
      since "1.18.0" do
        [fn -> uri |> URI.append_path("/c") |> URI.to_string() end]
      end
  end

  # Devices are strings: what is written to one, and read from it.
  defp io do
    [
      fn ->
        {:ok, device} = StringIO.open("line one\nline two\nrest of it")

        {IO.gets(device, "> "), IO.getn(device, "n> "), IO.getn(device, "n> ", 3), IO.read(device, :line), IO.binread(device, 4), IO.read(device, 100), IO.gets(device, ""),
         StringIO.contents(device), StringIO.flush(device), StringIO.close(device)}
      end,
      fn ->
        {:ok, device} = StringIO.open("", capture_prompt: true)
        IO.puts(device, "puts")
        IO.write(device, [?w, "ritten"])
        IO.binwrite(device, <<1, 2>>)
        IO.inspect(device, {:a, "b"}, label: "label", width: 4)
        {IO.gets(device, "prompt> "), StringIO.contents(device)}
      end,
      fn -> StringIO.open("input", fn device -> device |> IO.stream(:line) |> Enum.to_list() end) end,
      fn -> StringIO.open("ab\ncd", [encoding: :latin1], fn device -> device |> IO.binstream(2) |> Enum.to_list() end) end,
      fn -> StringIO.open("", fn device -> Enum.into(["x", "y"], IO.stream(device, 1)) && StringIO.contents(device) end) end,
      fn -> {IO.inspect(%{a: [1]}), Process.sleep(30)} end,
      # To standard error.
      fn -> {IO.warn("a warning"), IO.warn("another", [])} end,
      fn -> {IO.iodata_length([1, "ab"]), IO.iodata_to_binary([1, "ab"])} end,
      fn -> leader("l1\nl2\nabcdef\nrest\nmore", fn -> {IO.gets("p"), IO.read(:line), IO.getn("n"), IO.getn("n", 2), IO.binread(:line), IO.binwrite("bw"), IO.stream() |> Enum.to_list(), IO.binstream() |> Enum.to_list(), IO.stream(:line) |> Enum.to_list(), IO.binstream(4) |> Enum.to_list()} end) end
    ] ++
      since "1.20.0" do
        [fn -> {IO.iodata_empty?([[], ""]), IO.iodata_empty?([[], "a"])} end]
      end
  end

  # Runs a function with a string for its console.
  defp leader(text, fun) do
    {:ok, device} = StringIO.open(text)
    own = Process.group_leader()
    true = Process.group_leader(self(), device)
    result = fun.()
    true = Process.group_leader(self(), own)
    {result, StringIO.contents(device)}
  end

  defp documents do
    import Inspect.Algebra
    opts = %Inspect.Opts{limit: 3}
    lines = fn doc, width -> doc |> format(width) |> IO.iodata_to_binary() end

    [
      fn -> lines.(group(glue("hello", "world")), 5) end,
      fn -> lines.(group(glue("hello", ", ", "world"), :self), 80) end,
      fn -> lines.(concat(["a", break(), "b", break("--"), line(), "c"]), 2) end,
      fn -> lines.(concat("a", nest(concat(line(), "b"), 2)), 10) end,
      fn -> lines.(nest(glue("a", "b"), :cursor, :break), 1) end,
      fn -> lines.(flex_glue("aaa", flex_glue("bbb", "-", "ccc")), 6) end,
      fn -> lines.(concat(["a", flex_break(), "b", flex_break("+"), "c"]), 3) end,
      fn -> lines.(space("a", line("b", "c")), 3) end,
      fn -> lines.(concat(["a", collapse_lines(2), line(), line(), line(), line(), "x"]), 3) end,
      fn -> lines.(next_break_fits(concat("a", break()), :enabled), 3) end,
      fn -> lines.(next_break_fits(concat("a", break()), :disabled), 3) end,
      fn -> lines.(force_unfit(glue("a", "b")), 80) end,
      fn -> lines.(no_limit(group(glue("aaaa", "bbbb"))), 3) end,
      fn -> lines.(string("üü"), 3) end,
      fn -> lines.(next_break_fits(glue("a", "b")), 3) end,
      fn -> lines.(Inspect.inspect({:a, 1.5}, %Inspect.Opts{}), 80) end,
      fn -> {is_doc("x"), is_doc(1), is_doc(break())} end,
      fn -> lines.(empty(), 3) end,
      fn -> lines.(container_doc("[", [1, 2, 3, 4], "]", opts, fn i, _ -> to_string(i) end), 80) end,
      fn -> lines.(container_doc("<", Enum.to_list(1..3), ">", %Inspect.Opts{}, fn i, o -> to_doc(i, o) end, separator: ";", break: :flex), 4) end,
      fn -> lines.(to_doc(%{a: [1, 2]}, %Inspect.Opts{}), 4) end,
      fn -> lines.(fold_doc(["a", "b", "c"], &concat([&1, "!", &2])), 80) end,
      fn -> lines.(color(to_doc(:a, opts), :atom, %Inspect.Opts{syntax_colors: [atom: :red]}), 80) end,
      fn -> {is_list(empty()) or empty() == :doc_nil, lines.("x", :infinity)} end
    ] ++
      since "1.18.0" do
        [
          fn -> lines.(fold(["a", "b", "c"], &concat([&1, "!", &2])), 80) end,
          fn -> lines.(color("x", IO.ANSI.red()), 80) end,
          fn -> lines.(color_doc(to_doc(:a, opts), :atom, %Inspect.Opts{syntax_colors: [atom: :red]}), 80) end
        ]
      end ++
      since "1.20.0" do
        [
          fn -> {doc, opts} = to_doc_with_opts([1, 2], %Inspect.Opts{limit: 5}); {lines.(doc, 80), opts.limit} end,
          fn -> {doc, opts} = container_doc_with_opts("[", [1, 2], "]", %Inspect.Opts{limit: 5}, fn i, o -> {to_string(i), o} end); {lines.(doc, 80), opts.limit} end,
          fn -> {doc, _} = container_doc_with_opts("[", [1, 2], "]", %Inspect.Opts{}, fn i, o -> {to_string(i), o} end, separator: ";"); lines.(doc, 80) end
        ]
      end
  end
end
