import BeamletVM

/// `beamlet needs`: what firmware must have that is fitted to images.
enum NeedsCommand {
    static let command = Command(
        name: "needs",
        usage: "[--keep NAMES] APP.img...",
        summary: "the instructions and native functions that firmware fitted to images must have",
        details: """
            A line for each: its kind, its number, its name in the sources. Toolchain/build-firmware.sh takes them.
            What a program calls by a name that it computes is not seen: --keep names it.
            """,
        options: [
            OptionDescription(
                name: "--keep", value: "NAMES", help: "also these: M, M:F or M:F/A, with commas between them")
        ]
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
        for name in (arguments.options["--keep"] ?? "").split(separator: ",") {
            for number in try natives(String(name)) {
                let bit = Needs.firstNative + number
                words[bit / 32] |= 1 << UInt32(bit % 32)
                if ProgramNeeds.makesFloats(native: number) {
                    words[Needs.floats / 32] |= 1 << UInt32(Needs.floats % 32)
                }
            }
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

    /// The numbers of the native functions that `m`, `m:f` or `m:f/a` names.
    private static func natives(_ wanted: String) throws(ToolError) -> [Int] {
        let numbers = (0..<BIFTable.count).filter { number in
            let name = BIFTable.name(number)
            let module = name.module.string
            let function = "\(module):\(name.function.string)"
            return [module, function, "\(function)/\(name.arity)"].contains(wanted)
        }
        guard !numbers.isEmpty else { throw ToolError("--keep \(wanted): no native function is named so") }
        return numbers
    }
}
