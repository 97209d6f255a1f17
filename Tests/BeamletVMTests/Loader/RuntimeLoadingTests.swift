import Foundation
import XCTest

@testable import BeamletVM

/// Modules that arrive while the machine runs.
final class RuntimeLoadingTests: XCTestCase {
    private static let source = """
        -module(arrived).
        -export([f/1, g/2, wait/0]).
        f(X) -> try lists:reverse([X, "text", {1, 2.5, 123456789012345678901234567890}], []) catch _:E -> {E, X} end.
        g(a, X) -> fun(Y) -> {X, Y} end; g(b, _) -> b; g(c, X) -> arrived:g(a, X); g(D, X) when D + X > 1 -> 1.
        wait() -> receive {From, X} -> From ! X; stop -> ok after 10 -> late end.
        """

    private static func bytes(_ source: String = RuntimeLoadingTests.source) -> String? {
        InstalledOTP.compile(source, module: "arrived", options: ["+no_docs"]).map { bytes in
            var module = ModuleBuilder(bytes)
            module.chunks.removeAll { ["Dbgi", "Docs", "Meta", "CInf"].contains($0.name) }
            return "<<\(module.bytes.map(String.init).joined(separator: ","))>>"
        }
    }

    /// What a program answers that loads a module and goes on with `then`.
    private func afterLoading(_ source: String, then: String, ram: UInt32 = 256 << 10) throws -> String? {
        guard let bytes = Self.bytes(source) else { return nil }
        let image = try TestImage([
            "loads": """
            -export([start/0, half/1]).
            start() ->
                Before = half(3.0),
                case code:load_binary(arrived, "arrived.beam", bytes()) of
                    {module, Module} -> erlang:yield(), {Before, half(5.0), \(then)};
                    {error, Reason} -> Reason
                end.
            half(X) -> X * 0.5 + 0.25.
            bytes() -> \(bytes).
            """
        ])
        let runner = try TestMachine(image, ram: ram, module: "loads")
        XCTAssertEqual(runner.run(), .ended(.returned), TestBoard.errorText)
        XCTAssertTrue(runner.machine.arena.check())
        return TestBoard.outputText.replacingOccurrences(of: "Return value: ", with: "").trimmingCharacters(
            in: .newlines)
    }

    /// A module may need more registers than the program has, whose registers for floats lie in the same block.
    func testMoreRegisters() throws {
        let count = 120
        let names = (1...count).map { "A\($0)" }
        let source = """
            -module(arrived).
            -export([f/1]).
            f(X) -> g(\((1...count).map { "X + \($0)" }.joined(separator: ", "))).
            g(\(names.joined(separator: ", "))) -> [\(names.reversed().joined(separator: ", "))].
            """
        let answer = try afterLoading(source, then: "{length(Module:f(1)), hd(Module:f(1)), half(hd(Module:f(0.5)))}")
        if let answer { XCTAssertEqual(answer, "{1.750000e+00,2.750000e+00,{120,121,6.050000e+01}}") }
    }

    /// Large maps of constants, and constant keys that are no immediate terms, also where no code is behind them.
    func testLiteralMaps() throws {
        let pairs = (1...70).map { "{k, \($0), \"x\"} => \($0)" }
        let source = """
            -module(arrived).
            -export([f/0, g/1]).
            f() -> #{\(pairs.joined(separator: ", "))}.
            g(X) -> #{{b, <<"x">>} => X, "key" => 2}.
            """
        let answer = try afterLoading(
            source, then: "{map_size(Module:f()), maps:get({k, 7, \"x\"}, Module:f()), Module:g(1)}")
        if let answer { XCTAssertEqual(answer, "{1.750000e+00,2.750000e+00,{70,7,#{{b,<<\"x\">>}=>1,\"key\"=>2}}}") }
    }

    /// Each byte is changed in turn, and each length tried: an error or a module, never anything else. Nothing is left of either.
    func testHostileFilesAreErrors() throws {
        guard let bytes = Self.bytes() else { return }
        let image = try TestImage([
            "hostile": """
            -export([start/0]).
            start() ->
                Bytes = bytes(),
                ok = changed(byte_size(Bytes) - 1, Bytes),
                ok = cut(byte_size(Bytes) - 1, Bytes),
                {module, arrived} = erlang:load_module(arrived, Bytes),
                ok.
            changed(0, _) -> ok;
            changed(N, Bytes) ->
                Byte = binary:at(Bytes, N),
                [load(change(Bytes, N, Value)) || Value <- [0, 255, Byte bxor 1, Byte bxor 16, Byte bxor 128]],
                changed(N - 1, Bytes).
            change(Bytes, N, Value) ->
                list_to_binary([binary:part(Bytes, 0, N), Value, binary:part(Bytes, N + 1, byte_size(Bytes) - N - 1)]).
            cut(0, _) -> ok;
            cut(N, Bytes) ->
                {error, badfile} = erlang:load_module(arrived, binary:part(Bytes, 0, N)),
                cut(N - 1, Bytes).
            load(Bytes) ->
                case erlang:load_module(arrived, Bytes) of
                    {module, arrived} -> code:delete(arrived), code:purge(arrived);
                    {error, _} -> ok
                end.
            bytes() -> \(bytes).
            """
        ])
        XCTAssertEqual(try result(image, "hostile"), "ok")
    }

    /// What memory there is decides whether a module can be loaded; whoever asks hears of it, and nothing is lost.
    func testWithoutMemoryNothingIsLoadedAndNothingIsLost() throws {
        guard let bytes = Self.bytes() else { return }
        let image = try TestImage([
            "loads": """
            -export([start/0]).
            start() -> go(3).
            go(0) -> ok;
            go(N) ->
                case code:load_binary(arrived, "arrived.beam", bytes()) of
                    {module, Module} ->
                        _ = Module:f(N),
                        code:delete(arrived),
                        code:purge(arrived),
                        [N | go(N - 1)];
                    {error, Reason} -> Reason
                end.
            bytes() -> \(bytes).
            """
        ])
        for size: UInt32 in [12 << 10, 16 << 10, 24 << 10, 32 << 10, 64 << 10, 128 << 10] {
            let runner = try TestMachine(image, ram: size, module: "loads")
            runner.run()
            XCTAssertTrue(runner.machine.arena.check(), "\(size)")
        }
        var failed = 0
        while failed < 400 {
            let runner = try TestMachine(image, ram: 64 << 10, module: "loads")
            runner.machine.arena.failAfter = failed
            var struck = false
            runner.run(slices: 5_000) { runner in
                if runner.machine.arena.failAfter == 0 { struck = true }
                if struck { runner.machine.arena.failAfter = -1 }
            }
            XCTAssertTrue(runner.machine.arena.check(), "\(failed)")
            if !struck { break }
            failed += 1
        }
        XCTAssertLessThan(failed, 400)
    }
}
