// ETS tables: what a table is, how it is found, and how it begins and ends.
//
// A table is a block of the arena with the record below. All tables are in one list, and each that is looked for and found moves to the
// front: the few that a program uses at a time are found at once, whether by name or by identifier. An index would cost flash,
// and memory for each table; on a chip there are a dozen of them. With hundreds that are used in turn, finding one takes
// time in proportion to their number.
//
// An object is one block too: four words, then the copy of its tuple (`copyToBlock`; a literal stays in flash, and bytes of large
// bitstrings are counted). Tables of type `ordered_set` are trees (`EtsTree.swift`), the others are hashed (`EtsHash.swift`):
//
// | word | hashed | tree |
// | ---- | ------ | ---- |
// | 0    | next object of the bucket | left: smaller keys |
// | 1    | the key's hash; bit 0: deleted while the table was fixed | right: larger keys |
// | 2    | the tuple | the tuple |
// | 3    | shared bitstrings of the copy | the same |
//
// A process that ends looks through all tables for those that it owns or has fixed. There are few tables, and so the processes that have
// none, nearly all of them, need no word for it.
struct EtsTable {
    /// The next table.
    var next: Address = 0
    /// Number of the reference that is its identifier.
    var low: UInt32 = 0
    var high: UInt32 = 0
    /// Its name, whether it is named or not.
    var name: Term
    /// A pid.
    var owner: Term
    /// The pid that inherits it, or nil.
    var heir = Term.nil
    /// A block with what the heir is told: the term, then its list of shared bitstrings. 0: it is told nothing.
    var heirData: Address = 0
    /// The tree's root, or the block of the buckets.
    var root: Address = 0
    /// Number of buckets, a power of two; a tree has none.
    var buckets: UInt32 = 0
    /// The bucket's number is a hash's highest bits, shifted right by so much.
    var shift: UInt32 = 0
    /// Objects, without the deleted ones.
    var count: UInt32 = 0
    /// Objects that were deleted while the table was fixed.
    var dead: UInt32 = 0
    /// Bytes of all its blocks.
    var bytes: UInt32 = 0
    /// Objects that an insertion has still to put in, a chain by their first words: see `findTable`.
    var pending: Address = 0
    /// Who has fixed it: list of blocks with the next one's address, a pid, how often.
    var fixes: Address = 0
    /// When the first of them did so, in microseconds.
    var fixedAt: Int64 = 0
    /// Which element of an object's tuple is its key, from 0.
    var key: UInt32 = 0
    var type = Kind.set
    var access = Access.protected
    var flags: UInt16 = 0

    /// A set without a name, protected, with its key in front.
    init(owner: Term, name: Term) {
        self.owner = owner
        self.name = name
    }

    /// Bytes.
    static var size: Int { MemoryLayout<EtsTable>.size }
    /// In the high half of a table's number: tells its identifier from other references, also when the table is no more.
    static let identifierBit: UInt32 = 0x8000_0000
    /// Words of an object before its tuple.
    static let objectHeader = 4
    /// Most tables that there can be.
    static let limit = 8192

    /// Its type, in the order of `EtsTable.types`.
    struct Kind: Equatable {
        let value: UInt8
        static var set: Kind { Kind(value: 0) }
        static var orderedSet: Kind { Kind(value: 1) }
        static var bag: Kind { Kind(value: 2) }
        static var duplicateBag: Kind { Kind(value: 3) }
    }

    /// Who may use it, in the order of `EtsTable.accesses`: the owner alone, all to read, all.
    struct Access: Equatable {
        let value: UInt8
        static var `private`: Access { Access(value: 0) }
        static var protected: Access { Access(value: 1) }
        static var `public`: Access { Access(value: 2) }
    }

    static let types: StaticString = "set ordered_set bag duplicate_bag"
    static let accesses: StaticString = "private protected public"

    /// Flags: the bits of those that `ets:info` tells have its items' numbers. Only the name has a meaning here.
    static let decentralizedCounters: UInt16 = 1 << 1
    static let writeConcurrency: UInt16 = 1 << 3
    static let compressed: UInt16 = 1 << 4
    static let named: UInt16 = 1 << 11
    /// Writing is concurrent as the machine thinks best; an option says whether counters are decentralized.
    static let autoConcurrency: UInt16 = 1 << 12
    static let countersAreChosen: UInt16 = 1 << 13

