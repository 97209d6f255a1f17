import BeamletVM
import Testing

@Suite struct CompactTermTests {
    private static let limits = OperandLimits(atoms: 300, labels: 100, literals: 10, types: 5)

    private func decode(
        _ text: String, limits: OperandLimits = limits
    ) throws -> (operand: GenericOperand, isAtEnd: Bool) {
        try withReader(hex(text), chunk: ChunkName.code) { reader in
            (try CompactTerm.operand(&reader, limits: limits), reader.isAtEnd)
        }
    }

    /// What `beam_asm:encode/2` and its callers write.
    @Test(arguments: [
        ("00", GenericOperand.Kind.unsigned, 0), ("f0", .unsigned, 15), ("0810", .unsigned, 16),
        ("e8ff", .unsigned, 2047),
        ("180800", .unsigned, 2048), ("38010000", .unsigned, 65536), ("587fffffff", .unsigned, 0x7FFF_FFFF),
        ("01", .integer, 0), ("19ffff", .integer, -1), ("198000", .integer, -32768), ("39ff7fff", .integer, -32769),
        ("5980000000", .integer, Int(Int32.min)), ("597fffffff", .integer, Int(Int32.max)),
        ("02", .atom, 0), ("12", .atom, 1), ("2a2c", .atom, 300), ("03", .x, 0), ("6bff", .x, 1023), ("14", .y, 1),
        ("05", .label, 0), ("0d63", .label, 99), ("0e61", .character, 97), ("3e10ffff", .character, 0x10FFFF),
        ("1700", .list, 0), ("2730", .floatRegister, 3), ("3700", .allocationList, 0), ("4790", .literal, 9),
    ])
    func operands(_ text: String, _ kind: GenericOperand.Kind, _ value: Int) throws {
        let (operand, isAtEnd) = try decode(text)
        #expect(operand.kind == kind)
        #expect(operand.value == value)
        #expect(operand.typeIndex == nil)
        #expect(isAtEnd)
    }

    /// Offset and count of the bytes.
    @Test(arguments: [
        ("790080000000", 1, 5), ("d9 7fffffffffffffff", 1, 8), ("f900 7fffffffffffffffff", 2, 9),
        ("f9 0810" + String(repeating: "11", count: 25), 3, 25), ("7800ffffffff", 1, 5),
    ])
    func bigIntegers(_ text: String, _ offset: Int, _ count: Int) throws {
        let (operand, isAtEnd) = try decode(text)
        #expect(operand.kind == .bigInteger)
        #expect(operand.value == offset)
        #expect(operand.byteCount == count)
        #expect(isAtEnd)
    }

    @Test func typedRegisters() throws {
        let typed = try decode("57 33 40").operand
        #expect(typed.kind == .x)
        #expect(typed.value == 3)
        #expect(typed.typeIndex == 4)
        #expect(try decode("57 14 00").operand.typeIndex == 0)
        // Without types the index may be anything.
        let none = OperandLimits(atoms: 0, labels: 0, literals: 0, types: 0)
        #expect(try decode("57 14 f0", limits: none).operand.typeIndex == nil)
    }

    @Test(arguments: [
        ("", LoadError.Code.truncated), ("08", .truncated), ("18ff", .truncated), ("f9", .truncated),
        ("1880 00", .operandRange), ("3a800000", .operandRange), ("7d0000000001", .operandRange),
        ("f901 00", .operandRange), ("f9f8 f8f8", .operandRange), ("f918 ffff", .operandRange),
        ("2a2d", .atomRange), ("8b00", .registerRange), ("8c00", .registerRange), ("0d64", .labelRange),
        ("3e110000", .characterRange), ("4701", .badOperandTag), ("47a0", .literalRange), ("07", .badOperandTag),
        ("67", .badOperandTag), ("1f00", .badOperandTag), ("0f00", .badOperandTag), ("5702", .badOperandTag),
        ("57 03 50", .typeRange), ("1710", .badCount), ("3710", .badCount), ("2788 00", .registerRange),
    ])
    func malformed(_ text: String, _ code: LoadError.Code) {
        #expect(loadError { _ = try decode(text) }?.code == code)
    }

    @Test func noiseNeverTraps() {
        var generator = SeededGenerator(7)
        for _ in 0..<20_000 {
            let bytes = (0..<12).map { _ in UInt8.random(in: 0...255, using: &generator) }
            withReader(bytes) { reader in
                while let operand = try? CompactTerm.operand(&reader, limits: Self.limits) {
                    if operand.kind == .bigInteger {
                        #expect(reader.bytes(at: operand.value, count: operand.byteCount).count == operand.byteCount)
                    }
                }
            }
        }
    }
}
