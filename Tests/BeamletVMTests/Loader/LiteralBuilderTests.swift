import Testing

@testable import BeamletVM

/// Literals as the loader builds them, against the terms that Erlang wrote.
@Suite struct LiteralBuilderTests {
    /// Prints terms made from random numbers, a line each: the external format in hexadecimal, then the term in a form that
    /// both sides can write (see `text`).
    private static let program = """
        H = fun(B) -> [io_lib:format("~2.16.0B", [X]) || <<X>> <= B] end,
        rand:seed(exsss, {1, 2, 3}), R = fun rand:uniform/1,
        T = fun T(D) -> case R(if D > 4 -> 9; true -> 14 end) of
            1 -> R(256) - 1; 2 -> R(1 bsl 31) - (1 bsl 30); 3 -> R(1 bsl 66) - (1 bsl 65);
            4 -> (R(1 bsl 200) bsl (8 * R(300))) * (R(2) * 2 - 3); 5 -> math:exp(R(400) - 200.0) - R(5);
            6 -> lists:nth(R(6), [ok, '', 'größer', 'πρ', list_to_atom(lists:duplicate(255, $a)), true]);
            7 -> rand:bytes(R(80) - 1); 8 -> <<(R(1 bsl 40)):(R(70))>>; 9 -> [];
            10 -> [R(255) || _ <- lists:seq(1, R(70))]; 11 -> [T(D + 1) || _ <- lists:seq(1, R(6))];
            12 -> list_to_tuple([T(D + 1) || _ <- lists:seq(1, R(6) - 1)]); 13 -> [T(D + 1) | T(D + 1)];
            14 -> fun lists:map/2 end end,
        C = fun C(X) when is_integer(X) -> integer_to_list(X, 16); C(X) when is_float(X) -> ["f", H(<<X/float>>)];
            C(X) when is_atom(X) -> ["a", H(atom_to_binary(X))]; C([]) -> "n";
            C([A | B]) -> ["(", C(A), ".", C(B), ")"]; C(X) when is_tuple(X) -> ["{", [[C(E), ";"] || E <- tuple_to_list(X)], "}"];
            C(X) when is_bitstring(X) -> P = (8 - bit_size(X) rem 8) rem 8,
                ["b", integer_to_list(bit_size(X)), ":", H(<<X/bitstring, 0:P>>)];
            C(X) when is_function(X) -> "e" end,
        [begin X = T(0), B = term_to_binary(X, [{minor_version, N rem 2 + 1}]),
            io:format("~s ~s~n", [H(B), C(X)]) end || N <- lists:seq(1, 1500)],
        halt().
        """

