import Testing

@testable import beamlet

@Suite struct DisassemblyTests {
    private let workspace: Workspace

    init() throws { workspace = try Workspace() }

    @Test func aFunction() throws {
        try workspace.write("a.beam", SampleModule().bytes)
        let expected = """
            sample:start/0:
                 20  label 1
                 22  func_info sample start 0
                 26  label 2
                 28  move ok x0
                 31  return
                 32  int_code_end

            """
        for filter in [[], ["sample"], ["sample:start"], ["sample:start/0"], ["'sample':'start'/0"]] {
            let outcome = workspace.run(["disasm", "@a.beam"] + filter)
            #expect(leftSide(outcome.output) == leftSide(expected))
            #expect(outcome.status == 0)
        }
    }

    /// What stands before the linked instructions.
    private func leftSide(_ text: String) -> [String] {
        text.split(separator: "\n").map { line in
            String(line.prefix { $0 != "|" }.reversed().drop { $0 == " " }.reversed())
        }.filter { !$0.isEmpty }
    }

    @Test(arguments: [
        ("sampel", "@a.beam: there is no module sampel: did you mean sample?"),
        ("sample:strat", "@a.beam: there is no function sample:strat: did you mean start?"),
        ("sample:start/1", "@a.beam: there is no function sample:start/1: did you mean start?"),
        ("sample:", "sample:: not a function; write it as module:function/arity"),
        (":f", ":f: not a function; write it as module:function/arity"),
        ("'sample", "'sample: not a function; write it as module:function/arity"),
        (
            "sample:f/99999999999999999999",
            "sample:f/99999999999999999999: not a function; write it as module:function/arity"
        ),
    ])
    func wrongFunctions(_ filter: String, _ line: String) throws {
        try workspace.write("a.beam", SampleModule().bytes)
        #expect(workspace.run("disasm", "@a.beam", filter) == .wrong(line))
    }

    @Test func filters() throws {
        let filter = try FunctionFilter("'Elixir.Enum':'-map/2-fun-0-'/2")
        #expect(filter.module == "Elixir.Enum")
        #expect(filter.function == "-map/2-fun-0-")
        #expect(filter.arity == 2)
        #expect(try FunctionFilter("Elixir.Enum:-f/1-").function == "-f/1-")
        #expect(try FunctionFilter("m:f/1").arity == 1)
        #expect(try FunctionFilter("m").function == nil)
    }

    @Test func aMalformedModule() throws {
        var bytes = SampleModule().bytes
        bytes[bytes.count - 1 - 32] = 0xC0
        try workspace.write("a.beam", bytes)
        let outcome = workspace.run("disasm", "@a.beam")
        #expect(outcome.status == 2)
        #expect(outcome.errors.hasPrefix("beamlet: @a.beam: "))
    }

