// Equality and the order of all terms:
//
//     number < atom < reference < fun < port < pid < tuple < record < map < nil < list < bitstring
//
// Walks are iterative: what is left to compare is kept on a stack in the arena. Where there is no memory for it, the
// walk ends with "different"; the process's next allocation will tell.

/// Two terms that are still to be compared, from word `index` of their payload on where that is not negative.
struct ComparisonStep {
    var a: Term
    var b: Term
    /// `whole`: the terms themselves; `search`: `a` is the block of a search that waits for a result, see `MapOrder.swift`.
    var index: Int32
    /// Whether integers and floats of one value differ.
    var exact: Bool

    static let whole: Int32 = -1
    static let search: Int32 = -2
}

/// What is still to be compared.
typealias ComparisonStack = WorkStack<ComparisonStep>

extension Machine {
    /// `=:=`.
    @inline(never)
    mutating func exactlyEqual(_ a: Term, _ b: Term) -> Bool {
        if a == b { return true }
        if a.isImmediate || b.isImmediate { return false }
        return compare(a, b, exact: true, ordered: false) == 0
    }

    /// `==`: numbers are equal by value.
    @inline(never)
    mutating func equal(_ a: Term, _ b: Term) -> Bool {
        if a == b { return true }
        if a.isImmediate && b.isImmediate { return false }
        return compare(a, b, exact: false, ordered: false) == 0
    }

    /// Negative, zero or positive as `a` is before, equal to or after `b` in the order of terms.
    @inline(never)
    mutating func order(_ a: Term, _ b: Term) -> Int {
        if a == b { return 0 }
        if a.isFloat, b.isFloat { return compareDoubles(a.doubleValue, b.doubleValue) }
        return compare(a, b, exact: false)
    }

    /// The same in the order of maps' keys: all integers are before all floats.
    @inline(never)
    mutating func keyOrder(_ a: Term, _ b: Term) -> Int {
        if a == b { return 0 }
        if bothSmall(a, b) { return Int32(bitPattern: a.bits) < Int32(bitPattern: b.bits) ? -1 : 1 }
        return compare(a, b, exact: true)
    }

    /// The order; `exact`: integers and floats of one value differ. Where not `ordered`, only whether the result is zero counts.
    mutating func compare(_ a: Term, _ b: Term, exact: Bool, ordered: Bool = true) -> Int {
        var stack = ComparisonStack()
        defer { stack.release(&self) }
        var step = ComparisonStep(a: a, b: b, index: ComparisonStep.whole, exact: exact)
        while true {
            var result = 0
            // The parts of two lists, tuples, funs or maps; the last part needs no stack.
            while true {
                if step.index >= 0 {
                    let index = Int(step.index)
                    let words = step.a.header.words
                    if index == words { break }
                    let pair = step
                    step.a = pair.a.boxedTerm(index)
                    step.b = pair.b.boxedTerm(index)
                    step.index = ComparisonStep.whole
                    if index + 1 < words {
                        var rest = pair
                        rest.index += 1
                        if !stack.push(rest, &self) { return abandon(&stack) }
                    }
                    // An association: keys are equal only exactly.
                    if step.a.isList && step.b.isList && pair.a.header.isTrie {
                        var value = step
                        value.a = step.a.tail
                        value.b = step.b.tail
                        if value.a != value.b && !stack.push(value, &self) { return abandon(&stack) }
                        step.a = step.a.head
                        step.b = step.b.head
                        step.exact = true
                    }
                }
                if step.a == step.b { break }
                if step.a.isList && step.b.isList {
                    let head = ComparisonStep(
                        a: step.a.head, b: step.b.head, index: ComparisonStep.whole, exact: step.exact)
                    step.a = step.a.tail
                    step.b = step.b.tail
                    if head.a != head.b {
                        // Tails that are the same, often [], need not be come back to.
                        if step.a != step.b && !stack.push(step, &self) { return abandon(&stack) }
                        step = head
                    }
                    continue
                }
                if step.a.isTuple && step.b.isTuple {
                    result = step.a.header.words - step.b.header.words
                    if result != 0 { break }
                    step.index = 0
                    continue
                }
                if step.a.isMap && step.b.isMap {
                    result = step.a.mapSize - step.b.mapSize
                    if result != 0 { break }
                    if step.a.header.kind == .flatMap {
                        // The keys first, then the values behind them.
                        let keys = ComparisonStep(
                            a: step.a.boxedTerm(0), b: step.b.boxedTerm(0), index: ComparisonStep.whole, exact: true)
                        step.index = 1
                        if !stack.push(step, &self) { return abandon(&stack) }
                        step = keys
                        continue
                    }
                    if ordered {
                        guard searchDifference(&step, &stack, &result) else { return abandon(&stack) }
                        if step.index == ComparisonStep.search { break }
                        continue
                    }
                }
                if step.a.isTrie && step.b.isTrie {
                    // Equal tries have equal shapes.
                    if step.a.header != step.b.header {
                        result = 1
                        break
                    }
                    step.index = 0
                    continue
                }
                if step.a.isBoxed(.hashNode) || step.b.isBoxed(.hashNode) {
                    result = 1
                    break
                }
                result = compareSimple(step.a, step.b, exact: step.exact)
                // What funs capture and records have comes behind the first word.
                guard result == 0, step.a.isBoxed(.fun) || step.a.isNativeRecord else { break }
                step.index = 1
            }
            if result != 0 && !ordered { return result }
            // A result that is not zero is the answer, or what the innermost search waits for.
            repeat {
                guard let next = stack.pop() else { return result }
                step = next
            } while result != 0 && step.index != ComparisonStep.search
            while step.index == ComparisonStep.search {
                guard continueSearch(&step, &stack, &result) else { return abandon(&stack) }
                if step.index != ComparisonStep.search { break }
                repeat {
                    guard let next = stack.pop() else { return result }
                    step = next
                } while result != 0 && step.index != ComparisonStep.search
            }
        }
    }

