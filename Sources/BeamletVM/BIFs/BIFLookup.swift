extension BIFTable {
    /// A native function's name.
    struct Name {
        var module: AtomName
        var function: AtomName
        var arity: Int
    }

    /// Goes through the table in order and calls `visit` with each number and name, until it answers true. O(n): for the
    /// linker and for stack traces, not for calls.
    @inline(__always)
    private static func search(_ visit: (Int, Name) -> Bool) {
        let start = text.utf8Start
        let end = start + text.utf8CodeUnitCount
        var cursor = start
        var number = 0
        var module = AtomName(bytes: start, count: 0)
        while cursor < end {
            // At the beginning of a line: the module.
            let name = cursor
            while cursor.pointee != UInt8(ascii: ":") { cursor += 1 }
            module = AtomName(bytes: name, count: cursor - name)
            cursor += 1
            while cursor < end && cursor.pointee == UInt8(ascii: " ") {
                cursor += 1
                let function = cursor
                while cursor < end && cursor.pointee != UInt8(ascii: " ") && cursor.pointee != UInt8(ascii: "\n") {
                    cursor += 1
                }
                // One digit of arity after the last slash.
                let arity = Int(cursor[-1]) - 48
                let row = Name(
                    module: module, function: AtomName(bytes: function, count: cursor - function - 2), arity: arity)
                if visit(number, row) { return }
                number += 1
            }
            cursor += 1
        }
    }

    /// The number of a function, if it is native.
    static func number(_ module: AtomName, _ function: AtomName, _ arity: Int) -> UInt32? {
        var found: UInt32? = nil
        search { number, name in
            if name.arity == arity && name.function == function && name.module == module {
                found = UInt32(number)
                return true
            }
            return false
        }
        return found
    }

    /// The name of the function of a number that the table has.
    static func name(_ number: Int) -> Name {
        var found = Name(
            module: AtomName(bytes: text.utf8Start, count: 0), function: AtomName(bytes: text.utf8Start, count: 0),
            arity: 0)
        search { candidate, name in
            found = name
            return candidate == number
        }
        return found
    }
}
