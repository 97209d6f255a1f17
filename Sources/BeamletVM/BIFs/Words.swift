/// The words of a text, which are separated by spaces or line ends. A table of atoms as text costs a fitted image nothing, where
/// atoms that the VM names by themselves (`PredefinedAtoms`) are in every image.
struct Words {
    private var cursor: UnsafePointer<UInt8>
    private let end: UnsafePointer<UInt8>
    /// The word that `next` answered is the first of its line.
    private(set) var isFirst = false

    init(_ text: StaticString) { self.init(from: text.utf8Start, to: text.utf8Start + text.utf8CodeUnitCount) }

    init(from start: UnsafePointer<UInt8>, to end: UnsafePointer<UInt8>) {
        cursor = start
        self.end = end
    }

    /// Nothing is left.
    var atEnd: Bool { cursor == end }

    /// The next word, or nil.
    @inline(never)
    mutating func next() -> AtomName? {
        if atEnd { return nil }
        let start = cursor
        while cursor < end && cursor.pointee > 32 { cursor += 1 }
        let word = AtomName(bytes: start, count: cursor - start)
        // The character before the word.
        isFirst = line
        line = cursor < end && cursor.pointee == 10
        if cursor < end { cursor += 1 }
        return word
    }

    /// The next word begins a line.
    private var line = true
}

extension Machine {
    /// Which of a text's words an atom is, from 0; -1: none of them.
    @inline(never)
    mutating func word(_ atom: Term, in text: StaticString) -> Int {
        guard atom.isAtom else { return -1 }
        let name = atomText(atom)
        var words = Words(text)
        var index = 0
        while let word = words.next() {
            if word == name { return index }
            index += 1
        }
        return -1
    }

    /// The atom of a text, made if need be. Where there is no room for it: `undefined`.
    @inline(never)
    mutating func atom(_ name: AtomName) -> Term {
        var failure = AtomFailure.noMemory
        return intern(name, failure: &failure) ?? .undefined
    }

    /// The same for a text that is known.
    @inline(never)
    mutating func atom(_ text: StaticString) -> Term {
        atom(AtomName(bytes: text.utf8Start, count: text.utf8CodeUnitCount))
    }
}
