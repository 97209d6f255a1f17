import XCTest

@testable import BeamletVM

/// The text of terms, against `erlang:display/1` of `erl`.
final class PrintingTests: XCTestCase {
    /// Erlang terms as a program writes them. What differs between two nodes (pids, references) is tested below.
    private static let terms = [
        "0", "-1", "536870911", "-536870912", "536870912", "-536870913", "123456789012345678901234567890",
        "-340282366920938463463374607431768211456", "16#FFFFFFFF", "1 bsl 600", "-(1 bsl 64)",
        "a", "aB_9", "'a@b'", "'A'", "''", "'a b'", "'a-b'", "'_a'", "'9a'", "'back\\\\slash'", "'q\\'q'",
        "'\\n'", "'\\t\\r\\b\\f\\v'", "'\\0'", "'\\x{1F}\\x{7F}'", "'\\x{E9}t\\x{E9}'", "'\\x{C9}'", "'a\\x{D7}'",
        "'\\x{DF}'", "'\\x{FF}'", "'a\\x{F7}'", "'@'", "'a.b'", "true", "[]", "{}", "{a}", "{a,{b,[c]},\"\"}",
        "[1,2,3]", "[a|b]", "[a,b|c]", "[[[]]]", "[[]|[]]", "[{a,1},{b,2}]",
        "\"hello\"", "\"a\\nb\"", "\"quote\\\"d\"", "\"back\\\\slash\"", "\"tab\\tcr\\r\"", "[104,0]", "[0]",
        "[104|105]", "[27]", "[300]", "[97,-1]", "[\"a\",\"b\"]", "[126]", "[127]",
        "<<>>", "<<1,2,3>>", "<<\"abc\">>", "<<\"a\\nb\">>", "<<1:1>>", "<<5:3>>", "<<255,1:1>>", "<<\"ab\",3:7>>",
        "<<0>>", "<<200>>", "<<\"quote\\\"\">>",
        "fun lists:map/2", "fun erlang:'+'/2", "fun 'A':'b c'/0",
    ]

    func testTermsArePrintedAsErlPrintsThem() throws {
        var sources: [String: String] = [:]
        for (index, term) in Self.terms.enumerated() {
            sources[String(format: "print_%03d", index)] = """
                -export([start/0]).
                start() -> id(\(term)).
                id(X) -> X.
                """
        }
        let image = try TestImage(sources)
        let modules = sources.keys.sorted()
        let expected = try image.answersOfErl(modules)
        for (module, term) in zip(modules, Self.terms) {
            XCTAssertEqual(try result(image, module), expected[module]!, term)
        }
    }

    private static let image = Result { try TestImage(["idle": "-export([start/0]).\nstart() -> ok.\n"], atoms: ["a"]) }

    func testIdentifiersAndFuns() throws {
        let runner = try TestMachine(try Self.image.get())
        var build = TermBuilder(&runner.machine, bytes: 4096)
        let a = runner.image.atoms["a"]!
        let texts: [(Term, String)] = [
            (TermBuilder.pid(slot: 0, serial: 0), "<0.0.0>"),
            (TermBuilder.pid(slot: 8190, serial: 16_383), "<0.8190.16383>"),
            (TermBuilder.port(1), "#Port<0.1>"),
            (build.reference(5), "#Ref<0.0.0.5>"),
            (build.reference(.max), "#Ref<0.0.4294967295.4294967295>"),
            (build.fun(a, index: 3, uniq: 1234, captured: [.nil]), "#Fun<a.3.1234>"),
            (build.external(a, a, 255), "fun a:a/255"),
            (build.map([]), "#{}"),
            (build.map([(a, build.map([(a, .nil)]))]), "#{a=>#{a=>[]}}"),
            (build.map([(Term(small: 1), a), (a, .nil)]), "#{1=>a,a=>[]}"),
        ]
        for (term, text) in texts { XCTAssertEqual(runner.text(term), text) }
        XCTAssertTrue(runner.machine.arena.check())
    }

    func testTermsNested100000Deep() throws {
        let runner = try TestMachine(try Self.image.get(), ram: 16 << 20)
        var build = TermBuilder(&runner.machine, bytes: 4 << 20)
        let depth = 100_000
        var list = Term.nil
        var tuple = Term(small: 7)
        for _ in 0..<depth {
            list = build.cell(list, .nil)
            tuple = build.tuple([tuple])
        }
        let listText = runner.text(list)
        XCTAssertEqual(listText.count, 2 * depth + 2)
        XCTAssertEqual(listText, String(repeating: "[", count: depth + 1) + String(repeating: "]", count: depth + 1))
        let tupleText = runner.text(tuple)
        XCTAssertEqual(tupleText.count, 2 * depth + 1)
        XCTAssertTrue(tupleText.hasPrefix("{{{") && tupleText.hasSuffix("}}}") && tupleText.contains("{7}"))
        XCTAssertTrue(runner.machine.arena.check())
    }

    func testWithoutMemoryDotsStandForTheRest() throws {
        let runner = try TestMachine(try Self.image.get(), ram: 16 << 20)
        var build = TermBuilder(&runner.machine, bytes: 1 << 20)
        var list = Term.nil
        for _ in 0..<1000 { list = build.cell(list, .nil) }
        let free = runner.machine.arena.freeBytes
        // The stack grows from the kept block to 1,000 levels in fewer steps than that.
        for allocations in 0..<6 {
            runner.machine.arena.failAfter = allocations
            let text = runner.text(list)
            runner.machine.arena.failAfter = -1
            XCTAssertTrue(text.hasSuffix("..."), "\(allocations) allocations: \(text.suffix(10))")
            XCTAssertEqual(runner.machine.arena.freeBytes, free)
        }
        let number = build.bignum([1, 2, 3])
        runner.machine.arena.failAfter = 0
        XCTAssertEqual(runner.text(number), "...")
        XCTAssertEqual(runner.text(Term(small: 12)), "12", "what has no parts needs no memory")
        runner.machine.arena.failAfter = -1
        XCTAssertEqual(runner.text(number), "55340232229718589441")
        XCTAssertTrue(runner.machine.arena.check())
    }
}
