/// The arithmetic of the language on the current process's heap. Operands are in X registers, so that a collection finds
/// them; a result of `Term.none` means that `failure` or `action` says why there is none: `badarith`, `system_limit`
/// or no memory.
extension Machine {
    /// Digits of the largest integer: 65,535 words of 64 bits, as in OTP 27 and later. A larger result raises `system_limit`.
    static let largestInteger = 65_535 * 2

    /// An operation on the operands in the X registers `live` and `live` + 1 (`not` and `negate`: in the first).
    /// Allocates the result; may collect.
    @inline(never)
    mutating func calculate(_ operation: Arithmetic, live: Int) -> Term {
        let a = operand(0, live)
        let isUnary = operation == .not || operation == .negate
        let b = isUnary ? Term(small: 0) : operand(1, live)
        if a.isSmall, b.isSmall { return calculateSmall(operation, a.smallValue, b.smallValue, live: live) }
        if a.isInteger, b.isInteger { return calculateLarge(operation, live: live) }
        return Fitting.hasFloats ? calculateFloat(operation, a, b, live: live) : fail(.badarith)
    }

    /// The operand in the X register `live` + `index`.
    @inline(__always)
    private mutating func operand(_ index: Int, _ live: Int) -> Term {
        load(x &+ UInt32(truncatingIfNeeded: live &+ index &+ 3) &* 4)
    }

    // MARK: Small operands

    private mutating func calculateSmall(_ operation: Arithmetic, _ a: Int, _ b: Int, live: Int) -> Term {
        let result: Int64
        switch operation {
        case .add: result = Int64(a &+ b)
        case .subtract: result = Int64(a &- b)
        case .multiply: result = Int64(a) &* Int64(b)
        case .divide:
            if b == 0 { return fail(.badarith) }
            result = Int64(a / b)
        case .remainder:
            if b == 0 { return fail(.badarith) }
            result = Int64(a % b)
        case .and: result = Int64(a & b)
        case .or: result = Int64(a | b)
        case .xor: result = Int64(a ^ b)
        case .not: result = Int64(~a)
        case .negate: result = Int64(-a)
        case .shiftLeft, .shiftRight:
            let left = operation == .shiftLeft ? b : 0 &- b
            if left > 33, a != 0 { return calculateLarge(operation, live: live) }
            result = left >= 0 ? Int64(a) << Int64(left) : Int64(a >> min(0 &- left, 31))
        }
        return makeInteger(result, live: live)
    }

    /// A term for an integer of 64 bits. Keeps `live` X registers; allocates up to three words.
    mutating func makeInteger(_ value: Int64, live: Int) -> Term {
        if value >= Int64(Term.minSmall), value <= Int64(Term.maxSmall) {
            return Term(small: Int(truncatingIfNeeded: value))
        }
        return makeInteger(magnitude: value.magnitude, isNegative: value < 0, live: live)
    }

    /// A term for an unsigned integer of 64 bits. Keeps `live` X registers; allocates up to three words.
    mutating func makeInteger(_ value: UInt64, live: Int) -> Term {
        makeInteger(magnitude: value, isNegative: false, live: live)
    }

    private mutating func makeInteger(magnitude: UInt64, isNegative: Bool, live: Int) -> Term {
        if magnitude <= UInt64(Term.maxSmall) {
            let value = Int(truncatingIfNeeded: magnitude)
            return Term(small: isNegative ? 0 &- value : value)
        }
        guard ensure(3, live: live) else { return failOutOfMemory() }
        let digits = resultDigits
        digits[0] = UInt32(truncatingIfNeeded: magnitude)
        digits[1] = UInt32(truncatingIfNeeded: magnitude &>> 32)
        return finishInteger(magnitude &>> 32 == 0 ? 1 : 2, isNegative: isNegative)
    }

    // MARK: Integers of any size

    /// Where the digits of a result are written: after the place of its header, at the top of the current process's heap.
    @inline(__always)
    private var resultDigits: DigitBuffer { pointer(process(current).pointee.heapTop &+ 4) }

    /// Makes a term of the `count` digits at `resultDigits`: a small integer where it fits, else a new object on the heap.
    mutating func finishInteger(_ count: Int, isNegative: Bool) -> Term {
        if count == 0 { return Term(small: 0) }
        let control = process(current)
        let top = control.pointee.heapTop
        if count == 1 {
            let digit = loadWord(top &+ 4)
            if digit <= UInt32(truncatingIfNeeded: Term.maxSmall) {
                let value = Int(digit)
                return Term(small: isNegative ? 0 &- value : value)
            }
            if isNegative, digit == 1 &<< 29 { return Term(small: Term.minSmall) }
        }
        storeWord(Header(isNegative ? .negativeBignum : .positiveBignum, words: count).bits, top)
        control.pointee.heapTop = top &+ UInt32(truncatingIfNeeded: count &+ 1) &* 4
        return Term(boxed: top)
    }

