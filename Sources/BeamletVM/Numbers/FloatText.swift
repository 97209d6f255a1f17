/// How a float is written.
enum FloatFormat {
    /// As `short`: the fewest digits that are read back as the same float, in the shorter of the two notations.
    case short
    /// `1.5000e+00` with so many digits behind the point.
    case scientific(Int)
    /// `1.5000` with so many digits behind the point; `compact`: without the zeros at the end.
    case decimals(Int, compact: Bool)
}

extension Double {
    /// The magnitude of a finite value, as a whole number times a power of two.
    var scaledMantissa: (mantissa: UInt64, exponent: Int) {
        let field = Int(truncatingIfNeeded: bitPattern &>> 52) & 0x7FF
        let fraction = bitPattern & (1 &<< 52 &- 1)
        return field == 0 ? (fraction, -1074) : (fraction | 1 &<< 52, field &- 1075)
    }
    /// A whole value of less than 2^64, without a sign.
    var wholeBits: UInt64 {
        let (mantissa, exponent) = scaledMantissa
        if exponent >= 0 { return mantissa &<< UInt64(truncatingIfNeeded: exponent) }
        return exponent < -63 ? 0 : mantissa &>> UInt64(truncatingIfNeeded: 0 &- exponent)
    }
    /// Whether the sign bit is set.
    var isSigned: Bool { bitPattern &>> 63 != 0 }
}

/// The text of floats, exact in every digit, by arithmetic on whole numbers.
struct FloatText {
    /// Bytes of memory that a conversion needs: four numbers, then the text.
    static let workBytes = 4 * numberWords * 4 + textRoom
    /// Words of each of the four numbers: 10^324 times a mantissa, and what is multiplied by in between. The exact formats
    /// use two of them as one, for a mantissa times 5^573.
    private static let numberWords = 40
    /// The longest text that OTP has room for, and the digits that it is made of.
    private static let textRoom = 2 * limit
    /// A text of this length or longer is refused.
    private static let limit = 256

    /// Where the text begins, at the end of it.
    private let start: Address
    private var end: Address
    private let numbers: DigitBuffer

    /// A text in `workBytes` bytes of memory.
    init(work: Address) {
        numbers = pointer(work)
        start = work &+ UInt32(4 * Self.numberWords * 4)
        end = start
    }

    /// The text so far.
    var text: Address { start }
    /// Its length.
    var count: Int { Int(end &- start) }

    private mutating func put(_ byte: UInt8) {
        rawPointer(end).storeBytes(of: byte, as: UInt8.self)
        end = end &+ 1
    }

    private mutating func putZeros(_ count: Int) {
        var left = count
        while left > 0 {
            put(48)
            left &-= 1
        }
    }

    private mutating func put(_ text: Address, _ count: Int) {
        var index: UInt32 = 0
        while index < UInt32(truncatingIfNeeded: count) {
            put(rawPointer(text &+ index).load(as: UInt8.self))
            index = index &+ 1
        }
    }

    /// Digits with a point behind the first `whole` of them; `whole` may be more than there are.
    private mutating func putPointed(_ digits: Address, _ count: Int, whole: Int) {
        let inFront = min(whole, count)
        put(digits, inFront)
        putZeros(whole &- inFront)
        if count > inFront {
            put(46)
            put(digits &+ UInt32(truncatingIfNeeded: inFront), count &- inFront)
        }
    }

    /// Writes a finite value. False: the text is longer than OTP's is, or digits are asked for that cannot be.
    @inline(never)
    mutating func write(_ value: Double, _ format: FloatFormat) -> Bool {
        if value.isSigned { put(45) }
        switch format {
        case .short:
            writeShort(value)
            return true
        case .scientific(let digits):
            // OTP hands the number to C, where a negative one stands for the default.
            return writeScientific(value, digits < 0 ? 6 : digits)
        case .decimals(let digits, let compact):
            return digits >= 0 && writeDecimals(value, digits, compact: compact)
        }
    }

    // MARK: Exact

