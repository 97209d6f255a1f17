import Foundation

/// Regular expressions that Elixir's compiler has compiled, `~r`, and that stand among the literals of modules.
///
/// What it has compiled is for the desktop's `re`. The linker has them compiled for Beamlet's own, by the very modules that do it at run
/// time (`beamlet_re_literals`), so that they are finished terms in flash. At run time each evaluation of a `~r` would compile it once more.
enum PatternLiterals {
    /// The module with its patterns compiled for Beamlet's `re`. Throws a ``ToolError`` for malformed literals, and where Erlang cannot be
    /// run.
    static func compiled(in module: LoadedModule) throws -> LoadedModule {
        var literals = try BeamModule.withFile(module.bytes, file: module.file) { try BeamModule.literals(of: $0) }
        let found = literals.indices.filter { isPattern(literals[$0]) }
        guard !found.isEmpty else { return module }
        let input = found.flatMap { SourceTerm.word(literals[$0].count) + literals[$0] }
        let isPCRE2 = found.contains { Data(literals[$0]).range(of: exported) != nil }
        let answer = try OwnLibraries.answer(
            of: "beamlet_re_literals", modules: modules, variants: isPCRE2 ? .pcre2 : nil, input: input)
        var rest = answer[...]
        for index in found {
            guard rest.count >= 4 else { throw ToolError("\(module.file): its regular expressions cannot be compiled") }
            let size = rest.prefix(4).reduce(0) { $0 << 8 | Int($1) }
            literals[index] = Array(rest.dropFirst(4).prefix(size))
            rest = rest.dropFirst(4 + size)
        }
        return LoadedModule(
            name: module.name, file: module.file, bytes: withLiterals(literals, module.bytes), hasStart: module.hasStart
        )
    }

    /// What compiles patterns.
    private static let modules = [
        "beamlet_re_pattern", "beamlet_re_parse", "beamlet_re_class", "beamlet_re_escape", "beamlet_re_set",
        "beamlet_re_text", "beamlet_re_number", "beamlet_re_link", "beamlet_re_rules",
    ]

    /// Whether a literal has a struct of Elixir's up to 1.18, or what `re:compile/2` exports for later ones. What only looks so is left as it
    /// is by the module that reads it.
    private static func isPattern(_ literal: [UInt8]) -> Bool {
        let bytes = Data(literal)
        return marks.contains { bytes.range(of: $0) != nil }
    }

    private static let marks = [Data("Elixir.Regex".utf8), exported]

    /// What a pattern has in it that OTP 28 or later has compiled, with PCRE 2.
    private static let exported = Data("re_exported_pattern".utf8)

    /// A module's form with other literals. They are in a chunk that is not compressed.
    private static func withLiterals(_ literals: [[UInt8]], _ bytes: [UInt8]) -> [UInt8] {
        let table = SourceTerm.word(literals.count) + literals.flatMap { SourceTerm.word($0.count) + $0 }
        var form = Array(bytes[..<12])
        var place = 12
        while place + 8 <= bytes.count {
            let size = bytes[place + 4..<place + 8].reduce(0) { $0 << 8 | Int($1) }
            let end = min(place + 8 + (size + 3) & ~3, bytes.count)
            if !bytes[place..<place + 3].elementsEqual("Lit".utf8) { form += bytes[place..<end] }
            place = end
        }
        form +=
            Array("LitU".utf8) + SourceTerm.word(table.count) + table + [UInt8](repeating: 0, count: -table.count & 3)
        form.replaceSubrange(4..<8, with: SourceTerm.word(form.count - 8))
        return form
    }
}
