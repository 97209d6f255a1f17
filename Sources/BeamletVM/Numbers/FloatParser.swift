/// Reads a float from its characters, one after the other: an optional sign, digits, a point (or a comma, as OTP has it), digits,
/// and perhaps `e`, a sign and digits. The result is the nearest double, half to even, however long the text is.
struct FloatParser {
    private let digits: DigitBuffer
    private var count = 0
    private var state = State.start
    private var isNegative = false
    private var isExponentNegative = false
    /// Digits that are kept: those after them can only tell that the value is a little larger.
    private var kept = 0
    private var hasMore = false
    /// What the point and the digits that are left out add to the power of ten.
    private var scale = 0
    private var exponent = 0

    private enum State { case start, sign, whole, point, fraction, mark, exponentSign, exponent }

    /// Digits that decide: the point halfway between two doubles has 767 at most.
    private static let mostKept = 800
    /// Larger than any exponent that makes a difference, small enough to add to the length of any text.
    private static let mostExponent = 1 << 28

    /// Words that the digits of a text of `characters` characters need.
    static func words(characters: Int) -> Int { min(characters, mostKept) / 9 &+ 2 }

    /// A parser that writes to `digits`, which has room for `words(characters:)`.
    init(digits: DigitBuffer) { self.digits = digits }

    /// Takes the next character; false if it does not belong there.
    mutating func take(_ character: UInt32) -> Bool {
        let value = character &- 48
        if value < 10 {
            switch state {
            case .start, .sign, .whole:
                state = .whole
                append(value)
            case .point, .fraction:
                state = .fraction
                scale &-= 1
                append(value)
            default:
                state = .exponent
                if exponent < Self.mostExponent { exponent = exponent &* 10 &+ Int(value) }
            }
            return true
        }
        switch character {
        case 43, 45:
            if state == .start {
                state = .sign
                isNegative = character == 45
                return true
            }
            guard state == .mark else { return false }
            state = .exponentSign
            isExponentNegative = character == 45
        case 44, 46:
            guard state == .whole else { return false }
            state = .point
        case 69, 101:
            guard state == .fraction else { return false }
            state = .mark
        default: return false
        }
        return true
    }

    private mutating func append(_ value: UInt32) {
        if kept == 0, value == 0 { return }
        if kept == Self.mostKept {
            if value != 0 { hasMore = true }
            scale &+= 1
            return
        }
        kept &+= 1
        let carry = Digits.multiplyAdd(digits, count, by: 10, plus: value)
        if carry != 0 {
            digits[count] = carry
            count &+= 1
        }
    }

    /// Whether the text may end here.
    var isComplete: Bool { state == .fraction || state == .exponent }

    /// The power of ten that the digits are multiplied by.
    private var power: Int { (isExponentNegative ? 0 &- exponent : exponent) &+ scale }

    /// Whether the value lies beyond all floats, or is zero, whatever its digits are.
    private var isHuge: Bool { count > 0 && power &+ kept > 310 }
    private var isTiny: Bool { count == 0 || power &+ kept < -326 }

    /// Words of memory that `finish` needs.
    var workWords: Int {
        if isHuge || isTiny { return 0 }
        if power >= 0 { return count &+ power / 13 &+ 2 }
        let divisor = (0 &- power) / 13 &+ 2
        let dividend = max(count, divisor) &+ 4
        return divisor &+ 2 &* dividend &+ Digits.divisionWork(dividend, divisor)
    }

    /// The value, from a complete text; nil where it is beyond all floats.
    func finish(work: DigitBuffer) -> Double? {
        let sign: UInt64 = isNegative ? 1 &<< 63 : 0
        if isHuge { return nil }
        if isTiny { return Double(bitPattern: sign) }
        var value: Double
        let power = power
        if power >= 0 {
            Digits.copy(digits, count, to: work)
            let length = Digits.multiply(work, count, byPowerOfFive: power)
            value = Digits.double(work, length, exponent: power, hasMore: hasMore)
        } else {
            let room = (0 &- power) / 13 &+ 2
            let divisor = work
            let divisorCount = Digits.multiply(divisor, Digits.set(divisor, 1), byPowerOfFive: 0 &- power)
            // The quotient has 66 bits at least, and what remains is known.
            let lack = Digits.bitLength(divisor, divisorCount) &- Digits.bitLength(digits, count) &+ 66
            let shift = max(lack, 0)
            let dividend = work + room
            let dividendCount = Digits.shiftLeft(digits, count, by: shift, to: dividend)
            let dividendRoom = max(count, room) &+ 4
            let quotient = dividend + dividendRoom
            var length: Int
            var isInexact: Bool
            if divisorCount == 1 {
                isInexact =
                    Digits.divide(dividend, dividendCount, by: DigitDivisor(divisor[0]), to: quotient) != 0
                length = Digits.trimmed(quotient, dividendCount)
            } else {
                let counts = Digits.divide(
                    dividend, dividendCount, by: divisor, divisorCount, to: quotient, work: quotient + dividendRoom)
                length = counts?.quotient ?? 0
                isInexact = counts?.remainder != 0
            }
            value = Digits.double(quotient, length, exponent: power &- shift, hasMore: hasMore || isInexact)
        }
        return value.isFinite ? Double(bitPattern: value.bitPattern | sign) : nil
    }
}
