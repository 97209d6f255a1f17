%% Elixir's `Inspect.Opts` for the small `Inspect.Algebra`: see there. Elixir's own has the protocol `Inspect` in its defaults.
-module('Elixir.Inspect.Opts').

-beamlet_unless_called([
    {'Elixir.Kernel', inspect},
    {'Elixir.IO', inspect},
    {'Elixir.Inspect.Algebra', any},
    {'Elixir.Inspect.Opts', any},
    {'Elixir.Inspect', any},
    {'Elixir.Macro', any},
    {'Elixir.Exception', any}
]).

-export([new/1, '__struct__'/0, '__struct__'/1]).

new(Options) -> '__struct__'(Options).

'__struct__'() ->
    #{
        '__struct__' => ?MODULE,
        base => decimal,
        binaries => infer,
        char_lists => infer,
        charlists => infer,
        custom_options => [],
        limit => 50,
        pretty => false,
        printable_limit => 4096,
        safe => true,
        structs => true,
        syntax_colors => [],
        width => 80
    }.

'__struct__'(Options) -> maps:merge('__struct__'(), maps:from_list(Options)).
