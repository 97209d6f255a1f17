import Foundation
import Testing

@testable import beamlet

/// An application and an OTP of a few small modules, compiled by the installed `erlc`.
private struct Program {
    let workspace: Workspace

    /// Compiles sources without their `-module` lines; nil where there is no `erlc`.
    init?(application: String, libraries: [String: String] = [:]) throws {
        workspace = try Workspace()
        guard try compile("app", application, into: ".") else { return nil }
        for (name, source) in libraries {
            guard try compile(name, source, into: "otp/lib/stdlib-1/ebin") else { return nil }
        }
    }

    private func compile(_ name: String, _ source: String, into folder: String) throws -> Bool {
        let file = try workspace.write("\(name).erl", Array("-module(\(name)).\n\(source)\n".utf8))
        try workspace.write("\(folder)/none", [0])
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["erlc", "-W0", "-o", "\(workspace.path)/\(folder)", file]
        process.standardOutput = FileHandle.nullDevice
        guard (try? process.run()) != nil else { return false }
        process.waitUntilExit()
        return process.terminationStatus == 0
    }

    func call(_ command: String, _ options: String...) -> Outcome {
        workspace.run([command, "--otp", "@otp"] + options + ["@app.beam"])
    }

    /// The functions of the library `lib` that are linked.
    func linked(_ options: String...) -> [String] {
        let outcome = workspace.run(["size", "--functions", "--otp", "@otp"] + options + ["@app.beam"])
        return outcome.output.split(separator: "\n").compactMap { line in
            line.split(separator: " ").last.map(String.init).flatMap { $0.hasPrefix("lib:") ? $0 : nil }
        }.sorted()
    }
}

@Suite struct ReachabilityTests {
    private static let library = """
        -export([one/0, two/1, three/1, init/1]).
        one() -> local().
        two(X) -> {X, fun three/1}.
        three(X) -> X.
        init(X) -> X.
        local() -> 1.
        """

    private static let server = """
        -export([serve/1, ask/0, fields/1]).
        serve({ask_me, _}) -> asked();
        serve(greet_me) -> greeted();
        serve(thank_me) -> thanked();
        serve(X) when X =/= leave_me -> other();
        serve(_) -> left().
        ask() -> serve({ask_me, 1}).
        fields(#{rare_field := X}) -> found(X);
        fields(_) -> nothing().
        asked() -> 1.
        greeted() -> 2.
        thanked() -> 3.
        other() -> 4.
        left() -> 5.
        found(X) -> X.
        nothing() -> 6.
        """

    @Test(arguments: [
        ("start() -> lib:serve(1).", ["other/0", "serve/1"]),
        ("start() -> lib:serve(greet_me).", ["greeted/0", "other/0", "serve/1"]),
        // The library itself makes the atom.
        ("start() -> lib:ask().", ["ask/0", "asked/0", "other/0", "serve/1"]),
        ("start() -> lib:serve(leave_me).", ["left/0", "other/0", "serve/1"]),
        ("start() -> lib:fields(#{}).", ["fields/1", "nothing/0"]),
        ("start() -> lib:fields(#{rare_field => 1}).", ["fields/1", "found/1", "nothing/0"]),
        // Any atom may come.
        (
            "start() -> lib:serve(list_to_atom(pid_to_list(self()))).",
            ["asked/0", "greeted/0", "left/0", "other/0", "serve/1", "thanked/0"]
        ),
    ])
    func clausesForAtomsThatNothingMakes(_ application: String, _ expected: [String]) throws {
        guard let program = try ReachabilityTests.program(application, ReachabilityTests.server) else { return }
        #expect(program.linked() == expected.map { "lib:\($0)" })
    }

    @Test(arguments: [("1", "4"), ("greet_me", "2"), ("thank_me", "3"), ("leave_me", "5"), ("{ask_me, 1}", "1")])
    func whatIsLeftAnswersTheSame(_ argument: String, _ value: String) throws {
        // What the machine prints is not caught: another value is an error, and the status says so.
        let application = "start() -> \(value) = lib:serve(\(argument))."
        guard let program = try ReachabilityTests.program(application, ReachabilityTests.server) else { return }
        #expect(program.call("run").status == 0)
    }

    private static func program(_ application: String, _ library: String = library) throws -> Program? {
        try Program(application: "-export([start/0]).\n\(application)", libraries: ["lib": library])
    }

