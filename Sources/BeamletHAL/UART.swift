/// The serial ports of a board, numbered from 0.
///
/// Bytes that arrive are put into a ring by an interrupt handler, which sends ``Event/uartReceived(port:)`` when the
/// ring stops being empty.
public protocol UART {
    /// How many ports there are.
    static var count: UInt8 { get }

    /// Turns a port on with these settings, discarding what was received before.
    ///
    /// - Returns: `.absent` for a port that does not exist, `.unsupported` for a speed out of its reach.
    static func configure(_ port: UInt8, _ settings: UARTSettings) -> PeripheralStatus

    /// Turns a port off. Its pins go back to being analog inputs.
    static func close(_ port: UInt8)

    /// Writes one byte, waiting until the hardware takes it: at most the time that one byte takes on the line. Does nothing for a port that
    /// does not exist or is not on.
    static func write(_ port: UInt8, _ byte: UInt8)

    /// Takes the oldest byte that was received, or returns nil.
    static func read(_ port: UInt8) -> UInt8?

    /// How many bytes were lost since reset: received when the ring was full, or overrun in the hardware.
    static func lost(_ port: UInt8) -> UInt32
}

/// A serial line's settings.
public struct UARTSettings: Equatable, Sendable {
    /// The parity bit.
    public enum Parity: UInt8, Sendable {
        /// No parity bit.
        case none
        /// The number of ones, this bit included, is even.
        case even
        /// The number of ones, this bit included, is odd.
        case odd
    }

    /// Bits a second.
    public var speed: UInt32
    /// Data bits: 5 to 8; what a port cannot do is `.unsupported`.
    public var dataBits: UInt8
    /// Stop bits: 1 or 2.
    public var stopBits: UInt8
    /// The parity bit.
    public var parity: Parity

    /// 115,200 bits a second, 8 data bits, no parity, 1 stop bit, unless said otherwise.
    public init(speed: UInt32 = 115_200, dataBits: UInt8 = 8, stopBits: UInt8 = 1, parity: Parity = .none) {
        self.speed = speed
        self.dataBits = dataBits
        self.stopBits = stopBits
        self.parity = parity
    }
}
