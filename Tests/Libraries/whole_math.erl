%% Every function of math, to 13 digits: the last ones differ from one C library to another.
%% options: --keep math
-module(whole_math).

-include("whole_api.hrl").

subject() -> math.

shown(_, Float) when is_float(Float) -> list_to_float(float_to_list(Float, [{scientific, 12}]));
shown(_, Term) -> Term.

calls() ->
    [{Function, [num]} || Function <- [acos, acosh, asin, asinh, atan, atanh, ceil, cos, cosh, erf, erfc, exp, floor, log, log10, log2, sin, sinh, sqrt, tan, tanh]] ++
        [{Function, [{made, fun(N) -> N / 16 end, num}]} || Function <- [acos, asin, atanh, erf, erfc, exp]] ++
        [{atan2, [num, num]}, {fmod, [num, num]}, {pow, [num, num]}, {pi, []}] ++ newer().

-if(?OTP_RELEASE >= 26).
newer() -> [{tau, []}].
-else.
newer() -> [].
-endif.
