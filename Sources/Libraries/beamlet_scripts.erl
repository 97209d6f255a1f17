%% Terms and expressions in files, for `file:consult/1`, `file:eval/1`, `file:script/1` and their kin. Beamlet's own: OTP's `file` reads them with
%% the server of an open file, and finds the encoding with `epp`.
-module(beamlet_scripts).

-export([terms/1, eval/2, value/2]).

%% The terms of a text: {ok, Terms}, or an error.
terms(Text) -> terms(Text, 1, []).

terms(Text, Line, Terms) ->
    case erl_scan:tokens([], Text ++ eof, Line) of
        {done, {ok, Tokens, Next}, Rest} ->
            case erl_parse:parse_term(Tokens) of
                {ok, Term} -> terms(chars(Rest), Next, [Term | Terms]);
                Error -> Error
            end;
        {done, {error, Info, _}, _} ->
            {error, Info};
        {done, {eof, _}, _} ->
            {ok, lists:reverse(Terms)}
    end.

%% What the scanner leaves ends with `eof`.
chars([C | Rest]) -> [C | chars(Rest)];
chars(_) -> [].

%% Evaluates all expressions of a text. `ok`, or the first error.
eval(Text, Bindings) ->
    case evaluated(Text, 1, none, [], Bindings) of
        {_, _, []} -> ok;
        {_, _, Errors} -> {error, lists:last(Errors)}
    end.

%% {ok, the value of the last expression}, or the first error.
value(Text, Bindings) ->
    case evaluated(Text, 1, none, [], Bindings) of
        {{value, Value}, _, []} -> {ok, Value};
        {none, Line, []} -> {error, {Line, file, undefined_script}};
        {_, _, Errors} -> {error, lists:last(Errors)}
    end.

%% {the last value or `none`, the last line, errors from the last to the first}.
evaluated(Text, Line, Last, Errors, Bindings) ->
    case erl_scan:tokens([], Text ++ eof, Line) of
        {done, {ok, Tokens, Next}, Rest} ->
            {Value, Failed, Bound} = expressions(erl_parse:parse_exprs(Tokens), Next, Last, Errors, Bindings),
            evaluated(chars(Rest), Next, Value, Failed, Bound);
        {done, {error, Info, Next}, Rest} ->
            evaluated(chars(Rest), Next, Last, [Info | Errors], Bindings);
        {done, {eof, Next}, _} ->
            {Last, Next, Errors}
    end.

expressions({ok, Forms}, Next, Last, Errors, Bindings) ->
    try erl_eval:exprs(Forms, Bindings) of
        {value, Value, Bound} -> {{value, Value}, Errors, Bound}
    catch
        Class:Reason:Stack -> {Last, [{Next, file, {Class, Reason, Stack}} | Errors], Bindings}
    end;
expressions({error, Info}, _, Last, Errors, Bindings) ->
    {Last, [Info | Errors], Bindings}.
