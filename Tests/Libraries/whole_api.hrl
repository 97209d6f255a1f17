%% What the programs have that go through the whole of a module's functions: `subject/0` names it, `calls/0` lists functions and the
%% kinds of their arguments, `shown/2` makes of a function's
%% result what is printed. Each function is called several
%% times with arguments chosen at random, always the same; now and then one is of a wrong kind.

-export([start/0]).

-define(ROUNDS, 8).

start() ->
    lists:foreach(fun({Function, Kinds}) -> called(Function, Kinds) end, calls()).

called(Function, Kinds) ->
    rand:seed(exsss, erlang:phash2({Function, length(Kinds)})),
    Results = [result(Function, [argument(Kind) || Kind <- Kinds]) || _ <- lists:seq(1, ?ROUNDS)],
    erlang:display({Function, length(Kinds), Results}).

result(Function, Arguments) ->
    try
        plain(shown(Function, apply(subject(), Function, Arguments)))
    catch
        Class:Reason -> {Class, plain(Reason)}
    end.

%% Without funs, whose text is not the same everywhere, and with maps in order.
plain(Fun) when is_function(Fun) -> 'fun';
plain([Head | Tail]) -> [plain(Head) | plain(Tail)];
plain(Tuple) when is_tuple(Tuple) -> list_to_tuple(plain(tuple_to_list(Tuple)));
plain(Map) when is_map(Map) -> {map, lists:sort(plain(maps:to_list(Map)))};
plain(Term) -> Term.

argument(Kind) ->
    case rand:uniform(16) of
        1 when not is_tuple(Kind) -> kind(one([any, list, int, text]));
        _ -> kind(Kind)
    end.

one(List) -> lists:nth(rand:uniform(length(List)), List).

many(Kind) -> many(Kind, 7).

many(Kind, Most) -> [kind(Kind) || _ <- lists:seq(2, rand:uniform(Most + 1))].

kind({is, Term}) -> Term;
kind({one, Terms}) -> one(Terms);
kind({list, Kind}) -> many(Kind);
kind({tuple, Kinds}) -> list_to_tuple([kind(Kind) || Kind <- Kinds]);
kind({made, Make, Kind}) -> Make(kind(Kind));
kind(int) -> rand:uniform(14) - 5;
kind(nat) -> rand:uniform(7) - 1;
kind(pos) -> rand:uniform(5);
kind(float) -> (rand:uniform(400) - 200) / 16;
kind(num) -> kind(one([int, int, float]));
kind(key) -> one([a, b, c, d, 1, 2, 1.0, "k"]);
kind(any) -> kind(one([int, int, key, key, text, float, {tuple, [key, int]}, {is, []}, {is, <<"bin">>}]));
kind(list) -> many(any);
kind(ints) -> many(int);
kind(nums) -> many(num);
kind(keys) -> many(key);
kind(lists) -> many(list, 4);
kind(sorted) -> lists:sort(kind(ints));
kind(sorted_lists) -> many(sorted, 4);
kind(usorted) -> lists:usort(kind(ints));
kind(pairs) -> many({tuple, [key, any]});
kind(sorted_pairs) -> lists:keysort(1, many({tuple, [int, any]}));
kind(usorted_pairs) -> lists:ukeysort(1, many({tuple, [key, any]}));
kind(tuples) -> many(one([{tuple, [key, any]}, {tuple, [key, any]}, {tuple, [key, int, any]}, any]));
kind(deep) -> many(one([any, list, lists]));
kind(map) -> maps:from_list(kind(pairs));
kind(text) -> [one("abcABC 12,;\x{e9}") || _ <- lists:seq(2, rand:uniform(10))];
kind(wide) -> [one([$a, $b, $\s, $\n, 16#e9, 16#c4, 16#3b1, 16#43f, 16#20ac, 16#1f600, [$e, 16#301]]) || _ <- lists:seq(2, rand:uniform(9))];
kind(chars) -> one([kind(text), kind(wide), unicode:characters_to_binary(kind(wide)), [kind(text), unicode:characters_to_binary(kind(text))]]);
kind(bytes) -> list_to_binary([rand:uniform(6) + 95 || _ <- lists:seq(2, rand:uniform(12))]);
kind(raw) -> list_to_binary([rand:uniform(256) - 1 || _ <- lists:seq(2, rand:uniform(12))]);
kind(test) -> one([fun(X) -> is_integer(X) end, fun(X) -> X > 2 end, fun(_) -> true end, fun(_) -> false end]);
kind(change) -> one([fun(X) -> {X} end, fun(X) -> [X, X] end, fun(X) -> X end]);
kind(order) -> one([fun(A, B) -> A =< B end, fun(A, B) -> A >= B end]);
kind(fold) -> one([fun(X, A) -> [X | A] end, fun(X, A) -> {X, A} end]);
kind(fold3) -> fun(K, V, A) -> [{K, V} | A] end;
kind(test2) -> one([fun(_, V) -> is_integer(V) end, fun(K, _) -> is_atom(K) end]);
kind(change2) -> fun(K, V) -> {K, V} end.
