import BeamletHAL
import CortexM
import _Volatile

/// The serial ports: port 0 is USART1, port 5 is USART6, wired as the board says.
public enum STM32F4UART<Wiring: STM32F4Wiring>: UART {
    /// Six, of which a board wires some.
    public static var count: UInt8 { USART.count }

    /// 7 data bits only with parity, 8 with and without; speeds from 1/65,535 to 1/16 of the bus clock.
    public static func configure(_ port: UInt8, _ settings: UARTSettings) -> PeripheralStatus {
        guard port < USART.count, let pins = Wiring.pins(ofPort: port) else { return .absent }
        // The frame on the line counts the parity bit as one of 8 or 9 data bits.
        let frameBits = settings.dataBits + (settings.parity == .none ? 0 : 1)
        guard frameBits == 8 || frameBits == 9, settings.dataBits <= 8, 1...2 ~= settings.stopBits,
            settings.speed > 0
        else { return .unsupported }
        let divider = (USART.busClock(port) + settings.speed / 2) / settings.speed
        guard 16...0xFFFF ~= divider else { return .unsupported }

        USART.openClock(port)
        let function = PinMode.alternate(port < 3 ? 7 : 8)
        _ = STM32F4GPIO<Wiring>.configure(pins.transmitBank, pins.transmitPin, function, .floating, .high)
        _ = STM32F4GPIO<Wiring>.configure(pins.receiveBank, pins.receivePin, function, .up, .low)
        let parity: UInt32 =
            switch settings.parity {
            case .none: 0
            case .even: 1 << 10
            case .odd: 1 << 10 | 1 << 9
            }
        USART.start(
            port, divider: divider, control: parity | (frameBits == 9 ? 1 << 12 : 0),
            stopBits: settings.stopBits, mask: settings.dataBits == 7 ? 0x7F : 0xFF)
        return .done
    }

    /// Turns the port off.
    public static func close(_ port: UInt8) {
        guard port < USART.count, let pins = Wiring.pins(ofPort: port) else { return }
        USART.stop(port)
        _ = STM32F4GPIO<Wiring>.configure(pins.transmitBank, pins.transmitPin, .analog, .floating, .low)
        _ = STM32F4GPIO<Wiring>.configure(pins.receiveBank, pins.receivePin, .analog, .floating, .low)
    }

    /// Writes a byte when the transmit register is empty.
    public static func write(_ port: UInt8, _ byte: UInt8) {
        guard port < USART.count, USART.isOn(port) else { return }
        USART.write(port, byte)
    }

    /// The oldest byte received.
    public static func read(_ port: UInt8) -> UInt8? {
        guard port < USART.count else { return nil }
        return USART.rings[Int(port)].take()
    }

    /// Bytes lost since reset.
    public static func lost(_ port: UInt8) -> UInt32 {
        guard port < USART.count else { return 0 }
        return USART.rings[Int(port)].lost
    }

    /// Waits until the last byte written has left, at most 10 ms: before a reset, which would cut it off.
    public static func drain(_ port: UInt8) {
        guard port < USART.count, USART.isOn(port) else { return }
        let limit = STM32F4Clock.now() + 10_000
        while !USART.hasLeft(port), STM32F4Clock.now() < limit {}
    }
}

/// The registers behind the ports (ST RM0090, section 30.6).
enum USART {
    static let count: UInt8 = 6

    private static let status: UInt32 = 0x00
    private static let data: UInt32 = 0x04
    private static let baudRate: UInt32 = 0x08
    private static let control1: UInt32 = 0x0C
    private static let control2: UInt32 = 0x10

    private static let enabled: UInt32 = 1 << 13
    private static let receiveInterrupt: UInt32 = 1 << 5
    private static let transmitter: UInt32 = 1 << 3
    private static let receiver: UInt32 = 1 << 2

    /// Received bytes: at 115,200 bits a second, 64 of them are more than 5 ms.
    nonisolated(unsafe) static var rings = Rings()
    /// Which bits of a received frame are data: with parity, the parity bit comes along.
    nonisolated(unsafe) private static var masks = InlineArray<6, UInt8>(repeating: 0xFF)

