// Whose tables are, who has fixed them, and what becomes of both when a process ends.
extension Machine {
    // MARK: Fixing

    /// The word that holds the block with which a process has fixed a table; or the last such word, which is 0.
    private mutating func fixLink(_ table: Address, _ pid: Term) -> Address {
        var link = withUnsafeMutablePointer(to: &etsTable(table).pointee.fixes) {
            UInt32(truncatingIfNeeded: UInt(bitPattern: $0))
        }
        while loadWord(link) != 0, load(loadWord(link) &+ 4) != pid { link = loadWord(link) }
        return link
    }

    /// Fixes a table for the current process once more. False: there is no memory.
    @inline(never)
    mutating func addFix(_ table: Address) -> Bool {
        let pid = process(current).pointee.pid
        let link = fixLink(table, pid)
        if loadWord(link) != 0 {
            storeWord(loadWord(loadWord(link) &+ 8) &+ 1, loadWord(link) &+ 8)
            return true
        }
        let block = claim(bytes: 12)
        if block == 0 { return false }
        if etsTable(table).pointee.fixes == 0 {
            etsTable(table).pointee.fixedAt = Int64(bitPattern: platform.now())
        }
        storeWord(0, block)
        store(pid, block &+ 4)
        storeWord(1, block &+ 8)
        storeWord(block, link)
        return true
    }

    /// Takes back one of a process's fixes of a table, or all of them. The last one frees what was deleted meanwhile; the
    /// buckets stay until something else is deleted.
    @inline(never)
    mutating func dropFix(_ table: Address, of pid: Term, all: Bool) {
        let link = fixLink(table, pid)
        let block = loadWord(link)
        if block == 0 { return }
        let times = loadWord(block &+ 8) &- 1
        storeWord(times, block &+ 8)
        if times != 0 && !all { return }
        storeWord(loadWord(block), link)
        free(block)
        if etsTable(table).pointee.fixes == 0, !etsTable(table).pointee.isTree { sweepTable(table) }
    }

    // MARK: Owners and heirs

    /// Forgets a table's heir.
    mutating func dropHeir(_ table: Address) {
        let record = etsTable(table)
        record.pointee.heir = .nil
        let data = record.pointee.heirData
        if data == 0 { return }
        record.pointee.heirData = 0
        releaseBitstrings(list: data &+ 4)
        free(data)
    }

    /// Makes a process a table's owner, and tells it so. False: there is no memory for the message; then nothing has changed.
    mutating func transferTable(_ table: Address, to heir: Address, data: Term) -> Bool {
        let record = etsTable(table)
        let message = scratchTuple(4)
        let place = message.boxedAddress
        store(atom("ETS-TRANSFER"), place &+ 4)
        store(
            record.pointee.isNamed
                ? record.pointee.name : scratchReference(low: record.pointee.low, high: record.pointee.high),
            place &+ 8)
        store(record.pointee.owner, place &+ 12)
        store(data, place &+ 16)
        guard postMade(message, to: heir) else { return false }
        record.pointee.owner = process(heir).pointee.pid
        return true
    }

    /// The tables of a process that ends go to their heirs, or end with it. What it has fixed is so no more.
    @inline(never)
    mutating func releaseTables(of pid: Term) {
        var table = etsTables
        while table != 0 {
            let next = etsTable(table).pointee.next
            dropFix(table, of: pid, all: true)
            if etsTable(table).pointee.owner == pid { inheritTable(table, from: pid) }
            table = next
        }
    }

    private mutating func inheritTable(_ table: Address, from pid: Term) {
        let record = etsTable(table)
        let heir = record.pointee.heir
        let process = heir.isNil || heir == pid ? 0 : lookup(heir)
        if process == 0 { return deleteTable(table) }
        let data = record.pointee.heirData
        if data == 0 {
            record.pointee.owner = heir
        } else if !transferTable(table, to: process, data: load(data)) {
            deleteTable(table)
        }
    }
}
