# A GenServer, and nothing else that would need gen_server: it is linked for what GenServer passes to gen.
defmodule Alone do
  use GenServer

  def start do
    {:ok, server} = GenServer.start_link(__MODULE__, 5)
    :erlang.display({GenServer.call(server, :get), GenServer.stop(server)})
    :ok
  end

  def init(state), do: {:ok, state}
  def handle_call(:get, _, state), do: {:reply, state, state}
end
