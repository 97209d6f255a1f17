%% Code that is loaded, replaced, deleted and purged while processes run it.
%% boards: Host MPS2AN386
-module(loading).
-export([answer/1, call_answer/1, watch/2]).
-include("conformance.hrl").

start() ->
    ?show(unknown, (id(loaded_one)):f()),
    ?show(load, code:load_binary(loaded_one, "one", one())),
    ?show(call, (id(loaded_one)):f()),
    ?show(by_name, apply(id(loaded_one), id(f), [])),
    ?show(exported, [erlang:function_exported(loaded_one, F, A) || {F, A} <- [{f, 0}, {f, 1}, {none, 0}]]),
    ?show(loaded, erlang:module_loaded(loaded_one)),
    ?show(literals, (id(loaded_one)):lit()),
    ?show(calls_back, (id(loaded_one)):call(5)),
    ?show(deep, (id(loaded_one)):deep(10000)),
    ?show(catches, element(1, (id(loaded_one)):c())),
    ?show(tries, {(id(loaded_one)):e([1]), (id(loaded_one)):e(no_list)}),
    ?show(exports, lists_sort((id(loaded_one)):module_info(exports))),
    ?show(clause, (id(loaded_one)):deep()),
    Fun = (id(loaded_one)):g(7),
    External = id(fun loaded_one:f/0),
    ?show(funs, {Fun(8), External()}),
    ?show(no_other, (id(loaded_one)):spread()),
    ?show(other, code:load_binary(loaded_two, "two", three())),
    ?show(other_call, (id(loaded_one)):spread()),
    Waiting = spawn(fun() -> (id(loaded_one)):w() end),
    Literals = (id(loaded_one)):lit(),
    put(literal, element(2, Literals)),
    versions(Fun, External, Waiting),
    ?show(kept, {Literals, get(literal)}),
    ?show(kept_fun, Fun(9)),
    errors(),
    on_loads(),
    deletion(),
    refusal(),
    reload(200),
    replacement(),
    end_of_test.

%% Local calls stay in the version that runs; calls by module and name, and external funs, reach the newest.
versions(Fun, External, Waiting) ->
    ?show(running, ask(Waiting)),
    ?show(replace, code:load_binary(loaded_one, "two", two())),
    ?show(two_versions, {ask(Waiting), (id(loaded_one)):f(), External(), Fun(8)}),
    ?show(gone, (id(loaded_one)):deep(1)),
    ?show(new, (id(loaded_one)):new()),
    ?show(from_other, (id(loaded_two)):f()),
    ?show(old, {erlang:check_old_code(loaded_one), erlang:check_process_code(Waiting, loaded_one)}),
    ?show(mine, erlang:check_process_code(self(), loaded_one)),
    ?show(not_purged, erlang:load_module(loaded_one, one())),
    ?show(soft, code:soft_purge(loaded_one)),
    Waiting ! {last, self()},
    ?show(last, receive {Waiting, A, B} -> {A, B} end),
    ?show(moved_on, ask(Waiting)),
    ?show(soft, code:soft_purge(loaded_one)),
    ?show(no_old, {erlang:check_old_code(loaded_one), erlang:check_process_code(Waiting, loaded_one)}),
    ?show(again, code:load_binary(loaded_one, "one", one())),
    {Watched, Reference} = spawn_monitor(fun() -> (id(loaded_one)):w() end),
    ?show(watched, ask(Watched)),
    ?show(next, code:load_binary(loaded_one, "two", two())),
    ?show(purge, code:purge(loaded_one)),
    ?show(killed, receive {'DOWN', Reference, process, Watched, Why} -> Why after 1000 -> none end),
    ?show(alive, ask(Waiting)),
    ?show(purge_again, code:purge(loaded_one)).

ask(Pid) ->
    Pid ! {go, self()},
    receive
        {Pid, External, Local} -> {External, Local}
    after 100 -> none
    end.

