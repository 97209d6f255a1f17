-module(bench_digits).
-export([start/0]).

%% The decimal text of an integer of 4,096 bits. The compiler must not know the number: it comes by a message.
start() ->
    self() ! 4096,
    receive Bits -> length(integer_to_list((1 bsl Bits) - 1)) end.
