%% OTP's `unicode_util` without its tables, which are 550 KB of linked code. `string` and `io_lib` use it for every text.
%%
%% Letters change their case in Latin (but for the African and phonetic letters of Extended-B), today's Greek, Cyrillic and Armenian.
%% A grapheme cluster is a character with the marks, joiners and modifiers behind it, CR LF, two regional indicators, or the parts of a
%% Hangul syllable. Letters and their marks are joined and parted as far as `beamlet_composition` knows them; of characters that stand for
%% others (ligatures, superscripts, wide and narrow forms) the forms of compatibility are not known. Where an answer would not be that of
%% OTP, `beamlet_unicode` raises an error. Who needs all of Unicode links with --unicode-tables.
-module(unicode_util).

-export([cp/1, gc/1, lowercase/1, uppercase/1, titlecase/1, casefold/1, nfc/1, nfd/1, nfkc/1, nfkd/1]).
-export([whitespace/0, pattern_whitespace/0, is_whitespace/1]).
-export([category/1, is_letter_not_pattern_syntax/1, is_other_id_start/1, is_other_id_continue/1]).

%% The next character and what follows: [Character | Rest], [] or {error, Rest}.
cp([C | _] = Text) when is_integer(C) -> Text;
cp([Text]) -> cp(Text);
cp([Text | Rest]) ->
    case cp(Text) of
        [C] -> [C | Rest];
        [C | More] -> [C, More | Rest];
        [] -> cp(Rest);
        {error, Wrong} -> {error, [Wrong | Rest]}
    end;
cp([]) -> [];
cp(<<C/utf8, Rest/binary>>) -> [C | Rest];
cp(<<>>) -> [];
cp(<<Rest/binary>>) -> {error, Rest}.

%% The next grapheme cluster: a character, or a list of several.
gc(Text) ->
    case cp(Text) of
        [C | Rest] -> cluster(C, Rest);
        Other -> Other
    end.

%% Most of all text: letters and digits, and a blank or a letter behind them.
cluster(C, [Next | _] = Rest) when is_integer(C), is_integer(Next), C >= 32, C < 127, Next >= 32, Next < 127 ->
    [C | Rest];
cluster($\r, Rest) ->
    case cp(Rest) of
        [$\n | More] -> [[$\r, $\n] | More];
        _ -> [$\r | Rest]
    end;
cluster(C, Rest) when C < 32; C >= 127, C < 16#A0; C =:= 16#AD; C =:= 16#61C ->
    [C | Rest];
cluster(C, Rest) when C >= 16#200B, C =< 16#202E, C =/= 16#200C, C =/= 16#200D, (C < 16#2010 orelse C > 16#2027) ->
    [C | Rest];
cluster(C, Rest) when C >= 16#2060, C =< 16#206F; C =:= 16#FEFF; C >= 16#FFF0, C =< 16#FFFB; C >= 16#E0000, C < 16#E0020 ->
    [C | Rest];
cluster(C, Rest) when C >= 16#E0080, C < 16#E0100; C > 16#E01EF, C < 16#E1000 ->
    [C | Rest];
cluster(C, Rest) ->
    extend([beamlet_unicode:known(cluster, C)], Rest).

%% The cluster so far, the last character first, and what follows, which stays as it is: a binary where it was one.
extend([Last | _] = Cluster, Rest) ->
    case cp(Rest) of
        [C | More] ->
            case belongs(Last, C, Cluster) of
                true -> extend([C | Cluster], More);
                false -> [whole(Cluster) | Rest]
            end;
        _ ->
            [whole(Cluster) | Rest]
    end.

whole([C]) -> C;
whole(Cluster) -> lists:reverse(Cluster).

%% Whether a character belongs to the cluster whose last one is `Last`. Behind a pictograph and a joiner, OTP takes nothing but another.
belongs(Last, C, Cluster) ->
    case Last =:= 16#200D andalso is_pictograph(lists:last(Cluster)) of
        true -> is_pictograph(C);
        false -> is_extension(C) orelse (is_regional(Last) andalso is_regional(C) andalso length(Cluster) =:= 1) orelse is_syllable(hangul(Last), hangul(C))
    end.

