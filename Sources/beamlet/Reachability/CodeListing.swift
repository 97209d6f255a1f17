import BeamletVM

/// The instructions of a module, decoded once.
struct CodeListing {
    struct Instruction {
        let opcode: Int
        /// Its first byte, from the beginning of the code chunk, and the first after it.
        let offset: Int
        let end: Int
        /// Its operands among ``operands``.
        let operands: Range<Int>
    }

    private(set) var instructions: [Instruction] = []
    private(set) var operands: [GenericOperand] = []
    /// The instructions of each function, from `func_info` on, in the order of the code.
    private(set) var functions: [Range<Int>] = []
    let labelCount: Int

    /// What a module without code has.
    static let empty = CodeListing()

    private init() { labelCount = 0 }

    /// Decodes the code of `beam`, which has as many literals.
    init(_ beam: BeamFile, literals: Int) throws(LoadError) {
        let code = try beam.code()
        labelCount = code.labelCount
        let limits = OperandLimits(atoms: beam.atomCount, labels: code.labelCount, literals: literals, types: 0)
        var reader = CodeReader(code, limits: limits)
        let buffer = UnsafeMutableBufferPointer<GenericOperand>.allocate(capacity: code.instructions.remaining + 16)
        defer { buffer.deallocate() }
        var start: Int?
        while let instruction = try reader.next(into: buffer) {
            if instruction.opcode == GenericInstruction.functionInfo || instruction.opcode == GenericInstruction.codeEnd
            {
                if let start { functions.append(start..<instructions.count) }
                start = instructions.count
            }
            let first = operands.count
            operands += buffer[..<instruction.operandCount]
            instructions.append(
                Instruction(
                    opcode: Int(instruction.opcode), offset: instruction.offset, end: reader.position,
                    operands: first..<operands.count))
        }
    }

    /// The operands of an instruction.
    func operands(of index: Int) -> ArraySlice<GenericOperand> { operands[instructions[index].operands] }
}