    /// There is no memory to go on: frees what searches have, and answers "different".
    private mutating func abandon(_ stack: inout ComparisonStack) -> Int {
        while let step = stack.pop() {
            if step.index == ComparisonStep.search { free(step.a.bits) }
        }
        return -1
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
        if term.isNativeRecord { return 7 }
        if term.isMap { return 8 }
        if term.isNil { return 9 }
        if term.isList { return 10 }
        return 11
    }

    /// Compares two terms that are not both lists, tuples or maps: of funs only what comes before the captured values.
    private mutating func compareSimple(_ a: Term, _ b: Term, exact: Bool) -> Int {
        let rankA = rank(a)
        let difference = rankA - rank(b)
        if difference != 0 { return difference }
        switch rankA {
        case 0:
            if exact && a.isFloat {
                // Zeros differ, as in OTP 27 and later: -0.0 comes before 0.0.
                guard b.isFloat else { return 1 }
                let order = compareDoubles(a.doubleValue, b.doubleValue)
                return order != 0 || a.boxedWord(1) == b.boxedWord(1) ? order : a.doubleValue.sign == .minus ? -1 : 1
            }
            return exact && b.isFloat ? -1 : compareNumbers(a, b)
        case 1: return AtomName.compare(atomText(a), atomText(b))
        case 3: return compareFuns(a, b)
        case 7: return compareDefinitions(a.definition, b.definition)
        case 2, 4, 5: return compareIdentifiers(a, b)
        default: return Bits.compare(a.bitSpan, b.bitSpan)
        }
    }

    /// Compares doubles that are finite: -1, 0 or 1.
    private mutating func compareDoubles(_ a: Double, _ b: Double) -> Int {
        let left = a.bitPattern
        let right = b.bitPattern
        // Patterns are ordered as magnitudes are; both zeros are one.
        let isNegative = left &>> 63 == 1
        if isNegative != (right &>> 63 == 1) { return (left | right) &<< 1 == 0 ? 0 : isNegative ? -1 : 1 }
        if left == right { return 0 }
        return (left < right) != isNegative ? -1 : 1
    }

    /// Compares numbers by value, exactly.
    private mutating func compareNumbers(_ a: Term, _ b: Term) -> Int {
        if a.isFloat {
            if b.isFloat { return compareDoubles(a.doubleValue, b.doubleValue) }
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
            let module = AtomName.compare(atomText(a.boxedTerm(0)), atomText(b.boxedTerm(0)))
            if module != 0 { return module }
            let function = AtomName.compare(atomText(a.boxedTerm(1)), atomText(b.boxedTerm(1)))
            return function != 0 ? function : a.boxedTerm(2).smallValue - b.boxedTerm(2).smallValue
        }
        let left = UnsafePointer<FunRecord>(bitPattern: UInt(a.boxedWord(0))).unsafelyUnwrapped.pointee
        let right = UnsafePointer<FunRecord>(bitPattern: UInt(b.boxedWord(0))).unsafelyUnwrapped.pointee
        if left.module != right.module {
            return AtomName.compare(atomText(Term(bits: left.module)), atomText(Term(bits: right.module)))
        }
        if left.index != right.index { return Int(left.index) - Int(right.index) }
        if left.uniq != right.uniq { return left.uniq < right.uniq ? -1 : 1 }
        return Int(left.freeCount) - Int(right.freeCount)
    }
}

extension Term {
    /// The value of a float.
    public var doubleValue: Double {
        Double(bitPattern: UInt64(boxedWord(1)) &<< 32 | UInt64(boxedWord(0)))
    }
}
