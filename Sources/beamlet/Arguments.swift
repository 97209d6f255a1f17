/// An option of a command.
struct OptionDescription: Sendable {
    /// As it is written: `--board`, `-o`.
    let name: String
    /// What its value is called in the help, or nil when it takes none.
    let value: String?
    /// What it does.
    let help: String
}

/// What a command was called with.
struct ParsedArguments {
    /// Values by option name; options without a value have an empty one.
    var options: [String: String] = [:]
    /// Everything that is no option, in order.
    var operands: [String] = []
    /// Whether help is wanted instead of the command.
    var wantsHelp = false

    /// Whether an option without a value was given.
    func has(_ option: String) -> Bool { options[option] != nil }
}

/// The parser of all commands: `--name value`, `--name=value`, `-o value`, and `--`, after which nothing is an option.
enum ArgumentParser {
    static func parse(
        _ arguments: [String], command: String, options: [OptionDescription]
    ) throws(ToolError) -> ParsedArguments {
        var parsed = ParsedArguments()
        var rest = arguments[...]
        while let argument = rest.popFirst() {
            if argument == "--" {
                parsed.operands += rest
                break
            }
            if argument == "--help" || argument == "-h" {
                parsed.wantsHelp = true
                continue
            }
            guard argument.hasPrefix("-"), argument != "-" else {
                parsed.operands.append(argument)
                continue
            }
            try take(argument, &rest, into: &parsed, command: command, options: options)
        }
        return parsed
    }

    private static func take(
        _ argument: String, _ rest: inout ArraySlice<String>, into parsed: inout ParsedArguments, command: String,
        options: [OptionDescription]
    ) throws(ToolError) {
        let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        let name = parts[0]
        guard let option = options.first(where: { $0.name == name }) else {
            let names = options.map(\.name) + ["--help"]
            throw ToolError("unknown option \(name)\(hint(name, names)) (see beamlet \(command) --help)")
        }
        guard parsed.options[name] == nil else { throw ToolError("option \(name) is given twice") }
        guard let valueName = option.value else {
            guard parts.count == 1 else { throw ToolError("option \(name) takes no value") }
            parsed.options[name] = ""
            return
        }
        if parts.count == 2 {
            parsed.options[name] = parts[1]
        } else if let value = rest.popFirst() {
            parsed.options[name] = value
        } else {
            throw ToolError("option \(name) needs a value: \(name) \(valueName)")
        }
    }

    /// `: did you mean ...?` when one of `candidates` resembles `word`, else nothing.
    static func hint(_ word: String, _ candidates: [String]) -> String {
        nearest(word, candidates).map { ": did you mean \($0)?" } ?? ""
    }

    /// The candidate that takes the fewest edits to reach, when they are few for its length.
    static func nearest(_ word: String, _ candidates: [String]) -> String? {
        let wanted = Array(word.lowercased())
        let ranked = candidates.map { (name: $0, edits: distance(wanted, Array($0.lowercased()))) }
        guard let best = ranked.min(by: { $0.edits < $1.edits }) else { return nil }
        return best.edits <= max(1, best.name.count / 3) ? best.name : nil
    }

    /// Insertions, deletions, replacements and swaps of neighbours that turn one word into the other.
    private static func distance(_ left: [Character], _ right: [Character]) -> Int {
        var rows = [Array(0...right.count)]
        for i in 1..<(left.count + 1) {
            var row = [i]
            for j in 1..<(right.count + 1) {
                let change = rows[i - 1][j - 1] + (left[i - 1] == right[j - 1] ? 0 : 1)
                var best = min(rows[i - 1][j] + 1, row[j - 1] + 1, change)
                if i > 1, j > 1, left[i - 1] == right[j - 2], left[i - 2] == right[j - 1] {
                    best = min(best, rows[i - 2][j - 2] + 1)
                }
                row.append(best)
            }
            rows.append(row)
        }
        return rows[left.count][right.count]
    }
}
