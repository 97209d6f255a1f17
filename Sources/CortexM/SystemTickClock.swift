import BeamletHAL
import _Volatile

/// Monotonic time and sleep from SysTick alone (ARMv7-M Architecture Reference Manual, B3.3), for chips without a timer of
/// 32 bits.
///
/// The counter runs down from its reload value at the speed of the reference clock, and its exception counts the periods.
/// While nothing is due it wakes the core once in 2²⁴ ticks (5.6 s at 3 MHz). For a nearer deadline one shorter period is
/// put in; restarting the counter costs less than a tick, for which one is added.
///
/// A chip defines `systemTick`, the exception's handler, and lets it call ``overflowed()``.
public enum SystemTickClock {
    private static let control: UInt32 = 0xE000_E010
    private static let reload: UInt32 = 0xE000_E014
    private static let current: UInt32 = 0xE000_E018
    private static let interruptControl: UInt32 = 0xE000_ED04

    /// Ticks of a period when nothing is due.
    private static let longest: UInt32 = 0xFF_FFFF

    nonisolated(unsafe) private static var ticksPerMicrosecond: UInt32 = 1
    /// Microseconds up to the beginning of this period, and the ticks beyond the last whole one.
    nonisolated(unsafe) private static var microseconds: UInt64 = 0
    nonisolated(unsafe) private static var ticksBeyond: UInt32 = 0
    /// Ticks of this period.
    nonisolated(unsafe) private static var period: UInt32 = 0

    /// Starts the counter, from its reference clock.
    public static func start(ticksPerMicrosecond: UInt32) {
        self.ticksPerMicrosecond = max(ticksPerMicrosecond, 1)
        begin(period: longest)
    }

    /// Microseconds since ``start(ticksPerMicrosecond:)``.
    public static func now() -> UInt64 {
        Core.withoutInterrupts {
            let ticks = elapsed() + ticksBeyond
            return microseconds + UInt64(ticks / ticksPerMicrosecond)
        }
    }

    /// Sleeps until the deadline, an event or the end of a period.
    public static func wait(until deadline: UInt64?) {
        Core.withoutInterrupts {
            guard Events.isEmpty else { return }
            if let deadline {
                let time = now()
                guard deadline > time else { return }
                let passed = elapsed()
                let wanted = min(deadline - time, UInt64(longest / ticksPerMicrosecond)) * UInt64(ticksPerMicrosecond)
                // Where the period ends before the deadline it is a wake-up as any other.
                if wanted < UInt64(period - passed) {
                    add(ticks: passed + 1)
                    begin(period: UInt32(wanted))
                }
            }
            Core.waitForInterrupt()
        }
    }

    /// A period has ended, and the next one, of full length, has begun.
    public static func overflowed() {
        Core.withoutInterrupts { _ = elapsed() }
    }

    /// Ticks of the present period. Counts the one that has ended, if its exception has not been taken yet. With interrupts
    /// masked.
    private static func elapsed() -> UInt32 {
        var left = Core.register(current).load()
        // COUNTFLAG says that the counter has reached zero since the last look, and is cleared by it.
        if Core.register(control).load() & 1 << 16 != 0 {
            Core.register(interruptControl).store(1 << 25)
            add(ticks: period)
            period = longest
            left = Core.register(current).load()
        }
        return left == 0 ? 0 : period - left
    }

    private static func add(ticks: UInt32) {
        let sum = ticks + ticksBeyond
        microseconds += UInt64(sum / ticksPerMicrosecond)
        ticksBeyond = sum % ticksPerMicrosecond
    }

    /// Begins a period of so many ticks, at least 2; those after it are as long as can be.
    private static func begin(period ticks: UInt32) {
        period = max(ticks, 2)
        Core.register(reload).store(period - 1)
        // Any value clears the counter, and the flag; the reload value is loaded with the next tick.
        Core.register(current).store(0)
        Core.register(control).store(1 << 1 | 1)
        var attempts = 1_000
        while Core.register(current).load() == 0, attempts > 0 { attempts -= 1 }
        Core.register(reload).store(longest - 1)
        Core.register(interruptControl).store(1 << 25)
    }
}
