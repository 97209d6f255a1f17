import BeamletHAL

@testable import BeamletVM

/// A board that a test sees through: its clock stands still unless the test moves it, its console is a list of bytes, its
/// pins a log, its interrupts a queue.
///
/// Each test begins with ``reset()``; tests that use it do not run beside one another.
enum TestBoard: Board {
    /// 0: no native function waits while others run.
    nonisolated(unsafe) static var stackLeft = 0

    enum Time: BeamletHAL.Clock {
        static func now() -> UInt64 { TestBoard.time }
        static func wait(until deadline: UInt64?) {
            waits.append(deadline)
            wasReadyWhenWaiting = wasReadyWhenWaiting || isReady()
            onWait(deadline)
        }
    }

    enum Serial: UART {
        static var count: UInt8 { 1 }
        static func configure(_ port: UInt8, _ settings: UARTSettings) -> PeripheralStatus { .done }
        static func close(_ port: UInt8) {}
        static func write(_ port: UInt8, _ byte: UInt8) { output.append(byte) }
        static func read(_ port: UInt8) -> UInt8? { input.isEmpty ? nil : input.removeFirst() }
        static func lost(_ port: UInt8) -> UInt32 { 0 }
    }

    /// Two banks of sixteen pins; what is asked of them is written down.
    enum Pins: GPIO {
        static var bankCount: UInt8 { 2 }
        static func pins(ofBank bank: UInt8) -> UInt32 { bank < 2 ? 0xFFFF : 0 }
        static func configure(_ bank: UInt8, _ pin: UInt8, _ mode: PinMode, _ pull: PinPull, _ speed: PinSpeed)
            -> PeripheralStatus
        {
            pinLog.append("configure \(bank).\(pin) \(mode) \(pull) \(speed)")
            return .done
        }
        static func write(_ bank: UInt8, _ pin: UInt8, _ high: Bool) { pinLog.append("write \(bank).\(pin) \(high)") }
        static func read(_ bank: UInt8, _ pin: UInt8) -> Bool { highPins.contains(bank * 16 + pin) }
        static func setInterrupt(_ bank: UInt8, _ pin: UInt8, _ trigger: PinTrigger) -> PeripheralStatus {
            pinLog.append("interrupt \(bank).\(pin) \(trigger)")
            return .done
        }
        static func removeInterrupt(_ bank: UInt8, _ pin: UInt8) { pinLog.append("remove \(bank).\(pin)") }
    }

    static var name: StaticString { "Test" }
    static var console: UInt8 { 0 }
    static func start() {}
    static func exit(_ status: Int32) -> Never { preconditionFailure("nothing exits a test's board") }
    static func writeError(_ byte: UInt8) { errors.append(byte) }
    static func nextEvent() -> UInt32? {
        onPoll()
        return events.isEmpty ? nil : events.removeFirst()
    }

    nonisolated(unsafe) static var time: UInt64 = 0
    nonisolated(unsafe) static var output: [UInt8] = []
    nonisolated(unsafe) static var errors: [UInt8] = []
    nonisolated(unsafe) static var input: [UInt8] = []
    nonisolated(unsafe) static var events: [UInt32] = []
    nonisolated(unsafe) static var waits: [UInt64?] = []
    nonisolated(unsafe) static var pinLog: [String] = []
    nonisolated(unsafe) static var highPins: Set<UInt8> = []
    /// Whether a process was ready at any time that the machine went idle.
    nonisolated(unsafe) static var wasReadyWhenWaiting = false
    /// Says whether a process is ready.
    nonisolated(unsafe) static var isReady: () -> Bool = { false }

    /// Called when the machine looks for events, and when it waits: as it comes, time then moves to the deadline.
    nonisolated(unsafe) static var onPoll: () -> Void = {}
    nonisolated(unsafe) static var onWait: (UInt64?) -> Void = { _ in }

    static func reset() {
        (time, output, errors, input, events, waits, pinLog, highPins) = (0, [], [], [], [], [], [], [])
        (wasReadyWhenWaiting, isReady) = (false, { false })
        onPoll = {}
        onWait = { deadline in
            precondition(deadline != nil, "the machine waits for an event that no test sends")
            time = max(time, deadline!)
        }
    }

    static var outputText: String { String(decoding: output, as: UTF8.self) }
    static var errorText: String { String(decoding: errors, as: UTF8.self) }
}
