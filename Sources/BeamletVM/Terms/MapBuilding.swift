// Maps from many associations at once, in any order.
//
// A trie is built in one go from associations sorted by their hash: that is the order in which a walk through the trie comes
// to them, and two neighbours tell how deep the nodes between them are. Nothing is built twice, and no space is wasted.

/// An association on its way into a trie.
private struct TrieEntry {
    var hash: UInt32
    /// The list cell.
    var cell: Address
}

/// Associations that are being sorted: `count` entries in a block of the arena.
struct TrieIndex {
    fileprivate let entries: UnsafeMutablePointer<TrieEntry>
    fileprivate(set) var count: Int

    /// Bytes of the block for so many entries.
    static func bytes(_ count: Int) -> Int { count * MemoryLayout<TrieEntry>.stride }

    init(_ block: Address, count: Int) {
        entries = UnsafeMutablePointer(bitPattern: UInt(block)).unsafelyUnwrapped
        self.count = count
    }

    /// Digits that an entry's hash has in common with that of the one before.
    fileprivate func common(_ index: Int, _ machine: inout Machine) -> Int {
        if index <= 0 || index >= count { return 0 }
        return machine.commonDigits(entries[index - 1].hash, entries[index].hash)
    }
}

extension Machine {
    // MARK: From pairs

    /// A map of the associations in the X slot at `slot`, which `live` keeps: a tuple `{Key, Value, Key, Value, ...}` that
    /// nothing else refers to, and that is used up. Of equal keys the last one counts; or, where they are rejected,
    /// `badarg` is raised. `none`: that, or there is no memory; `action` says so.
    ///
    /// Needs two words for each association beside the tuple, and in the arena, while it works, twice that. Where nothing may be
    /// collected and the room is not there, it answers nil.
    @inline(never)
    mutating func mapFromPairs(
        _ slot: Address, live: Int, rejectingDuplicates: Bool, mayCollect: Bool = true
    ) -> Term {
        let count = load(slot).header.words / 2
        if count <= MapLimits.flat {
            let words = 2 * count + 3
            guard ensure(words, live: live) else { return failOutOfMemory() }
            let map = flatFromPairs(load(slot).boxedAddress &+ 4, count, at: process(current).pointee.heapTop)
            if rejectingDuplicates && map.mapSize != count { return fail(.badarg) }
            process(current).pointee.heapTop = map.boxedAddress &+ 8 &+ UInt32(map.mapSize) &* 4
            return map
        }
        while true {
            let block = allocate(bytes: TrieIndex.bytes(count))
            if block == 0 { return failOutOfMemory() }
            var index = TrieIndex(block, count: count)
            sort(&index, cells: load(slot).boxedAddress &+ 4)
            let distinct = index.count
            if rejectingDuplicates && distinct != count {
                free(block)
                return fail(.badarg)
            }
            var words = trieWords(index)
            if distinct <= MapLimits.flat { words = 2 * distinct + 3 }
            if !hasRoom(words) {
                free(block)
                if !mayCollect { return .nil }
                // What a collection moves, is sorted again: hashes do not change, but the places do.
                guard collect(current, live: live, need: words) else { return failOutOfMemory() }
                continue
            }
            let top = takeHeap(words)
            let map: Term
            if distinct <= MapLimits.flat {
                map = flatFromIndex(index, at: top)
            } else {
                var nodes = top &+ UInt32(rootWords(index)) &* 4
                map = buildTrie(index, root: top, nodes: &nodes)
            }
            free(block)
            return map
        }
    }

    /// A flat map at `top`, first its keys: there is room for `count`, at most 32.
    private mutating func flatFromPairs(_ pairs: Address, _ count: Int, at top: Address) -> Term {
        let keys = top &+ 4
        let values = keys &+ UInt32(count) &* 4 &+ 8
        var size = 0
        var index: UInt32 = 0
        while index < UInt32(count) {
            addFlat(load(pairs &+ index &* 8), load(pairs &+ index &* 8 &+ 4), keys, values, &size)
            index += 1
        }
        return finishFlat(top, values, size)
    }

