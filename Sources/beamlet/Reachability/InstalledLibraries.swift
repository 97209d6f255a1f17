import Foundation

/// Where modules come from that were not given: Beamlet's own libraries, then the installed OTP, then the installed Elixir.
struct InstalledLibraries {
    /// A module's file by its name. The first folder that has one wins.
    private(set) var files: [String: String] = [:]
    /// Sources of Beamlet's own libraries, by the module's name: these go before all others.
    private(set) var ownSources: [String: String] = [:]
    /// The `.app` file of an application, by its name.
    private var applicationFiles: [String: String] = [:]
    /// Modules that the linker itself has made for the program, by name. These go before all others.
    var made: [String: LoadedModule] = [:]
    /// Where OTP and Elixir were found, for messages; nil: they were not.
    private(set) var otp: String?
    private(set) var elixir: String?

    /// Whether regular expressions among literals are compiled for Beamlet's own `re`: not where the program has another.
    var compilesPatterns = false

    /// No libraries: every module has to be given.
    static let none = InstalledLibraries()

    private init() {}

    /// The libraries of the OTP and the Elixir at these paths; of nil, of those whose programs are on the search path, if they are.
    ///
    /// Throws a ``ToolError`` for a path at which there is no such thing.
    init(otp: String?, elixir: String?) throws(ToolError) {
        self.otp =
            try otp.map { path throws(ToolError) in
                try InstalledLibraries.root(path, option: "--otp", "Erlang/OTP: it has no lib/stdlib-VERSION/ebin") {
                    Self.beamFolders($0).contains { $0.contains("/stdlib-") || $0.hasSuffix("/stdlib/ebin") }
                }
            } ?? InstalledLibraries.onSearchPath("erl") { !Self.beamFolders($0).isEmpty }
        self.elixir =
            try elixir.map { path throws(ToolError) in
                try InstalledLibraries.root(path, option: "--elixir", "Elixir: it has no lib/elixir/ebin") {
                    Self.beamFolders($0).contains { $0.hasSuffix("/elixir/ebin") }
                }
            }
            ?? InstalledLibraries.onSearchPath("elixir") {
                Self.beamFolders($0).contains { $0.hasSuffix("/elixir/ebin") }
            }
        for folder in (self.otp.map(Self.beamFolders) ?? []) + (self.elixir.map(Self.beamFolders) ?? []) { add(folder) }
        for source in OwnLibraries.sources { ownSources[source.module] = source.path }
        if release >= 28 { takeVariants(.pcre2) }
    }

