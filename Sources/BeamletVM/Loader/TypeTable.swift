/// What the compiler knows about a value: a set of possible kinds, and bounds.
public struct BeamType: Equatable, Sendable {
    /// Kinds of terms, as the `Type` chunk of OTP 27 and 28 numbers them (bit 12: OTP 29).
    public struct Kinds: OptionSet, Sendable {
        /// One bit for each kind.
        public let rawValue: UInt16

        /// The set with these bits.
        public init(rawValue: UInt16) { self.rawValue = rawValue }

        /// An atom.
        public static var atom: Kinds { Kinds(rawValue: 1 << 0) }
        /// A bitstring or a match context.
        public static var bitstring: Kinds { Kinds(rawValue: 1 << 1) }
        /// A list cell.
        public static var cons: Kinds { Kinds(rawValue: 1 << 2) }
        /// A float.
        public static var float: Kinds { Kinds(rawValue: 1 << 3) }
        /// A fun.
        public static var fun: Kinds { Kinds(rawValue: 1 << 4) }
        /// An integer.
        public static var integer: Kinds { Kinds(rawValue: 1 << 5) }
        /// A map.
        public static var map: Kinds { Kinds(rawValue: 1 << 6) }
        /// The empty list.
        public static var `nil`: Kinds { Kinds(rawValue: 1 << 7) }
        /// A pid.
        public static var pid: Kinds { Kinds(rawValue: 1 << 8) }
        /// A port.
        public static var port: Kinds { Kinds(rawValue: 1 << 9) }
        /// A reference.
        public static var reference: Kinds { Kinds(rawValue: 1 << 10) }
        /// A tuple.
        public static var tuple: Kinds { Kinds(rawValue: 1 << 11) }
        /// A native record.
        public static var record: Kinds { Kinds(rawValue: 1 << 12) }
        /// Any term.
        public static var any: Kinds { Kinds(rawValue: 0x1FFF) }
    }

    /// The kinds that the value may be of.
    public let kinds: Kinds
    /// For integers (and floats): the value is at least this, when known.
    public let lowerBound: Int64?
    /// For integers (and floats): the value is at most this, when known.
    public let upperBound: Int64?
    /// For bitstrings: the size in bits is a multiple of this.
    public let unit: Int

    /// A type of these kinds and bounds.
    public init(kinds: Kinds, lowerBound: Int64? = nil, upperBound: Int64? = nil, unit: Int = 1) {
        self.kinds = kinds
        self.lowerBound = lowerBound
        self.upperBound = upperBound
        self.unit = unit
    }

    /// Nothing known.
    public static var any: BeamType { BeamType(kinds: .any) }
}

/// Iterates over the types that typed registers refer to.
///
/// The formats were read from `beam_types:encode_ext/1` and `convert_ext/2` of OTP 25, 27 and 29. Version 1: 16 bits of
/// kinds, two 64-bit bounds (none when the lower is greater). Versions 2 through 4: 16 bits of kinds and three flags,
/// then what the flags announce: lower bound, upper bound (64 bits each), unit less 1 (8 bits).
public struct TypeTable {
    /// The number of types; 0 also when the version is unknown.
    public let count: Int
    /// The chunk's version; 0 when there is no chunk.
    public let version: Int
    private var reader: ByteReader
    private var index = 0

    init(_ chunk: ByteReader?) throws(LoadError) {
        guard var reader = chunk else {
            count = 0
            version = 0
            self.reader = ByteReader.empty
            return
        }
        let version = try reader.u32()
        self.version = Int(truncatingIfNeeded: version & 0x7FFF_FFFF)
        if version >= 1, version <= 4 {
            count = try reader.count()
            guard count <= reader.remaining / 2 else { throw reader.error(.badCount, at: 4, detail: count) }
        } else {
            count = 0
        }
        self.reader = reader
    }

    /// The next type, or nil after the last. Throws `truncated`, or `badType` for kinds that no compiler writes.
    public mutating func next() throws(LoadError) -> BeamType? {
        guard index < count else { return nil }
        let start = reader.position
        let bits = try reader.u16()
        let type = version == 1 ? try fixedType(bits) : try flaggedType(bits)
        guard let type else { throw reader.error(.badType, at: start, detail: index) }
        index += 1
        return type
    }

    private mutating func i64() throws(LoadError) -> Int64 {
        let high = try reader.u32()
        let low = try reader.u32()
        return Int64(bitPattern: UInt64(high) << 32 | UInt64(low))
    }

    private mutating func fixedType(_ bits: UInt16) throws(LoadError) -> BeamType? {
        let lower = try i64()
        let upper = try i64()
        guard bits != 0, bits <= 0x1FFF else { return nil }
        let isBounded = lower <= upper
        return BeamType(
            kinds: TypeTable.withoutMatchState(bits), lowerBound: isBounded ? lower : nil,
            upperBound: isBounded ? upper : nil, unit: 1)
    }

    private mutating func flaggedType(_ bits: UInt16) throws(LoadError) -> BeamType? {
        // The flags follow the kinds: 13 kinds with the match state (version 2) or native records (4), 12 in version 3.
        let kindCount: UInt16 = version == 3 ? 12 : 13
        let kinds = bits & ((1 << kindCount) - 1)
        let flags = bits >> kindCount
        guard kinds != 0, flags < 8 else { return nil }
        let lower = flags & 1 != 0 ? try i64() : nil
        let upper = flags & 2 != 0 ? try i64() : nil
        let unit = flags & 4 != 0 ? Int(try reader.u8()) + 1 : 1
        if let lower, let upper, lower > upper { return nil }
        return BeamType(
            kinds: version == 2 ? TypeTable.withoutMatchState(kinds) : Kinds(rawValue: kinds, version: version),
            lowerBound: lower, upperBound: upper, unit: unit)
    }

    private typealias Kinds = BeamType.Kinds

    /// The kinds of versions 1 and 2, where bit 2 is a match state: here that is a bitstring, as in version 3.
    private static func withoutMatchState(_ bits: UInt16) -> BeamType.Kinds {
        let low = (bits & 0b11) | ((bits >> 1) & 0b10)
        let high = (bits >> 3) << 2
        return BeamType.Kinds(rawValue: low | high, version: 2)
    }
}

extension BeamType.Kinds {
    /// The kinds in `rawValue`; a compiler that knew no native records and says "all others" means any term.
    fileprivate init(rawValue: UInt16, version: Int) {
        self.init(rawValue: version < 4 && rawValue == 0x0FFF ? 0x1FFF : rawValue)
    }
}
