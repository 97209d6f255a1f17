import BeamletHAL
import CortexM
import STM32

/// The serial ports: port 0 is USART1, port 5 is USART6, wired as the board says.
public typealias STM32F4UART<Wiring: STM32Wiring> = STM32UART<STM32F4Ports<Wiring>>

/// The family's six serial ports, USART1 to USART6.
public enum STM32F4Ports<Wiring: STM32Wiring>: STM32Ports {
    /// Six.
    public static var count: UInt8 { 6 }

    /// ST RM0090, section 2.3.
    public static func base(_ port: UInt8) -> UInt32 {
        switch port {
        case 0: 0x4001_1000
        case 5: 0x4001_1400
        default: 0x4000_4000 + UInt32(port) * 0x400
        }
    }

    /// ST RM0090, table 61.
    public static func interrupt(_ port: UInt8) -> UInt32 {
        switch port {
        case 0...2: 37 + UInt32(port)
        case 3, 4: 49 + UInt32(port)
        default: 71
        }
    }

    /// USART1 and 6 are on the fast bus.
    public static func busClock(_ port: UInt8) -> UInt32 {
        port == 0 || port == 5 ? STM32F4Oscillator.apb2Clock : STM32F4Oscillator.apb1Clock
    }

    /// As the board says.
    public static func isWired(_ port: UInt8) -> Bool { Wiring.pins(ofPort: port) != nil }

    /// Alternate function 7 for USART1 to 3, 8 for the others.
    public static func open(_ port: UInt8) {
        switch port {
        case 0: openClock(ClockGate.apb2, bit: 4)
        case 5: openClock(ClockGate.apb2, bit: 5)
        default: openClock(ClockGate.apb1, bit: 16 + UInt32(port))
        }
        connect(port, .alternate(port < 3 ? 7 : 8), .up)
    }

    /// Both pins become analog, which takes the least power.
    public static func close(_ port: UInt8) { connect(port, .analog, .floating) }

    private static func connect(_ port: UInt8, _ mode: PinMode, _ receivePull: PinPull) {
        guard let pins = Wiring.pins(ofPort: port) else { return }
        _ = STM32F4GPIO<Wiring>.configure(pins.transmitBank, pins.transmitPin, mode, .floating, .high)
        _ = STM32F4GPIO<Wiring>.configure(pins.receiveBank, pins.receivePin, mode, receivePull, .low)
    }

    /// A ring for each.
    public static func withRing<Result>(_ port: UInt8, _ body: (inout ByteRing<64>) -> Result) -> Result {
        switch port {
        case 0: body(&Rings.ring0)
        case 1: body(&Rings.ring1)
        case 2: body(&Rings.ring2)
        case 3: body(&Rings.ring3)
        case 4: body(&Rings.ring4)
        default: body(&Rings.ring5)
        }
    }

    /// The chip's clock.
    public static func now() -> UInt64 { STM32F4Clock.now() }
}

/// Received bytes: at 115,200 bits a second, 64 of them are more than 5 ms.
private enum Rings {
    nonisolated(unsafe) static var ring0 = ByteRing<64>()
    nonisolated(unsafe) static var ring1 = ByteRing<64>()
    nonisolated(unsafe) static var ring2 = ByteRing<64>()
    nonisolated(unsafe) static var ring3 = ByteRing<64>()
    nonisolated(unsafe) static var ring4 = ByteRing<64>()
    nonisolated(unsafe) static var ring5 = ByteRing<64>()
}

/// For the interrupts, which need no pins.
private enum Unwired: STM32Wiring {
    static func pins(ofBank bank: UInt8) -> UInt32 { 0 }
    static func pins(ofPort port: UInt8) -> STM32PortPins? { nil }
}

/// USART1 has received.
@c(usart1Interrupt)
public func usart1Interrupt() { STM32F4UART<Unwired>.received(0) }

/// USART2 has received.
@c(usart2Interrupt)
public func usart2Interrupt() { STM32F4UART<Unwired>.received(1) }

/// USART3 has received.
@c(usart3Interrupt)
public func usart3Interrupt() { STM32F4UART<Unwired>.received(2) }

/// UART4 has received.
@c(uart4Interrupt)
public func uart4Interrupt() { STM32F4UART<Unwired>.received(3) }

/// UART5 has received.
@c(uart5Interrupt)
public func uart5Interrupt() { STM32F4UART<Unwired>.received(4) }

/// USART6 has received.
@c(usart6Interrupt)
public func usart6Interrupt() { STM32F4UART<Unwired>.received(5) }