    /// The term in the program's form.
    private func text(_ term: Term, _ atoms: AtomInterner) -> String {
        func hex(_ bytes: some Sequence<UInt8>) -> String {
            bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16, uppercase: true) }.joined()
        }
        if term.isSmall { return String(term.smallValue, radix: 16, uppercase: true) }
        if term.isNil { return "n" }
        if term.isAtom {
            let name = AtomStore(linked: atoms.table).text(term)
            return "a" + hex(UnsafeBufferPointer(start: name.bytes, count: name.count))
        }
        if term.isList { return "(\(text(term.head, atoms)).\(text(term.tail, atoms)))" }
        let words = (0..<term.header.words).map { term.boxedWord($0) }
        let bytes = words.flatMap { word in (0..<4).map { UInt8(truncatingIfNeeded: word >> ($0 * 8)) } }
        switch term.header.kind {
        case .tuple: return "{\(words.map { text(Term(bits: $0), atoms) + ";" }.joined())}"
        case .float: return "f" + hex(bytes.reversed())
        case .positiveBignum, .negativeBignum:
            #expect(words.last != 0)
            let digits = hex(bytes.reversed()).drop { $0 == "0" }
            return (term.header.kind == .negativeBignum ? "-" : "") + digits
        case .heapBitstring: return "b\(words[0]):" + hex(bytes.dropFirst(4).prefix((Int(words[0]) + 7) / 8))
        case .exportFun: return "e"
        default: return "?"
        }
    }

    private func build(_ bytes: [UInt8], _ atoms: inout AtomInterner, _ memory: LoaderMemory) throws -> Term {
        let guarded = GuardedBytes(bytes)
        var reader = ByteReader(base: guarded.start, count: guarded.count, chunk: ChunkName.literals)
        var area = memory.area
        var scratch = memory.scratch
        let term = try LiteralBuilder.build(
            &reader, area: &area, atoms: &atoms, comparer: MapLiterals(scratch: &scratch), scratch: scratch)
        #expect(reader.isAtEnd)
        #expect(area.cursor % 4 == 0)
        return term
    }

    @Test(.enabled(if: InstalledOTP.root != nil)) func termsOfErlang() throws {
        let output = try #require(InstalledOTP.run("erl", ["+pc", "unicode", "-noshell", "-eval", Self.program]))
        let lines = output.split(separator: "\n")
        #expect(lines.count == 1500)
        try LoaderMemory.with { memory in
            var atoms = try memory.interner()
            for line in lines {
                let parts = line.split(separator: " ")
                let bytes = hex(String(parts[0]))
                let term = try build(bytes, &atoms, memory)
                #expect(text(term, atoms) == parts[1], "\(parts[0])")
            }
        }
    }

    @Test(.enabled(if: InstalledOTP.root != nil)) func changedTerms() throws {
        let output = try #require(InstalledOTP.run("erl", ["+pc", "unicode", "-noshell", "-eval", Self.program]))
        var generator = SeededGenerator(61)
        try LoaderMemory.with { memory in
            var atoms = try memory.interner()
            for line in output.split(separator: "\n").prefix(700) {
                let original = hex(String(line.prefix { $0 != " " }))
                for _ in 0..<6 {
                    var bytes = original
                    let place = Int.random(in: 1..<bytes.count, using: &generator)
                    bytes[place] = UInt8.random(in: 0...255, using: &generator)
                    if Bool.random(using: &generator) {
                        bytes.removeLast(Int.random(in: 0..<bytes.count, using: &generator))
                    }
                    let guarded = GuardedBytes(bytes)
                    var reader = ByteReader(base: guarded.start, count: guarded.count, chunk: ChunkName.literals)
                    var area = memory.area
                    _ = loadError {
                        var scratch = memory.scratch
                        _ = try LiteralBuilder.build(
                            &reader, area: &area, atoms: &atoms, comparer: MapLiterals(scratch: &scratch),
                            scratch: scratch)
                    }
                }
            }
        }
    }

    /// Pids, references, ports, local funs, compressed terms; infinities; too few bytes.
    @Test(
        arguments: [
            [131, 88, 119, 1, 97, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0], [131, 90, 0, 1], [131, 89], [131, 112],
            [131, 80, 0, 0, 0, 1], [131, 70, 0x7F, 0xF0, 0, 0, 0, 0, 0, 0], [131, 200], [131, 77, 0, 0, 0, 1, 9, 0],
            [131, 77, 0, 0, 0, 1, 0, 0], [130, 106], [131, 113, 119, 1, 97, 106],
        ] as [[UInt8]])
    func whatIsNoLiteral(_ bytes: [UInt8]) throws {
        try LoaderMemory.with { memory in
            var atoms = try memory.interner()
            let error = loadError { _ = try build(bytes, &atoms, memory) }
            #expect(error?.code == .badTerm)
            #expect(error?.chunk == ChunkName.literals)
        }
    }

    @Test(
        arguments: [
            [], [131], [131, 98, 0, 0], [131, 110, 8, 0, 1], [131, 104, 1], [131, 107, 0, 2, 1],
            [131, 109, 0, 0, 0, 2, 1],
            [131, 119, 3, 97],
        ] as [[UInt8]])
    func truncatedTerms(_ bytes: [UInt8]) throws {
        try LoaderMemory.with { memory in
            var atoms = try memory.interner()
            let error = loadError { _ = try build(bytes, &atoms, memory) }
            #expect(error?.code == .truncated || error?.code == .badTerm)
        }
    }

    /// Integers of instructions: two's complement, most significant byte first.
    @Test(
        arguments: [
            ([0x7F, 0xFF, 0xFF, 0xFF, 0xFF], "7FFFFFFFFF"), ([0x80, 0, 0, 0, 0], "-8000000000"),
            ([0xFF, 0xFF, 0xFF, 0xFF, 0xFF], "-1"), ([0, 0, 0, 0, 5], "5"),
            ([0xFF, 0, 0, 0, 0, 0, 0, 0, 0], "-10000000000000000"),
            ([0x80] + [UInt8](repeating: 0, count: 20), "-8" + String(repeating: "0", count: 41)),
            ([0x00, 0xFF] + [UInt8](repeating: 0xFF, count: 11), String(repeating: "F", count: 24)), ([], "0"),
        ] as [([UInt8], String)])
    func integersOfInstructions(_ bytes: [UInt8], _ expected: String) throws {
        try LoaderMemory.with { memory in
            let atoms = try memory.interner()
            var area = memory.area
            let term = try bytes.withUnsafeBytes { try LiteralBuilder.bignum(twosComplement: $0, area: &area) }
            #expect(text(term, atoms) == expected)
        }
    }
}
