import BeamletVM
import Host

/// A module as the linker gets it.
struct LoadedModule {
    /// Its name, from its atom table.
    let name: String
    /// Where it comes from, for messages: a path, or a pack's path and the entry in parentheses.
    let file: String
    /// A whole `.beam` form, never compressed as a file.
    let bytes: [UInt8]
    /// Whether it may start the program: it exports `start/0`, and, when it comes from a pack, has the flag for it.
    let hasStart: Bool
}

/// A line of the table of what takes how much.
struct SizeRow: Equatable {
    /// What it is: `module lists`, `atoms`, `resource app/priv/page.html`.
    let name: String
    let bytes: Int
}

/// An image, and what takes how much in it.
struct LinkedImage {
    let bytes: [UInt8]
    let rows: [SizeRow]
}

/// Memory at a board's addresses in which an image is linked, and the linker's working memory.
///
/// The image's region is mapped with room to spare, so that a program that does not fit its board can be measured.
struct LinkMemory: ~Copyable {
    /// Bytes that an image may have here.
    static let imageLimit: UInt32 = 64 << 20
    private static let workspace = HostMemory.Region(start: 0x6000_0000, size: 32 << 20)
    private static let scratchSize = 192 << 20

    private let mapped: HostMemory
    private let scratchMemory: UnsafeMutableRawBufferPointer
    let area: CodeArea
    let workspaceArea: CodeArea
    let scratch: Scratch

    init(_ board: BoardDescription) throws {
        do {
            mapped = try HostMemory(
                flash: HostMemory.Region(start: board.image.start, size: LinkMemory.imageLimit),
                ram: LinkMemory.workspace)
        } catch {
            throw ToolError("\(error)")
        }
        // Untouched pages of this cost nothing.
        scratchMemory = .allocate(byteCount: LinkMemory.scratchSize, alignment: 16)
        area = CodeArea(base: board.image.start, limit: board.image.start + LinkMemory.imageLimit)
        workspaceArea = CodeArea(
            base: LinkMemory.workspace.start, limit: LinkMemory.workspace.start + LinkMemory.workspace.size)
        scratch = Scratch(scratchMemory)
    }

    deinit { scratchMemory.deallocate() }
}

extension AtomName {
    /// The text.
    var string: String { String(decoding: UnsafeBufferPointer(start: bytes, count: count), as: UTF8.self) }
}

/// Runs `body` with the text as an `AtomName`.
func withAtomName<Result>(_ text: String, _ body: (AtomName) throws -> Result) rethrows -> Result {
    var copy = text
    return try copy.withUTF8 { bytes in
        var none: UInt8 = 0
        return try withUnsafePointer(to: &none) {
            try body(AtomName(bytes: bytes.baseAddress ?? $0, count: bytes.count))
        }
    }
}

extension ImageBuilder {
    /// Adds a module; what is wrong with it becomes a ``ToolError``.
    mutating func add(_ module: LoadedModule, observer: ((Int, UInt32, Rules) -> Void)? = nil) throws {
        var place = ImageBuilder.Place()
        do {
            try module.bytes.withUnsafeBytes { (bytes: UnsafeRawBufferPointer) throws in
                guard let base = bytes.baseAddress else { throw ToolError("\(module.file): the file is empty") }
                try add(BeamFile(base: base, count: bytes.count), place: &place, observer: observer)
            }
        } catch let error as LoadError {
            let caller =
                place.function.isNil
                ? module.name : "\(module.name):\(text(place.function).string)/\(place.arity)"
            switch error.code {
            case .unsupportedInstruction:
                let name = GenericInstructionTable.field(1, of: Int(error.detail))
                throw ToolError.missing([
                    MissingReference(
                        kind: .instruction, name: String(decoding: name, as: UTF8.self), caller: caller)
                ])
            case .missingBIF:
                if let missing = place.missing {
                    let name = "\(text(missing.module).string):\(text(missing.function).string)/\(missing.arity)"
                    throw ToolError.missing([MissingReference(kind: .function, name: name, caller: caller)])
                }
                throw ToolError.load(module.file, error)
            case .duplicateModule:
                throw ToolError("\(module.file): module \(module.name) is given twice")
            default:
                throw ToolError.load(module.file, error)
            }
        }
    }
}

