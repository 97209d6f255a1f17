/// A whole number of any size: magnitude and sign.
struct WholeNumber {
    /// The magnitude's digits.
    let digits: DigitBuffer
    /// How many: none for zero.
    let count: Int
    /// Whether it is below zero.
    let isNegative: Bool
}

extension Digits {
    /// What bits are combined to.
    enum Combination { case and, or, xor }

    /// Combines two numbers bit by bit, as if they were written in two's complement with endless signs. The result's magnitude
    /// goes into `max(a.count, b.count) + 1` digits, which may be those of `a` or `b`.
    static func combine(
        _ combination: Combination, _ a: WholeNumber, _ b: WholeNumber, to result: DigitBuffer
    ) -> (count: Int, isNegative: Bool) {
        let isNegative =
            switch combination {
            case .and: a.isNegative && b.isNegative
            case .or: a.isNegative || b.isNegative
            case .xor: a.isNegative != b.isNegative
            }
        let count = max(a.count, b.count) &+ 1
        var first = Complement(a.isNegative)
        var second = Complement(b.isNegative)
        var back = Complement(isNegative)
        var index = 0
        while index < count {
            let left = first.next(index < a.count ? a.digits[index] : 0)
            let right = second.next(index < b.count ? b.digits[index] : 0)
            let bits =
                switch combination {
                case .and: left & right
                case .or: left | right
                case .xor: left ^ right
                }
            result[index] = back.next(bits)
            index &+= 1
        }
        return (trimmed(result, count), isNegative)
    }

    /// Turns a magnitude's digits into those of its two's complement, or back, from the lowest on.
    private struct Complement {
        private let mask: UInt32
        private var carry: UInt32

        init(_ isNegative: Bool) {
            mask = isNegative ? .max : 0
            carry = isNegative ? 1 : 0
        }

        mutating func next(_ digit: UInt32) -> UInt32 {
            let (sum, overflow) = (digit ^ mask).addingReportingOverflow(carry)
            carry = overflow ? 1 : 0
            return sum
        }
    }
}
