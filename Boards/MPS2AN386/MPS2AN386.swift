import BeamletHAL
import CMSDK
import CortexM

/// ARM's MPS2 board with the FPGA image AN386: Cortex-M4F at 25 MHz, 4 MB of code memory, 4 MB of RAM.
enum MPS2AN386: CortexMBoard {
    typealias Time = CMSDKClock
    typealias Serial = CMSDKUART
    typealias Pins = CMSDKGPIO
    typealias Storage = CMSDKStorage
    typealias Guardian = CMSDKWatchdog

    static var name: StaticString { "MPS2AN386" }

    /// UART0.
    static var console: UInt8 { 0 }

    static var atEnd: AtEnd { .halt }

    static func start() {
        Faults.report(through: Self.self)
        CMSDKClock.start()
        _ = Serial.configure(console, UARTSettings())
    }

    static func drainConsole() {
        Serial.drain(console)
    }
}
