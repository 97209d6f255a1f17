%% Regular expressions. OTP's `re` is PCRE, 300 KB of C; this is a matcher of Beamlet's own, in Erlang, with the same functions, options,
%% syntax and answers, which only the images have that use it. It follows PCRE 8.44, which OTP 25 to 27 have, and where the linked libraries
%% are of OTP 28 or later PCRE 2: the linker then takes the modules of the folder PCRE2, which read patterns, in the place of those here.
%%
%% What differs: a match limit counts other steps; the properties of Unicode are known for some scripts only, see `beamlet_re_set`.
%% A compiled pattern is a term that means nothing to OTP, and OTP's mean nothing here. What Elixir's ~r has compiled
%% on the desktop, the linker compiles anew: see `beamlet_re_literals`. Where it does not, `version/0` says that this is another `re`, and
%% Elixir's `Regex` compiles from the source.
-module(re).

-export([version/0, compile/1, compile/2, inspect/2, import/1]).
-export([run/2, run/3, internal_run/4, replace/3, replace/4, split/2, split/3]).

-type mp() :: {re_pattern, integer(), integer(), integer(), term()}.
-export_type([mp/0]).

version() -> beamlet_re_pattern:version().

compile(Pattern) -> compile(Pattern, []).

compile(Pattern, Options) ->
    try
        beamlet_re_pattern:compile(Pattern, Options)
    catch
        throw:badarg -> erlang:error(badarg, [Pattern, Options])
    end.

