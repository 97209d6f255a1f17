/// The words outside a process's heap that keep its objects alive.
struct CollectionRoots {
    /// The X registers that are alive.
    let registers: Address
    let registerWords: Int
    /// The stack.
    let stack: Address
    let stackWords: Int
    /// The terms in the control block.
    let control: Address
    /// Words of all fragments, as an upper bound of what folding them in takes.
    let fragmentWords: Int

    /// How many ranges of words there are.
    static let ranges = 3

    /// Start and length in words of a range.
    @inline(__always)
    func range(_ index: Int) -> (Address, Int) {
        switch index {
        case 0: (registers, registerWords)
        case 1: (stack, stackWords)
        default: (control, Process.rootCount)
        }
    }
}

extension Machine {
    /// Collects a process's garbage and makes sure that at least `need` words, beside the reserve of `Stack.reserve` words, are
    /// free between its heap and its stack.
    ///
    /// Roots are the first `live` X registers (0 or less: none), the stack, the terms in the control block. All pointers
    /// into the heap region lie in those, on the heap or in fragments; those that lead elsewhere are literals.
    ///
    /// Copies to a fresh block where the arena has one; else compacts in place and, now that it is known what lives, makes the
    /// block larger with the free memory after it, or copies after all, or moves down into the free memory before it.
    ///
    /// Where `kind` allows it, young data alone are collected first: see `YoungCollection.swift`.
    ///
    /// Returns false when there is no room for `need`, or when what lives exceeds the process's `maxHeap`: then the heap is
    /// intact, and the process can still be ended in an orderly way.
    @inline(never)
    mutating func collect(_ owner: Address, live: Int, need: Int, kind: CollectionKind = .any) -> Bool {
        guard need < 0x0800_0000 else { return false }
        let control = process(owner)
        let before = control.pointee.heapTop &- control.pointee.heapStart
        collectionCount &+= 1
        let promotes = kind == .promoting
        if kind == .full || !collectYoung(owner, live: live, need: need, promotes: promotes) {
            // Once more when the others have given back what they can spare; not while one of them is what is collected.
            let done =
                collectAll(owner, live: live, need: need)
                || owner == current && reclaim(running: current) && collectAll(owner, live: live, need: need)
            // Also where there is no room: what lives has moved, so what was old is not known any more.
            settleOld(owner, promotes: promotes && done)
            if !done { return false }
        }
        let after = control.pointee.heapTop &- control.pointee.heapStart
        if after < before { collectedWords &+= (before &- after) &>> 2 }
        let count = control.pointee.collections & Process.mostCollections
        if count != Process.mostCollections { control.pointee.collections &+= 1 }
        #if !hasFeature(Embedded)
            if checksMemory { verify(owner, live: live) }
        #endif
        return !exceedsMaxHeap(owner)
    }

    /// Collects everything. False: there is no room for `need`.
    mutating func collectAll(_ owner: Address, live: Int, need: Int) -> Bool {
        if !collectByCopying(owner, roots: roots(owner, live: live), need: need) {
            if markBits != 0 { compact(owner, roots: roots(owner, live: live)) }
            return freeWords(owner) >= need || enlarge(owner, live: live, need: need)
        }
        return true
    }

    /// Gets room for `need` words after a compaction: by making the block larger, at either end, or by a copy, whose size is
    /// known better now. Takes what `HeapSize` wishes where that can be had, so that the next collection is not due at once.
    @inline(never)
    private mutating func enlarge(_ owner: Address, live: Int, need: Int) -> Bool {
        let used = Int(process(owner).pointee.heapTop &- process(owner).pointee.heapStart) &>> 2
        let needed = used &+ stackWords(owner) &+ need &+ Stack.reserve
        let wish = heapTarget(owner, needed: needed)
        let roots = roots(owner, live: live)
        if resizeInPlace(owner, words: wish) { return true }
        if collectByCopying(owner, roots: roots, need: need) { return true }
        var extra = wish &- needed
        while true {
            if resizeInPlace(owner, words: needed &+ extra) { return true }
            if growDown(owner, roots: roots, words: needed &+ extra) { return true }
            if extra == 0 { return false }
            extra = extra < 8 ? 0 : extra &>> 1
        }
    }

    /// The roots of a process.
    mutating func roots(_ owner: Address, live: Int) -> CollectionRoots {
        let control = process(owner)
        let terms = withUnsafeMutablePointer(to: &control.pointee.mailbox) { UInt(bitPattern: $0) }
        return CollectionRoots(
            registers: x &+ 12, registerWords: max(0, live),
            stack: control.pointee.stackTop, stackWords: stackWords(owner),
            control: UInt32(truncatingIfNeeded: terms), fragmentWords: fragmentWords(owner))
    }
}

// MARK: - Fragments

/// A message fragment: a block of the arena with terms of one process that found no room on its heap.
///
/// Word 0 is the next fragment or 0, word 1 the number of words after it that are in use, then objects and cells.
enum Fragment {
    /// Words before the content.
    static let headerWords = 2

    /// The next fragment of the same process, or 0.
    @inline(__always) static func next(_ fragment: Address) -> Address { loadWord(fragment) }
    /// Words of content.
    @inline(__always) static func words(_ fragment: Address) -> Int { Int(loadWord(fragment &+ 4)) }
    /// First word of the content.
    @inline(__always) static func content(_ fragment: Address) -> Address { fragment &+ 8 }
    /// First byte after the content.
    @inline(__always) static func end(_ fragment: Address) -> Address {
        fragment &+ 8 &+ loadWord(fragment &+ 4) &* 4
    }
}

extension Machine {
    /// Words of content of all fragments of a process.
    mutating func fragmentWords(_ owner: Address) -> Int {
        var words = 0
        var fragment = process(owner).pointee.fragments
        while fragment != 0 {
            words &+= Fragment.words(fragment)
            fragment = Fragment.next(fragment)
        }
        return words
    }

    /// Frees all fragments of a process. Nothing must refer to them.
    mutating func freeFragments(_ owner: Address) {
        var fragment = process(owner).pointee.fragments
        process(owner).pointee.fragments = 0
        while fragment != 0 {
            let next = Fragment.next(fragment)
            free(fragment)
            fragment = next
        }
    }
}
