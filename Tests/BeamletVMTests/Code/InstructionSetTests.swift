import Testing

@testable import BeamletVM

/// The table of formats, against the instructions' names and the rule that `Opcode` states.
@Suite struct InstructionSetTests {
    private static let letters = Set("xydeniahjcqfv")

    /// Family and letters of a name: the single letters at its end.
    private func parts(_ opcode: Opcode) -> (family: String, letters: String) {
        var words = "\(opcode)".split(separator: "_", omittingEmptySubsequences: false).map(String.init)
        var letters = ""
        while let last = words.last, last.isEmpty || last.count == 1 && Self.letters.isSuperset(of: last) {
            letters = last + letters
            words.removeLast()
        }
        return (words.joined(separator: "_"), letters)
    }

    @Test func formatsAreTheLettersOfTheNames() {
        #expect(InstructionFormats.text.utf8CodeUnitCount == Opcode.allCases.count * InstructionFormats.width)
        #expect(Opcode.count == Opcode.allCases.count)
        for opcode in Opcode.allCases {
            let format = (0..<InstructionFormats.width).map { InstructionFormats.letter(opcode, $0) }
            let text = String(decoding: format, as: UTF8.self)
            let letters = parts(opcode).letters
            #expect(
                text == letters + String(repeating: ".", count: InstructionFormats.width - letters.count), "\(opcode)")
        }
    }

    /// Instructions without an entry for every source: sequences that the loader fuses only where their operands fit, moves
    /// and returns (which take any source themselves), and operands that are constants by definition.
    private static let incomplete: Set<String> = [
        "move", "move2", "return", "move_call", "put_tuple2", "put_tuple3", "is_tagged_tuple", "jump_table", "try",
        "try_wide",
        "move_wide_yx", "move_wide_xy", "get_tuple_element2", "native_record", "put_record", "get_record_field",
        "new_map",
    ]

    @Test func theLastOfEachFamilyTakesItsSourcesFromXRegisters() {
        var last: [String: String] = [:]
        for opcode in Opcode.allCases { last[parts(opcode).family] = parts(opcode).letters }
        for (family, letters) in last where !Self.incomplete.contains(family) {
            #expect(letters.allSatisfy { !"yiacq".contains($0) }, "\(family)_\(letters)")
        }
    }

    /// The loader goes from a family's first entry to its last by number.
    @Test func familiesLieTogether() {
        var seen: Set<String> = []
        var current = ""
        for opcode in Opcode.allCases {
            let family = parts(opcode).family
            if family == current { continue }
            current = family
            #expect(seen.insert(family).inserted, "\(family) is in two places")
        }
    }

    @Test func entriesOfAFamilyDiffer() {
        var seen: Set<String> = []
        for opcode in Opcode.allCases { #expect(seen.insert("\(opcode)").inserted) }
    }

    /// Only the last letter is a list, and only destinations and sources that fit an instruction are there.
    @Test func listsComeLast() {
        for opcode in Opcode.allCases {
            let letters = parts(opcode).letters
            #expect(!letters.dropLast().contains("v"), "\(opcode)")
        }
    }
}
