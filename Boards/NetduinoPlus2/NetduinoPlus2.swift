import BeamletHAL
import CortexM
import STM32F4

/// Netduino Plus 2: STM32F405RG, 1 MB of flash, 128 KB of RAM.
enum NetduinoPlus2: Board {
    typealias Time = STM32F4Clock
    typealias Serial = STM32F4UART<Pinout>
    typealias Pins = STM32F4GPIO<Pinout>

    static var name: StaticString { "NetduinoPlus2" }

    /// USART1.
    static var console: UInt8 { 0 }

    static func start() {
        Faults.report(through: Self.self)
        STM32F4Oscillator.start(crystal: 25_000_000)
        STM32F4Clock.start()
        _ = Serial.configure(console, UARTSettings())
    }

    static func exit(_ status: Int32) -> Never {
        if Semihosting.isPresent { Semihosting.exit(status) }
        Serial.drain(console)
        Core.halt()
    }

    static func writeError(_ byte: UInt8) {
        if Semihosting.isPresent {
            Semihosting.writeError(byte)
        } else {
            Serial.write(console, byte)
        }
    }
}

/// What the 64-pin package has, and where the ports are wired.
enum Pinout: STM32F4Wiring {
    static func pins(ofBank bank: UInt8) -> UInt32 {
        switch bank {
        case 0, 1, 2: 0xFFFF
        case 3: 1 << 2
        case 7: 1 << 0 | 1 << 1
        default: 0
        }
    }

    static func pins(ofPort port: UInt8) -> STM32F4PortPins? {
        switch port {
        case 0: STM32F4PortPins(transmit: (1, 6), receive: (1, 7))
        case 1: STM32F4PortPins(transmit: (0, 2), receive: (0, 3))
        case 3: STM32F4PortPins(transmit: (0, 0), receive: (0, 1))
        case 5: STM32F4PortPins(transmit: (2, 6), receive: (2, 7))
        default: nil
        }
    }
}
