extension Digits {
    /// The 64 highest bits of a number, of which the first is set, and whether any bit below them is set. Not for zero.
    private static func top(_ digits: DigitBuffer, _ count: Int) -> (bits: UInt64, hasMore: Bool) {
        let shift = UInt32(truncatingIfNeeded: digits[count &- 1].leadingZeroBitCount)
        let first = digits[count &- 1]
        let second = count > 1 ? digits[count &- 2] : 0
        let third = count > 2 ? digits[count &- 3] : 0
        let high = first &<< shift | upper(second, shift)
        let low = second &<< shift | upper(third, shift)
        var rest = third &<< shift
        var index = count &- 3
        while index > 0, rest == 0 {
            index &-= 1
            rest = digits[index]
        }
        return (UInt64(high) &<< 32 | UInt64(low), rest != 0)
    }

    /// The nearest double to a magnitude times two to the power of `exponent`, half to even; infinity where that is too large.
    /// `hasMore`: it is larger by less than the last bit of the magnitude, which must then have 66 bits or more.
    static func double(_ digits: DigitBuffer, _ count: Int, exponent: Int = 0, hasMore: Bool = false) -> Double {
        let length = bitLength(digits, count)
        if length == 0 { return 0 }
        let power = length &- 1 &+ exponent
        if power > 1023 { return .infinity }
        // 53 bits are kept, fewer of a denormal number; those below decide how to round.
        let dropped = 11 &+ max(-1022 &- power, 0)
        if dropped > 64 { return 0 }
        let (bits, isCut) = top(digits, count)
        let shift = UInt64(truncatingIfNeeded: dropped)
        var mantissa = dropped == 64 ? 0 : bits &>> shift
        let half: UInt64 = 1 &<< (shift &- 1)
        let rest = bits & (half | (half &- 1))
        if rest > half || rest == half && (isCut || hasMore || mantissa & 1 == 1) { mantissa = mantissa &+ 1 }
        // The mantissa's highest bit adds one to the exponent; so does a carry out of it.
        let field = UInt64(truncatingIfNeeded: max(power &+ 1022, 0))
        return Double(bitPattern: field &<< 52 &+ mantissa)
    }

    /// Digits that a double's whole part takes at most.
    static let doubleDigits = 33

    /// The whole part of a finite double's magnitude, into `doubleDigits` digits.
    static func whole(_ value: Double, to result: DigitBuffer) -> Int {
        let pattern = value.bitPattern & ~(1 &<< 63)
        let exponent = Int(truncatingIfNeeded: pattern &>> 52) &- 1075
        if exponent < -52 { return 0 }
        var mantissa = pattern & (1 &<< 52 &- 1) | 1 &<< 52
        if exponent <= 0 { mantissa = mantissa &>> UInt64(truncatingIfNeeded: -exponent) }
        result[0] = UInt32(truncatingIfNeeded: mantissa)
        result[1] = UInt32(truncatingIfNeeded: mantissa &>> 32)
        let count = trimmed(result, 2)
        return exponent <= 0 ? count : shiftLeft(result, count, by: exponent, to: result)
    }

    /// Compares a magnitude, not zero, with a double's magnitude, exactly: -1, 0 or 1.
    static func compare(_ digits: DigitBuffer, _ count: Int, magnitudeOf value: Double) -> Int {
        let pattern = value.bitPattern & ~(1 &<< 63)
        let exponent = Int(truncatingIfNeeded: pattern &>> 52) &- 1022
        let length = bitLength(digits, count)
        // The double is less than two to the power of its exponent (as counted here), and at least half of that.
        if length != exponent { return length < exponent ? -1 : 1 }
        let mantissa = (pattern &<< 11) | 1 &<< 63
        let (bits, hasMore) = top(digits, count)
        if bits != mantissa { return bits < mantissa ? -1 : 1 }
        return hasMore ? 1 : 0
    }
}
