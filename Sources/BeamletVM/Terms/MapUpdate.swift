// One association more, changed or less. A map is never changed: of a flat one the values are copied and, where the keys are
// others, these; of a trie the nodes on the way to the association.

/// The way down a trie to where a key is or would be.
private struct TriePath {
    /// The address of each node's bitmap, and of the child that the way goes on with, or would lie at.
    var nodes = TrieLevels()
    var places = TrieLevels()
    /// Level of the last node.
    var level = 0
    /// What is there: nil (no child), a list cell, or none in a node of equal hashes that has no such key.
    var found = Term.nil
    /// Whether it is the key's own association.
    var isSame = false

    /// Payload words of the node at a level, bitmap and number of associations included.
    mutating func words(_ level: Int) -> Int { Int(loadWord(header(level)) &>> 8) }
    /// The address of a node's header.
    mutating func header(_ level: Int) -> Address { nodes[level] &- (level == 0 ? 8 : 4) }
}

extension Machine {
    // MARK: One more

    /// The map in the X slot at `slots` with the key and the value in the two slots behind it, all of which `live` keeps. The
    /// same map where it has that association already. `none`: there is no memory (`action` says so).
    @inline(never)
    mutating func mapPut(_ slots: Address, live: Int) -> Term {
        let a = Arguments(base: slots)
        let place = findValue(a[1], in: a[0])
        if place != 0 && load(place) == a[2] { return a[0] }
        guard a[0].header.kind == .flatMap else { return triePut(a, live: live) }
        let count = a[0].mapSize
        if place != 0 {
            let offset = place &- a[0].boxedAddress
            guard ensure(count + 2, live: live) else { return failOutOfMemory() }
            let top = takeHeap(count + 2)
            copyWords(a[0].boxedAddress, to: top, words: count + 2)
            store(a[2], top &+ offset)
            return Term(boxed: top)
        }
        if count == MapLimits.flat { return growToTrie(a, live: live) }
        guard ensure(2 * count + 5, live: live) else { return failOutOfMemory() }
        let top = takeHeap(2 * count + 5)
        return insertFlat(a[0], a[1], a[2], at: top)
    }

    /// Whether `ensure` would not collect.
    mutating func hasRoom(_ words: Int) -> Bool {
        let running = process(current)
        return running.pointee.stackTop &- running.pointee.heapTop
            >= UInt32(truncatingIfNeeded: words + Stack.reserve) &* 4
    }

    /// `words` words of heap, for which there is room.
    @inline(__always)
    mutating func takeHeap(_ words: Int) -> Address {
        let running = process(current)
        let top = running.pointee.heapTop
        running.pointee.heapTop = top &+ UInt32(truncatingIfNeeded: words) &* 4
        return top
    }

    /// How many keys of the `count` at `keys` are before a key; `isThere`: the next is the key itself.
    mutating func flatPosition(_ key: Term, _ keys: Address, _ count: Int, _ isThere: inout Bool) -> Int {
        var low = 0
        var high = count
        while low < high {
            let middle = (low &+ high) &>> 1
            let order = keyOrder(load(keys &+ UInt32(truncatingIfNeeded: middle) &* 4), key)
            if order == 0 {
                isThere = true
                return middle
            }
            if order < 0 { low = middle &+ 1 } else { high = middle }
        }
        isThere = false
        return low
    }

    /// A flat map with one more key, which it does not have, at `top`: first its keys, then the map.
    private mutating func insertFlat(_ map: Term, _ key: Term, _ value: Term, at top: Address) -> Term {
        let count = map.mapSize
        var isThere = false
        let position = flatPosition(key, map.flatKeys, count, &isThere)
        let result = top &+ UInt32(truncatingIfNeeded: count &+ 2) &* 4
        storeWord(Header.tuple(count &+ 1).bits, top)
        storeWord(Header(.flatMap, words: count &+ 2).bits, result)
        store(Term(boxed: top), result &+ 4)
        insertCopy(map.flatKeys, count, key, at: position, to: top &+ 4)
        insertCopy(map.flatValues, count, value, at: position, to: result &+ 8)
        return Term(boxed: result)
    }

