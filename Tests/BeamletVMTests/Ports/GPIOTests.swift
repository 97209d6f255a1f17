import BeamletHAL
import Host
import XCTest

@testable import BeamletVM

/// ``TestBoard`` with the pins of the host.
private enum PinBoard: Board {
    typealias Time = TestBoard.Time
    typealias Serial = TestBoard.Serial
    typealias Pins = HostGPIO

    static var name: StaticString { "Pins" }
    static var console: UInt8 { 0 }
    static func start() {}
    static func exit(_ status: Int32) -> Never { preconditionFailure("nothing exits a test's board") }
    static func writeError(_ byte: UInt8) { TestBoard.writeError(byte) }
    static func nextEvent() -> UInt32? { Events.take() }
}

/// `gpio` against the table of pins that stands for the host's.
final class GPIOTests: XCTestCase {
    private static let image = Result {
        try TestImage([
            "drives": """
            -export([start/0]).
            start() ->
                P = gpio:start(),
                ok = gpio:set_direction(P, {a, 1}, output),
                ok = gpio:set_level(P, {a, 1}, high),
                ok = gpio:set_direction(P, {b, [2, 3]}, {output, [{pull, up}]}),
                ok = gpio:set_level(P, {b, [2, 3]}, 1),
                ok = gpio:set_level(P, {b, 3}, 0),
                ok = gpio:set_pin_mode({2, 4}, output),
                ok = gpio:digital_write({2, 4}, high),
                ok = gpio:set_direction(P, {d, 0}, input),
                ok = gpio:set_pin_pull({d, 1}, up),
                {gpio:read(P, {a, 1}), gpio:read(P, {b, 2}), gpio:read(P, {b, 3}), gpio:digital_read({2, 4}),
                    gpio:read(P, {d, 0}), gpio:digital_read({d, 1}), gpio:digital_read({e, 5})}.
            """,
            "edges": """
            -export([start/0]).
            start() ->
                P = gpio:open(),
                ok = gpio:set_direction(P, {a, 3}, input),
                ok = gpio:set_direction(P, {c, 4}, input),
                ok = gpio:set_int(P, {a, 3}, rising),
                ok = gpio:set_int(P, {2, 4}, falling),
                take(2) ++ [gpio:remove_int(P, {a, 3})] ++ take(1).
            take(0) -> [];
            take(N) -> receive M -> [M | take(N - 1)] end.
            """,
            "changes": """
            -export([start/0]).
            start() ->
                P = gpio:open(),
                ok = gpio:set_int(P, {a, 3}, rising),
                ok = gpio:set_int(P, {a, 3}, falling),
                receive M -> M end.
            """,
            "others": """
            -export([start/0]).
            start() ->
                P = gpio:open(),
                S = self(),
                Q = spawn(fun() -> receive M -> S ! {got, M} end end),
                register(listener, Q),
                ok = gpio:set_int(P, {a, 3}, both, listener),
                receive X -> X end.
            """,
            "ends": """
            -export([start/0]).
            start() ->
                P = gpio:open(),
                S = self(),
                Q = spawn(fun() -> ok = gpio:set_int(P, {a, 3}, both), S ! ready, receive stop -> ok end end),
                receive ready -> ok end,
                R = erlang:monitor(process, Q),
                Q ! stop,
                receive {'DOWN', R, _, _, _} -> ok end,
                receive X -> X after 10 -> none end.
            """,
            "wrong": """
            -export([start/0]).
            start() ->
                P = gpio:open(),
                Calls = [fun() -> gpio:read(P, {z, 1}) end, fun() -> gpio:read(P, {a, 16}) end,
                    fun() -> gpio:read(P, {a, -1}) end, fun() -> gpio:read(P, {a}) end,
                    fun() -> gpio:read(P, a) end, fun() -> gpio:read(x, {a, 1}) end,
                    fun() -> gpio:read(P, {16, 1}) end, fun() -> gpio:read(P, {-1, 1}) end,
                    fun() -> gpio:set_level(P, {a, 1}, 2) end, fun() -> gpio:set_level(P, {a, [1 | 2]}, 1) end,
                    fun() -> gpio:set_direction(P, {a, 1}, sideways) end,
                    fun() -> gpio:set_int(P, {a, all}, rising) end, fun() -> gpio:set_int(P, {a, 1}, never) end,
                    fun() -> gpio:set_int(P, {a, 1}, rising, nobody) end, fun() -> gpio:close(x) end,
                    fun() -> gpio:digital_write({a, 1}, maybe_) end, fun() -> gpio:set_pin_pull({a, 1}, left) end],
                Answers = [try F() catch error:badarg -> badarg end || F <- Calls],
                gpio:close(P),
                [A || A <- Answers, A =/= badarg] ++ [try gpio:read(P, {a, 1}) catch error:badarg -> closed end].
            """,
        ])
    }

