import CortexMAssembly
import _Volatile

/// The processor's own registers (ARMv7-M Architecture Reference Manual, section B3).
public enum Core {
    /// Application interrupt and reset control.
    private static var interruptAndReset: VolatileMappedRegister<UInt32> { register(0xE000_ED0C) }

    /// A 32-bit register at an address.
    @inline(__always)
    public static func register(_ address: UInt32) -> VolatileMappedRegister<UInt32> {
        VolatileMappedRegister<UInt32>(unsafeBitPattern: UInt(address))
    }

    /// Makes the 1 KB of addresses below the stack inaccessible, if there is a memory protection unit: the stack lies
    /// at the start of RAM, so a stack that runs over faults and overwrites nothing. It costs no memory.
    ///
    /// The region has no effect inside the hard fault handler (MPU_CTRL.HFNMIENA is 0), which is where all
    /// faults go.
    static func guardStack() {
        let type = register(0xE000_ED90)
        guard type.load() >> 8 & 0xFF != 0 else { return }
        register(0xE000_ED98).store(0)
        register(0xE000_ED9C).store(cortexm_stack_start() - 1024)
        // XN, no access, 2^(9+1) bytes, enabled.
        register(0xE000_EDA0).store(1 << 28 | 9 << 1 | 1)
        // PRIVDEFENA: everything else as without protection.
        register(0xE000_ED94).store(1 << 2 | 1)
        cortexm_barrier()
    }

    /// Runs `body` with interrupts masked and returns what it returns.
    @inline(__always)
    public static func withoutInterrupts<Result>(_ body: () -> Result) -> Result {
        let mask = cortexm_mask_interrupts()
        let result = body()
        cortexm_restore_interrupts(mask)
        return result
    }

    /// Sleeps until an interrupt is pending. With interrupts masked it does not run its handler: that happens when they are
    /// unmasked, so nothing can come between a look at shared state and the sleep.
    @inline(__always)
    public static func waitForInterrupt() {
        cortexm_wait_for_interrupt()
    }

    /// Resets the chip.
    public static func restart() -> Never {
        cortexm_barrier()
        interruptAndReset.store(0x05FA_0004)
        cortexm_barrier()
        halt()
    }

    /// Stops for good, asleep, with interrupts masked.
    public static func halt() -> Never {
        _ = cortexm_mask_interrupts()
        while true { cortexm_wait_for_interrupt() }
    }
}

/// The memory that the linker script left to the virtual machine.
public enum LinkedMemory {
    /// The first address of RAM that nothing else uses.
    public static var arenaStart: UInt32 { cortexm_arena_start() }
    /// The address after the last one of RAM.
    public static var arenaEnd: UInt32 { cortexm_arena_end() }
    /// Where the linked program's image lies.
    public static var imageStart: UInt32 { cortexm_image_start() }
    /// The address after the last one that an image may use.
    public static var imageEnd: UInt32 { cortexm_image_end() }
}