errors() ->
    Half = binary:part(one(), 0, 200),
    ?show(half, code:load_binary(loaded_one, "x", Half)),
    ?show(empty, code:load_binary(loaded_one, "x", <<>>)),
    ?show(other_name, code:load_binary(another, "x", one())),
    ?show(no_binary, code:load_binary(loaded_one, "x", id(list))),
    ?show(no_name, code:load_binary(id(1), "x", one())),
    ?show(load_bad, erlang:load_module(loaded_one, <<1, 2, 3>>)),
    ?show(load_none, erlang:load_module(loaded_one, id(a))),
    ?show(load_bits, erlang:load_module(loaded_one, id(<<1:3>>))),
    ?show(damaged, [damaged(N, one()) || N <- seq(12, byte_size(one()) - 1), N rem 7 =:= 0] -- [{error, badfile}]),
    ?show(delete_unknown, {code:delete(unknown), erlang:delete_module(unknown)}),
    ?show(delete_wrong, code:delete(id(1))),
    ?show(delete_module_wrong, erlang:delete_module(id(1))),
    ?show(purge_unknown, {code:purge(unknown), code:soft_purge(unknown)}),
    ?show(purge_wrong, code:purge(id("x"))),
    ?show(soft_purge_wrong, code:soft_purge(id("x"))),
    ?show(purge_module_unknown, erlang:purge_module(unknown)),
    ?show(check_old, erlang:check_old_code(id(1))),
    ?show(check_unknown, {erlang:check_old_code(unknown), erlang:check_process_code(self(), unknown)}),
    ?show(check_process, erlang:check_process_code(id(1), loaded_one)),
    ?show(check_module, erlang:check_process_code(self(), id(1))),
    ?show(check_options, erlang:check_process_code(self(), loaded_one, [{allow_gc, false}])),
    ?show(check_wrong_options, erlang:check_process_code(self(), loaded_one, [id(x)])),
    ?show(check_async, erlang:check_process_code(self(), loaded_one, [{async, request}])),
    ?show(check_message, receive {check_process_code, request, Answer} -> Answer after 1000 -> none end).

%% Truncated after N bytes: an error, whatever is cut off.
damaged(N, Binary) ->
    Part = binary:part(Binary, 0, N),
    erlang:load_module(loaded_three, Part).

on_loads() ->
    ?show(on_load, code:load_binary(loaded_one, "ok", onload_ok())),
    ?show(on_load_call, element(1, (id(loaded_one)):f())),
    ?show(on_load_bad, code:load_binary(loaded_one, "bad", onload_bad())),
    ?show(on_load_stays, element(1, (id(loaded_one)):f())),
    ?show(on_load_raises, code:load_binary(loaded_one, "raise", onload_raise())),
    ?show(on_load_stays, element(1, (id(loaded_one)):f())).

deletion() ->
    ?show(purge, code:purge(loaded_one)),
    ?show(load, code:load_binary(loaded_one, "one", one())),
    ?show(purge, code:purge(loaded_one)),
    Fun = id(fun loaded_one:f/0),
    Waiting = spawn(fun() -> (id(loaded_one)):w() end),
    ?show(before, ask(Waiting)),
    ?show(delete, code:delete(loaded_one)),
    ?show(deleted, {erlang:module_loaded(loaded_one), erlang:function_exported(loaded_one, f, 0)}),
    ?show(call, (id(loaded_one)):f()),
    ?show(fun_call, Fun()),
    ?show(apply, apply(id(loaded_one), f, [])),
    ?show(spawned, element(1, (id(loaded_two)):f())),
    ?show(delete_again, code:delete(loaded_one)),
    ?show(delete_module, erlang:delete_module(loaded_one)),
    ?show(soft, code:soft_purge(loaded_one)),
    exit(Waiting, kill),
    ?show(soft, code:soft_purge(loaded_one)),
    ?show(check, erlang:check_old_code(loaded_one)),
    ?show(load, code:load_binary(loaded_one, "two", two())),
    ?show(call, (id(loaded_one)):f()).

%% A purge ends the process that asks for it when that runs the old code itself: here another one asks.
refusal() ->
    Self = self(),
    {Pid, Reference} = spawn_monitor(fun() -> watch(Self, 5), Self ! unreachable end),
    ?show(down, receive {'DOWN', Reference, process, Pid, How} -> How end).

watch(_, 0) -> exit(done);
watch(Pid, N) -> watch(Pid, N - 1).

%% Versions come and go; nothing is left of them.
reload(0) ->
    ?show(reloaded, (id(loaded_one)):f());