    /// Whether it is found by its name.
    @inline(__always) var isNamed: Bool { flags & EtsTable.named != 0 }
    /// Whether it is a tree.
    @inline(__always) var isTree: Bool { buckets == 0 }
    /// Whether a key has one object at most.
    @inline(__always) var isSet: Bool { type.value < 2 }
}

@inline(__always)
func etsTable(_ address: Address) -> UnsafeMutablePointer<EtsTable> {
    UnsafeMutablePointer(bitPattern: UInt(address)).unsafelyUnwrapped
}

/// The parts of an object: see above.
enum EtsObject {
    @inline(__always) static func tuple(_ object: Address) -> Term { load(object &+ 8) }
    @inline(__always) static func isDead(_ object: Address) -> Bool { loadWord(object &+ 4) & 1 != 0 }
    /// Where the list of its shared bitstrings begins.
    @inline(__always) static func bitstrings(_ object: Address) -> Address { object &+ 12 }
}

extension Machine {
    // MARK: Finding

    /// The table of a name or an identifier, or 0. Nobody sees a table in the middle of an insertion: what another process has still to
    /// put in, while it waits, is put in first.
    @inline(never)
    mutating func findTable(_ term: Term) -> Address {
        let isName = term.isAtom
        guard isName || term.isBoxed(.reference) else { return 0 }
        var previous: Address = 0
        var address = etsTables
        while address != 0 {
            let table = etsTable(address)
            if isName
                ? table.pointee.name == term && table.pointee.isNamed
                : table.pointee.low == term.boxedWord(1) && table.pointee.high == term.boxedWord(2)
            {
                if previous != 0 {
                    etsTable(previous).pointee.next = table.pointee.next
                    table.pointee.next = etsTables
                    etsTables = address
                }
                _ = insertPending(address, .max)
                return address
            }
            previous = address
            address = table.pointee.next
        }
        return 0
    }

    /// The table of a number, of which `low` is the lower half, or 0: whether it is there still, after others have run.
    @inline(never)
    mutating func findTable(numbered low: UInt32) -> Address {
        var table = etsTables
        while table != 0 && etsTable(table).pointee.low != low { table = etsTable(table).pointee.next }
        return table
    }

    /// Whether a term is a name or an identifier, of a table that need not be there.
    mutating func namesTable(_ term: Term) -> Bool {
        term.isAtom || term.isBoxed(.reference) && term.boxedWord(2) & EtsTable.identifierBit != 0
    }

    /// What a native function does with a table that it gets as its first argument.
    enum EtsUse { case reading, writing, anything }

    /// The table that an argument of a native function is. 0, with the error set: there is none, or the process may not use it so.
    @inline(never)
    mutating func table(_ term: Term, _ use: EtsUse) -> Address { permitted(findTable(term), term, use) }

    /// The same for a table that was found, or for 0.
    @inline(never)
    mutating func permitted(_ found: Address, _ term: Term, _ use: EtsUse) -> Address {
        if found == 0 {
            _ = failBadarg(cause: namesTable(term) ? "id" : "type")
            return 0
        }
        let access = etsTable(found).pointee.access
        if use == .anything || access == .public || access == .protected && use == .reading || isOwner(found) {
            return found
        }
        _ = failBadarg(cause: "access")
        return 0
    }

    /// Whether the current process owns a table.
    mutating func isOwner(_ table: Address) -> Bool {
        etsTable(table).pointee.owner == process(current).pointee.pid
    }

    /// A table's identifier on the current process's heap, or `none`. Four words.
    @inline(never)
    mutating func tableIdentifier(_ table: Address) -> Term {
        let record = etsTable(table)
        return makeReference(
            UInt64(record.pointee.high) &<< 32 | UInt64(record.pointee.low), isAlias: false)
    }

    /// By what a table is known: its name where it is named, else its identifier.
    mutating func tableName(_ table: Address) -> Term {
        etsTable(table).pointee.isNamed ? etsTable(table).pointee.name : tableIdentifier(table)
    }

    // MARK: Objects

