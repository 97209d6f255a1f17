/// The functions of `math`, on doubles: each computed with 96 bits by a series after a reduction of its argument, and rounded once.
/// What is not defined is not a number, what is too large is infinite: the caller raises `badarith` then.
///
/// The C library's would be faster (pow 2,500 machine instructions, these some 12,000), but take 26 KB of flash, these 5;
/// and they differ from Linux's in the last digit now and then.
enum Elementary {
    private static var ln2: Extended { Extended(0, 0xB172_17F7, 0xD1CF_79AB, 0xC9E3_B398) }
    private static var reciprocalLn2: Extended { Extended(1, 0xB8AA_3B29, 0x5C17_F0BB, 0xBE87_FED0) }
    private static var reciprocalLn10: Extended { Extended(-1, 0xDE5B_D8A9, 0x3728_7195, 0x355B_AAAF) }
    private static var halfPi: Extended { Extended(1, 0xC90F_DAA2, 0x2168_C234, 0xC4C6_628B) }
    private static var reciprocalRootPi: Extended { Extended(0, 0x906E_BA82, 0x14DB_688D, 0x71D4_8A7F) }
    private static var arctanHalf: Extended { Extended(-1, 0xED63_382B, 0x0DDA_7B45, 0x6FE4_45EC) }
    private static var half: Extended { Extended(0, 0x8000_0000, 0, 0) }

    /// Arguments closer to zero than this need no more than the first two terms of a series.
    private static let tiny = 1.0 / 1_048_576

    // MARK: Square root

    /// The nearest double: one bit of the root after the other, as by hand. The C library's does the same in three times the code.
    @inline(never)
    static func squareRoot(_ x: Double) -> Double {
        let field = x.bitPattern &>> 52
        // Zero, infinite, not a number, or negative.
        if x == 0 || field == 0x7FF { return x }
        if field > 0x7FF { return .nan }
        // Below 2^-1022: 2^54 times as much has all 53 bits.
        if field == 0 { return squareRoot(x * 18_014_398_509_481_984.0) * (1 / 134_217_728.0) }
        var rest = (x.bitPattern & (1 &<< 52 &- 1) | 1 &<< 52) &<< 1
        // The exponent must be even: it is halved.
        if field & 1 == 0 { rest = rest &<< 1 }
        var root: UInt64 = 0
        var twice: UInt64 = 0
        var bit: UInt64 = 1 &<< 53
        while bit != 0 {
            let candidate = twice | bit
            if candidate <= rest {
                twice = candidate &+ bit
                rest = rest &- candidate
                root |= bit
            }
            rest = rest &<< 1
            bit = bit &>> 1
        }
        // The last bit is the one behind a double's. There is never a tie: a root that ends there has a square of more bits.
        return Double(bitPattern: (root &+ 1) &>> 1 &+ ((field &+ 1023) &>> 1 &- 1) &<< 52)
    }

    // MARK: Exponential and logarithm

    @inline(never)
    private static func exponential(_ x: Extended) -> Extended {
        // Far beyond what a double can hold.
        if x.exponent > 12 { return x.isNegative ? Extended(0, 0, 0, 0) : Extended(100_000, 0x8000_0000, 0, 0) }
        let quotient = x.double * 1.4426950408889634
        let power = Int32(quotient + (quotient < 0 ? -0.5 : 0.5))
        let rest = x - Extended(Double(power)) * ln2
        var sum = Extended.one
        var n: UInt32 = 22
        while n > 0 {
            sum = Extended.one + (rest * sum).divided(by: n)
            n -= 1
        }
        return sum.scaled(power)
    }

    /// Of a number above zero.
    @inline(never)
    private static func logarithm(_ x: Extended) -> Extended {
        var power = x.exponent
        var mantissa = x
        mantissa.exponent = 0
        if x.digits[2] < 0xB504_F333 {
            mantissa.exponent = 1
            power -= 1
        }
        let z = (mantissa - .one) / (mantissa + .one)
        let sum = series(z * z, terms: 20, alternating: false)
        return (z * sum).scaled(1) + Extended(Double(power)) * ln2
    }

    /// 1 + x/3 + x²/5 + ..., or with alternating signs.
    @inline(never)
    private static func series(_ x: Extended, terms: UInt32, alternating: Bool) -> Extended {
        var factor = x
        if alternating { factor.isNegative = true }
        var sum = Extended(0, 0, 0, 0)
        var n = terms
        while true {
            sum = Extended.one.divided(by: 2 * n + 1) + factor * sum
            if n == 0 { return sum }
            n -= 1
        }
    }