    /// The magnitude times ten to the power of `places`, rounded half to even, as decimal digits that end where the text's room
    /// does.
    private func digits(_ value: Double, places: Int) -> (text: Address, count: Int) {
        let (mantissa, exponent) = value.scaledMantissa
        var count = Digits.set(numbers, mantissa)
        // 10^p is 5^p * 2^p; one bit more than is wanted stays for rounding.
        if places > 0 { count = Digits.multiply(numbers, count, byPowerOfFive: places) }
        let shift = exponent &+ places &+ 1
        var isInexact = false
        if shift >= 0 {
            count = Digits.shiftLeft(numbers, count, by: shift, to: numbers)
        } else {
            (count, isInexact) = Digits.shiftRight(numbers, count, by: 0 &- shift, to: numbers)
        }
        var left = 0 &- places
        while left > 0 {
            let step = min(left, Digits.fiveStep)
            if Digits.divide(numbers, count, by: DigitDivisor(Digits.powerOfFive(step)), to: numbers) != 0 {
                isInexact = true
            }
            count = Digits.trimmed(numbers, count)
            left &-= step
        }
        let isHalf = count > 0 && numbers[0] & 1 == 1
        count = Digits.shiftRight(numbers, count, by: 1, to: numbers).count
        if isHalf, isInexact || count > 0 && numbers[0] & 1 == 1 {
            let one = numbers + Self.numberWords * 3
            one[0] = 1
            count = Digits.add(numbers, count, one, 1, to: numbers)
        }
        let end = start &+ UInt32(Self.textRoom)
        let text = Digits.writeText(numbers, count, base: TextBase(10), before: end)
        return (text, Int(end &- text))
    }

    /// The power of ten of the first digit of a magnitude that is not zero, or one less.
    private static func decimalExponent(_ value: Double) -> Int {
        let (mantissa, exponent) = value.scaledMantissa
        let top = exponent &+ 63 &- mantissa.leadingZeroBitCount
        // The logarithm of two, close enough for all exponents.
        return (top &* 315_653) >> 20
    }

    private mutating func writeScientific(_ value: Double, _ places: Int) -> Bool {
        guard places < Self.limit else { return false }
        var exponent = 0
        if value == 0 {
            put(48)
            if places > 0 { put(46) }
            putZeros(places)
        } else {
            exponent = Self.decimalExponent(value)
            var (text, count) = digits(value, places: places &- exponent)
            if count > places &+ 1 {
                exponent &+= 1
                (text, count) = digits(value, places: places &- exponent)
            }
            putPointed(text, count, whole: 1)
        }
        put(101)
        put(exponent < 0 ? 45 : 43)
        let magnitude = exponent < 0 ? 0 &- exponent : exponent
        if magnitude < 10 { put(48) }
        putNumber(magnitude)
        return count < Self.limit
    }

    /// A number below a thousand.
    private mutating func putNumber(_ number: Int) {
        if number >= 100 { put(UInt8(truncatingIfNeeded: 48 &+ number / 100)) }
        if number >= 10 { put(UInt8(truncatingIfNeeded: 48 &+ number / 10 % 10)) }
        put(UInt8(truncatingIfNeeded: 48 &+ number % 10))
    }

    /// OTP takes the fraction times a power of ten as a float, and rounds that half away from zero; only for large numbers and many
    /// digits it is exact. The same here.
    private mutating func writeDecimals(_ value: Double, _ places: Int, compact: Bool) -> Bool {
        guard places < Self.limit else { return false }
        let magnitude = value.magnitude
        if places < 19, magnitude < 9_007_199_254_740_992 {
            writeScaled(magnitude, places)
            if places == 0 { return true }
        } else {
            if magnitude >= 1, Self.decimalExponent(value) &+ places > Self.limit { return false }
            let (text, count) = digits(value, places: places)
            putPadded(text, count, places)
            guard self.count < Self.limit else { return false }
        }
        if compact {
            while rawPointer(end &- 1).load(as: UInt8.self) == 48 { end = end &- 1 }
            if rawPointer(end &- 1).load(as: UInt8.self) == 46 { end = end &+ 1 }
        }
        return true
    }

    /// Digits with so many of them behind the point, and zeros where there are too few.
    private mutating func putPadded(_ text: Address, _ count: Int, _ places: Int) {
        if count > places {
            putPointed(text, count, whole: count &- places)
        } else {
            put(48)
            if places > 0 { put(46) }
            putZeros(places &- count)
            put(text, count)
        }
    }