    /// An integer's magnitude and sign. A small one's digit is written to `place`.
    mutating func wholeNumber(_ term: Term, _ place: DigitBuffer) -> WholeNumber {
        if term.isSmall {
            let value = term.smallValue
            place[0] = UInt32(truncatingIfNeeded: value.magnitude)
            return WholeNumber(digits: place, count: value == 0 ? 0 : 1, isNegative: value < 0)
        }
        let header = term.header
        return WholeNumber(
            digits: pointer(term.boxedAddress &+ 4), count: header.words,
            isNegative: header.kind == .negativeBignum)
    }

    /// Digits of an integer's magnitude, at most.
    private mutating func digitCount(_ term: Term) -> Int { term.isSmall ? 1 : term.header.words }

    private mutating func calculateLarge(_ operation: Arithmetic, live: Int) -> Term {
        // For `work`.
        let before = self.live
        defer { self.live = before }
        self.live = live
        let a = operand(0, live)
        let isUnary = operation == .not || operation == .negate
        let b = isUnary ? Term(small: 0) : operand(1, live)
        if operation == .shiftLeft || operation == .shiftRight { return shift(operation, a, b, live: live) }
        let aCount = digitCount(a)
        let bCount = digitCount(b)
        if operation == .divide || operation == .remainder { return divide(operation, aCount, bCount, live: live) }

        let count = operation == .multiply ? aCount &+ bCount : max(aCount, bCount) &+ 1
        guard count <= Self.largestInteger &+ 1 else { return fail(.systemLimit) }
        guard ensure(count &+ 3, live: live &+ (isUnary ? 1 : 2)) else { return failOutOfMemory() }
        let result = resultDigits
        let first = wholeNumber(operand(0, live), result + count)
        let second = wholeNumber(isUnary ? Term(small: 0) : operand(1, live), result + (count &+ 1))
        switch operation {
        case .add: return add(first, second, isNegative: second.isNegative, to: result)
        case .subtract: return add(first, second, isNegative: !second.isNegative, to: result)
        case .negate: return add(second, first, isNegative: !first.isNegative, to: result)
        case .multiply:
            var row = 0
            Digits.clear(result, second.count)
            while row < first.count {
                Digits.multiplyRow(first.digits[row], second.digits, second.count, to: result + row)
                guard work(second.count &>> 3) else { return .none }
                row &+= 1
            }
            let count = Digits.trimmed(result, first.count &+ second.count)
            return finishLimited(count, isNegative: first.isNegative != second.isNegative)
        case .not:
            // Not a is -a - 1: for a below zero |a| - 1, otherwise -(a + 1).
            result[count] = 1
            if first.isNegative {
                let count = Digits.subtract(first.digits, first.count, result + count, 1, to: result)
                return finishInteger(count, isNegative: false)
            }
            return finishLimited(
                Digits.add(first.digits, first.count, result + count, 1, to: result), isNegative: true)
        case .and: return combine(.and, first, second, to: result)
        case .or: return combine(.or, first, second, to: result)
        default: return combine(.xor, first, second, to: result)
        }
    }

    /// The sum of two numbers, the second with the sign that is given.
    private mutating func add(
        _ a: WholeNumber, _ b: WholeNumber, isNegative: Bool, to result: DigitBuffer
    ) -> Term {
        if a.isNegative == isNegative {
            let count = Digits.add(a.digits, a.count, b.digits, b.count, to: result)
            return finishLimited(count, isNegative: isNegative)
        }
        if Digits.compare(a.digits, a.count, b.digits, b.count) >= 0 {
            let count = Digits.subtract(a.digits, a.count, b.digits, b.count, to: result)
            return finishInteger(count, isNegative: a.isNegative)
        }
        let count = Digits.subtract(b.digits, b.count, a.digits, a.count, to: result)
        return finishInteger(count, isNegative: isNegative)
    }

    @inline(never)
    private mutating func combine(
        _ combination: Digits.Combination, _ a: WholeNumber, _ b: WholeNumber, to result: DigitBuffer
    ) -> Term {
        let (count, isNegative) = Digits.combine(combination, a, b, to: result)
        return finishLimited(count, isNegative: isNegative)
    }

