import BeamletVM

/// Notes in an image what its code needs of the firmware: its instructions, and the native functions that it calls or has as
/// funs. What a program calls by names that it computes cannot be known.
final class ProgramNeeds {
    private let image: Address
    /// Literals that have been looked at: those of one module may share parts.
    private var seen: Set<Address> = []
    private var hasMatchFunctions = false

    /// For the image at that address.
    init(image: Address) {
        self.image = image
        for stub in Image.Stub.allCases { Needs.add(stub.opcode, toImageAt: image) }
    }

    /// Looks at a module. `events` is what the loader has reported: where the code of each generic instruction begins, with a
    /// negative offset for constants.
    func add(_ module: ModuleRecord, _ events: [(offset: Int, address: Address)], _ builder: ImageBuilder) {
        for (index, event) in events.enumerated() where event.offset >= 0 {
            let end = index + 1 < events.count ? events[index + 1].address : module.codeEnd
            var place = event.address
            while place < end, let instruction = LinkedInstruction(at: place, limit: end) {
                add(instruction, builder)
                place = instruction.end
            }
        }
    }

    private func add(_ instruction: LinkedInstruction, _ builder: ImageBuilder) {
        Needs.add(instruction.opcode, toImageAt: image)
        if ProgramNeeds.makesFloats(instruction) { Needs.addFloats(toImageAt: image) }
        if let index = ProgramNeeds.nativeOperand(instruction.opcode),
            case .number(let number) = instruction.operands[index]
        {
            add(native: number)
        }
        for operand in instruction.operands + instruction.elements.joined() {
            if case .term(let term) = operand { add(term, builder) }
        }
    }

    /// Notes that a native function is needed that no code names.
    func add(native module: String, _ function: String, _ arity: Int) {
        let number = withAtomName(module) { module in
            withAtomName(function) { BIFTable.number(module, $0, arity) }
        }
        if let number { add(native: Int(number)) }
    }

    private func add(native number: Int) {
        Needs.add(native: number, toImageAt: image)
        addMatchFunctions(for: BIFTable.name(number))
        if ProgramNeeds.makesFloats(native: number) { Needs.addFloats(toImageAt: image) }
    }

    /// What match specifications may call is needed where one can be given, and addition by counters of tables.
    private func addMatchFunctions(for name: NativeNames.Name) {
        let function = name.function.string
        if name.module.string == "ets", function == "update_counter" { add(native: "erlang", "+", 2) }
        let takesSpecification =
            function.contains("select") || function.hasPrefix("match_spec") || function == "is_compiled_ms"
        guard takesSpecification, !hasMatchFunctions else { return }
        hasMatchFunctions = true
        for text in [Machine.pureMatchFunctions, Machine.matchFunctions] {
            for function in text.description.split(separator: " ") {
                for arity in 0...3 { add(native: "erlang", String(function), arity) }
            }
        }
    }

    /// Whether an instruction can make a float where there was none before.
    private static func makesFloats(_ instruction: LinkedInstruction) -> Bool {
        switch instruction.opcode {
        case .fload_q_n, .fconv_x_n: true
        case .bs_get_x_x_d_n_n_n_j:
            if case .number(let flags) = instruction.operands[5] { Needs.isFloat(flagsOfGet: flags) } else { false }
        default: false
        }
    }

    /// Whether a native function can: by arithmetic, from text, or out of a term that was encoded.
    static func makesFloats(native number: Int) -> Bool {
        let name = BIFTable.name(number)
        if name.module.string == "math" { return true }
        return ["/", "float", "list_to_float", "binary_to_float", "binary_to_term"].contains(name.function.string)
    }

    /// Which operand is the number of a native function.
    private static func nativeOperand(_ opcode: Opcode) -> Int? {
        switch opcode {
        case .call_bif_n_h, .call_bif_only_n_h: 1
        case .call_bif_last_n_n_h: 2
        case .bif0_d_n_h_j: 2
        case .bif1_x_d_n_h_j: 3
        case .bif2_x_x_d_n_h_j: 4
        case .bif3_x_x_x_d_n_h_j: 5
        case .bif_wide_d_n_h_h_j: 3
        default: nil
        }
    }

    /// Looks for funs of native functions in a literal.
    private func add(_ literal: Term, _ builder: ImageBuilder) {
        var left = [literal]
        while let term = left.popLast() {
            guard term.isList || term.isBoxed, seen.insert(term.bits).inserted else { continue }
            if term.isList {
                left += [term.head, term.tail]
                continue
            }
            switch term.header.kind {
            case .tuple:
                left += (0..<term.header.words).map { term.element($0) }
            case .flatMap, .hashMap, .hashNode:
                left += (0..<term.header.words).map { term.boxedTerm($0) }
            case .float:
                Needs.addFloats(toImageAt: image)
            case .exportFun:
                let number = BIFTable.number(
                    builder.text(term.boxedTerm(0)), builder.text(term.boxedTerm(1)), term.boxedTerm(2).smallValue)
                if let number { add(native: Int(number)) }
            default: break
            }
        }
    }
}
