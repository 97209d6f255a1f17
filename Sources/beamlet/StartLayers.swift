/// What goes before a program's `start/0`, because of what its modules do. Each layer is a function of one of Beamlet's own modules that
/// gets the next as a fun; so a program has only those that it needs, and most have none.
struct StartLayers {
    /// Whether a given module sends requests of OTP's I/O protocol: see `beamlet_device`.
    private var sendsRequests = false
    /// Whether one names what has servers under a supervisor of `kernel`: see `beamlet_safe_supervisor`.
    private var needsSupervisor = false
    /// Whether one logs through Elixir's Logger.
    private var logs = false
    /// Whether one configures that: then Elixir's own application is started, see `beamlet_elixir_logger`.
    private(set) var configuresLogger = false

    /// Reads the tables of the `given` modules, and whether Logger is configured in a file. Throws a ``ToolError`` for a malformed one.
    init(_ given: [LoadedModule], _ configurations: [ConfigurationFile]) throws {
        for module in given {
            try BeamModule.withFile(module.bytes, file: module.file) { beam in
                let atoms = try BeamModule.atoms(of: beam)
                sendsRequests = sendsRequests || atoms.contains("io_request")
                needsSupervisor = needsSupervisor || !StartLayers.supervised.isDisjoint(with: atoms)
                let imports = try beam.imports()
                for index in 0..<imports.count {
                    let entry = try imports.entry(index)
                    // It takes the place of a registered device.
                    if atoms[entry.module] == "Elixir.ExUnit.CaptureIO" { sendsRequests = true }
                    guard atoms[entry.module] == "Elixir.Logger" else {
                        // It captures by a handler that is configured as Logger's is.
                        if atoms[entry.module] == "Elixir.ExUnit.CaptureLog" { configuresLogger = true }
                        continue
                    }
                    logs = true
                    if StartLayers.configuring.contains(atoms[entry.function]) { configuresLogger = true }
                }
                // A tag of a test: ExUnit captures what it logs.
                if atoms.contains("__ex_unit__"),
                    try BeamModule.literals(of: beam).contains(where: StartLayers.capturesLog)
                {
                    configuresLogger = true
                }
            }
        }
        let isConfigured = configurations.contains { $0.environments.contains { $0.application == "logger" } }
        if logs, isConfigured { configuresLogger = true }
    }

    /// Functions of Logger that need what its application sets up: handlers, filters, translators.
    private static let configuring: Set<String> = [
        "configure", "configure_backend", "add_backend", "remove_backend", "add_translator", "remove_translator",
        "add_handlers", "default_formatter", "put_process_level", "get_process_level", "delete_process_level", "enable",
        "disable", "enabled?", "flush",
    ]

    /// Modules with such servers, and functions of others that need them.
    private static let supervised: Set<String> = [
        "dets", "disk_log", "mnesia", "tab2file", "file2tab", "tabfile_info",
    ]

    private static func capturesLog(_ literal: [UInt8]) -> Bool {
        let tag = Array("capture_log".utf8)
        return literal.indices.contains { literal[$0...].starts(with: tag) }
    }

    /// The modules that lead to the `start/0` of the module `start`, the first of them first. `isApplication`: it starts applications,
    /// and Logger among them.
    func modules(before start: String, isApplication: Bool, libraries: InstalledLibraries) -> [LoadedModule] {
        var layers: [(module: String, function: String)] = []
        if needsSupervisor { layers.append(("beamlet_safe_supervisor", "run")) }
        if sendsRequests || configuresLogger { layers.append(("beamlet_device", "run")) }
        if configuresLogger {
            layers.append(("beamlet_elixir_logger", "run"))
        } else if logs, !isApplication {
            layers.append(("beamlet_elixir_levels", "run"))
        }
        layers.removeAll { !libraries.hasOwn($0.module) }
        return layers.indices.map { index in
            let next = index + 1 == layers.count ? start : StartLayers.name(index + 1)
            let function = ModuleWriter.Function(
                name: "start", value: .make(.fun(module: next, function: "start", arity: 0)), calls: layers[index])
            let name = StartLayers.name(index)
            return LoadedModule(name: name, file: name, bytes: ModuleWriter.form(name, [function]), hasStart: true)
        }
    }

    private static func name(_ index: Int) -> String { index == 0 ? "beamlet_start" : "beamlet_start_\(index)" }
}