    @Test(arguments: [
        // Calls, and what is called from there.
        ("start() -> lib:one().", ["lib:local/0", "lib:one/0"]),
        // Funs that a linked function makes; funs in literals.
        ("start() -> lib:two(1).", ["lib:three/1", "lib:two/1"]),
        ("start() -> [fun lib:three/1].", ["lib:three/1"]),
        // A module, a function and arguments side by side.
        ("start() -> spawn(lib, three, [1]).", ["lib:three/1"]),
        ("start() -> {lib, three, [1]}.", ["lib:three/1"]),
        ("start() -> f([self()]). f(X) -> {start, {lib, three, X}}.", ["lib:three/1"]),
        // The number of arguments counts, where it is known; a supervisor may add some.
        ("start() -> {lib, one, [1]}.", []),
        ("start() -> {lib, three, []}.", ["lib:three/1"]),
        // A function of a module that is not known, of one whose name is a value.
        ("start() -> f(lib). f(M) -> M:init(1).", ["lib:init/1"]),
        // One with which values are only compared.
        ("start() -> f(self()). f(lib) -> 1; f(M) -> M:init(1).", []),
        // All functions with as many arguments, of a module that is known.
        ("start() -> F = get(f), lib:F(1).", ["lib:init/1", "lib:three/1", "lib:two/1"]),
        // What the source asks for.
        ("-beamlet_keep([{lib, three, 1}]).\nstart() -> 1.", ["lib:three/1"]),
    ]) func whatIsLinkedOfALibrary(_ application: String, _ expected: [String]) throws {
        guard let program = try Self.program(application) else { return }
        #expect(program.linked() == expected)
    }

    @Test func optionsKeepModulesFunctionsAndArities() throws {
        guard let program = try Self.program("start() -> 1.") else { return }
        #expect(program.linked() == [])
        #expect(program.linked("--keep", "lib:three/1") == ["lib:three/1"])
        #expect(program.linked("--keep", "lib:three,lib:init") == ["lib:init/1", "lib:three/1"])
        #expect(program.linked("--keep", "lib").count == 5)
        #expect(
            program.call("run", "--keep", "lib:four")
                == .wrong("--keep lib:four: the module exports no such function"))
        #expect(program.call("run", "--keep", "bil") == .wrong("--keep bil: there is no module bil"))
    }

    @Test func whatTheApplicationCallsHasToBeThere() throws {
        guard let program = try Self.program("start() -> lib:four().") else { return }
        let outcome = program.call("link", "--board", "Host", "-o", "@app.img")
        #expect(outcome.status == 3)
        #expect(outcome.errors == "beamlet: missing function lib:four/0, called from app:start/0\n")
    }

    @Test func whatOnlyALibraryCallsIsListed() throws {
        let library = """
            -export([one/0, stub/0]).
            one() -> {stub(), gone:away()}.
            stub() -> erlang:nif_error(undefined).
            """
        guard let program = try Self.program("start() -> lib:one().", library) else { return }
        let outcome = program.call("link", "--missing", "--board", "Host", "-o", "@app.img")
        #expect(outcome.status == 0)
        #expect(
            outcome.errors == """
                beamlet: missing function gone:away/0, called from lib:one/0: it will raise undef
                beamlet: missing function lib:stub/0, called from lib:one/0: it will raise undef

                """)
    }

    @Test func whatIsNativeInALibraryIsMissingInTheApplication() throws {
        let library = "-export([stub/0]).\nstub() -> erlang:nif_error(undefined)."
        guard let program = try Self.program("start() -> lib:stub().", library) else { return }
        #expect(
            program.call("run").errors == "beamlet: missing function lib:stub/0, called from app:start/0\n")
    }

    @Test func theWayToAFunctionIsToldFromItsEnd() throws {
        guard let program = try Self.program("start() -> lib:one().") else { return }
        let lines = program.call("size", "--why", "lib:local/0").output.split(separator: "\n")
        #expect(lines.first?.hasPrefix("lib:local/0, ") == true)
        #expect(
            Array(lines.dropFirst()) == ["  called by lib:one/0", "  called by app:start/0", "  the program's start"]
                || Array(lines.dropFirst()) == ["  called by lib:one/0", "  called by app:start/0", "  given"])
    }

    @Test func theApplicationIsLinkedWholeUnlessItIsStripped() throws {
        let application = "-export([start/0, other/0]).\nstart() -> 1.\nother() -> lib:one()."
        guard let program = try Program(application: application) else { return }
        // What it exports may be called by whoever gets to know its name, so what that calls has to be there.
        #expect(program.workspace.run("run", "--no-libs", "@app.beam").status == 3)
        let stripped = program.workspace.run("size", "--functions", "--no-libs", "--strip", "@app.beam").output
        #expect(stripped.contains("app:start/0"))
        #expect(!stripped.contains("app:other/0"))
    }
}
