extension BIFTable {
    /// A native function's name.
    public struct Name {
        /// Its module.
        public var module: AtomName
        /// The function.
        public var function: AtomName
        /// How many arguments it takes.
        public var arity: Int
    }

    /// How many buckets the functions are in.
    private static let bucketCount: UInt32 = 64

    /// The bucket that a function belongs to. (`Toolchain/generate-tables` computes the same.)
    private static func bucket(_ function: AtomName, _ arity: Int) -> Int {
        Int((function.hash &+ UInt32(truncatingIfNeeded: arity)) % bucketCount)
    }

    /// A number of one of the tables of two characters each.
    private static func number(_ table: StaticString, _ index: Int) -> Int {
        Int(table.utf8Start[index * 2]) << 7 | Int(table.utf8Start[index * 2 + 1])
    }

    /// The number of a function, if it is native. Looks at the few functions of its bucket.
    static func number(_ module: AtomName, _ function: AtomName, _ arity: Int) -> UInt32? {
        let bucket = bucket(function, arity)
        var candidate = number(buckets, bucket)
        let end = number(buckets, bucket + 1)
        while candidate < end {
            let name = name(candidate)
            if name.arity == arity && name.function == function && name.module == module { return UInt32(candidate) }
            candidate += 1
        }
        return nil
    }

    /// The name of the function of a number that the table has.
    public static func name(_ number: Int) -> Name {
        let start = text.utf8Start
        let function = start + self.number(offsets, number)
        var end = function
        while end.pointee > UInt8(ascii: " ") { end += 1 }
        var line = function
        while line > start && line[-1] != UInt8(ascii: "\n") { line -= 1 }
        var colon = line
        while colon.pointee != UInt8(ascii: ":") { colon += 1 }
        // One digit of arity after the last slash.
        return Name(
            module: AtomName(bytes: line, count: colon - line),
            function: AtomName(bytes: function, count: end - function - 2), arity: Int(end[-1]) - 48)
    }
}
