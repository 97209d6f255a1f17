%% The program of `beamlet run --exunit`: runs the ExUnit tests of all modules that have some, with Elixir's `ex_unit`.
%%
%% A process that OTP has on a desktop is needed: that for signals, of which there are none here.
-module(beamlet_exunit).

-export([start/0]).

start() ->
    {ok, _} = gen_event:start({local, erl_signal_server}),
    Modules = [Module || Module <- erlang:loaded(), erlang:function_exported(Module, '__ex_unit__', 0)],
    'Elixir.ExUnit':start([{autorun, false}, {seed, 0}, {colors, [{enabled, false}]}]),
    case 'Elixir.ExUnit':run(lists:sort(Modules)) of
        #{failures := 0} -> ok;
        _ -> erlang:halt(1)
    end.
