/// What an interrupt has to say, in one word: the kind in the top 8 bits, its payload in the other 24.
public struct Event: RawRepresentable, Equatable, Sendable {
    /// What happened.
    public enum Kind: UInt8, Sendable {
        /// A serial port has bytes to read. Payload: the port. Sent when its receive ring stops being empty, so the
        /// reader takes all there is.
        case uartReceived = 1
        /// A pin saw the edge or level that was asked for. Payload: bank in bits 8 to 15, pin in bits 0 to 7.
        case gpioEdge = 2
        /// A hardware timer that a driver armed has expired. Payload: the timer's channel.
        case timer = 3
    }

    /// The word that travels through the ring.
    public let rawValue: UInt32

    /// Takes a word as it came from the ring.
    public init(rawValue: UInt32) {
        self.rawValue = rawValue
    }

    /// Makes an event. Only the low 24 bits of `payload` travel.
    public init(_ kind: Kind, payload: UInt32) {
        rawValue = UInt32(kind.rawValue) << 24 | payload & 0xFF_FFFF
    }

    /// The event for bytes received by a serial port.
    public static func uartReceived(port: UInt8) -> Event {
        Event(.uartReceived, payload: UInt32(port))
    }

    /// The event for an edge or level on a pin.
    public static func gpioEdge(bank: UInt8, pin: UInt8) -> Event {
        Event(.gpioEdge, payload: UInt32(bank) << 8 | UInt32(pin))
    }

    /// The event for an expired hardware timer.
    public static func timer(channel: UInt8) -> Event {
        Event(.timer, payload: UInt32(channel))
    }

    /// What happened; nil for a word that no event makes.
    public var kind: Kind? { Kind(rawValue: UInt8(truncatingIfNeeded: rawValue >> 24)) }

    /// What it happened to: see ``Kind``.
    public var payload: UInt32 { rawValue & 0xFF_FFFF }
}