reload(N) ->
    {module, _} = code:load_binary(loaded_one, "one", one()),
    1 = (id(loaded_one)):f(),
    Fun = (id(loaded_one)):g(N),
    {one, N, 1} = Fun(1),
    {literal, List, _} = (id(loaded_one)):lit(),
    {module, _} = code:load_binary(loaded_one, "two", two()),
    2 = (id(loaded_one)):f(),
    5 = length(List),
    code:purge(loaded_one),
    reload(N - 1).

%% The module that runs is replaced itself: the calls in it that name it reach the new version, from now on.
replacement() ->
    ?show(before, {answer(1), loading:answer(1), (id(loaded_one)):f(), call_answer(1)}),
    ?show(replace, code:load_binary(loading, "replaced", replaced())),
    Results = {answer(2), loading:answer(2), call_answer(2), erlang:check_process_code(self(), loading)},
    erlang:display(Results),
    %% What the new version does not have is not there for the calls that name it.
    ?show(not_there, loading:watch(self(), 1)),
    ?show(not_there_last, watch_last(1)),
    ?show(still_there, catch watch(self(), 0)).

watch_last(N) -> loading:watch(self(), N).

answer(X) -> {original, X}.

call_answer(X) -> loading:answer(X).

lists_sort(List) -> [E || E <- [{c, 0}, {f, 0}, {g, 1}], lists:member(E, List)].

