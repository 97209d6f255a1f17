// The hash that places keys in large maps. It depends on nothing but the term: see `MapLookup.swift`. (`erlang:phash2` is another.)
extension Machine {
    /// Multiples of the golden ratio are spread evenly over the highest bits.
    private static let goldenRatio: UInt32 = 0x9E37_79B1

    /// The hash of an immediate: different ones have different hashes.
    @inline(__always)
    static func hash(immediate term: Term) -> UInt32 { term.bits &* goldenRatio }

    /// The hash of a key. Equal terms (`=:=`) have equal hashes, wherever they lie and however their bits are stored.
    @inline(never)
    mutating func hash(of term: Term) -> UInt32 {
        if term.isImmediate { return Self.hash(immediate: term) }
        var stack = WorkStack<ComparisonStep>()
        defer { stack.release(&self) }
        var hash: UInt32 = 0
        func mix(_ word: UInt32) {
            hash = (hash ^ word) &* Self.goldenRatio
            hash = hash &<< 15 | hash &>> 17
        }
        var step = ComparisonStep(a: term, b: .nil, index: ComparisonStep.whole, exact: true)
        while true {
            if step.index >= 0 {
                let words = step.a.header.words
                var rest = step
                rest.index += 1
                step = ComparisonStep(
                    a: rest.a.boxedTerm(Int(rest.index) - 1), b: .nil, index: ComparisonStep.whole, exact: true)
                if rest.index < words && !stack.push(rest, &self) { break }
            }
            if step.a.isList {
                mix(1)
                let head = step.a.head
                step.a = step.a.tail
                if head.isImmediate {
                    mix(head.bits)
                } else {
                    if !stack.push(step, &self) { break }
                    step.a = head
                }
                continue
            }
            if step.a.isBoxed {
                let header = step.a.header
                if step.a.isBitstring {
                    let span = step.a.bitSpan
                    mix(UInt32(truncatingIfNeeded: span.length))
                    var position = 0
                    while position < span.length {
                        mix(span.bits(at: position, count: min(32, span.length &- position)))
                        position = position &+ 32
                    }
                } else if header.isRaw {
                    mix(header.bits)
                    var index = 0
                    // 0.0 and -0.0 may be equal.
                    let isZero = header.kind == .float && step.a.doubleValue == 0
                    while index < header.words && !isZero {
                        mix(step.a.boxedWord(index))
                        index += 1
                    }
                } else {
                    mix(header.bits)
                    if header.kind == .fun {
                        let entry = UnsafePointer<FunRecord>(bitPattern: UInt(step.a.boxedWord(0))).unsafelyUnwrapped
                        mix(entry.pointee.module)
                        mix(UInt32(entry.pointee.index))
                        step.index = 1
                    } else if header.kind == .record {
                        mix(step.a.definition.element(0).bits)
                        mix(step.a.definition.element(1).bits)
                        step.index = 1
                    } else {
                        step.index = 0
                    }
                    if Int(step.index) < header.words { continue }
                }
            } else {
                mix(step.a.bits)
            }
            guard let next = stack.pop() else { break }
            step = next
        }
        hash ^= hash &>> 15
        return hash &* Self.goldenRatio
    }
}
