#!/usr/bin/env escript
%% Assembles FILE.S, as `erlc -S` prints such files, into FOLDER/NAME.beam: also with the instructions that only the compilers
%% of OTP 21 and before knew, and without the checks of `erlc`.
%%
%%   assemble.escript FILE.S FOLDER

main([File, Folder]) ->
    {ok, Terms} = file:consult(File),
    replace_opcodes(),
    [{module, Module}] = [T || {module, _} = T <- Terms],
    [{exports, Exports}] = [T || {exports, _} = T <- Terms],
    [{labels, Labels}] = [T || {labels, _} = T <- Terms],
    {ok, Beam} = beam_asm:module({Module, Exports, [], functions(Terms), Labels}, [], [], []),
    ok = file:write_file(filename:join(Folder, atom_to_list(Module) ++ ".beam"), Beam);
main(_) ->
    io:put_chars(standard_error, "usage: assemble.escript FILE.S FOLDER\n"),
    halt(2).

functions([{function, Name, Arity, Entry} | Terms]) ->
    {Code, Rest} = lists:splitwith(fun(T) -> element(1, {element_or_atom(T)}) =/= function end, Terms),
    [{function, Name, Arity, Entry, Code} | functions(Rest)];
functions([_ | Terms]) -> functions(Terms);
functions([]) -> [].

element_or_atom(Term) when is_tuple(Term) -> element(1, Term);
element_or_atom(Term) -> Term.

%% The table of the compiler, with what has been taken out of it.
replace_opcodes() ->
    Known = lists:append([known(N) || N <- lists:seq(1, 255)]),
    Old = [
        {70, put_tuple, 2}, {71, put, 1}, {116, bs_start_match2, 5}, {122, bs_save2, 2}, {123, bs_restore2, 2},
        {130, bs_context_to_binary, 1}
    ],
    Table = maps:from_list([{{Name, Arity}, Number} || {Number, Name, Arity} <- Old ++ Known]),
    Format = beam_opcodes:format_number(),
    Line = erl_anno:new(1),
    Forms = [
        {attribute, Line, module, beam_opcodes},
        {attribute, Line, export, [{format_number, 0}, {opcode, 2}]},
        {function, Line, format_number, 0, [{clause, Line, [], [], [{integer, Line, Format}]}]},
        {function, Line, opcode, 2, [
            {clause, Line, [{var, Line, 'Name'}, {var, Line, 'Arity'}], [], [
                {call, Line, {remote, Line, {atom, Line, maps}, {atom, Line, get}}, [
                    {tuple, Line, [{var, Line, 'Name'}, {var, Line, 'Arity'}]}, erl_parse:abstract(Table)
                ]}
            ]}
        ]}
    ],
    {ok, Module, Beam} = compile:forms(Forms),
    code:unstick_mod(Module),
    code:purge(Module),
    {module, Module} = code:load_binary(Module, "beam_opcodes.beam", Beam).

known(Number) ->
    try beam_opcodes:opname(Number) of
        {Name, Arity} -> [{Number, Name, Arity}]
    catch
        error:_ -> []
    end.
