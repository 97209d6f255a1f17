import XCTest

@testable import BeamletVM

final class ArithmeticTests: XCTestCase {
    private var memory: TestMemory!
    private var machine: Machine!
    private let owner = TestMemory.owner(0)

    override func setUp() {
        memory = TestMemory(bytes: 1 << 20)
        machine = memory.machine(heapWords: 100)
    }

    override func tearDown() {
        machine = nil
        memory = nil
    }

    // MARK: Help

    private func slot(_ register: Int) -> Address { machine.x + UInt32(register + 3) * 4 }

    /// Reads an integer, which must be one.
    private func integer(_ text: String, base: Int = 10) -> Term {
        let bytes = Array(text.utf8)
        XCTAssertTrue(machine.ensure(machine.integerTextWords(characters: bytes.count, base: base) + 1, live: 4))
        var parser = machine.integerParser(base: base)
        for byte in bytes where !parser.take(UInt32(byte)) { XCTFail("\(text) is refused") }
        return machine.finishInteger(&parser) ?? .none
    }

    private func text(_ term: Term, base: Int = 10) -> String {
        store(term, slot(4))
        guard let (address, count) = machine.writeIntegerText(live: 4, base: base, words: 0, wordsPerCharacter: 0)
        else { return "no memory" }
        return String(decoding: UnsafeRawBufferPointer(start: rawPointer(address), count: count), as: UTF8.self)
    }

    private func calculate(_ operation: Arithmetic, _ a: String, _ b: String, base: Int = 10) -> String {
        store(integer(a, base: base), slot(0))
        store(integer(b, base: base), slot(1))
        store(load(slot(0)), slot(2))
        store(load(slot(1)), slot(3))
        let result = machine.calculate(operation, live: 2 - 2)
        if result == .none { return "none" }
        XCTAssertNil(machine.heapFault(owner, live: 2))
        return text(result, base: base)
    }

    private func operation(_ name: Substring) -> Arithmetic {
        switch name {
        case "add": .add
        case "subtract": .subtract
        case "multiply": .multiply
        case "divide": .divide
        case "remainder": .remainder
        case "and": .and
        case "or": .or
        case "xor": .xor
        case "shiftLeft": .shiftLeft
        case "shiftRight": .shiftRight
        case "not": .not
        default: .negate
        }
    }

    // MARK: Operations

    func testVectors() {
        for line in ArithmeticVectors.text.split(separator: "\n") {
            let words = line.split(separator: " ")
            let result = calculate(operation(words[0]), String(words[1]), String(words[2]), base: 16)
            XCTAssertEqual(result, String(words[3]), "\(line)")
        }
    }

    func testVectorsWithACollectionAtEachAllocation() {
        // Heaps without room: each result is made after a collection, in place half of the time.
        for (index, line) in ArithmeticVectors.text.split(separator: "\n").enumerated() {
            let words = line.split(separator: " ")
            store(integer(String(words[1]), base: 16), slot(0))
            store(integer(String(words[2]), base: 16), slot(1))
            let filler = machine.freeWords(owner)
            storeWord(Header.tuple(filler - 1).bits, process(owner).pointee.heapTop)
            for word in 1..<UInt32(filler) { store(.nil, process(owner).pointee.heapTop + word * 4) }
            process(owner).pointee.heapTop += UInt32(filler) * 4
            machine.arena.failAfter = index % 2 == 0 ? 0 : -1
            let result = machine.calculate(operation(words[0]), live: 0)
            machine.arena.failAfter = -1
            XCTAssertEqual(text(result, base: 16), String(words[3]), "\(line)")
        }
    }

    func testDivisionByZero() {
        for a in ["0", "5", "123456789012345678901234567890"] {
            XCTAssertEqual(calculate(.divide, a, "0"), "none")
            XCTAssertEqual(calculate(.remainder, a, "0"), "none")
            XCTAssertEqual(machine.failure, .badarith)
        }
    }

