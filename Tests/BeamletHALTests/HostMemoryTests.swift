import Glibc
import Host
import XCTest

final class HostMemoryTests: XCTestCase {
    typealias Region = HostMemory.Region

    private let flash = Region(start: 0x0802_0000, size: 896 << 10)
    private let ram = Region(start: 0x2000_0000, size: 128 << 10)

    private func expect(
        _ expected: HostMemory.MapError, line: UInt = #line, _ body: () throws -> Void
    ) {
        XCTAssertThrowsError(try body(), line: line) { error in
            XCTAssertEqual(error as? HostMemory.MapError, expected, line: line)
        }
    }

    func testMemoryIsAtTheBoardsAddressesAndZero() throws {
        let memory = try HostMemory(flash: flash, ram: ram)
        XCTAssertEqual(UInt(bitPattern: memory.flashBytes.baseAddress), 0x0802_0000)
        XCTAssertEqual(memory.flashBytes.count, 896 << 10)
        XCTAssertEqual(UInt(bitPattern: memory.ramBytes.baseAddress), 0x2000_0000)
        XCTAssertEqual(memory.ramBytes.count, 128 << 10)
        XCTAssertTrue(memory.ramBytes.allSatisfy { $0 == 0 })
        memory.ramBytes.storeBytes(of: 0xDEAD_BEEF, toByteOffset: (128 << 10) - 4, as: UInt32.self)
        memory.flashBytes.storeBytes(of: 42, toByteOffset: 0, as: UInt32.self)
        memory.protectFlash()
        XCTAssertEqual(memory.flashBytes.load(as: UInt32.self), 42)
        memory.unprotectFlash()
        memory.flashBytes.storeBytes(of: 43, toByteOffset: 0, as: UInt32.self)
    }

    func testMemoryIsGivenBack() throws {
        for _ in 0..<3 {
            let memory = try HostMemory(flash: flash, ram: ram)
            XCTAssertEqual(memory.ramBytes[0], 0)
            memory.ramBytes[0] = 1
        }
    }

    func testTheDefaultIs64MegabytesOfEach() throws {
        let memory = try HostMemory()
        XCTAssertEqual(memory.flash, Region(start: 0x1000_0000, size: 64 << 20))
        XCTAssertEqual(memory.ram, Region(start: 0x2000_0000, size: 64 << 20))
    }

    func testTheSameAddressesCannotBeHadTwice() throws {
        let memory = try HostMemory(flash: flash, ram: ram)
        expect(.taken(flash)) { _ = try HostMemory(flash: flash, ram: ram) }
        let otherFlash = Region(start: 0x1000_0000, size: 4096)
        expect(.taken(ram)) { _ = try HostMemory(flash: otherFlash, ram: ram) }
        // What was mapped before the failure was given back.
        let other = try HostMemory(flash: otherFlash, ram: Region(start: 0x3000_0000, size: 4096))
        XCTAssertTrue(memory.ram == ram && other.flash == otherFlash)
    }

    func testRegionsThatCannotBeAreNamed() {
        let crooked = Region(start: 0x2000_0004, size: 4096)
        expect(.invalid(crooked)) { _ = try HostMemory(flash: flash, ram: crooked) }
        let empty = Region(start: 0x2000_0000, size: 0)
        expect(.invalid(empty)) { _ = try HostMemory(flash: flash, ram: empty) }
        let high = Region(start: 0xFFFF_F000, size: 8192)
        expect(.invalid(high)) { _ = try HostMemory(flash: flash, ram: high) }
        expect(.overlapping(flash: flash, ram: flash)) {
            _ = try HostMemory(flash: flash, ram: flash)
        }
    }

    func testAnErrorIsASentence() {
        let text = HostMemory.MapError.taken(ram).description
        XCTAssertTrue(text.hasPrefix("memory at 0x20000000..<0x20020000 is in use already"))
        XCTAssertTrue(HostMemory.MapError.refused(ram, errno: ENOMEM).description.contains("Cannot allocate memory"))
    }

    func testASizeThatIsNoWholePageHasItsOwnBytes() throws {
        let memory = try HostMemory(flash: flash, ram: Region(start: 0x2000_0000, size: 8000))
        XCTAssertEqual(memory.ramBytes.count, 8000)
    }
}
