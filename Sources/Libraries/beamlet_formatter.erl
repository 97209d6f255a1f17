%% A formatter of `logger` that is small: it serves in place of OTP's `logger_formatter`, which brings along `io_lib`, `string` and
%% `calendar`. The heading is OTP's; so are the words of its behaviours' reports in the main, with each term on one line. Events of Elixir's
%% Logger look as Elixir prints them.
-module(beamlet_formatter).

-export([format/2]).

%% Text as a list of characters and binaries.
format(#{level := Level, msg := Message, meta := #{domain := [elixir | _], time := Time}}, _Config) ->
    {_, Clock} = clock(Time),
    [$\n, lists:sublist(Clock, 12), " [", atom_to_list(Level), "] ", text(Message), $\n];
format(#{level := Level, msg := Message, meta := Metadata}, _Config) ->
    #{time := Time} = Metadata,
    {Date, Clock} = clock(Time),
    Text = text(Message),
    ["=", title(Level, Metadata), "==== ", Date, "::", Clock, " ===\n", Text, $\n].

title(_, #{logger_formatter := #{title := Title}}) -> Title;
title(notice, #{error_logger := _}) -> "INFO REPORT";
title(Level, _) -> [C - 32 || C <- atom_to_list(Level)] ++ " REPORT".

%% The date, and the time of day in microseconds, as texts.
clock(Time) ->
    Seconds = Time div 1000000,
    {{Year, Month, Day}, {Hour, Minute, Second}} =
        erlang:universaltime_to_localtime(erlang:posixtime_to_universaltime(Seconds)),
    Name = element(Month, {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"}),
    {
        [integer_to_list(Day), $-, Name, $-, integer_to_list(Year)],
        digits(Hour, 2) ++ ":" ++ digits(Minute, 2) ++ ":" ++ digits(Second, 2) ++ "." ++ digits(Time rem 1000000, 6)
    }.

digits(Number, Count) ->
    Text = integer_to_list(Number),
    lists:duplicate(Count - length(Text), $0) ++ Text.

text({report, #{label := {proc_lib, crash}, report := [Own, Linked]}}) ->
    ["  crasher:\n", pairs(Own, "    "), "\n  neighbours:", [["\n    neighbour:\n", pairs(Process, "      ")] || {neighbour, Process} <- Linked]];
text({report, #{label := {gen_server, terminate}, name := Name, reason := Reason} = Report}) ->
    terminating("Generic server ", Name, Report, Reason);
text({report, #{label := {gen_statem, terminate}, name := Name, reason := {Class, Reason, Stack}} = Report}) ->
    terminating("State machine ", Name, Report#{last_message => maps:get(queue, Report, [])}, {Class, Reason, Stack});
text({report, #{label := {error_logger, _}, format := Format, args := Args}}) ->
    beamlet_text:format(Format, Args);
text({report, #{label := {error_logger, _}, report := Report}}) ->
    text({report, Report});
text({report, #{label := {_, _}, report := [{_, _} | _] = Report}}) ->
    pairs(Report, "    ");
text({report, #{} = Report}) ->
    pairs([{Key, said(Value)} || {Key, Value} <- maps:to_list(Report)], "    ");
text({report, [{_, _} | _] = Report}) ->
    pairs([{Key, said(Value)} || {Key, Value} <- Report], "    ");
text({report, Report}) ->
    beamlet_text:term(Report);
text({string, Text}) ->
    beamlet_text:format("~ts", [Text]);
text({Format, Args}) ->
    beamlet_text:format(Format, Args).

terminating(What, Name, Report, Reason) ->
    lists:join($\n, [
        ["** ", What, beamlet_text:term(Name), " terminating"],
        ["** Last message in was ", beamlet_text:term(maps:get(last_message, Report, none))],
        ["** When Server state == ", beamlet_text:term(maps:get(state, Report, none))],
        "** Reason for termination ==",
        ["** ", beamlet_text:term(Reason)]
    ]).

pairs([Pair], Indent) -> pair(Pair, Indent);
pairs([Pair | Rest], Indent) -> [pair(Pair, Indent), $\n | pairs(Rest, Indent)];
pairs([], _) -> [].

%% A text in a report of a program's own is printed without quotes.
said([C | _] = Value) when is_integer(C) ->
    case beamlet_text:term(Value) of
        [$" | _] -> {text, Value};
        _ -> Value
    end;
said(Value) ->
    Value.

pair({Key, {text, Value}}, Indent) -> [Indent, beamlet_text:format("~ts", [Key]), ": ", Value];
pair({Key, Value}, Indent) -> [Indent, beamlet_text:format("~ts", [Key]), ": ", beamlet_text:term(Value)];
pair(Term, Indent) -> [Indent, beamlet_text:term(Term)].
