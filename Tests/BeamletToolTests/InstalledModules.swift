import Foundation

/// Some modules of the Erlang/OTP of the search path; none where there is no such thing.
enum InstalledModules {
    static let some: [[UInt8]] = {
        files("[io:format(\"~s~n\", [code:which(M)]) || M <- [base64, queue, orddict]], halt().").map(\.bytes)
    }()

    /// All modules of its standard library, with their paths.
    static let standardLibrary = files(
        "[io:format(\"~s~n\", [F]) || F <- filelib:wildcard(code:lib_dir(stdlib) ++ \"/ebin/*.beam\")], halt().")

    /// The files whose paths an Erlang program prints.
    private static func files(_ program: String) -> [(file: String, bytes: [UInt8])] {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["erl", "-noshell", "-eval", program]
        let output = Pipe()
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        guard (try? process.run()) != nil else { return [] }
        let data = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return String(decoding: data, as: UTF8.self).split(separator: "\n").compactMap { path in
            FileManager.default.contents(atPath: String(path)).map { (String(path), [UInt8]($0)) }
        }
    }
}
