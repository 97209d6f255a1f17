%% Of OTP's `logger_config`, which keeps the configuration of `logger` in a table, what Elixir's Logger asks it: whether a level is of interest.
-module(logger_config).

-export([allow/1, allow/2]).

allow(Level) -> logger:allow(Level).

allow(Level, Module) -> logger:allow(Level, Module).
