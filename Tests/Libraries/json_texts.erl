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
        continued([<<"[1">>, <<"2, \"a">>, <<"b\"]">>])
    }.

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
