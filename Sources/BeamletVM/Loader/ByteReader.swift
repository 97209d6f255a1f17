/// The bounds-checked reader through which all bytes from outside are read.
///
/// It looks at memory that its maker keeps alive and unchanged; copies are independent positions in the same bytes.
/// Nothing here allocates. Multi-byte values are big-endian, as in every BEAM format.
public struct ByteReader {
    /// The first byte of the chunk (or file) that offsets count from.
    @usableFromInline let base: UnsafeRawPointer
    /// The offset at which reading ends, at most the chunk's length.
    public let end: Int
    /// The chunk's name, carried into errors; 0 for a whole file.
    public let chunk: UInt32
    /// The offset of the next byte.
    public private(set) var position: Int

    /// A reader over `count` bytes at `base`.
    public init(base: UnsafeRawPointer, count: Int, chunk: UInt32 = 0) {
        self.init(base: base, position: 0, end: max(0, count), chunk: chunk)
    }

    private init(base: UnsafeRawPointer, position: Int, end: Int, chunk: UInt32) {
        self.base = base
        self.position = position
        self.end = end
        self.chunk = chunk
    }

    /// Bytes not yet read.
    public var remaining: Int { end - position }

    /// Whether every byte has been read.
    public var isAtEnd: Bool { position == end }

    /// The unread bytes, where they lie.
    public var rest: UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(start: base + position, count: remaining)
    }

    /// An error of this chunk, at `offset` or else at the current position.
    public func error(_ code: LoadError.Code, at offset: Int? = nil, detail: Int = 0) -> LoadError {
        LoadError(code, chunk: chunk, offset: offset ?? position, detail: detail)
    }

    /// The next byte. Throws `truncated`.
    public mutating func u8() throws(LoadError) -> UInt8 {
        guard position < end else { throw error(.truncated) }
        let value = base.load(fromByteOffset: position, as: UInt8.self)
        position += 1
        return value
    }

    /// The next two bytes. Throws `truncated`.
    public mutating func u16() throws(LoadError) -> UInt16 {
        guard remaining >= 2 else { throw error(.truncated) }
        let value = UInt16(bigEndian: base.loadUnaligned(fromByteOffset: position, as: UInt16.self))
        position += 2
        return value
    }

    /// The next four bytes. Throws `truncated`.
    public mutating func u32() throws(LoadError) -> UInt32 {
        guard remaining >= 4 else { throw error(.truncated) }
        let value = UInt32(bigEndian: base.loadUnaligned(fromByteOffset: position, as: UInt32.self))
        position += 4
        return value
    }

    /// The next four bytes as a signed integer. Throws `truncated`.
    public mutating func i32() throws(LoadError) -> Int32 {
        Int32(bitPattern: try u32())
    }

    /// The next four bytes as a count, which must not be negative. Throws `truncated` or `badCount`.
    public mutating func count() throws(LoadError) -> Int {
        let value = try i32()
        guard value >= 0 else { throw error(.badCount, at: position - 4, detail: Int(value)) }
        return Int(value)
    }

    /// Steps over `count` bytes. Throws `truncated`, also when `count` is negative.
    public mutating func skip(_ count: Int) throws(LoadError) {
        guard count >= 0, count <= remaining else { throw error(.truncated, detail: count) }
        position += count
    }

    /// Steps to `offset`, counted from the chunk's beginning. Throws `truncated` when that is out of bounds.
    public mutating func seek(to offset: Int) throws(LoadError) {
        guard offset >= 0, offset <= end else { throw error(.truncated, at: offset) }
        position = offset
    }

    /// A reader over the next `count` bytes, which this one steps over. Its offsets still count from the chunk's
    /// beginning. Throws `truncated`.
    public mutating func slice(_ count: Int) throws(LoadError) -> ByteReader {
        let start = position
        try skip(count)
        return ByteReader(base: base, position: start, end: position, chunk: chunk)
    }

    /// A reader over the next `count` bytes as a chunk of its own: offsets begin at 0. Throws `truncated`.
    public mutating func subchunk(_ count: Int, chunk: UInt32) throws(LoadError) -> ByteReader {
        let start = position
        try skip(count)
        return ByteReader(base: base + start, count: count, chunk: chunk)
    }

    /// `count` bytes at `offset` from the chunk's beginning, where they lie; empty when they are out of bounds.
    public func bytes(at offset: Int, count: Int) -> UnsafeRawBufferPointer {
        guard offset >= 0, count >= 0, offset <= end, count <= end - offset else {
            return UnsafeRawBufferPointer(start: nil, count: 0)
        }
        return UnsafeRawBufferPointer(start: base + offset, count: count)
    }

    /// A reader of no bytes.
    static var empty: ByteReader {
        // Never read from: any address that is not null will do.
        ByteReader(base: UnsafeRawPointer(bitPattern: 4)!, count: 0)
    }
}