    /// Completes a flat map at `top`, whose `size` keys are in place and whose values lie at `values`, not before their place.
    mutating func finishFlat(_ top: Address, _ values: Address, _ size: Int) -> Term {
        let result = top &+ UInt32(size) &* 4 &+ 4
        if values != result &+ 8 { copyWords(values, to: result &+ 8, words: size) }
        storeWord(Header.tuple(size).bits, top)
        storeWord(Header(.flatMap, words: size + 1).bits, result)
        store(Term(boxed: top), result &+ 4)
        return Term(boxed: result)
    }

    /// Puts an association among `size` sorted ones that are being built; there is room for one more.
    @inline(never)
    mutating func addFlat(_ key: Term, _ value: Term, _ keys: Address, _ values: Address, _ size: inout Int) {
        var isThere = false
        let position = flatPosition(key, keys, size, &isThere)
        let offset = UInt32(truncatingIfNeeded: position) &* 4
        if !isThere {
            moveWords(keys &+ offset, to: keys &+ offset &+ 4, words: size - position)
            moveWords(values &+ offset, to: values &+ offset &+ 4, words: size - position)
            store(key, keys &+ offset)
            size += 1
        }
        store(value, values &+ offset)
    }

    private mutating func flatFromIndex(_ index: TrieIndex, at top: Address) -> Term {
        let size = index.count
        let result = top &+ 4 &+ UInt32(size) &* 4
        storeWord(Header.tuple(size).bits, top)
        storeWord(Header(.flatMap, words: size + 1).bits, result)
        store(Term(boxed: top), result &+ 4)
        var place: UInt32 = 0
        while place < UInt32(size) {
            let cell = index.entries[Int(place)].cell
            store(load(cell), top &+ 4 &+ place &* 4)
            store(load(cell &+ 4), result &+ 8 &+ place &* 4)
            place += 1
        }
        sortFlat(keys: top &+ 4, values: result &+ 8, count: size)
        return Term(boxed: result)
    }

    /// Sorts keys, and the values with them.
    mutating func sortFlat(keys: Address, values: Address, count: Int) {
        sort(.flat, keys, values, count: count)
    }

    /// What `sort` sorts.
    enum SortedKind {
        /// Keys, with the words at a second place.
        case flat
        /// Cells, by their heads.
        case cells
        /// `TrieEntry`s.
        case trie
        /// Terms, in their order outside of maps.
        case terms
    }

    /// Sorts `count` keys at `base`, and what belongs to them at `values` (0: nothing does), in the order of keys. One function for
    /// all that is sorted.
    @inline(never)
    mutating func sort(_ kind: SortedKind, _ base: Address, _ values: Address, count: Int) {
        let stride = kind == .trie ? 2 : 1
        var steps: UInt32 = 0
        HeapSort.sort(
            count,
            isLess: {
                // The loader sorts literals before there is a process.
                if current != 0 { step(&steps, 110) }
                return isBefore(kind, base, $0 &* stride, $1 &* stride)
            },
            swap: {
                swapWords(base, $0 &* stride, $1 &* stride)
                if values != 0 { swapWords(values, $0 &* stride, $1 &* stride) }
            })
    }

    @inline(never)
    private mutating func isBefore(_ kind: SortedKind, _ base: Address, _ a: Int, _ b: Int) -> Bool {
        let left = base &+ UInt32(truncatingIfNeeded: a) &* 4
        let right = base &+ UInt32(truncatingIfNeeded: b) &* 4
        switch kind {
        case .flat: return keyOrder(load(left), load(right)) < 0
        case .cells: return keyOrder(load(left).head, load(right).head) < 0
        case .terms: return order(load(left), load(right)) < 0
        case .trie:
            if loadWord(left) != loadWord(right) { return loadWord(left) < loadWord(right) }
            let first = loadWord(left &+ 4)
            let second = loadWord(right &+ 4)
            let order = keyOrder(load(first), load(second))
            return order != 0 ? order < 0 : first < second
        }
    }

