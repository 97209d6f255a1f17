import XCTest

@testable import BeamletVM

/// The console's functions.
final class ConsoleTests: XCTestCase {
    private static let image = Result {
        try TestImage([
            "puts": """
            -export([start/0]).
            start() ->
                ok = console:puts("plain\\n"),
                ok = console:puts([16#E9, 16#3A9, 16#20AC, 16#10348, $\\n]),
                ok = console:puts([]),
                ok = console:puts(<<"binary", 16#C3, 16#A9, $\\n>>),
                [try console:puts(X) catch error:badarg -> badarg end ||
                    X <- [atom, 1, [a], [-1], [16#110000], [$a | $b], <<1:3>>]].
            """,
            "reads": """
            -export([start/0]).
            start() -> {length(all([])), length(all([]))}.
            all(_) ->
                case console:read() of
                    [] -> [];
                    Bytes -> Bytes ++ all(Bytes)
                end.
            """,
            "echoes": """
            -export([start/0]).
            start() -> console:puts(all()).
            all() -> case console:read() of [] -> []; Bytes -> Bytes ++ all() end.
            """,
        ])
    }

    func testTextIsWrittenAsUTF8() throws {
        let runner = try TestMachine(try Self.image.get(), module: "puts")
        XCTAssertEqual(runner.run(), .ended(.returned), TestBoard.errorText)
        let lines = TestBoard.outputText.split(separator: "\n").map(String.init)
        XCTAssertEqual(lines.prefix(3), ["plain", "\u{E9}\u{3A9}\u{20AC}\u{10348}", "binary\u{E9}"])
        XCTAssertTrue(lines.last?.hasSuffix("[badarg,badarg,badarg,badarg,badarg,badarg,badarg]") ?? false, "\(lines)")
    }

    func testAllThatHasArrivedIsRead() throws {
        for count in [0, 1, 2, 30, 31, 32, 33, 100, 5000] {
            let runner = try TestMachine(try Self.image.get(), module: "reads")
            TestBoard.input = (0..<count).map { UInt8(truncatingIfNeeded: $0 * 7) }
            XCTAssertEqual(runner.run(), .ended(.returned), TestBoard.errorText)
            XCTAssertEqual(TestBoard.outputText, "Return value: {\(count),0}\n")
        }
    }

    func testBytesKeepTheirOrder() throws {
        let runner = try TestMachine(try Self.image.get(), module: "echoes")
        TestBoard.input = (0..<3000).map { UInt8(32 + $0 % 90) }
        let sent = TestBoard.input
        XCTAssertEqual(runner.run(), .ended(.returned), TestBoard.errorText)
        XCTAssertEqual(Array(TestBoard.output.prefix(sent.count)), sent)
        XCTAssertEqual(TestBoard.output.count, sent.count + "Return value: ok\n".count)
    }
}
