// What a fault handler prints of the machine: which process was running, and where.
extension Machine {
    /// Writes the running process, its name and the function and line at which it was, where reports go.
    ///
    /// Between two calls out of the interpreter's function the place in the code is in a machine register only: so of
    /// `registers`, the first that points into a module's code is taken for it; where there is none, the place at which the
    /// process last left the interpreter. Reads what may be damaged, so it checks each address before it follows it.
    public mutating func describeFault<let count: Int>(registers: InlineArray<count, UInt32>) {
        let end = heapRegion &+ heapRegionSize
        guard current >= heapRegion, current < end, current & 3 == 0, current <= end &- UInt32(Process.size) else {
            put("no process was running\n", .report)
            return
        }
        put("process ", .report)
        printSimple(process(current).pointee.pid, .report)
        if name(of: current).isAtom {
            put(" ", .report)
            printSimple(name(of: current), .report)
        }
        var place = process(current).pointee.ip
        for index in 0..<count where module(at: registers[index]) != nil {
            place = registers[index]
            break
        }
        guard let location = location(place) else {
            put(", outside any function\n", .report)
            return
        }
        put(" in ", .report)
        printSimple(FunctionInfo.module(location.function), .report)
        put(":", .report)
        printSimple(FunctionInfo.function(location.function), .report)
        put("/", .report)
        printNumber(UInt64(FunctionInfo.arity(entry: location.function &+ FunctionInfo.size)), .report)
        if location.line != 0 {
            put(", line ", .report)
            printNumber(UInt64(location.line), .report)
        }
        put("\n", .report)
    }
}
