// The order of large maps of equal size: that of their sorted keys, then, where all keys are equal, of the values of the
// first key whose values differ. What is not in both is found by its hash, so only keys that differ are compared, and
// nothing is sorted.
//
// Comparing those keys may lead to large maps again. So a search for the smallest of them waits in a block of the arena, and
// `compare` brings it each result.

/// The block of a search.
private struct SearchBlock {
    let block: Address

    static let headerWords = 6

    var a: Term { load(block) }
    var b: Term { load(block &+ 4) }
    /// Whether values are compared exactly.
    var exact: Bool { loadWord(block &+ 8) & 1 != 0 }
    /// The associations of the first map among the entries; all where it is about values.
    var boundary: UInt32 {
        get { loadWord(block &+ 12) }
        nonmutating set { storeWord(newValue, block &+ 12) }
    }
    /// The entry that is compared with the smallest one so far.
    var index: UInt32 {
        get { loadWord(block &+ 16) }
        nonmutating set { storeWord(newValue, block &+ 16) }
    }
    var smallest: UInt32 {
        get { loadWord(block &+ 20) }
        nonmutating set { storeWord(newValue, block &+ 20) }
    }
    var count: UInt32 { loadWord(block &+ 8) &>> 1 }

    func begin(_ a: Term, _ b: Term, exact: Bool) {
        store(a, block)
        store(b, block &+ 4)
        storeWord(exact ? 1 : 0, block &+ 8)
        index = 1
        smallest = 0
    }

    func entry(_ index: UInt32) -> Term { load(block &+ (UInt32(Self.headerWords) &+ index) &* 4) }

    func append(_ cell: Term) {
        store(cell, block &+ (UInt32(Self.headerWords) &+ count) &* 4)
        storeWord(loadWord(block &+ 8) &+ 2, block &+ 8)
    }
}

extension Machine {
    /// How many associations of `map` differ from those of `other`: by their keys, or, where all keys are equal, by their values.
    @inline(never)
    private mutating func differences(_ map: Term, _ other: Term, values: Bool, exact: Bool, _ visit: Address) -> Int {
        var walk = MapWalk(map)
        var count = 0
        while walk.next() {
            let place = findValue(walk.key, in: other)
            if values && place != 0 {
                let value = load(place)
                if exact ? exactlyEqual(walk.value, value) : equal(walk.value, value) { continue }
            } else if place != 0 {
                continue
            }
            count += 1
            if visit != 0 { SearchBlock(block: visit).append(walk.cell) }
        }
        return count
    }

    /// Begins to compare two large maps of equal size. Leaves in `step` what is to be compared next; or a search that has come
    /// to its end, as its `index` says, and `result`. False: there is no memory.
    mutating func searchDifference(
        _ step: inout ComparisonStep, _ stack: inout ComparisonStack, _ result: inout Int
    ) -> Bool {
        let a = step.a
        let b = step.b
        let exact = step.exact
        var count = differences(a, b, values: false, exact: exact, 0)
        let isAboutValues = count == 0
        if isAboutValues {
            count = differences(a, b, values: true, exact: exact, 0)
            if count == 0 {
                step.index = ComparisonStep.search
                result = 0
                return true
            }
        }
        let entries = isAboutValues ? count : count * 2
        let block = allocate(bytes: (SearchBlock.headerWords + entries) * 4)
        if block == 0 { return false }
        let search = SearchBlock(block: block)
        search.begin(a, b, exact: exact)
        _ = differences(a, b, values: isAboutValues, exact: exact, block)
        search.boundary = isAboutValues ? .max : search.count
        if !isAboutValues { _ = differences(b, a, values: false, exact: exact, block) }
        return compareEntry(search, &step, &stack, &result)
    }

    /// Goes on with the search in `step`, whose smallest entry was compared with another: `result`. Leaves in `step` and
    /// `result` what `searchDifference` does.
    mutating func continueSearch(
        _ step: inout ComparisonStep, _ stack: inout ComparisonStack, _ result: inout Int
    ) -> Bool {
        let search = SearchBlock(block: step.a.bits)
        if result < 0 { search.smallest = search.index }
        search.index = search.index &+ 1
        result = 0
        return compareEntry(search, &step, &stack, &result)
    }

    private mutating func compareEntry(
        _ search: SearchBlock, _ step: inout ComparisonStep, _ stack: inout ComparisonStack, _ result: inout Int
    ) -> Bool {
        let smallest = search.entry(search.smallest)
        if search.index < search.count {
            let waiting = ComparisonStep(
                a: Term(bits: search.block), b: .nil, index: ComparisonStep.search, exact: true)
            guard stack.push(waiting, &self) else {
                free(search.block)
                return false
            }
            step = ComparisonStep(
                a: search.entry(search.index).head, b: smallest.head, index: ComparisonStep.whole, exact: true)
            return true
        }
        if search.boundary == .max {
            step = ComparisonStep(
                a: smallest.tail, b: mapValue(smallest.head, in: search.b), index: ComparisonStep.whole,
                exact: search.exact)
        } else {
            result = search.smallest < search.boundary ? -1 : 1
            step.index = ComparisonStep.search
        }
        free(search.block)
        return true
    }
}
