/// The decoded instructions of one function, and their operands, in working memory.
struct InstructionWindow {
    /// An instruction and where its operands are.
    struct Entry {
        var opcode: UInt8
        var offset: Int
        var firstOperand: Int
        var operandCount: Int
    }

    /// The instructions.
    private(set) var instructions: UnsafeMutableBufferPointer<Entry>
    /// How many.
    private(set) var count = 0
    let operands: UnsafeMutableBufferPointer<GenericOperand>
    private var operandCount = 0

    /// An empty window that uses what is left of the working memory: a quarter for instructions, the rest for operands.
    init(scratch: Scratch) {
        let all = scratch.remaining(of: UInt64.self)
        let base = UnsafeMutableRawPointer(all.baseAddress.unsafelyUnwrapped)
        let bytes = all.count * 8
        let split = bytes / 4 & ~15
        instructions = UnsafeMutableBufferPointer(
            start: base.assumingMemoryBound(to: Entry.self), count: split / MemoryLayout<Entry>.stride)
        operands = UnsafeMutableBufferPointer(
            start: (base + split).assumingMemoryBound(to: GenericOperand.self),
            count: (bytes - split) / MemoryLayout<GenericOperand>.stride)
    }

    /// Empties the window.
    mutating func clear() {
        count = 0
        operandCount = 0
    }

    /// Decodes one more instruction. nil: the code has ended. Throws `tooManyOperands`, `scratchFull` and what the reader throws.
    mutating func read(_ reader: inout CodeReader) throws(LoadError) -> Entry? {
        guard count < instructions.count else {
            throw LoadError(.scratchFull, chunk: ChunkName.code, offset: reader.position, detail: count)
        }
        let free = UnsafeMutableBufferPointer(rebasing: operands[operandCount...])
        guard let instruction = try reader.next(into: free) else { return nil }
        let entry = Entry(
            opcode: instruction.opcode, offset: instruction.offset, firstOperand: operandCount,
            operandCount: instruction.operandCount)
        instructions[count] = entry
        count += 1
        operandCount += instruction.operandCount
        return entry
    }

    /// Forgets the last instructions.
    mutating func drop(_ number: Int) { count -= number }

    /// Forgets all instructions before `index`.
    mutating func keep(from index: Int) {
        let shift = index < count ? instructions[index].firstOperand : operandCount
        var place = 0
        while shift + place < operandCount {
            operands[place] = operands[shift + place]
            place += 1
        }
        operandCount = place
        place = 0
        while index + place < count {
            instructions[place] = instructions[index + place]
            instructions[place].firstOperand -= shift
            place += 1
        }
        count = place
    }

    /// Operand `index` of an instruction.
    @inline(__always)
    func operand(_ entry: Entry, _ index: Int) -> GenericOperand { operands[entry.firstOperand + index] }
}
