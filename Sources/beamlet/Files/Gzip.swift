import BeamletVM

/// Files that `erlc +compressed` wrote.
extension Gzip {
    /// Whether `bytes` begin as a gzip stream does.
    static func isCompressed(_ bytes: [UInt8]) -> Bool { bytes.withUnsafeBytes { isCompressed($0) } }

    /// The decompressed contents, of at most 64 MB. Throws a ``ToolError`` for what is no gzip stream.
    static func decompress(_ bytes: [UInt8], file: String) throws -> [UInt8] {
        do {
            return try bytes.withUnsafeBytes { raw in
                let stream = try Gzip(raw)
                guard stream.size <= 64 << 20 else {
                    throw LoadError(.uncompressedSize, chunk: 0, offset: raw.count - 4, detail: Int(stream.size))
                }
                var output = [UInt8](repeating: 0, count: Int(stream.size))
                try output.withUnsafeMutableBytes { try stream.decompress(into: $0) }
                return output
            }
        } catch let error as LoadError {
            throw ToolError("\(file): compressed file: \(error.text)")
        }
    }
}
