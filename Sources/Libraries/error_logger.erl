%% OTP's `error_logger` without its event handlers, which were the ancestors of `logger`'s: its reports go to `logger`, which prints
%% them. (`logger` is Beamlet's own too, and says why.)
-module(error_logger).

-export([
    error_msg/1, error_msg/2,
    format/2,
    error_report/1, error_report/2,
    warning_msg/1, warning_msg/2,
    warning_report/1, warning_report/2,
    info_msg/1, info_msg/2,
    info_report/1, info_report/2
]).
-export([report_to_format/1]).
-export([get_format_depth/0, limit_term/1, tty/1]).

error_msg(Format) -> error_msg(Format, []).
error_msg(Format, Args) -> message(error, error_msg, error, Format, Args).

format(Format, Args) -> error_msg(Format, Args).

error_report(Report) -> error_report(std_error, Report).
error_report(Type, Report) -> report(error, error_report, Type, Report).

warning_msg(Format) -> warning_msg(Format, []).
warning_msg(Format, Args) -> message(warning, warning_msg, warning_msg, Format, Args).

warning_report(Report) -> warning_report(std_warning, Report).
warning_report(Type, Report) -> report(warning, warning_report, Type, Report).

%% OTP shows these at the level `notice`, as its manual says.
info_msg(Format) -> info_msg(Format, []).
info_msg(Format, Args) -> message(notice, info_msg, info_msg, Format, Args).

info_report(Report) -> info_report(std_info, Report).
info_report(Type, Report) -> report(notice, info_report, Type, Report).

%% Reports and metadata are OTP's: by the latter the heading of a notice is that of an information.
message(Level, Label, Tag, Format, Args) ->
    log(Level, #{label => {?MODULE, Label}, format => Format, args => Args}, #{error_logger => #{tag => Tag}}).

report(Level, Label, Type, Report) ->
    Meta = #{error_logger => #{tag => Label, type => Type}},
    log(Level, #{label => {?MODULE, Label}, report => Report}, domain(Type, Meta)).

domain(Type, Meta) when Type =:= std_error; Type =:= std_warning; Type =:= std_info -> Meta;
domain(Type, Meta) -> Meta#{domain => [Type]}.

log(Level, Report, Meta) -> logger:log(Level, Report, Meta#{report_cb => fun ?MODULE:report_to_format/1}).

report_to_format(#{format := Format, args := Args}) -> {Format, Args};
report_to_format(#{report := Report}) -> logger:format_report(Report).

%% How deep terms are printed: all of them.
get_format_depth() -> unlimited.

limit_term(Term) -> Term.

tty(_Flag) -> ok.