%% Marks, variation selectors, joiners, modifiers of skin.
is_extension(C) when C < 16#300 -> false;
is_extension(C) when C =< 16#36F; C >= 16#483, C =< 16#489; C >= 16#591, C =< 16#5BD -> true;
is_extension(C) when C >= 16#610, C =< 16#61A; C >= 16#64B, C =< 16#65F; C =:= 16#670 -> true;
is_extension(C) when C >= 16#900, C =< 16#903; C >= 16#93A, C =< 16#93C; C >= 16#93E, C =< 16#94F -> true;
is_extension(C) when C =:= 16#E31; C >= 16#E34, C =< 16#E3A; C >= 16#E47, C =< 16#E4E -> true;
is_extension(C) when C >= 16#1AB0, C =< 16#1ACE; C >= 16#1DC0, C =< 16#1DFF -> true;
is_extension(C) when C =:= 16#200C; C =:= 16#200D; C >= 16#20D0, C =< 16#20F0 -> true;
is_extension(C) when C >= 16#3099, C =< 16#309A; C >= 16#FE00, C =< 16#FE0F; C >= 16#FE20, C =< 16#FE2F -> true;
is_extension(C) when C >= 16#1F3FB, C =< 16#1F3FF; C >= 16#E0020, C =< 16#E007F; C >= 16#E0100, C =< 16#E01EF -> true;
is_extension(C) -> beamlet_unicode:known(cluster, C) < 0.

%% Emoji that are joined to others. Of the other signs around them, releases of Unicode think differently.
is_pictograph(C) when C < 16#2000, C =/= 16#A9, C =/= 16#AE; C > 16#2E80, C < 16#3030; C > 16#3299, C < 16#1F000 -> false;
is_pictograph(C) when C >= 16#1F1E6, C =< 16#1F1FF; C >= 16#1F3FB, C =< 16#1F3FF; C > 16#1FFFF -> false;
is_pictograph(C) when C >= 16#1F324, C =< 16#1F393; C >= 16#1F3A0, C =< 16#1F3F0; C =:= 16#1F3F3; C =:= 16#1F3F4 -> true;
is_pictograph(C) when C >= 16#1F400, C =< 16#1F4FC; C >= 16#1F500, C =< 16#1F53D; C =:= 16#1F5E8 -> true;
is_pictograph(C) when C >= 16#1F5FB, C =< 16#1F64F; C >= 16#1F680, C =< 16#1F6C5; C >= 16#1F90C, C =< 16#1F93A -> true;
is_pictograph(C) when C >= 16#1F947, C =< 16#1F9FF; C >= 16#1FA70, C =< 16#1FAFF; C =:= 16#2B1B -> true;
is_pictograph(C) when C =:= 16#2640; C =:= 16#2642; C =:= 16#2695; C =:= 16#2696; C =:= 16#2708; C =:= 16#2764; C =:= 16#27A1 -> true;
is_pictograph(C) when C =:= 16#2194; C =:= 16#2195; C =:= 16#26A7; C =:= 16#26D3 -> true;
is_pictograph(C) -> beamlet_unicode:missing(C).

is_regional(C) -> C >= 16#1F1E6 andalso C =< 16#1F1FF.

hangul(C) when C >= 16#1100, C =< 16#115F -> l;
hangul(C) when C >= 16#1160, C =< 16#11A7 -> v;
hangul(C) when C >= 16#11A8, C =< 16#11FF -> t;
hangul(C) when C >= 16#AC00, C =< 16#D7A3, (C - 16#AC00) rem 28 =:= 0 -> lv;
hangul(C) when C >= 16#AC00, C =< 16#D7A3 -> lvt;
hangul(_) -> none.

