import BeamletVM
import Foundation
import Testing

@testable import beamlet

@Suite struct PackTests {
    private let workspace: Workspace

    init() throws { workspace = try Workspace() }

    @Test func modulesAndFilesComeBack() throws {
        try workspace.write("a.beam", SampleModule(name: "a").bytes)
        try workspace.write("b.beam", SampleModule(name: "b", function: "f").bytes)
        try workspace.write("app/priv/page.html", Array("<p>".utf8))
        #expect(
            workspace.run("pack", "-o", "@p.avm", "@b.beam", "@a.beam", "@app/priv/page.html")
                == Outcome(status: 0, output: "", errors: ""))
        let pack = try AVMPack(workspace.read("p.avm"), file: "p.avm")
        #expect(pack.entries.map(\.name) == ["b.beam", "a.beam", "app/priv/page.html"])
        #expect(pack.entries.map(\.flags) == [2, 3, 4])
        #expect(try BeamModule(pack.entries[0].data, file: "b").exports == ["f/0"])
        #expect(pack.entries[2].data == Array("<p>".utf8))
    }

    @Test func theBytesOfAPack() throws {
        try workspace.write("x", [7])
        _ = workspace.run("pack", "-o", "@p.avm", "@x:n")
        let header = Array("#!/usr/bin/env AtomVM\n".utf8) + [0, 0]
        let file = Self.entry(24, 4, [0x6E, 0, 0, 0] + word(1) + [7, 0, 0, 0])
        let end = Self.entry(0, 0, Array("end".utf8) + [0])
        #expect(workspace.read("p.avm") == header + file + end)
    }

    @Test func packingAPackChangesNothing() throws {
        try workspace.write("a.beam", SampleModule(name: "a").bytes)
        try workspace.write("n/priv/x", [1, 2, 3])
        _ = workspace.run("pack", "-o", "@p.avm", "@a.beam", "@n/priv/x")
        _ = workspace.run("pack", "-o", "@q.avm", "@p.avm")
        #expect(workspace.read("q.avm") == workspace.read("p.avm"))
        #expect(!workspace.read("p.avm").isEmpty)
    }

    @Test func modulesAreStripped() throws {
        let plain = word(1) + word(2) + [131, 106]
        let checksum = plain.withUnsafeBytes { Int(Inflate.adler32($0)) }
        let stored: [UInt8] = [0x78, 0x01, 1, 10, 0, 0xF5, 0xFF] + plain + word(checksum)
        var module = SampleModule()
        module.extraChunks = [
            ("Dbgi", [1, 2, 3]), ("LitT", word(plain.count) + stored), ("Docs", [1]), ("Line", word(0)), ("Attr", [1]),
        ]
        try workspace.write("a.beam", module.bytes)
        _ = workspace.run("pack", "-o", "@p.avm", "@a.beam")
        let data = try AVMPack(workspace.read("p.avm"), file: "p.avm").entries[0].data
        try BeamModule.withFile(data, file: "a") { beam in
            #expect(beam.chunk(ChunkName.literals) == nil)
            #expect(beam.chunk(ChunkName.literalsUncompressed).map { [UInt8]($0.rest) } == plain)
            #expect(beam.chunk(ChunkName.lines) != nil)
            #expect(beam.chunk(ChunkName.attributes) == nil)
        }
        #expect(data.count < module.bytes.count)
    }

    @Test func aPackWithoutStartSaysSo() throws {
        try workspace.write("b.beam", SampleModule(function: "f").bytes)
        let note = "beamlet: note: no module has start/0, so @p.avm can serve as a library only\n"
        #expect(workspace.run("pack", "-o", "@p.avm", "@b.beam") == Outcome(status: 0, output: "", errors: note))
        let list = workspace.run("list", "@p.avm")
        #expect(list.output.hasSuffix("\nno module has start/0: a library\n"))
        #expect(workspace.run("run", "@p.avm") == .wrong("no module with start/0: looked in sample"))
    }

    @Test func list() throws {
        try workspace.write("a.beam", SampleModule(name: "a").bytes)
        try workspace.write("n/priv/x", [1, 2, 3])
        _ = workspace.run("pack", "-o", "@p.avm", "@a.beam", "@n/priv/x")
        #expect(
            workspace.run("list", "@p.avm")
                == Outcome(
                    status: 0,
                    output: """
                        bytes  flags       name
                          136  code start  a.beam
                           32  file        n/priv/x
                          168              2 entries

                        """, errors: ""))
    }

    /// Existing tools give plain files no flag at all, or put more zero bytes than padding before a module.
    @Test func packsOfOtherTools() throws {
        let module = SampleModule(name: "abc").bytes
        let code = Self.entry(24 + module.count, 3, Array("abc.beam".utf8) + word(0) + module)
        let text = Self.entry(24, 0, Array("txt".utf8) + [0] + word(2) + [1, 2, 0, 0])
        let end = Self.entry(0, 0, Array("end".utf8) + [0, 0xFF, 0xFF])
        let bytes = AVMPack.header + code + text + end
        let pack = try AVMPack(bytes, file: "p")
        #expect(pack.entries.map(\.name) == ["abc.beam", "txt"])
        #expect(pack.entries[0].data == module)
        #expect(pack.entries[1].data == [1, 2])
        let padding = [UInt8](repeating: 0, count: 8)
        let padded = AVMPack.header + Self.entry(28 + module.count, 3, Array("abc.beam".utf8) + padding + module)
        #expect(try AVMPack(padded + word(0), file: "p").entries[0].data == module)
    }

    /// The first entry that starts, in the order of the pack, and only entries with the flag.
    @Test func onlyEntriesWithTheFlagStart() throws {
        var bytes = AVMPack.header
        for (name, flags) in [("a", 2), ("b", 3)] {
            let module = SampleModule(name: name).bytes
            bytes += Self.entry(20 + module.count, flags, Array("\(name).beam".utf8) + [0, 0] + module)
        }
        try workspace.write("p.avm", bytes + word(0))
        let inputs = try Inputs(["\(workspace.path)/p.avm"])
        #expect(inputs.modules.map(\.hasStart) == [false, true])
        #expect(inputs.modules.map { $0.file.hasSuffix("p.avm(\($0.name).beam)") } == [true, true])
    }

    /// One entry: its stated size, its flags, and what follows the reserved word.
    private static func entry(_ size: Int, _ flags: Int, _ rest: [UInt8]) -> [UInt8] {
        word(size) + word(flags) + word(0) + rest
    }

    private static let malformed: [(bytes: [UInt8], line: String)] = [
        ([], "24: the pack ends without its \"end\" entry"),
        (word(24), "24: the entry has 24 bytes, but the pack only 4 more"),
        (word(12), "24: 12 is no size of an entry"),
        (entry(17, 0, word(0) + word(0)), "24: 17 is no size of an entry"),
        (entry(16, 0, Array("name".utf8)), "36: the entry's name does not end"),
        (entry(16, 0, word(0)), "36: the entry's name is empty or not UTF-8"),
        (entry(16, 0, [0xFF, 0, 0, 0]), "36: the entry's name is empty or not UTF-8"),
        (entry(16, 4, [0x61, 0, 0, 0]), "40: a has no length"),
        (entry(20, 4, [0x61, 0, 0, 0] + word(1)), "40: a has 1 bytes, but its entry only 0"),
        (entry(20, 2, [0x61, 0, 0, 0] + word(1)), "40: a has the flag of code, but is no module"),
    ]

    @Test(arguments: malformed)
    func malformedPacks(_ bytes: [UInt8], _ line: String) throws {
        try workspace.write("p.avm", AVMPack.header + bytes)
        #expect(workspace.run("list", "@p.avm") == .wrong("@p.avm: offset \(line)"))
    }

    @Test func aMalformedModuleInAPackIsNamed() throws {
        var module = SampleModule().bytes
        module[19] = 0xFF
        let size = 20 + module.count
        let entry = Self.entry(size, 3, Array("s.beam".utf8) + [0, 0] + module)
        try workspace.write("p.avm", AVMPack.header + entry + word(0))
        #expect(workspace.run("run", "@p.avm").errors.hasPrefix("beamlet: @p.avm(s.beam): offset 12: chunk AtU8 "))
    }

    @Test func sourceIsNotPackedByMistake() throws {
        try workspace.write("a.erl", Array("-module(a).".utf8))
        #expect(
            workspace.run("pack", "-o", "@p.avm", "@a.erl")
                == .wrong(
                    "@a.erl: Erlang source; compile it first: erlc a.erl"))
        #expect(workspace.run("pack", "-o", "@p.avm", "@a.erl:app/priv/a.erl").status == 0)
    }

    @Test(arguments: [
        ("app/priv/x", "app/priv/x"), ("/home/me/app/priv/sub/x", "app/priv/sub/x"), ("./x", "x"), ("../y/x", "y/x"),
        ("priv/x", "priv/x"), ("a/priv/b/priv/x", "b/priv/x"),
    ])
    func namesOfPlainFiles(_ path: String, _ name: String) { #expect(Inputs.plainName(of: path) == name) }

    @Test func changedPacksNeverTrap() throws {
        try workspace.write("a.beam", SampleModule(name: "a").bytes)
        try workspace.write("n/priv/x", Array(repeating: 9, count: 50))
        _ = workspace.run("pack", "-o", "@p.avm", "@a.beam", "@n/priv/x")
        let pack = workspace.read("p.avm")
        // The 16 bytes of the end entry are looked at only for its size.
        for count in 0..<(pack.count - 12) {
            #expect(throws: ToolError.self) { try decode(Array(pack.prefix(count))) }
        }
        var generator = SeededGenerator(state: 24)
        for _ in 0..<5000 {
            var bytes = pack
            for _ in 0..<Int.random(in: 1...3, using: &generator) {
                let bit = Int.random(in: 0..<bytes.count * 8, using: &generator)
                bytes[bit / 8] ^= 1 << (bit % 8)
            }
            do { try decode(bytes) } catch { #expect(error is ToolError) }
        }
    }

    private func decode(_ bytes: [UInt8]) throws {
        for entry in try AVMPack(bytes, file: "p").entries where entry.isCode {
            _ = try BeamModule(entry.data, file: "p(\(entry.name))")
        }
    }
}