%% -module(loaded_one).
%% -export([f/0,g/1,w/0,lit/0,call/1,deep/1,c/0,e/1,spread/0]).
%% f() -> 1.
%% g(X) -> fun(Y) -> {one,X,Y} end.
%% w() -> receive {go,P} -> P ! {self(), loaded_one:f(), f()}, w(); {last,P} -> P ! {self(), loaded_one:f(), f()}, loaded_one:w() end.
%% lit() -> {literal, [1,2.5,"text",<<"binary">>,123456789012345678901234567890], fun lists:reverse/1}.
%% call(X) -> loading:answer({one,X}).
%% deep(0) -> 0; deep(N) -> 1 + deep(N - 1).
%% c() -> catch f(a).
%% f(b) -> ok.
%% e(X) -> try hd(X) catch error:badarg -> {caught, X} end.
%% spread() -> loaded_two:f().
one() ->
    <<
        70,79,82,49,0,0,4,152,66,69,65,77,76,105,110,101,0,0,0,20,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,84,
        121,112,101,0,0,0,62,0,0,0,1,0,0,0,3,31,255,0,0,0,0,0,0,0,0,255,255,255,255,255,255,255,255,0,64,0,0,
        0,0,0,0,0,0,255,255,255,255,255,255,255,255,0,1,0,0,0,0,0,0,0,0,255,255,255,255,255,255,255,255,0,0,65,
        116,85,56,0,0,0,165,0,0,0,28,10,108,111,97,100,101,100,95,111,110,101,1,102,1,103,1,119,2,103,111,4,108,
        97,115,116,6,101,114,108,97,110,103,4,115,101,108,102,3,108,105,116,4,99,97,108,108,3,111,110,101,7,108,
        111,97,100,105,110,103,6,97,110,115,119,101,114,4,100,101,101,112,1,45,1,43,1,99,1,97,1,101,2,104,100,
        5,101,114,114,111,114,6,98,97,100,97,114,103,6,99,97,117,103,104,116,6,115,112,114,101,97,100,10,108,
        111,97,100,101,100,95,116,119,111,11,109,111,100,117,108,101,95,105,110,102,111,15,103,101,116,95,109,
        111,100,117,108,101,95,105,110,102,111,11,45,103,47,49,45,102,117,110,45,48,45,0,0,0,67,111,100,101,0,
        0,1,201,0,0,0,16,0,0,0,0,0,0,0,178,0,0,0,36,0,0,0,13,1,16,2,18,34,0,1,32,64,17,3,19,1,48,2,18,50,16,1,
        64,16,55,48,0,16,16,0,32,16,16,171,0,3,23,16,3,19,1,80,2,18,66,0,1,96,12,48,0,172,23,48,4,20,36,1,112,
        23,181,3,57,165,3,58,165,3,32,66,3,0,19,66,3,16,3,59,19,165,23,64,82,149,98,133,1,128,64,3,36,21,9,0,
        20,7,0,16,64,3,4,4,0,37,16,64,0,164,19,23,48,20,4,17,64,36,3,136,48,0,20,8,0,32,0,1,144,64,3,36,21,9,
        0,20,7,0,16,64,3,4,4,0,37,16,64,0,164,19,23,48,20,4,17,64,36,3,136,48,0,20,5,0,101,0,1,160,24,117,1,176,
        25,117,1,192,2,18,146,0,1,208,64,71,0,3,19,1,224,2,18,162,16,1,240,16,48,16,164,3,23,32,178,3,78,16,48,
        1,8,16,2,18,226,16,1,8,17,43,13,18,3,1,19,1,8,18,125,5,16,64,3,17,3,12,0,16,4,16,13,17,125,5,16,80,87,
        3,16,17,3,18,0,19,1,8,19,2,18,10,17,0,1,8,20,12,16,0,62,4,13,21,64,10,18,3,4,16,13,23,1,8,21,63,4,18,
        16,19,1,8,22,2,18,34,16,1,8,23,61,13,22,1,8,24,2,18,10,19,16,1,8,25,12,32,16,64,3,4,104,20,13,26,10,5,
        96,3,3,105,20,18,32,19,1,8,26,106,20,43,13,27,87,3,32,10,21,43,13,27,19,10,22,16,48,0,164,3,23,32,10,
        23,4,18,32,19,1,8,27,108,35,19,1,8,28,2,18,10,24,0,1,8,29,78,0,112,1,8,30,2,18,10,26,0,1,8,31,64,18,3,
        78,16,128,1,8,32,2,18,10,26,16,1,8,33,64,3,19,64,18,3,78,32,144,1,8,34,2,18,10,28,32,1,8,35,16,64,32,
        164,3,23,48,178,19,3,19,3,0,0,0,83,116,114,84,0,0,0,0,73,109,112,84,0,0,0,124,0,0,0,10,0,0,0,7,0,0,0,
        8,0,0,0,0,0,0,0,1,0,0,0,2,0,0,0,0,0,0,0,1,0,0,0,4,0,0,0,0,0,0,0,12,0,0,0,13,0,0,0,1,0,0,0,7,0,0,0,15,
        0,0,0,2,0,0,0,7,0,0,0,16,0,0,0,2,0,0,0,7,0,0,0,20,0,0,0,1,0,0,0,25,0,0,0,2,0,0,0,0,0,0,0,7,0,0,0,27,0,
        0,0,1,0,0,0,7,0,0,0,27,0,0,0,2,69,120,112,84,0,0,0,136,0,0,0,11,0,0,0,26,0,0,0,1,0,0,0,33,0,0,0,26,0,
        0,0,0,0,0,0,31,0,0,0,24,0,0,0,0,0,0,0,29,0,0,0,19,0,0,0,1,0,0,0,25,0,0,0,17,0,0,0,0,0,0,0,20,0,0,0,14,
        0,0,0,1,0,0,0,17,0,0,0,10,0,0,0,1,0,0,0,15,0,0,0,9,0,0,0,0,0,0,0,13,0,0,0,4,0,0,0,0,0,0,0,6,0,0,0,3,0,
        0,0,1,0,0,0,4,0,0,0,2,0,0,0,0,0,0,0,2,70,117,110,84,0,0,0,28,0,0,0,1,0,0,0,28,0,0,0,2,0,0,0,35,0,0,0,
        0,0,0,0,1,2,181,82,46,76,105,116,84,0,0,0,97,0,0,0,90,120,156,99,96,96,96,100,96,96,8,106,206,96,46,103,
        207,201,44,73,45,74,204,201,1,10,176,38,50,186,57,176,48,128,65,54,3,75,73,106,69,73,46,144,201,150,148,
        153,151,88,84,153,199,203,112,137,203,222,239,221,131,226,195,223,248,95,246,49,102,21,150,179,230,100,
        22,151,20,151,179,23,165,150,165,22,21,167,38,50,2,0,195,161,25,253,0,0,0
    >>.

