import Testing

@testable import beamlet

@Suite struct HelpTests {
    private let workspace: Workspace

    init() throws { workspace = try Workspace() }

    @Test(arguments: ["--help", "-h", "help"]) func theToolsHelpNamesEveryCommand(_ argument: String) {
        let outcome = workspace.run(argument)
        #expect(outcome.status == 0)
        for name in ["run", "pack", "list", "link", "disasm", "size", "boards"] {
            #expect(outcome.output.contains("\n  \(name) "))
        }
    }

    @Test(arguments: ["run", "pack", "list", "link", "disasm", "size", "boards"])
    func everyCommandHasHelp(_ command: String) {
        let outcome = workspace.run(command, "--help")
        #expect(outcome.status == 0)
        #expect(outcome.errors.isEmpty)
        #expect(outcome.output.hasPrefix("usage: beamlet \(command) "))
        #expect(outcome == workspace.run(command, "-h", "x"))
    }

    @Test func version() {
        #expect(workspace.run("--version") == Outcome(status: 0, output: "beamlet 0.1.0\n", errors: ""))
    }

    @Test func afterTwoDashesNothingIsAnOption() {
        #expect(workspace.run("run", "--", "--help").errors == "beamlet: --help: no such file\n")
    }

    @Test(arguments: [
        ("8192", 8192), ("8K", 8192), ("8k", 8192), ("8KB", 8192), ("8KiB", 8192), ("1M", 1 << 20), ("2G", 2 << 30),
    ])
    func sizes(_ text: String, _ bytes: Int) { #expect(SizeText.parse(text) == UInt32(bytes)) }

    @Test(arguments: ["", "K", "8 K", "-8", "8.5K", "0", "0x10", "5G", "99999999999", "8KK", "\u{663}"])
    func noSizes(_ text: String) { #expect(SizeText.parse(text) == nil) }

    @Test func aTableOfSizes() {
        let rows = [
            SizeRow(name: "atoms", bytes: 250), SizeRow(name: "none", bytes: 0), SizeRow(name: "module a", bytes: 1750),
        ]
        #expect(
            SizeCommand.table(rows, total: 2000, room: 4096) == """
                bytes   share  what
                1,750   87.5%  module a
                  250   12.5%  atoms
                2,000  100.0%  in all of 4 KB (48.8%)
                """)
    }
}
