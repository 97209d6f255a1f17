%% Stack traces of what apply/2 and apply/3 call: with lists that the compiler does not know, as tail calls and not, of functions, natives,
%% funs, and what is none of these.
%% boards: Host MPS2AN386
-module(apply_traces).
-export([deep/2]).
-include("conformance.hrl").

start() ->
    Calls = [
        {M, F, A}
     || M <- [erlang, apply_traces, nowhere, 1],
        F <- [hd, deep, "x"],
        A <- [[], [1], [1, 2], [a | b], c]
    ],
    foreach(
        fun({M, F, A} = Call) ->
            trace({tail, Call}, fun() -> tail(M, F, A) end),
            trace({framed, Call}, fun() -> framed(M, F, A) end),
            trace({inner, Call}, fun() -> inner(M, F, A) end)
        end,
        Calls
    ),
    Funs = [fun erlang:hd/1, fun nowhere:hd/1, fun deep/2, fun(X) -> {hd(X)} end, fun() -> error(here) end, x],
    foreach(
        fun({F, A} = Call) ->
            trace({tail_fun, Call}, fun() -> tail(F, A) end),
            trace({framed_fun, Call}, fun() -> framed(F, A) end),
            trace({inner_fun, Call}, fun() -> inner(F, A) end)
        end,
        [{F, A} || F <- Funs, A <- [[], [1], [1, 2], [a | b], c]]
    ),
    ?show(no_stack_is_left, deep(10000, [])),
    ok.

tail(M, F, A) -> apply(M, F, A).

tail(F, A) -> apply(F, A).

%% A tail call out of a frame.
framed(M, F, A) ->
    id(M),
    apply(M, F, A).

framed(F, A) ->
    id(F),
    apply(F, A).

inner(M, F, A) -> {apply(M, F, A)}.

inner(F, A) -> {apply(F, A)}.

deep(0, _) ->
    {stack_size, Size} = process_info(self(), stack_size),
    Size < 100;
deep(N, X) when is_integer(N) ->
    apply(?MODULE, deep, [N - 1, X | []]).

%% The entries of this module, and what was called. What fun it is differs with the compiler, and erl has the caller of a fun twice
%% where the call is at fault.
trace(Name, Fun) ->
    try Fun() of
        Value -> erlang:display({plain(Name), Value})
    catch
        Class:Reason:Stack ->
            erlang:display({plain(Name), Class, plain(Reason), map(fun entry/1, own(Stack))})
    end.

own([{init, _, _, _} | _]) -> [];
own([{erl_eval, _, _, _} | _]) -> [];
own([Entry, Entry | Rest]) -> own([Entry | Rest]);
own([Entry | Rest]) -> [Entry | own(Rest)];
own([]) -> [].

entry({M, F, A, Location}) -> {plain(M), named(F), plain(A), [L || {line, L} <- Location]}.

named(F) ->
    case atom_to_list(F) of
        "-" ++ _ -> a_fun;
        _ -> F
    end.

plain(Fun) when is_function(Fun) ->
    {name, Name} = erlang:fun_info(Fun, name),
    named(Name);
plain(Tuple) when is_tuple(Tuple) -> list_to_tuple(plain(tuple_to_list(Tuple)));
plain([Head | Tail]) -> [plain(Head) | plain(Tail)];
plain(Term) -> Term.
