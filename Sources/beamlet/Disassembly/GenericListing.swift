import BeamletVM

/// A generic instruction as text.
struct ListedInstruction: Equatable {
    /// Its offset in the code chunk.
    let offset: Int
    let text: String
}

/// A function's generic instructions as text.
struct ListedFunction: Equatable {
    let name: String
    let arity: Int
    let instructions: [ListedInstruction]
}

/// All functions of a module, with atoms, literals, functions, funs and lines in the place of their indices.
struct GenericListing {
    let module: String
    let functions: [ListedFunction]
    /// The labels' names, with the function that begins there, by the offset of the `label` instruction.
    let labels: [Int: String]

    /// Decodes `module`. Throws a ``ToolError`` that names its file.
    init(_ module: LoadedModule) throws {
        self.module = module.name
        (functions, labels) = try BeamModule.withFile(module.bytes, file: module.file) { beam in
            var lister = try Lister(beam, bytes: module.bytes)
            return (try lister.functions(), lister.labels)
        }
    }
}

/// The tables of one module, and the walk over its code.
private struct Lister {
    private let atoms: [String]
    private let literals: [String]
    private let imports: [String]
    private let funs: [String]
    private let lines: [String]
    private let types: [BeamType]
    private let strings: [UInt8]
    private let codeBytes: ByteReader
    private var reader: CodeReader
    /// Functions by the label of their first instruction.
    private var entries: [Int: String] = [:]
    /// The labels that were defined, by the offset of their definition.
    private(set) var labels: [Int: String] = [:]

    init(_ beam: BeamFile, bytes: [UInt8]) throws {
        let atoms = try BeamModule.atoms(of: beam)
        self.atoms = atoms
        literals = try BeamModule.literals(of: beam).map(ExternalTermText.text)
        let importTable = try beam.imports()
        imports = try (0..<importTable.count).map {
            let entry = try importTable.entry($0)
            return ErlangText.function(atoms[entry.module], atoms[entry.function], entry.arity)
        }
        let funTable = try beam.funs()
        funs = try (0..<funTable.count).map {
            let entry = try funTable.entry($0)
            return "\(ErlangText.atom(atoms[entry.function]))/\(entry.arity)"
        }
        lines = try Lister.lines(beam, module: atoms[1])
        var typeTable = try beam.types()
        var types: [BeamType] = []
        while let type = try typeTable.next() { types.append(type) }
        self.types = types
        strings = [UInt8](beam.strings().rest)
        let code = try beam.code()
        codeBytes = code.instructions
        let limits = OperandLimits(
            atoms: beam.atomCount, labels: code.labelCount, literals: literals.count, types: types.count)
        reader = CodeReader(code, limits: limits)
        for table in [try beam.exports(), try beam.locals()] {
            for index in 0..<table.count {
                let entry = try table.entry(index)
                entries[entry.label] = "\(ErlangText.atom(atoms[entry.function]))/\(entry.arity)"
            }
        }
    }

    /// `file:line` by the operand of `line` instructions.
    private static func lines(_ beam: BeamFile, module: String) throws -> [String] {
        var table = try beam.lines()
        var names = ["\(module).erl"]
        var nameTable = try table.fileNames()
        while let name = try nameTable.next() { names.append(String(decoding: name, as: UTF8.self)) }
        var lines = ["unknown"]
        while let item = try table.next() { lines.append("\(names[item.file]):\(item.line)") }
        return lines
    }