    static func exp(_ x: Double) -> Double { exponential(Extended(x)).double }
    static func log(_ x: Double) -> Double { log(x, times: .one) }
    static func log2(_ x: Double) -> Double { log(x, times: reciprocalLn2) }
    static func log10(_ x: Double) -> Double { log(x, times: reciprocalLn10) }

    @inline(never)
    private static func log(_ x: Double, times factor: Extended) -> Double {
        x > 0 ? (logarithm(Extended(x)) * factor).double : .nan
    }

    static func pow(_ x: Double, _ y: Double) -> Double {
        if y == 0 || x == 1 { return 1 }
        let isWhole = y == y.wholeValue(.down)
        let isOdd = isWhole && (y * 0.5).wholeValue(.down) != y * 0.5
        if x == 0 { return y < 0 ? .infinity : isOdd ? x : 0 }
        if x < 0 && !isWhole { return .nan }
        let result = exponential(Extended(y) * logarithm(Extended(x.magnitude))).double
        return x < 0 && isOdd ? -result : result
    }

    // MARK: Hyperbolic functions

    static func sinh(_ x: Double) -> Double {
        if x.magnitude < tiny { return small(x, 6, isNegative: false) }
        let e = exponential(Extended(x.magnitude))
        let result = (e - e.reciprocal).scaled(-1).double
        return x < 0 ? -result : result
    }
    static func cosh(_ x: Double) -> Double {
        let e = exponential(Extended(x.magnitude))
        return (e + e.reciprocal).scaled(-1).double
    }
    static func tanh(_ x: Double) -> Double {
        if x.magnitude < tiny { return small(x, 3, isNegative: true) }
        if x.magnitude > 22 { return x < 0 ? -1 : 1 }
        let e = exponential(Extended(x).scaled(1))
        return ((e - .one) / (e + .one)).double
    }
    static func asinh(_ x: Double) -> Double {
        if x.magnitude < tiny { return small(x, 6, isNegative: true) }
        let y = Extended(x.magnitude)
        let result = logarithm(y + root(y * y + .one)).double
        return x < 0 ? -result : result
    }
    static func acosh(_ x: Double) -> Double {
        if x < 1 { return .nan }
        let y = Extended(x)
        return logarithm(y + root((y - .one) * (y + .one))).double
    }
    static func atanh(_ x: Double) -> Double {
        if x.magnitude >= 1 { return .nan }
        if x.magnitude < tiny { return small(x, 3, isNegative: false) }
        let y = Extended(x)
        return logarithm((.one + y) / (.one - y)).scaled(-1).double
    }

    /// x + x³/n, or the difference.
    @inline(never)
    private static func small(_ x: Double, _ n: UInt32, isNegative: Bool) -> Double {
        if x == 0 { return x }
        let y = Extended(x)
        var cube = (y * y * y).divided(by: n)
        if isNegative { cube.isNegative.toggle() }
        return (y + cube).double
    }

    /// The square root of a number that is not negative.
    @inline(never)
    private static func root(_ x: Extended) -> Extended {
        if x.isZero { return x }
        let power = x.exponent &>> 1
        let scaled = x.scaled(-2 * power)
        let guess = Extended(Elementary.squareRoot(scaled.double))
        return (guess + scaled / guess).scaled(power - 1)
    }

    // MARK: Trigonometric functions

    /// The quarter turns in `x`, rounded, and the sine and cosine of what is left over.
    private struct Turn {
        var quarters: UInt32
        var sine: Extended
        var cosine: Extended
    }

    /// 2/pi: words of its binary fraction, as many as the largest double needs.
    private static let twoOverPi: InlineArray<38, UInt32> = [
        0xA2F9_836E, 0x4E44_1529, 0xFC27_57D1, 0xF534_DDC0, 0xDB62_9599, 0x3C43_9041, 0xFE51_63AB, 0xDEBB_C561,
        0xB724_6E3A, 0x424D_D2E0, 0x0649_2EEA, 0x09D1_921C, 0xFE1D_EB1C, 0xB129_A73E, 0xE882_35F5, 0x2EBB_4484,
        0xE99C_7026, 0xB45F_7E41, 0x3991_D639, 0x8353_39F4, 0x9C84_5F8B, 0xBDF9_283B, 0x1FF8_97FF, 0xDE05_980F,
        0xEF2F_118B, 0x5A0A_6D1F, 0x6D36_7ECF, 0x27CB_09B7, 0x4F46_3F66, 0x9E5F_EA2D, 0x7527_BAC7, 0xEBE5_F17B,
        0x3D07_39F7, 0x8A52_92EA, 0x6BFB_5FB1, 0x1F8D_5D08, 0x5603_3046, 0xFC7B_6BAB,
    ]

