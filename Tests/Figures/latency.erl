%% The longest time between two turns of a process while another one calls a native function with an argument that fills much of the
%% memory of NetduinoPlus2, in microseconds.
-module(latency).
-export([start/0]).

start() ->
    erlang:display([{Name, gap(Fun)} || {Name, Fun} <- works()]).

gap(Fun) ->
    Self = self(),
    {Pid, Reference} = spawn_monitor(fun() -> work(Self, Fun) end),
    receive
        {Pid, ready} -> ok
    end,
    Pid ! go,
    watch(Reference, erlang:monotonic_time(microsecond), 0).

work(Watcher, {Make, Use}) ->
    Argument = Make(),
    Watcher ! {self(), ready},
    receive
        go -> ok
    end,
    erlang:yield(),
    Use(Argument),
    erlang:yield(),
    exit(done).

watch(Reference, Before, Longest) ->
    receive
        {'DOWN', Reference, process, _, done} -> max(Longest, erlang:monotonic_time(microsecond) - Before);
        {'DOWN', Reference, process, _, Reason} -> Reason
    after 0 ->
        erlang:yield(),
        Now = erlang:monotonic_time(microsecond),
        watch(Reference, Now, max(Longest, Now - Before))
    end.

works() ->
    List = fun() -> seq(1, 3000) end,
    Short = fun() -> seq(1, 800) end,
    Binary = fun() -> binary:copy(<<"abcdefgh">>, 3000) end,
    [
        {loop, {fun() -> 4000 end, fun spin/1}},
        {length, {List, fun erlang:length/1}},
        {reverse, {List, fun lists:reverse/1}},
        {append, {List, fun(L) -> L ++ [1] end}},
        {subtract, {Short, fun(L) -> L -- L end}},
        {member, {List, fun(L) -> lists:member(x, L) end}},
        {keyfind, {fun() -> [{N} || N <- seq(1, 1500)] end, fun(L) -> lists:keyfind(x, 1, L) end}},
        {list_to_tuple, {List, fun erlang:list_to_tuple/1}},
        {list_to_binary, {fun() -> [N band 255 || N <- seq(1, 3000)] end, fun erlang:list_to_binary/1}},
        {binary_to_list, {fun() -> binary:copy(<<1>>, 3000) end, fun erlang:binary_to_list/1}},
        {term_to_binary, {List, fun erlang:term_to_binary/1}},
        {binary_to_term, {fun() -> term_to_binary(seq(1, 3000)) end, fun erlang:binary_to_term/1}},
        {compress, {List, fun(L) -> term_to_binary(L, [compressed]) end}},
        {compress_repeats, {Binary, fun(B) -> term_to_binary(B, [{compressed, 9}]) end}},
        {uncompress, {fun() -> term_to_binary(seq(1, 3000), [compressed]) end, fun erlang:binary_to_term/1}},
        {uncompress_stored, {fun() -> stored(noise(20000)) end, fun erlang:binary_to_term/1}},
        {uncompress_packed, {fun() -> term_to_binary(binary:copy(noise(600), 16), [compressed]) end, fun erlang:binary_to_term/1}},
        {compress_noise, {fun() -> noise(6000) end, fun(B) -> term_to_binary(B, [compressed]) end}},
        {equal, {fun() -> {seq(1, 1500), seq(1, 1500)} end, fun({A, B}) -> A =:= B end}},
        {phash2, {List, fun erlang:phash2/1}},
        {send, {fun() -> seq(1, 1500) end, fun(L) -> self() ! L end}},
        {binary_match, {Binary, fun(B) -> binary:match(B, <<"xyz">>) end}},
        {binary_matches, {fun() -> binary:copy(<<"abcdefgh">>, 300) end, fun(B) -> binary:matches(B, [<<"hab">>, <<"xyz">>]) end}},
        {binary_copy, {Binary, fun binary:copy/1}},
        {md5, {Binary, fun erlang:md5/1}},
        {crc32, {Binary, fun erlang:crc32/1}},
        {characters_to_list, {fun() -> binary:copy(<<"a">>, 3000) end, fun unicode:characters_to_list/1}},
        {integer_to_list, {fun() -> 1 bsl 4000 end, fun erlang:integer_to_list/1}},
        {multiply, {fun() -> 1 bsl 20000 - 1 end, fun(N) -> N * N end}},
        {from_list, {fun() -> [{N, N} || N <- seq(1, 500)] end, fun maps:from_list/1}},
        {to_list, {fun() -> maps:from_list([{N, N} || N <- seq(1, 500)]) end, fun maps:to_list/1}},
        {garbage_collect, {List, fun(_) -> erlang:garbage_collect() end}},
        {ets_insert, {fun() -> {ets:new(t, []), objects()} end, fun({T, Objects}) -> ets:insert(T, Objects) end}},
        {ets_insert_ordered, {fun() -> {ets:new(t, [ordered_set]), objects()} end, fun({T, Objects}) -> ets:insert(T, Objects) end}},
        {ets_select, {fun() -> table(set) end, fun(T) -> ets:select(T, [{{'$1', '_'}, [{'>', '$1', 1}], ['$1']}]) end}},
        {ets_select_ordered, {fun() -> table(ordered_set) end, fun(T) -> ets:select(T, [{{'$1', '_'}, [], ['$1']}]) end}},
        {ets_select_replace, {fun() -> table(set) end, fun(T) -> ets:select_replace(T, [{{'$1', '_'}, [], [{{'$1', x}}]}]) end}},
        {ets_select_delete, {fun() -> table(ordered_set) end, fun(T) -> ets:select_delete(T, [{'_', [], [true]}]) end}},
        {ets_keys, {fun() -> {table(set), [{{N, '_'}, [], [true]} || N <- seq(1, 100)]} end, fun({T, S}) -> ets:select_count(T, S) end}},
        {ets_delete_all_objects, {fun() -> table(set) end, fun ets:delete_all_objects/1}},
        {ets_delete, {fun() -> table(ordered_set) end, fun ets:delete/1}},
        {ets_owner_ends, {fun() -> table(ordered_set) end, fun(_) -> ok end}}
    ].

%% Bytes that nothing makes shorter.
noise(Bytes) -> noise(Bytes, <<>>, <<"seed">>).

noise(Bytes, Noise, _) when byte_size(Noise) >= Bytes -> Noise;
noise(Bytes, Noise, Last) ->
    Next = erlang:md5(Last),
    noise(Bytes, <<Noise/binary, Next/binary>>, Next).

%% A compressed term whose bytes zlib has stored as they are.
stored(Binary) ->
    Term = <<109, (byte_size(Binary)):32, Binary/binary>>,
    Size = byte_size(Term),
    <<131, 80, Size:32, 16#78, 16#01, 1, Size:16/little, (Size bxor 16#FFFF):16/little, Term/binary, (erlang:adler32(Term)):32>>.

table(Type) ->
    T = ets:new(t, [Type]),
    [ets:insert(T, Object) || Object <- objects()],
    erlang:garbage_collect(),
    T.

objects() -> [{N, [N]} || N <- seq(1, 1000)].

seq(N, N) -> [N];
seq(From, To) -> [From | seq(From + 1, To)].

spin(0) -> ok;
spin(N) -> spin(N - 1).
