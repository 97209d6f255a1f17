import BeamletHAL
import CortexM
import STM32
import STM32F1

/// ST's STM32 value line discovery: STM32F100RB with 128 KB of flash and 8 KB of RAM, a crystal of 8 MHz.
enum STM32VLDiscovery: CortexMBoard {
    typealias Time = STM32F1Clock
    typealias Serial = STM32F1UART<DiscoveryPinout>
    typealias Pins = STM32F1GPIO<DiscoveryPinout>
    typealias Guardian = STM32Watchdog<STM32F1ResetControl>

    static var name: StaticString { "STM32VLDiscovery" }

    /// USART1.
    static var console: UInt8 { 0 }

    static var atEnd: AtEnd { .halt }

    static func start() {
        Faults.report(through: Self.self)
        STM32F1Oscillator.start()
        STM32F1Clock.start()
        _ = Serial.configure(console, UARTSettings())
    }

    static func drainConsole() {
        Serial.drain(console)
    }
}

/// What the 64-pin package has, and where the ports are wired.
enum DiscoveryPinout: STM32Wiring {
    static func pins(ofBank bank: UInt8) -> UInt32 {
        switch bank {
        case 0, 1, 2: 0xFFFF
        // PD2; and PD0, PD1, which the crystal has.
        case 3: 1 << 2 | 1 << 1 | 1 << 0
        default: 0
        }
    }

    static func pins(ofPort port: UInt8) -> STM32PortPins? {
        switch port {
        case 0: STM32PortPins(transmit: (0, 9), receive: (0, 10))
        case 1: STM32PortPins(transmit: (0, 2), receive: (0, 3))
        case 2: STM32PortPins(transmit: (1, 10), receive: (1, 11))
        default: nil
        }
    }
}
