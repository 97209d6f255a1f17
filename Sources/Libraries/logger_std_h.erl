%% OTP's standard handler of `logger`, whose own is a process with a queue for each handler, and files. This one writes to the console in
%% the process that logs.
-module(logger_std_h).

-beamlet_callbacks([{format, 2}]).

-export([adding_handler/1, log/2, filesync/1]).

adding_handler(#{config := #{type := Type}}) when Type =/= standard_io, Type =/= standard_error ->
    {error, {invalid_config, ?MODULE, #{type => Type}}};
adding_handler(#{config := Own} = Config) ->
    {ok, Config#{config => maps:merge(#{type => standard_io}, Own)}};
adding_handler(Config) ->
    {ok, Config#{config => #{type => standard_io}}}.

log(Event, #{formatter := Formatter, config := #{type := Type}}) ->
    beamlet_console:write(Type, format(Formatter, Event)).

%% `logger_formatter` is OTP's where the program has asked for it: see logger.
format({Module, Config}, Event) ->
    case erlang:function_exported(Module, format, 2) of
        true -> Module:format(Event, Config);
        false -> beamlet_formatter:format(Event, Config)
    end.

filesync(_Handler) -> ok.
