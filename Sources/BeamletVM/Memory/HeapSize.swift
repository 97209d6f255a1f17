/// How large a process's block is made.
///
/// A process starts with its `minHeapWords` (20 by default: with the control block, 180 bytes). A collection costs time in
/// proportion to what lives, and buys the free words that it leaves; so it leaves free
///
/// - as much as lives, at the least: then each allocated word pays for at most one copied word;
/// - for a process that collects again and again, a share of the arena's free memory: a 64th from the third collection on, an
///   eighth from the ninth, at most 64 K words. A loop that produces garbage over little live data then spends
///   a few percent of its time here, and a server that merely started up does not hold memory. The share is of what is free
///   *now*, so many busy processes get ever smaller ones, and `trim` takes it back when memory is short.
///
/// Where the arena cannot give that, less will do, down to what is exactly needed.
enum HeapSize {
    /// Words of a new process's block behind its control block, unless it asks for more.
    static let smallest: UInt16 = 20

    /// Largest share that is left free on top of what is needed, in words.
    static let largestShare = 1 << 16

    /// Words for a block in which `needed` words (live data, stack, what is asked for, reserve) must fit.
    static func target(needed: Int, minimum: Int, collections: UInt8, freeBytes: Int) -> Int {
        var room = needed
        if collections >= 2 {
            let share = freeBytes &>> (collections < 8 ? 8 : 5)
            room = max(room, min(share, largestShare))
        }
        // An odd number of words, so that block and header end at a multiple of eight bytes.
        return max(needed &+ room, minimum) | 1
    }
}

extension Machine {
    /// `arena.allocate` and `arena.free`, for all that the machine does itself: as its own methods, so that callers need not pass
    /// the arena in the register in which they have the machine.
    @inline(never)
    mutating func allocate(bytes: Int) -> Address { arena.allocate(bytes: bytes) }
    @inline(never)
    mutating func free(_ block: Address) {
        #if !hasFeature(Embedded)
            if collectsAlways { wipe(block..<block + UInt32(arena.size(of: block))) }
        #endif
        arena.free(block)
    }

    /// Gives a process its first heap: what its control block's own block has behind it. One block instead of two makes
    /// starting and ending a process cheaper by an allocation, and saves a block's header.
    public mutating func makeHeap(_ owner: Address) {
        let control = process(owner)
        control.pointee.heapStart = owner &+ UInt32(Process.size)
        control.pointee.heapTop = owner &+ UInt32(Process.size)
        let end = owner &+ UInt32(truncatingIfNeeded: arena.size(of: owner))
        control.pointee.stackTop = end
        control.pointee.fragments = 0
        control.pointee.sharedBitstrings = 0
        control.pointee.collections = 0
    }

    /// Whether a process's heap lies in its control block's own block.
    @inline(__always)
    mutating func isHeapEmbedded(_ owner: Address) -> Bool {
        process(owner).pointee.heapStart == owner &+ UInt32(Process.size)
    }

    /// Frees the memory of a process's heap; the control block remains.
    @inline(never)
    mutating func freeHeap(_ owner: Address) {
        if isHeapEmbedded(owner) {
            arena.shrink(owner, to: Process.size)
        } else if process(owner).pointee.heapStart != 0 {
            free(process(owner).pointee.heapStart)
        }
    }

    /// Frees all memory of a process that ends but for its control block: its heap, its fragments, its references to shared blocks.
    /// What its block embeds goes with it unless `now`.
    public mutating func releaseHeap(_ owner: Address, now: Bool = true) {
        let control = process(owner)
        releaseBitstrings(list: bitstringList(of: owner))
        freeFragments(owner)
        if now || !isHeapEmbedded(owner) { freeHeap(owner) }
        control.pointee.heapStart = 0
        control.pointee.heapTop = 0
        control.pointee.stackTop = 0
    }

    /// Gives free words between a process's heap and stack back to the arena, but for `keep` and the reserve. Moves the
    /// stack; collects nothing. For when memory is short: processes that wait do not need their free words now.
    public mutating func trim(_ owner: Address, keep: Int) {
        let control = process(owner)
        let stack = stackWords(owner)
        let used = Int(control.pointee.heapTop &- control.pointee.heapStart) &>> 2
        let words = max(used &+ stack &+ keep &+ Stack.reserve, Int(control.pointee.minHeapWords))
        resizeInPlace(owner, words: words)
    }

    /// First byte after a process's block: the bottom of its stack.
    @inline(never)
    mutating func stackEnd(_ owner: Address) -> Address {
        let start = process(owner).pointee.heapStart
        if start == 0 { return 0 }
        let block = isHeapEmbedded(owner) ? owner : start
        return block &+ UInt32(truncatingIfNeeded: arena.size(of: block))
    }

    /// Words on a process's stack.
    mutating func stackWords(_ owner: Address) -> Int {
        Int(stackEnd(owner) &- process(owner).pointee.stackTop) &>> 2
    }

