import Foundation

/// Modules of Beamlet's own that stand in for those of OTP that cannot serve on a chip as they are: `Sources/Libraries`.
///
/// They are kept as sources, and `erlc` compiles each when a program first needs it: so the tool has no build step that needs
/// Erlang, a change of a source is seen at once, and there is no compiled copy beside it that could be older. What was compiled
/// stays in the user's cache, under a name that changes with the source.
enum OwnLibraries {
    /// The sources. They are looked for in `Libraries` beside the tool, where a copy that was installed has them, and then in the
    /// package that the tool was built from: SwiftPM can put nothing beside an executable that lies outside its target's folder.
    static let sources: [(module: String, path: String)] = {
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
        try compile(source, into: work)
        try? FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        _ = rename("\(work)/\(module).beam", file)
        guard FileManager.default.fileExists(atPath: file) else { throw ToolError("\(file): cannot be written") }
        return file
    }

    /// The compiler is the one on the search path: that of another installation may be for another system.
    private static func compile(_ source: String, into folder: String) throws(ToolError) {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["erlc", "+deterministic", "-o", folder, source]
        let output = Pipe()
        process.standardOutput = output
        process.standardError = output
        process.standardInput = FileHandle.nullDevice
        do {
            try process.run()
        } catch {
            throw ToolError("\(source): cannot be compiled: \(error.localizedDescription)")
        }
        let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            let line = text.split(separator: "\n").first.map(String.init) ?? "erlc failed"
            throw ToolError("\(source): cannot be compiled: \(line)")
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