    private mutating func writeScaled(_ magnitude: Double, _ places: Int) {
        var power: UInt64 = 1
        var left = places
        while left > 0 {
            power = power &* 10
            left &-= 1
        }
        var whole = magnitude.wholeValue(.towardZero)
        let scaled = (magnitude - whole) * Double(power)
        var fraction = scaled.wholeValue(.toNearestOrAwayFromZero).wholeBits
        if fraction >= power {
            fraction = fraction &- power
            whole += 1
        }
        let end = start &+ UInt32(Self.textRoom)
        var text = Digits.writeText(
            numbers, Digits.set(numbers, whole.wholeBits), base: TextBase(10), before: end)
        put(text, Int(end &- text))
        if places == 0 { return }
        put(46)
        text = Digits.writeText(numbers, Digits.set(numbers, fraction), base: TextBase(10), before: end)
        putZeros(places &- Int(end &- text))
        put(text, Int(end &- text))
    }

    // MARK: Shortest

    private mutating func writeShort(_ value: Double) {
        let digits = start &+ UInt32(Self.limit)
        var count = 1
        var exponent = 0
        if value == 0 {
            rawPointer(digits).storeBytes(of: 48, as: UInt8.self)
        } else {
            (count, exponent) = shortestDigits(value, to: digits)
        }
        // Lengths without the digits themselves and the point, which both notations have.
        let isLarge = value.magnitude >= 9_007_199_254_740_992
        let exponentLength =
            (exponent < 0 ? 2 : 1) &+ (exponent.magnitude >= 10 ? 1 : 0) &+ (exponent.magnitude >= 100 ? 1 : 0)
        let scientific = (count == 1 ? 1 : 0) &+ 1 &+ exponentLength
        let plain = exponent < 0 ? 0 &- exponent : max(exponent &+ 2 &- count, 0)
        if isLarge || scientific < plain {
            putPointed(digits, count, whole: 1)
            if count == 1 {
                put(46)
                put(48)
            }
            put(101)
            if exponent < 0 { put(45) }
            putNumber(exponent < 0 ? 0 &- exponent : exponent)
        } else if exponent < 0 {
            put(48)
            put(46)
            putZeros(-1 &- exponent)
            put(digits, count)
        } else {
            putPointed(digits, count, whole: exponent &+ 1)
            if count <= exponent &+ 1 {
                put(46)
                put(48)
            }
        }
    }

