%% Every way to write to the console.
-module(speaks).
-export([start/0]).

start() ->
    ok = console:puts("puts "),
    ok = console:puts([]),
    ok = console:print("print "),
    ok = console:flush(),
    true = erlang:display_string("display_string\n"),
    true = erlang:display([$a | b]),
    %% A line that no buffer of a driver holds at once.
    ok = console:puts(dots(5000)),
    ok = console:puts("\n"),
    wrong_text(fun() -> console:puts(atom) end),
    wrong_text(fun() -> erlang:display_string([a]) end),
    ok.

dots(0) -> [];
dots(Count) -> [$. | dots(Count - 1)].

wrong_text(Fun) ->
    try
        Fun()
    catch
        error:badarg -> ok
    end.
