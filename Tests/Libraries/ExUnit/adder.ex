defmodule Adder do
  @moduledoc "What the documentation of a module says is tried by ExUnit."

  @doc """
  Adds.

      iex> Adder.add(1, 2)
      3

      iex> Adder.add(1, 2)
      4

      iex> Adder.add(1, :a)
      ** (ArithmeticError) bad argument in arithmetic expression: 1 + :a
  """
  def add(a, b), do: a + b
end
