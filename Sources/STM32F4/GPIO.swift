import BeamletHAL
import CortexM
import _Volatile

/// The pins: bank 0 is A, bank 8 is I; which of them exist is the board's to say.
public enum STM32F4GPIO<Wiring: STM32F4Wiring>: GPIO {
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
        ClockGate.open(ClockGate.ahb1, bit: UInt32(bank))
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
        return EXTI.watch(bank, UInt32(pin), trigger) ? .done : .unsupported
    }

    /// Stops the pin's events.
    public static func removeInterrupt(_ bank: UInt8, _ pin: UInt8) {
        guard exists(bank, pin) else { return }
        EXTI.ignore(bank, UInt32(pin))
    }

    private static func base(_ bank: UInt8) -> UInt32 {
        Base.gpio + UInt32(bank) * 0x400
    }
}

/// The external interrupt controller (ST RM0090, section 12.3) and the part of SYSCFG that selects its banks.
enum EXTI {
    private static let interruptMask = Base.exti + 0x00
    private static let rising = Base.exti + 0x08
    private static let falling = Base.exti + 0x0C
    private static let pending = Base.exti + 0x14
    private static let bankSelect = Base.syscfg + 0x08
    private static let pinLines: UInt32 = 0xFFFF

    /// False where the line serves another bank's pin, or the trigger is a level.
    static func watch(_ bank: UInt8, _ line: UInt32, _ trigger: PinTrigger) -> Bool {
        guard trigger == .rising || trigger == .falling || trigger == .both else { return false }
        let bit: UInt32 = 1 << line
        ClockGate.open(ClockGate.apb2, bit: 14)
        let isTaken = Core.register(interruptMask).load() & bit != 0
        guard !isTaken || selectedBank(line) == bank else { return false }
        clearBits(interruptMask, bit)
        setField(bankSelect + line / 4 * 4, shift: line % 4 * 4, width: 4, UInt32(bank))
        setField(rising, shift: line, width: 1, trigger == .falling ? 0 : 1)
        setField(falling, shift: line, width: 1, trigger == .rising ? 0 : 1)
        Core.register(pending).store(bit)
        setBits(interruptMask, bit)
        NVIC.enable(interrupt(line))
        return true
    }

    static func ignore(_ bank: UInt8, _ line: UInt32) {
        guard selectedBank(line) == bank else { return }
        clearBits(interruptMask, 1 << line)
    }

    /// Sends an event for each line that has seen its edge.
    static func dispatch() {
        var lines = Core.register(pending).load() & Core.register(interruptMask).load() & pinLines
        Core.register(pending).store(lines)
        while lines != 0 {
            let line = UInt32(lines.trailingZeroBitCount)
            lines &= lines - 1
            Events.put(.gpioEdge(bank: selectedBank(line), pin: UInt8(line)))
        }
    }

    private static func selectedBank(_ line: UInt32) -> UInt8 {
        UInt8(Core.register(bankSelect + line / 4 * 4).load() >> (line % 4 * 4) & 15)
    }

    private static func interrupt(_ line: UInt32) -> UInt32 {
        switch line {
        case 0...4: 6 + line
        case 5...9: 23
        default: 40
        }
    }
}

/// Any of the seven interrupts of the sixteen lines.
@c(externalInterrupt)
public func externalInterrupt() { EXTI.dispatch() }
