/// Links modules and plain files into an image, in memory at the very address that it will have on the board.
///
/// What the linker needs besides lies in `workspace` (low memory, like the image: atoms are referred to by 32-bit
/// addresses) and in `scratch`.
public struct ImageBuilder {
    /// The image so far.
    public internal(set) var area: CodeArea
    private var interner: AtomInterner
    private let scratch: Scratch
    private let modules: UnsafeMutableBufferPointer<ModuleRecord>
    private var moduleCount = 0
    private let imports: UnsafeMutableBufferPointer<ImportFixup>
    private var importCount = 0
    private let resources: UnsafeMutableBufferPointer<ResourceRecord>
    private var resourceCount = 0
    private var slots: UInt32 = 8
    /// Whether guards may call functions that are no BIFs here, for checks of files: the image is then not to be run.
    public var toleratesMissing = false
    private var floats: UInt32 = 0

    /// Most modules and plain files of an image.
    public static let mostModules = 4096

    /// An image that begins at `area.base`. Throws `scratchFull`, `areaFull` when the memories are too small.
    public init(area: CodeArea, workspace: CodeArea, scratch: Scratch) throws(LoadError) {
        var area = area
        var scratch = scratch
        interner = try AtomInterner(memory: workspace, capacity: AtomStore.limit)
        modules = try scratch.array(of: ModuleRecord.self, ImageBuilder.mostModules)
        resources = try scratch.array(of: ResourceRecord.self, ImageBuilder.mostModules)
        imports = try scratch.array(of: ImportFixup.self, 1 << 20)
        self.scratch = scratch
        _ = try area.reserve(Int(Image.fixedSize))
        for stub in Image.Stub.allCases {
            // An empty `func_info` before each, so that stack walks need no special case.
            let place = stub.address(area.base)
            rawPointer(place &- 6).storeBytes(of: UInt16(Opcode.func_info_n_h_h.rawValue), as: UInt16.self)
            rawPointer(place &- 4).storeBytes(of: 0, as: UInt16.self)
            rawPointer(place &- 2).storeBytes(of: 0, as: UInt16.self)
            rawPointer(place).storeBytes(of: UInt16(stub.opcode.rawValue), as: UInt16.self)
        }
        Needs.clear(area.base)
        self.area = area
    }

    /// What was being loaded when `add` threw.
    public struct Place {
        /// The function's name and arity; nil (the term) outside any function.
        public var function = Term.nil
        /// Its arity.
        public var arity = 0
        /// The import that an error speaks of.
        public var missing: (module: Term, function: Term, arity: Int)?

        /// Nothing yet.
        public init() {}
    }

    /// Links a module, or the parts of it that `selection` names. Throws whatever is wrong with it; `place` then says in which function.
    public mutating func add(
        _ file: BeamFile, place: inout Place, selection: ModuleSelection? = nil,
        observer: ((_ offset: Int, _ address: Address, _ rules: Rules) -> Void)? = nil
    ) throws(LoadError) {
        guard moduleCount < modules.count else {
            throw LoadError(.scratchFull, chunk: 0, offset: 0, detail: moduleCount)
        }
        let start = area.cursor
        var loader = try ModuleLoader(
            file, area: area, imageBase: area.base, interner: &interner, scratch: scratch, selection: selection,
            observer: observer)
        loader.toleratesMissing = toleratesMissing
        for index in 0..<moduleCount where modules[index].name == loader.name.bits {
            throw LoadError(.duplicateModule, chunk: 0, offset: 0, detail: 0)
        }
        var loaded: LoadedCode
        do throws(LoadError) {
            do throws(LoadError) {
                loaded = try loader.load()
            } catch {
                guard error.code == .functionTooLong else { throw error }
                interner = loader.interner
                loader = try ModuleLoader(
                    file, area: area, imageBase: area.base, interner: &interner, scratch: scratch, usesFarJumps: true,
                    selection: selection, observer: observer)
                loader.toleratesMissing = toleratesMissing
                loaded = try loader.load()
            }
        } catch {
            interner = loader.interner
            place.function = loader.function
            place.arity = loader.arity
            if error.code == .missingBIF { place.missing = try loader.importName(Int(error.detail)) }
            throw error
        }
        guard importCount + loader.importCount <= imports.count else {
            throw LoadError(.scratchFull, chunk: ChunkName.imports, offset: 0, detail: importCount)
        }
        for index in 0..<loader.importCount {
            imports[importCount] = loader.importFixups[index]
            importCount += 1
        }
        slots = max(slots, loaded.slots)
        floats = max(floats, loaded.floats)
        interner = loader.interner
        area = loader.area
        loaded.record.size = area.cursor &- start
        modules[moduleCount] = loaded.record
        moduleCount += 1
    }

