// Equality and the order of all terms:
//
//     number < atom < reference < fun < port < pid < tuple < map < nil < list < bitstring
//
// Walks are iterative: what is left to compare is kept on a stack in the arena. Where there is no memory for it, the
// walk ends with "different"; the process's next allocation will tell.

/// Two terms that are still to be compared, from word `index` of their payload on where that is not negative.
struct ComparisonStep {
    var a: Term
    var b: Term
    var index: Int32
}

extension Machine {
    /// `=:=`.
    @inline(never)
    mutating func exactlyEqual(_ a: Term, _ b: Term) -> Bool {
        if a == b { return true }
        if a.isImmediate || b.isImmediate { return false }
        return compare(a, b, exact: true) == 0
    }

    /// `==`: numbers are equal by value.
    @inline(never)
    mutating func equal(_ a: Term, _ b: Term) -> Bool {
        if a == b { return true }
        if a.isImmediate && b.isImmediate { return false }
        return compare(a, b, exact: false) == 0
    }

    /// Negative, zero or positive as `a` is before, equal to or after `b` in the order of terms.
    @inline(never)
    mutating func order(_ a: Term, _ b: Term) -> Int {
        if a == b { return 0 }
        return compare(a, b, exact: false)
    }

    /// The order; `exact`: integers and floats of one value differ.
    mutating func compare(_ a: Term, _ b: Term, exact: Bool) -> Int {
        var stack = WorkStack<ComparisonStep>()
        defer { stack.release(&self) }
        var step = ComparisonStep(a: a, b: b, index: -1)
        while true {
            // The parts of two lists, tuples, funs or maps; the last part needs no stack.
            while true {
                if step.index >= 0 {
                    let index = Int(step.index)
                    if index == step.a.header.words { break }
                    let pair = step
                    step = ComparisonStep(a: pair.a.boxedTerm(index), b: pair.b.boxedTerm(index), index: -1)
                    if index + 1 < pair.a.header.words
                        && !stack.push(ComparisonStep(a: pair.a, b: pair.b, index: Int32(index + 1)), &self)
                    {
                        return -1
                    }
                }
                if step.a == step.b { break }
                if step.a.isList && step.b.isList {
                    let heads = (step.a.head, step.b.head)
                    let tails = ComparisonStep(a: step.a.tail, b: step.b.tail, index: -1)
                    if heads.0 == heads.1 {
                        step = tails
                    } else {
                        if !stack.push(tails, &self) { return -1 }
                        step = ComparisonStep(a: heads.0, b: heads.1, index: -1)
                    }
                    continue
                }
                if step.a.isTuple && step.b.isTuple {
                    let difference = step.a.header.words - step.b.header.words
                    if difference != 0 { return difference }
                    step.index = 0
                    continue
                }
                let result = compareSimple(step.a, step.b, exact: exact)
                if result != 0 { return result }
                // What funs capture and the values of maps come behind the first word.
                guard step.a.isBoxed(.fun) || step.a.isBoxed(.flatMap) else { break }
                step.index = 1
            }
            guard let next = stack.pop() else { return 0 }
            step = next
        }
    }

    /// The place of a term's type in the order.
    private mutating func rank(_ term: Term) -> Int {
        if term.isNumber { return 0 }
        if term.isAtom { return 1 }
        if term.isReference { return 2 }
        if term.isFun { return 3 }
        if term.isPort { return 4 }
        if term.isPid { return 5 }
        if term.isTuple { return 6 }
        if term.isMap { return 7 }
        if term.isNil { return 8 }
        if term.isList { return 9 }
        return 10
    }

    /// Compares two terms that are not both lists or both tuples: of funs and maps only what comes before their values.
    private mutating func compareSimple(_ a: Term, _ b: Term, exact: Bool) -> Int {
        let rankA = rank(a)
        let difference = rankA - rank(b)
        if difference != 0 { return difference }
        switch rankA {
        case 0:
            if exact && a.isFloat != b.isFloat { return a.isFloat ? 1 : -1 }
            return compareNumbers(a, b)
        case 1: return AtomName.compare(atoms.text(a), atoms.text(b))
        case 2: return compareWords(a, b, mostSignificantFirst: [2, 1, 0])
        case 3: return compareFuns(a, b)
        case 4, 5: return a.bits < b.bits ? -1 : 1
        case 7: return compareKeys(a, b)
        default: return compareBitstrings(a, b)
        }
    }

