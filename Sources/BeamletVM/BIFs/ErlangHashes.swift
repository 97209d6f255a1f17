// erlang: hashes of terms.
extension Machine {
    @inline(never)
    mutating func erlang_phash2_1(_ a: Arguments) -> Term {
        guard let hash = portableHash(a[0]) else { return failOutOfMemory() }
        return Term(small: Int(hash & 0x7FF_FFFF))
    }

    /// The range of a hash: 1 to 2 to the power of 32, for which 0 stands. Nil: it is no such number.
    private mutating func hashRange(_ term: Term) -> UInt32? {
        if term.isSmall { return term.smallValue > 0 ? UInt32(term.smallValue) : nil }
        guard term.isBoxed(.positiveBignum) else { return nil }
        if term.header.words == 1 { return term.boxedWord(0) }
        return term.header.words == 2 && term.boxedWord(1) == 1 && term.boxedWord(0) == 0 ? 0 : nil
    }

    @inline(never)
    mutating func erlang_phash2_2(_ a: Arguments) -> Term {
        guard let range = hashRange(a[1]) else { return fail(.badarg) }
        guard let hash = portableHash(a[0]) else { return failOutOfMemory() }
        return makeInteger(UInt64(range == 0 ? hash : hash % range), live: live)
    }

    /// From 1 to the range.
    @inline(never)
    mutating func erlang_phash_2(_ a: Arguments) -> Term {
        guard let range = hashRange(a[1]) else { return fail(.badarg) }
        guard let hash = oldPortableHash(a[0]) else { return failOutOfMemory() }
        return makeInteger(UInt64(range == 0 ? hash : hash % range) + 1, live: live)
    }
}
