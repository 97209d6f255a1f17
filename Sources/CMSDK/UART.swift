import BeamletHAL
import CortexM
import _Volatile

/// The serial ports UART0 to UART2 (ARM DDI 0479, section 4.3). Their pins are fixed.
public enum CMSDKUART: UART {
    private static let data: UInt32 = 0x00
    private static let state: UInt32 = 0x04
    private static let control: UInt32 = 0x08
    private static let interruptStatus: UInt32 = 0x0C
    private static let baudDivider: UInt32 = 0x10

    private static let transmitFull: UInt32 = 1 << 0
    private static let receiveFull: UInt32 = 1 << 1
    private static let receiveOverrun: UInt32 = 1 << 3

    nonisolated(unsafe) private static var ring0 = ByteRing<64>()
    nonisolated(unsafe) private static var ring1 = ByteRing<64>()
    nonisolated(unsafe) private static var ring2 = ByteRing<64>()

    /// Three.
    public static var count: UInt8 { 3 }

    /// 8 data bits, no parity, 1 stop bit only; speeds up to a sixteenth of 25 MHz.
    public static func configure(_ port: UInt8, _ settings: UARTSettings) -> PeripheralStatus {
        guard port < count else { return .absent }
        guard settings.dataBits == 8, settings.stopBits == 1, settings.parity == .none, settings.speed > 0 else {
            return .unsupported
        }
        let divider = (CMSDKClock.peripheralClock + settings.speed / 2) / settings.speed
        guard 16..<1 << 20 ~= divider else { return .unsupported }
        let base = base(port)
        Core.register(base + control).store(0)
        while take(port) != nil {}
        Core.register(base + baudDivider).store(divider)
        // Transmitter, receiver, receive interrupt.
        Core.register(base + control).store(1 << 0 | 1 << 1 | 1 << 3)
        NVIC.enable(UInt32(port) * 2)
        return .done
    }

    /// Turns the port off.
    public static func close(_ port: UInt8) {
        guard port < count else { return }
        NVIC.disable(UInt32(port) * 2)
        Core.register(base(port) + control).store(0)
    }

    /// Writes a byte when the transmit buffer is free.
    public static func write(_ port: UInt8, _ byte: UInt8) {
        guard port < count, Core.register(base(port) + control).load() & 1 != 0 else { return }
        while Core.register(base(port) + state).load() & transmitFull != 0 {}
        Core.register(base(port) + data).store(UInt32(byte))
    }

    /// The oldest byte received.
    public static func read(_ port: UInt8) -> UInt8? {
        port < count ? take(port) : nil
    }

    /// Bytes lost since reset.
    public static func lost(_ port: UInt8) -> UInt32 {
        switch port {
        case 0: ring0.lost
        case 1: ring1.lost
        case 2: ring2.lost
        default: 0
        }
    }

    /// Waits until the last byte written has left the buffer, at most 10 ms.
    public static func drain(_ port: UInt8) {
        guard port < count, Core.register(base(port) + control).load() & 1 != 0 else { return }
        let limit = CMSDKClock.now() + 10_000
        while Core.register(base(port) + state).load() & transmitFull != 0, CMSDKClock.now() < limit {}
    }

    private static func base(_ port: UInt8) -> UInt32 {
        0x4000_4000 + UInt32(port) * 0x1000
    }

    private static func take(_ port: UInt8) -> UInt8? {
        switch port {
        case 0: ring0.take()
        case 1: ring1.take()
        default: ring2.take()
        }
    }

    /// Takes what has been received into the ring, and tells the reader when it was empty.
    fileprivate static func received(_ port: UInt8) {
        let base = base(port)
        let state = Core.register(base + Self.state).load()
        let wasLost = state & receiveOverrun != 0
        if wasLost { Core.register(base + Self.state).store(receiveOverrun) }
        Core.register(base + interruptStatus).store(1 << 1)
        guard state & receiveFull != 0 else { return }
        let byte = UInt8(truncatingIfNeeded: Core.register(base + data).load())
        let wasEmpty: Bool
        switch port {
        case 0: wasEmpty = put(byte, wasLost, &ring0)
        case 1: wasEmpty = put(byte, wasLost, &ring1)
        default: wasEmpty = put(byte, wasLost, &ring2)
        }
        if wasEmpty { Events.put(.uartReceived(port: port)) }
    }

    private static func put(_ byte: UInt8, _ wasLost: Bool, _ ring: inout ByteRing<64>) -> Bool {
        if wasLost { ring.countLost() }
        return ring.put(byte)
    }
}

/// UART0 has received.
@c(uart0Interrupt)
public func uart0Interrupt() { CMSDKUART.received(0) }

/// UART1 has received.
@c(uart1Interrupt)
public func uart1Interrupt() { CMSDKUART.received(1) }

/// UART2 has received.
@c(uart2Interrupt)
public func uart2Interrupt() { CMSDKUART.received(2) }
