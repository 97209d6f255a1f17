import Testing

@testable import BeamletVM

@Suite struct AtomTableTests {
    private func withName<Result>(_ text: String, _ body: (AtomName) throws -> Result) rethrows -> Result {
        var copy = text
        return try copy.withUTF8 { bytes in
            var none: UInt8 = 0
            return try withUnsafePointer(to: &none) {
                try body(AtomName(bytes: bytes.baseAddress ?? $0, count: bytes.count))
            }
        }
    }

    private func text(_ name: AtomName) -> String {
        String(decoding: UnsafeBufferPointer(start: name.bytes, count: name.count), as: UTF8.self)
    }

    @Test func atomsUpToTheLimit() throws {
        try LoaderMemory.with { memory in
            var interner = try AtomInterner(memory: memory.workspace, capacity: AtomStore.limit)
            for index in PredefinedAtoms.count..<AtomStore.limit {
                let atom = try withName("atom \(index)") { try interner.intern($0) }
                #expect(atom == Term(atom: UInt32(index)))
            }
            #expect(interner.table.count == 65_535)
            let error = loadError { _ = try withName("one more") { try interner.intern($0) } }
            #expect(error == LoadError(.tooManyAtoms, chunk: ChunkName.atomsUTF8, offset: 0, detail: 65_535))
            // Those that are there are found, also the last.
            let store = AtomStore(linked: interner.table)
            for index in stride(from: PredefinedAtoms.count, to: AtomStore.limit, by: 97) {
                let name = "atom \(index)"
                #expect(withName(name) { interner.table.find($0) } == index)
                #expect(text(store.text(Term(atom: UInt32(index)))) == name)
            }
            #expect(withName("atom 65534") { interner.table.find($0) } == 65_534)
            #expect(withName("one more") { interner.table.find($0) } == nil)
        }
    }

    @Test func theSameTextIsTheSameAtom() throws {
        try LoaderMemory.with { memory in
            var interner = try memory.interner()
            let atom = try withName("größer") { try interner.intern($0) }
            #expect(try withName("größer") { try interner.intern($0) } == atom)
            let latin1 = Array("gr".utf8) + [0xF6, 0xDF] + Array("er".utf8)
            let sameAtom = try latin1.withUnsafeBufferPointer { bytes in
                try interner.intern(latin1: try #require(bytes.baseAddress), count: bytes.count)
            }
            #expect(sameAtom == atom)
            #expect(try withName("ok") { try interner.intern($0) } == .ok)
            #expect(try withName("") { try interner.intern($0) } == Term(atom: UInt32(PredefinedAtoms.count + 1)))
        }
    }

    /// Texts whose hashes (FNV-1a, 32 bits) are the same.
    @Test(arguments: [("costarring", "liquid"), ("declinate", "macallums"), ("altarage", "zinke")])
    func collisions(_ first: String, _ second: String) throws {
        #expect(withName(first) { $0.hash } == withName(second) { $0.hash })
        try LoaderMemory.with { memory in
            var interner = try memory.interner()
            let one = try withName(first) { try interner.intern($0) }
            #expect(withName(second) { interner.table.find($0) } == nil)
            let other = try withName(second) { try interner.intern($0) }
            #expect(one != other)
            #expect(try withName(first) { try interner.intern($0) } == one)
            #expect(try withName(second) { try interner.intern($0) } == other)
        }
    }

    @Test func orderIsThatOfTheBytes() {
        let pairs = [("", "a"), ("a", "b"), ("a", "aa"), ("Z", "a"), ("z", "\u{E9}"), ("\u{FFFD}", "\u{10000}")]
        for (smaller, larger) in pairs {
            withName(smaller) { small in
                withName(larger) { large in
                    #expect(AtomName.compare(small, large) < 0)
                    #expect(AtomName.compare(large, small) > 0)
                    #expect(AtomName.compare(small, small) == 0)
                }
            }
        }
    }
}
