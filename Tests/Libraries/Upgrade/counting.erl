%% A gen_server that counts. Its first version keeps a number as its state. The second, compiled with -DSECOND, keeps a map, knows what
%% version it has come from, and answers differently.
-module(counting).
-behaviour(gen_server).

-export([start_link/0, next/0]).
-export([init/1, handle_call/3, handle_cast/2, code_change/3]).

-ifdef(SECOND).
-vsn(second).
-else.
-vsn(first).
-endif.

start_link() -> gen_server:start_link({local, ?MODULE}, ?MODULE, [], []).

next() -> gen_server:call(?MODULE, next).

handle_cast(_Request, State) -> {noreply, State}.

-ifdef(SECOND).

init([]) -> {ok, #{count => 0, from => none}}.

handle_call(next, _From, #{count := Count, from := From} = State) ->
    {reply, {Count + 1, From}, State#{count := Count + 1}}.

code_change(From, Count, Extra) when is_integer(Count) -> {ok, #{count => Count, from => {From, Extra}}}.

-else.

init([]) -> {ok, 0}.

handle_call(next, _From, Count) -> {reply, Count + 1, Count + 1}.

code_change(_From, Count, _Extra) -> {ok, Count}.

-endif.
