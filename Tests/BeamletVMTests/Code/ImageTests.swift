import Testing

@testable import BeamletVM

@Suite struct ImageTests {
    private static let limit = LoaderMemory.base + LoaderMemory.limit

    /// A small image in memory: the module `m`.
    private func build(_ memory: LoaderMemory) throws -> UInt32 {
        var builder = try memory.builder()
        let guarded = GuardedBytes(ModuleBuilder.small.bytes)
        var place = ImageBuilder.Place()
        try builder.add(try BeamFile(base: guarded.start, count: guarded.count), place: &place)
        var parts = ImageBuilder.Parts()
        return try builder.finish(start: Term(bits: builder.module(0).name), parts: &parts)
    }

    private func fault(limit: Address = limit, fingerprint: UInt32 = Image.fingerprint) -> Image.Fault {
        Image.check(base: LoaderMemory.base, limit: limit, fingerprint: fingerprint)
    }

    @Test func everySingleBitIsDetected() throws {
        try LoaderMemory.with { memory in
            let size = try build(memory)
            #expect(fault() == .none)
            var missed = 0
            for bit in 0..<size * 8 {
                let place = rawPointer(LoaderMemory.base + bit / 8).assumingMemoryBound(to: UInt8.self)
                place.pointee ^= 1 << (bit % 8)
                if fault() == .none { missed += 1 }
                place.pointee ^= 1 << (bit % 8)
            }
            // The sum's rotation makes some words' weights zero: those a multiple of 32 words before the end.
            #expect(missed == 0)
            #expect(fault() == .none)
        }
    }

    @Test func everyTruncationIsDetected() throws {
        try LoaderMemory.with { memory in
            let size = try build(memory)
            var generator = SeededGenerator(9)
            for _ in 0..<300 {
                let count = UInt32.random(in: 0..<size, using: &generator)
                let rest = UnsafeMutableRawBufferPointer(
                    start: rawPointer(LoaderMemory.base + count), count: Int(size - count))
                let copy = [UInt8](rest)
                // Erased flash has ones.
                rest.initializeMemory(as: UInt8.self, repeating: 0xFF)
                if copy != [UInt8](rest) { #expect(fault() != .none, "cut off at \(count)") }
                rest.copyBytes(from: copy)
            }
            #expect(fault() == .none)
        }
    }

    @Test func whatDoesNotBelongTogetherIsRefused() throws {
        try LoaderMemory.with { memory in
            #expect(fault() == .missing)
            let size = try build(memory)
            let header = try #require(UnsafeMutablePointer<ImageHeader>(bitPattern: UInt(LoaderMemory.base)))
            #expect(fault(fingerprint: Image.fingerprint ^ 1) == .wrongFirmware)
            #expect(fault(limit: LoaderMemory.base + size) == .none)
            #expect(fault(limit: LoaderMemory.base + size - 1) == .wrongSize)
            for wrong: UInt32 in [0, 4, 64, 103, size + 1, size + 2, UInt32.max, UInt32.max - 3] {
                header.pointee.size = wrong
                #expect(fault() == .wrongSize)
            }
            for wrong: UInt32 in [Image.fixedSize, size - 4, size + 4] {
                header.pointee.size = wrong
                #expect(fault() == .damaged)
            }
            header.pointee.size = size
            header.pointee.base += 4
            #expect(fault() == .wrongAddress)
            header.pointee.base -= 4
            header.pointee.checksum ^= 1
            #expect(fault() == .damaged)
            header.pointee.checksum ^= 1
            #expect(fault() == .none)
        }
    }

    @Test func wordsThatChangePlacesAreDetected() throws {
        try LoaderMemory.with { memory in
            let size = try build(memory)
            var generator = SeededGenerator(10)
            for _ in 0..<2000 {
                let a = LoaderMemory.base + 20 + UInt32.random(in: 0..<(size - 20) / 4, using: &generator) * 4
                let b = LoaderMemory.base + 20 + UInt32.random(in: 0..<(size - 20) / 4, using: &generator) * 4
                let (first, second) = (loadWord(a), loadWord(b))
                guard first != second else { continue }
                storeWord(second, a)
                storeWord(first, b)
                #expect(fault() == .damaged)
                storeWord(first, a)
                storeWord(second, b)
            }
        }
    }

    @Test func stubsLieInEveryImage() throws {
        try LoaderMemory.with { memory in
            _ = try build(memory)
            #expect(Image.headerSize == UInt32(MemoryLayout<ImageHeader>.size))
            #expect(Image.stubsSize == UInt32(Image.Stub.allCases.count) * 8)
            for stub in Image.Stub.allCases {
                let address = stub.address(LoaderMemory.base)
                #expect(rawPointer(address).load(as: UInt8.self) == stub.opcode.rawValue)
                #expect(rawPointer(address - FunctionInfo.size).load(as: UInt8.self) == Opcode.func_info_n_h_h.rawValue)
                #expect(FunctionInfo.arity(entry: address) == 0)
            }
            let last = Image.Stub.allCases.map { $0.address(0) }.max()
            #expect(last == Image.headerSize + Image.stubsSize - 2)
        }
    }

    @Test func everyFaultSaysWhatToDo() {
        for number: UInt8 in 0...5 {
            let fault = Image.Fault(rawValue: number)
            #expect(fault.map { $0.text.utf8CodeUnitCount > 10 } == true)
        }
    }
}
