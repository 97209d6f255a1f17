import BeamletHAL
import CortexM
import _Volatile

/// What a family, and a board of it, says of its serial ports: where their registers are, who clocks them, which pins they
/// have, and where received bytes go.
public protocol STM32Ports {
    /// How many there are; a board wires some of them.
    static var count: UInt8 { get }

    /// The address of a port's registers.
    static func base(_ port: UInt8) -> UInt32

    /// The number of its interrupt.
    static func interrupt(_ port: UInt8) -> UInt32

    /// The clock of its bus in hertz.
    static func busClock(_ port: UInt8) -> UInt32

    /// Whether the board wires it.
    static func isWired(_ port: UInt8) -> Bool

    /// Lets its clock through and gives it its pins.
    static func open(_ port: UInt8)

    /// Takes its pins away.
    static func close(_ port: UInt8)

    /// Runs `body` with the port's ring of received bytes.
    static func withRing<Result>(_ port: UInt8, _ body: (inout ByteRing<64>) -> Result) -> Result

    /// Microseconds since reset.
    static func now() -> UInt64
}

/// The serial ports, whose registers are the same in the F1 and F4 families (ST RM0041, section 23.6; RM0090, section 30.6).
public enum STM32UART<Ports: STM32Ports>: UART {
    private static var status: UInt32 { 0x00 }
    private static var data: UInt32 { 0x04 }
    private static var baudRate: UInt32 { 0x08 }
    private static var control1: UInt32 { 0x0C }
    private static var control2: UInt32 { 0x10 }

    private static var enabled: UInt32 { 1 << 13 }
    private static var nineBits: UInt32 { 1 << 12 }
    private static var parity: UInt32 { 1 << 10 }
    private static var oddParity: UInt32 { 1 << 9 }
    private static var receiveInterrupt: UInt32 { 1 << 5 }
    private static var transmitter: UInt32 { 1 << 3 }
    private static var receiver: UInt32 { 1 << 2 }

    /// As many as the family has.
    public static var count: UInt8 { Ports.count }

    /// 7 data bits only with parity, 8 with and without; speeds from 1/65,535 to 1/16 of the bus clock.
    public static func configure(_ port: UInt8, _ settings: UARTSettings) -> PeripheralStatus {
        guard port < count, Ports.isWired(port) else { return .absent }
        // The frame on the line counts the parity bit as one of 8 or 9 data bits.
        let frameBits = settings.dataBits + (settings.parity == .none ? 0 : 1)
        guard frameBits == 8 || frameBits == 9, settings.dataBits <= 8, 1...2 ~= settings.stopBits,
            settings.speed > 0
        else { return .unsupported }
        let divider = (Ports.busClock(port) + settings.speed / 2) / settings.speed
        guard 16...0xFFFF ~= divider else { return .unsupported }

        Ports.open(port)
        stop(port)
        while read(port) != nil {}
        let parity: UInt32 =
            switch settings.parity {
            case .none: 0
            case .even: Self.parity
            case .odd: Self.parity | oddParity
            }
        let base = Ports.base(port)
        Core.register(base + baudRate).store(divider)
        Core.register(base + control2).store(settings.stopBits == 2 ? 2 << 12 : 0)
        Core.register(base + control1).store(
            enabled | receiveInterrupt | transmitter | receiver | parity | (frameBits == 9 ? nineBits : 0))
        NVIC.enable(Ports.interrupt(port))
        return .done
    }

    /// Turns the port off.
    public static func close(_ port: UInt8) {
        guard port < count, Ports.isWired(port) else { return }
        stop(port)
        Ports.close(port)
    }

    /// Writes a byte when the transmit register is empty.
    public static func write(_ port: UInt8, _ byte: UInt8) {
        guard isOn(port) else { return }
        let base = Ports.base(port)
        while Core.register(base + status).load() & 1 << 7 == 0 {}
        Core.register(base + data).store(UInt32(byte))
    }

    /// The oldest byte received.
    public static func read(_ port: UInt8) -> UInt8? {
        port < count ? Ports.withRing(port) { $0.take() } : nil
    }

    /// Bytes lost since reset.
    public static func lost(_ port: UInt8) -> UInt32 {
        port < count ? Ports.withRing(port) { $0.lost } : 0
    }

    /// Waits until the last byte written has left, at most 10 ms: before a reset, which would cut it off.
    public static func drain(_ port: UInt8) {
        guard isOn(port) else { return }
        let limit = Ports.now() + 10_000
        while Core.register(Ports.base(port) + status).load() & 1 << 6 == 0, Ports.now() < limit {}
    }

    /// Takes what has been received into the ring, and tells the reader when it was empty: what the port's interrupt does.
    public static func received(_ port: UInt8) {
        let base = Ports.base(port)
        let state = Core.register(base + status).load()
        // Reading the data after the status clears both RXNE and the overrun flag, which says that one more was lost.
        let word = Core.register(base + data).load()
        // Of a frame of eight bits with parity seven are data.
        let hasSeven = Core.register(base + control1).load() & (nineBits | parity) == parity
        let byte = UInt8(truncatingIfNeeded: word) & (hasSeven ? 0x7F : 0xFF)
        let wasEmpty = Ports.withRing(port) { ring in
            if state & 1 << 3 != 0 { ring.countLost() }
            return state & 1 << 5 != 0 && ring.put(byte)
        }
        if wasEmpty { Events.put(.uartReceived(port: port)) }
    }

    private static func isOn(_ port: UInt8) -> Bool {
        port < count && Core.register(Ports.base(port) + control1).load() & enabled != 0
    }

    private static func stop(_ port: UInt8) {
        NVIC.disable(Ports.interrupt(port))
        Core.register(Ports.base(port) + control1).store(0)
    }
}
