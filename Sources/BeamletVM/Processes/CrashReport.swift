// What is said of a process that ends with an error or a throw that nothing caught: the exit value, as `erl` reports it, and then
// the exception as OTP's shell words it.
extension Machine {
    /// Says that a process ends with an exception that nothing caught, or because of what memory it took. Writing it takes no memory.
    mutating func report(_ block: Address) {
        if sendReport(of: block) { return }
        let ending = process(block)
        put("Error in process ", .report)
        showProcess(block)
        put(" with exit value:\n", .report)
        let value = ending.pointee.reason
        print(value, .report)
        put(UInt8(ascii: "\n"), .report)
        if value.isTuple, value.header.words == 2, isProperList(value.element(1)) {
            explain(value.element(0), value.element(1))
        }
        showState(block)
    }

    /// Writes a process's registered name, if it has one, and its pid.
    mutating func showProcess(_ block: Address) {
        let name = name(of: block)
        if !name.isNil {
            printSimple(name, .report)
            put(" ", .report)
        }
        printSimple(process(block).pointee.pid, .report)
    }

    /// Writes where a process began, how large it is and how many messages wait for it: a line.
    mutating func showState(_ block: Address) {
        let seen = process(block)
        put("   initial call ", .report)
        let call = seen.pointee.initialCall
        if location(call) != nil {
            showName(
                FunctionInfo.module(call), FunctionInfo.function(call),
                arity: FunctionInfo.arity(entry: call &+ FunctionInfo.size))
        } else {
            put("unknown", .report)
        }
        put("; heap ", .report)
        let words = Int(seen.pointee.heapTop &- seen.pointee.heapStart) &>> 2 &+ fragmentWords(block)
        printNumber(UInt64(truncatingIfNeeded: words), .report)
        put(" words, stack ", .report)
        printNumber(UInt64(truncatingIfNeeded: stackWords(block)), .report)
        put(", messages ", .report)
        printNumber(UInt64(truncatingIfNeeded: length(of: seen.pointee.mailbox)), .report)
        put(UInt8(ascii: "\n"), .report)
    }

    /// Writes an exception with its stack trace.
    private mutating func explain(_ reason: Term, _ trace: Term) {
        var rest = trace
        if reason.isTuple, reason.header.words == 2, reason.element(0) == .nocatch {
            put("** exception throw: ", .report)
            print(reason.element(1), .report)
        } else {
            put("** exception error: ", .report)
            if isEntry(rest), reason == .undef || reason == .functionClause {
                // The function itself is what is wrong.
                let entry = rest.head
                rest = rest.tail
                if reason == .undef {
                    put("undefined function ", .report)
                    showName(entry)
                    if !Fitting.isFitted || !showLeftOut(entry) {
                        put("\n     not linked: if there is such a function, link with --keep ", .report)
                        showName(entry)
                    }
                } else {
                    put("no function clause matching ", .report)
                    if entry.element(2).isSmall { showName(entry) } else { showCall(entry) }
                    showPlace(entry)
                }
            } else {
                showReason(reason)
            }
        }
        var isFirst = true
        while isEntry(rest) {
            let entry = rest.head
            let isOperator = self.isOperator(entry)
            put(
                isFirst ? isOperator ? "\n     in operator  " : "\n     in function  " : "\n     in call from ", .report
            )
            showName(entry)
            showPlace(entry)
            if isFirst, !entry.element(2).isSmall {
                put("\n        called as ", .report)
                showCall(entry)
            }
            isFirst = false
            rest = rest.tail
        }
        put(UInt8(ascii: "\n"), .report)
    }

    /// Says of a native function that this firmware is fitted to its program without it, and how to keep it. False: it is none.
    private mutating func showLeftOut(_ entry: Term) -> Bool {
        let (module, function) = (entry.element(0), entry.element(1))
        let arity = entry.element(2).isSmall ? entry.element(2).smallValue : length(of: entry.element(2))
        guard natives.number(atomText(module), atomText(function), arity) != nil else { return false }
        put("\n     left out of this firmware, which is fitted to its program: flash.sh --keep ", .report)
        printSimple(module, .report)
        put(":", .report)
        printSimple(function, .report)
        put("/", .report)
        printNumber(UInt64(arity), .report)
        return true
    }

    /// Whether a list begins with an entry of a stack trace that names a function.
    private mutating func isEntry(_ list: Term) -> Bool {
        guard list.isList, list.head.isTuple, list.head.header.words == 4 else { return false }
        let entry = list.head
        return entry.element(0).isAtom && entry.element(1).isAtom
            && (entry.element(2).isSmall || isProperList(entry.element(2)))
    }

