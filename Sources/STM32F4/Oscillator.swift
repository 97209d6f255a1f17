import CortexM
import STM32
import _Volatile

/// The clock tree: 168 MHz from a crystal; from the internal oscillator where the crystal does not start.
public enum STM32F4Oscillator {
    private static let control = Base.rcc + 0x00
    private static let pllConfiguration = Base.rcc + 0x04
    private static let configuration = Base.rcc + 0x08

    /// The frequency of the internal oscillator, which runs after reset.
    private static let internalOscillator: UInt32 = 16_000_000

    /// Core clock in hertz.
    nonisolated(unsafe) public private(set) static var coreClock = internalOscillator
    /// The clock of the slow peripheral bus in hertz.
    nonisolated(unsafe) static var apb1Clock = internalOscillator
    /// The clock of the fast peripheral bus in hertz.
    nonisolated(unsafe) static var apb2Clock = internalOscillator
    /// The clock that timers 2 to 7 and 12 to 14 count in hertz: twice their bus' where that is divided.
    nonisolated(unsafe) static var timerClock = internalOscillator

    /// Brings the core to 168 MHz.
    ///
    /// - Parameter crystal: the crystal's frequency in hertz, a multiple of 1 MHz from 4 to 26 MHz.
    public static func start(crystal: UInt32) {
        guard isPresent else {
            // QEMU's machine: its core clock is 168 MHz, and its timers count nanoseconds.
            use(core: 168_000_000, timer: 1_000_000_000)
            return
        }
        setBits(control, 1 << 16)
        // Crystals start within 2 ms (STM32F405 datasheet, section 5.3.8); this gives them some 8.
        let hasCrystal = waitForBit(control, bit: 17, attempts: 16_000)
        let source = hasCrystal ? crystal : internalOscillator
        // VCO input 1 MHz, VCO 336 MHz, core 168 MHz, USB 48 MHz.
        Core.register(pllConfiguration).store(7 << 24 | (hasCrystal ? 1 << 22 : 0) | 336 << 6 | source / 1_000_000)
        setBits(control, 1 << 24)
        guard waitForBit(control, bit: 25, attempts: 2_000) else { return }
        // Five wait states for 168 MHz at 3.3 V; prefetch and both caches (RM0090, section 3.5.1).
        Core.register(Base.flash).store(5 | 1 << 8 | 1 << 9 | 1 << 10)
        // APB1 a quarter, APB2 half, then the switch to the PLL.
        Core.register(configuration).store(5 << 10 | 4 << 13)
        setBits(configuration, 2)
        var attempts = 2_000
        while Core.register(configuration).load() >> 2 & 3 != 2 {
            attempts -= 1
            if attempts == 0 { return }
        }
        use(core: 168_000_000, timer: 84_000_000)
    }

    /// Whether there is a reset and clock controller. On a chip its internal oscillator is on after reset, so the
    /// register cannot be zero; emulators without a model of it read zero.
    private static var isPresent: Bool { Core.register(control).load() != 0 }

    private static func use(core: UInt32, timer: UInt32) {
        coreClock = core
        apb1Clock = core / 4
        apb2Clock = core / 2
        timerClock = timer
    }
}

/// What the watchdog must know of this family (ST RM0090, sections 7.3.21 and 6.2.5).
public enum STM32F4ResetControl: STM32ResetControl {
    /// RCC_CSR.
    public static var status: UInt32 { Base.rcc + 0x74 }

    /// 32 kHz.
    public static var slowTicksPerMillisecond: UInt32 { 32 }
}
