import XCTest

@testable import BeamletVM

/// The order of all terms, and equality.
final class ComparisonTests: XCTestCase {
    private static let atomNames = ["", "A", "Z", "a", "aa", "ab", "b", "z", "\u{E9}", "\u{3A9}", "\u{10348}"]
    private static let image = Result {
        try TestImage(["idle": "-export([start/0]).\nstart() -> ok.\n"], atoms: atomNames)
    }
    private var runner: TestMachine!
    private var build: TermBuilder!

    override func setUpWithError() throws {
        runner = try TestMachine(try Self.image.get(), ram: 32 << 20)
        build = TermBuilder(&runner.machine, bytes: 20 << 20)
    }

    override func tearDown() { runner = nil }

    private func atom(_ name: String) -> Term { runner.image.atoms[name]! }

    /// Terms in ascending order, one for each place in the order: terms of one place are equal (`==`).
    private func ascending() -> [[Term]] {
        let (a, b) = (atom("a"), atom("b"))
        let bytes: [UInt8] = [0b1010_1100, 0b0101_0011, 0xFF, 0x00]
        let whole = build.bits(bytes)
        var places: [[Term]] = []
        // Numbers, whatever they are made of.
        places.append([build.float(-.greatestFiniteMagnitude)])
        places.append([build.bignum([0, 0, 1], negative: true), build.float(-0x1p64)])
        places.append([build.bignum([1, 1 << 31], negative: true)])
        places.append([build.bignum([0, 1 << 31], negative: true), build.float(-0x1p63)])
        places.append([build.bignum([(1 << 29) + 1], negative: true)])
        places.append([build.float(-536_870_912.5)])
        places.append([Term(small: Term.minSmall), build.float(-536_870_912)])
        places.append([Term(small: -1), build.float(-1)])
        places.append([build.float(-.leastNonzeroMagnitude)])
        places.append([Term(small: 0), build.float(0), build.float(-0.0)])
        places.append([build.float(.leastNonzeroMagnitude)])
        places.append([Term(small: 1), build.float(1)])
        places.append([build.float(1.5)])
        places.append([Term(small: Term.maxSmall), build.float(536_870_911)])
        places.append([build.float(536_870_911.5)])
        places.append([build.bignum([1 << 29]), build.float(536_870_912)])
        places.append([build.bignum([0, 1 << 21]), build.float(0x1p53)])
        places.append([build.bignum([1, 1 << 21])])
        places.append([build.bignum([2, 1 << 21]), build.float(0x1p53 + 2)])
        places.append([build.bignum([.max, .max])])
        places.append([build.bignum([0, 0, 1]), build.float(0x1p64)])
        places.append([build.bignum([1, 0, 1])])
        places.append([build.float(.greatestFiniteMagnitude)])
        places.append([build.bignum([UInt32](repeating: .max, count: 40))])
        // Atoms by their characters.
        for name in Self.atomNames { places.append([atom(name)]) }
        // References, funs, ports, pids.
        places.append([build.reference(1)])
        places.append([build.reference(2), build.reference(2)])
        places.append([build.reference(1 << 32)])
        places.append([build.reference(1 << 32 + 1)])
        places.append([build.fun(a, index: 0, uniq: 9, captured: [])])
        places.append([build.fun(a, index: 1, uniq: 1, captured: [Term(small: 1)])])
        places.append([
            build.fun(a, index: 1, uniq: 2, captured: [Term(small: 1)]),
            build.fun(a, index: 1, uniq: 2, captured: [build.float(1)]),
        ])
        places.append([build.fun(a, index: 1, uniq: 2, captured: [Term(small: 2)])])
        places.append([build.fun(b, index: 0, uniq: 0, captured: [])])
        places.append([build.external(a, a, 0)])
        places.append([build.external(a, a, 1)])
        places.append([build.external(a, b, 0)])
        places.append([build.external(b, a, 0)])
        places.append([TermBuilder.port(1)])
        places.append([TermBuilder.port(2)])
        places.append([TermBuilder.pid(slot: 1, serial: 0)])
        places.append([TermBuilder.pid(slot: 2, serial: 0)])
        places.append([TermBuilder.pid(slot: 1, serial: 1)])
        // Tuples by size, then by element.
        places.append([build.tuple([])])
        places.append([build.tuple([Term(small: 5)]), build.tuple([build.float(5)])])
        places.append([build.tuple([build.tuple([])])])
        places.append([build.tuple([Term(small: 1), Term(small: 2)])])
        places.append([build.tuple([Term(small: 1), a])])
        places.append([build.tuple([a, Term(small: 1)])])
        places.append([build.tuple([Term(small: 0), .nil, .nil])])
        // Maps by size, then keys, then values.
        places.append([build.map([])])
        places.append([build.map([(Term(small: 1), b)])])
        places.append([build.map([(build.float(1), a)])])
        places.append([build.map([(a, Term(small: 1))]), build.map([(a, build.float(1))])])
        places.append([build.map([(a, Term(small: 2))])])
        places.append([build.map([(b, Term(small: 1))])])
        places.append([build.map([(Term(small: 1), a), (Term(small: 2), b)])])
        // Nil, lists.
        places.append([.nil])
        places.append([build.list([Term(small: 1)], tail: Term(small: 1))])
        places.append([build.list([1])])
        places.append([build.list([1, 2]), build.list([build.float(1), Term(small: 2)])])
        places.append([build.list([1, 2, 0])])
        places.append([build.list([1, 3])])
        places.append([build.list([a])])
        places.append([build.list([build.list([1])])])
        // Bitstrings: bit by bit, a prefix first, wherever the bits lie.
        places.append([build.bits([]), build.part(whole, from: 13, count: 0)])
        places.append([build.bits([0], count: 1), build.part(whole, from: 1, count: 1)])
        places.append([build.bits([0x5A], count: 7)])
        places.append([
            build.bits([0xA0], count: 3), build.part(whole, from: 0, count: 3), build.part(whole, from: 2, count: 3),
        ])
        places.append([build.bits([0xAC], count: 8), build.part(whole, from: 0, count: 8)])
        places.append([build.bits(bytes, count: 17), build.part(whole, from: 0, count: 17)])
        places.append([whole, build.bits(bytes), build.part(whole, from: 0, count: 32)])
        return places
    }