%% -module(loaded_one).
%% -export([f/0,w/0,lit/0,new/0]).
%% f() -> 2.
%% w() -> receive {go,P} -> P ! {self(), loaded_one:f(), f()}, w() end.
%% lit() -> {other, "literal"}.
%% new() -> a_new_atom_of_loaded_code.
two() ->
    <<
        70,79,82,49,0,0,2,32,66,69,65,77,76,105,110,101,0,0,0,20,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,84,121,
        112,101,0,0,0,26,0,0,0,1,0,0,0,1,31,255,0,0,0,0,0,0,0,0,255,255,255,255,255,255,255,255,0,0,65,116,85,
        56,0,0,0,96,0,0,0,11,10,108,111,97,100,101,100,95,111,110,101,1,102,1,119,2,103,111,6,101,114,108,97,
        110,103,4,115,101,108,102,3,108,105,116,3,110,101,119,25,97,95,110,101,119,95,97,116,111,109,95,111,102,
        95,108,111,97,100,101,100,95,99,111,100,101,11,109,111,100,117,108,101,95,105,110,102,111,15,103,101,
        116,95,109,111,100,117,108,101,95,105,110,102,111,67,111,100,101,0,0,0,162,0,0,0,16,0,0,0,0,0,0,0,172,
        0,0,0,16,0,0,0,6,1,16,2,18,34,0,1,32,64,33,3,19,1,48,2,18,50,0,1,64,12,48,0,172,23,48,4,20,36,1,80,23,
        117,3,159,101,3,32,66,64,3,36,21,9,0,20,7,0,16,64,3,4,4,0,37,16,64,0,164,19,23,48,20,4,33,66,36,16,3,
        136,48,0,20,5,0,69,0,1,96,24,85,1,112,25,85,1,128,2,18,114,0,1,144,64,71,0,3,19,1,160,2,18,130,0,1,176,
        64,146,3,19,1,192,2,18,162,0,1,208,64,18,3,78,16,32,1,224,2,18,162,16,1,240,64,3,19,64,18,3,78,32,48,
        3,0,0,83,116,114,84,0,0,0,0,73,109,112,84,0,0,0,52,0,0,0,4,0,0,0,5,0,0,0,6,0,0,0,0,0,0,0,1,0,0,0,2,0,
        0,0,0,0,0,0,5,0,0,0,11,0,0,0,1,0,0,0,5,0,0,0,11,0,0,0,2,69,120,112,84,0,0,0,76,0,0,0,6,0,0,0,10,0,0,0,
        1,0,0,0,15,0,0,0,10,0,0,0,0,0,0,0,13,0,0,0,8,0,0,0,0,0,0,0,11,0,0,0,7,0,0,0,0,0,0,0,9,0,0,0,3,0,0,0,0,
        0,0,0,4,0,0,0,2,0,0,0,0,0,0,0,2,76,105,116,84,0,0,0,40,0,0,0,28,120,156,99,96,96,96,100,96,96,16,105,
        206,96,42,103,205,47,201,72,45,202,102,96,207,201,44,73,45,74,204,1,0,72,23,7,0
    >>.

%% -module(loaded_two).
%% -export([f/0]).
%% f() -> {two, loaded_one:f()}.
three() ->
    <<
        70,79,82,49,0,0,1,80,66,69,65,77,76,105,110,101,0,0,0,20,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,84,121,
        112,101,0,0,0,26,0,0,0,1,0,0,0,1,31,255,0,0,0,0,0,0,0,0,255,255,255,255,255,255,255,255,0,0,65,116,85,
        56,0,0,0,67,0,0,0,7,10,108,111,97,100,101,100,95,116,119,111,1,102,10,108,111,97,100,101,100,95,111,110,
        101,3,116,119,111,11,109,111,100,117,108,101,95,105,110,102,111,6,101,114,108,97,110,103,15,103,101,116,
        95,109,111,100,117,108,101,95,105,110,102,111,0,67,111,100,101,0,0,0,78,0,0,0,16,0,0,0,0,0,0,0,169,0,
        0,0,7,0,0,0,3,1,16,2,18,34,0,1,32,12,0,0,7,0,0,16,48,16,164,3,23,32,66,3,18,0,19,1,48,2,18,82,0,1,64,
        64,18,3,78,16,16,1,80,2,18,82,16,1,96,64,3,19,64,18,3,78,32,32,3,0,0,83,116,114,84,0,0,0,0,73,109,112,
        84,0,0,0,40,0,0,0,3,0,0,0,3,0,0,0,2,0,0,0,0,0,0,0,6,0,0,0,7,0,0,0,1,0,0,0,6,0,0,0,7,0,0,0,2,69,120,112,
        84,0,0,0,40,0,0,0,3,0,0,0,5,0,0,0,1,0,0,0,6,0,0,0,5,0,0,0,0,0,0,0,4,0,0,0,2,0,0,0,0,0,0,0,2
    >>.

