import BeamletHAL
import CMSDK
import CortexM
import _Volatile

/// A board for tests: MPS2AN386 whose pins do what firmware must never do, so that tests see what is said of it. In no product.
enum FaultyMPS2: CortexMBoard {
    typealias Time = CMSDKClock
    typealias Serial = CMSDKUART
    typealias Pins = FaultyPins
    typealias Guardian = CMSDKWatchdog

    static var name: StaticString { "FaultyMPS2" }

    /// UART0.
    static var console: UInt8 { 0 }

    static var atEnd: AtEnd { .restart }

    static func start() {
        Faults.report(through: Self.self)
        CMSDKClock.start()
        _ = Serial.configure(console, UARTSettings())
    }

    static func drainConsole() {
        Serial.drain(console)
    }
}

/// Bank 0 has a pin for each fault; writing to it causes the fault.
enum FaultyPins: GPIO {
    static var bankCount: UInt8 { 1 }

    static func pins(ofBank bank: UInt8) -> UInt32 { bank == 0 ? 0xF : 0 }

    static func configure(
        _ bank: UInt8, _ pin: UInt8, _ mode: PinMode, _ pull: PinPull, _ speed: PinSpeed
    ) -> PeripheralStatus {
        .done
    }

    static func write(_ bank: UInt8, _ pin: UInt8, _ high: Bool) {
        switch pin {
        case 0: _ = dive(1)
        case 1: Core.register(0xB000_0000).store(1)
        case 2: while true { _ = CMSDKClock.now() }
        default: storm()
        }
    }

    /// The main stack runs over.
    @inline(never)
    private static func dive(_ depth: UInt32) -> UInt32 {
        var frame = InlineArray<64, UInt32>(repeating: depth)
        return withUnsafePointer(to: &frame) { place in
            // Looking at the frame keeps it on the stack.
            let register = Core.register(UInt32(UInt(bitPattern: place)))
            return dive(depth &+ register.load()) &+ register.load()
        }
    }

    /// Timer 1 asks for its interrupt every microsecond, and nobody takes its request away.
    private static func storm() {
        Core.register(0x4000_1008).store(25)
        Core.register(0x4000_1004).store(25)
        Core.register(0x4000_1000).store(1 << 3 | 1)
        NVIC.enable(9)
    }

    static func read(_ bank: UInt8, _ pin: UInt8) -> Bool { false }

    static func setInterrupt(_ bank: UInt8, _ pin: UInt8, _ trigger: PinTrigger) -> PeripheralStatus { .unsupported }

    static func removeInterrupt(_ bank: UInt8, _ pin: UInt8) {}
}
