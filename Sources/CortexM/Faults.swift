import BeamletHAL
import CortexMAssembly
import _Volatile

/// What is known of a fault: the registers of the code that caused it, and what the processor says of its cause.
public struct FaultReport {
    /// Registers 0 to 12. 0 to 3 and 12 are zero if ``isStackOverflow``: there was no room to save them.
    public var r0, r1, r2, r3, r4, r5, r6, r7, r8, r9, r10, r11, r12: UInt32
    /// The stack pointer, at the frame that the exception pushed.
    public var sp: UInt32
    /// The link register; zero if ``isStackOverflow``.
    public var lr: UInt32
    /// The address of the instruction; zero if ``isStackOverflow``.
    public var pc: UInt32
    /// The program status register; zero if ``isStackOverflow``.
    public var xpsr: UInt32
    /// EXC_RETURN: bit 3 says that the fault came from thread mode, not from a handler.
    public var exceptionReturn: UInt32
    /// Configurable fault status (CFSR); zero on ARMv6-M, which has none.
    public var configurableStatus: UInt32
    /// Hard fault status (HFSR); zero on ARMv6-M.
    public var hardStatus: UInt32
    /// The address that could not be accessed, where ``hasAddress``.
    public var address: UInt32

    /// Whether ``address`` is known (MMARVALID or BFARVALID).
    public var hasAddress: Bool { configurableStatus & 0x8080 != 0 }

    /// Whether the exception could not be pushed (MSTKERR or STKERR): the main stack has run over.
    public var isStackOverflow: Bool { configurableStatus & 0x1010 != 0 }
}

/// What happens on a fault: a report, the hook's own report, and the end.
public enum Faults {
    nonisolated(unsafe) private static var writeByte: ((UInt8) -> Void)?
    nonisolated(unsafe) private static var hook: ((UnsafePointer<FaultReport>) -> Void)?
    nonisolated(unsafe) private static var end: ((Int32) -> Never)?

    /// Reports faults through this board, and ends by its `exit(1)`. The board's start calls it first.
    public static func report<B: Board>(through board: B.Type) {
        writeByte = { B.writeError($0) }
        end = { B.exit($0) }
    }

    /// Calls `hook` after the registers have been printed: it says which process was running. It runs on a fresh main
    /// stack, with interrupts masked, and a fault inside it stops the processor.
    public static func addHook(_ hook: @escaping (UnsafePointer<FaultReport>) -> Void) {
        self.hook = hook
    }

    /// Called by the fault entry; `report` points to the registers, the first 18 words of a report.
    static func handle(_ registers: UnsafePointer<FaultRegisters>) -> Never {
        var report = FaultReport(registers.pointee)
        if let writeByte {
            describe(&report, FaultWriter(writeByte: writeByte))
            hook?(&report)
        }
        end?(1)
        Core.halt()
    }

    private static func describe(_ report: inout FaultReport, _ out: FaultWriter) {
        out.write("\nfault: ")
        out.write(cause(of: report))
        if report.hasAddress {
            out.write(" at address ")
            out.write(hexadecimal: report.address)
        }
        out.write("\n")
        // The report's first twenty words, four to a line.
        withUnsafePointer(to: &report) {
            $0.withMemoryRebound(to: UInt32.self, capacity: 20) { words in
                names.withUTF8Buffer { characters in
                    var index = 0
                    for character in characters {
                        if character != UInt8(ascii: "=") {
                            out.writeByte(character)
                            continue
                        }
                        out.write(hexadecimal: words[index])
                        index += 1
                    }
                }
            }
        }
    }

    /// What is written for each word of a report, which takes the place of "=".
    private static let names: StaticString = """
        r0  = r1  = r2   = r3  =
        r4  = r5  = r6   = r7  =
        r8  = r9  = r10  = r11 =
        r12 = sp  = lr   = pc  =
        psr = exc = cfsr = hfsr =

        """

    /// The cause in words, from CFSR and HFSR (ARMv7-M Architecture Reference Manual, sections B3.2.15, B3.2.16).
    private static func cause(of report: FaultReport) -> StaticString {
        let status = report.configurableStatus
        if cortexm_exception_number() == 2 { return "nobody has fed the watchdog in time (non-maskable interrupt)" }
        if report.isStackOverflow { return "the main stack has run over" }
        if status & 0x0000_0001 != 0 { return "instruction fetch from memory that must not be executed" }
        if status & 0x0000_00FE != 0 { return "access to protected memory" }
        if status & 0x0000_0100 != 0 { return "instruction fetch from no memory" }
        if status & 0x0000_0400 != 0 { return "bus fault, some instructions before pc" }
        if status & 0x0000_FF00 != 0 { return "bus fault" }
        if status & 0x0001_0000 != 0 { return "undefined instruction, as a failed check makes" }
        if status & 0x0002_0000 != 0 { return "jump to an address that is no Thumb code" }
        if status & 0x0008_0000 != 0 { return "FPU instruction without FPU" }
        if status & 0x0100_0000 != 0 { return "unaligned access" }
        if status & 0x0200_0000 != 0 { return "division by zero" }
        if status & 0xFFFF_0000 != 0 { return "wrong use of an instruction" }
        if report.hardStatus & 0x2 != 0 { return "the vector table could not be read" }
        return "hard fault"
    }
}

/// What the fault entry saves, in its order.
struct FaultRegisters {
    var r0, r1, r2, r3, r4, r5, r6, r7, r8, r9, r10, r11, r12: UInt32
    var sp, lr, pc, xpsr, exceptionReturn: UInt32
}

extension FaultReport {
    init(_ saved: FaultRegisters) {
        (r0, r1, r2, r3) = (saved.r0, saved.r1, saved.r2, saved.r3)
        (r4, r5, r6, r7) = (saved.r4, saved.r5, saved.r6, saved.r7)
        (r8, r9, r10, r11) = (saved.r8, saved.r9, saved.r10, saved.r11)
        (r12, sp, lr, pc) = (saved.r12, saved.sp, saved.lr, saved.pc)
        (xpsr, exceptionReturn) = (saved.xpsr, saved.exceptionReturn)
        configurableStatus = Core.register(0xE000_ED28).load()
        hardStatus = Core.register(0xE000_ED2C).load()
        let isProtection = configurableStatus & 0x80 != 0
        address = Core.register(isProtection ? 0xE000_ED34 : 0xE000_ED38).load()
    }
}

/// Writes text and hexadecimal numbers byte by byte.
struct FaultWriter {
    let writeByte: (UInt8) -> Void

    func write(_ text: StaticString) {
        text.withUTF8Buffer { bytes in
            for byte in bytes { writeByte(byte) }
        }
    }

    func write(hexadecimal value: UInt32) {
        var shift: UInt32 = 32
        while shift > 0 {
            shift -= 4
            let digit = UInt8(truncatingIfNeeded: value >> shift & 0xF)
            writeByte(digit < 10 ? 48 + digit : 87 + digit)
        }
    }
}

/// Where the fault entry goes, on a fresh stack.
@c(report_fault)
public func reportFault(_ registers: UnsafePointer<UInt32>) {
    registers.withMemoryRebound(to: FaultRegisters.self, capacity: 1) { Faults.handle($0) }
}
