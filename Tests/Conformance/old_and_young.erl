%% A large live heap among garbage, messages, a dictionary, markers and binaries: whatever may lead from old to young data.
%% boards: Host MPS2AN386
-module(old_and_young).
-include("conformance.hrl").

start() ->
    ?show(all, all(process_flag(fullsweep_after, 65535))),
    ?show(few, all(process_flag(fullsweep_after, 3))),
    ?show(none, all(process_flag(fullsweep_after, 0))),
    ok.

all(_) ->
    erase(),
    Live = make(3000),
    put(live, [Live]),
    Binaries = [binary_copy(<<I:32>>, 40) || I <- seq(1, 50)],
    foreach(fun(I) -> self() ! {early, I, [I]} end, seq(1, 300)),
    Result = loop(300, Live, Binaries, 0),
    [{live, [Kept]} | _] = [Entry || {live, _} = Entry <- get()],
    {Result, length(Live), Kept =:= Live, hash(Live), hash(Binaries), [get(I) =:= undefined || I <- seq(0, 6)], flush(0, 0)}.

loop(0, Live, Binaries, Sum) ->
    {Sum, length(Live), length(Binaries)};
loop(N, Live, Binaries, Sum) ->
    Garbage = make(40),
    put(N rem 7, {N, Garbage}),
    self() ! {message, N, make(5)},
    Reference = make_ref(),
    self() ! {Reference, make(3)},
    List =
        receive
            {Reference, Value} -> Value
        end,
    receive
        {early, _, _} -> ok
    after 0 -> ok
    end,
    Binary = <<(iolist_to_binary([integer_to_binary(E) || {E, _} <- Garbage]))/binary, N:16>>,
    More =
        case N rem 10 of
            0 -> [Binary | Binaries];
            _ -> Binaries
        end,
    [_ | Rest] = More ++ [Binary],
    Next = (Sum + hash({Garbage, List, Binary, get((N + 3) rem 7)})) band 16#FFFFFF,
    case N rem 50 of
        0 -> erase(N rem 7);
        _ -> ok
    end,
    loop(N - 1, Live, Rest, Next).

make(0) -> [];
make(N) -> [{N, [N | <<N:24>>]} | make(N - 1)].

binary_copy(Binary, N) -> iolist_to_binary([Binary || _ <- seq(1, N)]).

hash(Term) -> erlang:phash2(Term).

flush(N, Hash) ->
    receive
        Message -> flush(N + 1, hash({Hash, Message}))
    after 0 -> {N, Hash}
    end.
