import BeamletVM

/// The applications of a program: those whose `.app` files were given, and what they need.
///
/// What `.app` files say is linked as a literal of a module that the linker makes, `beamlet_applications`: so it lies in flash as finished
/// terms, costs nothing until something is asked for, and only programs that call `application` have it. A resource would have to be
/// parsed on the board, and its terms kept in RAM.
struct Applications {
    /// The module with the data. Of its functions, `all/0` answers `{System, Others}`, lists of `{application, Name, Properties}`, and
    /// `start/0`, where there is one, starts the applications that were given.
    static let module = "beamlet_applications"

    /// Applications that belong to a system on a desktop: what these start there is not needed here, or has a counterpart. They count as
    /// running from the beginning.
    private static let system: Set<String> = [
        "kernel", "stdlib", "compiler", "crypto", "sasl", "runtime_tools", "elixir", "logger", "iex", "mix",
    ]

    /// Those of them that are Elixir's.
    private static let ofElixir: Set<String> = ["elixir", "logger", "iex", "mix"]

    /// Of the environments of those, what their libraries ask for when a program runs.
    private static let systemEnvironment: Set<String> = ["time_zone_database"]

    private let given: [ApplicationFile]
    /// What the given ones need of the libraries.
    private var needed: [ApplicationFile] = []
    private var systemNames = ["kernel", "stdlib"]
    private let libraries: InstalledLibraries
    private let system: Set<String>
    /// What `.config` files set, by application.
    private var configuration: [String: [SourceTerm]] = [:]

    /// Finds what the `given` applications need, and what of the system the given `modules` start. `configuresLogger`: Elixir's application
    /// `logger` is started as any other, and does not count as running. Throws a ``ToolError`` for what is nowhere.
    init(
        _ given: [ApplicationFile], modules: [LoadedModule], configurations: [ConfigurationFile],
        libraries: InstalledLibraries, configuresLogger: Bool
    ) throws {
        self.given = given
        for (name, values) in configurations.flatMap(\.environments) {
            configuration[name] = Applications.merged(configuration[name] ?? [], values)
        }
        self.libraries = libraries
        system = Applications.system.subtracting(configuresLogger ? ["logger"] : [])
        systemNames += system.intersection(configuration.keys).subtracting(systemNames).sorted()
        let named = try modules.reduce(into: Set<String>()) { $0.formUnion(try self.named(by: $1)) }
        systemNames += named.subtracting(systemNames).sorted()
        for application in given { try addDependencies(application) }
        if configuresLogger, let logger = try libraries.application("logger"),
            !needed.contains(where: { $0.name == "logger" })
        {
            needed.append(logger)
            try addDependencies(logger)
        }
    }

    /// The applications of the system that a module names, where it calls `application`: `application:ensure_all_started(crypto)`. In Erlang
    /// `logger` is a module, and not Elixir's application.
    private func named(by module: LoadedModule) throws -> Set<String> {
        try BeamModule.withFile(module.bytes, file: module.file) { beam in
            let atoms = try BeamModule.atoms(of: beam)
            let imports = try beam.imports()
            let calls = try (0..<imports.count).contains { index in
                ["application", "Elixir.Application"].contains(atoms[try imports.entry(index).module])
            }
            let known = module.name.hasPrefix("Elixir.") ? system : system.subtracting(Applications.ofElixir)
            return calls ? known.intersection(atoms) : []
        }
    }

    private mutating func addDependencies(_ application: ApplicationFile) throws {
        for dependency in application.dependencies {
            if system.contains(dependency.name) {
                if !systemNames.contains(dependency.name) { systemNames.append(dependency.name) }
                continue
            }
            guard !(given + needed).contains(where: { $0.name == dependency.name }) else { continue }
            guard let found = try libraries.application(dependency.name) else {
                throw ToolError(
                    "\(application.file):\(dependency.line): application \(dependency.name) is not there:"
                        + " give \(dependency.name).app and its .beam files")
            }
            needed.append(found)
            try addDependencies(found)
        }
    }

