%% Large integers: factorials, powers, Fibonacci numbers, long division, sign changes, back to small integers.
-module(bignums).
-include("conformance.hrl").

start() ->
    ?show(factorial_20, factorial(20)),
    ?show(factorial_50, factorial(50)),
    ?show(factorial_120, factorial(120)),
    ?show(fibonacci_300, fibonacci(300, 0, 1)),
    ?show(power, power(7, 150)),
    ?show(negative_power, power(-7, 151)),
    ?show(quotient, factorial(60) div factorial(58)),
    ?show(remainder, (factorial(60) + 12345) rem factorial(59)),
    ?show(back_to_small, factorial(60) - (factorial(60) - 5)),
    ?show(equal_small, factorial(60) - (factorial(60) - 5) =:= id(5)),
    ?show(cancel, power(3, 100) - power(3, 100)),
    ?show(negative_sum, -power(2, 100) + power(2, 99)),
    ?show(digit_sum, digit_sum(factorial(100), 0)),
    ?show(gcd, gcd(factorial(40), power(6, 50))),
    ?show(square_root, square_root(power(10, 80))),

    ?show(mersenne, power(2, 127) rem (power(2, 61) - 1)),
    ?show(compare, {power(2, 64) > power(2, 63), -power(2, 64) < -power(2, 63), power(2, 64) =:= power(4, 32)}),
    ?show(abs, {abs(-power(2, 64)), abs(power(2, 64)), abs(id(-536870912)), abs(id(536870912)), abs(id(-1))}),
    ?show(negate, {-power(2, 29), -(-power(2, 29)), -id(-536870912), -id(536870912)}),
    ?show(type, {is_integer(power(2, 99)), is_number(power(2, 99)), is_atom(power(2, 99))}),
    ?show(match, match(power(2, 70))),
    ?show(match_negative, match(-power(2, 70))),
    ?show(match_no, match(power(2, 70) + 1)),
    ?show(large_square, (power(10, 300) - 1) * (power(10, 300) + 1) + 1 =:= power(10, 600)),
    ?show(large_division, (power(10, 500) + 7) div (power(10, 250) - 1) =:= power(10, 250) + 1),
    ?show(quotient_correction, id(16#FFFFFFFFFFFFFFFF0000000000000000) div id(16#FFFFFFFFFFFFFFFF)),
    ?show(quotient_correction_2, id(16#7FFFFFFF800000010000000000000000) div id(16#800000008000000200000005)),
    ?show(remainder_correction_2, id(16#7FFFFFFF800000010000000000000000) rem id(16#800000008000000200000005)),
    ?show(quotient_correction_3, id(16#800000000000000000000003) div id(16#200000000000000000000001)),
    ok.

factorial(0) -> 1;
factorial(N) -> N * factorial(N - 1).

fibonacci(0, A, _) -> A;
fibonacci(N, A, B) -> fibonacci(N - 1, B, A + B).

power(_, 0) -> 1;
power(Base, N) when N rem 2 =:= 0 -> power(Base * Base, N div 2);
power(Base, N) -> Base * power(Base, N - 1).

digit_sum(0, Sum) -> Sum;
digit_sum(N, Sum) -> digit_sum(N div 10, Sum + N rem 10).

gcd(A, 0) -> A;
gcd(A, B) -> gcd(B, A rem B).

square_root(N) -> square_root(N, N).

square_root(N, Guess) ->
    case (Guess + N div Guess) div 2 of
        Better when Better < Guess -> square_root(N, Better);
        _ -> Guess
    end.

match(1180591620717411303424) -> positive;
match(-1180591620717411303424) -> negative;
match(_) -> no.
