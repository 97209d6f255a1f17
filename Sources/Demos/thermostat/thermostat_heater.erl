%% The heater: a state machine, off or on. It counts how often it was switched on.
-module(thermostat_heater).
-behaviour(gen_statem).

-export([start_link/0, switch/1, state/0, starts/0]).
-export([init/1, callback_mode/0, off/3, on/3]).

start_link() ->
    gen_statem:start_link({local, ?MODULE}, ?MODULE, [], []).

switch(State) ->
    gen_statem:cast(?MODULE, {switch, State}).

state() ->
    gen_statem:call(?MODULE, state).

starts() ->
    gen_statem:call(?MODULE, starts).

init([]) ->
    {ok, off, 0}.

callback_mode() ->
    state_functions.

off(cast, {switch, on}, Starts) -> {next_state, on, Starts + 1};
off(cast, {switch, off}, _) -> keep_state_and_data;
off({call, From}, Question, Starts) -> answer(From, Question, off, Starts).

on(cast, {switch, off}, Starts) -> {next_state, off, Starts};
on(cast, {switch, on}, _) -> keep_state_and_data;
on({call, From}, Question, Starts) -> answer(From, Question, on, Starts).

answer(From, state, State, _) -> {keep_state_and_data, [{reply, From, State}]};
answer(From, starts, _, Starts) -> {keep_state_and_data, [{reply, From, Starts}]}.
