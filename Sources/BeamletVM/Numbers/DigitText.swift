/// The base of a number's text, 2 to 36, and the largest power of it that is one digit.
struct TextBase {
    /// The base.
    let base: UInt32
    /// Characters that make up one chunk.
    let chunkLength: Int
    /// The base to the power of `chunkLength`.
    let chunk: UInt32

    /// A base from 2 to 36.
    @inline(never)
    init(_ base: Int) {
        let small = UInt32(truncatingIfNeeded: base)
        var power = small
        var length = 1
        while true {
            let (next, overflow) = power.multipliedReportingOverflow(by: small)
            if overflow { break }
            power = next
            length &+= 1
        }
        self.base = small
        chunk = power
        chunkLength = length
    }

    /// No more characters than these are needed for so many digits, without a sign.
    func characters(digits count: Int) -> Int {
        // A character carries at least `bits` whole bits.
        let bits = 31 &- base.leadingZeroBitCount
        // For ten: 32 bits are 9.64 characters. Others: rounded up.
        return base == 10 ? (count &* 617) &>> 6 &+ 1 : (count &* 32) / bits &+ 1
    }

    /// No more digits than these are needed for so many characters.
    func digits(characters count: Int) -> Int { (count &+ chunkLength &- 1) / chunkLength }
}

extension Digits {
    /// Writes a number's text in front of `end`, and returns where it starts. The digits are destroyed. `0` for no digits; letters
    /// are capitals, as the BEAM writes them. A machine counts the work for its process: 0, if that is to end.
    @inline(never)
    @_optimize(speed)
    static func writeText(
        _ digits: DigitBuffer, _ count: Int, base: TextBase, before end: Address,
        for machine: UnsafeMutablePointer<Machine>? = nil
    ) -> Address {
        let divisor = DigitDivisor(base.chunk)
        var place = end
        var count = trimmed(digits, count)
        while true {
            var chunk = divide(digits, count, by: divisor, to: digits)
            count = trimmed(digits, count)
            var left = base.chunkLength
            while count != 0 ? left > 0 : chunk != 0 {
                let next = chunk / base.base
                place = place &- 1
                storeCharacter(chunk &- next &* base.base, place)
                chunk = next
                left &-= 1
            }
            if count == 0 { break }
            if let machine, !machine.pointee.work(1 &+ count &>> 1) { return 0 }
        }
        if place == end {
            place = place &- 1
            storeCharacter(0, place)
        }
        return place
    }

    @inline(__always)
    private static func storeCharacter(_ value: UInt32, _ place: Address) {
        let character = value < 10 ? value &+ 48 : value &+ 55
        rawPointer(place).storeBytes(of: UInt8(truncatingIfNeeded: character), as: UInt8.self)
    }
}

/// Reads a number from its characters, one after the other: an optional sign, then at least one character of the base.
struct IntegerParser {
    private let base: TextBase
    private let digits: DigitBuffer
    private var count = 0
    private var isNegative = false
    private var state = State.start
    private var chunk: UInt32 = 0
    private var chunkLength = 0
    private var scale: UInt32 = 1

    private enum State { case start, sign, number }

    /// A parser that writes digits to `digits`, which has room for `TextBase.digits(characters:)` of them.
    init(base: TextBase, digits: DigitBuffer) {
        self.base = base
        self.digits = digits
    }

    /// Takes the next character; false if it does not belong there.
    @inline(never)
    mutating func take(_ character: UInt32) -> Bool {
        if state == .start, character == 43 || character == 45 {
            isNegative = character == 45
            state = .sign
            return true
        }
        var value = character &- 48
        if value > 9 {
            // Letters, either case.
            value = (character | 32) &- 97
            guard value < 26 else { return false }
            value = value &+ 10
        }
        guard value < base.base else { return false }
        state = .number
        chunk = chunk &* base.base &+ value
        scale = scale &* base.base
        chunkLength &+= 1
        if chunkLength == base.chunkLength { flush() }
        return true
    }

    /// Reductions for 64 characters: all digits so far are multiplied for each seven of them.
    var work: Int { 26 &+ count }

    private mutating func flush() {
        let carry = Digits.multiplyAdd(digits, count, by: scale, plus: chunk)
        if carry != 0 {
            digits[count] = carry
            count &+= 1
        }
        chunk = 0
        scale = 1
        chunkLength = 0
    }

    /// The number, or nil where there was no digit.
    mutating func finish() -> WholeNumber? {
        guard state == .number else { return nil }
        if chunkLength != 0 { flush() }
        return WholeNumber(digits: digits, count: count, isNegative: isNegative)
    }
}
