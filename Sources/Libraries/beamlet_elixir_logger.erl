%% Elixir's Logger for programs that configure it: on a desktop its application is started with the system.
%%
%% That application has handlers, filters, translators of reports, and in Elixir before 1.15 processes: some 50 KB of code. A program that
%% only logs does without, see `beamlet_elixir_levels`.
-module(beamlet_elixir_logger).

-beamlet_keep([{'Elixir.Logger.Translator', translate, 4}]).

-export([run/1]).

%% Starts the application, and what follows. What the machine reports goes through Logger, too: on the BEAM a process of `logger` does that.
run(Start) ->
    {ok, _} = application:ensure_all_started(logger),
    Reports = spawn(fun reports/0),
    _ = erlang:system_flag(system_logger, Reports),
    Start().

reports() ->
    receive
        {log, Level, Format, Args, Metadata} ->
            logger:log(Level, Format, Args, Metadata),
            reports();
        _ ->
            reports()
    end.
