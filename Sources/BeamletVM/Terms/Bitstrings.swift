// Bitstrings as terms. See `Header` for their layouts and `SharedBlock` for the bytes of the large ones.
//
// - Up to 64 bytes lie on the heap (`heapBitstring`); literals lie in the image, whatever their length.
// - Larger ones are shared blocks, each with a `sharedBitstring` on every heap that refers to it.
// - A part of a bitstring of more than 64 bytes refers to the heap or shared bitstring that has the bits (`subBitstring`); a smaller
//   part is a copy. That is what `binary:referenced_byte_size/1` tells on the BEAM as well.
// - A `sharedBitstring` whose length is -1 is *open*: it is no term of its own, but holds the block for the sub-bitstrings
//   that appending made. Only the last of them can be appended to in place: the one that ends where the block's used bits do.
extension Term {
    /// The bits of a bitstring in any of its forms. Valid until the next allocation.
    public var bitSpan: BitSpan {
        switch header.kind {
        case .heapBitstring: BitSpan(boxedAddress &+ 8, at: 0, length: Int(boxedWord(0)))
        case .sharedBitstring: BitSpan(SharedBlock.data(boxedWord(0)), at: 0, length: boxedTerm(1).smallValue)
        default: BitSpan(boxedTerm(0).holderData, at: boxedTerm(1).smallValue, length: boxedTerm(2).smallValue)
        }
    }

    /// The first byte of a heap or shared bitstring, which a sub-bitstring or a match context is a part of.
    @inline(__always)
    var holderData: Address {
        let place = boxedAddress
        return Header(bits: loadWord(place)).kind == .heapBitstring
            ? place &+ 8 : SharedBlock.data(loadWord(place &+ 4))
    }
}

extension Machine {
    /// Bytes of the largest bitstrings that lie on the heap.
    static let heapBitstringBytes = 64
    /// Bits of the longest bitstring: lengths and positions are small integers.
    static let longestBitstring = Term.maxSmall

    /// A new binary of so many bytes, whose content is undefined: write it at `bitSpan.address`, which is a multiple of four.
    /// Keeps `live` X registers; may collect. None: there is no memory (`action` says so), or `system_limit`.
    mutating func makeBinary(bytes: Int, live: Int) -> Term {
        guard bytes <= Machine.longestBitstring / 8 else { return fail(.systemLimit) }
        return makeBitstring(bits: bytes &* 8, live: live)
    }

    /// A new bitstring of so many bits, as `makeBinary`. The bits after the last of a partial byte may be anything. `extra` more
    /// words are then free on the heap.
    mutating func makeBitstring(bits: Int, live: Int, extra: Int = 0) -> Term {
        guard bits <= Machine.longestBitstring else { return fail(.systemLimit) }
        if bits <= Machine.heapBitstringBytes &* 8 {
            let words = (bits &+ 31) &>> 5 &+ 1
            guard ensure(words &+ 1 &+ extra, live: live) else { return failOutOfMemory() }
            let running = process(current)
            let place = running.pointee.heapTop
            storeWord(Header(.heapBitstring, words: words).bits, place)
            storeWord(UInt32(truncatingIfNeeded: bits), place &+ 4)
            running.pointee.heapTop = place &+ UInt32(truncatingIfNeeded: words &+ 1) &* 4
            return Term(boxed: place)
        }
        let block = takeSharedBlock(bytes: (bits &+ 7) &>> 3, words: 4 &+ extra, live: live)
        if block == 0 { return failOutOfMemory() }
        SharedBlock.setUsed(bits: bits, block)
        let place = process(current).pointee.heapTop
        process(current).pointee.heapTop = place &+ 16
        return writeSharedBitstring(block, bits: bits, at: place, owner: current)
    }

    /// Makes a bitstring shorter that was made last: nothing has been allocated since. Gives the memory back.
    mutating func truncate(_ bitstring: Term, bits: Int) -> Term {
        let place = bitstring.boxedAddress
        if bitstring.isBoxed(.heapBitstring) {
            let words = (bits &+ 31) &>> 5 &+ 1
            storeWord(Header(.heapBitstring, words: words).bits, place)
            storeWord(UInt32(truncatingIfNeeded: bits), place &+ 4)
            process(current).pointee.heapTop = place &+ UInt32(truncatingIfNeeded: words &+ 1) &* 4
        } else {
            let block = bitstring.boxedWord(0)
            shrinkSharedBlock(block, capacity: (bits &+ 7) &>> 3)
            SharedBlock.setUsed(bits: bits, block)
            store(Term(small: bits), place &+ 8)
        }
        return bitstring
    }

    /// A new binary with a copy of bytes that lie outside of all heaps. As `makeBinary`.
    mutating func makeBinary(copyOf source: Address, bytes: Int, live: Int) -> Term {
        let binary = makeBinary(bytes: bytes, live: live)
        if binary.isSomething { Bits.copyBytes(from: source, to: binary.bitSpan.address, count: bytes) }
        return binary
    }