    func testTheOrderOfAllPairs() {
        let places = ascending()
        for (i, left) in places.enumerated() {
            for (j, right) in places.enumerated() {
                for a in left {
                    for b in right {
                        let got = runner.machine.order(a, b).signum()
                        let expected = (i - j).signum()
                        XCTAssertEqual(got, expected, "places \(i) and \(j): \(runner.text(a)) and \(runner.text(b))")
                        XCTAssertEqual(runner.machine.equal(a, b), i == j, "== of places \(i) and \(j)")
                        if i != j { XCTAssertFalse(runner.machine.exactlyEqual(a, b), "=:= of places \(i) and \(j)") }
                    }
                }
            }
        }
    }

    func testExactEqualityTellsIntegersFromFloatsAtAnyDepth() {
        let (one, float) = (Term(small: 1), build.float(1))
        let pairs: [(Term, Term)] = [
            (one, float), (build.tuple([one]), build.tuple([float])), (build.list([one]), build.list([float])),
            (build.map([(atom("a"), one)]), build.map([(atom("a"), float)])),
            (
                build.list([build.tuple([build.list([one, one])])]),
                build.list([build.tuple([build.list([one, float])])])
            ),
            (
                build.fun(atom("a"), index: 0, uniq: 0, captured: [one]),
                build.fun(atom("a"), index: 0, uniq: 0, captured: [float])
            ),
        ]
        for (a, b) in pairs {
            XCTAssertTrue(runner.machine.equal(a, b), runner.text(a))
            XCTAssertFalse(runner.machine.exactlyEqual(a, b), runner.text(a))
            XCTAssertFalse(runner.machine.exactlyEqual(b, a), runner.text(a))
        }
    }

    func testBitstringsOfAllAlignments() {
        var random = SeededGenerator(4)
        let bytes = (0..<12).map { _ in UInt8.random(in: 0...255, using: &random) }
        let whole = build.bits(bytes)
        func bit(_ index: Int) -> UInt8 { bytes[index / 8] >> (7 - UInt8(index % 8)) & 1 }
        for offset in 0..<24 {
            for count in [0, 1, 7, 8, 9, 15, 16, 17, 31, 32, 33, 60] {
                var copy = [UInt8](repeating: 0, count: (count + 7) / 8)
                for index in 0..<count { copy[index / 8] |= bit(offset + index) << (7 - UInt8(index % 8)) }
                let part = build.part(whole, from: offset, count: count)
                let same = build.bits(copy, count: count)
                XCTAssertTrue(runner.machine.exactlyEqual(part, same), "\(count) bits from \(offset)")
                if count == 0 { continue }
                let flipped = Int.random(in: 0..<count, using: &random)
                copy[flipped / 8] ^= 0x80 >> UInt8(flipped % 8)
                let other = build.bits(copy, count: count)
                let expected = bit(offset + flipped) == 1 ? 1 : -1
                XCTAssertEqual(
                    runner.machine.order(part, other).signum(), expected, "\(count) bits from \(offset), bit \(flipped)"
                )
            }
        }
    }

    func testTermsNested100000Deep() {
        var lists: [Term] = []
        var tuples: [Term] = []
        var funs: [Term] = []
        var maps: [Term] = []
        let a = atom("a")
        for last in [1, 1, 2] {
            var list = Term(small: last)
            var tuple = Term(small: last)
            var fun = Term(small: last)
            var map = Term(small: last)
            for _ in 0..<100_000 {
                list = build.cell(list, .nil)
                tuple = build.tuple([tuple])
                fun = build.fun(a, index: 0, uniq: 0, captured: [fun])
                map = build.map([(a, map)])
            }
            lists.append(list)
            tuples.append(tuple)
            funs.append(fun)
            maps.append(map)
        }
        for terms in [lists, tuples, funs, maps] {
            XCTAssertEqual(runner.machine.order(terms[0], terms[1]), 0)
            XCTAssertEqual(runner.machine.order(terms[0], terms[2]).signum(), -1)
            XCTAssertEqual(runner.machine.order(terms[2], terms[0]).signum(), 1)
            XCTAssertTrue(runner.machine.exactlyEqual(terms[0], terms[1]))
            XCTAssertFalse(runner.machine.exactlyEqual(terms[0], terms[2]))
        }
        XCTAssertTrue(runner.machine.arena.check())
    }

    func testAWalkWithoutMemorySaysDifferentAndLeavesNothing() {
        // Deeper than the block that is kept for walks.
        func pair() -> Term {
            var term = build.list([0])
            for level in 0..<200 { term = build.list([term, build.list([level])]) }
            return term
        }
        let (a, b) = (pair(), pair())
        let free = runner.machine.arena.freeBytes
        runner.machine.arena.failAfter = 0
        XCTAssertFalse(runner.machine.exactlyEqual(a, b))
        runner.machine.arena.failAfter = -1
        XCTAssertTrue(runner.machine.exactlyEqual(a, b))
        XCTAssertEqual(runner.machine.arena.freeBytes, free)
    }
}
