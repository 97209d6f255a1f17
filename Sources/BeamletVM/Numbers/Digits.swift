/// The digits of a number: least significant first, 32 bits each.
typealias DigitBuffer = UnsafeMutablePointer<UInt32>

/// Arithmetic on magnitudes: arrays of 32-bit digits, least significant first. Nothing here allocates: the caller gives the
/// destination, of a length that each function tells. Counts that are returned leave leading zeros out; zero has none.
enum Digits {
    /// The count without leading zero digits.
    @inline(never)
    static func trimmed(_ digits: DigitBuffer, _ count: Int) -> Int {
        var count = count
        while count > 0, digits[count &- 1] == 0 { count &-= 1 }
        return count
    }

    /// Bits up to the highest that is set. The highest digit must not be zero.
    @inline(__always)
    static func bitLength(_ digits: DigitBuffer, _ count: Int) -> Int {
        count == 0 ? 0 : count &* 32 &- digits[count &- 1].leadingZeroBitCount
    }

    /// -1, 0 or 1 as the first number is smaller, equal or larger.
    @inline(never)
    static func compare(_ a: DigitBuffer, _ aCount: Int, _ b: DigitBuffer, _ bCount: Int) -> Int {
        if aCount != bCount { return aCount < bCount ? -1 : 1 }
        var index = aCount
        while index > 0 {
            index &-= 1
            if a[index] != b[index] { return a[index] < b[index] ? -1 : 1 }
        }
        return 0
    }

    /// Copies digits; the buffers may overlap if the destination is the lower one.
    @inline(__always)
    static func copy(_ from: DigitBuffer, _ count: Int, to: DigitBuffer) {
        var index = 0
        while index < count {
            to[index] = from[index]
            index &+= 1
        }
    }

    /// The sum, into `max(aCount, bCount) + 1` digits.
    static func add(
        _ a: DigitBuffer, _ aCount: Int, _ b: DigitBuffer, _ bCount: Int, to result: DigitBuffer
    ) -> Int {
        if aCount < bCount { return add(b, bCount, a, aCount, to: result) }
        var carry: UInt64 = 0
        var index = 0
        while index < bCount {
            carry = carry &+ UInt64(a[index]) &+ UInt64(b[index])
            result[index] = UInt32(truncatingIfNeeded: carry)
            carry = carry &>> 32
            index &+= 1
        }
        while index < aCount {
            carry = carry &+ UInt64(a[index])
            result[index] = UInt32(truncatingIfNeeded: carry)
            carry = carry &>> 32
            index &+= 1
        }
        result[index] = UInt32(truncatingIfNeeded: carry)
        return carry == 0 ? aCount : aCount &+ 1
    }

    /// The difference of a number and one that is not larger, into `aCount` digits.
    static func subtract(
        _ a: DigitBuffer, _ aCount: Int, _ b: DigitBuffer, _ bCount: Int, to result: DigitBuffer
    ) -> Int {
        var borrow: Int64 = 0
        var index = 0
        while index < bCount {
            borrow = borrow &+ Int64(a[index]) &- Int64(b[index])
            result[index] = UInt32(truncatingIfNeeded: borrow)
            borrow = borrow &>> 32
            index &+= 1
        }
        while index < aCount {
            borrow = borrow &+ Int64(a[index])
            result[index] = UInt32(truncatingIfNeeded: borrow)
            borrow = borrow &>> 32
            index &+= 1
        }
        return trimmed(result, aCount)
    }

    /// Makes digits zero.
    static func clear(_ digits: DigitBuffer, _ count: Int) {
        var index = 0
        while index < count {
            digits[index] = 0
            index &+= 1
        }
    }

    /// A row of a product: adds `factor` times a number to the digits at `row`, of which there is one more, which is written.
    /// One `umaal` for each digit.
    @_optimize(speed)
    static func multiplyRow(_ factor: UInt32, _ digits: DigitBuffer, _ count: Int, to row: DigitBuffer) {
        var carry: UInt32 = 0
        var column = 0
        while column < count {
            let product = UInt64(factor) &* UInt64(digits[column]) &+ UInt64(row[column]) &+ UInt64(carry)
            row[column] = UInt32(truncatingIfNeeded: product)
            carry = UInt32(truncatingIfNeeded: product &>> 32)
            column &+= 1
        }
        row[count] = carry
    }

    /// Multiplies in place and adds; returns the digit that is carried out.
    @_optimize(speed)
    static func multiplyAdd(_ digits: DigitBuffer, _ count: Int, by factor: UInt32, plus: UInt32) -> UInt32 {
        var carry = plus
        var index = 0
        while index < count {
            let product = UInt64(factor) &* UInt64(digits[index]) &+ UInt64(carry)
            digits[index] = UInt32(truncatingIfNeeded: product)
            carry = UInt32(truncatingIfNeeded: product &>> 32)
            index &+= 1
        }
        return carry
    }

    /// The number times two to the power of `bits`, into `count + bits / 32 + 1` digits, which may be the number's own.
    static func shiftLeft(_ digits: DigitBuffer, _ count: Int, by bits: Int, to result: DigitBuffer) -> Int {
        if count == 0 { return 0 }
        let whole = bits &>> 5
        let part = UInt32(truncatingIfNeeded: bits & 31)
        var high: UInt32 = 0
        var index = count
        // From the top, so that the number may be shifted in place.
        while index > 0 {
            index &-= 1
            let digit = digits[index]
            result[index &+ whole &+ 1] = high | upper(digit, part)
            high = digit &<< part
        }
        result[whole] = high
        while index < whole {
            result[index] = 0
            index &+= 1
        }
        return trimmed(result, count &+ whole &+ 1)
    }

    /// The number divided by two to the power of `bits`, rounded down, into as many digits as stay, which may be the number's
    /// own; and whether bits that were set are lost.
    static func shiftRight(
        _ digits: DigitBuffer, _ count: Int, by bits: Int, to result: DigitBuffer
    ) -> (count: Int, isInexact: Bool) {
        let whole = bits &>> 5
        if whole >= count { return (0, count != 0) }
        let part = UInt32(truncatingIfNeeded: bits & 31)
        var lost = digits[whole] & ((1 &<< part) &- 1)
        var index = 0
        while index < whole {
            lost |= digits[index]
            index &+= 1
        }
        while index < count {
            let above = index &+ 1 < count ? digits[index &+ 1] : 0
            result[index &- whole] = digits[index] &>> part | lower(above, part)
            index &+= 1
        }
        return (trimmed(result, count &- whole), lost != 0)
    }

    /// The bits of a digit that a shift to the left by `part` pushes out.
    @inline(__always)
    static func upper(_ digit: UInt32, _ part: UInt32) -> UInt32 { (digit &>> 1) &>> (31 &- part) }

    /// The bits of the digit above that a shift to the right by `part` pulls in.
    @inline(__always)
    static func lower(_ digit: UInt32, _ part: UInt32) -> UInt32 { (digit &<< 1) &<< (31 &- part) }
}
