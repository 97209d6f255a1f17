%% External terms that are nested 100,000 levels deep: they need 20 MB.
%% boards: Host
-module(external_terms_deep).
-include("conformance.hrl").

start() ->
    ?show(list, deep(100000, fun(T) -> [T] end)),
    ?show(tuple, deep(100000, fun(T) -> {T} end)),
    ?show(map, deep(3000, fun(T) -> #{1 => T} end)),
    ?show(tail, deep(100000, fun(T) -> [a, b | T] end)).

deep(N, Fun) ->
    Term = nest(N, Fun, end_),
    Bytes = term_to_binary(Term, [{minor_version, 2}]),
    Truncated = binary:part(Bytes, 0, byte_size(Bytes) - 1),
    {byte_size(Bytes), binary_to_term(Bytes) =:= Term, whole(Truncated)}.

nest(0, _, Term) -> Term;
nest(N, Fun, Term) -> nest(N - 1, Fun, Fun(Term)).

whole(Bytes) ->
    try binary_to_term(Bytes) of
        _ -> true
    catch
        error:badarg -> false
    end.
