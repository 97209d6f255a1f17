%% gen_event: handlers that come, are called, swapped, and go.
-module(events).
-behaviour(gen_event).

-export([start/0]).
-export([init/1, handle_event/2, handle_call/2, handle_info/2, terminate/2]).

start() ->
    ok = logger:set_primary_config(level, none),
    {ok, Manager} = gen_event:start({local, manager}),
    ok = gen_event:add_handler(manager, ?MODULE, []),
    ok = gen_event:add_handler(manager, {?MODULE, second}, [x]),
    ok = gen_event:notify(manager, a),
    ok = gen_event:sync_notify(Manager, b),
    manager ! c,
    First = gen_event:call(manager, ?MODULE, get),
    Second = gen_event:call(manager, {?MODULE, second}, get),
    Handlers = gen_event:which_handlers(manager),
    ok = gen_event:swap_handler(manager, {{?MODULE, second}, swapped}, {{?MODULE, third}, fresh}),
    Third = gen_event:call(manager, {?MODULE, third}, get),
    Wrong = gen_event:call(manager, nobody, get),
    Removed = gen_event:delete_handler(manager, ?MODULE, bye),
    ok = gen_event:notify(manager, crash),
    Left = gen_event:which_handlers(manager),
    ok = gen_event:stop(manager),
    {First, Second, Handlers, Third, Wrong, Removed, Left}.

init({fresh, Old}) -> {ok, [{was, Old}]};
init(List) -> {ok, List}.

handle_event(crash, _) -> error(crash);
handle_event(Event, List) -> {ok, [Event | List]}.

handle_call(get, List) -> {ok, lists:reverse(List), List}.

handle_info(Message, List) -> {ok, [{info, Message} | List]}.

terminate(swapped, List) -> List;
terminate(Reason, List) -> {Reason, List}.
