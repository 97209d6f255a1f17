import BeamletVM

/// What the tool must know of a module before it is linked.
struct BeamModule {
    /// Its name: the first atom.
    let name: String
    /// All atoms; index 0 is empty, as code counts from 1.
    let atoms: [String]
    /// Exported functions as `name/arity`.
    let exports: Set<String>
    /// Bytes of the form, without what follows it in the file.
    let size: Int

    /// Whether `start/0` is exported.
    var hasStart: Bool { exports.contains("start/0") }

    /// Reads the tables of the module in `bytes`. Throws a ``ToolError`` with the name `file`.
    init(_ bytes: [UInt8], file: String) throws {
        self = try BeamModule.withFile(bytes, file: file) { beam in
            let atoms = try BeamModule.atoms(of: beam)
            let table = try beam.exports()
            var exports: Set<String> = []
            for index in 0..<table.count {
                let entry = try table.entry(index)
                exports.insert("\(atoms[entry.function])/\(entry.arity)")
            }
            return BeamModule(name: atoms[1], atoms: atoms, exports: exports, size: beam.formSize)
        }
    }

    private init(name: String, atoms: [String], exports: Set<String>, size: Int) {
        self.name = name
        self.atoms = atoms
        self.exports = exports
        self.size = size
    }

    /// Calls `body` with a view of the module in `bytes`, which is valid only there. A `LoadError` becomes a
    /// ``ToolError`` with the name `file`.
    static func withFile<Result>(
        _ bytes: [UInt8], file: String, _ body: (BeamFile) throws -> Result
    ) throws -> Result {
        do {
            return try bytes.withUnsafeBytes { raw in
                guard let base = raw.baseAddress else { throw LoadError(.notBeamFile, chunk: 0, offset: 0) }
                return try body(try BeamFile(base: base, count: raw.count))
            }
        } catch let error as LoadError {
            throw ToolError.load(file, error)
        }
    }

    /// All atoms as text, from index 1.
    static func atoms(of beam: BeamFile) throws(LoadError) -> [String] {
        var table = try beam.atoms()
        var atoms = [""]
        while let atom = try table.next() {
            atoms.append(
                atom.isLatin1
                    ? String(String.UnicodeScalarView(atom.bytes.map { Unicode.Scalar($0) }))
                    : String(decoding: atom.bytes, as: UTF8.self))
        }
        return atoms
    }

    /// All literals in external format, decompressed.
    static func literals(of beam: BeamFile) throws(LoadError) -> [[UInt8]] {
        let chunk = try beam.literals()
        let decoded = UnsafeMutableRawBufferPointer.allocate(byteCount: chunk.uncompressedSize, alignment: 8)
        defer { decoded.deallocate() }
        try chunk.decode(into: decoded)
        var entries = try chunk.entries(decoded: UnsafeRawBufferPointer(decoded))
        var literals: [[UInt8]] = []
        while let entry = try entries.next() { literals.append([UInt8](entry.rest)) }
        return literals
    }
}
