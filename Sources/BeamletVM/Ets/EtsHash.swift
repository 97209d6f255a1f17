// Hashed tables: sets and bags.
//
// Buckets are chains. Objects keep their keys' hashes, so that a chain is gone through without looking at keys, and moving to
// another number of buckets looks at no key either: when there are more than two objects for each bucket on average, all are moved to twice as
// many at once (some 30 instructions an object; growing one bucket at a time, as the BEAM does, would need a directory of segments
// to find a bucket in). Where there is no memory for more buckets, the chains become longer and nothing else happens.
//
// Objects of one key stand side by side, the newest first. A table that is fixed keeps its buckets, and the objects that are deleted
// stay in their chains, marked, until nobody fixes it any more: so a walk by `next` finds its place.
extension Machine {
    /// Buckets of an empty table.
    static let smallestBuckets: UInt32 = 4

    /// Gives a table empty buckets; their block, or 0 where there is no memory.
    mutating func makeBuckets(_ table: Address, _ count: UInt32) -> Address {
        let block = allocate(bytes: Int(count) * 4)
        if block == 0 { return 0 }
        var index: UInt32 = 0
        while index < count {
            storeWord(0, block &+ index &* 4)
            index += 1
        }
        let record = etsTable(table)
        record.pointee.root = block
        record.pointee.buckets = count
        record.pointee.shift = 32 &- UInt32(truncatingIfNeeded: count.trailingZeroBitCount)
        record.pointee.bytes = record.pointee.bytes &+ etsBytes(block)
        return block
    }

    /// The word with which the chain of a hash begins.
    @inline(__always)
    mutating func bucketLink(_ table: Address, _ hash: UInt32) -> Address {
        etsTable(table).pointee.root &+ (hash &>> etsTable(table).pointee.shift) &* 4
    }

    /// The word that holds the first object of a key, deleted ones also if `dead`; 0: there is none.
    @inline(never)
    mutating func findHashed(_ table: Address, _ key: Term, dead: Bool) -> Address {
        let hash = hash(of: key) & ~1
        var link = bucketLink(table, hash)
        while true {
            let object = loadWord(link)
            if object == 0 { return 0 }
            if loadWord(object &+ 4) & ~1 == hash, dead || !EtsObject.isDead(object),
                exactlyEqual(etsKey(table, object), key)
            {
                return link
            }
            link = object
        }
    }

    /// Puts an object in front of those of its key; in a set, in the place of that. In a bag an equal one makes it superfluous: it is
    /// freed.
    mutating func insertHashed(_ table: Address, _ object: Address) {
        let record = etsTable(table)
        let key = etsKey(table, object)
        let hash = hash(of: key) & ~1
        storeWord(hash, object &+ 4)
        var link = findHashed(table, key, dead: true)
        if link == 0 {
            link = bucketLink(table, hash)
        } else if record.pointee.isSet {
            removeObject(table, link)
        } else if record.pointee.type == .bag {
            var other = loadWord(link)
            while other != 0, loadWord(other &+ 4) & ~1 == hash {
                if exactlyEqual(EtsObject.tuple(other), EtsObject.tuple(object)) {
                    if EtsObject.isDead(other) {
                        storeWord(hash, other &+ 4)
                        record.pointee.count += 1
                        record.pointee.dead -= 1
                    }
                    return freeObject(object)
                }
                other = loadWord(other)
            }
        }
        storeWord(loadWord(link), object)
        storeWord(object, link)
        record.pointee.count += 1
        record.pointee.bytes = record.pointee.bytes &+ etsBytes(object)
        if record.pointee.count > record.pointee.buckets &* 2 { resizeBuckets(table, record.pointee.buckets &* 2) }
    }

    /// Moves all objects to another number of buckets, where there is memory for them and the table is not fixed.
    @inline(never)
    mutating func resizeBuckets(_ table: Address, _ count: UInt32) {
        let record = etsTable(table)
        if record.pointee.fixes != 0 { return }
        let old = record.pointee.root
        let end = old &+ record.pointee.buckets &* 4
        if makeBuckets(table, count) == 0 { return }
        var bucket = old
        while bucket < end {
            var object = loadWord(bucket)
            while object != 0 {
                let next = loadWord(object)
                // Behind what is there: so objects of one key stay in their order.
                var link = bucketLink(table, loadWord(object &+ 4))
                while loadWord(link) != 0 { link = loadWord(link) }
                storeWord(object, link)
                storeWord(0, object)
                object = next
            }
            bucket = bucket &+ 4
        }
        record.pointee.bytes = record.pointee.bytes &- etsBytes(old)
        free(old)
    }

    /// Frees the objects that were deleted while the table was fixed.
    mutating func sweepTable(_ table: Address) {
        let record = etsTable(table)
        var bucket: UInt32 = 0
        while record.pointee.dead != 0, bucket < record.pointee.buckets {
            var link = record.pointee.root &+ bucket &* 4
            while loadWord(link) != 0 {
                if EtsObject.isDead(loadWord(link)) { removeObject(table, link) } else { link = loadWord(link) }
            }
            bucket += 1
        }
    }

    /// Gives back buckets if most of them are empty.
    @inline(never)
    mutating func shrinkBuckets(_ table: Address) {
        let record = etsTable(table)
        var count = record.pointee.buckets
        while count > Machine.smallestBuckets, record.pointee.count < count / 4 { count /= 2 }
        if count < record.pointee.buckets { resizeBuckets(table, count) }
    }
}
