import Host

/// `beamlet run`: runs a program on Linux, with the memory of a board.
enum RunCommand {
    static let command = Command(
        name: "run",
        usage: "[--board NAME] [--ram SIZE] [--start MODULE] FILE...",
        summary: "run .beam files, packs or an image on this machine",
        details: """
            The first module with start/0 starts. An image has the memory of the board it was linked for.
            The last line of output is "Return value: TERM".
            Exit status: 0 after a normal return, 1 after an uncaught exception, 2 for a wrong call or wrong input,
            3 for a function or an instruction that is missing.
            \(ProgramOptions.details)
            """,
        options: [
            OptionDescription(name: "--board", value: "NAME", help: "whose memory it has (default: Host)"),
            OptionDescription(name: "--ram", value: "SIZE", help: "with less RAM: 8K, 1M, 8192"),
            OptionDescription(
                name: "--storage", value: "FILE", help: "what keeps the board's storage (default: gone at the end)"),
            OptionDescription(
                name: "--accelerate", value: nil,
                help: "do not sleep: the clock jumps to the next deadline when no process is ready"),
            OptionDescription(
                name: "--check-memory", value: nil, help: "verify heap and arena after each collection (slow)"),
            OptionDescription(
                name: "--collect-always", value: nil,
                help: "collect in native functions at every chance, and verify (very slow)"),
            OptionDescription(
                name: "--coverage", value: "FILE", help: "add to FILE how many of each instruction were executed"),
        ] + ProgramOptions.descriptions
    ) { arguments, console in
        let wanted = try arguments.options["--board"].map(BoardTable.board)
        let ramText = arguments.options["--ram"]
        let storage = arguments.options["--storage"]
        // Said before any file is read.
        _ = try ramSize(ramText, wanted ?? BoardTable.host)
        HostClock.isAccelerated = arguments.has("--accelerate")
        let checksMemory = arguments.has("--check-memory")
        let collectsAlways = arguments.has("--collect-always")
        switch try ProgramOptions.program(arguments, command: "run") {
        case .image(let bytes, let file):
            if arguments.has("--coverage") {
                throw ToolError("--coverage: an image has no generic instructions; give the files it was linked from")
            }
            let board = try BoardTable.board(ofImage: bytes, file: file)
            if let wanted, wanted != board {
                throw ToolError("\(file): linked for \(board.name); run it with --board \(board.name)")
            }
            return try runImage(
                bytes, board: board, ramSize: try ramSize(ramText, board), storage: storage, checksMemory: checksMemory,
                collectsAlways: collectsAlways)
        case .files(let program):
            let board = wanted ?? BoardTable.host
            let ram = try ramSize(ramText, board)
            let coverage = arguments.has("--coverage") ? Coverage() : nil
            let linked = try linkProgram(program, board: board, coverage: coverage)
            ProgramOptions.reportMissing(arguments, linked, console)
            try linked.checkFit(board)
            let status = try runImage(
                linked.bytes, board: board, ramSize: ram, storage: storage, checksMemory: checksMemory,
                collectsAlways: collectsAlways, coverage: coverage)
            if let path = arguments.options["--coverage"] { try coverage?.merge(into: path) }
            return status
        }
    }

    /// The least RAM that is worth trying: below, not even one process fits.
    static let leastRAM: UInt32 = 1 << 10

    static func ramSize(_ text: String?, _ board: BoardDescription) throws(ToolError) -> UInt32 {
        guard let text else { return board.ram.size }
        guard let size = SizeText.parse(text) else {
            throw ToolError("--ram \(text): not a size; write it as 8K, 1M or 8192")
        }
        guard size >= leastRAM else {
            throw ToolError("--ram \(text): too little; the least is \(SizeText.text(Int(leastRAM)))")
        }
        guard size <= board.ram.size else {
            throw ToolError("--ram \(text): \(board.name) has \(SizeText.text(Int(board.ram.size)))")
        }
        return size & ~7
    }
}
