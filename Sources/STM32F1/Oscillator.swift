import CortexM
import STM32
import _Volatile

/// The clock tree of the value line (STM32F100): 24 MHz from a crystal of 8 MHz; from the internal oscillator where the
/// crystal does not start. All buses run at the core's speed.
public enum STM32F1Oscillator {
    private static let control = Base.rcc + 0x00
    private static let configuration = Base.rcc + 0x04

    /// The frequency of the internal oscillator, which runs after reset.
    private static let internalOscillator: UInt32 = 8_000_000

    /// Clock of the core and its buses in hertz.
    nonisolated(unsafe) public private(set) static var coreClock = internalOscillator

    /// Brings the core to 24 MHz, the most that this line has, for which its flash needs no wait states (ST RM0041,
    /// section 6.3.2).
    public static func start() {
        guard isPresent else {
            // QEMU's machine.
            coreClock = 24_000_000
            return
        }
        setBits(control, 1 << 16)
        // Crystals start within 2 ms (STM32F100xB datasheet, section 5.3.6); this gives them some 16.
        let hasCrystal = waitForBit(control, bit: 17, attempts: 16_000)
        // The crystal times 3, or half of the internal oscillator times 6.
        Core.register(configuration).store(hasCrystal ? 1 << 16 | 1 << 18 : 4 << 18)
        setBits(control, 1 << 24)
        guard waitForBit(control, bit: 25, attempts: 2_000) else { return }
        setBits(configuration, 2)
        guard waitForBit(configuration, bit: 3, attempts: 2_000) else { return }
        coreClock = 24_000_000
    }

    /// Whether there is a reset and clock controller. On a chip its internal oscillator is on after reset, so the
    /// register cannot be zero; emulators without a model of it read zero.
    private static var isPresent: Bool { Core.register(control).load() != 0 }
}

/// What the watchdog must know of this family (ST RM0041, sections 6.3.10 and 6.2.4).
public enum STM32F1ResetControl: STM32ResetControl {
    /// RCC_CSR.
    public static var status: UInt32 { Base.rcc + 0x24 }

    /// 40 kHz.
    public static var slowTicksPerMillisecond: UInt32 { 40 }
}
