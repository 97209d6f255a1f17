%% gen_statem: both callback modes, postponed events, timeouts of each kind, state enter calls.
-module(statem).
-behaviour(gen_statem).

-export([start/0]).
-export([init/1, callback_mode/0, terminate/3]).
-export([locked/3, open/3]).

start() ->
    ok = logger:set_primary_config(level, none),
    {ok, Pid} = gen_statem:start(?MODULE, {self(), [1, 2, 3]}, []),
    gen_statem:cast(Pid, knock),
    [gen_statem:call(Pid, {button, N}) || N <- [9, 1, 2]],
    Entered = receive {entered, E} -> E end,
    locked = gen_statem:call(Pid, state),
    ok = gen_statem:call(Pid, {button, 3}),
    open = gen_statem:call(Pid, state),
    Events = collect([]),
    ok = gen_statem:stop(Pid),
    {Entered, Events}.

collect(Events) ->
    receive
        {event, Event} -> collect([Event | Events]);
        {entered, State} -> collect([{entered, State} | Events])
    after 200 -> lists:reverse(Events)
    end.

init({Owner, Code}) -> {ok, locked, #{owner => Owner, code => Code, left => Code}}.

callback_mode() -> [state_functions, state_enter].

tell(#{owner := Owner}, Event) -> Owner ! {event, Event}.

locked(enter, _Old, #{owner := Owner, code := Code} = Data) ->
    Owner ! {entered, locked},
    {keep_state, Data#{left := Code}};
locked(cast, knock, Data) ->
    tell(Data, postponed),
    {keep_state_and_data, [postpone]};
locked({call, From}, state, _) ->
    {keep_state_and_data, [{reply, From, locked}]};
locked({call, From}, {button, N}, #{left := [N]} = Data) ->
    {next_state, open, Data, [{reply, From, ok}]};
locked({call, From}, {button, N}, #{left := [N | Rest]} = Data) ->
    {keep_state, Data#{left := Rest}, [{reply, From, ok}]};
locked({call, From}, {button, _}, #{code := Code} = Data) ->
    {keep_state, Data#{left := Code}, [{reply, From, wrong}]}.

open(enter, locked, Data) ->
    tell(Data, opened),
    {keep_state_and_data, [{state_timeout, 50, close}, {{timeout, named}, 20, hello}]};
open(cast, knock, Data) ->
    tell(Data, knocked),
    {keep_state_and_data, [{timeout, 5, quiet}]};
open(timeout, quiet, Data) ->
    tell(Data, quiet),
    keep_state_and_data;
open({timeout, named}, hello, Data) ->
    tell(Data, named),
    keep_state_and_data;
open(state_timeout, close, Data) ->
    tell(Data, closing),
    {next_state, locked, Data};
open({call, From}, state, _) ->
    {keep_state_and_data, [{reply, From, open}]}.

terminate(_Reason, _State, _Data) -> ok.
