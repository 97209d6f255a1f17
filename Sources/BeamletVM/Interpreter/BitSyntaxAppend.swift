// Appending. A bitstring that grows past what a heap bitstring holds gets a shared block with room to spare, of
// which it is the used part; appending to that goes on in place, so that a loop takes time and memory in proportion
// to its result. Each step makes a sub-bitstring of four words.
extension Machine {
    /// The bitstring in the X slot at address `slot`, with `more` bits of undefined content behind it: for whoever extends it, the
    /// bits before are as they were. Keeps `live` X registers, of which the slot is one; `extra` words are then free on
    /// the heap. None: no memory (`action` says so), or `system_limit`.
    mutating func extendBitstring(_ slot: Address, by more: Int, live: Int, extra: Int) -> Term {
        let length = Int(load(slot).bitLength)
        guard more <= Machine.longestBitstring &- length else { return fail(.systemLimit) }
        let total = length &+ more
        if total <= Machine.heapBitstringBytes &* 8 {
            let result = makeBitstring(bits: total, live: live, extra: extra)
            if result.isSomething { load(slot).bitSpan.copy(to: result.boxedAddress &+ 8) }
            return result
        }
        guard ensure(8 &+ extra, live: live) else { return failOutOfMemory() }
        let source = load(slot)
        var start = 0
        var holder = source
        if source.isBoxed(.subBitstring) {
            start = source.boxedTerm(1).smallValue
            holder = source.boxedTerm(0)
        }
        let end = start &+ length
        if holder.isBoxed(.sharedBitstring), SharedBlock.used(holder.boxedWord(0)) == end,
            end <= Machine.longestBitstring &- more
        {
            let block = makeSpace(holder, bytes: (end &+ more &+ 7) &>> 3)
            if block != 0 {
                SharedBlock.setUsed(bits: end &+ more, block)
                if holder.boxedTerm(1) != Term(small: -1) {
                    SharedBlock.retain(block)
                    holder = openBitstring(block)
                }
                return writeSubBitstring(holder, from: start, length: total)
            }
        }
        return copyAndExtend(slot, length: length, total: total, live: live, extra: extra)
    }

    /// The shared block of a holder, with room for so many bytes; 0: the room is not to be had there.
    private mutating func makeSpace(_ holder: Term, bytes: Int) -> Address {
        let block = holder.boxedWord(0)
        if bytes <= SharedBlock.capacity(block) { return block }
        let wish = bytes &+ bytes &>> 1
        if growSharedBlock(block, capacity: wish) || growSharedBlock(block, capacity: bytes) { return block }
        // Nobody else refers to the block: it can move.
        guard SharedBlock.references(block) == 1, holder.boxedTerm(1) == Term(small: -1) else { return 0 }
        var larger = makeSharedBlock(capacity: bytes &* 2)
        if larger == 0 { larger = makeSharedBlock(capacity: wish) }
        if larger == 0 { return 0 }
        let used = SharedBlock.used(block)
        Bits.copyBytes(from: SharedBlock.data(block), to: SharedBlock.data(larger), count: (used &+ 7) &>> 3)
        storeWord(larger, holder.boxedAddress &+ 4)
        releaseSharedBlock(block)
        return larger
    }

    /// Extends a copy.
    private mutating func copyAndExtend(_ slot: Address, length: Int, total: Int, live: Int, extra: Int) -> Term {
        let bytes = (total &+ 7) &>> 3
        // Twice as much where there is plenty, half as much again where there is some.
        var block = bytes < arena.freeBytes &>> 2 ? makeSharedBlock(capacity: bytes &* 2) : 0
        if block == 0 { block = makeSharedBlock(capacity: bytes &+ bytes &>> 1) }
        if block == 0 { block = takeSharedBlock(bytes: bytes, words: 8 &+ extra, live: live) }
        if block == 0 { return failOutOfMemory() }
        sharedBytes = sharedBytes &+ bytes
        SharedBlock.setUsed(bits: total, block)
        load(slot).bitSpan.copy(to: SharedBlock.data(block))
        return writeSubBitstring(openBitstring(block), from: 0, length: total)
    }

    /// A holder for the bitstrings of a block that are extended, at the heap's top: four words. Takes over a reference.
    private mutating func openBitstring(_ block: Address) -> Term {
        let place = process(current).pointee.heapTop
        process(current).pointee.heapTop = place &+ 16
        return writeSharedBitstring(block, bits: -1, at: place, owner: current)
    }

    // MARK: Comprehensions of compilers before OTP 25

    /// What `bs_init_writable` makes for `bs_private_append`: an open bitstring of no bits.
    mutating func makeWritable(live: Int) -> Term {
        let block = takeSharedBlock(bytes: 64, words: 8, live: live)
        return block == 0 ? failOutOfMemory() : writeSubBitstring(openBitstring(block), from: 0, length: 0)
    }

    /// Extends such a bitstring, to which nobody else refers, itself: the instruction does not say which registers are alive, so
    /// nothing may be collected.
    mutating func extendWritable(_ bitstring: Term, by more: Int) -> Term {
        guard bitstring.isBoxed(.subBitstring), bitstring.boxedTerm(0).isBoxed(.sharedBitstring) else {
            return fail(.badarg)
        }
        let end = bitstring.boxedTerm(1).smallValue &+ bitstring.boxedTerm(2).smallValue
        guard more <= Machine.longestBitstring &- end else { return fail(.systemLimit) }
        let block = makeSpace(bitstring.boxedTerm(0), bytes: (end &+ more &+ 7) &>> 3)
        if block == 0 { return failOutOfMemory() }
        SharedBlock.setUsed(bits: end &+ more, block)
        store(Term(small: bitstring.boxedTerm(2).smallValue &+ more), bitstring.boxedAddress &+ 12)
        return bitstring
    }
}
