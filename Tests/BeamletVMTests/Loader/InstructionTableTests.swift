import BeamletVM
import Testing

@Suite struct InstructionTableTests {
    private func field(_ field: Int, _ opcode: Int) -> String {
        String(decoding: GenericInstructionTable.field(field, of: opcode), as: UTF8.self)
    }

    @Test func aritiesAgreeWithTheTable() {
        for opcode in 1...GenericInstruction.highestOpcode {
            #expect(field(0, opcode) == String(opcode))
            #expect(GenericInstructionTable.arity(UInt8(opcode)) == Int(field(2, opcode)))
        }
    }

    @Test func thereAreNoOthers() {
        #expect(GenericInstructionTable.arity(0) == nil)
        for opcode in UInt8(GenericInstruction.highestOpcode + 1)...255 {
            #expect(GenericInstructionTable.arity(opcode) == nil)
        }
        #expect(field(1, 0).isEmpty)
        #expect(field(1, GenericInstruction.highestOpcode + 1).isEmpty)
        #expect(field(5, 1).isEmpty)
        #expect(field(4, GenericInstruction.highestOpcode) == "-")
    }

    @Test(.enabled(if: InstalledOTP.root != nil)) func namesAndAritiesAreThoseOfTheInstalledOTP() throws {
        let program = """
            F = fun F(N) -> try beam_opcodes:opname(N) of
                {Name, A} -> io:format("~s ~b~n", [Name, A]), F(N + 1)
                catch error:_ -> halt() end end, F(1).
            """
        let output = try #require(InstalledOTP.run("erl", ["-noshell", "-eval", program]))
        let lines = output.split(separator: "\n").map(String.init)
        #expect(lines.count >= 180)
        for (index, line) in lines.enumerated() where index < GenericInstruction.highestOpcode {
            #expect(line == "\(field(1, index + 1)) \(field(2, index + 1))")
        }
    }

    /// A release's files have no instruction that is newer, or that its compiler no longer writes.
    @Test(.enabled(if: InstalledOTP.release != nil)) func releasesAreThoseOfTheFiles() throws {
        let release = try #require(InstalledOTP.release)
        for name in ["lists", "gen_server", "erl_eval", "binary", "string", "unicode", "inet_dns", "zip"] {
            guard let bytes = InstalledOTP.module(name) else { continue }
            for opcode in Set(try DecodedModule(bytes).instructions.map(\.instruction.opcode)) {
                let first = try #require(Int(field(3, Int(opcode))))
                let last = Int(field(4, Int(opcode))) ?? Int.max
                #expect((first...last).contains(release), "\(name): \(field(1, Int(opcode)))")
            }
        }
    }
}
