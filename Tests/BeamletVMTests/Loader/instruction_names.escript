#!/usr/bin/env escript
%% Prints what beam_disasm makes of .beam files, for comparison with another decoder.
%%
%% For each file of the directories in the arguments one line "M path", then "T kind count
%% checksum" for its tables (see table/2), then for each function "F name/arity count
%% checksum": the number of its instructions and the CRC-32 of their generic names, each
%% followed by a space.

main(Directories) ->
    ok = io:setopts([{encoding, unicode}]),
    [module(File) || Directory <- Directories, File <- files(Directory)].

files(Directory) ->
    lists:sort(filelib:wildcard(filename:join(Directory, "*.beam"))).

module(File) ->
    {beam_file, _, _, _, _, Functions} = beam_disasm:file(File),
    io:format("M ~ts~n", [File]),
    {ok, {_, Tables}} = beam_lib:chunks(File, [atoms, imports, labeled_exports, labeled_locals]),
    [table(Kind, Rows) || {Kind, Rows} <- Tables],
    [function(F) || F <- Functions].

%% Numbers and names of each row, each followed by a space, in beam_lib's order.
table(Kind, Rows) ->
    Text = unicode:characters_to_binary([row(tuple_to_list(Row)) || Row <- Rows]),
    io:format("T ~s ~b ~b~n", [Kind, length(Rows), erlang:crc32(Text)]).

row(Fields) ->
    [[field(Field), $\s] || Field <- Fields].

field(Field) when is_atom(Field) -> atom_to_list(Field);
field(Field) -> integer_to_list(Field).

%% Of all functions but the first beam_disasm shows the label after the line, which is
%% not where it is in the file.
function({function, Name, Arity, Entry, [{line, _} = Line, {label, _} = Label | Code]}) ->
    function({function, Name, Arity, Entry, [Label, Line | Code]});
function({function, Name, Arity, _, Code}) ->
    Names = [[name(I), $\s] || I <- Code],
    io:format("F ~ts/~b ~b ~b~n", [Name, Arity, length(Names), erlang:crc32(Names)]).

%% beam_disasm groups instructions as the compiler's own passes do; this undoes it.
name(I) when is_atom(I) -> atom_to_list(I);
name({test, is_record, _, _}) -> "is_any_native_record";
name({test, is_record, _, _, _, _}) -> "is_native_record";
name({test, Test, _, _}) -> atom_to_list(Test);
name({test, Test, _, _, _}) -> atom_to_list(Test);
name({test, Test, _, _, _, _}) -> atom_to_list(Test);
name({bif, raise, _, [_, _], _}) -> "raise";
name({bif, Name, _, _, {fr, _}}) -> atom_to_list(Name);
name({bif, _, nofail, [], _}) -> "bif0";
name({bif, _, _, Args, _}) -> "bif" ++ integer_to_list(length(Args));
name({gc_bif, _, _, _, Args, _}) -> "gc_bif" ++ integer_to_list(length(Args));
name({arithfbif, Name, _, _, _}) -> atom_to_list(Name);
name(I) -> atom_to_list(element(1, I)).
