import Testing

@testable import beamlet

@Suite struct ConfigurationFileTests {
    @Test(arguments: [
        ("", "f.config: the file is empty"),
        ("% nothing\n", "f.config: the file is empty"),
        ("[{a, [{b, 1}]}]", "f.config:1: the file ends where a full stop should be"),
        ("[{a, [{b,\n\n 1]}].", "f.config:3: ',' or '}' should be where ']' is"),
        ("[{a, [{b, \"x}]}].", "f.config:1: the file ends in the middle of a term"),
        ("{a, [{b, 1}]}.", "f.config:1: should be one term, [{Application, [{Key, Value}, ...]}, ...]"),
        ("[].\n\n[].", "f.config:3: should be one term, [{Application, [{Key, Value}, ...]}, ...]"),
        ("[{a, []} | b].", "f.config:1: should be one term, [{Application, [{Key, Value}, ...]}, ...]"),
        ("[{a, []},\n b].", "f.config:2: should be {Application, [{Key, Value}, ...]}"),
        ("[{a, []},\n {\"b\", []}].", "f.config:2: should be {Application, [{Key, Value}, ...]}"),
        ("[{a, []},\n {b, c}].", "f.config:2: should be {Application, [{Key, Value}, ...]}"),
        ("[{a, [{b, 1},\n c]}].", "f.config:2: should be {Key, Value}, of application a"),
        ("[{a, [{b, 1},\n {\"c\", 2}]}].", "f.config:2: should be {Key, Value}, of application a"),
        ("[{a, [{b, 1},\n {b, 2}]}].", "f.config:2: b of application a is there twice"),
        ("[{a, [{b, 1}]},\n {a, []}].", "f.config:2: application a is there twice"),
        ("[{a, [{b, 1}]},\n \"other\"].", "f.config:2: names another file, which is not read: give that file, too"),
        ("[{a, [{b, 99999999999999999999}]}].", "f.config:1: 99999999999999999999 has more than 64 bits"),
    ])
    func whatIsWrong(_ text: String, _ line: String) throws {
        let workspace = try Workspace()
        try workspace.write("f.config", Array(text.utf8))
        #expect(workspace.run("run", "--no-libs", "@f.config") == .wrong("@\(line)"))
    }

    @Test func whatIsSet() throws {
        let text = "%% comment\n[{a, [{b, 1}, {c, [2 | 3]}]}, {'D', []}]."
        let file = try ConfigurationFile(Array(text.utf8), file: "f")
        #expect(file.environments.map(\.application) == ["a", "D"])
        #expect(file.environments[0].values.map { $0.tuple(2)?[0].atom } == ["b", "c"])
        #expect(file.environments[1].values.isEmpty)
    }

    @Test func notInUTF8() throws {
        #expect(throws: ToolError("f: not in UTF-8")) { try ConfigurationFile([0x5B, 0xFF, 0x5D, 0x2E], file: "f") }
    }
}
