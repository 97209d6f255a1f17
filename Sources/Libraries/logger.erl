%% OTP's `logger` without its handlers, which are processes of their own with queues, files and tables of configuration: here a
%% report is printed on the console by the process that has something to report, at once, and complete even when the
%% system goes down next.
%%
%% The levels, the macros of `logger.hrl`, metadata of processes and the primary level are OTP's. There is one handler, and its name is
%% `default`; there are no filters. A report's own function that formats it (`report_cb`) is not called: OTP's of `gen_server`,
%% `supervisor`, `proc_lib` and their kin bring along all of `io_lib`. So they need not be linked:
-module(logger).

-beamlet_unused([
    {report_cb, 1},
    {report_cb, 2},
    {format_log, 1},
    {format_log, 2},
    {format_otp_report, 1},
    {format_report, 1}
]).

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
-export([log/2, log/3, log/4, allow/2, macro_log/3, macro_log/4, macro_log/5]).
-export([
    set_process_metadata/1,
    update_process_metadata/1,
    get_process_metadata/0,
    unset_process_metadata/0
]).
-export([compare_levels/2, timestamp/0]).
-export([get_primary_config/0, set_primary_config/1, set_primary_config/2, update_primary_config/1]).
-export([get_handler_ids/0, set_module_level/2, unset_module_level/1, set_application_level/2, unset_application_level/1]).

%% The key of the primary level among the persistent terms, and of a process's metadata in its dictionary: the latter is OTP's.
-define(LEVEL, '$logger_level').
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

log(Level, Message) -> report(Level, Message, #{}).

log(Level, Fun, Args) when is_function(Fun, 1) -> report(Level, {Fun, Args}, #{});
log(Level, Message, Metadata) when is_map(Metadata) -> report(Level, Message, Metadata);
log(Level, Format, Args) -> report(Level, {Format, Args}, #{}).

log(Level, FormatOrFun, Args, Metadata) -> report(Level, {FormatOrFun, Args}, Metadata).

%% What the macros of logger.hrl call: first whether the level is of interest, then the rest.
allow(Level, _Module) -> compare_levels(Level, level()) =/= lt.

macro_log(_Location, Level, Message) -> print(Level, Message, #{}).

macro_log(_Location, Level, Fun, Args) when is_function(Fun, 1) -> print(Level, {Fun, Args}, #{});
macro_log(_Location, Level, Message, Metadata) when is_map(Metadata) -> print(Level, Message, Metadata);
macro_log(_Location, Level, Format, Args) -> print(Level, {Format, Args}, #{}).

macro_log(_Location, Level, FormatOrFun, Args, Metadata) -> print(Level, {FormatOrFun, Args}, Metadata).

report(Level, Message, Metadata) ->
    case allow(Level, undefined) of
        true -> print(Level, Message, Metadata);
        false -> ok
    end.

%% Levels.

compare_levels(A, B) ->
    case {severity(A), severity(B)} of
        {S, S} -> eq;
        {S, T} when S < T -> gt;
        _ -> lt
    end.

severity(none) -> -1;
severity(emergency) -> 0;
severity(alert) -> 1;
severity(critical) -> 2;
severity(error) -> 3;
severity(warning) -> 4;
severity(notice) -> 5;
severity(info) -> 6;
severity(debug) -> 7;
severity(all) -> 8;
severity(Level) -> erlang:error(badarg, [Level]).

level() -> persistent_term:get(?LEVEL, notice).

get_primary_config() -> #{level => level(), filter_default => log, filters => [], metadata => #{}}.

set_primary_config(level, Level) ->
    _ = severity(Level),
    persistent_term:put(?LEVEL, Level);
set_primary_config(_, _) ->
    ok.

set_primary_config(Config) -> update_primary_config(Config).

update_primary_config(#{level := Level}) -> set_primary_config(level, Level);
update_primary_config(#{}) -> ok.

get_handler_ids() -> [default].

%% There is one level for all modules: these are accepted, as programs call them when they start, and change nothing.
set_module_level(_Modules, _Level) -> ok.
unset_module_level(_Modules) -> ok.
set_application_level(_Application, _Level) -> ok.
unset_application_level(_Application) -> ok.

timestamp() -> os:system_time(microsecond).

%% Metadata of a process.

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

%% The report.

print(_Level, _Message, #{domain := [otp, sasl | _]}) ->
    %% As OTP's default handler: what supervisors start is not said, unless a program asks for the level `info`.
    ok;
print(Level, {Fun, Args}, Metadata) when is_function(Fun, 1) ->
    case Fun(Args) of
        ignore -> ok;
        Message -> print(Level, Message, Metadata)
    end;
print(Level, Message, _Metadata) ->
    put_lines(["=", title(Level, Message), " REPORT====\n", text(Message)]).

title(_, #{label := {proc_lib, crash}}) -> "CRASH";
title(_, #{label := {supervisor, progress}}) -> "PROGRESS";
title(_, #{label := {supervisor, _}}) -> "SUPERVISOR";
title(Level, _) -> [C - 32 || C <- atom_to_list(Level)].

text(#{label := {proc_lib, crash}, report := [Own, Linked]}) ->
    ["  crasher:\n", pairs(Own, "    "), "  neighbours:\n", [pairs(Process, "    ") || Process <- Linked]];
text(#{label := {supervisor, _}, report := Report}) ->
    pairs(Report, "    ");
text(#{label := {gen_server, terminate}, name := Name, reason := Reason} = Report) ->
    [
        "** Generic server ", beamlet_text:term(Name), " terminating\n",
        "** Last message in was ", beamlet_text:term(maps:get(last_message, Report, none)), "\n",
        "** When Server state == ", beamlet_text:term(maps:get(state, Report, none)), "\n",
        "** Reason for termination ==\n** ", beamlet_text:term(Reason), "\n"
    ];
text({report, Report}) ->
    text(Report);
text(Report) when is_map(Report) ->
    pairs(maps:to_list(Report), "    ");
text({string, Text}) ->
    line(beamlet_text:format("~ts", [Text]));
text({Format, Args}) ->
    line(beamlet_text:format(Format, Args));
text([{_, _} | _] = Report) ->
    pairs(Report, "    ");
text(Text) ->
    line(beamlet_text:format("~ts", [Text])).

pairs([{Key, Value} | Rest], Indent) ->
    [Indent, beamlet_text:format("~ts", [Key]), ": ", beamlet_text:term(Value), "\n" | pairs(Rest, Indent)];
pairs([Term | Rest], Indent) ->
    [Indent, beamlet_text:term(Term), "\n" | pairs(Rest, Indent)];
pairs([], _) ->
    [].

line(Text) -> [Text, "\n"].

put_lines(Lines) ->
    true = erlang:display_string(lists:flatten(Lines)),
    ok.
