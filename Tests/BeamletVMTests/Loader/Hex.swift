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

/// Pseudo-random numbers with a fixed seed (SplitMix64).
struct SeededGenerator: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ value >> 30) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ value >> 27) &* 0x94D0_49BB_1331_11EB
        return value ^ value >> 31
    }
}
