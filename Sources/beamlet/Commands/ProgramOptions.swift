/// Options that all commands share which link a program.
enum ProgramOptions {
    static let descriptions = [
        OptionDescription(name: "--start", value: "MODULE", help: "the module whose start/0 is the program"),
        OptionDescription(name: "--no-libs", value: nil, help: "take no module that was not given"),
        OptionDescription(name: "--otp", value: "PATH", help: "where Erlang/OTP is installed"),
        OptionDescription(name: "--elixir", value: "PATH", help: "where Elixir is installed"),
    ]

    /// Refuses options that are not built yet.
    static func check(_ arguments: ParsedArguments) throws(ToolError) {
        for option in ["--otp", "--elixir"] where arguments.has(option) {
            throw ToolError("\(option) is not there yet: give every module that the program needs as a file")
        }
    }

    /// The files to link. Throws when there are none, or when nothing can start.
    static func program(_ arguments: ParsedArguments, command: String) throws -> Inputs {
        try check(arguments)
        guard !arguments.operands.isEmpty else {
            throw ToolError("no file given (see beamlet \(command) --help)")
        }
        let inputs = try Inputs(arguments.operands)
        guard inputs.image == nil else { return inputs }
        try checkStart(arguments.options["--start"], inputs)
        return inputs
    }

    private static func checkStart(_ start: String?, _ inputs: Inputs) throws(ToolError) {
        guard let start else {
            guard inputs.modules.contains(where: \.hasStart) else {
                throw ToolError("no module with start/0: \(moduleList(inputs))")
            }
            return
        }
        guard let module = inputs.modules.first(where: { $0.name == start }) else {
            let hint = ArgumentParser.hint(start, inputs.modules.map(\.name))
            throw ToolError("--start \(start): there is no such module\(hint)")
        }
        guard exportsStart(module) else { throw ToolError("--start \(start): the module does not export start/0") }
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
