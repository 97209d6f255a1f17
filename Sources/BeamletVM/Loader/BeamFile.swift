/// Names of the chunks that this VM reads, as the four characters' big-endian number.
public enum ChunkName {
    /// Atoms in UTF-8.
    public static var atomsUTF8: UInt32 { 0x4174_5538 }  // AtU8
    /// Atoms in Latin-1, as compilers before OTP 20 wrote them.
    public static var atomsLatin1: UInt32 { 0x4174_6F6D }  // Atom
    /// Instructions.
    public static var code: UInt32 { 0x436F_6465 }  // Code
    /// Imported functions.
    public static var imports: UInt32 { 0x496D_7054 }  // ImpT
    /// Exported functions.
    public static var exports: UInt32 { 0x4578_7054 }  // ExpT
    /// Local functions.
    public static var locals: UInt32 { 0x4C6F_6354 }  // LocT
    /// Funs.
    public static var funs: UInt32 { 0x4675_6E54 }  // FunT
    /// Literals, compressed.
    public static var literals: UInt32 { 0x4C69_7454 }  // LitT
    /// Literals, uncompressed, as packs carry them.
    public static var literalsUncompressed: UInt32 { 0x4C69_7455 }  // LitU
    /// Bytes of string segments.
    public static var strings: UInt32 { 0x5374_7254 }  // StrT
    /// Source lines.
    public static var lines: UInt32 { 0x4C69_6E65 }  // Line
    /// Types of registers.
    public static var types: UInt32 { 0x5479_7065 }  // Type
    /// The module's attributes, a term in external format.
    public static var attributes: UInt32 { 0x4174_7472 }  // Attr
    /// Compile information, a term in external format.
    public static var compileInfo: UInt32 { 0x4349_6E66 }  // CInf
    /// Definitions of native records.
    public static var records: UInt32 { 0x5265_6373 }  // Recs
    /// What the compiler noted of the file; read for the file's MD5 alone.
    public static var meta: UInt32 { 0x4D65_7461 }  // Meta
}

/// A `.beam` file in memory: an index of its chunks, and views of each.
///
/// Nothing is copied: the views look at the file's bytes, which must outlive them. A file of `erlc` and a module as
/// packs carry it (fewer chunks, `LitU` for `LitT`) are both accepted. Only the chunks named in ``ChunkName`` are
/// indexed; others are stepped over. Initialising takes time linear in the number of chunks.
public struct BeamFile {
    private struct Chunk {
        var offset: Int32
        var length: Int32
    }

    private let bytes: ByteReader
    private var chunks = InlineArray<16, Chunk>(repeating: Chunk(offset: -1, length: 0))
    /// Bytes of the whole form, its 8-byte header included.
    public let formSize: Int
    /// The number of atoms: indices 1 through this are valid in code and tables.
    public private(set) var atomCount = 0

    /// Indexes the chunks of the `count` bytes at `base`. Bytes after the form are not looked at.
    ///
    /// Throws `notBeamFile`, `compressedFile`, `formLength`, `chunkLength`, `duplicateChunk`, or `missingChunk` when
    /// there are no atoms, code, imports or exports.
    public init(base: UnsafeRawPointer, count: Int) throws(LoadError) {
        var reader = ByteReader(base: base, count: count)
        bytes = reader
        if count >= 2, base.load(as: UInt8.self) == 0x1F, base.load(fromByteOffset: 1, as: UInt8.self) == 0x8B {
            throw reader.error(.compressedFile)
        }
        guard count >= 12 else { throw reader.error(.notBeamFile) }
        let form = try reader.u32()
        let size = try reader.u32()
        let kind = try reader.u32()
        guard form == 0x464F_5231, kind == 0x4245_414D else { throw reader.error(.notBeamFile, at: 0) }
        guard size >= 4, size <= UInt32(Int32.max) - 8, Int(size) <= count - 8 else {
            throw reader.error(.formLength, at: 4, detail: Int(truncatingIfNeeded: size))
        }
        formSize = Int(size) + 8
        try index(from: 12)
        try requireMandatoryChunks()
    }

    private mutating func index(from start: Int) throws(LoadError) {
        var reader = bytes
        try reader.seek(to: start)
        while formSize - reader.position >= 8 {
            let header = reader.position
            let name = try reader.u32()
            let length = try reader.u32()
            guard length <= UInt32(Int32.max), Int(length) <= formSize - reader.position else {
                throw reader.error(.chunkLength, at: header, detail: Int(truncatingIfNeeded: name))
            }
            if let slot = BeamFile.slot(of: name) {
                guard chunks[slot].offset < 0 else {
                    throw reader.error(.duplicateChunk, at: header, detail: Int(truncatingIfNeeded: name))
                }
                chunks[slot] = Chunk(offset: Int32(reader.position), length: Int32(length))
            }
            try reader.skip(Int(length))
            // The last chunk's padding may be cut off.
            try reader.skip(min((4 - Int(length) & 3) & 3, formSize - reader.position))
        }
        guard reader.position == formSize else { throw reader.error(.truncated) }
    }

    private mutating func requireMandatoryChunks() throws(LoadError) {
        let atomsName = chunk(ChunkName.atomsUTF8) == nil ? ChunkName.atomsLatin1 : ChunkName.atomsUTF8
        var atomChunk = try mandatory(atomsName, reported: ChunkName.atomsUTF8)
        _ = try mandatory(ChunkName.code, reported: ChunkName.code)
        _ = try mandatory(ChunkName.imports, reported: ChunkName.imports)
        _ = try mandatory(ChunkName.exports, reported: ChunkName.exports)
        atomCount = try AtomTable.readCount(&atomChunk).count
    }

