%% Elixir's `elixir_config` without its server and its table, which Elixir's application starts with its compiler's: here nothing of that
%% runs, and what the libraries keep there (`System.at_exit/1`, `System.argv/0`) are persistent terms.
-module(elixir_config).

-export([
    get/1, get/2, put/2, update/2, get_and_put/2, delete/1, serial/1, is_bootstrap/0, identifier_tokenizer/0, static/1,
    warn/2
]).

-compile({no_auto_import, [get/1, put/2]}).

-define(KEY(Key), {?MODULE, Key}).

get(Key) -> get(Key, default(Key)).

%% What Elixir's application puts there when it starts.
default(argv) -> [];
default(at_exit) -> [];
default(no_halt) -> true;
default(home) -> undefined;
default(Key) -> erlang:error(badarg, [Key]).

get({uri, Scheme} = Key, Default) -> persistent_term:get(?KEY(Key), port(Scheme, Default));
get(Key, Default) -> persistent_term:get(?KEY(Key), Default).

%% The ports that `URI.default_port/1` knows from the beginning.
port(<<"ftp">>, _) -> 21;
port(<<"sftp">>, _) -> 22;
port(<<"tftp">>, _) -> 69;
port(<<"http">>, _) -> 80;
port(<<"https">>, _) -> 443;
port(<<"ldap">>, _) -> 389;
port(<<"ws">>, _) -> 80;
port(<<"wss">>, _) -> 443;
port(_, Default) -> Default.

put(Key, Value) -> persistent_term:put(?KEY(Key), Value).

update(Key, Fun) ->
    Value = Fun(get(Key)),
    ok = put(Key, Value),
    Value.

get_and_put(Key, Value) ->
    Old = get(Key),
    ok = put(Key, Value),
    Old.

delete(Key) ->
    _ = persistent_term:erase(?KEY(Key)),
    ok.

%% There is no server to do it in: what else runs at that time is kept out by nothing.
serial(Fun) -> Fun().

static(_Config) -> ok.

is_bootstrap() -> false.

identifier_tokenizer() -> 'Elixir.String.Tokenizer'.

%% Whether a warning of that place in the program is the first.
warn(Message, [{Module, Function, Args, Location} | _]) ->
    Arity =
        case is_list(Args) of
            true -> length(Args);
            false -> Args
        end,
    Key = ?KEY({warn, Message, Module, Function, Arity, Location}),
    IsFirst = not persistent_term:get(Key, false),
    ok = persistent_term:put(Key, true),
    IsFirst;
warn(_, _) ->
    true.
