// Natives of `code`, and of `erlang` beneath it: loading, replacing and removing modules at run time.
extension Machine {
    // MARK: Loading

    /// `code:load_binary(Module, Filename, Binary)`: an old version is purged first.
    @inline(never)
    mutating func code_load_binary_3(_ a: Arguments) -> Term {
        guard a[0].isAtom, a[1].isAtom || a[1].isList || a[1].isNil, isBinary(a[2]) else {
            return fail(.functionClause)
        }
        if !a[1].isAtom, !isTextOfIntegers(a[1]) { return result(.error, .badarg) }
        if hasOldVersion(a[0]), purge(a[0], kill: true) == .suicide { return endCurrent() }
        return load(a, 2, runsOnLoad: true)
    }

    /// Whether a term is a proper list of integers, which is all that a file's name must be.
    private mutating func isTextOfIntegers(_ term: Term) -> Bool {
        var rest = term
        while rest.isList {
            if !rest.head.isInteger { return false }
            rest = rest.tail
        }
        return rest.isNil
    }

    /// `erlang:load_module(Module, Binary)`.
    @inline(never)
    mutating func erlang_load_module_2(_ a: Arguments) -> Term {
        guard a[0].isAtom, isBinary(a[1]) else { return fail(.badarg) }
        if hasOldVersion(a[0]) { return result(.error, .notPurged) }
        return load(a, 1, runsOnLoad: false)
    }

    /// Loads the file in argument `index` as the module of argument 0.
    private mutating func load(_ a: Arguments, _ index: Int, runsOnLoad: Bool) -> Term {
        // Collects garbage.
        sweepDeadModules()
        let name = a[0]
        var span = a[index].bitSpan
        var copy: Address = 0
        if !span.isAligned {
            copy = allocate(bytes: span.byteCount)
            if copy == 0 { return result(.error, .outOfMemory) }
            span.copy(to: copy, at: 0)
            span = BitSpan(copy, at: 0, length: span.length)
        }
        let outcome = loadFile(
            UnsafeRawBufferPointer(start: rawPointer(span.address), count: span.byteCount), name: name)
        if copy != 0 { free(copy) }
        switch outcome {
        case .badFile: return result(.error, .badfile)
        case .noMemory: return result(.error, .outOfMemory)
        case .loaded(let block):
            let entry = loadedModule(block).pointee.record.onLoad
            loadedModule(block).pointee.loader = process(current).pointee.pid
            if entry == 0 {
                guard makeCurrent(block) else { return result(.error, .outOfMemory) }
                return resumeWith(result(.module, name))
            }
            guard runsOnLoad, ensure(8, live: live) else {
                loadedModule(block).pointee.state = .dead
                return result(.error, runsOnLoad ? .outOfMemory : .onLoad)
            }
            push(returnTo: leave())
            pushOnLoadFrame(name, current)
            push(returnTo: Image.Stub.onLoad.address(imageBase))
            return goOn(at: endSlice(at: entry, live: 0))
        }
    }

    /// `{Tag, Value}`, or none where there is no memory.
    private mutating func result(_ tag: Term, _ value: Term) -> Term {
        guard ensure(3, live: live) else { return failOutOfMemory() }
        return makeTuple(tag, value)
    }

    /// Lets the call return `result` after the X registers may have moved: the interpreter looks for them after a slice's end.
    private mutating func resumeWith(_ result: Term) -> Term {
        result.isNone ? result : endSlice(with: result)
    }

    /// The `on_load` function of a module that is being loaded has returned.
    mutating func loadReturned(_ name: Term, isOK: Bool) -> Address {
        let control = process(current)
        let back = Stack.returnAddress(loadWord(control.pointee.stackTop &+ 8))
        control.pointee.stackTop = control.pointee.stackTop &+ 12
        live = 0
        let block = loaded(name, .pending)
        var isCurrent = false
        if block != 0 {
            if isOK { isCurrent = makeCurrent(block) } else { loadedModule(block).pointee.state = .dead }
        }
        sweepDeadModules()
        guard ensure(3, live: 0) else { return outOfMemory() }
        store(isCurrent ? makeTuple(.module, name) : makeTuple(.error, .onLoadFailure), x &+ 12)
        return back
    }

    /// Ends the current process, whose reason is set.
    private mutating func endCurrent() -> Term {
        action = .terminate
        return .none
    }

    // MARK: Versions

    /// `code:delete(Module)`: false when there is an old version, or nothing to delete.
    @inline(never)
    mutating func code_delete_1(_ a: Arguments) -> Term {
        guard a[0].isAtom else { return fail(.functionClause) }
        guard !hasOldVersion(a[0]), module(named: a[0]) != nil else { return .false }
        return retire(a[0]) ? .true : failOutOfMemory()
    }

    @inline(never)
    mutating func erlang_delete_module_1(_ a: Arguments) -> Term {
        guard a[0].isAtom, !hasOldVersion(a[0]) else { return fail(.badarg) }
        guard module(named: a[0]) != nil else { return .undefined }
        return retire(a[0]) ? .true : failOutOfMemory()
    }

