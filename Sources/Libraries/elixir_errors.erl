%% What `IO.warn` calls of Elixir's compiler at run time, without the compiler: a warning goes to standard error, without the excerpt of a
%% source that is not there.
-module(elixir_errors).

-export([emit_diagnostic/6]).

emit_diagnostic(Severity, _Position, _File, Message, _Stacktrace, _Options) ->
    beamlet_console:write(standard_error, [atom_to_list(Severity), ": ", Message, $\n]).
