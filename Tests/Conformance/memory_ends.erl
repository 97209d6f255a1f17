%% Memory ends again and again: who takes it dies of it, and a supervisor starts it anew; processes that ask for nothing meanwhile, their
%% messages, timers, links and monitors go on. erl has no such end, so what is expected is written down.
-module(memory_ends).
%% boards: Host NetduinoPlus2
%% options: --ram 96K
-include("conformance.hrl").

start() ->
    process_flag(trap_exit, true),
    Sleepers = [spawn_link(fun() -> sleeper(N) end) || N <- seq(1, 8)],
    ?show(list, restarted(fun() -> list([]) end, 10)),
    ?show(tuples, restarted(fun() -> tuples({}) end, 10)),
    ?show(binaries, restarted(fun() -> binaries([]) end, 10)),
    ?show(one_binary, restarted(fun() -> append(<<0>>) end, 10)),
    ?show(maps, restarted(fun() -> maps(#{}, 0) end, 10)),
    ?show(stack, restarted(fun() -> stack(id(0)) end, 10)),
    ?show(integers, restarted(fun() -> integers(1) end, 10)),
    ?show(messages, restarted(fun() -> messages(0) end, 10)),
    ?show(dictionary, restarted(fun() -> dictionary(0) end, 10)),
    ?show(timers, restarted(fun() -> timers(0) end, 10)),
    ?show(monitors, restarted(fun() -> monitors(hd(Sleepers)) end, 10)),
    ?show(processes, restarted(fun() -> processes_(0) end, 10)),
    ?show(terms, restarted(fun() -> terms([]) end, 10)),
    ?show(caught, restarted(fun() -> catch list([]) end, 3)),
    ?show(of_others, of_others(5)),
    ?show(timer_in_time, timer_in_time()),
    ?show(sleepers, [call(Pid) || Pid <- Sleepers]),
    ?show(nobody_ended, receive {'EXIT', _, Why} -> Why after 0 -> nobody end),
    ok.

%% What a supervisor sees of a child that takes all memory, again and again.
restarted(_, 0) ->
    [];
restarted(Fun, N) ->
    Pid = spawn_link(Fun),
    receive
        {'EXIT', Pid, Reason} -> distinct(Reason, restarted(Fun, N - 1))
    after 20000 -> [late]
    end.

distinct(Reason, [Reason | Reasons]) -> [Reason | Reasons];
distinct(Reason, Reasons) -> [Reason | Reasons].

sleeper(N) ->
    receive
        {From, ask} ->
            From ! {self(), N},
            sleeper(N + 100)
    end.

call(Pid) ->
    Pid ! {self(), ask},
    receive
        {Pid, Answer} -> Answer
    after 1000 -> late
    end.

list(List) -> list([1 | List]).

tuples(Tuple) -> tuples({Tuple, Tuple}).

binaries(List) -> binaries([binary:copy(<<1>>, 500) | List]).

append(Binary) -> append(<<Binary/binary, 0:800>>).

maps(Map, N) -> maps(Map#{N => [N]}, N + 1).

%% The compiler is not to see that it never returns.
stack(-1) -> 0;
stack(N) -> 1 + stack(N + 1).

integers(N) -> integers(N bsl 4000).

messages(N) ->
    self() ! {message, N, [N]},
    messages(N + 1).

dictionary(N) ->
    put({key, N}, [N]),
    dictionary(N + 1).

timers(N) ->
    erlang:send_after(1000000, self(), {tick, N}),
    timers(N + 1).

monitors(Pid) ->
    monitor(process, Pid),
    monitors(Pid).

%% Children that are linked to it go with it.
processes_(N) ->
    spawn_link(fun() ->
        receive
            never -> ok
        end
    end),
    processes_(N + 1).

terms(Term) -> terms([binary_to_term(term_to_binary(Term)), seq(1, 50) | Term]).

%% One process has almost all there is, and waits. Others ask for more than is left, die of it, and the first goes on.
of_others(Times) ->
    Self = self(),
    Holder = spawn(fun() -> hold(Self, [], 40) end),
    receive
        {Holder, holds} -> ok
    end,
    Reasons = restarted(fun() -> list([]) end, Times),
    Holder ! {self(), ask},
    Held =
        receive
            {Holder, Length} -> Length > 0
        after 1000 -> late
        end,
    {Reasons, Held}.

hold(Parent, List, 0) ->
    Parent ! {self(), holds},
    receive
        {From, ask} -> From ! {self(), length(List)}
    end;
hold(Parent, List, N) ->
    hold(Parent, [seq(1, 50) | List], N - 1).

%% A timer that was set before fires while there is no memory.
timer_in_time() ->
    erlang:send_after(20, self(), {tick, [1, 2, 3]}),
    Reasons = restarted(fun() -> list([]) end, 3),
    receive
        {tick, List} -> {Reasons, List}
    after 5000 -> late
    end.
