import BeamletVM
import Foundation
import Testing

@testable import beamlet

/// The linked side of `beamlet disasm`.
@Suite struct LinkedListingTests {
    private let workspace: Workspace

    init() throws { workspace = try Workspace() }

    /// Compiles a module; nil where there is no compiler.
    private func compile(_ module: String, _ text: String) throws -> LoadedModule? {
        try workspace.write("\(module).erl", Array(text.utf8))
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["erlc", "\(module).erl"]
        process.currentDirectoryURL = URL(fileURLWithPath: workspace.path)
        process.standardOutput = FileHandle.nullDevice
        guard (try? process.run()) != nil else { return nil }
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { return nil }
        return LoadedModule(
            name: module, file: "\(module).beam", bytes: workspace.read("\(module).beam"), hasStart: false)
    }

    private func listing(_ module: LoadedModule) throws -> LinkedListing {
        Workspace.memory.lock()
        defer { Workspace.memory.unlock() }
        return try LinkedListing(module)
    }

    private static let source = """
        -module(m).
        -export([f/1, g/2, h/1, k/2, r/1, s/1, t/1, u/1]).
        -record(p, {a, b, c, d}).
        f(0) -> zero; f(1) -> one; f(2) -> two; f(3) -> {a, b}; f(_) -> other.
        g(a, X) -> X; g(b, X) -> [X]; g(c, _) -> c; g(d, X) -> {X, X, X, X}; g(e, _) -> e.
        h(X) -> try other:f(X) catch error:E -> E end.
        k(T, A) -> receive {A, Q} -> Q; T -> other:g(A, [1, 2]) after 500 -> lists:reverse(A, A) end.
        r(R) -> R#p{a = 1, c = 123456789012345678901234567890}.
        s({_, _}) -> 2; s({_, _, _}) -> 3; s({_, _, _, _}) -> 4.
        t(X) -> fun(Y) -> X + Y - 1 end.
        u(X) when X < 2 -> u(X + 1); u(X) -> X.
        """

    @Test func operandsAreReadable() throws {
        guard let module = try compile("m", Self.source) else { return }
        let listing = try listing(module)
        let lines = Set(listing.instructions.values.joined())
        func has(_ pattern: String) -> Bool {
            lines.contains { $0.range(of: "^\(pattern)$", options: .regularExpression) != nil }
        }
        let label = #"-> L\d+"#
        for pattern in [
            #"func_info_n_h_h 1 m f"#,
            #"jump_table_x_i_h_j_v x0 0 4 \#(label) \[0 \#(label), 1 \#(label), 2 \#(label), 3 \#(label)\]"#,
            #"select_val_x_h_j_v x0 5 \#(label) \[a \#(label), b \#(label), .*\]"#,
            #"select_arity_x_h_j_v x0 3 \#(label) \[2 \#(label), 3 \#(label), 4 \#(label)\]"#,
            #"put_tuple_d_h_v x0 4 \[x1, x1, x1, x1\]"#,
            #"return_a zero"#,
            #"return_q \{a,b\}"#,
            #"try_e_c y\d \#(label)"#,
            #"call_ext_f other:f/1"#,
            #"call_ext_last_n_f \d other:g/2"#,
            #"call_bif_last_n_n_h 2 \d lists:reverse/2"#,
            #"make_fun_d_n_f_v x0 1 fun m:'-t/1-fun-0-'/2 \[x0\]"#,
            #"is_lt_x_i_j x0 2 \#(label)"#,
            #"add_x_i_d_n x0 1 x0 1"#,
            #"call_only_j -> L\d+\(u/1\)"#,
        ] {
            #expect(has(pattern), "\(pattern)")
        }
        #expect(lines.contains { $0.contains("123456789012345678901234567890") })
        #expect(lines.contains { $0.hasPrefix("(part of ") })
        #expect(listing.unaccounted == 0)
    }

    /// The first instruction has the text, those that became part of it point to it.
    @Test func fusedInstructions() throws {
        guard let module = try compile("m", Self.source) else { return }
        let listing = try listing(module)
        let generic = try GenericListing(module)
        for function in generic.functions {
            for (first, second) in zip(function.instructions, function.instructions.dropFirst())
            where first.text == "move zero x0" && second.text == "return" {
                #expect(listing.instructions[first.offset] == ["return_a zero"])
                #expect(listing.instructions[second.offset] == ["(part of \(first.offset))"])
                return
            }
        }
        Issue.record("no move before a return")
    }

    /// The instructions' own sizes lead from the first function to the end of the code, without gaps, in every module of OTP that
    /// can be linked.
    @Test func everyByteOfTheCodeIsAccountedFor() throws {
        var linked = 0
        for (file, bytes) in InstalledModules.standardLibrary {
            guard let module = try? BeamModule(bytes, file: file) else { continue }
            let loaded = LoadedModule(name: module.name, file: file, bytes: bytes, hasStart: false)
            guard let listing = try? listing(loaded) else { continue }
            linked += 1
            #expect(listing.unaccounted == 0, "\(file)")
            let lines = listing.instructions.values.joined()
            #expect(!lines.contains { $0.contains("-> 0x") }, "\(file)")
        }
        if !InstalledModules.standardLibrary.isEmpty { #expect(linked > 20) }
    }

    @Test func aModuleThatCannotBeLinkedIsListedAllTheSame() throws {
        var sample = SampleModule()
        sample.extraChunks = [("LitU", word(1) + word(2) + [131, 200])]
        try workspace.write("a.beam", sample.bytes)
        let outcome = workspace.run("disasm", "@a.beam")
        #expect(outcome.status == 0)
        #expect(outcome.output.hasPrefix("not linked: @a.beam: chunk LitU, offset 9: a literal is malformed"))
        #expect(outcome.output.contains("move ok x0"))
    }
}
