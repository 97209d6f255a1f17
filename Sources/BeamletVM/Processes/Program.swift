import BeamletHAL

// How the program begins and ends: from a verified image to the process of `start/0`, and its result.
extension Machine {
    /// A machine that stands for nothing yet. `boot` makes it run.
    public init(platform: consuming Platform) { self.platform = platform }

    /// Why a program could not be started.
    public enum BootFault: UInt8 {
        case none
        case image
        case noMemory
        case noStart
    }

    /// Takes the RAM from `start` up to `end` for its arena, and the verified image at `image`, and makes the process that
    /// runs `start/0` of its start module (or of `module`).
    public mutating func boot(ram start: Address, to end: Address, image: Address, module: Term? = nil) -> BootFault {
        let header = UnsafePointer<ImageHeader>(bitPattern: UInt(image)).unsafelyUnwrapped.pointee
        arena = BlockAllocator(start: start, end: end)
        heapRegion = start
        heapRegionSize = end &- start
        endOfRAM = end
        imageBase = image
        modules = UnsafePointer<ModuleRecord>(bitPattern: UInt(header.moduleTable)).unsafelyUnwrapped
        moduleCount = Int(header.moduleCount)
        nativeNames = header.nativeNames
        atoms.linked = AtomTable16(
            entries: header.atomTable, count: Int(header.atomCount), capacity: Int(header.atomCount),
            buckets: header.atomHash, mask: header.atomHashMask)
        xSlots = Int(header.xSlots)
        // Float registers lie below the X registers.
        let floatBytes = header.floats &* 8
        x = allocate(bytes: xSlots * 4 + Int(floatBytes))
        scratch = allocate(bytes: Machine.scratchSize)
        markBits = allocate(bytes: Int(Machine.markBytes(end &- start) &+ Machine.tableBytes(end &- start)))
        walkBlock = allocate(bytes: Machine.walkBlockBytes)
        walkBlockIsFree = walkBlock != 0
        guard x != 0, scratch != 0, markBits != 0 else { return .noMemory }
        takeReserve()
        x = x &+ floatBytes
        var slot: UInt32 = 0
        while slot < header.xSlots {
            store(.nil, x &+ slot &* 4)
            slot += 1
        }
        return startMain(module ?? Term(bits: header.startModule))
    }

    private mutating func startMain(_ module: Term) -> BootFault {
        guard case .code(var entry) = resolve(module, .start, 0) else { return .noStart }
        startModule = module
        var noMemory = false
        let block = makeProcess(SpawnOptions(), extraWords: 0, noMemory: &noMemory)
        guard block != 0 else { return .noMemory }
        let main = process(block)
        main.pointee.flags.insert(.isMain)
        main.pointee.initialCall = entry &- FunctionInfo.size
        storeWord(Stack.returnWord(Image.Stub.endOfStart.address(imageBase)), main.pointee.stackTop)
        if hasOnLoad() {
            pushOnLoadFrame(.nil, block)
            entry = Image.Stub.onLoad.address(imageBase)
        }
        main.pointee.ip = entry
        makeReady(block)
        return .none
    }

    /// `start/0` has returned: its value is the program's last line.
    mutating func startReturned(_ value: Term) {
        put("Return value: ", .console)
        print(value, .console)
        put(UInt8(ascii: "\n"), .console)
        outcome = .returned
        current = 0
    }

    /// The process of `start/0` ends without returning.
    mutating func mainExited(_ reason: Term) {
        if !process(current).pointee.flags.contains(.crashed) && !process(current).pointee.flags.contains(.outOfMemory)
        {
            put("Exited: ", .report)
            print(reason, .report)
            put(UInt8(ascii: "\n"), .report)
        }
        outcome = .failed
    }
}

/// A board's whole program.
public enum Beamlet {
    /// Checks the image, boots it in the RAM between `ram.start` and `ram.end`, and runs the program on `machine` until it
    /// ends. Answers its exit status: that of `beamlet run`. `machine` lies where the board wants it: it is what fault handlers
    /// look at.
    public static func run(
        _ machine: inout Machine, ram: (start: Address, end: Address), image: (start: Address, limit: Address)
    ) -> Int32 {
        let fault = Image.check(base: image.start, limit: image.limit, fingerprint: Image.fingerprint)
        guard fault == .none else {
            machine.put("beamlet: ", .report)
            machine.put(fault.text, .report)
            machine.put("\n", .report)
            return 2
        }
        switch machine.boot(ram: ram.start, to: ram.end, image: image.start) {
        case .none:
            return machine.run().status
        case .noMemory:
            machine.put("beamlet: not enough RAM to start the program\n", .report)
        default:
            machine.put("beamlet: the program's start module has no start/0\n", .report)
        }
        return 2
    }
}
