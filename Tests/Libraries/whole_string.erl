%% Every function of string.
%% options: --keep string
-module(whole_string).

-include("whole_api.hrl").

subject() -> string.

%% Texts in one form, a list: how parts of lists and binaries lie in a result is nobody's business.
shown(Function, Texts) when is_list(Texts), Function =:= lexemes orelse Function =:= split orelse Function =:= tokens orelse Function =:= to_graphemes ->
    [shown(text, Text) || Text <- Texts];
shown(_, Term) when is_binary(Term); is_list(Term) ->
    case unicode:characters_to_list(Term) of
        Text when is_list(Text) -> Text;
        _ -> Term
    end;
shown(Function, {Before, Behind}) ->
    {shown(Function, Before), shown(Function, Behind)};
shown(_, Term) ->
    Term.

calls() ->
    Separators = {one, [" ", ", ", [$a, "\r\n", $;], [[$e, 16#301]]]},
    Old = text,
    Number = {one, ["12", "-7x", "+3.5e2 a", " 1", "1.5", "x", <<"42,"/utf8>>, "1e5", "2.0E-3z"]},
    [
        {casefold, [chars]}, {centre, [Old, nat]}, {centre, [Old, nat, {is, $*}]}, {chars, [{is, $x}, nat]}, {chars, [{is, $x}, nat, Old]},
        {chomp, [{one, ["a\n", "a\r\n", "\n", "a", <<"b\n\n">>]}]}, {chr, [Old, {one, "abc "}]}, {concat, [Old, Old]}, {copies, [Old, nat]},
        {cspan, [Old, {is, " ,"}]}, {equal, [chars, chars]}, {equal, [{one, ["aB", <<"AB">>]}, {one, ["ab", <<"aB">>]}, {one, [true, false]}]},
        {equal, [{one, ["aB", <<"AB">>]}, {one, ["ab", <<"aB">>]}, {one, [true, false]}, {is, none}]}, {find, [chars, {one, ["a", " ", "b "]}]},
        {find, [chars, {one, ["a", " ", "b"]}, {one, [leading, trailing]}]}, {is_empty, [{one, ["", <<>>, "a", [[], <<>>]]}]}, {join, [{list, text}, Old]},
        {left, [Old, nat]}, {left, [Old, nat, {is, $.}]}, {len, [Old]}, {length, [chars]}, {lexemes, [chars, Separators]}, {list_to_float, [Number]},
        {list_to_integer, [Number]}, {lowercase, [chars]}, {next_codepoint, [chars]}, {next_grapheme, [chars]},
        {nth_lexeme, [chars, pos, Separators]}, {pad, [chars, nat]}, {pad, [chars, nat, {one, [leading, trailing, both]}]},
        {pad, [chars, nat, {one, [leading, trailing, both]}, {one, [$*, 16#e9]}]}, {prefix, [chars, {one, ["a", "", <<"b">>]}]}, {rchr, [Old, {one, "abc "}]},
        {replace, [Old, {one, ["a", " ", "bc"]}, Old]}, {replace, [Old, {one, ["a", " "]}, {is, "<>"}, {one, [leading, trailing, all]}]}, {reverse, [chars]},
        {right, [Old, nat]}, {right, [Old, nat, {is, $.}]}, {rstr, [Old, {one, ["a", "bc", " "]}]}, {slice, [{made, fun(Text) -> Text end, chars}, nat]}, {slice, [chars, nat, nat]},
        {span, [Old, {is, "abc"}]}, {split, [Old, {one, ["a", " ", "bc"]}]}, {split, [Old, {one, ["a", " "]}, {one, [leading, trailing, all]}]},
        {str, [Old, {one, ["a", "bc", " "]}]}, {strip, [{made, fun(T) -> " " ++ T ++ "  " end, text}]},
        {strip, [{made, fun(T) -> " " ++ T ++ "  " end, text}, {one, [left, right, both]}]},
        {strip, [{made, fun(T) -> "a" ++ T ++ "a" end, text}, {one, [left, right, both]}, {is, $a}]}, {sub_string, [Old, pos]}, {sub_string, [Old, pos, pos]},
        {sub_word, [Old, pos]}, {sub_word, [Old, pos, {one, "a ;"}]}, {substr, [Old, pos]}, {substr, [Old, pos, nat]}, {take, [chars, {is, "ab "}]},
        {take, [chars, {is, "ab "}, {one, [true, false]}]}, {take, [chars, {is, "ab "}, {one, [true, false]}, {one, [leading, trailing]}]},
        {titlecase, [chars]}, {to_float, [Number]}, {to_graphemes, [chars]}, {to_integer, [Number]}, {to_lower, [Old]}, {to_upper, [Old]}, {tokens, [Old, {is, " ,"}]},
        {trim, [{made, fun(T) -> [" \n", T, "\t "] end, chars}]}, {trim, [{made, fun(T) -> [" \n", T, "\t "] end, chars}, {one, [leading, trailing, both]}]},
        {trim, [chars, {one, [leading, trailing, both]}, {is, "ab "}]}, {uppercase, [chars]}, {words, [Old]}, {words, [Old, {one, "a ;"}]}
    ] ++ newer().

-if(?OTP_RELEASE >= 27).
newer() -> [{jaro_similarity, [chars, chars]}, {jaro_similarity, [{one, ["martha", <<"dixon">>, "", "dwayne"]}, {one, ["marhta", <<"dicksonx">>, "", "duane"]}]}].
-else.
newer() -> [].
-endif.
