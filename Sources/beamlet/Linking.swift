import BeamletVM

/// A module as the linker gets it.
struct LoadedModule {
    /// Its name, from its atom table.
    let name: String
    /// Where it comes from, for messages: a path, or a pack's path and the entry in parentheses.
    let file: String
    /// A whole `.beam` form, never compressed as a file.
    let bytes: [UInt8]
    /// Whether it may start the program: it exports `start/0`, and, when it comes from a pack, has the flag for it.
    let hasStart: Bool
}

/// A line of the table of what takes how much.
struct SizeRow: Equatable {
    /// What it is: `module lists`, `atoms`, `resource app/priv/page.html`.
    let name: String
    let bytes: Int
}

/// An image, and what takes how much in it.
struct LinkedImage {
    let bytes: [UInt8]
    let rows: [SizeRow]
}

/// Links modules and plain files into an image for `board`. `start` names the module whose `start/0` the program is; nil:
/// the first that has it.
///
/// Throws a ``ToolError``: of status 2 for malformed input and for what does not fit, of status 3 (``ToolError/missing(_:)``)
/// for functions and instructions that do not exist.
func linkProgram(
    inputs: [LoadedModule], resources: [(name: String, bytes: [UInt8])], board: BoardDescription, start: String?
) throws -> LinkedImage {
    throw ToolError("linking is not there yet")
}

/// Runs an image on Linux with the memory of `board`, of which `ramSize` bytes of RAM. The program writes to the process's
/// own streams; the last line on standard output is `Return value: TERM`. Returns 0 after a normal return and 1 after an
/// uncaught exception. Throws a ``ToolError`` when the image does not fit this machine or the board.
func runImage(_ image: [UInt8], board: BoardDescription, ramSize: UInt32) throws -> Int32 {
    throw ToolError("running is not there yet")
}

/// What takes how much in an image. Throws a ``ToolError`` when it is malformed.
func sizeRows(ofImage bytes: [UInt8], file: String) throws -> [SizeRow] {
    throw ToolError("images are not there yet")
}

/// The linked instructions of a module as text, by the offset (in the code chunk) of the generic instruction that each comes
/// from; where instructions were fused, the first has the text. Nil when there is no linked side to show.
func linkedInstructions(of module: LoadedModule) throws -> [Int: [String]]? {
    nil
}
