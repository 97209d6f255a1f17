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
-export([get_format_depth/0, limit_term/1, tty/1]).

%% The metadata of OTP's: by it the heading of a notice is that of an information.
meta(Tag) -> #{error_logger => #{tag => Tag}}.
meta(Tag, Type) -> #{error_logger => #{tag => Tag, type => Type}}.

error_msg(Format) -> error_msg(Format, []).
error_msg(Format, Args) -> logger:log(error, Format, Args, meta(error)).

format(Format, Args) -> error_msg(Format, Args).

error_report(Report) -> logger:log(error, {report, Report}, meta(error_report)).
error_report(Type, Report) -> logger:log(error, {report, Report}, meta(error_report, Type)).

warning_msg(Format) -> warning_msg(Format, []).
warning_msg(Format, Args) -> logger:log(warning, Format, Args, meta(warning_msg)).

warning_report(Report) -> logger:log(warning, {report, Report}, meta(warning_report)).
warning_report(Type, Report) -> logger:log(warning, {report, Report}, meta(warning_report, Type)).

%% OTP shows these at the level `notice`, as its manual says.
info_msg(Format) -> info_msg(Format, []).
info_msg(Format, Args) -> logger:log(notice, Format, Args, meta(info_msg)).

info_report(Report) -> logger:log(notice, {report, Report}, meta(info_report)).
info_report(Type, Report) -> logger:log(notice, {report, Report}, meta(info_report, Type)).

%% How deep terms are printed: all of them.
get_format_depth() -> unlimited.

limit_term(Term) -> Term.

tty(_Flag) -> ok.
