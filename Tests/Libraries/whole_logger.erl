%% Every function of logger and error_logger: those that log, at each level, and those that ask and set configurations.
-module(whole_logger).

-export([log/2, changing_config/3, filter_config/1]).

-define(MESSAGES(Messages), Messages).
-include("whole_processes.hrl").

-define(LEVELS, [emergency, alert, critical, error, warning, notice, info, debug]).

log(#{level := Level, msg := Message, meta := Meta}, #{config := #{owner := Owner}}) ->
    Owner ! {logged, Level, Message, maps:without([time, pid, gl, file, line, report_cb, error_logger], Meta), maps:get(error_logger, Meta, none)}.

changing_config(_, _, New) -> {ok, New}.

filter_config(Config) -> Config.

cases() ->
    Filters = logger:get_primary_config(),
    ok = logger:set_primary_config(#{level => all}),
    ok = logger:add_handler(mine, ?MODULE, #{level => all, config => #{owner => self()}}),
    _ = logger:remove_handler(default),
    [
        {levels_1, fun() -> [logger:Level([{text, Level}]) || Level <- [emergency]] ++ by_one(#{report => 1}) ++ by_one("text") end},
        {levels_2, fun() -> by_two("format ~p", [a]) ++ by_two("text", #{meta => 1}) ++ by_two(fun(X) -> {"~p", [X]} end, x) end},
        {levels_3, fun() -> by_three("~p", [b], #{meta => 2}) ++ by_three(fun(X) -> #{made => X} end, y, #{}) end},
        {log, fun() -> [logger:log(Level, "one") || Level <- [info, debug]] ++ [logger:log(error, "~p", [two]), logger:log(notice, "~p", [three], #{m => 3}), logger:log(error, #{r => 4}, #{m => 4})] end},
        {error_logger, fun() ->
            [
                error_logger:error_msg("e"), error_logger:error_msg("e ~p", [1]), error_logger:format("f ~p", [2]), error_logger:warning_msg("w"), error_logger:warning_msg("w ~p", [3]),
                error_logger:info_msg("i"), error_logger:info_msg("i ~p", [4]), error_logger:error_report([{r, 1}]), error_logger:error_report(mine, r), error_logger:warning_report("r"),
                error_logger:warning_report(mine, [r]), error_logger:info_report([{r, 2}]), error_logger:info_report(mine, "r"), error_logger:get_format_depth(), error_logger:tty(false)
            ]
        end},
        {module_levels, fun() ->
            [
                logger:set_module_level([?MODULE, other], error), lists:sort(logger:get_module_level()), logger:get_module_level(other), logger:get_module_level([?MODULE, nobody]), logger:allow(info, ?MODULE),
                logger:unset_module_level(other), logger:get_module_level(), logger:unset_module_level(), logger:get_module_level(), logger:set_module_level(a, loud)
            ]
        end},
        {application_levels, fun() ->
            [logger:set_application_level(no_such_application, error), logger:unset_application_level(no_such_application), application:load({application, described, [{vsn, "1"}, {modules, [a, b]}]}), logger:set_application_level(described, error), lists:sort(logger:get_module_level([a, b])), logger:unset_application_level(described), logger:get_module_level([a, b])]
        end},
        {primary, fun() ->
            [
                maps:get(level, logger:get_primary_config()), logger:update_primary_config(#{metadata => #{m => 1}}), logger:set_primary_config(#{metadata => #{n => 2}}), logger:get_primary_config(),
                logger:set_primary_config(level, all), logger:set_primary_config(nonsense, 1), logger:set_primary_config(#{level => loud}), logger:set_primary_config(filters, x), [logger:set_primary_config(Key, Value) || {Key, Value} <- wrong()], logger:set_primary_config(metadata, x), logger:update_primary_config(#{x => 1}), logger:set_primary_config(x), logger:update_primary_config(x),
                logger:set_primary_config(Filters#{level => all, filters => []})
            ]
        end},
        {handlers, fun() ->
            Config = fun() -> {ok, #{level := Level, filters := Of, filter_default := Default} = Config} = logger:get_handler_config(mine), [Level, Of, Default, map_size(Config)] end,
            {ok, All} = logger:get_handler_config(mine),
            [
                logger:set_handler_config(mine, #{level => error}), Config(), logger:set_handler_config(mine, level, info), logger:update_handler_config(mine, #{filter_default => stop}), Config(),
                logger:update_handler_config(mine, level, notice), Config(), logger:update_handler_config(nobody, #{}), logger:set_handler_config(nobody, #{}), logger:update_handler_config(mine, level, loud),
                logger:set_handler_config(mine, id, other), logger:set_handler_config(mine, maps:remove(id, maps:remove(module, All))), Config(), [maps:get(id, Handler) || Handler <- logger:get_handler_config()], [logger:set_handler_config(mine, Key, Value) || {Key, Value} <- wrong()], logger:set_handler_config(mine, wrong),
                logger:set_handler_config(nobody, level, loud), logger:update_handler_config(mine, #{id => other, module => other}), logger:set_handler_config(mine, #{id => mine, level => info, own => 1}), Config(), logger:set_handler_config(mine, All)
            ]
        end},
        {formatters, fun() ->
            Formatter = fun() -> {ok, #{formatter := Of}} = logger:get_handler_config(mine), Of end,
            [
                logger:set_handler_config(mine, formatter, {logger_formatter, #{single_line => true}}), logger:update_formatter_config(mine, #{depth => 5}), Formatter(),
                logger:update_formatter_config(mine, single_line, false), Formatter(), logger:update_formatter_config(nobody, #{}), logger:update_formatter_config(mine, x), logger:set_handler_config(mine, formatter, nonsense)
            ]
        end},
        {config, fun() -> Config = logger:get_config(), [lists:sort(maps:keys(Config)), [maps:get(id, Handler) || Handler <- maps:get(handlers, Config)], maps:get(module_levels, Config)] end},
        {add_handlers, fun() -> [logger:add_handlers([{handler, second, ?MODULE, #{config => #{owner => self()}}}]), lists:sort(logger:get_handler_ids()), logger:remove_handler(second), logger:add_handlers(nonsense)] end},
        {filters, fun() ->
            Filter = {fun(_, _) -> ignore end, x},
            [
                logger:add_primary_filter(one, Filter), logger:add_primary_filter(one, Filter), logger:add_primary_filter(two, nonsense), logger:remove_primary_filter(one), logger:remove_primary_filter(one),
                logger:add_handler_filter(mine, one, Filter), logger:add_handler_filter(mine, one, Filter), logger:add_handler_filter(nobody, one, Filter), logger:remove_handler_filter(mine, one), logger:remove_handler_filter(mine, one)
            ]
        end},
        {metadata, fun() ->
            [logger:get_process_metadata(), logger:set_process_metadata(#{a => 1}), logger:update_process_metadata(#{b => 2}), logger:get_process_metadata(), logger:error("with metadata"), logger:unset_process_metadata(), logger:get_process_metadata(), result(fun() -> logger:set_process_metadata(x) end)]
        end},
        {reports, fun() ->
            [
                [flat(logger:format_report(Report)) || Report <- [#{a => 1}, [{a, 1}, "b", {c, "d"}], "text", [x], term, [{a, 1}, {b, #{c => d}}]]], [logger:compare_levels(A, B) || A <- [all, none | ?LEVELS], B <- [error, all, none]],
                abs(logger:timestamp() - erlang:system_time(microsecond)) < 1000000
            ]
        end}
    ].

wrong() -> [{id, other}, {module, other}, {filters, x}, {filters, [x]}, {filters, [{x, y}]}, {filter_default, x}, {formatter, x}, {formatter, {1, x}}, {formatter, {x}}, {level, 1}].

flat({Format, Arguments}) -> lists:flatten(io_lib:format(Format, Arguments)).

by_one(A) -> [logger:emergency(A), logger:alert(A), logger:critical(A), logger:error(A), logger:warning(A), logger:notice(A), logger:info(A), logger:debug(A)].

by_two(A, B) -> [logger:emergency(A, B), logger:alert(A, B), logger:critical(A, B), logger:error(A, B), logger:warning(A, B), logger:notice(A, B), logger:info(A, B), logger:debug(A, B)].

by_three(A, B, C) ->
    [logger:emergency(A, B, C), logger:alert(A, B, C), logger:critical(A, B, C), logger:error(A, B, C), logger:warning(A, B, C), logger:notice(A, B, C), logger:info(A, B, C), logger:debug(A, B, C)].
