// persistent_term: terms that all processes see.
//
// Each is a block of the arena with a copy of `[Key | Value]`. A process that asks for one gets a copy of its own. On the BEAM it gets
// the term itself, and for that whoever replaces or erases one has to look through all processes; here nothing points into a
// block from outside, so it is freed at once. What a program sees is the same; a large term costs its readers heap.
extension Machine {
    /// Words before an entry's term: the next entry, the term, its key's hash, its list of shared bitstrings.
    private static let persistentHeader = 4

    /// The entry of a key, or 0; `previous` is the one before it, or 0.
    private mutating func persistentEntry(_ key: Term, _ previous: inout Address) -> Address {
        let hash = hash(of: key)
        var entry = persistentTerms
        previous = 0
        while entry != 0 {
            if loadWord(entry &+ 8) == hash, exactlyEqual(load(entry &+ 4).head, key) { return entry }
            previous = entry
            entry = loadWord(entry)
        }
        return 0
    }

    private mutating func persistentEntry(_ key: Term) -> Address {
        var previous: Address = 0
        return persistentEntry(key, &previous)
    }

    /// A copy of an entry's value on the current process's heap.
    private mutating func persistentValue(_ entry: Address) -> Term {
        copyMessage(load(entry &+ 4).tail, to: current) ?? failOutOfMemory()
    }

    @inline(never)
    mutating func persistent_term_get_1(_ a: Arguments) -> Term {
        let entry = persistentEntry(a[0])
        return entry == 0 ? fail(.badarg) : persistentValue(entry)
    }

    @inline(never)
    mutating func persistent_term_get_2(_ a: Arguments) -> Term {
        let entry = persistentEntry(a[0])
        return entry == 0 ? a[1] : persistentValue(entry)
    }

    /// All of them, as pairs.
    @inline(never)
    mutating func persistent_term_get_0() -> Term {
        let list = Arguments(base: x &+ 12)
        list[0] = .nil
        var entry = persistentTerms
        while entry != 0 {
            guard let pair = copyMessage(load(entry &+ 4), to: current) else { return failOutOfMemory() }
            list[1] = pair
            guard ensure(5, live: 2) else { return failOutOfMemory() }
            list[0] = makeCell(makeTuple(list[1].head, list[1].tail), list[0])
            entry = loadWord(entry)
        }
        return list[0]
    }

    private mutating func putPersistent(_ a: Arguments, replacing: Bool) -> Term {
        let old = persistentEntry(a[0])
        if old != 0 {
            if exactlyEqual(load(old &+ 4).tail, a[1]) { return .ok }
            if !replacing { return fail(.badarg) }
        }
        guard ensure(2, live: live) else { return failOutOfMemory() }
        let pair = makeCell(a[0], a[1])
        let hash = hash(of: a[0])
        let (block, copy, _) = copyToBlock(pair, header: Machine.persistentHeader, spare: 0, list: 0)
        if block == 0 { return failOutOfMemory() }
        if old != 0 { _ = erasePersistent(a[0]) }
        storeWord(persistentTerms, block)
        store(copy, block &+ 4)
        storeWord(hash, block &+ 8)
        persistentTerms = block
        return .ok
    }

    private mutating func erasePersistent(_ key: Term) -> Bool {
        var previous: Address = 0
        let entry = persistentEntry(key, &previous)
        if entry == 0 { return false }
        if previous == 0 { persistentTerms = loadWord(entry) } else { storeWord(loadWord(entry), previous) }
        releaseBitstrings(list: entry &+ 12)
        free(entry)
        return true
    }

    @inline(never)
    mutating func persistent_term_put_2(_ a: Arguments) -> Term { putPersistent(a, replacing: true) }
    @inline(never)
    mutating func persistent_term_put_new_2(_ a: Arguments) -> Term { putPersistent(a, replacing: false) }
    @inline(never)
    mutating func persistent_term_erase_1(_ a: Arguments) -> Term { Term(erasePersistent(a[0])) }

    @inline(never)
    mutating func erts_internal_erase_persistent_terms_0() -> Term {
        while persistentTerms != 0 { _ = erasePersistent(load(persistentTerms &+ 4).head) }
        return .ok
    }

    /// `#{count => Number, memory => Bytes}`
    @inline(never)
    mutating func persistent_term_info_0() -> Term {
        var count = 0
        var bytes = 0
        var entry = persistentTerms
        while entry != 0 {
            count += 1
            bytes += arena.size(of: entry)
            entry = loadWord(entry)
        }
        guard ensure(5, live: 0) else { return failOutOfMemory() }
        let pairs = takeHeap(5)
        storeWord(Header.tuple(4).bits, pairs)
        store(.count, pairs &+ 4)
        store(Term(small: count), pairs &+ 8)
        store(.memory, pairs &+ 12)
        store(Term(small: bytes), pairs &+ 16)
        store(Term(boxed: pairs), x &+ 12)
        return mapFromPairs(x &+ 12, live: 1, rejectingDuplicates: false)
    }
}
