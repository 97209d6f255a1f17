%% Says something and returns: status 0.
-module(returns).
-export([start/0]).

start() ->
    erlang:display({'a term', "text", [1, two, {3}], -4}),
    returned.
