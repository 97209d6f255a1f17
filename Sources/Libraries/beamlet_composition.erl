%% What `unicode_util` joins and parts without OTP's tables: each character that is another with a mark of the block U+0300 (Latin, Greek,
%% Cyrillic, crossed signs), and the syllables of Hangul. Whatever else has parts is for `beamlet_unicode` to name.
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
parts(C) when C >= 16#C0, C < 16#530; C >= 16#1E00, C =< 16#1FFF; C >= 16#2190, C =< 16#22FF ->
    case [{Base, Mark} || {Mark, Pairs} <- marks(), Base <- base(Pairs, C)] of
        [{Base, Mark}] -> parts(Base) ++ [Mark];
        [] -> [C]
    end;
parts(C) -> [C].

base(<<Base/utf8, C/utf8, _/binary>>, C) -> [Base];
base(<<_/utf8, _/utf8, Pairs/binary>>, C) -> base(Pairs, C);
base(<<>>, _) -> [].

%% Marks in the order of their classes, up to the next character that is none.
ordered([]) -> [];
ordered(Cluster) ->
    case lists:splitwith(fun(C) -> class(C) > 0 end, Cluster) of
        {[], [C | Rest]} -> [C | ordered(Rest)];
        {Marks, Rest} -> lists:sort(fun(A, B) -> class(A) =< class(B) end, Marks) ++ ordered(Rest)
    end.

