%% Runs the generated functions and writes what each answers as text: run beside them by erl and by beamlet.
-module(differential_driver).
-export([run/1, child/2]).

%% A line for each function of each module.
run(Modules) ->
    each(fun({Module, Functions}) ->
        each(fun(Function) -> erlang:display_string(line(Module, Function)) end, Functions)
    end, Modules).

each(Do, [Head | Tail]) ->
    Do(Head),
    each(Do, Tail);
each(_, []) -> ok.

line(Module, Function) ->
    {Pid, Monitor} = spawn_monitor(?MODULE, child, [Module, Function]),
    Text =
        receive
            {'DOWN', Monitor, process, Pid, {answer, Answer, _}} -> Answer;
            {'DOWN', Monitor, process, Pid, Reason} -> "died " ++ term(Reason, [], Module)
        end,
    atom_to_list(Module) ++ " " ++ atom_to_list(Function) ++ " " ++ Text ++ "\n".

%% Ends with a line without its label, and how much the process did.
child(Module, Function) ->
    Answer = answer(Module, Function),
    {reductions, Reductions} = process_info(self(), reductions),
    exit({answer, Answer, Reductions}).

answer(Module, Function) ->
    Text =
        try Module:Function() of
            Value -> "value " ++ term(Value, [], Module)
        catch
            Class:Reason:Trace ->
                atom_to_list(Class) ++ " " ++ term(Reason, [], Module) ++ trace(Trace, Module)
        end,
    shortened(Text).

%% Long ones are cut, and end with a sum over all their characters.
shortened(Text) ->
    case length(Text) of
        Length when Length =< 1500 -> Text;
        Length -> first(500, Text) ++ "... " ++ integer_to_list(Length) ++ " characters, sum " ++ integer_to_list(sum(Text, 1))
    end.

first(0, _) -> [];
first(N, [Head | Tail]) -> [Head | first(N - 1, Tail)].

sum([Char | Rest], Sum) -> sum(Rest, (Sum * 31 + Char) rem 16777213);
sum([], Sum) -> Sum.

%% The calls up to this module.
trace([{differential_checks, Name, _, _} | _], _) -> " <- " ++ atom_to_list(Name);
trace([{?MODULE, _, _, _} | _], _) -> [];
%% What the just-in-time compiler says of arithmetic depends on how the operands were known to it.
trace([{erlang, Name, _, _} | Rest], Own) when
    Name =:= '+'; Name =:= '-'; Name =:= '*'; Name =:= '/'; Name =:= 'div'; Name =:= 'rem'; Name =:= 'band'; Name =:= 'bor';
    Name =:= 'bxor'; Name =:= 'bnot'; Name =:= 'bsl'; Name =:= 'bsr'
->
    trace(Rest, Own);
%% Functions of erlang that are written in Erlang in some releases: their tail calls leave no frame.
trace([{erlang, Name, Arguments, _} | _], Own) when
    Name =:= list_to_integer; Name =:= binary_to_integer; Name =:= binary_to_atom; Name =:= atom_to_binary
->
    " <- " ++ atom_to_list(Name) ++ arity(Arguments, Own);
%% Where a fun is called in vain there are two entries for the place.
trace([Entry, Entry | Rest], Own) -> trace([Entry | Rest], Own);
trace([{Module, Name, Arity, Location} | Rest], Own) ->
    " <- " ++ name(Module, [], Own) ++ ":" ++ name(Name, [], Own) ++ arity(Arity, Own) ++ line_of(Location, Arity) ++ trace(Rest, Own);
trace([], _) -> [];
trace(Other, Own) -> " <- " ++ term(Other, [], Own).

arity(Arity, _) when is_integer(Arity) -> "/" ++ integer_to_list(Arity);
arity(Arguments, Own) -> term(Arguments, [], Own).

%% An exception that is raised again has lost the place of a function none of whose clauses matched.
line_of([{line, Line} | Rest], Arity) when is_integer(Arity) -> "@" ++ integer_to_list(Line) ++ line_of(Rest, Arity);
line_of([{error_info, Info} | Rest], Arity) -> "!" ++ info(Info) ++ line_of(Rest, Arity);
line_of([_ | Rest], Arity) -> line_of(Rest, Arity);
line_of([], _) -> [].

-ifdef(maps).
info(Info) -> term(Info, [], undefined).
-else.
info(_) -> [].
-endif.

