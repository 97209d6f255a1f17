%% The options of `re`, and its patterns: a pattern's text becomes a term that `beamlet_re_match` runs. The linker calls this, too, on the
%% desktop: see `beamlet_re_literals`.
-module(beamlet_re_pattern).

-export([compile/2, compiled/2, options/1, version/0]).

version() -> <<"8.44 Beamlet">>.

compile(Pattern, Options) -> compiled(Pattern, compile_options(Options)).

%% Options, as maps. What is not known is `badarg`.
compile_options(Options) ->
    {Compile, Run} = options(Options),
    maps:without([anchored, newline], Run) =:= #{} orelse throw(badarg),
    Compile.

options(Options) -> options(Options, #{}, #{}).

options([Option | Options], Compile, Run) ->
    case option(Option) of
        {compile, Key, Value} -> options(Options, Compile#{Key => Value}, Run);
        {run, Key, Value} -> options(Options, Compile, Run#{Key => Value});
        {capture, What, Type} -> options(Options, Compile, Run#{capture => What, type => Type});
        {both, Key, Value} -> options(Options, Compile#{Key => Value}, Run#{Key => Value})
    end;
options([], Compile, Run) ->
    {Compile, Run};
options(_, _, _) ->
    throw(badarg).

option({newline, Newline}) when Newline =:= cr; Newline =:= lf; Newline =:= crlf; Newline =:= anycrlf; Newline =:= any ->
    {both, newline, Newline};
option({offset, Offset}) when is_integer(Offset), Offset >= 0 -> {run, offset, Offset};
option({Limit, N}) when is_integer(N), N >= 0, Limit =:= match_limit orelse Limit =:= match_limit_recursion -> {run, Limit, N};
option({capture, What}) -> {capture, What, index};
option({capture, What, Type}) when Type =:= index; Type =:= list; Type =:= binary -> {capture, What, Type};
option(bsr_anycrlf) -> {compile, escape_r, anycrlf};
option(bsr_unicode) -> {compile, escape_r, unicode};
option(anchored) -> {both, anchored, true};
option(Option) when is_atom(Option) ->
    Compile = [unicode, caseless, dollar_endonly, dotall, extended, firstline, multiline, no_auto_capture, dupnames, ungreedy, ucp, never_utf, no_start_optimize, export],
    Run = [global, notbol, noteol, notempty, notempty_atstart, report_errors],
    case {lists:member(Option, Compile), lists:member(Option, Run)} of
        {true, _} -> {compile, Option, true};
        {_, true} -> {run, Option, true};
        _ -> throw(badarg)
    end;
option(_) -> throw(badarg).

%% The pattern, or what is wrong in it.
compiled(Pattern, Options) ->
    case characters(Pattern, Options) of
        {wrong, Text, At} ->
            {error, {Text, At}};
        Chars ->
            case beamlet_re_parse:parse(Chars, Options) of
                {ok, Sequence, Facts} -> linked(beamlet_re_link:link(Sequence, Facts), Chars, Options);
                {error, Text, Rest} -> {error, {binary_to_list(Text), place(Rest, Chars, Options)}}
            end
    end.

linked({error, Text, Rest}, Chars, Options) ->
    {error, {binary_to_list(Text), place(Rest, Chars, Options)}};
linked(#{facts := #{groups := Groups} = Facts} = Program, _, Options) ->
    Newline = maps:get(newline, Facts, lf),
    IsUnicode = is_map_key(unicode, Options),
    {ok, {re_pattern, Groups, flag(IsUnicode), flag(Newline =/= lf andalso Newline =/= cr), Program#{characters => IsUnicode}}}.

flag(true) -> 1;
flag(false) -> 0.

%% Where in the pattern something is wrong, by what follows there; `past` is behind its end.
place(none, _, _) -> 0;
place(past, Chars, Options) -> size(Chars, Options) + 1;
place(Rest, Chars, Options) -> size(Chars, Options) - size(Rest, Options).

%% How many bytes characters take in the pattern.
size(Chars, #{unicode := true}) -> byte_size(unicode:characters_to_binary(Chars));
size(Chars, _) -> length(Chars).

characters(Pattern, #{unicode := true}) ->
    case catch unicode:characters_to_list(Pattern) of
        Chars when is_list(Chars) -> Chars;
        {_, Good, _} when is_binary(Pattern) -> {wrong, "invalid UTF-8 string", byte_size(unicode:characters_to_binary(Good))};
        _ -> throw(badarg)
    end;
characters(Pattern, _) ->
    case catch iolist_to_binary(Pattern) of
        Bytes when is_binary(Bytes) -> binary_to_list(Bytes);
        _ -> throw(badarg)
    end.
