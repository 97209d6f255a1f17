/// Puts the associations of literal maps in order, once all are there.
///
/// Order and hash of keys are the machine's. The linker has none that runs: what it has is enough for these, a machine with
/// nothing but atoms and memory for stacks. It lies in the loader's working memory, its arena in the part of the code area that is
/// still free.
struct MapLiterals {
    private let machine: UnsafeMutablePointer<Machine>

    /// Takes the memory. Throws `scratchFull`.
    init(scratch: inout Scratch) throws(LoadError) {
        let words = try scratch.array(of: UInt64.self, MemoryLayout<Machine>.stride / 8 + 1)
        machine = UnsafeMutableRawPointer(words.baseAddress.unsafelyUnwrapped).assumingMemoryBound(to: Machine.self)
    }

    /// Prepares the machine: its arena is the upper half of what is free of an area. Where only immediate keys of a flat map are
    /// compared, which takes no memory, it may have none. Throws `areaFull`.
    private func prepare(_ area: CodeArea, _ atoms: AtomInterner, needsArena: Bool) throws(LoadError) {
        machine.pointee.atoms = atoms.store
        let middle = (area.cursor &+ (area.limit &- area.cursor) / 2) & ~3
        let end = area.limit & ~3
        guard !needsArena || end &- middle >= 1024 else {
            throw LoadError(.areaFull, chunk: 0, offset: 0, detail: 1024)
        }
        machine.pointee.arena = BlockAllocator(start: middle, end: max(middle, end))
    }

    /// Whether a key among `count` is no immediate term.
    private func hasBoxed(_ keys: Address, _ count: Int) -> Bool {
        for index in 0..<UInt32(count) where !load(keys &+ index * 4).isImmediate { return true }
        return false
    }

    /// Completes the map at `map`: sorts the keys and values of a flat one, which follow its key tuple and itself; makes the
    /// trie of a large one, whose associations' cells lie 19 words behind its root. Throws `badTerm` where keys are equal,
    /// `areaFull`.
    func finish(_ map: Address, area: inout CodeArea, atoms: AtomInterner) throws(LoadError) {
        let term = Term(boxed: map)
        let count = term.mapSize
        let isFlat = term.header.kind == .flatMap
        try prepare(area, atoms, needsArena: !isFlat || hasBoxed(term.flatKeys, count))
        if isFlat {
            machine.pointee.sortFlat(keys: term.flatKeys, values: term.flatValues, count: count)
            guard areDistinct(term.flatKeys, count) else { throw equalKeys }
            return
        }
        let block = machine.pointee.arena.allocate(bytes: TrieIndex.bytes(count))
        if block == 0 { throw LoadError(.areaFull, chunk: 0, offset: 0, detail: TrieIndex.bytes(count)) }
        var index = TrieIndex(block, count: count)
        machine.pointee.sort(&index, cells: map &+ 19 * 4)
        guard index.count == count else { throw equalKeys }
        let words = machine.pointee.trieWords(index) - machine.pointee.rootWords(index)
        guard words * 4 <= machine.pointee.arena.start &- area.cursor else {
            throw LoadError(.areaFull, chunk: 0, offset: 0, detail: words * 4)
        }
        var nodes = try area.reserve(words * 4)
        _ = machine.pointee.buildTrie(index, root: map, nodes: &nodes)
    }

    private var equalKeys: LoadError { LoadError(.badTerm, chunk: ChunkName.literals, offset: 0, detail: 116) }

    /// Sorts an instruction's `count` constant keys, and the words at `values` with them. False: some are equal.
    func sortKeys(
        _ keys: Address, values: Address, count: Int, area: CodeArea, atoms: AtomInterner
    ) throws(LoadError) -> Bool {
        try prepare(area, atoms, needsArena: hasBoxed(keys, count))
        machine.pointee.sortFlat(keys: keys, values: values, count: count)
        return areDistinct(keys, count)
    }

    /// Whether no two neighbours are equal.
    private func areDistinct(_ keys: Address, _ count: Int) -> Bool {
        var index: UInt32 = 1
        while index < UInt32(count) {
            let key = keys &+ index * 4
            if machine.pointee.exactlyEqual(load(key), load(key &- 4)) { return false }
            index += 1
        }
        return true
    }
}
