import BeamletHAL
import Foundation
import Host
import XCTest

@testable import BeamletVM

/// ``TestBoard`` with the storage of the host.
private enum StorageBoard: Board {
    typealias Time = TestBoard.Time
    typealias Serial = TestBoard.Serial
    typealias Pins = TestBoard.Pins
    typealias Storage = HostStorage

    static var name: StaticString { "Storage" }
    static var console: UInt8 { 0 }
    static func start() {}
    static func exit(_ status: Int32) -> Never { preconditionFailure("nothing exits a test's board") }
    static func writeError(_ byte: UInt8) { TestBoard.writeError(byte) }
}

/// `beamlet_flash`, and the flash that the host's memory stands for.
final class StorageTests: XCTestCase {
    private static let region = HostMemory.Region(start: 0x3000_0000, size: 16 << 10)

    private static let image = Result {
        try TestImage([
            "changes": """
            -export([start/0]).
            start() ->
                ok = beamlet_flash:write(4096, <<"abcdefgh">>),
                ok = beamlet_flash:write(4096, <<"abc", 0:40>>),
                [beamlet_flash:page_size(0), beamlet_flash:page_size(16383), beamlet_flash:page_size(16384),
                    beamlet_flash:read(4096, 10), beamlet_flash:read(16384, 0), byte_size(beamlet_flash:read(0, 16384)),
                    beamlet_flash:write(4096, <<"abcdefgh">>), beamlet_flash:read(4096, 4),
                    beamlet_flash:erase(4100), beamlet_flash:read(4096, 4)].
            """,
            "wrong": """
            -export([start/0]).
            start() ->
                Calls = [fun() -> beamlet_flash:read(16384, 1) end, fun() -> beamlet_flash:read(0, 16385) end,
                    fun() -> beamlet_flash:read(-1, 1) end, fun() -> beamlet_flash:read(0, -1) end,
                    fun() -> beamlet_flash:read(0, 1 bsl 40) end, fun() -> beamlet_flash:read(a, 1) end,
                    fun() -> beamlet_flash:erase(16384) end, fun() -> beamlet_flash:erase(-1) end,
                    fun() -> beamlet_flash:write(4, <<0:64>>) end, fun() -> beamlet_flash:write(0, <<0:32>>) end,
                    fun() -> beamlet_flash:write(16384, <<0:64>>) end, fun() -> beamlet_flash:write(0, "12345678") end,
                    fun() -> beamlet_flash:write(0, <<0:63>>) end],
                {[A || F <- Calls, A <- [try F() catch error:badarg -> badarg end], A =/= badarg],
                    beamlet_flash:page_size(x), beamlet_flash:page_size(-1), beamlet_flash:page_size(1 bsl 70)}.
            """,
            "none": """
            -export([start/0]).
            start() ->
                {beamlet_flash:page_size(0), catch element(1, beamlet_flash:read(0, 0)),
                    try beamlet_flash:erase(0) catch error:badarg -> badarg end}.
            """,
        ])
    }

    private func run(_ module: String) throws -> String {
        let runner = try TestMachine(try Self.image.get(), module: module, board: Platform(StorageBoard.self))
        guard runner.machine.run() == .returned else { return TestBoard.errorText }
        return TestBoard.outputText.replacingOccurrences(of: "Return value: ", with: "").trimmingCharacters(
            in: .newlines)
    }

    func testOnesBecomeZerosUntilTheyAreErased() throws {
        try HostStorage.map(Self.region, pageSize: 4096, file: nil)
        defer { HostStorage.unmap() }
        XCTAssertEqual(
            try run("changes"),
            "[4096,4096,0,<<97,98,99,0,0,0,0,0,255,255>>,<<>>,16384,error,<<97,98,99,0>>,ok,<<255,255,255,255>>]"
        )
    }

    func testWrongArgumentsAreRefused() throws {
        try HostStorage.map(Self.region, pageSize: 4096, file: nil)
        defer { HostStorage.unmap() }
        XCTAssertEqual(try run("wrong"), "{[],0,0,0}")
    }

    func testABoardWithoutStorageHasNoPages() throws {
        XCTAssertTrue(try run("none").hasPrefix("{0,"))
        XCTAssertTrue(try run("none").hasSuffix(",badarg}"))
    }

    func testAFileKeepsWhatIsStored() throws {
        let path = try TestFolders.make().appendingPathComponent("storage").path
        try HostStorage.map(Self.region, pageSize: 4096, file: path)
        XCTAssertEqual(
            [UInt8](repeating: 7, count: 8).withUnsafeBufferPointer { bytes in
                HostStorage.write(HostStorage.start + 8, bytes.baseAddress!, 8)
            }, .done)
        HostStorage.unmap()
        try HostStorage.map(Self.region, pageSize: 4096, file: path)
        let kept = try XCTUnwrap(UnsafePointer<UInt8>(bitPattern: HostStorage.start))
        XCTAssertEqual((kept[7], kept[8], kept[15], kept[16]).0, 0xFF)
        XCTAssertEqual([kept[8], kept[15]], [7, 7])
        XCTAssertEqual(kept[16], 0xFF)
        HostStorage.unmap()
        let larger = HostMemory.Region(start: 0x3000_0000, size: 32 << 10)
        XCTAssertThrowsError(try HostStorage.map(larger, pageSize: 4096, file: path))
    }
}
