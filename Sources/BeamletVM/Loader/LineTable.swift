/// A source position, as `line` instructions refer to it.
public struct LineItem: Equatable, Sendable {
    /// Index of the file's name: 0 is the module's own source file, others are counted from 1 in
    /// ``LineTable/fileNames()``.
    public let file: Int
    /// The line, from 1.
    public let line: Int
}

/// The source lines of a module.
///
/// A `line` instruction's operand is an index: 0 means that the position is unknown, 1 is the first item. The chunk has
/// version, flags, number of `line` instructions, number of items, number of names; then the items (`beam_asm`: a
/// compact integer is a line in the current file, a compact atom changes the file); then each name with a 16-bit length.
public struct LineTable {
    /// Whether the chunk says that `executable_line` instructions may be there (flag bit 0).
    public let flags: UInt32
    /// The number of `line` instructions.
    public let instructionCount: Int
    /// The number of items; `line` operands go from 0 through this.
    public let count: Int
    /// The number of file names beside the module's own.
    public let fileCount: Int
    private var reader: ByteReader
    private let start: ByteReader
    private var index = 0
    private var file = 0

    init(_ chunk: ByteReader?, atomCount: Int) throws(LoadError) {
        guard var reader = chunk, try reader.u32() == 0 else {
            flags = 0
            instructionCount = 0
            count = 0
            fileCount = 0
            reader = ByteReader.empty
            start = ByteReader.empty
            return
        }
        flags = try reader.u32()
        instructionCount = try reader.count()
        count = try reader.count()
        guard count <= reader.remaining else { throw reader.error(.badCount, at: 12, detail: count) }
        fileCount = try reader.count()
        guard fileCount <= reader.remaining / 2 else { throw reader.error(.badCount, at: 16, detail: fileCount) }
        self.reader = reader
        start = reader
    }

    /// The next item, or nil after the last. Throws `badLineItem`, `lineFileRange`, `operandRange` or `truncated`.
    public mutating func next() throws(LoadError) -> LineItem? {
        guard index < count else { return nil }
        while true {
            let offset = reader.position
            let (tag, value) = try CompactTerm.tagged(&reader)
            switch tag {
            case CompactTerm.tagInteger:
                index += 1
                return LineItem(file: file, line: value)
            case CompactTerm.tagAtom:
                guard value <= fileCount else { throw reader.error(.lineFileRange, at: offset, detail: value) }
                file = value
            default:
                throw reader.error(.badLineItem, at: offset, detail: Int(tag))
            }
        }
    }

    /// The names of the files, from index 1. Walks over all items. Throws what ``next()`` throws.
    public func fileNames() throws(LoadError) -> LineFileNames {
        var walker = self
        walker.reader = start
        walker.index = 0
        walker.file = 0
        while try walker.next() != nil {}
        return LineFileNames(count: fileCount, reader: walker.reader)
    }
}

/// Iterates over the file names of a line table.
public struct LineFileNames {
    /// The number of names.
    public let count: Int
    private var reader: ByteReader
    private var index = 0

    init(count: Int, reader: ByteReader) {
        self.count = count
        self.reader = reader
    }

    /// The next name's bytes (UTF-8), or nil after the last. Throws `truncated`.
    public mutating func next() throws(LoadError) -> UnsafeRawBufferPointer? {
        guard index < count else { return nil }
        index += 1
        let length = Int(try reader.u16())
        return try reader.slice(length).rest
    }
}
