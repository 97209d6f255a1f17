import BeamletVM

/// Files that `erlc +compressed` wrote: a gzip stream (RFC 1952) around the form.
enum Gzip {
    /// Whether `bytes` begin as a gzip stream does.
    static func isCompressed(_ bytes: [UInt8]) -> Bool { bytes.starts(with: [0x1F, 0x8B]) }

    /// The decompressed contents, of at most 64 MB. Throws a `LoadError` or, for what is no gzip stream, a ``ToolError``.
    static func decompress(_ bytes: [UInt8], file: String) throws -> [UInt8] {
        do {
            return try bytes.withUnsafeBytes { raw in
                guard let base = raw.baseAddress else { throw LoadError(.truncated, chunk: 0, offset: 0) }
                var reader = ByteReader(base: base, count: raw.count)
                try skipHeader(&reader)
                var trailer = reader
                guard reader.remaining >= 8 else { throw reader.error(.truncated) }
                try trailer.skip(reader.remaining - 8)
                let checksum = try trailer.u32().byteSwapped
                let size = try trailer.u32().byteSwapped
                guard size <= 64 << 20 else { throw trailer.error(.uncompressedSize, detail: Int(size)) }
                var output = [UInt8](repeating: 0, count: Int(size))
                let produced = try output.withUnsafeMutableBytes { try Inflate.deflate(&reader, into: $0) }
                guard produced == output.count else { throw reader.error(.uncompressedSize, detail: Int(size)) }
                guard crc32(output) == checksum else { throw reader.error(.zlibChecksum) }
                return output
            }
        } catch let error as LoadError {
            throw ToolError("\(file): compressed file: \(error.text)")
        }
    }

    private static func skipHeader(_ reader: inout ByteReader) throws(LoadError) {
        try reader.skip(2)
        guard try reader.u8() == 8 else { throw reader.error(.zlibHeader) }
        let flags = try reader.u8()
        try reader.skip(6)
        if flags & 4 != 0 { try reader.skip(Int(try reader.u16().byteSwapped)) }
        // Name and comment: text that ends with a zero byte.
        for flag in [UInt8(8), 16] where flags & flag != 0 {
            while try reader.u8() != 0 {}
        }
        if flags & 2 != 0 { try reader.skip(2) }
    }

    /// CRC-32 as in RFC 1952, section 8.
    static func crc32(_ bytes: [UInt8]) -> UInt32 {
        var crc = UInt32.max
        for byte in bytes {
            crc ^= UInt32(byte)
            for _ in 0..<8 { crc = crc >> 1 ^ (crc & 1 != 0 ? 0xEDB8_8320 : 0) }
        }
        return ~crc
    }
}
