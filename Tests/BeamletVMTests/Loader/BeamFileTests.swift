import BeamletVM
import Testing

@Suite struct BeamFileTests {
    private func error(_ module: ModuleBuilder) -> LoadError? {
        loadError { _ = try DecodedModule(module.bytes) }
    }

    @Test func theSmallestModule() throws {
        let module = try DecodedModule(ModuleBuilder.small.bytes)
        #expect(module.atoms == ["", "m", "f", "ok"])
        #expect(module.exports.map(\.label) == [2])
        #expect(module.instructions.map(\.instruction.opcode) == [1, 2, 1, 64, 19, 3])
        #expect(module.instructions.map(\.instruction.offset) == [20, 22, 26, 28, 31, 32])
        #expect(module.literals.isEmpty && module.lines.isEmpty && module.types.isEmpty && module.funs.isEmpty)
    }

    @Test func whatFollowsTheFormIsNotLookedAt() throws {
        _ = try DecodedModule(ModuleBuilder.small.bytes + hex("ff ff ff"))
    }

    @Test func theLastChunksPaddingMayBeCutOff() throws {
        var bytes = ModuleBuilder.small.bytes
        var module = ModuleBuilder.small
        module["Line"] = nil
        module.chunks.removeAll { $0.name == "StrT" }
        module["StrT"] = [1]
        bytes = Array(module.bytes.dropLast(3))
        bytes.replaceSubrange(4..<8, with: ModuleBuilder.word(bytes.count - 8))
        _ = try DecodedModule(bytes)
    }

    @Test func notABeamFile() {
        #expect(loadError { _ = try DecodedModule(Array("FOR1".utf8)) }?.code == .notBeamFile)
        #expect(loadError { _ = try DecodedModule([UInt8](repeating: 0, count: 100)) }?.code == .notBeamFile)
        #expect(loadError { _ = try DecodedModule(hex("1f8b0800")) }?.code == .compressedFile)
        var bytes = ModuleBuilder.small.bytes
        bytes[11] = 0
        #expect(loadError { _ = try DecodedModule(bytes) }?.code == .notBeamFile)
    }

    @Test func aFormLongerThanItsFile() {
        let error = loadError { _ = try DecodedModule(Array(ModuleBuilder.small.bytes.dropLast())) }
        #expect(error?.code == .formLength)
        #expect(error?.offset == 4)
    }

    @Test(arguments: ["AtU8", "Code", "ImpT", "ExpT"]) func aMissingChunkIsNamed(_ name: String) {
        var module = ModuleBuilder.small
        module[name] = nil
        #expect(error(module)?.code == .missingChunk)
        #expect(error(module)?.detail == name.utf8.reduce(0) { $0 << 8 | UInt32($1) })
    }

    @Test func aChunkTwice() {
        var module = ModuleBuilder.small
        module.chunks.append(module.chunks[0])
        #expect(error(module)?.code == .duplicateChunk)
    }

    @Test func unknownChunksAreSteppedOver() throws {
        var module = ModuleBuilder.small
        module.chunks.insert(("what", [1, 2, 3]), at: 0)
        module.chunks.insert(("what", [1]), at: 0)
        _ = try DecodedModule(module.bytes)
    }

    @Test func latin1Atoms() throws {
        var module = ModuleBuilder.small
        module["AtU8"] = nil
        module["Atom"] = ModuleBuilder.word(3) + [1, 0x6D] + [1, 0xE9] + [2] + Array("ok".utf8)
        try module.bytes.withUnsafeBytes { raw in
            let file = try BeamFile(base: raw.baseAddress.unsafelyUnwrapped, count: raw.count)
            let atom = try file.atoms().atom(2)
            #expect(atom.isLatin1)
            #expect(Array(atom.bytes) == [0xE9])
        }
    }

    /// From OTP 28: a negative count, and lengths as compact terms.
    @Test func longAtoms() throws {
        let long = String(repeating: "\u{1F40A}", count: 255)
        var module = ModuleBuilder.small
        let atoms: [[UInt8]] = [Array("m".utf8), Array("f".utf8), Array(long.utf8)]
        let lengths: [[UInt8]] = [hex("10"), hex("10"), hex("68fc")]
        module["AtU8"] = ModuleBuilder.word(-3) + zip(lengths, atoms).flatMap { $0 + $1 }
        #expect(try DecodedModule(module.bytes).atoms[3] == long)
        module["AtU8"] = ModuleBuilder.word(-3) + hex("10 6d 10 66 10 ff")
        #expect(error(module)?.code == .badAtomText)
        #expect(error(module)?.detail == 3)
    }

