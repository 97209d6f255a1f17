%% Terms as text, for reports: what `io_lib:format("~0tp", [Term])` answers, in 2 KB of linked code. OTP's own needs
%% `io_lib_pretty`, `string` and the tables of `unicode_util`, some 100 KB, which a program that logs but does not format should
%% not have to carry.
-module(beamlet_text).

-export([format/2, term/1]).

%% Text with its arguments put in, as a list of characters. It knows ~p, ~w, ~s, ~ts, ~n, ~~ and their kin: widths, precisions and
%% modifiers are passed over. Where an argument is missing, or is no text for ~s, it is said as a term: a report never fails.
format(Format, Args) when is_binary(Format) ->
    format(unicode:characters_to_list(Format), Args);
format(Format, Args) when is_atom(Format) ->
    format(atom_to_list(Format), Args);
format(Format, Args) when is_list(Args) ->
    pieces(lists:flatten(Format), Args);
format(Format, Args) ->
    format(Format, [Args]).

pieces([$~ | Rest], Args) -> control(Rest, Args);
pieces([Character | Rest], Args) -> [Character | pieces(Rest, Args)];
pieces([], _) -> [].

control([$n | Rest], Args) ->
    [$\n | pieces(Rest, Args)];
control([$~ | Rest], Args) ->
    [$~ | pieces(Rest, Args)];
control([$* | Rest], [_ | Args]) ->
    control(Rest, Args);
control([$i | Rest], [_ | Args]) ->
    pieces(Rest, Args);
control([$s | Rest], [Arg | Args]) ->
    string(Arg) ++ pieces(Rest, Args);
control([$c | Rest], [Arg | Args]) when is_integer(Arg) ->
    [Arg | pieces(Rest, Args)];
control([Letter | Rest], [_, _ | Args]) when Letter =:= $P; Letter =:= $W ->
    pieces(Rest, Args);
control([Letter | Rest], [Arg | Args]) when Letter >= $a, Letter =< $z, Letter =/= $t, Letter =/= $l, Letter =/= $k ->
    term(Arg) ++ pieces(Rest, Args);
control([_ | Rest], Args) ->
    control(Rest, Args);
control([], _) ->
    [].

string(Text) when is_atom(Text) ->
    atom_to_list(Text);
string(Text) ->
    try unicode:characters_to_list(Text, unicode) of
        Characters when is_list(Characters) -> Characters;
        _ -> term(Text)
    catch
        error:_ -> term(Text)
    end.

%% A term as a list of characters, on one line.
term(Term) when is_atom(Term) -> atom(atom_to_list(Term));
term(Term) when is_integer(Term) -> integer_to_list(Term);
term(Term) when is_float(Term) -> float_to_list(Term, [short]);
term(Term) when is_pid(Term) -> pid_to_list(Term);
term(Term) when is_reference(Term) -> ref_to_list(Term);
term(Term) when is_port(Term) -> port_to_list(Term);
term(Term) when is_function(Term) -> erlang:fun_to_list(Term);
term(Term) when is_tuple(Term) -> "{" ++ elements(tuple_to_list(Term)) ++ "}";
term(Term) when is_map(Term) -> "#{" ++ pairs(maps:to_list(Term)) ++ "}";
term([]) -> "[]";
term(Term) when is_list(Term) -> list(Term);
term(Term) when is_binary(Term) -> binary(binary_to_list(Term));
term(Term) when is_bitstring(Term) -> bits(Term);
term(_) -> "?".

atom([First | Rest] = Name) when First >= $a, First =< $z ->
    case lists:all(fun is_name/1, Rest) of
        true -> Name;
        false -> quoted(Name)
    end;
atom(Name) ->
    quoted(Name).

quoted(Name) -> "'" ++ escaped(Name, $') ++ "'".

is_name(C) -> (C >= $a andalso C =< $z) orelse (C >= $A andalso C =< $Z) orelse (C >= $0 andalso C =< $9) orelse C =:= $_ orelse C =:= $@.

escaped([Quote | Rest], Quote) -> [$\\, Quote | escaped(Rest, Quote)];
escaped([$\\ | Rest], Quote) -> [$\\, $\\ | escaped(Rest, Quote)];
escaped([$\n | Rest], Quote) -> [$\\, $n | escaped(Rest, Quote)];
escaped([$\t | Rest], Quote) -> [$\\, $t | escaped(Rest, Quote)];
escaped([C | Rest], Quote) -> [C | escaped(Rest, Quote)];
escaped([], _) -> [].

list(Term) ->
    case is_text(Term) of
        true -> "\"" ++ escaped(Term, $") ++ "\"";
        false -> "[" ++ elements(Term) ++ "]"
    end.

is_text([C | Rest]) when is_integer(C), C >= 32, C < 127; C =:= $\n; C =:= $\t -> is_text(Rest);
is_text(Rest) -> Rest =:= [].

elements([]) -> [];
elements([Last]) -> term(Last);
elements([Element | Rest]) when is_list(Rest) -> term(Element) ++ "," ++ elements(Rest);
elements([Element | Rest]) -> term(Element) ++ "|" ++ term(Rest).

pairs([{Key, Value}]) -> term(Key) ++ " => " ++ term(Value);
pairs([{Key, Value} | Rest]) -> term(Key) ++ " => " ++ term(Value) ++ "," ++ pairs(Rest);
pairs([]) -> [].

binary([]) ->
    "<<>>";
binary(Bytes) ->
    case is_text(Bytes) of
        true -> "<<\"" ++ escaped(Bytes, $") ++ "\">>";
        false -> "<<" ++ elements(Bytes) ++ ">>"
    end.

bits(Term) ->
    Whole = bit_size(Term) div 8,
    <<Bytes:Whole/binary, Rest/bitstring>> = Term,
    Size = bit_size(Rest),
    <<Last:Size>> = Rest,
    "<<" ++ lists:append([integer_to_list(Byte) ++ "," || Byte <- binary_to_list(Bytes)]) ++
        integer_to_list(Last) ++ ":" ++ integer_to_list(Size) ++ ">>".
