%% process_flag: error_handler, which is asked for functions that do not exist, and sensitive, which hides what a process holds.
-module(error_handlers).
-export([undefined_function/3]).
-include("conformance.hrl").

undefined_function(M, F, A) -> {handled, M, F, A}.

start() ->
    ?show(default, {process_flag(error_handler, ?MODULE), process_info(self(), error_handler)}),
    ?show(call, (id(no_module)):f(1, 2)),
    ?show(no_function, (id(?MODULE)):no_function(1, [2])),
    ?show(tail, tail_call(3)),
    Fun = erlang:make_fun(id(no_module), g, 1),
    ?show(external_fun, Fun(3)),
    ?show(apply, {apply(id(no_module), h, [3]), apply(erlang:make_fun(id(no_module), g, 2), [3, 4]), apply(id(no_module), none, [])}),
    ?show(many, many()),
    ?show(existing, {lists:reverse([1, 2]), ?MODULE:undefined_function(1, 2, 3)}),
    ?show(wrong, reason(fun() -> process_flag(error_handler, 1) end)),
    ?show(child, child()),
    ?show(back, process_flag(error_handler, error_handler)),
    ?show(again, reason(fun() -> (id(no_module)):f(1, 2) end)),
    ?show(sensitive, sensitive()),
    ?show(sensitive_wrong, reason(fun() -> process_flag(sensitive, x) end)),
    ?show(limits, limits()),
    ok.

tail_call(X) -> (id(no_module)):tail(X, X).

many() ->
    (id(no_module)):many(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20).

reason(Fun) ->
    try
        Fun()
    catch
        Class:Reason -> {Class, Reason}
    end.

%% A new process has OTP's.
child() ->
    {Pid, Reference} = spawn_monitor(fun() -> exit({process_info(self(), error_handler), reason(fun() -> (id(no_module)):f(1) end)}) end),
    receive
        {'DOWN', Reference, process, Pid, Reason} -> Reason
    end.

sensitive() ->
    Self = self(),
    Pid = spawn(fun() ->
        put(a, b),
        Before = process_flag(sensitive, true),
        Self ! {Before, get(a)},
        receive
            stop -> ok
        end
    end),
    Flags =
        receive
            Answer -> Answer
        end,
    Pid ! {a, message},
    Seen = [process_info(Pid, Item) || Item <- [messages, dictionary, message_queue_len, backtrace, links, error_handler]],
    put(x, y),
    false = process_flag(sensitive, true),
    Own = [process_info(self(), Item) || Item <- [messages, dictionary]],
    Got = get(x),
    true = process_flag(sensitive, false),
    {Flags, Seen, Own, Got, process_info(self(), dictionary)}.

%% The flags do not touch each other.
limits() ->
    {Pid, Reference} = spawn_monitor(fun() ->
        process_flag(sensitive, true),
        process_flag(max_heap_size, #{size => 100000, kill => true, error_logger => false}),
        {max_heap_size, #{size := Size}} = process_info(self(), max_heap_size),
        exit({Size, process_flag(sensitive, false), process_flag(sensitive, true)})
    end),
    receive
        {'DOWN', Reference, process, Pid, Reason} -> Reason
    end.