    @Test(arguments: [
        ("ok", "ok"), ("Ok", "'Ok'"), ("", "''"), ("a b", "'a b'"), ("end", "'end'"), ("a@B_1", "a@B_1"),
        ("it's", "'it\\'s'"), ("\u{E9}", "'\u{E9}'"), ("a\n\u{1}", "'a\\n\\x{1}'"), ("maybe", "'maybe'"),
    ])
    func atoms(_ name: String, _ text: String) { #expect(ErlangText.atom(name) == text) }

    @Test(
        arguments: [
            ([0x00], "0"), ([0xFF], "-1"), ([0x80], "-128"), ([0x7F, 0xFF], "32767"), ([0xFF, 0x00], "-256"),
            ([0x80, 0, 0, 0, 0, 0, 0, 0], "-9223372036854775808"), ([0x00, 0xFF, 0xFF], "65535"),
            ([1, 0, 0, 0, 0, 0, 0, 0, 0], "18446744073709551616"), ([], "0"),
        ] as [([UInt8], String)])
    func integers(_ bytes: [UInt8], _ text: String) { #expect(ErlangText.integer(twosComplement: bytes) == text) }

    @Test(arguments: [(1.0, "1.0"), (-0.0, "-0.0"), (1e22, "1.0e22"), (1.5e-7, "1.5e-7"), (0.1, "0.1")])
    func floats(_ value: Double, _ text: String) { #expect(ErlangText.float(value) == text) }

    /// As `term_to_binary/1` writes them.
    @Test(
        arguments: [
            ([131, 106], "[]"), ([131, 97, 7], "7"), ([131, 98, 255, 255, 255, 254], "-2"),
            ([131, 70, 63, 248, 0, 0, 0, 0, 0, 0], "1.5"), ([131, 119, 2, 111, 107], "ok"),
            ([131, 100, 0, 1, 0xE9], "'\u{E9}'"), ([131, 107, 0, 2, 104, 105], "\"hi\""),
            ([131, 107, 0, 2, 1, 2], "[1,2]"),
            ([131, 108, 0, 0, 0, 1, 97, 1, 97, 2], "[1|2]"), ([131, 104, 2, 97, 1, 106], "{1,[]}"),
            ([131, 109, 0, 0, 0, 2, 97, 98], "<<\"ab\">>"), ([131, 109, 0, 0, 0, 1, 200], "<<200>>"),
            ([131, 109, 0, 0, 0, 0], "<<>>"), ([131, 77, 0, 0, 0, 2, 3, 1, 160], "<<1,5:3>>"),
            ([131, 110, 5, 1, 0, 0, 0, 0, 1], "-4294967296"), ([131, 116, 0, 0, 0, 1, 97, 1, 97, 2], "#{1 => 2}"),
            ([131, 113, 119, 1, 109, 119, 1, 102, 97, 2], "fun m:f/2"),
            ([131], "malformed literal"), ([], "malformed literal"), ([130, 97, 1], "malformed literal"),
            ([131, 108, 255, 255, 255, 255], "malformed literal"), ([131, 200], "malformed literal"),
            ([131, 80, 127, 255, 255, 255, 1], "malformed literal"),
        ] as [([UInt8], String)])
    func literals(_ bytes: [UInt8], _ text: String) { #expect(ExternalTermText.text(bytes) == text) }

    /// Changed modules are listed or refused; nothing traps.
    @Test func changedModules() {
        var sample = SampleModule()
        sample.extraChunks = [
            ("StrT", Array("text".utf8)), ("LitU", word(1) + word(3) + [131, 97, 1]),
            ("FunT", word(1) + word(2) + word(0) + word(2) + word(0) + word(0) + word(0)),
            ("Line", word(0) + word(0) + word(1) + word(1) + word(0) + [0x71]),
            ("Type", word(4) + word(1) + [0x1F, 0xFF]), ("LocT", word(0)),
        ]
        var generator = SeededGenerator(state: 5)
        for module in [sample.bytes] + InstalledModules.some {
            for _ in 0..<(module.count < 1000 ? 400 : 10) {
                var bytes = module
                for _ in 0..<Int.random(in: 1...3, using: &generator) {
                    let bit = Int.random(in: 0..<bytes.count * 8, using: &generator)
                    bytes[bit / 8] ^= 1 << (bit % 8)
                }
                let loaded = LoadedModule(name: "m", file: "m.beam", bytes: bytes, hasStart: false)
                do {
                    _ = try GenericListing(loaded)
                } catch {
                    #expect(error is ToolError)
                }
            }
        }
    }

    @Test func anElixirModuleByTheNameInItsSource() throws {
        try workspace.write("a.beam", SampleModule(name: "Elixir.A").bytes)
        let outcome = workspace.run("disasm", "@a.beam", "A:start/0")
        #expect(outcome.output.hasPrefix("'Elixir.A':start/0:\n"))
    }

    @Test func deeplyNestedLiteralsEndSomewhere() {
        let nested: [UInt8] = [131] + (0..<100_000).flatMap { _ -> [UInt8] in [104, 1] }
        #expect(ExternalTermText.text(nested) == "malformed literal")
    }
}
