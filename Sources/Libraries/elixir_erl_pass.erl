%% What compiled Elixir calls of its compiler's `elixir_erl_pass` at run time, without the compiler: for `value.name`, where the value turns
%% out to be no map with that key, or the call of one. Elixir's own warns of such calls, with all that its compiler has for diagnostics.
-module(elixir_erl_pass).

-export([no_parens_remote/2, parens_map_field/2]).

no_parens_remote(Module, Name) when is_atom(Module), Module =/= nil, not is_boolean(Module) -> {ok, apply(Module, Name, [])};
no_parens_remote(Value, Name) -> wrong('Elixir.System':version(), Value, Name).

%% What the compiled code expects: since Elixir 1.20 the reason, too. (Before "1.2" are 1.14, 1.18, ...: the texts' order.)
wrong(Version, _, _) when Version < <<"1.2">> -> error;
wrong(_, Map, Name) when is_map(Map) -> {error, {badkey, Name, Map}};
wrong(_, Value, _) -> {error, {badmap, Value}}.

parens_map_field(_Key, Value) -> Value.
