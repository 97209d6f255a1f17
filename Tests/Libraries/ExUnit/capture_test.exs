# What is written and logged is captured: by calls, by tags, of other processes, and at levels.
defmodule CaptureTest do
  use ExUnit.Case
  import ExUnit.CaptureIO
  import ExUnit.CaptureLog
  require Logger

  test "output" do
    assert capture_io(fn -> IO.puts("text") end) == "text\n"
    assert capture_io("input\n", fn -> IO.write(IO.gets("> ")) end) == "> input\n"
    assert capture_io([input: "a\nb\n", capture_prompt: false], fn -> IO.write([IO.gets("> "), IO.gets("> ")]) end) == "a\nb\n"
    assert capture_io(fn -> :io.format(~c"~p ~ts~n", [{:a, 1}, "ü"]) end) == "{a,1} ü\n"
    assert with_io(fn -> IO.write("x") && :result end) == {:result, "x"}
  end

  test "output of standard error" do
    assert capture_io(:stderr, fn -> IO.puts(:stderr, "error") end) == "error\n"
    assert capture_io(:stderr, fn -> IO.warn("of a warning", []) end) =~ "of a warning"
    assert capture_io(fn -> assert capture_io(:stderr, fn -> IO.write("beside") end) == "" end) == "beside"
  end

  test "output of another process" do
    assert capture_io(fn -> Task.await(Task.async(fn -> IO.write("of a task") end)) end) == "of a task"
  end

  test "output of what fails" do
    assert capture_io(fn -> catch_throw(IO.write("before") && throw(:thrown)) end) == "before"
    assert_raise RuntimeError, fn -> capture_io(fn -> raise "out" end) end
  end

  test "logs" do
    assert capture_log(fn -> Logger.info("captured") end) =~ "[info] captured"
    assert capture_log([level: :error], fn -> Logger.info("not captured") end) == ""
    assert capture_log(fn -> :logger.error(~c"of ~p", [:erlang]) end) =~ "of :erlang"
    assert capture_log([format: "$level:$message", metadata: [:a]], fn -> Logger.notice("formatted", a: 1) end) =~ "notice:formatted"
    assert {:result, log} = with_log(fn -> Logger.error("beside") && :result end)
    assert log =~ "beside"
  end

  test "reports" do
    log =
      capture_log(fn ->
        {:ok, pid} = Task.start(fn -> raise "in a task" end)
        ref = Process.monitor(pid)
        assert_receive {:DOWN, ^ref, _, _, _}
      end)

    assert log =~ "(RuntimeError) in a task"
  end

  @tag :capture_log
  test "a tag" do
    Logger.error("never seen")
  end

  @tag :capture_log
  test "a tag, of what fails" do
    Logger.configure_backend(:console, format: "$level: $message\n")
    Logger.error("seen with the failure")
    assert 1 == 2
  end
end
