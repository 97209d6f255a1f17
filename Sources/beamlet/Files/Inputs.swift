import BeamletVM

/// What the files of a call hold.
struct Inputs {
    /// Modules in the order of the files, and of the entries in a pack.
    var modules: [LoadedModule] = []
    /// Plain files, in the same order.
    var resources: [(name: String, bytes: [UInt8])] = []
    /// Descriptions of applications, in the same order.
    var applications: [ApplicationFile] = []
    /// What is set for applications, in the same order.
    var configurations: [ConfigurationFile] = []
    /// A linked image, and its path.
    var image: (file: String, bytes: [UInt8])?

    /// Whether unknown files are taken as plain files of a pack.
    enum UnknownFiles {
        case areErrors
        case arePlainFiles
    }

    /// Reads `paths`. Throws a ``ToolError`` that names the file for whatever is wrong.
    init(_ paths: [String], unknown: UnknownFiles = .areErrors) throws {
        for path in paths { try add(path, unknown: unknown) }
        if let image, paths.count > 1 {
            throw ToolError("\(image.file): an image is a whole program; give it without other files")
        }
    }

    private mutating func add(_ path: String, unknown: UnknownFiles) throws {
        let (file, plainName) = unknown == .arePlainFiles ? Inputs.split(path) : (path, nil)
        var bytes = try FileAccess.read(file)
        if let plainName {
            try addResource(plainName, bytes, file: file)
            return
        }
        if Gzip.isCompressed(bytes), file.hasSuffix(".beam") { bytes = try Gzip.decompress(bytes, file: file) }
        switch FileKind(bytes, path: file) {
        case .module:
            let module = try BeamModule(bytes, file: file)
            try addModule(
                LoadedModule(
                    name: module.name, file: file, bytes: Array(bytes.prefix(module.size)), hasStart: module.hasStart))
        case .pack:
            try addPack(try AVMPack(bytes, file: file), file: file, unknown: unknown)
        case .image:
            image = (file, bytes)
        case .application:
            let application = try ApplicationFile(bytes, file: file)
            // In a pack it is a plain file.
            if unknown == .arePlainFiles {
                try addResource("\(application.name).app", bytes, file: file)
            } else {
                try addApplication(application)
            }
        case .configuration:
            if unknown == .arePlainFiles {
                try addResource(Inputs.plainName(of: file), bytes, file: file)
            } else {
                configurations.append(try ConfigurationFile(bytes, file: file))
            }
        case .knownOther(let advice):
            throw ToolError("\(file): \(advice)")
        case .other:
            guard unknown == .arePlainFiles else {
                throw ToolError("\(file): neither a .beam file, nor an AVM pack, nor an image")
            }
            try addResource(Inputs.plainName(of: file), bytes, file: file)
        }
    }

    private mutating func addPack(_ pack: AVMPack, file: String, unknown: UnknownFiles) throws {
        for entry in pack.entries {
            let place = "\(file)(\(entry.name))"
            guard entry.isCode else {
                if unknown == .areErrors, entry.name.hasSuffix(".app") {
                    try addApplication(try ApplicationFile(entry.data, file: place))
                    continue
                }
                try addResource(entry.name, entry.data, file: file)
                continue
            }
            let module = try BeamModule(entry.data, file: place)
            try addModule(
                LoadedModule(
                    name: module.name, file: place, bytes: Array(entry.data.prefix(module.size)),
                    hasStart: module.hasStart && entry.isStart))
        }
    }

    /// A module that is there already is an error, unless it is the very same.
    private mutating func addModule(_ module: LoadedModule) throws {
        if let earlier = modules.first(where: { $0.name == module.name }) {
            if earlier.bytes == module.bytes { return }
            throw ToolError(
                "\(module.file): module \(module.name) is already in \(earlier.file); give only one of them")
        }
        modules.append(module)
    }

    private mutating func addApplication(_ application: ApplicationFile) throws {
        if let earlier = applications.first(where: { $0.name == application.name }) {
            throw ToolError(
                "\(application.file): application \(application.name) is already in \(earlier.file); give only one of them"
            )
        }
        applications.append(application)
    }

    private mutating func addResource(_ name: String, _ bytes: [UInt8], file: String) throws {
        if let earlier = resources.first(where: { $0.name == name }) {
            if earlier.bytes == bytes { return }
            throw ToolError("\(file): there is already another file with the name \(name)")
        }
        resources.append((name, bytes))
    }

    /// The name in a pack of the plain file at `path`: `app/priv/name` when the path ends so, else the path itself.
    static func plainName(of path: String) -> String {
        let parts = path.split(separator: "/").filter { $0 != "." && $0 != ".." }
        guard let priv = parts.lastIndex(of: "priv"), priv > 0, priv < parts.count - 1 else {
            return parts.joined(separator: "/")
        }
        return parts[(priv - 1)...].joined(separator: "/")
    }

    /// `PATH:NAME`, a plain file with its name in the pack, unless that whole text is a file.
    private static func split(_ argument: String) -> (path: String, name: String?) {
        guard let colon = argument.lastIndex(of: ":"), colon != argument.startIndex,
            argument.index(after: colon) != argument.endIndex, !FileAccess.exists(argument)
        else { return (argument, nil) }
        return (String(argument[..<colon]), String(argument[argument.index(after: colon)...]))
    }
}

/// What a file is: by its first bytes, and, where these say nothing, by the end of its name.
enum FileKind: Equatable {
    case module
    case pack
    case image
    /// A description of an application: Erlang terms.
    case application
    /// What is set for applications: a term.
    case configuration
    /// Something else that is well known: what to do with it.
    case knownOther(String)
    case other

    init(_ bytes: [UInt8], path: String) {
        if bytes.starts(with: Array("FOR1".utf8)) {
            self = .module
        } else if bytes.starts(with: AVMPack.header.dropLast(2)) {
            self = .pack
        } else if bytes.starts(with: Array("BMLT".utf8)) {
            self = .image
        } else {
            self = FileKind(name: path.split(separator: "/").last.map(String.init) ?? path)
        }
    }

    private init(name: String) {
        let ending = name.contains(".") ? String(name.split(separator: ".").last ?? "") : ""
        switch ending {
        case "beam": self = .knownOther("not a BEAM file: it does not begin with FOR1 and BEAM")
        case "avm": self = .knownOther("not an AVM pack: it does not begin with \"#!/usr/bin/env AtomVM\"")
        case "img": self = .knownOther("not an image of Beamlet: it does not begin with BMLT")
        case "erl", "S", "core", "abstr":
            self = .knownOther("Erlang source; compile it first: erlc \(name)")
        case "ex", "exs": self = .knownOther("Elixir source; compile it first: elixirc \(name)")
        case "gleam": self = .knownOther("Gleam source; compile it first: gleam build")
        case "lfe": self = .knownOther("LFE source; compile it first: lfec \(name)")
        case "hrl": self = .knownOther("an Erlang header; give the .beam files of the modules that include it")
        case "app": self = .application
        case "config": self = .configuration
        case "ez", "zip": self = .knownOther("an archive; unpack it and give the .beam files in it")
        case "elf", "bin", "hex", "uf2": self = .knownOther("firmware, not a program for it; see flash.sh --help")
        default: self = .other
        }
    }
}

extension FileAccess {
    /// Whether there is anything at `path`.
    static func exists(_ path: String) -> Bool { (try? read(path)) != nil }
}
