import BeamletHAL
import Host
import XCTest

final class HostBoardTests: XCTestCase {
    override func setUp() {
        HostGPIO.reset()
        while HostBoard.nextEvent() != nil {}
    }

    private func events() -> [Event] {
        var events: [Event] = []
        while let word = HostBoard.nextEvent() { events.append(Event(rawValue: word)) }
        return events
    }

    // MARK: Pins

    func testBanksAndPinsThatDoNotExistAreRefused() {
        XCTAssertEqual(HostGPIO.pins(ofBank: 0), 0xFFFF)
        XCTAssertEqual(HostGPIO.pins(ofBank: 16), 0)
        XCTAssertEqual(HostGPIO.configure(16, 0, .input, .up, .low), .absent)
        XCTAssertEqual(HostGPIO.configure(0, 16, .input, .up, .low), .absent)
        XCTAssertEqual(HostGPIO.setInterrupt(0, 200, .rising), .absent)
        XCTAssertEqual(HostGPIO.configure(0, 0, .alternate(16), .up, .low), .unsupported)
        HostGPIO.write(99, 99, true)
        HostGPIO.removeInterrupt(99, 99)
        XCTAssertFalse(HostGPIO.read(99, 99))
        XCTAssertFalse(HostGPIO.drive(99, 99, true))
    }

    func testAnOutputShowsWhatWasWritten() {
        XCTAssertEqual(HostGPIO.configure(1, 5, .output, .floating, .maximum), .done)
        HostGPIO.write(1, 5, true)
        XCTAssertEqual(HostGPIO.level(1, 5), true)
        XCTAssertTrue(HostGPIO.read(1, 5))
        HostGPIO.write(1, 5, false)
        XCTAssertEqual(HostGPIO.level(1, 5), false)
        XCTAssertTrue(HostGPIO.setup(1, 5)! == (.output, .floating, .maximum))
    }

    func testAnInputShowsWhatDrivesItElseItsPull() {
        _ = HostGPIO.configure(0, 3, .input, .up, .low)
        XCTAssertTrue(HostGPIO.read(0, 3))
        HostGPIO.drive(0, 3, false)
        XCTAssertFalse(HostGPIO.read(0, 3))
        HostGPIO.drive(0, 3, nil)
        XCTAssertTrue(HostGPIO.read(0, 3))
        _ = HostGPIO.configure(0, 3, .input, .down, .low)
        XCTAssertFalse(HostGPIO.read(0, 3))
    }

    func testAnOpenDrainOutputIsLowIfAnybodyPullsItLow() {
        _ = HostGPIO.configure(0, 4, .outputOpenDrain, .up, .low)
        HostGPIO.write(0, 4, true)
        XCTAssertTrue(HostGPIO.read(0, 4))
        HostGPIO.drive(0, 4, false)
        XCTAssertFalse(HostGPIO.read(0, 4))
        HostGPIO.drive(0, 4, true)
        HostGPIO.write(0, 4, false)
        XCTAssertFalse(HostGPIO.read(0, 4))
    }

    func testEdgesBecomeEvents() {
        let expectations: [(trigger: PinTrigger, rising: Int, falling: Int)] = [
            (.rising, 1, 0), (.falling, 0, 1), (.both, 1, 1),
        ]
        let edge = Event.gpioEdge(bank: 2, pin: 7)
        for (trigger, rising, falling) in expectations {
            HostGPIO.reset()
            _ = HostGPIO.configure(2, 7, .input, .down, .low)
            XCTAssertEqual(HostGPIO.setInterrupt(2, 7, trigger), .done)
            HostGPIO.drive(2, 7, true)
            HostGPIO.drive(2, 7, true)
            XCTAssertEqual(events(), [Event](repeating: edge, count: rising))
            HostGPIO.drive(2, 7, false)
            XCTAssertEqual(events(), [Event](repeating: edge, count: falling))
            HostGPIO.removeInterrupt(2, 7)
            HostGPIO.drive(2, 7, true)
            XCTAssertEqual(events(), [])
        }
    }

