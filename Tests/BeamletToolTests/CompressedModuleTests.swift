import BeamletVM
import Testing

@testable import beamlet

@Suite struct CompressedModuleTests {
    private let workspace: Workspace

    init() throws { workspace = try Workspace() }

    /// CRC-32 as in RFC 1952, section 8.
    private func checksum(_ bytes: [UInt8]) -> UInt32 {
        var crc = UInt32.max
        for byte in bytes {
            crc ^= UInt32(byte)
            for _ in 0..<8 { crc = crc >> 1 ^ (crc & 1 != 0 ? 0xEDB8_8320 : 0) }
        }
        return ~crc
    }

    /// A gzip stream (RFC 1952) with one stored block.
    private func compressed(_ bytes: [UInt8], flags: UInt8 = 0, extra: [UInt8] = []) -> [UInt8] {
        let size = bytes.count
        let length = [UInt8(size & 255), UInt8(size >> 8)]
        let header: [UInt8] = [0x1F, 0x8B, 8, flags, 0, 0, 0, 0, 0, 3]
        let trailer = Array(word(Int(checksum(bytes))).reversed()) + Array(word(size).reversed())
        return header + extra + [1] + length + length.map { ~$0 } + bytes + trailer
    }

    @Test func compressedModulesAreRead() throws {
        let module = SampleModule().bytes
        #expect(try Gzip.decompress(compressed(module), file: "a") == module)
        let named = compressed(module, flags: 8 | 16 | 4 | 2, extra: [2, 0, 9, 9, 0x61, 0, 0x62, 0, 1, 2])
        try workspace.write("a.beam", named)
        #expect(workspace.run("disasm", "@a.beam", "sample:start/0").status == 0)
    }

    @Test func everyTruncationIsAnError() {
        let whole = compressed(SampleModule().bytes)
        for count in 2..<whole.count {
            #expect(throws: ToolError.self) { try Gzip.decompress(Array(whole.prefix(count)), file: "a") }
        }
    }

    @Test func aWrongChecksum() throws {
        var bytes = compressed(SampleModule().bytes)
        bytes[bytes.count - 8] ^= 1
        try workspace.write("a.beam", bytes)
        let outcome = workspace.run("run", "@a.beam")
        #expect(outcome.errors.hasPrefix("beamlet: @a.beam: compressed file: offset "))
        #expect(outcome.errors.hasSuffix("the compressed data's checksum is wrong\n"))
    }
}
