%% Puts greetings together. Part of the demo hello.
-module(greeting).
-export([languages/0, text/1]).

languages() ->
    [Language || {Language, _, _} <- catalog:words()].

text(Language) ->
    {Language, Hello, From} = find(Language, catalog:words()),
    Hello ++ " " ++ From ++ "!".

find(Language, [{Language, _, _} = Entry | _]) ->
    Entry;
find(Language, [_ | Entries]) ->
    find(Language, Entries).
