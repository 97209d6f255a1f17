@testable import BeamletVM

/// Writes terms of every kind into memory, one behind the other.
struct TermBuilder {
    private var top: Address
    private let end: Address

    /// Builds in `bytes` bytes of a machine's arena, all zeros before.
    init(_ machine: inout Machine, bytes: Int) {
        top = machine.arena.allocate(bytes: bytes)
        precondition(top != 0, "the arena is too small for the test")
        end = top + UInt32(bytes)
    }

    private mutating func write(_ words: [UInt32]) -> Address {
        let start = top
        precondition(start + UInt32(words.count) * 4 <= end, "the test's memory is full")
        for word in words {
            storeWord(word, top)
            top += 4
        }
        return start
    }

    mutating func boxed(_ kind: Header.Kind, _ words: [UInt32]) -> Term {
        Term(boxed: write([Header(kind, words: words.count).bits] + words))
    }

    mutating func boxed(_ kind: Header.Kind, _ terms: [Term]) -> Term { boxed(kind, terms.map(\.bits)) }

    mutating func cell(_ head: Term, _ tail: Term) -> Term { Term(list: write([head.bits, tail.bits])) }

    mutating func list(_ elements: [Term], tail: Term = .nil) -> Term {
        elements.reversed().reduce(tail) { cell($1, $0) }
    }

    mutating func list(_ numbers: some Sequence<Int>) -> Term { list(numbers.map { Term(small: $0) }) }

    mutating func tuple(_ elements: [Term]) -> Term { boxed(.tuple, elements) }

    /// A bignum from its digits, least significant first.
    mutating func bignum(_ digits: [UInt32], negative: Bool = false) -> Term {
        boxed(negative ? .negativeBignum : .positiveBignum, digits)
    }

    mutating func float(_ value: Double) -> Term {
        boxed(.float, [UInt32(truncatingIfNeeded: value.bitPattern), UInt32(value.bitPattern >> 32)])
    }

    /// A bitstring on the heap: the first `count` bits of the bytes.
    mutating func bits(_ bytes: [UInt8], count: Int? = nil) -> Term {
        var words = [UInt32(count ?? bytes.count * 8)]
        for index in stride(from: 0, to: bytes.count, by: 4) {
            words.append(
                (0..<4).reduce(0) { $0 | UInt32(index + $1 < bytes.count ? bytes[index + $1] : 0) << ($1 * 8) })
        }
        return boxed(.heapBitstring, words)
    }

    /// `count` bits of a bitstring, from bit `offset` on.
    mutating func part(_ whole: Term, from offset: Int, count: Int) -> Term {
        boxed(.subBitstring, [whole, Term(small: offset), Term(small: count)])
    }

    mutating func reference(_ number: UInt64) -> Term {
        boxed(.reference, [0, UInt32(truncatingIfNeeded: number), UInt32(number >> 32)])
    }

    mutating func external(_ module: Term, _ function: Term, _ arity: Int) -> Term {
        boxed(.exportFun, [module, function, Term(small: arity)])
    }

    /// A fun of a record of its own.
    mutating func fun(_ module: Term, index: UInt16, uniq: UInt32, captured: [Term]) -> Term {
        let record = write([0, module.bits, UInt32(captured.count) << 8 | UInt32(index) << 16, uniq])
        return boxed(.fun, [record] + captured.map(\.bits))
    }

    /// A map whose keys are in order.
    mutating func map(_ pairs: [(Term, Term)]) -> Term {
        let keys = tuple(pairs.map(\.0))
        return boxed(.flatMap, [keys] + pairs.map(\.1))
    }

    static func pid(slot: UInt32, serial: UInt32) -> Term {
        Term(bits: (serial << 13 | slot) << Tag.immediateShift | Tag.pid)
    }

    static func port(_ number: UInt32) -> Term { Term(bits: number << Tag.immediateShift | Tag.port) }
}
