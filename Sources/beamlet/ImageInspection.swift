import BeamletVM
import Host

/// Something that takes room in an image, and what that consists of.
struct ImagePart: Equatable {
    let row: SizeRow
    /// Its own parts, which together are as large; none where it has no parts.
    let parts: [SizeRow]
}

/// What takes how much in an image, as the file says: the parts' sizes add up to the file's.
struct ImageInspection {
    /// The board that it was linked for.
    let board: BoardDescription
    let parts: [ImagePart]
    /// Every function, with the size of its code.
    let functions: [InspectedFunction]
    /// What it needs of the firmware: the words of `Needs`.
    let needs: [UInt32]

    /// Reads the image in `bytes`. Throws a ``ToolError`` that names `file` and the offset of what is wrong.
    init(_ bytes: [UInt8], file: String) throws(ToolError) {
        board = try BoardTable.board(ofImage: bytes, file: file)
        let reader = ImageReader(bytes: bytes, file: file, base: board.image.start)
        try reader.check(room: Int(board.image.size))
        parts = try reader.parts()
        functions = try reader.functions()
        needs = try reader.needs()
    }
}

/// A function in an image.
struct InspectedFunction: Equatable {
    let module: String
    let name: String
    let arity: Int
    /// Its name as source has it, and the size of its code: from its `func_info` to the next one's.
    let row: SizeRow
}

/// Reads an image's header and tables; every address and offset is checked.
private struct ImageReader {
    let bytes: [UInt8]
    let file: String
    let base: Address

    private func wrong(_ offset: Int, _ problem: String) -> ToolError {
        ToolError("\(file): offset \(offset): \(problem)")
    }

    /// The word at an offset.
    private func word(_ offset: Int) throws(ToolError) -> UInt32 {
        guard offset >= 0, offset <= bytes.count - 4 else { throw wrong(offset, "the image is cut off") }
        return bytes[offset..<offset + 4].reversed().reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
    }

    /// The field of that offset in the image's header, or in a record at `start`.
    private func count(_ offset: Int) throws(ToolError) -> Int { Int(try word(offset)) }

    /// The offset of the address at `offset`, behind which there must be `size` bytes.
    private func target(_ offset: Int, size: Int) throws(ToolError) -> Int {
        let address = try word(offset)
        let start = Int(address) - Int(base)
        guard start >= 0, size >= 0, start <= bytes.count, size <= bytes.count - start else {
            throw wrong(offset, "\(size) bytes at \(hexAddress(address)) are not in the image")
        }
        return start
    }

    /// Magic, fingerprint, size and checksum.
    func check(room: Int) throws(ToolError) {
        guard bytes.count >= Int(Image.fixedSize) else {
            throw wrong(bytes.count, "the image is cut off")
        }
        guard try word(HeaderField.magic) == Image.magic else {
            throw wrong(HeaderField.magic, "not an image of Beamlet: it does not begin with BMLT")
        }
        let fingerprint = try word(HeaderField.fingerprint)
        guard fingerprint == Image.fingerprint else {
            throw wrong(
                HeaderField.fingerprint,
                "linked for firmware \(hexAddress(fingerprint)), and this tool belongs to "
                    + "\(hexAddress(Image.fingerprint)): link it again")
        }
        let size = try count(HeaderField.size)
        guard size == bytes.count, size % 4 == 0 else {
            throw wrong(HeaderField.size, "the image has \(size) bytes, the file \(bytes.count)")
        }
        guard size <= room else {
            throw wrong(HeaderField.size, "the image has \(size) bytes, \(size - room) more than the board has for it")
        }
        let expected = try word(HeaderField.checksum)
        let actual = try checksum()
        guard expected == actual else {
            throw wrong(
                HeaderField.checksum,
                "the image is damaged: its checksum is \(hexAddress(actual)), not \(hexAddress(expected)); "
                    + "link it again")
        }
    }

    /// `Image.checksum` of what lies behind the checksum itself.
    private func checksum() throws(ToolError) -> UInt32 {
        do {
            let memory = try HostMemory(
                flash: HostMemory.Region(start: base, size: UInt32(bytes.count)),
                ram: HostMemory.Region(start: 0x6000_0000, size: 4096))
            memory.flashBytes.copyBytes(from: bytes)
            return Image.checksum(base + UInt32(HeaderField.base), UInt32(bytes.count - HeaderField.base))
        } catch {
            throw ToolError("\(file): \(error)")
        }
    }