    /// Copies words with one more at a position.
    private mutating func insertCopy(_ from: Address, _ count: Int, _ term: Term, at position: Int, to: Address) {
        let place = to &+ UInt32(truncatingIfNeeded: position) &* 4
        copyWords(from, to: to, words: position)
        store(term, place)
        copyWords(from &+ UInt32(truncatingIfNeeded: position) &* 4, to: place &+ 4, words: count &- position)
    }

    /// The 33rd association of a flat map makes it a trie.
    private mutating func growToTrie(_ a: Arguments, live: Int) -> Term {
        let count = MapLimits.flat + 1
        guard ensure(2 * count + 1, live: live) else { return failOutOfMemory() }
        let pairs = takeHeap(2 * count + 1)
        storeWord(Header.tuple(2 * count).bits, pairs)
        var walk = MapWalk(a[0])
        var place = pairs &+ 4
        while walk.next() {
            store(walk.key, place)
            store(walk.value, place &+ 4)
            place = place &+ 8
        }
        store(a[1], place)
        store(a[2], place &+ 4)
        a[0] = Term(boxed: pairs)
        return mapFromPairs(a.base, live: live, rejectingDuplicates: false)
    }

    // MARK: Tries

    /// The way to a key, through nodes as they are now.
    @inline(never)
    private mutating func findPath(_ key: Term, in map: Term, _ hash: UInt32, _ path: inout TriePath) {
        path.level = 0
        path.found = .nil
        path.isSame = false
        var rest = hash
        path.nodes[0] = map.boxedAddress &+ 8
        while true {
            let node = path.nodes[path.level]
            let bitmap = loadWord(node)
            if bitmap == 0 {
                var place = node &+ 4
                let end = place &+ UInt32(truncatingIfNeeded: path.words(path.level) &- 1) &* 4
                path.found = .none
                while place < end {
                    let order = keyOrder(load(place).head, key)
                    path.isSame = order == 0
                    if order >= 0 { break }
                    place = place &+ 4
                }
                if path.isSame { path.found = load(place) }
                path.places[path.level] = place
                return
            }
            let bit = TrieBit.of(rest)
            let place = node &+ 4 &+ TrieBit.place(bitmap, bit) &* 4
            path.places[path.level] = place
            if bitmap & bit == 0 { return }
            let child = load(place)
            if child.isList {
                path.found = child
                path.isSame = exactlyEqual(child.head, key)
                return
            }
            path.level += 1
            path.nodes[path.level] = child.boxedAddress &+ 4
            rest = rest &<< 4
        }
    }

    private mutating func triePut(_ a: Arguments, live: Int) -> Term {
        let hash = hash(of: a[1])
        var path = TriePath()
        findPath(a[1], in: a[0], hash, &path)
        let isInsertion = path.found.isNil || path.found.isNone
        // Nodes that two associations need between the last one and where their hashes differ.
        var common = 0
        var other: UInt32 = 0
        if !isInsertion && !path.isSame {
            other = self.hash(of: path.found.head)
            common = commonDigits(hash, other) &- path.level
        }
        var words = 2 + (isInsertion ? 1 : 0)
        if common > 0 { words += common &* 3 &+ 1 }
        for level in 0...path.level { words += path.words(level) &+ 1 }
        if !hasRoom(words) {
            guard ensure(words, live: live) else { return failOutOfMemory() }
            findPath(a[1], in: a[0], hash, &path)
        }

        let top = takeHeap(words)
        store(a[1], top)
        store(a[2], top &+ 4)
        var child = Term(list: top)
        var place = top &+ 8
        var level = path.level
        if common > 0 {
            child = joinedNodes(path.found, child, hash, other, from: level &+ 1, common, at: &place)
        }
        if isInsertion {
            let from = path.header(level)
            let isRoot = level == 0
            let before = Int(path.places[level] &- from) &>> 2
            storeWord(loadWord(from) &+ 0x100, place)
            insertCopy(from &+ 4, path.words(level), child, at: before &- 1, to: place &+ 4)
            let bitmap = isRoot ? place &+ 8 : place &+ 4
            if path.found.isNil { storeWord(loadWord(bitmap) | TrieBit.of(hash &<< UInt32(level &* 4)), bitmap) }
            child = Term(boxed: place)
            place = place &+ UInt32(path.words(level) &+ 2) &* 4
            level -= 1
        }
        copyUp(&path, level, &child, &place)
        if !path.isSame { storeWord(loadWord(child.boxedAddress &+ 4) &+ 4, child.boxedAddress &+ 4) }
        return child
    }

