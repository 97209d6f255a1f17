import BeamletVM
import Testing

/// Malformed files end in a `LoadError` or decode; nothing traps, hangs or reads out of bounds.
@Suite struct FuzzTests {
    /// A hand-written module, and some of the installed OTP.
    private static let modules: [[UInt8]] = {
        let installed = ["queue", "orddict", "random", "calendar"].compactMap { InstalledOTP.module($0) }
        return [ModuleBuilder.small.bytes] + installed.map(essential)
    }()

    /// Without what is not read: more of the changes hit something.
    private static func essential(_ bytes: [UInt8]) -> [UInt8] {
        var module = ModuleBuilder(bytes)
        module.chunks.removeAll { ["Dbgi", "Docs", "Meta", "Attr", "CInf"].contains($0.name) }
        return module.bytes
    }

    private func decode(_ bytes: some Collection<UInt8>) -> LoadError? {
        // A block of exactly that size, so that reading past its end can be noticed.
        let copy = UnsafeMutableRawBufferPointer.allocate(byteCount: bytes.count, alignment: 1)
        defer { copy.deallocate() }
        copy.copyBytes(from: bytes)
        return loadError { _ = try DecodedModule(UnsafeRawBufferPointer(copy), keepOperands: false) }
    }

    @Test func everyTruncationIsAnError() {
        for module in Self.modules {
            for count in 0..<module.count { #expect(decode(module.prefix(count)) != nil) }
            #expect(decode(module) == nil)
        }
    }

    /// Also with the form's size corrected, so that the truncation is found in the chunk where it is.
    @Test func everyTruncationWithACorrectSizeIsAnError() {
        for module in Self.modules {
            for count in 12..<module.count {
                var bytes = Array(module.prefix(count))
                bytes.replaceSubrange(4..<8, with: ModuleBuilder.word(count - 8))
                _ = decode(bytes)
            }
        }
    }

    @Test func changedBits() {
        var generator = SeededGenerator(25)
        for module in Self.modules {
            for _ in 0..<3000 {
                var bytes = module
                for _ in 0..<Int.random(in: 1...4, using: &generator) {
                    let bit = Int.random(in: 0..<bytes.count * 8, using: &generator)
                    bytes[bit / 8] ^= 1 << (bit % 8)
                }
                _ = decode(bytes)
            }
        }
    }

    @Test func changedWords() {
        var generator = SeededGenerator(29)
        let values = [0, 1, -1, 0x7FFF_FFFF, -0x8000_0000, 0x0100_0000, 0xFFFF, 0x7FFF_FFF8]
        for module in Self.modules {
            for _ in 0..<3000 {
                var bytes = module
                let offset = Int.random(in: 0...(bytes.count - 4), using: &generator)
                let value = values.randomElement(using: &generator) ?? 0
                bytes.replaceSubrange(offset..<offset + 4, with: ModuleBuilder.word(value))
                _ = decode(bytes)
            }
        }
    }
}