    /// Words shifted left by up to 31 bits; the highest word is the last.
    private static func shiftLeft(_ words: inout InlineArray<9, UInt32>, _ shift: UInt32) {
        if shift == 0 { return }
        var index = 8
        while index > 0 {
            words[index] = words[index] &<< shift | words[index &- 1] &>> (32 &- shift)
            index -= 1
        }
        words[0] = words[0] &<< shift
    }

    /// Reduces a positive number to at most an eighth of a turn, without loss for any (M. H. Payne, R. N. Hanek, "Radian reduction
    /// for trigonometric functions", 1983): of the product with 2/pi only those words are computed that matter.
    @inline(never)
    private static func reduce(_ x: Double, _ quarters: inout UInt32) -> Extended {
        quarters = 0
        if x < 0.78 { return Extended(x) }
        // x is a whole number of 53 bits times a power of two.
        let power = Int32(truncatingIfNeeded: x.bitPattern &>> 52) &- 1075
        let mantissa = x.bitPattern & 0xF_FFFF_FFFF_FFFF | 1 &<< 52
        // Words before this one contribute whole turns only.
        let first = power < 34 ? 0 : (power &- 2) / 32
        var product = InlineArray<9, UInt32>(repeating: 0)
        for half in 0..<2 {
            let factor = UInt64(half == 0 ? mantissa & 0xFFFF_FFFF : mantissa &>> 32)
            var carry: UInt64 = 0
            for index in 0..<7 {
                let word = twoOverPi[Int(first) &+ 6 &- index]
                carry &+= factor &* UInt64(word) &+ UInt64(product[index &+ half])
                product[index &+ half] = UInt32(truncatingIfNeeded: carry)
                carry = carry &>> 32
            }
            product[7 &+ half] = UInt32(truncatingIfNeeded: carry)
        }
        // Moves the two bits before the binary point to the top.
        var shift = UInt32(bitPattern: 286 &- (32 &* (first &+ 7) &- power))
        while shift >= 32 {
            var index = 8
            while index > 0 {
                product[index] = product[index &- 1]
                index -= 1
            }
            product[0] = 0
            shift -= 32
        }
        shiftLeft(&product, shift)
        quarters = product[8] &>> 30
        shiftLeft(&product, 2)
        // More than half a quarter: the next one, less the rest.
        let isAbove = Int32(bitPattern: product[8]) < 0
        if isAbove {
            quarters &+= 1
            for index in 0..<9 { product[index] = ~product[index] }
        }
        var exponent: Int32 = 0
        while product[8] == 0 && exponent > -192 {
            var index = 8
            while index > 0 {
                product[index] = product[index &- 1]
                index -= 1
            }
            exponent &-= 32
        }
        let zeros = product[8].leadingZeroBitCount
        shiftLeft(&product, UInt32(truncatingIfNeeded: zeros))
        var fraction = Extended(exponent &- Int32(zeros), product[8], product[7], product[6])
        fraction.isNegative = isAbove
        return fraction * halfPi
    }

    @inline(never)
    private static func turn(_ x: Double) -> Turn {
        var quarters: UInt32 = 0
        let rest = reduce(x.magnitude, &quarters)
        let square = -(rest * rest)
        var sine = Extended.one
        var cosine = Extended.one
        var n: UInt32 = 26
        while n > 0 {
            sine = .one + (square * sine).divided(by: n * (n + 1))
            cosine = .one + (square * cosine).divided(by: n * (n - 1))
            n -= 2
        }
        return Turn(quarters: quarters, sine: rest * sine, cosine: cosine)
    }

    /// The sine of `x` and so many quarter turns.
    @inline(never)
    private static func wave(_ x: Double, quarters: UInt32) -> Double {
        let turn = turn(x)
        let quarters = turn.quarters &+ quarters
        let result = (quarters & 1 == 0 ? turn.sine : turn.cosine).double
        return (quarters & 2 != 0) != (x < 0) ? -result : result
    }
    static func sin(_ x: Double) -> Double { x == 0 ? x : wave(x, quarters: 0) }
    static func cos(_ x: Double) -> Double { wave(x.magnitude, quarters: 1) }
    static func tan(_ x: Double) -> Double {
        if x == 0 { return x }
        let turn = turn(x)
        let result = turn.quarters & 1 == 0 ? turn.sine / turn.cosine : -(turn.cosine / turn.sine)
        return x < 0 ? -result.double : result.double
    }