    /// Reasons that are explained in words; where a value belongs to them it follows.
    private mutating func showReason(_ reason: Term) {
        let tag = reason.isTuple && reason.header.words == 2 ? reason.element(0) : reason
        let words: StaticString?
        switch tag {
        case .badarg: words = "bad argument"
        case .badarith: words = "an error occurred when evaluating an arithmetic expression"
        case .ifClause: words = "no true branch found when evaluating an if expression"
        case .timeoutValue: words = "bad receive timeout value"
        case .systemLimit: words = "a system limit has been reached"
        case .noproc: words = "no such process or port"
        case .badarity: words = reason.isTuple && showBadArity(reason.element(1)) ? "" : nil
        case .badfun: words = "bad function "
        case .badmatch: words = "no match of right hand side value "
        case .caseClause: words = "no case clause matching "
        case .tryClause: words = "no try clause matching "
        case .badkey: words = "bad key: "
        case .badmap: words = "bad map: "
        default: words = nil
        }
        guard let words else {
            print(reason, .report)
            return
        }
        // The first four of them, and `noproc`, may stand alone; the others need a value.
        let takesValue = words.utf8CodeUnitCount > 0 && words.utf8Start[words.utf8CodeUnitCount - 1] == 32
        if reason.isTuple == takesValue || words.utf8CodeUnitCount == 0 {
            put(words, .report)
            if takesValue { print(reason.element(1), .report) }
        } else if tag == .badarg && reason.isTuple {
            put(words, .report)
            put(": ", .report)
            print(reason.element(1), .report)
        } else {
            print(reason, .report)
        }
    }

    /// `m:f/1 called with two arguments`. False: it is not what `badarity` says.
    private mutating func showBadArity(_ value: Term) -> Bool {
        guard value.isTuple, value.header.words == 2, value.element(0).isFun else { return false }
        let count = length(of: value.element(1))
        if count < 0 { return false }
        let fun = value.element(0)
        if fun.isBoxed(.exportFun) {
            showName(fun.boxedTerm(0), fun.boxedTerm(1), arity: funArity(fun))
        } else {
            let record = UnsafePointer<FunRecord>(bitPattern: UInt(fun.boxedWord(0))).unsafelyUnwrapped
            guard let location = location(record.pointee.code) else { return false }
            showName(
                FunctionInfo.module(location.function), FunctionInfo.function(location.function), arity: funArity(fun))
        }
        put(" called with ", .report)
        switch count {
        case 0: put("no", .report)
        case 1: put("one", .report)
        case 2: put("two", .report)
        default: printNumber(UInt64(count), .report)
        }
        put(count == 1 ? " argument" : " arguments", .report)
        return true
    }

    /// Whether an entry's function is an operator of the language.
    private mutating func isOperator(_ entry: Term) -> Bool {
        guard entry.element(0) == .erlang, !entry.element(2).isSmall else { return false }
        let first = atomText(entry.element(1)).bytes[0]
        let isWord = first >= UInt8(ascii: "a") && first <= UInt8(ascii: "z")
        return !isWord || word(entry.element(1), in: "div rem band bor bxor bsl bsr bnot and or xor not") >= 0
    }

    private mutating func showName(_ entry: Term) {
        let arity = entry.element(2).isSmall ? entry.element(2).smallValue : length(of: entry.element(2))
        if isOperator(entry) {
            showOperator(entry)
            put(UInt8(ascii: "/"), .report)
            printNumber(UInt64(arity), .report)
        } else {
            showName(entry.element(0), entry.element(1), arity: arity)
        }
    }

    mutating func showName(_ module: Term, _ function: Term, arity: Int) {
        showFunction(module, function)
        put(UInt8(ascii: "/"), .report)
        printNumber(UInt64(arity), .report)
    }

    /// Whether a function is called without its module's name.
    private mutating func isImported(_ module: Term, _ function: Term) -> Bool {
        module == .erlang && function.isAtom
            && (natives.isImported(atomText(function)) || word(function, in: BIFTable.otherImported) >= 0)
    }

    private mutating func showFunction(_ module: Term, _ function: Term) {
        if !isImported(module, function) {
            printSimple(module, .report)
            put(UInt8(ascii: ":"), .report)
        }
        printSimple(function, .report)
    }

    private mutating func showOperator(_ entry: Term) {
        let name = atomText(entry.element(1))
        for index in 0..<name.count { put(name.bytes[index], .report) }
    }

    /// A call with its arguments: `hd(x)`, `1 + a`, `not 1`.
    private mutating func showCall(_ entry: Term) {
        var rest = entry.element(2)
        if isOperator(entry) {
            if rest.isList, rest.tail.isList {
                print(rest.head, .report)
                put(" ", .report)
                rest = rest.tail
            }
            showOperator(entry)
            put(" ", .report)
            if rest.isList { print(rest.head, .report) }
            return
        }
        showFunction(entry.element(0), entry.element(1))
        put(UInt8(ascii: "("), .report)
        while rest.isList {
            print(rest.head, .report)
            rest = rest.tail
            if rest.isList { put(UInt8(ascii: ","), .report) }
        }
        put(UInt8(ascii: ")"), .report)
    }

    /// ` (file, line N)`, where it is known.
    private mutating func showPlace(_ entry: Term) {
        var file = Term.none
        var line = Term.none
        var rest = entry.element(3)
        while rest.isList {
            let part = rest.head
            if part.isTuple, part.header.words == 2 {
                if part.element(0) == .file { file = part.element(1) }
                if part.element(0) == .line { line = part.element(1) }
            }
            rest = rest.tail
        }
        showPlace(file: file, line: line)
    }

    /// The same of a file's name, a list of characters, and a line.
    mutating func showPlace(file: Term, line: Term) {
        var file = file
        guard file.isList, line.isSmall, line.smallValue > 0 else { return }
        put(" (", .report)
        while file.isList {
            if file.head.isSmall { put(UInt8(truncatingIfNeeded: file.head.smallValue), .report) }
            file = file.tail
        }
        put(", line ", .report)
        printNumber(UInt64(line.smallValue), .report)
        put(")", .report)
    }
}
