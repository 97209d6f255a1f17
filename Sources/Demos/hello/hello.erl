%% Calls across three modules: hello asks greeting for its words, and greeting asks catalog. Prints
%%
%%     Hello from the BEAM!
%%     Hallo von der BEAM!
%%     Hei BEAMilta!
%%     Return value: 3
-module(hello).
-export([start/0]).

start() ->
    greet(greeting:languages(), 0).

greet([], Count) ->
    Count;
greet([Language | Languages], Count) ->
    erlang:display_string(greeting:text(Language)),
    erlang:display_string("\n"),
    greet(Languages, Count + 1).