is_syllable(none, _) -> false;
is_syllable(l, Next) -> lists:member(Next, [l, v, lv, lvt]);
is_syllable(Last, v) -> Last =:= lv orelse Last =:= v;
is_syllable(Last, t) -> lists:member(Last, [lv, v, lvt, t]);
is_syllable(_, _) -> false.

%% Each answers the next character, changed, and what follows; a list where it becomes several.
lowercase(Text) -> change(Text, fun lower/1).

uppercase(Text) -> change(Text, fun upper/1).

casefold(Text) -> change(Text, fun fold/1).

titlecase(Text) -> change(Text, fun title/1).

change(Text, Fun) ->
    case cp(Text) of
        [C | Rest] when C < 16#149 -> [Fun(C) | Rest];
        [C | Rest] -> [Fun(beamlet_unicode:known(letter, C)) | Rest];
        Other -> Other
    end.

title(16#DF) -> "Ss";
title(C) -> upper(C).

fold(16#DF) -> "ss";
fold(16#B5) -> 16#3BC;
fold(16#17F) -> $s;
fold(16#3C2) -> 16#3C3;
fold(16#1E9E) -> "ss";
fold(C) -> lower(C).

lower(C) when C < 128 ->
    if
        C >= $A, C =< $Z -> C + 32;
        true -> C
    end;
lower(C) when C >= 16#C0, C =< 16#DE, C =/= 16#D7 -> C + 32;
lower(C) when C < 16#100 -> C;
lower(16#130) -> [$i, 16#307];
lower(16#178) -> 16#FF;
lower(16#18F) -> 16#259;
lower(C) when C >= 16#386, C =< 16#38F -> greek_lower(C);
lower(C) when C >= 16#391, C =< 16#3AB, C =/= 16#3A2 -> C + 32;
lower(C) when C >= 16#400, C =< 16#40F -> C + 80;
lower(C) when C >= 16#410, C =< 16#42F -> C + 32;
lower(16#4C0) -> 16#4CF;
lower(C) when C >= 16#531, C =< 16#556 -> C + 48;
lower(16#1E9E) -> 16#DF;
lower(C) ->
    case pairs(C) of
        even when C rem 2 =:= 0 -> C + 1;
        odd when C rem 2 =:= 1 -> C + 1;
        _ -> C
    end.

greek_lower(16#386) -> 16#3AC;
greek_lower(C) when C >= 16#388, C =< 16#38A -> C + 37;
greek_lower(16#38C) -> 16#3CC;
greek_lower(C) when C >= 16#38E -> C + 63;
greek_lower(C) -> C.

upper(C) when C < 128 ->
    if
        C >= $a, C =< $z -> C - 32;
        true -> C
    end;
upper(16#B5) -> 16#39C;
upper(16#DF) -> "SS";
upper(16#FF) -> 16#178;
upper(C) when C >= 16#E0, C < 16#FF, C =/= 16#F7 -> C - 32;
upper(C) when C < 16#100 -> C;
upper(16#131) -> $I;
upper(16#149) -> [16#2BC, $N];
upper(16#17F) -> $S;
upper(16#259) -> 16#18F;
upper(16#390) -> [16#399, 16#308, 16#301];
upper(C) when C >= 16#3AC, C =< 16#3CE -> greek_upper(C);
upper(C) when C >= 16#450, C =< 16#45F -> C - 80;
upper(C) when C >= 16#430, C =< 16#44F -> C - 32;
upper(16#4CF) -> 16#4C0;
upper(C) when C >= 16#561, C =< 16#586 -> C - 48;
upper(C) ->
    case pairs(C) of
        even when C rem 2 =:= 1 -> C - 1;
        odd when C rem 2 =:= 0 -> C - 1;
        _ -> C
    end.

greek_upper(16#3AC) -> 16#386;
greek_upper(C) when C >= 16#3AD, C =< 16#3AF -> C - 37;
greek_upper(16#3B0) -> [16#3A5, 16#308, 16#301];
greek_upper(16#3C2) -> 16#3A3;
greek_upper(16#3CC) -> 16#38C;
greek_upper(C) when C >= 16#3CD -> C - 63;
greek_upper(C) -> C - 32.

%% Where capital and small letters alternate: which of the two numbers the capital has.
pairs(C) when C >= 16#100, C =< 16#137, C =/= 16#130, C =/= 16#131 -> even;
pairs(C) when C >= 16#139, C =< 16#148; C >= 16#179, C =< 16#17E -> odd;
pairs(C) when C >= 16#14A, C =< 16#177 -> even;
pairs(C) when C >= 16#1A0, C =< 16#1A5 -> even;
pairs(C) when C =:= 16#1AF; C =:= 16#1B0; C >= 16#1CD, C =< 16#1DC -> odd;
pairs(C) when C >= 16#1DE, C =< 16#1EF; C >= 16#1F8, C =< 16#21F; C >= 16#222, C =< 16#233 -> even;
pairs(C) when C >= 16#3D8, C =< 16#3EF; C >= 16#460, C =< 16#481; C >= 16#48A, C =< 16#4BF -> even;
pairs(C) when C >= 16#4C1, C =< 16#4CE -> odd;
pairs(C) when C >= 16#4D0, C =< 16#52F; C >= 16#1E00, C =< 16#1E95; C >= 16#1EA0, C =< 16#1EFF -> even;
pairs(_) -> none.

%% The forms of Unicode, cluster by cluster.
nfc(Text) ->
    case normal(Text, [form], fun beamlet_composition:composed/1) of
        [[C] | Rest] -> [C | Rest];
        Other -> Other
    end.

nfd(Text) -> normal(Text, [form], fun beamlet_composition:decomposed/1).

nfkc(Text) -> normal(Text, [form, compatible], fun beamlet_composition:composed/1).

nfkd(Text) -> normal(Text, [form, compatible], fun beamlet_composition:decomposed/1).

%% `unicode` makes a badarg of each error that it gets from here, and lets exits pass.
normal(Text, What, Form) ->
    try gc(Text) of
        [C | _] = Done when is_integer(C), C < 16#A0 -> Done;
        [Cluster | Rest] -> [Form(known(What, Cluster)) | Rest];
        Other -> Other
    catch
        error:{no_unicode_tables, _} = Reason -> exit(Reason)
    end.

known(What, C) when is_integer(C) -> known(What, [C]), C;
known(What, Cluster) ->
    case [C || C <- Cluster, Kind <- What, not beamlet_unicode:is_known(Kind, C)] of
        [] -> Cluster;
        [C | _] -> exit({no_unicode_tables, C})
    end.

%% What `string` takes for blanks: one list, which has two names among OTP's releases.
whitespace() -> pattern_whitespace().

pattern_whitespace() -> [[$\r, $\n], $\t, $\n, 11, 12, $\r, $\s, 16#85, 16#200E, 16#200F, 16#2028, 16#2029].

%% Unicode's property White_Space.
is_whitespace(C) when C >= $\t, C =< $\r; C =:= $\s; C =:= 16#85; C =:= 16#A0; C =:= 16#1680 -> true;
is_whitespace(C) when C >= 16#2000, C =< 16#200A; C =:= 16#2028; C =:= 16#2029; C =:= 16#202F -> true;
is_whitespace(C) -> C =:= 16#205F orelse C =:= 16#3000.

category(C) -> beamlet_category:category(C).

%% What may stand in names beside what its category says.
is_letter_not_pattern_syntax(C) -> C =/= 16#2E2F.

is_other_id_start(C) when C =:= 16#1885; C =:= 16#1886; C =:= 16#2118; C =:= 16#212E -> true;
is_other_id_start(C) -> C =:= 16#309B orelse C =:= 16#309C.

is_other_id_continue(C) when C =:= 16#B7; C =:= 16#387; C >= 16#1369, C =< 16#1371; C =:= 16#19DA -> true;
is_other_id_continue(C) -> C =:= 16#200C orelse C =:= 16#200D orelse C =:= 16#30FB orelse C =:= 16#FF65.
