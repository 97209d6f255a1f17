/// The analog inputs of a board, numbered from 0 as its README lists them.
public protocol ADC {
    /// How many inputs there are.
    static var count: UInt8 { get }

    /// The number of bits that ``read(_:)`` gives.
    static var bits: UInt8 { get }

    /// Converts one input once and waits for it, some microseconds. Nil for an input that does not exist.
    static func read(_ input: UInt8) -> UInt16?
}

/// The pulse-width outputs of a board, numbered from 0 as its README lists them.
public protocol PWM {
    /// How many outputs there are.
    static var count: UInt8 { get }

    /// Starts an output, or changes it at the end of its present period: `frequency` in hertz, `duty` from 0 (always
    /// low) to 65,535 (always high). Outputs of one timer share a frequency: the last one set holds.
    static func set(_ output: UInt8, _ frequency: UInt32, _ duty: UInt16) -> PeripheralStatus

    /// Stops an output; its pin stays low.
    static func stop(_ output: UInt8)
}

/// The flash pages that a program may keep data in. Addresses are the processor's.
public protocol Flash {
    /// The first address.
    static var start: UInt { get }

    /// The address after the last.
    static var end: UInt { get }

    /// The size in bytes of the page at an address, its smallest erasable piece. Pages of one chip may differ.
    static func pageSize(at address: UInt) -> Int

    /// The smallest piece that can be written, in bytes, 8 at most: addresses and counts of writes are multiples of it.
    static var writeSize: Int { get }

    /// Erases one page to ones. The processor may stand still until it is done: up to seconds for a large page.
    static func erase(pageAt address: UInt) -> PeripheralStatus

    /// Writes flash that is erased, or zeros over anything, and compares afterwards: `.failed` where they differ.
    static func write(_ address: UInt, _ bytes: UnsafePointer<UInt8>, _ count: Int) -> PeripheralStatus
}

/// The timer that resets a chip whose program no longer says that it lives.
public protocol Watchdog {
    /// Starts it: the chip resets `timeout` µs after the last ``feed()``. On many chips it cannot be stopped again.
    ///
    /// - Returns: `.unsupported` for a time out of its reach.
    static func start(_ timeout: UInt32) -> PeripheralStatus

    /// Says that the program lives.
    static func feed()

    /// Whether the watchdog caused the last reset.
    static var causedReset: Bool { get }
}

/// The peripheral that a board does not have: none of it exists and nothing it is asked for can be done.
public enum Absent: I2C, SPI, ADC, PWM, Flash, Watchdog {
    /// No bus, no input, no output.
    public static var count: UInt8 { 0 }

    /// `.absent`.
    public static func configure(_ bus: UInt8, _ speed: UInt32) -> PeripheralStatus { .absent }

    /// Does nothing.
    public static func close(_ bus: UInt8) {}

    /// `.absent`.
    public static func write(
        _ bus: UInt8, _ address: UInt8, _ bytes: UnsafePointer<UInt8>, _ count: Int, _ stop: Bool, _ timeout: UInt32
    ) -> PeripheralStatus {
        .absent
    }

    /// `.absent`.
    public static func read(
        _ bus: UInt8, _ address: UInt8, _ bytes: UnsafeMutablePointer<UInt8>, _ count: Int, _ timeout: UInt32
    ) -> PeripheralStatus {
        .absent
    }

    /// `.absent`.
    public static func configure(
        _ bus: UInt8, _ speed: UInt32, _ mode: UInt8, _ lowBitFirst: Bool
    ) -> PeripheralStatus {
        .absent
    }

    /// `.absent`.
    public static func transfer(
        _ bus: UInt8, _ sent: UnsafePointer<UInt8>?, _ received: UnsafeMutablePointer<UInt8>?, _ count: Int
    ) -> PeripheralStatus {
        .absent
    }

    /// No bits.
    public static var bits: UInt8 { 0 }

    /// Nil.
    public static func read(_ input: UInt8) -> UInt16? { nil }

    /// `.absent`.
    public static func set(_ output: UInt8, _ frequency: UInt32, _ duty: UInt16) -> PeripheralStatus { .absent }

    /// Does nothing.
    public static func stop(_ output: UInt8) {}

    /// An empty range.
    public static var start: UInt { 0 }

    /// An empty range.
    public static var end: UInt { 0 }

    /// No page.
    public static func pageSize(at address: UInt) -> Int { 0 }

    /// Nothing can be written.
    public static var writeSize: Int { 1 }

    /// `.absent`.
    public static func erase(pageAt address: UInt) -> PeripheralStatus { .absent }

    /// `.absent`.
    public static func write(_ address: UInt, _ bytes: UnsafePointer<UInt8>, _ count: Int) -> PeripheralStatus {
        .absent
    }

    /// `.absent`.
    public static func start(_ timeout: UInt32) -> PeripheralStatus { .absent }

    /// Does nothing.
    public static func feed() {}

    /// False.
    public static var causedReset: Bool { false }
}
