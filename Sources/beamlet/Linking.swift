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
    /// What is in it, and why; nil: nobody has searched for that.
    var reach: Reach?
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
    mutating func add(
        _ module: LoadedModule, selection: ModuleSelection? = nil, observer: ((Int, UInt32, Rules) -> Void)? = nil
    ) throws {
        var place = ImageBuilder.Place()
        do {
            try module.bytes.withUnsafeBytes { (bytes: UnsafeRawBufferPointer) throws in
                guard let base = bytes.baseAddress else { throw ToolError("\(module.file): the file is empty") }
                try add(
                    BeamFile(base: base, count: bytes.count), place: &place, selection: selection, observer: observer)
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

/// A program that is to be linked.
struct ProgramToLink {
    /// The application's modules.
    var modules: [LoadedModule]
    /// Its plain files.
    var resources: [(name: String, bytes: [UInt8])] = []
    /// The module whose `start/0` the program is.
    var start: String
    /// Where other modules come from.
    var libraries = InstalledLibraries.none
    /// What is linked beside that which can be reached.
    var rules: [KeepRule] = []
    /// Atoms of `.app` files that may be names of modules.
    var applicationModules: Set<String> = []
    /// Whether also of the application only that is linked which can be reached.
    var strips = false
}

/// Links a program into an image for `board`.
///
/// Throws a ``ToolError``: of status 2 for malformed input and for what does not fit, of status 3 (``ToolError/missing(_:)``)
/// for instructions that do not exist, and for functions that do not exist and that the application itself calls.
func linkProgram(_ program: ProgramToLink, board: BoardDescription, coverage: Coverage? = nil) throws -> LinkedImage {
    var libraries = program.libraries
    if board.storage == nil { libraries.takeVariants(.withoutStorage) }
    let reach = try Reach(
        given: program.modules, libraries: libraries, strips: program.strips,
        applicationModules: program.applicationModules)
    try reach.run(start: program.start, rules: program.rules)
    let memory = try LinkMemory(board)
    do {
        var linking = Linking(
            builder: try ImageBuilder(area: memory.area, workspace: memory.workspaceArea, scratch: memory.scratch),
            reach: reach)
        try linking.addModules(coverage)
        try linking.resolve()
        return try linking.finish(program, memory.area)
    } catch let error as LoadError {
        throw ToolError(error.text)
    }
}

/// The steps of linking one program.
private struct Linking {
    var builder: ImageBuilder
    let reach: Reach
    private var missing: [MissingReference] = []
    private var broken: Set<String> = []

    init(builder: ImageBuilder, reach: Reach) {
        self.builder = builder
        self.reach = reach
    }

    /// Loads what is needed of each module, and notes what that needs of the firmware.
    mutating func addModules(_ coverage: Coverage?) throws {
        let needs = ProgramNeeds(image: builder.area.base)
        for function in reach.keptNatives {
            needs.add(native: reach.names[function.module], reach.names[function.key.name], function.key.arity)
        }
        for name in reach.order {
            guard let code = try reach.module(name) else { continue }
            do {
                var events: [(offset: Int, address: Address)] = []
                func observe(_ offset: Int, _ address: Address, _: Rules) {
                    // A module whose jumps turn out to be too long is loaded once more.
                    if let last = events.last, address < last.address { events = [] }
                    events.append((offset, address))
                }
                if let parts = try reach.selection(of: name) {
                    let module = reach.linked(code)
                    try parts.withSelection { try builder.add(module, selection: $0, observer: observe) }
                } else {
                    try builder.add(code.module, observer: observe)
                    try coverage?.add(code.module, events.filter { $0.offset >= 0 })
                }
                needs.add(builder.module(builder.count - 1), events, builder)
            } catch let error as ToolError where error.status == ExitStatus.missing {
                missing += error.references
                broken.insert(code.module.name)
            }
        }
    }

    /// Fills in the calls between modules. What the application itself calls has to be there; what only libraries call is likely
    /// on a path that never runs, and becomes a call that raises `undef` should it run after all.
    mutating func resolve() throws {
        let known = builder
        let given = Set(reach.order.compactMap { try? reach.module($0) }.filter(\.isGiven).map(\.module.name))
        var missing = missing
        let broken = broken
        try builder.resolveImports { fixup, module, info in
            // Calls of a module that could not be loaded are not missing as such.
            if broken.contains(known.text(fixup.module).string) { return .ignored }
            let caller = known.text(Term(bits: module.name)).string
            // A protocol that is not consolidated asks first whether there is an implementation.
            let asksForImplementation = known.text(fixup.function).string == "__impl__" && fixup.arity == 1
            guard given.contains(caller), !asksForImplementation else { return .calledByName }
            let callee = "\(known.text(fixup.module).string):\(known.text(fixup.function).string)/\(fixup.arity)"
            let name =
                "\(known.text(FunctionInfo.function(info)).string)/\(FunctionInfo.arity(entry: info + FunctionInfo.size))"
            let reference = MissingReference(kind: .function, name: callee, caller: "\(caller):\(name)")
            if !missing.contains(reference) { missing.append(reference) }
            return .ignored
        }
        guard missing.isEmpty else { throw ToolError.missing(missing) }
    }

    /// Writes the tables, and counts what takes how much.
    mutating func finish(_ program: ProgramToLink, _ area: CodeArea) throws -> LinkedImage {
        let startAtom = try withAtomName(program.start) { try builder.atom($0) }
        guard builder.hasStart(startAtom) else { throw ToolError("module \(program.start) does not export start/0") }
        // Where the program reads its plain files, they are the literals of a module: once is enough.
        let isLinked = reach.order.contains(reach.names.number(ResourceModule.name))
        let resources = isLinked ? [] : program.resources
        for resource in resources {
            try withAtomName(resource.name) { name in
                try resource.bytes.withUnsafeBytes { try builder.addResource(name: name, bytes: $0) }
            }
        }
        var rows = (0..<builder.count).map { index in
            SizeRow(
                name: "module \(builder.text(Term(bits: builder.module(index).name)).string)",
                bytes: Int(builder.module(index).size))
        }
        var parts = ImageBuilder.Parts()
        let reach = reach
        let base = area.base
        // Match specifications name the functions of guards.
        let matches = (0..<BIFTable.count).contains { number in
            let name = BIFTable.name(number)
            let function = name.function.string
            return Needs.has(native: number, inImageAt: base) && name.module.string == "ets"
                && (function.contains("select") || function.contains("match"))
        }
        let size = try builder.finish(start: startAtom, parts: &parts) { number in
            let name = BIFTable.name(number)
            return Needs.has(native: number, inImageAt: base) || matches && name.module.string == "erlang"
                || reach.mayName(native: name.module.string, name.function.string, name.arity)
        }
        rows += resources.map { SizeRow(name: "resource \($0.name)", bytes: $0.bytes.count) }
        rows.append(SizeRow(name: "atoms", bytes: Int(parts.atoms)))
        rows.append(SizeRow(name: "tables", bytes: Int(size) - rows.reduce(0) { $0 + $1.bytes }))
        let bytes = UnsafeRawBufferPointer(start: UnsafeRawPointer(bitPattern: UInt(area.base)), count: Int(size))
        return LinkedImage(bytes: [UInt8](bytes), rows: rows, reach: reach)
    }
}