%% -module(loaded_one).
%% -export([f/0]).
%% -on_load(i/0).
%% f() -> {loaded_with, erlang:get(on_load)}.
%% i() -> erlang:display({in_on_load, erlang:function_exported(loaded_one, new, 0)}), ok.
onload_ok() ->
    <<
        70,79,82,49,0,0,1,200,66,69,65,77,76,105,110,101,0,0,0,20,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,84,
        121,112,101,0,0,0,26,0,0,0,1,0,0,0,1,31,255,0,0,0,0,0,0,0,0,255,255,255,255,255,255,255,255,0,0,65,116,
        85,56,0,0,0,122,0,0,0,14,10,108,111,97,100,101,100,95,111,110,101,1,102,6,101,114,108,97,110,103,3,103,
        101,116,7,111,110,95,108,111,97,100,11,108,111,97,100,101,100,95,119,105,116,104,1,105,3,110,101,119,
        17,102,117,110,99,116,105,111,110,95,101,120,112,111,114,116,101,100,10,105,110,95,111,110,95,108,111,
        97,100,7,100,105,115,112,108,97,121,2,111,107,11,109,111,100,117,108,101,95,105,110,102,111,15,103,101,
        116,95,109,111,100,117,108,101,95,105,110,102,111,0,0,67,111,100,101,0,0,0,117,0,0,0,16,0,0,0,0,0,0,0,
        169,0,0,0,9,0,0,0,4,1,16,2,18,34,0,1,32,16,48,0,10,5,0,82,3,164,3,23,32,98,3,19,1,48,2,18,114,0,1,64,
        149,12,0,0,64,130,19,64,1,35,64,18,3,7,48,16,16,48,16,164,3,23,32,162,3,7,16,32,64,194,3,18,0,19,1,80,
        2,18,210,0,1,96,64,18,3,78,16,48,1,112,2,18,210,16,1,128,64,3,19,64,18,3,78,32,64,3,0,0,0,83,116,114,
        84,0,0,0,0,73,109,112,84,0,0,0,64,0,0,0,5,0,0,0,3,0,0,0,4,0,0,0,1,0,0,0,3,0,0,0,9,0,0,0,3,0,0,0,3,0,0,
        0,11,0,0,0,1,0,0,0,3,0,0,0,14,0,0,0,1,0,0,0,3,0,0,0,14,0,0,0,2,69,120,112,84,0,0,0,40,0,0,0,3,0,0,0,13,
        0,0,0,1,0,0,0,8,0,0,0,13,0,0,0,0,0,0,0,6,0,0,0,2,0,0,0,0,0,0,0,2
    >>.

%% -module(loaded_one).
%% -export([f/0]).
%% -on_load(i/0).
%% f() -> 0.
%% i() -> erlang:display(in_on_load), {error, no}.
onload_bad() ->
    <<
        70,79,82,49,0,0,1,144,66,69,65,77,76,105,110,101,0,0,0,20,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,84,
        121,112,101,0,0,0,26,0,0,0,1,0,0,0,1,31,255,0,0,0,0,0,0,0,0,255,255,255,255,255,255,255,255,0,0,65,116,
        85,56,0,0,0,73,0,0,0,8,10,108,111,97,100,101,100,95,111,110,101,1,102,1,105,10,105,110,95,111,110,95,
        108,111,97,100,6,101,114,108,97,110,103,7,100,105,115,112,108,97,121,11,109,111,100,117,108,101,95,105,
        110,102,111,15,103,101,116,95,109,111,100,117,108,101,95,105,110,102,111,0,0,0,67,111,100,101,0,0,0,89,
        0,0,0,16,0,0,0,0,0,0,0,169,0,0,0,9,0,0,0,4,1,16,2,18,34,0,1,32,64,1,3,19,1,48,2,18,50,0,1,64,149,12,0,
        0,64,66,3,7,16,0,64,71,0,3,18,0,19,1,80,2,18,114,0,1,96,64,18,3,78,16,16,1,112,2,18,114,16,1,128,64,3,
        19,64,18,3,78,32,32,3,0,0,0,83,116,114,84,0,0,0,0,73,109,112,84,0,0,0,40,0,0,0,3,0,0,0,5,0,0,0,6,0,0,
        0,1,0,0,0,5,0,0,0,8,0,0,0,1,0,0,0,5,0,0,0,8,0,0,0,2,69,120,112,84,0,0,0,40,0,0,0,3,0,0,0,7,0,0,0,1,0,
        0,0,8,0,0,0,7,0,0,0,0,0,0,0,6,0,0,0,2,0,0,0,0,0,0,0,2,76,105,116,84,0,0,0,34,0,0,0,22,120,156,99,96,96,
        96,100,96,96,224,107,206,96,42,103,77,45,42,202,47,42,103,202,203,7,0,37,16,4,249,0,0
    >>.

