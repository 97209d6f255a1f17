import Foundation

/// Modules of Beamlet's own that stand in for those of OTP that cannot serve on a chip as they are: `Sources/Libraries`.
///
/// They are kept as sources, and `erlc` compiles each when a program first needs it: so the tool has no build step that needs
/// Erlang, a change of a source is seen at once, and there is no compiled copy beside it that could be older. What was compiled
/// stays in the user's cache, under a name that changes with the source.
enum OwnLibraries {
    /// The sources. They are looked for in `Libraries` beside the tool, where a copy that was installed has them, and then in the
    /// package that the tool was built from: SwiftPM can put nothing beside an executable that lies outside its target's folder.
    static let sources = found.filter { source in
        !Variants.allCases.contains { source.path.contains("/\($0.rawValue)/") }
    }

    /// A folder among the sources: modules that some images have in the place of others.
    enum Variants: String, CaseIterable {
        /// For boards without flash pages that a program may write.
        case withoutStorage = "WithoutStorage"
        /// For OTP 28 and later, whose `re` is PCRE 2.
        case pcre2 = "PCRE2"
    }

    /// The sources of a variant.
    static func sources(_ variants: Variants) -> [(module: String, path: String)] {
        found.filter { $0.path.contains("/\(variants.rawValue)/") }
    }

    private static let found: [(module: String, path: String)] = {
        let folder = folders.first { !files($0).isEmpty }
        return (folder.map(files) ?? []).map { file in
            (((file as NSString).lastPathComponent as NSString).deletingPathExtension, file)
        }
    }()

    private static var folders: [String] {
        let executable = URL(fileURLWithPath: CommandLine.arguments.first ?? "").resolvingSymlinksInPath()
        let package = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        return [
            executable.deletingLastPathComponent().appendingPathComponent("Libraries").path,
            package.appendingPathComponent("Libraries").path,
        ]
    }

    private static func files(_ folder: String) -> [String] {
        let names = (try? FileManager.default.subpathsOfDirectory(atPath: folder)) ?? []
        return names.filter { $0.hasSuffix(".erl") }.sorted().map { "\(folder)/\($0)" }
    }

    /// The compiled form of a source. Throws a ``ToolError`` that has the compiler's first complaint.
    static func compiled(_ source: String, module: String, otp: String?) throws -> String {
        let bytes = try FileAccess.read(source)
        let folder = "\(try cache())/\(hash(bytes))"
        let file = "\(folder)/\(module).beam"
        if FileManager.default.fileExists(atPath: file) { return file }
        // Compiled elsewhere first: another run may be compiling the same, and a file must not be seen half written.
        let work = "\(folder).\(ProcessInfo.processInfo.processIdentifier).\(UInt32.random(in: 0...UInt32.max))"
        do {
            try FileManager.default.createDirectory(atPath: work, withIntermediateDirectories: true)
        } catch {
            throw ToolError("\(work): cannot be made: the compiled libraries have to be kept there")
        }
        defer { try? FileManager.default.removeItem(atPath: work) }
        try run("erlc", ["+deterministic", "-o", work, source]) { "\(source): cannot be compiled: \($0)" }
        try? FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        _ = rename("\(work)/\(module).beam", file)
        guard FileManager.default.fileExists(atPath: file) else { throw ToolError("\(file): cannot be written") }
        return file
    }

    /// What `main/1` of one of them makes of `input` on the desktop. It gets the paths of two files, and writes the second; `modules` are
    /// those that it needs, of which some may be variants. The answer stays in the cache. Throws a ``ToolError`` where it cannot be run.
    static func answer(
        of module: String, modules: [String], variants: Variants? = nil, input: [UInt8]
    ) throws -> [UInt8] {
        var paths = Dictionary(uniqueKeysWithValues: sources.map { ($0.module, $0.path) })
        for source in variants.map(sources) ?? [] { paths[source.module] = source.path }
        let needed = ([module] + modules).compactMap { name in paths[name].map { (name, $0) } }
        let key = try needed.reduce(into: input) { $0 += try FileAccess.read($1.1) }
        let file = "\(try cache())/\(hash(key)).\(module)"
        if FileManager.default.fileExists(atPath: file) { return try FileAccess.read(file) }
        let folders = try needed.map { name, source in
            (try compiled(source, module: name, otp: nil) as NSString).deletingLastPathComponent
        }
        let work = "\(file).\(ProcessInfo.processInfo.processIdentifier).\(UInt32.random(in: 0...UInt32.max))"
        try FileAccess.write(input, to: work)
        defer { for path in [work, "\(work).out"] { try? FileManager.default.removeItem(atPath: path) } }
        let call = "\(module):main(init:get_plain_arguments()), halt()."
        try run(
            "erl",
            ["-noinput", "-boot", "no_dot_erlang", "-pa"] + folders
                + ["-eval", call, "-extra", work, "\(work).out"]
        ) { "\(module): cannot be run: \($0)" }
        let answer = try FileAccess.read("\(work).out")
        _ = rename("\(work).out", file)
        return answer
    }

    /// Runs a program of Erlang's. It is the one on the search path: that of another installation may be for another system. Throws a
    /// ``ToolError`` with the first line of what it says where it fails.
    private static func run(
        _ program: String, _ arguments: [String], error text: (String) -> String
    ) throws(ToolError) {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["ERL_CRASH_DUMP_SECONDS=0", program] + arguments
        let output = Pipe()
        process.standardOutput = output
        process.standardError = output
        process.standardInput = FileHandle.nullDevice
        do {
            try process.run()
        } catch {
            throw ToolError(text(error.localizedDescription))
        }
        let said = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            throw ToolError(text(said.split(separator: "\n").first.map(String.init) ?? "\(program) failed"))
        }
    }

    private static func cache() throws(ToolError) -> String {
        let environment = ProcessInfo.processInfo.environment
        if let folder = environment["XDG_CACHE_HOME"], folder.hasPrefix("/") { return "\(folder)/beamlet" }
        if let home = environment["HOME"], home.hasPrefix("/") { return "\(home)/.cache/beamlet" }
        return "\(NSTemporaryDirectory())/beamlet-\(getuid())"
    }

    /// FNV-1a with 64 bits, as text: names a source in the cache.
    private static func hash(_ bytes: [UInt8]) -> String {
        let value = bytes.reduce(0xCBF2_9CE4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01B3 }
        return String(value, radix: 16)
    }
}