    func needs() throws(ToolError) -> [UInt32] {
        var words: [UInt32] = []
        for index in 0..<Needs.words { words.append(try word(Int(Image.headerSize + Image.stubsSize) + index * 4)) }
        return words
    }

    // MARK: Parts

    func parts() throws(ToolError) -> [ImagePart] {
        let atoms = try atomNames()
        var parts = [
            ImagePart(
                row: SizeRow(name: "header and stubs", bytes: Int(Image.fixedSize)), parts: [])
        ]
        let moduleCount = try count(HeaderField.moduleCount)
        let recordSize = MemoryLayout<ModuleRecord>.size
        let table = try target(HeaderField.moduleTable, size: moduleCount * recordSize)
        // Each module begins where the one before it ends.
        var start = Int(Image.fixedSize)
        for index in 0..<moduleCount {
            let part = try module(at: table + index * recordSize, start: start, atoms)
            parts.append(part)
            start += part.row.bytes
        }
        parts += try resources()
        parts.append(ImagePart(row: SizeRow(name: "atoms", bytes: atoms.bytes), parts: []))
        let rest = bytes.count - parts.reduce(0) { $0 + $1.row.bytes }
        guard rest >= 0 else { throw wrong(HeaderField.size, "its parts are \(-rest) bytes larger than the image") }
        parts.append(ImagePart(row: SizeRow(name: "module and resource tables", bytes: rest), parts: []))
        return parts
    }

    /// The atoms' texts, and what they take with their tables.
    private struct Atoms {
        var names: [String] = []
        var bytes = 0
    }

    private func atomNames() throws(ToolError) -> Atoms {
        var atoms = Atoms()
        let count = try count(HeaderField.atomCount)
        let table = try target(HeaderField.atomTable, size: count * 4)
        let buckets = try self.count(HeaderField.atomHashMask) + 1
        _ = try target(HeaderField.atomHash, size: buckets * 2)
        atoms.bytes = count * 4 + (buckets * 2 + 3) & ~3
        for index in 0..<count {
            let (name, size) = try text(table + index * 4)
            atoms.names.append(name)
            atoms.bytes += size
        }
        return atoms
    }

    /// All functions, in the order of the code.
    func functions() throws(ToolError) -> [InspectedFunction] {
        let atoms = try atomNames().names
        let count = try count(HeaderField.moduleCount)
        let recordSize = MemoryLayout<ModuleRecord>.size
        let table = try target(HeaderField.moduleTable, size: count * recordSize)
        var functions: [InspectedFunction] = []
        for index in 0..<count {
            let record = table + index * recordSize
            let module = try word(record + ModuleField.name)
            let end = try target(record + ModuleField.codeEnd, size: 0)
            let rows = try self.count(record + ModuleField.functions + 4)
            let first = try target(record + ModuleField.functions, size: rows * 4)
            for row in 0..<rows {
                let place = first + row * 4
                let start = try target(place, size: Int(FunctionInfo.size))
                let next = row + 1 < rows ? try target(place + 4, size: 0) : end
                let name = Int(bytes[start + 4]) | Int(bytes[start + 5]) << 8
                guard next >= start, name < atoms.count, Int(Term(bits: module).payload) < atoms.count else {
                    throw wrong(place, "a function is not where it should be")
                }
                let moduleName = atoms[Int(Term(bits: module).payload)]
                let arity = Int(bytes[start + 1])
                functions.append(
                    InspectedFunction(
                        module: moduleName, name: atoms[name], arity: arity,
                        row: SizeRow(name: ErlangText.function(moduleName, atoms[name], arity), bytes: next - start)))
            }
        }
        return functions
    }

    /// The text of the record whose address is at `offset`, and what it takes: a 16-bit length, then bytes, padded to an even
    /// number.
    private func text(_ offset: Int) throws(ToolError) -> (String, Int) {
        let record = try target(offset, size: 2)
        let length = Int(bytes[record]) | Int(bytes[record + 1]) << 8
        _ = try target(offset, size: 2 + length)
        return (String(decoding: bytes[record + 2..<record + 2 + length], as: UTF8.self), (length + 3) & ~1)
    }

