import BeamletVM

/// The bytes that pairs of hexadecimal digits stand for; blanks are left out.
func hex(_ text: String) -> [UInt8] {
    let digits = text.filter { !$0.isWhitespace }.map { UInt8($0.hexDigitValue ?? 0) }
    return stride(from: 0, to: digits.count, by: 2).map { digits[$0] << 4 | digits[$0 + 1] }
}

/// The error that `body` ends in, or nil.
func loadError(_ body: () throws -> Void) -> LoadError? {
    do {
        try body()
        return nil
    } catch {
        return error as? LoadError
    }
}

/// Calls `body` with a reader over a copy of `bytes`.
func withReader<Result>(
    _ bytes: [UInt8], chunk: UInt32 = 0, _ body: (inout ByteReader) throws -> Result
) rethrows -> Result {
    // At least one byte, so that an empty array has an address too.
    try (bytes + [0]).withUnsafeBytes { raw in
        var reader = ByteReader(base: raw.baseAddress.unsafelyUnwrapped, count: bytes.count, chunk: chunk)
        return try body(&reader)
    }
}
