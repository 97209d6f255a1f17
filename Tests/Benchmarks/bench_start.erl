%% Ends with the first thing it does: what a board executes from reset to start/0, and a few instructions more.
-module(bench_start).
-export([start/0]).

start() -> halt(0).