    private func module(at record: Int, start: Int, _ atoms: Atoms) throws(ToolError) -> ImagePart {
        let atom = Term(bits: try word(record + ModuleField.name))
        guard atom.isAtom, Int(atom.payload) < atoms.names.count else {
            throw wrong(record + ModuleField.name, "the module's name is no atom")
        }
        let size = try count(record + ModuleField.size)
        let codeStart = try target(record + ModuleField.codeStart, size: 0)
        let codeEnd = try target(record + ModuleField.codeEnd, size: 0)
        let sizes = [
            ("functions", try table(record + ModuleField.functions, rowSize: 4)),
            ("lines", try lines(record + ModuleField.lines)),
            ("exports", try table(record + ModuleField.exports, rowSize: MemoryLayout<ExportRecord>.size)),
            ("funs", try table(record + ModuleField.funs, rowSize: MemoryLayout<FunRecord>.size)),
        ]
        let funs = sizes[3].1
        let literals = codeStart - start - funs
        let tables = sizes[0].1 + sizes[1].1 + sizes[2].1
        let files = start + size - codeEnd - tables
        guard codeEnd >= codeStart, literals >= 0, files >= 0 else {
            throw wrong(record + ModuleField.size, "the module's parts are not as large as the module, \(size) bytes")
        }
        var rows = [SizeRow(name: "code", bytes: codeEnd - codeStart), SizeRow(name: "literals", bytes: literals)]
        rows += sizes.map { SizeRow(name: $0.0, bytes: $0.1) }
        rows.append(SizeRow(name: "file names, attributes", bytes: files))
        return ImagePart(row: SizeRow(name: "module \(atoms.names[Int(atom.payload)])", bytes: size), parts: rows)
    }

    /// Bytes of a module's table, whose address is at `offset` and whose number of rows follows.
    private func table(_ offset: Int, rowSize: Int) throws(ToolError) -> Int {
        let size = try count(offset + 4) * rowSize
        if size > 0 { _ = try target(offset, size: size) }
        return size
    }

    /// The same of a module's lines, which may be in short.
    private func lines(_ offset: Int) throws(ToolError) -> Int {
        let count = try word(offset + 4)
        let rowSize = count & LineRecord.short != 0 ? 4 : MemoryLayout<LineRecord>.size
        let size = Int(count & ~LineRecord.short) * rowSize
        if size > 0 { _ = try target(offset, size: size) }
        return size
    }

    private func resources() throws(ToolError) -> [ImagePart] {
        let recordSize = MemoryLayout<ResourceRecord>.size
        let count = try count(HeaderField.resourceCount)
        let table = try target(HeaderField.resourceTable, size: count * recordSize)
        var parts: [ImagePart] = []
        for index in 0..<count {
            let record = table + index * recordSize
            let (name, size) = try text(record)
            let content = try self.count(record + 8)
            _ = try target(record + 4, size: content)
            // Up to three bytes lie between the name and the content, which begins at a word.
            parts.append(ImagePart(row: SizeRow(name: "resource \(name)", bytes: size + content), parts: []))
        }
        return parts
    }
}

/// Offsets in the header of an image.
private enum HeaderField {
    static let magic = offset(\ImageHeader.magic)
    static let fingerprint = offset(\ImageHeader.fingerprint)
    static let size = offset(\ImageHeader.size)
    static let checksum = offset(\ImageHeader.checksum)
    static let base = offset(\ImageHeader.base)
    static let atomCount = offset(\ImageHeader.atomCount)
    static let atomTable = offset(\ImageHeader.atomTable)
    static let atomHash = offset(\ImageHeader.atomHash)
    static let atomHashMask = offset(\ImageHeader.atomHashMask)
    static let moduleCount = offset(\ImageHeader.moduleCount)
    static let moduleTable = offset(\ImageHeader.moduleTable)
    static let resourceCount = offset(\ImageHeader.resourceCount)
    static let resourceTable = offset(\ImageHeader.resourceTable)

    private static func offset(_ field: PartialKeyPath<ImageHeader>) -> Int {
        // Every field is stored.
        MemoryLayout<ImageHeader>.offset(of: field) ?? 0
    }
}

/// Offsets in the record of a module. The number of a table's rows follows its address.
private enum ModuleField {
    static let name = offset(\ModuleRecord.name)
    static let codeStart = offset(\ModuleRecord.codeStart)
    static let codeEnd = offset(\ModuleRecord.codeEnd)
    static let exports = offset(\ModuleRecord.exports)
    static let functions = offset(\ModuleRecord.functions)
    static let lines = offset(\ModuleRecord.lines)
    static let funs = offset(\ModuleRecord.funs)
    static let size = offset(\ModuleRecord.size)

    private static func offset(_ field: PartialKeyPath<ModuleRecord>) -> Int {
        // Every field is stored.
        MemoryLayout<ModuleRecord>.offset(of: field) ?? 0
    }
}
