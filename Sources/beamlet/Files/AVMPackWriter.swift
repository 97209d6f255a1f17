import BeamletVM

/// Writes AVM packs that existing tools read: see ``AVMPack`` for the format.
struct AVMPackWriter {
    /// The pack so far, without its end.
    private var bytes = AVMPack.header

    /// Adds a module, stripped to what running it needs.
    mutating func add(_ module: LoadedModule) throws {
        let flags = AVMPack.codeFlag | (module.hasStart ? AVMPack.startFlag : 0)
        append("\(module.name).beam", flags: flags, try ModuleStripper.strip(module))
    }

    /// Adds a plain file, its length before its bytes.
    mutating func add(name: String, bytes data: [UInt8]) {
        append(name, flags: AVMPack.plainFileFlag, bigEndian(UInt32(data.count)) + data)
    }

    /// The whole pack.
    func finished() -> [UInt8] {
        bytes + bigEndian(0) + bigEndian(0) + bigEndian(0) + Array("end".utf8) + [0]
    }

    private mutating func append(_ name: String, flags: UInt32, _ data: [UInt8]) {
        let title = padded(Array(name.utf8) + [0])
        let body = padded(data)
        bytes += bigEndian(UInt32(12 + title.count + body.count)) + bigEndian(flags) + bigEndian(0) + title + body
    }
}

/// Leaves out of a module what only compilers, debuggers and documentation read, and decompresses its literals, as packs
/// have them.
enum ModuleStripper {
    /// Chunks that are kept, in the order in which they are written.
    private static let kept: [UInt32] = [
        ChunkName.atomsUTF8, ChunkName.atomsLatin1, ChunkName.code, ChunkName.exports, ChunkName.locals,
        ChunkName.imports, ChunkName.literalsUncompressed, ChunkName.funs, ChunkName.strings, ChunkName.lines,
        ChunkName.types, ChunkName.records,
    ]

    static func strip(_ module: LoadedModule) throws -> [UInt8] {
        try BeamModule.withFile(module.bytes, file: module.file) { beam in
            var body = Array("BEAM".utf8)
            for name in kept {
                let isLiterals = name == ChunkName.literalsUncompressed
                let found = isLiterals ? try literals(of: beam) : beam.chunk(name).map { [UInt8]($0.rest) }
                guard let data = found else { continue }
                body += bigEndian(name) + bigEndian(UInt32(data.count)) + padded(data)
            }
            return Array("FOR1".utf8) + bigEndian(UInt32(body.count)) + body
        }
    }

    /// The literals' chunk in its uncompressed form, or nil when there are none.
    private static func literals(of beam: BeamFile) throws -> [UInt8]? {
        let chunk = try beam.literals()
        guard chunk.uncompressedSize > 0 else { return nil }
        var decoded = [UInt8](repeating: 0, count: chunk.uncompressedSize)
        try decoded.withUnsafeMutableBytes { try chunk.decode(into: $0) }
        return decoded
    }
}

private func bigEndian(_ word: UInt32) -> [UInt8] {
    [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: word >> UInt32($0)) }
}

/// `bytes` with zeros up to a multiple of four.
private func padded(_ bytes: [UInt8]) -> [UInt8] {
    bytes + [UInt8](repeating: 0, count: (4 - bytes.count % 4) % 4)
}
