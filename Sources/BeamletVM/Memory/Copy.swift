/// A deep copy of a term to other memory, without recursion and without memory of its own.
///
/// Objects are copied in breadth: the copy of an object still points to the original's content until it is looked at in
/// turn (the same idea as the collector's). The original is only read, so a copy that turns out not to fit is simply dropped. Sharing
/// inside the term is not kept, as on the BEAM; a term that is large only because of that ends when the memory is full.
///
/// Literals are not copied. A part of a heap bitstring, and a small part of a shared one, becomes a heap bitstring of its own.
struct TermCopy {
    /// Where the next object goes.
    var top: Address
    /// First byte that must not be used.
    let limit: Address
    /// Address of the word that holds the list of shared bitstrings of whoever will own the copy.
    let list: Address
    /// Pointers outside the `size` bytes from `base` are literals.
    let base: Address
    let size: UInt32

    /// Parts of shared bitstrings up to so many bits become heap bitstrings, which then take no more words than references.
    static let smallPart = 6 * 32

    // The kinds of shared bitstrings and sub-bitstrings, 12 and 14, differ in one bit.
    private static let bitstringMask: UInt32 = 0xFF & ~0x10
    private static let bitstringHeader: UInt32 = 12 << 3 | Tag.nonTerm

    /// Copies a term. `Term.none` when it does not fit: then nothing has changed but the free memory.
    @inline(__always)
    mutating func copy(_ term: Term) -> Term {
        guard Evacuation.isPointer(term.bits), term.address &- base < size else { return term }
        let start = top
        let saved = loadWord(list)
        // The pointer that is followed, and where it lies: the root's lies nowhere.
        var root: UInt32 = 0
        var word = term.bits
        var slot = start
        while true {
            let moved = place(word)
            if moved == 0 {
                abandon(saved)
                top = start
                return .none
            }
            if root == 0 {
                root = moved
            } else {
                storeWord(moved, slot)
                slot = slot &+ 4
            }
            while true {
                if slot >= top { return Term(bits: root) }
                word = loadWord(slot)
                if Evacuation.isPointer(word) {
                    if (word & ~Tag.mask) &- base < size { break }
                } else if word & 15 == 15 {
                    slot = slot &+ word &>> 8 &* 4
                }
                slot = slot &+ 4
            }
        }
    }

    /// Copies one object; the pointer to its copy, or 0 where it does not fit.
    @inline(__always)
    private mutating func place(_ word: UInt32) -> UInt32 {
        let room = limit &- top
        if word & Tag.list != 0 {
            if room < 8 || top > limit { return 0 }
            let cell = word &- Tag.list
            let moved = top | Tag.list
            storeWord(loadWord(cell), top)
            storeWord(loadWord(cell &+ 4), top &+ 4)
            top = top &+ 8
            return moved
        }
        var from = word &- Tag.boxed
        let header = loadWord(from)
        if header & Self.bitstringMask == Self.bitstringHeader {
            return placeBitstring(from)
        }
        var words = header &>> 8
        if top > limit || room < 4 || room &>> 2 &- 1 < words { return 0 }
        let moved = top | Tag.boxed
        storeWord(header, top)
        top = top &+ 4
        while words != 0 {
            from = from &+ 4
            storeWord(loadWord(from), top)
            top = top &+ 4
            words = words &- 1
        }
        return moved
    }