    private func mandatory(_ name: UInt32, reported: UInt32) throws(LoadError) -> ByteReader {
        guard let reader = chunk(name) else {
            throw bytes.error(.missingChunk, at: 0, detail: Int(truncatingIfNeeded: reported))
        }
        return reader
    }

    private static func slot(of name: UInt32) -> Int? {
        switch name {
        case ChunkName.atomsUTF8: return 0
        case ChunkName.atomsLatin1: return 1
        case ChunkName.code: return 2
        case ChunkName.imports: return 3
        case ChunkName.exports: return 4
        case ChunkName.locals: return 5
        case ChunkName.funs: return 6
        case ChunkName.literals: return 7
        case ChunkName.literalsUncompressed: return 8
        case ChunkName.strings: return 9
        case ChunkName.lines: return 10
        case ChunkName.types: return 11
        case ChunkName.attributes: return 12
        case ChunkName.compileInfo: return 13
        case ChunkName.records: return 14
        case ChunkName.meta: return 15
        default: return nil
        }
    }

    /// The chunk of that name (one of ``ChunkName``), or nil when the file has none.
    public func chunk(_ name: UInt32) -> ByteReader? {
        guard let slot = BeamFile.slot(of: name), chunks[slot].offset >= 0 else { return nil }
        return ByteReader(base: bytes.base + Int(chunks[slot].offset), count: Int(chunks[slot].length), chunk: name)
    }

    /// The MD5 of the code, as `beam_lib:md5/1` and the BEAM compute it: of these chunks in this order, the old unique values of funs
    /// taken for zero. (A pack's file has other literals, and its MD5 is another one.) It is in the first four words.
    func digest(_ context: inout InlineArray<22, UInt32>) throws(LoadError) {
        var bytes = context.mutableSpan
        try bytes.withUnsafeMutableBytes { (buffer) throws(LoadError) in
            guard let base = buffer.baseAddress else { return }
            let md5 = MD5(context: base)
            md5.start()
            let names: InlineArray<10, UInt32> = [
                ChunkName.atomsLatin1, ChunkName.atomsUTF8, ChunkName.code, ChunkName.strings, ChunkName.imports,
                ChunkName.exports, ChunkName.funs, ChunkName.literals, ChunkName.meta, ChunkName.records,
            ]
            for index in 0..<10 {
                guard let reader = chunk(names[index]) else { continue }
                guard names[index] == ChunkName.funs else {
                    md5.update(reader.bytes(at: 0, count: reader.remaining))
                    continue
                }
                md5.update(reader.bytes(at: 0, count: min(4, reader.remaining)))
                var offset = 4
                // Each fun: six words, of which the last is the old unique value.
                while offset + 24 <= reader.remaining {
                    var zero: UInt32 = 0
                    md5.update(reader.bytes(at: offset, count: 20))
                    withUnsafeBytes(of: &zero) { md5.update($0) }
                    offset += 24
                }
            }
            md5.finish()
        }
    }

    /// The module's atoms, in order; the first is its name.
    public func atoms() throws(LoadError) -> AtomTable {
        if let utf8 = chunk(ChunkName.atomsUTF8) { return try AtomTable(utf8, isLatin1: false) }
        return try AtomTable(try mandatory(ChunkName.atomsLatin1, reported: ChunkName.atomsUTF8), isLatin1: true)
    }

    /// The header of the code chunk and its instructions.
    public func code() throws(LoadError) -> CodeHeader {
        try CodeHeader(try mandatory(ChunkName.code, reported: ChunkName.code))
    }

    /// Imported functions: what external calls refer to.
    public func imports() throws(LoadError) -> ImportTable {
        try ImportTable(try mandatory(ChunkName.imports, reported: ChunkName.imports), atomCount: atomCount)
    }

    /// Exported functions and their labels.
    public func exports() throws(LoadError) -> FunctionTable {
        let reader = try mandatory(ChunkName.exports, reported: ChunkName.exports)
        return try FunctionTable(reader, atomCount: atomCount, labelCount: try code().labelCount)
    }

    /// Local functions and their labels; an empty table when the file does not say.
    public func locals() throws(LoadError) -> FunctionTable {
        try FunctionTable(chunk(ChunkName.locals), atomCount: atomCount, labelCount: try code().labelCount)
    }

    /// Funs; an empty table when the file has none.
    public func funs() throws(LoadError) -> FunTable {
        try FunTable(chunk(ChunkName.funs), atomCount: atomCount, labelCount: try code().labelCount)
    }

    /// Literals, still compressed where the file has them so; empty when it has none.
    public func literals() throws(LoadError) -> LiteralChunk {
        if let uncompressed = chunk(ChunkName.literalsUncompressed) { return LiteralChunk(uncompressed: uncompressed) }
        return try LiteralChunk(compressed: chunk(ChunkName.literals))
    }

    /// The bytes that string segments and matches refer to; empty when the file has none.
    public func strings() -> ByteReader {
        chunk(ChunkName.strings) ?? ByteReader(base: bytes.base, count: 0, chunk: ChunkName.strings)
    }

    /// Source lines; an empty table when the file has none or their version is unknown.
    public func lines() throws(LoadError) -> LineTable {
        try LineTable(chunk(ChunkName.lines), atomCount: atomCount)
    }

    /// Types of registers; an empty table when the file has none or their version is unknown.
    public func types() throws(LoadError) -> TypeTable {
        try TypeTable(chunk(ChunkName.types))
    }

}
