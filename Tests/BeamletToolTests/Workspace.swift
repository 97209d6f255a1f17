import Foundation

@testable import beamlet

/// A folder of its own for one test, and the tool run in memory on the files there.
final class Workspace {
    let path: String
    /// Held by whoever links or runs: the boards' addresses are there once in a process.
    static let memory = NSRecursiveLock()

    init() throws {
        path = FileManager.default.temporaryDirectory.appendingPathComponent("beamlet-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    /// Writes a file, its folders too, and returns its path.
    @discardableResult
    func write(_ name: String, _ bytes: [UInt8]) throws -> String {
        let file = URL(fileURLWithPath: "\(path)/\(name)")
        try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(bytes).write(to: file)
        return file.path
    }

    func read(_ name: String) -> [UInt8] {
        [UInt8](FileManager.default.contents(atPath: "\(path)/\(name)") ?? Data())
    }

    /// Runs the tool; this workspace's path is taken out of what it says.
    func run(_ arguments: String...) -> Outcome { run(arguments) }

    func run(_ arguments: [String]) -> Outcome {
        let console = Console.captured
        let expanded = arguments.map { $0.replacingOccurrences(of: "@", with: "\(path)/") }
        Workspace.memory.lock()
        defer { Workspace.memory.unlock() }
        let status = Tool.run(expanded, console)
        return Outcome(status: status, output: withoutPath(console.output), errors: withoutPath(console.errors))
    }

    private func withoutPath(_ text: String) -> String { text.replacingOccurrences(of: "\(path)/", with: "@") }
}

struct Outcome: Equatable {
    let status: Int32
    let output: String
    let errors: String

    /// A wrong call or wrong input: one line on standard error, status 2.
    static func wrong(_ line: String) -> Outcome {
        Outcome(status: 2, output: "", errors: "beamlet: \(line)\n")
    }
}

/// The repository's folder.
let repository = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().path
