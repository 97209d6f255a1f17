%% Computes while more arrives on the console than its driver has room for; then there is still something to read.
-module(listens).
-export([start/0]).

start() ->
    _ = console:read(),
    erlang:display(ready),
    busy(erlang:monotonic_time(millisecond) + 500),
    Bytes = wait_for_bytes(),
    {heard, all_x(Bytes)}.

busy(End) ->
    case erlang:monotonic_time(millisecond) < End of
        true -> busy(End);
        false -> ok
    end.

wait_for_bytes() ->
    case console:read() of
        [] ->
            receive
            after 10 -> wait_for_bytes()
            end;
        Bytes ->
            Bytes
    end.

all_x([$x | Rest]) -> all_x(Rest);
all_x(Rest) -> Rest =:= [].
