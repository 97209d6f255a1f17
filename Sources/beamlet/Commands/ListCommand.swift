/// `beamlet list`: what an AVM pack holds.
enum ListCommand {
    static let command = Command(
        name: "list",
        usage: "APP.avm",
        summary: "the entries of an AVM pack, with their sizes and flags",
        details: """
            Sizes are bytes of the pack. The entry that is marked "start" first is the program.
            """,
        options: []
    ) { arguments, console in
        guard let path = arguments.operands.first else { throw ToolError("no pack given (see beamlet list --help)") }
        guard arguments.operands.count == 1 else { throw ToolError("list takes one pack (see beamlet list --help)") }
        let pack = try AVMPack(try FileAccess.read(path), file: path)
        console.line(table(pack))
        if !pack.entries.contains(where: { $0.isStart && $0.isCode }) {
            console.line("no module has start/0: a library")
        }
        return ExitStatus.success
    }

    static func table(_ pack: AVMPack) -> String {
        var rows = [["bytes", "flags", "name"]]
        for entry in pack.entries { rows.append([SizeText.grouped(entry.size), flags(entry), entry.name]) }
        rows.append([SizeText.grouped(pack.entries.reduce(0) { $0 + $1.size }), "", "\(pack.entries.count) entries"])
        return columns(rows, right: [0])
    }

    private static func flags(_ entry: AVMPack.Entry) -> String {
        guard entry.isCode else { return "file" }
        return entry.isStart ? "code start" : "code"
    }
}