%% What OTP 28 and later export: the source of the pattern is in it. Where the linker has compiled it, the pattern itself is.
import({re_pattern, _, _, _, #{code := _}} = Pattern) -> Pattern;
import({re_exported_pattern, _, Pattern, Options, _}) ->
    {ok, Compiled} = compile(Pattern, Options),
    Compiled.

inspect({re_pattern, _, _, _, #{facts := #{names := Names}}}, namelist) ->
    {namelist, lists:usort([list_to_binary(Name) || {Name, _} <- Names])};
inspect(Pattern, Item) ->
    erlang:error(badarg, [Pattern, Item]).

run(Subject, Pattern) -> run(Subject, Pattern, []).

run(Subject, Pattern, Options) ->
    try
        run_with(Subject, Pattern, Options)
    catch
        throw:badarg -> erlang:error(badarg, [Subject, Pattern, Options])
    end.

internal_run(Subject, Pattern, Options, _) -> run(Subject, Pattern, Options).

replace(Subject, Pattern, Replacement) -> replace(Subject, Pattern, Replacement, []).

replace(Subject, Pattern, Replacement, Options) ->
    try
        {Return, Others} = return(Options, [], iodata),
        lists:keymember(capture, 1, Others) andalso throw(badarg),
        replaced(Subject, Pattern, Replacement, Return, Others)
    catch
        throw:badarg -> erlang:error(badarg, [Subject, Pattern, Replacement, Options])
    end.

split(Subject, Pattern) -> split(Subject, Pattern, []).

split(Subject, Pattern, Options) ->
    try
        {Return, WithSplit} = return(Options, [], iodata),
        {Split, Others} = split_options(WithSplit, #{parts => infinity, group => false, trim => false}, []),
        parts(Subject, Pattern, Return, Split, Others)
    catch
        throw:badarg -> erlang:error(badarg, [Subject, Pattern, Options])
    end.

%% Options of `replace` and `split`.
return([{return, Type} | Options], Others, _) when Type =:= iodata; Type =:= list; Type =:= binary -> return(Options, Others, Type);
return([{return, _} | _], _, _) -> throw(badarg);
return([Option | Options], Others, Type) -> return(Options, [Option | Others], Type);
return([], Others, Type) -> {Type, lists:reverse(Others)};
return(_, _, _) -> throw(badarg).

%% Of `trim` and `parts` the last counts.
split_options([{parts, 0} | Options], Split, Others) -> split_options([trim | Options], Split, Others);
split_options([{parts, Parts} | Options], Split, Others) when Parts =:= infinity; is_integer(Parts), Parts > 0 ->
    split_options(Options, Split#{parts := Parts, trim := false}, Others);
split_options([group | Options], Split, Others) -> split_options(Options, Split#{group := true}, Others);
split_options([trim | Options], Split, Others) -> split_options(Options, Split#{parts := infinity, trim := true}, Others);
split_options([Option | _], _, _) when Option =:= global; element(1, Option) =:= capture; element(1, Option) =:= parts -> throw(badarg);
split_options([Option | Options], Split, Others) -> split_options(Options, Split, [Option | Others]);
split_options([], Split, Others) -> {Split, lists:reverse(Others)}.

%% The pattern, compiled, the program and the options of the run, or {error, Reason}.
prepared({re_pattern, _, _, _, #{code := _} = Program}, Options) ->
    {Compile, Run} = beamlet_re_pattern:options(Options),
    maps:without([anchored, newline], Compile) =:= #{} orelse throw(badarg),
    {Program, Run};
prepared(Pattern, _) when element(1, Pattern) =:= re_pattern ->
    throw(badarg);
prepared(Pattern, Options) ->
    {Compile, Run} = beamlet_re_pattern:options(Options),
    case beamlet_re_pattern:compiled(Pattern, Compile) of
        {ok, {re_pattern, _, _, _, Program}} -> {Program, Run};
        Error -> Error
    end.

%% Whether texts are of characters. (*UTF) in the pattern does not make them so: then they are bytes, which have to be UTF-8.
is_unicode(#{characters := Is}) -> Is.

subject(Subject, #{characters := false, facts := #{unicode := true}}) ->
    Binary = binary(Subject, false),
    unicode:characters_to_binary(Binary) =:= Binary orelse throw(badarg),
    Binary;
subject(Subject, Program) ->
    binary(Subject, is_unicode(Program)).

%% A text as a binary, which UTF-8 is where it is of characters.
binary(Subject, true) ->
    case catch unicode:characters_to_binary(Subject) of
        Binary when is_binary(Binary) -> Binary;
        _ -> throw(badarg)
    end;
binary(Subject, false) ->
    case catch iolist_to_binary(Subject) of
        Binary when is_binary(Binary) -> Binary;
        _ -> throw(badarg)
    end.

%% Runs.
run_with(Subject, Pattern, Options) ->
    case prepared(Pattern, Options) of
        {error, _} = Error ->
            {_, #{} = Run} = beamlet_re_pattern:options(Options),
            case Run of
                #{report_errors := true} -> {error, {compile, element(2, Error)}};
                _ -> throw(badarg)
            end;
        {Program, Run} ->
            Binary = subject(Subject, Program),
            Offset = offset(maps:get(offset, Run, 0), Binary, is_unicode(Program)),
            What = maps:get(capture, Run, all),
            Get = getter(What, maps:get(type, Run, index), Binary, Program),
            case Run of
                #{global := true} -> all(matches(Program, Binary, Offset, Run, infinity), What, Get, Run);
                _ -> one(beamlet_re_match:search(Program, Binary, Offset, Run), What, Get, Run)
            end
    end.

offset(Offset, Binary, _) when Offset > byte_size(Binary) -> throw(badarg);
offset(Offset, Binary, true) when Offset < byte_size(Binary) ->
    case binary:at(Binary, Offset) band 16#C0 of
        16#80 -> throw(badarg);
        _ -> Offset
    end;
offset(Offset, _, _) -> Offset.

one(nomatch, _, _, _) -> nomatch;
one({error, _} = Error, _, _, #{report_errors := true}) -> Error;
one({error, _}, _, _, _) -> nomatch;
one(_, What, _, _) when What =:= none; What =:= [] -> match;
one(Match, _, Get, _) -> {match, Get(Match)}.

all({error, _} = Error, What, Get, Run) -> one(Error, What, Get, Run);
all([], _, _, _) -> nomatch;
all(_, What, _, _) when What =:= none; What =:= [] -> match;
all(Matches, _, Get, _) -> {match, [Get(Match) || Match <- Matches]}.

%% All matches, as Perl counts them: after an empty one there may be another one at the same place, if it is not empty.
matches(_, _, _, _, 0) ->
    [];
matches(_, Binary, Offset, _, _) when Offset > byte_size(Binary) ->
    [];
matches(Program, Binary, Offset, Run, Count) ->
    case beamlet_re_match:search(Program, Binary, Offset, Run) of
        nomatch ->
            [];
        {error, _} = Error ->
            Error;
        {Groups, End} = Match when element(1, Groups) < End ->
            more(Match, matches(Program, Binary, End, Run, fewer(Count)));
        {_, End} = Match ->
            Retry = beamlet_re_match:search(Program, Binary, again(Offset, End, Program), Run#{anchored => true, notempty_atstart => true}),
            case Retry of
                {Groups, Next} when Next > End, element(1, Groups) < Next ->
                    more(Match, more(Retry, matches(Program, Binary, Next, Run, fewer(fewer(Count)))));
                {_, _} when element(1, Retry) =/= error ->
                    more(Match, more(Retry, matches(Program, Binary, forward(Binary, End, Program), Run, fewer(fewer(Count)))));
                _ ->
                    more(Match, matches(Program, Binary, forward(Binary, End, Program), Run, fewer(Count)))
            end
    end.

%% Where it is tried once more after an empty match: with PCRE 2 behind it, with PCRE 8 where the search began. They differ by \K.
again(_, End, #{facts := #{pcre2 := true}}) -> End;
again(Offset, _, _) -> Offset.

more(_, {error, _} = Error) -> Error;
more(Match, Matches) -> [Match | Matches].

fewer(infinity) -> infinity;
fewer(0) -> 0;
fewer(Count) -> Count - 1.

%% The next character's place.
forward(Binary, At, #{facts := Facts}) ->
    IsUnicode = maps:get(unicode, Facts, false),
    Newline = maps:get(newline, Facts, lf),
    case Binary of
        <<_:At/binary, "\r\n", _/binary>> when Newline =/= lf, Newline =/= cr -> At + 2;
        <<_:At/binary, C/utf8, _/binary>> when IsUnicode -> At + byte_size(<<C/utf8>>);
        _ -> At + 1
    end.

%% A function that makes of a match what is to be captured.
getter(What, Type, Binary, Program) ->
    Get = text(Type, Binary, is_unicode(Program)),
    case What of
        all -> fun(Match) -> [Get(Group) || Group <- to_last(groups(Match))] end;
        all_but_first -> fun(Match) -> [Get(Group) || Group <- tl(to_last(groups(Match)))] end;
        first -> fun(Match) -> [Get(hd(groups(Match)))] end;
        none -> none;
        all_names -> names(lists:usort([Name || {Name, _} <- names_of(Program)]), Get, Program);
        [_ | _] -> names(What, Get, Program);
        [] -> none;
        _ -> throw(badarg)
    end.

names_of(#{facts := #{names := Names}}) -> Names.

names(Names, Get, Program) ->
    Known = names_of(Program),
    Numbers = [numbers(Name, Known) || Name <- Names],
    fun(Match) ->
        Groups = list_to_tuple(groups(Match)),
        [Get(first([element(N + 1, Groups) || N <- Ns, N < tuple_size(Groups)])) || Ns <- Numbers]
    end.

first([{_, _} = Group | _]) -> Group;
first([none | Groups]) -> first(Groups);
first([]) -> none.

numbers(N, _) when is_integer(N), N >= 0 -> [N];
numbers(Name, Known) ->
    Text =
        case catch unicode:characters_to_list(name(Name)) of
            Chars when is_list(Chars) -> Chars;
            _ -> throw(badarg)
        end,
    [N || {Same, N} <- lists:sort(Known), Same =:= Text].

name(Name) when is_atom(Name) -> atom_to_list(Name);
name(Name) -> Name.

%% All groups, the whole first, and without those at the end that have matched nothing.
groups({Groups, End}) -> [{element(1, Groups), End} | tl(tuple_to_list(Groups))].

to_last(Groups) -> lists:reverse(lists:dropwhile(fun(Group) -> Group =:= none end, lists:reverse(Groups))).

text(index, _, _) ->
    fun
        (none) -> {-1, 0};
        ({From, To}) -> {From, To - From}
    end;
text(Type, Binary, IsUnicode) ->
    fun
        (none) -> typed(<<>>, Type, IsUnicode);
        ({From, To}) -> typed(slice(Binary, From, To), Type, IsUnicode)
    end.

slice(Binary, From, To) -> binary:part(Binary, From, max(0, To - From)).

typed(Binary, list, true) -> unicode:characters_to_list(Binary);
typed(Binary, list, false) -> binary_to_list(Binary);
typed(Binary, _, _) -> Binary.

%% Replacing.
replaced(Subject, Pattern, Replacement, Return, Options) ->
    {Program, Run} = program(Pattern, Options),
    IsUnicode = is_unicode(Program),
    Binary = subject(Subject, Program),
    Count =
        case Run of
            #{global := true} -> infinity;
            _ -> 1
        end,
    Offset = offset(maps:get(offset, Run, 0), Binary, IsUnicode),
    case found(Program, Binary, Offset, Run, Count) of
        [] when Return =:= iodata -> Subject;
        [] -> typed(Binary, Return, IsUnicode);
        {error, _} = Error -> Error;
        Matches -> result(pieces(0, Matches, Binary, replacer(Replacement, IsUnicode)), Return, IsUnicode)
    end.

program(Pattern, Options) ->
    case prepared(Pattern, Options) of
        {error, _} -> throw(badarg);
        Prepared -> Prepared
    end.

found(Program, Binary, Offset, Run, 1) ->
    case beamlet_re_match:search(Program, Binary, Offset, Run) of
        {error, _} when not is_map_key(report_errors, Run) -> [];
        {error, _} = Error -> Error;
        nomatch -> [];
        Match -> [Match]
    end;
found(Program, Binary, Offset, Run, Count) ->
    case matches(Program, Binary, Offset, Run, Count) of
        {error, _} when not is_map_key(report_errors, Run) -> [];
        Matches -> Matches
    end.

result(Pieces, iodata, _) -> Pieces;
result(Pieces, Return, true) -> typed(unicode:characters_to_binary(Pieces), Return, true);
result(Pieces, Return, false) -> typed(iolist_to_binary(Pieces), Return, false).

pieces(At, [Match | Matches], Binary, Replace) ->
    [{From, To} | _] = Groups = groups(Match),
    Texts = [text_of(Group, Binary) || Group <- Groups],
    case slice(Binary, At, From) of
        <<>> -> [Replace(Texts) | pieces(max(At, To), Matches, Binary, Replace)];
        Before -> [Before, Replace(Texts) | pieces(max(At, To), Matches, Binary, Replace)]
    end;
pieces(At, [], Binary, _) ->
    case slice(Binary, At, byte_size(Binary)) of
        <<>> -> [];
        Rest -> Rest
    end.

text_of(none, _) -> <<>>;
text_of({From, To}, Binary) -> slice(Binary, From, To).

replacer(Replacement, _) when is_function(Replacement, 2) ->
    fun([Whole | Groups]) -> Replacement(Whole, Groups) end;
replacer(Replacement, IsUnicode) ->
    case template(binary(Replacement, IsUnicode), <<>>) of
        [Text] when is_binary(Text) -> fun(_) -> Text end;
        Template -> fun(Texts) -> [filled(Part, Texts) || Part <- Template] end
    end.

filled(N, Texts) when is_integer(N), N < length(Texts) -> lists:nth(N + 1, Texts);
filled(N, _) when is_integer(N) -> <<>>;
filled(Text, _) -> Text.

%% The parts of a replacement: text, or the number of a group.
template(<<$\\, $g, ${, More/binary>>, Text) ->
    case decimal(More) of
        {N, <<$}, Rest/binary>>} -> part(Text, N, Rest);
        _ -> throw(badarg)
    end;
template(<<$\\, $g, More/binary>>, Text) ->
    case decimal(More) of
        {N, Rest} -> part(Text, N, Rest);
        none -> throw(badarg)
    end;
template(<<$\\, C, _/binary>> = All, Text) when C >= $1, C =< $9 ->
    <<_, More/binary>> = All,
    {N, Rest} = decimal(More),
    part(Text, N, Rest);
template(<<$\\, _/binary>> = All, Text) -> escaped(All, Text);
template(<<$&, Rest/binary>>, Text) -> part(Text, 0, Rest);
template(<<C, Rest/binary>>, Text) -> template(Rest, <<Text/binary, C>>);
template(<<>>, Text) -> [Text].

%% A character behind a backslash means itself.
escaped(<<$\\, C, Rest/binary>>, Text) -> template(Rest, <<Text/binary, C>>);
escaped(<<$\\>>, Text) -> [<<Text/binary, $\\>>].

part(<<>>, N, Rest) -> [N | template(Rest, <<>>)];
part(Text, N, Rest) -> [Text, N | template(Rest, <<>>)].

decimal(<<C, _/binary>> = Text) when C >= $0, C =< $9 -> decimal(Text, 0);
decimal(_) -> none.

decimal(<<C, Rest/binary>>, N) when C >= $0, C =< $9 -> decimal(Rest, N * 10 + C - $0);
decimal(Rest, N) -> {N, Rest}.

%% Splitting.
parts(Subject, Pattern, Return, #{parts := Parts, group := IsGrouped, trim := IsTrimmed}, Options) ->
    {Program, Run} = program(Pattern, Options),
    IsUnicode = is_unicode(Program),
    Binary = subject(Subject, Program),
    #{facts := #{groups := Count}} = Program,
    Offset = offset(maps:get(offset, Run, 0), Binary, IsUnicode),
    Limit =
        case Parts of
            infinity -> infinity;
            _ -> Parts - 1
        end,
    case found(Program, Binary, Offset, Run, infinity) of
        {error, _} = Error ->
            Error;
        [] when IsGrouped ->
            [[typed(Binary, Return, IsUnicode)]];
        [] ->
            [typed(Binary, Return, IsUnicode)];
        Matches ->
            Cut = cut(0, Matches, Limit, Count, Binary),
            case IsGrouped of
                true -> [[typed(Piece, Return, IsUnicode) || Piece <- Pieces] || Pieces <- trimmed(IsTrimmed, Cut)];
                false -> [typed(Piece, Return, IsUnicode) || Piece <- trimmed(IsTrimmed, lists:append(Cut))]
            end
    end.

%% For each part a list: its text, and what the groups have matched behind it.
cut(At, [Match | Matches], Limit, Count, Binary) when Limit =/= 0 ->
    [{From, To} | Groups] = groups(Match),
    case From =:= To andalso From =:= At andalso lists:all(fun(Group) -> text_of(Group, Binary) =:= <<>> end, Groups) of
        true -> cut(To, Matches, Limit, Count, Binary);
        false -> [[slice(Binary, At, From) | [text_of(Group, Binary) || Group <- Groups]] | cut(To, Matches, fewer(Limit), Count, Binary)]
    end;
cut(At, _, _, _, Binary) ->
    [[slice(Binary, At, byte_size(Binary))]].

%% Without what is empty at the end.
trimmed(false, Pieces) -> Pieces;
trimmed(true, Pieces) -> lists:reverse(lists:dropwhile(fun(Piece) -> iolist_size(Piece) =:= 0 end, lists:reverse(Pieces))).
