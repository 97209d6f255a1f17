import BeamletVM

extension LoadError {
    /// Where and what, as one sentence: `chunk Code, offset 123: ...`.
    var text: String {
        switch code {
        case .notBeamFile:
            return "not a BEAM file: it does not begin with FOR1 and BEAM"
        case .compressedFile:
            return "a compressed BEAM file: compile it without +compressed"
        case .missingChunk:
            return "chunk \(chunkText(detail)) is missing"
        default:
            let place = chunk == 0 ? "offset \(offset)" : "chunk \(chunkText(chunk)), offset \(offset)"
            return "\(place): \(problem)"
        }
    }

    private var problem: String {
        let number = Int32(bitPattern: detail)
        let hex = "0x" + String(detail, radix: 16)
        switch code {
        case .truncated: return "the data end in the middle of a value"
        case .notBeamFile, .compressedFile, .missingChunk: return "\(code.summary)"
        case .formLength: return "the form states \(detail) bytes, which the file does not have"
        case .chunkLength: return "chunk \(chunkText(detail)) is longer than the file"
        case .duplicateChunk: return "chunk \(chunkText(detail)) is there twice"
        case .badCount: return "\(number) is more than the chunk can hold"
        case .badAtomText: return "atom \(detail) is not UTF-8 text of at most 255 characters"
        case .badAtomTable: return "there are more than the announced \(detail) atoms"
        case .codeVersion: return "instruction set version \(detail), where only 0 is known"
        case .opcodeTooNew:
            return "instruction number \(detail) is newer than OTP 29, the newest release that is supported"
        case .unknownOpcode: return "\(detail) is no instruction's number"
        case .badOperandTag: return "operand tag \(hex) is not in use"
        case .operandRange: return "operand \(hex) is negative or too large"
        case .registerRange: return "register \(detail) is beyond 1023"
        case .labelRange: return "label \(detail) does not exist"
        case .atomRange: return "atom \(detail) does not exist"
        case .literalRange: return "literal \(detail) does not exist"
        case .typeRange: return "type \(detail) does not exist"
        case .characterRange: return "\(detail) is no character"
        case .nestedList: return "an operand list within a list"
        case .badAllocationList: return "allocation list with \(detail) where a kind of need is expected"
        case .tooManyOperands: return "an instruction of \(detail) operands is too long"
        case .missingCodeEnd: return "the code ends without int_code_end"
        case .indexRange: return "entry \(detail) does not exist"
        case .badArity: return "\(detail) is no arity"
        case .badLineItem: return "line item of kind \(detail) is not in use"
        case .lineFileRange: return "source file \(detail) does not exist"
        case .badType: return "type \(detail) is malformed"
        case .zlibHeader: return "the compressed data have no zlib header"
        case .zlibChecksum: return "the compressed data's checksum is wrong"
        case .deflateBlockType: return "the compressed data have a block of unknown type"
        case .deflateStoredLength: return "the compressed data have a stored block of contradictory length"
        case .deflateCodeLengths: return "the compressed data have an impossible prefix code"
        case .deflateSymbol: return "the compressed data have bits that are in no code"
        case .deflateDistance: return "the compressed data refer to what is before their beginning"
        case .uncompressedSize: return "the data do not decompress to the \(detail) bytes announced"
        default: return linkingProblem
        }
    }

    /// What the transformation to linked code finds.
    private var linkingProblem: String {
        switch code {
        case .unsupportedInstruction: return "instruction \(instructionName(detail)) is not supported"
        case .badOperand: return "an operand of \(instructionName(detail)) is of a kind that it cannot have"
        case .undefinedLabel: return "label \(detail) is used but defined nowhere"
        case .codeOutsideFunction: return "there is code outside any function"
        case .functionTooLong: return "a function is too long: label \(detail) is out of reach of its jumps"
        case .badTerm: return "a literal is malformed at a term with tag \(detail)"
        case .areaFull: return "there is no room for \(detail) more bytes"
        case .scratchFull: return "the module takes more memory to load than there is"
        case .tooManyAtoms: return "the program has more than 65,535 atoms"
        case .duplicateModule: return "a module of this name is there already"
        default: return "\(code.summary)"
        }
    }

    private func chunkText(_ name: UInt32) -> String { chunkName(name) }
}

/// A generic instruction's name, or its number when it has none.
func instructionName(_ opcode: UInt32) -> String {
    let name = String(decoding: GenericInstructionTable.field(1, of: Int(opcode)), as: UTF8.self)
    return name.isEmpty ? String(opcode) : name
}

/// The four characters of a chunk's name; bytes that cannot be printed as `?`.
func chunkName(_ name: UInt32) -> String {
    let bytes = [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: name >> UInt32($0)) }
    return String(decoding: bytes.map { (0x20...0x7E).contains($0) ? $0 : 0x3F }, as: UTF8.self)
}
