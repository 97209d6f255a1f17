defmodule AdderTest do
  use ExUnit.Case

  doctest Adder
end
