%% The program of `beamlet run --eunit`: runs the EUnit tests of all modules that have some, with OTP's `eunit`.
%%
%% Modules that include `eunit.hrl` export `test/0`. `eunit` itself looks for the tests in `m_tests` when it tests `m`.
-module(beamlet_eunit).

-export([start/0]).

start() ->
    Modules = lists:sort([Module || Module <- erlang:loaded(), erlang:function_exported(Module, test, 0)]),
    case eunit:test([Module || Module <- Modules, not is_tested_with(Module, Modules)], [verbose]) of
        ok -> ok;
        _ -> erlang:halt(1)
    end.

is_tested_with(Module, Modules) ->
    lists:any(fun(Other) -> atom_to_list(Module) =:= atom_to_list(Other) ++ "_tests" end, Modules).
