%% phash2 and phash of terms of every kind, some chosen and some random: the numbers are the same on every machine.
%% boards: Host MPS2AN386
-module(term_hashes).
-export([start/0]).
start() ->
  Ts = terms(),
  p(Ts, 1), rnd(2000, 42).
p([],_) -> ok;
p([T|R],N) -> erlang:display({N,erlang:phash2(T),erlang:phash2(T,1 bsl 32),erlang:phash2(T,1000),erlang:phash2([T]),erlang:phash2({T,T}),erlang:phash(T,1 bsl 32),erlang:phash([T,x],1 bsl 32),erlang:phash({T,[]},12345)}), p(R,N+1).
terms() ->
  F = 17, A = {x,1},
  [a,'',true,'åäö',list_to_atom([256,300]),'hello world this is long enough to overflow the hash',[],{},{a},{1,2,3},[1,2,3],"hello","hell","hellohello",[1,2|3],[1|2],[a|b],[[],[]],[256],[255,256],[-1],
   0,1,-1,255,256,134217727,134217728,-134217728,-134217729,536870911,536870912,-536870912,-536870913,1 bsl 31,1 bsl 32,1 bsl 59,1 bsl 60,-(1 bsl 59),-(1 bsl 60),1 bsl 63,1 bsl 64,-(1 bsl 64),1 bsl 96,1 bsl 95,-(1 bsl 127),1 bsl 128,12345678901234567890123456789012345678901234567890,
   0.0,-0.0,1.0,1.5,-1.5e300,3.14,<<>>,<<1>>,<<1,2,3>>,<<"hello world">>,<<"hello world!">>,<<"hello world!!">>,<<"hello world hello world hello world">>,<<1:1>>,<<1:7>>,<<1,2,3:3>>,<<"hello world hello world hello world",5:5>>,
   binary:copy(<<"abc">>,100),
   #{},#{a=>1},#{a=>1,b=>[2]},#{#{x=>y}=>#{},1=>2},mk(40,#{}),mk(100,#{}),{mk(33,#{}),#{a=>mk(34,#{})}},[mk(50,#{})|mk(3,#{})],
   fun erlang:abs/1, fun lists:foo/3, fun(X) -> X end, fun(X) -> {X,F} end, fun(X) -> {X,F,A} end, [fun(X) -> {X,F,A,[F]} end]].
mk(0,M) -> M; mk(N,M) -> mk(N-1,M#{N=>{N}}).
rnd(0,_) -> ok;
rnd(N,S) -> {T,S1} = term(S,4), erlang:display([N,erlang:phash2(T),erlang:phash2(T,1 bsl 32),erlang:phash(T,1 bsl 32)]), rnd(N-1,S1).
r(S,N) -> S1 = (S * 1103515245 + 12345) band 16#7fffffff, {(S1 bsr 8) rem N, S1}.
term(S0,0) -> {V,S1} = r(S0,100000), {V - 50000,S1};
term(S0,D) ->
  {K,S1} = r(S0,13), {V,S2} = r(S1,8388607),
  case K of
   0 -> {V rem 300,S2}; 1 -> {V * V * V,S2}; 2 -> {-V*V,S2}; 3 -> {[],S2};
   4 -> {lists_nth(V rem 5,[a,b,foo,bar,'']),S2};
   5 -> {V * 1.5,S2};
   6 -> {V,S2};
   7 -> {L,S3} = list(V rem 5,S2,D-1), {list_to_tuple(L),S3};
   8 -> list(V rem 6,S2,D-1);
   9 -> {L,S3} = list(V rem 9,S2,D-1), {L1,S4} = list(V rem 9,S3,D-1), {zip(L,L1,#{}),S4};
   10 -> {bytes(V rem 20,V),S2};
   11 -> {list_to_binary(bytes(V rem 30,V)),S2};
   12 -> {A,S3} = term(S2,D-1), {B,S4} = term(S3,D-1), {[A|B],S4}
  end.
bytes(0,_) -> []; bytes(N,V) -> [(V*N) band 255|bytes(N-1,V)].
zip([A|T],[B|U],M) -> zip(T,U,M#{A=>B}); zip(_,_,M) -> M.
list(0,S,_) -> {[],S}; list(N,S,D) -> {A,S1} = term(S,D), {L,S2} = list(N-1,S1,D), {[A|L],S2}.
lists_nth(0,[H|_])->H; lists_nth(N,[_|T])->lists_nth(N-1,T).
