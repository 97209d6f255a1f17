import BeamletHAL
import CortexMAssembly

/// A board with a Cortex-M: it ends and reports through the emulator where there is one, else through its console.
public protocol CortexMBoard: Board {
    /// What a chip does at the end of the run, and after a fault.
    static var atEnd: AtEnd { get }

    /// Waits until everything written to the console has left, for a bounded time.
    static func drainConsole()
}

/// What a chip does when its program ends.
public enum AtEnd: Sendable {
    /// Sleeps until it is reset: what was printed last stays readable.
    case halt
    /// Starts again: for devices that nobody looks after.
    case restart
}

extension CortexMBoard {
    /// What lies between here and the main stack's end.
    public static var stackLeft: Int { Int(cortexm_frame()) - Int(cortexm_stack_start()) }

    /// Ends the emulator with this status; a chip halts or restarts, as ``atEnd`` says.
    public static func exit(_ status: Int32) -> Never {
        drainConsole()
        if Semihosting.isPresent { Semihosting.exit(status) }
        switch atEnd {
        case .halt: Core.halt()
        case .restart: Core.restart()
        }
    }

    /// Writes to the emulator's standard error, on a chip to the console.
    public static func writeError(_ byte: UInt8) {
        if Semihosting.isPresent {
            Semihosting.writeError(byte)
        } else {
            Serial.write(console, byte)
        }
    }
}
