// From code addresses to functions, files and lines, and the stack traces that programs see.
extension Machine {
    /// A place in the code.
    public struct Location {
        /// Address of the function's `func_info`.
        public var function: Address
        /// The module's record.
        public var module: UnsafePointer<ModuleRecord>
        /// `{file, Name}`, or nil when the line is not known.
        public var file: Term
        /// The line, 0 when it is not known.
        public var line: UInt32
    }

    /// The module whose code holds `address`. O(log n) in the number of modules.
    mutating func module(at address: Address) -> UnsafePointer<ModuleRecord>? {
        var low = 0
        var high = moduleCount
        while low < high {
            let middle = (low + high) >> 1
            if modules[middle].codeEnd <= address { low = middle + 1 } else { high = middle }
        }
        guard low < moduleCount, modules[low].codeStart <= address else { return nil }
        return modules + low
    }

    /// The index of the last of `count` words, `stride` bytes apart and ascending, that is not above `address`; -1 when
    /// all are.
    private mutating func lastNotAbove(_ address: Address, _ table: Address, _ count: UInt32, stride: UInt32) -> Int {
        var low = 0
        var high = Int(count)
        while low < high {
            let middle = (low + high) >> 1
            if loadWord(table &+ UInt32(middle) &* stride) <= address { low = middle + 1 } else { high = middle }
        }
        return low - 1
    }

    /// The function, file and line that an address belongs to.
    public mutating func location(_ address: Address) -> Location? {
        guard let module = module(at: address) else { return nil }
        let record = module.pointee
        let index = lastNotAbove(address, record.functions, record.functionCount, stride: 4)
        guard index >= 0 else { return nil }
        let function = loadWord(record.functions &+ UInt32(index) &* 4)
        var location = Location(function: function, module: module, file: .nil, line: 0)
        let line = lastNotAbove(address, record.lines, record.lineCount, stride: 8)
        if line >= 0 {
            let place = record.lines &+ UInt32(line) &* 8
            // A line of the function before says nothing about this one.
            if loadWord(place) >= function {
                let packed = loadWord(place &+ 4)
                if packed &>> 24 < record.fileCount && packed & 0xFF_FFFF != 0 {
                    location.line = packed & 0xFF_FFFF
                    location.file = load(record.files &+ packed &>> 24 &* 4)
                }
            }
        }
        return location
    }

    /// The stack trace of a raw trace: a list of `{Module, Function, ArityOrArguments, [{file, F}, {line, L}]}`. What is no raw
    /// trace is answered as it is. Allocates; `live` X registers are kept. `none`: there was no memory.
    mutating func buildStacktrace(_ raw: Term, live: Int) -> Term {
        guard raw.isList, raw.head.isBoxed(.heapBitstring) else { return raw }
        let count = raw.head.header.words - 2
        // What `erlang:raise/3` was given.
        if count == 0 { return raw.tail }
        let running = process(current)
        running.pointee.trace = raw
        // Each entry: cell, tuple of four, two cells and a tuple for its place; a BIF's has a map in it.
        guard ensure((count + 1) * (2 + 5 + 4 + 3) + 10, live: live) else { return .none }
        let kept = running.pointee.trace
        let addresses = kept.head
        let info = kept.tail
        var result = Term.nil
        var index = count - 1
        while index >= 0 {
            var address = addresses.boxedWord(index + 2)
            // A return address lies behind the call: the call itself is meant. The first is the failing instruction.
            if index > 0 { address = address &- 1 }
            let isFirst = index == 0
            index -= 1
            guard let location = location(address) else { continue }
            let arity = rawPointer(location.function &+ 1).load(as: UInt8.self)
            let arguments = !isFirst || info.isNil || info.isTuple ? Term(small: Int(arity)) : info.isList ? info : .nil
            result = entry(
                FunctionInfo.module(location.function), FunctionInfo.function(location.function), arguments, location,
                result)
        }
        if info.isTuple {
            if info.header.words == 2 {
                let name = BIFTable.name(info.element(0).smallValue)
                let module = atoms.find(name.module) ?? .erlang
                let function = atoms.find(name.function) ?? .undefined
                result = entry(module, function, info.element(1), nil, result, place: errorInfo(module))
            } else {
                result = entry(info.element(0), info.element(1), info.element(2), nil, result)
            }
        }
        return result
    }

    /// `[{error_info, #{module => Explainer}}]`: who can explain the errors of a module's BIFs. There is room for ten words.
    private mutating func errorInfo(_ module: Term) -> Term {
        let explainer: Term
        switch module {
        case .erlang: explainer = .erlErtsErrors
        case .lists: explainer = .erlStdlibErrors
        default: return .nil
        }
        let top = process(current).pointee.heapTop
        storeWord(Header.tuple(1).bits, top)
        store(.module, top &+ 4)
        storeWord(Header(.flatMap, words: 2).bits, top &+ 8)
        store(Term(boxed: top), top &+ 12)
        store(explainer, top &+ 16)
        process(current).pointee.heapTop = top &+ 20
        return makeCell(makeTuple(.errorInfo, Term(boxed: top &+ 8)), .nil)
    }

    private mutating func entry(
        _ module: Term, _ function: Term, _ arity: Term, _ location: Location?, _ tail: Term, place: Term = .nil
    ) -> Term {
        var place = place
        if let location, location.line != 0 {
            place = makeCell(makeTuple(.line, Term(small: Int(location.line))), .nil)
            place = makeCell(location.file, place)
        }
        let running = process(current)
        let top = running.pointee.heapTop
        storeWord(Header.tuple(4).bits, top)
        store(module, top &+ 4)
        store(function, top &+ 8)
        store(arity, top &+ 12)
        store(place, top &+ 16)
        running.pointee.heapTop = top &+ 20
        return makeCell(Term(boxed: top), tail)
    }
}
