/// Puts the associations of literal maps in order, once all are there.
///
/// Order and hash of keys are the machine's. The linker has none that runs: what it has is enough for these, a machine with
/// nothing but atoms and memory for stacks. It lies in the loader's working memory, its arena in the part of the code area that is
/// still free. A module that is loaded at run time has none: it goes to a place of its own size. There the working memory, which on a
/// desktop has no addresses of 32 bits, serves instead.
struct MapLiterals {
    private let machine: UnsafeMutablePointer<Machine>
    /// Working memory for what is compared deeply.
    private let reserve: UnsafeMutableBufferPointer<UInt64>
    /// Bytes that comparing keys takes.
    private static let stackBytes = 1024

    /// Takes the memory. Throws `scratchFull`.
    init(scratch: inout Scratch) throws(LoadError) {
        let words = try scratch.array(of: UInt64.self, MemoryLayout<Machine>.stride / 8 + 1)
        machine = UnsafeMutableRawPointer(words.baseAddress.unsafelyUnwrapped).assumingMemoryBound(to: Machine.self)
        reserve = try scratch.array(of: UInt64.self, MapLiterals.stackBytes / 8)
    }

    /// Prepares the machine: its arena, of `needed` bytes or more, is the upper half of what is free of an area, or `spare`. Throws
    /// `areaFull`.
    private func prepare(
        _ area: CodeArea, _ atoms: AtomInterner, needed: Int, spare: UnsafeMutableRawBufferPointer
    ) throws(LoadError) {
        machine.pointee.atoms = atoms.store
        var start = (area.cursor &+ (area.limit &- area.cursor) / 2) & ~3
        var end = max(start, area.limit & ~3)
        if end &- start < needed {
            guard spare.count >= needed, let base = spare.baseAddress?.alignedUp(for: UInt64.self),
                let top = UInt32(exactly: UInt(bitPattern: spare.baseAddress) + UInt(spare.count))
            else { throw LoadError(.areaFull, chunk: 0, offset: 0, detail: needed) }
            start = UInt32(truncatingIfNeeded: UInt(bitPattern: base))
            end = max(start, top & ~3)
        }
        machine.pointee.arena = BlockAllocator(start: start, end: end)
    }

    /// Bytes that comparing keys takes: none where they are immediate.
    private func stack(_ keys: Address, _ count: Int) -> Int { hasBoxed(keys, count) ? MapLiterals.stackBytes : 0 }

    /// Whether a key among `count` is no immediate term.
    private func hasBoxed(_ keys: Address, _ count: Int) -> Bool {
        for index in 0..<UInt32(count) where !load(keys &+ index * 4).isImmediate { return true }
        return false
    }

    /// Completes the map at `map`: sorts the keys and values of a flat one, which follow its key tuple and itself; makes the
    /// trie of a large one, whose associations' cells lie 19 words behind its root. `spare` is working memory that is free. Throws
    /// `badTerm` where keys are equal, `areaFull`.
    func finish(
        _ map: Address, area: inout CodeArea, atoms: AtomInterner, spare: UnsafeMutableRawBufferPointer
    ) throws(LoadError) {
        let term = Term(boxed: map)
        let count = term.mapSize
        let isFlat = term.header.kind == .flatMap
        let needed = isFlat ? stack(term.flatKeys, count) : TrieIndex.bytes(count) + MapLiterals.stackBytes
        try prepare(area, atoms, needed: needed, spare: isFlat ? UnsafeMutableRawBufferPointer(reserve) : spare)
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
        let end = machine.pointee.arena.start
        guard end < area.cursor || end > area.limit || words * 4 <= end &- area.cursor else {
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
        try prepare(area, atoms, needed: stack(keys, count), spare: UnsafeMutableRawBufferPointer(reserve))
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