    func testOperandsThatAreNoIntegers() {
        for operation in [Arithmetic.add, .and, .not, .negate, .shiftLeft, .divide] {
            store(Term(atom: 77), slot(0))
            store(Term(small: 1), slot(1))
            XCTAssertEqual(machine.calculate(operation, live: 0), .none)
            XCTAssertEqual(machine.failure, .badarith)
        }
        store(machine.makeFloat(1.5, live: 0), slot(0))
        store(Term(small: 1), slot(1))
        for operation in [Arithmetic.divide, .remainder, .and, .or, .xor, .not, .shiftLeft, .shiftRight] {
            XCTAssertEqual(machine.calculate(operation, live: 0), .none)
        }
    }

    func testHugeShifts() {
        let huge = "1000000000000000000000000"
        XCTAssertEqual(calculate(.shiftLeft, "0", huge), "0")
        XCTAssertEqual(calculate(.shiftLeft, "1", huge), "none")
        XCTAssertEqual(machine.failure, .systemLimit)
        XCTAssertEqual(calculate(.shiftLeft, "1", "500000000"), "none")
        XCTAssertEqual(machine.failure, .systemLimit)
        XCTAssertEqual(calculate(.shiftRight, huge, huge), "0")
        XCTAssertEqual(calculate(.shiftRight, "-" + huge, huge), "-1")
        XCTAssertEqual(calculate(.shiftRight, "-1", "500000000"), "-1")
        XCTAssertEqual(calculate(.shiftLeft, "-" + huge, "-" + huge), "-1")
        XCTAssertEqual(calculate(.shiftRight, "3", "-" + huge), "none")
    }

    func testTheLargestInteger() {
        memory = nil
        memory = TestMemory(bytes: 32 << 20)
        machine = memory.machine(heapWords: 100)
        store(Term(small: 1), slot(0))
        store(Term(small: 4_194_239), slot(1))
        let largest = machine.calculate(.shiftLeft, live: 0)
        XCTAssertTrue(largest.isBoxed(.positiveBignum))
        store(largest, slot(0))
        store(largest, slot(1))
        XCTAssertEqual(machine.calculate(.add, live: 0), .none)
        XCTAssertEqual(machine.failure, .systemLimit)
        XCTAssertEqual(machine.calculate(.multiply, live: 0), .none)
        XCTAssertEqual(machine.calculate(.subtract, live: 0), Term(small: 0))
        store(Term(small: 1), slot(1))
        XCTAssertTrue(machine.calculate(.add, live: 0).isBignum)
        XCTAssertEqual(machine.calculate(.shiftLeft, live: 0), .none)
    }

    func testIdentitiesOfLongNumbers() {
        var random = SeededGenerator(11)
        func number(_ digits: Int) -> String {
            let sign = Bool.random(using: &random) ? "-" : ""
            return sign + "7"
                + String((1..<max(2, digits)).map { _ in "0123456789ABCDEFFFFF0000".randomElement(using: &random)! })
        }
        for _ in 0..<60 {
            let a = number(Int.random(in: 1...600, using: &random))
            let b = number(Int.random(in: 1...400, using: &random))
            let quotient = calculate(.divide, a, b, base: 16)
            let remainder = calculate(.remainder, a, b, base: 16)
            XCTAssertEqual(calculate(.add, calculate(.multiply, quotient, b, base: 16), remainder, base: 16), a)
            XCTAssertEqual(calculate(.subtract, calculate(.add, a, b, base: 16), b, base: 16), a)
            XCTAssertEqual(calculate(.multiply, a, b, base: 16), calculate(.multiply, b, a, base: 16))
            let both = calculate(.add, calculate(.and, a, b, base: 16), calculate(.or, a, b, base: 16), base: 16)
            XCTAssertEqual(both, calculate(.add, a, b, base: 16))
            let xor = calculate(.subtract, calculate(.or, a, b, base: 16), calculate(.and, a, b, base: 16), base: 16)
            XCTAssertEqual(xor, calculate(.xor, a, b, base: 16))
            XCTAssertEqual(calculate(.shiftRight, calculate(.shiftLeft, a, "6B", base: 16), "6B", base: 16), a)
        }
    }

    // MARK: Text