    @inline(never)
    mutating func code_purge_1(_ a: Arguments) -> Term {
        guard a[0].isAtom else { return fail(.functionClause) }
        switch purge(a[0], kill: true) {
        case .suicide: return endCurrent()
        case .killed: return .true
        default: return .false
        }
    }

    @inline(never)
    mutating func code_soft_purge_1(_ a: Arguments) -> Term {
        guard a[0].isAtom else { return fail(.functionClause) }
        return Term(purge(a[0], kill: false) != .inUse)
    }

    /// `erlang:purge_module(Module)`: as `code:purge/1` does after it has looked for processes.
    @inline(never)
    mutating func erlang_purge_module_1(_ a: Arguments) -> Term {
        guard a[0].isAtom, hasOldVersion(a[0]) else { return fail(.badarg) }
        return purge(a[0], kill: true) == .suicide ? endCurrent() : .true
    }

    @inline(never)
    mutating func erlang_check_old_code_1(_ a: Arguments) -> Term {
        guard a[0].isAtom else { return fail(.badarg) }
        return Term(hasOldVersion(a[0]))
    }

    @inline(never)
    mutating func erlang_check_process_code_2(_ a: Arguments) -> Term {
        guard a[0].isLocalPid, a[1].isAtom else { return fail(.badarg) }
        let block = lookup(a[0])
        return Term(block != 0 && runsOldVersion(block, a[1]))
    }

    /// With options: `{allow_gc, _}` changes nothing here, and with `{async, RequestId}` the answer comes as a message.
    @inline(never)
    mutating func erlang_check_process_code_3(_ a: Arguments) -> Term {
        guard a[0].isLocalPid, a[1].isAtom else { return fail(.badarg) }
        var options = a[2]
        var request = Term.none
        while options.isList {
            let option = options.head
            guard option.isTuple, option.header.words == 2 else { return fail(.badarg) }
            if option.element(0) == .async {
                request = option.element(1)
            } else if option.element(0) != .allowGc || !(option.element(1) == .true || option.element(1) == .false) {
                return fail(.badarg)
            }
            options = options.tail
        }
        guard options.isNil else { return fail(.badarg) }
        let answer = erlang_check_process_code_2(a)
        if request.isNone { return answer }
        let message = scratchTuple(3)
        store(.checkProcessCode, message.boxedAddress &+ 4)
        store(request, message.boxedAddress &+ 8)
        store(answer, message.boxedAddress &+ 12)
        return postMade(message, to: current) ? .async : failOutOfMemory()
    }

    // MARK: What is there

    @inline(never)
    mutating func code_is_loaded_1(_ a: Arguments) -> Term {
        guard a[0].isAtom else { return fail(.functionClause) }
        return module(named: a[0]) == nil ? .false : result(.file, .preloaded)
    }

    /// There is no file system to load from: what is not there yet cannot be had.
    @inline(never)
    mutating func code_ensure_loaded_1(_ a: Arguments) -> Term {
        guard a[0].isAtom else { return fail(.functionClause) }
        return module(named: a[0]) == nil ? result(.error, .nofile) : result(.module, a[0])
    }

    /// `code:module_status(Module)`, or of a list of modules the pairs `{Module, Status}`. Allocates 5 words for each of a list.
    @inline(never)
    mutating func code_module_status_1(_ a: Arguments) -> Term {
        if a[0].isAtom { return moduleStatus(a[0]) }
        guard a[0].isList || a[0].isNil else { return fail(.functionClause) }
        var count = 0
        var rest = a[0]
        while rest.isList {
            guard rest.head.isAtom else { return fail(.functionClause) }
            count += 1
            rest = rest.tail
        }
        guard rest.isNil else { return fail(atom("bad_generator"), with: rest) }
        guard ensure(count * 5, live: live) else { return failOutOfMemory() }
        var list = Term.nil
        var last = Term.nil
        rest = a[0]
        while rest.isList {
            let cell = makeCell(makeTuple(rest.head, moduleStatus(rest.head)), .nil)
            if last.isNil { list = cell } else { last.tail = cell }
            last = cell
            rest = rest.tail
        }
        return list
    }

    private mutating func moduleStatus(_ name: Term) -> Term { module(named: name) == nil ? .notLoaded : .loaded }

    @inline(never)
    mutating func erlang_pre_loaded_0() -> Term { moduleNames(loadedToo: false) }
    @inline(never)
    mutating func erlang_loaded_0() -> Term { moduleNames(loadedToo: true) }

    /// The names of the image's modules and, if asked for, of those that were loaded.
    private mutating func moduleNames(loadedToo: Bool) -> Term {
        var words = moduleCount * 2
        var block = loadedModules
        while block != 0 {
            words += 2
            block = loadedModule(block).pointee.next
        }
        guard ensure(words, live: live) else { return failOutOfMemory() }
        var list = Term.nil
        var index = moduleCount
        while index > 0 {
            index -= 1
            if imageState(index) == .current { list = makeCell(Term(bits: modules[index].name), list) }
        }
        block = loadedToo ? loadedModules : 0
        while block != 0 {
            if loadedModule(block).pointee.state == .current {
                list = makeCell(Term(bits: loadedModule(block).pointee.record.name), list)
            }
            block = loadedModule(block).pointee.next
        }
        return list
    }
}
