# What ExUnit can: assertions, setup, tags, processes under supervision, output that is captured; and tests that fail.
defmodule StackTest do
  use ExUnit.Case

  import ExUnit.CaptureIO

  setup_all do
    [shared: :value]
  end

  setup context do
    on_exit(fn -> :ok end)
    {:ok, name: context.test, base: 10}
  end

  test "adds", %{base: base, shared: shared} do
    assert base + 1 == 11
    assert shared == :value
  end

  test "fails with a comparison" do
    assert Enum.map([1, 2, 3], &(&1 * 2)) == [2, 4, 7]
  end

  test "fails with a pattern" do
    assert {:ok, _} = Process.get(:nothing, {:error, :reason})
  end

  test "fails with a map" do
    assert %{a: %{c: 2}} == Process.get(:nothing, %{a: %{c: 3}})
  end

  test "fails with text" do
    assert "hello world" == Process.get(:nothing, "hello word")
  end

  test "refutes" do
    refute 1 > 2
    refute_received :anything
  end

  test "fails to refute" do
    refute 2 > 1, "a message of one's own"
  end

  test "raises" do
    assert_raise ArithmeticError, fn -> 1 / Process.get(:zero, 0) end
    assert_raise RuntimeError, "text", fn -> raise "text" end
    assert_raise RuntimeError, ~r/te.t/, fn -> raise "text" end
  end

  test "crashes" do
    raise ArgumentError, "not caught"
  end

  test "exits" do
    exit(:reason)
  end

  test "throws" do
    throw({:thrown, 1})
  end

  test "catches" do
    assert catch_throw(throw(1)) == 1
    assert catch_exit(exit(:x)) == :x
  end

  test "in delta" do
    assert_in_delta 1.0, 1.05, 0.1
  end

  describe "messages" do
    test "arrive" do
      send(self(), {:hello, 1})
      assert_receive {:hello, x}
      assert x == 1
    end

    test "do not arrive" do
      send(self(), :other)
      assert_receive {:hello, _}, 10
    end
  end

  describe "processes" do
    test "are supervised" do
      pid = start_supervised!({Agent, fn -> 5 end})
      assert Agent.get(pid, & &1) == 5
      assert stop_supervised(Agent) == :ok
      refute Process.alive?(pid)
    end

    test "die with their test" do
      spawn_link(fn -> exit(:gone) end)
      Process.sleep(1000)
    end
  end

  test "captures output" do
    assert capture_io(fn -> IO.puts("shown") end) == "shown\n"
  end

  @tag skip: "not now"
  test "is skipped" do
    flunk()
  end

  @tag timeout: 20
  test "takes too long" do
    Process.sleep(1000)
  end

  test "flunks" do
    flunk("because")
  end

  test "is not implemented"
end

defmodule AsyncTest do
  use ExUnit.Case, async: true

  for n <- 1..3 do
    test "number #{n}" do
      assert unquote(n) in [1, 2, 3]
    end
  end
end

defmodule BrokenSetupTest do
  use ExUnit.Case

  setup_all do
    raise "no setup"
  end

  test "never runs" do
    assert true
  end
end
