// Collections of young data alone, so that a large heap is not copied each time for the sake of a little garbage.
//
// What a collection has left on a heap is old: it lies below `ProcessDetails.youngStart`. Data are not changed once they are made, so
// nothing old refers to anything young, but for what the machine itself changes in place: the cells of the mailbox, of which at most
// one leads from old to young; the cells of the process dictionary; and receive markers. So those, and the usual roots, are all that
// has to be looked at. What lives of the young part goes to a block of the arena and then back to where the young part began; all
// pointers are made for that place at once. That is two copies of little instead of one of everything.
//
// Two designs were thought of. The BEAM's keeps old data in a block of their own, so that young ones need one copy only, but each heap
// then has two blocks, of which each wants room to spare: too much where a board has 8 KB. The one chosen here needs memory for the
// young part only while it lasts; where the arena has none, a full collection does it all.
//
// Only instructions make young data old. A native function that collects may be in the middle of building a list by changing its
// last cell, which must not be old then: a collection that it needs leaves young what is young.
//
// A heap has an old part once it is `smallestOld` words large: smaller ones are copied as fast. After a collection that leaves less
// than a quarter of the block free the next one is a full one, and so is the one after `fullsweep_after` others.
extension Machine {
    /// What may be done to meet a need for memory.
    enum CollectionKind: Equatable {
        /// Young data alone if that is enough; afterwards all are old. What instructions ask for, and `ensureSettled`.
        case promoting
        /// Young data alone if that is enough; they stay young. What native functions ask for.
        case any
        /// Everything.
        case full
    }

    /// Words of live data from which on they are old after a collection.
    private static let smallestOld = 512

    /// Collects a process's young data. False: there are none by themselves, there was no memory, or `need` words are not free now;
    /// then all is to be collected.
    @inline(never)
    mutating func collectYoung(_ owner: Address, live: Int, need: Int, promotes: Bool) -> Bool {
        let details = process(owner).pointee.details
        if details == 0 { return false }
        let limits = processDetails(details)
        let start = limits.pointee.youngStart
        guard start != 0, limits.pointee.youngCollections < limits.pointee.fullsweepAfter else { return false }
        let control = process(owner)
        let roots = roots(owner, live: live)
        let words = Int(control.pointee.heapTop &- start) &>> 2 &+ roots.fragmentWords
        // All may be alive, and fragments come on top.
        guard words &+ Stack.reserve <= Int(control.pointee.stackTop &- start) &>> 2 else { return false }
        let copy = allocate(bytes: words &* 4)
        if copy == 0 { return false }

        let top = copyYoung(owner, roots: roots, from: start, to: copy)
        let old = control.pointee.heapStart
        sweepSharedBitstrings(owner, keptStart: old, keptSize: start &- old, delta: start &- copy)
        freeFragments(owner)
        moveWords(copy, to: start, words: Int(top &- copy) &>> 2)
        free(copy)
        control.pointee.heapTop = start &+ (top &- copy)
        limits.pointee.youngCollections &+= 1
        if promotes { limits.pointee.youngStart = control.pointee.heapTop }
        let free = freeWords(owner)
        if free < Int(control.pointee.stackEnd &- old) &>> 4 { limits.pointee.youngStart = 0 }
        return free >= need
    }

    /// Copies what lives of the young data from `start` on, and of fragments, to `block`, with pointers as they are to be when it
    /// lies at `start`. Returns the end of the copies.
    @_optimize(speed)
    @inline(never)
    private mutating func copyYoung(
        _ owner: Address, roots: CollectionRoots, from start: Address, to block: Address
    ) -> Address {
        let control = process(owner)
        let old = control.pointee.heapStart
        var evacuation = Evacuation(
            top: block, base: heapRegion, size: heapRegionSize, keptStart: old, keptSize: start &- old,
            delta: start &- block)
        // Before anything has moved. The newest entries of these two lists come first: young cells, then old ones.
        var cell = control.pointee.dictionary
        while cell.isList {
            if isOld(cell, old, start) { evacuation.relocatePartly(from: cell.listAddress, words: 2) }
            cell = cell.tail
        }
        cell = control.pointee.markers
        while cell.isList {
            if isOld(cell.head, old, start) {
                evacuation.relocatePartly(from: cell.head.boxedAddress &+ 4, words: 2)
            }
            cell = cell.tail
        }
        // The mailbox begins with the oldest; the last of the old cells leads to the first young one, and no other.
        cell = control.pointee.mailbox
        var last = Term.nil
        while isOld(cell, old, start) {
            last = cell
            cell = cell.tail
        }
        if last.isList { evacuation.relocatePartly(from: last.listAddress, words: 2) }
        var range = 0
        while range < CollectionRoots.ranges {
            let (words, count) = roots.range(range)
            evacuation.relocatePartly(from: words, words: count)
            range &+= 1
        }
        evacuation.scanPartly(from: block)
        return evacuation.top
    }

    /// Whether a pointer leads to the old part of a heap.
    @inline(__always)
    private func isOld(_ term: Term, _ old: Address, _ young: Address) -> Bool {
        Evacuation.isPointer(term.bits) && term.address &- old < young &- old
    }

    /// After a full collection: what lives is old now, where it is much and may be old. Not where fragments are left, which a
    /// compaction does that has no room for them: they are young, and anything may refer to them.
    mutating func settleOld(_ owner: Address, promotes: Bool) {
        let control = process(owner)
        let words = Int(control.pointee.heapTop &- control.pointee.heapStart) &>> 2
        let isOld = promotes && control.pointee.fragments == 0 && words >= Machine.smallestOld
        let details = isOld ? makeDetails(owner) : control.pointee.details
        if details == 0 { return }
        processDetails(details).pointee.youngStart = isOld ? control.pointee.heapTop : 0
        processDetails(details).pointee.youngCollections = 0
    }
}
