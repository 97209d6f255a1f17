%% COUNT calls of a server by a process with WAITING messages in its mailbox.
-module(fresh_references).
-export([start/0, serve/0]).

start() ->
    wait_with(?WAITING),
    Server = spawn(?MODULE, serve, []),
    erlang:garbage_collect(),
    calls(?COUNT, Server).

wait_with(0) ->
    ok;
wait_with(N) ->
    self() ! N,
    wait_with(N - 1).

calls(0, _) ->
    ok;
calls(N, Server) ->
    Reference = make_ref(),
    Server ! {self(), Reference},
    receive
        {Reference, answer} -> calls(N - 1, Server)
    end.

serve() ->
    receive
        {Client, Reference} ->
            Client ! {Reference, answer},
            serve()
    end.