    /// The `length` bits from `position` on of the bitstring (or match context) in the X slot at address `slot`, which must be
    /// there. Keeps `live` X registers, of which the slot is one; may collect. None: no memory.
    mutating func makeSubBitstring(of slot: Address, from position: Int, length: Int, live: Int) -> Term {
        if length <= Machine.heapBitstringBytes &* 8 {
            let part = makeBitstring(bits: length, live: live)
            if part.isSomething {
                span(slot).part(from: position, length: length).copy(to: part.boxedAddress &+ 8)
            }
            return part
        }
        guard ensure(4, live: live) else { return failOutOfMemory() }
        let whole = load(slot)
        var start = position
        var holder = whole
        if whole.isBoxed(.subBitstring) {
            start = start &+ whole.boxedTerm(1).smallValue
            holder = whole.boxedTerm(0)
        } else if whole.isBoxed(.matchContext) {
            holder = whole.boxedTerm(0)
        }
        return writeSubBitstring(holder, from: start, length: length)
    }

    /// Writes a `subBitstring` at the heap's top, where there is room for four words.
    mutating func writeSubBitstring(_ holder: Term, from position: Int, length: Int) -> Term {
        let place = process(current).pointee.heapTop
        storeWord(Header(.subBitstring, words: 3).bits, place)
        store(holder, place &+ 4)
        store(Term(small: position), place &+ 8)
        store(Term(small: length), place &+ 12)
        process(current).pointee.heapTop = place &+ 16
        return Term(boxed: place)
    }

    /// The bits of the bitstring in a slot; of a match context's, all from the first bit of what it lies in to its end.
    private mutating func span(_ slot: Address) -> BitSpan {
        let term = load(slot)
        return term.isBoxed(.matchContext)
            ? BitSpan(term.boxedTerm(0).holderData, at: 0, length: term.boxedTerm(2).smallValue) : term.bitSpan
    }

    /// A shared block of at least so many bytes, with one reference, and `words` free words on the heap; 0: there is no memory.
    /// Keeps `live` X registers.
    ///
    /// A process that allocates shared blocks quickly collects before its heap is full: else a few words of
    /// garbage would hold all memory. So does one that has come to a limit of its own (`ProcessDetails.binaryLimit`).
    mutating func takeSharedBlock(bytes: Int, words: Int, live: Int) -> Address {
        if sharedBytes > arena.freeBytes &>> 1 || exceedsBinaryLimit(current, bytes: bytes),
            process(current).pointee.sharedBitstrings != 0
        {
            sharedBytes = 0
            guard collect(current, live: live, need: words, kind: .full) else { return 0 }
        }
        guard ensure(words, live: live) else { return 0 }
        sharedBytes = sharedBytes &+ bytes
        let block = makeSharedBlock(capacity: bytes)
        return block != 0 ? block : scavenge(bytes: bytes, words: words, live: live)
    }

    /// Counts so many bytes of shared blocks for a process. True: they are more than its limit, and counted anew.
    @inline(never)
    private mutating func exceedsBinaryLimit(_ block: Address, bytes: Int) -> Bool {
        let details = process(block).pointee.details
        if details == 0 || processDetails(details).pointee.binaryLimit == 0 { return false }
        let count = processDetails(details).pointee.binaryBytes &+ UInt32(truncatingIfNeeded: bytes)
        let exceeds = count &>> 2 > processDetails(details).pointee.binaryLimit
        processDetails(details).pointee.binaryBytes = exceeds ? 0 : count
        return exceeds
    }

    /// Counts the shared blocks that a message has brought: those in the process's list down to `before`. One that has come to its
    /// limit is collected, unless it runs (then it is when it makes one) or its native function waits.
    @inline(never)
    mutating func countReceivedBlocks(_ receiver: Address, before: Address) {
        var bytes = 0
        var entry = process(receiver).pointee.sharedBitstrings
        while entry != before {
            bytes = bytes &+ SharedBlock.capacity(loadWord(entry &+ 4))
            entry = loadWord(entry &+ 12)
        }
        let state = process(receiver).pointee.state
        if exceedsBinaryLimit(receiver, bytes: bytes), state == .waiting || state == .ready {
            _ = collect(receiver, live: -3, need: 0, kind: .full)
        }
    }

    /// A shared block after garbage has been collected: the running process's, then the others' that hold shared blocks.
    @inline(never)
    private mutating func scavenge(bytes: Int, words: Int, live: Int) -> Address {
        guard UInt(bitPattern: bytes) < 0x4000_0000, collect(current, live: live, need: words, kind: .full) else {
            return 0
        }
        sharedBytes = 0
        var slot: UInt32 = 0
        while true {
            let block = makeSharedBlock(capacity: bytes)
            if block != 0 { return block }
            // The next process whose collection may help.
            var other: Address = 0
            while slot < processSlots, other == 0 {
                let entry = loadWord(processTable &+ slot &* 4)
                slot = slot &+ 1
                if entry & 1 == 0, entry != current, process(entry).pointee.sharedBitstrings != 0 { other = entry }
            }
            if other == 0 { return reclaim(running: current) ? makeSharedBlock(capacity: bytes) : 0 }
            _ = collect(other, live: -3, need: 0, kind: .full)
        }
    }
}
