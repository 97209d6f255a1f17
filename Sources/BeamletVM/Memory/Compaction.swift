/// Words that stand in an object's first word while the compaction knows who points to it: a chain through the pointing words
/// themselves (Morris, CACM 21/8, 1978). The last word of the chain is the object's own first word.
///
/// A link looks like a header of a kind that does not exist, so that it is told from headers and terms:
///
/// | bits | content |
/// | ---- | ------- |
/// | 0-2  | `111` |
/// | 3-7  | 26 to 28: pointed to by a list term; 29 to 31: by a boxed term; of each three, the first for a word in the heap region, the second in the control block, the third in the X registers |
/// | 8-31 | the pointing word, counted in words from that place's start: heap regions have up to 64 MB |
struct Threading {
    let heapRegion: Address
    let owner: Address
    let registers: Address

    /// Bytes of the largest heap region whose words a link can tell.
    static let largestRegion: UInt32 = 1 << 26

    /// Low byte of the smallest link.
    private static let smallestLink: UInt32 = 26 << 3 | Tag.nonTerm

    private static func isLink(_ word: UInt32) -> Bool {
        word & Tag.nonTermMask == Tag.nonTerm && word & 0xFF >= smallestLink
    }

    /// Puts the word at `slot` into the chain of the object that it points to, if that is one of the heap's between
    /// `from` and `to`. `place` is 0 for words in the heap region, 1 in the control block, 2 in the X registers.
    @inline(__always)
    func thread(_ slot: Address, place: UInt32 = 0, from: Address, to: Address) {
        let word = loadWord(slot)
        guard Evacuation.isPointer(word) else { return }
        let target = word & ~Tag.mask
        guard target &- from < to &- from else { return }
        storeWord(loadWord(target), slot)
        let kind = (word & Tag.list != 0 ? 26 : 29) &+ place
        let start = place == 0 ? heapRegion : place == 1 ? owner : registers
        storeWord((slot &- start) &<< 6 | kind &<< 3 | Tag.nonTerm, target)
    }

    /// The first word that an object had before others were threaded to it.
    @inline(__always)
    func lastOfChain(_ object: Address) -> UInt32 {
        var word = loadWord(object)
        while Self.isLink(word) { word = loadWord(slot(of: word)) }
        return word
    }

    /// The pointing word that a link tells.
    @inline(__always)
    private func slot(of link: UInt32) -> Address {
        let kind = link &>> 3 & 31
        let place = kind < 29 ? kind &- 26 : kind &- 29
        return (place == 0 ? heapRegion : place == 1 ? owner : registers) &+ link &>> 8 &* 4
    }

    /// Lets all words in the chain of the object at `object` point to `new`, and restores its first word.
    @inline(__always)
    func unthread(_ object: Address, to new: Address) {
        var word = loadWord(object)
        while Self.isLink(word) {
            let tag = word &>> 3 & 31 < 29 ? Tag.list : Tag.boxed
            let slot = slot(of: word)
            word = loadWord(slot)
            storeWord(new | tag, slot)
        }
        storeWord(word, object)
    }

    /// Puts all words of an object that point to others between `from` and `to` into those objects' chains.
    @inline(__always)
    func threadContent(_ object: Address, from: Address, to: Address) {
        let first = loadWord(object)
        let end = object &+ Marker.bytes(object)
        var slot = object
        if Header.isHeader(first) {
            if Header(bits: first).isRaw { return }
            slot = slot &+ 4
        }
        while slot != end {
            thread(slot, from: from, to: to)
            slot = slot &+ 4
        }
    }
}

extension Machine {
    /// Collects a process's garbage without memory for a copy: marks what lives and slides it to the start of its block.
    /// The order of objects stays. Fragments are folded in when there is room afterwards; else they stay, but for those that
    /// nothing refers to. `markBits` must be there.
    @inline(never)
    mutating func compact(_ owner: Address, roots: CollectionRoots) {
        let marks = markLiving(owner, roots: roots)
        let inFragments = slide(owner, roots: roots, marks)
        let control = process(owner)
        let gap = Int(Int32(bitPattern: control.pointee.stackTop &- control.pointee.heapTop) &>> 2)
        if control.pointee.fragments != 0, inFragments &+ Stack.reserve <= gap { foldFragments(owner, roots: roots) }
    }

