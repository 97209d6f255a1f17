// Which version of a module is meant: modules may be replaced and deleted at run time, and each may have an old version beside
// the current one, which processes go on to run until it is purged.
//
// Code in flash calls other modules at fixed addresses. As long as all of the image's modules are current that is right; once
// one is not, `moduleStates` is not 0, which `call_ext` instructions look at (two machine instructions), and each such call is
// led to the newest version. Loaded code calls by way of stubs that remember where they lead until versions change.
extension Machine {
    /// How one of the image's modules stands.
    enum ImageState: UInt8 {
        /// The version that calls by name reach.
        case current
        /// Replaced or deleted, but processes may still run it.
        case old
        /// Purged, or its `on_load` function failed: as if it had never been there.
        case gone
    }

    /// How an image's module stands.
    mutating func imageState(_ index: Int) -> ImageState {
        if moduleStates == 0 { return .current }
        return ImageState(rawValue: rawPointer(moduleStates &+ UInt32(index)).load(as: UInt8.self)) ?? .current
    }

    /// Notes how an image's module stands from now on. False: there is no memory for it.
    mutating func setImageState(_ index: Int, _ state: ImageState) -> Bool {
        if moduleStates == 0 {
            moduleStates = allocate(bytes: (moduleCount + 3) & ~3)
            if moduleStates == 0 { return false }
            for module in 0..<moduleCount {
                rawPointer(moduleStates &+ UInt32(module)).storeBytes(of: 0, as: UInt8.self)
            }
        }
        rawPointer(moduleStates &+ UInt32(index)).storeBytes(of: state.rawValue, as: UInt8.self)
        return true
    }

    /// The index of the image's module of that name and state, or -1.
    mutating func imageModule(_ name: Term, _ state: ImageState) -> Int {
        var index = 0
        while index < moduleCount {
            if modules[index].name == name.bits && imageState(index) == state { return index }
            index += 1
        }
        return -1
    }

    /// Where a call of the function at `target` leads, for which a reduction is counted, while not all modules of the image are
    /// current.
    @inline(never)
    mutating func redirect(_ target: Address) -> Address {
        guard let record = module(at: target), record >= modules, record < modules + moduleCount,
            imageState(record - modules) != .current
        else { return enter(target) }
        let info = target &- FunctionInfo.size
        if case .code(let entry) = resolve(
            FunctionInfo.module(info), FunctionInfo.function(info), FunctionInfo.arity(entry: target))
        {
            return enter(entry)
        }
        callee = target
        return Image.Stub.callNamed.address(imageBase)
    }

    /// Where the stub at the process's place leads, whose caller has pushed where to return.
    @inline(never)
    mutating func imported() -> Address {
        let stub = process(current).pointee.ip
        let info = stub &- FunctionInfo.size
        if case .code(let entry) = resolve(
            FunctionInfo.module(info), FunctionInfo.function(info), FunctionInfo.arity(entry: stub))
        {
            // A stub of the image lies in flash: it looks each time.
            if loadedBlock(at: stub) != 0 { rawPointer(stub &+ 2).storeBytes(of: entry, as: UInt32.self) }
            return entry
        }
        callee = stub
        return callNamed()
    }

    /// Calls the function whose `func_info` is before `callee` by its name, as the caller that has pushed where to return.
    @inline(never)
    mutating func callNamed() -> Address {
        let control = process(current)
        let address = Stack.returnAddress(loadWord(control.pointee.stackTop))
        control.pointee.stackTop = control.pointee.stackTop &+ 4
        // Its trace begins with the call that it answers.
        control.pointee.ip = address &- 1
        let info = callee &- FunctionInfo.size
        return applyNamed(
            FunctionInfo.module(info), FunctionInfo.function(info), arity: FunctionInfo.arity(entry: callee),
            returnTo: address)
    }

    /// Lets the stubs of loaded code look for their functions again.
    private mutating func forgetImports() {
        var block = loadedModules
        while block != 0 {
            let end = loadedModule(block).pointee.end
            var stub = loadedModule(block).pointee.stubs &+ FunctionInfo.size
            while stub < end {
                rawPointer(stub &+ 2).storeBytes(of: 0, as: UInt32.self)
                stub = stub &+ ImportStub.size
            }
            block = loadedModule(block).pointee.next
        }
    }

    // MARK: Versions

    /// Whether a module has an old version.
    mutating func hasOldVersion(_ name: Term) -> Bool { loaded(name, .old) != 0 || imageModule(name, .old) >= 0 }

    /// Lets the current version, if there is one, become the old one. There is none before. False: no memory.
    mutating func retire(_ name: Term) -> Bool {
        let block = loaded(name, .current)
        if block != 0 {
            loadedModule(block).pointee.state = .old
        } else {
            let index = imageModule(name, .current)
            if index >= 0 && !setImageState(index, .old) { return false }
        }
        forgetImports()
        return true
    }

    /// Lets a loaded module become the current version. False: no memory; it is then dead.
    mutating func makeCurrent(_ block: Address) -> Bool {
        let isRetired = retire(Term(bits: loadedModule(block).pointee.record.name))
        loadedModule(block).pointee.state = isRetired ? .current : .dead
        return isRetired
    }

    /// Whether a process runs, or will return to, the old version of a module.
    mutating func runsOldVersion(_ block: Address, _ name: Term) -> Bool {
        let old = loaded(name, .old)
        var start = old
        var end = old == 0 ? 0 : loadedModule(old).pointee.end
        if old == 0 {
            let index = imageModule(name, .old)
            if index < 0 { return false }
            start = modules[index].codeStart
            end = modules[index].codeEnd
        }
        let control = process(block)
        if control.pointee.ip == Image.Stub.terminate.address(imageBase) { return false }
        if control.pointee.ip &- start < end &- start { return true }
        var place = control.pointee.stackTop
        let bottom = stackEnd(block)
        while place < bottom {
            let word = loadWord(place)
            if Stack.isReturn(word) && Stack.returnAddress(word) &- start < end &- start { return true }
            place = place &+ 4
        }
        return false
    }

    /// What became of a purge.
    enum Purge {
        /// There was no old version, or nobody ran it.
        case unused
        /// Processes that ran it were sent `kill`.
        case killed
        /// The current process itself is to end.
        case suicide
        /// Processes run it, and they are not to be killed: it stays.
        case inUse
    }

    /// Removes the old version of a module.
    mutating func purge(_ name: Term, kill: Bool) -> Purge {
        var result = Purge.unused
        var slot: UInt32 = 0
        while slot < processSlots {
            let block = processInSlot(slot)
            slot += 1
            if block == 0 || !runsOldVersion(block, name) { continue }
            if !kill { return .inUse }
            if result == .unused { result = .killed }
            if exitSignal(.kill, from: process(current).pointee.pid, to: block, linked: false), block == current {
                result = .suicide
            }
        }
        let old = loaded(name, .old)
        if old != 0 {
            loadedModule(old).pointee.state = .dead
            // A fun of it that is called from now on is a bad one.
            var fun = loadedModule(old).pointee.record.funs
            var count = loadedModule(old).pointee.record.funCount
            while count > 0 {
                storeWord(0, fun)
                fun = fun &+ UInt32(MemoryLayout<FunRecord>.size)
                count -= 1
            }
        } else {
            let index = imageModule(name, .old)
            if index >= 0 { _ = setImageState(index, .gone) }
        }
        sweepDeadModules()
        return result
    }
}
