%% Every character through each function of unicode_util, in blocks of 64, and random texts through `unicode` and `string`: a line for
%% each, with what it answers as a hash. Without OTP's tables a line says `missing` instead, which `unicode_program` allows.
-module(unicode_forms).

-export([start/0]).

start() ->
    categories(),
    [block(Function, First) || Function <- functions(), {From, To} <- parts(), First <- lists:seq(From, To, 64)],
    rand:seed(exsss, 28),
    [texts([text(letters(), marks()) || _ <- lists:seq(1, 8)], forms()) || _ <- lists:seq(1, 100)],
    [texts([text(signs(), joiners()) || _ <- lists:seq(1, 8)], clusters()) || _ <- lists:seq(1, 100)],
    ok.

functions() -> [gc, lowercase, uppercase, titlecase, casefold, nfc, nfd, nfkc, nfkd].

%% Without ideographs, which are all alike.
parts() -> [{0, 16#33C0}, {16#A000, 16#D7C0}, {16#F900, 16#1FFC0}, {16#2F800, 16#2FA00}, {16#E0000, 16#E01C0}].

%% Without tables, categories are known up to Armenian, of Hangul and of ideographs.
-if(?OTP_RELEASE >= 29).
categories() ->
    Functions = [fun unicode:category/1, fun unicode:is_id_start/1, fun unicode:is_id_continue/1, fun unicode:is_whitespace/1],
    [
        line({category, First}, fun() -> [[Function(C) || Function <- Functions] || C <- lists:seq(First, First + 15)] end)
     || First <- lists:seq(0, 16#580, 16) ++ [16#3050, 16#30B0, 16#3400, 16#4DB0, 16#4E00, 16#AC00, 16#D790]
    ].
-else.
categories() -> ok.
-endif.

block(Function, First) ->
    line({Function, First}, fun() -> [{unicode_util:Function([C]), unicode_util:Function([$a, C, $b])} || C <- lists:seq(First, First + 63)] end).

texts(Texts, Functions) ->
    [line(Name, fun() -> [Function(Text) || Text <- Texts] end) || {Name, Function} <- Functions].

line(Name, Function) ->
    erlang:display(
        try Function() of
            Results -> {Name, erlang:phash2(Results)}
        catch
            _:{no_unicode_tables, _} -> {Name, missing}
        end
    ).

forms() ->
    [
        {nfc, fun unicode:characters_to_nfc_list/1},
        {nfd, fun unicode:characters_to_nfd_binary/1},
        {nfkc, fun unicode:characters_to_nfkc_binary/1},
        {nfkd, fun unicode:characters_to_nfkd_list/1},
        {equal, fun(Text) -> string:equal(Text, unicode:characters_to_nfd_list(Text), true, nfc) end}
        | clusters()
    ].

clusters() ->
    [
        {graphemes, fun string:to_graphemes/1},
        {length, fun string:length/1},
        {reverse, fun(Text) -> string:reverse(unicode:characters_to_binary(Text)) end},
        {casefold, fun string:casefold/1},
        {uppercase, fun string:uppercase/1},
        {titlecase, fun string:titlecase/1},
        {slice, fun(Text) -> string:slice(Text, 1, 3) end},
        {pad, fun(Text) -> unicode:characters_to_list(string:pad(Text, 12, both, $.)) end}
    ].

text(Letters, Marks) -> lists:append([[one(Letters) | [one(Marks) || _ <- lists:seq(2, rand:uniform(3))]] || _ <- lists:seq(1, rand:uniform(4))]).

one(Parts) ->
    {From, To} = element(rand:uniform(tuple_size(Parts)), Parts),
    From + rand:uniform(To - From + 1) - 1.

letters() -> {{$A, $z}, {$A, $z}, {16#C0, 16#17F}, {16#391, 16#3CE}, {16#410, 16#44F}, {16#1E00, 16#1FBF}, {16#AC00, 16#AC40}, {16#1100, 16#1112}}.

marks() -> {{16#300, 16#30C}, {16#313, 16#33C}, {16#342, 16#342}, {16#345, 16#34E}, {16#1161, 16#1175}, {16#11A7, 16#11C2}}.

signs() -> {{$\n, $z}, {16#1F1E6, 16#1F1FF}, {16#1F400, 16#1F4FC}, {16#200B, 16#200F}, {16#905, 16#939}, {16#5D0, 16#5EA}, {16#AC00, 16#AC40}, {16#4E00, 16#4E80}}.

joiners() -> {{16#200D, 16#200D}, {16#FE0F, 16#FE0F}, {16#300, 16#36F}, {16#1F3FB, 16#1F3FF}, {16#1F466, 16#1F469}, {16#20D0, 16#20E0}, {16#5B0, 16#5BD}}.
