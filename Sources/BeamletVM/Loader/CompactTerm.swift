/// A decoded operand of a generic instruction: 8 bytes on the board, no reference to anything.
public struct GenericOperand: Equatable, Sendable {
    /// What an operand is.
    public enum Kind: UInt8, Sendable {
        /// An unsigned number that is part of the instruction: a size, an arity, an index into a table.
        case unsigned
        /// An integer term of at most 32 bits; ``value`` is it.
        case integer
        /// A number of more than 32 bits, an integer term or (from an unsigned encoding) part of the instruction:
        /// ``value`` is the offset, in the code chunk, of its two's complement big-endian bytes, ``byteCount`` their
        /// number.
        case bigInteger
        /// An atom by its index; 0 is nil, the empty list.
        case atom
        /// An X register, perhaps with a ``typeIndex``.
        case x
        /// A Y register, perhaps with a ``typeIndex``.
        case y
        /// A label; 0 means none.
        case label
        /// A character, by its code point.
        case character
        /// A floating-point register.
        case floatRegister
        /// A literal by its index, from 0.
        case literal
        /// A list: ``value`` elements follow in the buffer.
        case list
        /// An allocation list: ``value`` pairs follow in the buffer, each an unsigned ``AllocationNeed`` and an
        /// unsigned count.
        case allocationList
    }

    /// The kinds of need in an allocation list.
    public enum AllocationNeed: Int, Sendable {
        /// Words of heap.
        case words = 0
        /// Floats.
        case floats = 1
        /// Funs.
        case funs = 2
    }

    /// The number, index, register or count that ``kind`` says.
    public let value: Int
    /// The kind in the low 8 bits; above it the type index plus one, or the byte count.
    private let packed: UInt32

    init(_ kind: Kind, _ value: Int, extra: Int = 0) {
        self.value = value
        packed = UInt32(truncatingIfNeeded: extra) << 8 | UInt32(kind.rawValue)
    }

    /// What the operand is.
    public var kind: Kind {
        // Only `init` writes the bits, from a `Kind`.
        Kind(rawValue: UInt8(truncatingIfNeeded: packed)).unsafelyUnwrapped
    }

    /// For `x` and `y`: the index in the type table, or nil when nothing is known.
    public var typeIndex: Int? {
        guard kind == .x || kind == .y, packed >> 8 != 0 else { return nil }
        return Int(packed >> 8) - 1
    }

    /// For `bigInteger`: the number of its bytes.
    public var byteCount: Int { Int(packed >> 8) }
}

/// How far the indices in a module's operands may go; whatever is beyond is refused.
public struct OperandLimits: Sendable {
    /// Number of atoms.
    public let atoms: Int
    /// One more than the highest label.
    public let labels: Int
    /// Number of literals.
    public let literals: Int
    /// Number of types; 0: typed registers become untyped ones, whatever index they state.
    public let types: Int

    /// Limits for one module.
    public init(atoms: Int, labels: Int, literals: Int, types: Int) {
        self.atoms = atoms
        self.labels = labels
        self.literals = literals
        self.types = types
    }
}

/// Decoding of compact terms, the encoding of operands (`beam_asm:encode/2`).
///
/// The low three bits of the first byte are a tag. Bit 3 clear: the value is in the high four bits. Bits 3-4 `01`: 11
/// bits, of which the high three are in this byte. Bits 3-4 `11`: the high three bits plus 2 are the number of bytes
/// that follow, in two's complement; when they are `111`, a compact unsigned number plus 9 is.
public enum CompactTerm {
    static var tagUnsigned: UInt8 { 0 }
    static var tagInteger: UInt8 { 1 }
    static var tagAtom: UInt8 { 2 }
    static var tagX: UInt8 { 3 }
    static var tagY: UInt8 { 4 }
    static var tagLabel: UInt8 { 5 }
    static var tagCharacter: UInt8 { 6 }
    static var tagExtended: UInt8 { 7 }

    /// One more than the highest register number (`MAX_REG` in the BEAM).
    public static var registerLimit: Int { 1024 }

    /// A number as encoded: its value, or where its bytes are.
    private enum Number {
        case small(Int)
        case big(offset: Int, count: Int)
    }

    /// Reads the number that belongs to `first`, a byte already read.
    private static func number(_ first: UInt8, _ reader: inout ByteReader) throws(LoadError) -> Number {
        if first & 0x08 == 0 { return .small(Int(first >> 4)) }
        if first & 0x10 == 0 { return .small(Int(first & 0xE0) << 3 | Int(try reader.u8())) }
        var count = Int(first >> 5) + 2
        if count == 9 {
            let start = reader.position
            let lengthByte = try reader.u8()
            // A length is far below 32 bits; were it not, nested lengths could nest without end.
            guard lengthByte & 7 == tagUnsigned, lengthByte < 0xF8 else {
                throw reader.error(.operandRange, at: start, detail: Int(lengthByte))
            }
            guard case .small(let more) = try number(lengthByte, &reader), more >= 0, more <= reader.remaining else {
                throw reader.error(.operandRange, at: start, detail: Int(lengthByte))
            }
            count = 9 + more
        }
        let offset = reader.position
        var bytes = try reader.slice(count)
        guard count <= 4 else { return .big(offset: offset, count: count) }
        var value = Int32(Int8(bitPattern: try bytes.u8()))
        while !bytes.isAtEnd { value = value << 8 | Int32(try bytes.u8()) }
        return .small(Int(value))
    }

