import Testing

@testable import beamlet

@Suite struct ApplicationFileTests {
    private func term(_ text: String) throws -> [UInt8] {
        try #require(try SourceTermReader.terms(Array(text.utf8), file: "f").first).externalFormat
    }

    // What term_to_binary answers for each, with large tuples and atoms in UTF-8.
    @Test(
        arguments: [
            ("a.", [119, 1, 97]),
            ("'B c'.", [119, 3, 66, 32, 99]),
            ("'\\x{e4}'.", [119, 2, 0xC3, 0xA4]),
            ("255.", [97, 255]),
            ("-1.", [98, 255, 255, 255, 255]),
            ("16#ff.", [97, 255]),
            ("1_000.", [98, 0, 0, 3, 232]),
            ("5000000000.", [110, 8, 0, 0, 242, 5, 42, 1, 0, 0, 0]),
            ("$a.", [97, 97]),
            ("$\\n.", [97, 10]),
            ("1.5.", [70, 63, 248, 0, 0, 0, 0, 0, 0]),
            ("[].", [106]),
            ("\"\".", [106]),
            ("\"a\" \"b\".", [108, 0, 0, 0, 2, 97, 97, 97, 98, 106]),
            ("[1 | 2].", [108, 0, 0, 0, 1, 97, 1, 97, 2]),
            ("[1 | [2]].", [108, 0, 0, 0, 2, 97, 1, 97, 2, 106]),
            ("{}.", [105, 0, 0, 0, 0]),
            ("{a, % comment\n 1}.", [105, 0, 0, 0, 2, 119, 1, 97, 97, 1]),
            ("<<\"ab\", 1>>.", [109, 0, 0, 0, 3, 97, 98, 1]),
            ("<<\"\u{e4}\"/utf8>>.", [109, 0, 0, 0, 2, 0xC3, 0xA4]),
            ("#{a => 1}.", [116, 0, 0, 0, 1, 119, 1, 97, 97, 1]),
            ("fun m:f/1.", [113, 119, 1, 109, 119, 1, 102, 97, 1]),
        ] as [(String, [UInt8])])
    func terms(_ text: String, _ bytes: [UInt8]) throws {
        #expect(try term(text) == [131] + bytes)
    }

    @Test(arguments: [
        ("{application, a", "f.app:1: the file ends where ',' or '}' should be"),
        ("{application, a, []}", "f.app:1: the file ends where a full stop should be"),
        ("{application,\n\n f, [}]}.", "f.app:3: a term should be where '}' is"),
        ("{application, g, []}.", "f.app:1: describes g, and should be called g.app"),
        ("{application, f,\n[{vsn, one}]}.", "f.app:2: vsn should be a string"),
        ("{application, f, [{env, [a]}]}.", "f.app:1: env should be a list of pairs {Name, Value}"),
        ("{application, f, [{mod, m}]}.", "f.app:1: mod should be {Module, Arguments}"),
        ("{application, f, [{modules, [1]}]}.", "f.app:1: modules should be a list of atoms"),
        ("{application, f, [a]}.", "f.app:1: a property should be {Key, Value}"),
        ("{application, f, [{a, 1},\n{a, 2}]}.", "f.app:2: a is there twice"),
        ("f.", "f.app:1: should be one term, {application, Name, [{Key, Value}, ...]}"),
        ("", "f.app: the file is empty"),
        ("{application, f, []}.\nf.", "f.app:2: should be one term, {application, Name, [{Key, Value}, ...]}"),
        ("{application, f, [{a, 99999999999999999999}]}.", "f.app:1: 99999999999999999999 has more than 64 bits"),
        ("{application, f, [{a, \"x}]}.", "f.app:1: the file ends in the middle of a term"),
    ])
    func whatIsWrong(_ text: String, _ line: String) throws {
        let workspace = try Workspace()
        try workspace.write("f.app", Array(text.utf8))
        #expect(workspace.run("run", "--no-libs", "@f.app") == .wrong("@\(line)"))
    }

    @Test func deepTermsAreRefused() throws {
        let text = String(repeating: "[", count: 100_000)
        #expect(throws: ToolError("f:1: terms are nested too deep")) {
            try SourceTermReader.terms(Array(text.utf8), file: "f")
        }
    }

    @Test func whatIsNeededAndNotThere() throws {
        let workspace = try Workspace()
        try workspace.write("f.app", Array("{application, f, [{applications, [kernel,\n none]}]}.".utf8))
        #expect(
            workspace.run("run", "--no-libs", "@f.app")
                == .wrong("@f.app:2: application none is not there: give none.app and its .beam files"))
        try workspace.write("g.app", Array("{application, g, [\n{mod, {g, []}}]}.".utf8))
        let outcome = workspace.run("run", "--no-libs", "@g.app")
        #expect(outcome.status == ExitStatus.missing)
        #expect(outcome.errors == "beamlet: missing function g:start/2, called from @g.app:2\n")
    }
}