    /// A block with a copy of a tuple, not in a table yet; 0: there is no memory. Collects nothing.
    @inline(never)
    mutating func makeObject(_ tuple: Term) -> Address {
        var made = copyToBlock(tuple, header: EtsTable.objectHeader, spare: 0, list: 0)
        if made.block == 0, reclaim(running: current) {
            made = copyToBlock(tuple, header: EtsTable.objectHeader, spare: 0, list: 0)
        }
        if made.block != 0 {
            storeWord(0, made.block)
            store(made.term, made.block &+ 8)
        }
        return made.block
    }

    /// Frees an object that is in no table.
    @inline(never)
    mutating func freeObject(_ object: Address) {
        releaseBitstrings(list: EtsObject.bitstrings(object))
        free(object)
    }

    /// Frees a chain of objects that are in no table.
    @inline(never)
    mutating func freeChain(_ first: Address) {
        var object = first
        while object != 0 {
            let next = loadWord(object)
            freeObject(object)
            object = next
        }
    }

    /// Bytes that a block takes of the arena.
    mutating func etsBytes(_ block: Address) -> UInt32 {
        UInt32(truncatingIfNeeded: arena.size(of: block) &+ BlockAllocator.overhead)
    }

    /// Bytes of all tables.
    mutating func etsMemory() -> Int {
        var bytes = 0
        var table = etsTables
        while table != 0 {
            bytes += Int(etsTable(table).pointee.bytes)
            table = etsTable(table).pointee.next
        }
        return bytes
    }

    // MARK: Ending

    /// Deletes all objects: frees them unless the table is fixed. Where it `waits`, others may run meanwhile.
    @inline(never)
    private mutating func eraseObjects(_ table: Address, waits: Bool) {
        let record = etsTable(table)
        let isTree = record.pointee.isTree
        var link = isTree ? rootLink(table) : record.pointee.root
        let end = link &+ max(1, record.pointee.buckets) &* 4
        while link < end {
            // A tree's root is taken as long as there is one; a chain is gone through.
            var place = link
            while loadWord(place) != 0 {
                let object = loadWord(place)
                let left = loadWord(object)
                if isTree, left != 0 {
                    // What has smaller keys comes to the top first: a root without is taken at once.
                    storeWord(loadWord(left &+ 4), object)
                    storeWord(object, left &+ 4)
                    storeWord(left, place)
                    continue
                }
                if !eraseObject(table, place) { place = object }
                if waits { work(3) }
            }
            link = link &+ 4
        }
    }

    /// Deletes all objects at once, so that nobody sees some of them: they are moved to a record of their own, and others may run while they are
    /// freed. Where the table is fixed, or where there is no memory for that, nobody else runs. Answers how many there were.
    @inline(never)
    mutating func clearTable(_ table: Address) -> Int {
        let record = etsTable(table)
        let count = Int(record.pointee.count)
        let old = record.pointee.fixes == 0 ? allocate(bytes: EtsTable.size) : 0
        if old != 0 {
            etsTable(old).pointee = record.pointee
            record.pointee.root = 0
            record.pointee.count = 0
            record.pointee.bytes = etsBytes(table)
            if record.pointee.isTree || makeBuckets(table, Machine.smallestBuckets) != 0 {
                etsTable(old).pointee.heirData = 0
                freeTable(old)
                return count
            }
            record.pointee = etsTable(old).pointee
            free(old)
        }
        eraseObjects(table, waits: false)
        return count
    }

    /// Deletes a table, which nobody finds any more from now on.
    @inline(never)
    mutating func deleteTable(_ table: Address) {
        // Its identifier is not looked for, so nothing moves to the front.
        if etsTables == table {
            etsTables = etsTable(table).pointee.next
        } else {
            var previous = etsTables
            while etsTable(previous).pointee.next != table { previous = etsTable(previous).pointee.next }
            etsTable(previous).pointee.next = etsTable(table).pointee.next
        }
        etsCount -= 1
        freeTable(table)
    }

    /// Frees a table that is not on the list any more. Others may run meanwhile.
    private mutating func freeTable(_ table: Address) {
        let record = etsTable(table)
        while record.pointee.fixes != 0 {
            dropFix(table, of: Term(bits: loadWord(record.pointee.fixes &+ 4)), all: true)
        }
        freeChain(record.pointee.pending)
        eraseObjects(table, waits: true)
        if !record.pointee.isTree { free(record.pointee.root) }
        dropHeir(table)
        free(table)
    }
}
