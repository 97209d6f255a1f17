// Collections without memory for a copy: what lives slides to the start of its block, and the order of objects stays.
//
// Three steps, each in time proportional to the heap: mark the words that live (`Marking.swift`); note for each group of 32 words how
// far it moves; move, and correct each pointer on the way. A pointer's new place follows from its target's address, its group's
// distance and the dead words of the group before it, which are counted in the mark bits, as in the Compressor (Kermany and Petrank,
// PLDI 2006). So no object is visited for the sake of a pointer to it, and roots, heap and fragments can be corrected in any order.
//
// Two designs were thought of. Threading (Morris, CACM 21/8, 1978) needs no table, but each pointer is changed four times, and the heap
// walked twice: 75 to 140 instructions a word were counted. The one chosen takes 23 to 38, and needs a word for each group, a
// thirty-second of the heap. Those stand between heap and stack, or in a free block, where there is room; else in `tableBytes` that are
// kept for it, an entry for four groups of the whole region and 2 KB. Where the heap is larger than its table can tell, an entry
// stands for a power of two of groups, and mark bits are counted from where those begin: slower, never impossible.

/// Where objects of a heap move in a compaction.
private struct Slide {
    /// The heap: pointers outside its `size` bytes from `start` stay as they are.
    let start: Address
    let size: UInt32
    /// The mark bits of the heap's first group.
    let bits: Address
    /// How many bytes each group of words moves down: a word for 2 to the power of `shift` bytes of the heap. Its lowest bit is set if
    /// some of those words are dead.
    let table: Address
    let shift: UInt32
    /// `size` if each entry stands for one group, else 0.
    let sizeOfSingles: UInt32

    private static let hasDead: UInt32 = 1

    /// Fills the table, which lies in the `room` bytes at `memory`.
    init(_ marks: MarkBits, from start: Address, to end: Address, memory: Address, room: UInt32) {
        self.start = start
        size = end &- start
        bits = marks.place(start)
        table = memory
        var shift = MarkBits.shift
        while size &>> shift &* 4 >= room { shift = shift &+ 1 }
        self.shift = shift
        sizeOfSingles = shift == MarkBits.shift ? size : 0

        var dead: UInt32 = 0
        var place = bits
        var entry = memory
        var next = place
        let last = marks.place(end)
        while place <= last {
            if place == next {
                storeWord(dead &* 4, entry)
                entry = entry &+ 4
                next = next &+ 4 &<< (shift &- MarkBits.shift)
            }
            let here = MarkBits.count(~loadWord(place))
            if here != 0 { storeWord(loadWord(entry &- 4) | Self.hasDead, entry &- 4) }
            dead = dead &+ here
            place = place &+ 4
        }
    }

    /// What a list or boxed term is after the move.
    @inline(__always)
    func moved(_ word: UInt32) -> UInt32 {
        let offset = word &- start
        if offset >= sizeOfSingles { return movedFar(word) }
        let group = offset &>> MarkBits.shift
        let distance = loadWord(table &+ group &* 4)
        if distance & Self.hasDead == 0 { return word &- distance }
        let dead = ~loadWord(bits &+ group &* 4) & (1 &<< (offset &>> 2 & 31) &- 1)
        let new = word &- distance &+ Self.hasDead
        // All that is dead comes after it.
        if dead == 0 { return new }
        return new &- MarkBits.count(dead) &* 4
    }

    /// The same for all pointers: those that lead elsewhere, and those to a heap whose entries stand for many groups.
    @inline(never)
    private func movedFar(_ word: UInt32) -> UInt32 {
        let offset = word &- start
        if offset >= size { return word }
        let entry = offset &>> shift
        let group = offset &>> MarkBits.shift
        var place = bits &+ entry &<< (shift &- MarkBits.shift) &* 4
        var new = word &- loadWord(table &+ entry &* 4) & ~Self.hasDead
        while place != bits &+ group &* 4 {
            new = new &- MarkBits.count(~loadWord(place)) &* 4
            place = place &+ 4
        }
        let dead = ~loadWord(place) & (1 &<< (offset &>> 2 & 31) &- 1)
        return new &- MarkBits.count(dead) &* 4
    }

    /// Moves the words from `slot` to `next`, which are whole objects that live, to `place`, and corrects their pointers.
    @inline(never) @_optimize(speed)
    func move(from slot: Address, to next: Address, place: Address) {
        // Values that no store can change.
        let slide = self
        var slot = slot
        var place = place
        while slot != next {
            let word = loadWord(slot)
            slot = slot &+ 4
            if Evacuation.isPointer(word) {
                storeWord(slide.moved(word), place)
                place = place &+ 4
                continue
            }
            storeWord(word, place)
            place = place &+ 4
            guard Header.isHeader(word), Header(bits: word).isRaw else { continue }
            // No object has none.
            var words = word &>> 8
            repeat {
                storeWord(loadWord(slot), place)
                slot = slot &+ 4
                place = place &+ 4
                words = words &- 1
            } while words != 0
        }
    }

