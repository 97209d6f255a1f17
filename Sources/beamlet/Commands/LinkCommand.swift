/// `beamlet link`: a program into an image that is flashed.
enum LinkCommand {
    static let command = Command(
        name: "link",
        usage: "--board NAME -o APP.img FILE... | --check FILE...",
        summary: "link .beam files and packs into an image for a board",
        details: """
            Prints what takes how much of the board's flash.
            With --check nothing is linked: each module goes through the loader by itself (of a folder every .beam file in
            it), and what is wrong with any is said, then the native functions that they need and that are not there.
            Exit status: 0 when all can be loaded, otherwise 2.
            \(ProgramOptions.details)
            """,
        options: [
            OptionDescription(name: "--board", value: "NAME", help: "the board (see beamlet boards)"),
            OptionDescription(name: "-o", value: "APP.img", help: "the image to write"),
            OptionDescription(name: "--check", value: nil, help: "only try whether each file can be loaded"),
        ] + ProgramOptions.descriptions
    ) { arguments, console in
        if arguments.has("--check") { return try LinkCheck.run(arguments.operands, console) }
        guard let boardName = arguments.options["--board"] else {
            throw ToolError("no board given: --board \(BoardTable.all.map(\.name).joined(separator: ", "))")
        }
        let board = try BoardTable.board(boardName)
        guard let output = arguments.options["-o"] else {
            throw ToolError("no output given: -o APP.img (see beamlet link --help)")
        }
        guard case .files(let program) = try ProgramOptions.program(arguments, command: "link") else {
            throw ToolError("\(arguments.operands[0]): linked already")
        }
        let linked = try linkProgram(program, board: board)
        ProgramOptions.reportMissing(arguments, linked, console)
        try linked.checkFit(board)
        try FileAccess.write(linked.bytes, to: output)
        console.line(SizeCommand.table(linked.rows, total: linked.bytes.count, room: Int(board.image.size)))
        return ExitStatus.success
    }
}
