import BeamletHAL
import CortexM
import _Volatile

/// Time from FPGAIO's counter, which counts microseconds for ever; timer 0 is the alarm that ends a sleep.
///
/// While nothing is due the only interrupt is one alarm in less than three minutes, the longest that timer 0 can count.
public enum CMSDKClock: BeamletHAL.Clock {
    /// The clock of the processor and its peripherals in hertz (ARM DAI 0386, section 3).
    static let peripheralClock: UInt32 = 25_000_000

    private static let counter: UInt32 = 0x4002_8018
    private static let prescale: UInt32 = 0x4002_801C
    private static let timerControl: UInt32 = 0x4000_0000
    private static let timerValue: UInt32 = 0x4000_0004
    private static let timerReload: UInt32 = 0x4000_0008
    private static let timerInterrupt: UInt32 = 0x4000_000C

    private static let ticksInMicrosecond: UInt32 = 25
    private static let longestSleep: UInt32 = .max / 25
    private static let alarmInterruptNumber: UInt32 = 8

    nonisolated(unsafe) private static var overflows: UInt32 = 0
    nonisolated(unsafe) private static var lastCount: UInt32 = 0

    /// Starts the counter from 0.
    public static func start() {
        Core.register(prescale).store(ticksInMicrosecond - 1)
        Core.register(counter).store(0)
        NVIC.enable(alarmInterruptNumber)
    }

    /// Microseconds since ``start()``.
    public static func now() -> UInt64 {
        Core.withoutInterrupts {
            let count = Core.register(counter).load()
            if count < lastCount { overflows &+= 1 }
            lastCount = count
            return UInt64(overflows) << 32 | UInt64(count)
        }
    }

    /// Sleeps until the deadline or an event.
    public static func wait(until deadline: UInt64?) {
        Core.withoutInterrupts {
            guard Events.isEmpty else { return }
            var delay = longestSleep
            let time = now()
            if let deadline {
                guard deadline > time else { return }
                delay = UInt32(min(deadline - time, UInt64(longestSleep)))
            }
            Core.register(timerControl).store(0)
            Core.register(timerReload).store(delay * ticksInMicrosecond)
            Core.register(timerValue).store(delay * ticksInMicrosecond)
            Core.register(timerControl).store(1 << 3 | 1)
            Core.waitForInterrupt()
            disarm()
        }
    }

    /// Stops the alarm.
    fileprivate static func disarm() {
        Core.register(timerControl).store(0)
        Core.register(timerInterrupt).store(1)
    }
}

/// The alarm has done all by waking the core.
@c(alarmInterrupt)
public func alarmInterrupt() {
    CMSDKClock.disarm()
}

/// SysTick, which this chip's clock does not use.
@c(systemTick)
public func systemTick() {}
