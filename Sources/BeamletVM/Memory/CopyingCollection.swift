/// Moves objects to the top of a heap and leaves forwarding words behind. A cell that has moved has a word with a header's
/// low bits as its head and the new list term as its tail; another object has the new boxed term as its header.
struct Evacuation {
    /// Where the next object goes.
    var top: Address
    /// The memory in which objects move: `size` bytes from `base`.
    let base: Address
    let size: UInt32
    /// Objects in the `keptSize` bytes from `keptStart` stay, where `Kept` is asked for.
    var keptStart: Address = 0
    var keptSize: UInt32 = 0
    /// What pointers to copies are ahead of them: the copies are to move once more.
    var delta: UInt32 = 0

    /// Head of a cell that has moved.
    static let movedCell: UInt32 = Tag.nonTerm

    /// Whether a word is a list or a boxed term.
    @inline(__always)
    static func isPointer(_ word: UInt32) -> Bool { (word &+ 1) & 2 != 0 }

    /// Moves what the word at `slot` points to, unless it has moved, and lets `slot` point to its place.
    @inline(__always)
    mutating func relocate(_ word: UInt32, _ slot: Address, partly: Bool = false) {
        if word & Tag.list != 0 {
            let cell = word &- Tag.list
            if cell &- base >= size { return }
            if partly, cell &- keptStart < keptSize { return }
            let head = loadWord(cell)
            if head & Tag.nonTermMask == Tag.nonTerm {
                storeWord(loadWord(cell &+ 4), slot)
                return
            }
            let moved = (top &+ delta) | Tag.list
            storeWord(head, top)
            storeWord(loadWord(cell &+ 4), top &+ 4)
            storeWord(Self.movedCell, cell)
            storeWord(moved, cell &+ 4)
            storeWord(moved, slot)
            top = top &+ 8
        } else {
            var from = word &- Tag.boxed
            if from &- base >= size { return }
            if partly, from &- keptStart < keptSize { return }
            let header = loadWord(from)
            if header & Tag.nonTermMask != Tag.nonTerm {
                storeWord(header, slot)
                return
            }
            let moved = (top &+ delta) | Tag.boxed
            storeWord(moved, slot)
            storeWord(moved, from)
            storeWord(header, top)
            var words = header &>> 8
            top = top &+ 4
            while words != 0 {
                from = from &+ 4
                storeWord(loadWord(from), top)
                top = top &+ 4
                words = words &- 1
            }
        }
    }

    /// Moves what the words of a range of root slots point to.
    @inline(__always)
    mutating func relocateRoots(from start: Address, words: Int, partly: Bool = false) {
        var slot = start
        let end = start &+ UInt32(truncatingIfNeeded: words) &* 4
        while slot != end {
            let word = loadWord(slot)
            if Self.isPointer(word) { relocate(word, slot, partly: partly) }
            slot = slot &+ 4
        }
    }

    /// `relocateRoots` and `scan` where some objects stay: calls, since that is not what most collections do.
    @inline(never) @_optimize(speed)
    mutating func relocatePartly(from start: Address, words: Int) {
        relocateRoots(from: start, words: words, partly: true)
    }

    mutating func scanPartly(from start: Address) {
        var slot = start
        while slot != top {
            let end = top
            scanPartly(from: slot, to: end)
            slot = end
        }
    }

    /// Moves what the objects between `start` and `end` point to.
    @inline(never) @_optimize(speed)
    mutating func scanPartly(from start: Address, to end: Address) {
        var slot = start
        while slot < end { scanWord(&slot, partly: true) }
    }

    /// Moves what objects from `start` on point to, until all up to `top` are done (Cheney, CACM 13/11, 1970).
    @inline(__always)
    mutating func scan(from start: Address) {
        var slot = start
        while slot < top { scanWord(&slot, partly: false) }
    }

    /// Moves what a word of an object points to; `slot` becomes the place of the next that may be a pointer.
    @inline(__always)
    private mutating func scanWord(_ slot: inout Address, partly: Bool) {
        let word = loadWord(slot)
        if Self.isPointer(word) {
            relocate(word, slot, partly: partly)
        } else if word & 15 == 15 {
            // The header of raw words.
            slot = slot &+ word &>> 8 &* 4
        }
        slot = slot &+ 4
    }
}

extension Machine {
    /// Copies what lives to a fresh block of the arena, fragments included. False, with nothing changed, when the
    /// arena has no block in which everything would fit if all were alive.
    mutating func collectByCopying(_ owner: Address, roots: CollectionRoots, need: Int) -> Bool {
        let control = process(owner)
        let old = control.pointee.heapStart
        let stack = stackWords(owner)
        let fixed = stack &+ need &+ Stack.reserve
        let used = Int(control.pointee.heapTop &- old) &>> 2
        let bound = used &+ roots.fragmentWords &+ fixed
        let wish = heapTarget(owner, needed: bound)
        var block = allocate(bytes: wish &* 4)
        if block == 0 { block = allocate(bytes: (bound &+ (wish &- bound) / 4) &* 4) }
        if block == 0 { block = allocate(bytes: bound &* 4) }
        if block == 0 { return false }

        let top = copyLiving(owner, roots: roots, to: block)
        sweepSharedBitstrings(owner, keptStart: 0, keptSize: 0)
        freeFragments(owner)

        let needed = Int(top &- block) &>> 2 &+ fixed
        let target = heapTarget(owner, needed: needed)
        arena.shrink(block, to: target &* 4)
        let end = block &+ UInt32(truncatingIfNeeded: arena.size(of: block))
        let stackTop = end &- UInt32(truncatingIfNeeded: stack) &* 4
        moveWords(control.pointee.stackTop, to: stackTop, words: stack)
        freeHeap(owner)
        control.pointee.heapStart = block
        control.pointee.heapTop = top
        control.pointee.stackTop = stackTop
        if Int(end &- block) &>> 2 < target { resizeInPlace(owner, words: target) }
        return true
    }

    /// What `HeapSize.target` says for a process; not much more than its `maxHeap`, so that a process beyond it is found out
    /// soon.
    mutating func heapTarget(_ owner: Address, needed: Int) -> Int {
        let target = HeapSize.target(
            needed: needed, minimum: Int(process(owner).pointee.minHeapWords),
            collections: process(owner).pointee.collections & Process.mostCollections, freeBytes: arena.freeBytes)
        let limit = heapLimit(of: owner)
        return limit == 0 ? target : min(target, max(limit, needed &+ needed &>> 3))
    }

    /// Copies what the roots reach to `block`; returns the end of the copies. The stack's words are changed where they lie.
    @_optimize(speed)
    @inline(never)
    private mutating func copyLiving(_ owner: Address, roots: CollectionRoots, to block: Address) -> Address {
        var evacuation = Evacuation(top: block, base: heapRegion, size: heapRegionSize)
        var range = 0
        while range < CollectionRoots.ranges {
            let (start, words) = roots.range(range)
            evacuation.relocateRoots(from: start, words: words)
            range &+= 1
        }
        evacuation.scan(from: block)
        return evacuation.top
    }
}