    func testALevelThatIsThereSendsItsEventAtOnce() {
        _ = HostGPIO.configure(2, 8, .input, .up, .low)
        XCTAssertEqual(HostGPIO.setInterrupt(2, 8, .high), .done)
        XCTAssertEqual(events(), [.gpioEdge(bank: 2, pin: 8)])
        XCTAssertEqual(HostGPIO.setInterrupt(2, 8, .low), .done)
        XCTAssertEqual(events(), [])
        HostGPIO.drive(2, 8, false)
        XCTAssertEqual(events(), [.gpioEdge(bank: 2, pin: 8)])
    }

    func testOneInterruptLineServesOneBank() {
        XCTAssertEqual(HostGPIO.setInterrupt(0, 1, .rising), .done)
        XCTAssertEqual(HostGPIO.setInterrupt(1, 1, .rising), .unsupported)
        HostGPIO.removeInterrupt(0, 1)
        XCTAssertEqual(HostGPIO.setInterrupt(1, 1, .rising), .done)
    }

    // MARK: Time

    func testTimeGoesForward() {
        var last = HostClock.now()
        for _ in 0..<1_000 {
            let time = HostClock.now()
            XCTAssertGreaterThanOrEqual(time, last)
            last = time
        }
    }

    func testASleepEndsAtItsDeadline() {
        let deadline = HostClock.now() + 20_000
        while HostClock.now() < deadline { HostClock.wait(until: deadline) }
        XCTAssertLessThan(HostClock.now() - deadline, 1_000_000)
    }

    func testAcceleratedTimeJumpsToTheDeadline() {
        HostClock.isAccelerated = true
        defer { HostClock.isAccelerated = false }
        let began = Date()
        let deadline = HostClock.now() + 3_600_000_000
        while HostClock.now() < deadline, Date().timeIntervalSince(began) < 20 { HostClock.wait(until: deadline) }
        XCTAssertGreaterThanOrEqual(HostClock.now(), deadline)
    }

    func testADeadlineThatHasPassedDoesNotSleep() {
        HostClock.wait(until: 0)
    }

    func testAWaitingEventDoesNotSleep() {
        _ = HostGPIO.setInterrupt(0, 0, .rising)
        HostGPIO.drive(0, 0, true)
        HostClock.wait(until: nil)
        XCTAssertEqual(events(), [.gpioEdge(bank: 0, pin: 0)])
    }

    func testAPinDrivenByAnotherThreadEndsTheSleep() {
        _ = HostGPIO.setInterrupt(0, 0, .rising)
        Thread.detachNewThread {
            Thread.sleep(forTimeInterval: 0.02)
            HostGPIO.drive(0, 0, true)
        }
        let limit = HostClock.now() + 10_000_000
        while Events.isEmpty && HostClock.now() < limit { HostClock.wait(until: limit) }
        XCTAssertEqual(events(), [.gpioEdge(bank: 0, pin: 0)])
    }

    // MARK: The watchdog

    /// What it does when nobody feeds it ends the process: checks under Tests/Boards show that.
    func testAWatchdogWithoutTimeIsNone() {
        XCTAssertEqual(HostBoard.Guardian.start(0), .unsupported)
        XCTAssertFalse(HostBoard.Guardian.causedReset)
    }

    // MARK: What it does not have

    func testAbsentPeripheralsSaySo() {
        XCTAssertEqual(HostBoard.I2CBuses.count, 0)
        XCTAssertEqual(HostBoard.SPIBuses.configure(0, 1_000_000, 0, false), .absent)
        XCTAssertNil(HostBoard.Converters.read(0))
        XCTAssertEqual(HostBoard.Pulses.set(0, 1_000, 0), .absent)
        XCTAssertEqual(HostBoard.Storage.start, HostBoard.Storage.end)
        XCTAssertEqual(HostUART.configure(1, UARTSettings()), .absent)
        XCTAssertNil(HostUART.read(1))
    }
}
