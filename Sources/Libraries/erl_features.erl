%% OTP's `erl_features` for a system that compiles nothing: no feature of the language can be enabled, and no word is reserved but
%% those that always are. OTP's own looks features up in tables and persistent terms, 11 KB, for each atom that `io_lib` writes.
-module(erl_features).

-export([all/0, configurable/0, enabled/0, used/1, keywords/0, keywords/1]).

all() -> [].

configurable() -> [].

enabled() -> [].

used(_Module) -> [].

keywords() -> [].

keywords(_Feature) -> [].
