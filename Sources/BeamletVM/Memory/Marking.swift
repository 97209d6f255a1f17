/// One bit for each word of the arena: where objects that live start.
struct MarkBits {
    /// First word of the bits.
    let bits: Address
    /// The address whose bit is the first one.
    let base: Address

    @inline(__always)
    private func place(_ address: Address) -> (Address, UInt32) {
        let index = (address &- base) &>> 2
        return (bits &+ index &>> 5 &* 4, 1 &<< (index & 31))
    }

    /// Whether the object at `address` is marked.
    @inline(__always)
    func isSet(_ address: Address) -> Bool {
        let (word, bit) = place(address)
        return loadWord(word) & bit != 0
    }

    /// Marks the object at `address`; whether it was not marked before.
    @inline(__always)
    func set(_ address: Address) -> Bool {
        let (word, bit) = place(address)
        let old = loadWord(word)
        storeWord(old | bit, word)
        return old & bit == 0
    }

    /// Clears all bits for a range of addresses.
    func clear(from start: Address, to end: Address) {
        var address = start
        while address < end {
            let (word, bit) = place(address)
            if bit == 1, end &- address >= 128 {
                storeWord(0, word)
                address = address &+ 128
            } else {
                storeWord(loadWord(word) & ~bit, word)
                address = address &+ 4
            }
        }
    }

    /// The first marked object at `start` or above, or `end`.
    @inline(never)
    func next(from start: Address, to end: Address) -> Address {
        var address = start
        while address < end {
            let index = (address &- base) &>> 2
            let rest = loadWord(bits &+ index &>> 5 &* 4) &>> (index & 31)
            if rest != 0 {
                let found = address &+ UInt32(truncatingIfNeeded: rest.trailingZeroBitCount) &* 4
                return found < end ? found : end
            }
            address = address &+ (32 &- (index & 31)) &* 4
        }
        return end
    }

    /// The last marked object below `end`, not below `start`; 0: none.
    @inline(never)
    func previous(before end: Address, from start: Address) -> Address {
        var address = end
        while address > start {
            address = address &- 4
            let index = (address &- base) &>> 2
            let rest = loadWord(bits &+ index &>> 5 &* 4) &<< (31 &- (index & 31))
            if rest != 0 {
                let found = address &- UInt32(truncatingIfNeeded: rest.leadingZeroBitCount) &* 4
                return found >= start ? found : 0
            }
            if address &- start < (index & 31) &* 4 { return 0 }
            address = address &- (index & 31) &* 4
        }
        return 0
    }
}

/// Marks all that lives, without recursion and without memory of its own: objects whose content is still to be looked at stand
/// in free memory that happens to be there. Where that is not enough, marked objects are looked through again, upward and
/// downward in turn, until nothing new is found: heaps grow in one direction, so that few passes do.
struct Marker {
    let marks: MarkBits
    /// Pointers outside the `size` bytes from `base` are literals.
    let base: Address
    let size: UInt32
    /// Memory for terms whose content is still to be marked.
    let stack: Address
    let stackEnd: Address
    var top: Address
    /// Whether a marked object did not fit there.
    var overflow = false

    /// Marks what a word points to, and remembers it.
    @inline(__always)
    private mutating func mark(_ word: UInt32) {
        guard Evacuation.isPointer(word) else { return }
        let address = word & ~Tag.mask
        guard address &- base < size, marks.set(address) else { return }
        if top == stackEnd {
            overflow = true
        } else {
            storeWord(word, top)
            top = top &+ 4
        }
    }

    /// Marks what a range of words points to, and all that those objects reach.
    mutating func markRoots(from start: Address, words: Int) {
        var slot = start
        let end = start &+ UInt32(truncatingIfNeeded: words) &* 4
        while slot != end {
            mark(loadWord(slot))
            drain()
            slot = slot &+ 4
        }
    }

    /// Marks the content of all objects that were remembered.
    private mutating func drain() {
        while top != stack {
            top = top &- 4
            markContent(loadWord(top) & ~Tag.mask)
        }
    }

