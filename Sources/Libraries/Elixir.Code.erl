%% Elixir's `Code` without the compiler: modules are there from the start or never, so the questions whether one is loaded or
%% compiled have an answer at once. (Protocols that are not consolidated ask at each call.) Elixir's own brings along the
%% compiler of Elixir, and of Erlang behind it.
-module('Elixir.Code').

-export([
    ensure_compiled/1,
    'ensure_compiled!'/1,
    'ensure_compiled?'/1,
    ensure_loaded/1,
    'ensure_loaded!'/1,
    'ensure_loaded?'/1,
    'loaded?'/1,
    'can_await_module_compilation?'/0
]).

ensure_loaded(Module) -> code:ensure_loaded(Module).

'ensure_loaded?'(Module) -> code:ensure_loaded(Module) =:= {module, Module}.

'ensure_loaded!'(Module) ->
    case code:ensure_loaded(Module) of
        {module, Module} -> Module;
        {error, Reason} -> refuse(Module, Reason)
    end.

ensure_compiled(Module) -> code:ensure_loaded(Module).

'ensure_compiled?'(Module) -> 'ensure_loaded?'(Module).

'ensure_compiled!'(Module) -> 'ensure_loaded!'(Module).

'loaded?'(Module) -> erlang:module_loaded(Module).

'can_await_module_compilation?'() -> false.

refuse(Module, Reason) ->
    Name =
        case atom_to_list(Module) of
            "Elixir." ++ Rest -> Rest;
            Other -> [$: | Other]
        end,
    Text = unicode:characters_to_binary(["could not load module ", Name, " due to reason :", atom_to_list(Reason)]),
    erlang:error('Elixir.ArgumentError':exception(Text)).
