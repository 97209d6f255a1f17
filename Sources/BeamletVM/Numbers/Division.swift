/// Division by one digit without a 64-bit division: with the divisor's reciprocal (Möller, Granlund: "Improved division by
/// invariant integers", IEEE Transactions on Computers 60/2, 2011).
struct DigitDivisor {
    /// The divisor, shifted so that its highest bit is set.
    let normalized: UInt32
    /// By how much.
    let shift: UInt32
    /// 2^64 / divisor, rounded down, less 2^32.
    private let reciprocal: UInt32

    /// A divisor, which must not be zero.
    @inline(never)
    init(_ divisor: UInt32) {
        shift = UInt32(truncatingIfNeeded: divisor.leadingZeroBitCount)
        normalized = divisor &<< shift
        reciprocal = Self.divideByHalves(~normalized, .max, by: normalized)
    }

    /// Divides two digits by the normalized divisor, which is larger than the upper one.
    @inline(__always)
    func divide(_ high: UInt32, _ low: UInt32) -> (quotient: UInt32, remainder: UInt32) {
        let estimate =
            UInt64(reciprocal) &* UInt64(high) &+ (UInt64(high) &<< 32 | UInt64(low))
        var quotient = UInt32(truncatingIfNeeded: estimate &>> 32) &+ 1
        var remainder = low &- quotient &* normalized
        if remainder > UInt32(truncatingIfNeeded: estimate) {
            quotient = quotient &- 1
            remainder = remainder &+ normalized
        }
        if remainder >= normalized {
            quotient = quotient &+ 1
            remainder = remainder &- normalized
        }
        return (quotient, remainder)
    }

    /// Divides two digits by a normalized one with the 32-bit division that the processor has: two digits of base 2^16
    /// (Knuth, "The Art of Computer Programming", volume 2, 4.3.1).
    private static func divideByHalves(_ high: UInt32, _ low: UInt32, by divisor: UInt32) -> UInt32 {
        let upper = divisor &>> 16
        let lower = divisor & 0xFFFF
        @inline(never)
        func half(_ high: UInt32, _ next: UInt32) -> UInt32 {
            var quotient = high / upper
            var rest = high &- quotient &* upper
            while quotient > 0xFFFF || quotient &* lower > rest &<< 16 | next {
                quotient = quotient &- 1
                rest = rest &+ upper
                if rest > 0xFFFF { break }
            }
            return quotient
        }
        let first = half(high, low &>> 16)
        let rest = high &<< 16 &+ low &>> 16 &- first &* divisor
        return first &<< 16 &+ half(rest, low & 0xFFFF)
    }
}

extension Digits {
    /// Divides a number by one digit, into `count` digits, which may be the number's own. Returns the remainder.
    @_optimize(speed)
    static func divide(
        _ digits: DigitBuffer, _ count: Int, by divisor: DigitDivisor, to quotient: DigitBuffer
    ) -> UInt32 {
        if count == 0 { return 0 }
        let shift = divisor.shift
        var index = count &- 1
        var digit = digits[index]
        var rest = upper(digit, shift)
        while index > 0 {
            let next = digits[index &- 1]
            (quotient[index], rest) = divisor.divide(rest, digit &<< shift | upper(next, shift))
            digit = next
            index &-= 1
        }
        (quotient[0], rest) = divisor.divide(rest, digit &<< shift)
        return rest &>> shift
    }

    /// Digits of the work area that `divide` by several digits takes.
    @inline(__always)
    static func divisionWork(_ aCount: Int, _ bCount: Int) -> Int { aCount &+ 1 &+ bCount }

