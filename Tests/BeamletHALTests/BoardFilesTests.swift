import Foundation
import XCTest

/// A board's memory is told to the linker in one file and to the scripts in another: they must agree.
final class BoardFilesTests: XCTestCase {
    private let top = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// The variables of a board.conf.
    private func configuration(_ board: String) throws -> [String: String] {
        let text = try String(contentsOf: top.appendingPathComponent("Boards/\(board)/board.conf"), encoding: .utf8)
        var values: [String: String] = [:]
        for line in text.split(separator: "\n") where !line.hasPrefix("#") {
            let parts = line.split(separator: "=", maxSplits: 1)
            values[String(parts[0])] = parts[1].trimmingCharacters(in: CharacterSet(charactersIn: "\""))
        }
        return values
    }

    /// A number as C, the shell and linker scripts write it: decimal or hexadecimal, with K or M.
    private func number(_ text: some StringProtocol) -> UInt64? {
        var text = String(text)
        var factor: UInt64 = 1
        if text.hasSuffix("K") { factor = 1 << 10 }
        if text.hasSuffix("M") { factor = 1 << 20 }
        if factor > 1 { text.removeLast() }
        let value = text.hasPrefix("0x") ? UInt64(text.dropFirst(2), radix: 16) : UInt64(text)
        return value.map { $0 * factor }
    }

    /// The regions of a linker script: name, then origin and length.
    private func regions(_ board: String) throws -> [String: [UInt64]] {
        let text = try String(contentsOf: top.appendingPathComponent("LinkerScripts/\(board).ld"), encoding: .utf8)
        let line = /(\w+) +\([rwx]+\) *: ORIGIN = (\w+), LENGTH = (\w+)/
        var regions: [String: [UInt64]] = [:]
        for match in text.matches(of: line) {
            regions[String(match.1)] = [try XCTUnwrap(number(match.2)), try XCTUnwrap(number(match.3))]
        }
        return regions
    }

    private func boards() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: top.appendingPathComponent("Boards").path)
            .filter { !$0.hasPrefix(".") }
    }

    func testEveryBoardSaysItsOwnNameAndHasAReadme() throws {
        for board in try boards() {
            XCTAssertEqual(try configuration(board)["NAME"], board)
            let readme = top.appendingPathComponent("Boards/\(board)/README.md")
            XCTAssertGreaterThan(try String(contentsOf: readme, encoding: .utf8).count, 100, board)
        }
    }

    func testLinkerScriptsAndConfigurationsAgree() throws {
        for board in try boards() {
            let values = try configuration(board)
            guard values["CORE"] != nil else { continue }
            let regions = try regions(board)
            for (region, name) in [("FLASH", "FIRMWARE"), ("IMAGE", "IMAGE"), ("RAM", "RAM")] {
                let expected = [
                    try XCTUnwrap(number(try XCTUnwrap(values["\(name)_START"]))),
                    try XCTUnwrap(number(try XCTUnwrap(values["\(name)_SIZE"]))),
                ]
                XCTAssertEqual(regions[region], expected, "\(board) \(region)")
            }
        }
    }

    func testTheImageBeginsWhereTheFirmwareEnds() throws {
        for board in try boards() {
            guard try configuration(board)["CORE"] != nil else { continue }
            let regions = try regions(board)
            let firmware = try XCTUnwrap(regions["FLASH"])
            let image = try XCTUnwrap(regions["IMAGE"])
            XCTAssertLessThanOrEqual(firmware[0] + firmware[1], image[0], board)
        }
    }
}
