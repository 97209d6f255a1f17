import BeamletVM
import Foundation
import Testing

/// Every stream is byte for byte what the installed OTP's zlib makes of the same bytes.
@Suite struct DeflateTests {
    private func compress(_ input: [UInt8], level: Int) -> [UInt8]? {
        let workspace = UnsafeMutableRawPointer.allocate(
            byteCount: Deflate.workspaceBytes(for: input.count), alignment: 4)
        defer { workspace.deallocate() }
        var output = [UInt8](repeating: 0, count: input.count + input.count / 100 + 100)
        let count = input.withUnsafeBytes { bytes in
            output.withUnsafeMutableBytes { Deflate.zlib(bytes, into: $0, level: level, workspace: workspace) }
        }
        return count.map { Array(output[0..<$0]) }
    }

    /// Inputs of all kinds of redundancy.
    private static func inputs() -> [[UInt8]] {
        var random = SeededGenerator(2026)
        var inputs: [[UInt8]] = [[], [0], Array("aaaaaaaaaaaaaaaa".utf8), Array("abcabcabcabcabcabd".utf8)]
        for size in [
            1, 2, 3, 4, 10, 100, 257, 258, 259, 1000, 5000, 16_382, 16_383, 16_384, 40_000, 65_274, 70_000, 200_000,
        ] {
            // Few symbols, many symbols, text-like, long repeats, repeats from far away.
            inputs.append((0..<size).map { _ in UInt8.random(in: 0...3, using: &random) })
            inputs.append((0..<size).map { _ in UInt8.random(in: 0...255, using: &random) })
            inputs.append([UInt8](repeating: 7, count: size))
            var words: [UInt8] = []
            let vocabulary = (0..<200).map { _ in
                (0..<Int.random(in: 1...12, using: &random)).map { _ in UInt8.random(in: 97...122, using: &random) }
            }
            while words.count < size { words += vocabulary.randomElement(using: &random)! + [32] }
            inputs.append(Array(words.prefix(size)))
            let piece = (0..<min(size, 32_507)).map { _ in UInt8.random(in: 0...255, using: &random) }
            var repeats: [UInt8] = []
            while repeats.count < size {
                repeats += piece.prefix(Int.random(in: 1...max(1, piece.count), using: &random))
            }
            inputs.append(Array(repeats.prefix(size)))
        }
        return inputs
    }

    @Test func streamsAreZlibs() throws {
        let inputs = Self.inputs()
        let folder = try TestFolders.make()
        defer { try? FileManager.default.removeItem(at: folder) }
        for (index, input) in inputs.enumerated() {
            try Data(input).write(to: folder.appendingPathComponent("\(index).in"))
        }
        let program = """
            [begin {ok, Data} = file:read_file(integer_to_list(I) ++ ".in"), Z = zlib:open(), ok = zlib:deflateInit(Z, L), \
            ok = file:write_file(io_lib:format("~b.~b", [I, L]), zlib:deflate(Z, Data, finish)), zlib:close(Z) end || \
            I <- lists:seq(0, \(inputs.count - 1)), L <- lists:seq(1, 9)], io:put_chars("done"), halt().
            """
        try #require(InstalledOTP.run("erl", ["-noshell", "-eval", program], in: folder.path) == "done")
        for (index, input) in inputs.enumerated() {
            for level in 1...9 where input.count < 60_000 || [1, 4, 6].contains(level) {
                let expected = [UInt8](try Data(contentsOf: folder.appendingPathComponent("\(index).\(level)")))
                let got = compress(input, level: level)
                #expect(got == expected, "input \(index) of \(input.count) bytes at level \(level)")
            }
        }
    }

    @Test func whatDoesNotFitIsRefused() {
        let input = [UInt8](repeating: 1, count: 100)
        let workspace = UnsafeMutableRawPointer.allocate(byteCount: Deflate.workspaceBytes(for: 100), alignment: 4)
        defer { workspace.deallocate() }
        var output = [UInt8](repeating: 0, count: 5)
        let count = input.withUnsafeBytes { bytes in
            output.withUnsafeMutableBytes { Deflate.zlib(bytes, into: $0, level: 6, workspace: workspace) }
        }
        #expect(count == nil)
    }
}
