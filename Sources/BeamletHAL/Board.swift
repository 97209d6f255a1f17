/// What the virtual machine asks of the thing it runs on.
///
/// A board is a type, never a value: every requirement is static, so that a call is a plain call (Embedded Swift has
/// no existential types, and a board needs no state beside its registers). A board names a clock, its ports and its
/// pins; a chip's module implements those over registers.
public protocol Board {
    /// Monotonic time and sleep.
    associatedtype Time: Clock
    /// The serial ports, the console among them.
    associatedtype Serial: UART
    /// The pins.
    associatedtype Pins: GPIO
    /// The I2C buses; ``Absent`` where there is none.
    associatedtype I2CBuses: I2C = Absent
    /// The SPI buses; ``Absent`` where there is none.
    associatedtype SPIBuses: SPI = Absent
    /// The analog inputs; ``Absent`` where there is none.
    associatedtype Converters: ADC = Absent
    /// The pulse-width outputs; ``Absent`` where there is none.
    associatedtype Pulses: PWM = Absent
    /// The flash pages a program may write; ``Absent`` where there is none.
    associatedtype Storage: Flash = Absent
    /// The watchdog; ``Absent`` where there is none.
    associatedtype Guardian: Watchdog = Absent

    /// The board's name as the command line knows it, such as `NetduinoPlus2`.
    static var name: StaticString { get }

    /// The number of the port in ``Serial`` that carries the console.
    static var console: UInt8 { get }

    /// Brings up clocks, pins and the console. Called once, first. Every wait in it is bounded: a crystal that does
    /// not start leaves the board on its internal oscillator, it does not leave it dead.
    static func start()

    /// Ends the run. An emulator ends with `status` as its exit status, the host's process too; a chip restarts or
    /// halts, as its board says.
    ///
    /// - Parameter status: 0 for success, as `exit(3)` takes it.
    static func exit(_ status: Int32) -> Never

    /// Writes one byte of a report (a crash, a refused image): to standard error on the host and under an emulator, to the
    /// console on a chip. Works with interrupts masked and from a fault handler, and never allocates.
    static func writeError(_ byte: UInt8)

    /// Takes the oldest event that an interrupt has left, or returns nil. The value is an ``Event``'s `rawValue`.
    static func nextEvent() -> UInt32?

    /// Bytes that are left of the stack of whoever asks. The virtual machine needs 3 KB to run other processes while a native
    /// function waits that takes long; where it is 0, which is the default, none ever waits.
    static var stackLeft: Int { get }
}

extension Board {
    /// None to spare.
    public static var stackLeft: Int { 0 }

    /// Takes the oldest event from the one ring that interrupt handlers fill.
    public static func nextEvent() -> UInt32? {
        Events.take()
    }

    /// Writes a text as a report, byte by byte.
    public static func writeError(_ text: StaticString) {
        text.withUTF8Buffer { bytes in
            for byte in bytes { writeError(byte) }
        }
    }

    /// Writes a text to the console, byte by byte.
    public static func print(_ text: StaticString) {
        text.withUTF8Buffer { bytes in
            for byte in bytes { Serial.write(console, byte) }
        }
    }
}

/// How an operation on a peripheral ended.
public enum PeripheralStatus: UInt8, Sendable {
    /// Done.
    case done
    /// The board has no such bus, port, pin, channel or page.
    case absent
    /// It exists but was not configured, or the setting asked for cannot be had.
    case unsupported
    /// Nobody answered: no acknowledge on the bus.
    case noAcknowledge
    /// The time given ran out.
    case timeout
    /// The hardware reported an error: arbitration lost, overrun, write protection.
    case failed
}