    /// Division that truncates; the remainder has the dividend's sign.
    private mutating func divide(_ operation: Arithmetic, _ aCount: Int, _ bCount: Int, live: Int) -> Term {
        if operand(1, live) == Term(small: 0) { return fail(.badarith) }
        if aCount < bCount { return operation == .divide ? Term(small: 0) : operand(0, live) }
        let quotientCount = aCount &- bCount &+ 1
        let work = bCount == 1 ? 0 : Digits.divisionWork(aCount, bCount)
        guard ensure(1 &+ quotientCount &+ work &+ 2, live: live &+ 2) else { return failOutOfMemory() }
        let quotient = resultDigits
        let area = quotient + quotientCount
        let a = wholeNumber(operand(0, live), area + work)
        let b = wholeNumber(operand(1, live), area + (work &+ 1))
        if bCount == 1 {
            let remainder = Digits.divide(a.digits, a.count, by: DigitDivisor(b.digits[0]), to: quotient)
            if operation == .remainder {
                quotient[0] = remainder
                return finishInteger(remainder == 0 ? 0 : 1, isNegative: a.isNegative)
            }
            return finishInteger(Digits.trimmed(quotient, a.count), isNegative: a.isNegative != b.isNegative)
        }
        let done = withUnsafeMutablePointer(to: &self) {
            Digits.divide(a.digits, a.count, by: b.digits, b.count, to: quotient, work: area, for: $0)
        }
        guard let counts = done else { return .none }
        if operation == .divide { return finishInteger(counts.quotient, isNegative: a.isNegative != b.isNegative) }
        Digits.copy(area, counts.remainder, to: quotient)
        return finishInteger(counts.remainder, isNegative: a.isNegative)
    }

    /// Shifts by any integer. To the right rounds down, as two's complement does.
    private mutating func shift(_ operation: Arithmetic, _ a: Term, _ b: Term, live: Int) -> Term {
        if a == Term(small: 0) { return a }
        let isLeft: Bool
        let bits: Int
        if b.isSmall {
            isLeft = (operation == .shiftLeft) == (b.smallValue >= 0)
            bits = Int(b.smallValue.magnitude)
        } else {
            isLeft = (operation == .shiftLeft) == (b.header.kind == .positiveBignum)
            bits = .max &- 31
        }
        let aCount = digitCount(a)
        if isLeft {
            let whole = bits &>> 5
            guard whole < Self.largestInteger &+ 1 &- aCount else { return fail(.systemLimit) }
            let count = aCount &+ whole &+ 1
            guard ensure(count &+ 2, live: live &+ 2) else { return failOutOfMemory() }
            let result = resultDigits
            let number = wholeNumber(operand(0, live), result + count)
            let length = Digits.shiftLeft(number.digits, number.count, by: bits, to: result)
            return finishLimited(length, isNegative: number.isNegative)
        }
        guard ensure(aCount &+ 4, live: live &+ 2) else { return failOutOfMemory() }
        let result = resultDigits
        let number = wholeNumber(operand(0, live), result + (aCount &+ 1))
        var (length, isInexact) = Digits.shiftRight(number.digits, number.count, by: bits, to: result)
        if isInexact, number.isNegative {
            result[aCount &+ 2] = 1
            length = Digits.add(result, length, result + (aCount &+ 2), 1, to: result)
        }
        return finishInteger(length, isNegative: number.isNegative)
    }

    private mutating func finishLimited(_ count: Int, isNegative: Bool) -> Term {
        count <= Self.largestInteger ? finishInteger(count, isNegative: isNegative) : fail(.systemLimit)
    }

    // MARK: Floats

    private mutating func calculateFloat(_ operation: Arithmetic, _ a: Term, _ b: Term, live: Int) -> Term {
        guard let first = double(a), let second = double(b) else { return fail(.badarith) }
        let result: Double
        switch operation {
        case .add: result = first.plus(second)
        case .subtract: result = first.minus(second)
        case .multiply: result = first * second
        case .negate: result = -first
        default: return fail(.badarith)
        }
        return makeFloat(result, live: live)
    }

    /// The quotient (`/`) of the numbers in the X registers `live` and `live` + 1.
    mutating func divideToFloat(live: Int) -> Term {
        guard let first = double(operand(0, live)), let second = double(operand(1, live)), second != 0 else {
            return fail(.badarith)
        }
        return makeFloat(first / second, live: live)
    }