    /// Copies of the nodes from `level` up to the root, with a new child each. Leaves the root in `child`.
    private mutating func copyUp(
        _ path: inout TriePath, _ level: Int, _ child: inout Term, _ place: inout Address
    ) {
        var level = level
        while level >= 0 {
            let from = path.header(level)
            let words = path.words(level) &+ 1
            copyWords(from, to: place, words: words)
            store(child, place &+ (path.places[level] &- from))
            child = Term(boxed: place)
            place = place &+ UInt32(truncatingIfNeeded: words) &* 4
            level -= 1
        }
    }

    /// How many hexadecimal digits two hashes have in common from the highest on.
    @inline(__always)
    func commonDigits(_ a: UInt32, _ b: UInt32) -> Int { (a ^ b).leadingZeroBitCount &>> 2 }

    /// The nodes below a node of level `from - 1` that lead to two associations: `count` of them, three words each and one more.
    private mutating func joinedNodes(
        _ a: Term, _ b: Term, _ hashB: UInt32, _ hashA: UInt32, from: Int, _ count: Int, at place: inout Address
    ) -> Term {
        let last = from &+ count &- 1
        let shift = UInt32(truncatingIfNeeded: last &* 4)
        let bitA = last == 8 ? 0 : TrieBit.of(hashA &<< shift)
        let bitB = last == 8 ? 0 : TrieBit.of(hashB &<< shift)
        let isFirst = last == 8 ? keyOrder(a.head, b.head) < 0 : bitA < bitB
        var child = Term(boxed: place)
        storeWord(Header(.hashNode, words: 3).bits, place)
        storeWord(bitA | bitB, place &+ 4)
        store(isFirst ? a : b, place &+ 8)
        store(isFirst ? b : a, place &+ 12)
        place = place &+ 16
        var level = last
        while level > from {
            level -= 1
            storeWord(Header(.hashNode, words: 2).bits, place)
            storeWord(TrieBit.of(hashA &<< UInt32(truncatingIfNeeded: level &* 4)), place &+ 4)
            store(child, place &+ 8)
            child = Term(boxed: place)
            place = place &+ 12
        }
        return child
    }

    // MARK: One less

    /// The map in the X slot at `slots`, which `live` keeps, without the key in the slot behind it; the same map where it has
    /// no such key. `none`: there is no memory (`action` says so).
    @inline(never)
    mutating func mapRemove(_ slots: Address, live: Int) -> Term {
        let a = Arguments(base: slots)
        let found = findValue(a[1], in: a[0])
        if found == 0 { return a[0] }
        let count = a[0].mapSize
        if a[0].header.kind == .hashMap {
            return count == MapLimits.flat + 1 ? shrinkToFlat(a, live: live) : trieRemove(a, live: live)
        }
        let position = Int(found &- a[0].flatValues) &>> 2
        guard ensure(2 * count + 1, live: live) else { return failOutOfMemory() }
        let top = takeHeap(2 * count + 1)
        let result = top &+ UInt32(count) &* 4
        storeWord(Header.tuple(count &- 1).bits, top)
        storeWord(Header(.flatMap, words: count).bits, result)
        store(Term(boxed: top), result &+ 4)
        removeCopy(a[0].flatKeys, count, at: position, to: top &+ 4)
        removeCopy(a[0].flatValues, count, at: position, to: result &+ 8)
        return Term(boxed: result)
    }

