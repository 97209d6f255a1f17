// Whoever wants reports as terms gets them: the process that `erlang:system_flag(system_logger, Pid)` names, and otherwise the one
// registered as `logger`. It gets what the BEAM sends:
//
//     {log, error, "Error in process ~p with exit value:~n~p~n", [Pid, Reason],
//      #{error_logger => #{emulator => true, tag => error}, gl => GroupLeader, pid => Pid, time => Microseconds}}
//
// Where there is no such process, or no memory for its message, the report is written as text. With `undefined` nothing is said.
extension Machine {
    /// The process that gets reports, or 0. Not the one that is reported of.
    private mutating func loggerProcess(of block: Address) -> Address {
        let wanted = systemLogger.isNil ? whereis(atom("logger")) : systemLogger
        let logger = wanted.isLocalPid ? lookup(wanted) : 0
        return logger == block ? 0 : logger
    }

    /// Whether a report of a process goes to the console.
    mutating func isReportWritten(of block: Address) -> Bool {
        systemLogger != .undefined && loggerProcess(of: block) == 0
    }

    /// Sends the report of a process that ends. False: it has to be written. The message is made on the heap of the one who gets it.
    mutating func sendReport(of block: Address) -> Bool {
        if systemLogger == .undefined { return true }
        let logger = loggerProcess(of: block)
        if logger == 0 { return false }
        let ending = current
        current = logger
        let message = makeReport(of: block)
        current = ending
        return message.isSomething && post(message, to: logger)
    }

    private mutating func makeReport(of block: Address) -> Term {
        // `constant` takes 128 words, the maps 24.
        guard ensure(160, live: 0) else { return .none }
        let message = constant(
            atom("log"), in: "log log error \"Error_in_process_~p_with_exit_value:~n~p~n 0 0 [2 0 {5")
        if message.isNone { return .none }
        let pid = process(block).pointee.pid
        let inner = makeMap("emulator tag")
        store(.true, inner &+ 8)
        store(.error, inner &+ 12)
        let time = makeInteger(Int64(bitPattern: platform.now()) &+ timeOffset, live: 0)
        let outer = makeMap("error_logger gl pid time")
        store(Term(boxed: inner), outer &+ 8)
        store(process(block).pointee.groupLeader, outer &+ 12)
        store(pid, outer &+ 16)
        store(time, outer &+ 20)
        store(Term(boxed: outer), message.boxedAddress &+ 20)
        guard let reason = copyMessage(process(block).pointee.reason, to: current) else { return .none }
        let arguments = message.element(3).listAddress
        store(pid, arguments)
        store(reason, load(arguments &+ 4).listAddress)
        return message
    }

    /// A map with these keys, which are in their order, and no values yet: its address. There is room.
    private mutating func makeMap(_ keys: StaticString) -> Address {
        let top = process(current).pointee.heapTop
        var words = Words(keys)
        var count: UInt32 = 0
        while let word = words.next() {
            count += 1
            store(atom(word), top &+ count &* 4)
        }
        storeWord(Header.tuple(Int(count)).bits, top)
        let map = top &+ 4 &+ count &* 4
        storeWord(Header(.flatMap, words: Int(count) + 1).bits, map)
        store(Term(boxed: top), map &+ 4)
        process(current).pointee.heapTop = map &+ 8 &+ count &* 4
        return map
    }
}
