/// The base addresses that the files of this module share (ST RM0041, section 2.3).
enum Base {
    static let afio: UInt32 = 0x4001_0000
    static let exti: UInt32 = 0x4001_0400
    static let gpio: UInt32 = 0x4001_0800
    static let rcc: UInt32 = 0x4002_1000
}

/// The peripherals' clock enables in RCC.
enum ClockGate {
    static let apb2: UInt32 = Base.rcc + 0x18
    static let apb1: UInt32 = Base.rcc + 0x1C
}