    /// The `.beam` and `.app` files in a folder, where no earlier folder has a module of the name.
    private mutating func add(_ folder: String) {
        for file in (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [] {
            if file.hasSuffix(".beam") {
                let module = String(file.dropLast(5))
                if files[module] == nil { files[module] = "\(folder)/\(file)" }
            } else if file.hasSuffix(".app") {
                let application = String(file.dropLast(4))
                if applicationFiles[application] == nil { applicationFiles[application] = "\(folder)/\(file)" }
            }
        }
    }

    /// Whether the module of that name is Beamlet's own.
    func hasOwn(_ module: String) -> Bool { ownSources[module] != nil }

    /// Whether there is a module of that name.
    func has(_ module: String) -> Bool {
        made[module] != nil || ownSources[module] != nil || files[module] != nil
    }

    /// Whether two modules are of one application that is no base of all others, such as `eunit`.
    func areOfOneApplication(_ one: String, _ other: String) -> Bool {
        func folder(_ module: String) -> String? {
            guard ownSources[module] == nil else { return nil }
            return files[module].map { ($0 as NSString).deletingLastPathComponent }
        }
        guard let shared = folder(one), shared == folder(other) else { return false }
        let application = ((shared as NSString).deletingLastPathComponent as NSString).lastPathComponent
        return !Self.bases.contains(String(application.prefix { $0 != "-" }))
    }

    /// Applications that have modules for everything, whose names are also words.
    private static let bases: Set<String> = ["erts", "kernel", "stdlib", "compiler", "elixir"]

    /// The module of that name, or nil. Throws a ``ToolError`` for a file that is there and cannot be read.
    func module(_ name: String) throws -> LoadedModule? {
        if let module = made[name] { return module }
        if let source = ownSources[name] {
            return try read(OwnLibraries.compiled(source, module: name, otp: otp), name)
        }
        return try installed(name)
    }

    /// Takes the installed module of that name instead of Beamlet's own, as `option` asks for. Throws a ``ToolError`` where none
    /// is installed.
    mutating func preferInstalled(_ name: String, for option: String) throws(ToolError) {
        guard files[name] != nil else {
            throw ToolError("\(option): no Erlang/OTP with \(name) was found: name one with --otp")
        }
        ownSources[name] = nil
    }

    /// Takes modules of Beamlet's own that some images have instead of others, where its own libraries are taken at all.
    mutating func takeVariants(_ variants: OwnLibraries.Variants) {
        guard !ownSources.isEmpty else { return }
        for source in OwnLibraries.sources(variants) { ownSources[source.module] = source.path }
    }

    /// The module of that name that is not Beamlet's own, or nil. Throws a ``ToolError`` for a file that cannot be read.
    func installed(_ name: String) throws -> LoadedModule? {
        let module = try files[name].flatMap { try read($0, name) }
        return try module.map { compilesPatterns ? try PatternLiterals.compiled(in: $0) : $0 }
    }

    /// The description of an application of the libraries, or nil. Throws a ``ToolError`` for a malformed one.
    func application(_ name: String) throws -> ApplicationFile? {
        try applicationFiles[name].map { try ApplicationFile(FileAccess.read($0), file: $0) }
    }

    private func read(_ file: String, _ name: String) throws -> LoadedModule? {
        try Inputs([file]).modules.first { $0.name == name }
    }

    /// The release of the installed OTP, or 0 where there is none, or it does not say.
    var release: Int {
        guard let otp else { return 0 }
        let names = (try? FileManager.default.contentsOfDirectory(atPath: "\(otp)/releases")) ?? []
        return names.compactMap { Int($0) }.max() ?? 0
    }

    // MARK: Folders

    /// `lib/APPLICATION/ebin` of an installation, newest versions first.
    private static func beamFolders(_ root: String) -> [String] {
        let lib = "\(root)/lib"
        let names = (try? FileManager.default.contentsOfDirectory(atPath: lib)) ?? []
        // What every program needs first; then by name, so that the order is always the same.
        let preferred = ["erts", "kernel", "stdlib", "elixir"]
        func rank(_ name: String) -> Int {
            preferred.firstIndex(of: String(name.prefix { $0 != "-" })) ?? preferred.count
        }
        let sorted = names.sorted { a, b in
            (rank(a), b) < (rank(b), a)
        }
        return sorted.map { "\(lib)/\($0)/ebin" }.filter { FileManager.default.fileExists(atPath: $0) }
    }

    /// The folder of an installation that an option names: its root, or the folder of which it is `lib/erlang` (`lib/elixir`).
    private static func root(
        _ path: String, option: String, _ what: String, _ accepts: (String) -> Bool
    ) throws(ToolError) -> String {
        let candidates = [
            path, "\(path)/lib/erlang", "\(path)/lib/elixir", "\(path)/usr/lib/erlang", "\(path)/usr/lib/elixir",
        ]
        if let found = candidates.first(where: accepts) { return found }
        guard FileManager.default.fileExists(atPath: path) else { throw ToolError("\(option) \(path): no such folder") }
        throw ToolError("\(option) \(path): no \(what)")
    }

    /// The root of the installation whose program is on the search path: links are followed to where it really lies,
    /// `ROOT/bin/PROGRAM`; or the system's usual folder beside it, `PREFIX/lib/erlang`.
    private static func onSearchPath(_ program: String, _ accepts: (String) -> Bool) -> String? {
        let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
        for folder in path.split(separator: ":") {
            let file = "\(folder)/\(program)"
            guard FileManager.default.isExecutableFile(atPath: file) else { continue }
            let prefix = (String(folder) as NSString).deletingLastPathComponent
            let real = URL(fileURLWithPath: file).resolvingSymlinksInPath().deletingLastPathComponent()
                .deletingLastPathComponent().path
            let library = program == "erl" ? "erlang" : "elixir"
            if let found = [real, "\(prefix)/lib/\(library)", "\(real)/lib/\(library)"].first(where: accepts) {
                return found
            }
        }
        return nil
    }
}
