import BeamletVM
import Testing

@Suite struct InflateTests {
    /// Decompresses `stream` into `count` bytes.
    private func inflate(_ stream: [UInt8], count: Int) throws -> [UInt8] {
        var output = [UInt8](repeating: 0xAA, count: count)
        try withReader(stream) { reader in
            try output.withUnsafeMutableBytes { try Inflate.zlib(&reader, into: $0) }
        }
        return output
    }

    private static let text = Array(
        """
        ec deeeegdeaeeae hd aaaaegeaheeh hhe aedf d eg  eebeheef  cedfe eaeb effhaghe  e aeegebe gee e a eahffc bccaea \
        h df  cff f  e eeda e eg d geahaeebfeehehae eb egb cc  fe eabgefbeg dgegede ea e afg e eg de ehcbceffg      d \
        heed beceee dechc   de db aacedbghefdefhfdee  e dg baa  ee ecc ed ge  fg gh c cec he b f  h dchhahec ccaa  \
        eeed cffee  d egeb gf efbh cee eeae f eaeab eee  eefcheaf ehh eehe  hbc\u{20}
        """.utf8)

    /// What zlib's own compressor makes of ``text``: one block with codes of its own.
    private static let dynamic = hex(
        """
        78da2d508911c330085b45ab192160ff092ab5e5728e43d08788966b5b4f7e708de7d2ea9d74b8139e7ad0d00252c9fd01e8a66048
        4133f7d683c8aca125ac942f0fdc0c51e4d3c3a1039dc16458ea97d79a3d8206d75855be21c45b2081af50ada632ba56e8742230fb
        27f0792cda8b6da61a36da28d1f9fc9fc7747d2d47b4fdb2e569cdf9f87aef45bd979090651553165fec810e4c33a262dd3978e70d
        b9cd1fc4d3ce15a26ccae677bc9832327459ed645baf321bc0f0f4dcbb43229bb4880f2f2681ec
        """)

    @Test func aDynamicBlock() throws {
        #expect(try inflate(Self.dynamic, count: 400) == Self.text)
    }

    @Test func aFixedBlockWithAnOverlappingMatch() throws {
        #expect(try inflate(hex("78014b4c4a4e042300113d0373"), count: 9) == Array("abcabcabc".utf8))
    }

    @Test func storedBlocks() throws {
        // Two of them, the first not the last one.
        let stream = hex("7801 00 0200 fdff 6162 01 0100 feff 63 024d0127")
        #expect(try inflate(stream, count: 3) == Array("abc".utf8))
    }

    @Test func aLongRun() throws {
        let stream = hex(
            "78daedc13101000000c2a0da8b6f094fa0" + String(repeating: "00", count: 67) + "80b7012c283401")
        #expect(try inflate(stream, count: 70_000) == [UInt8](repeating: 0x78, count: 70_000))
    }

    @Test func anEmptyStream() throws {
        #expect(try inflate(hex("7801 03 00 00000001"), count: 0) == [])
    }

    @Test(arguments: [
        ("7901 03 00 00000001", LoadError.Code.zlibHeader, 0),
        ("7702 03 00 00000001", .zlibHeader, 0),
        ("7820 03 00 00000001", .zlibHeader, 0),
        ("78", .truncated, 0),
        ("7801 03 00 00000002", .zlibChecksum, 0),
        ("7801 03 00 0000", .truncated, 0),
        ("7801 07", .deflateBlockType, 0),
        ("7801 01 0100 ffff 63", .deflateStoredLength, 1),
        ("7801 01 0200 fdff 63", .truncated, 2),
        ("78014b4c4a4e042300113d0373", .uncompressedSize, 8),
        ("78014b4c4a4e042300113d0373", .uncompressedSize, 10),
        // A match of three bytes at distance 1 before anything was written.
        ("7801 03 02 00 00000001", .deflateDistance, 4),
        // Dynamic: 288 literal codes; 32 distance codes; all code lengths zero; nothing but code lengths of one bit.
        ("7801 fd ff ff", .deflateCodeLengths, 1),
        ("7801 05 df ff", .deflateCodeLengths, 1),
        ("7801 05 00 00 00 00 00 00 00 00", .deflateCodeLengths, 1),
        ("7801 05 e0 ff ff ff ff ff ff ff ff ff", .deflateCodeLengths, 1),
    ])
    func malformedStreams(_ stream: String, _ code: LoadError.Code, _ count: Int) {
        #expect(loadError { _ = try inflate(hex(stream), count: count) }?.code == code)
    }

    @Test func theReaderEndsAfterTheChecksum() throws {
        try withReader(hex("78014b4c4a4e042300113d0373 cafe")) { reader in
            var output = [UInt8](repeating: 0, count: 9)
            try output.withUnsafeMutableBytes { try Inflate.zlib(&reader, into: $0) }
            let next = try reader.u16()
            #expect(next == 0xCAFE)
        }
    }

    @Test func everyTruncationIsAnError() {
        for count in 0..<Self.dynamic.count {
            #expect(loadError { _ = try inflate(Array(Self.dynamic.prefix(count)), count: 400) } != nil)
        }
    }

    /// The checksum may miss a change that does not alter the text; nothing else may come out.
    @Test func changedBitsNeverYieldAnotherText() {
        for bit in 0..<Self.dynamic.count * 8 {
            var stream = Self.dynamic
            stream[bit / 8] ^= 1 << (bit % 8)
            if let text = try? inflate(stream, count: 400) { #expect(text == Self.text) }
        }
    }

    @Test func noiseEndsInAnError() {
        var generator = SeededGenerator(1951)
        for _ in 0..<5000 {
            let noise = (0..<Int.random(in: 0...64, using: &generator)).map { _ in
                UInt8.random(in: 0...255, using: &generator)
            }
            _ = loadError { _ = try inflate([0x78, 0x01] + noise, count: 300) }
        }
    }

    @Test func adlerOfLongInputDoesNotOverflow() {
        let bytes = [UInt8](repeating: 255, count: 100_000)
        // Computed by zlib.
        #expect(bytes.withUnsafeBytes { Inflate.adler32($0) } == 0x149A_302C)
    }
}
