%% Calls a native function by a name that nobody can see before it runs.
-module(computed).
-export([start/0]).

start() ->
    Module = list_to_atom(lower("ERLANG")),
    Module:adler32(<<"abc">>).

lower(Text) -> [Character + 32 || Character <- Text].
