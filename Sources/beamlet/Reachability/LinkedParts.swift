import BeamletVM

/// What is linked of a module: what the loader is told.
struct LinkedParts {
    var functions: [ModuleSelection.Use]
    var atoms: [Bool]
    var literals: [Bool]
    var imports: [Bool]
    var funs: [Bool]
    var exports: [Bool]
    var keepsAttributes = false

    /// Nothing of a module.
    init(_ code: ModuleCode) {
        functions = Array(repeating: .dropped, count: code.functions.count)
        atoms = Array(repeating: false, count: code.atoms.count)
        literals = Array(repeating: false, count: code.literalCount)
        imports = Array(repeating: false, count: code.imports.count)
        funs = Array(repeating: false, count: code.funs.count)
        exports = Array(repeating: false, count: code.exports.count)
        self.code = code
    }

    private let code: ModuleCode

    /// Links a function; of one whose code is not used only its name.
    mutating func add(_ index: Int, _ facts: FunctionFacts, isWhole: Bool, isMissing: Bool) {
        functions[index] = isMissing ? .missing : .linked
        if let atom = code.atomIndices[facts.key.name] { atoms[atom] = true }
        guard isWhole else { return }
        for atom in facts.atoms { atoms[atom] = true }
        for literal in facts.literals { literals[literal] = true }
        for fun in facts.funs { funs[fun] = true }
        for index in facts.imports {
            imports[index] = true
            for name in [code.imports[index].module, code.imports[index].key.name] {
                if let atom = code.atomIndices[name] { atoms[atom] = true }
            }
        }
    }

    /// Calls `body` with the tables as the loader takes them, which are valid only there.
    func withSelection<Result>(_ body: (ModuleSelection) throws -> Result) rethrows -> Result {
        try functions.withUnsafeBufferPointer { functions in
            try atoms.withUnsafeBufferPointer { atoms in
                try literals.withUnsafeBufferPointer { literals in
                    try imports.withUnsafeBufferPointer { imports in
                        try funs.withUnsafeBufferPointer { funs in
                            try exports.withUnsafeBufferPointer { exports in
                                try body(
                                    ModuleSelection(
                                        functions: functions, atoms: atoms, literals: literals, imports: imports,
                                        funs: funs, exports: exports, keepsAttributes: keepsAttributes))
                            }
                        }
                    }
                }
            }
        }
    }
}
