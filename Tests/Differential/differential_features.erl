%% What generated programs may use: kinds of values, functions, what newer compilers know.
-module(differential_features).
-export([all/0, set/2, has/1, only/1, native/3, release/0]).

all() -> [floats, bits, maps, processes, libraries].

%% Missing: the functions {Module, Name, Arity} that are not to be called.
set(Features, Missing) ->
    persistent_term:put(?MODULE, maps:from_list([{Feature, true} || Feature <- Features ++ Missing])),
    persistent_term:put({?MODULE, release}, list_to_integer(erlang:system_info(otp_release))).

has(always) -> true;
has(Features) when is_list(Features) -> lists:all(fun has/1, Features);
has({otp, Release}) -> release() >= Release;
has(Feature) -> is_map_key(Feature, persistent_term:get(?MODULE)).

release() -> persistent_term:get({?MODULE, release}).

%% Of pairs {Feature, Item} the items whose feature is wanted.
only(Items) -> [Item || {Feature, Item} <- Items, has(Feature)].

native(Module, Name, Arity) -> not is_map_key({Module, Name, Arity}, persistent_term:get(?MODULE)).
