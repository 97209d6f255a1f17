import XCTest

@testable import BeamletVM

/// Instructions have forms for operands that fit a byte, and others. A program must not see which it runs with: here the same
/// work is done with few registers and with more than any byte can name, and `erl` says what is right.
final class WideOperandTests: XCTestCase {
    private static func names(_ count: Int) -> [String] { (1...count).map { "V\($0)" } }
    private static let auxiliaries = """
        list(N, N) -> [N];
        list(I, N) -> [I | list(I + 1, N)].
        id(X) -> X.

        """

    /// A function whose `count` variables all live in X registers while random operations use them.
    private static func inX(_ count: Int, seed: UInt64) -> String {
        var random = SeededGenerator(seed)
        let names = names(count)
        func any() -> String { names.randomElement(using: &random)! }
        var lines: [String] = []
        for step in 0..<60 {
            let result = "R\(step)"
            switch Int.random(in: 0..<9, using: &random) {
            case 0: lines.append("\(result) = \(any()) + \(any())")
            case 1: lines.append("\(result) = \(any()) - \(Int.random(in: -9000...9000, using: &random))")
            case 2: lines.append("\(result) = [\(any()), \(any()) | \(any())]")
            case 3: lines.append("\(result) = {\(any()), a, \(any()), \(any())}")
            case 4: lines.append("\(result) = if \(any()) < \(any()) -> \(any()); true -> {no, \(any())} end")
            case 5:
                lines.append(
                    "\(result) = case {\(any()), \(any())} of {same, same} -> same; {A\(step), _} -> [A\(step)] end")
            case 6: lines.append("\(result) = if \(any()) =:= \(any()) -> x; \(any()) >= 40 -> \(any()); true -> z end")
            case 7: lines.append("\(result) = (\(any()) * \(any())) bxor (\(any()) band \(any()))")
            default: lines.append("\(result) = {\(any()) div \(any()), \(any()) rem \(any()), -\(any())}")
            }
        }
        return """
            -export([start/0]).
            start() -> f(list_to_tuple(list(1, \(count)))).
            f({\(names.joined(separator: ", "))}) ->
                \(lines.joined(separator: ",\n    ")),
                {[\((0..<60).map { "R\($0)" }.joined(separator: ", "))], [\(names.joined(separator: ", "))]}.

            """ + auxiliaries
    }

    /// A function whose `count` variables all live on the stack: calls lie between their uses.
    private static func inY(_ count: Int, seed: UInt64) -> String {
        var random = SeededGenerator(seed)
        let names = names(count)
        func any() -> String { names.randomElement(using: &random)! }
        var lines: [String] = []
        for step in 0..<30 {
            let result = "R\(step)"
            switch Int.random(in: 0..<8, using: &random) {
            case 2: lines.append("\(result) = id(\(any())) + \(any())")
            case 3: lines.append("\(result) = id([\(any()) | \(any())])")
            case 4: lines.append("\(result) = {\(any()), id(\(any())), \(any())}")
            case 0: lines.append("\(result) = try id(\(any())), \(any()) + \(any()) catch _:_ -> \(any()) end")
            case 1: lines.append("\(result) = (catch id({\(any()), \(any())}))")
            case 5:
                lines.append(
                    "\(result) = case id(\(any())) of 1 -> \(any()); 2 -> b; 3 -> \(any()); N\(step) -> {N\(step), \(any())} end"
                )
            case 6: lines.append("\(result) = (fun(X) -> {X, \(any()), \(any())} end)(\(any()))")
            default: lines.append("\(result) = tl([\(any()), \(any()) | id([\(any())])])")
            }
        }
        return """
            -export([start/0]).
            start() ->
                \(names.enumerated().map { "\($1) = id(\($0 + 1))" }.joined(separator: ", ")),
                \(lines.joined(separator: ",\n    ")),
                {[\((0..<30).map { "R\($0)" }.joined(separator: ", "))], [\(names.joined(separator: ", "))]}.

            """ + auxiliaries
    }

