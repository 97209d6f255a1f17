/// `beamlet pack`: modules and plain files into an AVM pack.
enum PackCommand {
    static let command = Command(
        name: "pack",
        usage: "-o APP.avm FILE...",
        summary: "put .beam files, packs and plain files into an AVM pack",
        details: """
            The program is the first module with start/0. A plain file below APP/priv is packed as APP/priv/NAME, any
            other under its path; FILE:NAME gives it another name. Modules keep only what running them needs.
            """,
        options: [OptionDescription(name: "-o", value: "APP.avm", help: "the pack to write")]
    ) { arguments, console in
        guard let output = arguments.options["-o"] else {
            throw ToolError("no output given: -o APP.avm (see beamlet pack --help)")
        }
        guard !arguments.operands.isEmpty else { throw ToolError("no file given (see beamlet pack --help)") }
        let inputs = try Inputs(arguments.operands, unknown: .arePlainFiles)
        if let image = inputs.image {
            throw ToolError("\(image.file): a linked image; a pack takes .beam files, packs and plain files")
        }
        var writer = AVMPackWriter()
        for module in inputs.modules { try writer.add(module) }
        for resource in inputs.resources { writer.add(name: resource.name, bytes: resource.bytes) }
        try FileAccess.write(writer.finished(), to: output)
        if !inputs.modules.contains(where: \.hasStart) {
            console.complain("note: no module has start/0, so \(output) can serve as a library only")
        }
        return ExitStatus.success
    }
}
