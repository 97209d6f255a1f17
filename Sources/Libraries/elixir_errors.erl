%% What `IO.warn` calls of Elixir's compiler at run time, without the compiler: a warning goes to standard error, without the excerpt of a
%% source that is not there.
-module(elixir_errors).

-export([emit_diagnostic/6, log_and_print_warning/4]).

emit_diagnostic(Severity, _Position, _File, Message, _Stacktrace, _Options) ->
    io:put_chars(standard_error, [atom_to_list(Severity), ": ", Message, $\n]).

%% Up to Elixir 1.14. The message has its stack trace with it.
log_and_print_warning(_Line, _File, _Logged, Message) ->
    io:put_chars(standard_error, ["warning: ", Message, $\n]).
