import BeamletHAL
import CortexM
import _Volatile

/// The pins: banks 0 to 3 are the GPIO blocks (ARM DDI 0479, section 4.1), bank 4 is FPGAIO with two LEDs and two
/// buttons (ARM DAI 0386, section 4.2).
public enum CMSDKGPIO: GPIO {
    private static let dataIn: UInt32 = 0x00
    private static let enableOutput: UInt32 = 0x10
    private static let disableOutput: UInt32 = 0x14
    private static let enableAlternate: UInt32 = 0x18
    private static let disableAlternate: UInt32 = 0x1C
    private static let enableInterrupt: UInt32 = 0x20
    private static let disableInterrupt: UInt32 = 0x24
    private static let byEdge: UInt32 = 0x28
    private static let byLevel: UInt32 = 0x2C
    private static let risingOrHigh: UInt32 = 0x30
    private static let fallingOrLow: UInt32 = 0x34
    private static let interruptStatus: UInt32 = 0x38

    private static let panel: UInt8 = 4
    private static let ledRegister: UInt32 = 0x4002_8000
    private static let buttonRegister: UInt32 = 0x4002_8008
    private static let leds: UInt32 = 0x003
    private static let buttons: UInt32 = 0x300

    /// Five.
    public static var bankCount: UInt8 { 5 }

    /// 16 pins in banks 0 to 3; LEDs 0 and 1 and buttons 8 and 9 in bank 4.
    public static func pins(ofBank bank: UInt8) -> UInt32 {
        switch bank {
        case 0..<panel: 0xFFFF
        case panel: leds | buttons
        default: 0
        }
    }

    /// Input, output and the one alternate function, 1, of each pin. There is no open drain, no pull, no speed.
    public static func configure(
        _ bank: UInt8, _ pin: UInt8, _ mode: PinMode, _ pull: PinPull, _ speed: PinSpeed
    ) -> PeripheralStatus {
        guard exists(bank, pin) else { return .absent }
        if bank == panel {
            return mode == (pin < 8 ? .output : .input) ? .done : .unsupported
        }
        let base = base(bank)
        let bit: UInt32 = 1 << UInt32(pin)
        switch mode {
        case .input:
            Core.register(base + disableOutput).store(bit)
            Core.register(base + disableAlternate).store(bit)
        case .output:
            Core.register(base + enableOutput).store(bit)
            Core.register(base + disableAlternate).store(bit)
        case .alternate(1):
            Core.register(base + enableAlternate).store(bit)
        case .outputOpenDrain, .analog, .alternate:
            return .unsupported
        }
        return .done
    }

    /// Drives an output or an LED.
    public static func write(_ bank: UInt8, _ pin: UInt8, _ high: Bool) {
        guard exists(bank, pin) else { return }
        if bank == panel {
            guard pin < 8 else { return }
            Core.withoutInterrupts {
                let register = Core.register(ledRegister)
                let bit: UInt32 = 1 << UInt32(pin)
                register.store(register.load() & ~bit | (high ? bit : 0))
            }
            return
        }
        // Masked access: bits 9 to 2 of the address say which of eight pins the store touches.
        let byte = UInt32(pin) / 8
        let mask: UInt32 = 1 << (UInt32(pin) % 8)
        Core.register(base(bank) + 0x400 + byte * 0x400 + mask * 4).store(high ? 1 << UInt32(pin) : 0)
    }

    /// Reads a pin, an LED or a button.
    public static func read(_ bank: UInt8, _ pin: UInt8) -> Bool {
        guard exists(bank, pin) else { return false }
        guard bank == panel else {
            return Core.register(base(bank) + dataIn).load() >> UInt32(pin) & 1 != 0
        }
        let word = pin < 8 ? Core.register(ledRegister).load() : Core.register(buttonRegister).load() << 8
        return word >> UInt32(pin) & 1 != 0
    }

    /// One edge or a level, in banks 0 to 3.
    public static func setInterrupt(_ bank: UInt8, _ pin: UInt8, _ trigger: PinTrigger) -> PeripheralStatus {
        guard exists(bank, pin) else { return .absent }
        guard bank < panel, trigger != .both else { return .unsupported }
        let base = base(bank)
        let bit: UInt32 = 1 << UInt32(pin)
        Core.register(base + disableInterrupt).store(bit)
        Core.register(base + (trigger == .rising || trigger == .falling ? byEdge : byLevel)).store(bit)
        Core.register(base + (trigger == .rising || trigger == .high ? risingOrHigh : fallingOrLow)).store(bit)
        Core.register(base + interruptStatus).store(bit)
        Core.register(base + enableInterrupt).store(bit)
        NVIC.enable(bank < 2 ? 6 + UInt32(bank) : 14 + UInt32(bank))
        return .done
    }

    /// Stops the pin's events.
    public static func removeInterrupt(_ bank: UInt8, _ pin: UInt8) {
        guard exists(bank, pin), bank < panel else { return }
        Core.register(base(bank) + disableInterrupt).store(1 << UInt32(pin))
    }

    private static func base(_ bank: UInt8) -> UInt32 {
        0x4001_0000 + UInt32(bank) * 0x1000
    }

    /// Sends an event for each pin that asks. A level would ask for ever, so its pin is masked until it is set again.
    fileprivate static func dispatch(_ bank: UInt8) {
        let base = base(bank)
        var pins = Core.register(base + interruptStatus).load() & 0xFFFF
        Core.register(base + disableInterrupt).store(pins & ~Core.register(base + byEdge).load())
        Core.register(base + interruptStatus).store(pins)
        while pins != 0 {
            Events.put(.gpioEdge(bank: bank, pin: UInt8(pins.trailingZeroBitCount)))
            pins &= pins - 1
        }
    }
}

/// A pin of bank 0.
@c(port0Interrupt)
public func port0Interrupt() { CMSDKGPIO.dispatch(0) }

/// A pin of bank 1.
@c(port1Interrupt)
public func port1Interrupt() { CMSDKGPIO.dispatch(1) }

/// A pin of bank 2.
@c(port2Interrupt)
public func port2Interrupt() { CMSDKGPIO.dispatch(2) }

/// A pin of bank 3.
@c(port3Interrupt)
public func port3Interrupt() { CMSDKGPIO.dispatch(3) }
