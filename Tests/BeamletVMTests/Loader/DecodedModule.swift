import BeamletVM

/// A module read through every view of the loader's front end, as values that tests can compare.
struct DecodedModule {
    var atoms = [""]
    var imports: [ImportEntry] = []
    var exports: [FunctionEntry] = []
    var locals: [FunctionEntry] = []
    var funs: [FunEntry] = []
    var literals: [[UInt8]] = []
    var lines: [LineItem] = []
    var fileNames: [String] = []
    var types: [BeamType] = []
    var instructions: [(instruction: GenericInstruction, operands: [GenericOperand])] = []
    var code: CodeHeader?

    /// Reads all of `bytes`; operands are kept when `keepOperands` is set.
    init(_ bytes: UnsafeRawBufferPointer, keepOperands: Bool = true) throws(LoadError) {
        // Copied, so that reading past the end is noticed by tools that watch the heap.
        guard let base = bytes.baseAddress else { throw LoadError(.notBeamFile, chunk: 0, offset: 0) }
        let file = try BeamFile(base: base, count: bytes.count)
        try readTables(file)
        try readLiterals(file)
        try readCode(file, keepOperands: keepOperands)
    }

    private mutating func readTables(_ file: BeamFile) throws(LoadError) {
        var atomTable = try file.atoms()
        while let atom = try atomTable.next() {
            atoms.append(String(decoding: atom.bytes, as: UTF8.self))
        }
        let importTable = try file.imports()
        for index in 0..<importTable.count { imports.append(try importTable.entry(index)) }
        let exportTable = try file.exports()
        for index in 0..<exportTable.count { exports.append(try exportTable.entry(index)) }
        let localTable = try file.locals()
        for index in 0..<localTable.count { locals.append(try localTable.entry(index)) }
        let funTable = try file.funs()
        for index in 0..<funTable.count { funs.append(try funTable.entry(index)) }
        var lineTable = try file.lines()
        var names = try lineTable.fileNames()
        while let name = try names.next() { fileNames.append(String(decoding: name, as: UTF8.self)) }
        while let line = try lineTable.next() { lines.append(line) }
        var typeTable = try file.types()
        while let type = try typeTable.next() { types.append(type) }
    }

    private mutating func readLiterals(_ file: BeamFile) throws(LoadError) {
        let chunk = try file.literals()
        let decoded = UnsafeMutableRawBufferPointer.allocate(byteCount: chunk.uncompressedSize, alignment: 8)
        defer { decoded.deallocate() }
        try chunk.decode(into: decoded)
        var entries = try chunk.entries(decoded: UnsafeRawBufferPointer(decoded))
        while let entry = try entries.next() { literals.append([UInt8](entry.rest)) }
    }

    private mutating func readCode(_ file: BeamFile, keepOperands: Bool) throws(LoadError) {
        let code = try file.code()
        self.code = code
        let limits = OperandLimits(
            atoms: file.atomCount, labels: code.labelCount, literals: literals.count, types: types.count)
        var reader = CodeReader(code, limits: limits)
        let buffer = UnsafeMutableBufferPointer<GenericOperand>.allocate(capacity: code.instructions.remaining + 8)
        defer { buffer.deallocate() }
        while let instruction = try reader.next(into: buffer) {
            instructions.append(
                (instruction, keepOperands ? Array(buffer[..<instruction.operandCount]) : []))
        }
    }
}

extension DecodedModule {
    init(_ bytes: [UInt8]) throws {
        self = try bytes.withUnsafeBytes { try DecodedModule($0) }
    }
}
