/// Writes a small `.beam` form: functions that answer a literal, or call a function of another module with one.
///
/// For data that the linker itself adds to a program: it is linked as all modules are, so that its terms lie finished in flash and take
/// neither RAM nor time, and what it calls is found as in any other module.
struct ModuleWriter {
    /// A function without arguments.
    struct Function {
        let name: String
        let value: SourceTerm
        /// The function that is called with the value as its only argument; nil: the value is the answer.
        var calls: (module: String, function: String)?
    }

    private var atoms: [String] = []
    private var literals: [[UInt8]] = []
    private var imports: [[Int]] = []
    private var exports: [[Int]] = []
    private var code: [UInt8] = []

    /// Operands' tags: an untagged number, an atom, an X register, a label.
    private enum Tag {
        static let number: UInt8 = 0
        static let atom: UInt8 = 2
        static let register: UInt8 = 3
    }

    /// Generic instructions, by their numbers in OTP's `genop.tab`.
    private enum Instruction {
        static let label: UInt8 = 1
        static let functionInfo: UInt8 = 2
        static let endOfCode: UInt8 = 3
        static let `return`: UInt8 = 19
        static let move: UInt8 = 64
        static let callExternalOnly: UInt8 = 78
        /// The newest of them.
        static let newest = 78
    }

    /// The module `name` with these functions, all exported: the bytes of its form.
    static func form(_ name: String, _ functions: [Function]) -> [UInt8] {
        var writer = ModuleWriter()
        _ = writer.atom(name)
        for function in functions { writer.add(function) }
        writer.code.append(Instruction.endOfCode)
        let code =
            [16, 0, Instruction.newest, 2 * functions.count + 1, functions.count].flatMap(SourceTerm.word) + writer.code
        let names = writer.atoms.map { Array($0.utf8) }.flatMap { [UInt8($0.count)] + $0 }
        let texts = writer.literals.flatMap { SourceTerm.word($0.count) + $0 }
        let chunks =
            chunk("AtU8", SourceTerm.word(writer.atoms.count) + names) + chunk("Code", code) + chunk("StrT", [])
            + chunk("ImpT", table(writer.imports)) + chunk("ExpT", table(writer.exports))
            + chunk("LitU", SourceTerm.word(writer.literals.count) + texts)
        return Array("FOR1".utf8) + SourceTerm.word(chunks.count + 4) + Array("BEAM".utf8) + chunks
    }

    private mutating func add(_ function: Function) {
        let label = 2 * exports.count + 1
        let name = atom(function.name)
        emit(Instruction.label, (Tag.number, label))
        emit(Instruction.functionInfo, (Tag.atom, 1), (Tag.atom, name), (Tag.number, 0))
        emit(Instruction.label, (Tag.number, label + 1))
        code.append(Instruction.move)
        // A literal: the tag of what needs more than three bits, then its number.
        code.append(0x47)
        append(Tag.number, literals.count)
        append(Tag.register, 0)
        literals.append(function.value.externalFormat)
        if let callee = function.calls {
            imports.append([atom(callee.module), atom(callee.function), 1])
            emit(Instruction.callExternalOnly, (Tag.number, 1), (Tag.number, imports.count - 1))
        } else {
            code.append(Instruction.return)
        }
        exports.append([name, 0, label + 1])
    }

    /// The number of an atom, from 1.
    private mutating func atom(_ name: String) -> Int {
        if let index = atoms.firstIndex(of: name) { return index + 1 }
        atoms.append(name)
        return atoms.count
    }

    private mutating func emit(_ instruction: UInt8, _ operands: (tag: UInt8, value: Int)...) {
        code.append(instruction)
        for operand in operands { append(operand.tag, operand.value) }
    }

    /// An operand; numbers here have at most 11 bits.
    private mutating func append(_ tag: UInt8, _ value: Int) {
        if value < 16 {
            code.append(UInt8(value) << 4 | tag)
        } else {
            code += [UInt8(value >> 8) << 5 | 0x08 | tag, UInt8(value & 255)]
        }
    }

    private static func table(_ rows: [[Int]]) -> [UInt8] {
        SourceTerm.word(rows.count) + rows.joined().flatMap(SourceTerm.word)
    }

    /// A chunk: its name, its size, and its bytes, filled up to a multiple of four.
    private static func chunk(_ name: String, _ bytes: [UInt8]) -> [UInt8] {
        Array(name.utf8) + SourceTerm.word(bytes.count) + bytes + [UInt8](repeating: 0, count: -bytes.count & 3)
    }
}
