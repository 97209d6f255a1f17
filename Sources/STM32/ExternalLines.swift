import BeamletHAL
import CortexM
import _Volatile

/// The external interrupt controller and the registers that select its banks: the same in the F1 and F4 families but for
/// their addresses (ST RM0041, section 8.3; RM0090, section 12.3). Line `n` serves pin `n` of one bank at a time.
public struct ExternalLines {
    private let controller: UInt32
    private let bankSelect: UInt32

    private var interruptMask: UInt32 { controller + 0x00 }
    private var rising: UInt32 { controller + 0x08 }
    private var falling: UInt32 { controller + 0x0C }
    private var pending: UInt32 { controller + 0x14 }
    private var pinLines: UInt32 { 0xFFFF }

    /// The lines of the controller at one address, and the first of the four registers that select banks.
    public init(controller: UInt32, bankSelect: UInt32) {
        self.controller = controller
        self.bankSelect = bankSelect
    }

    /// Sends an event for each such edge from now on; the clock of the bank selection must be open. False where the line
    /// serves another bank's pin, or the trigger is a level.
    public func watch(_ bank: UInt8, _ pin: UInt8, _ trigger: PinTrigger) -> Bool {
        guard trigger == .rising || trigger == .falling || trigger == .both else { return false }
        let line = UInt32(pin)
        let bit: UInt32 = 1 << line
        let isTaken = Core.register(interruptMask).load() & bit != 0
        guard !isTaken || selectedBank(line) == bank else { return false }
        clearBits(interruptMask, bit)
        setField(bankSelect + line / 4 * 4, shift: line % 4 * 4, width: 4, UInt32(bank))
        setField(rising, shift: line, width: 1, trigger == .falling ? 0 : 1)
        setField(falling, shift: line, width: 1, trigger == .rising ? 0 : 1)
        Core.register(pending).store(bit)
        setBits(interruptMask, bit)
        NVIC.enable(interrupt(line))
        return true
    }

    /// Stops the events of a pin; does nothing where its line serves another bank's.
    public func ignore(_ bank: UInt8, _ pin: UInt8) {
        let line = UInt32(pin)
        guard selectedBank(line) == bank else { return }
        clearBits(interruptMask, 1 << line)
    }

    /// Sends an event for each line that has seen its edge: what the interrupts do.
    public func dispatch() {
        var lines = Core.register(pending).load() & Core.register(interruptMask).load() & pinLines
        Core.register(pending).store(lines)
        while lines != 0 {
            let line = UInt32(lines.trailingZeroBitCount)
            lines &= lines - 1
            Events.put(.gpioEdge(bank: selectedBank(line), pin: UInt8(line)))
        }
    }

    private func selectedBank(_ line: UInt32) -> UInt8 {
        UInt8(Core.register(bankSelect + line / 4 * 4).load() >> (line % 4 * 4) & 15)
    }

    private func interrupt(_ line: UInt32) -> UInt32 {
        switch line {
        case 0...4: 6 + line
        case 5...9: 23
        default: 40
        }
    }
}
