%% Elixir's `Inspect.Algebra` in small, for programs that inspect nothing themselves. The libraries do so in the messages of their
%% exceptions, of which hardly one is ever made; Elixir's own brings along the protocol `Inspect` with all its implementations, `Exception`,
%% `Regex`, `String.Tokenizer` and `io_lib`, more than 200 KB. Terms are shown as Elixir shows them, on one line, structs with all
%% their fields. Where a given module inspects, or implements the protocol, Elixir's own is linked.
-module('Elixir.Inspect.Algebra').

-beamlet_unless_called([
    {'Elixir.Kernel', inspect},
    {'Elixir.IO', inspect},
    {'Elixir.Inspect.Algebra', any},
    {'Elixir.Inspect.Opts', any},
    {'Elixir.Inspect', any},
    {'Elixir.Macro', any},
    {'Elixir.Exception', any}
]).

-export([to_doc/2, group/1, group/2, format/2]).

to_doc(Term, _Options) -> unicode:characters_to_binary(text(Term)).

group(Doc) -> Doc.
group(Doc, _Mode) -> Doc.

format(Doc, _Width) -> [Doc].

text(nil) -> "nil";
text(Term) when is_boolean(Term) -> atom_to_list(Term);
text(Term) when is_atom(Term) -> atom(atom_to_list(Term));
text(Term) when is_integer(Term) -> integer_to_list(Term);
text(Term) when is_float(Term) -> float_to_list(Term, [short]);
text(Term) when is_pid(Term) -> ["#PID", pid_to_list(Term)];
text(Term) when is_reference(Term) -> ["#Reference" | tl(ref_to_list(Term)) -- "Ref"];
text(Term) when is_port(Term) -> ["#Port" | tl(port_to_list(Term)) -- "Port"];
text(Term) when is_function(Term) -> ["#Function" | tl(erlang:fun_to_list(Term)) -- "Fun"];
text(Term) when is_tuple(Term) -> [${, elements(tuple_to_list(Term)), $}];
text(Term) when is_list(Term) -> list(Term);
text(Term) when is_binary(Term) -> binary(Term);
text(#{'__struct__' := Module} = Term) when is_atom(Module) ->
    [$%, module(atom_to_list(Module)), ${, keywords(maps:to_list(maps:remove('__struct__', Term))), $}];
text(Term) when is_map(Term) -> map(maps:to_list(Term));
text(Term) -> beamlet_text:term(Term).

atom("Elixir." ++ Name) -> Name;
atom(Name) ->
    case is_name(Name) of
        true -> [$: | Name];
        false -> [$:, $", escaped(Name), $"]
    end.

module("Elixir." ++ Name) -> Name;
module(Name) -> atom(Name).

is_name([First | Rest]) when First >= $a, First =< $z; First =:= $_ ->
    lists:all(
        fun(C) -> C >= $a andalso C =< $z orelse C >= $A andalso C =< $Z orelse C >= $0 andalso C =< $9 orelse C =:= $_ orelse C =:= $@ end,
        Rest
    );
is_name(_) ->
    false.

list([{Key, _} | _] = List) when is_atom(Key) ->
    case lists:all(fun is_pair/1, List) of
        true -> [$[, keywords(List), $]];
        false -> [$[, elements(List), $]]
    end;
list(List) ->
    [$[, elements(List), $]].

is_pair({Key, _}) -> is_atom(Key) andalso is_name(atom_to_list(Key));
is_pair(_) -> false.

elements([]) -> [];
elements([Last]) -> text(Last);
elements([Element | Rest]) when is_list(Rest) -> [text(Element), ", " | elements(Rest)];
elements([Element | Rest]) -> [text(Element), " | ", text(Rest)].

keywords(Pairs) -> lists:join(", ", [[atom_to_list(Key), ": ", text(Value)] || {Key, Value} <- Pairs]).

map(Pairs) ->
    case lists:all(fun is_pair/1, Pairs) of
        true -> ["%{", keywords(Pairs), $}];
        false -> ["%{", lists:join(", ", [[text(Key), " => ", text(Value)] || {Key, Value} <- Pairs]), $}]
    end.

binary(Bytes) ->
    case unicode:characters_to_list(Bytes) of
        Text when is_list(Text) -> [$", escaped(Text), $"];
        _ -> ["<<", lists:join(", ", [integer_to_list(Byte) || Byte <- binary_to_list(Bytes)]), ">>"]
    end.

escaped([$" | Rest]) -> [$\\, $" | escaped(Rest)];
escaped([$\\ | Rest]) -> [$\\, $\\ | escaped(Rest)];
escaped([$\n | Rest]) -> [$\\, $n | escaped(Rest)];
escaped([C | Rest]) -> [C | escaped(Rest)];
escaped([]) -> [].
