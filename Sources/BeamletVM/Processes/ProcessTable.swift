// From process identifiers to control blocks.
//
// The table has a word for each slot: the address of a control block, or, with bit 0 set, the serial number that the
// slot's next process gets (bits 1 to 14) and the next free slot (bits 15 to 27). Free slots are reused in the order in
// which they became free, so that an identifier stays unused for as long as possible. A table that is full grows by half.
extension Machine {
    /// Most processes that there can be.
    static let processLimit = 8191
    /// Bits of a pid's payload that are its slot.
    static let slotBits: UInt32 = 13

    /// The control block of a local process that is alive, or 0.
    @inline(never)
    mutating func lookup(_ pid: Term) -> Address { inlinedLookup(pid) }

    /// The same, for sending.
    @inline(__always)
    mutating func inlinedLookup(_ pid: Term) -> Address {
        let slot = pid.payload & (1 &<< Machine.slotBits &- 1)
        if slot >= processSlots { return 0 }
        let entry = loadWord(processTable &+ slot &* 4)
        if entry & 1 != 0 || process(entry).pointee.pid != pid { return 0 }
        return process(entry).pointee.state.isAlive ? entry : 0
    }

    private static func freeEntry(serial: UInt32, next: UInt32) -> UInt32 {
        (next &<< 15) | (serial & 0x3FFF) &<< 1 | 1
    }

    /// A slot for a new process and the pid that belongs to it. False: no memory, or no slot.
    mutating func takeSlot(for block: Address, noMemory: inout Bool) -> Bool {
        noMemory = false
        if freeSlots == 0 {
            guard processSlots < UInt32(Machine.processLimit) else { return false }
            guard growProcessTable() else {
                noMemory = true
                return false
            }
        }
        let slot = firstFreeSlot
        let entry = loadWord(processTable &+ slot &* 4)
        firstFreeSlot = entry &>> 15
        freeSlots -= 1
        let serial = (entry &>> 1) & 0x3FFF
        process(block).pointee.pid = Term(
            bits: (serial &<< Machine.slotBits | slot) &<< Tag.immediateShift | Tag.pid)
        storeWord(block, processTable &+ slot &* 4)
        processCount += 1
        return true
    }

    /// Gives a process's slot back.
    mutating func releaseSlot(_ pid: Term) {
        let slot = pid.payload & (1 &<< Machine.slotBits &- 1)
        let serial = pid.payload &>> Machine.slotBits &+ 1
        storeWord(Machine.freeEntry(serial: serial, next: 0x1FFF), processTable &+ slot &* 4)
        linkFree(slot)
        processCount -= 1
    }

    private mutating func linkFree(_ slot: UInt32) {
        if freeSlots == 0 {
            firstFreeSlot = slot
        } else {
            let last = processTable &+ lastFreeSlot &* 4
            storeWord(loadWord(last) & 0x7FFF | slot &<< 15, last)
        }
        lastFreeSlot = slot
        freeSlots += 1
    }

    private mutating func growProcessTable() -> Bool {
        let slots = min(max(16, processSlots &+ processSlots / 2), UInt32(Machine.processLimit))
        let table = claim(bytes: Int(slots) * 4)
        guard table != 0 else { return false }
        if processTable != 0 {
            moveWords(processTable, to: table, words: Int(processSlots))
            free(processTable)
        }
        processTable = table
        var slot = processSlots
        processSlots = slots
        while slot < slots {
            storeWord(Machine.freeEntry(serial: 0, next: 0x1FFF), table &+ slot &* 4)
            linkFree(slot)
            slot += 1
        }
        return true
    }

    /// The control block in a slot, or 0 where there is none: for walks over all processes.
    mutating func processInSlot(_ slot: UInt32) -> Address {
        let entry = loadWord(processTable &+ slot &* 4)
        return entry & 1 != 0 ? 0 : entry
    }
}