    /// Runs a module; `step` is called whenever the machine waits.
    private func run(_ module: String, _ step: @escaping (Int) -> Void = { _ in }) throws -> String {
        HostGPIO.reset()
        while Events.take() != nil {}
        let runner = try TestMachine(try Self.image.get(), module: module, board: Platform(PinBoard.self))
        var waits = 0
        TestBoard.onWait = { deadline in
            if let deadline { TestBoard.time = deadline }
            waits += 1
            precondition(waits < 100, "the program waits for ever")
            step(waits)
        }
        guard runner.machine.run() == .returned else { return TestBoard.errorText }
        return TestBoard.outputText.replacingOccurrences(of: "Return value: ", with: "").trimmingCharacters(
            in: .newlines)
    }

    func testLevelsAreWrittenAndRead() throws {
        XCTAssertEqual(try run("drives"), "{high,high,low,high,low,high,low}")
        XCTAssertEqual(HostGPIO.level(0, 1), true)
        XCTAssertEqual(HostGPIO.level(1, 2), true)
        XCTAssertEqual(HostGPIO.level(1, 3), false)
        XCTAssertEqual(HostGPIO.level(2, 4), true)
        XCTAssertEqual(HostGPIO.setup(1, 2)?.mode, .output)
        XCTAssertEqual(HostGPIO.setup(1, 3)?.pull, .up)
        XCTAssertEqual(HostGPIO.setup(3, 0)?.mode, .input)
        XCTAssertEqual(HostGPIO.setup(3, 1)?.pull, .up)
        XCTAssertEqual(HostGPIO.setup(4, 4)?.mode, .analog, "a pin that nobody has set up")
    }

    func testEdgesBecomeMessagesUntilTheyAreRemoved() throws {
        let got = try run("edges") { wait in
            switch wait {
            case 1: HostGPIO.drive(0, 3, true)
            case 2: HostGPIO.drive(2, 4, true)
            case 3: HostGPIO.drive(2, 4, false)
            case 4:
                HostGPIO.drive(0, 3, false)
                HostGPIO.drive(0, 3, true)
            case 5: HostGPIO.drive(2, 4, true)
            case 6: HostGPIO.drive(2, 4, false)
            default: break
            }
        }
        XCTAssertEqual(got, "[{gpio_interrupt,{a,3}},{gpio_interrupt,{2,4}},ok,{gpio_interrupt,{2,4}}]")
    }

    func testATriggerCanBeChanged() throws {
        let got = try run("changes") { wait in
            // Only the falling edge counts.
            if wait == 1 { HostGPIO.drive(0, 3, true) }
            if wait == 2 { HostGPIO.drive(0, 3, false) }
            if wait > 5 { Events.put(.gpioEdge(bank: 0, pin: 3)) }
        }
        XCTAssertEqual(got, "{gpio_interrupt,{a,3}}")
        XCTAssertEqual(TestBoard.waits.count, 2, "the falling edge ends the second wait")
    }

    func testAnotherProcessMayListen() throws {
        XCTAssertEqual(try run("others") { _ in HostGPIO.drive(0, 3, true) }, "{got,{gpio_interrupt,{a,3}}}")
    }

    func testAListenerThatEndsIsForgotten() throws {
        XCTAssertEqual(try run("ends") { _ in HostGPIO.drive(0, 3, true) }, "none")
        // Nobody listens: the pin's line is free for another bank.
        XCTAssertEqual(HostGPIO.setInterrupt(1, 3, .both), .done)
    }

    func testWrongArgumentsAreBadarg() throws {
        XCTAssertEqual(try run("wrong"), "[closed]")
    }
}
