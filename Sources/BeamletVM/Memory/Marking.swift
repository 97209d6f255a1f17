/// One bit for each word of the heap region: whether it belongs to an object that lives.
struct MarkBits {
    /// First word of the bits.
    let bits: Address
    /// The address whose bit is the first one: the heap region's first one or less than a group of words before it, so that the heap
    /// begins with a word of bits.
    let base: Address

    init(_ bits: Address, region: Address, heapStart: Address) {
        self.bits = bits
        base = region &- (region &- heapStart) & (1 &<< Self.shift &- 1)
    }

    /// Words that lie together in one word of bits, as a shift of addresses.
    static let shift: UInt32 = 7

    /// The word of bits for an address.
    @inline(__always)
    func place(_ address: Address) -> Address { bits &+ (address &- base) &>> Self.shift &* 4 }

    /// An address's bit in its word.
    @inline(__always)
    func index(_ address: Address) -> UInt32 { (address &- base) &>> 2 & 31 }

    /// Whether the object at `address` is marked.
    @inline(__always)
    func isSet(_ address: Address) -> Bool { loadWord(place(address)) &>> index(address) & 1 != 0 }

    /// Marks `words` words whose bits are the one at `index` of `place` and those after it: more than `place` has.
    @inline(never)
    func setAcross(_ place: Address, _ index: UInt32, words: UInt32) {
        storeWord(loadWord(place) | ~0 &<< index, place)
        var rest = words &- (32 &- index)
        var place = place &+ 4
        while rest > 32 {
            storeWord(~0, place)
            place = place &+ 4
            rest = rest &- 32
        }
        storeWord(loadWord(place) | ~0 &>> (32 &- rest), place)
    }

    /// Clears the bits for a range of addresses, and those beside in the same words.
    func clear(from start: Address, to end: Address) {
        var place = place(start)
        let last = self.place(end)
        while place <= last {
            storeWord(0, place)
            place = place &+ 4
        }
    }

    /// The first marked word at `start` or above, or `end`; the first that is not marked where `flip` is all ones.
    @inline(never)
    func next(from start: Address, to end: Address, flip: UInt32 = 0) -> Address {
        var address = start
        while address < end {
            let index = index(address)
            let rest = (loadWord(place(address)) ^ flip) &>> index
            if rest != 0 {
                let found = address &+ UInt32(truncatingIfNeeded: rest.trailingZeroBitCount) &* 4
                return found < end ? found : end
            }
            address = address &+ (32 &- index) &* 4
        }
        return end
    }

    /// How many bits of a word are set.
    @inline(never) @_optimize(speed)
    static func count(_ bits: UInt32) -> UInt32 { UInt32(truncatingIfNeeded: bits.nonzeroBitCount) }
}

/// Marks all that lives with no memory but the bits, at any depth: on the way down, the slot through which an object is entered
/// holds the way back (Schorr and Waite, CACM 10/8, 1967).
///
/// A way back is the slot's address with the kind of slot in its two low bits. The slots of an object are
/// taken from its last to its first, so that its header, which no slot looks like, tells that all are done.
struct Marker {
    let marks: MarkBits
    /// Pointers outside the `size` bytes from `region` are literals.
    let region: Address
    let size: UInt32

    /// Ways back to a cell's tail, to its head, to a slot of another object, to a root.
    private static let tail: UInt32 = 0
    private static let head: UInt32 = 1
    private static let slot: UInt32 = 2
    private static let root: UInt32 = 3

    /// Marks what a range of words points to, and all that those objects reach.
    func markRoots(from start: Address, words: Int) {
        var slot = start
        let end = start &+ UInt32(truncatingIfNeeded: words) &* 4
        while slot != end {
            let word = loadWord(slot)
            if Evacuation.isPointer(word) { mark(word) }
            slot = slot &+ 4
        }
    }

    /// Marks what a term reaches.
    @inline(never) @_optimize(speed)
    private func mark(_ root: UInt32) {
        // A list or boxed term that may not be marked yet; once that is done, what the slot is to hold again.
        var word = root
        var back = Self.root
        down: while true {
            // The end of a boxed object's slots that are to be looked at.
            var end: Address = 0
            let offset = word &- marks.base
            let place = marks.bits &+ offset &>> MarkBits.shift &* 4
            let index = offset &>> 2 & 31
            if word &- region < size {
                let marked = loadWord(place)
                if marked &>> index & 1 == 0 {
                    if word & Tag.list != 0 {
                        storeWord(marked | 3 &<< index, place)
                        if index == 31 { storeWord(loadWord(place &+ 4) | 1, place &+ 4) }
                        let cell = word &- Tag.list
                        let head = loadWord(cell)
                        if Evacuation.isPointer(head) {
                            storeWord(back, cell)
                            back = cell | Self.head
                            word = head
                            continue
                        }
                        let tail = loadWord(cell &+ 4)
                        if Evacuation.isPointer(tail) {
                            storeWord(back, cell &+ 4)
                            back = cell &+ 4 | Self.tail
                            word = tail
                            continue
                        }
                    } else {
                        let object = word &- Tag.boxed
                        let header = Header(bits: loadWord(object))
                        let words = header.bits &>> 8
                        if words < 32 &- index {
                            storeWord(marked | (~0 &>> (31 &- words)) &<< index, place)
                        } else {
                            marks.setAcross(place, index, words: words &+ 1)
                        }
                        if !header.isRaw { end = object &+ 4 &+ words &* 4 }
                    }
                }
            }
            up: while true {
                if end == 0 {
                    while back & Tag.mask == Self.tail {
                        let slot = back
                        back = loadWord(slot)
                        storeWord(word, slot)
                        word = slot &- 4 | Tag.list
                    }
                    if back == Self.root { return }
                    let slot = back & ~Tag.mask
                    let kind = back & Tag.mask
                    back = loadWord(slot)
                    storeWord(word, slot)
                    if kind == Self.head {
                        let tail = loadWord(slot &+ 4)
                        if Evacuation.isPointer(tail) {
                            storeWord(back, slot &+ 4)
                            back = slot &+ 4 | Self.tail
                            word = tail
                            continue down
                        }
                        word = slot | Tag.list
                        continue
                    }
                    end = slot
                }
                var content: UInt32
                repeat {
                    end = end &- 4
                    content = loadWord(end)
                    if Evacuation.isPointer(content) {
                        storeWord(back, end)
                        back = end | Self.slot
                        word = content
                        continue down
                    }
                } while !Header.isHeader(content)
                word = end | Tag.boxed
                end = 0
            }
        }
    }
}

extension Machine {
    /// Marks what a process's roots reach. Returns the marks.
    mutating func markLiving(_ owner: Address, roots: CollectionRoots) -> MarkBits {
        let control = process(owner)
        let marks = MarkBits(markBits, region: heapRegion, heapStart: control.pointee.heapStart)
        marks.clear(from: control.pointee.heapStart, to: control.pointee.heapTop)
        var fragment = control.pointee.fragments
        while fragment != 0 {
            marks.clear(from: Fragment.content(fragment), to: Fragment.end(fragment))
            fragment = Fragment.next(fragment)
        }
        let marker = Marker(marks: marks, region: heapRegion, size: heapRegionSize)
        var range = 0
        while range < CollectionRoots.ranges {
            let (start, words) = roots.range(range)
            marker.markRoots(from: start, words: words)
            range &+= 1
        }
        return marks
    }

    /// Frees the fragments of which nothing is marked, when no list leads through them any more.
    mutating func freeUnmarkedFragments(_ owner: Address, _ marks: MarkBits) {
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
