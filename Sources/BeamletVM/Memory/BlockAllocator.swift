/// The allocator of the arena: heaps, message fragments, shared bitstrings, tables and timers come from here.
///
/// Two-level segregated fit (Masmano, Ripoll, Crespo, Real: "TLSF: a new dynamic memory allocator for real-time
/// systems", ECRTS 2004): free blocks stand in lists by size, eight lists to each power of two (one for each size below
/// 64 bytes), and two levels of bitmaps find the first list that fits without a search. Neighbours are merged at once.
///
/// A block is one header word and what the caller uses. A free block holds its list's links and, in its last word,
/// its size, so that the block after it finds its start:
///
///     used:  | size, flags | usable bytes ...                                |
///     free:  | size, flags | next in list | previous in list | ... | size    |
///
/// The last small block of a size that was freed is set aside, unmerged, for the next request of that size: processes that come
/// and go one after another take the same two blocks again. There are eight places for such blocks, by size; they count as free,
/// and go where others do before a request fails, or a block cannot grow because of them. Where less than a quarter of the
/// memory is free, none is set aside: it would only tear holes.
///
/// Costs: 4 bytes for each block, 16 bytes at least. A block that is split, or grows by one that is freed beside it, keeps its
/// place in its list as long as its size belongs there, so that most calls touch no bitmap. Executed on Cortex-M4: `allocate`
/// of 100 bytes from the rest of the arena 85 machine instructions, `free` of them 41; at most 150 and 120; of a block set aside
/// some 20. Only where no
/// list of larger blocks has one, `allocate` looks at up to `scanLimit` blocks of the request's own list, 7 each.
///
/// A request is served from a block at most an eighth larger, or from one that is split, so internal fragmentation is the
/// header and the rest of a block below 16 bytes.
public struct BlockAllocator {
    /// Where the control data lies: first address of the arena.
    public private(set) var start: Address
    /// First block's header.
    private var blocks: Address
    /// The header of the used block of size zero that ends the arena.
    private var last: Address

    #if !hasFeature(Embedded)
        /// For tests: how many allocations (of blocks or of growth in place) still succeed; negative: all.
        public var failAfter = -1
    #endif

    /// How many blocks of the request's own list are looked at before an allocation fails.
    public static let scanLimit = 16
    /// Bytes that each block takes beside what the caller uses.
    public static let overhead = 4
    /// Smallest block, header included.
    public static let smallestBlock = 16

    private static let noList: UInt32 = .max
    private static let freeFlag: UInt32 = 1
    private static let previousFreeFlag: UInt32 = 2
    private static let sizeMask: UInt32 = ~3

    // Control data, as offsets from `start`: rows that have a list (one bit each), free bytes, for each of up to 30 rows
    // a byte that tells which of its eight lists have a block, the blocks set aside, then the lists' heads.
    private static let freeBytesOffset: UInt32 = 4
    private static let rowsOffset: UInt32 = 8
    private static let asideOffset: UInt32 = 40
    private static let headsOffset: UInt32 = 72
    /// Largest block that is set aside.
    private static let largestAside: UInt32 = 256

    /// An allocator without memory: every allocation fails.
    public init() {
        start = 0
        blocks = 0
        last = 0
    }

    /// An allocator of the memory from `start` up to, and without, `end`: both multiples of four, at least 512 bytes apart.
    public init(start: Address, end: Address) {
        self.init()
        guard end > start, end &- start >= 512 else { return }
        let words = (end &- start) &>> 2
        let rows = Self.list(of: words) &>> 3 &+ 1
        self.start = start
        blocks = start &+ Self.headsOffset &+ rows &* 32
        last = end &- 4
        var address = start
        while address < blocks {
            storeWord(0, address)
            address = address &+ 4
        }
        storeWord(0, last)
        insert(blocks, size: last &- blocks)
    }

    // MARK: - Use

