// Pids, ports and references of this node and of others: their parts, order and text.

/// A pid, port or reference, taken apart.
struct Identifier {
    /// The node, and which of its lives.
    let node: Term
    let creation: UInt32
    private let term: Term

    init(_ term: Term) {
        self.term = term
        let isExternal = term.isBoxed && !term.isBoxed(.reference)
        let isReference = term.isBoxed(.externalReference)
        node = isExternal ? term.boxedTerm(0) : .noNode
        creation = isExternal ? term.boxedWord(isReference ? 1 : 3) : 0
    }

    /// Whether this is an identifier of this node as it now is.
    var isLocal: Bool { !term.isBoxed || term.isBoxed(.reference) }

    /// How many numbers it has.
    var count: Int {
        if !term.isBoxed { return 2 }
        return term.isBoxed(.externalReference) ? term.header.words &- 2 : term.isBoxed(.reference) ? 3 : 2
    }

    /// Its numbers: of a pid the number and the serial; of a port or reference the lowest first.
    subscript(index: Int) -> UInt32 {
        if !term.isBoxed {
            if term.isLocalPort { return index == 0 ? term.payload : 0 }
            return index == 0
                ? term.payload & (1 &<< Machine.slotBits &- 1) : term.payload &>> Machine.slotBits
        }
        switch term.header.kind {
        case .reference: return term.boxedWord(index == 2 ? 0 : index &+ 1)
        case .externalReference: return index &+ 2 < term.header.words ? term.boxedWord(index &+ 2) : 0
        default: return term.boxedWord(index &+ 1)
        }
    }
}

extension Machine {
    /// Compares two pids, ports or references. Pids are ordered by their numbers first, the others by their nodes.
    mutating func compareIdentifiers(_ a: Term, _ b: Term) -> Int {
        let left = Identifier(a)
        let right = Identifier(b)
        if a.isPid {
            let order = compareNumbers(left, right)
            return order != 0 ? order : compareNodes(left, right)
        }
        let order = compareNodes(left, right)
        return order != 0 ? order : compareNumbers(left, right)
    }

    private mutating func compareNumbers(_ a: Identifier, _ b: Identifier) -> Int {
        var index = max(a.count, b.count)
        while index > 0 {
            index &-= 1
            let left = index < a.count ? a[index] : 0
            let right = index < b.count ? b[index] : 0
            if left != right { return left < right ? -1 : 1 }
        }
        return 0
    }

    private mutating func compareNodes(_ a: Identifier, _ b: Identifier) -> Int {
        if a.node != b.node { return AtomName.compare(atomText(a.node), atomText(b.node)) }
        return a.creation == b.creation ? 0 : a.creation < b.creation ? -1 : 1
    }

    /// Writes an identifier: `<0.2.1>`, `#Port<0.1>`, `#Ref<0.3.2.1>`. Another node is the number of its atom.
    mutating func printIdentifier(_ term: Term, _ output: TextOutput) {
        let identifier = Identifier(term)
        put(term.isPid ? "<" : term.isPort ? "#Port<" : "#Ref<", output)
        printNumber(identifier.node == .noNode ? 0 : UInt64(identifier.node.payload), output)
        put(UInt8(ascii: "."), output)
        if term.isPort {
            printNumber(UInt64(identifier[1]) &<< 32 | UInt64(identifier[0]), output)
        } else if term.isPid {
            printNumber(UInt64(identifier[0]), output)
            put(UInt8(ascii: "."), output)
            printNumber(UInt64(identifier[1]), output)
        } else {
            var index = identifier.count
            while index > 0 {
                index &-= 1
                printNumber(UInt64(identifier[index]), output)
                if index > 0 { put(UInt8(ascii: "."), output) }
            }
        }
        put(UInt8(ascii: ">"), output)
    }
}