    /// The fewest digits that lie nearer to the value than to its neighbours, and of those the nearest; and the power of ten of the
    /// first (Steele, White: "How to print floating-point numbers accurately", 1990).
    private func shortestDigits(_ value: Double, to place: Address) -> (count: Int, exponent: Int) {
        let (mantissa, power) = value.scaledMantissa
        let isEven = mantissa & 1 == 0
        // The neighbour below a power of two is nearer than the one above.
        let isBoundary = mantissa == 1 &<< 52 && power > -1074
        let rest = numbers
        let scale = numbers + Self.numberWords
        let above = numbers + Self.numberWords * 2
        let below = isBoundary ? numbers + Self.numberWords * 3 : above
        // All times two, or four: so that half of a distance is a whole number.
        let extra = isBoundary ? 2 : 1
        var restCount = Digits.set(rest, mantissa)
        var scaleCount = Digits.set(scale, 1)
        var aboveCount = Digits.set(above, 1)
        var belowCount = isBoundary ? Digits.set(below, 1) : 0
        var exponent = Self.decimalExponent(value)
        // value / 10^exponent is rest / scale: powers of two and five go to the side where they are positive.
        if exponent >= 0 {
            scaleCount = Digits.multiply(scale, scaleCount, byPowerOfFive: exponent)
        } else {
            restCount = Digits.multiply(rest, restCount, byPowerOfFive: 0 &- exponent)
            aboveCount = Digits.multiply(above, aboveCount, byPowerOfFive: 0 &- exponent)
            if isBoundary { belowCount = Digits.multiply(below, belowCount, byPowerOfFive: 0 &- exponent) }
        }
        let twos = power &- exponent
        restCount = Digits.shiftLeft(rest, restCount, by: max(twos, 0) &+ extra, to: rest)
        aboveCount = Digits.shiftLeft(above, aboveCount, by: max(twos, 0) &+ extra &- 1, to: above)
        if isBoundary { belowCount = Digits.shiftLeft(below, belowCount, by: max(twos, 0), to: below) }
        scaleCount = Digits.shiftLeft(scale, scaleCount, by: max(0 &- twos, 0) &+ extra, to: scale)

        var count = 0
        var digit: UInt32 = 0
        var isFirst = true
        while true {
            while Digits.compare(rest, restCount, scale, scaleCount) >= 0 {
                restCount = Digits.subtract(rest, restCount, scale, scaleCount, to: rest)
                digit = digit &+ 1
            }
            if isFirst {
                // The estimate of the exponent may be one too low, or the number above ten be near enough.
                isFirst = false
                if digit >= 10 || digit == 9 && reaches(rest, restCount, above, aboveCount, scale, scaleCount, isEven) {
                    exponent &+= 1
                    // Back to the whole number, ten times as large a scale.
                    while digit > 0 {
                        restCount = Digits.add(rest, restCount, scale, scaleCount, to: rest)
                        digit = digit &- 1
                    }
                    scaleCount = Digits.multiplyByTen(scale, scaleCount)
                    continue
                }
            }
            let low = Digits.compare(rest, restCount, below, isBoundary ? belowCount : aboveCount)
            let isLow = low < 0 || low == 0 && isEven
            let isHigh = reaches(rest, restCount, above, aboveCount, scale, scaleCount, isEven)
            if isLow || isHigh {
                if isHigh {
                    var roundsUp = true
                    if isLow {
                        restCount = Digits.shiftLeft(rest, restCount, by: 1, to: rest)
                        let half = Digits.compare(rest, restCount, scale, scaleCount)
                        roundsUp = half > 0 || half == 0 && digit & 1 == 1
                    }
                    if roundsUp { digit = digit &+ 1 }
                }
                rawPointer(place &+ UInt32(count)).storeBytes(
                    of: UInt8(truncatingIfNeeded: 48 &+ digit), as: UInt8.self)
                return (count &+ 1, exponent)
            }
            rawPointer(place &+ UInt32(count)).storeBytes(of: UInt8(truncatingIfNeeded: 48 &+ digit), as: UInt8.self)
            count &+= 1
            digit = 0
            restCount = Digits.multiplyByTen(rest, restCount)
            aboveCount = Digits.multiplyByTen(above, aboveCount)
            if isBoundary { belowCount = Digits.multiplyByTen(below, belowCount) }
        }
    }

    /// Whether the rest and the distance to the next number are at least (or more than) the scale.
    private func reaches(
        _ rest: DigitBuffer, _ restCount: Int, _ above: DigitBuffer, _ aboveCount: Int, _ scale: DigitBuffer,
        _ scaleCount: Int, _ isEven: Bool
    ) -> Bool {
        // The text's room is free until the digits are known; it holds one number more.
        let sum = pointer(start &+ 4 & ~3)
        let count = Digits.add(rest, restCount, above, aboveCount, to: sum)
        let order = Digits.compare(sum, count, scale, scaleCount)
        return order > 0 || order == 0 && isEven
    }
}

extension Digits {
    /// The largest exponent of five that one digit holds.
    static let fiveStep = 13

    /// Five to a power of at most `fiveStep`.
    static func powerOfFive(_ exponent: Int) -> UInt32 {
        var power: UInt32 = 1
        var left = exponent
        while left > 0 {
            power = power &* 5
            left &-= 1
        }
        return power
    }

    /// Multiplies in place by a power of five. Takes a digit for each 13.78 of the exponent.
    static func multiply(_ digits: DigitBuffer, _ count: Int, byPowerOfFive exponent: Int) -> Int {
        var count = count
        var left = exponent
        while left > 0 {
            let step = min(left, fiveStep)
            let carry = multiplyAdd(digits, count, by: powerOfFive(step), plus: 0)
            if carry != 0 {
                digits[count] = carry
                count &+= 1
            }
            left &-= step
        }
        return count
    }

    /// Multiplies in place by ten; may take a digit more.
    static func multiplyByTen(_ digits: DigitBuffer, _ count: Int) -> Int {
        let carry = multiplyAdd(digits, count, by: 10, plus: 0)
        if carry == 0 { return count }
        digits[count] = carry
        return count &+ 1
    }

    /// A number of 64 bits, in two digits.
    static func set(_ digits: DigitBuffer, _ value: UInt64) -> Int {
        digits[0] = UInt32(truncatingIfNeeded: value)
        digits[1] = UInt32(truncatingIfNeeded: value &>> 32)
        return trimmed(digits, 2)
    }
}