    mutating func functions() throws -> [ListedFunction] {
        let buffer = UnsafeMutableBufferPointer<GenericOperand>.allocate(capacity: codeBytes.remaining + 16)
        defer { buffer.deallocate() }
        var functions: [ListedFunction] = []
        // A function begins with the label and the line before its func_info.
        var pending: [ListedInstruction] = []
        var name: (String, Int)?
        while let instruction = try reader.next(into: buffer) {
            let operands = Array(buffer[..<instruction.operandCount])
            let title = String(
                decoding: GenericInstructionTable.field(1, of: Int(instruction.opcode)), as: UTF8.self)
            if instruction.opcode == GenericInstruction.functionInfo {
                var head: [ListedInstruction] = []
                while let last = pending.last, last.text.hasPrefix("line ") || last.text.hasPrefix("label ") {
                    head.insert(pending.removeLast(), at: 0)
                    if last.text.hasPrefix("label ") { break }
                }
                if let (name, arity) = name {
                    functions.append(ListedFunction(name: name, arity: arity, instructions: pending))
                }
                name = (atomName(operands[1]), operands[2].value)
                pending = head
            }
            if instruction.opcode == GenericInstruction.label {
                labels[instruction.offset] = labelText(operands[0].value)
            }
            pending.append(ListedInstruction(offset: instruction.offset, text: text(title, operands)))
        }
        if let (name, arity) = name {
            functions.append(ListedFunction(name: name, arity: arity, instructions: pending))
        }
        return functions
    }

    private func atomName(_ operand: GenericOperand) -> String {
        operand.kind == .atom && operand.value > 0 ? atoms[operand.value] : "?"
    }

    private func text(_ title: String, _ operands: [GenericOperand]) -> String {
        var words = [title]
        var index = 0
        var rest = operands[...]
        while let operand = rest.popFirst() {
            switch operand.kind {
            case .list:
                let elements = rest.prefix(operand.value).map(word)
                rest = rest.dropFirst(operand.value)
                words.append("[\(elements.joined(separator: " "))]")
            case .allocationList:
                let elements = rest.prefix(2 * operand.value).map(\.value)
                rest = rest.dropFirst(2 * operand.value)
                let kinds = ["words", "floats", "funs"]
                let needs = stride(from: 0, to: elements.count, by: 2)
                let pairs = needs.map { "\(kinds[elements[$0]]):\(elements[$0 + 1])" }
                words.append("{\(pairs.joined(separator: " "))}")
            default:
                words.append(role(title, index, operand, operands) ?? word(operand))
            }
            index += 1
        }
        return words.joined(separator: " ")
    }

    private func role(
        _ title: String, _ index: Int, _ operand: GenericOperand, _ operands: [GenericOperand]
    ) -> String? {
        guard operand.kind == .unsigned, let role = OperandRole.role(title, index) else { return nil }
        switch role {
        case .importedFunction: return element(imports, operand.value)
        case .fun: return element(funs, operand.value)
        case .line: return element(lines, operand.value)
        case .string(let length, let isBits):
            let size = isBits ? (operands[length].value + 7) / 8 : operands[length].value
            guard size >= 0, size <= strings.count, operand.value <= strings.count - size else { return nil }
            return ErlangText.binary(strings[operand.value..<operand.value + size])
        }
    }

    private func element(_ table: [String], _ index: Int) -> String? {
        table.indices.contains(index) ? table[index] : nil
    }

    private func word(_ operand: GenericOperand) -> String {
        switch operand.kind {
        case .unsigned, .integer: return String(operand.value)
        case .bigInteger:
            let bytes = [UInt8](codeBytes.bytes(at: operand.value, count: operand.byteCount))
            return ErlangText.integer(twosComplement: bytes)
        case .atom: return operand.value == 0 ? "[]" : ErlangText.atom(atoms[operand.value])
        case .x: return "x\(operand.value)\(typeText(operand))"
        case .y: return "y\(operand.value)\(typeText(operand))"
        case .label:
            return operand.value == 0 ? "-" : labelText(operand.value)
        case .character:
            let scalar = Unicode.Scalar(UInt32(operand.value))
            return scalar.map { "$\($0)" } ?? String(operand.value)
        case .floatRegister: return "fr\(operand.value)"
        case .literal: return literals[operand.value]
        case .list: return "[\(operand.value)]"
        case .allocationList: return "{\(operand.value)}"
        }
    }

    private func labelText(_ label: Int) -> String { "L\(label)\(entries[label].map { "(\($0))" } ?? "")" }

    /// What is known of a typed register: `:integer(0..255)`.
    private func typeText(_ operand: GenericOperand) -> String {
        guard let index = operand.typeIndex, types.indices.contains(index) else { return "" }
        return TypeText.text(types[index]).map { ":\($0)" } ?? ""
    }
}
