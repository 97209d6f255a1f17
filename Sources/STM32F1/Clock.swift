import BeamletHAL
import CortexM

/// Time from the core's own timer: the only one that QEMU models for this family, and no timer is taken from programs.
public enum STM32F1Clock: BeamletHAL.Clock {
    /// Starts it. After ``STM32F1Oscillator/start()``.
    public static func start() {
        // SysTick's reference clock is an eighth of the core's (ST RM0041, section 6.2): 3 MHz, or 1 MHz where the core has
        // stayed on its internal oscillator.
        SystemTickClock.start(ticksPerMicrosecond: STM32F1Oscillator.coreClock / 8_000_000)
    }

    /// Microseconds since ``start()``.
    public static func now() -> UInt64 { SystemTickClock.now() }

    /// Sleeps until the deadline or an event; wakes every 5.6 s for the timer's overflow.
    public static func wait(until deadline: UInt64?) { SystemTickClock.wait(until: deadline) }
}

/// The core's timer has run down.
@c(systemTick)
public func systemTick() { SystemTickClock.overflowed() }
