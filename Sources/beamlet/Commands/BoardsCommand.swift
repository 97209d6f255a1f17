/// `beamlet boards`: the boards, their memory, how each is tested.
enum BoardsCommand {
    static let command = Command(
        name: "boards",
        usage: "",
        summary: "the boards, their memory, how each is tested",
        details: "",
        options: []
    ) { arguments, console in
        if let extra = arguments.operands.first { throw ToolError("boards takes no arguments, but got \(extra)") }
        console.line(table())
        return ExitStatus.success
    }

    static func table() -> String {
        var rows = [["board", "chip", "core", "flash", "for the image", "RAM", "tested on"]]
        for board in BoardTable.all {
            rows.append([
                board.name, board.chip, board.core, SizeText.text(Int(board.flash.size)),
                "\(SizeText.text(Int(board.image.size))) at \(hexAddress(board.image.start))",
                SizeText.text(Int(board.ram.size)),
                board.qemu.map { "\(board.tested) (\($0))" } ?? board.tested,
            ])
        }
        return columns(rows)
    }
}

/// `0x08020000`.
func hexAddress(_ address: UInt32) -> String {
    let digits = String(address, radix: 16)
    return "0x" + String(repeating: "0", count: 8 - digits.count) + digits
}

/// Rows as a table with two blanks between columns; those in `right` (by index) aligned to the right.
func columns(_ rows: [[String]], right: Set<Int> = []) -> String {
    let count = rows.map(\.count).max() ?? 0
    let widths = (0..<count).map { column in rows.map { column < $0.count ? $0[column].count : 0 }.max() ?? 0 }
    let lines = rows.map { row in
        let cells = row.enumerated().map { column, text in
            right.contains(column) ? padLeft(text, widths[column]) : pad(text, widths[column])
        }
        let line = cells.joined(separator: "  ")
        return String(line.reversed().drop { $0 == " " }.reversed())
    }
    return lines.joined(separator: "\n")
}
