# Every function of String, and Integer, Float, Regex, Inspect, IO, Base, Atom, List's texts; compared with elixir.
# options: --keep erl_erts_errors:format_error/2
defmodule Texts do
  import Shown

  defmodule Point do
    defstruct x: 0, y: nil
  end

  defmodule Secret do
    @derive {Inspect, only: [:name]}
    defstruct [:name, :password]
  end

  def start do
    show("String", strings())
    show("texts", texts())
    show("Regex", regexes())
    show("numbers", numbers())
    show("Inspect", inspected())
    :ok
  end

  defp strings do
    s = "Grüße, Привет! €5 e\u0301"

    [
      fn -> String.at(s, 2) end,
      fn -> String.at(s, 99) end,
      fn -> String.bag_distance("abc", "bcd") end,
      fn -> String.capitalize("élan VITAL") end,
      fn -> String.chunk("abc\0\u{e9}", :printable) end,
      fn -> String.codepoints(s) end,
      fn -> String.contains?(s, ["x", "€"]) end,
      fn -> String.downcase(s) end,
      fn -> String.downcase("ABC", :ascii) end,
      fn -> String.duplicate("ab", 3) end,
      fn -> String.ends_with?(s, "!") end,
      fn -> String.equivalent?("\u00e9", "e\u0301") end,
      fn -> String.normalize("\u00e9t\u00c4", :nfd) |> String.codepoints() end,
      fn -> String.normalize("e\u0301a\u0308", :nfc) |> String.codepoints() end,
      fn -> String.first(s) end,
      fn -> String.first("") end,
      fn -> String.graphemes(s) end,
      fn -> String.jaro_distance("Dwayne", "Duane") end,
      fn -> String.last(s) end,
      fn -> String.length(s) end,
      fn -> String.match?(s, ~r/Gr.+e/u) end,
      fn -> String.myers_difference("fox hop", "foxes hops") end,
      fn -> String.next_codepoint(s) end,
      fn -> String.next_grapheme(s) end,
      fn -> String.next_grapheme("") end,
      fn -> String.pad_leading("ab", 5) end,
      fn -> String.pad_leading("ab", 6, ["x", "yz"]) end,
      fn -> String.pad_trailing("ab", 5, "-") end,
      fn -> String.printable?(s) end,
      fn -> String.printable?("a\0") end,
      fn -> String.replace(s, "ü", "ue") end,
      fn -> String.replace("a,b,c", ",", "-", global: false) end,
      fn -> String.replace("a1b22", ~r/\d+/, fn d -> "<#{d}>" end) end,
      fn -> String.replace("a1b22", ~r/([a-z])(\d+)/, "\\2\\1") end,
      fn -> String.replace("abc", ["a", "c"], &String.upcase/1) end,
      fn -> String.replace_leading("aaab", "a", "x") end,
      fn -> String.replace_prefix("prefixed", "pre", "") end,
      fn -> String.replace_suffix("worked", "ed", "ing") end,
      fn -> String.replace_trailing("baaa", "a", "x") end,
      fn -> String.reverse(s) end,
      fn -> String.slice(s, 2, 4) end,
      fn -> String.slice(s, -4..-2//1) end,
      fn -> String.slice("abc", 5, 2) end,
      fn -> String.split("  a  b c ") end,
      fn -> String.split("a,b;c", [",", ";"]) end,
      fn -> String.split("a,b,,c", ",", trim: true, parts: 2) end,
      fn -> String.split("a1b2c", ~r/\d/) end,
      fn -> String.split("a1b2c", ~r/\d/, include_captures: true) end,
      fn -> String.split("abc", "") end,
      fn -> String.split_at(s, 5) end,
      fn -> String.split_at(s, -2) end,
      fn -> String.splitter("a b c", " ") |> Enum.to_list() end,
      fn -> String.starts_with?(s, ["x", "Gr"]) end,
      fn -> String.to_atom("an_atom") end,
      fn -> String.to_charlist(s) end,
      fn -> String.to_existing_atom("not existing at all") end,
      fn -> String.to_float("2.5e3") end,
      fn -> String.to_float("x") end,
      fn -> String.to_integer("-12") end,
      fn -> String.to_integer("ff", 16) end,
      fn -> String.trim(" \u00a0a\n ") end,
      fn -> String.trim("xxaxx", "x") end,
      fn -> String.trim_leading("  a ") end,
      fn -> String.trim_trailing("  a ") end,
      fn -> String.trim_trailing("abb", "b") end,
      fn -> String.upcase(s) end,
      fn -> String.upcase("abc", :ascii) end,
      fn -> String.valid?(<<255>>) end,
      fn -> String.valid?(s) end,
      fn -> String.upcase(:atom) end
    ]
  end

  defp texts do
    [
      fn -> to_string(1.0) end,
      fn -> to_string(nil) end,
      fn -> to_string(~c"list") end,
      fn -> to_string([1, {2}]) end,
      fn -> "#{%Point{}}" end,
      fn -> "#{{1, 2}}" end,
      fn -> List.to_string([?a, "b", [?c]]) end,
      fn -> List.to_charlist([?a, "b"]) end,
      fn -> List.to_integer(~c"42") end,
      fn -> List.to_float(~c"4.5") end,
      fn -> List.to_atom(~c"atom") end,
      fn -> List.ascii_printable?(~c"abc") end,
      fn -> IO.iodata_to_binary(["a", [?b, <<"c">>]]) end,
      fn -> IO.iodata_length(["a", [?b]]) end,
      fn -> IO.chardata_to_string(["é", [233]]) end,
      fn -> Base.encode16("abc") end,
      fn -> Base.decode16("616263") end,
      fn -> Base.decode16!("6x") end,
      fn -> Base.encode64("hello world") end,
      fn -> Base.decode64("aGVsbG8=") end,
      fn -> Base.url_encode64(<<251, 255>>, padding: false) end,
      fn -> Base.encode32("abc") end,
      fn -> Base.decode32!("MFRGG===") end,
      fn -> Atom.to_string(Texts.Point) end,
      fn -> Atom.to_charlist(:abc) end,
      fn -> inspect(Texts.Point) end,
      fn -> Module.concat(Texts, Point) end,
      fn -> Module.split(Texts.Point) end,
      fn -> Macro.underscore("FooBar.Baz") end,
      fn -> Macro.camelize("foo_bar/baz") end,
      fn -> URI.encode("a b/ü?") end,
      fn -> URI.decode("a%20b") end,
      fn -> URI.encode_query(a: 1, b: "x y") end,
      fn -> URI.decode_query("a=1&b=x+y") end,
      fn -> URI.parse("http://user@example.com:8080/path?q=1#f") |> Map.take([:scheme, :host, :port, :path, :query, :fragment, :userinfo]) end,
      fn -> Version.compare("1.2.3", "1.10.0") end,
      fn -> Version.match?("1.5.0", "~> 1.2") end,
      fn -> OptionParser.parse(["--name", "x", "-v", "rest"], strict: [name: :string, verbose: :boolean], aliases: [v: :verbose]) end,
      fn -> Date.add(~D[2024-02-28], 2) end,
      fn -> Date.diff(~D[2024-03-01], ~D[2023-03-01]) end,
      fn -> Date.day_of_week(~D[2024-02-29]) end,
      fn -> Date.from_iso8601("2024-02-30") end,
      fn -> Date.range(~D[2024-01-30], ~D[2024-02-02]) |> Enum.map(&to_string/1) end,
      fn -> Time.add(~T[23:59:59], 2) |> to_string() end,
      fn -> NaiveDateTime.add(~N[2024-12-31 23:59:59], 1) |> NaiveDateTime.to_iso8601() end,
      fn -> DateTime.from_unix!(1_700_000_000) |> DateTime.to_iso8601() end,
      fn -> DateTime.from_iso8601("2024-01-01T10:00:00+02:00") end,
      fn -> Calendar.strftime(~N[2024-02-29 13:05:09], "%Y-%m-%d %H:%M:%S %A %B %I %p %j") end,
      fn -> DateTime.diff(~U[2024-01-02 00:00:00Z], ~U[2024-01-01 00:00:00Z]) end
    ]
  end

  defp regexes do
    [
      fn -> Regex.run(~r/a(b)?(c)/, "xac") end,
      fn -> Regex.run(~r/a(?<n>b)/, "ab", capture: :all_names) end,
      fn -> Regex.run(~r/a/, "ba", return: :index) end,
      fn -> Regex.run(~r/a/, "x") end,
      fn -> Regex.scan(~r/(\w)(\d)/, "a1 b2 c") end,
      fn -> Regex.scan(~r/\w/u, "aé") end,
      fn -> Regex.match?(~r/^A/i, "abc") end,
      fn -> "abc" =~ ~r/b/ end,
      fn -> "abc" =~ "d" end,
      fn -> Regex.named_captures(~r/(?<y>\d+)-(?<m>\d+)/, "on 2024-02") end,
      fn -> Regex.names(~r/(?<y>\d+)-(?<m>\d+)/) end,
      fn -> Regex.replace(~r/b/, "abcb", "[\\0]") end,
      fn -> Regex.replace(~r/(b)(c)?/, "abcb", fn whole, b, c -> "<#{whole}|#{b}|#{c}>" end) end,
      fn -> Regex.replace(~r/b/, "abcb", "x", global: false) end,
      fn -> Regex.split(~r/,/, "a,b,,c") end,
      fn -> Regex.split(~r/,/, "a,b,,c", trim: true, parts: 2) end,
      fn -> Regex.split(~r/(?<s>,|;)/, "a,b;c", on: [:s], include_captures: true) end,
      fn -> Regex.escape("a.b*c[") end,
      fn -> Regex.source(~r/a.b/) end,
      fn -> Regex.compile("(") |> elem(0) end,
      fn -> Regex.run(Regex.compile!("b+", "i"), "aBb") end,
      fn -> Regex.run(~r/x # comment
        y/x, "xy") end,
      fn -> Regex.run(~r/a.b/s, "a\nb") end,
      fn -> Regex.scan(~r/^\w/m, "ab\ncd") end,
      fn -> Regex.run(~r/a+?/, "aaa") end,
      fn -> Regex.run(~r/\p{Lu}\p{L}+/u, "der Über") end,
      fn -> inspect(~r/a\/b/i) end,
      fn -> Regex.regex?(~r/a/) end
    ]
  end

  defp numbers do
    [
      fn -> Integer.digits(1234) end,
      fn -> Integer.digits(255, 16) end,
      fn -> Integer.undigits([1, 2, 3]) end,
      fn -> Integer.extended_gcd(240, 46) end,
      fn -> Integer.floor_div(-7, 2) end,
      fn -> Integer.mod(-7, 3) end,
      fn -> Integer.gcd(12, 18) end,
      fn -> Integer.parse("42abc") end,
      fn -> Integer.parse("x") end,
      fn -> Integer.parse("-ff", 16) end,
      fn -> Integer.pow(3, 40) end,
      fn -> Integer.pow(2, -1) end,
      fn -> Integer.to_string(-255, 2) end,
      fn -> Integer.to_charlist(255, 16) end,
      fn -> Float.ceil(1.234, 2) end,
      fn -> Float.floor(-1.234, 1) end,
      fn -> Float.round(2.675, 2) end,
      fn -> Float.round(-0.5) end,
      fn -> Float.parse("1.5e3x") end,
      fn -> Float.parse("x") end,
      fn -> Float.ratio(0.75) end,
      fn -> Float.to_string(1.0e30) end,
      fn -> Float.to_charlist(0.1) end,
      fn -> Float.pow(2.0, 0.5) |> Float.round(8) end,
      fn -> {Float.max_finite(), Float.min_finite()} end,
      fn -> round(2.5) + trunc(-2.7) + div(7, 2) + rem(-7, 2) end,
      fn -> 1 / 0 end,
      fn -> 1 + :a end,
      fn -> Bitwise.bxor(5, 3) end,
      fn -> max(1, 2.0) end
    ]
  end

  defp inspected do
    [
      fn -> inspect("a\n\"é\0") end,
      fn -> inspect(<<255, 1>>) end,
      fn -> inspect(<<1::3>>) end,
      fn -> inspect(~c"abc") end,
      fn -> inspect([1, 2 | 3]) end,
      fn -> inspect(a: 1, "b c": 2) end,
      fn -> inspect(%{"a" => 1}) end,
      fn -> inspect(%{a: %{b: 1}}) end,
      fn -> inspect(%Point{x: {1, 2}}) end,
      fn -> inspect(%Secret{name: "n", password: "p"}) end,
      fn -> inspect(1..10//2) end,
      fn -> inspect(MapSet.new([1])) end,
      fn -> inspect(~D[2024-01-01]) end,
      fn -> inspect({:ok, nil, true, :"a b", A.B, 1.5, 1.0e100}) end,
      fn -> inspect(&String.upcase/1) end,
      fn -> inspect(Enum.to_list(1..100)) end,
      fn -> inspect(Enum.to_list(1..100), limit: 5) end,
      fn -> inspect(String.duplicate("long text ", 20), printable_limit: 20) end,
      fn -> inspect(Enum.to_list(1..40), pretty: true, width: 40) end,
      fn -> inspect(%{list: Enum.to_list(1..30)}, pretty: true, width: 30) end,
      fn -> inspect([key: "value", other: [nested: {"tuple", 1, 2, 3, "and more text"}]], pretty: true, width: 30) end,
      fn -> inspect(255, base: :hex) end,
      fn -> inspect(~c"abc", charlists: :as_lists) end,
      fn -> inspect("abc", binaries: :as_binaries) end,
      fn -> inspect(%ArgumentError{message: "m"}) end,
      fn -> inspect(Stream.map([1], & &1)) =~ "Stream" end,
      fn -> inspect(1_000_000) end,
      fn -> inspect(:"quoted atom") end,
      fn -> inspect(~r/a/u) end,
      fn -> inspect({}) <> inspect([]) <> inspect(%{}) <> inspect("") end
    ]
  end
end
