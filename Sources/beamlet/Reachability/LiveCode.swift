import BeamletVM

/// What of a function can run, as far as the atoms say that the program makes.
///
/// A comparison with an atom that nothing makes fails, whatever it is compared with: `handle_call({which_children, ...})` in a
/// program that never calls `supervisor:which_children/1`. The clause is not linked, nor what only it needs.
struct LiveCode {
    /// What becomes of an instruction.
    enum Change {
        case stays
        case goes
        /// It becomes a jump to its label for failure.
        case jumps
        /// Of a `select_val`, these of its pairs stay.
        case selects([Int])
    }

    /// For each instruction of the function.
    private(set) var changes: [Change]
    /// Atoms that what is left of the function makes, by their names' numbers.
    private(set) var made: Set<Int> = []
    /// Atoms of which one has to be made before more of the function can run.
    private(set) var blockers: Set<Int> = []

    private let code: ModuleCode
    private let range: Range<Int>

    /// What the analysis needs to know of an instruction.
    private enum Kind {
        case label
        case equal
        case notEqual
        case select
        case taggedTuple
        case hasFields
        case getElements
        /// Its constants are only looked at.
        case test
        case bif
        case other
    }

    private static let shapes: [(kind: Kind, ends: Bool, importOperand: Int)] = (0...GenericInstruction.highestOpcode)
        .map {
            let name = String(decoding: GenericInstructionTable.field(1, of: $0), as: UTF8.self)
            var importOperand = 0
            for operand in 0..<3 {
                if case .importedFunction? = OperandRole.role(name, operand) { importOperand = operand }
            }
            return (kind(name), endings.contains(name), importOperand)
        }

    private static func kind(_ name: String) -> Kind {
        switch name {
        case "label": .label
        case "is_eq_exact", "is_eq": .equal
        case "is_ne_exact", "is_ne": .notEqual
        case "select_val": .select
        case "is_tagged_tuple": .taggedTuple
        case "has_map_fields": .hasFields
        case "get_map_elements": .getElements
        case "bif1", "bif2", "bif3", "gc_bif1", "gc_bif2", "gc_bif3": .bif
        case "is_lt", "is_ge", "func_info", "is_function2", "is_record_accessible": .test
        default: .other
        }
    }

    /// Nothing runs on behind these.
    private static let endings: Set<String> = [
        "return", "jump", "call_last", "call_only", "call_ext_last", "call_ext_only", "apply_last", "select_val",
        "select_tuple_arity", "badmatch", "case_end", "if_end", "try_case_end", "badrecord", "raw_raise", "raise",
        "func_info",
        "wait", "loop_rec_end", "int_code_end",
    ]

    /// Native functions that answer none of their arguments, nor a part of one.
    private static let comparisons: Set<String> = ["=:=", "=/=", "==", "/=", "<", ">", "=<", ">="]

    /// Analyses a function; `isMade` says of an atom's number whether the program makes it.
    init(_ index: Int, of code: ModuleCode, isMade: (Int) -> Bool) {
        self.code = code
        range = code.listing.functions[index]
        changes = Array(repeating: .goes, count: range.count)
        var labels: [Int: Int] = [:]
        for instruction in range where kind(instruction) == .label {
            labels[code.listing.operands(of: instruction).first?.value ?? 0] = instruction
        }
        keepTail()
        changes[0] = .stays
        // The function begins at the label behind its func_info.
        var waiting = [range.lowerBound + 1]
        var seen = Array(repeating: false, count: range.count)
        while var next = waiting.popLast() {
            while range.contains(next), !seen[next - range.lowerBound] {
                seen[next - range.lowerBound] = true
                let targets = take(next, isMade)
                waiting += targets.labels.compactMap { labels[$0] }
                if targets.ends { break }
                next += 1
            }
        }
    }

    private func kind(_ instruction: Int) -> Kind {
        LiveCode.shapes[code.listing.instructions[instruction].opcode].kind
    }

    /// The labels and lines behind a function's last instruction belong to the next one.
    private mutating func keepTail() {
        var index = range.count - 1
        while index > 0, [.label, .other].contains(kind(range.lowerBound + index)),
            LiveCode.between.contains(code.listing.instructions[range.lowerBound + index].opcode)
        {
            changes[index] = .stays
            index -= 1
        }
    }

    private static let between: Set<Int> = Set(
        (0...GenericInstruction.highestOpcode).filter {
            ["label", "line"].contains(String(decoding: GenericInstructionTable.field(1, of: $0), as: UTF8.self))
        })

    /// An atom without which a constant cannot be; nil: it can be.
    private func missing(_ operand: GenericOperand, _ isMade: (Int) -> Bool) -> Int? {
        switch operand.kind {
        case .atom where operand.value > 0:
            let atom = code.atoms[operand.value]
            return isMade(atom) ? nil : atom
        case .literal: return code.literal(operand.value).atoms.filter { !isMade($0) }.min()
        default: return nil
        }
    }

    private func missing(_ operands: ArraySlice<GenericOperand>, _ isMade: (Int) -> Bool) -> Int? {
        for operand in operands {
            if let atom = missing(operand, isMade) { return atom }
        }
        return nil
    }

