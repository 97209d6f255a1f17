// What a term is, as the type tests of the language see it. The tests of boxed terms are calls, since each would be some twenty
// bytes at each of hundreds of places; the interpreter's instructions ask for the kind itself (`isBoxed`).
extension Term {
    /// An integer that is too large for a small one.
    @inline(__always)
    public var isBignum: Bool { isBoxed && header.bits & 0xEF == UInt32(Header.Kind.positiveBignum.rawValue) &<< 3 | 7 }
    /// Any integer.
    @inline(__always) public var isInteger: Bool { isSmall || isBignum }
    /// A float.
    @inline(__always) public var isFloat: Bool { Fitting.hasFloats && isBoxed(.float) }
    /// Any number.
    @inline(__always) public var isNumber: Bool { isSmall || isBignum || isFloat }
    /// A process identifier, of this node or another.
    public var isPid: Bool {
        @inline(never) get { isLocalPid || isBoxed(.externalPid) }
    }
    /// A port identifier, of this node or another.
    public var isPort: Bool {
        @inline(never) get { isLocalPort || isBoxed(.externalPort) }
    }
    /// A reference, of this node or another.
    public var isReference: Bool {
        @inline(never) get { isBoxed(.reference, or: .externalReference) }
    }
    /// A map, small or large.
    public var isMap: Bool {
        @inline(never) get { isBoxed(.flatMap, or: .hashMap) }
    }
    /// A fun, local or external.
    public var isFun: Bool {
        @inline(never) get { isBoxed(.fun, or: .exportFun) }
    }
    /// A bitstring in any of its forms.
    public var isBitstring: Bool {
        @inline(never) get { isBoxed(.heapBitstring) || isBoxed(.subBitstring, or: .sharedBitstring) }
    }
    /// A bitstring, or a match context: compilers let `byte_size/1` and `bit_size/1` ask for what is left of one.
    var hasBits: Bool { isBitstring || isBoxed(.matchContext) }
    /// Length of a bitstring in bits; of a match context's rest.
    public var bitLength: UInt32 {
        @inline(never) get {
            switch header.kind {
            case .matchContext: (boxedWord(2) &- boxedWord(1)) &>> 2
            case .heapBitstring: boxedWord(0)
            case .subBitstring: boxedWord(2) &>> 2
            default: boxedWord(1) &>> 2
            }
        }
    }
}

extension Machine {
    /// Whether a term is a bitstring of whole bytes.
    @inline(never)
    mutating func isBinary(_ term: Term) -> Bool { term.isBitstring && term.bitLength & 7 == 0 }

    /// Whether a term is a list that ends in nil. O(n).
    mutating func isProperList(_ term: Term) -> Bool { length(of: term) >= 0 }

    /// Length of a proper list, or -1. O(n). For size LLVM's outliner would make a function of the loop's test.
    @_optimize(speed)
    @inline(never)
    mutating func length(of term: Term) -> Int {
        var rest = term
        var count = 0
        while rest.isList {
            count += 1
            rest = rest.tail
        }
        return rest.isNil ? count : -1
    }
}
