import BeamletHAL
import CortexM
import STM32
import _Volatile

/// The pins: bank 0 is A, bank 6 is G; which of them exist is the board's to say. (ST RM0041, section 7.2.)
public enum STM32F1GPIO<Wiring: STM32Wiring>: GPIO {
    private static var configuration: UInt32 { 0x00 }
    private static var input: UInt32 { 0x08 }
    private static var setReset: UInt32 { 0x10 }

    /// Seven: A to G.
    public static var bankCount: UInt8 { 7 }

    /// As the board says.
    public static func pins(ofBank bank: UInt8) -> UInt32 {
        bank < bankCount ? Wiring.pins(ofBank: bank) : 0
    }

    /// All modes. A pin has one alternate function, whatever its number is, and where it is mapped is not changed; pulls are
    /// for inputs only.
    public static func configure(
        _ bank: UInt8, _ pin: UInt8, _ mode: PinMode, _ pull: PinPull, _ speed: PinSpeed
    ) -> PeripheralStatus {
        guard exists(bank, pin) else { return .absent }
        openClock(ClockGate.apb2, bit: 2 + UInt32(bank))
        // MODE in the low two bits: input, or the output's speed; CNF above.
        let output: UInt32 =
            switch speed {
            case .low: 2
            case .medium: 1
            default: 3
            }
        let bits: UInt32
        switch mode {
        case .input where pull == .floating: bits = 1 << 2
        case .input: bits = 2 << 2
        case .output: bits = output
        case .outputOpenDrain: bits = 1 << 2 | output
        case .alternate: bits = 2 << 2 | output
        case .analog: bits = 0
        }
        // The output register's bit says where an input is pulled.
        if mode == .input, pull != .floating { write(bank, pin, pull == .up) }
        let pin = UInt32(pin)
        setField(base(bank) + configuration + pin / 8 * 4, shift: pin % 8 * 4, width: 4, bits)
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
        openClock(ClockGate.apb2, bit: 0)
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

/// The lines of this family, whose banks AFIO selects.
private var lines: ExternalLines { ExternalLines(controller: Base.exti, bankSelect: Base.afio + 0x08) }

/// Any of the seven interrupts of the sixteen lines.
@c(externalInterrupt)
public func externalInterrupt() { lines.dispatch() }