    /// Puts a plain file into the image.
    public mutating func addResource(name: AtomName, bytes: UnsafeRawBufferPointer) throws(LoadError) {
        guard resourceCount < resources.count else {
            throw LoadError(.scratchFull, chunk: 0, offset: 0, detail: resourceCount)
        }
        let text = try copy(name)
        let start = try area.reserve(bytes.count)
        if let base = bytes.baseAddress { rawPointer(start).copyMemory(from: base, byteCount: bytes.count) }
        resources[resourceCount] = ResourceRecord(name: text, bytes: start, count: UInt32(bytes.count))
        resourceCount += 1
    }

    /// Copies a text into the image, as a record.
    private mutating func copy(_ name: AtomName) throws(LoadError) -> Address {
        let record = try area.reserve(name.count + 2, alignment: 2)
        rawPointer(record).storeBytes(of: UInt16(truncatingIfNeeded: name.count), as: UInt16.self)
        rawPointer(record &+ 2).copyMemory(from: name.bytes, byteCount: name.count)
        return record
    }

    /// The text of an atom that the linker knows.
    public func text(_ atom: Term) -> AtomName { interner.text(atom) }

    /// The atom of a text.
    public mutating func atom(_ name: AtomName) throws(LoadError) -> Term { try interner.intern(name) }

    /// A linked module's record.
    public func module(_ index: Int) -> ModuleRecord { modules[index] }
    /// How many there are.
    public var count: Int { moduleCount }

    /// The entry of an exported function.
    private func find(_ module: Term, _ function: Term, _ arity: Int) -> Address? {
        for index in 0..<moduleCount where modules[index].name == module.bits {
            let rows = UnsafePointer<ExportRecord>(bitPattern: UInt(modules[index].exports)).unsafelyUnwrapped
            let key = ExportRecord.key(function, arity)
            var low = 0
            var high = Int(modules[index].exportCount)
            while low < high {
                let middle = (low + high) / 2
                if rows[middle].key < key { low = middle + 1 } else { high = middle }
            }
            if low < Int(modules[index].exportCount), rows[low].key == key { return rows[low].entry }
        }
        return nil
    }

    /// Whether a module's `start/0` can begin the program.
    public func hasStart(_ module: Term) -> Bool { find(module, .start, 0) != nil }

    /// What becomes of a call that leads nowhere.
    public enum Unresolved {
        /// Nothing: the image is not going to be run.
        case ignored
        /// It leads to a stub, which looks for the function by its name when it is called, and finds it only where code was
        /// loaded at run time; otherwise it raises `undef`.
        case calledByName
    }