    /// A block of at least `bytes` usable bytes, at a multiple of four; 0 when there is none.
    @_optimize(speed)
    public mutating func allocate(bytes: Int) -> Address {
        #if !hasFeature(Embedded)
            if injectedFailure() { return 0 }
        #endif
        guard UInt(bitPattern: bytes) < 0x4000_0000 else { return 0 }
        if start == 0 { return 0 }
        let size = Self.blockSize(bytes)
        let place = aside(size)
        var block = loadWord(place)
        if block != 0, loadWord(block) & Self.sizeMask == size {
            storeWord(0, place)
            addFree(0 &- size)
            return block &+ 4
        }
        var list = find(size)
        if list == Self.noList, releaseAside() { list = find(size) }
        if list == Self.noList {
            block = scan(size)
            if block == 0 { return 0 }
            list = Self.list(of: (loadWord(block) & Self.sizeMask) &>> 2)
        } else {
            block = loadWord(head(list))
        }
        let have = loadWord(block) & Self.sizeMask
        let rest = have &- size
        if rest >= UInt32(Self.smallestBlock) {
            addFree(0 &- size)
            let tail = block &+ size
            if Self.list(of: rest &>> 2) == list {
                // The rest takes the block's place in its list.
                replace(block, by: tail)
                writeSize(rest, tail)
            } else {
                remove(block)
                link(tail, size: rest)
            }
            storeWord(size, block)
        } else {
            remove(block)
            addFree(0 &- have)
            storeWord(have, block)
            let next = block &+ have
            storeWord(loadWord(next) & ~Self.previousFreeFlag, next)
        }
        return block &+ 4
    }

    /// Gives a block back. `address` is one that `allocate` returned.
    @_optimize(speed)
    public mutating func free(_ address: Address) {
        var block = address &- 4
        let size = loadWord(block) & Self.sizeMask
        addFree(size)
        if size <= Self.largestAside, loadWord(start &+ Self.freeBytesOffset) > (last &- blocks) &>> 2 {
            let place = aside(size)
            let other = loadWord(place)
            if other == 0 {
                storeWord(block, place)
                return
            }
            // One of another size makes room: it is not what is asked for at present.
            if loadWord(other) & Self.sizeMask != size {
                storeWord(block, place)
                block = other
            }
        }
        release(block)
    }

    /// Puts a block that is counted as free already with the free ones.
    @inline(never) @_optimize(speed)
    private func release(_ address: Address) {
        var block = address
        let header = loadWord(block)
        var size = header & Self.sizeMask
        let next = block &+ size
        let nextHeader = loadWord(next)
        let joinsPrevious = header & Self.previousFreeFlag != 0
        if nextHeader & Self.freeFlag != 0 {
            let nextSize = nextHeader & Self.sizeMask
            size = size &+ nextSize
            if !joinsPrevious, Self.list(of: size &>> 2) == Self.list(of: nextSize &>> 2) {
                // The larger block takes the next one's place in its list.
                replace(next, by: block)
                writeSize(size, block)
                return
            }
            remove(next)
        } else {
            storeWord(nextHeader | Self.previousFreeFlag, next)
        }
        if joinsPrevious {
            let previousSize = loadWord(block &- 4)
            block = block &- previousSize
            size = size &+ previousSize
            if Self.list(of: size &>> 2) == Self.list(of: previousSize &>> 2) {
                writeSize(size, block)
                return
            }
            remove(block)
        }
        link(block, size: size)
    }

    /// Makes a block smaller in place, so that at least `bytes` bytes stay usable, and returns the tail to the arena. Does
    /// nothing where the tail would be too small to be a block and has no free neighbour.
    public mutating func shrink(_ address: Address, to bytes: Int) {
        let block = address &- 4
        let header = loadWord(block)
        let have = header & Self.sizeMask
        let size = Self.blockSize(bytes)
        guard size < have else { return }
        var rest = have &- size
        let next = block &+ have
        let nextHeader = loadWord(next)
        if nextHeader & Self.freeFlag != 0 {
            addFree(rest)
            remove(next)
            rest = rest &+ (nextHeader & Self.sizeMask)
        } else {
            guard rest >= UInt32(Self.smallestBlock) else { return }
            addFree(rest)
            storeWord(nextHeader | Self.previousFreeFlag, next)
        }
        storeWord(size | header & Self.previousFreeFlag, block)
        link(block &+ size, size: rest)
    }

    /// Makes a block larger in place, to at least `bytes` usable bytes, where the block after it is free and large enough.
    public mutating func growInPlace(_ address: Address, to bytes: Int) -> Bool {
        guard UInt(bitPattern: bytes) < 0x4000_0000 else { return false }
        let block = address &- 4
        let have = loadWord(block) & Self.sizeMask
        let size = Self.blockSize(bytes)
        guard size > have else { return true }
        #if !hasFeature(Embedded)
            if injectedFailure() { return false }
        #endif
        let next = block &+ have
        if loadWord(next) & Self.freeFlag == 0 { _ = releaseAside() }
        let nextHeader = loadWord(next)
        guard nextHeader & Self.freeFlag != 0 else { return false }
        let both = have &+ (nextHeader & Self.sizeMask)
        guard both >= size else { return false }
        remove(next)
        // What was set aside may have become free before this block, too.
        let previousFree = loadWord(block) & Self.previousFreeFlag
        let rest = both &- size
        if rest >= UInt32(Self.smallestBlock) {
            storeWord(size | previousFree, block)
            addFree(have &- size)
            link(block &+ size, size: rest)
        } else {
            storeWord(both | previousFree, block)
            addFree(have &- both)
            let after = block &+ both
            storeWord(loadWord(after) & ~Self.previousFreeFlag, after)
        }
        return true
    }

