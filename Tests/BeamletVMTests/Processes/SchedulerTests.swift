import BeamletHAL
import XCTest

@testable import BeamletVM

/// Slices, priorities, events and idle waits, seen from the board.
final class SchedulerTests: XCTestCase {
    private static let image = Result {
        try TestImage([
            "busy": """
            -export([start/0]).
            start() -> loop(100000).
            loop(0) -> ok;
            loop(N) -> loop(N - 1).
            """,
            "rivals": """
            -export([start/0]).
            start() -> S = self(), spawn(fun() -> loop(100000), S ! a end), loop(100000), receive X -> X end.
            loop(0) -> ok;
            loop(N) -> loop(N - 1).
            """,
            "priorities": """
            -export([start/0]).
            start() ->
                process_flag(priority, max),
                S = self(),
                Run = fun(P) -> spawn_opt(fun() -> work(3, P, S) end, [{priority, P}]) end,
                [Run(P) || P <- [low, normal, high, normal, max]],
                process_flag(priority, low),
                take(15).
            take(0) -> [];
            take(N) -> receive M -> [M | take(N - 1)] end.
            work(0, _, _) -> ok;
            work(N, P, S) -> S ! P, erlang:yield(), work(N - 1, P, S).
            """,
            "low": """
            -export([start/0]).
            start() ->
                S = self(),
                spawn_opt(fun() -> S ! low end, [{priority, low}]),
                count(0).
            count(1000) -> never;
            count(N) -> receive low -> N after 0 -> erlang:yield(), count(N + 1) end.
            """,
            "pins": """
            -export([start/0]).
            start() ->
                P = gpio:open(),
                gpio:set_int(P, {a, 3}, rising),
                gpio:set_int(P, {1, 7}, both),
                spawn(fun() -> loop() end),
                [receive M -> M end || _ <- [1, 2, 3]].
            loop() -> loop().
            """,
            "waits": """
            -export([start/0]).
            start() ->
                erlang:send_after(500, self(), b),
                receive a -> a after 20 -> ok end,
                erlang:send_after(7, self(), c),
                [receive M -> M end || _ <- [1, 2]].
            """,
            "edge": """
            -export([start/0]).
            start() -> gpio:set_int(gpio:open(), {a, 3}, rising), receive M -> M end.
            """,
        ])
    }

    private func runner(_ module: String) throws -> TestMachine {
        try TestMachine(try Self.image.get(), module: module)
    }

    func testABusyLoopYieldsAfter4000Reductions() throws {
        let runner = try runner("busy")
        runner.run()
        XCTAssertEqual(TestBoard.outputText, "Return value: ok\n")
        // Nobody else is ready: the process goes on within one call of the interpreter.
        XCTAssertEqual(Int(runner.machine.sliceCount), 100_000 / 4000, accuracy: 1)
    }

    func testTwoBusyProcessesTakeTurns() throws {
        let runner = try runner("rivals")
        runner.run()
        XCTAssertEqual(TestBoard.outputText, "Return value: a\n")
        XCTAssertEqual(Int(runner.machine.sliceCount), 200_000 / 4000, accuracy: 2)
    }

    func testMaxBeforeHighBeforeNormalBeforeLow() throws {
        let runner = try runner("priorities")
        runner.run()
        let line = TestBoard.outputText.replacingOccurrences(of: "Return value: ", with: "")
        let order = line.split(whereSeparator: { !$0.isLetter }).map(String.init)
        XCTAssertEqual(Array(order.prefix(6)), ["max", "max", "max", "high", "high", "high"], line)
        XCTAssertEqual(order.count, 15, line)
        XCTAssertEqual(order.filter { $0 == "normal" }.count, 6, line)
        XCTAssertEqual(order.last, "low", line)
    }

    func testLowPriorityGetsItsTurnAfterAtMostEightOthers() throws {
        let runner = try runner("low")
        runner.run()
        let line = TestBoard.outputText.trimmingCharacters(in: .whitespacesAndNewlines)
        let turns = Int(line.replacingOccurrences(of: "Return value: ", with: "")) ?? -1
        XCTAssertTrue((7...9).contains(turns), line)
    }

