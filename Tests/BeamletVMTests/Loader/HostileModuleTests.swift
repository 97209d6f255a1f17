import Testing

@testable import BeamletVM

/// Modules made to take the loader long, or to lead it out of its memory.
@Suite struct HostileModuleTests {
    /// A module whose function is `code`, behind `label 1`, `func_info` and `label 2`, with labels up to 99.
    private func module(_ code: [UInt8], literals: [[UInt8]] = [], exports: [UInt8]? = nil) -> [UInt8] {
        var module = ModuleBuilder.small
        let head = ModuleBuilder.word(16) + ModuleBuilder.word(0) + ModuleBuilder.word(190)
        let counts = ModuleBuilder.word(min(100, code.count + 8)) + ModuleBuilder.word(1)
        module["Code"] = head + counts + hex("01 10  02 12 22 00  01 20") + code
        if !literals.isEmpty {
            module["LitU"] =
                ModuleBuilder.word(literals.count) + literals.flatMap { ModuleBuilder.word($0.count) + $0 }
        }
        if let exports { module["ExpT"] = exports }
        return module.bytes
    }

    /// The error of loading, which must come within seconds even in a build for debugging.
    private func outcome(_ bytes: [UInt8]) throws -> LoadError? {
        let clock = ContinuousClock()
        let start = clock.now
        let error = try LoaderMemory.with { memory in loadError { _ = try memory.load(bytes) } }
        #expect(clock.now - start < .seconds(20))
        return error
    }

    /// A compact term: a tag and a value of up to 31 bits.
    private func compact(_ tag: UInt8, _ value: Int) -> [UInt8] {
        if value < 16 { return [UInt8(value) << 4 | tag] }
        if value < 2048 { return [UInt8(value >> 8) << 5 | 0x08 | tag, UInt8(value & 0xFF)] }
        return [0x58 | tag] + ModuleBuilder.word(value)
    }

    private func list(_ count: Int) -> [UInt8] { [0x17] + compact(0, count) }

    /// What every module ends with: `return`, `int_code_end`, and room for labels.
    private let end = hex("13 03")

    @Test func emptyListsWithinEachOther() throws {
        let nested = [131] + (0..<500_000).flatMap { _ -> [UInt8] in [108, 0, 0, 0, 0] } + [106]
        let error = try outcome(module(end, literals: [nested]))
        #expect(error == nil)
    }

    @Test func deepTuples() throws {
        let nested = [131] + (0..<300_000).flatMap { _ -> [UInt8] in [104, 1] } + [106]
        let error = try outcome(module(end, literals: [nested]))
        #expect(error == nil)
    }

    @Test func aChoiceOfManyNumbersInAnyOrder() throws {
        var generator = SeededGenerator(7)
        let numbers = (0..<30_000).map { $0 * 3 }.shuffled(using: &generator)
        let pairs = numbers.flatMap { compact(1, $0) + compact(5, 2) }
        let code = [19, 59, 0x03] + compact(5, 2) + list(numbers.count * 2) + pairs + end
        let error = try outcome(module(code))
        #expect(error == nil)
    }

    @Test func aTableOfManyNumbersInAnyOrder() throws {
        var generator = SeededGenerator(8)
        let numbers = Array(-1000..<28_000).shuffled(using: &generator)
        let pairs = numbers.flatMap { compact(1, max(0, $0)) + compact(5, 2) }
        let code = [19, 59, 0x03] + compact(5, 2) + list(numbers.count * 2) + pairs + end
        let error = try outcome(module(code))
        #expect(error == nil)
    }

    @Test func manyFunctionsWithoutALabel() throws {
        let code = (0..<100_000).flatMap { _ in hex("02 12 22 00") } + end
        #expect(try outcome(module(code))?.code == .codeOutsideFunction)
    }

    @Test func manyExportsInWrongOrder() throws {
        var rows: [UInt8] = []
        for row in (0..<80_000).reversed() {
            for field in [1 + row / 256 % 3, row % 256, 2] { rows += ModuleBuilder.word(field) }
        }
        let error = try outcome(module(end, exports: ModuleBuilder.word(80_000) + rows))
        #expect(error == nil)
    }

    /// `allocate`, `allocate_zero`, `trim`, `deallocate`, `call_last` and `apply_last` of two billion words.
    @Test(arguments: [12, 14, 136, 18, 5, 113])
    func hugeFrames(_ opcode: UInt8) throws {
        let huge = compact(0, 0x7FFF_FFFF)
        let operands: [UInt8] =
            switch opcode {
            case 12, 14: huge + [0x00]
            case 136: huge + [0x00]
            case 18: huge
            case 5: [0x00] + compact(5, 2) + huge
            default: [0x00] + huge
            }
        let error = try outcome(module([opcode] + operands + end))
        #expect(error == LoadError(.badOperand, chunk: ChunkName.code, offset: 28, detail: Int(opcode)))
    }

    /// `test_heap` of pairs that together overflow 32 bits.
    @Test func hugeNeeds() throws {
        let pair = compact(0, 1) + compact(0, 0x7FFF_FFFF)
        let code = [16, 0x37] + compact(0, 3) + pair + pair + pair + [0x00] + end
        #expect(try outcome(module(code))?.code == .badOperand)
    }

    @Test func aLabelThatIsNowhere() throws {
        let error = try outcome(module([19, 61] + compact(5, 9) + [64, 0x12, 0x03, 19, 19, 19, 19] + end))
        #expect(error == LoadError(.undefinedLabel, chunk: ChunkName.code, offset: 29, detail: 9))
    }
}
