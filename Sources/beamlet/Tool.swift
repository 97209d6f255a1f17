/// A command of the tool.
struct Command: Sendable {
    let name: String
    /// What follows the name in a call.
    let usage: String
    /// One line for the list of commands.
    let summary: String
    /// Paragraphs below the usage; may be empty.
    let details: String
    let options: [OptionDescription]
    let run: @Sendable (ParsedArguments, Console) throws -> Int32

    var help: String {
        var text = "usage: beamlet \(name) \(usage)\n\n\(summary)\n"
        if !details.isEmpty { text += "\n\(details)\n" }
        text += "\noptions:\n"
        for option in options + [OptionDescription(name: "--help", value: nil, help: "print this and exit")] {
            let left = option.value.map { "\(option.name) \($0)" } ?? option.name
            text += "  \(pad(left, 20))  \(option.help)\n"
        }
        text.removeLast()
        return text
    }
}

/// The tool: finds the command, parses its arguments, runs it, and says what went wrong.
enum Tool {
    static let version = "0.1.0"

    static let commands = [
        RunCommand.command, PackCommand.command, ListCommand.command, LinkCommand.command, DisasmCommand.command,
        SizeCommand.command, NeedsCommand.command, WhereCommand.command, BoardsCommand.command,
    ]

    static var help: String {
        var text = "usage: beamlet COMMAND [OPTION...] [FILE...]\n\nBEAM programs for microcontrollers.\n\ncommands:\n"
        for command in commands { text += "  \(pad(command.name, 8))  \(command.summary)\n" }
        text += "\n\(pad("  beamlet COMMAND --help", 28))how to call a command\n"
        text += "\(pad("  beamlet --version", 28))the version\n\n"
        text += "exit status: 0 done; 1 the program ended with an exception; 2 a wrong call or wrong input;\n"
        text += "3 a function or an instruction that the program needs is missing"
        return text
    }

    /// Runs the command line `arguments` (without the tool's own name) and returns the exit status.
    static func run(_ arguments: [String], _ console: Console) -> Int32 {
        do {
            return try dispatch(arguments, console)
        } catch let error as ToolError {
            for line in error.lines { console.complain(line) }
            return error.status
        } catch {
            console.complain("\(error)")
            return ExitStatus.badInput
        }
    }

    private static func dispatch(_ arguments: [String], _ console: Console) throws -> Int32 {
        guard let name = arguments.first else {
            throw ToolError("no command given (see beamlet --help)")
        }
        switch name {
        case "--help", "-h", "help":
            console.line(help)
            return ExitStatus.success
        case "--version":
            console.line("beamlet \(version)")
            return ExitStatus.success
        default:
            break
        }
        guard let command = commands.first(where: { $0.name == name }) else {
            let what = name.hasPrefix("-") ? "option" : "command"
            let names = commands.map(\.name) + ["--help", "--version"]
            throw ToolError("unknown \(what) \(name)\(ArgumentParser.hint(name, names)) (see beamlet --help)")
        }
        let parsed = try ArgumentParser.parse(
            Array(arguments.dropFirst()), command: name, options: command.options)
        guard !parsed.wantsHelp else {
            console.line(command.help)
            return ExitStatus.success
        }
        return try command.run(parsed, console)
    }
}

/// `text` with blanks after it, `width` characters in all (or more, when it is longer).
func pad(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - text.count))
}

/// `text` with blanks before it.
func padLeft(_ text: String, _ width: Int) -> String {
    String(repeating: " ", count: max(0, width - text.count)) + text
}
