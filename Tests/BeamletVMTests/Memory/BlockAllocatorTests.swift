import XCTest

@testable import BeamletVM

final class BlockAllocatorTests: XCTestCase {
    func testAnEmptyAllocatorGivesNothing() {
        var arena = BlockAllocator()
        XCTAssertEqual(arena.allocate(bytes: 8), 0)
        XCTAssertEqual(arena.largestFree, 0)
        XCTAssertTrue(arena.check())
    }

    func testTheLargestFreeBlockCanBeAllocated() {
        for bytes in [8192, 20_004, 131_072] {
            let memory = TestMemory(bytes: bytes)
            var arena = memory.machine(processes: 0).arena
            let largest = arena.largestFree
            XCTAssertGreaterThan(largest, bytes - 700)
            let block = arena.allocate(bytes: largest)
            XCTAssertNotEqual(block, 0)
            XCTAssertEqual(arena.allocate(bytes: 1), 0)
            XCTAssertEqual(arena.freeBytes, 0)
            arena.free(block)
            XCTAssertEqual(arena.largestFree, largest)
            XCTAssertTrue(arena.check())
        }
    }

    func testSizesThatCannotBe() {
        let memory = TestMemory(bytes: 8192)
        var arena = memory.machine(processes: 0).arena
        for bytes in [-1, 8192, 1 << 20, 0x3FFF_FFFF, 0x4000_0000, Int.max, Int.min] {
            XCTAssertEqual(arena.allocate(bytes: bytes), 0, "\(bytes)")
        }
        let block = arena.allocate(bytes: 0)
        XCTAssertNotEqual(block, 0)
        XCTAssertFalse(arena.growInPlace(block, to: -1))
        XCTAssertFalse(arena.growInPlace(block, to: Int.max))
        XCTAssertTrue(arena.check())
    }

    func testGrowingFreesWhatWasSetAsideOnBothSides() {
        let memory = TestMemory(bytes: 8192)
        var arena = memory.machine(processes: 0).arena
        let free = arena.freeBytes
        let before = arena.allocate(bytes: 100)
        let block = arena.allocate(bytes: 300)
        let after = arena.allocate(bytes: 108)
        let last = arena.allocate(bytes: 16)
        arena.free(before)
        arena.free(after)
        XCTAssertTrue(arena.growInPlace(block, to: 350))
        XCTAssertTrue(arena.check())
        arena.free(block)
        arena.free(last)
        XCTAssertEqual(arena.freeBytes, free)
        XCTAssertTrue(arena.check())
    }

    func testRandomUseKeepsBlocksApartAndAllInvariants() {
        for (seed, bytes) in [8192, 32_768, 131_072].enumerated() {
            let memory = TestMemory(bytes: bytes)
            var arena = memory.machine(processes: 0).arena
            var random = SeededGenerator(UInt64(seed))
            var blocks: [(address: Address, bytes: Int, mark: UInt8)] = []
            let whole = arena.largestFree
            for step in 0..<20_000 {
                let index = blocks.isEmpty ? 0 : Int.random(in: 0..<blocks.count, using: &random)
                switch Int.random(in: 0..<11, using: &random) {
                case 0...4:
                    let limit = [16, 64, 300, 4000].randomElement(using: &random)!
                    let size = Int.random(in: 0...limit, using: &random)
                    let address = arena.allocate(bytes: size)
                    if address == 0 {
                        XCTAssertLessThan(arena.largestFree, size)
                        continue
                    }
                    XCTAssertGreaterThanOrEqual(arena.size(of: address), size)
                    XCTAssertEqual(address & 3, 0)
                    blocks.append((address, size, UInt8(truncatingIfNeeded: step)))
                    memset(rawPointer(address), Int32(blocks.last!.mark), size)
                case 5...7 where !blocks.isEmpty:
                    let block = blocks.remove(at: index)
                    verify(block)
                    arena.free(block.address)
                case 8 where !blocks.isEmpty:
                    let size = Int.random(in: 0...blocks[index].bytes, using: &random)
                    arena.shrink(blocks[index].address, to: size)
                    blocks[index].bytes = size
                    XCTAssertGreaterThanOrEqual(arena.size(of: blocks[index].address), size)
                case 9 where !blocks.isEmpty:
                    let size = blocks[index].bytes + Int.random(in: 0...200, using: &random)
                    if arena.growInPlace(blocks[index].address, to: size) {
                        XCTAssertGreaterThanOrEqual(arena.size(of: blocks[index].address), size)
                        blocks[index].bytes = size
                        memset(rawPointer(blocks[index].address), Int32(blocks[index].mark), size)
                    }
                case 10 where !blocks.isEmpty:
                    let size = blocks[index].bytes + Int.random(in: 0...200, using: &random)
                    let address = arena.growDown(blocks[index].address, to: size)
                    if address != 0 {
                        XCTAssertGreaterThanOrEqual(arena.size(of: address), size)
                        blocks[index].address = address
                        verify(blocks[index])
                        blocks[index].bytes = size
                        memset(rawPointer(address), Int32(blocks[index].mark), size)
                    }
                default: break
                }
                if step % 50 == 0 { XCTAssertTrue(arena.check(), "step \(step)") }
            }
            for block in blocks {
                verify(block)
                arena.free(block.address)
            }
            XCTAssertTrue(arena.check())
            XCTAssertEqual(arena.largestFree, whole)
        }
    }

    func testFragmentationStaysLow() {
        // Blocks of a program's usual sizes come and go at a load of about four fifths.
        let memory = TestMemory(bytes: 131_072)
        var arena = memory.machine(processes: 0).arena
        var random = SeededGenerator(7)
        var blocks: [Address] = []
        var wasted = 0
        var failures = 0
        for _ in 0..<50_000 {
            let size = [100, 100, 100, 24, 48, 200, 400, 1000].randomElement(using: &random)!
            while arena.freeBytes < 26_000 {
                arena.free(blocks.remove(at: Int.random(in: 0..<blocks.count, using: &random)))
            }
            let block = arena.allocate(bytes: size)
            if block == 0 {
                failures += 1
                continue
            }
            wasted = max(wasted, arena.size(of: block) - size)
            blocks.append(block)
        }
        XCTAssertLessThan(failures, 100, "of 50,000, with a fifth of the memory free")
        XCTAssertLessThanOrEqual(wasted, 12)
        XCTAssertTrue(arena.check())
    }

    func testInjectedFailures() {
        let memory = TestMemory(bytes: 8192)
        var arena = memory.machine(processes: 0).arena
        arena.failAfter = 2
        let first = arena.allocate(bytes: 8)
        XCTAssertNotEqual(first, 0)
        XCTAssertNotEqual(arena.allocate(bytes: 8), 0)
        XCTAssertEqual(arena.allocate(bytes: 8), 0)
        XCTAssertFalse(arena.growInPlace(first, to: 100))
        arena.failAfter = -1
        XCTAssertNotEqual(arena.allocate(bytes: 8), 0)
    }

    private func verify(_ block: (address: Address, bytes: Int, mark: UInt8)) {
        for offset in 0..<UInt32(block.bytes)
        where rawPointer(block.address + offset).load(as: UInt8.self) != block.mark {
            XCTFail("a block was overwritten")
            return
        }
    }
}
