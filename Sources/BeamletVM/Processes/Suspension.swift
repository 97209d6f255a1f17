// Suspended processes: what `erlang:suspend_process` and `erlang:resume_process` do. A process that is suspended receives
// messages and exit signals, and its timers run; but it is put into no queue (`Process.State.held`) until all who suspended it have
// resumed it or are gone.
extension Machine {
    /// Suspends a process, on behalf of the current one, once more. False: there is no memory.
    mutating func suspend(_ block: Address) -> Bool {
        let pid = process(block).pointee.pid
        let details = makeDetails(block)
        var mine = findRelation(current, .suspends, pid)
        if details == 0 { return false }
        if mine == 0 {
            guard relate(current, .suspends, pid) else { return false }
            mine = process(current).pointee.relations
        }
        let count = relation(mine).pointee.name
        relation(mine).pointee.name = Term(small: count.isSmall ? count.smallValue + 1 : 1)
        processDetails(details).pointee.suspensions += 1
        process(block).pointee.flags.insert(.suspended)
        if process(block).pointee.state == .ready {
            removeReady(block)
            process(block).pointee.state = .held
        }
        return true
    }

    /// Takes back `count` suspensions of a process.
    mutating func resume(_ block: Address, count: Int) {
        let details = processDetails(process(block).pointee.details)
        details.pointee.suspensions -= UInt32(truncatingIfNeeded: count)
        if details.pointee.suspensions == 0 { release(block) }
    }

    /// Lets a process run that was suspended, whoever did it.
    mutating func release(_ block: Address) {
        process(block).pointee.flags.remove(.suspended)
        if process(block).pointee.state == .held { makeReady(block) }
    }
}
