/// What a command shall link, or run as it is.
enum Program {
    /// Modules and plain files, and the name of the module whose `start/0` is the program.
    case files(Inputs, start: String)
    /// An image, and its path.
    case image([UInt8], file: String)
}

/// Options that all commands share which link a program.
enum ProgramOptions {
    static let descriptions = [
        OptionDescription(name: "--start", value: "MODULE", help: "the module whose start/0 is the program"),
        OptionDescription(name: "--no-libs", value: nil, help: "take no module that was not given"),
        OptionDescription(name: "--otp", value: "PATH", help: "where Erlang/OTP is installed"),
        OptionDescription(name: "--elixir", value: "PATH", help: "where Elixir is installed"),
    ]

    /// The program that a call names. Throws when there are no files, or when nothing in them can start.
    static func program(_ arguments: ParsedArguments, command: String) throws -> Program {
        for option in ["--otp", "--elixir"] where arguments.has(option) {
            throw ToolError("\(option) is not there yet: give every module that the program needs as a file")
        }
        guard !arguments.operands.isEmpty else {
            throw ToolError("no file given (see beamlet \(command) --help)")
        }
        let inputs = try Inputs(arguments.operands)
        if let image = inputs.image {
            guard !arguments.has("--start") else {
                throw ToolError("\(image.file): an image has its start module already; leave --start out")
            }
            return .image(image.bytes, file: image.file)
        }
        return .files(inputs, start: try startModule(arguments.options["--start"], inputs))
    }

    private static func startModule(_ wanted: String?, _ inputs: Inputs) throws(ToolError) -> String {
        guard let wanted else {
            if let module = inputs.modules.first(where: \.hasStart) { return module.name }
            throw ToolError("no module with start/0: \(moduleList(inputs))")
        }
        guard let module = inputs.modules.first(where: { $0.isNamed(wanted) }) else {
            let hint = ArgumentParser.hint(wanted, inputs.modules.map(\.name))
            throw ToolError("--start \(wanted): there is no such module\(hint)")
        }
        guard exportsStart(module) else { throw ToolError("--start \(wanted): the module does not export start/0") }
        return module.name
    }

    /// Also for modules of a pack that lack the flag: `--start` says so explicitly.
    private static func exportsStart(_ module: LoadedModule) -> Bool {
        guard !module.hasStart else { return true }
        return (try? BeamModule(module.bytes, file: module.file).hasStart) ?? false
    }

    private static func moduleList(_ inputs: Inputs) -> String {
        guard !inputs.modules.isEmpty else { return "there are no modules" }
        let names = inputs.modules.prefix(5).map(\.name).joined(separator: ", ")
        return "looked in \(names)\(inputs.modules.count > 5 ? " and \(inputs.modules.count - 5) more" : "")"
    }
}

extension LoadedModule {
    /// Whether `text` names this module; an Elixir module also by the name in its source.
    func isNamed(_ text: String) -> Bool { name == text || name == "Elixir.\(text)" }
}
