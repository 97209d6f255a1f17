import BeamletVM

/// A module written by hand: `name:start/0` (or another function) returns `ok`.
struct SampleModule {
    var name = "sample"
    var function = "start"
    var extraChunks: [(name: String, data: [UInt8])] = []

    var bytes: [UInt8] {
        let atoms = [name, function, "ok"]
        let code: [UInt8] = [0x01, 0x10, 0x02, 0x12, 0x22, 0x00, 0x01, 0x20, 0x40, 0x32, 0x03, 0x13, 0x03]
        var chunks: [(name: String, data: [UInt8])] = [
            ("AtU8", word(3) + atoms.flatMap { [UInt8($0.utf8.count)] + Array($0.utf8) }),
            ("Code", word(16) + word(0) + word(64) + word(3) + word(1) + code),
            ("ImpT", word(0)),
            ("ExpT", word(1) + word(2) + word(0) + word(2)),
        ]
        chunks += extraChunks
        var body = Array("BEAM".utf8)
        for chunk in chunks {
            body += Array(chunk.name.utf8) + word(chunk.data.count) + chunk.data
            body += [UInt8](repeating: 0, count: (4 - chunk.data.count % 4) % 4)
        }
        return Array("FOR1".utf8) + word(body.count) + body
    }
}

/// Four bytes, the highest first.
func word(_ value: Int) -> [UInt8] {
    [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: value >> $0) }
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