    /// Corrects a range of root words.
    func correct(from start: Address, words: Int) {
        var slot = start
        let end = start &+ UInt32(truncatingIfNeeded: words) &* 4
        while slot != end {
            let word = loadWord(slot)
            if Evacuation.isPointer(word) { storeWord(moved(word), slot) }
            slot = slot &+ 4
        }
    }
}

extension Machine {
    /// Bytes that are kept for the mark bits of so many bytes of heap region.
    static func markBytes(_ region: UInt32) -> UInt32 { (region / 32 &+ 8) & ~3 }
    /// Bytes that are kept after those for the table of a compaction.
    static func tableBytes(_ region: UInt32) -> UInt32 { (region / 128 &+ 64) & ~3 }

    /// Collects a process's garbage without memory for a copy: marks what lives and slides it to the start of its block.
    /// Fragments are folded in when there is room afterwards; else they stay, but for those that nothing refers to. `markBits`
    /// must be there.
    @inline(never)
    mutating func compact(_ owner: Address, roots: CollectionRoots) {
        let marks = markLiving(owner, roots: roots)
        let control = process(owner)
        let start = control.pointee.heapStart
        let end = control.pointee.heapTop

        var memory = markBits &+ Machine.markBytes(heapRegionSize)
        var room = Machine.tableBytes(heapRegionSize)
        let gap = control.pointee.stackTop &- end
        if Int32(bitPattern: gap) > Int32(bitPattern: room) {
            memory = end
            room = gap
        }
        let wish = ((end &- start) &>> MarkBits.shift &+ 1) &* 4
        let block = room < wish ? allocate(bytes: Int(wish)) : 0
        if block != 0 {
            memory = block
            room = wish
        }
        let slide = Slide(marks, from: start, to: end, memory: memory, room: room)
        keepMarkedBitstrings(owner, marks, slide)
        freeUnmarkedFragments(owner, marks)
        var range = 0
        while range < CollectionRoots.ranges {
            let (from, words) = roots.range(range)
            slide.correct(from: from, words: words)
            range &+= 1
        }
        control.pointee.heapTop = start &+ move(marks, slide, from: start, to: end, isHeap: true)
        var inFragments: UInt32 = 0
        var fragment = control.pointee.fragments
        while fragment != 0 {
            let content = Fragment.content(fragment)
            inFragments =
                inFragments
                &+ move(
                    marks, slide, from: content, to: Fragment.end(fragment), isHeap: false)
            fragment = Fragment.next(fragment)
        }
        if block != 0 { free(block) }
        if inFragments != 0, Int(inFragments) &>> 2 <= freeWords(owner) { foldFragments(owner, roots: roots) }
    }

    /// Moves what lives of a range of words to its start, or leaves it where it is if the range is not the heap, and corrects its
    /// pointers. Returns the bytes that live.
    @inline(never)
    private func move(_ marks: MarkBits, _ slide: Slide, from start: Address, to end: Address, isHeap: Bool) -> UInt32 {
        var living: UInt32 = 0
        var slot = marks.next(from: start, to: end)
        while slot != end {
            let next = marks.next(from: slot, to: end, flip: ~0)
            slide.move(from: slot, to: next, place: isHeap ? start &+ living : slot)
            living = living &+ (next &- slot)
            slot = marks.next(from: next, to: end)
        }
        return living
    }

    /// Releases the shared bitstrings that nothing reaches, and leaves the others in their process's list as they are to be when
    /// all has moved.
    private mutating func keepMarkedBitstrings(_ owner: Address, _ marks: MarkBits, _ slide: Slide) {
        var entry = process(owner).pointee.sharedBitstrings
        var list: Address = 0
        while entry != 0 {
            let next = loadWord(entry &+ 12)
            if marks.isSet(entry) {
                trimSharedBlock(entry)
                storeWord(list, entry &+ 12)
                list = slide.moved(entry)
            } else {
                releaseSharedBlock(loadWord(entry &+ 4))
            }
            entry = next
        }
        process(owner).pointee.sharedBitstrings = list
    }

    /// Moves what lives in fragments to the top of the heap, where there must be room for it, and frees the fragments.
    private mutating func foldFragments(_ owner: Address, roots: CollectionRoots) {
        let control = process(owner)
        let start = control.pointee.heapStart
        var evacuation = Evacuation(top: control.pointee.heapTop, base: heapRegion, size: heapRegionSize)
        evacuation.keptStart = start
        evacuation.keptSize = stackEnd(owner) &- start
        var range = 0
        while range < CollectionRoots.ranges {
            let (from, words) = roots.range(range)
            evacuation.relocatePartly(from: from, words: words)
            range &+= 1
        }
        evacuation.scanPartly(from: start)
        control.pointee.heapTop = evacuation.top
        sweepSharedBitstrings(owner, keptStart: start, keptSize: evacuation.keptSize)
        freeFragments(owner)
    }
}