    func testAnEdgeArrivesWithinOneSlice() throws {
        let runner = try runner("pins")
        var polls = 0
        var sliceOfLastEdge: UInt32 = 0
        TestBoard.onPoll = { [unowned runner] in
            polls += 1
            switch polls {
            case 5: TestBoard.events.append(Event.gpioEdge(bank: 0, pin: 3).rawValue)
            case 8: TestBoard.events.append(Event.gpioEdge(bank: 1, pin: 3).rawValue)
            case 10: TestBoard.events.append(Event.gpioEdge(bank: 1, pin: 7).rawValue)
            case 15:
                TestBoard.events.append(Event.gpioEdge(bank: 0, pin: 3).rawValue)
                sliceOfLastEdge = runner.machine.sliceCount
            default: break
            }
        }
        XCTAssertEqual(runner.run(slices: 1000), .ended(.returned))
        XCTAssertEqual(
            TestBoard.outputText,
            "Return value: [{gpio_interrupt,{a,3}},{gpio_interrupt,{1,7}},{gpio_interrupt,{a,3}}]\n")
        XCTAssertEqual(TestBoard.pinLog, ["interrupt 0.3 rising", "interrupt 1.7 both"])
        XCTAssertGreaterThan(sliceOfLastEdge, 3)
        XCTAssertLessThanOrEqual(runner.machine.sliceCount - sliceOfLastEdge, 1, "slices from the edge to the end")
    }

    // MARK: Idle

    private func watch(_ runner: TestMachine) {
        TestBoard.isReady = { [unowned runner] in
            runner.machine.current != 0 || runner.machine.normalQueue.first != 0
                || runner.machine.highQueue.first != 0 || runner.machine.maxQueue.first != 0
        }
    }

    func testIdleWaitsForTheNextDeadline() throws {
        let runner = try runner("waits")
        watch(runner)
        XCTAssertEqual(runner.machine.run(), .returned)
        XCTAssertEqual(TestBoard.outputText, "Return value: [c,b]\n")
        XCTAssertEqual(TestBoard.waits, [20_000, 27_000, 500_000])
        XCTAssertFalse(TestBoard.wasReadyWhenWaiting, "the machine waited while a process was ready")
    }

    func testWaitsThatEndEarlyAreWaitedAgain() throws {
        let runner = try runner("waits")
        watch(runner)
        TestBoard.onWait = { deadline in
            TestBoard.time += min(9_000, deadline! - TestBoard.time)
        }
        XCTAssertEqual(runner.machine.run(), .returned)
        XCTAssertEqual(TestBoard.outputText, "Return value: [c,b]\n")
        XCTAssertEqual(TestBoard.time, 500_000)
        XCTAssertEqual(TestBoard.waits.prefix(4), [20_000, 20_000, 20_000, 27_000])
        XCTAssertFalse(TestBoard.wasReadyWhenWaiting)
    }

    func testIdleWithoutATimerWaitsForAnEvent() throws {
        let runner = try runner("edge")
        watch(runner)
        TestBoard.onWait = { _ in
            if TestBoard.waits.count == 3 { TestBoard.events.append(Event.gpioEdge(bank: 0, pin: 3).rawValue) }
        }
        XCTAssertEqual(runner.machine.run(), .returned)
        XCTAssertEqual(TestBoard.waits, [nil, nil, nil])
        XCTAssertEqual(TestBoard.outputText, "Return value: {gpio_interrupt,{a,3}}\n")
        XCTAssertFalse(TestBoard.wasReadyWhenWaiting)
    }

    func testABusyMachineNeverWaits() throws {
        let runner = try runner("rivals")
        XCTAssertEqual(runner.machine.run(), .returned)
        XCTAssertEqual(TestBoard.waits, [])
    }
}
