/// `beamlet size`: what takes how much in an image.
enum SizeCommand {
    static let command = Command(
        name: "size",
        usage: "APP.img",
        summary: "what takes how much in an image",
        details: "",
        options: []
    ) { arguments, console in
        guard let path = arguments.operands.first else { throw ToolError("no image given (see beamlet size --help)") }
        guard arguments.operands.count == 1 else { throw ToolError("size takes one image (see beamlet size --help)") }
        let bytes = try FileAccess.read(path)
        guard FileKind(bytes, path: path) == .image else {
            throw ToolError("\(path): not an image of Beamlet; beamlet link makes one")
        }
        console.line(table(try sizeRows(ofImage: bytes, file: path), total: bytes.count, room: nil))
        return ExitStatus.success
    }

    /// Rows from the largest to the smallest, then the total and how much of `room` it is.
    static func table(_ rows: [SizeRow], total: Int, room: Int?) -> String {
        let ranked = rows.filter { $0.bytes > 0 }.sorted { ($1.bytes, $0.name) < ($0.bytes, $1.name) }
        var lines = [["bytes", "share", "what"]]
        lines += ranked.map { [SizeText.grouped($0.bytes), share($0.bytes, total), $0.name] }
        let of = room.map { " of \(SizeText.text($0)) (\(share(total, $0)))" } ?? ""
        lines.append([SizeText.grouped(total), share(total, total), "in all\(of)"])
        return columns(lines, right: [0, 1])
    }

    private static func share(_ part: Int, _ whole: Int) -> String {
        guard whole > 0 else { return "0.0%" }
        let tenths = (part * 1000 + whole / 2) / whole
        return "\(tenths / 10).\(tenths % 10)%"
    }
}
