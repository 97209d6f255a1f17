import BeamletVM
import Testing

/// Modules as compilers of older releases write them.
@Suite(.enabled(if: InstalledOTP.release == 25)) struct OldModulesTests {
    private static let source = """
        -module(old).
        -export([build/2, parse/1, wait/0]).
        build(X, Y) -> <<X:16, Y/binary, "text", 3:4, 1:4>>.
        parse(<<N:8, B:N/binary, T/binary>>) -> {B, T};
        parse(<<"ab", T/bits>>) -> T.
        wait() -> R = make_ref(), receive {R, X} -> X after 10 -> [] end.
        """

    private func names(_ options: [String]) throws -> Set<String> {
        let bytes = try #require(InstalledOTP.compile(Self.source, module: "old", options: options))
        return Set(
            try DecodedModule(bytes).instructions.map {
                String(decoding: GenericInstructionTable.field(1, of: Int($0.instruction.opcode)), as: UTF8.self)
            })
    }

    @Test(arguments: ["+r22", "+r23", "+r24"]) func oldBitSyntax(_ option: String) throws {
        let names = try names([option])
        #expect(names.isSuperset(of: ["bs_init_bits", "bs_add", "bs_put_integer", "bs_put_binary"]))
        #expect(!names.contains("bs_create_bin"))
    }

    @Test func newBitSyntax() throws {
        #expect(try names([]).contains("bs_create_bin"))
    }
}
