// What is done where memory is short, before anybody ends for it.
//
// First the others give back what they do not need at present: each process that does not run is collected, and the free words
// between its heap and its stack return to the arena (`reclaim`). That takes time in proportion to what lives, but only when the
// alternative is the end of a process.
//
// What the machine itself has to say, that a process has ended or a timer fired, must arrive even then: a supervisor that does not hear
// of an end restarts nothing. For such messages alone there is a reserve, a block that is freed when one of them finds no
// room, and taken again as soon as there is memory (`spendReserve`).
extension Machine {
    /// Bytes of the reserve, by those of the RAM: 1 KB, or a 32nd.
    private static func reserveBytes(ofRAM size: UInt32) -> Int { min(1024, Int(size / 32)) }

    /// Takes the reserve, where it is spent and there is memory for it.
    @inline(never)
    mutating func takeReserve() {
        reserve = allocate(bytes: Machine.reserveBytes(ofRAM: heapRegionSize))
    }

    /// Gives up the reserve. False: it is spent.
    private mutating func spendReserve() -> Bool {
        if reserve == 0 { return false }
        free(reserve)
        reserve = 0
        return true
    }

    /// Collects all processes that do not run, and takes back their free words. False: nothing came of it. `running` is in the middle
    /// of something and stays as it is.
    @inline(never)
    mutating func reclaim(running: Address) -> Bool {
        let before = arena.freeBytes
        var slot: UInt32 = 0
        while slot < processSlots {
            let block = processInSlot(slot)
            slot += 1
            if block == 0 || block == running { continue }
            let state = process(block).pointee.state
            guard state == .waiting || state == .ready || state == .held || state == .doomed else { continue }
            // What they are to run with lies on their stacks.
            _ = collectAll(block, live: 0, need: 0)
            settleOld(block, promotes: false)
            trim(block, keep: 0)
        }
        return arena.freeBytes > before
    }

    /// A block of the arena; where there is none, one after others have given back what they can spare. 0: there is no memory. For
    /// what lasts: links, monitors, timers, names.
    mutating func claim(bytes: Int) -> Address {
        let block = allocate(bytes: bytes)
        if block != 0 || !reclaim(running: current) { return block }
        return allocate(bytes: bytes)
    }

    /// Puts a message into a process's mailbox that the machine itself has made, or that lies in no heap: it is copied even when the
    /// receiver is the running process. False: there was no memory, not even the reserve.
    mutating func postMade(_ message: Term, to block: Address) -> Bool {
        if postCopy(message, to: block) { return true }
        if reclaim(running: current), postCopy(message, to: block) { return true }
        return spendReserve() && postCopy(message, to: block)
    }

    /// A copy of a term in a process's memory, by all means that `postMade` has; `none`: there is no memory.
    mutating func copyMade(_ term: Term, to block: Address) -> Term {
        if let copy = copyMessage(term, to: block) { return copy }
        if reclaim(running: current), let copy = copyMessage(term, to: block) { return copy }
        if spendReserve(), let copy = copyMessage(term, to: block) { return copy }
        return .none
    }

    private mutating func postCopy(_ message: Term, to block: Address) -> Bool {
        let running = current
        current = 0
        let posted = post(message, to: block)
        current = running
        return posted
    }
}