    @Test(arguments: [
        ("00000000", LoadError.Code.badCount), ("7fffffff", .badCount), ("80000000", .badCount),
        ("00000003 016d 0166", .truncated), ("00000002 016d 0166 00", .badAtomTable),
        ("00000001 02c080", .badAtomText), ("00000001 03eda080", .badAtomText), ("00000001 04f4908080", .badAtomText),
        ("00000001 02e282", .badAtomText), ("00000001 0180", .badAtomText),
    ])
    func malformedAtoms(_ chunk: String, _ code: LoadError.Code) {
        var module = ModuleBuilder.small
        module["AtU8"] = hex(chunk)
        #expect(error(module)?.code == code)
        #expect(error(module)?.chunk == ChunkName.atomsUTF8)
    }

    /// Header size, version, highest opcode, labels, functions; then code.
    @Test(arguments: [
        ("0000000f 00000000 00000040 00000003 00000001 03", LoadError.Code.badCount, 0),
        ("00000010 00000001 00000040 00000003 00000001 03", .codeVersion, 4),
        ("00000010 00000000 000000c0 00000003 00000001 03", .opcodeTooNew, 8),
        ("00000010 00000000 00000040 70000003 00000001 03", .badCount, 12),
        ("00000010 00000000 00000040 00000002 70000001 03", .badCount, 16),
        ("00000010 00000000 00000040 00000003 00000001 1313", .missingCodeEnd, 22),
        ("00000010 00000000 00000040 00000003 00000001 13c0", .unknownOpcode, 21),
        ("00000010 00000000 00000040 00000003 00000001 1300", .unknownOpcode, 21),
        ("00000010 00000000 00000040 00000003 00000001 0130", .labelRange, 21),
        ("00000010 00000000 00000040 00000003 00000001 3b0305171017100303", .nestedList, 23),
        ("00000010 00000000 00000040 00000003 00000001 10371030100003", .badAllocationList, 21),
    ])
    func malformedCode(_ chunk: String, _ code: LoadError.Code, _ offset: Int) {
        var module = ModuleBuilder.small
        module["Code"] = hex(chunk)
        module["ExpT"] = ModuleBuilder.word(0)
        #expect(error(module)?.code == code)
        #expect(error(module)?.chunk == ChunkName.code)
        #expect(error(module)?.offset == offset)
    }

    @Test func aLongerCodeHeaderIsSteppedOver() throws {
        var module = ModuleBuilder.small
        let code = module["Code"] ?? []
        module["Code"] = ModuleBuilder.word(20) + code[4..<20] + ModuleBuilder.word(99) + code[20...]
        #expect(try DecodedModule(module.bytes).instructions.first?.instruction.offset == 24)
    }

    @Test func aBufferThatIsTooSmall() throws {
        try ModuleBuilder.small.bytes.withUnsafeBytes { raw in
            let file = try BeamFile(base: raw.baseAddress.unsafelyUnwrapped, count: raw.count)
            var reader = CodeReader(try file.code(), limits: OperandLimits(atoms: 3, labels: 3, literals: 0, types: 0))
            let buffer = UnsafeMutableBufferPointer<GenericOperand>.allocate(capacity: 2)
            defer { buffer.deallocate() }
            _ = try reader.next(into: buffer)
            #expect(loadError { _ = try reader.next(into: buffer) }?.code == .tooManyOperands)
        }
    }

    @Test(arguments: [
        ("ExpT", "00000001 00000004 00000000 00000002", LoadError.Code.atomRange),
        ("ExpT", "00000001 00000000 00000000 00000002", .atomRange),
        ("ExpT", "00000001 00000002 00000100 00000002", .badArity),
        ("ExpT", "00000001 00000002 00000000 00000003", .labelRange),
        ("ExpT", "00000001 00000002 00000000 00000000", .labelRange),
        ("LocT", "00000002 00000002 00000000 00000002", .badCount),
        ("LocT", "ffffffff", .badCount), ("ImpT", "000000", .truncated),
        ("FunT", "00000001 00000002 00000000 00000002 00000000 00000001 00000000", .badArity),
        ("Line", "00000000 00000000 00000000 00000001 00000000 12", .lineFileRange),
        ("Line", "00000000 00000000 00000000 00000001 00000000 13", .badLineItem),
        ("Line", "00000000 00000000 00000000 00000006 00000000 11", .badCount),
        ("Line", "00000000 00000000 00000000 00000000 00000001 0004 61", .truncated),
        ("Type", "00000003 00000001 0000", .badType), ("Type", "00000002 00000001 2040 0000", .truncated),
        ("Type", "00000004 00010000", .badCount),
        ("LitT", "00000008 78", .truncated), ("LitT", "40000000 7801", .uncompressedSize),
        ("LitU", "00000001 00000002 83", .truncated), ("LitU", "00000002 00000000", .badCount),
    ])
    func malformedTables(_ name: String, _ chunk: String, _ code: LoadError.Code) {
        var module = ModuleBuilder.small
        module[name] = hex(chunk)
        #expect(error(module)?.code == code)
    }

