%% Where exceptions come from: undefined functions and who answers for them, raise/3 with right and wrong stack traces, raising
%% again, errors with their own explanation.
%% boards: Host MPS2AN386
-module(raised_traces).
-export(['$handle_undefined_function'/2, ex/1]).
-include("conformance.hrl").
'$handle_undefined_function'(nofall, A) -> erlang:raise(error, undef, [{?MODULE, nofall,A,[]}]);
'$handle_undefined_function'(F, A) -> {handled, F, A}.
ex(X) -> X.
start() ->
  ?show(a, (id(?MODULE)):foo(1,2)),
  ?show(a, apply(id(?MODULE), bar, [])),
  ?show(a, (id(?MODULE)):bar(7)),
  ?show(a, (id(fun ?MODULE:baz/1))(7)),
  ?show(a, (id(?MODULE)):nofall(7)),
  ?show(a, begin {P,R}=spawn_monitor(?MODULE,unknown,[1]), receive {'DOWN',R,_,_,X}->X end end),
  t(fun() -> (id(nomod)):foo(id(1)) end),
  t(fun() -> (id(nomod)):foo(id(1)), ok end),
  t(fun() -> apply(id(nomod),foo,[id(1)]), ok end),
  t(fun() -> (id(fun(X) -> X end))() end),
  t(fun() -> (id(fun lists:nothing/1))(a), ok end),
  t(fun() -> (id(a))() end),
  t(fun() -> throw(a) end),
  t(fun() -> exit(a) end),
  t(fun() -> erlang:raise(id(error),a,[]) end),
  t(fun() -> erlang:raise(id(throw),a,[{a,b,c,d}]) end),
  t(fun() -> erlang:raise(id(exit),a,[{a,b,[c],[{file,"x"}]}]) end),
  t(fun() -> erlang:raise(id(exit),a,[{a,b,[c],[{line,1}]},{a,b,1}]) end),
  [t(fun() -> erlang:raise(error,a,S) end) || S <- [a,[a],[{a}],[{a,b}],[{a,b,c}],[{a,b,-1}],[{a,b,1}|x],[{a,b,[]}],[{fun id/1,[1]}],[{fun id/1,2}],[{fun id/1,[a],[]}],[{a,b,[a|b]}],[{a,1,1}],[{1,a,1}],[{a,b,1,x}],[{a,b,1,[x]}],[{a,b,1,[{file,x}]}],[{a,b,1,[{line,x}]}],[{a,b,1,[{line,x,y}]}],[{a,b,1,[{foo,bar}]}],[{a,b,1,[{file,"x"},{line,3},{error_info,#{}}]}],[{a,b,1 bsl 70}],[{a,b,300}]]],
  [t(fun() -> erlang:raise(C,a,[]) end) || C <- [foo,1,[]]],
  t(fun() -> try error(x) catch error:E:S -> erlang:raise(exit, {E}, S) end end),
  t(fun() -> try error(x) after ok end end),
  t(fun() -> try error(x) catch error:y -> ok end end),
  t(fun() -> try hd(id([])) catch throw:_ -> ok end end),
  t(fun() -> try error(x) after throw(y) end end),
  t(fun() -> catch throw(y) end),
  t(fun() -> apply(erlang, error, [foo, [x], [{error_info, id(#{cause => foo})}]]) end),
  t(fun() -> erlang:error(id(foo), none, [{error_info, id(#{cause => foo})}]) end),
  t(fun() -> erlang:error(id(foo), [], [{error_info, id(#{cause => foo})}, bad]) end),
  t(fun() -> erlang:error(id(foo), [], [{error_info, nomap}]) end),
  t(fun() -> erlang:error(id(foo), [a], []) end),
  t(fun() -> lists:member(id(foo), id(a)) end),
  ok.
t(F) -> erlang:display(try F() of X -> {ok,norm(X)} catch C:R:S -> {C,norm(R),[norm(E) || E <- S, keep(E)]} end).
keep({M,_,_,_}) -> M =/= erl_eval andalso M =/= init andalso M =/= erlang orelse M =:= erlang;
keep(_) -> true.
norm({?MODULE, F, A, [{file, _} | L]}) -> {?MODULE, F, norm(A), L};
norm({init,_,_,_}) -> init;
norm({erl_eval,_,_,_}) -> init;
norm([H|T]) -> [norm(H)|norm(T)];
norm(T) when is_tuple(T) -> list_to_tuple([norm(E) || E <- tuple_to_list(T)]);
norm(F) when is_function(F) -> 'fun';
norm(X) -> X.
