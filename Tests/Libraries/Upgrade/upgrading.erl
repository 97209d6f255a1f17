%% A gen_server gets a new version of its module over the console, while it runs, and keeps its state.
%%
%% The module comes in lines of base64, the last one a full stop alone. Before each line a prompt is written: whoever sends waits for it, as
%% a serial line has no other way to hold him up.
-module(upgrading).

-export([start/0]).

start() ->
    {ok, Server} = counting:start_link(),
    Before = [counting:next(), counting:next()],
    io:put_chars("send counting\n"),
    Code = base64:decode(iolist_to_binary(receive_lines())),
    %% No call reaches the server while its code changes.
    ok = sys:suspend(Server),
    {module, counting} = code:load_binary(counting, "counting.beam", Code),
    ok = sys:change_code(Server, counting, first, console),
    ok = sys:resume(Server),
    %% Nobody runs the old version any more.
    true = code:soft_purge(counting),
    After = [counting:next(), counting:next()],
    {Before, After, whereis(counting) =:= Server, sys:get_state(Server)}.

receive_lines() ->
    case string:trim(io:get_line("> ")) of
        "." -> [];
        Line -> [Line | receive_lines()]
    end.