    /// Fills in all calls between modules; `missing` is told of each that leads nowhere, with the module that calls and the
    /// function's `func_info` there, and says what becomes of it. Throws `areaFull`.
    public mutating func resolveImports(
        _ missing: (ImportFixup, ModuleRecord, Address) -> Unresolved
    ) throws(LoadError) {
        let stubs = try area.reserve(0)
        for index in 0..<importCount {
            let fixup = imports[index]
            if let entry = find(fixup.module, fixup.function, fixup.arity) {
                rawPointer(fixup.place).storeBytes(of: entry, as: UInt32.self)
                continue
            }
            for module in 0..<moduleCount
            where modules[module].codeStart <= fixup.caller && fixup.caller < modules[module].codeEnd {
                var info: Address = 0
                for row in 0..<modules[module].functionCount {
                    let candidate = loadWord(modules[module].functions &+ row * 4)
                    if candidate <= fixup.caller { info = candidate }
                }
                guard missing(fixup, modules[module], info) == .calledByName else { continue }
                let stub = try ImportStub.find(fixup, from: stubs, &area)
                rawPointer(fixup.place).storeBytes(of: stub, as: UInt32.self)
            }
        }
    }

    /// Bytes of the parts that `finish` adds.
    public struct Parts {
        /// Bytes of atoms and their tables.
        public var atoms: UInt32 = 0
        /// Bytes of the other tables.
        public var tables: UInt32 = 0

        /// Nothing yet.
        public init() {}
    }

    /// Writes the tables, the header and the checksum. Answers the image's size in bytes. `keepsNative` says of a native function's
    /// number whether the program may ask for it by its name.
    public mutating func finish(
        start module: Term, parts: inout Parts, keepsNative: (Int) -> Bool = { _ in true }
    ) throws(LoadError) -> UInt32 {
        let atomsStart = area.cursor
        let count = interner.table.count
        let entries = try area.reserve(count * 4)
        var bucketCount: UInt32 = 16
        while Int(bucketCount) < count * 9 / 8 { bucketCount *= 2 }
        let buckets = try area.reserve(Int(bucketCount) * 2)
        var table = AtomTable16(
            entries: entries, count: 0, capacity: count, buckets: buckets, mask: bucketCount - 1)
        table.clearBuckets()
        for index in 0..<count {
            let record = try copy(AtomName(record: loadWord(interner.table.entries &+ UInt32(index) * 4)))
            _ = table.add(record: record)
        }
        parts.atoms = area.cursor &- atomsStart
        let tablesStart = area.cursor
        let moduleTable = try area.reserve(moduleCount * MemoryLayout<ModuleRecord>.size)
        let rows = UnsafeMutablePointer<ModuleRecord>(bitPattern: UInt(moduleTable)).unsafelyUnwrapped
        for index in 0..<moduleCount { rows[index] = modules[index] }
        let resourceTable = try area.reserve(resourceCount * MemoryLayout<ResourceRecord>.size)
        let files = UnsafeMutablePointer<ResourceRecord>(bitPattern: UInt(resourceTable)).unsafelyUnwrapped
        for index in 0..<resourceCount { files[index] = resources[index] }
        let natives = try addNativeNames(keepsNative)
        _ = try area.reserve(0)
        parts.tables = area.cursor &- tablesStart
        let size = area.cursor &- area.base
        let header = UnsafeMutablePointer<ImageHeader>(bitPattern: UInt(area.base)).unsafelyUnwrapped
        header.pointee = ImageHeader(
            magic: Image.magic, fingerprint: Image.fingerprint, size: size, checksum: 0, base: area.base,
            xSlots: slots + 4, atomCount: UInt32(count), atomTable: entries, atomHash: buckets,
            atomHashMask: bucketCount - 1, moduleCount: UInt32(moduleCount), moduleTable: moduleTable,
            startModule: module.bits, resourceCount: UInt32(resourceCount), resourceTable: resourceTable,
            floats: floats,
            nativeNames: natives)
        header.pointee.checksum = Image.checksum(area.base &+ 16, size &- 16)
        return size
    }
}

extension ModuleLoader {
    /// Where the next byte goes.
    var area: CodeArea { emitter.area }

    /// The function that an import names.
    func importName(_ index: Int) throws(LoadError) -> (module: Term, function: Term, arity: Int) {
        let entry = try imports.entry(index)
        return (atoms[entry.module], atoms[entry.function], entry.arity)
    }
}
