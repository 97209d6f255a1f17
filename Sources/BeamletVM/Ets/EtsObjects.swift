// What tables of all types do with objects.
extension Machine {
    /// An object's key.
    @inline(__always)
    mutating func etsKey(_ table: Address, _ object: Address) -> Term {
        EtsObject.tuple(object).element(Int(etsTable(table).pointee.key))
    }

    /// The word that holds the first object of a key; 0: there is none.
    @inline(never)
    mutating func findObject(_ table: Address, _ key: Term) -> Address {
        etsTable(table).pointee.isTree ? findInTree(table, key) : findHashed(table, key, dead: false)
    }

    /// The first object of a key, not deleted; 0: there is none.
    @inline(never)
    mutating func firstOfKey(_ table: Address, _ key: Term) -> Address {
        let link = findObject(table, key)
        return link == 0 ? 0 : loadWord(link)
    }

    /// The object behind one of the same key that has the same, not deleted; 0: there is none.
    @inline(never)
    mutating func nextOfKey(_ table: Address, _ object: Address) -> Address {
        if etsTable(table).pointee.isSet { return 0 }
        let hash = loadWord(object &+ 4) & ~1
        var next = loadWord(object)
        while next != 0, loadWord(next &+ 4) & ~1 == hash {
            if !EtsObject.isDead(next) {
                return exactlyEqual(etsKey(table, next), etsKey(table, object)) ? next : 0
            }
            next = loadWord(next)
        }
        return 0
    }

    /// Puts an object that is in no table into one. In a set it takes the place of that with its key.
    @inline(never)
    mutating func insertObject(_ table: Address, _ object: Address) {
        let isTree = etsTable(table).pointee.isTree
        charge(isTree ? 72 : 12)
        if isTree { insertInTree(table, object) } else { insertHashed(table, object) }
    }

    /// Counts the work on an object: to copy it, and to match it with so many words of a program.
    @inline(never)
    mutating func chargeVisit(_ object: Address, words: Int) {
        charge(14 &+ (arena.size(of: object) &+ words) &>> 4)
    }

    /// Puts in so many of the objects that a table's insertion has still to put in. False: none is left.
    @inline(never)
    mutating func insertPending(_ table: Address, _ most: Int) -> Bool {
        let record = etsTable(table)
        var left = most
        while record.pointee.pending != 0, left > 0 {
            let object = record.pointee.pending
            record.pointee.pending = loadWord(object)
            insertObject(table, object)
            left -= 1
        }
        return record.pointee.pending != 0
    }

    /// Takes the object that the word at `link` holds out of its table and frees it.
    @inline(never)
    mutating func removeObject(_ table: Address, _ link: Address) {
        let record = etsTable(table)
        let object = loadWord(link)
        if record.pointee.isTree {
            unlinkFromTree(link)
            record.pointee.count -= 1
        } else {
            storeWord(loadWord(object), link)
            if EtsObject.isDead(object) { record.pointee.dead -= 1 } else { record.pointee.count -= 1 }
        }
        record.pointee.bytes = record.pointee.bytes &- etsBytes(object)
        freeObject(object)
    }

    /// Deletes the object that the word at `link` holds: frees it, or, in a fixed table, marks it. Whether it is gone.
    @inline(never)
    mutating func eraseObject(_ table: Address, _ link: Address) -> Bool {
        let record = etsTable(table)
        let object = loadWord(link)
        if record.pointee.fixes == 0 || record.pointee.isTree {
            removeObject(table, link)
            return true
        }
        if !EtsObject.isDead(object) {
            storeWord(loadWord(object &+ 4) | 1, object &+ 4)
            record.pointee.count -= 1
            record.pointee.dead += 1
        }
        return false
    }

    /// The word that holds an object of a table.
    mutating func link(of object: Address, in table: Address) -> Address {
        if etsTable(table).pointee.isTree { return findInTree(table, etsKey(table, object)) }
        var link = bucketLink(table, loadWord(object &+ 4))
        while loadWord(link) != object { link = loadWord(link) }
        return link
    }

    /// The object after another in the order of the table, which in a tree may be `reversed`; the first one where that is 0.
    /// 0: there is none.
    @inline(never)
    mutating func nextObject(_ table: Address, _ object: Address, reversed: Bool) -> Address {
        let record = etsTable(table)
        if record.pointee.isTree { return nextInTree(table, object, reversed: reversed) }
        let bucket = object == 0 ? 0 : loadWord(object &+ 4) &>> record.pointee.shift &+ 1
        return firstHashed(table, object == 0 ? 0 : loadWord(object), bucket)
    }

    /// The first object that is not deleted in a chain or in the buckets from a number on.
    mutating func firstHashed(_ table: Address, _ chain: Address, _ bucket: UInt32) -> Address {
        let record = etsTable(table)
        var object = chain
        var bucket = bucket
        while true {
            while object != 0, EtsObject.isDead(object) { object = loadWord(object) }
            if object != 0 || bucket >= record.pointee.buckets { return object }
            object = loadWord(record.pointee.root &+ bucket &* 4)
            bucket += 1
        }
    }
}
