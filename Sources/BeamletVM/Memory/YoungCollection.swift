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
        // All may be alive, and fragments come on top. Where messages have gone to fragments since the heap was full, there is no room for
        // them before what is dead has gone. Where nothing is young, that is in vain, and what stays were no range.
        if freeWords(owner) < roots.fragmentWords,
            start == control.pointee.heapTop
                || !moveYoung(owner, roots: roots, from: start, withFragments: false)
                || freeWords(owner) < roots.fragmentWords
        {
            return false
        }
        guard moveYoung(owner, roots: roots, from: start, withFragments: true) else { return false }
        limits.pointee.youngCollections &+= 1
        if promotes {
            limits.pointee.youngStart = control.pointee.heapTop
            limits.pointee.lastOldMessage = control.pointee.mailboxLast
        }
        let free = freeWords(owner)
        if free < Int(stackEnd(owner) &- control.pointee.heapStart) &>> 4 { limits.pointee.youngStart = 0 }
        return free >= need
    }

    /// Moves what lives of the young data from `start` on together, with what lives in fragments behind it, or without that: then it
    /// stays where it is. There must be room for all. False: there was no memory for a copy.
    private mutating func moveYoung(
        _ owner: Address, roots: CollectionRoots, from start: Address, withFragments: Bool
    ) -> Bool {
        let control = process(owner)
        let end = control.pointee.heapTop
        let words = Int(end &- start) &>> 2 &+ (withFragments ? roots.fragmentWords : 0)
        let copy = allocate(bytes: words &* 4)
        if copy == 0 { return false }
        // What stays: old data; without fragments all that is not young, which is a range that begins behind the young part and goes
        // round to its start.
        let kept = withFragments ? control.pointee.heapStart : end
        let top = copyYoung(owner, roots: roots, from: start, to: copy, kept: kept, withFragments: withFragments)
        sweepSharedBitstrings(owner, keptStart: kept, keptSize: start &- kept, delta: start &- copy)
        if withFragments { freeFragments(owner) }
        moveWords(copy, to: start, words: Int(top &- copy) &>> 2)
        free(copy)
        control.pointee.heapTop = start &+ (top &- copy)
        return true
    }

    /// Copies what lives of the young data from `start` on, and of fragments, to `block`, with pointers as they are to be when it
    /// lies at `start`. What lies from `kept` to `start` is not copied. Returns the end of the copies.
    @_optimize(speed)
    @inline(never)
    private mutating func copyYoung(
        _ owner: Address, roots: CollectionRoots, from start: Address, to block: Address, kept: Address,
        withFragments: Bool
    ) -> Address {
        let control = process(owner)
        let old = control.pointee.heapStart
        var evacuation = Evacuation(
            top: block, base: heapRegion, size: heapRegionSize, keptStart: kept, keptSize: start &- kept,
            delta: start &- block)
        // Before anything has moved. The newest entries of these two lists come first: young cells, then old ones.
        var cell = control.pointee.dictionary
        while cell.isList {
            if isOld(cell, old, start) { evacuation.relocatePartly(from: cell.listAddress, words: 2) }
            cell = cell.tail
        }
        var marker = control.pointee.markers
        while !marker.isNil {
            if isOld(marker, old, start) { evacuation.relocatePartly(from: marker.boxedAddress &+ 4, words: 2) }
            marker = marker.element(2)
        }
        // The mailbox begins with the oldest; the last of the old cells leads to the first young one, and no other. It is known,
        // since many messages may wait.
        if isOld(control.pointee.mailbox, old, start) {
            let last = processDetails(control.pointee.details).pointee.lastOldMessage
            evacuation.relocatePartly(from: last.listAddress, words: 2)
        }
        var range = 0
        while range < CollectionRoots.ranges {
            let (words, count) = roots.range(range)
            evacuation.relocatePartly(from: words, words: count)
            range &+= 1
        }
        var fragment = withFragments ? 0 : control.pointee.fragments
        while fragment != 0 {
            evacuation.scanPartly(from: Fragment.content(fragment), to: Fragment.end(fragment))
            fragment = Fragment.next(fragment)
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
        processDetails(details).pointee.lastOldMessage = control.pointee.mailboxLast
        processDetails(details).pointee.youngCollections = 0
    }
}
