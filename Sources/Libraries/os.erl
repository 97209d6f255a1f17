%% OTP's `os` without an operating system: `type/0` there asks for what the emulator was compiled for. Names of files are those of Unix, which
%% is what libraries ask it for. There are no commands to run. Time, environment and the like are native.
-module(os).

-export([type/0, version/0, getenv/0, getenv/2, perf_counter/1, find_executable/1, find_executable/2]).

type() -> {unix, beamlet}.

version() -> {0, 0, 0}.

%% `NAME=value` of each variable.
getenv() -> [Name ++ "=" ++ Value || {Name, Value} <- os:env()].

getenv(Name, Default) ->
    case os:getenv(Name) of
        false -> Default;
        Value -> Value
    end.

perf_counter(Unit) -> erlang:convert_time_unit(os:perf_counter(), perf_counter, Unit).

find_executable(_Name) -> false.
find_executable(_Name, _Path) -> false.
