import BeamletVM
import Foundation
import Host
import Testing

@testable import beamlet

/// `beamlet size` on images that are whole, and on those that are not.
@Suite struct ImageInspectionTests {
    private let workspace: Workspace
    private let image: [UInt8]

    init() throws {
        workspace = try Workspace()
        try workspace.write("a.beam", SampleModule(name: "a").bytes)
        try workspace.write("b.beam", SampleModule(name: "b", function: "f").bytes)
        try workspace.write("app/priv/page.html", Array("<p>page</p>".utf8))
        _ = workspace.run("pack", "-o", "@p.avm", "@a.beam", "@b.beam", "@app/priv/page.html")
        _ = workspace.run("link", "--board", "NetduinoPlus2", "-o", "@p.img", "@p.avm")
        image = workspace.read("p.img")
    }

    private func inspect(_ bytes: [UInt8]) throws -> ImageInspection {
        Workspace.memory.lock()
        defer { Workspace.memory.unlock() }
        return try ImageInspection(bytes, file: "p.img")
    }

    private func problem(_ bytes: [UInt8]) -> String? {
        do {
            _ = try inspect(bytes)
            return nil
        } catch {
            return (error as? ToolError)?.lines.joined(separator: "\n") ?? "\(error)"
        }
    }

    @Test func thePartsAddUp() throws {
        #expect(!image.isEmpty)
        let inspection = try inspect(image)
        #expect(inspection.board == BoardTable.netduinoPlus2)
        #expect(inspection.parts.reduce(0) { $0 + $1.row.bytes } == image.count)
        let names = Set(inspection.parts.map(\.row.name))
        #expect(
            names.isSuperset(of: ["module a", "module b", "resource app/priv/page.html", "atoms", "header and stubs"]))
        for part in inspection.parts where !part.parts.isEmpty {
            #expect(part.parts.reduce(0) { $0 + $1.bytes } == part.row.bytes)
            #expect(part.parts.allSatisfy { $0.bytes >= 0 })
            #expect(part.parts.contains { $0.name == "code" && $0.bytes > 0 })
        }
    }

    @Test func theTable() throws {
        let outcome = workspace.run("size", "@p.img")
        #expect(outcome.status == 0)
        let lines = outcome.output.split(separator: "\n")
        #expect(lines.first == "linked for NetduinoPlus2")
        #expect(lines.last?.contains("in all of 768 KB") == true)
        #expect(lines.last?.hasPrefix(SizeText.grouped(image.count)) == true)
    }

    @Test func whatIsWrongIsNamedWithItsOffset() throws {
        func changed(_ offset: Int) -> [UInt8] {
            var bytes = image
            bytes[offset] ^= 0x10
            return bytes
        }
        #expect(problem(changed(0))?.hasPrefix("p.img: offset 0: not an image") == true)
        #expect(problem(changed(4))?.hasPrefix("p.img: offset 4: linked for firmware") == true)
        #expect(problem(changed(8))?.hasPrefix("p.img: offset 8: the image has") == true)
        #expect(problem(changed(12))?.hasPrefix("p.img: offset 12: the image is damaged") == true)
        #expect(problem(changed(19))?.hasPrefix("p.img: linked for address") == true)
        #expect(problem(changed(image.count - 1))?.hasPrefix("p.img: offset 12: the image is damaged") == true)
        #expect(problem(Array(image.dropLast(4)))?.hasPrefix("p.img: offset 8: the image has") == true)
        #expect(problem(Array(image.prefix(90))) == "p.img: offset 90: the image is cut off")
        #expect(problem([]) == "p.img: the image is cut off")
    }

    @Test func truncatedAndChangedImagesAreRefused() {
        var generator = SeededGenerator(state: 77)
        for count in stride(from: 0, to: image.count, by: 13) {
            #expect(problem(Array(image.prefix(count))) != nil)
        }
        for _ in 0..<600 {
            var bytes = image
            let bit = Int.random(in: 0..<bytes.count * 8, using: &generator)
            bytes[bit / 8] ^= 1 << (bit % 8)
            #expect(problem(bytes) != nil)
        }
    }

    /// Images whose checksum was made to fit what is wrong in them: nothing traps.
    @Test func changedImagesWithARightChecksum() throws {
        var generator = SeededGenerator(state: 78)
        let values: [UInt32] = [0, 1, 3, 0x7FFF_FFFF, 0x8000_0000, 0xFFFF_FFFF, 0x0802_0000, 0x0802_0068, 0x080F_FFFC]
        for _ in 0..<1500 {
            var bytes = image
            // The header's counts and addresses, or a word of the tables at the end.
            let place =
                Bool.random(using: &generator)
                ? Int.random(in: 5..<16, using: &generator)
                : Int.random(in: (bytes.count - 300) / 4..<bytes.count / 4, using: &generator)
            let value = values.randomElement(using: &generator) ?? 0
            for index in 0..<4 { bytes[place * 4 + index] = UInt8(truncatingIfNeeded: value >> UInt32(index * 8)) }
            let checksum = try Self.checksum(bytes)
            for index in 0..<4 { bytes[12 + index] = UInt8(truncatingIfNeeded: checksum >> UInt32(index * 8)) }
            if let problem = problem(bytes) {
                #expect(problem.hasPrefix("p.img: offset "), "\(problem)")
            }
        }
    }

    /// The image's checksum, computed where the image lies on its board.
    private static func checksum(_ bytes: [UInt8]) throws -> UInt32 {
        Workspace.memory.lock()
        defer { Workspace.memory.unlock() }
        let base = BoardTable.netduinoPlus2.image.start
        let memory = try HostMemory(
            flash: HostMemory.Region(start: base, size: UInt32(bytes.count)),
            ram: HostMemory.Region(start: 0x6000_0000, size: 4096))
        memory.flashBytes.copyBytes(from: bytes)
        return Image.checksum(base + 16, UInt32(bytes.count - 16))
    }

    /// Packs with changed modules, up to the image: an image, or an error that names the file.
    @Test func changedPacksThroughTheLinker() throws {
        var generator = SeededGenerator(state: 79)
        let pack = workspace.read("p.avm")
        for _ in 0..<150 {
            var bytes = pack
            for _ in 0..<Int.random(in: 1...3, using: &generator) {
                let bit = Int.random(in: 0..<bytes.count * 8, using: &generator)
                bytes[bit / 8] ^= 1 << (bit % 8)
            }
            try workspace.write("q.avm", bytes)
            let outcome = workspace.run("link", "--board", "Host", "-o", "@q.img", "@q.avm")
            #expect([0, 2, 3].contains(outcome.status))
            if outcome.status != 0 { #expect(outcome.errors.hasPrefix("beamlet: ")) }
        }
    }

    @Test func changedImagesAreNotRun() throws {
        var generator = SeededGenerator(state: 80)
        for _ in 0..<60 {
            var bytes = image
            let bit = Int.random(in: 0..<bytes.count * 8, using: &generator)
            bytes[bit / 8] ^= 1 << (bit % 8)
            try workspace.write("q.img", bytes)
            #expect(workspace.run("run", "@q.img").status == 2)
        }
    }
}
