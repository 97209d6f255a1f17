%% Calls of funs: wrong arity, what is no fun, external funs, apply in all its forms, undefined functions.
-module(fun_calls).
-export([two/2, none/0]).
-include("conformance.hrl").

start() ->
    ?show(badfun_atom, (id(a))()),
    ?show(badfun_number, (id(1))(2)),
    ?show(badfun_list, (id([]))(a, b)),
    ?show(badfun_tuple, (id({a, b}))(1)),
    ?show(badfun_big, (id(1 bsl 70))(1)),
    ?show(badarity, begin F = id(fun(_) -> ok end), try F(1, 2) catch error:{badarity, {G, Args}} -> {G =:= F, Args} end end),
    ?show(badarity_apply, begin F2 = id(fun(_) -> ok end), try apply(F2, []) catch error:{badarity, {G2, Args2}} -> {G2 =:= F2, Args2} end end),
    ?show(external, (fun lists:reverse/2)([1, 2], [3])),
    ?show(external_native, (fun erlang:abs/1)(-3)),
    ?show(external_operator, (fun erlang:'+'/2)(id(3), 4)),
    ?show(external_equal, fun lists:reverse/2 =:= fun lists:reverse/2),
    ?show(external_made, begin M = id(lists), N = id(reverse), A = id(2), fun M:N/A =:= fun lists:reverse/2 end),
    ?show(external_made_call, begin M1 = id(?MODULE), N1 = id(two), (fun M1:N1/2)(a, b) end),
    ?show(external_wrong, begin M2 = id(1), fun M2:a/1 end),
    ?show(external_no_module, (id(fun no_such_module:f/2))(1, 2)),
    ?show(external_arity, try (id(fun lists:reverse/2))(1) catch error:{badarity, {F0, A0}} -> {F0 =:= fun lists:reverse/2, A0} end),
    ?show(external_is_function, {is_function(fun lists:reverse/2), is_function(fun lists:reverse/2, 2), is_function(fun lists:reverse/2, 1)}),
    ?show(external_info, {erlang:fun_info(fun lists:reverse/2, module), erlang:fun_info(fun lists:reverse/2, name),
        erlang:fun_info(fun lists:reverse/2, arity), erlang:fun_info(fun lists:reverse/2, type), erlang:fun_info(fun lists:reverse/2, env)}),
    ?show(dynamic_module, (id(?MODULE)):two(1, 2)),
    ?show(dynamic_function, ?MODULE:(id(two))(1, 2)),
    ?show(dynamic_both, (id(?MODULE)):(id(none))()),
    ?show(dynamic_native, (id(erlang)):(id(abs))(-7)),
    ?show(dynamic_wrong_module, (id(1)):f()),
    ?show(dynamic_tuple_module, (id({?MODULE, x})):two(1)),
    ?show(dynamic_wrong_function, ?MODULE:(id("two"))(1)),
    ?show(undefined_function, (id(?MODULE)):not_there(1, [2])),
    ?show(undefined_module, (id(no_such_module)):f([a])),
    ?show(apply_3, apply(?MODULE, two, [1, 2])),
    ?show(apply_list, apply(id(?MODULE), id(two), id([1, 2]))),
    ?show(apply_native, apply(id(erlang), id(abs), id([-7]))),
    ?show(apply_arity, apply(id(?MODULE), two, id([1]))),
    ?show(apply_improper, apply(id(?MODULE), two, id([1 | 2]))),
    ?show(apply_no_list, apply(id(?MODULE), two, id(a))),
    ?show(apply_wrong, apply(id(1), id(2), id([]))),
    ?show(apply_fun, apply(fun(A1, B1) -> {B1, A1} end, id([1, 2]))),
    ?show(apply_fun_external, apply(fun lists:member/2, id([1, [2, 1]]))),
    ?show(apply_fun_wrong, apply(id(a), id([]))),
    ?show(apply_fun_improper, apply(fun() -> ok end, id([1 | 2]))),
    ?show(apply_many, apply(?MODULE, id(two), id([[1, 2, 3], {4}]))),
    ?show(apply_too_many, apply(?MODULE, id(two), seq(1, 300))),
    ?show(apply_apply, apply(erlang, apply, [?MODULE, two, [x, y]])),
    ?show(exported, [erlang:function_exported(?MODULE, F3, A3) || {F3, A3} <- [{two, 2}, {two, 1}, {hidden, 0}, {start, 0}, {module_info, 0}]]),
    ?show(exported_native, erlang:function_exported(lists, reverse, 2)),
    ?show(exported_wrong, erlang:function_exported(1, two, 2)),
    hidden(),
    ok.

two(A, B) -> {two, A, B}.

none() -> none.

hidden() -> ok.
