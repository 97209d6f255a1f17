import BeamletHAL
import CortexM
import STM32
import STM32F4

/// Netduino Plus 2: STM32F405RG with 1 MB of flash and 128 KB of RAM, a crystal of 25 MHz.
enum NetduinoPlus2: CortexMBoard {
    typealias Time = STM32F4Clock
    typealias Serial = STM32F4UART<NetduinoPinout>
    typealias Pins = STM32F4GPIO<NetduinoPinout>
    typealias Guardian = STM32Watchdog<STM32F4ResetControl>

    static var name: StaticString { "NetduinoPlus2" }

    /// USART1.
    static var console: UInt8 { 0 }

    static var atEnd: AtEnd { .halt }

    static func start() {
        Faults.report(through: Self.self)
        STM32F4Oscillator.start(crystal: 25_000_000)
        STM32F4Clock.start()
        _ = Serial.configure(console, UARTSettings())
    }

    static func drainConsole() {
        Serial.drain(console)
    }
}

/// What the 64-pin package has, and where the ports are wired.
enum NetduinoPinout: STM32Wiring {
    static func pins(ofBank bank: UInt8) -> UInt32 {
        switch bank {
        case 0, 1, 2: 0xFFFF
        // PD2; and PH0, PH1, which the crystal has.
        case 3: 1 << 2
        case 7: 1 << 0 | 1 << 1
        default: 0
        }
    }

    static func pins(ofPort port: UInt8) -> STM32PortPins? {
        switch port {
        // Not PA9 and PA10: those are USB's power sense and the blue LED.
        case 0: STM32PortPins(transmit: (1, 6), receive: (1, 7))
        case 1: STM32PortPins(transmit: (0, 2), receive: (0, 3))
        case 3: STM32PortPins(transmit: (0, 0), receive: (0, 1))
        case 5: STM32PortPins(transmit: (2, 6), receive: (2, 7))
        default: nil
        }
    }
}
