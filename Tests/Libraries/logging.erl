%% logger: levels, filters, handlers, metadata, formatters, reports in OTP's words; error_logger.
%% options: --keep logger_formatter:format/2
-module(logging).
-behaviour(gen_server).

-export([start/0]).
-export([log/2, adding_handler/1, removing_handler/1, changing_config/3]).
-export([init/1, handle_call/3, handle_cast/2]).

-include_lib("kernel/include/logger.hrl").

start() ->
    %% What goes to the console has a time in it.
    _ = logger:remove_handler(default),
    [{levels, levels()}, {handlers, handlers()}, {metadata, metadata()}, {messages, messages()}, {reports, reports()}].

%% The handler sends what it gets to its owner.
adding_handler(#{config := #{refuse := Reason}}) -> {error, Reason};
adding_handler(Config) -> {ok, Config}.
removing_handler(#{config := #{owner := Owner}}) -> Owner ! removed, ok.
changing_config(Mode, _Old, #{config := #{owner := Owner}} = New) ->
    Owner ! {changing, Mode},
    {ok, New}.

log(#{level := Level, msg := Message, meta := Meta}, #{id := Id, config := #{owner := Owner}}) ->
    Owner ! {Id, Level, sorted(Message), sorted(maps:without([time, pid, gl, file, line, report_cb], Meta))}.

%% The order of a map's keys is not the same everywhere.
sorted(Map) when is_map(Map) -> lists:sort([{Key, sorted(Value)} || {Key, Value} <- maps:to_list(Map)]);
sorted({report, Report}) -> {report, sorted(Report)};
sorted(Term) -> Term.

seen() ->
    receive
        Message -> [Message | seen()]
    after 0 -> []
    end.

levels() ->
    ok = logger:set_primary_config(level, notice),
    ok = logger:add_handler(a, ?MODULE, #{config => #{owner => self()}}),
    [logger:log(Level, atom_to_list(Level)) || Level <- [emergency, alert, critical, error, warning, notice, info, debug]],
    ?LOG_INFO("not yet"),
    ok = logger:set_primary_config(level, all),
    ?LOG_INFO("now"),
    ok = logger:set_module_level(?MODULE, error),
    ?LOG_WARNING("nothing"),
    ?LOG_ERROR("something"),
    Module = logger:get_module_level(?MODULE),
    ok = logger:unset_module_level(?MODULE),
    ?LOG_DEBUG("again"),
    [
        seen(),
        Module,
        [logger:compare_levels(A, B) || {A, B} <- [{error, info}, {info, error}, {debug, debug}, {none, emergency}, {all, debug}]],
        logger:set_primary_config(level, loud),
        logger:set_module_level(?MODULE, loud),
        logger:allow(error, ?MODULE),
        maps:get(level, logger:get_primary_config())
    ].

handlers() ->
    Again = logger:add_handler(a, ?MODULE, #{}),
    Refused = logger:add_handler(c, ?MODULE, #{config => #{refuse => because}}),
    ok = logger:add_handler(b, ?MODULE, #{level => error, config => #{owner => self()}}),
    ok = logger:add_handler_filter(b, no_alerts, {fun(#{level := alert}, _) -> stop; (_, _) -> ignore end, extra}),
    Twice = logger:add_handler_filter(b, no_alerts, {fun(_, _) -> ignore end, extra}),
    ok = logger:add_primary_filter(rename, {fun
        (#{level := critical} = Event, New) -> Event#{level := New};
        (_, _) -> ignore
    end, error}),
    logger:alert("alert"),
    logger:critical("critical"),
    logger:warning("warning"),
    First = seen(),
    ok = logger:set_handler_config(b, level, warning),
    ok = logger:update_handler_config(b, filter_default, stop),
    ok = logger:remove_primary_filter(rename),
    None = logger:remove_primary_filter(rename),
    logger:warning("stopped by default"),
    Second = seen(),
    ok = logger:remove_handler_filter(b, no_alerts),
    {ok, Config} = logger:get_handler_config(b),
    Ids = lists:sort(logger:get_handler_ids()),
    ok = logger:remove_handler(b),
    [
        Again,
        Refused,
        Twice,
        First,
        None,
        Second,
        [maps:get(Key, Config) || Key <- [id, module, level, filters, filter_default]],
        Ids,
        logger:remove_handler(b),
        logger:get_handler_config(b),
        logger:get_handler_ids(),
        seen()
    ].

metadata() ->
    Before = logger:get_process_metadata(),
    ok = logger:set_process_metadata(#{request => 1, user => me}),
    ok = logger:update_process_metadata(#{request => 2}),
    ok = logger:update_primary_config(#{metadata => #{system => here, user => nobody}}),
    logger:error("text", #{own => true}),
    Process = sorted(logger:get_process_metadata()),
    ok = logger:unset_process_metadata(),
    ?LOG_ERROR("~p", [args], #{own => 2}),
    ok = logger:update_primary_config(#{metadata => #{}}),
    [Before, Process, seen()].

messages() ->
    logger:error("format ~p", [1]),
    logger:error(#{a => map}),
    logger:error([{a, list}]),
    logger:error("string", #{}),
    logger:error(fun(X) -> {"lazy ~p", [X]} end, x),
    logger:error(fun(X) -> #{lazy => X} end, x, #{m => 1}),
    logger:debug("d"),
    error_logger:error_msg("e ~p", [1]),
    error_logger:info_report([{k, v}]),
    error_logger:warning_report(type, r),
    seen().

%% OTP's reports as OTP's formatter writes them, less what differs from one run to the next.
reports() ->
    process_flag(trap_exit, true),
    Plain = [
        text(#{level => Level, msg => Message, meta => Meta})
     || {Level, Message, Meta} <- [
            {error, {"text ~p", [{a, "b"}]}, #{}},
            {notice, {string, "string"}, #{}},
            {info, {report, #{text => "text"}}, #{}},
            {warning, {report, [{key, [1, 2]}, {text, "t"}]}, #{logger_formatter => #{title => "TITLE"}}},
            {notice, {report, [a]}, #{error_logger => #{tag => info_report}}},
            {error, {report, #{k => v}}, #{report_cb => fun(#{k := V}) -> {"called back ~p", [V]} end}}
        ]
    ],
    ok = logger:add_handler_filter(a, crashes, {fun(Event, Owner) -> Owner ! {event, Event}, stop end, self()}),
    {ok, Server} = gen_server:start({local, crashing}, ?MODULE, [], []),
    Monitor = monitor(process, Server),
    gen_server:cast(Server, stop_badly),
    receive
        {'DOWN', Monitor, _, _, _} -> ok
    end,
    Crashes = [lines(text(Event)) || {event, Event} <- seen()],
    [Plain, Crashes].

text(#{meta := Meta} = Event) ->
    Timed = Event#{meta := maps:merge(#{time => 0, pid => self(), gl => group_leader()}, Meta)},
    Text = unicode:characters_to_list(logger_formatter:format(Timed, #{legacy_header => true, single_line => false})),
    %% The heading without its time.
    [Title | Rest] = string:split(Text, " ===\n"),
    {hd(string:split(Title, " ", trailing)), Rest}.

%% Those that say what is not the same everywhere are left out.
lines({Title, [Text]}) ->
    {Title, [
        Line
     || Line <- string:split(Text, "\n", all),
        not lists:any(
            fun(Part) -> string:find(Line, Part) =/= nomatch end,
            [".erl", "pid", "ancestors", "heap_size", "stack_size", "reductions", "{line", "Generic server", "handle_cast"]
        )
    ]}.

init([]) -> {ok, my_state}.
handle_call(_, _, State) -> {reply, ok, State}.
handle_cast(stop_badly, _) -> exit({bad, "reason"}).
