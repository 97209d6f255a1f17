import BeamletHAL
import CortexM
import STM32
import _Volatile

/// Time from two 32-bit timers: TIM2 counts microseconds for ever, TIM5 and SysTick are the alarms that end a sleep.
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
        openClock(ClockGate.apb1, bit: 0)
        openClock(ClockGate.apb1, bit: 3)
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
    ///
    /// Where something is due, SysTick is the alarm: it wakes the core for far deadlines every 24 bits of core clock, 0.1 s at 168 MHz,
    /// and the caller sleeps again. TIM5, which could wait for an hour, is for the overflow of TIM2 alone: QEMU (7.2, 10 and
    /// 11) sometimes loses its alarm, after some waits of 100 ms in a row.
    public static func wait(until deadline: UInt64?) {
        Core.withoutInterrupts {
            guard Events.isEmpty else { return }
            if let deadline {
                let time = now()
                guard deadline > time else { return }
                let ticks = (deadline - time) * UInt64(STM32F4Oscillator.coreClock / 1_000_000)
                SystemTick.arm(ticks: UInt32(min(ticks, UInt64(SystemTick.mostTicks))))
                Core.waitForInterrupt()
                SystemTick.disarm()
            } else {
                arm(after: longestSleep)
                Core.waitForInterrupt()
                disarm()
            }
        }
    }

    /// Makes TIM5 count once from 0 to `delay`, at least 1 µs.
    private static func arm(after delay: UInt32) {
        // One pulse; only the overflow, not the update that resets the counter, sets the flag (URS). The counter is reset before
        // the new reload value is there: QEMU computes the alarm from the two at that moment.
        let onePulse: UInt32 = 1 << 3 | 1 << 2
        Core.register(Base.timer5 + control).store(onePulse)
        Core.register(Base.timer5 + generate).store(1)
        Core.register(Base.timer5 + status).store(0)
        Core.register(Base.timer5 + reload).store(delay)
        Core.register(Base.timer5 + interruptEnable).store(1)
        Core.register(Base.timer5 + control).store(onePulse | 1)
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

/// The deadline has come, or a part of the way to it.
@c(systemTick)
public func systemTick() {
    SystemTick.disarm()
}
