%% For modules whose functions are to let others run.

%% Another process counts while the function runs over and over: it gets turns.
others_run(Fun) ->
    Self = self(),
    Counter = spawn_link(fun() -> count(Self, 0) end),
    others_run(Fun, Counter, 10000).

others_run(_, _, 0) ->
    alone;
others_run(Fun, Counter, Times) ->
    Fun(),
    Counter ! count,
    receive
        {count, N} when N > 1 ->
            unlink(Counter),
            exit(Counter, kill),
            ok;
        {count, _} ->
            others_run(Fun, Counter, Times - 1)
    end.

count(Parent, N) ->
    receive
        count ->
            Parent ! {count, N},
            count(Parent, N)
    after 0 ->
        erlang:yield(),
        count(Parent, N + 1)
    end.
