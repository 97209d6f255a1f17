import XCTest

@testable import BeamletVM

/// What each kind of term is and is not.
final class ClassificationTests: XCTestCase {
    private static let image = Result { try TestImage(["idle": "-export([start/0]).\nstart() -> ok.\n"]) }

    func testEachKindAnswersItsOwnTestsAndNoOthers() throws {
        let runner = try TestMachine(try Self.image.get())
        var build = TermBuilder(&runner.machine, bytes: 4096)
        let heap = build.bits([1, 2, 3], count: 20)
        let atom = Term(atom: 65_534)
        let terms: [(term: Term, kinds: Set<String>)] = [
            (Term(small: 0), ["small", "integer", "number", "immediate"]),
            (Term(small: Term.minSmall), ["small", "integer", "number", "immediate"]),
            (Term(small: Term.maxSmall), ["small", "integer", "number", "immediate"]),
            (build.bignum([1 << 29]), ["bignum", "integer", "number", "boxed"]),
            (build.bignum([1, 2, 3], negative: true), ["bignum", "integer", "number", "boxed"]),
            (build.float(-0.0), ["float", "number", "boxed"]),
            (atom, ["atom", "immediate"]),
            (Term(atom: 0), ["atom", "immediate"]),
            (.nil, ["nil", "immediate"]),
            (build.list([1, 2]), ["list"]),
            (build.tuple([]), ["tuple", "boxed"]),
            (build.tuple([atom]), ["tuple", "boxed"]),
            (build.map([(atom, .nil)]), ["map", "boxed"]),
            (build.boxed(.hashMap, [Term(small: 40), Term(small: 1), .nil]), ["map", "boxed"]),
            (build.fun(atom, index: 1, uniq: 2, captured: []), ["fun", "boxed"]),
            (build.external(atom, atom, 3), ["fun", "boxed"]),
            (heap, ["bitstring", "boxed"]),
            (build.part(heap, from: 3, count: 9), ["bitstring", "boxed"]),
            (build.boxed(.sharedBitstring, [0, 80 << 2, 0]), ["bitstring", "boxed"]),
            (build.boxed(.matchContext, [heap, Term(small: 0), Term(small: 20)]), ["boxed"]),
            (build.reference(7), ["reference", "boxed"]),
            (build.boxed(.externalReference, [atom.bits, 1, 2, 3, 4]), ["reference", "boxed"]),
            (TermBuilder.pid(slot: 8190, serial: 0x3FFF), ["pid", "immediate"]),
            (build.boxed(.externalPid, [atom.bits, 1, 2, 3]), ["pid", "boxed"]),
            (TermBuilder.port(1), ["port", "immediate"]),
            (build.boxed(.externalPort, [atom.bits, 1, 2, 3]), ["port", "boxed"]),
            (.none, ["none", "immediate"]),
        ]
        for (term, kinds) in terms {
            let answers: [(String, Bool)] = [
                ("small", term.isSmall), ("bignum", term.isBignum), ("integer", term.isInteger),
                ("float", term.isFloat), ("number", term.isNumber), ("atom", term.isAtom), ("nil", term.isNil),
                ("list", term.isList), ("tuple", term.isTuple), ("map", term.isMap), ("fun", term.isFun),
                ("bitstring", term.isBitstring), ("reference", term.isReference), ("pid", term.isPid),
                ("port", term.isPort), ("boxed", term.isBoxed), ("immediate", term.isImmediate), ("none", term.isNone),
            ]
            let got = Set(answers.filter(\.1).map(\.0))
            XCTAssertEqual(got, kinds, "term 0x\(String(term.bits, radix: 16))")
            XCTAssertFalse(Header.isHeader(term.bits), "a term is never a header")
            XCTAssertNotEqual(term.isNone, term.isSomething)
        }
    }

    func testSmallIntegersKeepTheirValue() {
        for value in [0, 1, -1, 8191, -8192, Term.minSmall, Term.minSmall + 1, Term.maxSmall - 1, Term.maxSmall] {
            let term = Term(small: value)
            XCTAssertEqual(term.smallValue, value)
            XCTAssertEqual(term.bits & 3, 0)
        }
        XCTAssertEqual(Term.maxSmall, 536_870_911)
        XCTAssertEqual(Term.minSmall, -536_870_912)
    }

    func testHeadersKeepKindAndSize() {
        let kinds: [(Header.Kind, raw: Bool)] = [
            (.tuple, false), (.flatMap, false), (.hashMap, false), (.hashNode, false), (.fun, false),
            (.exportFun, false), (.subBitstring, false), (.sharedBitstring, false), (.matchContext, false),
            (.record, false), (.positiveBignum, true), (.negativeBignum, true), (.float, true), (.heapBitstring, true),
            (.reference, true), (.externalPid, true), (.externalPort, true), (.externalReference, true),
        ]
        for (kind, raw) in kinds {
            for words in [0, 1, 2, 255, 256, 65_535, 1 << 23, (1 << 24) - 1] {
                let header = Header(kind, words: words)
                XCTAssertEqual(header.kind, kind)
                XCTAssertEqual(header.words, words)
                XCTAssertEqual(header.isRaw, raw, "kind \(kind.rawValue)")
                XCTAssertTrue(Header.isHeader(header.bits))
            }
        }
        XCTAssertEqual(Set(kinds.map(\.0.rawValue)).count, kinds.count, "no two kinds share a number")
    }

    func testLengthsOfLists() throws {
        let runner = try TestMachine(try Self.image.get())
        var build = TermBuilder(&runner.machine, bytes: 65_536)
        XCTAssertEqual(runner.machine.length(of: .nil), 0)
        XCTAssertEqual(runner.machine.length(of: build.list(0..<5000)), 5000)
        XCTAssertEqual(runner.machine.length(of: build.list([.nil], tail: Term(small: 1))), -1)
        XCTAssertEqual(runner.machine.length(of: Term(small: 1)), -1)
        XCTAssertFalse(runner.machine.isProperList(build.list([.nil], tail: build.tuple([]))))
    }
}
