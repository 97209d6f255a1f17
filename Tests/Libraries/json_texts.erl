%% json, of OTP 27 and later: encoding, decoding, callbacks, wrong texts. Before there is no such module.
-module(json_texts).

-export([start/0]).

-if(?OTP_RELEASE >= 27).

start() ->
    Terms = [
        #{}, [], #{<<"a">> => 1}, [1, 2.5, true, false, null, <<"text">>], #{a => #{b => []}}, #{1 => x}, <<"q\"\\\n\x{e9}\x{1f600}\x{1}"/utf8>>, 1.0e100, -0.0, 1 bsl 70, atom, {}, "abc",
        <<255>>, #{{} => 1}
    ],
    Texts = [
        <<"{}">>, <<"[]">>, <<" [1, -2.5e3, true, null ] ">>, <<"{\"a\": {\"b\": [\"\\u00e9\\n\\ud83d\\ude00\"]}}">>, <<"\"x\"">>, <<"12">>, <<"1.0E+2">>, <<"[1,]">>,
        <<"{\"a\" 1}">>, <<"01">>, <<"\"\\x\"">>, <<"\"\\ud800\"">>, <<"tru">>, <<"">>, <<"[1] 2">>, <<"\"", 255, "\"">>, <<"-">>, <<"1e400">>, <<"{\"k\":1,\"k\":2}">>
    ],
    [erlang:display({Term, tried(fun() -> iolist_to_binary(json:encode(Term)) end)}) || Term <- Terms],
    [erlang:display({Text, tried(fun() -> json:decode(Text) end)}) || Text <- Texts],
    Push = fun(Key, Value, Acc) -> [{Key, Value} | Acc] end,
    {
        json:decode(<<"{\"b\":1,\"a\":[null]} rest">>, ok, #{object_start => fun(_) -> [] end, object_push => Push, null => nil}),
        iolist_to_binary(json:encode([{a, 1}], fun([{_, _} | _] = L, E) -> json:encode_key_value_list(L, E); (Other, E) -> json:encode_value(Other, E) end)),
        iolist_to_binary(json:format(#{<<"a">> => [1, #{<<"b">> => 2}], <<"c">> => []})),
        continued([<<"[1">>, <<"2, \"a">>, <<"b\"]">>]),
        [tried(fun() -> iolist_to_binary(Encoded()) end) || Encoded <- parts()],
        [tried(fun() -> iolist_to_binary(Formatted()) end) || Formatted <- formatted()]
    }.

%% The functions that callbacks of encode/2 use.
parts() ->
    Encode = fun json:encode_value/2,
    [
        fun() -> json:encode_atom(null, Encode) end, fun() -> json:encode_atom(other, Encode) end, fun() -> json:encode_integer(-12) end,
        fun() -> json:encode_float(2.5) end, fun() -> json:encode_list([1, [a]], Encode) end, fun() -> json:encode_map(#{x => 1}, Encode) end,
        fun() -> json:encode_map_checked(#{x => 1}, Encode) end, fun() -> json:encode_map_checked(#{1 => 1, <<"1">> => 2}, Encode) end,
        fun() -> json:encode_key_value_list([{a, 1}, {a, 2}], Encode) end, fun() -> json:encode_key_value_list_checked([{a, 1}, {"b", 2}], Encode) end,
        fun() -> json:encode_key_value_list_checked([{a, 1}, {b, 3}], Encode) end, fun() -> json:encode_key_value_list_checked([{a, 1}, {a, 2}], Encode) end,
        fun() -> json:encode_binary(<<"\"\\/\t\x{e9}"/utf8>>) end, fun() -> json:encode_binary_escape_all(<<"\"\t\x{e9}\x{1f600}"/utf8>>) end,
        fun() -> json:encode_binary(<<255>>) end
    ].

formatted() ->
    Pairs = fun([{_, _} | _] = List, Encode, State) -> json:format_key_value_list(List, Encode, State); (Other, Encode, State) -> json:format_value(Other, Encode, State) end,
    Checked = fun([{_, _} | _] = List, Encode, State) -> json:format_key_value_list_checked(List, Encode, State); (Other, Encode, State) -> json:format_value(Other, Encode, State) end,
    Map = #{<<"a">> => [1, #{}, <<"x">>, [], [[2]]]},
    [
        fun() -> json:format(Map) end, fun() -> json:format(Map, #{indent => 4, max => 10}) end, fun() -> json:format([{a, [{b, 1}]}], Pairs) end,
        fun() -> json:format([{a, 1}, {b, #{c => [d]}}], Pairs, #{indent => 1}) end, fun() -> json:format([{a, 1}, {a, 2}], Checked) end,
        fun() -> json:format([{a, 1}, {b, 2}], Checked, #{}) end, fun() -> json:format({}) end
    ].

tried(Fun) ->
    try
        Fun()
    catch
        Class:Reason -> {Class, Reason}
    end.

continued([First | Rest]) ->
    lists:foldl(fun(Text, {continue, State}) -> json:decode_continue(Text, State) end, json:decode_start(First, ok, #{}), Rest).

-else.

start() -> no_such_module.

-endif.
