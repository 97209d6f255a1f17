import BeamletHAL
import CortexM
import _Volatile

/// Time from two 32-bit timers: TIM2 counts microseconds for ever, TIM5 is the alarm that ends a sleep.
///
/// While nothing is due the only interrupt is one alarm in 35 minutes, so that no overflow of TIM2 (after 71) goes
/// unseen. Programs cannot use these two timers for anything else.
public enum STM32F4Clock: BeamletHAL.Clock {
    private static let control: UInt32 = 0x00
    private static let interruptEnable: UInt32 = 0x0C
    private static let status: UInt32 = 0x10
    private static let generate: UInt32 = 0x14
    private static let counter: UInt32 = 0x24
    private static let prescaler: UInt32 = 0x28
    private static let reload: UInt32 = 0x2C

    private static let alarmInterruptNumber: UInt32 = 50
    /// Half the range of TIM2.
    private static let longestSleep: UInt32 = 1 << 31

    nonisolated(unsafe) private static var overflows: UInt32 = 0
    nonisolated(unsafe) private static var lastCount: UInt32 = 0

    /// Starts both timers. After ``STM32F4Oscillator/start(crystal:)``.
    public static func start() {
        ClockGate.open(ClockGate.apb1, bit: 0)
        ClockGate.open(ClockGate.apb1, bit: 3)
        let divider = STM32F4Oscillator.timerClock / 1_000_000 - 1
        Core.register(Base.timer2 + prescaler).store(divider)
        Core.register(Base.timer2 + reload).store(.max)
        // The update loads the prescaler and sets the counter to zero.
        Core.register(Base.timer2 + generate).store(1)
        Core.register(Base.timer2 + control).store(1)
        Core.register(Base.timer5 + prescaler).store(divider)
        NVIC.enable(alarmInterruptNumber)
    }

    /// Microseconds since ``start()``.
    public static func now() -> UInt64 {
        Core.withoutInterrupts {
            let count = Core.register(Base.timer2 + counter).load()
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
            if let deadline {
                let time = now()
                guard deadline > time else { return }
                delay = UInt32(min(deadline - time, UInt64(longestSleep)))
            }
            arm(after: delay)
            // Arming takes time, in which a near deadline passes; its alarm may have come before it was enabled.
            let isPast = deadline.map { now() >= $0 } ?? false
            if !isPast { Core.waitForInterrupt() }
            disarm()
        }
    }

    /// Makes TIM5 count once from 0 to `delay`, at least 1 µs.
    private static func arm(after delay: UInt32) {
        // One pulse; only the overflow, not the update below, sets the flag (URS). The counter starts from 0 last of all, when
        // everything that its overflow needs is enabled.
        let onePulse: UInt32 = 1 << 3 | 1 << 2
        Core.register(Base.timer5 + status).store(0)
        Core.register(Base.timer5 + reload).store(delay)
        Core.register(Base.timer5 + interruptEnable).store(1)
        Core.register(Base.timer5 + control).store(onePulse | 1)
        Core.register(Base.timer5 + generate).store(1)
    }

    /// Stops the alarm.
    fileprivate static func disarm() {
        Core.register(Base.timer5 + interruptEnable).store(0)
        Core.register(Base.timer5 + control).store(0)
        Core.register(Base.timer5 + status).store(0)
    }
}

/// The alarm has done all by waking the core.
@c(alarmInterrupt)
public func alarmInterrupt() {
    STM32F4Clock.disarm()
}
