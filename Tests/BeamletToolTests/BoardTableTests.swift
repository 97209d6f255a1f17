import Foundation
import Testing

@testable import beamlet

/// The tool's table says the same as the boards' own files.
@Suite struct BoardTableTests {
    @Test(arguments: BoardTable.all.map(\.name)) func agreesWithBoardConf(_ name: String) throws {
        let board = try BoardTable.board(name)
        let path = "\(repository)/Boards/\(name)/board.conf"
        let text = try #require(FileManager.default.contents(atPath: path).map { String(decoding: $0, as: UTF8.self) })
        var values: [String: String] = [:]
        for line in text.split(separator: "\n") where !line.hasPrefix("#") {
            let parts = line.split(separator: "=", maxSplits: 1).map(String.init)
            values[parts[0]] = parts[1].trimmingCharacters(in: CharacterSet(charactersIn: "\""))
        }
        #expect(values["NAME"] == board.name)
        #expect(values["CHIP"] == board.chip)
        #expect(values["CORE"] == (board.firmware == nil ? nil : board.core.lowercased()))
        #expect(values["QEMU_MACHINE"] == board.qemu)
        #expect(values["TESTED"] == board.tested)
        #expect(region(values, "IMAGE") == board.image)
        #expect(region(values, "RAM") == board.ram)
        #expect(region(values, "FIRMWARE") == board.firmware)
        #expect(region(values, "STORAGE") == board.storage?.region)
        #expect(values["STORAGE_PAGE"].map(number) == board.storage?.pageSize)
    }

    private func region(_ values: [String: String], _ name: String) -> BoardDescription.Region? {
        guard let start = values["\(name)_START"], let size = values["\(name)_SIZE"] else { return nil }
        return BoardDescription.Region(start: number(start), size: number(size))
    }

    @Test(arguments: BoardTable.all.filter { $0.firmware != nil }.map(\.name))
    func agreesWithTheLinkerScript(_ name: String) throws {
        let board = try BoardTable.board(name)
        let path = "\(repository)/LinkerScripts/\(name).ld"
        let text = try #require(FileManager.default.contents(atPath: path).map { String(decoding: $0, as: UTF8.self) })
        #expect(scriptRegion(text, "FLASH") == board.firmware)
        #expect(scriptRegion(text, "IMAGE") == board.image)
        #expect(scriptRegion(text, "RAM") == board.ram)
    }

    private func scriptRegion(_ text: String, _ name: String) -> BoardDescription.Region? {
        let pattern = /(\w+) \(\w+\)\s*: ORIGIN = (\w+), LENGTH = (\w+)/
        for match in text.matches(of: pattern) where match.1 == name {
            return BoardDescription.Region(start: number(String(match.2)), size: number(String(match.3)))
        }
        return nil
    }

    private func number(_ text: String) -> UInt32 {
        if text.hasPrefix("0x") { return UInt32(text.dropFirst(2), radix: 16) ?? 0 }
        return SizeText.parse(text) ?? 0
    }

    @Test(arguments: BoardTable.all.map(\.name)) func regionsLieInFlash(_ name: String) throws {
        let board = try BoardTable.board(name)
        #expect(board.image.start == board.firmware?.end ?? board.flash.start)
        #expect(board.image.end == board.flash.end)
    }
}