    @inline(never)
    private mutating func swapWords(_ base: Address, _ a: Int, _ b: Int) {
        let left = base &+ UInt32(truncatingIfNeeded: a) &* 4
        let right = base &+ UInt32(truncatingIfNeeded: b) &* 4
        let word = loadWord(left)
        storeWord(loadWord(right), left)
        storeWord(word, right)
    }

    // MARK: Tries

    /// Fills an index with the `count` cells that follow each other from `cells` on, sorts it, and drops all but the last of
    /// equal keys.
    mutating func sort(_ index: inout TrieIndex, cells: Address) {
        let entries = index.entries
        var place = 0
        while place < index.count {
            let cell = cells &+ UInt32(truncatingIfNeeded: place) &* 8
            entries[place] = TrieEntry(hash: hash(of: load(cell)), cell: cell)
            place += 1
        }
        let block = UInt32(truncatingIfNeeded: UInt(bitPattern: entries))
        sort(.trie, block, block &+ 4, count: index.count)
        var kept = 0
        place = 0
        while place < index.count {
            if kept > 0, entries[kept - 1].hash == entries[place].hash,
                exactlyEqual(load(entries[kept - 1].cell), load(entries[place].cell))
            {
                kept -= 1
            }
            entries[kept] = entries[place]
            kept += 1
            place += 1
        }
        index.count = kept
    }

    /// Words of a trie's root.
    mutating func rootWords(_ index: TrieIndex) -> Int {
        var words = 3
        var place = 0
        while place < index.count {
            if place == 0 || index.common(place, &self) == 0 { words += 1 }
            place += 1
        }
        return words
    }

    /// Words of all nodes of a trie, without the associations' cells.
    mutating func trieWords(_ index: TrieIndex) -> Int {
        var nodes = 0
        var before = 0
        var place = 1
        while place < index.count {
            let common = index.common(place, &self)
            if common > before { nodes += common - before }
            before = common
            place += 1
        }
        return 3 + index.count + 3 * nodes
    }

    /// Writes the nodes of a trie: the root at `root`, which has room for it, the others from `nodes` on. Uses the index up.
    mutating func buildTrie(_ index: TrieIndex, root: Address, nodes: inout Address) -> Term {
        // Children whose nodes are not closed yet lie on a stack in the part of the index that has been read: there are never
        // more than entries that were read.
        let stack = UInt32(UInt(bitPattern: index.entries))
        var top = stack
        var starts = InlineArray<9, Address>(repeating: stack)
        var bitmaps = InlineArray<9, UInt32>(repeating: 0)
        var depth = 0
        var place = 0
        var common = 0
        while place < index.count {
            let entry = index.entries[place]
            let next = place + 1 < index.count ? commonDigits(entry.hash, index.entries[place + 1].hash) : 0
            let level = max(common, next)
            while depth < level {
                depth += 1
                starts[depth] = top
                bitmaps[depth] = 0
            }
            store(Term(list: entry.cell), top)
            top = top &+ 4
            if depth < 8 { bitmaps[depth] |= TrieBit.of(entry.hash &<< UInt32(depth * 4)) }
            while depth > next {
                let children = (top &- starts[depth]) / 4
                storeWord(Header(.hashNode, words: Int(children) + 1).bits, nodes)
                storeWord(bitmaps[depth], nodes &+ 4)
                copyWords(starts[depth], to: nodes &+ 8, words: Int(children))
                top = starts[depth]
                store(Term(boxed: nodes), top)
                top = top &+ 4
                nodes = nodes &+ 8 &+ children &* 4
                depth -= 1
                bitmaps[depth] |= TrieBit.of(entry.hash &<< UInt32(depth * 4))
            }
            common = next
            place += 1
        }
        let children = Int(top &- stack) / 4
        storeWord(Header(.hashMap, words: children + 2).bits, root)
        store(Term(small: index.count), root &+ 4)
        storeWord(bitmaps[0], root &+ 8)
        copyWords(stack, to: root &+ 12, words: children)
        return Term(boxed: root)
    }
}