    /// Makes a block larger, to at least `bytes` usable bytes, with the free block before it, and also the one after it if
    /// that is free. The content moves down to the new address, which is returned; 0 where there is not enough.
    public mutating func growDown(_ address: Address, to bytes: Int) -> Address {
        guard UInt(bitPattern: bytes) < 0x4000_0000 else { return 0 }
        let block = address &- 4
        _ = releaseAside()
        let header = loadWord(block)
        guard header & Self.previousFreeFlag != 0 else { return 0 }
        #if !hasFeature(Embedded)
            if injectedFailure() { return 0 }
        #endif
        let have = header & Self.sizeMask
        let previous = block &- loadWord(block &- 4)
        let next = block &+ have
        let nextHeader = loadWord(next)
        let nextSize = nextHeader & Self.freeFlag != 0 ? nextHeader & Self.sizeMask : 0
        let all = next &+ nextSize &- previous
        let size = max(Self.blockSize(bytes), have)
        guard all >= size else { return 0 }
        remove(previous)
        if nextSize != 0 { remove(next) }
        moveWords(address, to: previous &+ 4, words: Int((have &- 4) &>> 2))
        let rest = all &- size
        let after = previous &+ all
        if rest >= UInt32(Self.smallestBlock) {
            storeWord(size, previous)
            addFree(have &- size)
            storeWord(loadWord(after) | Self.previousFreeFlag, after)
            link(previous &+ size, size: rest)
        } else {
            storeWord(all, previous)
            addFree(have &- all)
            storeWord(loadWord(after) & ~Self.previousFreeFlag, after)
        }
        return previous &+ 4
    }

    /// Usable bytes of a block.
    @inline(__always)
    public func size(of address: Address) -> Int {
        Int((loadWord(address &- 4) & Self.sizeMask) &- 4)
    }

    /// Bytes in free blocks, headers included.
    public var freeBytes: Int { start == 0 ? 0 : Int(loadWord(start &+ Self.freeBytesOffset)) }

    /// Bytes of the arena that blocks can take.
    public var totalBytes: Int { Int(last &- blocks) }

    /// The largest number of bytes that `allocate` can give at present.
    public var largestFree: Int {
        guard start != 0 else { return 0 }
        _ = releaseAside()
        let rows = loadWord(start)
        guard rows != 0 else { return 0 }
        let row = 31 &- UInt32(rows.leadingZeroBitCount)
        let columns = rowMap(row)
        let column = 31 &- UInt32(columns.leadingZeroBitCount)
        var block = loadWord(head(row &* 8 &+ column))
        var largest: UInt32 = 0
        var count = 0
        while block != 0, count < Self.scanLimit {
            largest = max(largest, loadWord(block) & Self.sizeMask)
            block = loadWord(block &+ 4)
            count &+= 1
        }
        return Int(largest &- 4)
    }

    // MARK: - The arena's end

    /// Gives up the last `bytes` bytes of the arena (a multiple of four), which must be free. Answers where they begin; 0: they
    /// are in use.
    public mutating func cut(_ bytes: UInt32) -> Address {
        guard start != 0, loadWord(last) & Self.previousFreeFlag != 0 else { return 0 }
        let size = loadWord(last &- 4)
        let block = last &- size
        guard size >= bytes, size &- bytes >= UInt32(Self.smallestBlock) else { return 0 }
        remove(block)
        addFree(0 &- bytes)
        last = last &- bytes
        storeWord(Self.previousFreeFlag, last)
        link(block, size: size &- bytes)
        return last &+ 4
    }

    /// Takes back the `bytes` bytes after the arena that `cut` gave up.
    public mutating func extend(_ bytes: UInt32) {
        let block = last
        last = last &+ bytes
        storeWord(0, last)
        storeWord(bytes | loadWord(block) & Self.previousFreeFlag, block)
        free(block &+ 4)
    }

