import XCTest

@testable import BeamletVM

/// Exceptions and their stack traces, against `erl`.
final class ExceptionTests: XCTestCase {
    /// Each is the body of a function `f/0` (with helpers) whose exception's class, reason and trace are compared.
    private static let failures: [(name: String, source: String)] = [
        ("badmatch", "f() -> {ok, _} = id(1), ok."),
        ("badarith", "f() ->\n  X = id(a),\n  Y = 1 + X,\n  {Y}."),
        ("division", "f() -> [id(1) div id(0)]."),
        ("clause", "f() -> g(1, {x}), ok.\ng(a, _) -> ok."),
        ("cases", "f() -> case id(1) of 2 -> ok end, ok."),
        ("ifs", "f() -> X = id(1), if X > 2 -> ok end, ok."),
        ("tries", "f() -> try id(1) of 2 -> ok catch throw:_ -> ok end."),
        ("hole", "f() -> Y = (hd(id([]))), [Y]."),
        ("tuples", "f() -> [element(4, id({1, 2}))]."),
        ("deep", "f() -> deep(5) + 1.\ndeep(0) -> error(deep);\ndeep(N) ->\n  1 + deep(N - 1)."),
        ("deeper", "f() -> deep(30) + 1.\ndeep(0) -> error(deep);\ndeep(N) ->\n  1 + deep(N - 1)."),
        ("tail", "f() -> id(0), tail(3).\ntail(0) -> exit({a, b});\ntail(N) -> tail(N - 1)."),
        ("thrown", "f() -> [throw([1, 2, 3])]."),
        ("arguments", "f() -> [erlang:error(bad, [1, 2])]."),
        ("badfun", "f() -> F = id(x), [F(1)]."),
        ("badarity", "f() -> F = fun(A) -> A end, [(id(F))(1, 2)]."),
        ("infun", "f() -> [(fun(X) -> 1 + X end)(id(a))]."),
        ("nested", "f() -> try id(a) + 1 catch error:badarith -> [error(second)] end."),
        ("again", "f() -> try [id(a) + 1] catch C:R:S -> [erlang:raise(C, {R}, S)] end."),
        ("after_", "f() -> try [id(a) + 1] after id(ok) end."),
        ("listed", "f() -> [X + 1 || X <- id([1, a])]."),
        (
            "manyargs",
            "f() -> [g(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12)].\ng(A, _, _, _, _, _, _, _, _, _, _, _) when A > 1 -> ok."
        ),
        ("badbif", "f() -> [atom_to_list(id(1))]."),
        ("sending", "f() -> [id(nobody) ! hello]."),
        ("catches", "f() -> 1 = id({catch throw(x), catch exit(y)}), ok."),
    ]

    func testClassReasonAndTraceAreThoseOfErl() throws {
        var sources: [String: String] = [:]
        for (name, source) in Self.failures {
            sources["fail_\(name)"] = """
                -export([start/0]).
                start() ->
                    try f() of X -> {returned, X}
                    catch C:R:S -> {C, R, [strip(E) || E <- S, element(1, E) =:= ?MODULE]}
                    end.
                strip({M, F, A, I}) -> {M, F, A, [L || {line, _} = L <- I]}.
                id(X) -> X.
                \(source)
                """
        }
        let image = try TestImage(sources)
        let modules = sources.keys.sorted()
        let expected = try image.answersOfErl(modules)
        for module in modules {
            XCTAssertEqual(try result(image, module), expected[module]!, module)
        }
    }

    func testAnUncaughtExceptionIsReported() throws {
        let image = try TestImage([
            "dies":
                "-export([start/0]).\nstart() ->\n  spawn(fun() -> error({bad, [1]}) end),\n  receive after 1 -> ok end.\n"
        ])
        let dies = try TestMachine(image, module: "dies")
        XCTAssertEqual(dies.run(), .ended(.returned))
        XCTAssertTrue(
            TestBoard.errorText.hasPrefix("Error in process <0.1.0> with exit value:\n{{bad,[1]},[{dies,"),
            TestBoard.errorText)
        XCTAssertTrue(TestBoard.errorText.contains("{line,4}"), TestBoard.errorText)
    }

    func testHowTheFirstProcessEnds() throws {
        let image = try TestImage([
            "fails": "-export([start/0]).\nstart() -> [throw(x)].\n"
        ])
        let fails = try TestMachine(image, module: "fails")
        XCTAssertEqual(fails.run(), .ended(.failed))
        XCTAssertTrue(TestBoard.errorText.contains("{{nocatch,x},"), TestBoard.errorText)
    }

    func testAnExitOfTheFirstProcessIsSaid() throws {
        let image = try TestImage(["exits": "-export([start/0]).\nstart() -> exit(because).\n"])
        let exits = try TestMachine(image, module: "exits")
        XCTAssertEqual(exits.run(), .ended(.failed))
        XCTAssertEqual(TestBoard.errorText, "Exited: because\n")
    }
}