%% -module(loaded_one).
%% -export([f/0]).
%% -on_load(i/0).
%% f() -> 0.
%% i() -> erlang:error(in_on_load).
onload_raise() ->
    <<
        70,79,82,49,0,0,1,84,66,69,65,77,76,105,110,101,0,0,0,20,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,84,121,
        112,101,0,0,0,26,0,0,0,1,0,0,0,1,31,255,0,0,0,0,0,0,0,0,255,255,255,255,255,255,255,255,0,0,65,116,85,
        56,0,0,0,71,0,0,0,8,10,108,111,97,100,101,100,95,111,110,101,1,102,1,105,10,105,110,95,111,110,95,108,
        111,97,100,6,101,114,108,97,110,103,5,101,114,114,111,114,11,109,111,100,117,108,101,95,105,110,102,111,
        15,103,101,116,95,109,111,100,117,108,101,95,105,110,102,111,0,67,111,100,101,0,0,0,79,0,0,0,16,0,0,0,
        0,0,0,0,169,0,0,0,9,0,0,0,4,1,16,2,18,34,0,1,32,64,1,3,19,1,48,2,18,50,0,1,64,149,64,66,3,78,16,0,1,80,
        2,18,114,0,1,96,64,18,3,78,16,16,1,112,2,18,114,16,1,128,64,3,19,64,18,3,78,32,32,3,0,83,116,114,84,0,
        0,0,0,73,109,112,84,0,0,0,40,0,0,0,3,0,0,0,5,0,0,0,6,0,0,0,1,0,0,0,5,0,0,0,8,0,0,0,1,0,0,0,5,0,0,0,8,
        0,0,0,2,69,120,112,84,0,0,0,40,0,0,0,3,0,0,0,7,0,0,0,1,0,0,0,8,0,0,0,7,0,0,0,0,0,0,0,6,0,0,0,2,0,0,0,
        0,0,0,0,2
    >>.

%% -module(loading).
%% -export([answer/1]).
%% answer(X) -> {replaced,X}.
replaced() ->
    <<
        70,79,82,49,0,0,1,56,66,69,65,77,76,105,110,101,0,0,0,20,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,84,121,
        112,101,0,0,0,26,0,0,0,1,0,0,0,1,31,255,0,0,0,0,0,0,0,0,255,255,255,255,255,255,255,255,0,0,65,116,85,
        56,0,0,0,63,0,0,0,6,7,108,111,97,100,105,110,103,6,97,110,115,119,101,114,8,114,101,112,108,97,99,101,
        100,11,109,111,100,117,108,101,95,105,110,102,111,6,101,114,108,97,110,103,15,103,101,116,95,109,111,
        100,117,108,101,95,105,110,102,111,0,67,111,100,101,0,0,0,70,0,0,0,16,0,0,0,0,0,0,0,169,0,0,0,7,0,0,0,
        3,1,16,2,18,34,16,1,32,16,48,16,164,3,23,32,50,3,19,1,48,2,18,66,0,1,64,64,18,3,78,16,0,1,80,2,18,66,
        16,1,96,64,3,19,64,18,3,78,32,16,3,0,0,83,116,114,84,0,0,0,0,73,109,112,84,0,0,0,28,0,0,0,2,0,0,0,5,0,
        0,0,6,0,0,0,1,0,0,0,5,0,0,0,6,0,0,0,2,69,120,112,84,0,0,0,40,0,0,0,3,0,0,0,4,0,0,0,1,0,0,0,6,0,0,0,4,
        0,0,0,0,0,0,0,4,0,0,0,2,0,0,0,1,0,0,0,2
    >>.

