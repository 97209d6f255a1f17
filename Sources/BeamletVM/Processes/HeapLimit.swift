// The largest heap that a process may have: `max_heap_size`. Looked at after each collection; what counts is what lives, on heap, stack
// and in fragments.
extension Machine {
    /// What `max_heap_size` is set to by a term: words, or `#{size => Words, kill => boolean(), error_logger => boolean()}`; nil
    /// for anything else. Where a map leaves something out it is as it is for new processes.
    mutating func heapLimitOption(_ value: Term) -> UInt32? {
        let flags = defaultMaxHeap & ~ProcessDetails.maxHeapMask
        if value.isSmall { return heapLimit(value, flags) }
        guard value.isMap else { return nil }
        let size = findValue(.size, in: value)
        guard size != 0, load(size).isSmall,
            let unkilled = flag(.kill, in: value, ProcessDetails.keepsRunning, flags),
            let silent = flag(atom("error_logger"), in: value, ProcessDetails.isSilent, flags),
            flag(atom("include_shared_binaries"), in: value, 0, 0) != nil
        else { return nil }
        return heapLimit(load(size), unkilled | silent)
    }

    private mutating func heapLimit(_ size: Term, _ flags: UInt32) -> UInt32? {
        guard size.smallValue >= 0, size.smallValue <= Int(ProcessDetails.maxHeapMask) else { return nil }
        return UInt32(size.smallValue) | flags
    }

    /// The bit that is set where a map says `Key => false`; nil where it says something else than a boolean.
    private mutating func flag(_ key: Term, in map: Term, _ bit: UInt32, _ flags: UInt32) -> UInt32? {
        let value = findValue(key, in: map)
        if value == 0 { return flags & bit }
        return load(value) == .true ? 0 : load(value) == .false ? bit : nil
    }

    /// `#{error_logger, kill, size}` of a `maxHeap`. Allocates 9 words; `none`: there is no memory.
    mutating func maxHeapMap(_ limit: UInt32) -> Term {
        guard ensure(4 + 5, live: live) else { return failOutOfMemory() }
        let top = process(current).pointee.heapTop
        process(current).pointee.heapTop = top &+ 36
        storeWord(Header.tuple(3).bits, top)
        store(atom("error_logger"), top &+ 4)
        store(.kill, top &+ 8)
        store(.size, top &+ 12)
        storeWord(Header(.flatMap, words: 4).bits, top &+ 16)
        store(Term(boxed: top), top &+ 20)
        store(Term(limit & ProcessDetails.isSilent == 0), top &+ 24)
        store(Term(limit & ProcessDetails.keepsRunning == 0), top &+ 28)
        store(Term(small: Int(limit & ProcessDetails.maxHeapMask)), top &+ 32)
        return Term(boxed: top &+ 16)
    }

    /// Whether a process is to end because of its `max_heap_size`. Says so, unless nothing is to be said.
    mutating func exceedsMaxHeap(_ owner: Address) -> Bool {
        let limit = maxHeap(of: owner)
        let most = Int(limit & ProcessDetails.maxHeapMask)
        if most == 0 { return false }
        let control = process(owner)
        let heap = Int(control.pointee.heapTop &- control.pointee.heapStart) &>> 2
        let used = heap &+ stackWords(owner) &+ fragmentWords(owner)
        if used <= most { return false }
        // Of one that is killed its end is what a logger hears.
        let isReported = limit & ProcessDetails.keepsRunning != 0 || isReportWritten(of: owner)
        if limit & ProcessDetails.isSilent == 0, isReported {
            put("Process ", .report)
            showProcess(owner)
            put(" has ", .report)
            printNumber(UInt64(used), .report)
            put(" words, its max_heap_size is ", .report)
            printNumber(UInt64(most), .report)
            put(limit & ProcessDetails.keepsRunning == 0 ? ": killed\n" : "\n", .report)
            showState(owner)
        }
        if limit & ProcessDetails.keepsRunning != 0 { return false }
        control.pointee.flags.insert(.exceededHeap)
        return true
    }
}
