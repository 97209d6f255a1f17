%% Requests of the I/O protocol that a program sends itself, to the group leader that it has from the beginning, and to `user`.
-module(requests).

-export([start/0, text/2]).

start() ->
    Leader = group_leader(),
    [
        {leader, is_pid(Leader), Leader =:= self(), is_pid(whereis(user))},
        [answer(Leader, Request) || Request <- requests()],
        [answer(user, Request) || Request <- requests()],
        {process, in_process(fun() -> {answer(group_leader(), {put_chars, unicode, "of a process\n"}), group_leader() =:= Leader} end)},
        {io, io:put_chars("through io\n"), io:put_chars(Leader, "to the leader\n"), io:put_chars(user, "to the user\n")},
        {nobody, nobody(Leader)},
        messages()
    ].

requests() ->
    [
        {put_chars, unicode, <<"binary\n">>},
        {put_chars, unicode, ["zw", [16#f6], "lf\n"]},
        {put_chars, latin1, "latin\n"},
        {put_chars, unicode, ?MODULE, text, ["made", "\n"]},
        {put_chars, unicode, ?MODULE, nothing, []},
        {put_chars, "as once\n"},
        {requests, [{put_chars, unicode, "one "}, {put_chars, unicode, "two\n"}]},
        no_request,
        {no_request, 1}
    ].

text(One, Other) -> [One, Other].

answer(Device, Request) ->
    Reference = make_ref(),
    Device ! {io_request, self(), Reference, Request},
    receive
        %% What stands behind an error is not the same in all releases.
        {io_reply, Reference, {error, _}} -> error;
        {io_reply, Reference, Answer} -> Answer
    after 2000 -> none
    end.

%% What is no request is not answered, and harms nobody.
nobody(Leader) ->
    Leader ! something,
    answer(Leader, {put_chars, unicode, "still there\n"}).

in_process(Fun) ->
    Self = self(),
    Child = spawn(fun() -> Self ! {self(), Fun()} end),
    receive
        {Child, Result} -> Result
    end.

%% The wait is for erl, whose `user` may be behind `erlang:display/1`.
messages() ->
    receive
        Message -> {left, Message}
    after 100 -> none
    end.
