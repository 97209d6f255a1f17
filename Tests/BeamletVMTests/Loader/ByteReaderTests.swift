import BeamletVM
import Testing

@Suite struct ByteReaderTests {
    @Test func readsBigEndian() throws {
        try withReader(hex("01 0203 04050607 fffffffe")) { reader in
            let values = (try reader.u8(), try reader.u16(), try reader.u32(), try reader.i32())
            #expect(values == (1, 0x0203, 0x0405_0607, -2))
            #expect(reader.isAtEnd)
        }
    }

    @Test func refusesToReadPastTheEnd() {
        withReader(hex("010203"), chunk: ChunkName.code) { reader in
            #expect(loadError { _ = try reader.u32() } == LoadError(.truncated, chunk: ChunkName.code, offset: 0))
            #expect(loadError { try reader.skip(4) }?.code == .truncated)
            #expect(loadError { try reader.skip(-1) }?.code == .truncated)
            #expect(loadError { try reader.skip(.max) }?.code == .truncated)
            #expect(loadError { try reader.seek(to: 4) }?.code == .truncated)
            #expect(reader.position == 0)
        }
    }

    @Test func aSliceKeepsItsPlaceInErrors() throws {
        try withReader(hex("01020304"), chunk: 7) { reader in
            try reader.skip(1)
            var slice = try reader.slice(2)
            #expect(reader.position == 3)
            _ = try slice.u16()
            #expect(loadError { _ = try slice.u8() } == LoadError(.truncated, chunk: 7, offset: 3))
        }
    }

    @Test func aNegativeCountIsAnError() {
        withReader(hex("ffffffff")) { reader in
            let error = loadError { _ = try reader.count() }
            #expect(error?.code == .badCount)
            #expect(error?.detail == UInt32.max)
        }
    }

    @Test func bytesOutOfBoundsAreEmpty() {
        withReader(hex("010203")) { reader in
            #expect(Array(reader.bytes(at: 1, count: 2)) == [2, 3])
            #expect(reader.bytes(at: 1, count: 3).isEmpty)
            #expect(reader.bytes(at: -1, count: 1).isEmpty)
            #expect(reader.bytes(at: .max, count: 1).isEmpty)
        }
    }
}
