import Testing

@testable import BeamletVM

/// The whole loader, from a file to linked code, on changed files: each ends in code or in an error that says where.
@Suite struct LoaderFuzzTests {
    private static let source = """
        -module(fuzzed).
        -export([numbers/1, atoms/2, big/1, caught/1, wait/3, record/1, tuples/3, funs/2, lists/3, sizes/1]).
        -record(p, {a, b, c, d}).
        numbers(0) -> zero; numbers(1) -> one; numbers(2) -> two; numbers(3) -> {a, b, c}; numbers(_) -> other.
        atoms(a, X) -> X; atoms(b, X) -> [X | "text"]; atoms(c, _) -> {c, 1.5, 16#fffffffff};
        atoms(d, X) -> {X, X, X, X}; atoms(e, _) -> <<"bytes">>; atoms(123456789012, _) -> large.
        big(X) -> X * 123456789012345678901234567890 + 16#7fffffff - X.
        caught(X) -> try big(X) of Y -> Y catch error:E:S -> {E, S} after big(1) end, catch big(X).
        wait(T, A, B) -> receive {A, Q} -> Q; B -> T ! B after T -> timeout end.
        record(R) -> R#p{a = 1, c = {x, R}}.
        tuples(T, A, B) when element(1, T) =:= A, tuple_size(T) > 3 -> B;
        tuples({_, _}, A, B) -> A + B * 2 - 1; tuples({_, _, _}, _, _) -> x; tuples({ok, Y, Z, _}, _, _) -> {Y, Z}.
        funs(X, Y) -> F = fun(A) -> A + X + Y end, F(1), lists:map(F, fun lists:reverse/1), F.
        lists([H | T], A, B) -> lists(T, [H | A], B); lists([], A, B) -> {A, B}.
        sizes(X) when is_integer(X), X > 5; is_atom(X) -> apply(X, f, [X]); sizes(X) -> X:f(X), exit(X).
        """

    /// Each with the range of its code.
    private static let modules: [[UInt8]] = {
        let compiled = [[], ["+no_copt"], ["+r22"], ["+r24"]].compactMap {
            InstalledOTP.compile(source, module: "fuzzed", options: $0)
        }
        let installed = ["queue", "orddict", "ordsets"].compactMap { InstalledOTP.module($0) }
        return [ModuleBuilder.small.bytes] + (compiled + installed).map(essential)
    }()

    private static func essential(_ bytes: [UInt8]) -> [UInt8] {
        var module = ModuleBuilder(bytes)
        module.chunks.removeAll { ["Dbgi", "Docs", "Meta", "CInf"].contains($0.name) }
        return module.bytes
    }

    /// Loads, and checks that an error says where it is.
    private func load(_ bytes: some Collection<UInt8>, _ memory: LoaderMemory) -> Bool {
        do throws(LoadError) {
            let loaded = try memory.load(bytes)
            #expect(loaded.record.codeStart <= loaded.record.codeEnd)
            #expect(loaded.record.codeEnd <= LoaderMemory.base + LoaderMemory.limit)
            return true
        } catch {
            let isWhole: Set<LoadError.Code> = [
                .notBeamFile, .formLength, .chunkLength, .duplicateChunk, .missingChunk, .truncated, .areaFull,
                .scratchFull,
            ]
            if error.chunk == 0 { #expect(isWhole.contains(error.code), "\(error)") }
            return false
        }
    }

    @Test func theModulesLoad() throws {
        try LoaderMemory.with { memory in
            for module in Self.modules { _ = try memory.load(module) }
        }
    }

    @Test func truncations() throws {
        try LoaderMemory.with { memory in
            for module in Self.modules {
                for count in stride(from: 0, to: module.count, by: max(1, module.count / 120)) {
                    #expect(!load(module.prefix(count), memory))
                    guard count >= 12 else { continue }
                    var bytes = Array(module.prefix(count))
                    bytes.replaceSubrange(4..<8, with: ModuleBuilder.word(count - 8))
                    _ = load(bytes, memory)
                }
            }
        }
    }

    @Test func changedBits() throws {
        var generator = SeededGenerator(251)
        try LoaderMemory.with { memory in
            for module in Self.modules {
                for _ in 0..<300 {
                    var bytes = module
                    for _ in 0..<Int.random(in: 1...4, using: &generator) {
                        let bit = Int.random(in: 0..<bytes.count * 8, using: &generator)
                        bytes[bit / 8] ^= 1 << (bit % 8)
                    }
                    _ = load(bytes, memory)
                }
            }
        }
    }

    /// Only in the code, where most of what can be wrong is.
    @Test func changedCode() throws {
        var generator = SeededGenerator(252)
        var loaded = 0
        try LoaderMemory.with { memory in
            for module in Self.modules {
                var builder = ModuleBuilder(module)
                let code = try #require(builder["Code"])
                for _ in 0..<400 {
                    var changed = code
                    for _ in 0..<Int.random(in: 1...3, using: &generator) {
                        let place = Int.random(in: 20..<code.count, using: &generator)
                        changed[place] = UInt8.random(in: 0...255, using: &generator)
                    }
                    builder["Code"] = changed
                    loaded += load(builder.bytes, memory) ? 1 : 0
                }
            }
        }
        // The changes must reach beyond the first check.
        #expect(loaded > 30)
    }

    @Test func changedTables() throws {
        var generator = SeededGenerator(253)
        let values = [0, 1, 2, 255, 256, -1, 0x7FFF_FFFF, -0x8000_0000, 0x0100_0000, 0xFFFF, 0x7FFF_FFF8]
        try LoaderMemory.with { memory in
            for module in Self.modules {
                var builder = ModuleBuilder(module)
                for _ in 0..<250 {
                    guard let chunk = builder.chunks.indices.randomElement(using: &generator) else { continue }
                    let data = builder.chunks[chunk].data
                    guard data.count >= 4 else { continue }
                    let offset = Int.random(in: 0...(data.count - 4), using: &generator)
                    let value = values.randomElement(using: &generator) ?? 0
                    builder.chunks[chunk].data.replaceSubrange(offset..<offset + 4, with: ModuleBuilder.word(value))
                    _ = load(builder.bytes, memory)
                    builder.chunks[chunk].data = data
                }
            }
        }
    }

    /// Through the linker's own door, which also resolves calls and finishes the image.
    @Test func changedModulesInImages() throws {
        var generator = SeededGenerator(254)
        try LoaderMemory.with { memory in
            for module in Self.modules {
                for _ in 0..<12 {
                    var bytes = module
                    let bit = Int.random(in: 0..<bytes.count * 8, using: &generator)
                    bytes[bit / 8] ^= 1 << (bit % 8)
                    let guarded = GuardedBytes(bytes)
                    do throws(LoadError) {
                        var builder = try memory.builder()
                        var place = ImageBuilder.Place()
                        try builder.add(try BeamFile(base: guarded.start, count: guarded.count), place: &place)
                        try builder.resolveImports { _, _, _ in .calledByName }
                        var parts = ImageBuilder.Parts()
                        let start = Term(bits: builder.module(0).name)
                        let size = try builder.finish(start: start, parts: &parts)
                        let limit = LoaderMemory.base + LoaderMemory.limit
                        let fault = Image.check(base: LoaderMemory.base, limit: limit, fingerprint: Image.fingerprint)
                        #expect(fault == .none)
                        #expect(size <= LoaderMemory.limit)
                    } catch {
                        #expect(error.code != .tooManyAtoms)
                    }
                }
            }
        }
    }
}
