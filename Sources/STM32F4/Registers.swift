import STM32

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
}
