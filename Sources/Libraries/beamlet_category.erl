%% Unicode's category of a character, which `unicode:category/1`, `is_id_start/1` and `is_id_continue/1` of OTP 29 ask `unicode_util` for:
%% of Latin, Greek, Cyrillic, Armenian, kana, Hangul and ideographs. All of Unicode would take some 3,100 ranges; who needs it links with
%% --unicode-tables.
-module(beamlet_category).

-export([category/1]).

category(C) when C < 16#590 ->
    case found(C, ranges(), 0, 0) of
        {First, 0} when (C - First) band 1 =:= 0 -> {letter, uppercase};
        {_, 0} -> {letter, lowercase};
        {_, Kind} -> element(Kind, kinds())
    end;
category(C) when C >= 16#3400, C =< 16#4DBF; C >= 16#4E00, C =< 16#9FFF; C >= 16#AC00, C =< 16#D7A3 -> {letter, other};
category(C) when C >= 16#3041, C =< 16#3096; C >= 16#30A1, C =< 16#30FA -> {letter, other};
category(C) -> beamlet_unicode:missing(C).

%% The range that a character is in: where it begins, and its kind.
found(C, <<Next:16, Kind, Rest/binary>>, _, _) when Next =< C -> found(C, Rest, Next, Kind);
found(_, _, First, Kind) -> {First, Kind}.

kinds() ->
    {
        {letter, lowercase}, {letter, modifier}, {letter, other}, {letter, titlecase}, {letter, uppercase}, {mark, enclosing}, {mark, non_spacing},
        {number, decimal}, {number, other}, {other, control}, {other, format}, {other, not_assigned}, {punctuation, close},
        {punctuation, connector}, {punctuation, dash}, {punctuation, final}, {punctuation, initial}, {punctuation, open},
        {punctuation, other}, {separator, space}, {symbol, currency}, {symbol, math}, {symbol, modifier}, {symbol, other}
    }.

%% Where a range begins, and which of the kinds it has; 0 are letters of upper and of lower case by turns.
ranges() ->
    <<
        16#0:16, 10, 16#20:16, 20, 16#21:16, 19, 16#24:16, 21, 16#25:16, 19, 16#28:16, 18, 16#29:16, 13, 16#2A:16, 19, 16#2B:16, 22, 16#2C:16, 19,
        16#2D:16, 15, 16#2E:16, 19, 16#30:16, 8, 16#3A:16, 19, 16#3C:16, 22, 16#3F:16, 19, 16#41:16, 5, 16#5B:16, 18, 16#5C:16, 19, 16#5D:16, 13,
        16#5E:16, 23, 16#5F:16, 14, 16#60:16, 23, 16#61:16, 1, 16#7B:16, 18, 16#7C:16, 22, 16#7D:16, 13, 16#7E:16, 22, 16#7F:16, 10, 16#A0:16, 20,
        16#A1:16, 19, 16#A2:16, 21, 16#A6:16, 24, 16#A7:16, 19, 16#A8:16, 23, 16#A9:16, 24, 16#AA:16, 3, 16#AB:16, 17, 16#AC:16, 22, 16#AD:16, 11,
        16#AE:16, 24, 16#AF:16, 23, 16#B0:16, 24, 16#B1:16, 22, 16#B2:16, 9, 16#B4:16, 23, 16#B5:16, 1, 16#B6:16, 19, 16#B8:16, 23, 16#B9:16, 9,
        16#BA:16, 3, 16#BB:16, 16, 16#BC:16, 9, 16#BF:16, 19, 16#C0:16, 5, 16#D7:16, 22, 16#D8:16, 5, 16#DF:16, 1, 16#F7:16, 22, 16#F8:16, 1,
        16#100:16, 0, 16#138:16, 1, 16#139:16, 0, 16#149:16, 1, 16#14A:16, 0, 16#178:16, 5, 16#179:16, 0, 16#17F:16, 1, 16#181:16, 5, 16#182:16, 0,
        16#186:16, 5, 16#188:16, 1, 16#189:16, 5, 16#18C:16, 1, 16#18E:16, 5, 16#192:16, 1, 16#193:16, 5, 16#195:16, 1, 16#196:16, 5, 16#199:16, 1,
        16#19C:16, 5, 16#19E:16, 1, 16#19F:16, 5, 16#1A0:16, 0, 16#1A6:16, 5, 16#1A7:16, 0, 16#1AB:16, 1, 16#1AC:16, 5, 16#1AD:16, 1, 16#1AE:16, 5,
        16#1B0:16, 1, 16#1B1:16, 5, 16#1B3:16, 0, 16#1B7:16, 5, 16#1B9:16, 1, 16#1BB:16, 3, 16#1BC:16, 5, 16#1BD:16, 1, 16#1C0:16, 3, 16#1C4:16, 5,
        16#1C5:16, 4, 16#1C6:16, 1, 16#1C7:16, 5, 16#1C8:16, 4, 16#1C9:16, 1, 16#1CA:16, 5, 16#1CB:16, 4, 16#1CC:16, 1, 16#1CD:16, 0, 16#1DD:16, 1,
        16#1DE:16, 0, 16#1F0:16, 1, 16#1F1:16, 5, 16#1F2:16, 4, 16#1F3:16, 1, 16#1F4:16, 5, 16#1F5:16, 1, 16#1F6:16, 5, 16#1F8:16, 0, 16#234:16, 1,
        16#23A:16, 5, 16#23C:16, 1, 16#23D:16, 5, 16#23F:16, 1, 16#241:16, 5, 16#242:16, 1, 16#243:16, 5, 16#246:16, 0, 16#250:16, 1, 16#294:16, 3,
        16#296:16, 1, 16#2B0:16, 2, 16#2C2:16, 23, 16#2C6:16, 2, 16#2D2:16, 23, 16#2E0:16, 2, 16#2E5:16, 23, 16#2EC:16, 2, 16#2ED:16, 23, 16#2EE:16, 2,
        16#2EF:16, 23, 16#300:16, 7, 16#370:16, 0, 16#374:16, 2, 16#375:16, 23, 16#376:16, 5, 16#377:16, 1, 16#378:16, 12, 16#37A:16, 2, 16#37B:16, 1,
        16#37E:16, 19, 16#37F:16, 5, 16#380:16, 12, 16#384:16, 23, 16#386:16, 5, 16#387:16, 19, 16#388:16, 5, 16#38B:16, 12, 16#38C:16, 5, 16#38D:16, 12,
        16#38E:16, 5, 16#390:16, 1, 16#391:16, 5, 16#3A2:16, 12, 16#3A3:16, 5, 16#3AC:16, 1, 16#3CF:16, 5, 16#3D0:16, 1, 16#3D2:16, 5, 16#3D5:16, 1,
        16#3D8:16, 0, 16#3F0:16, 1, 16#3F4:16, 5, 16#3F5:16, 1, 16#3F6:16, 22, 16#3F7:16, 5, 16#3F8:16, 1, 16#3F9:16, 5, 16#3FB:16, 1, 16#3FD:16, 5,
        16#430:16, 1, 16#460:16, 0, 16#482:16, 24, 16#483:16, 7, 16#488:16, 6, 16#48A:16, 0, 16#4C0:16, 5, 16#4C1:16, 0, 16#4CF:16, 1, 16#4D0:16, 0,
        16#530:16, 12, 16#531:16, 5, 16#557:16, 12, 16#559:16, 2, 16#55A:16, 19, 16#560:16, 1, 16#589:16, 19, 16#58A:16, 15, 16#58B:16, 12, 16#58D:16, 24,
        16#58F:16, 21
    >>.