    /// Marks what an object's words point to.
    @inline(never)
    private mutating func markContent(_ address: Address) {
        var slot = address
        let end = slot &+ Self.bytes(address)
        let first = loadWord(address)
        if Header.isHeader(first) {
            if Header(bits: first).isRaw { return }
            slot = slot &+ 4
        }
        while slot != end {
            mark(loadWord(slot))
            slot = slot &+ 4
        }
    }

    /// Marks the content of all marked objects of a range, from its start to its end or the other way round.
    @inline(never)
    mutating func markAgain(from start: Address, to end: Address, upward: Bool) {
        if upward {
            var object = marks.next(from: start, to: end)
            while object < end {
                markContent(object)
                drain()
                object = marks.next(from: object &+ 4, to: end)
            }
        } else {
            var object = marks.previous(before: end, from: start)
            while object != 0 {
                markContent(object)
                drain()
                object = marks.previous(before: object, from: start)
            }
        }
    }

    /// Bytes of the object at `address`.
    @inline(__always)
    static func bytes(_ address: Address) -> UInt32 {
        let first = loadWord(address)
        return Header.isHeader(first) ? 4 &+ first &>> 8 &* 4 : 8
    }
}

extension Machine {
    /// Marks what a process's roots reach. Afterwards its fragments that nothing reaches are unlinked and freed, and shared
    /// bitstrings that nothing reaches released; the list of those is left empty, for who visits the objects that live.
    /// Returns the marks.
    mutating func markLiving(_ owner: Address, roots: CollectionRoots) -> MarkBits {
        let control = process(owner)
        let marks = MarkBits(bits: markBits, base: arena.start)
        marks.clear(from: control.pointee.heapStart, to: control.pointee.heapTop)
        var fragment = control.pointee.fragments
        while fragment != 0 {
            marks.clear(from: Fragment.content(fragment), to: Fragment.end(fragment))
            fragment = Fragment.next(fragment)
        }

        // A block that is too small for a copy still serves as the place for what is to be marked.
        var stack = control.pointee.heapTop
        var stackEnd = max(control.pointee.stackTop, stack)
        let scratchBytes = min(arena.largestFree, 4096)
        let scratch = scratchBytes > Int(stackEnd &- stack) ? allocate(bytes: scratchBytes & ~3) : 0
        if scratch != 0 {
            stack = scratch
            stackEnd = scratch &+ UInt32(truncatingIfNeeded: scratchBytes & ~3)
        }
        var marker = Marker(
            marks: marks, base: heapRegion, size: heapRegionSize, stack: stack, stackEnd: stackEnd, top: stack)
        var range = 0
        while range < CollectionRoots.ranges {
            let (start, words) = roots.range(range)
            marker.markRoots(from: start, words: words)
            range &+= 1
        }
        var upward = false
        while marker.overflow {
            marker.overflow = false
            var fragment = control.pointee.fragments
            while fragment != 0 {
                marker.markAgain(from: Fragment.content(fragment), to: Fragment.end(fragment), upward: upward)
                fragment = Fragment.next(fragment)
            }
            marker.markAgain(from: control.pointee.heapStart, to: control.pointee.heapTop, upward: upward)
            upward.toggle()
        }
        if scratch != 0 { free(scratch) }
        releaseUnmarkedBitstrings(owner, marks)
        freeUnmarkedFragments(owner, marks)
        return marks
    }

    private mutating func releaseUnmarkedBitstrings(_ owner: Address, _ marks: MarkBits) {
        var entry = process(owner).pointee.sharedBitstrings
        process(owner).pointee.sharedBitstrings = 0
        while entry != 0 {
            let next = loadWord(entry &+ 12)
            if !marks.isSet(entry) { releaseSharedBlock(loadWord(entry &+ 4)) }
            entry = next
        }
    }

    private mutating func freeUnmarkedFragments(_ owner: Address, _ marks: MarkBits) {
        var fragment = process(owner).pointee.fragments
        var previous: Address = 0
        while fragment != 0 {
            let next = Fragment.next(fragment)
            let end = Fragment.end(fragment)
            if marks.next(from: Fragment.content(fragment), to: end) == end {
                if previous == 0 { process(owner).pointee.fragments = next } else { storeWord(next, previous) }
                free(fragment)
            } else {
                previous = fragment
            }
            fragment = next
        }
    }
}
