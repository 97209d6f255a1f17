%% Numbers of groups, and lists of them, in regular expressions as PCRE 2 has them. For `beamlet_re_parse`.
-module(beamlet_re_number).

-export([closed/1, group_number/3, kept/3, version/2]).
-import(beamlet_re_text, [close/1, name/4, number/1, wrong/2]).

-define(UNCLOSED, <<"missing closing parenthesis">>).
-define(NO_GROUP, <<"reference to non-existent subpattern">>).
-define(TOO_BIG, <<"subpattern number is too big">>).
-define(VERSION, <<"syntax error or number too big in (?(VERSION condition">>).

%% The number of a group, with a sign or without: {N, Rest}, `none` where there is none. `At` is the place for what is wrong in it, or `none`
%% for the one behind it; `Groups` are there so far.
group_number([Sign, C | _] = [_ | Chars], At, Groups) when Sign =:= $+ orelse Sign =:= $-, C >= $0, C =< $9 ->
    {N, Rest} = number(Chars),
    Place = place(At, Rest),
    if
        N > 65535 -> wrong(?TOO_BIG, Place);
        N =:= 0 -> wrong(<<"a relative value of zero is not allowed">>, Place);
        Sign =:= $+ -> {Groups + N, Rest};
        N > Groups -> wrong(?NO_GROUP, Place);
        true -> {Groups - N + 1, Rest}
    end;
group_number([C | _] = Chars, At, _) when C >= $0, C =< $9 ->
    {N, Rest} = number(Chars),
    N =< 65535 orelse wrong(?TOO_BIG, place(At, Rest)),
    {N, Rest};
group_number(_, _, _) ->
    none.

place(none, Rest) -> Rest;
place(At, _) -> At.

%% What follows a closing parenthesis, which has to be there.
closed([$) | Rest]) -> Rest;
closed(Rest) -> wrong(?UNCLOSED, Rest).

%% The groups whose texts are kept behind a call, with their places, and what follows its parenthesis.
kept([$( | Chars], Groups, IsUnicode) -> kept(Chars, Groups, IsUnicode, []);
kept(Chars, _, _) -> {[], closed(Chars)}.

kept([C | Chars], Groups, IsUnicode, Kept) when C =:= $<; C =:= $' ->
    {Name, Rest} = name(Chars, close(C), IsUnicode, <<"subpattern name expected">>),
    more_kept(Rest, Groups, IsUnicode, [{{name, Name}, Chars} | Kept]);
kept(Chars, Groups, IsUnicode, Kept) ->
    case group_number(Chars, none, Groups) of
        none -> wrong(<<"expected capture group number or name">>, Chars);
        {0, Rest} -> wrong(?NO_GROUP, Rest);
        {N, Rest} -> more_kept(Rest, Groups, IsUnicode, [{N, Chars} | Kept])
    end.

more_kept([$, | Chars], Groups, IsUnicode, Kept) -> kept(Chars, Groups, IsUnicode, Kept);
more_kept([$) | Chars], _, _, Kept) -> {lists:reverse(Kept), closed(Chars)};
more_kept([], _, _, _) -> wrong(?UNCLOSED, []);
more_kept(Chars, _, _, _) -> wrong(<<"missing closing parenthesis for condition">>, Chars).

%% What follows (?(VERSION, for the version that OTP 29 has: whether it is so, and what follows the parenthesis.
version($>, [$= | Chars]) -> version(fun(A, B) -> A >= B end, Chars);
version($=, Chars) -> version(fun(A, B) -> A =:= B end, Chars);
version(C, Chars) when is_integer(C) -> wrong(?VERSION, Chars);
version(Is, Chars) ->
    {Major, Rest} = number(Chars),
    is_integer(Major) orelse wrong(?VERSION, Chars),
    {Minor, End} =
        case Rest of
            [$., C | _] when C >= $0, C =< $9 -> minor(tl(Rest));
            [$. | More] -> wrong(?VERSION, next(More));
            _ -> {0, Rest}
        end,
    case End of
        [$) | After] -> {Is({10, 47}, {Major, Minor}), After};
        _ -> wrong(?VERSION, next(End))
    end.

minor([C]) -> {(C - $0) * 10, []};
minor([C, D | Rest]) when D < $0; D > $9 -> {(C - $0) * 10, [D | Rest]};
minor(Chars) -> number(Chars).

next([_ | Rest]) -> Rest;
next([]) -> past.
