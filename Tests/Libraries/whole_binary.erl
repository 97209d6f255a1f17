%% Every function of binary, base64 and unicode that does not need Unicode's tables.
%% options: --keep binary,base64,unicode
-module(whole_binary).

-export([base64/2, binary/2, unicode/2]).

-include("whole_api.hrl").

subject() -> ?MODULE.

shown(_, Term) -> Term.

binary(Function, Arguments) -> apply(binary, Function, Arguments).

base64(Function, Arguments) -> apply(base64, Function, Arguments).

unicode(Function, Arguments) -> apply(unicode, Function, Arguments).

calls() ->
    Part = {tuple, [nat, int]},
    Pattern = {one, [<<"a">>, <<"ab">>, [<<"b">>, <<"cd">>], <<"e">>]},
    Scope = {made, fun(P) -> [{scope, P}] end, Part},
    Binary = [
        {at, [bytes, nat]}, {bin_to_list, [bytes]}, {bin_to_list, [bytes, Part]}, {bin_to_list, [bytes, nat, int]}, {copy, [bytes]}, {copy, [bytes, nat]},
        {decode_hex, [{one, [<<"00ff">>, <<"0aB">>, <<"AbCd">>, <<"zz">>]}]}, {decode_unsigned, [raw]}, {decode_unsigned, [raw, {one, [big, little]}]},
        {encode_hex, [raw]}, {encode_unsigned, [{made, fun(N) -> N * N * N * 1234567 end, int}]},
        {encode_unsigned, [{made, fun(N) -> N * 1234567 end, int}, {one, [big, little]}]}, {first, [bytes]}, {last, [bytes]}, {list_to_bin, [deep]},
        {longest_common_prefix, [{list, bytes}]}, {longest_common_suffix, [{list, bytes}]}, {match, [bytes, Pattern]}, {match, [bytes, Pattern, Scope]},
        {matches, [bytes, Pattern]}, {matches, [bytes, Pattern, Scope]}, {part, [bytes, Part]}, {part, [bytes, nat, int]},
        {replace, [bytes, Pattern, bytes]}, {replace, [bytes, Pattern, {is, <<"<>">>}, {one, [[global], [], [global, {insert_replaced, 1}], [{scope, {0, 3}}]]}]},
        {split, [bytes, Pattern]}, {split, [bytes, Pattern, {one, [[global], [trim], [global, trim], [global, trim_all], [{scope, {1, 3}}]]}]}
    ],
    Base64 = [
        {encode, [raw]}, {encode, [text]}, {encode_to_string, [raw]}, {decode, [{made, fun(B) -> base64:encode(B) end, raw}]},
        {decode, [{one, [<<"YQ==">>, "YWI=", <<"YW I=\n">>, <<"Y">>, <<"Y!Q=">>, <<"YQ=">>, <<>>]}]},
        {decode_to_string, [{made, fun(B) -> base64:encode(B) end, raw}]}, {mime_decode, [{one, [<<"Y!W#I=">>, "YQ==", <<"YQ==YQ">>]}]},
        {mime_decode_to_string, [{one, [<<"Y!W#I=">>, "YQ=="]}]}
    ],
    Encoding = {one, [latin1, utf8, utf16, {utf16, little}, utf32, {utf32, little}]},
    Unicode = [
        {bom_to_encoding, [{one, [<<16#ef, 16#bb, 16#bf, 65>>, <<16#fe, 16#ff>>, <<16#ff, 16#fe, 0, 0>>, <<"abc">>]}]}, {characters_to_binary, [chars]},
        {characters_to_binary, [{one, [<<"a", 255>>, <<16#c3>>, ["ab", <<16#e2, 16#82>>], [a], 16#d800]}]}, {characters_to_binary, [text, {one, [latin1, utf8]}]},
        {characters_to_binary, [chars, {is, utf8}, Encoding]}, {characters_to_list, [chars]}, {characters_to_list, [raw]}, {characters_to_list, [raw, Encoding]},
        {encoding_to_bom, [Encoding]}
    ],
    Letters = {one, [[$a, $e, 16#301, $b], <<"x", 16#43f/utf8>>, [$a, 16#300, 16#323], [16#ac00, 16#1100, 16#1161], "abc", <<255>>]},
    Forms =
        [{Function, [Letters]} || Function <- [characters_to_nfkc_binary, characters_to_nfkc_list, characters_to_nfkd_binary, characters_to_nfkd_list]] ++
            [
                {Function, [{one, [[16#e9, 16#c4], <<"x", 16#e9/utf8>> | element(2, Letters)]}]}
             || Function <- [characters_to_nfc_binary, characters_to_nfc_list, characters_to_nfd_binary, characters_to_nfd_list]
            ],
    {BinaryToo, Base64Too, UnicodeToo} = newer(),
    [call(binary, Call) || Call <- Binary ++ BinaryToo] ++ [call(base64, Call) || Call <- Base64 ++ Base64Too] ++
        [call(unicode, Call) || Call <- Unicode ++ Forms ++ UnicodeToo].

-if(?OTP_RELEASE >= 29).
newer() ->
    {Binary, Base64} = since_26(),
    Of29 = {one, lists:seq(0, 16#58f)},
    {[{join, [{list, bytes}, bytes]} | Binary], Base64, [{Function, [Of29]} || Function <- [category, is_id_continue, is_id_start, is_whitespace]]}.
-else.
-if(?OTP_RELEASE >= 26).
newer() ->
    {Binary, Base64} = since_26(),
    {Binary, Base64, []}.
-else.
newer() -> {[], [], []}.
-endif.
-endif.

-if(?OTP_RELEASE >= 26).
since_26() ->
    Options = {one, [#{}, #{mode => urlsafe}, #{padding => false}, #{mode => standard, padding => true}, #{mode => other}]},
    Encoded = {one, [<<"YQ==">>, "YWI=", <<"YW I=\n">>, <<"-_-_">>, <<"+/+/">>, <<"YQ">>, <<"Y!W#I=">>]},
    {
        [{encode_hex, [raw, {one, [lowercase, uppercase]}]}],
        [
            {encode, [raw, Options]}, {encode_to_string, [raw, Options]}, {decode, [Encoded, Options]}, {decode_to_string, [Encoded, Options]},
            {mime_decode, [Encoded, Options]}, {mime_decode_to_string, [Encoded, Options]}
        ]
    }.
-endif.

call(Which, {Function, Kinds}) ->
    {Which, [{is, Function}, {made, fun(Tuple) -> tuple_to_list(Tuple) end, {tuple, Kinds}}]}.
