/// A floating-point number with 96 bits of mantissa: what `math` computes with, so that its results, rounded to doubles, are right
/// but for a few in many thousands, and the same on every board and on Linux.
///
/// Integer operations only. A multiplication takes some 150 machine instructions, a division 700. Results are cut off, not
/// rounded: the last bits of a long computation are wrong, which leaves more than twenty good ones behind a double's.
struct Extended {
    var isNegative = false
    /// The value is the mantissa, from 1/2 up to 1, times two to this power.
    var exponent: Int32 = 0
    /// The mantissa, its least significant digit first; the highest bit is set, or all are zero.
    var digits: InlineArray<3, UInt32> = [0, 0, 0]

    static let one = Extended(1, 0x8000_0000, 0, 0)

    /// A positive constant.
    init(_ exponent: Int32, _ high: UInt32, _ middle: UInt32, _ low: UInt32) {
        self.exponent = exponent
        digits = [low, middle, high]
    }

    /// A finite double, exactly.
    @inline(never)
    init(_ value: Double) {
        isNegative = value.sign == .minus
        let bits = value.bitPattern
        let field = Int32(truncatingIfNeeded: bits &>> 52 & 0x7FF)
        var mantissa = bits & 0xF_FFFF_FFFF_FFFF
        if field != 0 { mantissa |= 1 &<< 52 }
        mantissa = mantissa &<< 11
        digits = [0, UInt32(truncatingIfNeeded: mantissa), UInt32(truncatingIfNeeded: mantissa &>> 32)]
        exponent = max(field, 1) &- 1022
        normalize()
    }

    var isZero: Bool { digits[2] == 0 }

    /// The nearest double, of two the even one; infinite where it is too large.
    @inline(never)
    var double: Double {
        let sign: UInt64 = isNegative ? 1 &<< 63 : 0
        if isZero || exponent < -1074 { return Double(bitPattern: sign) }
        if exponent > 1024 { return Double(bitPattern: sign | 0x7FF &<< 52) }
        let mantissa = UInt64(digits[2]) &<< 32 | UInt64(digits[1])
        // Below 2^-1022 fewer bits are left.
        let dropped = UInt64(truncatingIfNeeded: 11 &+ max(0, -1021 &- exponent))
        var kept = dropped > 63 ? 0 : mantissa &>> dropped
        let rest = dropped > 63 ? mantissa : mantissa & (1 &<< dropped &- 1)
        let half: UInt64 = 1 &<< (dropped &- 1)
        if rest > half || rest == half && (digits[0] != 0 || kept & 1 != 0) { kept += 1 }
        // The mantissa's highest bit adds the last one of the exponent, also when rounding carried into it.
        let field = UInt64(truncatingIfNeeded: max(0, exponent &+ 1021))
        return Double(bitPattern: sign | (field &<< 52 &+ kept))
    }

    /// Shifts the mantissa left until its highest bit is set.
    @inline(never)
    private mutating func normalize() {
        var digitsLeft = 3
        while digits[2] == 0 && digitsLeft > 0 {
            digits = [0, digits[0], digits[1]]
            exponent &-= 32
            digitsLeft -= 1
        }
        let shift = UInt32(truncatingIfNeeded: digits[2].leadingZeroBitCount)
        if digitsLeft == 0 || shift == 0 { return }
        digits[2] = digits[2] &<< shift | digits[1] &>> (32 &- shift)
        digits[1] = digits[1] &<< shift | digits[0] &>> (32 &- shift)
        digits[0] = digits[0] &<< shift
        exponent &-= Int32(bitPattern: shift)
    }

    @inline(never)
    static func * (a: Extended, b: Extended) -> Extended {
        var product: InlineArray<6, UInt32> = [0, 0, 0, 0, 0, 0]
        for i in 0..<3 {
            var carry: UInt64 = 0
            for j in 0..<3 {
                carry = UInt64(a.digits[i]) &* UInt64(b.digits[j]) &+ UInt64(product[i &+ j]) &+ carry
                product[i &+ j] = UInt32(truncatingIfNeeded: carry)
                carry = carry &>> 32
            }
            product[i &+ 3] = UInt32(truncatingIfNeeded: carry)
        }
        var result = Extended(a.exponent &+ b.exponent, product[5], product[4], product[3])
        result.isNegative = a.isNegative != b.isNegative
        if Int32(bitPattern: product[5]) >= 0 {
            result.normalize()
            result.digits[0] |= product[2] &>> 31
        }
        return result
    }

