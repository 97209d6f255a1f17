%% What compiled Elixir calls of its compiler's `elixir_erl_pass` at run time, without the compiler: for `value.name`, where the value turns
%% out to be no map with that key, or the call of one. Elixir's own warns of such calls, with all that its compiler has for diagnostics.
-module(elixir_erl_pass).

-export([no_parens_remote/2, parens_map_field/2]).

no_parens_remote(Module, Name) when is_atom(Module), Module =/= nil, not is_boolean(Module) -> {ok, apply(Module, Name, [])};
no_parens_remote(_, _) -> error.

parens_map_field(_Key, Value) -> Value.
