%% What can be asked of any terms: run beside modules of differential_terms by erl and by beamlet.
-module(differential_checks).
-export([order/1, sorted/1, hashes/1, external/1, decoded/1, keys/1, messages/1, texts/1, shown/1, parts/1]).

%% How each compares with each.
order(Terms) -> [[compare(A, B) || B <- Terms] || A <- Terms].

compare(A, B) ->
    {A < B, A =< B, A == B, A =:= B, A /= B, A =/= B, A > B, A >= B}.

sorted(Terms) ->
    {lists:sort(Terms), lists:usort(Terms), lists:max(Terms), lists:min(Terms), Terms -- tl(Terms), lists:member(hd(Terms), tl(Terms)),
        lists:sort(lists:zip(Terms, lists:seq(1, length(Terms))))}.

hashes(Terms) ->
    {erlang:phash2(Terms), [{erlang:phash2(Term), erlang:phash2(Term, 17), erlang:phash2({Term})} || Term <- Terms]}.

%% Atoms, and with them the order of maps, are written otherwise before OTP 26; and the keys of maps are in no order after it.
-if(?OTP_RELEASE >= 26).
external(Terms) ->
    [
        {Binary, erlang:external_size(Term), term_to_binary(Term, [{minor_version, 1}]), iolist_to_binary(term_to_iovec(Term)) =:= Binary}
     || Term <- Terms, not has_map(Term), Binary <- [term_to_binary(Term)]
    ].
-else.
external(Terms) ->
    [{term_to_binary(Term), erlang:external_size(Term)} || Term <- Terms, not has_atom(Term)].

has_atom(Atom) when is_atom(Atom) -> true;
has_atom([Head | Tail]) -> has_atom(Head) orelse has_atom(Tail);
has_atom(Tuple) when is_tuple(Tuple) -> has_atom(tuple_to_list(Tuple));
has_atom(Map) when is_map(Map) -> true;
has_atom(_) -> false.
-endif.

-if(?OTP_RELEASE >= 26).
has_map(Map) when is_map(Map) -> true;
has_map([Head | Tail]) -> has_map(Head) orelse has_map(Tail);
has_map(Tuple) when is_tuple(Tuple) -> has_map(tuple_to_list(Tuple));
has_map(_) -> false.
-else.
has_map(_) -> false.
-endif.

decoded(Terms) ->
    [
        {binary_to_term(term_to_binary(Term)) =:= Term, binary_to_term(term_to_binary(Term, [compressed])) =:= Term,
            binary_to_term(<<(term_to_binary(Term))/binary, 1, 2>>, [used]) =:= {Term, byte_size(term_to_binary(Term))}}
     || Term <- Terms
    ].

%% As keys of maps, small and large.
keys(Terms) ->
    Map = maps:from_list(lists:zip(Terms, lists:seq(1, length(Terms)))),
    Large = maps:merge(maps:from_list([{{N, key}, N} || N <- lists:seq(1, 40)]), Map),
    Less = maps:without(tl(Terms), Large),
    {map_size(Map), [{maps:get(Term, Map), maps:get(Term, Large), is_map_key(Term, Less), maps:find([Term], Large)} || Term <- Terms],
        map_size(Large), map_size(Less), Map == maps:from_list(lists:reverse(maps:to_list(Map))), Less =:= Large, Less < Large}.

messages(Terms) ->
    self() ! Terms,
    [self() ! {message, Term} || Term <- Terms],
    Others = receive [_ | _] = Same -> Same end,
    Parent = self(),
    spawn(fun() -> Parent ! {from, Terms} end),
    {Others =:= Terms, receive {from, Sent} -> Sent =:= Terms end, [receive {message, Term} -> taken after 0 -> lost end || Term <- Terms]}.

texts(Terms) -> [text(Term) || Term <- numbers(Terms)].

numbers([Head | Tail]) -> numbers(Head) ++ numbers(Tail);
numbers(Tuple) when is_tuple(Tuple) -> numbers(tuple_to_list(Tuple));
numbers(Number) when is_number(Number) -> [Number];
numbers(_) -> [].

text(Integer) when is_integer(Integer) ->
    Texts = [integer_to_list(Integer, Base) || Base <- [2, 3, 10, 16, 36]],
    {Texts, [list_to_integer(Text, Base) =:= Integer || {Text, Base} <- lists:zip(Texts, [2, 3, 10, 16, 36])], integer_to_binary(Integer),
        Integer band 255, Integer bsr 3, Integer div 7, Integer rem 7, <<Integer:40>>, <<Integer:64/little>>,
        catch_error(fun() -> float(Integer) end)};
text(Float) ->
    Short = float_to_list(Float, [short]),
    {Short, list_to_float(Short) =:= Float, float_to_list(Float), float_to_list(Float, [{scientific, 5}]),
        catch_error(fun() -> float_to_list(Float, [{decimals, 4}]) end), catch_error(fun() -> float_to_binary(Float, [{decimals, 10}, compact]) end),
        trunc(Float), round(Float), floor(Float), ceil(Float), <<Float:64/little-float>>, catch_error(fun() -> <<Float:32/float>> end),
        catch_error(fun() -> <<Float:16/float>> end)}.

catch_error(Fun) ->
    try Fun() catch error:Reason -> {raised, Reason} end.

%% The order in large maps, and from OTP 26 on that of atoms as keys, is nobody's promise.
shown(Terms) -> [erlang:display(Term) || Term <- Terms, not has_unordered_map(Term)].

-if(?OTP_RELEASE >= 26).
has_unordered_map(Term) -> has_map(Term).
-else.
has_unordered_map([Head | Tail]) -> has_unordered_map(Head) orelse has_unordered_map(Tail);
has_unordered_map(Tuple) when is_tuple(Tuple) -> has_unordered_map(tuple_to_list(Tuple));
has_unordered_map(Map) when is_map(Map) -> map_size(Map) > 32 orelse has_unordered_map(maps:to_list(Map));
has_unordered_map(_) -> false.
-endif.

%% What each is made of.
parts(Terms) -> [part(Term) || Term <- Terms].

part(Term) when is_bitstring(Term) ->
    {bit_size(Term), byte_size(Term), [Bit || <<Bit:1>> <= Term], << <<(Byte bxor 255):9>> || <<Byte>> <= Term>>};
part(Term) when is_tuple(Term) -> {tuple_size(Term), tuple_to_list(Term)};
part(Term) when is_map(Term) -> {map_size(Term), differential_library:sort(maps:values(Term)), lists:sort(maps:keys(Term))};
part(Term) when is_atom(Term) -> {atom_to_list(Term), atom_to_binary(Term)};
part([_ | _] = Term) -> {catch_error(fun() -> length(Term) end), catch_error(fun() -> lists:reverse(Term) end), catch_error(fun() -> list_to_tuple(Term) end)};
part(Term) -> Term.