    /// Free words between a process's heap and stack, without the reserve; negative if the reserve is in use.
    @inline(__always)
    mutating func freeWords(_ owner: Address) -> Int {
        let gap = Int32(bitPattern: process(owner).pointee.stackTop &- process(owner).pointee.heapTop) &>> 2
        return Int(gap) &- Stack.reserve
    }

    /// Makes a process's block smaller, or larger where its neighbour is free, and moves the stack to its new end.
    /// `words` must hold heap and stack. Whether the block has that size now.
    @discardableResult
    mutating func resizeInPlace(_ owner: Address, words: Int) -> Bool {
        let control = process(owner)
        let embedded = isHeapEmbedded(owner)
        let block = embedded ? owner : control.pointee.heapStart
        let before = embedded ? Process.size : 0
        let have = Int(stackEnd(owner) &- control.pointee.heapStart) &>> 2
        if words < have {
            let stack = stackWords(owner)
            // The tail must make a block of its own, or its words stay with this one.
            guard have &- words >= BlockAllocator.smallestBlock / 4 else { return true }
            let end = control.pointee.heapStart &+ UInt32(truncatingIfNeeded: words) &* 4
            let top = end &- UInt32(truncatingIfNeeded: stack) &* 4
            moveWords(control.pointee.stackTop, to: top, words: stack)
            arena.shrink(block, to: before &+ words &* 4)
            return settle(owner, stackFrom: top, words: stack)
        }
        if words > have {
            let stack = stackWords(owner)
            guard arena.growInPlace(block, to: before &+ words &* 4) else { return false }
            return settle(owner, stackFrom: control.pointee.stackTop, words: stack)
        }
        return true
    }

    /// Makes a process's block larger with the free memory before it. All that refers to the heap is corrected, so the heap must
    /// hold no words that are neither objects nor cells: true after a collection. Whether it has `words` words now.
    mutating func growDown(_ owner: Address, roots: CollectionRoots, words: Int) -> Bool {
        let control = process(owner)
        let old = control.pointee.heapStart
        let used = control.pointee.heapTop &- old
        let stack = stackWords(owner)
        // A heap that its control block's block embeds has nothing free before it.
        let new = isHeapEmbedded(owner) ? 0 : arena.growDown(old, to: words &* 4)
        if new == 0 { return false }
        let distance = old &- new
        control.pointee.heapStart = new
        control.pointee.heapTop = new &+ used
        _ = settle(owner, stackFrom: control.pointee.stackTop &- distance, words: stack)
        let shift = Shift(start: old, size: used, distance: distance)
        shift.correct(from: new, to: new &+ used)
        shift.correct(from: control.pointee.stackTop, to: stackEnd(owner), isStack: true)
        let (registers, live) = roots.range(0)
        shift.correct(from: registers, to: registers &+ UInt32(truncatingIfNeeded: live) &* 4)
        let (terms, count) = roots.range(2)
        shift.correct(from: terms, to: terms &+ UInt32(truncatingIfNeeded: count) &* 4)
        var fragment = control.pointee.fragments
        while fragment != 0 {
            shift.correct(from: Fragment.content(fragment), to: Fragment.end(fragment))
            fragment = Fragment.next(fragment)
        }
        // The list of shared bitstrings: addresses without a tag.
        var link = bitstringList(of: owner)
        while loadWord(link) != 0 {
            let entry = loadWord(link)
            if entry &- old < used { storeWord(entry &- distance, link) }
            link = loadWord(link) &+ 12
        }
        return true
    }

    /// Moves the stack to the end of its block, whatever size that has now.
    @inline(never)
    private mutating func settle(_ owner: Address, stackFrom: Address, words: Int) -> Bool {
        let control = process(owner)
        let top = stackEnd(owner) &- UInt32(truncatingIfNeeded: words) &* 4
        moveWords(stackFrom, to: top, words: words)
        control.pointee.stackTop = top
        return true
    }
}

/// Corrects pointers to a heap that has moved down as a whole.
private struct Shift {
    /// Where the heap was.
    let start: Address
    /// Its bytes.
    let size: UInt32
    /// How far it moved.
    let distance: UInt32

    /// Corrects the terms in a range of words, which may be roots or objects. Return addresses on a stack have the low bits of
    /// headers, but no raw words follow them: `isStack`.
    @inline(never)
    func correct(from start: Address, to end: Address, isStack: Bool = false) {
        var slot = start
        while slot < end {
            let word = loadWord(slot)
            if Evacuation.isPointer(word) {
                if (word & ~Tag.mask) &- self.start < size { storeWord(word &- distance, slot) }
            } else if word & 15 == 15, !isStack {
                slot = slot &+ word &>> 8 &* 4
            }
            slot = slot &+ 4
        }
    }
}

/// Moves words to another place, which may overlap the first.
@inline(never)
func moveWords(_ from: Address, to: Address, words: Int) {
    if from == to || words == 0 { return }
    if to < from { return copyWords(from, to: to, words: words) }
    var offset = UInt32(truncatingIfNeeded: words) &* 4
    while offset != 0 {
        offset = offset &- 4
        storeWord(loadWord(from &+ offset), to &+ offset)
    }
}
