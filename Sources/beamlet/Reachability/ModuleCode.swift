import BeamletVM

/// A module that the program may need: its tables, and, once anything of it is needed, what its functions refer to.
final class ModuleCode {
    let module: LoadedModule
    /// The number of its name.
    let name: Int
    /// Whether it is the application's: given, and not found in a library.
    let isGiven: Bool
    let names: Names
    /// The number of `erlang`.
    let erlang: Int
    /// The numbers of its atoms by index; entry 0 is not used.
    let atoms: [Int]
    /// The other way: the index of an atom by its number.
    let atomIndices: [Int: Int]
    /// Its imported functions by index.
    let imports: [FunctionName]
    /// The labels of its funs by index.
    let funs: [Int]
    /// Its exported functions: the row of the table, and the label.
    let exports: [FunctionKey: (row: Int, label: Int)]
    /// The bytes of its literals in external format.
    private let literalBytes: [[UInt8]]
    private var literals: [LiteralFacts?]

    var literalCount: Int { literalBytes.count }

    /// Its attributes.
    private(set) lazy var annotations: Annotations? = try? Annotations(module)
    /// The callbacks of the behaviour that it defines: what its `behaviour_info/1` has in its literals.
    private(set) lazy var callbacks: Set<FunctionKey> = {
        let info = FunctionKey(name: names.number("behaviour_info"), arity: 1)
        guard let index = function(exported: info) else { return [] }
        return functions[index].literals.reduce(into: []) { $0.formUnion(literal($1).pairs) }
    }()

    /// Its functions in the order of the code. The first use walks over the code.
    private(set) lazy var functions: [FunctionFacts] = walked.functions
    private lazy var walked: (functions: [FunctionFacts], owners: [Int]) = CodeWalk.walk(self)
    /// The function of each label; -1: none.
    var owners: [Int] { walked.owners }
    /// Its instructions. What cannot be decoded has none: the loader says what is wrong with it.
    private(set) lazy var listing: CodeListing =
        (try? BeamModule.withFile(module.bytes, file: module.file) { try CodeListing($0, literals: literalCount) })
        ?? .empty

    /// Reads the tables. Throws a ``ToolError`` that names the file.
    init(_ module: LoadedModule, names: Names, isGiven: Bool) throws {
        self.module = module
        self.names = names
        self.isGiven = isGiven
        erlang = names.number("erlang")
        name = names.number(module.name)
        (atoms, imports, funs, exports, literalBytes) = try BeamModule.withFile(module.bytes, file: module.file) {
            beam in
            let atoms = try BeamModule.atoms(of: beam).map(names.number)
            let importTable = try beam.imports()
            let imports = try (0..<importTable.count).map { index in
                let entry = try importTable.entry(index)
                return FunctionName(
                    module: atoms[entry.module], key: FunctionKey(name: atoms[entry.function], arity: entry.arity))
            }
            let funTable = try beam.funs()
            let funs = try (0..<funTable.count).map { try funTable.entry($0).label }
            let exportTable = try beam.exports()
            var exports: [FunctionKey: (row: Int, label: Int)] = [:]
            for row in 0..<exportTable.count {
                let entry = try exportTable.entry(row)
                exports[FunctionKey(name: atoms[entry.function], arity: entry.arity)] = (row, entry.label)
            }
            return (atoms, imports, funs, exports, try BeamModule.literals(of: beam))
        }
        atomIndices = Dictionary(
            atoms.enumerated().dropFirst().map { ($0.element, $0.offset) }, uniquingKeysWith: { first, _ in first })
        literals = Array(repeating: nil, count: literalBytes.count)
    }

    /// The module's form with what is left of its functions; of those that are nil all is.
    func form(_ functions: [LiveCode?]) -> [UInt8] {
        let bytes = module.bytes
        var form = Array(bytes[..<12])
        var place = 12
        while place + 8 <= bytes.count {
            let size = bytes[place + 4..<place + 8].reduce(0) { $0 << 8 | Int($1) }
            let end = min(place + 8 + (size + 3) & ~3, bytes.count)
            if bytes[place..<place + 4].elementsEqual("Code".utf8) {
                let code = self.code(Array(bytes[place + 8..<place + 8 + size]), functions)
                form += bytes[place..<place + 4] + SourceTerm.word(code.count) + code
                form += [UInt8](repeating: 0, count: -code.count & 3)
            } else {
                form += bytes[place..<end]
            }
            place = end
        }
        form.replaceSubrange(4..<8, with: SourceTerm.word(form.count - 8))
        return form
    }

    private func code(_ chunk: [UInt8], _ functions: [LiveCode?]) -> [UInt8] {
        var code: [UInt8] = []
        var place = 0
        for (range, left) in zip(listing.functions, functions) {
            let first = listing.instructions[range.lowerBound].offset
            let end = listing.instructions[range.upperBound - 1].end
            guard let left else { continue }
            code += chunk[place..<first]
            left.append(chunk, to: &code)
            place = end
        }
        code += chunk[place...]
        // As long as the number of labels in its header says: the reader refuses a chunk that cannot have so many. What follows the last
        // instruction is not read.
        return code + [UInt8](repeating: 0, count: max(0, listing.labelCount + 24 - code.count))
    }

    /// What the linker wants to know of a literal.
    func literal(_ index: Int) -> LiteralFacts {
        if let facts = literals[index] { return facts }
        let facts = LiteralScanner.facts(literalBytes[index], names)
        literals[index] = facts
        return facts
    }

    /// The place in the code of the function that a label belongs to.
    func function(ofLabel label: Int) -> Int? {
        let owners = walked.owners
        guard owners.indices.contains(label), owners[label] >= 0 else { return nil }
        return owners[label]
    }

    /// The place in the code of an exported function.
    func function(exported key: FunctionKey) -> Int? {
        exports[key].flatMap { function(ofLabel: $0.label) }
    }

}