    @inline(never)
    static func + (a: Extended, b: Extended) -> Extended {
        if a.isZero { return b }
        if b.isZero { return a }
        var large = a
        var small = b
        if a.exponent < b.exponent { (large, small) = (b, a) }
        var shift = UInt32(bitPattern: large.exponent &- small.exponent)
        if shift >= 96 { return large }
        while shift >= 32 {
            small.digits = [small.digits[1], small.digits[2], 0]
            shift -= 32
        }
        if shift != 0 {
            small.digits[0] = small.digits[0] &>> shift | small.digits[1] &<< (32 &- shift)
            small.digits[1] = small.digits[1] &>> shift | small.digits[2] &<< (32 &- shift)
            small.digits[2] = small.digits[2] &>> shift
        }
        // Subtraction adds the complement.
        let isSubtraction = a.isNegative != b.isNegative
        let mask: UInt32 = isSubtraction ? .max : 0
        var carry: UInt64 = isSubtraction ? 1 : 0
        for index in 0..<3 {
            carry &+= UInt64(large.digits[index]) &+ UInt64(small.digits[index] ^ mask)
            large.digits[index] = UInt32(truncatingIfNeeded: carry)
            carry = carry &>> 32
        }
        if isSubtraction {
            if carry == 0 {
                // The second was larger.
                large.isNegative.toggle()
                var borrow: UInt64 = 1
                for index in 0..<3 {
                    borrow &+= UInt64(~large.digits[index])
                    large.digits[index] = UInt32(truncatingIfNeeded: borrow)
                    borrow = borrow &>> 32
                }
            }
            large.normalize()
            if large.isZero { large.isNegative = false }
        } else if carry != 0 {
            large.digits[0] = large.digits[0] &>> 1 | large.digits[1] &<< 31
            large.digits[1] = large.digits[1] &>> 1 | large.digits[2] &<< 31
            large.digits[2] = large.digits[2] &>> 1 | 0x8000_0000
            large.exponent &+= 1
        }
        return large
    }

    @inline(never)
    static prefix func - (a: Extended) -> Extended {
        var result = a
        result.isNegative.toggle()
        return result
    }
    @inline(never)
    static func - (a: Extended, b: Extended) -> Extended { a + -b }

    /// By Newton's iteration from 32 bits.
    @inline(never)
    var reciprocal: Extended {
        // Nothing is too large for the caller: what is divided by zero is beyond all doubles.
        if isZero { return Extended(100_000, 0x8000_0000, 0, 0) }
        let guess = UInt64.max / UInt64(digits[2])
        var result = Extended(33 &- exponent, 0, 0, 0)
        // The guess has 33 bits: as digits from the second on.
        result.digits = [0, UInt32(truncatingIfNeeded: guess), UInt32(truncatingIfNeeded: guess &>> 32)]
        result.exponent = 32 &- exponent
        result.normalize()
        result.isNegative = isNegative
        for _ in 0..<2 { result = result * (Extended(2, 0x8000_0000, 0, 0) - self * result) }
        return result
    }
    @inline(never)
    static func / (a: Extended, b: Extended) -> Extended { a * b.reciprocal }

    /// Divided by a number below 65536.
    @inline(never)
    func divided(by number: UInt32) -> Extended {
        var result = self
        var rest: UInt32 = 0
        var index = 2
        while index >= 0 {
            let high = rest &<< 16 | digits[index] &>> 16
            let low = (high % number) &<< 16 | digits[index] & 0xFFFF
            result.digits[index] = (high / number) &<< 16 | low / number
            rest = low % number
            index -= 1
        }
        result.normalize()
        return result
    }

    /// Times two to that power.
    func scaled(_ power: Int32) -> Extended {
        var result = self
        result.exponent &+= power
        return result
    }
}
