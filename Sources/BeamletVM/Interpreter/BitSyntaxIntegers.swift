// Integers of any size as the bits of bitstrings, both ways.

/// How a segment's bits are meant, and what an instruction does with them: one byte in linked code.
struct BitFlags {
    let bits: UInt32

    /// Least significant byte first.
    static let little: UInt32 = 0x80
    /// Two's complement.
    static let signed: UInt32 = 0x40
    /// What is left for the kind.
    static let kindMask: UInt32 = 0x3F

    @inline(__always) var isLittle: Bool { bits & Self.little != 0 }
    @inline(__always) var isSigned: Bool { bits & Self.signed != 0 }
}

extension Bits {
    /// The unsigned number in `count` (up to 32) bits whose bytes come least significant first; the last bits, where they are no
    /// whole byte, are the most significant ones.
    static func readLittle(_ address: Address, at position: Int, count: Int) -> UInt32 {
        var value: UInt32 = 0
        var done = 0
        while done < count {
            let taken = min(8, count &- done)
            value |= read(address, at: position &+ done, count: taken) &<< UInt32(truncatingIfNeeded: done)
            done = done &+ taken
        }
        return value
    }

    /// Writes what `readLittle` reads.
    static func writeLittle(_ value: UInt32, _ address: Address, at position: Int, count: Int) {
        var done = 0
        while done < count {
            let taken = min(8, count &- done)
            write(value &>> UInt32(truncatingIfNeeded: done), address, at: position &+ done, count: taken)
            done = done &+ taken
        }
    }

    /// Writes the low `count` (up to 32) bits of a number in either order of bytes.
    @inline(never)
    static func write(_ value: UInt32, _ address: Address, at position: Int, count: Int, isLittle: Bool) {
        if isLittle {
            writeLittle(value, address, at: position, count: count)
        } else {
            write(value, address, at: position, count: count)
        }
    }

    /// Reads it.
    @inline(never)
    static func read(_ address: Address, at position: Int, count: Int, isLittle: Bool) -> UInt32 {
        isLittle ? readLittle(address, at: position, count: count) : read(address, at: position, count: count)
    }

    /// Digit `index` of the number in `count` bits: 32 bits, or fewer for the highest.
    fileprivate static func digit(
        _ index: Int, _ address: Address, at position: Int, count: Int, isLittle: Bool
    ) -> UInt32 {
        let below = index &* 32
        let taken = min(32, count &- below)
        let place = isLittle ? below : count &- below &- taken
        return read(address, at: position &+ place, count: taken, isLittle: isLittle)
    }
}

/// The digits of an integer in two's complement, without end.
struct TwosComplement {
    private let digits: Address
    private let count: Int
    /// What all digits above are.
    private let fill: UInt32
    /// The lowest digit that is not zero.
    private var lowest = 0
    private let small: UInt32

    init(_ integer: Term) {
        if integer.isSmall {
            digits = 0
            count = 1
            small = UInt32(bitPattern: Int32(truncatingIfNeeded: integer.smallValue))
            fill = integer.smallValue < 0 ? .max : 0
            return
        }
        let header = integer.header
        digits = integer.boxedAddress &+ 4
        count = header.words
        small = 0
        fill = header.kind == .negativeBignum ? .max : 0
        if fill != 0 { while word(lowest) == 0 { lowest = lowest &+ 1 } }
    }

    private func word(_ index: Int) -> UInt32 { loadWord(digits &+ UInt32(truncatingIfNeeded: index) &* 4) }

    func digit(_ index: Int) -> UInt32 {
        if index >= count { return fill }
        if digits == 0 { return small }
        let magnitude = word(index)
        if fill == 0 || index < lowest { return magnitude }
        return index == lowest ? 0 &- magnitude : ~magnitude
    }

    /// Whether it is not negative and has no more bits than `bits`.
    func fits(bits: Int) -> Bool {
        if fill != 0 { return false }
        var index = bits &>> 5
        let above = digit(index) &>> UInt32(truncatingIfNeeded: bits & 31)
        if above != 0 { return false }
        index = index &+ 1
        while index < count {
            if digit(index) != 0 { return false }
            index = index &+ 1
        }
        return true
    }
}

extension Machine {
    /// Writes the low `count` bits of an integer.
    mutating func writeInteger(
        _ integer: Term, _ address: Address, at position: Int, count: Int, isLittle: Bool
    ) {
        let number = TwosComplement(integer)
        var left = count
        while left > 0 {
            // Big-endian: the highest digit, of which not all bits may be wanted, comes first.
            let taken = isLittle ? min(32, left) : (left &- 1) & 31 &+ 1
            let digit = number.digit((isLittle ? count &- left : left &- taken) &>> 5)
            Bits.write(digit, address, at: position &+ count &- left, count: taken, isLittle: isLittle)
            left = left &- taken
        }
    }

    /// The integer in the `count` bits from `position` on of what the match context in the slot at address `slot` is a context of.
    /// Keeps `live` X registers, of which the slot is one; may collect.
    mutating func readInteger(_ slot: Address, at position: Int, count: Int, flags: BitFlags, live: Int) -> Term {
        if count <= 32 {
            let data = load(slot).boxedTerm(0).holderData
            let digit = Bits.digit(0, data, at: position, count: count, isLittle: flags.isLittle)
            var value = Int64(digit)
            if flags.isSigned, count > 0, digit &>> UInt32(truncatingIfNeeded: count &- 1) != 0 {
                value = value &- Int64(1) &<< Int64(count)
            }
            return makeInteger(value, live: live)
        }
        let words = (count &+ 31) &>> 5
        guard words <= Machine.largestInteger else { return fail(.systemLimit) }
        guard ensure(words &+ 1, live: live) else { return failOutOfMemory() }
        let data = load(slot).boxedTerm(0).holderData
        let digits = pointer(process(current).pointee.heapTop &+ 4)
        var index = 0
        while index < words {
            digits[index] = Bits.digit(index, data, at: position, count: count, isLittle: flags.isLittle)
            index = index &+ 1
        }
        let highest = UInt32(truncatingIfNeeded: count &- 1) & 31
        let isNegative = flags.isSigned && digits[words &- 1] &>> highest != 0
        if isNegative {
            digits[words &- 1] |= ~((2 &<< highest) &- 1)
            var carry: UInt32 = 1
            index = 0
            while index < words {
                let (digit, overflow) = (~digits[index]).addingReportingOverflow(carry)
                digits[index] = digit
                carry = overflow ? 1 : 0
                index = index &+ 1
            }
        }
        return finishInteger(Digits.trimmed(digits, words), isNegative: isNegative)
    }
}