    /// The first block that is in use after the one at `address` (0: of all), as `allocate` returned it; 0: there is none.
    public func used(after address: Address) -> Address {
        if start == 0 { return 0 }
        var block = address == 0 ? blocks : address &- 4 &+ (loadWord(address &- 4) & Self.sizeMask)
        while block < last {
            let header = loadWord(block)
            if header & Self.freeFlag == 0 { return block &+ 4 }
            block = block &+ (header & Self.sizeMask)
        }
        return 0
    }

    // MARK: - Parts

    /// Whole size of a block for so many usable bytes.
    @inline(__always)
    private static func blockSize(_ bytes: Int) -> UInt32 {
        let size = (UInt32(truncatingIfNeeded: bytes) &+ 7) & ~3
        return size < UInt32(smallestBlock) ? UInt32(smallestBlock) : size
    }

    /// Bits below a size's three most significant ones after the first: how far sizes of its row are apart.
    @inline(__always)
    private static func rowShift(_ words: UInt32) -> UInt32 {
        let shift = 28 &- words.leadingZeroBitCount
        return UInt32(truncatingIfNeeded: shift < 0 ? 0 : shift)
    }

    /// Number of the list for free blocks of so many words: row in the bits from 3 on, column below.
    @inline(__always)
    private static func list(of words: UInt32) -> UInt32 {
        let shift = rowShift(words)
        return shift &<< 3 &+ words &>> shift
    }

    @inline(__always)
    private func head(_ list: UInt32) -> Address { start &+ Self.headsOffset &+ list &* 4 }

    @inline(__always)
    private func rowMap(_ row: UInt32) -> UInt32 {
        UInt32(rawPointer(start &+ Self.rowsOffset &+ row).load(as: UInt8.self))
    }

    @inline(__always)
    private func setRowMap(_ map: UInt32, _ row: UInt32) {
        rawPointer(start &+ Self.rowsOffset &+ row).storeBytes(of: UInt8(truncatingIfNeeded: map), as: UInt8.self)
    }

    @inline(__always)
    private func addFree(_ bytes: UInt32) {
        storeWord(loadWord(start &+ Self.freeBytesOffset) &+ bytes, start &+ Self.freeBytesOffset)
    }

    /// Where a block of that size may be set aside.
    @inline(__always)
    private func aside(_ size: UInt32) -> Address { start &+ Self.asideOffset &+ size & 0x1C }

    /// Puts the blocks that are set aside with the free ones. Whether there were any.
    @inline(never)
    private func releaseAside() -> Bool {
        var place = start &+ Self.asideOffset
        var released = false
        while place < start &+ Self.headsOffset {
            let block = loadWord(place)
            if block != 0 {
                storeWord(0, place)
                release(block)
                released = true
            }
            place = place &+ 4
        }
        return released
    }

    /// The first list of which all blocks have at least `size` bytes and that has one, or `noList`.
    @inline(__always)
    private func find(_ size: UInt32) -> UInt32 {
        let words = size &>> 2
        let rounded = words &+ (1 &<< Self.rowShift(words)) &- 1
        let list = Self.list(of: rounded)
        var row = list &>> 3
        var columns = rowMap(row) & (0xFF &<< (list & 7))
        if columns == 0 {
            let rows = loadWord(start) & (~1 &<< row)
            if rows == 0 { return Self.noList }
            row = UInt32(truncatingIfNeeded: rows.trailingZeroBitCount)
            columns = rowMap(row)
        }
        return row &* 8 &+ UInt32(truncatingIfNeeded: columns.trailingZeroBitCount)
    }

    /// A block of at least `size` bytes among the first of the list that such blocks share with smaller ones.
    @inline(never)
    private func scan(_ size: UInt32) -> Address {
        let list = Self.list(of: size &>> 2)
        // A request larger than the arena has no list.
        guard head(list) < blocks else { return 0 }
        var block = loadWord(head(list))
        var count = 0
        while block != 0, count < Self.scanLimit {
            if loadWord(block) & Self.sizeMask >= size { return block }
            block = loadWord(block &+ 4)
            count &+= 1
        }
        return 0
    }

    /// Takes a block out of its list. The first block's `previous` is its list's head less four, so that the head is the
    /// "next" of the one before.
    @inline(never)
    private func remove(_ block: Address) {
        let next = loadWord(block &+ 4)
        let previous = loadWord(block &+ 8)
        storeWord(next, previous &+ 4)
        if next != 0 {
            storeWord(previous, next &+ 8)
        } else if previous < blocks &- 4 {
            let list = (previous &+ 4 &- start &- Self.headsOffset) &>> 2
            let row = list &>> 3
            let map = rowMap(row) & ~(1 &<< (list & 7))
            setRowMap(map, row)
            if map == 0 { storeWord(loadWord(start) & ~(1 &<< row), start) }
        }
    }

