%% Native records: definitions, creation, update, matching, guards, errors, order, the module records, external terms; records that
%% are sent, collected, and keys of maps. Fields are printed in the order of their definition.
%% otp: 29
-module(native_records).
-export([make/2]).
-export_record([point, novals, wide]).
-record #point{x = 0, y = 0}.
-record #pair{a, b}.
-record #emp{}.
-record #novals{a, b = 3, c}.
-record #wide{
    f1 = 1, f2 = -1, f3 = 1.5, f4 = 123456789012345678901234567890, f5 = [], f6 = "text", f7 = <<"binary">>, f8 = #{a => {b, [c]}},
    f9 = atom, f10 = -123456789012, f11 = {}, f12 = <<>>, f13 = [1 | 2], f14 = 100000, f15 = -5000000000000000000000, f16
}.
-include("conformance.hrl").

%% What `?show` does, with records as their parts.
-define(parts(Name, Expression),
    erlang:display({Name, parts(attempt(fun() -> Expression end))})
).

start() ->
    definitions(),
    creation(),
    updates(),
    reading(),
    ?parts(clauses, [clause(R) || R <- values()]),
    ?parts(guards, [guard(R) || R <- values()]),
    ?parts(guard_fields, [guard_field(R) || R <- values()]),
    ?parts(any_clause, [any(R) || R <- values()]),
    ?parts(any_guard, [any_guard(R) || R <- values()]),
    ?parts(nested, [nested(R) || R <- [#pair{a = #point{x = 1}, b = #emp{}}, #pair{a = #emp{}, b = #point{}}, #pair{a = 1, b = 2}]]),
    tests(),
    errors(),
    order(),
    natives(),
    created(),
    external(),
    processes(),
    ?parts(collected, collected(id(2000), [])),
    ?parts(registers, registers(id(1), id(2), id(3), id(#wide{f16 = 0}))),
    in_maps(),
    ranges(),
    done.

attempt(Fun) ->
    try
        Fun()
    catch
        Class:Reason -> {Class, Reason}
    end.

parts(R) when is_record(R) ->
    Fields = [{F, parts(records:get(F, R))} || F <- records:get_field_names(R)],
    {record, records:get_module(R), records:get_name(R), records:is_exported(R), Fields};
parts([Head | Tail]) -> [parts(Head) | parts(Tail)];
parts(Tuple) when is_tuple(Tuple) -> list_to_tuple(parts(tuple_to_list(Tuple)));
parts(Other) -> Other.

values() ->
    [
        #point{}, #point{x = 5}, #point{x = 5.0, y = a}, #pair{a = 1, b = 2}, #emp{}, #novals{a = 1, c = 2}, #wide{f16 = 16}, foreign(),
        hidden(), {point, 1, 2}, #{x => 1}, point, [], 5, {}, {native_records, point}
    ].

%% Of no module that is there; the same names as a record of this module, with other fields.
foreign() -> records:create(elsewhere, point, [{x, 1}, {z, 2}], #{is_exported => true}).
hidden() -> records:create(elsewhere, pair, [{a, 1}, {b, 2}], #{is_exported => false}).
other() -> records:create(native_records, point, [{y, 8}, {x, 9}, {z, 7}], #{is_exported => true}).

make(X, Y) -> #point{x = X, y = Y}.

definitions() ->
    ?parts(all, [attempt(fun() -> records:get_definition(native_records, N) end) || N <- [point, pair, emp, novals, none, 1]]),
    ?parts(wide, records:get_definition(native_records, id(wide))),
    ?parts(no_module, [attempt(fun() -> records:get_definition(M, point) end) || M <- [elsewhere, 1, erlang]]).

creation() ->
    ?parts(default, #point{}),
    ?parts(some, #point{y = id(3)}),
    ?parts(all, #point{y = id(3), x = id([4])}),
    ?parts(empty, #emp{}),
    ?parts(pair, #pair{b = id(b), a = #point{}}),
    ?parts(wide, #wide{f16 = id(1), f1 = #wide{f16 = 2}}),
    ?parts(other_name, #native_records:point{x = 1, y = 3}),
    ?parts(not_exported, #native_records:pair{a = 1, b = 2}),
    ?parts(unknown_field, #native_records:point{q = 1}),
    ?parts(unknown_module, #elsewhere:point{x = 1}),
    ?parts(no_value, #native_records:novals{a = 2}),
    ?parts(some_values, #novals{c = id(1), a = 2}).

updates() ->
    P = id(#point{x = 5}),
    ?parts(one, P#point{y = 7}),
    ?parts(both, P#point{y = 7, x = P}),
    ?parts(old, P),
    ?parts(named, P#native_records:point{y = 3}),
    ?parts(wide, (id(#wide{f16 = 1}))#wide{f16 = 2, f1 = 3, f8 = #{}}),
    ?parts(any, P#_{x = 33}),
    ?parts(any_field, P#_{zz = 33}),
    ?parts(any_none, (id({a}))#_{x = 33}),
    ?parts(any_pair, (id(#pair{a = 1, b = 2}))#_{a = 33}),
    ?parts(any_foreign, (foreign())#_{z = 33}),
    ?parts(any_hidden, (hidden())#_{a = 33}),
    ?parts(other, (other())#point{x = 1}),
    ?parts(wrong, (id(foo))#point{x = 1}),
    ?parts(wrong_record, (id(#pair{a = 1, b = 2}))#point{x = 1}),
    ?parts(wrong_module, (foreign())#point{x = 1}),
    ?parts(not_exported, (id(#pair{a = 1, b = 2}))#native_records:pair{a = 3}),
    ?parts(unknown_field, P#native_records:point{q = 1}),
    ?parts(elsewhere, P#elsewhere:point{x = 1}),
    ?parts(elsewhere_too, (foreign())#elsewhere:point{x = 1}),
    ?parts(elsewhere_hidden, (hidden())#elsewhere:pair{a = 1}).

reading() ->
    P = id(#point{x = 5}),
    ?parts(fields, {P#point.x, P#point.y}),
    ?parts(named, {P#native_records:point.x, (foreign())#elsewhere:point.z}),
    ?parts(hidden, (hidden())#elsewhere:pair.a),
    ?parts(any, {P#_.x, (foreign())#_.z, (id(#pair{a = 1, b = 2}))#_.b}),
    ?parts(any_hidden, (hidden())#_.a),
    ?parts(any_field, P#_.zz),
    ?parts(any_none, (id(foo))#_.zz),
    ?parts(none, (id(foo))#point.x),
    ?parts(other_record, (id(#pair{a = 1, b = 2}))#point.x),
    ?parts(other_module, (foreign())#point.x),
    ?parts(same_name, {(hidden())#pair.a, attempt(fun() -> (foreign())#point.y end)}),
    ?parts(other_fields, {(other())#point.x, (other())#point.y}),
    ?parts(unknown_field, P#native_records:point.q),
    ?parts(not_exported, (id(#pair{a = 1, b = 2}))#native_records:pair.a),
    ?parts(wide, begin #wide{f1 = A, f8 = B, f15 = C, f12 = D} = id(#wide{f16 = 1}), {A, B, C, D} end),
    ?parts(no_match, begin #point{x = 6} = P end),
    ?parts(no_match_record, begin #pair{a = _} = P end).

clause(#point{x = X, y = Y}) -> {point, X, Y};
clause(#pair{a = A, b = 2}) -> {pair, A};
clause(#emp{}) -> emp;
clause(#elsewhere:point{z = Z}) -> {elsewhere, Z};
clause(#elsewhere:pair{a = A}) -> {hidden, A};
clause(#native_records:novals{b = B}) -> {novals, B};
clause(R) when is_record(R) -> other;
clause(_) -> none.

guard(R) when is_record(R, point), R#point.x > 4 -> above;
guard(R) when is_record(R, native_records, pair) -> pair;
guard(R) when is_record(R, native_records, point) -> point;
guard(R) when is_record(R, elsewhere, point) -> elsewhere;
guard(R) when is_record(R, elsewhere, pair) -> hidden;
guard(R) when not is_record(R) -> none;
guard(_) -> other.

guard_field(P) when P#native_records:point.q > 1 -> q;
guard_field(P) when P#native_records:point.x > 1 -> x;
guard_field(P) when P#elsewhere:point.z > 1; P#pair.a =:= 1 -> z_or_a;
guard_field(_) -> none.

any(#_{x = X}) -> {x, X};
any(#_{a = A, b = B}) -> {pair, A, B};
any(#_{}) -> record;
any(_) -> none.

any_guard(R) when R#_.x =:= 5; R#_.a =:= 1 -> found;
any_guard(_) -> none.

nested(#pair{a = #point{x = X}, b = #emp{} = E}) -> {X, E};
nested(#pair{a = #emp{}, b = #point{} = P}) -> P;
nested(#pair{}) -> other.

tests() ->
    Values = values(),
    ?parts(is_record, [is_record(id(R)) || R <- Values]),
    ?parts(is_record_two, [is_record(id(R), id(point)) || R <- Values]),
    ?parts(is_record_three, [{is_record(id(R), id(native_records), id(point)), is_record(id(R), id(elsewhere), id(pair))} || R <- Values, is_record(R)]),
    ?parts(static, [{is_record(R, point), is_record(R, native_records, pair)} || R <- Values]),
    ?parts(size, [attempt(fun() -> is_record(id(R), id(native_records), id(2)) end) || R <- Values]),
    ?parts(wrong, [
        attempt(fun() -> is_record(id(#point{}), id(1)) end),
        attempt(fun() -> is_record(id(#point{}), id(native_records), id(1)) end),
        attempt(fun() -> is_record(id({a, b}), id(1), id(2)) end)
    ]),
    ?parts(no_tuple, [{is_tuple(R), is_map(R), is_atom(R), is_list(R), is_function(R), is_bitstring(R)} || R <- [#point{}, #emp{}]]),
    ?parts(tuple_functions, [attempt(fun() -> element(1, id(#point{})) end), attempt(fun() -> tuple_size(id(#point{})) end)]),
    ?parts(equal, [{A =:= B, A == B} || A <- Values, B <- [#point{x = 5}, #point{x = 5.0, y = a}, #emp{}, hidden(), foreign()]]).

errors() ->
    ?parts(function_clause, attempt(fun() -> nested(id(#emp{})) end)),
    ?parts(case_clause, case id(#point{}) of #point{x = 3} -> a end),
    ?parts(badmatch, begin #point{x = 3} = id(#point{}) end),
    ?parts(thrown, throw(#pair{a = 1, b = #emp{}})),
    ?parts(caught, try error(#pair{a = 1, b = 2}) catch error:#pair{b = B} -> B end),
    ?parts(arithmetic, 1 + id(#point{})),
    ?parts(call, (id(#emp{}))()),
    ?parts(send, id(#emp{}) ! a).

order() ->
    Values = [
        #point{}, #point{x = 5}, #point{x = 5.0}, #pair{a = 1, b = 2}, #emp{}, foreign(), hidden(), other(),
        records:create(q, r, [{a, 9}], #{is_exported => true}), records:create(q, r, [{b, 0}], #{is_exported => true}),
        records:create(q, r, [{a, 1}], #{is_exported => false}), records:create(q, r, [{a, 1}, {b, 0}], #{is_exported => true}),
        records:create(q, r, [{b, 0}, {a, 1}], #{is_exported => true}), records:create(q, r, [], #{is_exported => true})
    ],
    ?parts(matrix, [[{A < B, A == B, A =< B} || B <- Values] || A <- Values]),
    ?parts(sorted, sort(Values)),
    Others = [1, 1.5, a, make_ref(), fun id/1, self(), {}, {1, 2}, #{}, #{a => 1}, [], [a], <<>>],
    ?parts(others, [{#point{} < B, #point{} > B} || B <- Others]),
    ?parts(compared, #{#point{x = 1} => a, #point{x = 1.0} => b, #point{x = 1} => c}).

sort([]) -> [];
sort([Head | Tail]) -> sort([V || V <- Tail, V < Head]) ++ [Head | sort([V || V <- Tail, not (V < Head)])].

natives() ->
    ?parts(parts, [
        {attempt(fun() -> records:get_module(R) end), attempt(fun() -> records:get_name(R) end),
            attempt(fun() -> records:get_field_names(R) end), attempt(fun() -> records:is_exported(R) end)}
     || R <- values()
    ]),
    P = #point{x = 1},
    ?parts(get, [attempt(fun() -> records:get(F, R) end) || F <- [x, zz, 1], R <- [P, foreign(), foo, {}]]),
    ?parts(update, [
        attempt(fun() -> records:update(P, M, N, F) end)
     || {M, N} <- [{native_records, point}, {native_records, pair}, {x, point}, {1, 2}], F <- [#{y => 9}, #{}]
    ]),
    ?parts(update_wrong, [attempt(fun() -> records:update(R, native_records, point, F) end) || R <- [P, foo], F <- [#{q => 1}, x, #{x => 2, y => 3}]]),
    ?parts(update_hidden, records:update(#pair{a = 1, b = 2}, native_records, pair, #{a => 4})).

created() ->
    Options = [#{}, #{is_exported => true}, #{is_exported => false}, foo, #{zz => 1}, #{is_exported => 1}],
    Fields = [[a, {b, 1}], [{b, 2}, {a, 1}], [], [{b, 2} | a], [{1, 2}], [{a, 1}, {a, 2}], #{a => 1}, x],
    ?parts(create, [attempt(fun() -> records:create(elsewhere, foo, F, O) end) || F <- Fields, O <- Options]),
    ?parts(names, [attempt(fun() -> records:create(M, N, [{a, 1}], #{is_exported => true}) end) || {M, N} <- [{1, a}, {a, 1}, {"a", b}]]),
    Same = records:create(native_records, point, [{x, 3}, {y, 2}], #{is_exported => true}),
    ?parts(same, {Same =:= #point{x = 3, y = 2}, clause(Same), Same#point.x, Same#point{x = 9} =:= #point{x = 9, y = 2}}),
    ?parts(other_order, {other() =:= #point{x = 9, y = 8}, clause(other()), guard(other())}),
    Many = [{list_to_atom("f" ++ integer_to_list(N)), N} || N <- seq(1, 100)],
    Large = records:create(elsewhere, large, Many, #{is_exported => true}),
    ?parts(large, [records:get(id(list_to_atom("f" ++ integer_to_list(N))), Large) || N <- [1, 50, 100]]),
    ?parts(large_update, (records:update(Large, elsewhere, large, #{f77 => #emp{}}))#_.f77).

external() ->
    foreach(fun(R) -> ?parts(bytes, {bytes(R), parts(back(R))}) end, [
        #point{}, #pair{a = [1, #emp{}], b = {2.5, #point{}}}, #emp{}, foreign(), hidden(), other(), [#emp{} | #emp{}], #{#emp{} => #point{}}
    ]),
    ?parts(wide, begin W = #wide{f16 = #wide{f16 = 1}}, {back(W) =:= W, erlang:external_size(W) =:= byte_size(term_to_binary(W))} end),
    ?parts(wide_hash, erlang:phash2(binary_to_list(term_to_binary(#wide{f16 = 1})))),
    ?parts(minor_version, term_to_binary(#point{}, [{minor_version, 0}])),
    ?parts(compressed, binary_to_term(term_to_binary([#point{x = N} || N <- seq(1, 50)], [compressed])) =:= [#point{x = N} || N <- seq(1, 50)]),
    ?parts(iovec, iolist_to_binary(term_to_iovec(#point{})) =:= term_to_binary(#point{})),
    X = <<119, 1, "x">>,
    Y = <<119, 1, "y">>,
    foreach(fun(B) -> ?parts(read, {B, attempt(fun() -> binary_to_term(B) end)}) end, [
        record(1, 1, q, r, <<X/binary, 97, 3>>), record(1, 0, q, r, <<X/binary, 97, 3>>), record(1, 2, q, r, <<X/binary, 97, 3>>),
        record(1, 255, q, r, <<X/binary, 97, 3>>), record(2, 1, q, r, <<X/binary, X/binary, 97, 3, 97, 4>>),
        record(2, 1, q, r, <<Y/binary, X/binary, 97, 3, 97, 4>>), record(2, 1, q, r, <<X/binary, Y/binary, 97, 3>>),
        record(1, 1, q, r, <<97, 1, 97, 3>>), record(0, 1, q, r, <<>>), record(0, 0, q, r, <<>>), record(0, 0, q, r, <<1>>),
        record(16#FFFFFFFF, 1, q, r, <<X/binary, 97, 1>>), record(16#1000000, 1, q, r, <<X/binary, 97, 1>>),
        record(1, 1, q, r, <<X/binary, 67, 1:32, 1, X/binary, X/binary, X/binary, 97, 2>>), <<131, 67, 1:32, 1, 97, 1, X/binary, X/binary, 97, 3>>,
        <<131, 67, 1:32, 1, X/binary, 97, 1, X/binary, 97, 3>>, <<131, 67>>, <<131, 67, 0, 0>>, <<131, 67, 0:32>>, <<131, 67, 0:32, 1>>
    ]),
    Whole = term_to_binary([#pair{a = #point{x = [1, 2, 3]}, b = #{#emp{} => 1}}]),
    ?parts(truncated, [B || N <- seq(0, byte_size(Whole) - 1), B <- [attempt(fun() -> binary_to_term(binary:part(Whole, 0, N)) end)], B =/= {error, badarg}]),
    ?parts(safe, attempt(fun() -> binary_to_term(record(1, 1, q, r, <<119, 9, "zzyyxunkr", 97, 1>>), [safe]) end)),
    ?parts(used, binary_to_term(<<(term_to_binary(#emp{}))/binary, 1, 2>>, [used])),
    %% Read and then used as a record of this module, which has fewer fields.
    R = binary_to_term(record(3, 0, native_records, point, <<X/binary, Y/binary, 119, 1, "z", 97, 5, 97, 6, 97, 7>>)),
    ?parts(other_version, {R, R#point.x, R#point{y = 1}, clause(R)}).

bytes(R) -> term_to_binary(R, [{minor_version, 2}, deterministic]).

back(R) -> binary_to_term(term_to_binary(R)).

record(Count, Exported, Module, Name, Rest) ->
    M = atom_to_binary(Module),
    N = atom_to_binary(Name),
    <<131, 67, Count:32, Exported, 119, (byte_size(M)), M/binary, 119, (byte_size(N)), N/binary, Rest/binary>>.

processes() ->
    Self = self(),
    Message = #pair{a = #wide{f16 = seq(1, 50)}, b = [foreign(), #emp{}]},
    Pid = spawn(fun() -> receive {From, #pair{b = B} = P} -> From ! {self(), P#pair{b = {B, B}}} end end),
    Pid ! {Self, Message},
    Answer = receive {Pid, #pair{} = A} -> A end,
    ?parts(message, {Answer#pair.a =:= Message#pair.a, Answer#pair.b}),
    {Other, Reference} = spawn_monitor(fun() -> exit(#point{x = foreign()}) end),
    ?parts(exit, receive {'DOWN', Reference, process, Other, Reason} -> Reason end),
    put(#point{}, #emp{}),
    ?parts(dictionary, {get(#point{}), erase(#point{x = 0}), get(#point{})}),
    ?parts(captured, begin R = id(#point{x = 7}), F = fun() -> R#point.x end, F() end).

%% Much is thrown away; what is kept stays as it was.
collected(0, Kept) -> {length(Kept), check(Kept, 1)};
collected(N, Kept) when N rem 100 =:= 0 ->
    garbage_collect(),
    collected(N - 1, [#pair{a = N, b = records:create(elsewhere, kept, [{n, [N]}], #{is_exported => true})} | Kept]);
collected(N, Kept) ->
    R = id(#wide{f16 = seq(1, 20)}),
    20 = length(R#wide.f16),
    collected(N - 1, Kept).

check([], _) -> right;
check([#pair{a = A, b = #elsewhere:kept{n = [A]}} | Rest], N) when A =:= N * 100 -> check(Rest, N + 1);
check([Wrong | _], N) -> {N, Wrong}.

registers(A, B, C, W) ->
    D = #wide{f1 = A, f2 = B, f3 = C, f4 = W, f5 = [A | B], f6 = {C}, f16 = A},
    E = D#wide{f1 = C, f2 = [D], f16 = #pair{a = A, b = B}},
    id(E),
    #wide{f1 = F, f16 = #pair{a = G, b = H}, f4 = #wide{f16 = I}} = E,
    {F, G, H, I, E#wide.f1, [A, B, C], W =:= E#wide.f4}.

in_maps() ->
    Map = #{#point{x = N} => #pair{a = N, b = []} || N <- seq(1, 50)},
    ?parts(size, map_size(Map)),
    ?parts(found, [map_get(#point{x = N}, Map) || N <- [1, 17, 50]]),
    ?parts(not_found, [is_map_key(K, Map) || K <- [#point{}, #point{x = 1.0}, #point{x = 1, y = 1}, #emp{}]]),
    ?parts(missing, map_get(#point{x = 51}, Map)),
    ?parts(updated, map_size(Map#{#point{x = 1} := 2, #emp{} => 3})),
    ?parts(small, #{#emp{} => 1, #point{} => 2} =:= #{#point{} => 2, #emp{} => 1}).

%% The one test of three arguments that compilers write since.
ranges() ->
    Integers = [0, 1, 5, 10, 11, 1 bsl 70, -(1 bsl 70), 1.0, 5.0, a],
    Bounds = [{1, 10}, {10, 1}, {0, 1 bsl 80}, {-(1 bsl 80), 1 bsl 60}, {a, 1}, {1, a}, {1.0, 2}, {1, 2.0}, {5, 5}],
    ?parts(range_guard, [in_range(X, From, To) || X <- Integers, {From, To} <- Bounds]),
    ?parts(range, [attempt(fun() -> is_integer(id(X), id(From), id(To)) end) || X <- Integers, {From, To} <- Bounds]),
    ?parts(range_constant, [is_integer(X, 1, 10) || X <- Integers]).

in_range(X, From, To) when is_integer(X, From, To) -> in;
in_range(_, _, _) -> out.
