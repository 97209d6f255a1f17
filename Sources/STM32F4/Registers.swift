import CortexM
import _Volatile

/// The base addresses that the files of this module share (ST RM0090, section 2.3).
enum Base {
    static let timer2: UInt32 = 0x4000_0000
    static let timer5: UInt32 = 0x4000_0C00
    static let syscfg: UInt32 = 0x4001_3800
    static let exti: UInt32 = 0x4001_3C00
    static let gpio: UInt32 = 0x4002_0000
    static let rcc: UInt32 = 0x4002_3800
    static let flash: UInt32 = 0x4002_3C00
}

/// The peripherals' clock enables in RCC.
enum ClockGate {
    static let ahb1: UInt32 = Base.rcc + 0x30
    static let apb1: UInt32 = Base.rcc + 0x40
    static let apb2: UInt32 = Base.rcc + 0x44

    /// Lets the clock through to a peripheral. Reading back gives it the two cycles that it needs before its first access
    /// (ST ES0182, "Delay after an RCC peripheral clock enabling").
    static func open(_ register: UInt32, bit: UInt32) {
        setBits(register, 1 << bit)
        _ = Core.register(register).load()
    }
}

/// Sets bits of a register.
func setBits(_ address: UInt32, _ bits: UInt32) {
    let register = Core.register(address)
    register.store(register.load() | bits)
}

/// Clears bits of a register.
func clearBits(_ address: UInt32, _ bits: UInt32) {
    let register = Core.register(address)
    register.store(register.load() & ~bits)
}

/// Replaces a field of a register: `width` bits, the lowest at `shift`.
func setField(_ address: UInt32, shift: UInt32, width: UInt32, _ value: UInt32) {
    let register = Core.register(address)
    let mask: UInt32 = (1 << width - 1) << shift
    register.store(register.load() & ~mask | value << shift)
}
