/// `beamlet size`: what takes how much in an image, or in a program that is linked for it; and why it is there.
enum SizeCommand {
    static let command = Command(
        name: "size",
        usage: "APP.img | [--board NAME] FILE...",
        summary: "what takes how much in an image or a program",
        details: """
            The largest first; of a module also its parts. Of an image it says for which board it was linked; .beam files and
            packs are linked for the board (default: Host), and nothing is written.
            With --functions each function and its size is listed, with --why the way by which the program reaches a function.
            \(ProgramOptions.details)
            """,
        options: [
            OptionDescription(name: "--board", value: "NAME", help: "the board (default: Host)"),
            OptionDescription(name: "--functions", value: nil, help: "the size of each function"),
            OptionDescription(
                name: "--why", value: "M:F/A", help: "who needs a function; M:F or M: who needs these first"),
        ] + ProgramOptions.descriptions
    ) { arguments, console in
        if arguments.operands.isEmpty { throw ToolError("no file given (see beamlet size --help)") }
        let (bytes, file, reach) = try subject(arguments, console)
        let inspection = try ImageInspection(bytes, file: file)
        if let why = arguments.options["--why"] {
            guard let reach else { throw ToolError("--why: an image does not say; give the files it was linked from") }
            for line in try reasons(why, reach, inspection) { console.line(line) }
            return ExitStatus.success
        }
        console.line("linked for \(inspection.board.name)")
        if arguments.has("--functions") {
            console.line(table(inspection.functions.map(\.row), total: bytes.count, room: nil))
        } else {
            console.line(table(inspection.parts, total: bytes.count, room: Int(inspection.board.image.size)))
        }
        return ExitStatus.success
    }

    /// The image that is meant, and, where it was linked here, what is known of it.
    private static func subject(
        _ arguments: ParsedArguments, _ console: Console
    ) throws -> (bytes: [UInt8], file: String, reach: Reach?) {
        switch try ProgramOptions.program(arguments, command: "size") {
        case .image(let bytes, let file):
            if arguments.has("--board") {
                throw ToolError("\(file): an image is linked for its board already; leave --board out")
            }
            return (bytes, file, nil)
        case .files(let program):
            let board = try arguments.options["--board"].map(BoardTable.board) ?? BoardTable.host
            let linked = try linkProgram(program, board: board)
            ProgramOptions.reportMissing(arguments, linked, console)
            return (linked.bytes, arguments.operands[0], linked.reach)
        }
    }

    /// For each function that is meant its size and the way to it; of a module the functions that are not needed by itself.
    private static func reasons(_ text: String, _ reach: Reach, _ inspection: ImageInspection) throws -> [String] {
        let filter = try FunctionFilter(text)
        let sizes = Dictionary(
            inspection.functions.map { ("\($0.module):\($0.name)/\($0.arity)", $0.row.bytes) }, uniquingKeysWith: +)
        var lines: [String] = []
        for place in try reach.places(filter) {
            let chain = reach.why(place)
            let size = sizes[reach.plainText(place)].map { ", \(SizeText.grouped($0)) bytes" } ?? ""
            lines.append("\(chain[0].function)\(size)")
            for (index, link) in chain.enumerated() {
                let from = index + 1 < chain.count ? " by \(chain[index + 1].function)" : ""
                lines.append("  \(link.how)\(from)")
            }
        }
        guard !lines.isEmpty else {
            throw ToolError(
                "--why \(text): the program does not reach it, or it is native", status: ExitStatus.badInput)
        }
        return lines
    }

    /// Rows from the largest to the smallest, then the total and how much of `room` it is.
    static func table(_ rows: [SizeRow], total: Int, room: Int?) -> String {
        table(rows.map { ImagePart(row: $0, parts: []) }, total: total, room: room)
    }

    /// The same with the parts of each, indented.
    static func table(_ parts: [ImagePart], total: Int, room: Int?) -> String {
        var lines = [["bytes", "share", "what"]]
        for part in parts.filter({ $0.row.bytes > 0 }).sorted(by: { isLarger($0.row, $1.row) }) {
            lines.append([SizeText.grouped(part.row.bytes), share(part.row.bytes, total), part.row.name])
            for row in part.parts.filter({ $0.bytes > 0 }).sorted(by: isLarger) {
                lines.append([SizeText.grouped(row.bytes), share(row.bytes, total), "  \(row.name)"])
            }
        }
        let of = room.map { " of \(SizeText.text($0)) (\(share(total, $0)))" } ?? ""
        lines.append([SizeText.grouped(total), share(total, total), "in all\(of)"])
        return columns(lines, right: [0, 1])
    }

    private static func isLarger(_ a: SizeRow, _ b: SizeRow) -> Bool { (b.bytes, a.name) < (a.bytes, b.name) }

    private static func share(_ part: Int, _ whole: Int) -> String {
        guard whole > 0 else { return "0.0%" }
        let tenths = (part * 1000 + whole / 2) / whole
        return "\(tenths / 10).\(tenths % 10)%"
    }
}
