%% What os, string, io and file have as natives, and text of atoms.
%% boards: Host MPS2AN386
-module(system_natives).
-include("conformance.hrl").

start() ->
    environment(),
    clocks(),
    numbers(),
    settings(),
    atoms(),
    ok.

try_each(Fun, Values) ->
    [try Fun(Value) catch Class:Reason -> {Class, Reason} end || Value <- Values].

environment() ->
    Wrong = ["", "a=b", [0], a, [a], <<"qa">>, [["x"]], ["a", [$=]], ["a" | <<"b">>], [16#D800], [-1], [16#110000], [$a | b], 1],
    ?show(putenv, [os:putenv("qa", "1"), os:putenv("qb", ""), os:putenv("qa", "x=y"), os:putenv([16#3b1], [16#1F600])]),
    ?show(getenv, [os:getenv(Name) || Name <- ["qa", "qb", "qc", [16#3b1], "q", "qaa"]]),
    ?show(unset, [os:unsetenv("qb"), os:getenv("qb"), os:unsetenv("qb")]),
    ?show(putenv, try_each(fun(Name) -> os:putenv(Name, "x") end, tl(Wrong))),
    ?show(putenv, try_each(fun(Value) -> os:putenv("qx", Value) end, tl(tl(Wrong)))),
    ?show(getenv, try_each(fun os:getenv/1, tl(Wrong))),
    ?show(unsetenv, try_each(fun os:unsetenv/1, tl(Wrong))),
    Ours = [Pair || {Name, _} = Pair <- os:env(), Name =:= "qa" orelse Name =:= [16#3b1]],
    ?show(env, [lists:keyfind("qa", 1, Ours), lists:keyfind([16#3b1], 1, Ours), length(Ours)]),
    Self = self(),
    spawn(fun() -> os:putenv("qa", "of all"), Self ! done end),
    receive done -> ok end,
    ?show(of_all_processes, os:getenv("qa")).

clocks() ->
    {Mega, Seconds, Micro} = os:timestamp(),
    ?show(timestamp, [is_integer(Mega), Seconds < 1000000, Micro < 1000000]),
    ?show(system_time, [is_integer(os:system_time()), is_integer(os:system_time(second))]),
    ?show(increasing, os:perf_counter() =< os:perf_counter()),
    ?show(wrong_unit, try_each(fun os:system_time/1, [foo, 0, -1, "s"])),
    ?show(getpid, [is_integer(list_to_integer(os:getpid()))]),
    ?show(signals, [
        try os:set_signal(Signal, Option) catch Class:Reason -> {Class, Reason} end
     || Signal <- [sighup, sigusr1, sigint, sigkill, none, 1], Option <- [default, other, "ignore"]
    ]).

numbers() ->
    Texts = [
        "12", "12x", "+12 ", "-12", "", "+", "-", "x", "+-1", "0012345678901234567890z", "-0", "1.5", "1.5e1x", "1.5E-1x", "-1.5e+",
        "1.5e", ".5", "1.", "1.x", "-1.5.2", "+1.5e+3 ", "1e5", "1.0e400", "1.0e-400x", " 1", a, 1, <<"1">>, [a], [$1, a], [$1 | a],
        [$1, $., $5, a], [$1, $., $5 | a], [$1, 1 bsl 70], [1 bsl 70], [-1], [1.0]
    ],
    ?show(integers, try_each(fun string:list_to_integer/1, Texts)),
    ?show(floats, try_each(fun string:list_to_float/1, Texts)),
    ?show(long, element(1, string:list_to_integer(seq($1, $9) ++ seq($0, $9) ++ seq($0, $9) ++ "e"))).

settings() ->
    ?show(settings, {file:native_name_encoding(), io:printable_range(), error_logger:warning_map()}),
    ?show(dflag, try_each(fun net_kernel:dflag_unicode_io/1, [self(), a])).

%% Every character of Latin-1 and some others: in atoms alone, after a small and after a capital letter.
atoms() ->
    foreach(
        fun(Character) ->
            erlang:display([
                Character, list_to_atom([Character]), list_to_atom([$a, Character]), list_to_atom([$A, Character]),
                {atom_to_binary(list_to_atom([$a, Character]))}
            ])
        end,
        seq(0, 300) ++ [500, 768, 8232, 57344, 65534, 65535, 65536, 128512, 1114111]
    ),
    ?show(words, [
        list_to_atom(Word)
     || Word <- [
            "true", "end", "and", "fun", "maybe", "_", "_a", "a@", "@a", "a_b", "a b", "'", "\\", "a'b", "\x{c0}A", "\x{d1}",
            "\x{e9}t\x{e9}", "a\x{c9}", "a\x{d7}", "\x{f7}", "\x{df}", "a\x{de}", [255, 256]
        ]
    ]).
