# Regular expressions that Elixir's compiler compiles: each modifier, and inside other literals.
defmodule Patterns do
  def start do
    show(:words, Regex.scan(~r/\w+/, "one, two; three"))
    show(:groups, Regex.run(~r/^(?<year>\d{4})-(?<month>\d\d)$/, "2024-06", capture: :all_names))
    show(:named, Enum.sort(Regex.named_captures(~r/(?<a>.)(?<b>.)/, "xy")))
    show(:unicode, Regex.scan(~r/\p{Lu}\X/u, "Ärger Ölig öd"))
    show(:caseless, [Regex.match?(~r/straße/iu, "STRAßE"), "ΣΊΣΥΦΟΣ" =~ ~r/σίσυφος/iu, "abc" =~ ~r/ABC/i, "abc" =~ ~r/ABC/])
    show(:lines, Regex.scan(~r/^b.*$/m, "a\nb1\nb2"))
    show(:dotall, [Regex.run(~r/a.b/s, "a\nb"), Regex.run(~r/a.b/, "a\nb")])
    show(:extended, Regex.run(~r/a b # a comment
      c/x, "abc"))
    show(:firstline, [Regex.run(~r/b/f, "a\nb"), Regex.run(~r/b/f, "ab\n")])
    show(:ungreedy, Regex.run(~r/a+/U, "aaa"))
    show(:nested, for({name, pattern} <- table(), do: {name, Regex.replace(pattern, "a1b22", "-")}))
    show(:split, [String.split("a1b22c", ~r/\d+/), Regex.split(~r/(\d)/, "a1b2c", include_captures: true)])
    show(:replace, String.replace("kebab-case", ~r/-(.)/, fn "-" <> letter -> String.upcase(letter) end))
    show(:text, Enum.map([~r/a\/b/iu, ~r{x}, ~r/é\n/msx], &{Regex.source(&1), inspect(&1)}))
    show(:names, Regex.names(~r/(?<b>.)(?<a>.)/))
    show(:same, [Regex.source(~r/a/) == Regex.source(Regex.compile!("a")), Regex.run(Regex.compile!("(b)", "i"), "ABC")])
    :ok
  end

  defp table, do: [digits: ~r/\d+/, letters: ~r/[a-z]/, other: ~r/[^a-z\d]/]

  defp show(name, value), do: :erlang.display({name, value})
end