    /// Moves marked objects of the heap down, in order. Returns the words of marked objects in fragments.
    private mutating func slide(_ owner: Address, roots: CollectionRoots, _ marks: MarkBits) -> Int {
        let control = process(owner)
        let start = control.pointee.heapStart
        let end = control.pointee.heapTop
        let threading = Threading(
            heapRegion: heapRegion, owner: owner, registers: x)

        var living: UInt32 = 0
        var object = marks.next(from: start, to: end)
        while object < end {
            let bytes = Marker.bytes(object)
            living = living &+ bytes
            object = marks.next(from: object &+ bytes, to: end)
        }

        threadRoots(threading, roots, from: start, to: end)
        let inFragments = threadFragments(owner, threading, marks, from: start, to: end)

        // Downward: who points to an object from above (or from a root) learns its new place.
        var new = start &+ living
        object = marks.previous(before: end, from: start)
        while object != 0 {
            // The object's end is known at once, its start only when the chain has been walked.
            let first = threading.lastOfChain(object)
            new = new &- (Header.isHeader(first) ? 4 &+ first &>> 8 &* 4 : 8)
            threading.unthread(object, to: new)
            threading.threadContent(object, from: start, to: object)
            object = marks.previous(before: object, from: start)
        }

        // Upward: objects move, and who points to one from below learns its new place.
        new = start
        object = marks.next(from: start, to: end)
        while object < end {
            threading.unthread(object, to: new)
            let bytes = Marker.bytes(object)
            moveWords(object, to: new, words: Int(bytes) &>> 2)
            keepBitstring(new, owner: owner)
            threading.threadContent(new, from: object &+ 4, to: end)
            object = marks.next(from: object &+ bytes, to: end)
            new = new &+ bytes
        }
        control.pointee.heapTop = new
        return inFragments
    }

    private mutating func threadRoots(_ threading: Threading, _ roots: CollectionRoots, from: Address, to: Address) {
        var range = 0
        while range < CollectionRoots.ranges {
            let (start, words) = roots.range(range)
            let place: UInt32 = range == 0 ? 2 : range == 1 ? 0 : 1
            var slot = start
            while slot != start &+ UInt32(truncatingIfNeeded: words) &* 4 {
                threading.thread(slot, place: place, from: from, to: to)
                slot = slot &+ 4
            }
            range &+= 1
        }
    }

    /// Threads the marked objects of fragments, which stay where they are; returns how many words they have.
    private mutating func threadFragments(
        _ owner: Address, _ threading: Threading, _ marks: MarkBits, from: Address, to: Address
    ) -> Int {
        var bytes: UInt32 = 0
        var fragment = process(owner).pointee.fragments
        while fragment != 0 {
            let end = Fragment.end(fragment)
            var object = marks.next(from: Fragment.content(fragment), to: end)
            while object < end {
                let size = Marker.bytes(object)
                bytes = bytes &+ size
                keepBitstring(object, owner: owner)
                threading.threadContent(object, from: from, to: to)
                object = marks.next(from: object &+ size, to: end)
            }
            fragment = Fragment.next(fragment)
        }
        return Int(bytes &>> 2)
    }

    /// Puts a shared bitstring that lives into its process's list.
    @inline(__always)
    private mutating func keepBitstring(_ object: Address, owner: Address) {
        let header = loadWord(object)
        if header == Header(.sharedBitstring, words: 3).bits {
            storeWord(process(owner).pointee.sharedBitstrings, object &+ 12)
            process(owner).pointee.sharedBitstrings = object
            trimSharedBlock(object)
        }
    }

    /// Moves what lives in fragments to the top of the heap, where there must be room for it, and frees the fragments.
    private mutating func foldFragments(_ owner: Address, roots: CollectionRoots) {
        let control = process(owner)
        let start = control.pointee.heapStart
        var evacuation = Evacuation(top: control.pointee.heapTop, base: heapRegion, size: heapRegionSize)
        evacuation.keptStart = start
        evacuation.keptSize = control.pointee.stackEnd &- start
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