    func testTextInAllBases() {
        let number = "-123456789012345678901234567890123456789012345678901234567890"
        for base in 2...36 {
            let term = integer(number)
            let written = text(term, base: base)
            XCTAssertEqual(text(integer(written, base: base)), number, "base \(base)")
            XCTAssertEqual(text(integer(written.lowercased(), base: base)), number, "base \(base)")
        }
        XCTAssertEqual(text(Term(small: 255), base: 16), "FF")
        XCTAssertEqual(text(Term(small: 0)), "0")
        XCTAssertEqual(text(Term(small: Term.minSmall)), "-536870912")
        XCTAssertEqual(text(integer("-0")), "0")
        XCTAssertEqual(text(integer("+000000000000000000000000000000000017")), "17")
        for zeros in 1..<40 {
            let power = "1" + String(repeating: "0", count: zeros)
            XCTAssertEqual(text(integer(power)), power)
            let nines = String(repeating: "9", count: zeros)
            XCTAssertEqual(text(integer(nines)), nines)
        }
    }

    func testTextOf4096Bits() {
        let hex = String(repeating: "F", count: 1024)
        let decimal = text(integer(hex, base: 16))
        XCTAssertEqual(decimal.count, 1234)
        XCTAssertEqual(text(integer(decimal), base: 16), hex)
    }

    func testTextThatIsNoInteger() {
        let texts = [
            "", "-", "+", "--1", "1-", "1 ", " 1", "1_000", "0x10", "12a", "9:", "/", "@", "[", "`", "{", "\u{7F}",
        ]
        for text in texts {
            let bytes = Array(text.utf8)
            memcpy(rawPointer(machine.x + 128), bytes, bytes.count)
            XCTAssertNil(machine.parseInteger(machine.x + 128, count: bytes.count, base: 10), text)
            XCTAssertNil(machine.parseInteger(machine.x + 128, count: bytes.count, base: 2), text)
        }
    }

    // MARK: Conversions

    func testIntegersOf64Bits() {
        let values: [Int64] = [0, 1, -1, 1 << 29, -(1 << 29), -(1 << 29) - 1, 1 << 32, .max, .min, .min + 1, -1 << 32]
        for value in values {
            let term = machine.makeInteger(value, live: 0)
            XCTAssertEqual(text(term), String(value))
            XCTAssertEqual(machine.int64(integer(String(value))), value)
        }
        for value in [0, 1, 1 << 29, UInt64(UInt32.max), 1 << 63, .max] as [UInt64] {
            XCTAssertEqual(text(machine.makeInteger(value, live: 0)), String(value))
            XCTAssertEqual(machine.uint64(integer(String(value))), value)
        }
        XCTAssertNil(machine.int64(integer("9223372036854775808")))
        XCTAssertNil(machine.int64(integer("-9223372036854775809")))
        XCTAssertNil(machine.uint64(integer("18446744073709551616")))
        XCTAssertNil(machine.uint64(integer("-1")))
        XCTAssertNil(machine.uint64(integer("-5000000000")))
    }

    func testDoublesAreRoundedHalfToEven() {
        // Around 2^53 and 2^80, where a double's last bit is worth more than one.
        for (text, value) in [
            ("9007199254740993", 9_007_199_254_740_992), ("9007199254740995", 9_007_199_254_740_996),
            ("-9007199254740993", -9_007_199_254_740_992), ("18446744073709551615", 0x1p64),
            ("18446744073709550592", 0x1p64), ("18446744073709550591", 0x1.fffffffffffffp63),
            ("1208925819614629308923904", 0x1.0000000000001p80 - 0x1p28),
            ("1208925819614629308923905", 0x1.0000000000001p80),
            ("1208925819614629174706176", 0x1p80),
        ] as [(String, Double)] {
            XCTAssertEqual(machine.double(integer(text)), value, text)
        }
        var random = SeededGenerator(5)
        for _ in 0..<2000 {
            let value = UInt64.random(in: 0 ... .max, using: &random) >> UInt64.random(in: 0...63, using: &random)
            XCTAssertEqual(machine.double(machine.makeInteger(value, live: 0)), Double(value))
        }
    }

