%% Selective receive: order, what is left in the mailbox, nested receives, references, many unread messages, after 0.
-module(selective_receive).
-include("conformance.hrl").

start() ->
    ?show(in_order, begin send([1, 2, 3]), {next(), next(), next()} end),
    ?show(skip, begin send([a, b, c]), {take(c), take(a), take(b)} end),
    ?show(left, begin send([x, 1, y, 2, z]), A = integers(), {A, all()} end),
    ?show(by_guard, begin send([5, 15, 8, 20]), B = over(10), C = over(10), {B, C, all()} end),
    ?show(first_clause_by_message, begin send([b, a]), receive a -> got_a; b -> got_b end end),
    ?show(rest, all()),
    ?show(nested, begin send([outer, inner, last]), N = receive outer -> receive last -> receive inner -> done end end end, {N, all()} end),
    ?show(bound, begin X = id(2), send([{1, a}, {2, b}]), R = receive {X, V} -> V end, {R, all()} end),
    ?show(empty, receive _ -> something after 0 -> nothing end),
    ?show(after_0_skips, begin send([other]), {receive wanted -> yes after 0 -> no end, all()} end),
    ?show(any, begin send([{tuple, [1]}]), receive Any -> Any end end),
    ?show(reverse, begin send(seq(1, 50)), [take(I) || I <- lists:reverse(seq(1, 50), [])] end),
    ?show(thousand, begin send(seq(1, 1000)), L = [take(1000), take(500), take(1)], {L, length(all())} end),
    ?show(reference, reference_calls(100)),
    ?show(reference_with_full_mailbox, begin send(seq(1, 200)), Z = reference_calls(20), {Z, length(all())} end),
    ?show(from_two, from_two()),
    ?show(exception_in_body, begin send([go]), try receive go -> error(in_body) end catch error:E -> {E, all()} end end),
    ?show(receive_in_fun, begin send([f]), (fun() -> receive f -> in_fun end end)() end),
    ?show(receive_in_guarded, begin send([3]), receive I when I > 5 -> large; I when I > 2 -> middle; _ -> small end end),
    ?show(large, begin send([{seq(1, 300), "text", 1 bsl 300}]), receive {S, T, Big} -> {length(S), T, Big} end end),
    ok.

send(Messages) -> foreach(fun(M) -> self() ! M end, Messages).

next() -> receive M -> M after 0 -> empty end.

take(M) -> receive M -> M after 0 -> {no, M} end.

integers() -> receive I when is_integer(I) -> [I | integers()] after 0 -> [] end.

over(N) -> receive I when I > N -> I after 0 -> none end.

all() -> receive M -> [M | all()] after 0 -> [] end.

%% As gen calls: a new reference, a request, an answer that carries it.
reference_calls(N) ->
    Server = spawn(fun() -> server(0) end),
    Result = [call(Server, I) || I <- seq(1, N)],
    Server ! stop,
    Result =:= [I + I || I <- seq(1, N)].

call(Server, Value) ->
    Ref = make_ref(),
    Server ! {self(), Ref, Value},
    receive
        {Ref, Answer} -> Answer
    end.

server(Count) ->
    receive
        {From, Ref, Value} ->
            From ! {Ref, Value + Value},
            server(Count + 1);
        stop ->
            Count
    end.

%% From each sender in the order it sent.
from_two() ->
    Self = self(),
    Sender = fun(Name) -> fun() -> foreach(fun(I) -> Self ! {Name, I} end, seq(1, 100)), Self ! {Name, done} end end,
    spawn(Sender(a)),
    spawn(Sender(b)),
    {collect(a, []) =:= seq(1, 100), collect(b, []) =:= seq(1, 100)}.

collect(Name, L) ->
    receive
        {Name, done} -> lists:reverse(L, []);
        {Name, I} -> collect(Name, [I | L])
    end.
