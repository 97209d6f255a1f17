import Testing

@testable import BeamletVM

/// Words of stacks that are no terms.
@Suite struct StackWordTests {
    @Test func returnAddressesComeBack() {
        var generator = SeededGenerator(3)
        for _ in 0..<10_000 {
            let address = Address.random(in: 0..<0x2000_0000, using: &generator) * 2
            let word = Stack.returnWord(address)
            #expect(Stack.isReturn(word))
            #expect(Header.isHeader(word))
            #expect(!CatchTag.isTag(word))
            #expect(Stack.returnAddress(word) == address)
        }
    }

    @Test func catchTagsComeBack() {
        var generator = SeededGenerator(4)
        for base: Address in [0x0002_0000, 0x0802_0000, 0x1000_0000] {
            for index in 0..<3000 {
                let ends: [UInt32] = [0, 2, 104, (64 << 20) - 2]
                let offset = index < ends.count ? ends[index] : UInt32.random(in: 0..<32 << 20, using: &generator) * 2
                let tag = CatchTag.tag(base + offset, base: base)
                #expect(CatchTag.isTag(tag.bits))
                #expect(tag.isImmediate)
                #expect(!Stack.isReturn(tag.bits))
                #expect(tag != .nil && tag != .none)
                #expect(CatchTag.handler(tag.bits, base: base) == base + offset)
            }
        }
    }

    @Test func termsAreNeitherReturnAddressesNorCatchTags() {
        let terms: [Term] = [
            .nil, .none, .true, .ok, Term(atom: 65_534), Term(small: 0), Term(small: Term.minSmall),
            Term(small: Term.maxSmall), Term(list: 0x2000_0008), Term(boxed: 0x0802_0010),
            Term(bits: 5 << Tag.immediateShift | Tag.pid), Term(bits: 5 << Tag.immediateShift | Tag.port),
        ]
        for term in terms {
            #expect(!Stack.isReturn(term.bits))
            #expect(!CatchTag.isTag(term.bits))
        }
    }
}