    /// Reads the number that belongs to `first` and must be neither negative nor over 31 bits.
    private static func unsigned(_ first: UInt8, _ reader: inout ByteReader) throws(LoadError) -> Int {
        let start = reader.position - 1
        guard case .small(let value) = try number(first, &reader), value >= 0 else {
            throw reader.error(.operandRange, at: start, detail: Int(first))
        }
        return value
    }

    /// A compact term of tag 0 with a value that is neither negative nor over 31 bits.
    /// Throws `truncated`, `badOperandTag` or `operandRange`.
    public static func unsigned(_ reader: inout ByteReader) throws(LoadError) -> Int {
        let first = try reader.u8()
        guard first & 7 == tagUnsigned else {
            throw reader.error(.badOperandTag, at: reader.position - 1, detail: Int(first))
        }
        return try unsigned(first, &reader)
    }

    /// A compact term of any tag but 7 and its value, neither negative nor over 31 bits.
    static func tagged(_ reader: inout ByteReader) throws(LoadError) -> (tag: UInt8, value: Int) {
        let first = try reader.u8()
        let value = first & 7 == tagExtended ? 0 : try unsigned(first, &reader)
        return (first & 7, value)
    }

    /// Decodes one operand. Of a list (or allocation list) only the header is read: its elements come next.
    ///
    /// Throws `truncated` or one of the operand codes: whatever is returned is within `limits`.
    public static func operand(
        _ reader: inout ByteReader, limits: OperandLimits
    ) throws(LoadError) -> GenericOperand {
        let start = reader.position
        let first = try reader.u8()
        switch first & 7 {
        case tagUnsigned, tagInteger:
            switch try number(first, &reader) {
            case .small(let value):
                guard first & 7 == tagUnsigned else { return GenericOperand(.integer, value) }
                guard value >= 0 else { throw reader.error(.operandRange, at: start, detail: Int(first)) }
                return GenericOperand(.unsigned, value)
            case .big(let offset, let count):
                guard count < 1 << 24 else { throw reader.error(.operandRange, at: start, detail: Int(first)) }
                return GenericOperand(.bigInteger, offset, extra: count)
            }
        case tagAtom:
            let index = try unsigned(first, &reader)
            guard index <= limits.atoms else { throw reader.error(.atomRange, at: start, detail: index) }
            return GenericOperand(.atom, index)
        case tagX, tagY:
            return try register(first, &reader)
        case tagLabel:
            let label = try unsigned(first, &reader)
            guard label == 0 || label < limits.labels else {
                throw reader.error(.labelRange, at: start, detail: label)
            }
            return GenericOperand(.label, label)
        case tagCharacter:
            let character = try unsigned(first, &reader)
            guard character <= 0x10FFFF else { throw reader.error(.characterRange, at: start, detail: character) }
            return GenericOperand(.character, character)
        default:
            return try extended(first, &reader, limits: limits)
        }
    }

    private static func register(
        _ first: UInt8, _ reader: inout ByteReader
    ) throws(LoadError) -> GenericOperand {
        let start = reader.position - 1
        let number = try unsigned(first, &reader)
        guard number < registerLimit else { throw reader.error(.registerRange, at: start, detail: number) }
        return GenericOperand(first & 7 == tagX ? .x : .y, number)
    }

    private static func extended(
        _ first: UInt8, _ reader: inout ByteReader, limits: OperandLimits
    ) throws(LoadError) -> GenericOperand {
        let start = reader.position - 1
        switch first >> 4 {
        case 1 where first & 0x08 == 0:
            let count = try unsigned(&reader)
            // Each element takes at least a byte.
            guard count <= reader.remaining else { throw reader.error(.badCount, at: start, detail: count) }
            return GenericOperand(.list, count)
        case 2 where first & 0x08 == 0:
            let number = try unsigned(&reader)
            guard number < registerLimit else { throw reader.error(.registerRange, at: start, detail: number) }
            return GenericOperand(.floatRegister, number)
        case 3 where first & 0x08 == 0:
            let count = try unsigned(&reader)
            guard count <= reader.remaining / 2 else { throw reader.error(.badCount, at: start, detail: count) }
            return GenericOperand(.allocationList, count)
        case 4 where first & 0x08 == 0:
            let index = try unsigned(&reader)
            guard index < limits.literals else { throw reader.error(.literalRange, at: start, detail: index) }
            return GenericOperand(.literal, index)
        case 5 where first & 0x08 == 0:
            let registerByte = try reader.u8()
            guard registerByte & 7 == tagX || registerByte & 7 == tagY else {
                throw reader.error(.badOperandTag, at: reader.position - 1, detail: Int(registerByte))
            }
            let operand = try register(registerByte, &reader)
            let typeOffset = reader.position
            let index = try unsigned(&reader)
            guard limits.types > 0 else { return operand }
            guard index < limits.types, index < (1 << 24) - 1 else {
                throw reader.error(.typeRange, at: typeOffset, detail: index)
            }
            return GenericOperand(operand.kind, operand.value, extra: index + 1)
        default:
            throw reader.error(.badOperandTag, at: start, detail: Int(first))
        }
    }
}
