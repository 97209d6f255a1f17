%% OTP's `timer` without its table: OTP keeps timers in ETS, below a server that `kernel_sup` starts. Here a timer is one of the
%% machine's own where it sends a message once, and a process where it repeats or calls a function; the process is linked to nobody and
%% ends when the timer is cancelled, and, as in OTP, an interval ends with the process that it sends to or that has asked for it.
-module(timer).

-export([
    apply_after/2, apply_after/3, apply_after/4,
    apply_interval/2, apply_interval/3, apply_interval/4,
    apply_repeatedly/2, apply_repeatedly/3, apply_repeatedly/4,
    send_after/2, send_after/3,
    send_interval/2, send_interval/3,
    exit_after/2, exit_after/3,
    kill_after/1, kill_after/2,
    cancel/1,
    sleep/1,
    tc/1, tc/2, tc/3, tc/4,
    now_diff/2,
    seconds/1,
    minutes/1,
    hours/1,
    hms/3,
    start/0
]).
-export([wait/2, repeat/4]).

-define(IS_TIME(Time), is_integer(Time), Time >= 0).

%% There is no server to start.
start() -> ok.

apply_after(Time, Fun) when is_function(Fun, 0) -> apply_after(Time, erlang, apply, [Fun, []]);
apply_after(_, _) -> {error, badarg}.

apply_after(Time, Fun, Args) when is_function(Fun, length(Args)) -> apply_after(Time, erlang, apply, [Fun, Args]);
apply_after(_, _, _) -> {error, badarg}.

apply_after(0, Module, Function, Args) when is_atom(Module), is_atom(Function), is_list(Args) ->
    _ = spawn(Module, Function, Args),
    {ok, {instant, make_ref()}};
apply_after(Time, Module, Function, Args) when ?IS_TIME(Time), is_atom(Module), is_atom(Function), is_list(Args) ->
    {ok, {once, spawn(?MODULE, wait, [Time, {Module, Function, Args}])}};
apply_after(_, _, _, _) ->
    {error, badarg}.

apply_interval(Time, Fun) when is_function(Fun, 0) -> apply_interval(Time, erlang, apply, [Fun, []]);
apply_interval(_, _) -> {error, badarg}.

apply_interval(Time, Fun, Args) when is_function(Fun, length(Args)) -> apply_interval(Time, erlang, apply, [Fun, Args]);
apply_interval(_, _, _) -> {error, badarg}.

apply_interval(Time, Module, Function, Args) when ?IS_TIME(Time), is_atom(Module), is_atom(Function), is_list(Args) ->
    interval(Time, self(), {spawn, Module, Function, Args});
apply_interval(_, _, _, _) ->
    {error, badarg}.

apply_repeatedly(Time, Fun) when is_function(Fun, 0) -> apply_repeatedly(Time, erlang, apply, [Fun, []]);
apply_repeatedly(_, _) -> {error, badarg}.

apply_repeatedly(Time, Fun, Args) when is_function(Fun, length(Args)) -> apply_repeatedly(Time, erlang, apply, [Fun, Args]);
apply_repeatedly(_, _, _) -> {error, badarg}.

apply_repeatedly(Time, Module, Function, Args) when ?IS_TIME(Time), is_atom(Module), is_atom(Function), is_list(Args) ->
    interval(Time, self(), {call, Module, Function, Args});
apply_repeatedly(_, _, _, _) ->
    {error, badarg}.

send_after(Time, Message) -> send_after(Time, self(), Message).

send_after(Time, Target, Message) when ?IS_TIME(Time), is_pid(Target) orelse is_atom(Target) ->
    {ok, {send_local, erlang:send_after(Time, Target, Message)}};
send_after(Time, {Name, Node}, Message) when Node =:= node() -> send_after(Time, Name, Message);
send_after(_, _, _) ->
    {error, badarg}.

send_interval(Time, Message) -> send_interval(Time, self(), Message).

send_interval(Time, Target, Message) when ?IS_TIME(Time), is_pid(Target) orelse is_atom(Target) ->
    interval(Time, Target, {send, Target, Message});
send_interval(_, _, _) ->
    {error, badarg}.

exit_after(Time, Reason) -> exit_after(Time, self(), Reason).
exit_after(Time, Pid, Reason) -> apply_after(Time, erlang, exit, [Pid, Reason]).

kill_after(Time) -> exit_after(Time, self(), kill).
kill_after(Time, Pid) -> exit_after(Time, Pid, kill).

cancel({send_local, Timer}) when is_reference(Timer) ->
    _ = erlang:cancel_timer(Timer),
    {ok, cancel};
cancel({instant, Reference}) when is_reference(Reference) ->
    {ok, cancel};
cancel({Kind, Pid}) when is_pid(Pid), Kind =:= once orelse Kind =:= interval ->
    true = exit(Pid, kill),
    {ok, cancel};
cancel(_) ->
    {error, badarg}.

wait(Time, {Module, Function, Args}) ->
    sleep(Time),
    apply(Module, Function, Args).

interval(Time, Target, Action) ->
    {ok, {interval, spawn(?MODULE, repeat, [Time, erlang:monotonic_time(millisecond), Target, Action])}}.

repeat(Time, Start, Target, Action) ->
    Monitor = erlang:monitor(process, Target),
    repeat(Time, Start, Action, Monitor, Time).

%% Each time is counted from the beginning: what is late once does not make the others late.
repeat(Time, Start, Action, Monitor, Due) ->
    Left = max(0, Start + Due - erlang:monotonic_time(millisecond)),
    receive
        {'DOWN', Monitor, _, _, _} -> ok
    after Left ->
        act(Action),
        repeat(Time, Start, Action, Monitor, Due + Time)
    end.

act({send, Target, Message}) -> catch Target ! Message;
act({spawn, Module, Function, Args}) -> spawn(Module, Function, Args);
act({call, Module, Function, Args}) -> catch apply(Module, Function, Args).

sleep(Time) ->
    receive
    after Time -> ok
    end.

tc(Fun) -> tc(Fun, [], microsecond).

tc(Fun, Args) when is_list(Args) -> tc(Fun, Args, microsecond);
tc(Fun, Unit) -> tc(Fun, [], Unit).

tc(Fun, Args, Unit) when is_function(Fun) -> measure(fun() -> apply(Fun, Args) end, Unit);
tc(Module, Function, Args) -> tc(Module, Function, Args, microsecond).

tc(Module, Function, Args, Unit) -> measure(fun() -> apply(Module, Function, Args) end, Unit).

measure(Fun, Unit) ->
    Before = erlang:monotonic_time(),
    Value = Fun(),
    After = erlang:monotonic_time(),
    {erlang:convert_time_unit(After - Before, native, Unit), Value}.

now_diff({A2, B2, C2}, {A1, B1, C1}) -> ((A2 - A1) * 1000000 + B2 - B1) * 1000000 + C2 - C1.

seconds(Seconds) -> 1000 * Seconds.
minutes(Minutes) -> 60000 * Minutes.
hours(Hours) -> 3600000 * Hours.
hms(Hours, Minutes, Seconds) -> hours(Hours) + minutes(Minutes) + seconds(Seconds).
