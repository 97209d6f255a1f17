%% atom_to_list, list_to_atom, list_to_existing_atom: Unicode, empty, long, wrong; that equal texts are one atom.
-module(atom_text).
-include("conformance.hrl").

start() ->
    foreach(fun(A) -> ?show(A, {atom_to_list(A), list_to_atom(atom_to_list(A)) =:= A}) end, [
        a, 'A', '', 'hello world', 'with\'quote', 'back\\slash', 'new\nline', 'ünï', 'été', 'Ω', '日本語', '😀', true, [], nil, 'end', '$%&', a@b, 'a-b', '1a', aB1_
    ] -- [[]]),
    foreach(fun(T) -> ?show(T, list_to_atom(T)) end, [
        "plain", "", "A b", "été", [937], [26085, 26412], [128512], [16#10FFFF], [16#110000], [16#D800], [-1], [a], [$a | b],
        ["nested"], [1 bsl 70], [0], [10, 13], "quote'"
    ]),
    ?show(long_255, length(atom_to_list(list_to_atom(copies(255, $x))))),
    ?show(long_256, list_to_atom(copies(256, $x))),
    ?show(long_unicode, length(atom_to_list(list_to_atom(copies(255, 937))))),
    ?show(existing, list_to_existing_atom("plain")),
    ?show(existing_builtin, list_to_existing_atom("true")),
    ?show(not_existing, list_to_existing_atom("certainly_not" ++ "_existing_yet")),
    ?show(made_exists, begin A = list_to_atom("made_" ++ "now"), list_to_existing_atom("made_now") =:= A end),
    ?show(wrong, atom_to_list(id(1))),
    ?show(wrong_list, atom_to_list(id("a"))),
    ?show(wrong_to, list_to_atom(id(a))),
    ?show(wrong_existing, list_to_existing_atom(id({}))),
    ?show(same, list_to_atom("dynamic" ++ integer_to_list(id(1))) =:= list_to_atom("dynamic1")),
    ?show(order, {list_to_atom("dyn_a") < list_to_atom("dyn_b"), list_to_atom("dyn_a") < list_to_atom("dyn"), list_to_atom("dyn_a") < zzz}),
    ?show(many, length([A || I <- seq(1, 200), A <- [list_to_atom("many_" ++ integer_to_list(I))], is_atom(A)])),
    ?show(in_match, begin case list_to_atom("ok") of ok -> matched; _ -> not_matched end end),
    ok.

copies(0, _) -> [];
copies(N, C) -> [C | copies(N - 1, C)].
