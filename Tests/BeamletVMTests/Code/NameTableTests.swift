import Foundation
import Testing

@testable import BeamletVM

/// The texts that the firmware and the linker read, against the constants of the source.
@Suite struct NameTableTests {
    /// Operators, by the names that their constants have.
    private static let operators = [
        "plus": "+", "minus": "-", "times": "*", "divide": "/", "plusPlus": "++", "minusMinus": "--", "bang": "!",
        "equal": "==", "notEqual": "/=", "exactlyEqual": "=:=", "notExactlyEqual": "=/=", "less": "<",
        "lessOrEqual": "=<", "greater": ">", "greaterOrEqual": ">=",
    ]
    /// Atoms whose constants are not named by their text in camel case.
    private static let otherAtoms = [
        "nilAtom": "nil", "noneAtom": "none", "noNode": "nonode@nohost", "append": "++", "subtract": "--",
        "sendOperator": "!", "handleUndefinedFunction": "$handle_undefined_function", "mhz2": "mhz_2",
        "mhz25": "mhz_25", "mhz50": "mhz_50", "mhz100": "mhz_100",
    ]

    @Test func nativeFunctionsAreThoseOfTheTable() {
        // Each: its module's letter, its name, its arity plus 1 or 17.
        let modules = "\(BIFTable.modules)".split(separator: " ")
        var lines: Set<String> = []
        var entry = ""
        for character in "\(BIFTable.text)".unicodeScalars {
            if character.value > 32 {
                entry.unicodeScalars.append(character)
                continue
            }
            let module = modules[Int(entry.utf8.first! - UInt8(ascii: "A"))]
            lines.insert("\(module):\(entry.dropFirst())/\((character.value - 1) & 15)")
            entry = ""
        }
        func text(_ name: AtomName) -> String {
            String(decoding: UnsafeBufferPointer(start: name.bytes, count: name.count), as: UTF8.self)
        }
        let rows = (0..<BIFTable.count).map { number in
            let name = BIFTable.name(number)
            return "\(text(name.module)):\(text(name.function))/\(name.arity)"
        }
        #expect(lines == Set(rows))
        #expect(rows.count == BIF.allCases.count)
        #expect(rows.count == BIFTable.count)
    }

    @Test func nativeFunctionsAreFoundByName() {
        for (number, bif) in BIF.allCases.enumerated() {
            #expect(Int(bif.rawValue) == number)
            let name = BIFTable.name(number)
            #expect(BIFTable.number(name.module, name.function, name.arity) == UInt32(number))
        }
        let name = BIFTable.name(0)
        #expect(BIFTable.number(name.module, name.function, 9) == nil)
    }

    @Test func atomsAreThoseOfTheConstants() throws {
        let texts = "\(PredefinedAtoms.text)".split(separator: " ").map(String.init)
        #expect(texts.count == PredefinedAtoms.count)
        #expect(Set(texts).count == texts.count)
        let path = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
            .appendingPathComponent("Sources/BeamletVM/Code/PredefinedAtoms.swift").path
        let source = String(decoding: try #require(FileManager.default.contents(atPath: path)), as: UTF8.self)
        var found = 0
        for match in source.matches(of: /static var `?(\w+)`?: Term \{ Term\(atom: (\d+)\) \}/) {
            let name = String(match.1)
            let index = try #require(Int(match.2))
            #expect(index == found, "\(name) is not in its place")
            found += 1
        }
        #expect(found == texts.count)
    }

    /// The interner gives them their constants' numbers.
    @Test func atomsHaveTheirPlacesInEveryProgram() throws {
        try LoaderMemory.with { memory in
            let interner = try memory.interner()
            #expect(interner.table.count == PredefinedAtoms.count)
            #expect(text(.false, interner) == "false")
            #expect(text(.lists, interner) == "lists")
            #expect(text(.functionClause, interner) == "function_clause")
        }
    }

    private func text(_ atom: Term, _ interner: AtomInterner) -> String {
        let name = AtomStore(linked: interner.table).text(atom)
        return String(decoding: UnsafeBufferPointer(start: name.bytes, count: name.count), as: UTF8.self)
    }
}
