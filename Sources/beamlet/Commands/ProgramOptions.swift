/// What a command shall link, or run as it is.
enum Program {
    /// Modules and plain files, and where others come from.
    case files(ProgramToLink)
    /// An image, and its path.
    case image([UInt8], file: String)
}

/// Options that all commands share which link a program.
enum ProgramOptions {
    static let descriptions = [
        OptionDescription(name: "--start", value: "MODULE", help: "the module whose start/0 is the program"),
        OptionDescription(
            name: "--eunit", value: nil, help: "run the EUnit tests of the given modules, instead of start/0"),
        OptionDescription(
            name: "--exunit", value: nil, help: "run the ExUnit tests of the given modules, instead of start/0"),
        OptionDescription(name: "--otp", value: "PATH", help: "where Erlang/OTP is installed (default: that of erl)"),
        OptionDescription(name: "--elixir", value: "PATH", help: "where Elixir is installed (default: that of elixir)"),
        OptionDescription(name: "--no-libs", value: nil, help: "take no module that was not given"),
        OptionDescription(name: "--keep", value: "NAMES", help: "link M, M:F or M:F/A too, with commas between them"),
        OptionDescription(
            name: "--unicode-tables", value: nil, help: "link OTP's unicode_util, which knows all of Unicode"),
        OptionDescription(
            name: "--strip", value: nil, help: "link of the given modules, too, only what can be reached"),
        OptionDescription(
            name: "--missing", value: nil, help: "list the functions that are not there and that only libraries call"),
    ]

    /// Lists what is missing that only libraries call, where a user wants to know.
    static func reportMissing(_ arguments: ParsedArguments, _ linked: LinkedImage, _ console: Console) {
        guard arguments.has("--missing") else { return }
        for reference in linked.reach?.missingInLibraries ?? [] {
            console.complain("\(reference.text): it will raise undef")
        }
    }

    /// What the help of a command says of modules that were not given.
    static let details = """
        Modules that were not given come from Beamlet's own libraries, the installed Erlang/OTP and the installed Elixir; of
        these only the functions are linked that the program can reach. What it calls by names that it computes has to be
        named with --keep, or in a source: -beamlet_keep([{Function, Arity}, {Module, Function, Arity}]).
        An .app file describes an application for application:start/1 and its kin. Where no module exports start/0, the program is
        to start the applications whose .app files are given, with those they need, and to keep them running. A .config file, such as
        erl -config takes, sets their environments.
        A function that is not there and that a given module calls is an error. Where only libraries call it, the call raises
        undef should it ever be made; --missing lists these.
        Of Unicode, letters, clusters and forms of the commonest scripts are known, and others raise no_unicode_tables; with
        --unicode-tables all are, in up to 550 KB more.
        """

    /// The program that a call names. Throws when there are no files, or when nothing in them can start.
    static func program(_ arguments: ParsedArguments, command: String) throws -> Program {
        for option in ["--otp", "--elixir", "--unicode-tables"]
        where arguments.has(option) && arguments.has("--no-libs") {
            throw ToolError("\(option) and --no-libs contradict each other")
        }
        let rules = try KeepRule.rules(arguments.options["--keep"])
        guard !arguments.operands.isEmpty else {
            throw ToolError("no file given (see beamlet \(command) --help)")
        }
        let inputs = try Inputs(arguments.operands)
        if let image = inputs.image {
            let forFiles = descriptions.map(\.name).filter(arguments.has)
            guard !forFiles.contains("--start") else {
                throw ToolError("\(image.file): an image has its start module already; leave --start out")
            }
            guard forFiles.isEmpty else {
                throw ToolError("\(image.file): an image is linked already; leave \(forFiles[0]) out")
            }
            return .image(image.bytes, file: image.file)
        }
        var libraries =
            arguments.has("--no-libs")
            ? InstalledLibraries.none
            : try InstalledLibraries(otp: arguments.options["--otp"], elixir: arguments.options["--elixir"])
        if arguments.has("--unicode-tables") {
            try libraries.preferInstalled("unicode_util", for: "--unicode-tables")
        }
        libraries.compilesPatterns = libraries.hasOwn("re") && !inputs.modules.contains { $0.name == "re" }
        let start = try startModule(arguments, inputs)
        var given = inputs.applications
        if arguments.has("--exunit") {
            guard let exUnit = try libraries.application("ex_unit") else {
                throw ToolError("--exunit: no Elixir with ExUnit was found: name one with --elixir")
            }
            given.append(exUnit)
        }
        let layers = try StartLayers(inputs.modules, inputs.configurations)
        let applications = try Applications(
            given, modules: inputs.modules, configurations: inputs.configurations, libraries: libraries,
            configuresLogger: layers.configuresLogger)
        try applications.checkStarts(inputs.modules)
        let isApplication = start == Applications.module
        let before = layers.modules(before: start, isApplication: isApplication, libraries: libraries)
        let made =
            before + [
                try applications.data(starts: isApplication), ResourceModule.module(inputs.resources),
            ]
        for module in made { libraries.made[module.name] = module }
        let modules = libraries.compilesPatterns ? try inputs.modules.map(PatternLiterals.compiled) : inputs.modules
        return .files(
            ProgramToLink(
                modules: modules, resources: inputs.resources, start: before.first?.name ?? start,
                libraries: libraries, rules: rules, applicationModules: applications.moduleNames,
                strips: arguments.has("--strip")))
    }

    private static func startModule(_ arguments: ParsedArguments, _ inputs: Inputs) throws(ToolError) -> String {
        let wanted = arguments.options["--start"]
        for (framework, program) in [("--eunit", "beamlet_eunit"), ("--exunit", "beamlet_exunit")]
        where arguments.has(framework) {
            for option in ["--start", "--no-libs"] where arguments.has(option) {
                throw ToolError("\(framework) and \(option) contradict each other")
            }
            return program
        }
        guard let wanted else {
            if let module = inputs.modules.first(where: \.hasStart) { return module.name }
            if !inputs.applications.isEmpty { return Applications.module }
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