    /// Copies a sub-bitstring or a shared bitstring.
    @inline(never)
    private mutating func placeBitstring(_ from: Address) -> UInt32 {
        let to = top
        let room = top > limit ? 0 : Int((limit &- top) &>> 2)
        let header = Header(bits: loadWord(from))
        if header.kind == .subBitstring {
            let bitstring = load(from &+ 4)
            let offset = load(from &+ 8).smallValue
            let length = load(from &+ 12).smallValue
            let isHeap = bitstring.isBoxed(.heapBitstring)
            let isLiteral = bitstring.boxedAddress &- base >= size
            if !isLiteral, isHeap || length <= Self.smallPart {
                let words = 1 &+ (length &+ 31) &>> 5
                if room < words &+ 1 { return 0 }
                let data = isHeap ? bitstring.boxedAddress &+ 8 : SharedBlock.data(bitstring.boxedWord(0))
                storeWord(Header(.heapBitstring, words: words).bits, to)
                storeWord(0, to &+ UInt32(truncatingIfNeeded: words) &* 4)
                storeWord(UInt32(truncatingIfNeeded: length), to &+ 4)
                Bits.copy(from: data, at: offset, to: to &+ 8, at: 0, count: length)
                top = to &+ UInt32(truncatingIfNeeded: words &+ 1) &* 4
                return to | Tag.boxed
            }
        }
        if room < 4 { return 0 }
        storeWord(header.bits, to)
        storeWord(loadWord(from &+ 4), to &+ 4)
        storeWord(loadWord(from &+ 8), to &+ 8)
        if header.kind == .sharedBitstring {
            SharedBlock.retain(loadWord(from &+ 4))
            storeWord(loadWord(list), to &+ 12)
            storeWord(to, list)
        } else {
            storeWord(loadWord(from &+ 12), to &+ 12)
        }
        top = to &+ 16
        return to | Tag.boxed
    }

    /// Gives up references to shared blocks that were taken since the list began with `saved`. The originals hold theirs.
    @inline(never)
    private func abandon(_ saved: Address) {
        var entry = loadWord(list)
        while entry != saved {
            let block = loadWord(entry &+ 4)
            storeWord(loadWord(block) &- 1, block)
            entry = loadWord(entry &+ 12)
        }
        storeWord(saved, list)
    }
}

extension Machine {
    /// Copies a term to memory of `receiver`: to the top of its heap where there is room for it, a mailbox cell and the reserve;
    /// otherwise to a new fragment. Nil when there is no memory. A term that lies on the receiver's heap already
    /// is not copied. Collects nothing.
    @_optimize(speed)
    @inline(never)
    public mutating func copyMessage(_ term: Term, to receiver: Address) -> Term? {
        let control = process(receiver)
        let start = control.pointee.heapStart
        guard Evacuation.isPointer(term.bits), term.address &- start >= control.pointee.heapTop &- start else {
            return term
        }
        let limit = control.pointee.stackTop &- UInt32(truncatingIfNeeded: (Stack.reserve &+ 2) &* 4)
        if let copied = copyFlat(term, to: control, limit: limit) { return copied }
        var copy = TermCopy(
            top: control.pointee.heapTop, limit: limit, list: bitstringList(of: receiver),
            base: heapRegion, size: heapRegionSize)
        let copied = copy.copy(term)
        if copied.isSomething {
            control.pointee.heapTop = copy.top
            return copied
        }
        return copyToFragment(term, receiver)
    }

    /// Copies a tuple of immediates, as many messages are: in half the time of `TermCopy`. Nil for anything else, and where it does not
    /// fit.
    @inline(__always)
    private func copyFlat(_ tuple: Term, to control: UnsafeMutablePointer<Process>, limit: Address) -> Term? {
        if tuple.bits & Tag.list != 0 { return nil }
        let start = control.pointee.heapTop
        var from = tuple.boxedAddress
        // Literals are not copied.
        if from &- heapRegion >= heapRegionSize { return nil }
        let header = loadWord(from)
        var words = header &>> 8
        guard header & 0xFF == Header.tuple(0).bits, start <= limit, words < (limit &- start) &>> 2 else { return nil }
        var to = start
        storeWord(header, to)
        while words != 0 {
            from = from &+ 4
            to = to &+ 4
            let word = loadWord(from)
            if Evacuation.isPointer(word) { return nil }
            storeWord(word, to)
            words = words &- 1
        }
        control.pointee.heapTop = to &+ 4
        return Term(boxed: start)
    }

    /// Puts a copy of a message, made by `copyMessage`, at the end of a process's mailbox. False when there is no memory.
    @_optimize(speed)
    public mutating func deliver(_ message: Term, to receiver: Address) -> Bool {
        let control = process(receiver)
        let blocks = control.pointee.sharedBitstrings
        guard let message = copyMessage(message, to: receiver) else { return false }
        var cell = control.pointee.heapTop
        if freeWords(receiver) >= 2 {
            control.pointee.heapTop = cell &+ 8
        } else {
            cell = cellInFragment(receiver)
            if cell == 0 { return false }
        }
        store(message, cell)
        store(.nil, cell &+ 4)
        let list = Term(list: cell)
        let last = control.pointee.mailboxLast
        if last.isNil { control.pointee.mailbox = list } else { last.tail = list }
        control.pointee.mailboxLast = list
        if control.pointee.sharedBitstrings != blocks { countReceivedBlocks(receiver, before: blocks) }
        return true
    }