/// Links modules and plain files into an image for `board`. `start` names the module whose `start/0` the program is; nil:
/// the first that has it.
///
/// Throws a ``ToolError``: of status 2 for malformed input and for what does not fit, of status 3 (``ToolError/missing(_:)``)
/// for functions and instructions that do not exist.
func linkProgram(
    inputs: [LoadedModule], resources: [(name: String, bytes: [UInt8])], board: BoardDescription, start: String?,
    coverage: Coverage? = nil
) throws -> LinkedImage {
    let memory = try LinkMemory(board)
    do {
        var builder = try ImageBuilder(area: memory.area, workspace: memory.workspaceArea, scratch: memory.scratch)
        var missing: [MissingReference] = []
        var broken: Set<String> = []
        let needs = ProgramNeeds(image: memory.area.base)
        for module in inputs {
            do {
                var events: [(offset: Int, address: Address)] = []
                try builder.add(module) { offset, address, _ in
                    // A module whose jumps turn out to be too long is loaded once more.
                    if let last = events.last, address < last.address { events = [] }
                    events.append((offset, address))
                }
                needs.add(builder.module(builder.count - 1), events, builder)
                try coverage?.add(module, events.filter { $0.offset >= 0 })
            } catch let error as ToolError where error.status == ExitStatus.missing {
                missing += error.references
                broken.insert(module.name)
            }
        }
        let known = builder
        builder.resolveImports { fixup, module, info in
            let callee = "\(known.text(fixup.module).string):\(known.text(fixup.function).string)/\(fixup.arity)"
            // Calls of a module that could not be loaded are not missing as such.
            if broken.contains(known.text(fixup.module).string) { return }
            let caller =
                "\(known.text(Term(bits: module.name)).string):"
                + "\(known.text(FunctionInfo.function(info)).string)/\(FunctionInfo.arity(entry: info + FunctionInfo.size))"
            let reference = MissingReference(kind: .function, name: callee, caller: caller)
            if !missing.contains(reference) { missing.append(reference) }
        }
        guard missing.isEmpty else { throw ToolError.missing(missing) }
        let startName = start ?? inputs.first(where: \.hasStart)?.name
        guard let startName else { throw ToolError("no module exports start/0") }
        let startAtom = try withAtomName(startName) { try builder.atom($0) }
        guard builder.hasStart(startAtom) else { throw ToolError("module \(startName) does not export start/0") }
        for resource in resources {
            try withAtomName(resource.name) { name in
                try resource.bytes.withUnsafeBytes { try builder.addResource(name: name, bytes: $0) }
            }
        }
        var parts = ImageBuilder.Parts()
        var rows = (0..<builder.count).map { index in
            SizeRow(
                name: "module \(builder.text(Term(bits: builder.module(index).name)).string)",
                bytes: Int(builder.module(index).size))
        }
        let size = try builder.finish(start: startAtom, parts: &parts)
        rows += resources.map { SizeRow(name: "resource \($0.name)", bytes: $0.bytes.count) }
        rows.append(SizeRow(name: "atoms", bytes: Int(parts.atoms)))
        rows.append(SizeRow(name: "tables", bytes: Int(size) - rows.reduce(0) { $0 + $1.bytes }))
        let bytes = UnsafeRawBufferPointer(
            start: UnsafeRawPointer(bitPattern: UInt(memory.area.base)), count: Int(size))
        return LinkedImage(bytes: [UInt8](bytes), rows: rows)
    } catch let error as LoadError {
        throw ToolError(error.text)
    }
}

/// Runs an image on Linux with the memory of `board`, of which `ramSize` bytes of RAM. The program writes to the process's
/// own streams; the last line on standard output is `Return value: TERM`. Returns 0 after a normal return and 1 after an
/// uncaught exception. Throws a ``ToolError`` when the image does not fit this machine or the board.
func runImage(
    _ image: [UInt8], board: BoardDescription, ramSize: UInt32, checksMemory: Bool = false, coverage: Coverage? = nil
) throws -> Int32 {
    let memory: HostMemory
    do {
        memory = try HostMemory(
            flash: HostMemory.Region(start: board.image.start, size: board.image.size),
            ram: HostMemory.Region(start: board.ram.start, size: ramSize))
    } catch {
        throw ToolError("\(error)")
    }
    memory.flashBytes.copyBytes(from: image)
    memory.protectFlash()
    HostBoard.start()
    var machine = Machine(platform: Platform(HostBoard.self))
    machine.checksMemory = checksMemory
    var executed = [UInt8](repeating: 0, count: coverage == nil ? 0 : image.count / 2 + 256)
    let status = executed.withUnsafeMutableBufferPointer { buffer in
        if coverage != nil { machine.executed = buffer.baseAddress }
        defer { machine.executed = nil }
        return Beamlet.run(
            &machine, ram: (board.ram.start, board.ram.start + ramSize),
            image: (board.image.start, board.image.start + board.image.size))
    }
    coverage?.count(executed, base: board.image.start, size: image.count)
    HostUART.flush()
    return status
}