    /// An instruction can run: notes what becomes of it and what it makes, and answers where it leads.
    private mutating func take(_ index: Int, _ isMade: (Int) -> Bool) -> (labels: [Int], ends: Bool) {
        let operands = code.listing.operands(of: index)
        let first = operands.startIndex
        let shape = LiveCode.shapes[code.listing.instructions[index].opcode]
        let all = operands.filter { $0.kind == .label && $0.value > 0 }.map(\.value)
        func set(_ change: Change) { changes[index - range.lowerBound] = change }
        func jump(_ atom: Int) -> (labels: [Int], ends: Bool) {
            set(.jumps)
            blockers.insert(atom)
            return (all, true)
        }
        set(.stays)
        switch shape.kind {
        case .equal:
            if let atom = missing(operands.dropFirst(), isMade) { return jump(atom) }
        case .notEqual:
            if let atom = missing(operands.dropFirst(), isMade) {
                set(.goes)
                blockers.insert(atom)
                return ([], false)
            }
        case .taggedTuple:
            if let atom = missing(operands[first + 3], isMade) { return jump(atom) }
        case .hasFields, .getElements:
            let step = shape.kind == .hasFields ? 1 : 2
            let keys = stride(from: first + 3, to: operands.endIndex, by: step).map { operands[$0] }
            if operands[first].value > 0, let atom = missing(keys[...], isMade) {
                return jump(atom)
            }
            if shape.kind == .getElements { make(operands[first + 1]) }
        case .select: return select(index, operands, isMade)
        case .bif:
            let callee = operands[first + shape.importOperand].value
            let name = code.imports.indices.contains(callee) ? code.names[code.imports[callee].key.name] : ""
            if !LiveCode.comparisons.contains(name) {
                for operand in operands { make(operand) }
            }
        case .other:
            for operand in operands { make(operand) }
        case .label, .test: break
        }
        return (all, shape.ends)
    }

    /// A choice between constants: those that cannot be are left out.
    private mutating func select(
        _ index: Int, _ operands: ArraySlice<GenericOperand>, _ isMade: (Int) -> Bool
    ) -> (labels: [Int], ends: Bool) {
        let first = operands.startIndex
        var kept: [Int] = []
        var labels = [operands[first + 1].value]
        let pairs = (operands.count - 3) / 2
        for pair in 0..<pairs {
            if let atom = missing(operands[first + 3 + 2 * pair], isMade) {
                blockers.insert(atom)
            } else {
                kept.append(pair)
                labels.append(operands[first + 4 + 2 * pair].value)
            }
        }
        if kept.count < pairs, kept.isEmpty || LiveCode.canWrite(operands) {
            changes[index - range.lowerBound] = kept.isEmpty ? .jumps : .selects(kept)
        } else if kept.count < pairs {
            labels = operands.filter { $0.kind == .label }.map(\.value)
        }
        return (labels, true)
    }

    private mutating func make(_ operand: GenericOperand) {
        if operand.kind == .atom, operand.value > 0 { made.insert(code.atoms[operand.value]) }
        if operand.kind == .literal { made.formUnion(code.literal(operand.value).atoms) }
    }
}

// MARK: The code without what cannot run

extension LiveCode {
    /// Appends the function's bytes to `bytes`; `chunk` is the module's code chunk.
    func append(_ chunk: [UInt8], to bytes: inout [UInt8]) {
        for (index, change) in zip(range, changes) {
            let instruction = code.listing.instructions[index]
            let operands = code.listing.operands(of: index)
            switch change {
            case .stays: bytes += chunk[instruction.offset..<instruction.end]
            case .goes: break
            case .jumps:
                bytes.append(LiveCode.jump)
                let label = kind(index) == .select ? operands[operands.startIndex + 1] : operands[operands.startIndex]
                LiveCode.append(label, to: &bytes)
            case .selects(let pairs):
                bytes.append(UInt8(instruction.opcode))
                let first = operands.startIndex
                LiveCode.append(operands[first], to: &bytes)
                LiveCode.append(operands[first + 1], to: &bytes)
                // The tag of a list, and its size.
                bytes.append(0x17)
                LiveCode.append(0, 2 * pairs.count, to: &bytes)
                for pair in pairs {
                    LiveCode.append(operands[first + 3 + 2 * pair], to: &bytes)
                    LiveCode.append(operands[first + 4 + 2 * pair], to: &bytes)
                }
            }
        }
    }

    /// The generic instruction `jump`.
    private static let jump: UInt8 = 61

    /// The operands that a `select_val` on atoms and a `jump` have.
    private static func append(_ operand: GenericOperand, to bytes: inout [UInt8]) {
        switch operand.kind {
        case .integer: append(1, operand.value, to: &bytes)
        case .atom: append(2, operand.value, to: &bytes)
        case .x: append(3, operand.value, to: &bytes)
        case .y: append(4, operand.value, to: &bytes)
        case .label: append(5, operand.value, to: &bytes)
        default: append(0, operand.value, to: &bytes)
        }
    }

    /// A compact term.
    private static func append(_ tag: UInt8, _ value: Int, to bytes: inout [UInt8]) {
        if (0..<16).contains(value) {
            bytes.append(UInt8(value) << 4 | tag)
        } else if (0..<2048).contains(value) {
            bytes += [UInt8(value >> 8) << 5 | 0x08 | tag, UInt8(value & 0xFF)]
        } else {
            // Four bytes, which is two more than the least that this form has.
            bytes.append(2 << 5 | 0x18 | tag)
            bytes += (0..<4).map { UInt8(truncatingIfNeeded: value >> (24 - 8 * $0)) }
        }
    }

    /// Whether a `select_val` has only operands that ``append(_:to:)`` knows. Floats and big integers are left as they are.
    static func canWrite(_ operands: ArraySlice<GenericOperand>) -> Bool {
        operands.allSatisfy { [.integer, .atom, .x, .y, .label, .list].contains($0.kind) }
    }
}
