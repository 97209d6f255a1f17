%% Stack traces: module, function, arity, file and line of each call that waits, arguments of function_clause and undef,
%% native functions with their arguments.
-module(stacktraces).
-export([exported/1]).
-include("conformance.hrl").

start() ->
    trace(error_here, fun() -> error(here) end),
    trace(nested, fun() -> first(1) end),
    trace(badarith, fun() -> arithmetic(id(a)) end),
    trace(badmatch, fun() -> match(id(x)) end),
    trace(case_clause, fun() -> which(id(9)) end),
    trace(if_clause, fun() -> condition(id(9)) end),
    trace(function_clause, fun() -> clause(id(c), [1]) end),
    trace(function_clause_exported, fun() -> ?MODULE:exported({x, [y]}) end),
    trace(undef, fun() -> (id(?MODULE)):nothing(1, two) end),
    trace(undef_module, fun() -> (id(no_module)):nothing([]) end),
    trace(native, fun() -> convert(id(1)) end),
    trace(native_tail, fun() -> atom_to_list(id("x")) end),
    trace(native_two, fun() -> element_of(id(4), id({a})) end),
    trace(throw, fun() -> throw(a) end),
    trace(exit, fun() -> exit(a) end),
    trace(tail, fun() -> tail_1(id(0)) end),
    trace(in_fun, fun() -> in_fun(id(3)) end),
    trace(in_comprehension, fun() -> [1 div X || X <- id([1, 0])] end),
    trace(after_catch, fun() -> after_catch() end),
    trace(raise, fun() -> again() end),
    trace(badfun, fun() -> call(id(no_fun)) end),
    trace(bad_arity, fun() -> hd(id([])) end),
    trace(try_clause, fun() -> try id(1) of 2 -> ok catch _:_ -> no end end),
    trace(deep, fun() -> deep(20) end),
    ok.

%% The entries of this module and of native functions, from the innermost to the fun that was given.
trace(Name, Fun) ->
    try
        Fun(),
        erlang:display({Name, no_exception})
    catch
        Class:Reason:Stack ->
            erlang:display({Name, Class, reason(Reason)}),
            entries(Stack)
    end.

reason({badfun, _}) -> badfun;
reason(Reason) -> Reason.

entries([{?MODULE, trace, 2, _} | _]) ->
    ok;
%% Where a call failed, the caller may stand twice.
entries([Entry, Entry | Rest]) ->
    entries([Entry | Rest]);
entries([]) ->
    ok;
entries([{Module, Function, Arity, Location} | Rest]) ->
    erlang:display({Module, Function, Arity, file(Location), line(Location)}),
    entries(Rest).

line([{line, Line} | _]) -> Line;
line([_ | Rest]) -> line(Rest);
line([]) -> none.

file([{file, File} | _]) -> base(File, File);
file([_ | Rest]) -> file(Rest);
file([]) -> none.

base([], Name) -> Name;
base([$/ | Rest], _) -> base(Rest, Rest);
base([_ | Rest], Name) -> base(Rest, Name).

first(X) ->
    {first, second(X)}.

second(X) ->
    [third(X)].

third(X) ->
    _ = id(X),
    error({third, X}).

arithmetic(X) ->
    Y = X + id(1),
    {Y, X}.

match(X) ->
    ok = X,
    X.

which(X) ->
    case X of
        1 -> one;
        2 -> two
    end.

condition(X) ->
    if
        X < 0 -> negative;
        X =:= 0 -> zero
    end.

clause(a, _) -> 1;
clause(b, _) -> 2.

exported(1) -> 1;
exported(X) when is_atom(X) -> 2.

convert(X) ->
    {atom_to_list(X), X}.

element_of(N, T) ->
    X = element(N, T),
    {X}.

tail_1(X) -> tail_2(X).

tail_2(X) -> tail_3(X).

tail_3(X) -> 1 div X.

in_fun(X) ->
    F = fun(Y) ->
        Z = Y div (X - 3),
        {Z}
    end,
    {F(1)}.

after_catch() ->
    _ = (catch error(first)),
    id(ok),
    {error(second)}.

again() ->
    try
        third(0)
    catch
        C:R:S -> erlang:raise(C, {raised, R}, S)
    end.

call(F) ->
    X = F(1),
    {X}.

deep(0) -> error(bottom);
deep(N) -> {N, deep(N - 1)}.
