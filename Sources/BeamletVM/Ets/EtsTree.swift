// Trees: tables of type `ordered_set`.
//
// A treap: a search tree by keys and at the same time a heap by priorities, which are as good as random; so its depth is O(log n)
// whatever the order in which objects come and go (some 1.4 log2 n on the way to an object). The priority is a hash of the object's
// address: it needs no word, and nobody chooses it. Inserting splits one subtree in two, deleting joins two, each in one loop;
// the AVL tree of the BEAM needs a balance in each object and several times the code.
//
// Nothing points upward. The successor of an object without a right subtree is looked for from the root: half of the steps of a
// walk. A stack of ancestors would save that, but would have to be made anew whenever the walk deletes.
extension Machine {
    /// The word that holds the tree's root.
    mutating func rootLink(_ table: Address) -> Address {
        withUnsafeMutablePointer(to: &etsTable(table).pointee.root) { UInt32(truncatingIfNeeded: UInt(bitPattern: $0)) }
    }

    /// An object's priority: the finalizer of MurmurHash3 (public domain), which is a bijection, so that no two are equal.
    @inline(__always)
    private static func priority(_ object: Address) -> UInt32 {
        var hash = object
        hash = (hash ^ hash &>> 16) &* 0x85EB_CA6B
        hash = (hash ^ hash &>> 13) &* 0xC2B2_AE35
        return hash ^ hash &>> 16
    }

    /// The word that holds the object of a key, or 0 where there is none.
    @inline(never)
    mutating func findInTree(_ table: Address, _ key: Term) -> Address {
        var link = rootLink(table)
        while true {
            let object = loadWord(link)
            if object == 0 { return 0 }
            let order = order(key, etsKey(table, object))
            if order == 0 { return link }
            link = order < 0 ? object : object &+ 4
        }
    }

    /// Puts an object in the place of that with its key, if there is one.
    mutating func insertInTree(_ table: Address, _ object: Address) {
        let key = etsKey(table, object)
        var link = findInTree(table, key)
        if link != 0 { removeObject(table, link) }
        link = rootLink(table)
        let priority = Self.priority(object)
        var node = loadWord(link)
        while node != 0, Self.priority(node) > priority {
            link = order(key, etsKey(table, node)) < 0 ? node : node &+ 4
            node = loadWord(link)
        }
        // What is below becomes the object's two subtrees.
        storeWord(object, link)
        var left = object
        var right = object &+ 4
        while node != 0 {
            if order(key, etsKey(table, node)) < 0 {
                storeWord(node, right)
                right = node
                node = loadWord(node)
            } else {
                storeWord(node, left)
                left = node &+ 4
                node = loadWord(left)
            }
        }
        storeWord(0, left)
        storeWord(0, right)
        etsTable(table).pointee.count += 1
        etsTable(table).pointee.bytes = etsTable(table).pointee.bytes &+ etsBytes(object)
    }

    /// Takes the object that a word holds out of the tree: its two subtrees become one.
    mutating func unlinkFromTree(_ link: Address) {
        var link = link
        let object = loadWord(link)
        var left = loadWord(object)
        var right = loadWord(object &+ 4)
        while left != 0, right != 0 {
            if Self.priority(left) > Self.priority(right) {
                storeWord(left, link)
                link = left &+ 4
                left = loadWord(link)
            } else {
                storeWord(right, link)
                link = right
                right = loadWord(link)
            }
        }
        storeWord(left | right, link)
    }

    /// The first object whose key is behind `key` (before it, if `reversed`), or, if `inclusive`, is equal to it. 0: there is none.
    @inline(never)
    mutating func seek(_ table: Address, _ key: Term, inclusive: Bool, reversed: Bool) -> Address {
        var found: Address = 0
        var node = loadWord(rootLink(table))
        while node != 0 {
            let order = order(key, etsKey(table, node))
            if order == 0 && inclusive { return node }
            if reversed ? order > 0 : order < 0 {
                found = node
                node = loadWord(reversed ? node &+ 4 : node)
            } else {
                node = loadWord(reversed ? node : node &+ 4)
            }
        }
        return found
    }

    /// The object after another (before it, if `reversed`); the first one where that is 0. 0: there is none.
    mutating func nextInTree(_ table: Address, _ object: Address, reversed: Bool) -> Address {
        let toward: UInt32 = reversed ? 4 : 0
        var node = loadWord(object == 0 ? rootLink(table) : object &+ 4 &- toward)
        if node == 0 {
            return object == 0 ? 0 : seek(table, etsKey(table, object), inclusive: false, reversed: reversed)
        }
        while loadWord(node &+ toward) != 0 { node = loadWord(node &+ toward) }
        return node
    }
}
