/// What is wrong with bytes that came from outside: one value, no text, no allocation.
///
/// The desktop tool makes a sentence of it; the VM itself only says ``Code/summary``.
public struct LoadError: Error, Equatable {
    /// One case for each problem that a reader of outside bytes can find.
    public enum Code: UInt8, CaseIterable, Sendable {
        /// The bytes end before the value, or a length points past them.
        case truncated
        /// The file does not begin with `FOR1` ... `BEAM`.
        case notBeamFile
        /// The file is a gzip stream (`erlc +compressed`).
        case compressedFile
        /// `FOR1` states more bytes than the file has.
        case formLength
        /// A chunk's length points past the form; `detail` is that chunk's name.
        case chunkLength
        /// The same chunk twice.
        case duplicateChunk
        /// A chunk that no module can lack is not there.
        case missingChunk
        /// A count or size is negative, or larger than its chunk can hold; `detail` is the count.
        case badCount
        /// An atom's text is not UTF-8 or has more than 255 characters; `detail` is the atom's index.
        case badAtomText
        /// The atom table has more atoms than it announced, or fewer; `detail` is its count.
        case badAtomTable
        /// An instruction set version other than 0; `detail` is the version.
        case codeVersion
        /// The highest opcode is newer than this VM; `detail` is that opcode.
        case opcodeTooNew
        /// A byte that is no opcode; `detail` is the byte.
        case unknownOpcode
        /// A compact term with a tag that is not in use; `detail` is its first byte.
        case badOperandTag
        /// An unsigned operand, register or index is negative or does not fit; `detail` is its first byte.
        case operandRange
        /// A register number of 1,024 or more; `detail` is the number.
        case registerRange
        /// A label that the header's label count excludes; `detail` is the label.
        case labelRange
        /// An atom index out of the atom table; `detail` is the index.
        case atomRange
        /// A literal index out of the literal table; `detail` is the index.
        case literalRange
        /// A type index out of the type table; `detail` is the index.
        case typeRange
        /// A character that is not a Unicode code point; `detail` is the value.
        case characterRange
        /// A list where an element is itself a list.
        case nestedList
        /// An allocation list with an unknown kind of need; `detail` is the kind.
        case badAllocationList
        /// An instruction has more operands than the caller's buffer holds; `detail` is the number of operands.
        case tooManyOperands
        /// The code ends without `int_code_end`.
        case missingCodeEnd
        /// An entry that is not in its table; `detail` is the index asked for.
        case indexRange
        /// An arity over 255; `detail` is the arity.
        case badArity
        /// The line table does not decode; `detail` is the first byte of the item.
        case badLineItem
        /// A line item names a file that is not there; `detail` is its index.
        case lineFileRange
        /// A type's flags or bounds do not decode; `detail` is the type's index.
        case badType
        /// The zlib header is wrong (method, check bits, preset dictionary).
        case zlibHeader
        /// The checksum after compressed data does not agree.
        case zlibChecksum
        /// A deflate block of the reserved type.
        case deflateBlockType
        /// A stored block whose length and its complement disagree.
        case deflateStoredLength
        /// Code lengths that are no prefix code, or lack the end-of-block code.
        case deflateCodeLengths
        /// A bit sequence that is in no code.
        case deflateSymbol
        /// A distance that points before the beginning of the output.
        case deflateDistance
        /// More, or fewer, decompressed bytes than were announced; `detail` is the number announced.
        case uncompressedSize
        /// An instruction that is valid but that this VM does not execute; `detail` is its opcode.
        case unsupportedInstruction
        /// A guard calls a function that is no BIF of this VM; `detail` is the import's index.
        case missingBIF
        /// An operand of a kind that its instruction cannot have; `detail` is the opcode.
        case badOperand
        /// A label that is used but never defined; `detail` is the label.
        case undefinedLabel
        /// Code before the first function, or a function without an entry.
        case codeOutsideFunction
        /// A function's code is too long for its jumps; `detail` is the label that is out of reach.
        case functionTooLong
        /// The term in external format is malformed, or of a kind that a literal cannot have; `detail` is its tag.
        case badTerm
        /// The target has no room; `detail` is the number of bytes asked for.
        case areaFull
        /// The loader's working memory is too small.
        case scratchFull
        /// More than 65,535 atoms.
        case tooManyAtoms
        /// Two modules of one name.
        case duplicateModule
    }

    /// What is wrong.
    public let code: Code
    /// The chunk's name, four characters big-endian; 0 outside any chunk.
    public let chunk: UInt32
    /// Bytes from the beginning of the chunk's data (of the file, when ``chunk`` is 0).
    public let offset: Int
    /// The opcode, index, count or byte that ``code`` speaks of; 0 where there is none.
    public let detail: UInt32

    /// An error at `offset` bytes into `chunk`.
    public init(_ code: Code, chunk: UInt32, offset: Int, detail: Int = 0) {
        self.code = code
        self.chunk = chunk
        self.offset = offset
        self.detail = UInt32(truncatingIfNeeded: detail)
    }
}

extension LoadError.Code {
    /// A few words for a console; the numbers of the error stand beside it.
    public var summary: StaticString {
        switch self {
        case .truncated: return "truncated"
        case .notBeamFile: return "not a BEAM file"
        case .compressedFile: return "compressed BEAM file"
        case .formLength: return "file shorter than its form"
        case .chunkLength: return "chunk longer than its file"
        case .duplicateChunk: return "duplicate chunk"
        case .missingChunk: return "missing chunk"
        case .badCount: return "impossible count"
        case .badAtomText: return "malformed atom"
        case .badAtomTable: return "malformed atom table"
        case .codeVersion: return "unknown instruction set"
        case .opcodeTooNew: return "compiled for a newer OTP"
        case .unknownOpcode: return "unknown opcode"
        case .badOperandTag: return "unknown operand tag"
        case .operandRange: return "operand out of range"
        case .registerRange: return "register out of range"
        case .labelRange: return "label out of range"
        case .atomRange: return "atom out of range"
        case .literalRange: return "literal out of range"
        case .typeRange: return "type out of range"
        case .characterRange: return "character out of range"
        case .nestedList: return "list within a list"
        case .badAllocationList: return "malformed allocation list"
        case .tooManyOperands: return "too many operands"
        case .missingCodeEnd: return "code without an end"
        case .indexRange: return "index out of range"
        case .badArity: return "arity out of range"
        case .badLineItem: return "malformed line table"
        case .lineFileRange: return "line in an unknown file"
        case .badType: return "malformed type"
        case .zlibHeader: return "malformed zlib header"
        case .zlibChecksum: return "wrong checksum"
        case .deflateBlockType: return "unknown block type"
        case .deflateStoredLength: return "malformed stored block"
        case .deflateCodeLengths: return "malformed prefix code"
        case .deflateSymbol: return "unknown symbol"
        case .deflateDistance: return "distance too far back"
        case .uncompressedSize: return "wrong uncompressed size"
        case .unsupportedInstruction: return "instruction that is not supported"
        case .missingBIF: return "guard BIF that does not exist"
        case .badOperand: return "operand of a wrong kind"
        case .undefinedLabel: return "label that is nowhere"
        case .codeOutsideFunction: return "code outside a function"
        case .functionTooLong: return "function too long"
        case .badTerm: return "malformed literal"
        case .areaFull: return "no room for the code"
        case .scratchFull: return "not enough memory to load"
        case .tooManyAtoms: return "too many atoms"
        case .duplicateModule: return "module loaded twice"
        }
    }
}
