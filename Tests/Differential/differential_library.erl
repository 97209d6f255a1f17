%% What generated modules call, and what bounds the growth of their values. It is compiled and run with them.
-module(differential_library).
-export([id/1, map/2, foldl/3, filter/2, sort/1, limit/1, take/2, size/1]).
-ifdef(bits).
-export([coarse/1]).
-endif.
-ifdef(maps).
-export([to_list/1, keys/1, values/1]).
-endif.

%% The compiler does not see through it.
id(Term) -> Term.

map(F, [Head | Tail]) -> [F(Head) | map(F, Tail)];
map(_, []) -> [].

foldl(F, Accumulator, [Head | Tail]) -> foldl(F, F(Head, Accumulator), Tail);
foldl(_, Accumulator, []) -> Accumulator.

filter(F, [Head | Tail]) ->
    case F(Head) of
        true -> [Head | filter(F, Tail)];
        false -> filter(F, Tail)
    end;
filter(_, []) -> [].

%% By term order, and an integer before a float that equals it.
sort([]) -> [];
sort([One]) -> [One];
sort(List) ->
    {Left, Right} = halve(List, [], List),
    merge(sort(Left), sort(Right)).

halve([Head | Tail], Left, [_, _ | Rest]) -> halve(Tail, [Head | Left], Rest);
halve(Right, Left, _) -> {Left, Right}.

merge([A | As], [B | _] = Bs) when A < B -> [A | merge(As, Bs)];
merge([A | As], [B | _] = Bs) when A =:= B -> [A | merge(As, Bs)];
merge([A | _] = As, [B | Bs]) when B < A -> [B | merge(As, Bs)];
merge([A | As], Bs) when is_integer(A) -> [A | merge(As, Bs)];
merge(As, [B | Bs]) -> [B | merge(As, Bs)];
merge([], Bs) -> Bs;
merge(As, []) -> As.

%% A list no longer than a few elements, an integer of a few hundred bits; what else can grow is cut by its users.
limit(Integer) when is_integer(Integer) -> Integer rem (1 bsl 300);
limit(List) when is_list(List) -> take(List, 12);
limit(Other) -> Other.

-ifdef(bits).
%% A float without its last 16 bits.
coarse(Float) ->
    <<Bits:64>> = <<Float/float>>,
    <<Coarse/float>> = <<((Bits + 16#8000) band (bnot 16#FFFF)):64>>,
    Coarse.
-endif.

take([Head | Tail], N) when N > 0 -> [Head | take(Tail, N - 1)];
take(_, _) -> [].

size(Term) -> size(Term, 0).

size([Head | Tail], Sum) -> size(Tail, size(Head, Sum + 2));
size(Tuple, Sum) when is_tuple(Tuple) -> size(tuple_to_list(Tuple), Sum + 1);
size(_, Sum) -> Sum + 1.

-ifdef(maps).
%% The order of large maps, and from OTP 26 on that of atoms as keys, is nobody's promise.
to_list(Map) ->
    case maps:to_list(Map) of
        Pairs when map_size(Map) > 32 -> sort(Pairs);
        Pairs ->
            case filter(fun({Key, _}) -> not is_integer(Key) end, Pairs) of
                [] -> Pairs;
                _ -> sort(Pairs)
            end
    end.

keys(Map) -> [Key || {Key, _} <- to_list(Map)].

values(Map) -> [Value || {_, Value} <- to_list(Map)].
-endif.
