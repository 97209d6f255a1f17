%% OTP's compiler, run on what forms.escript has put into the module `forms`: the size and the MD5 of the assembler code that it makes
%% of each module. Nothing else of OTP that fits a program of one line is as long, or uses as much of the language.
-module(compiling).
-export([start/0]).

start() ->
    lists:foreach(fun(Index) -> alone(fun() -> compiled(Index) end) end, lists:seq(1, forms:count())).

%% In a process of its own, which leaves nothing to the next one.
alone(Fun) ->
    {Pid, Monitor} = spawn_monitor(Fun),
    receive
        {'DOWN', Monitor, process, Pid, normal} -> ok;
        {'DOWN', Monitor, process, Pid, Reason} -> erlang:display(Reason)
    end.

compiled(Index) ->
    Forms = binary_to_term(forms:external(Index)),
    case compile:forms(Forms, [to_asm, return, binary, deterministic]) of
        {ok, Module, Code, Warnings} ->
            Bytes = term_to_binary(Code, [{minor_version, 2}]),
            erlang:display({Module, length(Warnings), byte_size(Bytes), erlang:md5(Bytes)});
        Other ->
            erlang:display({Index, Other})
    end.
