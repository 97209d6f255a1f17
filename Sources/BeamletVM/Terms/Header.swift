/// The word before a boxed term's payload.
///
/// | bits | content |
/// | ---- | ------- |
/// | 0-2  | `111`: no term has these low bits, so a header is told from terms and from forwarding pointers |
/// | 3-7  | kind; an odd kind's payload is raw words, an even kind's payload is terms that the collector follows |
/// | 8-31 | words of payload |
///
/// A payload that the collector follows may also hold multiples of four (addresses of funs, shared blocks, sizes):
/// they look like small integers.
///
/// | kind | payload |
/// | ---- | ------- |
/// | tuple | its elements |
/// | flatMap | tuple of the keys in term order (shared between maps), then the values in the same order: up to 32 pairs |
/// | hashMap | number of pairs (small), bitmap of the 16 children (small), the children that are present |
/// | hashNode | bitmap (small), the children: list cells `[Key | Value]`, or hashNodes; see `MapLookup.swift` |
/// | fun | address of its `FunRecord`, then the captured values |
/// | exportFun | module (atom), function (atom), arity (small) |
/// | subBitstring | the heap or shared bitstring it is a part of, offset in bits (small), length in bits (small) |
/// | sharedBitstring | address of the shared block, length in bits (small; -1: see `Bitstrings.swift`), address of the next one in the process's list or 0 |
/// | matchContext | the heap or shared bitstring, position in bits (small), end in bits (small), where it began (small), saved positions (small) |
/// | record | its definition (see `NativeRecords.swift`), then the values of its fields |
/// | positiveBignum, negativeBignum | the magnitude in 32-bit digits, least significant first, no leading zero digit |
/// | float | two words: an IEEE 754 double, low word first |
/// | heapBitstring | length in bits, then the bytes, padded to a word |
/// | reference | three words: pid of its alias, address of its timer or zero, then the number's low and high half; what it stands for may follow |
/// | externalPid | node (atom), id, serial, creation |
/// | externalPort | node (atom), id low, id high, creation |
/// | externalReference | node (atom), creation, then up to five words |
public struct Header: Equatable {
    /// The header word.
    public var bits: UInt32

    /// A header from its word.
    @inline(__always)
    public init(bits: UInt32) { self.bits = bits }

    /// A header of a kind for `words` words of payload.
    @inline(__always)
    public init(_ kind: Kind, words: Int) {
        bits = UInt32(truncatingIfNeeded: words) &<< 8 | UInt32(kind.rawValue) &<< 3 | Tag.nonTerm
    }

    /// What a boxed term is. Odd values have raw payloads.
    public struct Kind: Equatable, Sendable {
        /// The five bits in the header.
        public let rawValue: UInt8

        @inline(__always)
        init(_ rawValue: UInt8) { self.rawValue = rawValue }

        /// Kind of what the table above calls `tuple`.
        @inline(__always) public static var tuple: Kind { Kind(0) }
        /// Kind of what the table above calls `flatMap`.
        @inline(__always) public static var flatMap: Kind { Kind(2) }
        /// Kind of what the table above calls `hashMap`.
        @inline(__always) public static var hashMap: Kind { Kind(4) }
        /// Kind of what the table above calls `hashNode`.
        @inline(__always) public static var hashNode: Kind { Kind(6) }
        /// Kind of what the table above calls `fun`.
        @inline(__always) public static var fun: Kind { Kind(8) }
        /// Kind of what the table above calls `exportFun`.
        @inline(__always) public static var exportFun: Kind { Kind(10) }
        /// Kind of what the table above calls `subBitstring`.
        @inline(__always) public static var subBitstring: Kind { Kind(12) }
        /// Kind of what the table above calls `sharedBitstring`.
        @inline(__always) public static var sharedBitstring: Kind { Kind(14) }
        /// Kind of what the table above calls `matchContext`.
        @inline(__always) public static var matchContext: Kind { Kind(16) }
        /// Kind of what the table above calls `record`.
        @inline(__always) public static var record: Kind { Kind(18) }
        /// Kind of what the table above calls `positiveBignum`.
        @inline(__always) public static var positiveBignum: Kind { Kind(1) }
        /// Kind of what the table above calls `negativeBignum`.
        @inline(__always) public static var negativeBignum: Kind { Kind(3) }
        /// Kind of what the table above calls `float`.
        @inline(__always) public static var float: Kind { Kind(5) }
        /// Kind of what the table above calls `heapBitstring`.
        @inline(__always) public static var heapBitstring: Kind { Kind(7) }
        /// Kind of what the table above calls `reference`.
        @inline(__always) public static var reference: Kind { Kind(9) }
        /// Kind of what the table above calls `externalPid`.
        @inline(__always) public static var externalPid: Kind { Kind(11) }
        /// Kind of what the table above calls `externalPort`.
        @inline(__always) public static var externalPort: Kind { Kind(13) }
        /// Kind of what the table above calls `externalReference`.
        @inline(__always) public static var externalReference: Kind { Kind(15) }
    }

    /// Whether a word is a header (or, on a stack, a return address) rather than a term.
    @inline(__always)
    public static func isHeader(_ word: UInt32) -> Bool { word & Tag.nonTermMask == Tag.nonTerm }

    /// The kind.
    @inline(__always) public var kind: Kind { Kind(UInt8(truncatingIfNeeded: bits &>> 3) & 0x1F) }
    /// Words of payload.
    @inline(__always) public var words: Int { Int(bits &>> 8) }
    /// Whether this is a node of a large map's trie, root or other: what holds associations and nodes. The two kinds differ in
    /// one bit.
    @inline(__always) public var isTrie: Bool { bits & 0xEF == UInt32(Kind.hashMap.rawValue) &<< 3 | Tag.nonTerm }
    /// Whether the payload is raw words.
    @inline(__always) public var isRaw: Bool { bits & 8 != 0 }
    /// Kind bits of the header, for comparisons without decoding.
    @inline(__always) public var kindBits: UInt32 { bits & 0xFF }

    /// The header of a tuple.
    @inline(__always)
    public static func tuple(_ arity: Int) -> Header { Header(.tuple, words: arity) }
}
