import _Volatile

/// The core's own 24-bit timer as an alarm that wakes the core once (ARMv7-M Architecture Reference Manual, B3.3).
///
/// A chip whose clock uses it defines `systemTick`, the exception's handler, and lets it call ``disarm()``.
public enum SystemTick {
    private static let control: UInt32 = 0xE000_E010
    private static let reload: UInt32 = 0xE000_E014
    private static let current: UInt32 = 0xE000_E018

    /// Most ticks of the core clock that it can count.
    public static let mostTicks: UInt32 = 0xFF_FFFF

    /// Lets the exception become pending after so many ticks of the core clock: 1 to ``mostTicks``.
    public static func arm(ticks: UInt32) {
        Core.register(control).store(0)
        Core.register(reload).store(ticks)
        Core.register(current).store(0)
        // Enabled, with its exception, from the core clock.
        Core.register(control).store(1 << 2 | 1 << 1 | 1)
    }

    /// Stops it.
    public static func disarm() {
        Core.register(control).store(0)
    }
}
