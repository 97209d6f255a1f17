import BeamletHAL
import CortexM
import _Volatile

/// The APB watchdog (ARM DDI 0479, section 4.5). When its time has run out it makes a non-maskable interrupt, whose report says what
/// was running; where nobody has fed it by the end of the same time once more, it resets the chip.
public enum CMSDKWatchdog: Watchdog {
    private static let load: UInt32 = 0x4000_8000
    private static let control: UInt32 = 0x4000_8008
    private static let clear: UInt32 = 0x4000_800C
    private static let lock: UInt32 = 0x4000_8C00
    private static let resetInformation: UInt32 = 0x4001_F010

    private static let ticksInMicrosecond = CMSDKClock.peripheralClock / 1_000_000

    /// Up to 171 s.
    public static func start(_ timeout: UInt32) -> PeripheralStatus {
        guard timeout > 0, timeout <= .max / ticksInMicrosecond else { return .unsupported }
        Core.register(lock).store(0x1ACC_E551)
        Core.register(load).store(timeout * ticksInMicrosecond)
        // Interrupt and reset.
        Core.register(control).store(1 << 1 | 1)
        return .done
    }

    /// Starts the count anew.
    public static func feed() { Core.register(clear).store(1) }

    /// The system controller's flag of the last reset.
    public static var causedReset: Bool { Core.register(resetInformation).load() >> 1 & 1 != 0 }
}
