%% Patterns that Elixir's compiler has compiled with the desktop's `re`, compiled anew for Beamlet's: the linker runs this on the desktop, so
%% that a ~r is a finished term in flash, and its evaluation takes nothing. The desktop's `unicode_util` has all tables.
-module(beamlet_re_literals).

-export([main/1]).

%% `beamlet_re_literals IN OUT`: literals in external format, each behind its size, and the same for what becomes of them.
main([In, Out]) ->
    {ok, Literals} = file:read_file(In),
    ok = file:write_file(Out, [
        <<(byte_size(Term)):32, Term/binary>>
     || <<Size:32, Literal:Size/binary>> <= Literals, Term <- [term_to_binary(anew(binary_to_term(Literal)), [{minor_version, 2}])]
    ]).

%% Up to Elixir 1.18 the pattern stands in the struct with its source, and the version of the `re` that it is for. Later, with
%% OTP 28 and its PCRE 2, there is what `re:compile/2` exports, which `re:import/1` gets at run time: the linker takes the modules that
%% read patterns accordingly.
anew(#{'__struct__' := 'Elixir.Regex', re_pattern := {re_pattern, _, _, _, _}, source := Source, opts := Options} = Regex) ->
    case compiled(Source, Options) of
        {ok, Pattern} when is_map_key(re_version, Regex) ->
            Regex#{re_pattern := Pattern, re_version := {beamlet_re_pattern:version(), little}};
        _ ->
            Regex
    end;
anew({re_exported_pattern, _, Source, Options, _} = Exported) ->
    case compiled(Source, Options) of
        {ok, Pattern} -> Pattern;
        _ -> Exported
    end;
anew([Head | Tail]) -> [anew(Head) | anew(Tail)];
anew(Tuple) when is_tuple(Tuple) -> list_to_tuple(anew(tuple_to_list(Tuple)));
anew(Map) when is_map(Map) -> maps:map(fun(_, Value) -> anew(Value) end, Map);
anew(Term) -> Term.

%% What cannot be compiled stays as it is: it fails at run time, as it would have.
compiled(Source, Options) ->
    try
        beamlet_re_pattern:compile(Source, options(Options))
    catch
        _:_ -> error
    end.

%% Elixir's options were letters up to 1.14.
options(Letters) when is_binary(Letters) -> lists:append([option(Letter) || <<Letter>> <= Letters]);
options(Options) -> Options.

option($u) -> [unicode, ucp];
option($i) -> [caseless];
option($s) -> [dotall, {newline, anycrlf}];
option($m) -> [multiline];
option($x) -> [extended];
option($f) -> [firstline];
option(Letter) when Letter =:= $U; Letter =:= $r -> [ungreedy].
