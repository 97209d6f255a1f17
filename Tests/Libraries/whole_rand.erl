%% rand: every algorithm gives the numbers that it gives on OTP.
%% options: --keep rand
-module(whole_rand).

-export([start/0]).

start() ->
    lists:foreach(fun algorithm/1, [exsss, exro928ss, exrop, exs1024s, exsp, exs64, exsplus, exs1024]),
    [
        rand:splitmix64_next(7),
        rand:exsp_next(element(2, rand:seed_s(exsp, 5))),
        sequence(fun(S) -> rand:mwc59(S) end, rand:mwc59_seed(11), fun(S) -> {rand:mwc59_value(S), rand:mwc59_value32(S), rand:mwc59_float(S)} end),
        defaults()
    ].

algorithm(Algorithm) ->
    Seed = rand:seed_s(Algorithm, {1, 2, 3}),
    {Floats, S1} = several(fun rand:uniform_s/1, Seed),
    {Integers, S2} = several(fun(S) -> rand:uniform_s(1000, S) end, S1),
    {Large, S3} = several(fun(S) -> rand:uniform_s(1 bsl 90, S) end, S2),
    {Real, S4} = several(fun rand:uniform_real_s/1, S3),
    {Normal, S5} = several(fun rand:normal_s/1, S4),
    {Shifted, S6} = several(fun(S) -> rand:normal_s(5, 2.0, S) end, S5),
    {Bytes, S7} = rand:bytes_s(11, S6),
    erlang:display([Algorithm, Floats, Integers, Large, Real, Normal, Shifted, Bytes, rand:export_seed_s(S7), jumped(S7)]).

jumped(State) ->
    try
        {N, _} = rand:uniform_s(1000, rand:jump(State)),
        N
    catch
        error:Reason -> Reason
    end.

several(Fun, State) -> several(Fun, State, 5, []).

several(_, State, 0, Values) -> {Values, State};
several(Fun, State, Left, Values) ->
    {Value, Next} = Fun(State),
    several(Fun, Next, Left - 1, [Value | Values]).

sequence(Next, State, Shown) -> [Shown(S) || S <- lists:foldl(fun(_, [S | _] = All) -> [Next(S) | All] end, [State], lists:seq(1, 4))].

%% With the state in the process dictionary.
defaults() ->
    rand:seed({exsss, [1 | 2]}),
    First = [rand:uniform(), rand:uniform(6), rand:uniform_real(), rand:normal(), rand:normal(1, 4.0), rand:bytes(3)],
    Kept = rand:export_seed(),
    A = rand:uniform(1000000),
    rand:seed(Kept),
    Again = rand:uniform(1000000),
    rand:seed({exsss, [1 | 2]}),
    rand:jump(),
    Jumped = rand:uniform(1000000),
    {State, _} = {rand:seed_s(exsp, 5), rand:seed(exsss)},
    {First, A =:= Again, undefined =/= Kept, Jumped, rand:exsp_jump(element(2, State)), element(1, rand:uniform_s(9, rand:seed_s(Kept))), rand:mwc59_seed() > 0, newer()}.

-if(?OTP_RELEASE >= 29).
newer() ->
    rand:seed({exsss, [1 | 2]}),
    {rand:shuffle([1, 2, 3, 4, 5, 6, 7]), element(1, rand:shuffle_s([a, b, c, d, e], rand:seed_s(exsp, 5)))}.
-else.
newer() -> none.
-endif.