    /// The atoms that may be names of modules with callbacks: those of the given files, and the start modules of the others.
    var moduleNames: Set<String> {
        let own = given.flatMap { file in
            ["mod", "modules", "registered", "env"].flatMap { file[$0]?.allAtoms ?? [] }
        }
        let configured = configuration.values.joined().flatMap(\.allAtoms)
        // Of Logger, where it runs, also what it starts itself.
        let logger = needed.filter { $0.name == "logger" }.flatMap { file in
            ["modules", "env"].flatMap { file[$0]?.allAtoms ?? [] }
        }
        return Set(own + configured + logger + needed.flatMap { $0["mod"]?.allAtoms ?? [] })
    }

    /// The module with the data; `starts`: with `start/0`.
    func data(starts: Bool) throws -> LoadedModule {
        let value = SourceTerm.make(
            .tuple([.list(try systemNames.map(systemTerm)), .list((given + needed).map(term))]))
        var functions = [ModuleWriter.Function(name: "all", value: value)]
        if starts {
            functions.append(
                ModuleWriter.Function(
                    name: "start", value: .list(given.map { .make(.atom($0.name)) }), calls: ("beamlet_boot", "start")))
        }
        return LoadedModule(
            name: Applications.module, file: given.first?.file ?? Applications.module,
            bytes: ModuleWriter.form(Applications.module, functions), hasStart: starts)
    }

    /// Checks that each start module exports `start/2`: nothing calls it by name.
    func checkStarts(_ modules: [LoadedModule]) throws {
        let missing = try (given + needed).compactMap { application -> MissingReference? in
            guard let start = application.start else { return nil }
            let module = try modules.first { $0.name == start.module } ?? libraries.module(start.module)
            let exports = try module.map { try BeamModule($0.bytes, file: $0.file).exports } ?? []
            return exports.contains("start/2")
                ? nil
                : MissingReference(
                    kind: .function, name: "\(start.module):start/2", caller: "\(application.file):\(start.line)")
        }
        guard missing.isEmpty else { throw ToolError.missing(missing) }
    }

    // MARK: Terms

    /// An environment with what is set after it: the last value of a key counts.
    private static func merged(_ environment: [SourceTerm], _ values: [SourceTerm]) -> [SourceTerm] {
        let keys = Set(values.compactMap { $0.tuple(2)?[0].atom })
        return environment.filter { !keys.contains($0.tuple(2)?[0].atom ?? "") } + values
    }

    private static func term(_ name: String, _ properties: [(key: String, value: SourceTerm)]) -> SourceTerm {
        .make(
            .tuple([
                .make(.atom("application")), .make(.atom(name)),
                .list(properties.map { .make(.tuple([.make(.atom($0.key)), $0.value])) }),
            ]))
    }

    /// An application with everything that `application:get_key/2` knows.
    private func term(_ application: ApplicationFile) -> SourceTerm {
        var properties = application.properties.filter { $0.key != "runtime_dependencies" }
        if let values = configuration[application.name] {
            properties.removeAll { $0.key == "env" }
            properties.append(("env", .list(Applications.merged(application["env"]?.elements ?? [], values))))
        }
        return Applications.term(application.name, properties)
    }

    /// One that always runs: what it is called, and its version.
    private func systemTerm(_ name: String) throws -> SourceTerm {
        let file = try libraries.application(name)
        var properties = (file?.properties ?? []).filter { ["description", "vsn", "applications"].contains($0.key) }
        let environment = (file?["env"]?.elements ?? []).filter {
            Applications.systemEnvironment.contains($0.tuple(2)?[0].atom ?? "")
        }
        let values = Applications.merged(environment, configuration[name] ?? [])
        if !values.isEmpty { properties.append(("env", .list(values))) }
        return Applications.term(name, properties)
    }
}

/// The plain files of a program, as a module that the linker makes: `beamlet_resources:all/0` answers `[{Name, Bytes}, ...]`.
///
/// Where the program reads files (`file`, `atomvm:read_priv/2`) this is how it finds them: the bytes are literals in flash, of which a
/// program gets the term and no copy.
enum ResourceModule {
    static let name = "beamlet_resources"

    static func module(_ resources: [(name: String, bytes: [UInt8])]) -> LoadedModule {
        let files = resources.map { resource in
            SourceTerm.make(.tuple([.make(.binary(Array(resource.name.utf8))), .make(.binary(resource.bytes))]))
        }
        return LoadedModule(
            name: name, file: name,
            bytes: ModuleWriter.form(name, [ModuleWriter.Function(name: "all", value: .list(files))]), hasStart: false)
    }
}
