import BeamletHAL
import CortexM
import STM32
import _Volatile

/// The pins: bank 0 is A, bank 8 is I; which of them exist is the board's to say.
public enum STM32F4GPIO<Wiring: STM32Wiring>: GPIO {
    private static var mode: UInt32 { 0x00 }
    private static var outputType: UInt32 { 0x04 }
    private static var outputSpeed: UInt32 { 0x08 }
    private static var pull: UInt32 { 0x0C }
    private static var input: UInt32 { 0x10 }
    private static var setReset: UInt32 { 0x18 }
    private static var alternateFunction: UInt32 { 0x20 }

    /// Nine: A to I.
    public static var bankCount: UInt8 { 9 }

    /// As the board says.
    public static func pins(ofBank bank: UInt8) -> UInt32 {
        bank < bankCount ? Wiring.pins(ofBank: bank) : 0
    }

    /// All modes; alternate functions 0 to 15 (STM32F405 datasheet, table 9, says which pin has which).
    public static func configure(
        _ bank: UInt8, _ pin: UInt8, _ mode: PinMode, _ pull: PinPull, _ speed: PinSpeed
    ) -> PeripheralStatus {
        guard exists(bank, pin) else { return .absent }
        let pin = UInt32(pin)
        let base = base(bank)
        openClock(ClockGate.ahb1, bit: UInt32(bank))
        let bits: UInt32
        switch mode {
        case .input: bits = 0
        case .output, .outputOpenDrain: bits = 1
        case .analog: bits = 3
        case .alternate(let function):
            guard function < 16 else { return .unsupported }
            bits = 2
            // Before the mode, so that the pin never belongs to another peripheral in between.
            setField(base + alternateFunction + pin / 8 * 4, shift: pin % 8 * 4, width: 4, UInt32(function))
        }
        setField(base + outputType, shift: pin, width: 1, mode == .outputOpenDrain ? 1 : 0)
        setField(base + outputSpeed, shift: pin * 2, width: 2, UInt32(speed.rawValue))
        setField(base + Self.pull, shift: pin * 2, width: 2, UInt32(pull.rawValue))
        setField(base + Self.mode, shift: pin * 2, width: 2, bits)
        return .done
    }

    /// Sets or resets the output in one store.
    public static func write(_ bank: UInt8, _ pin: UInt8, _ high: Bool) {
        guard exists(bank, pin) else { return }
        Core.register(base(bank) + setReset).store(1 << (UInt32(pin) + (high ? 0 : 16)))
    }

    /// The input register's bit.
    public static func read(_ bank: UInt8, _ pin: UInt8) -> Bool {
        guard exists(bank, pin) else { return false }
        return Core.register(base(bank) + input).load() >> UInt32(pin) & 1 != 0
    }

    /// Edges only. Line `pin` of the interrupt controller serves one bank at a time.
    public static func setInterrupt(_ bank: UInt8, _ pin: UInt8, _ trigger: PinTrigger) -> PeripheralStatus {
        guard exists(bank, pin) else { return .absent }
        openClock(ClockGate.apb2, bit: 14)
        return lines.watch(bank, pin, trigger) ? .done : .unsupported
    }

    /// Stops the pin's events.
    public static func removeInterrupt(_ bank: UInt8, _ pin: UInt8) {
        guard exists(bank, pin) else { return }
        lines.ignore(bank, pin)
    }

    private static func base(_ bank: UInt8) -> UInt32 {
        Base.gpio + UInt32(bank) * 0x400
    }
}

/// The lines of this family, whose banks SYSCFG selects.
private var lines: ExternalLines { ExternalLines(controller: Base.exti, bankSelect: Base.syscfg + 0x08) }

/// Any of the seven interrupts of the sixteen lines.
@c(externalInterrupt)
public func externalInterrupt() { lines.dispatch() }