%% Text that has every bit of the term, and nothing that two machines may say differently. Tail is what follows.
term(Integer, Tail, _) when is_integer(Integer) -> integer_to_list(Integer) ++ Tail;
term(Atom, Tail, Own) when is_atom(Atom) -> name(Atom, Tail, Own);
term([], Tail, _) -> "[]" ++ Tail;
term([Head | Rest], Tail, Own) -> [$[ | term(Head, elements(Rest, Tail, Own), Own)];
term(Tuple, Tail, Own) when is_tuple(Tuple) -> fields(tuple_to_list(Tuple), Tail, Own);
term(Fun, Tail, _) when is_function(Fun) -> fun_text(Fun) ++ Tail;
term(Pid, Tail, _) when is_pid(Pid) -> "pid" ++ Tail;
term(Reference, Tail, _) when is_reference(Reference) -> "reference" ++ Tail;
term(Other, Tail, Own) -> other(Other, Tail, Own).

elements([Head | Rest], Tail, Own) -> [$, | term(Head, elements(Rest, Tail, Own), Own)];
elements([], Tail, _) -> [$] | Tail];
elements(Last, Tail, Own) -> [$| | term(Last, [$] | Tail], Own)].

fields([], Tail, _) -> "{}" ++ Tail;
fields([Head | Rest], Tail, Own) -> [${ | term(Head, more_fields(Rest, Tail, Own), Own)].

more_fields([Head | Rest], Tail, Own) -> [$, | term(Head, more_fields(Rest, Tail, Own), Own)];
more_fields([], Tail, _) -> [$} | Tail].

%% Characters beyond ASCII as numbers: the line is bytes.
name(Own, Tail, Own) -> "?MODULE" ++ Tail;
name(Atom, Tail, _) -> [$' | characters(atom_to_list(Atom), [$' | Tail])].

characters([Char | Rest], Tail) when Char >= 32, Char < 127 -> [Char | characters(Rest, Tail)];
characters([Char | Rest], Tail) -> "\\" ++ integer_to_list(Char) ++ [$; | characters(Rest, Tail)];
characters([], Tail) -> Tail.

fun_text(Fun) ->
    {arity, Arity} = erlang:fun_info(Fun, arity),
    case erlang:fun_info(Fun, type) of
        {type, external} ->
            {module, Module} = erlang:fun_info(Fun, module),
            {name, Name} = erlang:fun_info(Fun, name),
            "fun " ++ atom_to_list(Module) ++ ":" ++ atom_to_list(Name) ++ "/" ++ integer_to_list(Arity);
        {type, local} ->
            "fun/" ++ integer_to_list(Arity)
    end.

other(Float, Tail, _) when is_float(Float) -> float_text(Float, Tail);
other(Bits, Tail, _) when is_bitstring(Bits) -> "<<" ++ bits(Bits, Tail);
other(Map, Tail, Own) when is_map(Map) -> map(Map, Tail, Own);
other(_, Tail, _) -> "strange" ++ Tail.

-ifdef(bits).
bits(<<Byte, Rest/bitstring>>, Tail) -> integer_to_list(Byte) ++ [$, | bits(Rest, Tail)];
bits(<<>>, Tail) -> ">>" ++ Tail;
bits(Rest, Tail) ->
    Size = bit_size(Rest),
    <<Value:Size>> = Rest,
    integer_to_list(Value) ++ ":" ++ integer_to_list(Size) ++ ">>" ++ Tail.
-else.
bits(_, Tail) -> "bits>>" ++ Tail.
-endif.

%% Before OTP 27 the negative zero was no value of its own, and not all operations kept it.
-ifdef(floats).
-if(?OTP_RELEASE < 27).
float_text(Float, Tail) when Float == 0 -> "float zero" ++ Tail;
float_text(Float, Tail) -> float_bits(Float, Tail).
-else.
float_text(Float, Tail) -> float_bits(Float, Tail).
-endif.

-ifdef(bits).
%% Nor were large integers rounded as they are from then on: the last bits of what may come from one are left out.
float_bits(Float, Tail) when abs(Float) > 1.0e15, ?OTP_RELEASE < 27 ->
    <<Bits:64>> = <<Float/float>>,
    "large float " ++ integer_to_list((Bits + 8) bsr 4, 16) ++ Tail;
float_bits(Float, Tail) ->
    <<High:32, Low:32>> = <<Float/float>>,
    "float " ++ integer_to_list(High, 16) ++ "." ++ integer_to_list(Low, 16) ++ Tail.
-else.
float_bits(Float, Tail) -> float_to_list(Float, [short]) ++ Tail.
-endif.
-else.
float_text(_, Tail) -> "float" ++ Tail.
-endif.

-ifdef(maps).
%% Sorted by the keys' texts.
map(Map, Tail, Own) ->
    Pairs = differential_library:sort([{term(Key, [], Own), term(Value, [], Own)} || {Key, Value} <- maps:to_list(Map)]),
    "#{" ++ pairs(Pairs, Tail).

pairs([{Key, Value}], Tail) -> Key ++ "=>" ++ Value ++ "}" ++ Tail;
pairs([{Key, Value} | Rest], Tail) -> Key ++ "=>" ++ Value ++ "," ++ pairs(Rest, Tail);
pairs([], Tail) -> "}" ++ Tail.
-else.
map(_, Tail, _) -> "map" ++ Tail.
-endif.
