/// `beamlet size`: what takes how much in an image.
enum SizeCommand {
    static let command = Command(
        name: "size",
        usage: "APP.img",
        summary: "what takes how much in an image",
        details: "The largest first; of a module also its parts. Says for which board the image was linked.",
        options: []
    ) { arguments, console in
        guard let path = arguments.operands.first else { throw ToolError("no image given (see beamlet size --help)") }
        guard arguments.operands.count == 1 else { throw ToolError("size takes one image (see beamlet size --help)") }
        let bytes = try FileAccess.read(path)
        guard FileKind(bytes, path: path) == .image else {
            throw ToolError("\(path): not an image of Beamlet; beamlet link makes one")
        }
        let inspection = try ImageInspection(bytes, file: path)
        console.line("linked for \(inspection.board.name)")
        console.line(table(inspection.parts, total: bytes.count, room: Int(inspection.board.image.size)))
        return ExitStatus.success
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
