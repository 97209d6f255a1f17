%% Prints which documented functions of OTP's modules no test program calls, one a line.
%%
%%   escript uncalled.escript TABLE FILE.erl...
%%
%% TABLE has terms {Modules, Functions, Why}: what is left out of a module, Functions being names or {Name, Arity}. A module that is to be
%% gone through is in the table, if only with nothing left out. What is in the table without need, since it is called, is printed too.
%%
%% A call is M:F(...), id(M):F(...), fun M:F/A, or a module, a function and its arguments side by side, as in apply(M, F, [A, B]) and
%% {M, F, [A]}. Programs that include whole_api.hrl call what calls/0 lists, of the modules in their line `options: --keep`.
-module(uncalled).
-mode(compile).

main([Table | Files]) ->
    {ok, Entries} = file:consult(Table),
    Terms = [{Module, Functions, Why} || {Modules, Functions, Why} <- Entries, Module <- listed_modules(Modules)],
    Called = lists:usort(lists:flatmap(fun calls_of/1, Files)),
    case [Line || Module <- lists:usort([Module || {Module, _, _} <- Terms]), Line <- lines(Module, Terms, Called)] of
        [] ->
            ok;
        Lines ->
            io:put_chars([[Line, $\n] || Line <- Lines]),
            halt(1)
    end.

listed_modules(Modules) when is_list(Modules) -> Modules;
listed_modules(Module) -> [Module].

lines(Module, Terms, Called) ->
    case documented(Module) of
        none ->
            [];
        {Documented, Exported} ->
            Left = lists:append([Functions || {Name, Functions, _} <- Terms, Name =:= Module]),
            [
                text(Module, Function, "is not called")
             || Function <- Documented, not lists:member({Module, Function}, Called), not is_in(Function, Left)
            ] ++
                [
                    io_lib:format("~w: ~p is left out without need", [Module, Entry])
                 || Entry <- Left,
                    Functions <- [[Function || Function <- Exported, is_in(Function, [Entry])]],
                    Functions =/= [],
                    lists:all(fun(Function) -> lists:member({Module, Function}, Called) end, Functions)
                ]
    end.

text(Module, {Name, Arity}, What) -> io_lib:format("~w:~w/~w ~ts", [Module, Name, Arity, What]).

is_in({Name, _} = Function, Entries) -> lists:member(Function, Entries) orelse lists:member(Name, Entries).

%% The functions that the release documents, and all. Where it has no documentation for functions one by one, as before OTP 27, all.
documented(Module) ->
    try Module:module_info(exports) of
        Exports ->
            Exported = lists:sort([Export || {Name, _} = Export <- Exports, Name =/= module_info, Name =/= behaviour_info]),
            {ok, Docs} = code:get_doc(Module),
            Hidden = [{Name, Arity} || {{function, Name, Arity}, _, _, hidden, _} <- element(7, Docs)],
            {Exported -- Hidden, Exported}
    catch
        error:undef -> none
    end.

calls_of(File) ->
    {ok, Forms} = epp:parse_file(File, [{includes, [filename:dirname(File)]}]),
    calls(Forms) ++ [{Module, Function} || Module <- kept(File), Function <- listed(Forms)].

calls({call, _, {remote, _, Module, {atom, _, Name}}, Arguments} = Call) ->
    [{Atom, {Name, length(Arguments)}} || Atom <- modules(Module)] ++ side_by_side(Arguments) ++ calls(tuple_to_list(Call));
calls({'fun', _, {function, {atom, _, Module}, {atom, _, Name}, {integer, _, Arity}}}) ->
    [{Module, {Name, Arity}}];
calls({tuple, _, Elements} = Tuple) ->
    side_by_side(Elements) ++ calls(tuple_to_list(Tuple));
calls({call, _, Called, Arguments}) ->
    side_by_side(Arguments) ++ calls(Called) ++ calls(Arguments);
calls(Tuple) when is_tuple(Tuple) -> calls(tuple_to_list(Tuple));
calls([Head | Tail]) ->
    calls(Head) ++ calls(Tail);
calls(_) ->
    [].

%% A module that is known, or one of several: the variable of a comprehension.
modules({atom, _, Module}) -> [Module];
modules({call, _, {atom, _, id}, [{atom, _, Module}]}) -> [Module];
modules(_) -> [].

side_by_side([Module, {atom, _, Name}, Arguments | Rest]) ->
    [{Atom, {Name, Length}} || Atom <- modules(Module), {ok, Length} <- [list_length(Arguments, 0)]] ++
        side_by_side([{atom, 0, Name}, Arguments | Rest]);
side_by_side([_ | Rest]) ->
    side_by_side(Rest);
side_by_side([]) ->
    [].

list_length({cons, _, _, Tail}, Length) -> list_length(Tail, Length + 1);
list_length({nil, _}, Length) -> {ok, Length};
list_length(_, _) -> none.

%% {Function, [Kind, ...]} anywhere in a program over whole_api.hrl, or such for each name of a list.
listed(Forms) when is_list(Forms) ->
    case [Name || {function, _, Name, 0, _} <- Forms, Name =:= subject] of
        [] -> [];
        _ -> listed_in(Forms)
    end.

listed_in({tuple, _, [{atom, _, Name}, Kinds]} = Tuple) ->
    [{Name, Length} || {ok, Length} <- [list_length(Kinds, 0)]] ++ listed_in(tuple_to_list(Tuple));
listed_in({lc, _, {tuple, _, [{var, _, Variable}, Kinds]}, [{generate, _, {var, _, Variable}, Names}]}) ->
    listed_in([{tuple, 0, [Name, Kinds]} || Name <- elements(Names)]);
listed_in(Tuple) when is_tuple(Tuple) -> listed_in(tuple_to_list(Tuple));
listed_in([Head | Tail]) ->
    listed_in(Head) ++ listed_in(Tail);
listed_in(_) ->
    [].

elements({cons, _, Head, Tail}) -> [Head | elements(Tail)];
elements(_) -> [].

kept(File) ->
    {ok, Text} = file:read_file(File),
    case re:run(Text, "^%% options: --keep ([a-z_,0-9]+)$", [multiline, {capture, [1], list}]) of
        {match, [Names]} -> [list_to_atom(Name) || Name <- string:lexemes(Names, ",")];
        nomatch -> []
    end.
