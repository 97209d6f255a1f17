%% Counts in a file for as long as it is left to, beside a file that has to stay as it is.
-module(counting).

-export([start/0]).

start() ->
    Count =
        case file:read_file("data/count") of
            {ok, Text} ->
                {ok, <<"constant">>} = file:read_file("data/other"),
                binary_to_integer(Text);
            {error, enoent} ->
                ok = filelib:ensure_dir("data/count"),
                ok = file:write_file("data/other", "constant"),
                0
        end,
    io:format("began at ~p~n", [Count]),
    count(Count + 1).

count(Number) ->
    ok = file:write_file("data/count", integer_to_binary(Number)),
    {ok, _} = file:read_file("data/count"),
    io:format("reached ~p~n", [Number]),
    count(Number + 1).
