/// A gzip stream (RFC 1952): what `erlc +compressed` writes around a `.beam` file.
public struct Gzip {
    private var reader: ByteReader
    /// Bytes of the decompressed contents, as the stream says.
    public let size: UInt32
    private let checksum: UInt32

    /// Whether `bytes` begin as a gzip stream does.
    public static func isCompressed(_ bytes: UnsafeRawBufferPointer) -> Bool {
        bytes.count >= 2 && bytes[0] == 0x1F && bytes[1] == 0x8B
    }

    /// Reads the stream's header and trailer. Throws `truncated` or `zlibHeader` for what is none.
    public init(_ bytes: UnsafeRawBufferPointer) throws(LoadError) {
        guard let base = bytes.baseAddress else { throw LoadError(.truncated, chunk: 0, offset: 0) }
        reader = ByteReader(base: base, count: bytes.count)
        try reader.skip(2)
        guard try reader.u8() == 8 else { throw reader.error(.zlibHeader) }
        let flags = try reader.u8()
        try reader.skip(6)
        if flags & 4 != 0 { try reader.skip(Int(try reader.u16().byteSwapped)) }
        // Name and comment: text that ends with a zero byte.
        var flag: UInt8 = 8
        while flag <= 16 {
            if flags & flag != 0 {
                while try reader.u8() != 0 {}
            }
            flag *= 2
        }
        if flags & 2 != 0 { try reader.skip(2) }
        var trailer = reader
        guard reader.remaining >= 8 else { throw reader.error(.truncated) }
        try trailer.skip(reader.remaining - 8)
        checksum = try trailer.u32().byteSwapped
        size = try trailer.u32().byteSwapped
    }

    /// Decompresses into all of `output`, of `size` bytes. Throws what is wrong with the stream.
    public func decompress(into output: UnsafeMutableRawBufferPointer) throws(LoadError) {
        var reader = reader
        let produced = try Inflate.deflate(&reader, into: output)
        guard produced == output.count else { throw reader.error(.uncompressedSize, detail: output.count) }
        var crc = UInt32.max
        for byte in output {
            crc ^= UInt32(byte)
            for _ in 0..<8 { crc = crc >> 1 ^ (crc & 1 != 0 ? 0xEDB8_8320 : 0) }
        }
        guard ~crc == checksum else { throw reader.error(.zlibChecksum) }
    }
}