    private static func sources() -> [String: String] {
        var sources: [String: String] = [:]
        for (seed, count) in [8, 120, 190, 400].enumerated() {
            sources["x_\(count)"] = inX(count, seed: UInt64(seed))
        }
        for (seed, count) in [8, 254, 300].enumerated() {
            sources["y_\(count)"] = inY(count, seed: UInt64(seed + 10))
        }
        // Results that all live in X registers while later ones are computed: more than a byte can count.
        let results = (0..<300).map { "R\($0)" }
        sources["live"] = """
            -export([start/0]).
            start() -> {f(5), g(list_to_tuple(list(1, 300)))}.
            f(A) ->
                \(results.enumerated().map { "\($1) = A + \($0)" }.joined(separator: ",\n    ")),
                \(stride(from: 0, to: 300, by: 20).map { "W\($0) = R\($0) * 536870911 * 8" }.joined(separator: ", ")),
                {\(results.joined(separator: ", ")), \(stride(from: 0, to: 300, by: 20).map { "W\($0)" }.joined(separator: ", ")), [R1 | R2],
                    fun() -> {R3, R299} end}.
            g({\(results.joined(separator: ", "))}) when R0 + R299 > R5 * 1000; R0 div 0 > 1 -> no;
            g({\(results.joined(separator: ", "))}) -> {\(results.map { "-\($0)" }.joined(separator: ", "))}.

            """ + auxiliaries
        let many = names(255)
        let tuple = names(300)
        sources["tuples"] = """
            -export([start/0]).
            start() ->
                T = list_to_tuple(list(1, 300)),
                {f(T), h(T, 5, 299), element(300, T), tuple_size(T), k(T)}.
            f({\(tuple.joined(separator: ", "))}) -> V300 - V257 + V256 * V255 - V1.
            h(T, A, B) -> setelement(256, setelement(257, setelement(300, T, A), B), {A, B}).
            k(T) when element(299, T) =:= 299, tuple_size(T) > 256 -> {yes, element(256, T), element(257, T)};
            k(_) -> no.

            """ + auxiliaries
        sources["arguments"] = """
            -export([start/0, f/255]).
            start() ->
                L = list(1, 255),
                F = fun ?MODULE:f/255,
                G = fun(\(many.joined(separator: ", "))) -> V255 - V1 end,
                {apply(?MODULE, f, L), apply(F, L), apply(G, L), f(\((1...255).map(String.init).joined(separator: ", "))),
                    element(1, catch apply(G, [1 | L])), last(\((1...255).map(String.init).joined(separator: ", ")))}.
            f(\(many.joined(separator: ", "))) -> {V1, V128, V252, V253, V254, V255}.
            last(\(many.joined(separator: ", "))) -> Y = id(V255), last2(\(many.dropFirst().reversed().joined(separator: ", ")), Y).
            last2(\(many.dropLast().joined(separator: ", ")), Y) -> [Y, V1, V253, V254].

            """ + auxiliaries
        sources["records"] = """
            -export([start/0]).
            -record(r, {\((1...300).map { "f\($0) = \($0)" }.joined(separator: ", "))}).
            start() -> R = id(#r{f299 = x}), S = R#r{f1 = a, f256 = b, f300 = c}, {R, S, S#r.f300, S#r.f255, R#r.f256}.

            """ + auxiliaries
        // Clauses enough that jumps from the first to the last do not fit 16 bits.
        let clauses = (0..<1500).map { "f(\($0 * 7919), X) -> {\($0), X + \($0), [X, {\($0)} | X], \"\($0)\"}" }
        sources["long"] = """
            -export([start/0]).
            start() -> {f(0, 1), f(7919 * 1499, 2), f(7919 * 750, 3), f(other, 4), catch f(5, a), g(1499, 0), g(0, 0)}.
            \(clauses.joined(separator: ";\n"));
            f(other, X) -> X;
            f(A, B) -> {A, B}.
            g(N, X) ->
                case N of
                    \((0..<1500).map { "\($0) when X =:= 0 -> id({\($0), X, \"\($0)\"})" }.joined(separator: ";\n        "))
                end.

            """ + auxiliaries
        // So many that the far jumps of one instruction, scattered or dense, would be out of reach themselves.
        let scattered = (0..<9000).map { "s(\($0 * 31)) -> {s, \($0)}" }
        let dense = (0..<9000).map { "d(\($0 - 40)) -> [\($0)]" }
        sources["longer"] = """
            -export([start/0]).
            start() -> {checks(0, 0), s(8999 * 31), s(4000 * 31), s(31), s(1), s(x), d(-40), d(8959), d(4000), d(8960), d(-41), d(x)}.
            checks(9000, Sum) -> Sum;
            checks(N, Sum) ->
                {s, A} = s(N * 31),
                [B] = d(N - 40),
                {no, _} = s(N * 31 + 1),
                checks(N + 1, Sum + A * B).
            \(scattered.joined(separator: ";\n"));
            s(Other) -> {no, Other}.
            \(dense.joined(separator: ";\n"));
            d(Other) -> {no, Other}.

            """ + auxiliaries
        // Waits that lead to themselves: no reason for far jumps.
        sources["waits"] = """
            -export([start/0]).
            start() ->
                Self = self(),
                Pid = spawn(fun() -> receive after infinity -> Self ! no end end),
                receive after 2 -> ok end,
                receive after id(3) -> exit(Pid, kill) end,
                receive X -> X after 5 -> done end.

            """ + auxiliaries
        return sources
    }

    func testProgramsAnswerAsOnErlWhateverTheirRegistersAre() throws {
        let sources = Self.sources()
        let image = try TestImage(sources)
        let modules = sources.keys.sorted()
        let expected = try image.answersOfErl(modules)
        for module in modules {
            let got = try result(image, module)
            XCTAssertEqual(got, expected[module]!, module)
        }
    }
}
