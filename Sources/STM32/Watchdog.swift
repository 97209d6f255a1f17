import BeamletHAL
import CortexM
import _Volatile

/// What a family says of its reset causes and of its slow oscillator.
public protocol STM32ResetControl {
    /// RCC_CSR.
    static var status: UInt32 { get }

    /// Ticks of the slow oscillator in a millisecond; a chip's own may be half or twice as many.
    static var slowTicksPerMillisecond: UInt32 { get }
}

/// The independent watchdog, which the slow oscillator clocks: the same in the F1 and F4 families (ST RM0041, section 18; RM0090,
/// section 21). Once started it runs until the next reset. QEMU has no model of it.
public enum STM32Watchdog<Control: STM32ResetControl>: Watchdog {
    private static var key: UInt32 { 0x4000_3000 }
    private static var prescaler: UInt32 { 0x4000_3004 }
    private static var reload: UInt32 { 0x4000_3008 }
    private static var status: UInt32 { 0x4000_300C }

    /// From 1 ms to some 26 s (F1) or 32 s (F4).
    public static func start(_ timeout: UInt32) -> PeripheralStatus {
        let ticks = UInt64(timeout / 1_000) * UInt64(Control.slowTicksPerMillisecond)
        // The counter has 12 bits; the prescaler is 4, 8, ... 256.
        var shift: UInt32 = 0
        while ticks >> UInt64(shift + 2) > 4096, shift < 7 { shift += 1 }
        let count = ticks >> UInt64(shift + 2)
        guard shift <= 6, count > 0 else { return .unsupported }
        Core.register(key).store(0xCCCC)
        Core.register(key).store(0x5555)
        Core.register(prescaler).store(shift)
        Core.register(reload).store(UInt32(count) - 1)
        // Both values are taken over by the slow clock; meanwhile the old ones hold.
        var attempts = 100_000
        while Core.register(status).load() != 0, attempts > 0 { attempts -= 1 }
        feed()
        return .done
    }

    /// Starts the count anew.
    public static func feed() { Core.register(key).store(0xAAAA) }

    /// Whether the flag of the watchdog is set among the causes of resets, which gather until power is lost.
    public static var causedReset: Bool { Core.register(Control.status).load() >> 29 & 1 != 0 }
}
