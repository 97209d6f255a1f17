import BeamletVM

/// `beamlet needs`: what firmware must have that is fitted to images.
enum NeedsCommand {
    static let command = Command(
        name: "needs",
        usage: "APP.img...",
        summary: "the instructions and native functions that firmware fitted to images must have",
        details: """
            A line for each: its kind, its number, its name in the sources. Toolchain/build-firmware.sh takes them.
            What a program calls by a name that it computes is not seen: link it with --keep.
            """,
        options: []
    ) { arguments, console in
        guard !arguments.operands.isEmpty else { throw ToolError("no image given (see beamlet needs --help)") }
        var words = [UInt32](repeating: 0, count: Needs.words)
        for path in arguments.operands {
            let bytes = try FileAccess.read(path)
            guard FileKind(bytes, path: path) == .image else {
                throw ToolError("\(path): not an image of Beamlet; beamlet link makes one")
            }
            for (index, word) in try ImageInspection(bytes, file: path).needs.enumerated() { words[index] |= word }
        }
        func isNeeded(_ bit: Int) -> Bool { words[bit / 32] >> UInt32(bit % 32) & 1 != 0 }
        for opcode in Opcode.allCases where isNeeded(Int(opcode.rawValue)) {
            console.line("instruction \(opcode.rawValue) \(opcode)")
        }
        if isNeeded(Needs.floats) { console.line("data \(Needs.floats) floats") }
        for bif in BIF.allCases where isNeeded(Needs.firstNative + Int(bif.rawValue)) {
            console.line("native \(bif.rawValue) \(bif)")
        }
        return ExitStatus.success
    }
}
