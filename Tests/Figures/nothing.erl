%% What reset, start and the end alone take.
-module(nothing).
-export([start/0]).

start() -> ok.
