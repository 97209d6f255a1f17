import BeamletVM

/// Exit statuses, which scripts rely on.
enum ExitStatus {
    static let success: Int32 = 0
    /// The program ended with an uncaught exception.
    static let exception: Int32 = 1
    /// A wrong call, or input that is wrong.
    static let badInput: Int32 = 2
    /// A function or an instruction that does not exist here.
    static let missing: Int32 = 3
}

/// Why a command cannot go on: what to say, and the exit status.
struct ToolError: Error, Equatable {
    let status: Int32
    /// Each is written to standard error with `beamlet: ` before it.
    let lines: [String]
    /// What is missing, for errors that `missing(_:)` made.
    private(set) var references: [MissingReference] = []

    init(_ line: String, status: Int32 = ExitStatus.badInput) {
        self.init(lines: [line], status: status)
    }

    init(lines: [String], status: Int32) {
        self.lines = lines
        self.status = status
    }
}

/// A function or an instruction that a program needs and that is not there.
struct MissingReference: Hashable {
    enum Kind: String {
        case function
        case instruction
    }

    let kind: Kind
    /// `module:function/arity`, or the instruction's name.
    let name: String
    /// `module:function/arity` of a function that refers to it.
    let caller: String

    var text: String {
        switch kind {
        case .function: "missing function \(name), called from \(caller)"
        case .instruction: "missing instruction \(name), used in \(caller)"
        }
    }
}

extension ToolError {
    /// One line for each thing that is missing; status 3.
    static func missing(_ references: [MissingReference]) -> ToolError {
        var error = ToolError(lines: references.map(\.text), status: ExitStatus.missing)
        error.references = references
        return error
    }

    /// A malformed module in `file`.
    static func load(_ file: String, _ error: LoadError) -> ToolError {
        ToolError("\(file): \(error.text)")
    }
}
