import CortexMAssembly
import _Volatile

/// Services of an emulator (ARM IHI 0029, "Semihosting"): standard error and an exit status.
///
/// Without anybody to answer, the breakpoint instruction is a hard fault, which skips it; inside the fault handler it would
/// lock the processor up. So it is tried once at reset, and used only if it was answered.
public enum Semihosting {
    private static let writeCharacter: UInt32 = 0x03
    private static let errorNumber: UInt32 = 0x13
    private static let exitExtended: UInt32 = 0x20

    /// Whether somebody answers.
    nonisolated(unsafe) public private(set) static var isPresent = false

    /// Asks for the last call's error number. A debugger that is attached to a chip would stop the program at the
    /// breakpoint, so with one (DHCSR.C_DEBUGEN) nothing is asked.
    static func probe() {
        guard Core.register(0xE000_EDF0).load() & 1 == 0 else { return }
        isPresent = cortexm_semihost(errorNumber, nil) != -1
    }

    /// Writes one byte to the emulator's standard error. Only where ``isPresent``.
    public static func writeError(_ byte: UInt8) {
        var byte = byte
        withUnsafePointer(to: &byte) { pointer in
            _ = cortexm_semihost(writeCharacter, pointer)
        }
    }

    /// Ends the emulator with an exit status, whose low 8 bits count. Only where ``isPresent``.
    public static func exit(_ status: Int32) {
        // ADP_Stopped_ApplicationExit and its subcode.
        var block: (UInt32, UInt32) = (0x20026, UInt32(bitPattern: status))
        withUnsafePointer(to: &block) { pointer in
            _ = cortexm_semihost(exitExtended, pointer)
        }
    }
}
