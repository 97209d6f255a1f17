// Loading a `.beam` file into a running machine: the same loader as the linker's, with the machine's atoms, and a block of RAM
// as its destination.
extension Machine {
    /// What became of loading a file.
    enum LoadOutcome {
        /// The module lies in that block; it is pending.
        case loaded(Address)
        /// The file is no module of that name, or malformed, or needs what is not there.
        case badFile
        /// There is no room.
        case noMemory
    }

    /// Loads the file in `bytes`, which nothing moves meanwhile, if it is the module `name`.
    ///
    /// The code is made twice: in working memory first, to learn how much room it takes, then at its place. The working
    /// memory is the largest block there is, for this time.
    mutating func loadFile(_ bytes: UnsafeRawBufferPointer, name: Term) -> LoadOutcome {
        #if hasFeature(Embedded) && !BEAMLET_LOADS_CODE
            // A firmware without the loader: its board has no room for it.
            return .noMemory
        #else
            var outcome = loadFile(bytes, name: name, usesFarJumps: false)
            if outcome == nil { outcome = loadFile(bytes, name: name, usesFarJumps: true) }
            return outcome ?? .badFile
        #endif
    }

    /// The same with one kind of jumps. Nil: they do not reach.
    private mutating func loadFile(
        _ bytes: UnsafeRawBufferPointer, name: Term, usesFarJumps: Bool
    ) -> LoadOutcome? {
        var size: UInt32 = 0
        var block: Address = 0
        while true {
            // Not all of it: new atoms need some too.
            let largest = arena.largestFree
            let workSize = (largest - largest / 8) & ~7
            let work = workSize < 1024 ? 0 : arena.allocate(bytes: workSize)
            if work == 0 {
                if block != 0 { freeModuleBlock(block) }
                return .noMemory
            }
            var failure: LoadError? = nil
            let isTrial = block == 0
            do throws(LoadError) {
                var place = RuntimeLoad(
                    start: isTrial ? work : block, limit: isTrial ? work &+ UInt32(workSize / 3) & ~3 : block &+ size,
                    work: isTrial ? work &+ UInt32(workSize / 3) & ~3 : work, workEnd: work &+ UInt32(workSize),
                    ram: heapRegion, usesFarJumps: usesFarJumps)
                try withUnsafeMutablePointer(to: &self) { machine throws(LoadError) in
                    try place.load(bytes, name: name, machine: machine)
                }
                size = place.end &- place.start
                if !isTrial && place.slots + 4 > UInt32(xSlots) && !growRegisters(Int(place.slots) + 4) {
                    failure = LoadError(.scratchFull, chunk: 0, offset: 0)
                }
            } catch {
                failure = error
            }
            arena.free(work)
            if let failure {
                if block != 0 { freeModuleBlock(block) }
                switch failure.code {
                case .functionTooLong: return usesFarJumps ? .badFile : nil
                case .areaFull, .scratchFull, .tooManyAtoms: return .noMemory
                default: return .badFile
                }
            }
            if !isTrial { return .loaded(block) }
            block = takeModuleBlock(size)
            if block == 0 { return .noMemory }
        }
    }

    /// Makes room for more X registers. The interpreter knows of it only after the next switch between processes.
    private mutating func growRegisters(_ slots: Int) -> Bool {
        // Native functions that wait have seen where they lie.
        if pausedCount != 0 { return false }
        // Registers for floats lie before the others, in the same block.
        let floats = UnsafePointer<ImageHeader>(bitPattern: UInt(imageBase)).unsafelyUnwrapped.pointee.floats &* 8
        let block = arena.allocate(bytes: Int(floats) + slots * 4)
        if block == 0 { return false }
        let old = x &- floats
        Bits.copyBytes(from: old, to: block, count: Int(floats) + xSlots * 4)
        x = block &+ floats
        for slot in UInt32(xSlots)..<UInt32(slots) { store(.nil, x &+ slot &* 4) }
        arena.free(old)
        xSlots = slots
        return true
    }
}

/// One run of the loader.
private struct RuntimeLoad {
    /// Where the module goes.
    let start: Address
    let limit: Address
    /// Working memory.
    var work: Address
    let workEnd: Address
    let ram: Address
    let usesFarJumps: Bool
    /// First byte after the module.
    var end: Address = 0
    /// X slots that its code uses.
    var slots: UInt32 = 0

    init(start: Address, limit: Address, work: Address, workEnd: Address, ram: Address, usesFarJumps: Bool) {
        self.start = start
        self.limit = limit
        self.work = work
        self.workEnd = workEnd
        self.ram = ram
        self.usesFarJumps = usesFarJumps
    }

    mutating func load(
        _ bytes: UnsafeRawBufferPointer, name: Term, machine: UnsafeMutablePointer<Machine>
    ) throws(LoadError) {
        var bytes = bytes
        if Gzip.isCompressed(bytes) {
            let stream = try Gzip(bytes)
            guard stream.size < workEnd &- work else {
                throw LoadError(.scratchFull, chunk: 0, offset: 0, detail: Int(stream.size))
            }
            let output = UnsafeMutableRawBufferPointer(start: rawPointer(work), count: Int(stream.size))
            try stream.decompress(into: output)
            bytes = UnsafeRawBufferPointer(output)
            work = (work &+ stream.size &+ 7) & ~7
        }
        guard let base = bytes.baseAddress else { throw LoadError(.notBeamFile, chunk: 0, offset: 0) }
        let file = try BeamFile(base: base, count: bytes.count)
        var area = CodeArea(base: start, limit: limit)
        _ = try area.reserve(Int(LoadedModule.size))
        var interner = AtomInterner(machine: machine)
        let scratch = Scratch(UnsafeMutableRawBufferPointer(start: rawPointer(work), count: Int(workEnd &- work)))
        var loader = try ModuleLoader(
            file, area: area, imageBase: CatchTag.base(ofRAM: ram), interner: &interner, scratch: scratch,
            usesFarJumps: usesFarJumps)
        guard loader.name == name else { throw LoadError(.badAtomTable, chunk: 0, offset: 0) }
        let code = try loader.load()
        area = loader.area
        let stubs = try area.reserve(0)
        for index in 0..<loader.importCount {
            let fixup = loader.importFixups[index]
            let stub = try ImportStub.find(fixup, from: stubs, &area)
            rawPointer(fixup.place).storeBytes(of: stub, as: UInt32.self)
        }
        slots = code.slots
        end = area.cursor
        let module = loadedModule(start)
        module.pointee.state = .pending
        module.pointee.stubs = stubs
        module.pointee.record = code.record
        module.pointee.record.size = end &- start
    }
}
