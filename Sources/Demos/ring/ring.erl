%% A hundred processes in a ring pass a token round a hundred times; each adds one to it. Prints
%%
%%     {ring,100,rounds,100}
%%     Return value: 10000
-module(ring).
-export([start/0, member/1]).

-define(MEMBERS, 100).
-define(ROUNDS, 100).

start() ->
    erlang:display({ring, ?MEMBERS, rounds, ?ROUNDS}),
    %% This process is the first member; each of the others knows the next.
    First = build(?MEMBERS - 1, self()),
    Result = rounds(?ROUNDS, First, 0),
    First ! stop,
    receive
        stop -> Result
    end.

build(0, Next) ->
    Next;
build(Left, Next) ->
    build(Left - 1, spawn(?MODULE, member, [Next])).

rounds(0, _First, Token) ->
    Token;
rounds(Left, First, Token) ->
    First ! {token, Token + 1},
    receive
        {token, Passed} -> rounds(Left - 1, First, Passed)
    end.

member(Next) ->
    receive
        {token, Token} ->
            Next ! {token, Token + 1},
            member(Next);
        stop ->
            Next ! stop
    end.
