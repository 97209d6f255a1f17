%% What `IO.warn` asks `Macro.Env` for at run time: where a warning belongs in the sources, which a program that was compiled does not know.
%% Elixir's own is linked where a given module has environments of the compiler.
-module('Elixir.Macro.Env').

-beamlet_unless_called([{'Elixir.Macro.Env', any}, {'Elixir.Macro', any}, {'Elixir.Code', any}]).

-export([stacktrace/1]).

stacktrace(_Env) -> [].
