%% Every function of lists: OTP's own code, and Beamlet's where the BEAM has natives.
%% options: --keep lists
-module(whole_lists).

-include("whole_api.hrl").

subject() -> lists.

shown(_, Term) -> Term.

calls() ->
    [
        {all, [test, list]}, {any, [test, list]}, {append, [lists]}, {append, [list, any]}, {append, [list, list]},
        {concat, [list]}, {delete, [key, keys]}, {droplast, [list]}, {dropwhile, [test, list]}, {duplicate, [nat, any]},
        {enumerate, [list]}, {enumerate, [int, list]}, {filter, [test, list]}, {filtermap, [test, list]},
        {filtermap, [{is, fun(X) -> {true, {X}} end}, list]}, {flatlength, [deep]}, {flatmap, [{is, fun(X) -> [X, X] end}, list]},
        {flatten, [deep]}, {flatten, [deep, list]}, {foldl, [fold, any, list]}, {foldr, [fold, any, list]}, {foreach, [change, list]},
        {join, [any, list]}, {keydelete, [key, pos, tuples]}, {keyfind, [key, pos, tuples]}, {keymap, [change, {one, [1, 2]}, pairs]},
        {keymember, [key, pos, tuples]}, {keymerge, [{one, [1, 1, 2]}, sorted_pairs, sorted_pairs]},
        {keyreplace, [key, {one, [1, 2]}, tuples, {tuple, [key, int]}]}, {keysearch, [key, pos, tuples]}, {keysort, [{one, [1, 2, 3]}, pairs]},
        {keystore, [key, {one, [1, 2]}, tuples, {tuple, [key, int]}]}, {keytake, [key, {one, [1, 2]}, tuples]}, {last, [list]},
        {map, [change, list]}, {mapfoldl, [change2, int, list]}, {mapfoldr, [change2, int, list]}, {max, [list]}, {member, [key, keys]},
        {merge, [sorted_lists]}, {merge, [sorted, sorted]}, {merge, [order, sorted, sorted]}, {merge3, [sorted, sorted, sorted]},
        {min, [list]}, {nth, [pos, list]}, {nthtail, [nat, list]}, {partition, [test, list]}, {prefix, [ints, ints]}, {reverse, [list]},
        {reverse, [list, any]}, {rkeymerge, [{one, [1, 2]}, sorted_pairs, sorted_pairs]}, {rmerge, [sorted, sorted]},
        {rmerge, [order, sorted, sorted]}, {rmerge3, [sorted, sorted, sorted]}, {rukeymerge, [{one, [1, 2]}, sorted_pairs, sorted_pairs]},
        {rumerge, [sorted, sorted]}, {rumerge, [order, sorted, sorted]}, {rumerge3, [sorted, sorted, sorted]}, {search, [test, list]},
        {seq, [int, int]}, {seq, [int, int, int]}, {sort, [list]}, {sort, [order, list]}, {split, [nat, list]}, {splitwith, [test, list]},
        {sublist, [list, nat]}, {sublist, [list, pos, nat]}, {subtract, [keys, keys]}, {suffix, [ints, ints]}, {sum, [nums]},
        {takewhile, [test, list]}, {ukeymerge, [{one, [1, 2]}, sorted_pairs, sorted_pairs]}, {ukeysort, [{one, [1, 2]}, pairs]},
        {umerge, [sorted_lists]}, {umerge, [usorted, usorted]}, {umerge, [order, usorted, usorted]}, {umerge3, [usorted, usorted, usorted]},
        {uniq, [list]}, {uniq, [change, list]}, {unzip, [pairs]}, {unzip3, [{list, {tuple, [int, key, any]}}]}, {usort, [list]},
        {usort, [order, list]}, {zf, [test, list]}, {zip, [ints, ints]}, {zip3, [ints, ints, ints]}, {zipwith, [change2, ints, ints]},
        {zipwith3, [fold3, ints, ints, {is, []}]}, {zipwith3, [fold3, {is, [1, 2]}, {is, [3, 4]}, {is, [5, 6]}]}
    ] ++ newer().

-if(?OTP_RELEASE >= 26).
newer() ->
    How = {one, [fail, trim, {pad, {x, y}}, {pad, {x, y, z}}, other]},
    [
        {enumerate, [int, int, list]}, {zip, [ints, ints, How]}, {zip3, [ints, ints, keys, How]}, {zipwith, [change2, ints, ints, How]},
        {zipwith3, [fold3, ints, lists, ints, How]}
    ].
-else.
newer() -> [].
-endif.