    func testTheLargestDoubles() {
        let largest = "F" + String(repeating: "F", count: 12) + "8" + String(repeating: "0", count: 242)
        XCTAssertEqual(machine.double(integer(largest, base: 16)), .greatestFiniteMagnitude)
        let tie = "F" + String(repeating: "F", count: 12) + "C" + String(repeating: "0", count: 242)
        XCTAssertNil(machine.double(integer(tie, base: 16)))
        let below = "F" + String(repeating: "F", count: 12) + "B" + String(repeating: "F", count: 242)
        XCTAssertEqual(machine.double(integer(below, base: 16)), .greatestFiniteMagnitude)
        XCTAssertNil(machine.double(integer("1" + String(repeating: "0", count: 256), base: 16)))
        XCTAssertNil(machine.double(integer("-1" + String(repeating: "0", count: 400), base: 16)))
    }

    func testDoublesToIntegersAndComparison() {
        var random = SeededGenerator(6)
        var values: [Double] = [
            0, -0.0, 0.5, -0.99, 1, -1, 1e9, 536_870_911.5, -536_870_912.5, 4e9, 1e15 + 0.5, 1e300, -1e308,
        ]
        values += [.leastNonzeroMagnitude, .greatestFiniteMagnitude, 0x1p52 + 0.5, 0x1p53, 0x1p64, 0x1p1023]
        for _ in 0..<500 {
            let scale = Double(sign: .plus, exponent: Int.random(in: -3...300, using: &random), significand: 1)
            values.append(Double.random(in: -1...1, using: &random) * scale)
        }
        for value in values {
            let term = machine.makeInteger(truncating: value, live: 0)
            let whole = value.rounded(.towardZero)
            XCTAssertEqual(machine.double(term), whole, "\(value)")
            XCTAssertEqual(machine.compare(integer: term, with: whole), 0, "\(value)")
            XCTAssertEqual(machine.compare(integer: term, with: value), whole < value ? -1 : whole > value ? 1 : 0)
            store(term, slot(0))
            store(Term(small: 1), slot(1))
            let above = machine.calculate(.add, live: 0)
            XCTAssertEqual(machine.compare(integer: above, with: whole), 1, "\(value)")
            XCTAssertEqual(machine.compare(integer: above, withInteger: load(slot(0))), 1, "\(value)")
            let below = machine.calculate(.subtract, live: 0)
            XCTAssertEqual(machine.compare(integer: below, with: whole), -1, "\(value)")
            XCTAssertEqual(machine.compare(integer: below, withInteger: load(slot(0))), -1, "\(value)")
        }
    }

    func testFloatsAndMixedOperands() {
        func float(_ term: Term) -> Double? { term == .none ? nil : machine.double(term) }
        store(machine.makeFloat(1.5, live: 0), slot(0))
        store(Term(small: 2), slot(1))
        XCTAssertEqual(float(machine.calculate(.add, live: 0)), 3.5)
        XCTAssertEqual(float(machine.calculate(.subtract, live: 0)), -0.5)
        XCTAssertEqual(float(machine.calculate(.multiply, live: 0)), 3)
        XCTAssertEqual(float(machine.calculate(.negate, live: 0)), -1.5)
        XCTAssertEqual(float(machine.divideToFloat(live: 0)), 0.75)
        store(machine.makeFloat(1e308, live: 1), slot(1))
        store(load(slot(1)), slot(0))
        XCTAssertNil(float(machine.calculate(.add, live: 0)))
        XCTAssertEqual(machine.failure, .badarith)
        store(Term(small: 0), slot(1))
        XCTAssertNil(float(machine.divideToFloat(live: 0)))
        store(integer("1" + String(repeating: "0", count: 400)), slot(1))
        XCTAssertNil(float(machine.calculate(.add, live: 0)))
        XCTAssertNil(float(machine.divideToFloat(live: 0)))
    }

    func testNoMemoryIsSaid() {
        memory = nil
        memory = TestMemory(bytes: 4096)
        machine = memory.machine(heapWords: 100)
        store(Term(small: 1), slot(0))
        store(Term(small: 100_000), slot(1))
        XCTAssertEqual(machine.calculate(.shiftLeft, live: 0), .none)
        XCTAssertNotEqual(machine.failure, .systemLimit)
        XCTAssertNil(machine.heapFault(owner, live: 2))
        XCTAssertTrue(machine.arena.check())
    }
}
