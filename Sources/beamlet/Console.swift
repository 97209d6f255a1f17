import Foundation

/// Where the tool writes: the process's streams, or memory that a test reads.
final class Console {
    /// What has been written to standard output, when that is memory.
    private(set) var output = ""
    /// What has been written to standard error, when that is memory.
    private(set) var errors = ""
    /// Whether text goes to the process's streams.
    private let isStandard: Bool

    private init(isStandard: Bool) { self.isStandard = isStandard }

    /// The process's streams.
    static var standard: Console { Console(isStandard: true) }
    /// Memory.
    static var captured: Console { Console(isStandard: false) }

    /// Writes a line to standard output.
    func line(_ text: String = "") {
        if isStandard {
            FileHandle.standardOutput.write(Data((text + "\n").utf8))
        } else {
            output += text + "\n"
        }
    }

    /// Writes a line to standard error, `beamlet: ` before it.
    func complain(_ text: String) {
        let whole = "beamlet: \(text)\n"
        if isStandard {
            FileHandle.standardError.write(Data(whole.utf8))
        } else {
            errors += whole
        }
    }

    /// Lets buffered text out.
    func flush() { fflush(nil) }
}
