%% bsl and bsr: distances of zero, negative ones, over word boundaries; bnot; what is no integer.
-module(shifts).
-include("conformance.hrl").
-include("integers.hrl").

start() ->
    foreach(
        fun(A) ->
            erlang:display(A),
            ?show('bnot', bnot A),
            foreach(
                fun(N) -> ?show(N, {A bsl N, A bsr N, A bsl -N, A bsr -N}) end,
                [0, 1, 2, 15, 27, 28, 29, 30, 31, 32, 33, 63, 64, 65, 100]
            )
        end,
        few_integers()
    ),
    ?show(zero_far, id(0) bsl id(1000)),
    ?show(right_far, id(1) bsr id(100000)),
    ?show(right_far_negative, id(-1) bsr id(100000)),
    ?show(right_by_bignum, id(12345) bsr id(1 bsl 70)),
    ?show(right_by_bignum_negative, id(-12345) bsr id(1 bsl 70)),
    ?show(left_by_negative_bignum, id(12345) bsl id(-(1 bsl 70))),
    ?show(atom, id(a) bsl 1),
    ?show(by_atom, id(1) bsl id(a)),
    ?show(right_atom, id(a) bsr 1),
    ?show(bnot_atom, bnot id(a)),
    ?show(bnot_list, bnot id([])),
    ok.
