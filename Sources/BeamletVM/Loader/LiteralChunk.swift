/// A module's literals, possibly compressed.
///
/// First make room for ``uncompressedSize`` bytes and call ``decode(into:)``, or, when ``isCompressed`` is false,
/// take ``entries()`` where they lie.
public struct LiteralChunk {
    /// Bytes of the decoded literals: the count and all entries.
    public let uncompressedSize: Int
    /// Whether ``decode(into:)`` is needed.
    public let isCompressed: Bool
    private let data: ByteReader

    init(uncompressed chunk: ByteReader) {
        data = chunk
        isCompressed = false
        uncompressedSize = chunk.remaining
    }

    init(compressed chunk: ByteReader?) throws(LoadError) {
        guard var reader = chunk else {
            data = ByteReader.empty
            isCompressed = false
            uncompressedSize = 0
            return
        }
        let size = try reader.count()
        // OTP 28 and later write size 0 and then the literals as they are.
        isCompressed = size != 0
        // Deflate cannot shrink by more than 1,032 times (two bits for 258 bytes): a larger claim is false.
        guard size / 1032 <= reader.remaining else { throw reader.error(.uncompressedSize, at: 0, detail: size) }
        uncompressedSize = isCompressed ? size : reader.remaining
        data = reader
    }

    /// Decompresses (or copies) the literals into `output`, which must have ``uncompressedSize`` bytes.
    /// Throws what ``Inflate/zlib(_:into:)`` throws.
    public func decode(into output: UnsafeMutableRawBufferPointer) throws(LoadError) {
        var reader = data
        guard output.count == uncompressedSize else {
            throw reader.error(.uncompressedSize, at: 0, detail: output.count)
        }
        if isCompressed {
            try Inflate.zlib(&reader, into: output)
        } else {
            output.copyMemory(from: reader.rest)
        }
    }

    /// The entries, where they lie in the file. Throws `uncompressedSize` when they are compressed.
    public func entries() throws(LoadError) -> LiteralEntries {
        guard !isCompressed else { throw data.error(.uncompressedSize, at: 0) }
        return try LiteralEntries(data)
    }

    /// The entries in `decoded`, which ``decode(into:)`` has filled and which must outlive them. Errors have offsets
    /// within the decoded bytes.
    public func entries(decoded: UnsafeRawBufferPointer) throws(LoadError) -> LiteralEntries {
        guard let base = decoded.baseAddress else { return try LiteralEntries(ByteReader.empty) }
        return try LiteralEntries(
            ByteReader(base: base, count: decoded.count, chunk: ChunkName.literalsUncompressed))
    }
}

/// Iterates over decoded literals; each is a term in external format.
public struct LiteralEntries {
    /// The number of literals.
    public let count: Int
    private var reader: ByteReader
    private var index = 0

    init(_ decoded: ByteReader) throws(LoadError) {
        var reader = decoded
        if reader.isAtEnd {
            count = 0
        } else {
            count = try reader.count()
            guard count <= reader.remaining / 4 else { throw reader.error(.badCount, at: 0, detail: count) }
        }
        self.reader = reader
    }

    /// The next literal's bytes (external term format, its version byte 131 included), or nil after the last.
    /// Throws `truncated` or `badCount`.
    public mutating func next() throws(LoadError) -> ByteReader? {
        guard index < count else { return nil }
        index += 1
        let size = try reader.count()
        return try reader.slice(size)
    }
}