%% Combining classes of the block.
class(C) when C < 16#300; C > 16#36F; C =:= 16#34F -> 0;
class(C) when C >= 16#334, C =< 16#338 -> 1;
class(C) when C =:= 16#321; C =:= 16#322; C =:= 16#327; C =:= 16#328 -> 202;
class(16#31B) -> 216;
class(C) when C >= 16#316, C =< 16#319; C >= 16#31C, C =< 16#333; C >= 16#339, C =< 16#33C -> 220;
class(C) when C >= 16#347, C =< 16#349; C =:= 16#34D; C =:= 16#34E -> 220;
class(C) when C >= 16#353, C =< 16#356; C =:= 16#359; C =:= 16#35A -> 220;
class(C) when C =:= 16#315; C =:= 16#31A; C =:= 16#358 -> 232;
class(C) when C =:= 16#35C; C =:= 16#35F; C =:= 16#362 -> 233;
class(C) when C =:= 16#35D; C =:= 16#35E; C =:= 16#360; C =:= 16#361 -> 234;
class(16#345) -> 240;
class(_) -> 230.

%% A cluster with its marks joined to its letter where there is such a character: of a list a list.
composed(C) when is_integer(C) -> C;
composed(Cluster) -> joined(decomposed(Cluster)).

joined([L, V, T | Rest]) when L >= 16#1100, L =< 16#1112, V >= 16#1161, V =< 16#1175, T > 16#11A7, T =< 16#11C2 ->
    joined([16#AC00 + (L - 16#1100) * 588 + (V - 16#1161) * 28 + T - 16#11A7 | Rest]);
joined([L, V | Rest]) when L >= 16#1100, L =< 16#1112, V >= 16#1161, V =< 16#1175 ->
    joined([16#AC00 + (L - 16#1100) * 588 + (V - 16#1161) * 28 | Rest]);
joined([L, Next | Rest]) when L >= 16#1100, L =< 16#1112, Next >= 16#1100, Next =< 16#11FF -> [L | joined([Next | Rest])];
joined([Base | Marks]) -> joined(Base, Marks, [], 0).

%% `Left` are the marks that did not join, the last one first, and the class of that: a mark joins if it is of a higher one.
joined(Base, [Mark | Marks], Left, Before) ->
    Class = class(Mark),
    case [C || Class > Before, {Same, Pairs} <- marks(), Same =:= Mark, C <- composition(Pairs, Base)] of
        [C] -> joined(C, Marks, Left, Before);
        [] when Class =:= 0 -> [Base | lists:reverse(Left, [Mark | Marks])];
        [] -> joined(Base, Marks, [Mark | Left], Class)
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
            "\x{41}\x{c0}\x{45}\x{c8}\x{49}\x{cc}\x{4f}\x{d2}\x{55}\x{d9}\x{61}\x{e0}\x{65}\x{e8}"/utf8,
            "\x{69}\x{ec}\x{6f}\x{f2}\x{75}\x{f9}\x{dc}\x{1db}\x{fc}\x{1dc}\x{4e}\x{1f8}\x{6e}\x{1f9}"/utf8,
            "\x{415}\x{400}\x{418}\x{40d}\x{435}\x{450}\x{438}\x{45d}\x{112}\x{1e14}\x{113}\x{1e15}\x{14c}\x{1e50}"/utf8,
            "\x{14d}\x{1e51}\x{57}\x{1e80}\x{77}\x{1e81}\x{c2}\x{1ea6}\x{e2}\x{1ea7}\x{102}\x{1eb0}\x{103}\x{1eb1}"/utf8,
            "\x{ca}\x{1ec0}\x{ea}\x{1ec1}\x{d4}\x{1ed2}\x{f4}\x{1ed3}\x{1a0}\x{1edc}\x{1a1}\x{1edd}\x{1af}\x{1eea}"/utf8,
            "\x{1b0}\x{1eeb}\x{59}\x{1ef2}\x{79}\x{1ef3}\x{1f00}\x{1f02}\x{1f01}\x{1f03}\x{1f08}\x{1f0a}\x{1f09}\x{1f0b}"/utf8,
            "\x{1f10}\x{1f12}\x{1f11}\x{1f13}\x{1f18}\x{1f1a}\x{1f19}\x{1f1b}\x{1f20}\x{1f22}\x{1f21}\x{1f23}\x{1f28}\x{1f2a}"/utf8,
            "\x{1f29}\x{1f2b}\x{1f30}\x{1f32}\x{1f31}\x{1f33}\x{1f38}\x{1f3a}\x{1f39}\x{1f3b}\x{1f40}\x{1f42}\x{1f41}\x{1f43}"/utf8,
            "\x{1f48}\x{1f4a}\x{1f49}\x{1f4b}\x{1f50}\x{1f52}\x{1f51}\x{1f53}\x{1f59}\x{1f5b}\x{1f60}\x{1f62}\x{1f61}\x{1f63}"/utf8,
            "\x{1f68}\x{1f6a}\x{1f69}\x{1f6b}\x{3b1}\x{1f70}\x{3b5}\x{1f72}\x{3b7}\x{1f74}\x{3b9}\x{1f76}\x{3bf}\x{1f78}"/utf8,
            "\x{3c5}\x{1f7a}\x{3c9}\x{1f7c}\x{391}\x{1fba}\x{395}\x{1fc8}\x{397}\x{1fca}\x{1fbf}\x{1fcd}\x{3ca}\x{1fd2}"/utf8,
            "\x{399}\x{1fda}\x{1ffe}\x{1fdd}\x{3cb}\x{1fe2}\x{3a5}\x{1fea}\x{a8}\x{1fed}\x{39f}\x{1ff8}\x{3a9}\x{1ffa}"/utf8
        >>},
        {16#301, <<
            "\x{41}\x{c1}\x{45}\x{c9}\x{49}\x{cd}\x{4f}\x{d3}\x{55}\x{da}\x{59}\x{dd}\x{61}\x{e1}"/utf8,
            "\x{65}\x{e9}\x{69}\x{ed}\x{6f}\x{f3}\x{75}\x{fa}\x{79}\x{fd}\x{43}\x{106}\x{63}\x{107}"/utf8,
            "\x{4c}\x{139}\x{6c}\x{13a}\x{4e}\x{143}\x{6e}\x{144}\x{52}\x{154}\x{72}\x{155}\x{53}\x{15a}"/utf8,
            "\x{73}\x{15b}\x{5a}\x{179}\x{7a}\x{17a}\x{dc}\x{1d7}\x{fc}\x{1d8}\x{47}\x{1f4}\x{67}\x{1f5}"/utf8,
            "\x{c5}\x{1fa}\x{e5}\x{1fb}\x{c6}\x{1fc}\x{e6}\x{1fd}\x{d8}\x{1fe}\x{f8}\x{1ff}\x{a8}\x{385}"/utf8,
            "\x{391}\x{386}\x{395}\x{388}\x{397}\x{389}\x{399}\x{38a}\x{39f}\x{38c}\x{3a5}\x{38e}\x{3a9}\x{38f}"/utf8,
            "\x{3ca}\x{390}\x{3b1}\x{3ac}\x{3b5}\x{3ad}\x{3b7}\x{3ae}\x{3b9}\x{3af}\x{3cb}\x{3b0}\x{3bf}\x{3cc}"/utf8,
            "\x{3c5}\x{3cd}\x{3c9}\x{3ce}\x{3d2}\x{3d3}\x{413}\x{403}\x{41a}\x{40c}\x{433}\x{453}\x{43a}\x{45c}"/utf8,
            "\x{c7}\x{1e08}\x{e7}\x{1e09}\x{112}\x{1e16}\x{113}\x{1e17}\x{cf}\x{1e2e}\x{ef}\x{1e2f}\x{4b}\x{1e30}"/utf8,
            "\x{6b}\x{1e31}\x{4d}\x{1e3e}\x{6d}\x{1e3f}\x{d5}\x{1e4c}\x{f5}\x{1e4d}\x{14c}\x{1e52}\x{14d}\x{1e53}"/utf8,
            "\x{50}\x{1e54}\x{70}\x{1e55}\x{168}\x{1e78}\x{169}\x{1e79}\x{57}\x{1e82}\x{77}\x{1e83}\x{c2}\x{1ea4}"/utf8,
            "\x{e2}\x{1ea5}\x{102}\x{1eae}\x{103}\x{1eaf}\x{ca}\x{1ebe}\x{ea}\x{1ebf}\x{d4}\x{1ed0}\x{f4}\x{1ed1}"/utf8,
            "\x{1a0}\x{1eda}\x{1a1}\x{1edb}\x{1af}\x{1ee8}\x{1b0}\x{1ee9}\x{1f00}\x{1f04}\x{1f01}\x{1f05}\x{1f08}\x{1f0c}"/utf8,
            "\x{1f09}\x{1f0d}\x{1f10}\x{1f14}\x{1f11}\x{1f15}\x{1f18}\x{1f1c}\x{1f19}\x{1f1d}\x{1f20}\x{1f24}\x{1f21}\x{1f25}"/utf8,
            "\x{1f28}\x{1f2c}\x{1f29}\x{1f2d}\x{1f30}\x{1f34}\x{1f31}\x{1f35}\x{1f38}\x{1f3c}\x{1f39}\x{1f3d}\x{1f40}\x{1f44}"/utf8,
            "\x{1f41}\x{1f45}\x{1f48}\x{1f4c}\x{1f49}\x{1f4d}\x{1f50}\x{1f54}\x{1f51}\x{1f55}\x{1f59}\x{1f5d}\x{1f60}\x{1f64}"/utf8,
            "\x{1f61}\x{1f65}\x{1f68}\x{1f6c}\x{1f69}\x{1f6d}\x{1fbf}\x{1fce}\x{1ffe}\x{1fde}"/utf8
        >>},
        {16#302, <<
            "\x{41}\x{c2}\x{45}\x{ca}\x{49}\x{ce}\x{4f}\x{d4}\x{55}\x{db}\x{61}\x{e2}\x{65}\x{ea}"/utf8,
            "\x{69}\x{ee}\x{6f}\x{f4}\x{75}\x{fb}\x{43}\x{108}\x{63}\x{109}\x{47}\x{11c}\x{67}\x{11d}"/utf8,
            "\x{48}\x{124}\x{68}\x{125}\x{4a}\x{134}\x{6a}\x{135}\x{53}\x{15c}\x{73}\x{15d}\x{57}\x{174}"/utf8,
            "\x{77}\x{175}\x{59}\x{176}\x{79}\x{177}\x{5a}\x{1e90}\x{7a}\x{1e91}\x{1ea0}\x{1eac}\x{1ea1}\x{1ead}"/utf8,
            "\x{1eb8}\x{1ec6}\x{1eb9}\x{1ec7}\x{1ecc}\x{1ed8}\x{1ecd}\x{1ed9}"/utf8
        >>},
        {16#303, <<
            "\x{41}\x{c3}\x{4e}\x{d1}\x{4f}\x{d5}\x{61}\x{e3}\x{6e}\x{f1}\x{6f}\x{f5}\x{49}\x{128}"/utf8,
            "\x{69}\x{129}\x{55}\x{168}\x{75}\x{169}\x{56}\x{1e7c}\x{76}\x{1e7d}\x{c2}\x{1eaa}\x{e2}\x{1eab}"/utf8,
            "\x{102}\x{1eb4}\x{103}\x{1eb5}\x{45}\x{1ebc}\x{65}\x{1ebd}\x{ca}\x{1ec4}\x{ea}\x{1ec5}\x{d4}\x{1ed6}"/utf8,
            "\x{f4}\x{1ed7}\x{1a0}\x{1ee0}\x{1a1}\x{1ee1}\x{1af}\x{1eee}\x{1b0}\x{1eef}\x{59}\x{1ef8}\x{79}\x{1ef9}"/utf8
        >>},
        {16#304, <<
            "\x{41}\x{100}\x{61}\x{101}\x{45}\x{112}\x{65}\x{113}\x{49}\x{12a}\x{69}\x{12b}\x{4f}\x{14c}"/utf8,
            "\x{6f}\x{14d}\x{55}\x{16a}\x{75}\x{16b}\x{dc}\x{1d5}\x{fc}\x{1d6}\x{c4}\x{1de}\x{e4}\x{1df}"/utf8,
            "\x{226}\x{1e0}\x{227}\x{1e1}\x{c6}\x{1e2}\x{e6}\x{1e3}\x{1ea}\x{1ec}\x{1eb}\x{1ed}\x{d6}\x{22a}"/utf8,
            "\x{f6}\x{22b}\x{d5}\x{22c}\x{f5}\x{22d}\x{22e}\x{230}\x{22f}\x{231}\x{59}\x{232}\x{79}\x{233}"/utf8,
            "\x{418}\x{4e2}\x{438}\x{4e3}\x{423}\x{4ee}\x{443}\x{4ef}\x{47}\x{1e20}\x{67}\x{1e21}\x{1e36}\x{1e38}"/utf8,
            "\x{1e37}\x{1e39}\x{1e5a}\x{1e5c}\x{1e5b}\x{1e5d}\x{3b1}\x{1fb1}\x{391}\x{1fb9}\x{3b9}\x{1fd1}\x{399}\x{1fd9}"/utf8,
            "\x{3c5}\x{1fe1}\x{3a5}\x{1fe9}"/utf8
        >>},
        {16#306, <<
            "\x{41}\x{102}\x{61}\x{103}\x{45}\x{114}\x{65}\x{115}\x{47}\x{11e}\x{67}\x{11f}\x{49}\x{12c}"/utf8,
            "\x{69}\x{12d}\x{4f}\x{14e}\x{6f}\x{14f}\x{55}\x{16c}\x{75}\x{16d}\x{423}\x{40e}\x{418}\x{419}"/utf8,
            "\x{438}\x{439}\x{443}\x{45e}\x{416}\x{4c1}\x{436}\x{4c2}\x{410}\x{4d0}\x{430}\x{4d1}\x{415}\x{4d6}"/utf8,
            "\x{435}\x{4d7}\x{228}\x{1e1c}\x{229}\x{1e1d}\x{1ea0}\x{1eb6}\x{1ea1}\x{1eb7}\x{3b1}\x{1fb0}\x{391}\x{1fb8}"/utf8,
            "\x{3b9}\x{1fd0}\x{399}\x{1fd8}\x{3c5}\x{1fe0}\x{3a5}\x{1fe8}"/utf8
        >>},
        {16#307, <<
            "\x{43}\x{10a}\x{63}\x{10b}\x{45}\x{116}\x{65}\x{117}\x{47}\x{120}\x{67}\x{121}\x{49}\x{130}"/utf8,
            "\x{5a}\x{17b}\x{7a}\x{17c}\x{41}\x{226}\x{61}\x{227}\x{4f}\x{22e}\x{6f}\x{22f}\x{42}\x{1e02}"/utf8,
            "\x{62}\x{1e03}\x{44}\x{1e0a}\x{64}\x{1e0b}\x{46}\x{1e1e}\x{66}\x{1e1f}\x{48}\x{1e22}\x{68}\x{1e23}"/utf8,
            "\x{4d}\x{1e40}\x{6d}\x{1e41}\x{4e}\x{1e44}\x{6e}\x{1e45}\x{50}\x{1e56}\x{70}\x{1e57}\x{52}\x{1e58}"/utf8,
            "\x{72}\x{1e59}\x{53}\x{1e60}\x{73}\x{1e61}\x{15a}\x{1e64}\x{15b}\x{1e65}\x{160}\x{1e66}\x{161}\x{1e67}"/utf8,
            "\x{1e62}\x{1e68}\x{1e63}\x{1e69}\x{54}\x{1e6a}\x{74}\x{1e6b}\x{57}\x{1e86}\x{77}\x{1e87}\x{58}\x{1e8a}"/utf8,
            "\x{78}\x{1e8b}\x{59}\x{1e8e}\x{79}\x{1e8f}\x{17f}\x{1e9b}"/utf8
        >>},
        {16#308, <<
            "\x{41}\x{c4}\x{45}\x{cb}\x{49}\x{cf}\x{4f}\x{d6}\x{55}\x{dc}\x{61}\x{e4}\x{65}\x{eb}"/utf8,
            "\x{69}\x{ef}\x{6f}\x{f6}\x{75}\x{fc}\x{79}\x{ff}\x{59}\x{178}\x{399}\x{3aa}\x{3a5}\x{3ab}"/utf8,
            "\x{3b9}\x{3ca}\x{3c5}\x{3cb}\x{3d2}\x{3d4}\x{415}\x{401}\x{406}\x{407}\x{435}\x{451}\x{456}\x{457}"/utf8,
            "\x{410}\x{4d2}\x{430}\x{4d3}\x{4d8}\x{4da}\x{4d9}\x{4db}\x{416}\x{4dc}\x{436}\x{4dd}\x{417}\x{4de}"/utf8,
            "\x{437}\x{4df}\x{418}\x{4e4}\x{438}\x{4e5}\x{41e}\x{4e6}\x{43e}\x{4e7}\x{4e8}\x{4ea}\x{4e9}\x{4eb}"/utf8,
            "\x{42d}\x{4ec}\x{44d}\x{4ed}\x{423}\x{4f0}\x{443}\x{4f1}\x{427}\x{4f4}\x{447}\x{4f5}\x{42b}\x{4f8}"/utf8,
            "\x{44b}\x{4f9}\x{48}\x{1e26}\x{68}\x{1e27}\x{d5}\x{1e4e}\x{f5}\x{1e4f}\x{16a}\x{1e7a}\x{16b}\x{1e7b}"/utf8,
            "\x{57}\x{1e84}\x{77}\x{1e85}\x{58}\x{1e8c}\x{78}\x{1e8d}\x{74}\x{1e97}"/utf8
        >>},
        {16#309, <<
            "\x{41}\x{1ea2}\x{61}\x{1ea3}\x{c2}\x{1ea8}\x{e2}\x{1ea9}\x{102}\x{1eb2}\x{103}\x{1eb3}\x{45}\x{1eba}"/utf8,
            "\x{65}\x{1ebb}\x{ca}\x{1ec2}\x{ea}\x{1ec3}\x{49}\x{1ec8}\x{69}\x{1ec9}\x{4f}\x{1ece}\x{6f}\x{1ecf}"/utf8,
            "\x{d4}\x{1ed4}\x{f4}\x{1ed5}\x{1a0}\x{1ede}\x{1a1}\x{1edf}\x{55}\x{1ee6}\x{75}\x{1ee7}\x{1af}\x{1eec}"/utf8,
            "\x{1b0}\x{1eed}\x{59}\x{1ef6}\x{79}\x{1ef7}"/utf8
        >>},
        {16#30a, <<
            "\x{41}\x{c5}\x{61}\x{e5}\x{55}\x{16e}\x{75}\x{16f}\x{77}\x{1e98}\x{79}\x{1e99}"/utf8
        >>},
        {16#30b, <<
            "\x{4f}\x{150}\x{6f}\x{151}\x{55}\x{170}\x{75}\x{171}\x{423}\x{4f2}\x{443}\x{4f3}"/utf8
        >>},
        {16#30c, <<
            "\x{43}\x{10c}\x{63}\x{10d}\x{44}\x{10e}\x{64}\x{10f}\x{45}\x{11a}\x{65}\x{11b}\x{4c}\x{13d}"/utf8,
            "\x{6c}\x{13e}\x{4e}\x{147}\x{6e}\x{148}\x{52}\x{158}\x{72}\x{159}\x{53}\x{160}\x{73}\x{161}"/utf8,
            "\x{54}\x{164}\x{74}\x{165}\x{5a}\x{17d}\x{7a}\x{17e}\x{41}\x{1cd}\x{61}\x{1ce}\x{49}\x{1cf}"/utf8,
            "\x{69}\x{1d0}\x{4f}\x{1d1}\x{6f}\x{1d2}\x{55}\x{1d3}\x{75}\x{1d4}\x{dc}\x{1d9}\x{fc}\x{1da}"/utf8,
            "\x{47}\x{1e6}\x{67}\x{1e7}\x{4b}\x{1e8}\x{6b}\x{1e9}\x{1b7}\x{1ee}\x{292}\x{1ef}\x{6a}\x{1f0}"/utf8,
            "\x{48}\x{21e}\x{68}\x{21f}"/utf8
        >>},
        {16#30f, <<
            "\x{41}\x{200}\x{61}\x{201}\x{45}\x{204}\x{65}\x{205}\x{49}\x{208}\x{69}\x{209}\x{4f}\x{20c}"/utf8,
            "\x{6f}\x{20d}\x{52}\x{210}\x{72}\x{211}\x{55}\x{214}\x{75}\x{215}\x{474}\x{476}\x{475}\x{477}"/utf8
        >>},
        {16#311, <<
            "\x{41}\x{202}\x{61}\x{203}\x{45}\x{206}\x{65}\x{207}\x{49}\x{20a}\x{69}\x{20b}\x{4f}\x{20e}"/utf8,
            "\x{6f}\x{20f}\x{52}\x{212}\x{72}\x{213}\x{55}\x{216}\x{75}\x{217}"/utf8
        >>},
        {16#313, <<
            "\x{3b1}\x{1f00}\x{391}\x{1f08}\x{3b5}\x{1f10}\x{395}\x{1f18}\x{3b7}\x{1f20}\x{397}\x{1f28}\x{3b9}\x{1f30}"/utf8,
            "\x{399}\x{1f38}\x{3bf}\x{1f40}\x{39f}\x{1f48}\x{3c5}\x{1f50}\x{3c9}\x{1f60}\x{3a9}\x{1f68}\x{3c1}\x{1fe4}"/utf8
        >>},
        {16#314, <<
            "\x{3b1}\x{1f01}\x{391}\x{1f09}\x{3b5}\x{1f11}\x{395}\x{1f19}\x{3b7}\x{1f21}\x{397}\x{1f29}\x{3b9}\x{1f31}"/utf8,
            "\x{399}\x{1f39}\x{3bf}\x{1f41}\x{39f}\x{1f49}\x{3c5}\x{1f51}\x{3a5}\x{1f59}\x{3c9}\x{1f61}\x{3a9}\x{1f69}"/utf8,
            "\x{3c1}\x{1fe5}\x{3a1}\x{1fec}"/utf8
        >>},
        {16#31b, <<
            "\x{4f}\x{1a0}\x{6f}\x{1a1}\x{55}\x{1af}\x{75}\x{1b0}"/utf8
        >>},
        {16#323, <<
            "\x{42}\x{1e04}\x{62}\x{1e05}\x{44}\x{1e0c}\x{64}\x{1e0d}\x{48}\x{1e24}\x{68}\x{1e25}\x{4b}\x{1e32}"/utf8,
            "\x{6b}\x{1e33}\x{4c}\x{1e36}\x{6c}\x{1e37}\x{4d}\x{1e42}\x{6d}\x{1e43}\x{4e}\x{1e46}\x{6e}\x{1e47}"/utf8,
            "\x{52}\x{1e5a}\x{72}\x{1e5b}\x{53}\x{1e62}\x{73}\x{1e63}\x{54}\x{1e6c}\x{74}\x{1e6d}\x{56}\x{1e7e}"/utf8,
            "\x{76}\x{1e7f}\x{57}\x{1e88}\x{77}\x{1e89}\x{5a}\x{1e92}\x{7a}\x{1e93}\x{41}\x{1ea0}\x{61}\x{1ea1}"/utf8,
            "\x{45}\x{1eb8}\x{65}\x{1eb9}\x{49}\x{1eca}\x{69}\x{1ecb}\x{4f}\x{1ecc}\x{6f}\x{1ecd}\x{1a0}\x{1ee2}"/utf8,
            "\x{1a1}\x{1ee3}\x{55}\x{1ee4}\x{75}\x{1ee5}\x{1af}\x{1ef0}\x{1b0}\x{1ef1}\x{59}\x{1ef4}\x{79}\x{1ef5}"/utf8
        >>},
        {16#324, <<
            "\x{55}\x{1e72}\x{75}\x{1e73}"/utf8
        >>},
        {16#325, <<
            "\x{41}\x{1e00}\x{61}\x{1e01}"/utf8
        >>},
        {16#326, <<
            "\x{53}\x{218}\x{73}\x{219}\x{54}\x{21a}\x{74}\x{21b}"/utf8
        >>},
        {16#327, <<
            "\x{43}\x{c7}\x{63}\x{e7}\x{47}\x{122}\x{67}\x{123}\x{4b}\x{136}\x{6b}\x{137}\x{4c}\x{13b}"/utf8,
            "\x{6c}\x{13c}\x{4e}\x{145}\x{6e}\x{146}\x{52}\x{156}\x{72}\x{157}\x{53}\x{15e}\x{73}\x{15f}"/utf8,
            "\x{54}\x{162}\x{74}\x{163}\x{45}\x{228}\x{65}\x{229}\x{44}\x{1e10}\x{64}\x{1e11}\x{48}\x{1e28}"/utf8,
            "\x{68}\x{1e29}"/utf8
        >>},
        {16#328, <<
            "\x{41}\x{104}\x{61}\x{105}\x{45}\x{118}\x{65}\x{119}\x{49}\x{12e}\x{69}\x{12f}\x{55}\x{172}"/utf8,
            "\x{75}\x{173}\x{4f}\x{1ea}\x{6f}\x{1eb}"/utf8
        >>},
        {16#32d, <<
            "\x{44}\x{1e12}\x{64}\x{1e13}\x{45}\x{1e18}\x{65}\x{1e19}\x{4c}\x{1e3c}\x{6c}\x{1e3d}\x{4e}\x{1e4a}"/utf8,
            "\x{6e}\x{1e4b}\x{54}\x{1e70}\x{74}\x{1e71}\x{55}\x{1e76}\x{75}\x{1e77}"/utf8
        >>},
        {16#32e, <<
            "\x{48}\x{1e2a}\x{68}\x{1e2b}"/utf8
        >>},
        {16#330, <<
            "\x{45}\x{1e1a}\x{65}\x{1e1b}\x{49}\x{1e2c}\x{69}\x{1e2d}\x{55}\x{1e74}\x{75}\x{1e75}"/utf8
        >>},
        {16#331, <<
            "\x{42}\x{1e06}\x{62}\x{1e07}\x{44}\x{1e0e}\x{64}\x{1e0f}\x{4b}\x{1e34}\x{6b}\x{1e35}\x{4c}\x{1e3a}"/utf8,
            "\x{6c}\x{1e3b}\x{4e}\x{1e48}\x{6e}\x{1e49}\x{52}\x{1e5e}\x{72}\x{1e5f}\x{54}\x{1e6e}\x{74}\x{1e6f}"/utf8,
            "\x{5a}\x{1e94}\x{7a}\x{1e95}\x{68}\x{1e96}"/utf8
        >>},
        {16#338, <<
            "\x{2190}\x{219a}\x{2192}\x{219b}\x{2194}\x{21ae}\x{21d0}\x{21cd}\x{21d4}\x{21ce}\x{21d2}\x{21cf}\x{2203}\x{2204}"/utf8,
            "\x{2208}\x{2209}\x{220b}\x{220c}\x{2223}\x{2224}\x{2225}\x{2226}\x{223c}\x{2241}\x{2243}\x{2244}\x{2245}\x{2247}"/utf8,
            "\x{2248}\x{2249}\x{3d}\x{2260}\x{2261}\x{2262}\x{224d}\x{226d}\x{3c}\x{226e}\x{3e}\x{226f}\x{2264}\x{2270}"/utf8,
            "\x{2265}\x{2271}\x{2272}\x{2274}\x{2273}\x{2275}\x{2276}\x{2278}\x{2277}\x{2279}\x{227a}\x{2280}\x{227b}\x{2281}"/utf8,
            "\x{2282}\x{2284}\x{2283}\x{2285}\x{2286}\x{2288}\x{2287}\x{2289}\x{22a2}\x{22ac}\x{22a8}\x{22ad}\x{22a9}\x{22ae}"/utf8,
            "\x{22ab}\x{22af}\x{227c}\x{22e0}\x{227d}\x{22e1}\x{2291}\x{22e2}\x{2292}\x{22e3}\x{22b2}\x{22ea}\x{22b3}\x{22eb}"/utf8,
            "\x{22b4}\x{22ec}\x{22b5}\x{22ed}"/utf8
        >>},
        {16#342, <<
            "\x{1f00}\x{1f06}\x{1f01}\x{1f07}\x{1f08}\x{1f0e}\x{1f09}\x{1f0f}\x{1f20}\x{1f26}\x{1f21}\x{1f27}\x{1f28}\x{1f2e}"/utf8,
            "\x{1f29}\x{1f2f}\x{1f30}\x{1f36}\x{1f31}\x{1f37}\x{1f38}\x{1f3e}\x{1f39}\x{1f3f}\x{1f50}\x{1f56}\x{1f51}\x{1f57}"/utf8,
            "\x{1f59}\x{1f5f}\x{1f60}\x{1f66}\x{1f61}\x{1f67}\x{1f68}\x{1f6e}\x{1f69}\x{1f6f}\x{3b1}\x{1fb6}\x{a8}\x{1fc1}"/utf8,
            "\x{3b7}\x{1fc6}\x{1fbf}\x{1fcf}\x{3b9}\x{1fd6}\x{3ca}\x{1fd7}\x{1ffe}\x{1fdf}\x{3c5}\x{1fe6}\x{3cb}\x{1fe7}"/utf8,
            "\x{3c9}\x{1ff6}"/utf8
        >>},
        {16#345, <<
            "\x{1f00}\x{1f80}\x{1f01}\x{1f81}\x{1f02}\x{1f82}\x{1f03}\x{1f83}\x{1f04}\x{1f84}\x{1f05}\x{1f85}\x{1f06}\x{1f86}"/utf8,
            "\x{1f07}\x{1f87}\x{1f08}\x{1f88}\x{1f09}\x{1f89}\x{1f0a}\x{1f8a}\x{1f0b}\x{1f8b}\x{1f0c}\x{1f8c}\x{1f0d}\x{1f8d}"/utf8,
            "\x{1f0e}\x{1f8e}\x{1f0f}\x{1f8f}\x{1f20}\x{1f90}\x{1f21}\x{1f91}\x{1f22}\x{1f92}\x{1f23}\x{1f93}\x{1f24}\x{1f94}"/utf8,
            "\x{1f25}\x{1f95}\x{1f26}\x{1f96}\x{1f27}\x{1f97}\x{1f28}\x{1f98}\x{1f29}\x{1f99}\x{1f2a}\x{1f9a}\x{1f2b}\x{1f9b}"/utf8,
            "\x{1f2c}\x{1f9c}\x{1f2d}\x{1f9d}\x{1f2e}\x{1f9e}\x{1f2f}\x{1f9f}\x{1f60}\x{1fa0}\x{1f61}\x{1fa1}\x{1f62}\x{1fa2}"/utf8,
            "\x{1f63}\x{1fa3}\x{1f64}\x{1fa4}\x{1f65}\x{1fa5}\x{1f66}\x{1fa6}\x{1f67}\x{1fa7}\x{1f68}\x{1fa8}\x{1f69}\x{1fa9}"/utf8,
            "\x{1f6a}\x{1faa}\x{1f6b}\x{1fab}\x{1f6c}\x{1fac}\x{1f6d}\x{1fad}\x{1f6e}\x{1fae}\x{1f6f}\x{1faf}\x{1f70}\x{1fb2}"/utf8,
            "\x{3b1}\x{1fb3}\x{3ac}\x{1fb4}\x{1fb6}\x{1fb7}\x{391}\x{1fbc}\x{1f74}\x{1fc2}\x{3b7}\x{1fc3}\x{3ae}\x{1fc4}"/utf8,
            "\x{1fc6}\x{1fc7}\x{397}\x{1fcc}\x{1f7c}\x{1ff2}\x{3c9}\x{1ff3}\x{3ce}\x{1ff4}\x{1ff6}\x{1ff7}\x{3a9}\x{1ffc}"/utf8
        >>}
    ].
