%% OTP's `logger` without what belongs to files, overload and other nodes: there a handler is a process with a queue, and the configuration
%% a table that a server owns; here an event goes through the filters to the handlers in the process that has something to say, at
%% once, and is complete even when the system goes down next. The configuration is persistent terms, of which there are none until a
%% program changes it.
%%
%% The API is OTP's: levels (primary, of modules, of handlers), filters, handlers, formatters, metadata, the macros of `logger.hrl`. From the
%% beginning there is one handler, `default`, without filters.
%%
%% Reports are formatted by `beamlet_formatter`, in a few KB. OTP's `logger_formatter`, and the functions of `gen_server`, `supervisor`,
%% `proc_lib` and their kin that put their reports into OTP's words (`report_cb`), bring along all of `io_lib`: they are linked and used
%% only where a program asks for it with `--keep logger_formatter:format/2`, or calls it itself. Otherwise they need not be linked:
-module(logger).

-beamlet_unused([
    {report_cb, 1},
    {report_to_format, 1},
    {report_cb, 2},
    {format_log, 1},
    {format_log, 2},
    {format_otp_report, 1},
    {format_report, 1}
]).
-beamlet_callbacks([{log, 2}, {adding_handler, 1}, {removing_handler, 1}, {changing_config, 3}]).
-beamlet_unused_unless([{logger_formatter, format, 2}]).

-export([
    emergency/1, emergency/2, emergency/3,
    alert/1, alert/2, alert/3,
    critical/1, critical/2, critical/3,
    error/1, error/2, error/3,
    warning/1, warning/2, warning/3,
    notice/1, notice/2, notice/3,
    info/1, info/2, info/3,
    debug/1, debug/2, debug/3
]).
-export([log/2, log/3, log/4, allow/1, allow/2, macro_log/3, macro_log/4, macro_log/5]).
-export([format_report/1, format_otp_report/1, filter_stacktrace/2]).
-export([
    set_process_metadata/1,
    update_process_metadata/1,
    get_process_metadata/0,
    unset_process_metadata/0
]).
-export([compare_levels/2, timestamp/0]).
-export([elixir_defaults/0, no_progress/2]).
-export([
    get_config/0,
    get_primary_config/0,
    set_primary_config/1, set_primary_config/2,
    update_primary_config/1,
    add_primary_filter/2,
    remove_primary_filter/1
]).
-export([
    add_handler/3,
    add_handlers/1,
    remove_handler/1,
    get_handler_ids/0,
    get_handler_config/0, get_handler_config/1,
    set_handler_config/2, set_handler_config/3,
    update_handler_config/2, update_handler_config/3,
    update_formatter_config/2, update_formatter_config/3,
    add_handler_filter/3,
    remove_handler_filter/2
]).
-export([
    set_module_level/2,
    unset_module_level/0, unset_module_level/1,
    get_module_level/0, get_module_level/1,
    set_application_level/2,
    unset_application_level/1
]).

%% Persistent terms: the primary level, that of a module, the rest of the primary configuration, the handlers' configurations.
-define(LEVEL, '$logger_level').
-define(LEVEL(Module), {?LEVEL, Module}).
-define(PRIMARY, '$logger_primary').
-define(HANDLERS, '$logger_handlers').
%% A process's metadata in its dictionary: OTP's key.
-define(METADATA, '$logger_metadata$').

emergency(A) -> log(emergency, A).
emergency(A, B) -> log(emergency, A, B).
emergency(A, B, C) -> log(emergency, A, B, C).
alert(A) -> log(alert, A).
alert(A, B) -> log(alert, A, B).
alert(A, B, C) -> log(alert, A, B, C).
critical(A) -> log(critical, A).
critical(A, B) -> log(critical, A, B).
critical(A, B, C) -> log(critical, A, B, C).
error(A) -> log(error, A).
error(A, B) -> log(error, A, B).
error(A, B, C) -> log(error, A, B, C).
warning(A) -> log(warning, A).
warning(A, B) -> log(warning, A, B).
warning(A, B, C) -> log(warning, A, B, C).
notice(A) -> log(notice, A).
notice(A, B) -> log(notice, A, B).
notice(A, B, C) -> log(notice, A, B, C).
info(A) -> log(info, A).
info(A, B) -> log(info, A, B).
info(A, B, C) -> log(info, A, B, C).
debug(A) -> log(debug, A).
debug(A, B) -> log(debug, A, B).
debug(A, B, C) -> log(debug, A, B, C).

