# A regular expression that is evaluated again and again.
defmodule Dates do
  def start, do: Enum.count(1..20, fn _ -> "2024-01-02 x" =~ ~r/^(\d+)-(\d+)-(\d+)\b/u end)
end