    private mutating func compareWords(_ a: Term, _ b: Term, mostSignificantFirst order: InlineArray<3, Int>) -> Int {
        if a.header != b.header { return a.header.bits < b.header.bits ? -1 : 1 }
        for index in order.indices {
            let left = a.boxedWord(order[index])
            let right = b.boxedWord(order[index])
            if left != right { return left < right ? -1 : 1 }
        }
        return 0
    }

    /// Compares numbers by value, exactly.
    private mutating func compareNumbers(_ a: Term, _ b: Term) -> Int {
        if a.isFloat {
            if b.isFloat {
                let left = a.doubleValue
                let right = b.doubleValue
                return left < right ? -1 : left > right ? 1 : 0
            }
            return -compare(integer: b, with: a.doubleValue)
        }
        if b.isFloat { return compare(integer: a, with: b.doubleValue) }
        return compare(integer: a, withInteger: b)
    }

    /// Local funs before external ones; local ones by module, index and uniq, then by captured values, which the caller
    /// compares.
    private mutating func compareFuns(_ a: Term, _ b: Term) -> Int {
        let localA = a.isBoxed(.fun)
        if localA != b.isBoxed(.fun) { return localA ? -1 : 1 }
        if !localA {
            let module = AtomName.compare(atoms.text(a.boxedTerm(0)), atoms.text(b.boxedTerm(0)))
            if module != 0 { return module }
            let function = AtomName.compare(atoms.text(a.boxedTerm(1)), atoms.text(b.boxedTerm(1)))
            return function != 0 ? function : a.boxedTerm(2).smallValue - b.boxedTerm(2).smallValue
        }
        let left = UnsafePointer<FunRecord>(bitPattern: UInt(a.boxedWord(0))).unsafelyUnwrapped.pointee
        let right = UnsafePointer<FunRecord>(bitPattern: UInt(b.boxedWord(0))).unsafelyUnwrapped.pointee
        if left.module != right.module {
            return AtomName.compare(atoms.text(Term(bits: left.module)), atoms.text(Term(bits: right.module)))
        }
        if left.index != right.index { return Int(left.index) - Int(right.index) }
        if left.uniq != right.uniq { return left.uniq < right.uniq ? -1 : 1 }
        return Int(left.freeCount) - Int(right.freeCount)
    }

    /// Small maps: by size, then keys in order (integers before floats), then values, which the caller compares.
    private mutating func compareKeys(_ a: Term, _ b: Term) -> Int {
        if a.header != b.header { return a.header.bits < b.header.bits ? -1 : 1 }
        return compare(a.boxedTerm(0), b.boxedTerm(0), exact: true)
    }

    /// Bit by bit; a prefix comes first.
    private mutating func compareBitstrings(_ a: Term, _ b: Term) -> Int {
        let left = BitView(a)
        let right = BitView(b)
        let common = min(left.length, right.length)
        var position: UInt32 = 0
        while position < common {
            let count = min(8, common &- position)
            let byteA = left.bits(at: position, count: count)
            let byteB = right.bits(at: position, count: count)
            if byteA != byteB { return Int(byteA) - Int(byteB) }
            position = position &+ 8
        }
        return Int(left.length) - Int(right.length)
    }
}

extension Term {
    /// The value of a float.
    public var doubleValue: Double {
        Double(bitPattern: UInt64(boxedWord(1)) &<< 32 | UInt64(boxedWord(0)))
    }
}

/// The bits of a bitstring, wherever they lie.
struct BitView {
    /// First byte of the memory that the offset counts from.
    var bytes: UnsafeMutableRawPointer
    /// Bits before the first.
    var offset: UInt32
    /// Length in bits.
    var length: UInt32

    /// The bits of a bitstring term.
    init(_ term: Term) {
        length = term.bitLength
        offset = 0
        var holder = term
        if term.isBoxed(.subBitstring) {
            offset = term.boxedWord(1) &>> 2
            holder = term.boxedTerm(0)
        }
        bytes =
            holder.isBoxed(.heapBitstring)
            ? rawPointer(holder.boxedAddress &+ 8) : rawPointer(SharedBlock.data(holder.boxedWord(0)))
    }

    /// Up to eight bits from `position` on, as a number.
    func bits(at position: UInt32, count: UInt32) -> UInt32 {
        let start = offset &+ position
        let index = Int(start &>> 3)
        let skip = start & 7
        var window = UInt32(bytes.load(fromByteOffset: index, as: UInt8.self)) &<< 8
        if skip &+ count > 8 { window |= UInt32(bytes.load(fromByteOffset: index + 1, as: UInt8.self)) }
        return (window &>> (16 &- skip &- count)) & (1 &<< count &- 1)
    }
}