    /// A float on the heap: three words. `badarith` where the value is not finite.
    mutating func makeFloat(_ value: Double, live: Int) -> Term {
        let pattern = value.bitPattern
        if pattern &>> 52 & 0x7FF == 0x7FF { return fail(.badarith) }
        guard ensure(3, live: live) else { return failOutOfMemory() }
        let control = process(current)
        let top = control.pointee.heapTop
        storeWord(Header(.float, words: 2).bits, top)
        storeWord(UInt32(truncatingIfNeeded: pattern), top &+ 4)
        storeWord(UInt32(truncatingIfNeeded: pattern &>> 32), top &+ 8)
        control.pointee.heapTop = top &+ 12
        return Term(boxed: top)
    }
}

// MARK: - Conversions

extension Machine {
    /// A number as a double, rounded half to even; nil if it is no number, or an integer beyond all doubles.
    mutating func double(_ term: Term) -> Double? {
        if term.isSmall { return Double(Int32(truncatingIfNeeded: term.smallValue)) }
        guard term.isBoxed else { return nil }
        let header = term.header
        if header.kind == .float {
            return Double(bitPattern: UInt64(term.boxedWord(1)) &<< 32 | UInt64(term.boxedWord(0)))
        }
        guard term.isBignum else { return nil }
        let value = Digits.double(pointer(term.boxedAddress &+ 4), header.words)
        guard value.isFinite else { return nil }
        return header.kind == .negativeBignum ? -value : value
    }

    /// The whole part of a finite double, as `trunc/1` gives it. Keeps `live` X registers; allocates up to 34 words.
    mutating func makeInteger(truncating value: Double, live: Int) -> Term {
        guard ensure(Digits.doubleDigits &+ 2, live: live) else { return failOutOfMemory() }
        return finishInteger(Digits.whole(value, to: resultDigits), isNegative: value < 0)
    }

    /// Compares an integer with a finite double, exactly: -1, 0 or 1.
    mutating func compare(integer: Term, with value: Double) -> Int {
        if integer.isSmall {
            let number = Double(Int32(truncatingIfNeeded: integer.smallValue))
            return number < value ? -1 : number > value ? 1 : 0
        }
        let isNegative = integer.header.kind == .negativeBignum
        if isNegative != (value < 0) { return isNegative ? -1 : 1 }
        let order = Digits.compare(
            pointer(integer.boxedAddress &+ 4), integer.header.words, magnitudeOf: value)
        return isNegative ? 0 &- order : order
    }

    /// Compares two integers of any size: -1, 0 or 1.
    mutating func compare(integer a: Term, withInteger b: Term) -> Int {
        if a.isSmall, b.isSmall { return a.smallValue < b.smallValue ? -1 : a.smallValue > b.smallValue ? 1 : 0 }
        // A bignum lies beyond every small integer, on the side that its sign tells.
        if a.isSmall { return b.header.kind == .negativeBignum ? 1 : -1 }
        if b.isSmall { return a.header.kind == .negativeBignum ? -1 : 1 }
        let isNegative = a.header.kind == .negativeBignum
        if isNegative != (b.header.kind == .negativeBignum) { return isNegative ? -1 : 1 }
        let order = Digits.compare(
            pointer(a.boxedAddress &+ 4), a.header.words, pointer(b.boxedAddress &+ 4), b.header.words)
        return isNegative ? 0 &- order : order
    }

    /// An integer as 64 bits, or nil where it has more.
    mutating func int64(_ term: Term) -> Int64? {
        if term.isSmall { return Int64(term.smallValue) }
        guard term.isBignum, let magnitude = magnitude64(term) else { return nil }
        if term.header.kind == .positiveBignum { return Int64(exactly: magnitude) }
        return magnitude <= 1 &<< 63 ? Int64(truncatingIfNeeded: 0 &- magnitude) : nil
    }

    /// An integer as 64 bits without a sign, or nil where it is negative or has more.
    mutating func uint64(_ term: Term) -> UInt64? {
        if term.isSmall { return term.smallValue < 0 ? nil : UInt64(term.smallValue) }
        guard term.isBoxed(.positiveBignum) else { return nil }
        return magnitude64(term)
    }

    /// An integer as 32 bits without a sign, or nil where it is negative or has more.
    @inline(never)
    mutating func uint32(_ term: Term) -> UInt32? {
        if term.isSmall { return term.smallValue < 0 ? nil : UInt32(term.smallValue) }
        if term.isBoxed(.positiveBignum), term.header.words == 1 { return term.boxedWord(0) }
        return nil
    }

    private mutating func magnitude64(_ term: Term) -> UInt64? {
        switch term.header.words {
        case 1: UInt64(term.boxedWord(0))
        case 2: UInt64(term.boxedWord(1)) &<< 32 | UInt64(term.boxedWord(0))
        default: nil
        }
    }
}