    /// Copies words but for the one at a position.
    private mutating func removeCopy(_ from: Address, _ count: Int, at position: Int, to: Address) {
        let offset = UInt32(truncatingIfNeeded: position) &* 4
        copyWords(from, to: to, words: position)
        copyWords(from &+ offset &+ 4, to: to &+ offset, words: count &- position &- 1)
    }

    private mutating func trieRemove(_ a: Arguments, live: Int) -> Term {
        let hash = hash(of: a[1])
        var words = 0
        let running = process(current)
        var path = TriePath()
        findPath(a[1], in: a[0], hash, &path)
        for level in 0...path.level { words += path.words(level) &+ 1 }
        if !hasRoom(words) {
            guard ensure(words, live: live) else { return failOutOfMemory() }
            findPath(a[1], in: a[0], hash, &path)
        }

        var level = path.level
        var place = running.pointee.heapTop
        var child = Term.none
        // A node that is left with one association gives way to it, as do those above that lead only there.
        if level > 0 && path.words(level) == 3 {
            let first = path.nodes[level] &+ 4
            let other = load(path.places[level] == first ? first &+ 4 : first)
            if other.isList {
                child = other
                level -= 1
                while level > 0 && path.words(level) == 2 { level -= 1 }
            }
        }
        if child.isNone {
            let from = path.header(level)
            let payload = path.words(level)
            storeWord(loadWord(from) &- 0x100, place)
            removeCopy(from &+ 4, payload, at: Int(path.places[level] &- from) &>> 2 &- 1, to: place &+ 4)
            let bitmap = level == 0 ? place &+ 8 : place &+ 4
            if loadWord(bitmap) != 0 {
                storeWord(loadWord(bitmap) & ~TrieBit.of(hash &<< UInt32(level &* 4)), bitmap)
            }
            child = Term(boxed: place)
            place = place &+ UInt32(payload) &* 4
            level -= 1
        }
        copyUp(&path, level, &child, &place)
        running.pointee.heapTop = place
        storeWord(loadWord(child.boxedAddress &+ 4) &- 4, child.boxedAddress &+ 4)
        return child
    }

    /// A trie of 33 associations without one is a flat map.
    private mutating func shrinkToFlat(_ a: Arguments, live: Int) -> Term {
        let count = MapLimits.flat
        guard ensure(2 * count + 3, live: live) else { return failOutOfMemory() }
        let top = takeHeap(2 * count + 3)
        let result = top &+ UInt32(count) &* 4 &+ 4
        storeWord(Header.tuple(count).bits, top)
        storeWord(Header(.flatMap, words: count + 1).bits, result)
        store(Term(boxed: top), result &+ 4)
        var walk = MapWalk(a[0])
        var place: UInt32 = 0
        let removed = findValue(a[1], in: a[0]) &- 4
        while walk.next() {
            if walk.cell.listAddress == removed { continue }
            store(walk.key, top &+ 4 &+ place)
            store(walk.value, result &+ 8 &+ place)
            place = place &+ 4
        }
        sortFlat(keys: top &+ 4, values: result &+ 8, count: count)
        return Term(boxed: result)
    }
}

/// Copies words upward from the lowest; the two ranges may not overlap unless `to` is below `from`.
@inline(never)
func copyWords(_ from: Address, to: Address, words: Int) {
    var from = from
    var to = to
    let end = from &+ UInt32(truncatingIfNeeded: words) &* 4
    while end &- from >= 16 {
        storeWord(loadWord(from), to)
        storeWord(loadWord(from &+ 4), to &+ 4)
        storeWord(loadWord(from &+ 8), to &+ 8)
        storeWord(loadWord(from &+ 12), to &+ 12)
        from = from &+ 16
        to = to &+ 16
    }
    while from != end {
        storeWord(loadWord(from), to)
        from = from &+ 4
        to = to &+ 4
    }
}
