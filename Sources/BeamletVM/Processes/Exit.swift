// How processes begin and end.
extension Machine {
    /// What a new process is to be.
    struct SpawnOptions {
        var monitorOptions = MonitorOptions()
        /// What the reply begins with, or `none`: `spawn_reply`.
        var replyTag = Term.none
        // These are one word, which is written as one.
        /// For `spawn_request`: answered with a message.
        var isRequest = false
        var repliesSuccess = true
        var repliesError = true
        var keepsMessagesOffHeap = false
        var link = false
        var monitor = false
        var priority: UInt8 = 2
        var minHeapWords: UInt16 = HeapSize.smallest
        /// See `ProcessDetails`.
        var fullsweepAfter = ProcessDetails.defaultFullsweep
        var maxHeap: UInt32 = 0
        var binaryLimit: UInt32 = 0
    }

    /// What a new process is where its maker says nothing else.
    @inline(never)
    mutating func newProcessOptions(link: Bool = false, monitor: Bool = false) -> SpawnOptions {
        var options = SpawnOptions()
        options.link = link
        options.monitor = monitor
        options.minHeapWords = UInt16(truncatingIfNeeded: defaultMinHeap)
        options.maxHeap = defaultMaxHeap
        options.fullsweepAfter = UInt16(truncatingIfNeeded: defaultFullsweep)
        options.binaryLimit = defaultBinaryLimit
        return options
    }

    /// Makes a process that is in no queue yet. Its stack holds the way out. 0: `noMemory` says why.
    mutating func makeProcess(_ options: SpawnOptions, extraWords: Int, noMemory: inout Bool) -> Address {
        let words = max(Int(options.minHeapWords), extraWords + Stack.reserve + 1)
        let block = claim(bytes: Process.size + words * 4)
        guard block != 0 else {
            noMemory = true
            return 0
        }
        guard takeSlot(for: block, noMemory: &noMemory) else {
            free(block)
            return 0
        }
        makeHeap(block)
        let new = process(block)
        // `next` is written when it becomes ready.
        new.pointee.state = .free
        new.pointee.priority = options.priority
        new.pointee.flags = options.keepsMessagesOffHeap ? .offHeapMessages : []
        new.pointee.patience = 0
        new.pointee.reductions = 0
        new.pointee.granted = 0
        new.pointee.live = 0
        new.pointee.minHeapWords = options.minHeapWords
        new.pointee.mailbox = .nil
        new.pointee.mailboxLast = .nil
        new.pointee.mailboxSave = .nil
        new.pointee.dictionary = .nil
        new.pointee.reason = .nil
        new.pointee.trace = .nil
        new.pointee.relations = 0
        new.pointee.timer = 0
        new.pointee.details = 0
        new.pointee.groupLeader = current == 0 ? new.pointee.pid : process(current).pointee.groupLeader
        new.pointee.markers = .nil
        if options.maxHeap | options.binaryLimit != 0 || options.fullsweepAfter != ProcessDetails.defaultFullsweep {
            let details = makeDetails(block)
            guard details != 0 else {
                noMemory = true
                dropProcess(block)
                return 0
            }
            processDetails(details).pointee.maxHeap = options.maxHeap
            processDetails(details).pointee.fullsweepAfter = options.fullsweepAfter
            processDetails(details).pointee.binaryLimit = options.binaryLimit
        }
        new.pointee.stackTop = new.pointee.stackTop &- 4
        storeWord(Stack.returnWord(Image.Stub.exitNormally.address(imageBase)), new.pointee.stackTop)
        return block
    }

    /// Undoes `makeProcess`.
    mutating func dropProcess(_ block: Address) {
        releaseHeap(block, now: false)
        releaseSlot(process(block).pointee.pid)
        dropDetails(block)
        free(block)
    }

    /// Pushes an argument register of a process that does not run yet.
    mutating func pushLive(_ term: Term, _ block: Address) {
        let top = process(block).pointee.stackTop &- 4
        process(block).pointee.stackTop = top
        store(term, top)
        process(block).pointee.live += 1
    }

    // MARK: Ending

