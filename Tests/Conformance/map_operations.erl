%% Random operations on maps of up to some 150 keys of many types, against a list of pairs: contents, equality, order, merging,
%% iterators, and that nothing of removed keys is left.
%% boards: Host MPS2AN386
-module(map_operations).
-export([start/0]).
start() ->
  loop(1, 150, seed(7)),
  ok.
seed(N) -> N.
rnd(S,N) -> S1 = (S * 1103515245 + 12345) band 16#7fffffff, {(S1 bsr 8) rem N, S1}.
key(S0) ->
  {T,S1} = rnd(S0,14), {V,S2} = rnd(S1,40),
  {case T of
    0 -> V; 1 -> V; 2 -> -V; 3 -> {V}; 4 -> [V,V+1]; 5 -> atom(V); 6 -> 1 bsl (30+V); 7 -> -(1 bsl (28+V)); 8 -> {V,[atom(V)]}; 9 -> [] ;
    10 -> #{V=>1}; 11 -> "str" ++ [V]; 12 -> mk(V+20,#{}); 13 -> fun erlang:abs/1 end, S2}.
mk(0,M) -> M; mk(N,M) -> mk(N-1,M#{N=>N}).
atom(N) -> lists_nth(N rem 10,[a,b,c,d,e,f,g,h,i,j]).
lists_nth(0,[H|_])->H; lists_nth(N,[_|T])->lists_nth(N-1,T).
loop(N,M,_) when N > M -> ok;
loop(N,M,S0) ->
  {Size,S1} = rnd(S0,90),
  {Map,Model,S2} = ops(Size*2,#{},[],S1),
  Sorted = lists_sort(pairs(Map)),
  Ok = Sorted =:= lists_sort(Model),
  Keys = lists_sort(maps:keys(Map)), Vals = lists_sort(maps:values(Map)),
  Map2 = maps:from_list(Model),
  Map3 = maps:from_list(Model ++ Model),
  {Other,OM,S3} = ops(Size,#{},[],S2),
  Merged = maps:merge(Map,Other),
  MM = foldl(fun({K,V},A) -> kput(K,V,A) end, Model, OM),
  erlang:display({N,Ok,map_size(Map),length(Keys),length(Vals),Map=:=Map2,Map==Map3, Merged =:= maps:from_list(MM),
     lists_sort(pairs(Merged)) =:= lists_sort(MM),
     Map < Other, Map > Merged, Map < Map#{zz=>1}, Map =< Map2, sub(Map,Model,Keys)}),
  erlang:display({iter(Map,0), iter(Merged,0),map_size(Merged),
     cmp(Map,maps:from_list(lists_sort(Model))), remove_all(Keys,Map)}),
  case N rem 10 of 0 -> erlang:display([P || {K,_}=P <- Sorted, not (is_map(K) andalso map_size(K) > 32)]); _ -> ok end,
  loop(N+1,M,S3).
sub(Map,_,[]) -> Map =:= #{};
sub(Map,Model,[K|Ks]) -> M1 = maps:remove(K,Map), (M1 < Map) andalso (map_size(M1) =:= map_size(Map)-1) andalso (M1 =:= maps:from_list(lists_keydelete(K,Model))) andalso M1#{K => maps:get(K,Map)} =:= Map andalso {maps:get(K,Map),M1} =:= maps:take(K,Map) andalso ord(M1#{K=>zzz,x=>1},Map,Ks) andalso length(Ks) >= 0.
ord(A,B,_) -> case {A < B, B < A, A == B} of {true,false,false} -> true; {false,true,false} -> true; _ -> false end.
remove_all([],M) -> M; remove_all([K|T],M) -> remove_all(T,maps:remove(K,M)).
cmp(A,B) -> {A==B,A=:=B,A<B,A>B}.
pairs(Map) -> pairs_from(erts_internal:map_next(0, Map, [])).
pairs_from([Path, Map | Rest]) when is_integer(Path) -> pairs_from(erts_internal:map_next(Path, Map, Rest));
pairs_from(List) -> List.
iter(Map,N) when is_map(Map) -> iter([0 | Map],N);
iter(none,N) -> N;
iter({_,_,Next},N) -> iter(Next,N+1);
iter([Path|Map],N) -> iter(erts_internal:map_next(Path,Map,iterator),N).
ops(0,M,L,S) -> {M,L,S};
ops(N,M,L,S0) ->
  {K,S1} = key(S0), {Op,S2} = rnd(S1,8), {V,S3} = rnd(S2,1000),
  case Op of
    0 -> ops(N-1,maps:remove(K,M),lists_keydelete(K,L),S3);
    1 -> case M of #{K := X} -> {K,X} = kfind(K,L), ops(N-1,M#{K:=V},kput(K,V,L),S3); _ -> false = kfind(K,L), ops(N-1,M,L,S3) end;
    2 -> ops(N-1,maps:put(K,V,M),kput(K,V,L),S3);
    _ -> ops(N-1,M#{K=>V},kput(K,V,L),S3)
  end.
kput(K,V,L) -> [{K,V}|lists_keydelete(K,L)].
lists_keydelete(K,[{K1,_}|T]) when K1 =:= K -> T; lists_keydelete(K,[H|T]) -> [H|lists_keydelete(K,T)]; lists_keydelete(_,[]) -> [].
kfind(_,[]) -> false; kfind(K,[{K1,V}|_]) when K=:=K1 -> {K,V}; kfind(K,[_|T]) -> kfind(K,T).
foldl(_,A,[]) -> A; foldl(F,A,[H|T]) -> foldl(F,F(H,A),T).
lists_sort([P|T]) -> lists_sort([X||X<-T,X<P]) ++ [P] ++ lists_sort([X||X<-T,X>=P]); lists_sort([]) -> [].
