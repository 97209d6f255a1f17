// erlang: the arithmetic operators as functions, and where the interpreter's fast paths end.
extension Machine {
    /// An operation out of line: any operands. Puts them into the X registers from `live` on, where a collection finds them. `none`:
    /// `failure` says why.
    @inline(never)
    mutating func arithmetic(_ operation: Arithmetic, _ a: Term, _ b: Term, live: UInt32) -> Term {
        store(a, x &+ 12 &+ live &* 4)
        store(b, x &+ 16 &+ live &* 4)
        return calculate(operation, live: Int(live))
    }

    /// The operation on the operands in the X registers `live` and `live` + 1.
    private mutating func operate(_ operation: Arithmetic, _ a: Arguments) -> Term {
        calculate(operation, live: Int((a.base &- x) &>> 2) - 3)
    }

    @inline(never)
    mutating func erlang_plus_1(_ a: Arguments) -> Term { a[0].isNumber ? a[0] : fail(.badarith) }
    @inline(never)
    mutating func erlang_plus_2(_ a: Arguments) -> Term { operate(.add, a) }
    @inline(never)
    mutating func erlang_minus_1(_ a: Arguments) -> Term { operate(.negate, a) }
    @inline(never)
    mutating func erlang_minus_2(_ a: Arguments) -> Term { operate(.subtract, a) }
    @inline(never)
    mutating func erlang_times_2(_ a: Arguments) -> Term { operate(.multiply, a) }
    @inline(never)
    mutating func erlang_div_2(_ a: Arguments) -> Term { operate(.divide, a) }
    @inline(never)
    mutating func erlang_rem_2(_ a: Arguments) -> Term { operate(.remainder, a) }
    @inline(never)
    mutating func erlang_band_2(_ a: Arguments) -> Term { operate(.and, a) }
    @inline(never)
    mutating func erlang_bor_2(_ a: Arguments) -> Term { operate(.or, a) }
    @inline(never)
    mutating func erlang_bxor_2(_ a: Arguments) -> Term { operate(.xor, a) }
    @inline(never)
    mutating func erlang_bsl_2(_ a: Arguments) -> Term { operate(.shiftLeft, a) }
    @inline(never)
    mutating func erlang_bsr_2(_ a: Arguments) -> Term { operate(.shiftRight, a) }
    @inline(never)
    mutating func erlang_bnot_1(_ a: Arguments) -> Term { operate(.not, a) }

    @inline(never)
    mutating func erlang_abs_1(_ a: Arguments) -> Term {
        if a[0].isFloat {
            // Of both zeros 0.0, as in OTP 27 and later.
            let value = a[0].doubleValue
            return value.isSigned ? makeFloat(value.magnitude, live: register(a)) : a[0]
        }
        guard a[0].isInteger else { return fail(.badarg) }
        return isNegative(a[0]) ? operate(.negate, a) : a[0]
    }
}
