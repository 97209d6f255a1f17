import Foundation
import XCTest

@testable import beamlet

/// What the tool knows of boards is what their `board.conf` says.
final class BoardTableTests: XCTestCase {
    private let boards = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("Boards")

    private func configuration(_ board: String) throws -> [String: String] {
        let text = try String(contentsOf: boards.appendingPathComponent("\(board)/board.conf"), encoding: .utf8)
        var values: [String: String] = [:]
        for line in text.split(separator: "\n") where !line.hasPrefix("#") {
            let parts = line.split(separator: "=", maxSplits: 1)
            values[String(parts[0])] = parts[1].trimmingCharacters(in: CharacterSet(charactersIn: "\""))
        }
        return values
    }

    private func region(_ values: [String: String], _ name: String) -> BoardDescription.Region? {
        guard let start = values["\(name)_START"], let size = values["\(name)_SIZE"],
            let start = UInt32(start.dropFirst(2), radix: 16), let size = UInt32(size.dropFirst(2), radix: 16)
        else { return nil }
        return BoardDescription.Region(start: start, size: size)
    }

    func testTheTableHasExactlyTheBoardsThatHaveAFolder() throws {
        let folders = try FileManager.default.contentsOfDirectory(atPath: boards.path).filter { !$0.hasPrefix(".") }
        XCTAssertEqual(BoardTable.all.map(\.name).sorted(), folders.sorted())
    }

    func testTheTableAgreesWithTheConfigurations() throws {
        for board in BoardTable.all {
            let values = try configuration(board.name)
            XCTAssertEqual(values["NAME"], board.name)
            XCTAssertEqual(values["CHIP"], board.chip, board.name)
            XCTAssertEqual(values["QEMU_MACHINE"], board.qemu, board.name)
            XCTAssertEqual(values["TESTED"], board.tested, board.name)
            XCTAssertEqual(region(values, "FIRMWARE"), board.firmware, board.name)
            XCTAssertEqual(region(values, "IMAGE"), board.image, board.name)
            XCTAssertEqual(region(values, "RAM"), board.ram, board.name)
        }
    }
}