    private static func base(_ port: UInt8) -> UInt32 {
        switch port {
        case 0: 0x4001_1000
        case 5: 0x4001_1400
        default: 0x4000_4000 + UInt32(port) * 0x400
        }
    }

    private static func interrupt(_ port: UInt8) -> UInt32 {
        switch port {
        case 0...2: 37 + UInt32(port)
        case 3, 4: 49 + UInt32(port)
        default: 71
        }
    }

    /// USART1 and 6 are on the fast bus.
    static func busClock(_ port: UInt8) -> UInt32 {
        port == 0 || port == 5 ? STM32F4Oscillator.apb2Clock : STM32F4Oscillator.apb1Clock
    }

    static func openClock(_ port: UInt8) {
        switch port {
        case 0: ClockGate.open(ClockGate.apb2, bit: 4)
        case 5: ClockGate.open(ClockGate.apb2, bit: 5)
        default: ClockGate.open(ClockGate.apb1, bit: 16 + UInt32(port))
        }
    }

    static func start(_ port: UInt8, divider: UInt32, control: UInt32, stopBits: UInt8, mask: UInt8) {
        let base = base(port)
        stop(port)
        while rings[Int(port)].take() != nil {}
        masks[Int(port)] = mask
        Core.register(base + baudRate).store(divider)
        Core.register(base + control2).store(stopBits == 2 ? 2 << 12 : 0)
        Core.register(base + control1).store(enabled | receiveInterrupt | transmitter | receiver | control)
        NVIC.enable(interrupt(port))
    }

    static func stop(_ port: UInt8) {
        NVIC.disable(interrupt(port))
        Core.register(base(port) + control1).store(0)
    }

    static func isOn(_ port: UInt8) -> Bool {
        Core.register(base(port) + control1).load() & enabled != 0
    }

    static func write(_ port: UInt8, _ byte: UInt8) {
        let base = base(port)
        while Core.register(base + status).load() & 1 << 7 == 0 {}
        Core.register(base + data).store(UInt32(byte))
    }

    static func hasLeft(_ port: UInt8) -> Bool {
        Core.register(base(port) + status).load() & 1 << 6 != 0
    }

    /// Takes what has been received into the ring, and tells the reader when it was empty.
    static func received(_ port: UInt8) {
        let base = base(port)
        let state = Core.register(base + status).load()
        // Reading the data after the status clears both RXNE and the overrun flag, which says that one more was lost.
        let word = Core.register(base + data).load()
        if state & 1 << 3 != 0 { rings[Int(port)].countLost() }
        guard state & 1 << 5 != 0 else { return }
        if rings[Int(port)].put(UInt8(truncatingIfNeeded: word) & masks[Int(port)]) {
            Events.put(.uartReceived(port: port))
        }
    }
}

/// A receive ring for each port.
struct Rings: ~Copyable {
    private var ring0 = ByteRing<64>()
    private var ring1 = ByteRing<64>()
    private var ring2 = ByteRing<64>()
    private var ring3 = ByteRing<64>()
    private var ring4 = ByteRing<64>()
    private var ring5 = ByteRing<64>()

    subscript(port: Int) -> ByteRing<64> {
        _read {
            switch port {
            case 0: yield ring0
            case 1: yield ring1
            case 2: yield ring2
            case 3: yield ring3
            case 4: yield ring4
            default: yield ring5
            }
        }
        _modify {
            switch port {
            case 0: yield &ring0
            case 1: yield &ring1
            case 2: yield &ring2
            case 3: yield &ring3
            case 4: yield &ring4
            default: yield &ring5
            }
        }
    }
}

/// USART1 has received.
@c(usart1Interrupt)
public func usart1Interrupt() { USART.received(0) }

/// USART2 has received.
@c(usart2Interrupt)
public func usart2Interrupt() { USART.received(1) }

/// USART3 has received.
@c(usart3Interrupt)
public func usart3Interrupt() { USART.received(2) }

/// UART4 has received.
@c(uart4Interrupt)
public func uart4Interrupt() { USART.received(3) }

/// UART5 has received.
@c(uart5Interrupt)
public func uart5Interrupt() { USART.received(4) }

/// USART6 has received.
@c(usart6Interrupt)
public func usart6Interrupt() { USART.received(5) }