log(Level, Message) -> event(Level, message(Message), #{}).

log(Level, Fun, Args) when is_function(Fun, 1), not is_map(Args) -> event(Level, {Fun, Args}, #{});
log(Level, Message, Metadata) when is_map(Metadata) -> event(Level, message(Message), Metadata);
log(Level, Format, Args) -> event(Level, {Format, Args}, #{}).

log(Level, FormatOrFun, Args, Metadata) -> event(Level, {FormatOrFun, Args}, Metadata).

event(Level, Message, Metadata) ->
    case allow(Level) of
        true -> filter(Level, Message, Metadata);
        false -> ok
    end.

%% What the macros of logger.hrl call: first whether the level is of interest, then the rest.
allow(Level) -> severity(Level) =< severity(level()).

allow(Level, Module) -> severity(Level) =< severity(persistent_term:get(?LEVEL(Module), level())).

macro_log(Location, Level, Message) -> filter(Level, message(Message), Location).

macro_log(Location, Level, Fun, Args) when is_function(Fun, 1), not is_map(Args) -> filter(Level, {Fun, Args}, Location);
macro_log(Location, Level, Message, Metadata) when is_map(Metadata) ->
    filter(Level, message(Message), maps:merge(Location, Metadata));
macro_log(Location, Level, Format, Args) ->
    filter(Level, {Format, Args}, Location).

macro_log(Location, Level, FormatOrFun, Args, Metadata) ->
    filter(Level, {FormatOrFun, Args}, maps:merge(Location, Metadata)).

%% OTP's forms of a message: `{Format, Args}`, `{string, Text}`, `{report, Report}`.
message({report, _} = Message) -> Message;
message({string, _} = Message) -> Message;
message(Report) when is_map(Report) -> {report, Report};
message([{_, _} | _] = Report) -> {report, Report};
message(Text) -> {string, Text}.

%% ---- Levels

compare_levels(Level, Level) ->
    _ = severity(Level),
    eq;
compare_levels(A, B) ->
    case severity(A) < severity(B) of
        true -> gt;
        false -> lt
    end.

severity(Level) ->
    case number(Level) of
        undefined -> erlang:error(badarg, [Level]);
        Number -> Number
    end.

number(none) -> -1;
number(emergency) -> 0;
number(alert) -> 1;
number(critical) -> 2;
number(error) -> 3;
number(warning) -> 4;
number(notice) -> 5;
number(info) -> 6;
number(debug) -> 7;
number(all) -> 10;
number(_) -> undefined.

level() -> persistent_term:get(?LEVEL, notice).

set_module_level(Module, Level) when is_atom(Module) ->
    set_module_level([Module], Level);
set_module_level(Modules, Level) when is_list(Modules) ->
    case lists:all(fun is_atom/1, Modules) of
        false -> {error, {not_a_list_of_modules, Modules}};
        true ->
            case number(Level) of
                undefined ->
                    {error, {invalid_level, Level}};
                _ ->
                    [persistent_term:put(?LEVEL(Module), Level) || Module <- Modules],
                    ok
            end
    end;
set_module_level(Modules, _) ->
    {error, {not_a_list_of_modules, Modules}}.

unset_module_level() -> unset_module_level([Module || {Module, _} <- get_module_level()]).

unset_module_level(Module) when is_atom(Module) ->
    unset_module_level([Module]);
unset_module_level(Modules) ->
    [persistent_term:erase(?LEVEL(Module)) || Module <- Modules],
    ok.

get_module_level() -> [{Module, Level} || {?LEVEL(Module), Level} <- persistent_term:get()].

get_module_level(Module) when is_atom(Module) -> get_module_level([Module]);
get_module_level(Modules) -> [Pair || {Module, _} = Pair <- get_module_level(), lists:member(Module, Modules)].

set_application_level(Application, Level) ->
    case application:get_key(Application, modules) of
        {ok, Modules} -> set_module_level(Modules, Level);
        undefined -> {error, {not_loaded, Application}}
    end.

unset_application_level(Application) ->
    case application:get_key(Application, modules) of
        {ok, Modules} -> unset_module_level(Modules);
        undefined -> {error, {not_loaded, Application}}
    end.

timestamp() -> os:system_time(microsecond).

%% What Elixir's Logger does when its application starts, where a program has not said otherwise: everything is of interest, but not
%% what supervisors have started.
elixir_defaults() ->
    ok = persistent_term:put(?LEVEL, persistent_term:get(?LEVEL, debug)),
    Filters = [{logger_translator, {fun ?MODULE:no_progress/2, []}}],
    persistent_term:put(?PRIMARY, persistent_term:get(?PRIMARY, (primary())#{filters := Filters})).

no_progress(#{level := Level, meta := #{domain := [otp, sasl | _]}}, _) when Level =:= info; Level =:= debug -> stop;
no_progress(_, _) -> ignore.

%% ---- Metadata of a process

set_process_metadata(Metadata) when is_map(Metadata) ->
    _ = put(?METADATA, Metadata),
    ok;
set_process_metadata(Metadata) ->
    erlang:error(badarg, [Metadata]).

update_process_metadata(Metadata) when is_map(Metadata) ->
    case get(?METADATA) of
        undefined -> set_process_metadata(Metadata);
        Old -> set_process_metadata(maps:merge(Old, Metadata))
    end;
update_process_metadata(Metadata) ->
    erlang:error(badarg, [Metadata]).

get_process_metadata() -> get(?METADATA).

unset_process_metadata() ->
    _ = erase(?METADATA),
    ok.

%% ---- The primary configuration

get_config() -> #{primary => get_primary_config(), handlers => get_handler_config(), proxy => #{}, module_levels => get_module_level()}.

get_primary_config() -> (primary())#{level => level()}.

primary() -> persistent_term:get(?PRIMARY, #{filter_default => log, filters => [], metadata => #{}}).

set_primary_config(Config) when is_map(Config) ->
    update_primary_config(maps:merge(#{level => notice, filter_default => log, filters => [], metadata => #{}}, Config));
set_primary_config(Config) ->
    {error, {invalid_config, Config}}.

set_primary_config(Key, Value) -> update_primary_config(#{Key => Value}).

update_primary_config(Config) when is_map(Config) ->
    case invalid(primary, maps:to_list(Config)) of
        false ->
            Rest = maps:remove(level, Config),
            _ = [persistent_term:put(?LEVEL, Level) || #{level := Level} <- [Config]],
            _ = [persistent_term:put(?PRIMARY, maps:merge(primary(), Rest)) || map_size(Rest) > 0],
            ok;
        Error ->
            {error, Error}
    end;
update_primary_config(Config) ->
    {error, {invalid_config, Config}}.

%% What is wrong in a configuration, the primary one or a handler's, or `false`.
invalid(Whose, [{level, Level} | Rest]) ->
    case number(Level) of
        undefined -> {invalid_level, Level};
        _ -> invalid(Whose, Rest)
    end;
invalid(_, [{filter_default, Value} | _]) when Value =/= log, Value =/= stop ->
    {invalid_filter_default, Value};
invalid(Whose, [{filters, Filters} | Rest]) when is_list(Filters) ->
    case [Filter || Filter <- Filters, not is_filter(Filter)] of
        [] -> invalid(Whose, Rest);
        [Filter | _] -> {invalid_filter, Filter}
    end;
invalid(_, [{filters, Filters} | _]) ->
    {invalid_filters, Filters};
invalid(handler, [{formatter, {Module, _}} | Rest]) when is_atom(Module) ->
    invalid(handler, Rest);
invalid(handler, [{formatter, {Module, _}} | _]) ->
    {invalid_module, Module};
invalid(handler, [{formatter, Formatter} | _]) ->
    {invalid_formatter, Formatter};
invalid(primary, [{Key, _} = Setting | _]) when Key =/= filter_default, Key =/= metadata ->
    {invalid_primary_config, Setting};
invalid(primary, [{metadata, Metadata} = Setting | _]) when not is_map(Metadata) ->
    {invalid_primary_config, Setting};
invalid(Whose, [_ | Rest]) ->
    invalid(Whose, Rest);
invalid(_, []) ->
    false.

is_filter({_, {Fun, _}}) -> is_function(Fun, 2);
is_filter(_) -> false.

add_primary_filter(Id, Filter) ->
    #{filters := Filters} = primary(),
    case added(Id, Filter, Filters) of
        {ok, New} -> update_primary_config(#{filters => New});
        Error -> Error
    end.

remove_primary_filter(Id) ->
    #{filters := Filters} = primary(),
    case removed(Id, Filters) of
        {ok, New} -> update_primary_config(#{filters => New});
        Error -> Error
    end.

added(Id, {Fun, _} = Filter, Filters) when is_function(Fun, 2) ->
    case lists:keymember(Id, 1, Filters) of
        true -> {error, {already_exist, Id}};
        false -> {ok, Filters ++ [{Id, Filter}]}
    end;
added(Id, Filter, _) ->
    {error, {invalid_filter, {Id, Filter}}}.

removed(Id, Filters) ->
    case lists:keytake(Id, 1, Filters) of
        {value, _, Left} -> {ok, Left};
        false -> {error, {not_found, Id}}
    end.

%% ---- Handlers

handlers() ->
    persistent_term:get(?HANDLERS, [
        {default, #{
            id => default,
            module => logger_std_h,
            level => all,
            filter_default => log,
            filters => [],
            formatter => {logger_formatter, #{legacy_header => true, single_line => false}},
            config => #{type => standard_io}
        }}
    ]).

put_handler(Id, Config) -> persistent_term:put(?HANDLERS, [{Id, Config} | lists:keydelete(Id, 1, handlers())]).

get_handler_ids() -> [Id || {Id, _} <- handlers()].

get_handler_config() -> [Config || {_, Config} <- handlers()].

get_handler_config(Id) ->
    case lists:keyfind(Id, 1, handlers()) of
        {_, Config} -> {ok, Config};
        false -> {error, {not_found, Id}}
    end.

add_handler(Id, Module, Config) when is_atom(Id), is_atom(Module), is_map(Config) ->
    case {invalid(handler, maps:to_list(Config)), get_handler_config(Id)} of
        {false, {ok, _}} ->
            {error, {already_exist, Id}};
        {false, _} ->
            Complete = (maps:merge(default(), Config))#{id => Id, module => Module},
            case optional(Module, adding_handler, [Complete], {ok, Complete}) of
                {ok, New} -> put_handler(Id, New);
                {error, Reason} -> {error, {handler_not_added, Reason}}
            end;
        {Error, _} ->
            {error, Error}
    end;
add_handler(Id, _, _) when not is_atom(Id) -> {error, {invalid_id, Id}};
add_handler(_, Module, _) when not is_atom(Module) -> {error, {invalid_module, Module}};
add_handler(_, _, Config) -> {error, {invalid_config, Config}}.

default() -> #{level => all, filter_default => log, filters => [], formatter => {logger_formatter, #{}}}.

%% The handlers of a list such as an application has in its environment as `logger`. `default` is another one then.
add_handlers(Application) when is_atom(Application) ->
    add_handlers(application:get_env(Application, logger, []));
add_handlers([{handler, default, undefined} | Rest]) ->
    _ = remove_handler(default),
    add_handlers(Rest);
add_handlers([{handler, Id, Module, Config} | Rest]) ->
    _ = [remove_handler(default) || Id =:= default],
    case add_handler(Id, Module, Config) of
        ok -> add_handlers(Rest);
        {error, Reason} -> {error, {bad_config, {handler, {Reason, {Id, Module, Config}}}}}
    end;
add_handlers([{filters, Default, Filters} | Rest]) ->
    ok = update_primary_config(#{filter_default => Default, filters => Filters}),
    add_handlers(Rest);
add_handlers([{module_level, Level, Modules} | Rest]) ->
    ok = set_module_level(Modules, Level),
    add_handlers(Rest);
add_handlers([]) ->
    ok;
add_handlers(Config) ->
    {error, {bad_config, Config}}.

%% A callback that a handler's module need not have.
optional(logger_std_h, adding_handler, [Config], _) ->
    logger_std_h:adding_handler(Config);
optional(Module, adding_handler, [Config], Otherwise) ->
    case erlang:function_exported(Module, adding_handler, 1) of
        true -> Module:adding_handler(Config);
        false -> Otherwise
    end;
optional(Module, removing_handler, [Config], Otherwise) ->
    case erlang:function_exported(Module, removing_handler, 1) of
        true -> Module:removing_handler(Config);
        false -> Otherwise
    end;
optional(Module, changing_config, [Mode, Old, New], Otherwise) ->
    case erlang:function_exported(Module, changing_config, 3) of
        true -> Module:changing_config(Mode, Old, New);
        false -> Otherwise
    end.

remove_handler(Id) ->
    case get_handler_config(Id) of
        {ok, #{module := Module} = Config} ->
            _ = optional(Module, removing_handler, [Config], ok),
            persistent_term:put(?HANDLERS, lists:keydelete(Id, 1, handlers()));
        Error ->
            Error
    end.

set_handler_config(Id, Config) -> change(Id, set, fun(_) -> default() end, Config).

set_handler_config(Id, Key, Value) -> change(Id, set, fun(Old) -> Old end, #{Key => Value}).

update_handler_config(Id, Config) -> change(Id, update, fun(Old) -> Old end, Config).

update_handler_config(Id, Key, Value) -> update_handler_config(Id, #{Key => Value}).

%% What changes is merged into what `Base` makes of the old configuration.
change(Id, Mode, Base, Change) when is_map(Change) ->
    case {invalid(handler, maps:to_list(Change)), get_handler_config(Id)} of
        {false, {ok, #{module := Module} = Old}} ->
            case [Key || Key <- [id, module], is_map_key(Key, Change), map_get(Key, Change) =/= map_get(Key, Old)] of
                [] ->
                    New = (maps:merge(Base(Old), Change))#{id => Id, module => Module},
                    case optional(Module, changing_config, [Mode, Old, New], {ok, New}) of
                        {ok, Config} -> put_handler(Id, Config);
                        Error -> Error
                    end;
                Keys ->
                    {error, {illegal_config_change, maps:with(Keys, Old), maps:with(Keys, Change)}}
            end;
        {false, Error} ->
            Error;
        {Error, _} ->
            {error, Error}
    end;
change(_, _, _, Config) ->
    {error, {invalid_config, Config}}.

update_formatter_config(Id, Key, Value) -> update_formatter_config(Id, #{Key => Value}).

update_formatter_config(Id, Change) when is_map(Change) ->
    case get_handler_config(Id) of
        {ok, #{formatter := {Module, Config}}} ->
            update_handler_config(Id, #{formatter => {Module, maps:merge(Config, Change)}});
        Error ->
            Error
    end;
update_formatter_config(_, Change) ->
    {error, {invalid_formatter_config, Change}}.

add_handler_filter(Id, Name, Filter) ->
    case get_handler_config(Id) of
        {ok, #{filters := Filters} = Config} ->
            case added(Name, Filter, Filters) of
                {ok, New} -> put_handler(Id, Config#{filters => New});
                Error -> Error
            end;
        Error ->
            Error
    end.

remove_handler_filter(Id, Name) ->
    case get_handler_config(Id) of
        {ok, #{filters := Filters} = Config} ->
            case removed(Name, Filters) of
                {ok, New} -> put_handler(Id, Config#{filters => New});
                Error -> Error
            end;
        Error ->
            Error
    end.

%% ---- From event to handlers

filter(Level, {Fun, Args}, Metadata) when is_function(Fun, 1) ->
    try Fun(Args) of
        ignore -> ok;
        {Format, _} = Message when is_list(Format); is_binary(Format) -> filter(Level, Message, Metadata);
        Message -> filter(Level, message(Message), Metadata)
    catch
        Class:Reason ->
            filter(Level, {"LAZY_FUN CRASH: ~tp; Reason: ~tp", [{Fun, Args}, {Class, Reason}]}, Metadata)
    end;
filter(Level, Message, Metadata) ->
    #{filters := Filters, filter_default := Default, metadata := Primary} = primary(),
    Own =
        case get(?METADATA) of
            undefined -> Primary;
            Process -> maps:merge(Primary, Process)
        end,
    Always = #{pid => self(), gl => group_leader(), time => timestamp()},
    Event = #{level => Level, msg => Message, meta => maps:merge(maps:merge(Always, Own), Metadata)},
    case passes(Filters, Event, Default, ignored) of
        stop -> ok;
        Passed -> handle(handlers(), Passed)
    end.

%% The event as the filters leave it, or `stop`. A filter that fails is passed over.
passes([{_, {Fun, Extra}} | Rest], Event, Default, Seen) ->
    try Fun(Event, Extra) of
        stop -> stop;
        ignore -> passes(Rest, Event, Default, Seen);
        #{level := _, msg := _, meta := _} = New -> passes(Rest, New, Default, said)
    catch
        _:_ -> passes(Rest, Event, Default, Seen)
    end;
passes([], _, stop, ignored) ->
    stop;
passes([], Event, _, _) ->
    Event.

handle([{Id, #{module := Module, level := Level, filters := Filters, filter_default := Default} = Config} | Rest], Event) ->
    #{level := Own} = Event,
    case severity(Own) =< severity(Level) andalso passes(Filters, Event, Default, ignored) of
        false -> ok;
        stop -> ok;
        Passed -> call(Id, Module, Passed, maps:without([level, filters, filter_default], Config))
    end,
    handle(Rest, Event);
handle([], _) ->
    ok.

%% A handler that fails is removed, as in OTP.
call(_, logger_std_h, Event, Config) ->
    logger_std_h:log(Event, Config);
call(Id, Module, Event, Config) ->
    try
        Module:log(Event, Config)
    catch
        Class:Reason ->
            ok = persistent_term:put(?HANDLERS, lists:keydelete(Id, 1, handlers())),
            filter(error, {"Handler ~tp crashed and was removed: ~tp", [Id, {Class, Reason}]}, #{})
    end.

%% ---- Reports without a function of their own, in OTP's words

format_report(Report) when is_map(Report) ->
    format_report(maps:to_list(Report));
format_report([_ | _] = Report) ->
    case is_text(Report) of
        true -> {"~ts", [Report]};
        false -> {lists:flatten(lists:join("\n", [controls(Item) || Item <- Report])), lists:flatmap(fun values/1, Report)}
    end;
format_report(Report) ->
    {"~tp", [Report]}.

controls({_, Value}) -> "    ~tp: " ++ control(Value);
controls(_) -> "    ~tp".

values({Key, Value}) -> [Key, Value];
values(Value) -> [Value].

control(Value) ->
    case is_text(Value) of
        true -> "~ts";
        false -> "~tp"
    end.

is_text([_ | _] = Value) -> lists:all(fun(C) -> is_integer(C) andalso (C >= 32 andalso C < 127 orelse C =:= $\n orelse C =:= $\t) end, Value);
is_text(_) -> false.

%% A stack trace without what a formatter itself has called.
filter_stacktrace(Module, [{Module, _, _, _} | _]) -> [];
filter_stacktrace(Module, [Entry | Rest]) -> [Entry | filter_stacktrace(Module, Rest)];
filter_stacktrace(_, []) -> [].

format_otp_report(#{label := _, report := Report}) -> format_report(Report);
format_otp_report(Report) -> format_report(Report).