    /// Copies a term to a block of the arena of its own: first `header` words for the caller, then the term's objects, then
    /// `spare` free words. Returns the block (0 when there is no memory), the copy, and how many words its objects take.
    ///
    /// `list` is the address of the word that holds the owner's list of shared bitstrings; 0: that word is the header's last,
    /// and is set to 0 first.
    public mutating func copyToBlock(
        _ term: Term, header: Int, spare: Int, list: Address
    ) -> (block: Address, term: Term, words: Int) {
        // The size is not known before the copy is made, so larger and larger blocks are tried, and the rest is given back.
        let fixed = (header &+ spare) &* 4
        var bytes = fixed &+ 64
        while true {
            let largest = arena.largestFree
            if bytes &* 2 > largest { bytes = largest }
            if bytes < fixed { return (0, .none, 0) }
            let block = allocate(bytes: bytes)
            if block == 0 { return (0, .none, 0) }
            let start = block &+ UInt32(truncatingIfNeeded: header) &* 4
            let listWord = list == 0 ? start &- 4 : list
            if list == 0 { storeWord(0, listWord) }
            let end = block &+ UInt32(truncatingIfNeeded: arena.size(of: block))
            var copy = TermCopy(
                top: start, limit: end &- UInt32(truncatingIfNeeded: spare) &* 4, list: listWord,
                base: heapRegion, size: heapRegionSize)
            let copied = copy.copy(term)
            if copied != .none || term == .none {
                let words = Int(copy.top &- start) &>> 2
                arena.shrink(block, to: fixed &+ words &* 4)
                return (block, copied, words)
            }
            free(block)
            if bytes == largest { return (0, .none, 0) }
            bytes = bytes &* 8
        }
    }

    /// Words that a copy of a term takes; -1 where there is no memory to find out.
    public mutating func flatSize(_ term: Term) -> Int {
        guard Evacuation.isPointer(term.bits) else { return 0 }
        let (block, _, words) = copyToBlock(term, header: 1, spare: 0, list: 0)
        if block == 0 { return -1 }
        releaseBitstrings(list: block)
        free(block)
        return words
    }

    /// Address of the word in a control block that holds the process's list of shared bitstrings.
    @inline(__always)
    mutating func bitstringList(of owner: Address) -> Address {
        withUnsafeMutablePointer(to: &process(owner).pointee.sharedBitstrings) {
            UInt32(truncatingIfNeeded: UInt(bitPattern: $0))
        }
    }

    @inline(never)
    private mutating func copyToFragment(_ term: Term, _ receiver: Address) -> Term? {
        let (block, copied, words) = copyToBlock(
            term, header: Fragment.headerWords, spare: 2, list: bitstringList(of: receiver))
        if block == 0 { return nil }
        addFragment(block, words: words, receiver)
        return copied
    }

    private mutating func addFragment(_ block: Address, words: Int, _ receiver: Address) {
        storeWord(process(receiver).pointee.fragments, block)
        storeWord(UInt32(truncatingIfNeeded: words), block &+ 4)
        process(receiver).pointee.fragments = block
    }

    /// Two words in the newest fragment, which has them free after `copyMessage`, or in a fragment of their own.
    @inline(never)
    private mutating func cellInFragment(_ receiver: Address) -> Address {
        var fragment = process(receiver).pointee.fragments
        if fragment == 0
            || arena.size(of: fragment) &>> 2 &- Fragment.headerWords &- Fragment.words(fragment) < 2
        {
            fragment = allocate(bytes: (Fragment.headerWords &+ 2) &* 4)
            if fragment == 0 { return 0 }
            addFragment(fragment, words: 0, receiver)
        }
        let cell = Fragment.end(fragment)
        storeWord(loadWord(fragment &+ 4) &+ 2, fragment &+ 4)
        return cell
    }
}
