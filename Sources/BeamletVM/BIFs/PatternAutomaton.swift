/// Finds any of a set of byte strings in one pass over the bytes that are searched, whatever these are: the automaton of Aho and
/// Corasick ("Efficient string matching", Communications of the ACM 18/6, 1975). Matches are those that `binary:match/2`
/// wants: of those that begin first the longest.
///
/// It lies in memory as words: `setWords` with a bit for each byte that a pattern begins with; then, for each state, its byte and
/// depth, first child, next sibling, the state of the longest proper suffix, the longest pattern that ends there. States are
/// numbered from 0, the beginning; where another state is named, 0 means none.
struct PatternAutomaton {
    /// Address of the words.
    let base: Address

    /// Words of the set of first bytes.
    static let setWords = 8
    /// Words of a state.
    static let stateWords = 5

    /// Words for so many states.
    static func words(states: Int) -> Int { setWords &+ states &* stateWords }

    private func place(_ state: UInt32, _ word: UInt32) -> Address { base &+ 32 &+ state &* 20 &+ word &* 4 }

    private func byte(_ state: UInt32) -> UInt32 { loadWord(place(state, 0)) & 0xFF }
    private func depth(_ state: UInt32) -> Int { Int(loadWord(place(state, 0)) &>> 8) }
    private func firstChild(_ state: UInt32) -> UInt32 { loadWord(place(state, 1)) }
    private func sibling(_ state: UInt32) -> UInt32 { loadWord(place(state, 2)) }
    private func suffix(_ state: UInt32) -> UInt32 { loadWord(place(state, 3)) }
    private func pattern(_ state: UInt32) -> UInt32 { loadWord(place(state, 4)) }

    /// Whether a pattern begins with a byte.
    @inline(__always)
    private func begins(_ byte: UInt32) -> Bool {
        loadWord(base &+ (byte &>> 3 & ~3)) &>> (byte & 31) & 1 != 0
    }

    // MARK: Making one

    /// Makes it an automaton of no patterns: the first state.
    func clear() {
        var word: UInt32 = 0
        while word < UInt32(Self.words(states: 1)) {
            storeWord(0, base &+ word &* 4)
            word &+= 1
        }
    }

    /// Adds a pattern to the `states` states there are, and answers how many there are then. There is room for one more for each byte.
    func add(_ bytes: BitSpan, states: UInt32) -> UInt32 {
        var states = states
        var state: UInt32 = 0
        var index = 0
        while index < bytes.byteCount {
            let next = UInt32(bytes.byte(index))
            var child = self.child(state, next)
            if child == 0 {
                child = states
                states &+= 1
                storeWord(UInt32(truncatingIfNeeded: index &+ 1) &<< 8 | next, place(child, 0))
                storeWord(0, place(child, 1))
                storeWord(firstChild(state), place(child, 2))
                storeWord(0, place(child, 3))
                storeWord(0, place(child, 4))
                storeWord(child, place(state, 1))
                if index == 0 {
                    let word = base &+ (next &>> 3 & ~3)
                    storeWord(loadWord(word) | 1 &<< (next & 31), word)
                }
            }
            state = child
            index &+= 1
        }
        storeWord(state, place(state, 4))
        return states
    }

    /// Finds the suffixes when all patterns are there. `queue` is room for a word for each state.
    func link(queue: Address) {
        var first = queue
        var last = queue &+ 4
        storeWord(0, queue)
        while first != last {
            let state = loadWord(first)
            first = first &+ 4
            var child = firstChild(state)
            while child != 0 {
                storeWord(child, last)
                last = last &+ 4
                if state != 0 {
                    let target = step(suffix(state), byte(child))
                    storeWord(target, place(child, 3))
                    if pattern(child) == 0 { storeWord(pattern(target), place(child, 4)) }
                }
                child = sibling(child)
            }
        }
    }

    // MARK: Searching

    /// The child of a state for a byte, or 0.
    @inline(__always)
    private func child(_ state: UInt32, _ next: UInt32) -> UInt32 {
        var child = firstChild(state)
        while child != 0, byte(child) != next { child = sibling(child) }
        return child
    }

    /// Where a byte leads from a state.
    @inline(__always)
    private func step(_ from: UInt32, _ next: UInt32) -> UInt32 {
        var state = from
        while true {
            let target = child(state, next)
            if target != 0 || state == 0 { return target }
            state = suffix(state)
        }
    }

    /// The first match in the bytes from `first` to before `end`, or nil.
    @_optimize(speed)
    func find(_ bytes: BitSpan, from first: Int, to end: Int, _ machine: inout Machine) -> (start: Int, count: Int)? {
        var state: UInt32 = 0
        var start = Int.max
        var count = 0
        var index = first
        var steps: UInt32 = 0
        while index < end {
            machine.step(&steps, 36)
            let next = UInt32(bytes.byte(index))
            index &+= 1
            if state == 0 {
                if !begins(next) { continue }
            }
            state = step(state, next)
            // What a later byte may yet end begins here or later.
            if index &- depth(state) > start { break }
            let found = pattern(state)
            if found != 0 {
                let length = depth(found)
                if index &- length < start || index &- length == start && length > count {
                    start = index &- length
                    count = length
                }
            }
        }
        return start == Int.max ? nil : (start, count)
    }
}
