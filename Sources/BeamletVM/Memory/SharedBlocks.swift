/// The bytes of bitstrings of more than 64 bytes: a block of the arena that several processes may refer to.
///
/// | word | content |
/// | ---- | ------- |
/// | 0    | reference count: one for each `sharedBitstring` header on a heap, and one for each other holder |
/// | 1    | capacity in bytes |
/// | 2    | used bits: appending to a bitstring that ends here may go on in place, into the unused rest |
/// | 3... | the bytes |
public enum SharedBlock {
    /// Bytes before the data.
    public static let headerBytes = 12

    /// Number of references.
    @inline(__always) public static func references(_ block: Address) -> Int { Int(loadWord(block)) }
    /// Bytes that the block has room for.
    @inline(__always) public static func capacity(_ block: Address) -> Int { Int(loadWord(block &+ 4)) }
    /// Bits in use: no bitstring that lies in the block has any after them.
    @inline(__always) public static func used(_ block: Address) -> Int { Int(loadWord(block &+ 8)) }
    /// Says how many bits are in use.
    @inline(__always) public static func setUsed(bits: Int, _ block: Address) {
        storeWord(UInt32(truncatingIfNeeded: bits), block &+ 8)
    }
    /// Address of the bytes.
    @inline(__always) public static func data(_ block: Address) -> Address { block &+ UInt32(headerBytes) }

    /// Counts one more reference.
    @inline(__always)
    public static func retain(_ block: Address) { storeWord(loadWord(block) &+ 1, block) }
}

extension Machine {
    /// A shared block with one reference, `used` zero, and room for at least `capacity` bytes whose content is undefined;
    /// 0 when there is no memory. The caller owns the reference until a `sharedBitstring` header takes it over.
    public mutating func makeSharedBlock(capacity: Int) -> Address {
        guard UInt(bitPattern: capacity) < 0x4000_0000 else { return 0 }
        let block = allocate(bytes: capacity &+ SharedBlock.headerBytes)
        if block == 0 { return 0 }
        storeWord(1, block)
        storeWord(UInt32(truncatingIfNeeded: arena.size(of: block) &- SharedBlock.headerBytes), block &+ 4)
        storeWord(0, block &+ 8)
        return block
    }

    /// Gives one reference up; the last one frees the block.
    public mutating func releaseSharedBlock(_ block: Address) {
        let references = loadWord(block) &- 1
        if references == 0 { free(block) } else { storeWord(references, block) }
    }

    /// Makes a block larger in place, where the arena has room after it; whether it has `capacity` bytes now.
    public mutating func growSharedBlock(_ block: Address, capacity: Int) -> Bool {
        guard UInt(bitPattern: capacity) < 0x4000_0000 else { return false }
        guard arena.growInPlace(block, to: capacity &+ SharedBlock.headerBytes) else { return false }
        storeWord(UInt32(truncatingIfNeeded: arena.size(of: block) &- SharedBlock.headerBytes), block &+ 4)
        return true
    }

    /// Makes a block smaller.
    mutating func shrinkSharedBlock(_ block: Address, capacity: Int) {
        arena.shrink(block, to: capacity &+ SharedBlock.headerBytes)
        storeWord(UInt32(truncatingIfNeeded: arena.size(of: block) &- SharedBlock.headerBytes), block &+ 4)
    }

    /// Writes a `sharedBitstring` of so many bits at `address` (four words) of `owner`'s memory and puts it into the list of
    /// those that `owner` refers to. The header takes over one reference of the caller's.
    @inline(__always)
    public mutating func writeSharedBitstring(_ block: Address, bits: Int, at address: Address, owner: Address) -> Term
    {
        let control = process(owner)
        storeWord(Header(.sharedBitstring, words: 3).bits, address)
        storeWord(block, address &+ 4)
        storeWord(Term(small: bits).bits, address &+ 8)
        storeWord(control.pointee.sharedBitstrings, address &+ 12)
        control.pointee.sharedBitstrings = address
        return Term(boxed: address)
    }

    /// Releases all shared blocks that are in the list whose first entry the word at `list` holds, and empties the list.
    public mutating func releaseBitstrings(list: Address) {
        var entry = loadWord(list)
        storeWord(0, list)
        while entry != 0 {
            let next = loadWord(entry &+ 12)
            releaseSharedBlock(loadWord(entry &+ 4))
            entry = next
        }
    }

    /// Gives back most of what a block has to spare that nobody but the open bitstring at `holder` refers to: an eighth of what is in
    /// use stays, so that appending that goes on still takes time in proportion to its result.
    mutating func trimSharedBlock(_ holder: Address) {
        guard loadWord(holder &+ 8) == Term(small: -1).bits else { return }
        let block = loadWord(holder &+ 4)
        let used = (SharedBlock.used(block) &+ 7) &>> 3
        let kept = used &+ used &>> 3
        if SharedBlock.references(block) == 1, SharedBlock.capacity(block) &- kept > 64 {
            shrinkSharedBlock(block, capacity: kept)
        }
    }

    /// After objects moved: follows each entry of the list of shared bitstrings to where it is now, and releases the blocks of
    /// those that were not reached. An entry that was not moved is alive only if it lies in the block of `keptSize` bytes
    /// at `keptStart`. Old payloads must still be readable. Entries that were moved lie `delta` bytes before the place that is theirs.
    @inline(never)
    mutating func sweepSharedBitstrings(_ owner: Address, keptStart: Address, keptSize: UInt32, delta: UInt32 = 0) {
        var entry = process(owner).pointee.sharedBitstrings
        var list: Address = 0
        while entry != 0 {
            let next = loadWord(entry &+ 12)
            let header = loadWord(entry)
            var place: Address = 0
            var copy: Address = 0
            if !Header.isHeader(header) {
                place = Term(bits: header).boxedAddress
                copy = place &- delta
            } else if entry &- keptStart < keptSize {
                place = entry
                copy = entry
            }
            if place == 0 {
                releaseSharedBlock(loadWord(entry &+ 4))
            } else {
                trimSharedBlock(copy)
                storeWord(list, copy &+ 12)
                list = place
            }
            entry = next
        }
        process(owner).pointee.sharedBitstrings = list
    }
}
