%% Letters with marks: of Latin but for Extended Additional, of Greek but for the polytonic, of Cyrillic; and Hangul. For `unicode_util`,
%% whose tables in OTP have all of Unicode.
-module(beamlet_composition).

-export([decomposed/1, composed/1]).

%% A character, or the list of a cluster's, in parts: marks in Unicode's order.
decomposed(C) when is_integer(C), C < 16#C0 -> C;
decomposed(C) when is_integer(C) ->
    case parts(C) of
        [C] -> C;
        Parts -> ordered(Parts)
    end;
decomposed(Cluster) -> ordered(lists:flatmap(fun parts/1, Cluster)).

parts(C) when C >= 16#AC00, C =< 16#D7A3 ->
    Index = C - 16#AC00,
    Syllable = [16#1100 + Index div 588, 16#1161 + Index rem 588 div 28],
    case Index rem 28 of
        0 -> Syllable;
        Last -> Syllable ++ [16#11A7 + Last]
    end;
parts(C) when C >= 16#C0, C < 16#530 ->
    case [{Base, Mark} || {Mark, Pairs} <- marks(), Base <- base(Pairs, C)] of
        [{Base, Mark}] -> parts(Base) ++ [Mark];
        [] -> [C]
    end;
parts(C) -> [C].

base(<<Base/utf8, C/utf8, _/binary>>, C) -> [Base];
base(<<_/utf8, _/utf8, Pairs/binary>>, C) -> base(Pairs, C);
base(<<>>, _) -> [].

%% Marks behind a letter in the order of their classes.
ordered([C | Rest]) ->
    {Marks, More} = lists:splitwith(fun(Mark) -> class(Mark) > 0 end, Rest),
    [C | lists:sort(fun(A, B) -> class(A) =< class(B) end, Marks)] ++ more(More).

more([]) -> [];
more(Rest) -> ordered(Rest).

class(C) when C < 16#300; C > 16#36F -> 0;
class(16#31B) -> 216;
class(C) when C =:= 16#321; C =:= 16#322; C =:= 16#327; C =:= 16#328 -> 202;
class(C) when C >= 16#316, C =< 16#319; C >= 16#31C, C =< 16#320; C >= 16#323, C =< 16#326; C >= 16#329, C =< 16#333 -> 220;
class(_) -> 230.

%% A cluster with its marks joined to its letter where there is such a character.
composed(C) when is_integer(C) -> C;
composed(Cluster) ->
    case joined(decomposed(Cluster)) of
        [C] -> C;
        Joined -> Joined
    end.

joined(C) when is_integer(C) -> [C];
joined([L, V, T | Rest]) when L >= 16#1100, L =< 16#1112, V >= 16#1161, V =< 16#1175, T > 16#11A7, T =< 16#11C2 ->
    joined([16#AC00 + (L - 16#1100) * 588 + (V - 16#1161) * 28 + T - 16#11A7 | Rest]);
joined([L, V | Rest]) when L >= 16#1100, L =< 16#1112, V >= 16#1161, V =< 16#1175 ->
    joined([16#AC00 + (L - 16#1100) * 588 + (V - 16#1161) * 28 | Rest]);
joined([Base | Marks]) -> joined(Base, Marks, [], 0).

%% `Left` are the marks that did not join, the last one first; a mark joins only if none of its class stands between.
joined(Base, [Mark | Marks], Left, Class) ->
    case [C || {Same, Pairs} <- marks(), Same =:= Mark, C <- composition(Pairs, Base)] of
        [C] when Left =:= []; Class < 230, Class =/= 0 -> joined(C, Marks, Left, Class);
        _ -> joined(Base, Marks, [Mark | Left], class(Mark))
    end;
joined(Base, [], Left, _) ->
    [Base | lists:reverse(Left)].

composition(<<Base/utf8, C/utf8, _/binary>>, Base) -> [C];
composition(<<_/utf8, _/utf8, Pairs/binary>>, Base) -> composition(Pairs, Base);
composition(<<>>, _) -> [].

%% For each mark pairs: a character, and what it is with the mark.
marks() ->
    [
        {16#300, <<
            "\x{41}\x{c0}\x{45}\x{c8}\x{49}\x{cc}\x{4f}\x{d2}\x{55}\x{d9}\x{61}\x{e0}\x{65}\x{e8}\x{69}\x{ec}\x{6f}\x{f2}"/utf8,
            "\x{75}\x{f9}\x{dc}\x{1db}\x{fc}\x{1dc}\x{4e}\x{1f8}\x{6e}\x{1f9}\x{415}\x{400}\x{418}\x{40d}\x{435}\x{450}"/utf8,
            "\x{438}\x{45d}"/utf8
        >>},
        {16#301, <<
            "\x{41}\x{c1}\x{45}\x{c9}\x{49}\x{cd}\x{4f}\x{d3}\x{55}\x{da}\x{59}\x{dd}\x{61}\x{e1}\x{65}\x{e9}\x{69}\x{ed}"/utf8,
            "\x{6f}\x{f3}\x{75}\x{fa}\x{79}\x{fd}\x{43}\x{106}\x{63}\x{107}\x{4c}\x{139}\x{6c}\x{13a}\x{4e}\x{143}"/utf8,
            "\x{6e}\x{144}\x{52}\x{154}\x{72}\x{155}\x{53}\x{15a}\x{73}\x{15b}\x{5a}\x{179}\x{7a}\x{17a}\x{dc}\x{1d7}"/utf8,
            "\x{fc}\x{1d8}\x{47}\x{1f4}\x{67}\x{1f5}\x{c5}\x{1fa}\x{e5}\x{1fb}\x{c6}\x{1fc}\x{e6}\x{1fd}\x{d8}\x{1fe}"/utf8,
            "\x{f8}\x{1ff}\x{a8}\x{385}\x{391}\x{386}\x{395}\x{388}\x{397}\x{389}\x{399}\x{38a}\x{39f}\x{38c}\x{3a5}\x{38e}"/utf8,
            "\x{3a9}\x{38f}\x{3ca}\x{390}\x{3b1}\x{3ac}\x{3b5}\x{3ad}\x{3b7}\x{3ae}\x{3b9}\x{3af}\x{3cb}\x{3b0}\x{3bf}\x{3cc}"/utf8,
            "\x{3c5}\x{3cd}\x{3c9}\x{3ce}\x{3d2}\x{3d3}\x{413}\x{403}\x{41a}\x{40c}\x{433}\x{453}\x{43a}\x{45c}"/utf8
        >>},
        {16#302, <<
            "\x{41}\x{c2}\x{45}\x{ca}\x{49}\x{ce}\x{4f}\x{d4}\x{55}\x{db}\x{61}\x{e2}\x{65}\x{ea}\x{69}\x{ee}\x{6f}\x{f4}"/utf8,
            "\x{75}\x{fb}\x{43}\x{108}\x{63}\x{109}\x{47}\x{11c}\x{67}\x{11d}\x{48}\x{124}\x{68}\x{125}\x{4a}\x{134}"/utf8,
            "\x{6a}\x{135}\x{53}\x{15c}\x{73}\x{15d}\x{57}\x{174}\x{77}\x{175}\x{59}\x{176}\x{79}\x{177}"/utf8
        >>},
        {16#303, <<
            "\x{41}\x{c3}\x{4e}\x{d1}\x{4f}\x{d5}\x{61}\x{e3}\x{6e}\x{f1}\x{6f}\x{f5}\x{49}\x{128}\x{69}\x{129}\x{55}\x{168}"/utf8,
            "\x{75}\x{169}"/utf8
        >>},
        {16#304, <<
            "\x{41}\x{100}\x{61}\x{101}\x{45}\x{112}\x{65}\x{113}\x{49}\x{12a}\x{69}\x{12b}\x{4f}\x{14c}\x{6f}\x{14d}"/utf8,
            "\x{55}\x{16a}\x{75}\x{16b}\x{dc}\x{1d5}\x{fc}\x{1d6}\x{c4}\x{1de}\x{e4}\x{1df}\x{226}\x{1e0}\x{227}\x{1e1}"/utf8,
            "\x{c6}\x{1e2}\x{e6}\x{1e3}\x{1ea}\x{1ec}\x{1eb}\x{1ed}\x{d6}\x{22a}\x{f6}\x{22b}\x{d5}\x{22c}\x{f5}\x{22d}"/utf8,
            "\x{22e}\x{230}\x{22f}\x{231}\x{59}\x{232}\x{79}\x{233}\x{418}\x{4e2}\x{438}\x{4e3}\x{423}\x{4ee}\x{443}\x{4ef}"/utf8
        >>},
        {16#306, <<
            "\x{41}\x{102}\x{61}\x{103}\x{45}\x{114}\x{65}\x{115}\x{47}\x{11e}\x{67}\x{11f}\x{49}\x{12c}\x{69}\x{12d}"/utf8,
            "\x{4f}\x{14e}\x{6f}\x{14f}\x{55}\x{16c}\x{75}\x{16d}\x{423}\x{40e}\x{418}\x{419}\x{438}\x{439}\x{443}\x{45e}"/utf8,
            "\x{416}\x{4c1}\x{436}\x{4c2}\x{410}\x{4d0}\x{430}\x{4d1}\x{415}\x{4d6}\x{435}\x{4d7}"/utf8
        >>},
        {16#307, <<
            "\x{43}\x{10a}\x{63}\x{10b}\x{45}\x{116}\x{65}\x{117}\x{47}\x{120}\x{67}\x{121}\x{49}\x{130}\x{5a}\x{17b}"/utf8,
            "\x{7a}\x{17c}\x{41}\x{226}\x{61}\x{227}\x{4f}\x{22e}\x{6f}\x{22f}"/utf8
        >>},
        {16#308, <<
            "\x{41}\x{c4}\x{45}\x{cb}\x{49}\x{cf}\x{4f}\x{d6}\x{55}\x{dc}\x{61}\x{e4}\x{65}\x{eb}\x{69}\x{ef}\x{6f}\x{f6}"/utf8,
            "\x{75}\x{fc}\x{79}\x{ff}\x{59}\x{178}\x{399}\x{3aa}\x{3a5}\x{3ab}\x{3b9}\x{3ca}\x{3c5}\x{3cb}\x{3d2}\x{3d4}"/utf8,
            "\x{415}\x{401}\x{406}\x{407}\x{435}\x{451}\x{456}\x{457}\x{410}\x{4d2}\x{430}\x{4d3}\x{4d8}\x{4da}\x{4d9}\x{4db}"/utf8,
            "\x{416}\x{4dc}\x{436}\x{4dd}\x{417}\x{4de}\x{437}\x{4df}\x{418}\x{4e4}\x{438}\x{4e5}\x{41e}\x{4e6}\x{43e}\x{4e7}"/utf8,
            "\x{4e8}\x{4ea}\x{4e9}\x{4eb}\x{42d}\x{4ec}\x{44d}\x{4ed}\x{423}\x{4f0}\x{443}\x{4f1}\x{427}\x{4f4}\x{447}\x{4f5}"/utf8,
            "\x{42b}\x{4f8}\x{44b}\x{4f9}"/utf8
        >>},
        {16#30a, <<
            "\x{41}\x{c5}\x{61}\x{e5}\x{55}\x{16e}\x{75}\x{16f}"/utf8
        >>},
        {16#30b, <<
            "\x{4f}\x{150}\x{6f}\x{151}\x{55}\x{170}\x{75}\x{171}\x{423}\x{4f2}\x{443}\x{4f3}"/utf8
        >>},
        {16#30c, <<
            "\x{43}\x{10c}\x{63}\x{10d}\x{44}\x{10e}\x{64}\x{10f}\x{45}\x{11a}\x{65}\x{11b}\x{4c}\x{13d}\x{6c}\x{13e}"/utf8,
            "\x{4e}\x{147}\x{6e}\x{148}\x{52}\x{158}\x{72}\x{159}\x{53}\x{160}\x{73}\x{161}\x{54}\x{164}\x{74}\x{165}"/utf8,
            "\x{5a}\x{17d}\x{7a}\x{17e}\x{41}\x{1cd}\x{61}\x{1ce}\x{49}\x{1cf}\x{69}\x{1d0}\x{4f}\x{1d1}\x{6f}\x{1d2}"/utf8,
            "\x{55}\x{1d3}\x{75}\x{1d4}\x{dc}\x{1d9}\x{fc}\x{1da}\x{47}\x{1e6}\x{67}\x{1e7}\x{4b}\x{1e8}\x{6b}\x{1e9}"/utf8,
            "\x{1b7}\x{1ee}\x{292}\x{1ef}\x{6a}\x{1f0}\x{48}\x{21e}\x{68}\x{21f}"/utf8
        >>},
        {16#30f, <<
            "\x{41}\x{200}\x{61}\x{201}\x{45}\x{204}\x{65}\x{205}\x{49}\x{208}\x{69}\x{209}\x{4f}\x{20c}\x{6f}\x{20d}"/utf8,
            "\x{52}\x{210}\x{72}\x{211}\x{55}\x{214}\x{75}\x{215}\x{474}\x{476}\x{475}\x{477}"/utf8
        >>},
        {16#311, <<
            "\x{41}\x{202}\x{61}\x{203}\x{45}\x{206}\x{65}\x{207}\x{49}\x{20a}\x{69}\x{20b}\x{4f}\x{20e}\x{6f}\x{20f}"/utf8,
            "\x{52}\x{212}\x{72}\x{213}\x{55}\x{216}\x{75}\x{217}"/utf8
        >>},
        {16#31b, <<
            "\x{4f}\x{1a0}\x{6f}\x{1a1}\x{55}\x{1af}\x{75}\x{1b0}"/utf8
        >>},
        {16#326, <<
            "\x{53}\x{218}\x{73}\x{219}\x{54}\x{21a}\x{74}\x{21b}"/utf8
        >>},
        {16#327, <<
            "\x{43}\x{c7}\x{63}\x{e7}\x{47}\x{122}\x{67}\x{123}\x{4b}\x{136}\x{6b}\x{137}\x{4c}\x{13b}\x{6c}\x{13c}"/utf8,
            "\x{4e}\x{145}\x{6e}\x{146}\x{52}\x{156}\x{72}\x{157}\x{53}\x{15e}\x{73}\x{15f}\x{54}\x{162}\x{74}\x{163}"/utf8,
            "\x{45}\x{228}\x{65}\x{229}"/utf8
        >>},
        {16#328, <<
            "\x{41}\x{104}\x{61}\x{105}\x{45}\x{118}\x{65}\x{119}\x{49}\x{12e}\x{69}\x{12f}\x{55}\x{172}\x{75}\x{173}"/utf8,
            "\x{4f}\x{1ea}\x{6f}\x{1eb}"/utf8
        >>}
    ].
