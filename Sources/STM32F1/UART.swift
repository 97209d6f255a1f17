import BeamletHAL
import CortexM
import STM32

/// The serial ports: port 0 is USART1, wired as the board says.
public typealias STM32F1UART<Wiring: STM32Wiring> = STM32UART<STM32F1Ports<Wiring>>

/// The family's serial ports, USART1 to USART3.
public enum STM32F1Ports<Wiring: STM32Wiring>: STM32Ports {
    /// Three.
    public static var count: UInt8 { 3 }

    /// ST RM0041, section 2.3.
    public static func base(_ port: UInt8) -> UInt32 {
        port == 0 ? 0x4001_3800 : 0x4000_4000 + UInt32(port) * 0x400
    }

    /// ST RM0041, table 50.
    public static func interrupt(_ port: UInt8) -> UInt32 { 37 + UInt32(port) }

    /// All buses run at the core's speed.
    public static func busClock(_ port: UInt8) -> UInt32 { STM32F1Oscillator.coreClock }

    /// As the board says.
    public static func isWired(_ port: UInt8) -> Bool { Wiring.pins(ofPort: port) != nil }

    /// The transmitter's pin becomes an alternate output; the receiver's is an input, with its pull.
    public static func open(_ port: UInt8) {
        if port == 0 {
            openClock(ClockGate.apb2, bit: 14)
        } else {
            openClock(ClockGate.apb1, bit: 16 + UInt32(port))
        }
        connect(port, .alternate(0), .input, .up)
    }

    /// Both pins become analog, which takes the least power.
    public static func close(_ port: UInt8) { connect(port, .analog, .analog, .floating) }

    private static func connect(_ port: UInt8, _ transmit: PinMode, _ receive: PinMode, _ receivePull: PinPull) {
        guard let pins = Wiring.pins(ofPort: port) else { return }
        _ = STM32F1GPIO<Wiring>.configure(pins.transmitBank, pins.transmitPin, transmit, .floating, .high)
        _ = STM32F1GPIO<Wiring>.configure(pins.receiveBank, pins.receivePin, receive, receivePull, .low)
    }

    /// A ring for each.
    public static func withRing<Result>(_ port: UInt8, _ body: (inout ByteRing<64>) -> Result) -> Result {
        switch port {
        case 0: body(&Rings.ring0)
        case 1: body(&Rings.ring1)
        default: body(&Rings.ring2)
        }
    }

    /// The chip's clock.
    public static func now() -> UInt64 { STM32F1Clock.now() }
}

/// Received bytes: at 115,200 bits a second, 64 of them are more than 5 ms.
private enum Rings {
    nonisolated(unsafe) static var ring0 = ByteRing<64>()
    nonisolated(unsafe) static var ring1 = ByteRing<64>()
    nonisolated(unsafe) static var ring2 = ByteRing<64>()
}

/// For the interrupts, which need no pins.
private enum Unwired: STM32Wiring {
    static func pins(ofBank bank: UInt8) -> UInt32 { 0 }
    static func pins(ofPort port: UInt8) -> STM32PortPins? { nil }
}

/// USART1 has received.
@c(usart1Interrupt)
public func usart1Interrupt() { STM32F1UART<Unwired>.received(0) }

/// USART2 has received.
@c(usart2Interrupt)
public func usart2Interrupt() { STM32F1UART<Unwired>.received(1) }

/// USART3 has received.
@c(usart3Interrupt)
public func usart3Interrupt() { STM32F1UART<Unwired>.received(2) }