    /// Divides by a number of at least two digits that has no more digits than the first: the quotient goes into
    /// `aCount - bCount + 1` digits, the remainder stays in the first `bCount` of the work area's `divisionWork` digits.
    /// Returns the count of the quotient and of the remainder (Knuth, volume 2, 4.3.1, algorithm D). A machine counts
    /// the work for its process: nil, if that is to end. (Not a closure: the compiler would make a copy of all this for each.)
    @inline(never)
    static func divide(
        _ a: DigitBuffer, _ aCount: Int, by b: DigitBuffer, _ bCount: Int,
        to quotient: DigitBuffer, work: DigitBuffer, for machine: UnsafeMutablePointer<Machine>? = nil
    ) -> (quotient: Int, remainder: Int)? {
        let shift = b[bCount &- 1].leadingZeroBitCount
        let divisor = work + (aCount &+ 1)
        work[aCount] = normalize(a, aCount, by: shift, to: work)
        _ = normalize(b, bCount, by: shift, to: divisor)
        let first = divisor[bCount &- 1]
        let second = divisor[bCount &- 2]
        let estimator = DigitDivisor(first)

        var place = aCount &- bCount
        while place >= 0 {
            let row = work + place
            let top = row[bCount]
            var digit: UInt32
            var rest: UInt32
            // Whether the rest still is one digit, so that the second digit can tell that the estimate is too large.
            var correctable: Bool
            if top >= first {
                digit = .max
                let (sum, overflow) = row[bCount &- 1].addingReportingOverflow(first)
                rest = sum
                correctable = !overflow
            } else {
                (digit, rest) = estimator.divide(top, row[bCount &- 1])
                correctable = true
            }
            while correctable,
                UInt64(digit) &* UInt64(second) > UInt64(rest) &<< 32 | UInt64(row[bCount &- 2])
            {
                digit = digit &- 1
                let (sum, overflow) = rest.addingReportingOverflow(first)
                rest = sum
                correctable = !overflow
            }
            if subtractMultiple(row, divisor, bCount, digit) {
                digit = digit &- 1
                addBack(row, divisor, bCount)
            }
            quotient[place] = digit
            place &-= 1
            if let machine, !machine.pointee.work(bCount &>> 2) { return nil }
        }
        let remainder = shiftRight(work, trimmed(work, bCount), by: shift, to: work).count
        return (trimmed(quotient, aCount &- bCount &+ 1), remainder)
    }

    /// Shifts a number up by less than a digit; returns what is pushed out of its highest digit.
    private static func normalize(
        _ digits: DigitBuffer, _ count: Int, by shift: Int, to result: DigitBuffer
    ) -> UInt32 {
        let part = UInt32(truncatingIfNeeded: shift)
        var below: UInt32 = 0
        var index = 0
        while index < count {
            let digit = digits[index]
            result[index] = digit &<< part | below
            below = upper(digit, part)
            index &+= 1
        }
        return below
    }

    /// Subtracts `factor` times the divisor from the `count + 1` digits of a row; whether the row became negative.
    @_optimize(speed)
    @inline(never)
    private static func subtractMultiple(
        _ row: DigitBuffer, _ divisor: DigitBuffer, _ count: Int, _ factor: UInt32
    ) -> Bool {
        var carry: UInt32 = 0
        var index = 0
        while index < count {
            let product = UInt64(factor) &* UInt64(divisor[index]) &+ UInt64(carry)
            let low = UInt32(truncatingIfNeeded: product)
            let digit = row[index]
            row[index] = digit &- low
            carry = UInt32(truncatingIfNeeded: product &>> 32) &+ (digit < low ? 1 : 0)
            index &+= 1
        }
        let top = row[count]
        row[count] = top &- carry
        return top < carry
    }

    /// Adds the divisor to a row, once.
    @inline(never)
    private static func addBack(_ row: DigitBuffer, _ divisor: DigitBuffer, _ count: Int) {
        var carry: UInt64 = 0
        var index = 0
        while index < count {
            carry = carry &+ UInt64(row[index]) &+ UInt64(divisor[index])
            row[index] = UInt32(truncatingIfNeeded: carry)
            carry = carry &>> 32
            index &+= 1
        }
        row[count] = row[count] &+ UInt32(truncatingIfNeeded: carry)
    }
}
