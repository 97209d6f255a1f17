%% io reads from the console what listening.in has, and finds its end.
-module(listening).

-export([start/0]).

start() ->
    Read = [
        io:get_line("line> "),
        io:get_line(''),
        io:get_chars("chars> ", 3),
        io:get_line(""),
        io:read("term> "),
        io:get_line(""),
        io:fread("fread> ", "~d ~s"),
        io:fread("", "~d"),
        io:read(""),
        io:get_line(standard_io, ""),
        io:get_line(user, ""),
        io:scan_erl_exprs(""),
        io:parse_erl_exprs(""),
        io:get_line(""),
        io:get_chars("", 5),
        io:get_chars("", 5),
        io:get_line(""),
        io:read(""),
        io:fread("", "~d")
    ],
    io:format("~n~p~n", [Read]),
    io:format("~p~n", [[io:columns(), io:rows(), io:setopts([{no_such, option}]), io:setopts([{encoding, unicode}])]]),
    ok.