    /// Of a number that is not negative.
    @inline(never)
    private static func arctangent(_ x: Extended) -> Extended {
        if x.isZero { return x }
        if x.exponent > 0 && !(x - .one).isZero { return halfPi - arctangentBelowOne(x.reciprocal) }
        return arctangentBelowOne(x)
    }
    @inline(never)
    private static func arctangentBelowOne(_ x: Extended) -> Extended {
        var y = x
        var start = Extended(0, 0, 0, 0)
        // From a quarter on: relative to 1/2; from 3/4 on: relative to 1.
        if x.exponent >= 0 && (x.exponent > 0 || x.digits[2] >= 0xC000_0000) {
            start = halfPi.scaled(-1)
            y = (x - .one) / (x + .one)
        } else if x.exponent >= -1 {
            start = arctanHalf
            y = (x - half) / (.one + x.scaled(-1))
        }
        return start + y * series(y * y, terms: 26, alternating: true)
    }

    @inline(never)
    private static func angle(_ y: Extended, _ x: Extended) -> Extended {
        var result = halfPi
        if !x.isZero {
            var quotient = y / x
            quotient.isNegative = false
            result = arctangent(quotient)
            if x.isNegative { result = halfPi.scaled(1) - result }
        }
        result.isNegative = y.isNegative
        return result
    }

    static func atan2(_ y: Double, _ x: Double) -> Double {
        if y == 0 {
            if x.sign == .plus { return y }
            return y.sign == .minus ? -Double.pi : Double.pi
        }
        return angle(Extended(y), Extended(x)).double
    }
    static func atan(_ x: Double) -> Double { atan2(x, 1) }
    static func asin(_ x: Double) -> Double {
        if x.magnitude > 1 { return .nan }
        return x == 0 ? x : angle(Extended(x), cofactor(x)).double
    }
    static func acos(_ x: Double) -> Double {
        x.magnitude > 1 ? .nan : angle(cofactor(x), Extended(x)).double
    }
    /// The square root of 1 - x².
    @inline(never)
    private static func cofactor(_ x: Double) -> Extended {
        root((.one - Extended(x)) * (.one + Extended(x)))
    }

    // MARK: Error function

    /// e to the power of -x², over the root of pi.
    @inline(never)
    private static func bell(_ x: Extended) -> Extended { exponential(-(x * x)) * reciprocalRootPi }

    /// 2x (1 + 2x²/3 + (2x²)²/(3·5) + ...) times `bell`.
    @inline(never)
    private static func errorFunction(_ x: Double) -> Extended {
        let y = Extended(x)
        let square = (y * y).scaled(1)
        var term = Extended.one
        var sum = term
        var n: UInt32 = 3
        while term.exponent > sum.exponent - 90 && !term.isZero {
            term = (term * square).divided(by: n)
            sum = sum + term
            n += 2
        }
        return (y * sum * bell(y)).scaled(1)
    }

    static func erf(_ x: Double) -> Double {
        if x == 0 { return x }
        if x.magnitude > 6 { return x < 0 ? -1 : 1 }
        return errorFunction(x).double
    }
    static func erfc(_ x: Double) -> Double {
        if x < -6 { return 2 }
        if x > 28 { return 0 }
        if x < 3 { return (Extended.one - errorFunction(x)).double }
        // Its continued fraction: 1 / (x + (1/2) / (x + (2/2) / (x + (3/2) / ...
        let y = Extended(x)
        var fraction = y
        var n = 90.0
        while n > 0 {
            fraction = y + Extended(n * 0.5) / fraction
            n -= 1
        }
        return (bell(y) / fraction).double
    }

    // MARK: Remainder

    /// Exact: subtracts the divisor shifted as far as it goes.
    static func fmod(_ x: Double, _ y: Double) -> Double {
        if y == 0 { return .nan }
        let divisor = y.magnitude
        var rest = Extended(x.magnitude)
        let unit = Extended(divisor)
        while !rest.isZero && rest.exponent >= unit.exponent {
            var step = unit
            step.exponent = rest.exponent
            var next = rest - step
            if next.isNegative {
                if step.exponent == unit.exponent { break }
                step.exponent &-= 1
                next = rest - step
            }
            rest = next
        }
        return x < 0 || x.sign == .minus ? -rest.double : rest.double
    }
}
