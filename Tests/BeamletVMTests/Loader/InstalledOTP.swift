import Foundation

/// The Erlang/OTP that tests compare with: `erl`, `erlc` and `escript` of the search path.
enum InstalledOTP {
    /// Runs a program of the search path and returns its standard output; nil when it cannot be run or fails.
    static func run(_ program: String, _ arguments: [String], in directory: String? = nil) -> String? {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = [program] + arguments
        if let directory { process.currentDirectoryURL = URL(fileURLWithPath: directory) }
        let output = Pipe()
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        guard (try? process.run()) != nil else { return nil }
        let data = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { return nil }
        return String(decoding: data, as: UTF8.self)
    }

    /// Where OTP is installed, or nil.
    static let root = run("erl", ["-noshell", "-eval", "io:put_chars(code:root_dir()), halt()."])

    /// The release number: `25`.
    static let release = run(
        "erl", ["-noshell", "-eval", "io:put_chars(erlang:system_info(otp_release)), halt()."]
    ).flatMap { Int($0) }

    /// Folders of `.beam` files: those of a few applications, or of all when `BEAMLET_TEST_ALL_OTP` is set; and of other
    /// releases, whose roots `BEAMLET_TEST_OTP_ROOTS` lists with colons between them.
    static func folders() -> [String] {
        let environment = ProcessInfo.processInfo.environment
        let others = (environment["BEAMLET_TEST_OTP_ROOTS"] ?? "").split(separator: ":").map(String.init)
        let wanted = environment["BEAMLET_TEST_ALL_OTP"] == nil ? ["stdlib-", "kernel-"] : [""]
        return ([root].compactMap { $0 } + others).flatMap { root in
            let names = (try? FileManager.default.contentsOfDirectory(atPath: "\(root)/lib")) ?? []
            return names.sorted().filter { name in wanted.contains { name.hasPrefix($0) } }
                .map { "\(root)/lib/\($0)/ebin" }
        }
    }

    /// The paths of all `.beam` files in ``folders()``.
    static func beamFiles() -> [String] {
        folders().flatMap { folder in
            let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
            return names.sorted().filter { $0.hasSuffix(".beam") }.map { "\(folder)/\($0)" }
        }
    }

    /// The bytes of a module of the installed OTP.
    static func module(_ name: String) -> [UInt8]? {
        let path = beamFiles().first { $0.hasSuffix("/\(name).beam") }
        return path.flatMap { FileManager.default.contents(atPath: $0) }.map { [UInt8]($0) }
    }

    /// Compiles Erlang source and returns the bytes of the module, or nil when there is no compiler.
    static func compile(_ source: String, module: String, options: [String] = []) -> [UInt8]? {
        guard let folder = try? TestFolders.make() else { return nil }
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appendingPathComponent("\(module).erl")
        guard (try? source.write(to: file, atomically: true, encoding: .utf8)) != nil,
            run("erlc", options + ["\(module).erl"], in: folder.path) != nil
        else { return nil }
        return FileManager.default.contents(atPath: folder.appendingPathComponent("\(module).beam").path)
            .map { [UInt8]($0) }
    }
}

/// The test folder's own file of that name.
func testFile(_ name: String, from path: String = #filePath) -> String {
    URL(fileURLWithPath: path).deletingLastPathComponent().appendingPathComponent(name).path
}