    @Test func entriesOutOfTheTable() throws {
        try ModuleBuilder.small.bytes.withUnsafeBytes { raw in
            let file = try BeamFile(base: raw.baseAddress.unsafelyUnwrapped, count: raw.count)
            let exports = try file.exports()
            for index in [-1, 1, Int.max, Int.min] {
                #expect(loadError { _ = try exports.entry(index) }?.code == .indexRange)
            }
            #expect(loadError { _ = try file.atoms().atom(0) }?.code == .atomRange)
            #expect(loadError { _ = try file.atoms().atom(4) }?.code == .atomRange)
        }
    }

    @Test func linesOfTwoFiles() throws {
        var module = ModuleBuilder.small
        module["Line"] = hex("00000000 00000001 00000003 00000003 00000001 71 12 0964 02 81 0003 612e62")
        let decoded = try DecodedModule(module.bytes)
        #expect(decoded.lines.map(\.line) == [7, 100, 8])
        #expect(decoded.lines.map(\.file) == [0, 1, 0])
        #expect(decoded.fileNames == ["a.b"])
    }

    @Test func unknownVersionsOfLinesAndTypesMeanNone() throws {
        var module = ModuleBuilder.small
        module["Line"] = hex("00000001 ffff")
        module["Type"] = hex("00000005 ffff")
        let decoded = try DecodedModule(module.bytes)
        #expect(decoded.lines.isEmpty && decoded.types.isEmpty)
    }

    /// As `beam_types:encode_ext/1` writes them.
    @Test(arguments: [
        ("00000001 00000001 1fff 0000000000000000 ffffffffffffffff", BeamType.any),
        ("00000001 00000001 0040 0000000000000001 0000000000000005", integer(1, 5)),
        ("00000001 00000001 0040 0000000000000000 ffffffffffffffff", integer(nil, nil)),
        ("00000001 00000001 0006 0000000000000000 ffffffffffffffff", bitstring(1)),
        ("00000002 00000001 6040 0000000000000001 0000000000000005", integer(1, 5)),
        ("00000002 00000001 8004 07", bitstring(8)),
        ("00000003 00000001 0fff", .any), ("00000003 00000001 1020 0000000000000000", integer(0, nil)),
        ("00000003 00000001 2020 0000000000000003", integer(nil, 3)), ("00000003 00000001 4002 07", bitstring(8)),
        ("00000004 00000001 1fff", .any), ("00000004 00000001 6020 0000000000000001 0000000000000005", integer(1, 5)),
    ])
    func types(_ chunk: String, _ expected: BeamType) throws {
        var module = ModuleBuilder.small
        module["Type"] = hex(chunk)
        #expect(try DecodedModule(module.bytes).types == [expected])
    }

    private static func integer(_ lower: Int64?, _ upper: Int64?) -> BeamType {
        BeamType(kinds: .integer, lowerBound: lower, upperBound: upper)
    }

    private static func bitstring(_ unit: Int) -> BeamType {
        BeamType(kinds: .bitstring, unit: unit)
    }

    /// Literals compressed, as packs carry them, and as OTP 28 writes them.
    @Test func literalsInAllForms() throws {
        let plain = hex("00000002 00000002 836a 00000003 836107")
        let expected = [hex("836a"), hex("836107")]
        var module = ModuleBuilder.small
        module["LitU"] = plain
        #expect(try DecodedModule(module.bytes).literals == expected)
        module["LitU"] = nil
        module["LitT"] = ModuleBuilder.word(0) + plain
        #expect(try DecodedModule(module.bytes).literals == expected)
        let checksum = plain.withUnsafeBytes { Int(Inflate.adler32($0)) }
        let stored = hex("7801 01 1100 eeff") + plain + ModuleBuilder.word(checksum)
        module["LitT"] = ModuleBuilder.word(plain.count) + stored
        #expect(try DecodedModule(module.bytes).literals == expected)
    }
}
