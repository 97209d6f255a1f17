import BeamletVM

/// Linked instructions as text: their names, and operands as a person reads them.
struct LinkedText {
    private let atom: (Term) -> String
    private let literals: LiteralText
    private let imageBase: Address
    /// Calls of other modules by the place of their address.
    private let imports: [Address: String]
    /// The module's functions by their entries, its funs by their records.
    private var functions: [Address: String] = [:]
    private var funs: [Address: String] = [:]
    private static let bifs = LinkedText.readBIFs()

    init(record: ModuleRecord, imageBase: Address, imports: [Address: String], atom: @escaping (Term) -> String) {
        self.atom = atom
        self.imageBase = imageBase
        self.imports = imports
        literals = LiteralText(atom: atom)
        for index in 0..<record.functionCount {
            let info = loadWord(record.functions + index * 4)
            let entry = info + FunctionInfo.size
            functions[entry] = ErlangText.function(
                atom(FunctionInfo.module(info)), atom(FunctionInfo.function(info)), FunctionInfo.arity(entry: entry))
        }
        for index in 0..<record.funCount {
            let fun = record.funs + index * UInt32(MemoryLayout<FunRecord>.size)
            funs[fun] = functions[loadWord(fun)].map { "fun \($0)" }
        }
    }

    /// `module:function/arity` by number.
    private static func readBIFs() -> [String] {
        (0..<BIFTable.count).map { number in
            let name = BIFTable.name(number)
            return ErlangText.function(name.module.string, name.function.string, name.arity)
        }
    }

    /// The text of an instruction. Labels have the names in `labels` by address.
    func text(_ instruction: LinkedInstruction, _ labels: [Address: String]) -> String {
        var words = ["\(instruction.opcode)"]
        for (index, operand) in instruction.operands.enumerated() {
            if let text = text(operand, index, instruction, labels) { words.append(text) }
        }
        if instruction.letters.contains(UInt8(ascii: "v")) {
            let elements = instruction.elements.enumerated().map { element($0, $1, instruction, labels) }
            words.append("[\(elements.joined(separator: ", "))]")
        }
        return words.joined(separator: " ")
    }

    private func text(
        _ operand: LinkedInstruction.Operand, _ index: Int, _ instruction: LinkedInstruction,
        _ labels: [Address: String]
    ) -> String? {
        switch operand {
        case .x(let slot): return LinkedText.slot(slot)
        case .y(let number): return "y\(number)"
        case .number(let number): return numberText(number, index, instruction)
        case .term(let term):
            if CatchTag.isTag(term.bits) { return "-> \(label(CatchTag.handler(term.bits, base: imageBase), labels))" }
            return literals.text(term)
        case .label(let address): return address.map { "-> \(label($0, labels))" }
        case .word(let word, let place):
            if let name = imports[place] ?? funs[word] { return name }
            switch instruction.opcode {
            case .test_heap_wide_h_f: return String(word)
            default: break
            }
            return "-> \(label(word, labels))"
        }
    }

    /// A number: the name of the BIF or atom that it stands for, where it is one.
    private func numberText(_ number: Int, _ index: Int, _ instruction: LinkedInstruction) -> String {
        let isUnit = instruction.letters[index] == UInt8(ascii: "h")
        switch instruction.opcode {
        case .func_info_n_h_h where isUnit:
            return ErlangText.atom(atom(Term(atom: UInt32(number))))
        case .call_bif_n_h, .call_bif_last_n_n_h, .call_bif_only_n_h, .bif0_d_n_h_j, .bif1_x_d_n_h_j,
            .bif2_x_x_d_n_h_j, .bif3_x_x_x_d_n_h_j, .bif_wide_d_n_h_h_j:
            return isUnit && (instruction.opcode != .bif_wide_d_n_h_h_j || index == 3)
                && LinkedText.bifs.indices.contains(number) ? LinkedText.bifs[number] : String(number)
        case .move_wide_xx_h_h:
            return LinkedText.slot(number)
        case .move_wide_yx_h_h:
            return index == 0 ? "y\(number)" : LinkedText.slot(number)
        case .move_wide_xy_h_h:
            return index == 0 ? LinkedText.slot(number) : "y\(number)"
        default:
            return String(number)
        }
    }

    /// An element of a list: `ok -> L3`, `2 := x1`, `y0`.
    private func element(
        _ number: Int, _ parts: [LinkedInstruction.Operand], _ instruction: LinkedInstruction,
        _ labels: [Address: String]
    ) -> String {
        var texts = parts.map { part -> String in
            switch part {
            case .x(let slot): return LinkedText.slot(slot)
            case .y(let register): return "y\(register)"
            case .number(let number): return String(number)
            case .term(let term): return literals.text(term)
            case .label(let address): return "-> \(address.map { label($0, labels) } ?? "-")"
            case .word(let word, _): return hexAddress(word)
            }
        }
        switch instruction.opcode {
        case .jump_table_x_i_h_j_v:
            if case .term(let smallest) = instruction.operands[1] {
                texts.insert(String(smallest.smallValue + number), at: 0)
            }
        case .update_record_x_d_h_h_v: texts.insert(":=", at: 1)
        default: break
        }
        return texts.joined(separator: " ")
    }

    /// What is at an address: a label, a function, or nothing that has a name.
    private func label(_ address: Address, _ labels: [Address: String]) -> String {
        labels[address] ?? functions[address] ?? hexAddress(address)
    }

    /// An X register by its slot; the first three slots are temporaries.
    private static func slot(_ slot: Int) -> String { slot < 3 ? "t\(slot)" : "x\(slot - 3)" }
}