    /// Ends the current process: `reason` on its heap. Links and monitors hear of it. Afterwards no process is current.
    @inline(never)
    mutating func exitCurrent(_ reason: Term) {
        let block = current
        let ending = process(block)
        // As `setReason`, which would be a call.
        if ending.pointee.state != .cut { ending.pointee.reason = reason }
        let reason = ending.pointee.reason
        endedReductions = endedReductions &+ ending.pointee.used
        if ending.pointee.flags.contains(.crashed) || ending.pointee.flags.contains(.outOfMemory) {
            report(block)
        } else if ending.pointee.flags.contains(.exceededHeap), maxHeap(of: block) & ProcessDetails.isSilent == 0 {
            // The console knows already.
            _ = sendReport(of: block)
        }
        ending.pointee.state = .exiting
        if ending.pointee.flags.contains(.isMain) {
            mainExited(reason)
        }
        if ending.pointee.details != 0 {
            let name = name(of: block)
            if !name.isNil { unregister(name) }
            dropDetails(block)
        }
        if ending.pointee.timer != 0 { cancelReceiveTimer(block) }
        if ending.pointee.collections & Process.hasTimers != 0 { cancelTimers(of: ending.pointee.pid) }
        closePorts(owner: ending.pointee.pid)
        let pid = ending.pointee.pid
        // It does not wait any more while its tables are freed.
        ending.pointee.reductions = .max
        if etsTables != 0 { releaseTables(of: pid) }
        // Its memory is free for the messages about its end, which there may be no other for: its reason is the last to lie there.
        let isHeard = ending.pointee.relations != 0
        if reason.isImmediate { releaseHeap(block, now: isHeard) }
        while ending.pointee.relations != 0 {
            let address = ending.pointee.relations
            let entry = relation(address).pointee
            ending.pointee.relations = entry.next
            freeRelation(address)
            if entry.kind == .alias { continue }
            let peer = lookup(entry.peer)
            if peer == 0 { continue }
            switch entry.kind {
            case .suspends:
                resume(peer, count: entry.name.smallValue)
            case .link:
                // It may have unlinked after this one's end was sure.
                let theirs = findRelation(peer, .link, pid)
                if theirs == 0 { continue }
                unrelate(peer, theirs)
                _ = exitSignal(ending.pointee.reason, from: pid, to: peer, linked: true)
            case .monitors:
                let reference = UInt64(entry.referenceHigh) &<< 32 | UInt64(entry.referenceLow)
                unrelate(peer, findRelation(peer, .monitoredBy, pid, reference: reference))
            default:
                let reference = UInt64(entry.referenceHigh) &<< 32 | UInt64(entry.referenceLow)
                monitoredEnded(peer, pid, number: reference, reason: ending.pointee.reason)
            }
        }
        if !reason.isImmediate { releaseHeap(block, now: false) }
        releaseSlot(pid)
        free(block)
        current = 0
    }

    /// An exit signal arrives at a live process that is not the current one, or at the current one by `exit/2`. Answers whether
    /// the process is to end (only for the current one does the caller have to see to it).
    mutating func exitSignal(_ reason: Term, from sender: Term, to block: Address, linked: Bool) -> Bool {
        let receiver = process(block)
        var reason = reason
        if reason == .kill && !linked {
            reason = .killed
        } else if receiver.pointee.flags.contains(.trapExit) {
            let message = scratchTuple(3)
            store(.EXIT, message.boxedAddress &+ 4)
            store(sender, message.boxedAddress &+ 8)
            store(reason, message.boxedAddress &+ 12)
            _ = postMade(message, to: block)
            return false
        } else if reason == .normal && (linked || process(block).pointee.pid != sender) {
            return false
        }
        if block == current {
            receiver.pointee.reason = reason
            return true
        }
        terminate(block, reason)
        return true
    }

    /// Lets a process that is not running end with a reason as soon as it is its turn.
    private mutating func terminate(_ block: Address, _ reason: Term) {
        let victim = process(block)
        if victim.pointee.state == .paused {
            // Its native function still reads its heap.
            victim.pointee.reason = reason.isImmediate ? reason : made(reason, to: block)
            victim.pointee.state = .cut
            return
        }
        // What its stack and registers refer to is garbage from now on.
        victim.pointee.live = 0
        victim.pointee.ip = Image.Stub.terminate.address(imageBase)
        victim.pointee.reason = reason.isImmediate ? reason : made(reason, to: block)
        if victim.pointee.flags.contains(.suspended) { release(block) }
        wake(block)
        victim.pointee.state = .doomed
        // When it fires it finds nobody.
        if victim.pointee.timer != 0 { cancelReceiveTimer(block) }
    }

    @inline(never)
    private mutating func cancelReceiveTimer(_ block: Address) {
        cancelTimer(process(block).pointee.timer)
        process(block).pointee.timer = 0
    }

    /// The reason in the victim's memory; where there is no room for it, the atom `killed` must do.
    private mutating func made(_ reason: Term, to block: Address) -> Term {
        let copy = copyMade(reason, to: block)
        return copy.isNone ? .killed : copy
    }
}