    /// Puts a free block into the place that another has in its list.
    @inline(__always)
    private func replace(_ old: Address, by block: Address) {
        let next = loadWord(old &+ 4)
        let previous = loadWord(old &+ 8)
        storeWord(next, block &+ 4)
        storeWord(previous, block &+ 8)
        storeWord(block, previous &+ 4)
        if next != 0 { storeWord(block, next &+ 8) }
    }

    /// Writes a free block's size to its both ends.
    @inline(__always)
    private func writeSize(_ size: UInt32, _ block: Address) {
        storeWord(size | Self.freeFlag, block)
        storeWord(size, block &+ size &- 4)
    }

    /// Writes a free block's words and puts it into its list.
    @inline(never)
    private func link(_ block: Address, size: UInt32) {
        writeSize(size, block)
        let list = Self.list(of: size &>> 2)
        let head = self.head(list)
        let next = loadWord(head)
        storeWord(next, block &+ 4)
        storeWord(head &- 4, block &+ 8)
        storeWord(block, head)
        if next != 0 {
            storeWord(block, next &+ 8)
        } else {
            let row = list &>> 3
            setRowMap(rowMap(row) | 1 &<< (list & 7), row)
            storeWord(loadWord(start) | 1 &<< row, start)
        }
    }

    /// The arena's first free block.
    private func insert(_ block: Address, size: UInt32) {
        addFree(size)
        storeWord(Self.previousFreeFlag, block &+ size)
        link(block, size: size)
    }

    #if !hasFeature(Embedded)
        private mutating func injectedFailure() -> Bool {
            if failAfter == 0 { return true }
            if failAfter > 0 { failAfter -= 1 }
            return false
        }
    #endif
}

// MARK: - Checks

extension BlockAllocator {
    /// Walks all blocks and lists: whether sizes, flags, boundary tags, lists, bitmaps and the count of free bytes agree.
    public func check() -> Bool {
        if start == 0 { return true }
        var block = blocks
        var previousFree = false
        var free = 0
        var freeBlocks = 0
        while block < last {
            let header = loadWord(block)
            let size = header & Self.sizeMask
            guard size >= UInt32(Self.smallestBlock), size <= last &- block else { return false }
            guard (header & Self.previousFreeFlag != 0) == previousFree else { return false }
            let isFree = header & Self.freeFlag != 0
            if isFree {
                guard !previousFree, loadWord(block &+ size &- 4) == size else { return false }
                guard isInList(block, Self.list(of: size &>> 2)) else { return false }
                free += Int(size)
                freeBlocks += 1
            }
            previousFree = isFree
            block = block &+ size
        }
        guard block == last, loadWord(last) & ~Self.previousFreeFlag == 0 else { return false }
        guard (loadWord(last) != 0) == previousFree else { return false }
        var aside = start &+ Self.asideOffset
        while aside < start &+ Self.headsOffset {
            let block = loadWord(aside)
            if block != 0 {
                guard block >= blocks, block < last, loadWord(block) & Self.freeFlag == 0 else { return false }
                guard self.aside(loadWord(block) & Self.sizeMask) == aside else { return false }
                free += Int(loadWord(block) & Self.sizeMask)
            }
            aside = aside &+ 4
        }
        return free == freeBytes && checkLists() == freeBlocks
    }

    private func isInList(_ block: Address, _ list: UInt32) -> Bool {
        var other = loadWord(head(list))
        while other != 0 {
            if other == block { return true }
            other = loadWord(other &+ 4)
        }
        return false
    }

    /// The number of blocks in all lists, or -1 where links and bitmaps disagree.
    private func checkLists() -> Int {
        var count = 0
        var list: UInt32 = 0
        while head(list) < blocks {
            let row = list &>> 3
            let has = rowMap(row) & 1 &<< (list & 7) != 0
            var block = loadWord(head(list))
            guard has == (block != 0) else { return -1 }
            guard (loadWord(start) & 1 &<< row != 0) == (rowMap(row) != 0) else { return -1 }
            var previous = head(list) &- 4
            while block != 0 {
                let header = loadWord(block)
                guard header & Self.freeFlag != 0, loadWord(block &+ 8) == previous else { return -1 }
                guard Self.list(of: (header & Self.sizeMask) &>> 2) == list else { return -1 }
                count += 1
                previous = block
                block = loadWord(block &+ 4)
            }
            list += 1
        }
        return count
    }
}
